"""The encoding of a file is found, and text that another program misread is mended."""

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.table_reading import Dropped, open_table
from assessment.table_reading.encodings import MISREADING

NAMES = ["José", "Zoë", "Åsa", "Ñandú", "Müller – café", "l’été : 15 €", "„Grüße“"]
KNOWN = {"person", "practice"}
western = st.text(st.sampled_from("abcdefgh xyz'àâäçéèêëîïñóôöùûüßÉÖÅ’“”–"), min_size=1, max_size=12)


def read(content, encoding=None):
    """The cells of the first column, and the notices."""
    table = open_table(io.BytesIO(content), lambda name: name if name in KNOWN else None, encoding)
    return [cells[0] for _, cells in table.rows(Dropped())], table.notices


def table_of(names):
    return "person\tpractice\n" + "".join(f"{name}\talone\n" for name in names)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_unicode_is_read_without_a_notice(encoding, mark):
    assert read(mark + table_of([*NAMES, "日本 東京"]).encode(encoding)) == ([*NAMES, "日本 東京"], ())


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", NAMES),
        ("mac_roman", NAMES),
        ("cp850", ["José", "Zoë", "Åsa", "Ñandú", "Müller"]),
        ("cp437", ["José", "Zoë", "Åsa", "Ñandú", "Müller"]),
    ],
)
def test_one_byte_a_character_is_told_by_its_sense_and_said(encoding, names):
    for name in names if encoding in ("cp1252", "mac_roman") else []:
        assert read(table_of([name]).encode(encoding))[0] == [name]
    cells, (notice,) = read(table_of(names).encode(encoding))
    assert cells == names
    assert "check the accents" in notice


@pytest.mark.parametrize(
    "note",
    [
        "such as ‘soon’ or ‘in a few weeks’",
        "‘we’ll be in touch’",
        "it's vague: we’ll see",
        "McDonald’s",
        "the O’Briens’ firm",
        "“you will work with Sam.”",
        "good – really",
        "so soon…",
        "50.000 €",
        "€15",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_english_marks_of_windows_are_no_letters_of_another_system(note, end):
    content = f"person\tpractice{end}{note}\talone{end}".encode("cp1252")
    (cell,), (notice,) = read(content)
    assert cell == note
    assert "Windows" in notice


@pytest.mark.parametrize("name", ["JOSÉ", "MARÍA MUÑOZ", "DUPRÉ Jean", "CAFÉ", "SIMÕES"])
def test_capitals_with_accents_are_no_marks_of_another_system(name):
    (cell,), (notice,) = read(table_of([name]).encode("cp1252"))
    assert cell == name
    assert "Windows" in notice


@pytest.mark.parametrize("name", ["así", "Muñoz", "mañana, García", "Noël", "Señor Peña", "lunedì", "Étienne ñandú"])
def test_letters_of_macintosh_are_no_marks_of_windows(name):
    (cell,), (notice,) = read(table_of([name]).encode("mac_roman"))
    assert cell == name
    assert "Macintosh" in notice


@pytest.mark.parametrize("misread_as", MISREADING)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf_8_that_was_misread_is_mended_and_said(misread_as, mark):
    misread = (mark + table_of(NAMES)).encode()
    text = "".join(bytes([byte]).decode(misread_as, errors="ignore") or chr(byte) for byte in misread)
    for content in (text.encode(), text.encode("utf-16")):
        cells, (notice,) = read(content)
        assert cells == NAMES
        assert "mended" in notice


@pytest.mark.parametrize(("spoiled", "last"), [(b"R\xc3", "RÃ"), (b"Ren\xe9", "René")])
def test_utf_8_with_a_byte_of_another_encoding_keeps_its_accents(spoiled, last):
    cells, (notice,) = read(table_of(NAMES).encode() + spoiled + b"\talone\n")
    assert cells == [*NAMES, last]
    assert "mended" in notice


def test_a_file_with_few_misread_names_keeps_the_others():
    assert read(table_of(["JosÃ©", "Zoë", "RÉSUMÉ”"]).encode())[0] == ["José", "Zoë", "RÉSUMÉ”"]


@given(st.lists(western, min_size=1, max_size=6))
def test_what_was_written_as_utf_8_is_never_changed(names):
    names = [f"a{name}" for name in names]
    assert read(table_of(names).encode())[0] == names


def test_an_encoding_can_be_given():
    assert read(table_of(["Jos\u008e"]).encode("latin-1"), "mac_roman") == (["José"], ())
