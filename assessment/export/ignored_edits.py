"""Edits in the file of a plan that are not read: titles and minutes of the plan's own steps."""

import re
from collections.abc import Iterable

from assessment.core.plan.schedule import PART_SEPARATOR, Step
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import tr
from assessment.export.sheet import RowProblem, SheetRow

ZERO_DECIMALS = re.compile(r"[.,]0+$")


def ignored_edits(rows: Iterable[tuple[str, SheetRow]], planned: Iterable[Step]) -> list[RowProblem]:
    """A problem for each row, given with its step id, where title or minutes differ from those of the planned step.

    Where most titles differ nobody edited them: the file was exported in another language, or before a person in
    them was renamed.
    """
    steps = {step.id: step for step in planned}
    pairs = [(row, steps[step_id]) for step_id, row in rows if step_id in steps]
    titled = [(row, step) for row, step in pairs if "title" in row.cells]
    title_rows = [row.number for row, step in titled if row.text("title") != clean_title(step.title)]
    if 2 * len(title_rows) > len(titled):
        title_rows = []
    edited = {"title": title_rows, "minutes": [row.number for row, step in pairs if _other_minutes(row, step)]}
    return [
        RowProblem(
            row,
            tr(
                "not applied: {columns}; of a step of the plan only date, done and note are read",
                columns=", ".join(name for name, numbers in edited.items() if row in numbers),
            ),
        )
        for row in sorted({*edited["title"], *edited["minutes"]})
    ]


def _other_minutes(row: SheetRow, step: Step) -> bool:
    """Whether the minutes differ; a part of a step has other minutes each day."""
    minutes = ZERO_DECIMALS.sub("", row.cells.get("minutes", str(step.minutes)).strip())
    return minutes != str(step.minutes) and PART_SEPARATOR not in step.id
