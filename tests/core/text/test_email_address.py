"""Which texts are e-mail addresses."""

import pytest

from assessment.core.text.email_address import address_problem


@pytest.mark.parametrize("address", ["", "ana@example.org", "a.b+c@mail.example.co.uk", "o'neil@x.org", "a@1.org"])
def test_an_address_or_none_is_no_problem(address):
    assert address_problem(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "ana",
        "ana@",
        "@x.org",
        "ana@localhost",
        "ana@x..org",
        "a b@x.org",
        "ana@x.org\nBcc: all@x.org",
        "a@-x.org",
        "a" * 65 + "@x.org",
        "a@" + "x." * 130 + "org",
    ],
)
def test_any_other_text_is_refused_with_one_sentence(address):
    assert "is no e-mail address; expected one like" in address_problem(address)
