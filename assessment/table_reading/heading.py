"""Finding the heading of a table in its first rows, and the rows below it that are no people and no steps."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_text, join_quoted, quote_text
from assessment.core.text.guards import without_guards
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.core.text.terms import normalize_term

ROWS_SEARCHED = 20
MOST_SECOND_HEADINGS = 3
MOST_COLUMNS = 2_000
IMPORT_ID = re.compile(r"""\s*\{\s*["']ImportId["']""")
"""What Qualtrics writes in its last heading."""
SECOND_HEADING_WORDS = frozenset(
    {
        *("response", "open ended response", "other (please specify)", "comment"),
        *("respuesta", "respuesta abierta", "respuesta de texto abierto", "otro (especifique)", "comentario"),
        *("réponse", "réponse ouverte", "antwort", "offene antwort", "beantwortung", "reactie", "risposta", "resposta"),
    }
)
"""What survey tools write below the questions."""

IdOf = Callable[[str], str | None]
"""A function from a heading to the id of the column that it means, None where it means none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of the columns, and how many rows stand before the first row of data.

    `columns`: how many cells the heading has, with those at its end that have no name. `known`: how many names mean a
    column. `above`: the rows with text above the heading. `second`: how many headings stand below it.
    """

    names: tuple[str, ...]
    columns: int
    known: int
    rows: int
    above: tuple[str, ...] = ()
    second: int = 0

    def notices(self) -> list[str]:
        """What to tell a person about the rows around the heading."""
        notices = []
        if self.above:
            notices.append(
                tr_count(
                    "{number} row above the heading was left out: {rows}",
                    "{number} rows above the heading were left out: {rows}",
                    len(self.above),
                    rows=join_quoted(self.above),
                )
            )
        if self.second:
            notices.append(
                tr_count(
                    "{number} second heading below the first was left out",
                    "{number} further headings below the first were left out",
                    self.second,
                )
            )
        return notices


def find_heading(rows: Sequence[Sequence[str]], id_of: IdOf) -> Heading | None:
    """The heading among the first rows of a table, with the second headings below it; None without a known column.

    It is the first row that names at least half as many known columns as the row that names most. A row that is not
    the first with text must name two, or be longer than those above it; a single cell is a title, if another row names
    two. Raises AssessmentError for too many columns, and where each choice has one.
    """
    for row in rows:
        if len(row) > MOST_COLUMNS and any(cell.strip() for cell in row[MOST_COLUMNS:]):
            refuse_many_columns(len(row))
    known = _known_in_headings(rows, id_of)
    most = max(known, default=0)
    if not most:
        return None
    place = next(
        place for place, count in enumerate(known) if 2 * count >= most and (most == 1 or not _is_title(rows[place]))
    )
    second = _second_headings(rows[place + 1 : place + 1 + MOST_SECOND_HEADINGS], rows[place], id_of)
    headings, below = rows[place : place + 1 + second], rows[place + 1 + second :]
    names = _names(headings, id_of)
    if below:
        _refuse_columns_of_choices(headings[0], below[0], id_of)
    above = tuple(" ".join(filter(None, map(str.strip, row))) for row in rows[:place])
    return Heading(
        names, len(headings[0]), sum(id_of(name) is not None for name in names), place + 1 + second,
        tuple(filter(None, above)), second,
    )  # fmt: skip


def _refuse_columns_of_choices(heading: Sequence[str], row: Sequence[str], id_of: IdOf) -> None:
    """Raise AssessmentError where the row below names choices, in several columns without a name beside known ones.

    It has nothing in the first column, and in each known one without such columns what survey tools write there.
    """
    place_of_name, beside, known = 0, list[int](), list[int]()
    for place, cell in enumerate(row[: len(heading)]):
        if heading[place].strip():
            place_of_name = place
        if cell.strip() and id_of(heading[place_of_name]):
            (known if place == place_of_name else beside).append(place_of_name)
    others = [normalize_term(row[place]) for place in known if place not in beside]
    if len(beside) > 1 and not row[0].strip() and SECOND_HEADING_WORDS.issuperset(others):
        sentence = tr("each choice has a column of its own; export the table with one column for each question.")
        raise AssessmentError([sentence])


def _is_title(row: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in row) == 1


def _second_headings(below: Sequence[Sequence[str]], heading: Sequence[str], id_of: IdOf) -> int:
    """How many of the rows below a heading are headings too: in one with import ids, all end."""
    imported = [place for place, row in enumerate(below, start=1) if _has_import_ids(row)]
    return max(imported or [sum(1 for _ in takewhile(lambda row: is_second_heading(row, heading, id_of), below))])


def _has_import_ids(row: Sequence[str]) -> bool:
    return bool(row) and all(IMPORT_ID.match(cell) for cell in row if cell.strip()) and any(map(str.strip, row))


def is_second_heading(row: Sequence[str], heading: Sequence[str], id_of: IdOf) -> bool:
    """Whether a row repeats the heading, in other words too, or is what survey tools write below their questions."""
    cells = [(cell, name) for cell, name in zip(row, heading, strict=False) if cell.strip()]
    if not cells:
        return False
    if all(IMPORT_ID.match(cell) or normalize_term(cell) in SECOND_HEADING_WORDS for cell, _ in cells):
        return True
    meant = [(id_of(cell), id_of(name)) for cell, name in cells if id_of(name)]
    return bool(meant) and 2 * sum(one == other for one, other in meant) > len(meant)


def no_known_column(first_line: str) -> AssessmentError:
    """What to raise for a table of which no row is a heading."""
    sentence = tr(
        "no column is one we know; the first line is {line}; save the table with its headings as CSV (UTF-8).",
        line=quote_text(first_line),
    )
    return AssessmentError([sentence])


def refuse_many_columns(columns: int) -> None:
    """Raise AssessmentError for more than MOST_COLUMNS."""
    if columns > MOST_COLUMNS:
        raise AssessmentError([tr("it has more than {most} columns.", most=format_number(MOST_COLUMNS))])


def _known_in_headings(rows: Sequence[Sequence[str]], id_of: IdOf) -> list[int]:
    """How many different columns each row names; 0 for one that names fewer than two and is not the longest so far."""
    known = [len({id_of(cell) for cell in row} - {None}) for row in rows]
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    longest_above = [0, *accumulate(filled, max)]
    return [
        count if count > 1 or length > longest else 0
        for count, length, longest in zip(known, filled, longest_above, strict=False)
    ]


def _names(headings: Sequence[Sequence[str]], id_of: IdOf) -> tuple[str, ...]:
    """For each column its first known name, or else the first that is not empty; without empty names at the end."""
    names = []
    headings = [without_guards(row) for row in headings]
    for place in range(len(headings[0])):
        texts = [text for row in headings if place < len(row) and (text := clean_text(row[place]).strip())]
        names.append(next((text for text in texts if id_of(text)), texts[0] if texts else ""))
    while names and not names[-1]:
        names.pop()
    return tuple(names)
