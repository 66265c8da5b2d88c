"""How long one `assess` takes with every item answered, beside json.dumps of the same answers and scores.

Run it with `.venv/bin/python tests/bench/bench_assess.py`. The ratio to json.dumps is what to compare between
machines and between changes; microseconds are this machine's.
"""

import json
from collections.abc import Callable
from datetime import date
from time import process_time
from timeit import Timer

from assessment import assess, load_instrument
from assessment.core.model.process import Process
from assessment.export.case import assessment_json

CALLS, REPEATS = 500, 21
INTERVIEW, TODAY = date(2026, 11, 2), date(2026, 11, 18)


def main() -> None:
    """Print the least time of both, and their ratio."""
    instrument = load_instrument()
    answers = {
        item.id: item.options[index % len(item.options)].id for index, item in enumerate(instrument.items.values())
    }
    process = Process(employer="Northwind", interview_date=INTERVIEW)
    assessment = assess(instrument, answers, process=process, today=TODAY)
    written = {"responses": answers, **json.loads(assessment_json(assessment))}
    scoring = microseconds(lambda: assess(instrument, answers, process=process, today=TODAY))
    writing = microseconds(lambda: json.dumps(written))
    print(f"assess, {len(answers)} items answered: {scoring:6.1f} microseconds (least of {REPEATS} x {CALLS})")
    print(f"json.dumps of answers and scores: {writing:6.1f} microseconds")
    print(f"ratio:                            {scoring / writing:6.2f} (aim 1.2)")


def microseconds(call: Callable[[], object]) -> float:
    """The least processor time of one call: other programs make a call longer, and never shorter."""
    return min(Timer(call, timer=process_time).repeat(REPEATS, CALLS)) / CALLS * 1e6


if __name__ == "__main__":
    main()
