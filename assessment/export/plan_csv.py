"""The prep plan as a table, and what each of its rows says, so that an edited file can be compared with it."""

from collections.abc import Mapping
from functools import cache

from assessment.core.applications.records import ExportedStep, StepProgress
from assessment.core.model import Instrument
from assessment.core.plan.plan import Plan
from assessment.core.plan.progress import OWN_KIND
from assessment.core.plan.schedule import Step
from assessment.core.text.terms import Vocabulary, make_vocabulary
from assessment.export.table import write_csv

COLUMNS = ("step_id", "date", "title", "why", "minutes", "kind", "person", "item", "source", "done", "note", "export")
TRANSLATED = {
    "step_id": "id del paso, id de paso, identifiant, schritt_id, schritt-id, id_étape, id_paso, id_passo, "
    "id_etapa, id da etapa, id de l'étape, identifiant de l'étape, stap_id, id kroku",
    "date": "fecha, datum, data, dato, day, día, tag, jour, päivämäärä, due date, fälligkeit, échéance, due, due day, "
    "deadline, when, cuándo, fecha límite, vencimiento",
    "title": "título, titulo, titel, titre, titolo, tytuł, tittel, otsikko, step, paso, schritt, étape",
    "why": "por qué, por que, warum, pourquoi, perché, porquê, waarom, dlaczego, varför, hvorfor, miksi",
    "minutes": "minutos, minuten, minuti, minuty, minuter, minutter, minuutit",
    "kind": "tipo, art, type, soort, rodzaj, typ, slag, sort, tyyppi",
    "person": "persona, personne, pessoa, persoon, osoba, henkilö",
    "item": "elemento, élément, eintrag, pregunta, frage",
    "source": "fuente, quelle, fonte, bron, źródło, källa, kilde, lähde",
    "done": "completed, finished, is done, ticked, tick, ✓, ✔, ✅, ☑, hecho, hecha, completado, completada, listo, "
    "realizado, erledigt, fertig, fait, terminé, fatto, feito, gedaan, zrobione, klar, gjort, færdig, udført, "
    "ferdig, tehty",
    "note": "nota, notiz, remarque, notitie, notatka, anteckning, notat, muistiinpano, notes, notas, comentario, "
    "comentarios, comment, comments, my note, my notes, mis notas, remarks, observaciones",
    "export": "exportación, exportacion, exportation, esportazione, exportação, eksport, export id",
}
"""Column -> what the heading is in other languages."""


@cache
def plan_columns() -> Vocabulary:
    """What each heading of the table of a plan means."""
    words = [(word, column) for column, line in TRANSLATED.items() for word in line.split(", ")]
    return make_vocabulary(COLUMNS, words)


def plan_csv(
    instrument: Instrument, plan: Plan, progress: Mapping[str, StepProgress] | None = None, *, export: str = ""
) -> str:
    """The plan as CSV, one row a step: the dated ones, then what does not fit, then lessons, without a date.

    `export` is the id under which `exported_steps` of the same plan is stored, "" where it is not stored.
    """
    exported = exported_steps(plan, progress or {})
    return write_csv(COLUMNS, [_cells(instrument, step, exported[step.id], export) for step in plan.every_step])


def exported_steps(plan: Plan, progress: Mapping[str, StepProgress]) -> dict[str, ExportedStep]:
    """What the file of the plan says of each step, by step id."""
    return {step.id: _exported(step, progress.get(step.id, StepProgress(step.id))) for step in plan.every_step}


def _exported(step: Step, progress: StepProgress) -> ExportedStep:
    is_own = step.kind == OWN_KIND
    return ExportedStep(
        step.id,
        day=progress.day or step.day,
        moved=is_own or progress.day is not None,
        done=progress.done,
        note=progress.note,
        title=step.title if is_own else "",
        minutes=step.minutes if is_own else None,
    )


def _cells(instrument: Instrument, step: Step, exported: ExportedStep, export: str) -> list[str | int]:
    return [
        step.id,
        exported.day.isoformat() if exported.day else "",
        step.title,
        f"{step.how} {step.why}".strip(),
        step.minutes,
        step.kind,
        step.person,
        step.item,
        instrument.source_titles(step.sources) if step.why else "",
        "yes" if exported.done else "no",
        exported.note,
        export,
    ]
