"""What there is to translate, and the catalogs that hold the translations: made and kept up to date."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.catalog.languages import DATA, INTERFACE

if TYPE_CHECKING:
    from babel.messages import Catalog

PACKAGE = Path(__file__).parent.parent
KEYWORDS = {"tr": None, "later_tr": None, "tr_count": (1, 2)}
"""The functions whose literal arguments are messages (assessment/core/language.py)."""


def interface_template() -> "Catalog":
    """The messages of the program, in the order of its files."""
    from babel.messages.extract import extract_from_dir

    template = _empty()
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    for name, _, message, _, _ in sorted(found, key=lambda each: each[:2]):
        template.add(message, locations=[(f"assessment/{Path(name).as_posix()}", 0)])
    return template


def data_template(texts: Iterable[tuple[str, str]]) -> "Catalog":
    """The texts of the data files, each under its place."""
    template = _empty()
    for place, text in texts:
        template.add(text, context=place)
    return template


def _empty() -> "Catalog":
    from babel.messages import Catalog

    return Catalog(project="Callback", fuzzy=False, charset="utf-8")


def update_language(folder: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Bring the two catalogs of a language up to date, making them where there are none; translations are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, template in ((INTERFACE, interface_template()), (DATA, data_template(texts))):
        catalog = _read(folder / name, folder.name)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.header_comment = f"# {own_name(folder.name)}"
        _write(folder / name, catalog)


def own_name(code: str) -> str:
    """The language's name for itself, "Español"; raises ValueError for a code of none."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code).get_language_name(code) or code
    except UnknownLocaleError as error:
        raise ValueError(f"{code}: no language has this code") from error
    return name[:1].upper() + name[1:]


def missing_translations(folder: Path, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One sentence for each message that a language does not translate, or translates and need not."""
    for name, template in ((INTERFACE, interface_template()), (DATA, data_template(texts))):
        catalog = _read(folder / name, folder.name)
        wanted = {(message.context, message.id): message for message in template if message.id}
        there = {(message.context, message.id): message for message in catalog if message.id}
        for context, message_id in wanted.keys() - there.keys():
            yield f"{folder.name}/{name}: not there: {context or ''} {message_id!r}"
        for context, message_id in there.keys() - wanted.keys():
            yield f"{folder.name}/{name}: no longer needed: {context or ''} {message_id!r}"
        for message in there.values():
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            if not all(forms):
                yield f"{folder.name}/{name}: not translated: {message.context or ''} {message.id!r}"
            if message.fuzzy:
                yield f"{folder.name}/{name}: fuzzy: {message.context or ''} {message.id!r}"


def _read(path: Path, code: str) -> "Catalog":
    from babel.messages import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale=code, project="Callback", fuzzy=False, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code)


def _write(path: Path, catalog: "Catalog") -> None:
    from babel.messages.pofile import write_po

    with path.open("wb") as file:
        write_po(file, catalog, width=100, omit_header=False, include_lineno=False, ignore_obsolete=True)
