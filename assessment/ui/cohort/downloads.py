"""The files that a coach downloads, made in memory: scores, problems and plans."""

import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from assessment.cohort.plan_archive import MEMBER_TIME, cohort_people, name_in_path, plan_names, plans_zip
from assessment.cohort.reader.interpretation import ResponseTable
from assessment.cohort.score_table import extra_columns, table_scorer
from assessment.cohort.scoring.encoded_answers import columns_present
from assessment.cohort.scoring.process_dates import PROCESS_COLUMNS, impossible_dates, process_columns
from assessment.core.model import Instrument, Responses
from assessment.core.model.process import Process
from assessment.core.plan.plan import Plan, make_plan
from assessment.core.scoring.assess import assess
from assessment.export.plan_csv import plan_csv
from assessment.export.table import write_csv
from assessment.ui.cohort.scored_cohort import Cohort, RowMask

MAX_PLANS = 1_000
LIST_OF_PLANS = "people.csv"


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV for a spreadsheet, safe against formulas."""
    cells = frame.astype(object).where(frame.notna(), None)
    return write_csv([str(name) for name in frame.columns], cells.itertuples(index=False, name=None)).encode()


def scores_frame(cohort: Cohort, rows: RowMask) -> pd.DataFrame:
    """The scores as the command line writes them, of these rows."""
    part = ResponseTable(cohort.responses.frame[rows], cohort.responses.problems)
    extra = extra_columns([list(part.frame.columns)], cohort.instrument)
    return table_scorer(cohort.instrument, today=cohort.today, extra=extra)(part)


def scores_csv(cohort: Cohort, rows: RowMask) -> bytes:
    """The scores as CSV."""
    return csv_bytes(scores_frame(cohort, rows))


def scores_parquet(cohort: Cohort, rows: RowMask) -> bytes:
    """The scores as Parquet."""
    file = io.BytesIO()
    scores_frame(cohort, rows).to_parquet(file, index=False)
    return file.getvalue()


def plans(cohort: Cohort, rows: RowMask) -> bytes:
    """A zip with a plan for each of these rows, and a list of which plan is whose."""
    instrument = cohort.instrument
    people = possible_dates(cohort.responses.frame[rows], cohort.today)

    def write_plan(answers: Responses, process: Process, today: date) -> str:
        return plan_csv(instrument, plan_for(instrument, answers, process, today))

    archive = io.BytesIO(plans_zip(people, instrument, write_plan, today=cohort.today))
    with ZipFile(archive, "a", ZIP_DEFLATED) as members:
        listed = ZipInfo(LIST_OF_PLANS, MEMBER_TIME)
        members.writestr(listed, _list_of_plans(people), compress_type=ZIP_DEFLATED)
    return archive.getvalue()


def plan_for(instrument: Instrument, answers: Responses, process: Process, today: date) -> Plan:
    """The plan that the app would make for a person."""
    return make_plan(instrument, assess(instrument, answers, process=process, today=today), process, today)


def plan_of_row(cohort: Cohort, row: int) -> Plan:
    """The plan of the person in this row of the file."""
    people = possible_dates(cohort.responses.frame.loc[[row]], cohort.today)
    (person,) = cohort_people(people, cohort.instrument, today=cohort.today)
    return plan_for(cohort.instrument, *person)


def plan_file_name(person: str, row: int) -> str:
    """The name of the file with one person's plan."""
    return f"callback-plan-{name_in_path(person) or row}.csv"


def _list_of_plans(people: pd.DataFrame) -> str:
    names = people["person"].fillna("") if "person" in people.columns else [""] * len(people)
    rows = zip(plan_names(people), people.index.tolist(), names, strict=True)
    return write_csv(("plan", "row", "person"), list(rows))


def possible_dates(frame: pd.DataFrame, today: date) -> pd.DataFrame:
    """The frame without dates that contradict each other; they count as unknown."""
    wrong = impossible_dates(process_columns(columns_present(frame, PROCESS_COLUMNS), len(frame), today))
    blanked = {name: frame[name].mask(rows) for name, rows in wrong.items() if name in frame.columns and rows.any()}
    return frame.assign(**blanked)
