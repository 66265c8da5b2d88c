"""The cohort page: people in, charts and files out, whatever the file holds, and nothing of it kept."""

import csv
import io
import json
import re
import tomllib
from datetime import timedelta
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.catalog import language_for, load_instrument
from assessment.cohort.learning.file import learned_text
from assessment.cohort.reader.interpretation import ResponseTable
from assessment.cohort.reader.problems import problem_table
from assessment.cohort.reader.responses import read_responses
from assessment.cohort.score_table import extra_columns, table_scorer, table_writer
from assessment.cohort.scoring.frame import score_frame
from assessment.cohort.scoring.gaps import gap_table
from assessment.core.model.process import Process, current_stage
from assessment.core.outcomes.learning import learn_figures
from assessment.core.plan.plan import make_plan
from assessment.core.scoring.assess import assess
from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.guards import guard
from assessment.export.plan_csv import plan_csv
from assessment.ui.cohort import downloads
from assessment.ui.cohort.scored_cohort import READINESS_BANDS, CohortFilter, score_cohort
from assessment.ui.cohort.uploads import MADE_UP_DAY, MADE_UP_OUTCOMES, MADE_UP_PEOPLE, MAX_MEGABYTES, read_outcomes
from assessment.ui.components.formatting import escape_markdown
from tests.charts.spec_reading import vega_lite_problems
from tests.cohort.people import frames_of, lists_of_people
from tests.support import EXAMPLES, INSTRUMENT, ROOT, examples
from tests.ui.page_visit import TODAY, Visit

MADE_UP = (ROOT / "data" / "examples" / MADE_UP_PEOPLE).read_bytes()
OUTCOMES = (ROOT / "data" / "examples" / MADE_UP_OUTCOMES).read_bytes()
HOSTILE = [
    "![x](http://outside.test/x.png) <img src=y>",
    '=HYPERLINK("http://outside.test")',
    "# Heading",
    "1. one",
    "a | b",
    "**b** $a$ :red[r] :smile: `c`",
    "\u202eevil\u202c",
    "two\nlines\n\n# more",
    "---",
]


def table(*rows, heading="person,stage,story_bank,practice"):
    return "\n".join([heading, *rows]).encode()


def table_of(names):
    out = io.StringIO()
    csv.writer(out).writerows([["person", "stage", "practice"], *([name, "invited", "none"] for name in names)])
    return out.getvalue().encode()


def tables(visit):
    """The fields that take a table."""
    return [each for each in visit.app.file_uploader if ".csv" in each.proto.type]


def upload(visit, content, name="clients.csv", field=0):
    tables(visit)[field].upload(name, content, "text/csv")
    return visit.run()


def errors(visit):
    return [error.value for error in visit.app.error]


def tables_of(visit):
    return visit.app.session_state["cohort_tables"]


def cohort_of(visit):
    return tables_of(visit).scored[1]


def choose(visit, label, value):
    (box,) = [box for box in visit.app.selectbox if box.label == label]
    box.set_value(value)
    return visit.run()


def everybody(cohort):
    return np.ones(len(cohort.scores), np.bool_)


def listed(visit):
    """The lines of the list of people."""
    return [
        line for text in visit.app.markdown if re.match(r"\d+\. \*\*", text.value) for line in text.value.split("\n")
    ]


@pytest.fixture
def first_page():
    return "cohort"


@pytest.fixture
def coach(visit):
    return visit


def test_it_says_first_what_is_not_kept_and_offers_a_way_in(coach):
    assert coach.title() == "Cohort"
    assert "A table is not kept: it lives in this tab until you close it." in coach.words()
    assert {each.label for each in coach.app.get("download_button")} == {
        "Empty table (CSV)",
        "Empty table (spreadsheet)",
        "Allowed answers (CSV)",
    }
    assert (errors(coach), coach.charts()) == ([], [])


def test_the_upload_limit_is_that_of_the_server_and_is_explained(coach):
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]
    assert server["maxUploadSize"] == MAX_MEGABYTES
    assert [each.proto.max_upload_size_mb for each in coach.app.file_uploader] == [MAX_MEGABYTES] * 3
    assert f"Up to {MAX_MEGABYTES} MB and 200,000 rows" in coach.words()


def test_the_made_up_cohort_is_marked_and_goes_away_again(coach):
    coach.click("made_up_cohort")
    assert "**This is a made-up cohort, scored for Fri 20 Nov.** Nobody in it exists." in coach.words()
    assert "30 rows in, 30 rows out, 0 with problems." in coach.words()
    frame = read_responses(io.BytesIO(MADE_UP), INSTRUMENT, today=MADE_UP_DAY).frame
    pd.testing.assert_frame_equal(cohort_of(coach).scores, score_frame(frame, INSTRUMENT, today=MADE_UP_DAY))
    first = gap_table(frame, INSTRUMENT, today=MADE_UP_DAY).iloc[0]
    assert listed(coach)[0].startswith(f"1. **{escape_markdown(first['person'])}** ")
    assert INSTRUMENT.items[first["gap_1"]].label in listed(coach)[1].replace("\\", "")
    coach.click("close_cohort")
    assert (tables_of(coach).people, tables_of(coach).scored) == (None, None)
    assert coach.charts() == []


def test_every_chart_is_valid_and_counts_the_people(coach):
    coach.click("made_up_cohort")
    assert len(coach.charts()) == 3
    for chart in coach.charts():
        assert vega_lite_problems(json.loads(chart.spec)) == []
        assert "30 people" in chart.alt
    readiness = cohort_of(coach).scores["readiness"]
    edges = range(0, 101, 10)
    counts, _ = np.histogram(readiness, edges)
    for low, count in zip(edges, counts, strict=False):
        if count:
            assert f"| {low}–{low + 10} | {count} |" in coach.words().replace("\\", "")


def test_an_upload_outlives_a_page_change_and_is_read_once(coach):
    upload(coach, table("Ana,invited,none,none", "Bo,invited,five_or_more,with_a_person"))
    assert "**clients.csv**: 2 rows in, 2 rows out, 0 with problems." in coach.words()
    scores = cohort_of(coach)
    coach.go("method").go("cohort")
    assert cohort_of(coach) is scores
    assert listed(coach)[0].startswith("1. **Ana** ")


def test_a_table_in_another_language_is_understood(coach):
    spanish = load_instrument(language=language_for("es")).items["story_bank"]
    label = spanish.options_by_id["none"].label
    upload(coach, table(f'Ana,"{label}"', "Bo,none", heading=f'person,"{spanish.label}"'))
    assert cohort_of(coach).responses.problems.empty
    assert cohort_of(coach).responses.frame["story_bank"].tolist() == ["none", "none"]


def test_why_a_file_was_not_taken_is_said_anew_in_another_language(coach):
    upload(coach, b"%PDF-1.7\n")
    why = "it is a PDF and no table; save the table as CSV or Parquet."
    assert errors(coach) == [f"**{escape_markdown('clients.csv')}** was not taken: {escape_markdown(why)}"]
    coach.click("language:es")
    assert errors(coach) == [
        f"No se tomó **{escape_markdown('clients.csv')}**: {escape_markdown(language_for('es').message(why))}"
    ]


def test_problems_are_a_table_and_no_row_is_left_out(coach):
    upload(
        coach,
        table(
            "Ana,invted,none,none",
            "Bo,waiting,lots,none",
            "Cy,waiting,lots,none,more",
            heading="person,stage,x,practice",
        ),
    )
    words = coach.words().replace("\\", "")
    assert "3 rows in, 3 rows out, 2 with problems." in words
    assert "| Row | Column | Value | Nearest | Problem |" in words
    assert "| 2 | stage | invted | invited | is not offered and counts as unanswered |" in words
    assert "| 4 |   |   |   | has 5 fields and the heading 4; nothing in it is read |" in words
    assert coach.app.expander[0].label == "3 problems in the file"
    kept = csv.reader(io.StringIO(downloads.csv_bytes(cohort_of(coach).responses.problems).decode("utf-8-sig")))
    assert list(kept)[2] == ["2", "stage", "invted", "invited", "is not offered and counts as unanswered"]


def test_names_are_shown_as_they_are_and_break_nothing(coach):
    upload(coach, table_of([*HOSTILE, "x" * 9_000, "Ana", "Ana", ""]))
    lines = listed(coach)
    assert len(lines) == 2 * (len(HOSTILE) + 4)
    assert all(line.startswith(f"{place}. **") for place, line in enumerate(lines[::2], start=1))
    for name in HOSTILE[1:6]:
        assert any(escape_markdown(name) in line for line in lines)
    assert any("Ana (row " in line for line in lines)
    assert any("**Row " in line for line in lines)
    assert not any("\u202e" in line or len(line) > 300 for line in lines)


def test_rows_that_repeat_an_earlier_one_are_told_and_still_count(coach):
    upload(coach, table("Ana,invited,none,none", "Bo,,,", "Ana,invited,none,none", ",,,", ",,,"))
    words = coach.words()
    assert cohort_of(coach).responses.frame.index.tolist() == [2, 3, 4]
    assert cohort_of(coach).responses.problems["problem"].tolist() == ["2 empty rows were left out"]
    assert "1 problem in the file" in words
    assert "1 row repeats an earlier one, with the same name and the same answers: row 4. It counts too." in words
    assert [line for line in listed(coach) if "Ana (row" in line]
    coach.click("close_cohort")
    upload(coach, table("Ana,invited,none,none", "Ana,invited,none,alone", "Bo,waiting,none,none"))
    assert "an earlier one" not in coach.words()
    coach.click("close_cohort")
    upload(coach, table(*["Ana,invited,none,none"] * 4))
    assert "3 rows repeat an earlier one, with the same name and the same answers: row 3 and others." in coach.words()


def test_a_table_without_names_repeats_nobody(coach):
    upload(coach, b"practice\nnone\nnone\n")
    assert "an earlier one" not in coach.words()


@pytest.mark.parametrize("name", ["book.xlsx", "book.xls", "book.ods"])
@pytest.mark.parametrize("field", [0, 1])
def test_a_damaged_spreadsheet_is_refused_in_our_own_words(coach, name, field):
    content = b"\xd0\xcf\x11\xe0...." if name.endswith("xls") else b"PK\x03\x04...."
    tables(coach)[field].upload(name, content, "application/octet-stream")
    (error,) = errors(coach.run())
    assert "save the table as CSV" in error


@pytest.mark.parametrize("name", ["old_excel.xls", "libreoffice.ods"])
def test_a_spreadsheet_is_read_as_it_is(coach, name):
    upload(coach, (EXAMPLES / "tables" / "people" / name).read_bytes(), name)
    assert errors(coach) == []
    assert cohort_of(coach).responses.frame["person"].tolist() == ["José", "00123"]


def test_the_order_of_day_and_month_is_asked_once_where_no_date_shows_it(coach):
    upload(coach, table("Ana,3/2/2026", heading="person,interview_date"))
    (question,) = [radio for radio in coach.app.radio if "3/2/2026" in radio.label]
    assert cohort_of(coach).responses.frame["interview_date"].isna().all()
    question.set_value(DayOrder.MONTH_FIRST)
    coach.run()
    assert cohort_of(coach).responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 3, 2)]
    assert not [radio for radio in coach.app.radio if "3/2/2026" in radio.label]


NOT_TAKEN = {
    "page.csv": (b"\xef\xbb\xbf\n<!DOCTYPE html><html>Sign in</html>", "it is a web page and no table"),
    "nothing.csv": (b"", "the file is empty"),
    "blank.csv": (b" \n\n", "the file is empty"),
    "heading.csv": (table(), "it has a heading and no row under it"),
    "colons.csv": (b"person:stage\nAna:waiting\n", "no column is one we know"),
    "book.csv": (b"PK\x03\x04....", "it is damaged, or no spreadsheet that we know"),
    "secret.parquet": (b"PARE....PARE", "it is encrypted"),
    "secret.csv": (b"-----BEGIN PGP MESSAGE-----\n\nx", "it is encrypted"),
    "paper.csv": (b"%PDF-1.7\n", "it is a PDF and no table"),
    "list.csv": (b'[{"stage": "waiting"}]', "it is JSON and no table"),
    "surrogate.csv": (b"\xff\xfe\x00\xd8\x00\xd8", "it is not utf-16 text"),
    "cut.parquet": (b"PAR1....", "it cannot be read as Parquet"),
    "quote.csv": (b'person,stage\n"Ana,waiting\n', "a quote opens and does not close"),
}


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_is_no_table_is_refused_in_one_sentence(coach, name):
    content, sentence = NOT_TAKEN[name]
    upload(coach, content, name)
    (error,) = errors(coach)
    assert error.startswith(f"**{escape_markdown(name)}** was not taken: ")
    assert escape_markdown(sentence) in error
    coach.run()
    assert len(errors(coach)) == 1
    upload(coach, table("Ana,invited,none,none"))
    assert errors(coach) == []
    assert "1 person" in coach.words()


def test_damaged_parquet_never_fails_the_page(coach):
    whole = io.BytesIO()
    pd.read_csv(io.BytesIO(MADE_UP), dtype=str).to_parquet(whole)
    rng = np.random.default_rng(7)
    for _ in range(12):
        damaged = bytearray(whole.getvalue())
        for place in rng.integers(4, len(damaged) - 8, 30):
            damaged[place] = rng.integers(256)
        upload(coach, bytes(damaged), "damaged.parquet")
        if tables_of(coach).people:
            coach.click("close_cohort")
        else:
            assert len(errors(coach)) == 1


def test_too_many_rows_are_refused(coach, monkeypatch):
    monkeypatch.setattr("assessment.ui.cohort.uploads.MAX_ROWS", 3)
    upload(coach, table(*["Ana,invited,none,none"] * 4))
    assert "it has more than 3 rows" in errors(coach)[0].replace("\\", "")


def test_filters_hold_for_charts_list_and_downloads(coach):
    coach.click("made_up_cohort")
    cohort = cohort_of(coach)
    choose(coach, "Could still win at", "thank_you")
    wanted = CohortFilter(gap="thank_you").rows(cohort)
    shown = int(wanted.sum())
    assert 0 < shown < 30
    assert f"{shown} of 30 people" in coach.words()
    assert all(f"{shown} people" in chart.alt for chart in coach.charts())
    assert len(listed(coach)) == 2 * min(shown, 20)
    assert f"Of the {shown} people looked at" in coach.words()
    rows = list(csv.DictReader(io.StringIO(downloads.scores_csv(cohort, wanted).decode("utf-8-sig"))))
    assert [row["person"] for row in rows] == cohort.responses.frame["person"][wanted].tolist()
    choose(coach, "Readiness", next(iter(READINESS_BANDS)))
    among = CohortFilter("thank_you", band=next(iter(READINESS_BANDS))).rows(cohort)
    assert f"{among.sum()} of 30 people" in coach.words()
    assert (cohort.scores["readiness"][among] < 44.5).all()
    coach.go("method").go("cohort")
    assert f"{among.sum()} of 30 people" in coach.words()


def test_filters_that_leave_nobody_say_so(coach):
    upload(coach, table("Ana,invited,none,none", "Bo,waiting,five_or_more,with_a_person"))
    choose(coach, "Could still win at", "story_bank")
    choose(coach, "Stage", "waiting")
    assert "Nobody fits all of these; clear one of them." in coach.words()
    assert coach.charts() == []


def test_a_person_can_be_found_and_the_rest_is_on_demand(coach):
    upload(coach, table(*(f"Client {number:02d},invited,none,none" for number in range(45))))
    assert len(listed(coach)) == 40
    coach.app.get("pagination")[0].set_value(3)
    coach.run()
    assert [line[:3] for line in listed(coach)[::2]] == ["41.", "42.", "43.", "44.", "45."]
    coach.app.text_input[0].set_value("CLIENT 17")
    coach.run()
    (line, _) = listed(coach)
    assert line.startswith("1. **Client 17** ")
    coach.app.text_input[0].set_value("[.*")
    coach.run()
    assert "Nobody of that name here." in coach.words()


def test_whose_interview_is_next_comes_first_and_a_row_opens_the_person(coach, download_content):
    days = (TODAY + timedelta(9), TODAY, TODAY - timedelta(2), TODAY + timedelta(1))
    people = [f"{name},invited,none,{day}" for name, day in zip(("Ana", "Bo", "Cy", "=Di/../x"), days, strict=True)]
    upload(coach, table(*people, "Ed,invited,none,", heading="person,stage,practice,interview_date"))
    names = [re.match(r"\d+\. \*\*(\w*)", line)[1] for line in listed(coach)[::2]]
    assert names == ["Bo", "", "Ana", *sorted(names[3:])]
    assert "interview today, Wed 18 Nov · readiness 0" in listed(coach)[0]
    assert "interview in 9 days, Fri 27 Nov" in listed(coach)[4]
    assert "Open Ana" in coach.words()
    coach.unfold(f"person:{tables_of(coach).people.id}:2")
    answers, process = {"stage": "invited", "practice": "none"}, Process(interview_date=days[0])
    plan = make_plan(INSTRUMENT, assess(INSTRUMENT, answers, process=process, today=TODAY), process, TODAY)
    assert all(f"- {escape_markdown(step.title)} :small[" in coach.words() for step in plan.steps[:5])
    (button,) = [each for each in coach.app.get("download_button") if each.label == "This plan (CSV)"]
    assert download_content(button.key) == plan_csv(INSTRUMENT, plan)
    assert downloads.plan_file_name("=Di/../x", 5) == "callback-plan-Di-x.csv"


def test_the_scores_hold_the_day_of_the_interview(coach):
    upload(coach, table("Ana,2026-11-25", heading="person,interview_date"))
    assert "2026-11-25" in downloads.scores_csv(cohort_of(coach), everybody(cohort_of(coach))).decode()


def test_a_table_without_names_or_dates_or_outlook_still_works(coach):
    upload(coach, b"practice\nnone\nwith_a_person\n")
    assert listed(coach)[0].startswith("1. **Row 2** ")
    coach.click("close_cohort")
    upload(coach, b"person,interview_date,promised_date\nAna,2026-11-09,2026-11-02\n")
    assert "1 without an outlook, since the dates cannot be." in coach.words()
    assert "outlook\u00a0open" in listed(coach)[0]


@examples(0.4)
@given(st.data())
def test_stages_are_those_of_the_person(data):
    people = data.draw(lists_of_people())
    frame = data.draw(frames_of(people))
    cohort = score_cohort(ResponseTable(frame, problem_table()), INSTRUMENT, TODAY)
    assert cohort.stages.tolist() == [
        current_stage(INSTRUMENT, answers, process, today) for answers, process, today in people
    ]


def test_scores_are_those_of_the_command_line(coach, tmp_path):
    upload(coach, MADE_UP)
    cohort = cohort_of(coach)
    responses = read_responses(io.BytesIO(MADE_UP), INSTRUMENT, today=TODAY)
    extra = extra_columns([list(responses.frame.columns)], INSTRUMENT)
    expected = table_scorer(INSTRUMENT, today=TODAY, extra=extra)(responses)
    with table_writer(tmp_path / "scores.csv", guard) as append:
        append(expected)
    assert downloads.scores_csv(cohort, everybody(cohort)) == (tmp_path / "scores.csv").read_bytes()
    parquet = pd.read_parquet(io.BytesIO(downloads.scores_parquet(cohort, everybody(cohort))))
    pd.testing.assert_frame_equal(parquet, expected.reset_index(drop=True))


def test_a_name_cannot_become_a_formula_in_any_file(coach):
    upload(coach, table_of(['=cmd|"/c calc"!A1', "Ana"]))
    cohort = cohort_of(coach)
    with ZipFile(io.BytesIO(downloads.plans(cohort, everybody(cohort)))) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    for text in (downloads.scores_csv(cohort, everybody(cohort)).decode("utf-8-sig"), *texts):
        assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(text)) for cell in row)


def test_everybody_gets_the_plan_that_the_app_would_make(coach):
    answers = {"stage": "waiting", "thank_you": "none", "practice": "none"}
    upload(
        coach,
        b"person,stage,thank_you,practice,interview_date,promised_date\n"
        b"Ana,waiting,none,none,2026-11-16,2026-11-25\nBo,waiting,none,none,2026-11-16,2026-11-02\n",
    )
    cohort = cohort_of(coach)
    with ZipFile(io.BytesIO(downloads.plans(cohort, everybody(cohort)))) as archive:
        assert archive.namelist() == ["plan_0001_Ana.csv", "plan_0002_Bo.csv", "people.csv"]
        whose = list(csv.DictReader(io.StringIO(archive.read("people.csv").decode("utf-8-sig"))))
        plans = [archive.read(name).decode() for name in archive.namelist()[:2]]
    assert [(row["plan"], row["row"], row["person"]) for row in whose] == [
        ("plan_0001_Ana.csv", "2", "Ana"),
        ("plan_0002_Bo.csv", "3", "Bo"),
    ]
    for plan, promised in zip(plans, (TODAY + timedelta(7), None), strict=True):
        process = Process(interview_date=TODAY - timedelta(2), promised_date=promised)
        assessment = assess(INSTRUMENT, answers, process=process, today=TODAY)
        assert plan == plan_csv(INSTRUMENT, make_plan(INSTRUMENT, assessment, process, TODAY))


def test_plans_for_very_many_ask_to_be_narrowed(coach, monkeypatch):
    monkeypatch.setattr(downloads, "MAX_PLANS", 1)
    upload(coach, table("Ana,invited,none,none", "Bo,invited,none,none"))
    (button,) = [each for each in coach.app.get("download_button") if "plan" in each.label]
    assert button.proto.disabled
    assert "narrow it down above" in coach.words()


def test_outcomes_teach_the_figures_and_are_unlearned_again(coach):
    upload(coach, MADE_UP)
    before = cohort_of(coach).scores["outlook"]
    coach.click("made_up_outcomes")
    learned = read_outcomes("x.csv", io.BytesIO(OUTCOMES), INSTRUMENT, TODAY).learned
    taught = learn_figures(INSTRUMENT, learned.counts)
    assert cohort_of(coach).instrument.version == taught.version
    pd.testing.assert_frame_equal(
        cohort_of(coach).scores, score_frame(cohort_of(coach).responses.frame, taught, today=TODAY)
    )
    words = coach.words()
    assert "Scored with the figures learned below." in words
    assert (
        f"{learned.outcomes.offered + learned.outcomes.passed_over} outcomes, {learned.outcomes.offered} with" in words
    )
    for item in learned.counts:
        for option, row in INSTRUMENT.evidence[item].options.items():
            now = taught.evidence[item].options[option]
            assert f"×{row.ratio:.2f} → ×{now.ratio:.2f}" in words
    coach.click("unlearn")
    pd.testing.assert_series_equal(cohort_of(coach).scores["outlook"], before)
    assert "Scored with the figures learned" not in coach.words()


def test_what_was_learned_comes_back_from_its_file(coach):
    upload(coach, OUTCOMES, "ended.csv", field=1)
    taught = tables_of(coach).outcomes
    assert "**ended.csv**" in coach.words()
    coach.click("unlearn")
    upload(coach, learned_text(taught.learned).encode(), "learned.toml", field=1)
    assert tables_of(coach).outcomes.learned == taught.learned


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("people.csv", table("Ana,invited,none,none"), "outcome: there is no such column"),
        ("open.csv", b"person,outcome\nAna,pending\n", "no row has an outcome that counts"),
        (
            "fuzzy.csv",
            b"person,outcome\nAna,offer\nBo,gone\nCy,Gone\n",
            "2 of 3 outcomes are not understood ('gone', 'Gone')",
        ),
        ("learned.toml", b"a = ", "this is not TOML"),
        ("learned.toml", b"a." * 20_000 + b"a = 1", "line 1: a key of more than 6 parts cannot be read"),
        ("learned.toml", b"\xff\xff", "this is not UTF-8"),
        ("learned.toml", b"", "the file is empty"),
    ],
)
def test_what_teaches_nothing_is_refused_in_one_sentence(coach, name, content, sentence):
    upload(coach, content, name, field=1)
    (error,) = errors(coach)
    assert escape_markdown(sentence) in error


def test_outcomes_of_the_same_person_twice_are_said(coach):
    upload(coach, (EXAMPLES / "tables" / "sent_twice.csv").read_bytes(), field=1)
    assert "3 outcomes, 2 with an offer" in coach.words()
    assert "1 row repeats an earlier one, with the same name and the same answers: row 3." in coach.words()


def test_nothing_uploaded_reaches_the_disk_or_another_visit(own_folder):
    coach = Visit("cohort")
    upload(coach, table_of(["Zacharias Unmistakable"]))
    coach.go("applications").go("cohort")
    kept = [path.read_bytes() for path in own_folder.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"Unmistakable" in content for content in kept)
    other = Visit("cohort")
    assert "Unmistakable" not in other.words()
    assert tables_of(other).people is None
