"""Every language has each text translated, with its placeholders and plural forms, and its own days and numbers."""

from contextvars import copy_context
from datetime import date
from threading import Thread

import pytest

from assessment.catalog import available_languages, language_for, load_instrument, preferred_language, shipped_texts
from assessment.catalog.languages import DATA, INTERFACE, language_folder
from assessment.catalog.messages import missing_translations, update_language
from assessment.core.text.i18n import (
    ENGLISH,
    current_language,
    format_day,
    format_number,
    format_percent,
    set_language,
    tr,
    tr_count,
)

OTHERS = [code for code in available_languages() if code != ENGLISH.code]
DAY = date(2026, 11, 16)


@pytest.fixture
def spanish():
    """The language of this thread is Spanish."""
    set_language(language_for("es"))
    yield
    set_language(ENGLISH)


def in_own_context(work, *arguments):
    """The result of the work, whose language does not stay set."""
    return copy_context().run(work, *arguments)


def test_there_is_english_and_spanish_by_their_own_names():
    languages = available_languages()
    assert next(iter(languages.items())) == ("en", "English")
    assert languages["es"] == "Español"


@pytest.mark.parametrize("code", OTHERS)
def test_everything_is_translated(code):
    assert list(missing_translations(language_folder() / code, shipped_texts().items())) == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_catalogs_are_as_the_command_writes_them(code, tmp_path):
    folder = tmp_path / code
    folder.mkdir()
    for name in (INTERFACE, DATA):
        (folder / name).write_bytes((language_folder() / code / name).read_bytes())
    update_language(folder, shipped_texts().items())
    for name in (INTERFACE, DATA):
        assert (folder / name).read_text("utf-8") == (language_folder() / code / name).read_text("utf-8")


@pytest.mark.parametrize("code", OTHERS)
def test_the_data_files_pass_all_checks_in_every_language(code):
    english, other = load_instrument(), load_instrument(language=language_for(code))
    assert other.version == english.version
    assert list(other.items) == list(english.items)
    for item in english.items.values():
        assert [option.id for option in other.items[item.id].options] == [option.id for option in item.options]
        assert other.items[item.id].stem != item.stem
    assert english.sources
    for source in english.sources.values():
        translated = other.sources[source.id]
        assert (translated.title, translated.authors) == (source.title, source.authors)


@pytest.mark.parametrize(
    ("asked", "code"),
    [("es-MX", "es"), ("ES", "es"), ("es", "es"), ("en-GB", "en"), ("xx", "en"), ("", "en"), (None, "en")],
)
def test_the_language_of_the_browser_is_used_where_there_is_one(asked, code):
    assert preferred_language(asked) == code


def test_a_language_without_a_folder_is_an_error():
    with pytest.raises(KeyError):
        language_for("../en")


def test_days_and_numbers_are_written_as_in_spain(spanish):
    assert format_day(DAY) == "lun, 16 nov"
    assert format_day(DAY, long=True) == "lunes, 16 de noviembre"
    assert format_day(DAY, year=True) == "lun, 16 nov 2026"
    assert format_number(12345.6, 1) == "12.345,6"
    assert format_number(0.5, 2, signed=True) == "+0,50"
    assert format_percent(0.17) == "17\N{NO-BREAK SPACE}%"


def test_days_and_numbers_are_written_as_in_english():
    assert format_day(DAY) == "Mon 16 Nov"
    assert format_day(DAY, year=True, long=True) == "Monday 16 November 2026"
    assert format_number(12345.6, 1) == "12,345.6"
    assert format_percent(0.17) == "17%"


def write_catalogs(folder, one, many):
    """Write a language with one plural message."""
    folder.mkdir(parents=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    plural = f'msgid "{{number}} day"\nmsgid_plural "{{number}} days"\nmsgstr[0] "{one}"\nmsgstr[1] "{many}"\n'
    (folder / INTERFACE).write_text(f"# Español\n{header}{plural}", "utf-8")
    (folder / DATA).write_text(f"# Español\n{header}", "utf-8")


@pytest.mark.parametrize(("number", "words"), [(0, "0 días"), (1, "1 día"), (2, "2 días")])
def test_a_count_takes_the_form_of_the_language(monkeypatch, tmp_path, number, words):
    write_catalogs(tmp_path / "es", "{number} día", "{number} días")
    monkeypatch.setattr("assessment.catalog.languages.language_folder", lambda: tmp_path)
    language = language_for.__wrapped__("es")

    def count():
        set_language(language)
        return tr_count("{number} day", "{number} days", number), tr("Not translated here")

    assert in_own_context(count) == (words, "Not translated here")


def test_a_language_is_set_for_its_own_thread_only(spanish):
    codes = []
    thread = Thread(target=lambda: codes.append(current_language().code))
    thread.start()
    thread.join()
    assert (codes, current_language().code) == (["en"], "es")


MISTAKES = {
    "a": ("Dear {name}", "Hola", "other placeholders"),
    "b": ("**Bold** [blank]", "**Negrita* [hueco]", "other placeholders"),
    "c": ("One line\\n", "Una línea", "another end of line"),
    "d": ("Not yet", "", "not translated"),
    "e": ("Right {name}", "Bien {name}", None),
}


def test_a_translation_with_a_mistake_is_named(tmp_path):
    write_catalogs(tmp_path / "es", "{number} día", "{number} días")
    entries = [f'\nmsgctxt "{key}"\nmsgid "{one}"\nmsgstr "{other}"\n' for key, (one, other, _) in MISTAKES.items()]
    with (tmp_path / "es" / DATA).open("a", encoding="utf-8") as file:
        file.writelines(entries)
    texts = {key: one.replace("\\n", "\n") for key, (one, _, _) in MISTAKES.items()}
    problems = [each for each in missing_translations(tmp_path / "es", texts.items()) if "data.po" in each]
    expected = [problem for *_, problem in MISTAKES.values() if problem]
    assert len(problems) == len(expected)
    assert all(part in problem for part, problem in zip(expected, problems, strict=True))
