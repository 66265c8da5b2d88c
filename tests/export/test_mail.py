"""Letters as links and files that mail programs open: nothing typed leaves its place."""

from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from assessment.core.model.process import Person
from assessment.core.plan.letters import LetterDraft
from assessment.core.text.cleaning import clean_text, clean_title
from assessment.export.mail import MAILTO_LENGTH, eml, mailto

ANA = Person("Ana Ruiz", "Head of data", "ana+jobs@example.org")
LINES = st.lists(st.text(max_size=20) | st.sampled_from(["\r\nBcc: all@x.org", "&body=x", "?", "#", "%0D", "é 👩‍🔬"]))
TYPED = LINES.map(lambda parts: clean_text("\n".join(parts)))


@given(TYPED, TYPED)
def test_a_link_says_what_the_letter_says(subject, body):
    link = mailto(LetterDraft("Title", subject, body, person=ANA))
    if link is None:
        return
    parts = urlsplit(link)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "ana%2Bjobs@example.org", "")
    assert link.isascii()
    assert len(link) <= MAILTO_LENGTH
    asked = parse_qs(parts.query, keep_blank_values=True)
    assert asked == {"subject": [clean_title(subject)], "body": [body.replace("\n", "\r\n")]}


def test_a_letter_that_is_too_long_for_a_link_has_none_and_still_a_file():
    fits = LetterDraft("Title", "Hello", "x" * (MAILTO_LENGTH - len("mailto:?subject=Hello&body=")))
    assert len(mailto(fits)) == MAILTO_LENGTH
    long = LetterDraft("Title", "Hello", fits.body + "x")
    assert mailto(long) is None
    assert message_from_bytes(eml(long), policy=default).get_content().strip() == long.body


@given(TYPED, TYPED)
def test_a_file_is_a_draft_with_one_recipient_and_the_letter(subject, body):
    message = message_from_bytes(eml(LetterDraft("Title", subject, body, person=ANA)), policy=default)
    headers = ["Content-Transfer-Encoding", "Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
    assert sorted(message.keys()) == headers
    assert (message["To"], message["X-Unsent"]) == (ANA.email, "1")
    assert " ".join(message["Subject"].split()) == " ".join(clean_title(subject).split())
    assert message.get_content().split() == body.split()
