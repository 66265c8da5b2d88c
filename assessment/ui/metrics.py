"""Figures for whoever runs a hosted server, in the text format of Prometheus, on an address of their own.

Nobody is named in them. Where `CALLBACK_METRICS` is not set nothing is counted.
"""

from contextlib import AbstractContextManager, nullcontext

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr
from assessment.settings import METRICS, read_metrics_address

RUN_SECONDS = 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
"""Upper bounds of the groups in which the times of runs are counted."""


class Figures:
    """What is counted, served by a thread of its own at this address; raises OSError where that is taken."""

    def __init__(self, host: str, port: int) -> None:
        from prometheus_client import Counter, Gauge, Histogram, start_http_server

        self.visits = Counter("callback_visits", "Visits that began: tabs, and reloads of tabs")
        self.open_tabs = Gauge("callback_open_tabs", "Tabs that are connected now")
        self.answers = Counter("callback_answers_saved", "Answers that were saved or cleared")
        self.database_errors = Counter(
            "callback_database_errors", "Reads and saves that the database failed, as visits noticed them", ["kind"]
        )
        self.failures = Counter("callback_failures", "Runs that ended in an error of the program")
        self.runs = Histogram(
            "callback_run_seconds", "Time of the run of a page, or of a part of one", ["of"], buckets=RUN_SECONDS
        )
        start_http_server(port, host)


_figures: Figures | None = None


def serve_figures() -> None:
    """Count from now on, and serve the figures, where the environment names an address for them.

    Raises AssessmentError where the address cannot be or is taken, or the library is missing.
    """
    global _figures
    address = read_metrics_address()
    if address is None or _figures is not None:
        return
    try:
        _figures = Figures(*address)
    except ModuleNotFoundError as error:
        raise AssessmentError(
            [tr("{variable} needs {module}: install callback-assessment[hosted].", variable=METRICS, module=error.name)]
        ) from error
    except OSError as error:
        raise AssessmentError(
            [tr("{variable}: {reason}. Name another address.", variable=METRICS, reason=error.strerror)]
        ) from error


def count_visit() -> None:
    """A visit began."""
    if _figures:
        _figures.visits.inc()


def count_answers(number: int) -> None:
    """So many answers were saved."""
    if _figures:
        _figures.answers.inc(number)


def count_database_error(kind: str) -> None:
    """The database failed in this way."""
    if _figures:
        _figures.database_errors.labels(kind).inc()


def count_failure() -> None:
    """A run ended in an error that nobody foresaw."""
    if _figures:
        _figures.failures.inc()


def timed_run(of: str) -> AbstractContextManager[object]:
    """Counts the run inside and its time; `of` is the page, or `part` for a part of one."""
    return _figures.runs.labels(of).time() if _figures else nullcontext()


def open_tab() -> AbstractContextManager[object]:
    """Counts a tab as connected while the inside runs."""
    return _figures.open_tabs.track_inprogress() if _figures else nullcontext()
