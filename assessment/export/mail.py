"""Letters as they leave: a link that opens the mail program, and a file that it opens as a draft."""

from email.header import Header
from email.mime.text import MIMEText
from email.policy import compat32
from urllib.parse import quote

from assessment.core.plan.letters import LetterDraft
from assessment.core.text.cleaning import clean_text, clean_title

MAILTO_LENGTH = 2000
"""The most characters of a link that opens a mail program: Windows hands on 2,083, and some programs cut earlier."""


def mailto(draft: LetterDraft) -> str | None:
    """The `mailto:` link of a letter (RFC 6068), with recipient, subject and body; None where it is too long."""
    subject = quote(clean_title(draft.subject), safe="")
    body = quote(clean_text(draft.body).replace("\n", "\r\n"), safe="")
    link = f"mailto:{quote(_address(draft), safe='@')}?subject={subject}&body={body}"
    return link if len(link) <= MAILTO_LENGTH else None


def eml(draft: LetterDraft) -> bytes:
    """The letter as an `.eml` file, which mail programs open as a draft that is not sent yet."""
    message = MIMEText(clean_text(draft.body), "plain", "utf-8")
    if address := _address(draft):
        message["To"] = address
    # The newer EmailMessage loses spaces where it folds a long subject that is not ASCII.
    message["Subject"] = Header(clean_title(draft.subject), header_name="Subject").encode()
    message["X-Unsent"] = "1"
    return message.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _address(draft: LetterDraft) -> str:
    return draft.person.email if draft.person else ""
