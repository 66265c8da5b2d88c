"""What the export tests share: the plan of the example, progress with any notes, and a plan as a file."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from hypothesis import strategies as st

from assessment import assess
from assessment.catalog.example import load_example
from assessment.core.applications.records import StepProgress
from assessment.core.model.process import Process
from assessment.core.plan.plan import Plan, make_plan
from assessment.core.plan.progress import apply_progress
from assessment.core.scoring.assess import Assessment
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY
from assessment.export.plan_csv import plan_csv
from assessment.table_reading.encodings import detect_encoding
from tests.support import INSTRUMENT

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class PlannedCase:
    """A person, and what was made for them."""

    process: Process
    assessment: Assessment
    plan: Plan

    @property
    def steps(self):
        return self.plan.every_step


def case_of(responses, process, today=TODAY, minutes=60):
    assessment = assess(INSTRUMENT, responses, process=process, today=today)
    return PlannedCase(process, assessment, make_plan(INSTRUMENT, assessment, process, today, minutes))


_example = load_example(TODAY)
EXAMPLE = case_of(_example.responses, _example.process)
STEPS = EXAMPLE.steps
IDS = {step.id for step in STEPS}


def looks_misread(text):
    """Whether a file with this text is taken for UTF-8 that a program read in another encoding."""
    return bool(detect_encoding(BytesIO(text.encode()), text.encode()).misread_as)


TRICKY = st.sampled_from(
    [*"=+-@'\"\t\n\r,;\\ \ufeff\0＝\u2028\x85\u202e", "\r\n", "'=", "BEGIN:VEVENT", "</p>", "é", "👩‍🔬"]
)
hostile_text = st.lists(TRICKY | st.text(max_size=6), max_size=12).map("".join)
notes = hostile_text.map(lambda note: clean_text(note, NOTE_LENGTH)).filter(lambda note: not looks_misread(note))


@st.composite
def random_progress(draw, steps=STEPS):
    """What a person might have done with some steps."""
    chosen = draw(st.lists(st.sampled_from(steps), unique_by=lambda step: step.id))
    days = st.none() | st.dates(FIRST_DAY, LAST_DAY)
    return {step.id: StepProgress(step.id, draw(st.booleans()), draw(days), draw(notes)) for step in chosen}


def exported(plan=EXAMPLE.plan, progress=None, own_steps=(), export=""):
    """The file that a person downloads, with their progress and own steps."""
    progress = progress or {}
    return plan_csv(INSTRUMENT, apply_progress(plan, progress, own_steps), progress, export=export)
