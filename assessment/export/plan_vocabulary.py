"""The headings of a plan, also as programs and people translate them."""

from functools import cache

from assessment.core.text.terms import Vocabulary, make_vocabulary
from assessment.export.plan_csv import COLUMNS

TRANSLATED = {
    "step_id": "id del paso, id de paso, identifiant, schritt_id, schritt-id, id_étape, id_paso, id_passo",
    "date": "fecha, datum, data, dato, day, día, tag, jour, päivämäärä, fälligkeit, échéance",
    "title": "título, titulo, titel, titre, titolo, tytuł, tittel, otsikko, step, paso, schritt, étape",
    "why": "por qué, por que, warum, pourquoi, perché, porquê, waarom, dlaczego, varför, hvorfor, miksi",
    "minutes": "minutos, minuten, minuti, minuty, minuter, minutter, minuutit",
    "kind": "tipo, art, type, soort, rodzaj, typ, slag, sort, tyyppi",
    "person": "persona, personne, pessoa, persoon, osoba, henkilö",
    "item": "elemento, élément, eintrag, pregunta, frage",
    "source": "fuente, quelle, fonte, bron, źródło, källa, kilde, lähde",
    "done": "hecho, erledigt, fait, fatto, feito, gedaan, zrobione, klar, gjort, færdig, udført, ferdig, tehty",
    "note": "nota, notiz, remarque, notitie, notatka, anteckning, notat, muistiinpano, notes, notas, comentario",
    "export": "exportación, exportacion, exportation, esportazione, exportação, eksport",
}
"""Column -> what the heading is in other languages."""


@cache
def plan_columns() -> Vocabulary:
    """What each heading of the table of a plan means."""
    words = [(word, column) for column, line in TRANSLATED.items() for word in line.split(", ")]
    return make_vocabulary(COLUMNS, words)
