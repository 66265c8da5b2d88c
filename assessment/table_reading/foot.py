"""The foot of a table: rows of totals and notes after the last row of data, which are no people and no steps.

A note is what tools and people write below a table in its first column: "Exported by ... on ...", "Source: ...".
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from assessment.core.text.cell_words import is_unanswered
from assessment.core.text.terms import letters_of
from assessment.table_reading.rows import Dropped, Record

EXAMPLES = 50
"""So many rows show what is usual in the first column."""
TOTALS_LINE = (
    "total;totals;grand total;sub total;total general;total responses;total answers;total people;total applications;"
    "total n;total participants;total respondents;total minutes;total time;percent;percentage;pct;"
    "sum;average;averages;avg;mean;median;count;standard deviation;std dev;stdev;"
    "gesamt;gesamtergebnis;gesamtsumme;insgesamt;summe;mittelwert;durchschnitt;anzahl;standardabweichung;prozent;anteil;"
    "total général;somme;moyenne;médiane;écart type;nombre;pourcentage;"
    "suma;suma total;promedio;media;mediana;recuento;desviación estándar;porcentaje;"
    "total de respuestas;total de personas;"
    "totale;somma;totaal;gemiddelde;som;soma;média;contagem"
)
TOTALS = frozenset(map(letters_of, TOTALS_LINE.split(";")))
"""The letters of what stands before such rows. "Max", "Min" and "N" are not among them: they are names too."""
DIGIT = re.compile(r"\d")
IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
"""What stands behind a word of totals, as in "Total (n=12)"."""
NUMBER = re.compile(r"[^\w\s]?\s?-?(?:\d+|\d{1,3}(?:[.,'\u2019\s]\d{3})+)(?:[.,]\d+)?\s?[^\w\s]?")
LONGEST_TOTAL_WORD = 40

MADE = {
    "exported|generated|created|downloaded|printed|produced|prepared|compiled|made|powered|last updated|updated": (
        "by|on|at|from|with|in|using"
    ),
    "exportiert|generiert|erstellt|erzeugt|heruntergeladen|gedruckt|aktualisiert": "am|von|mit|um|aus|durch|über",
    "exportado|generado|creado|descargado|impreso|elaborado|actualizado": "por|el|con|desde|a las|en",
    "exporté|généré|créé|téléchargé|imprimé|établi": "par|le|avec|depuis|à",
    "esportato|generato|creato|scaricato|stampato": "da|il|con|alle",
    "gerado|criado|baixado": "por|em|com|de",
    "geëxporteerd|gegenereerd|gemaakt|gedownload|afgedrukt": "op|door|met|van|om",
}
"""What was done with the table, in seven languages -> the words after which tools say by whom or when."""

SIGNS = {
    "made": re.compile("|".join(rf"(?:{done})e?s?\s+(?:{then})\b" for done, then in MADE.items()), re.IGNORECASE),
    "source": re.compile(
        r"(?:sources?|filters?|notes?|date|quelle|hinweis|stand|fuente|filtro|nota|fecha|fonte|bron|datum)\s?[:：]",
        re.IGNORECASE,
    ),
    "label": re.compile(r"(?=[^\W\d_])(?:[\w()./-]+ ){0,5}[\w()./-]+\s?[:：](?:\s|$)"),
    "mark": re.compile(r"[*†‡§©]|\(c\)\s|copyright\b|all rights reserved|alle rechte vorbehalten", re.IGNORECASE),
    "confidential": re.compile(
        r"(?:strictly |streng )?(?:confidential|vertraulich|confidencial|confidentiel)\b.*\b(?:only|use|nur|uso)\b",
        re.IGNORECASE,
    ),
    "end": re.compile(
        r"\W*(?:end of|ende de[rs]|fin (?:du|del|de la)) (?:the )?(?:report|data|file|list|table|export|results?|liste|"
        r"tabelle|datei|berichts|rapport|tableau|fichier|informe|tabla|lista|archivo)\b",
        re.IGNORECASE,
    ),
    "count": re.compile(
        r"[^\W\d_][\w ]{,40}[:：]\s*\d+\s*$|n\s*=\s*\d+|(?:page|seite|página|pagina)\s+\d+\s|\(\d+ rows?\b.*\)$",
        re.IGNORECASE,
    ),
    "sentence": re.compile(r"(?=.*\d|.*[.!]$)(?=(?:.*\s[a-zß-ÿ]){3})(?:\S+\s+){4,}\S+$"),
}
"""A sign of a note -> how a text with it begins."""
ALSO_ANSWERS = frozenset({"label", "sentence"})
"""Signs that answers and facts may have as well."""
LONGEST_NOTE = 300


class Foot:
    """Tells rows of a foot from rows of data, of which the first show how the first column is written.

    `holds_answers`: the first column does not name who or what the row is about.
    """

    def __init__(self, *, holds_answers: bool = False) -> None:
        self.usual = set(ALSO_ANSWERS) if holds_answers else set()
        self.examples = 0

    def may_hold(self, cells: Sequence[str]) -> bool:
        """Whether a row may belong to the foot; else it counts as an example."""
        if is_total_row(cells) or is_note_row(cells, self.usual):
            return True
        if self.examples < EXAMPLES:
            self.usual |= note_signs(cells[0] if cells else "")
            self.examples += 1
        return False


def without_foot(rows: Iterable[tuple[int, Record]], foot: Foot, dropped: Dropped) -> Iterator[tuple[int, Record]]:
    """The rows without those of totals and notes after which no other row comes; they are counted."""
    held: list[tuple[int, list[str]]] = []
    for number, record in rows:
        if not isinstance(record, str) and foot.may_hold(record):
            held.append((number, record))
            continue
        yield from held
        held = []
        yield number, record
    drop_foot((cells for _, cells in held), dropped)


def drop_foot(rows: Iterable[Sequence[str]], dropped: Dropped) -> None:
    """Count the rows of a foot."""
    for cells in rows:
        if is_total_row(cells):
            dropped.totals += 1
        else:
            dropped.notes.append(" ".join(filter(None, map(str.strip, cells))))


def is_total_row(cells: Iterable[str]) -> bool:
    """Whether the first text of a row is a word of totals, and all others are numbers, such words or marks for none.

    Somebody who answered in words is never taken for a total, whatever the name.
    """
    first, *others = [cell for cell in cells if cell.strip()] or [""]
    return _is_word_of_totals(first) and all(
        NUMBER.fullmatch(cell.strip()) or _is_word_of_totals(cell) or is_unanswered(cell) for cell in others
    )


def _is_word_of_totals(cell: str) -> bool:
    if len(cell) > LONGEST_TOTAL_WORD:
        return False
    word = IN_BRACKETS.sub("", cell.strip())
    return word == "%" or DIGIT.sub("", letters_of(word)) in TOTALS


def note_signs(text: str) -> frozenset[str]:
    """The signs that a text is a note about the table and no name, number or answer."""
    text = text.strip()[:LONGEST_NOTE]
    return frozenset(sign for sign, pattern in SIGNS.items() if pattern.match(text))


def is_note_row(cells: Sequence[str], usual: Collection[str]) -> bool:
    """Whether the one text of a row is a note in its first column, by a sign that is not `usual` there.

    A second text may follow one that ends with a colon, as in "Responses:", "12".
    """
    first = cells[0] if cells else ""
    most = 1 if first.rstrip().endswith((":", "：")) else 0
    following = islice((cell for cell in cells[1:] if cell.strip()), most + 1)
    return len(list(following)) <= most and not note_signs(first) <= set(usual)
