"""Every reader of a file from outside: name -> a function of its bytes, and files that it reads."""

import io
import json
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.catalog import load_instrument
from assessment.catalog.schema import FILES
from assessment.cohort.learning.file import LearnedFile, learned_text, read_learned
from assessment.cohort.reader.responses import read_responses
from assessment.core.errors import AssessmentError
from assessment.core.outcomes.learning import Tally
from assessment.export.case import read_case
from assessment.export.checksum_json import FOR_COACH, FROM_COACH, write_with_checksum
from assessment.export.coach_files import client_file_json, coach_file_json, read_client_file, read_coach_file
from assessment.export.plan_import import read_plan_csv
from assessment.storage.export_import import export_json, import_json
from assessment.storage.opening import memory_storage
from assessment.storage.repository import SqlRepository
from tests.cohort.people import random_frame
from tests.cohort.reader.reading import parquet_bytes
from tests.export.example_plan import IDS, exported
from tests.export.test_coach_files import ALL, COACH_FILE
from tests.storage.sample_values import create_full_application
from tests.support import EXAMPLES, INSTRUMENT, ROOT

TODAY = date(2026, 11, 20)
VALID = ROOT / "tests" / "catalog" / "broken" / "valid"


def read_cohort(content):
    """A table of people, CSV, Parquet or a spreadsheet."""
    read_responses(io.BytesIO(content), INSTRUMENT, today=TODAY, most_rows=200_000)


def read_plan(content):
    """The CSV of a plan."""
    read_plan_csv(content, IDS)


def read_import(content):
    """The JSON of everything that somebody stored, taken over into an empty database."""
    import_json(memory_storage(), "local", content)


def read_case_file(content):
    """The JSON of a case; what is no UTF-8 is refused before."""
    with suppress(UnicodeDecodeError):
        read_case(INSTRUMENT, content.decode("utf-8-sig"))


def read_learned_figures(content):
    """A file of counted outcomes."""
    read_learned(io.BytesIO(content), INSTRUMENT, any_version=True)


def read_files_of_coaching(content):
    """A file between client and coach, as it is and with a checksum that is right."""
    right = [content]
    with suppress(ValueError, RecursionError):
        right += [write_with_checksum(kind, json.loads(content)).encode() for kind in (FOR_COACH, FROM_COACH)]
    for file in right:
        for read_file in (read_client_file, read_coach_file):
            with suppress(AssessmentError):
                read_file(file)


def read_data_files(content):
    """One of the data files, that which begins alike, beside four that are right."""
    right = {file: Path(VALID, file).read_bytes() for file in FILES}
    alike = next((file for file in FILES if right[file][:12] == content[:12]), FILES[0])
    with TemporaryDirectory() as folder:
        for file in FILES:
            Path(folder, file).write_bytes(content if file == alike else right[file])
        load_instrument(Path(folder))


READERS = {
    "cohort": read_cohort,
    "plan": read_plan,
    "import": read_import,
    "case": read_case_file,
    "learned": read_learned_figures,
    "coaching": read_files_of_coaching,
    "data": read_data_files,
}


@cache
def seeds(name):
    """Files that the reader of this name reads without complaint."""
    if name == "cohort":
        made_up = Path(ROOT, "data", "examples", "cohort_made_up.csv").read_bytes()
        return made_up, parquet_bytes(random_frame(30, seed=1))
    if name == "plan":
        return (exported().encode(),)
    if name == "import":
        storage = memory_storage()
        create_full_application(SqlRepository(storage, "local", "1"))
        return (export_json(storage, "local").encode(),)
    if name == "case":
        return (Path(EXAMPLES, "case.json").read_bytes(),)
    if name == "learned":
        counts = {"rapport": {"warm": Tally(1, 2), "cool": Tally(0, 1)}, "stories": {"few": Tally(0, 3)}}
        return (learned_text(LearnedFile(INSTRUMENT.version, Tally(3, 4), counts)).encode(),)
    if name == "coaching":
        files = client_file_json(ALL), coach_file_json(COACH_FILE)
        return tuple(json.dumps(json.loads(file)["content"]).encode() for file in files)
    return tuple(Path(VALID, file).read_bytes() for file in FILES)


def read(name, content):
    """Read the content as the program does; a file that is refused in sentences is fine, anything else is raised."""
    problems = None
    try:
        READERS[name](content)
    except AssessmentError as error:
        problems = error.problems
    assert problems is None or (problems and all(problems))
