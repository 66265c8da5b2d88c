"""A case that cannot be scored is refused with one sentence for each problem, whatever the input."""

import json
import re
import subprocess
import sys
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.cli import MOST_INPUT_BYTES
from assessment.core.model.process import Outcome
from assessment.export.case_schema import ProcessObject
from tests.cli.running import POSIX, Ended, call, case_with, plan_steps, refusal
from tests.support import INSTRUMENT

PROCESS_KEYS = tuple(ProcessObject.model_fields)


@pytest.mark.parametrize(
    ("case", "sentences"),
    [
        ('{"responses": {"hats": "two"}}', ["responses: 'hats' is not an item of the questionnaire."]),
        (
            '{"responses": {"timeline": "soon"}}',
            ["responses: timeline: 'soon' is not offered; choose one of dated, rough, none."],
        ),
        (
            '{"responses": {"timeline": 1, "hats": 2, "shoes": null}}',
            [
                "responses: 'timeline': '1' is no option id; expected text in quotes.",
                "responses: 'hats': '2' is no option id; expected text in quotes.",
                "responses: 'shoes' is not an item of the questionnaire.",
            ],
        ),
        ('{"responses": ["dated"]}', ["responses: a list is no object; expected names with values in braces."]),
        ('{"process": "waiting"}', ["process: 'waiting' is no object; expected names with values in braces."]),
        ('{"answers": {}}', ["'answers' is not a key; expected responses, process."]),
        ('{"process": {"salary": 1}}', [f"process: 'salary' is not a key; expected {', '.join(PROCESS_KEYS)}."]),
        ('{"two\\nlines\\u0007\\u202e": 1}', ["'two lines' is not a key; expected responses, process."]),
        ("[]", ["This is no JSON object; expected one with the keys responses and process."]),
        ("null", ["This is no JSON object; expected one with the keys responses and process."]),
        ("", ["This is not JSON: line 1, column 1: Expecting value."]),
        (
            '{"responses":\n {]}',
            ["This is not JSON: line 2, column 3: Expecting property name enclosed in double quotes."],
        ),
        ('{"responses": {}, "responses": {}}', ["The key 'responses' stands twice in one object."]),
        ('{"process": {"role": "a", "role": "b"}}', ["The key 'role' stands twice in one object."]),
        ('{"process": {"never_told": NaN}}', ["NaN is no number that can be used."]),
        ('{"process": {"never_told": -Infinity}}', ["-Infinity is no number that can be used."]),
        (
            '{"process": {"never_told": 1e999}}',
            ["process: never_told: It is inf; expected a number from 0.05 to 0.95."],
        ),
        (
            '{"process": {"never_told": ' + "9" * 400 + "}}",
            [f"The number '{'9' * 40}' is too long; expected at most 15 digits."],
        ),
        ('{"process": {"never_told": true}}', ["process: never_told: 'true' is no number."]),
        ('{"process": {"mean_wait_days": 0}}', ["process: mean_wait_days: It is 0; expected a number from 1 to 120."]),
        ('{"process": {"minutes_per_day": 60.0}}', ["process: minutes_per_day: '60.0' is no whole number."]),
        (
            '{"process": {"minutes_per_day": 4}}',
            ["process: minutes_per_day: It is 4; expected a number from 5 to 720."],
        ),
        ('{"process": {"employer": 7}}', ["process: employer: '7' is no text; expected text in quotes."]),
        (
            '{"process": {"outcome": "xyz"}}',
            [f"process: outcome: 'xyz' is no outcome; expected one of {', '.join(Outcome)}."],
        ),
        ('{"process": {"people": {}}}', ["process: people: an object is no list; expected people in brackets."]),
        (
            '{"process": {"people": ["Ada", {"role": "chair"}, {"name": "Bo", "age": 3}, {"name": []}]}}',
            [
                "process: people: person 1: 'Ada' is no object; expected a name, a role and an email in braces.",
                "process: people: person 2: expected a name.",
                "process: people: person 3: 'age' is not a key; expected name, role, email.",
                "process: people: person 4: name: a list is no text; expected text in quotes.",
            ],
        ),
        ('{"process": {"people": [{"name": " "}]}}', ["process: people: person 1: expected a name."]),
        (
            '{"process": {"employer": "\\ud800", "role": 7}}',
            ["process: role: '7' is no text; expected text in quotes."],
        ),
        (
            json.dumps({"process": {"people": [{"name": "Ada"}] * 1001}}),
            ["process: people: These are 1,001 people; expected at most 100."],
        ),
    ],
)
def test_an_invalid_case_is_refused_with_these_sentences(case, sentences):
    assert refusal(call("score", "-", given=case.encode())) == sentences
    assert refusal(call("plan", "-", "--csv", "-", given=case.encode())) == sentences


@pytest.mark.parametrize(
    "day",
    [
        "2026-13-01",
        "2026-02-30",
        "02/11/2026",
        "2 Nov",
        "0000-01-01",
        "1899-12-31",
        "9999-12-31",
        20261102,
        [],
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused(day):
    (sentence,) = refusal(call("score", "-", given=case_with(promised_date=day)))
    assert re.fullmatch(
        r"process: promised_date: .+ is not a date from 1900-01-01 to 2200-12-31; expected YYYY-MM-DD\.", sentence
    )


def test_dates_that_contradict_each_other_are_refused():
    facts = {"interview_date": "2026-11-02", "promised_date": "2026-11-01", "today": "2026-11-09"}
    assert refusal(call("score", "-", given=case_with(**facts, last_word_date="2026-11-10"))) == [
        "process: promised_date: The promised date, 2026-11-01, is before the interview, 2026-11-02; "
        "correct one of the two.",
        "process: last_word_date: The last word from them, 2026-11-10, is after today, 2026-11-09; it can be today.",
    ]
    (sentence,) = refusal(call("score", "-", given=case_with(last_word_date="2026-11-01")))
    assert sentence.startswith("process: last_word_date: The last word from them, 2026-11-01, is before the interview")
    assert call("score", "-", given=case_with(last_word_date="2026-11-09")).code == 0


@pytest.mark.parametrize("clock", ["10:30Z", "10:30+02:00", "10:30:00-05:30"])
def test_a_time_with_a_zone_is_refused_and_not_taken_for_one_without(clock):
    (sentence,) = refusal(call("score", "-", given=case_with(interview_time=clock)))
    assert sentence == (
        f"process: interview_time: '{clock}' has a time zone; expected HH:MM by the clock where the person is."
    )


def test_all_problems_of_a_case_are_reported_at_once():
    case = {"responses": {"hats": "two", "timeline": "soon"}, "process": {"today": "soon", "role": 1}, "extra": None}
    places = [sentence.partition(": ")[0] for sentence in refusal(call("score", "-", given=json.dumps(case).encode()))]
    assert sorted(places) == [
        "'extra' is not a key; expected responses, process.",
        "process",
        "process",
        "responses",
        "responses",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{}".encode("utf-16")[:-1], "line 1: this is not UTF-8; save it as UTF-8."),
        ('{"process":\n{"role": "café"}}'.encode("cp1252"), "line 2: this is not UTF-8; save it as UTF-8."),
        (b" " * (MOST_INPUT_BYTES + 1), "it is larger than 200,000 bytes."),
        (b"{}\0", "This is not JSON: line 1, column 3: Extra data."),
        (b"[" * MOST_INPUT_BYTES, "This is not a case: it is nested too deeply."),
        (b'{"process": {"people": ' + b"[" * 150_000, "This is not a case: it is nested too deeply."),
    ],
)
def test_a_file_that_is_no_case_is_refused(tmp_path, content, sentence):
    file = tmp_path / "case.json"
    file.write_bytes(content)
    (sentence_printed,) = refusal(call("score", file))
    assert sentence_printed.removeprefix(f"{file}: ") == sentence


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    assert refusal(call("score", tmp_path / "none.json")) == [
        f"{tmp_path / 'none.json'}: it cannot be read: No such file or directory."
    ]
    assert refusal(call("score", tmp_path)) == [f"{tmp_path}: it cannot be read: Is a directory."]


@pytest.mark.processes
@POSIX
def test_a_closed_standard_input_is_refused():
    command = 'exec "$0" -m assessment score - <&-'
    done = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, text=True, check=False)
    sentences = refusal(Ended(done.returncode, done.stdout, done.stderr))
    assert sentences == ["-: standard input is closed; expected a case on it."]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


DAYS = st.dates().map(date.isoformat) | st.dates(date(2026, 10, 25), date(2026, 11, 20)).map(date.isoformat)


FACTS = {
    **dict.fromkeys(PROCESS_KEYS, JSON),
    **dict.fromkeys([name for name in PROCESS_KEYS if name.endswith("date")], DAYS),
    "today": DAYS,
    "employer": st.text(max_size=20),
    "people": st.lists(st.fixed_dictionaries({"name": st.text(max_size=8)}, optional={"role": JSON}), max_size=3),
    "outcome": st.sampled_from(list(Outcome)),
    "minutes_per_day": st.integers(0, 800),
    "never_told": st.floats(0, 1),
}


ANSWERS = {item: st.sampled_from(list(INSTRUMENT.items[item].options_by_id)) for item in INSTRUMENT.items}


CASES = st.fixed_dictionaries(
    {},
    optional={
        "responses": st.fixed_dictionaries({}, optional=ANSWERS),
        "process": st.fixed_dictionaries({}, optional=FACTS),
    },
)


ONE_INSTRUMENT = patch("assessment.cli.learned_figures.load_instrument", lambda: INSTRUMENT)
"""Saves reading the data files for every example of the properties."""


def assert_scored_or_refused(content):
    """Both commands give complete output, or both refuse the case with the same sentences."""
    with ONE_INSTRUMENT:
        score, plan = (
            call(*command, "-", *rest, given=content) for command, rest in ((["score"], []), (["plan"], ["--csv", "-"]))
        )
    assert score.code == plan.code
    if score.code == 0:
        outlook = json.loads(score.out, parse_constant=pytest.fail)["outlook"]
        assert 0.02 <= outlook["low"] <= outlook["value"] <= outlook["high"] <= 0.90
        assert all(int(step["minutes"]) > 0 for step in plan_steps(plan.out))
    else:
        assert refusal(score) == refusal(plan)


@given(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=60))
@settings(deadline=None)
@example(b'{"process": {"today": "0001-01-01", "interview_date": "9999-12-31"}}')
@example(b'{"process": {"today": "9999-12-31", "interview_date": "0001-01-01"}}')
@example(b'{"process": {"employer": "\\ud800"}}')
def test_any_input_is_scored_or_refused(content):
    assert_scored_or_refused(content)


@given(CASES)
@settings(deadline=None)
def test_almost_any_case_is_scored_or_refused(case):
    assert_scored_or_refused(json.dumps(case).encode())
