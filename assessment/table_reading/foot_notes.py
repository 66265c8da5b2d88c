"""What tools and people write below a table in its first column: "Exported by ... on ...", "Source: ..."."""

import re
from collections.abc import Collection, Sequence
from itertools import islice

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
    "count": re.compile(
        r"[^\W\d_][\w ]{,40}[:：]\s*\d+\s*$|n\s*=\s*\d+|(?:page|seite|página|pagina)\s+\d+\s", re.IGNORECASE
    ),
    "sentence": re.compile(r"(?=.*\d|.*[.!]$)(?:\S+\s+){4,}\S+$"),
}
"""A sign of a note -> how a text with it begins."""
ALSO_ANSWERS = frozenset({"label", "sentence"})
"""Signs that answers and facts may have as well."""
LONGEST_NOTE = 300


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
