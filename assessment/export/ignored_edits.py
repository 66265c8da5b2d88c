"""What was edited in the file of a plan where only the plan has a say: titles and minutes of its own steps."""

import re
from collections.abc import Iterable

from assessment.core.plan.schedule import PART_SEPARATOR, Step
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import tr
from assessment.export.sheet import Problem, Row

ZERO_DECIMALS = re.compile(r"[.,]0+$")


class UnreadCells:
    """Compares the rows of a file with the steps of the plan, and keeps the lines on which they differ."""

    def __init__(self, planned: Iterable[Step]) -> None:
        self.planned = {step.id: step for step in planned}
        self.same_titles = 0
        self.titles: list[int] = []
        self.minutes: list[int] = []

    def compare(self, row: Row, step_id: str, title: str) -> None:
        """Keep the line where the row says something else than the plan; a part has other minutes on other days."""
        step = self.planned.get(step_id)
        if step is None:
            return
        if "title" in row.cells:
            if title == clean_title(step.title):
                self.same_titles += 1
            else:
                self.titles.append(row.line)
        minutes = ZERO_DECIMALS.sub("", row.cells.get("minutes", str(step.minutes)).strip())
        if minutes != str(step.minutes) and PART_SEPARATOR not in step_id:
            self.minutes.append(row.line)

    def problems(self) -> list[Problem]:
        """A sentence for each line. Where most titles differ, nobody edited them: the language or a name is another."""
        titles = self.titles if len(self.titles) <= self.same_titles else []
        edited = {"title": titles, "minutes": self.minutes}
        return [
            Problem(
                line,
                tr(
                    "not taken over: {columns}; of a step of the plan only date, done and note are read",
                    columns=", ".join(name for name, lines in edited.items() if line in lines),
                ),
            )
            for line in sorted({*titles, *self.minutes})
        ]
