"""One file at every entrance: what each makes of it, or the one sentence with which it refuses it.

`python -m tests.cli.entrances FILE...` prints it as a table.
"""

import io
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from assessment.catalog import available_languages, language_for
from assessment.cohort.scoring.frame import score_frame
from assessment.core.errors import AssessmentError
from assessment.core.scoring.assess import assess
from assessment.export.case import read_case
from assessment.export.plan_import import read_plan_csv
from assessment.export.tracker import applications_of
from assessment.export.tracker_table import read_tracker
from assessment.files import read_text
from assessment.storage.export_import import import_json
from assessment.storage.opening import memory_storage
from assessment.ui.cohort.uploads import read_people
from tests.cli.conftest import load_once
from tests.cli.running import run_cohort
from tests.support import INSTRUMENT

TODAY = date(2026, 11, 20)
REFUSED = "refused: "
MOST_BYTES = 1_000_000
SHOWN = 4


def refuse(sentences) -> str:
    """How a refusal is written here."""
    return REFUSED + " / ".join(sentences)


def of_people(scores: pd.DataFrame) -> str:
    """The number of people, and readiness and outlook of the first."""
    readiness, outlook = (scores[name].head(SHOWN).astype(float).round(4).tolist() for name in ("readiness", "outlook"))
    return f"{len(scores)} people, readiness {readiness}, outlook {outlook}"


def command_line(path: Path) -> str:
    """`assessment cohort score`."""
    said = io.StringIO()
    with TemporaryDirectory() as folder, redirect_stderr(said):
        out = Path(folder) / "out.parquet"
        if run_cohort("score", path, "-o", out, "--today", TODAY.isoformat()) == 0:
            return of_people(pd.read_parquet(out))
    return refuse(line.removeprefix(f"{path}: ") for line in said.getvalue().splitlines())


def cohort_page(path: Path) -> str:
    """The upload of the page for coaches."""
    frame = read_people(io.BytesIO(path.read_bytes()), INSTRUMENT, TODAY).frame
    return of_people(score_frame(frame, INSTRUMENT, today=TODAY))


def plan_import(path: Path) -> str:
    """The upload of an edited plan."""
    plan = read_plan_csv(path.read_bytes(), [])
    if not plan.rows:
        return refuse(plan.problems)
    return f"{len(plan.rows)} steps, {sum(bool(row.done) for row in plan.rows)} done, first on {plan.rows[0].day}"


def tracker_import(path: Path) -> str:
    """The upload of another tracker, and `assessment data tracker`."""
    table = read_tracker(path.read_bytes())
    found = applications_of(table, table.matching(), (), TODAY)
    applications = [(each.employer, each.role, str(each.outcome or "pending")) for each in found.processes[:SHOWN]]
    return f"{len(found.processes)} applications {applications}, {len(found.left_out)} rows left out"


def case_file(path: Path) -> str:
    """`assessment score`."""
    translations = (load_once(language=language_for(code)) for code in available_languages())
    case = read_case(INSTRUMENT, read_text(io.BytesIO(path.read_bytes()), MOST_BYTES), translations)
    found = assess(INSTRUMENT, case.responses, process=case.process, today=case.today or TODAY)
    readiness = found.readiness and round(found.readiness.total.value, 4)
    return f"{len(case.responses)} answers, readiness {readiness}, outlook {round(found.outlook.value, 4)}"


def data_import(path: Path) -> str:
    """`assessment data import`, and the upload on the applications page."""
    return f"{import_json(memory_storage(), 'local', path.read_bytes())}"


ENTRANCES: Mapping[str, Callable[[Path], str]] = {
    "cohort score": command_line,
    "Cohort page": cohort_page,
    "plan": plan_import,
    "tracker": tracker_import,
    "case": case_file,
    "import": data_import,
}


def at(entrance: str, path: Path) -> str:
    """What an entrance makes of a file, or its refusal; anything but an AssessmentError is raised."""
    try:
        return ENTRANCES[entrance](path)
    except AssessmentError as error:
        return refuse(error.problems)


if __name__ == "__main__":
    print("| file | " + " | ".join(ENTRANCES) + " |\n|---" * 1 + "|---" * len(ENTRANCES) + "|")
    for path in map(Path, sys.argv[1:]):
        cells = [at(entrance, path).replace("|", "\\|").replace("\n", " ") for entrance in ENTRANCES]
        print(f"| {path.name} | " + " | ".join(cells) + " |")
