"""Each page, empty and full, as Streamlit runs it."""

import json
from dataclasses import replace
from datetime import timedelta

import altair as alt
import pytest

from assessment import assess
from assessment.catalog.example import load_example
from assessment.core.errors import AssessmentError
from assessment.core.model import Stage
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.scoring.probability import percent_int
from assessment.ui import resources
from assessment.ui.components import fact_fields
from assessment.ui.components.outcome_labels import OUTCOME_LABELS
from assessment.ui.session import answers
from assessment.ui.session.field_values import read_people
from assessment.ui.session.widget_key import page_key
from tests.support import EXAMPLES, INSTRUMENT
from tests.ui.page_visit import TODAY, Visit

QUICK = [item.id for item in INSTRUMENT.items.values() if item.quick]
ELSEWHERE = {"stage", "seniority", "format"}
CASE = json.loads((EXAMPLES / "case.json").read_text())["responses"]


def test_a_first_visit_preselects_nothing_and_asks_the_quick_path(visit):
    assert visit.asked() == ["stage", *QUICK]
    assert visit.unfold().asked() == ["stage", "seniority", "format", *QUICK]
    assert [radio.value for radio in visit.app.radio] == [None] * len(visit.app.radio)
    assert len(QUICK) == 19


@pytest.mark.parametrize("stage", list(Stage))
def test_the_stage_decides_what_is_asked(visit, stage):
    visit.answer({"stage": stage.value})
    expected = [item for item in QUICK if stage in INSTRUMENT.items[item].stages]
    assert [item for item in visit.asked() if item not in ELSEWHERE] == expected


def test_answers_survive_page_changes_and_can_be_cleared(visit):
    visit.answer({"finalists": "two", "team_intro": "off_agenda"})
    visit.go("method").go("plan").go("questions")
    assert visit.radio("finalists").value == "two"
    visit.click("clear:finalists")
    assert visit.radio("finalists").value is None
    visit.go("method").go("questions")
    assert (visit.radio("finalists").value, visit.radio("team_intro").value) == (None, "off_agenda")


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("interview_date", TODAY - timedelta(3)),
        ("promised_date", TODAY + timedelta(3)),
        ("last_word_date", TODAY),
        ("mean_wait_days", 9),
        ("never_told", 40),
    ],
)
def test_a_day_or_a_figure_can_be_taken_back_and_nothing_else_goes_with_it(visit, fact, value):
    visit.type("employer", "Acme").type(fact, value)
    before = visit.repository().process(visit.application())
    visit.go("method").go("questions").unfold()
    visit.app.text_input[0].set_value("Acme & Co")
    visit.click(f"clear:{fact}")
    assert visit.field(fact).value is None
    assert visit.field("employer").value == "Acme & Co"
    assert visit.repository().process(visit.application()) == replace(before, employer="Acme & Co", **{fact: None})
    assert not [button for button in visit.app.button if button.key == f"clear:{fact}"]


def test_an_outcome_can_be_taken_back(visit):
    visit.answer({"stage": "waiting"}).repository().save_process(
        visit.application(), Process(outcome=Outcome.REJECTED), last_seen=Process()
    )
    visit.run().app.selectbox[0].set_value(Outcome.PENDING)
    visit.run()
    assert visit.repository().process(visit.application()).outcome is None
    assert not visit.app.selectbox


def test_who_still_says_invited_after_the_interview_is_asked_whether_it_is_over(visit):
    visit.answer({"stage": "invited"}).type("interview_date", TODAY)
    assert "Is the interview over?" not in visit.words()
    visit.type("interview_date", TODAY - timedelta(1)).reveal()
    for page in ("questions", "plan", "outlook"):
        assert "Is the interview over?** It was on Tue 17 Nov" in visit.go(page).words()
    visit.click("interview_is_over")
    assert "Is the interview over?" not in visit.words()
    assert visit.repository().responses(visit.application())["stage"] == "waiting"
    assert any("thank" in box.label for box in visit.go("plan").app.checkbox)


def test_one_answer_does_not_make_anybody_well_prepared(visit):
    visit.answer({"stage": "waiting"}).repository().save_answers(
        visit.application(), {"search_continues": "active"}, last_seen={}
    )
    visit.run().reveal()
    assert "Too little is answered to say how prepared you are." in visit.words()
    assert "well prepared" not in visit.words()


def test_what_is_done_is_no_longer_to_do_this_week(visit):
    visit.answer({"stage": "waiting"}).type("interview_date", TODAY).go("plan")
    for box in visit.app.checkbox:
        box.check()
    visit.run().go("outlook").click("skip_guess")
    assert "Nothing is open." in visit.words()
    assert "to do this week" not in visit.words()


def test_the_full_set_asks_every_item_in_parts_of_at_most_nine(visit):
    visit.app.segmented_control(key=page_key("path")).set_value("All, 10 minutes")
    visit.run()
    asked = []
    while True:
        part = [item for item in visit.asked() if item not in ELSEWHERE]
        assert 0 < len(part) <= 9
        asked += part
        if not [button for button in visit.app.button if button.key == "next"]:
            break
        visit.click("next")
    assert asked == [item for item in INSTRUMENT.items if item not in ELSEWHERE]
    visit.click("previous")
    assert visit.app.button(key="next").label == "Next"


def test_the_number_stays_hidden_until_the_guess_is_sealed_or_skipped(visit):
    visit.go("outlook")
    assert visit.title() == "First, your own number"
    assert (visit.metrics(), visit.charts()) == ([], [])
    visit.click("seal")
    assert "Type a number from 0 to 100" in visit.words()
    visit.app.number_input(key="guess").set_value(55)
    visit.click("seal")
    assert visit.metrics()[0] == "25 in 100"
    assert "**55 in 100**" in visit.words()


def test_nothing_answered_shows_the_base_rate_and_says_so(visit):
    visit.reveal()
    assert visit.title() == "In the running: 25 in 100"
    assert "Somewhere in 15–40" in visit.words()
    assert visit.metrics() == ["25 in 100", "open", "open"]
    assert "Little to go on" in visit.words()


def test_the_case_of_the_model_comes_out_as_everywhere_else(visit):
    answers = {item: option for item, option in CASE.items() if item in QUICK}
    visit.answer(answers)
    visit.type("interview_date", TODAY - timedelta(7)).type("promised_date", TODAY)
    visit.reveal()
    assert visit.metrics()[:2] == ["29 in 100", "68 of 100"]
    assert "Somewhere in 15–48" in visit.words()
    assert "Without the signs that rest on advice alone, the outlook would be 23 in 100." in visit.words()


def test_the_switch_leaves_advice_out_of_the_whole_page(visit):
    visit.answer({"finalists": "four_to_six", "long_term": "in_detail", "team_intro": "off_agenda"})
    visit.reveal()
    before = visit.metrics()[0]
    visit.app.toggle(key="without_advice").set_value(True)
    visit.run()
    assert (before, visit.metrics()[0]) == ("25 in 100", "22 in 100")
    assert visit.title() == "Outside chance: 22 in 100"


def test_the_example_opens_with_one_click_and_leaves_the_own_answers_alone(visit):
    visit.answer({"finalists": "two"})
    assert visit.repository().responses(visit.application()) == {"finalists": "two"}
    other = Visit()
    assert other.radio("finalists").value == "two"
    other.click("clear:finalists")
    other.click("open_example")
    assert "This is an example" in other.words()
    assert other.title() == "In the running: 27 in 100"
    assert len(other.charts()) == 4
    other.go("questions")
    other.answer({"finalists": "one"})
    other.click("leave_example")
    assert other.radio("finalists").value is None
    assert "This is an example" not in other.words()


def test_every_chart_is_valid_and_has_words_and_numbers(visit):
    visit.click("open_example")
    for chart in visit.charts():
        alt.LayerChart.from_dict(json.loads(chart.spec))
        assert any(character.isdigit() for character in chart.alt)
        assert sum("| --- |" in element.value for element in visit.app.markdown) == len(visit.charts())


def test_the_plan_lists_each_person_and_downloads_as_csv(visit):
    visit.answer({"stage": "waiting", "search_continues": "stopped"})
    visit.type("interview_date", TODAY).type("people", "Ana Ruiz, Head of data\nBo")
    visit.go("plan")
    labels = [box.label for box in visit.app.checkbox]
    assert any("Ana Ruiz" in label for label in labels)
    assert any("Bo" in label for label in labels)
    visit.app.checkbox[0].check()
    visit.run().go("outlook").go("plan")
    assert visit.app.checkbox[0].value is True
    assert "1 done" in visit.words()


def test_a_plan_without_any_answer_still_helps(visit):
    visit.go("plan")
    assert visit.title() == "Plan"
    assert len(visit.app.checkbox) > 0


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.PENDING])
def test_an_outcome_takes_the_place_of_the_number(visit, outcome):
    visit.answer({"stage": "decided"})
    visit.app.selectbox[0].set_value(outcome)
    visit.run()
    visit.go("outlook")
    assert visit.title() == OUTCOME_LABELS[outcome].headline
    assert OUTCOME_LABELS[outcome].comfort in visit.words()
    visit.go("plan")
    assert len(visit.app.checkbox) > 0


def test_every_outcome_has_words():
    assert set(OUTCOME_LABELS) == set(Outcome)


def test_an_impossible_date_is_refused_beside_the_field_and_stays_as_typed(visit):
    visit.type("employer", "Acme").type("interview_date", TODAY)
    visit.type("promised_date", TODAY - timedelta(3))
    assert [error.value for error in visit.app.error] == [
        f"The promised date, {TODAY - timedelta(3)}, is before the interview, {TODAY}; correct one of the two."
    ]
    visit.go("method").go("questions")
    (promised,) = [each for each in visit.app.date_input if each.key.endswith(":promised_date")]
    assert promised.value == TODAY - timedelta(3)
    kept = visit.repository().process(visit.application())
    assert (kept.employer, kept.interview_date, kept.promised_date) == ("Acme", TODAY, None)
    visit.type("promised_date", TODAY + timedelta(3))
    assert list(visit.app.error) == []
    assert visit.repository().process(visit.application()).promised_date == TODAY + timedelta(3)


def test_looking_at_the_questions_changes_no_fact_that_its_field_cannot_hold(visit):
    visit.type("employer", "Acme")
    people = (Person("Roe, Jane", "CTO"), Person("Ana"))
    stored = Process(employer="Acme", people=people, mean_wait_days=10.5, never_told=0.333)
    visit.repository().save_process(
        visit.application(), stored, last_seen=visit.repository().process(visit.application())
    )
    visit.go("method").go("questions").unfold()
    assert visit.field("people").value == "Roe, Jane, CTO\nAna"
    assert visit.repository().process(visit.application()) == stored
    visit.type("people", "Roe, Jane, CTO\nAna, lead").type("never_told", 40)
    kept = visit.repository().process(visit.application())
    assert kept == replace(stored, people=(people[0], Person("Ana", "lead")), never_told=0.4)


def test_people_whose_lines_are_alike_stay_two():
    before = (Person("Roe, Jane"), Person("Roe", "Jane"), Person("", ""))
    assert read_people("Roe, Jane \nRoe, Jane\n\nBob", before) == (*before[:2], Person("Bob"))
    assert read_people("Roe, Jane\nRoe, Jane\nRoe, Jane", before) == before[:2]


HOSTILE = [
    "![x](http://example.test/x.png) [y](http://example.test) **bold** <b>b</b> $a$ :red[r] :smile: `c` # h",
    '=HYPERLINK("http://example.test")',
    "\u202eevil\u202c \u0645\u0631\u062d\u0628\u0627 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a\x00b\x07c",
    "x" * 10_000,
    "{name} {0} {employer.__class__}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_free_text_does_no_harm_on_any_page(visit, text):
    visit.type("employer", text).type("role", text).type("people", f"{text}, boss\nAna")
    visit.answer({"stage": "waiting"}).type("interview_date", TODAY)
    visit.reveal()
    visit.go("plan").go("method").go("questions")
    kept = visit.repository().process(visit.application())
    assert len(kept.employer) <= 200
    assert "\x00" not in kept.employer
    kept.employer.encode()


def test_the_method_page_shows_every_figure_and_source(visit):
    visit.go("method")
    words = visit.words().replace("\\", "")
    for evidence in INSTRUMENT.evidence.values():
        label = INSTRUMENT.items[evidence.item].label
        assert f"**{label}**, grade {evidence.grade}" in words
        for row in evidence.options.values():
            assert f"| {row.offered:g} | {row.passed_over:g} | ×{row.ratio:.2f} |" in words
    for credit in (*INSTRUMENT.readiness.values(), *INSTRUMENT.fit.values()):
        assert f"| {INSTRUMENT.items[credit.item].label} | {credit.importance:g} |" in words
    for source in INSTRUMENT.sources.values():
        assert source.title in words
    assert INSTRUMENT.version in words
    assert "for: Diversity Employment; TopInterview and Climb the Ladder say" in words


def test_why_names_the_answers_and_how_long_they_were_silent(visit):
    visit.answer({"stage": "waiting", "timeline": "dated", "references": "no"}).reveal()
    assert "- ↑ Timeline: By a date ×1.13\n- ↓ References: No ×0.82" in visit.words()
    assert "Besides the base rate for anybody at this stage, 2 answers of yours move the outlook" in visit.words()
    visit.go("questions").type("interview_date", TODAY - timedelta(21)).go("outlook")
    assert "- ↓ 21 days without a word ×0.50" in visit.words()
    assert "for anybody at this stage and their silence, 2 answers" in visit.words()
    visit.go("questions").type("promised_date", TODAY - timedelta(1)).go("outlook")
    assert "- ↓ 1 day past the promised one ×" in visit.words()


OUTLOOK_SETTINGS = {
    "no_hire": (0.87, "nobody hired in 87%"),
    "declined": (0.87, "a share of 87%"),
    "base_sd": (0.87, "(standard deviation 0.87)"),
    "soft_limit": (8.7, "towards ±8.7"),
    "floor": (0.08, "below 8 "),
    "ceiling": (0.87, "above 87 in 100"),
}
SILENCE_SETTINGS = {
    "mean_wait_days": (87, "with 87 days"),
    "mean_slip_days": (87, "(87 past"),
    "never_told": (0.87, "and 87% of the rejected"),
    "floor": (0.87, "at least 87% of the odds"),
    "sd_share": (0.87, "(standard deviation 87%"),
    "treat_as_no_below": (0.125, "is 8.0 times likelier"),
}


def changed(part, where, name, **values):
    """The instrument with other values in one row of a part of it."""
    rows = getattr(part, where)
    return replace(part, **{where: {**rows, name: replace(rows[name], **values)}})


@pytest.mark.parametrize(
    ("instrument", "words"),
    [
        *(
            (replace(INSTRUMENT, outlook=replace(INSTRUMENT.outlook, **{name: value})), words)
            for name, (value, words) in OUTLOOK_SETTINGS.items()
        ),
        *(
            (
                replace(
                    INSTRUMENT,
                    outlook=replace(INSTRUMENT.outlook, silence=replace(INSTRUMENT.outlook.silence, **{name: value})),
                ),
                words,
            )
            for name, (value, words) in SILENCE_SETTINGS.items()
        ),
        (changed(INSTRUMENT, "grades", "D", limit=0.87), "grade D weighs ±0.87 at most"),
        (changed(INSTRUMENT, "grades", "B", worth=870), "| 870 |"),
        (changed(INSTRUMENT, "groups", "commitment", limit=8.7), "Commitment adds 8.7 at most"),
        (changed(INSTRUMENT, "groups", "warmth", correlation=0.87), "repetition 0.87"),
        (changed(INSTRUMENT, "pools", "two", share=0.87), "| Two | 87% |"),
        (changed(INSTRUMENT, "pools", "unknown", low=8, high=17), "| not answered | 8–17 |"),
    ],
    ids=[
        *OUTLOOK_SETTINGS,
        *(f"silence {name}" for name in SILENCE_SETTINGS),
        *["limit", "worth", "held", "repetition", "share", "pool"],
    ],
)
def test_the_method_page_follows_every_setting_of_the_model(visit, monkeypatch, instrument, words):
    assert words not in visit.go("method").words().replace("\\", "")
    monkeypatch.setattr(resources, "instrument", lambda: instrument)
    assert words in visit.run().words().replace("\\", "")
    assert ("above 90 in 100" in visit.words()) == (instrument.outlook.ceiling == 0.9)


def test_data_files_that_cannot_be_read_are_named_and_nothing_else_is_shown(visit, monkeypatch):
    def broken():
        raise AssessmentError(["weights.toml: it is missing", "tips.toml: line 3 is no TOML"])

    monkeypatch.setattr(resources, "instrument", broken)
    visit.app.run()
    assert [text.value for text in visit.app.text] == ["weights.toml: it is missing", "tips.toml: line 3 is no TOML"]
    assert len(visit.app.radio) == 0


def test_a_page_that_fails_says_so_in_one_sentence_with_a_reference(visit, monkeypatch, caplog):
    monkeypatch.setattr(answers, "responses", lambda: 1 / 0)
    visit.app.run()
    (error,) = visit.app.error
    reference = error.value.rsplit(maxsplit=1)[1].rstrip(".")
    assert "ZeroDivisionError" not in error.value
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_the_example_is_sound():
    example = load_example(TODAY)
    assert INSTRUMENT.response_problems(example.responses) == []


def test_a_problem_with_a_fact_in_the_closed_fold_is_said_all_the_same(visit):
    visit.type("promised_date", TODAY)
    visit.app.session_state[fact_fields.MORE_FOLD] = False
    visit.type("interview_date", TODAY + timedelta(1))
    (error,) = visit.app.error
    assert "is before the interview" in error.value
    visit.type("interview_date", TODAY - timedelta(1))
    assert not visit.app.error


def test_the_fold_stays_open_when_a_problem_in_it_comes_and_goes(visit):
    visit.type("interview_date", TODAY).unfold()
    for day in (TODAY - timedelta(1), TODAY + timedelta(1)):
        visit.type("promised_date", day)
        assert [each.key.split(":")[-1] for each in visit.app.text_area] == ["people"]
        assert bool(visit.app.error) is (day < TODAY)


def test_the_person_can_set_the_pace_of_silence(visit):
    visit.answer({"finalists": "four_to_six"}).type("interview_date", TODAY - timedelta(14))
    for name, value in (("mean_wait_days", 40), ("never_told", 10)):
        assert visit.field(name).value is None
        visit.type(name, value)
    process = visit.repository().process(visit.application())
    assert (process.mean_wait_days, process.never_told) == (40, 0.1)
    visit.reveal()
    expected = assess(INSTRUMENT, {"finalists": "four_to_six"}, process=process, today=TODAY).outlook.value
    assert visit.metrics()[0] == f"{percent_int(expected)} in 100"
