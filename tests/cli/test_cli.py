"""The command line as people and programs meet it: every command, every refusal, every way to lose a file."""

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment import __version__
from assessment.catalog import data_folder
from assessment.cli import MOST_INPUT_BYTES, main
from assessment.core.model.process import Outcome
from assessment.export.case_schema import PROCESS_KEYS
from tests.support import EXAMPLES, INSTRUMENT, ROOT

CASE_FILE = EXAMPLES / "case.json"
VALID = ROOT / "tests" / "catalog" / "broken" / "valid"
CASE = json.loads(CASE_FILE.read_text("utf-8"))
README = (ROOT / "README.md").read_text("utf-8")
SCORED = {
    "instrument_version": INSTRUMENT.version,
    "readiness": {
        "value": 67.9,
        "low": 16.4,
        "high": 92.2,
        "answered": 3,
        "asked": 18,
        "domains": {
            "in_the_room": {"value": None, "answered": 0, "asked": 6},
            "preparation": {"value": 55.0, "answered": 2, "asked": 8},
            "follow_through": {"value": 100.0, "answered": 1, "asked": 4},
        },
    },
    "fit": None,
    "outlook": {
        "value": 0.292,
        "low": 0.155,
        "high": 0.480,
        "log_odds": -0.888,
        "base_rate": 0.221,
        "without_advice": 0.229,
        "silence": 0.0,
        "effective_signs": {"for": 3.8, "against": 0.0},
    },
}
FIRST_CONTRIBUTION = {
    "item": "long_term",
    "option": "in_detail",
    "grade": "D",
    "group": "warmth",
    "weight": 0.125,
    "discount": 1.0,
    "limit_factor": 0.951,
    "contribution": 0.119,
}
"""The output that the model shows for the case, as it is printed there."""
PLAN_COLUMNS = [
    "step_id",
    "date",
    "title",
    "why",
    "minutes",
    "kind",
    "person",
    "item",
    "source",
    "done",
    "note",
    "export",
]
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e]")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="uses /dev and /proc as Linux has them")
POSIX = pytest.mark.skipif(os.name != "posix", reason="uses signals, modes and links as POSIX has them")


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def call(*arguments, given=b""):
    """Run the command inside this process, with bytes on its standard input."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    stdin = io.TextIOWrapper(io.BytesIO(given))
    with patch("sys.stdin", stdin), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
        for stream in (out, err):
            stream.flush()
    return Ended(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())


def run(*arguments, first="", given=b"", **options):
    """Run the command as a process of its own, after some Python of ours where `first` says so."""
    program = ["-c", f"import sys\n{first}\nfrom assessment.cli import main\nsys.exit(main())"]
    command = [sys.executable, *(program if first else ["-m", "assessment"]), *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, timeout=60, check=False, **options)
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def changed(**process):
    """The case with other facts, as bytes."""
    return json.dumps({**CASE, "process": {**CASE["process"], **process}}).encode()


def refused(ended):
    """The sentences of a refusal: exit code 2, nothing on standard output, one sentence a line."""
    assert ended.code == 2
    assert ended.out == ""
    lines = ended.err.removesuffix("\n").split("\n")
    assert all(line.endswith(".") and not CONTROL.search(line) for line in lines)
    return lines


def rounded_like(shown, value):
    """The value, its numbers rounded to the digits shown and its keys the same."""
    if isinstance(shown, dict):
        assert list(value) == list(shown)
        return {name: rounded_like(shown[name], value[name]) for name in shown}
    return round(value, len(str(shown).partition(".")[2])) if isinstance(shown, float) else value


def steps(text):
    """The rows of a plan."""
    assert text.startswith("\ufeff")
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert header == PLAN_COLUMNS
    return [dict(zip(header, row, strict=True)) for row in rows]


# score


def test_the_example_of_the_model_comes_out_as_it_stands_there():
    ended = run("score", CASE_FILE)
    assert (ended.code, ended.err) == (0, "")
    scored = json.loads(ended.out)
    rows = scored["outlook"].pop("contributions")
    assert rounded_like(SCORED, scored) == SCORED
    assert rounded_like(FIRST_CONTRIBUTION, rows[0]) == FIRST_CONTRIBUTION
    assert [row["item"] for row in rows] == [item for item in INSTRUMENT.evidence if item in CASE["responses"]]
    assert re.fullmatch(r"\d{4}\.\d+(\.\d+)?\+[0-9a-f]{8}", scored["instrument_version"])


def test_the_readme_shows_the_example_of_the_model():
    asked, scored = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", README, flags=re.DOTALL))
    assert asked == CASE
    assert scored["outlook"].pop("contributions") == [FIRST_CONTRIBUTION]
    assert {**scored, "instrument_version": INSTRUMENT.version} == SCORED


def test_every_way_in_gives_the_same():
    by_file = call("score", CASE_FILE)
    assert call("score", "-", given=CASE_FILE.read_bytes()) == by_file
    assert call("score", "-", given=b"\xef\xbb\xbf" + CASE_FILE.read_bytes()) == by_file
    assert run("score", "-", given=CASE_FILE.read_bytes()) == by_file


def test_nothing_answered_has_a_base_rate_and_no_score():
    scored = json.loads(call("score", "-", given=b"{}").out)
    assert (scored["readiness"], scored["fit"], scored["outlook"]["contributions"]) == (None, None, [])
    assert round(scored["outlook"]["value"], 2) == 0.25


def test_without_a_day_it_is_the_day_of_the_machine():
    without = {name: value for name, value in CASE["process"].items() if name != "today"}
    today = json.dumps({**CASE, "process": {**without, "today": date.today().isoformat()}})
    assert call("score", "-", given=json.dumps({**CASE, "process": without}).encode()) == call(
        "score", "-", given=today.encode()
    )


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_answer_stops_the_silence(outcome):
    scored = json.loads(call("score", "-", given=changed(today="2027-01-01", outcome=outcome)).out)
    assert (scored["outlook"]["silence"] < 0) == (outcome is Outcome.PENDING)


def test_scoring_loads_nothing_for_screens_or_tables():
    heavy = "{'streamlit', 'pandas', 'altair', 'numpy'}"
    loaded = run("score", CASE_FILE, first=f"import atexit\natexit.register(lambda: print({heavy} & set(sys.modules)))")
    assert loaded.out.endswith("}\nset()\n")


# what it refuses


@pytest.mark.parametrize(
    ("case", "sentences"),
    [
        ('{"responses": {"hats": "two"}}', ["responses: 'hats' is not an item of the questionnaire."]),
        (
            '{"responses": {"timeline": "soon"}}',
            ["responses: timeline: 'soon' is not offered; choose one of dated, rough, none."],
        ),
        (
            '{"responses": {"timeline": null, "hats": 2}}',
            [
                "responses: 'timeline': 'null' is no option id; expected text in quotes.",
                "responses: 'hats': '2' is no option id; expected text in quotes.",
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
            '{"process": {"outcome": "hired"}}',
            [f"process: outcome: 'hired' is no outcome; expected one of {', '.join(Outcome)}."],
        ),
        ('{"process": {"people": {}}}', ["process: people: an object is no list; expected people in brackets."]),
        (
            '{"process": {"people": ["Ada", {"role": "chair"}, {"name": "Bo", "age": 3}, {"name": []}]}}',
            [
                "process: people: person 1: 'Ada' is no object; expected a name and a role in braces.",
                "process: people: person 2: expected a name.",
                "process: people: person 3: 'age' is not a key; expected name, role.",
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
def test_a_case_that_cannot_be_is_told_in_these_sentences(case, sentences):
    assert refused(call("score", "-", given=case.encode())) == sentences
    assert refused(call("plan", "-", "--csv", "-", given=case.encode())) == sentences


@pytest.mark.parametrize(
    "day",
    ["2026-13-01", "2026-02-30", "2 Nov 2026", "20261102", "2026-W45-1", "0000-01-01", "２０２６-11-02", 20261102, []],
)
def test_only_a_date_is_a_date(day):
    (sentence,) = refused(call("score", "-", given=changed(promised_date=day)))
    assert re.fullmatch(r"process: promised_date: .+ is not a date; expected YYYY-MM-DD\.", sentence)


def test_dates_that_disagree_are_told():
    facts = {"interview_date": "2026-11-02", "promised_date": "2026-11-01", "today": "2026-11-09"}
    assert refused(call("score", "-", given=changed(**facts, last_word_date="2026-11-10"))) == [
        "process: promised_date: The promised date, 2026-11-01, is before the interview, 2026-11-02; "
        "correct one of the two.",
        "process: last_word_date: The last word from them, 2026-11-10, is after today, 2026-11-09; it can be today.",
    ]
    (sentence,) = refused(call("score", "-", given=changed(last_word_date="2026-11-01")))
    assert sentence.startswith("process: last_word_date: The last word from them, 2026-11-01, is before the interview")
    assert call("score", "-", given=changed(last_word_date="2026-11-09")).code == 0


def test_everything_wrong_is_told_at_once():
    case = {"responses": {"hats": "two", "timeline": "soon"}, "process": {"today": "soon", "role": 1}, "extra": None}
    places = [sentence.partition(": ")[0] for sentence in refused(call("score", "-", given=json.dumps(case).encode()))]
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
        ("{}".encode("utf-16"), "it is not UTF-8 text (byte 0); save it as UTF-8."),
        ('{"process": {"role": "café"}}'.encode("cp1252"), "it is not UTF-8 text (byte 25); save it as UTF-8."),
        (b" " * (MOST_INPUT_BYTES + 1), "it is larger than 1,000,000 bytes; expected one case."),
        (b"{}\0", "This is not JSON: line 1, column 3: Extra data."),
        (b"[" * 200_000, "This is not a case: it is nested too deeply."),
        (b'{"process": {"people": ' + b"[" * 200_000, "This is not a case: it is nested too deeply."),
    ],
)
def test_bytes_that_are_no_case_are_told(tmp_path, content, sentence):
    file = tmp_path / "case.json"
    file.write_bytes(content)
    (told,) = refused(call("score", file))
    assert told.removeprefix(f"{file}: ") == sentence


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    assert refused(run("score", tmp_path / "none.json")) == [
        f"{tmp_path / 'none.json'}: it cannot be read: No such file or directory."
    ]
    assert refused(run("score", tmp_path)) == [f"{tmp_path}: it cannot be read: Is a directory."]


@POSIX
def test_a_closed_standard_input_is_told():
    command = 'exec "$0" -m assessment score - <&-'
    done = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, text=True, check=False)
    sentences = refused(Ended(done.returncode, done.stdout, done.stderr))
    assert sentences == ["-: standard input is closed; expected a case on it."]


@pytest.mark.parametrize(
    "arguments", [[], ["guess"], ["score"], ["plan", "x"], ["run", "--port", "0"], ["score", "--x"]]
)
def test_a_wrong_command_shows_how_to_use_it(arguments):
    ended = call(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("usage: assessment")


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
KNOWN = patch("assessment.cli.load_instrument", lambda: INSTRUMENT)
"""Reading the data files once is enough for the properties."""


def scored_or_refused(content):
    """The property of any input: a whole answer or sentences, never a traceback."""
    with KNOWN:
        score, plan = (
            call(*command, "-", *rest, given=content) for command, rest in ((["score"], []), (["plan"], ["--csv", "-"]))
        )
    assert score.code == plan.code
    if score.code == 0:
        outlook = json.loads(score.out, parse_constant=pytest.fail)["outlook"]
        assert 0.02 <= outlook["low"] <= outlook["value"] <= outlook["high"] <= 0.90
        assert all(int(step["minutes"]) > 0 for step in steps(plan.out))
    else:
        assert refused(score) == refused(plan)


@given(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=60))
@settings(deadline=None)
@example(b'{"process": {"today": "0001-01-01", "interview_date": "9999-12-31"}}')
@example(b'{"process": {"today": "9999-12-31", "interview_date": "0001-01-01"}}')
@example(b'{"process": {"employer": "\\ud800"}}')
def test_any_input_is_scored_or_refused(content):
    scored_or_refused(content)


@given(CASES)
@settings(deadline=None)
def test_almost_any_case_is_scored_or_refused(case):
    scored_or_refused(json.dumps(case).encode())


# plan


def test_the_plan_is_the_table_that_the_model_promises(tmp_path):
    out = tmp_path / "plan.csv"
    ended = run("plan", CASE_FILE, "--csv", out)
    assert ended == Ended(0, "", "")
    rows = steps(out.read_bytes().decode())
    assert len({row["step_id"] for row in rows}) == len(rows) > 0
    days = [row["date"] for row in rows if row["date"]]
    assert days == sorted(days)
    assert all(date.fromisoformat(day) >= date(2026, 11, 9) for day in days)
    assert {row["done"] for row in rows} == {"no"}
    assert {row["item"] for row in rows} <= {"", *INSTRUMENT.items}
    assert call("plan", CASE_FILE, "--csv", "-").out == out.read_bytes().decode()
    assert list(tmp_path.iterdir()) == [out]


def test_two_people_get_two_plans():
    other = {"responses": {"thank_you": "none", "search_continues": "stopped"}, "process": CASE["process"]}
    ids = [
        {row["step_id"] for row in steps(call("plan", "-", "--csv", "-", given=json.dumps(case).encode()).out)}
        for case in (CASE, other)
    ]
    assert ids[0] - ids[1]
    assert ids[1] - ids[0]


def test_what_people_typed_is_no_formula_in_the_plan():
    case = {"process": {"people": [{"name": "=1+1"}, {"name": "\u202e@cmd"}], "employer": "-2", "role": "+3"}}
    rows = steps(call("plan", "-", "--csv", "-", given=json.dumps(case).encode()).out)
    assert {row["person"] for row in rows} > {"'=1+1", "'@cmd"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_a_plan_is_not_written_over_what_it_comes_from(tmp_path):
    case, learned = tmp_path / "case.json", tmp_path / "learned.toml"
    case.write_bytes(CASE_FILE.read_bytes())
    learned.write_text(f'instrument_version = "{INSTRUMENT.version}"\noutcomes = [0, 0]\n[counts]\n')
    for out in (case, learned):
        sentences = refused(call("plan", case, "--learned", learned, "--csv", out))
        assert sentences == [f"{out}: it is one of the files to read; name another."]
    assert case.read_bytes() == CASE_FILE.read_bytes()
    assert learned.read_text().startswith("instrument_version")


@LINUX
def test_a_plan_is_not_written_over_the_case_on_standard_input(tmp_path):
    case = tmp_path / "case.json"
    case.write_bytes(CASE_FILE.read_bytes())
    with case.open("rb") as file:
        command = [sys.executable, "-m", "assessment", "plan", "-", "--csv", str(case)]
        done = subprocess.run(command, stdin=file, capture_output=True, text=True, check=False)
    sentences = refused(Ended(done.returncode, done.stdout, done.stderr))
    assert sentences == [f"{case}: it is one of the files to read; name another."]
    assert case.read_bytes() == CASE_FILE.read_bytes()


@POSIX
def test_a_new_plan_takes_the_place_of_the_old_one(tmp_path):
    kept, link = tmp_path / "kept.csv", tmp_path / "link.csv"
    kept.write_text("old")
    kept.chmod(0o600)
    link.symlink_to(kept)
    assert call("plan", CASE_FILE, "--csv", link).code == 0
    assert steps(kept.read_bytes().decode())
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert link.is_symlink()


KILLED = "import os, signal\nos.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)"
FULL = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"


@POSIX
@pytest.mark.parametrize("old", [None, "old"])
@pytest.mark.parametrize(("event", "code"), [(KILLED, -9), (FULL, 2)])
def test_a_plan_is_whole_or_not_there(tmp_path, event, code, old):
    out = tmp_path / "plan.csv"
    if old:
        out.write_text(old)
    ended = run("plan", CASE_FILE, "--csv", out, first=event)
    assert ended.code == code
    assert (out.read_text() if out.exists() else None) == old
    if code == 2:
        assert refused(ended) == [f"{out}: it cannot be written: File too large."]
        assert list(tmp_path.iterdir()) == ([out] if old else [])
    assert call("plan", CASE_FILE, "--csv", out).code == 0, "the next try works"
    assert steps(out.read_bytes().decode())


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    for place, reason in (
        (tmp_path / "none" / "plan.csv", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (CASE_FILE / "plan.csv", "Not a directory"),
    ):
        assert refused(call("plan", CASE_FILE, "--csv", place)) == [f"{place}: it cannot be written: {reason}."]
    assert list(tmp_path.iterdir()) == []


@LINUX
def test_a_read_only_place_is_told(tmp_path):
    (sentence,) = refused(call("plan", CASE_FILE, "--csv", "/proc/version"))
    assert sentence.startswith("/proc/version: it cannot be written: ")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="a mode does not stop root")
def test_a_read_only_file_is_left_as_it_is(tmp_path):
    out = tmp_path / "plan.csv"
    out.write_text("old")
    out.chmod(0o400)
    assert refused(call("plan", CASE_FILE, "--csv", out)) == [f"{out}: it cannot be written: Permission denied."]
    assert out.read_text() == "old"


@LINUX
def test_a_device_is_written_and_not_replaced():
    assert call("plan", CASE_FILE, "--csv", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()
    sentences = refused(call("plan", CASE_FILE, "--csv", "/dev/full"))
    assert sentences == ["/dev/full: it cannot be written: No space left on device."]
    assert Path("/dev/full").is_char_device()


@POSIX
@pytest.mark.parametrize("command", [["score", CASE_FILE], ["plan", CASE_FILE, "--csv", "-"], ["check", VALID]])
def test_a_reader_that_leaves_is_no_error(command):
    program = [sys.executable, "-m", "assessment", *map(str, command)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@LINUX
@pytest.mark.parametrize("command", [["score", CASE_FILE], ["plan", CASE_FILE, "--csv", "-"]])
def test_a_full_disk_behind_standard_output_is_told(command):
    with Path("/dev/full").open("wb") as full:
        program = [sys.executable, "-m", "assessment", *map(str, command)]
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    told = "standard output: it cannot be written: No space left on device.\n"
    assert (done.returncode, done.stderr) == (2, told)


# check, help, version


def test_the_shipped_data_pass_their_check():
    ended = run("check")
    assert (ended.code, ended.err) == (0, "")
    found = f"{data_folder()}: {len(INSTRUMENT.items)} items, version {INSTRUMENT.version}, nothing wrong.\n"
    assert ended.out == found


def test_a_check_names_every_problem_of_a_folder(tmp_path):
    assert call("check", VALID).code == 0
    ended = call("check", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        f"{name}.toml: the file is missing; expected it in {tmp_path}"
        for name in ("questionnaire", "weights", "tips", "letters", "sources")
    ]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ([], ["score", "plan", "check", "run", "--version"]),
        (["score"], ["FILE", "standard input"]),
        (["plan"], ["FILE", "--csv OUT"]),
        (["check"], ["DIR"]),
        (["run"], ["--port"]),
    ],
)
def test_each_command_explains_itself(command, words):
    ended = call(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(" ".join(["usage: assessment", *command]))
    assert [word for word in words if word not in ended.out] == []


def test_the_version_is_that_of_the_package():
    assert run("--version") == Ended(0, f"assessment {__version__}\n", "")
