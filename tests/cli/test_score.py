"""`assessment score`: the scores of one case."""

import json
import re
from datetime import date

import pytest

from assessment.catalog import available_languages, language_for, load_instrument
from assessment.core.model.process import Outcome
from tests.cli.running import CASE, CASE_FILE, call, case_with, run_process
from tests.support import EXAMPLES, INSTRUMENT, ROOT

README = (ROOT / "README.md").read_text("utf-8")


WRITTEN_OTHERWISE = {
    "iso_datetimes": {"interview_date": "2026-11-02", "promised_date": "2026-11-09"},
    "utf_16": {"interview_date": "2026-11-02"},
    "crlf_and_mark": {"interview_date": "2026-11-02"},
    "labels": {},
}
"""Case that others wrote -> its dates as we write them; each has the answers PLAIN."""
PLAIN = {"finalists": "two", "team_intro": "off_agenda"}


SCORED = json.loads((EXAMPLES / "case_scored.json").read_text("utf-8"))
"""What the README says of the case, without the version: numbers rounded, and the first of the contributions alone."""


def rounded_like(shown, value):
    """The value, its numbers rounded to the digits shown and its keys the same."""
    if isinstance(shown, dict):
        assert list(value) == list(shown)
        return {name: rounded_like(shown[name], value[name]) for name in shown}
    if isinstance(shown, list):
        return [rounded_like(one, other) for one, other in zip(shown, value, strict=True)]
    return round(value, len(str(shown).partition(".")[2])) if isinstance(shown, float) else value


def test_the_example_of_the_model_is_scored_as_documented():
    ended = call("score", CASE_FILE)
    assert (ended.code, ended.err) == (0, "")
    scored = json.loads(ended.out)
    version, rows = scored.pop("instrument_version"), scored["outlook"]["contributions"]
    scored["outlook"]["contributions"] = rows[:1]
    assert rounded_like(SCORED, scored) == SCORED
    assert [row["item"] for row in rows] == [item for item in INSTRUMENT.evidence if item in CASE["responses"]]
    assert version == INSTRUMENT.version
    assert re.fullmatch(r"\d{4}\.\d+(\.\d+)?\+[0-9a-f]{8}", version)


def test_the_readme_shows_the_example_of_the_model():
    asked, scored = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", README, flags=re.DOTALL))
    assert asked == CASE
    assert {"instrument_version": scored["instrument_version"], **SCORED} == scored


@pytest.mark.processes
def test_a_file_and_standard_input_give_the_same_scores():
    by_file = call("score", CASE_FILE)
    assert call("score", "-", given=CASE_FILE.read_bytes()) == by_file
    assert call("score", "-", given=b"\xef\xbb\xbf" + CASE_FILE.read_bytes()) == by_file
    assert run_process("score", "-", given=CASE_FILE.read_bytes()) == by_file


def test_without_answers_there_is_a_base_rate_and_no_score():
    scored = json.loads(call("score", "-", given=b"{}").out)
    assert (scored["readiness"], scored["fit"], scored["outlook"]["contributions"]) == (None, None, [])
    assert round(scored["outlook"]["value"], 2) == 0.25


def test_today_is_the_day_of_the_machine_unless_given():
    without = {name: value for name, value in CASE["process"].items() if name != "today"}
    today = json.dumps({**CASE, "process": {**without, "today": date.today().isoformat()}})
    assert call("score", "-", given=json.dumps({**CASE, "process": without}).encode()) == call(
        "score", "-", given=today.encode()
    )


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_answer_stops_the_silence(outcome):
    scored = json.loads(call("score", "-", given=case_with(today="2027-01-01", outcome=outcome)).out)
    assert (scored["outlook"]["silence"] < 0) == (outcome is Outcome.PENDING)


@pytest.mark.processes
def test_scoring_one_case_loads_neither_streamlit_nor_pandas():
    heavy = "{'streamlit', 'pandas', 'altair', 'numpy'}"
    loaded = run_process(
        "score", CASE_FILE, first=f"import atexit\natexit.register(lambda: print({heavy} & set(sys.modules)))"
    )
    assert loaded.out.endswith("}\nset()\n")


@pytest.mark.parametrize(("name", "dates"), WRITTEN_OTHERWISE.items())
def test_a_case_that_others_wrote_scores_as_ours(name, dates):
    ours = {"responses": PLAIN, "process": {**dates, "today": "2026-11-12"}}
    assert call("score", EXAMPLES / "cases" / f"{name}.json") == call("score", "-", given=json.dumps(ours).encode())


@pytest.mark.parametrize(("name", "answers"), [("nothing_answered", {}), ("null_answers", {"finalists": "two"})])
def test_what_is_null_or_empty_is_not_answered(name, answers):
    ours = {"responses": answers, "process": {"today": "2026-11-12"}}
    assert call("score", EXAMPLES / "cases" / f"{name}.json") == call("score", "-", given=json.dumps(ours).encode())


@pytest.mark.parametrize("text", ["", " ", "N/A", "unknown", "TBD", "por confirmar"])
def test_a_fact_that_is_said_to_be_missing_is_as_null(text):
    facts = dict.fromkeys(("interview_date", "interview_time", "outcome", "mean_wait_days"), text)
    assert call("score", "-", given=case_with(**facts)) == call("score", "-", given=case_with(**dict.fromkeys(facts)))


def test_true_and_false_are_yes_and_no():
    answered = {"responses": {"offer_intent": "yes", "internal_candidate": "no"}}
    as_booleans = {"responses": {"offer_intent": True, "internal_candidate": False}}
    assert call("score", "-", given=json.dumps(as_booleans).encode()) == call(
        "score", "-", given=json.dumps(answered).encode()
    )


def test_answers_are_taken_in_the_words_of_earlier_versions():
    case = {"responses": {"team_intro": "Sí, fuera del programa: me llevaron a conocer gente"}}
    assert call("score", "-", given=json.dumps(case).encode()) == call(
        "score", "-", given=b'{"responses": {"team_intro": "off_agenda"}}'
    )


@pytest.mark.parametrize("code", available_languages())
def test_answers_are_taken_as_labels_in_any_language_and_outcomes_as_they_are_called(code):
    items = load_instrument(language=language_for(code)).items
    labels = {item: items[item].option_label(option) for item, option in CASE["responses"].items()}
    case = {"responses": labels, "process": {**CASE["process"], "outcome": "Sin respuesta"}}
    scored = call("score", "-", given=json.dumps(case).encode("utf-16"))
    assert scored.code == 0
    assert scored == call("score", "-", given=case_with(outcome="no_answer"))
