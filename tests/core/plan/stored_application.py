"""An application with its exports and imports, and the rows of its files as dicts."""

import csv
import io

from assessment import assess
from assessment.core.applications.records import PlanExport
from assessment.core.model.process import Person, Process, drop_impossible_facts
from assessment.core.plan.merge import CurrentPlan, merge_plan_file
from assessment.core.plan.plan import make_plan
from assessment.core.plan.progress import apply_progress, days_done
from assessment.export.plan_csv import exported_steps, plan_csv
from assessment.export.plan_import import read_plan_csv
from tests.storage.sample_values import AT
from tests.support import INSTRUMENT, INTERVIEW

ANN = Process(interview_date=INTERVIEW, people=(Person("Ann", "CTO"),))
PREPARING = {"stage": "invited", "company_knowledge": "little", "story_bank": "none", "practice": "none"}
NOTES = ["", "ask Ana", "ask Ana\nand Bo", "two pages"]
TITLES = ["Call Bo", "Buy shoes", "Run"]


class StoredApplication:
    """What is stored of one application, with the plan that any day makes of it, its exports and imports."""

    def __init__(self, answers, process, progress=(), own_steps=(), minutes=60):
        self.answers, self.process, self.minutes = answers, process, minutes
        self.progress = {each.step_id: each for each in progress}
        self.own_steps = {step.id: step for step in own_steps}
        self.exports, self.round = {}, 1

    def plan(self, today):
        process = drop_impossible_facts(self.process, today)
        assessment = assess(INSTRUMENT, self.answers, process=process, today=today)
        plan = make_plan(INSTRUMENT, assessment, process, today, self.minutes, done=days_done(self.progress))
        return apply_progress(plan, self.progress, self.own_steps.values())

    def current(self, today):
        days = {step.id: step.day for step in self.plan(today).every_step}
        return CurrentPlan(days, self.progress, self.own_steps, self.round, today)

    def export(self, today):
        """The rows of a file that the person downloads, as dicts."""
        plan, export_id = self.plan(today), f"x{len(self.exports)}"
        self.exports[export_id] = PlanExport(export_id, self.round, AT, exported_steps(plan, self.progress))
        return rows_of(plan_csv(INSTRUMENT, plan, self.progress, export=export_id))

    def changes(self, rows, today):
        plan = self.plan(today)
        file = read_plan_csv(text_of(rows).encode(), [step.id for step in plan.every_step])
        assert file.problems == ()
        return merge_plan_file(file.rows, self.exports, self.current(today))

    def bring_back(self, rows, today):
        changes = self.changes(rows, today)
        self.progress |= {each.step_id: each for each in changes.progress}
        self.own_steps |= {step.id: step for step in changes.own_steps}
        return changes


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def text_of(rows):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys() if rows else ["step_id"], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def row_of(rows, step_id):
    (row,) = [row for row in rows if row["step_id"] == step_id]
    return row


def without_export(rows):
    """The file after a spreadsheet lost the last column."""
    return [{name: cell for name, cell in row.items() if name != "export"} for row in rows]
