"""Edits in the file of a plan that are not read: titles and minutes of the plan's own steps."""

import re
from collections.abc import Iterable

from assessment.core.plan.schedule import PART_SEPARATOR, Step
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import tr
from assessment.export.sheet import LineProblem, SheetRow

ZERO_DECIMALS = re.compile(r"[.,]0+$")


class IgnoredEdits:
    """Compares the rows of a file with the steps of the plan, and remembers the lines that differ."""

    def __init__(self, planned: Iterable[Step]) -> None:
        self.planned = {step.id: step for step in planned}
        self.same_titles = 0
        self.title_lines: list[int] = []
        self.minutes_lines: list[int] = []

    def compare(self, row: SheetRow, step_id: str, title: str) -> None:
        """Remember the line where the title or the minutes differ; a part of a step has other minutes each day."""
        step = self.planned.get(step_id)
        if step is None:
            return
        if "title" in row.cells:
            if title == clean_title(step.title):
                self.same_titles += 1
            else:
                self.title_lines.append(row.line)
        minutes = ZERO_DECIMALS.sub("", row.cells.get("minutes", str(step.minutes)).strip())
        if minutes != str(step.minutes) and PART_SEPARATOR not in step_id:
            self.minutes_lines.append(row.line)

    def problems(self) -> list[LineProblem]:
        """A problem for each line that differs.

        Where most titles differ nobody edited them: the file was exported in another language, or before a person in
        them was renamed.
        """
        title_lines = self.title_lines if len(self.title_lines) <= self.same_titles else []
        edited = {"title": title_lines, "minutes": self.minutes_lines}
        return [
            LineProblem(
                line,
                tr(
                    "not taken over: {columns}; of a step of the plan only date, done and note are read",
                    columns=", ".join(name for name, lines in edited.items() if line in lines),
                ),
            )
            for line in sorted({*title_lines, *self.minutes_lines})
        ]
