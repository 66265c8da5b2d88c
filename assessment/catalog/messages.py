"""The gettext catalogs of a language: created, brought up to date with what there is to translate, and checked."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment.catalog.languages import DATA, INTERFACE
from assessment.core.errors import AssessmentError
from assessment.files import whole_file

if TYPE_CHECKING:
    from babel.messages import Catalog
    from babel.messages.catalog import Message

PACKAGE = Path(__file__).parent.parent
KEYWORDS = {"tr": None, "mark_for_translation": None, "tr_count": (1, 2)}
"""The functions whose literal arguments are messages (assessment/core/text/i18n.py)."""
UNTRANSLATABLE = re.compile(r"\{\w+\}|\*\*|\[|\]")
"""What a translation must have unchanged: placeholders, bold print, and square brackets."""
HEADER = """# {name}
msgid ""
msgstr ""
"Language: {code}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""The head of a catalog, without dates, so that it changes only when the messages do."""


def interface_template() -> "Catalog":
    """The messages of the program, in the order of its files."""
    template = _empty()
    for name, message in _interface_messages():
        template.add(message, locations=[(f"assessment/{name}", 0)])
    return template


@cache
def _interface_messages() -> tuple[tuple[str, Any], ...]:
    """Each message of the program with its file; the files are searched once."""
    from babel.messages.extract import extract_from_dir

    extracted = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    in_order = sorted(extracted, key=lambda message: message[:2])
    return tuple((Path(name).as_posix(), message) for name, _, message, _, _ in in_order)


def data_template(texts: Iterable[tuple[str, str]]) -> "Catalog":
    """The texts of the data files, each with its place as the context."""
    template = _empty()
    for place, text in texts:
        template.add(text, context=place)
    return template


def _empty(code: str | None = None) -> "Catalog":
    from babel.messages import Catalog

    return Catalog(locale=code, fuzzy=False, charset="utf-8")


def update_language(folder: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Create the two catalogs of a language or bring them up to date; existing translations stay.

    Raises AssessmentError when the folder's name is not the code of a language.
    """
    name = native_name(folder.name)
    folder.mkdir(parents=True, exist_ok=True)
    for file, template in _templates(texts):
        catalog = _read(folder / file, folder.name)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        _write(folder / file, catalog, name)


def native_name(code: str) -> str:
    """The name of a language in that language, such as "Español"; raises AssessmentError for an unknown code."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code).get_language_name(code) or code
    except (UnknownLocaleError, ValueError) as error:
        raise AssessmentError([f"{code!r}: no language has this code."]) from error
    return name[:1].upper() + name[1:]


def missing_translations(folder: Path, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One sentence for each message that is missing, no longer needed, or wrongly translated."""
    for file, template in _templates(texts):
        wanted = {(message.context, message.id): message for message in template if message.id}
        there = {(message.context, message.id): message for message in _read(folder / file, folder.name) if message.id}
        for key in wanted:
            problem = _problem(there[key]) if key in there else "not there"
            if problem:
                yield f"{folder.name}/{file}: {problem}: {key[0] or ''} {key[1]!r}"
        for key in there:
            if key not in wanted:
                yield f"{folder.name}/{file}: no longer needed: {key[0] or ''} {key[1]!r}"


def _problem(message: "Message") -> str | None:
    """What is wrong with a translation; None where nothing is."""
    forms, originals = _forms(message.string), _forms(message.id)
    if not all(forms):
        return "not translated"
    if message.fuzzy:
        return "fuzzy"
    expected = [sorted(UNTRANSLATABLE.findall(original)) for original in originals]
    if any(sorted(UNTRANSLATABLE.findall(form)) not in expected for form in forms):
        return "other placeholders, brackets or bold print"
    if any(form.endswith("\n") != originals[0].endswith("\n") for form in forms):
        return "another end of line"
    return None


def _forms(text: "str | Iterable[str] | None") -> tuple[str, ...]:
    """The forms of a message: singular and plurals, or its only form."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _templates(texts: Iterable[tuple[str, str]]) -> tuple[tuple[str, "Catalog"], ...]:
    return (INTERFACE, interface_template()), (DATA, data_template(texts))


def _read(path: Path, code: str) -> "Catalog":
    from babel.messages.pofile import read_po

    if not path.exists():
        return _empty(code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def _write(path: Path, catalog: "Catalog", name: str) -> None:
    from babel.messages.pofile import write_po

    for message in catalog:
        message.flags.discard("python-format")
    with whole_file(path) as file:
        file.write(HEADER.format(name=name, code=path.parent.name, plural_forms=catalog.plural_forms).encode())
        write_po(file, catalog, width=100, omit_header=True, include_lineno=False, ignore_obsolete=True)
