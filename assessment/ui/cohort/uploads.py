"""Reading a coach's tables in memory: people, or outcomes to learn from. pandas is imported on first use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from assessment.catalog import data_folder
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.ui import resources
from assessment.ui.session.cohort_tables import OutcomeTable

if TYPE_CHECKING:
    from assessment.cohort.reader.interpretation import ResponseTable

MAX_MEGABYTES = 50
"""Must equal `server.maxUploadSize` in .streamlit/config.toml."""

MAX_ROWS = 200_000
MADE_UP_PEOPLE = "cohort_made_up.csv"
MADE_UP_OUTCOMES = "outcomes_made_up.csv"
MADE_UP_DAY = date(2026, 11, 20)
"""The made-up cohort is scored as of this day; later, silence would have lowered every outlook."""

Report = Callable[[float], None]
"""A function that is told the share that is done, 0..1."""
UTF8_MARK = b"\xef\xbb\xbf"
ENCRYPTED = mark_for_translation("it is encrypted; save it without a password and give it here again.")
KNOWN_BEGINNINGS = (
    (b"<", mark_for_translation("it is a web page and no table; download the table itself.")),
    (b"{", mark_for_translation("it is JSON and no table; save it as CSV or Parquet.")),
    (b"[", mark_for_translation("it is JSON and no table; save it as CSV or Parquet.")),
    (b"%PDF", mark_for_translation("it is a PDF and no table; save the table as CSV or Parquet.")),
    (b"PARE", ENCRYPTED),
    (b"Salted__", ENCRYPTED),
    (b"-----BEGIN PGP", ENCRYPTED),
)
"""Beginning of a file that is no table -> what is wrong with it."""


def open_made_up(name: str) -> BinaryIO:
    """One of the made-up tables that come with Callback."""
    return (data_folder() / "examples" / name).open("rb")


def read_people(
    binary: BinaryIO,
    instrument: Instrument,
    today: date,
    given_order: DayOrder | None = None,
    report: Report = lambda share: None,
) -> "ResponseTable":
    """The people of a table in any of our languages; raises AssessmentError with one sentence where there are none."""
    from assessment.cohort.reader.responses import read_responses

    with _clear_errors(binary):
        responses = read_responses(
            binary,
            instrument,
            today=today,
            most_rows=MAX_ROWS,
            translations=resources.translations(),
            given_order=given_order,
            report=report,
        )
    if responses.frame.empty:
        raise AssessmentError([tr("it has a heading and no row under it.")])
    return responses


def read_outcomes(
    name: str, binary: BinaryIO, instrument: Instrument, today: date, report: Report = lambda share: None
) -> OutcomeTable:
    """The counts of a table with outcomes, or of a learned.toml.

    Raises AssessmentError where there are none, or too many outcomes are not understood.
    """
    from assessment.cohort.learning.counts import count_frame, refuse_nothing_counted, refuse_unknown_outcomes
    from assessment.cohort.learning.file import LearnedFile, read_learned
    from assessment.cohort.repeats import repeated_rows, row_digests

    if name.lower().endswith(".toml"):
        with _clear_errors(binary):
            return OutcomeTable(name, read_learned(binary, instrument))
    people = read_people(binary, instrument, today, report=report)
    counted = count_frame(people.frame, instrument, people.problems)
    refuse_unknown_outcomes(counted)
    refuse_nothing_counted(counted.outcomes)
    learned = LearnedFile(instrument.version, counted.outcomes, counted.counts)
    return OutcomeTable(name, learned, tuple(repeated_rows([row_digests(people.frame, instrument)])))


@contextmanager
def _clear_errors(binary: BinaryIO) -> Iterator[None]:
    """Raise every error of a reader as an AssessmentError, which names the kind of file where it is no table."""
    try:
        yield
    except AssessmentError as error:
        if sentence := _wrong_kind(binary):
            raise AssessmentError([sentence]) from error
        raise
    except UnicodeError as error:
        raise AssessmentError([tr("it holds bytes that are no text; save the table as CSV (UTF-8).")]) from error
    except OSError as error:
        raise AssessmentError([tr("it is damaged and cannot be read; save it again.")]) from error


def _wrong_kind(binary: BinaryIO) -> str | None:
    """What kind of file it is, if it is empty or known to be no table."""
    binary.seek(0)
    beginning = binary.read(512).removeprefix(UTF8_MARK).lstrip()
    if not beginning:
        return tr("the file is empty.")
    return next((tr(sentence) for mark, sentence in KNOWN_BEGINNINGS if beginning.startswith(mark)), None)
