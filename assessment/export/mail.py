"""Letters as they leave: a link that opens the mail program, and a file that it opens as a draft."""

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from assessment.core.plan.letters import LetterDraft
from assessment.core.text.cleaning import clean_text, clean_title

MAILTO_LENGTH = 2000
"""The most characters of a link that opens a mail program: Windows hands on 2,083, and some programs cut earlier."""


def mailto(draft: LetterDraft) -> str | None:
    """The `mailto:` link of a letter (RFC 6068), with recipient, subject and body; None where it is too long."""
    subject, body = quote(clean_title(draft.subject), safe=""), quote(_lines(draft.body, "\r\n"), safe="")
    link = f"mailto:{quote(_address(draft), safe='@')}?subject={subject}&body={body}"
    return link if len(link) <= MAILTO_LENGTH else None


def eml(draft: LetterDraft) -> bytes:
    """The letter as an `.eml` file, which mail programs open as a draft that is not sent yet."""
    message = EmailMessage(policy=SMTP)
    if address := _address(draft):
        message["To"] = address
    message["Subject"] = clean_title(draft.subject)
    message["X-Unsent"] = "1"
    message.set_content(_lines(draft.body, "\n"), charset="utf-8")
    return message.as_bytes()


def _address(draft: LetterDraft) -> str:
    return draft.person.email if draft.person else ""


def _lines(text: str, end: str) -> str:
    return clean_text(text).replace("\n", end)
