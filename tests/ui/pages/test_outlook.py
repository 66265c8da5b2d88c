"""The outlook page: the guess first, then the numbers, the reasons and the charts."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from assessment import assess, charts
from assessment.core.model import Stage
from assessment.core.model.process import Outcome, Process
from assessment.core.scoring.hearing import hearing_by_day
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day
from assessment.ui.components.formatting import round_points
from assessment.ui.components.outcome_labels import COMFORTS, HEADLINES
from assessment.ui.outlook.headline import span_in_words
from assessment.ui.outlook.reasons import BALANCE_FOLD
from assessment.ui.session import visit as session_visit
from tests.charts.spec_reading import vega_lite_problems
from tests.support import EXAMPLES, INSTRUMENT
from tests.ui.page_visit import NOW, SKIPPED, TODAY, store_application

CASE = json.loads((EXAMPLES / "case.json").read_text())["responses"]


@pytest.fixture
def first_page():
    return "outlook"


@pytest.fixture
def outlook(open_page):
    """Opens the outlook on an application as an earlier visit left it, which skipped the guess."""
    return partial(open_page, "outlook", guess=SKIPPED)


def test_one_answer_does_not_make_anybody_well_prepared(outlook):
    visit = outlook({"stage": "waiting", "search_continues": "active"})
    assert any("How ready you are: not enough answers yet, " in label for label in visit.links())


def test_a_number_at_its_limit_is_not_given_a_range_from_itself_to_itself():
    open_field = assess(INSTRUMENT, {"finalists": "three"}, process=Process(), today=TODAY).outlook
    assert span_in_words(open_field).startswith("It could be as low as ")
    alone = assess(INSTRUMENT, {"finalists": "one", "offer_intent": "yes"}, process=Process(), today=TODAY).outlook
    assert span_in_words(alone) == "Signs alone can move it no further"


def test_what_is_done_is_no_longer_to_do_this_week(open_page):
    visit = open_page("plan", {"stage": "waiting"}, guess=SKIPPED, interview_date=TODAY)
    for box in visit.app.checkbox:
        box.check()
    visit.run().go("outlook")
    assert "Nothing is open." in visit.words()
    assert "to do this week" not in visit.words()


def test_the_number_stays_hidden_until_the_guess_is_sealed_or_skipped(visit):
    assert visit.title() == "First, your own number"
    assert (visit.metrics(), visit.charts()) == ([], [])
    visit.app.number_input(key="guess").set_value(55)
    visit.click("seal")
    assert visit.title() == "About 25 in 100"
    assert "You guessed 55." in visit.words()


def test_an_empty_field_shows_the_outlook_without_a_guess(visit):
    visit.click("seal")
    assert visit.title() == "About 25 in 100"
    assert "You guessed" not in visit.words()


def test_nothing_answered_shows_the_base_rate_and_says_so(visit):
    visit.click("skip_guess")
    assert visit.title() == "About 25 in 100"
    assert "as low as 15 or as high as 40" in visit.words()
    assert "Too early to say" in visit.words()
    assert sum("not answered yet" in label for label in visit.links()) == 2


def test_the_case_of_the_model_comes_out_as_everywhere_else(visit):
    visit.go("questions").answer({item: option for item, option in CASE.items() if INSTRUMENT.items[item].quick})
    visit.type_all(interview_date=TODAY - timedelta(7), promised_date=TODAY)
    visit.reveal()
    assert visit.title() == "About 29 in 100"
    assert any(label.startswith("How ready you are: not enough answers yet, ") for label in visit.links())
    assert "as low as 15 or as high as 48" in visit.words()
    assert "Without the signs that rest on advice alone, the outlook would be 23 in 100." in visit.words()


def test_the_switch_leaves_advice_out_of_the_whole_page(outlook):
    visit = outlook({"finalists": "four_to_six", "long_term": "in_detail", "team_intro": "off_agenda"})
    before = visit.title()
    visit.app.toggle(key="without_advice").set_value(True)
    visit.run()
    assert (before, visit.title()) == ("About 25 in 100", "About 22 in 100")


def test_every_chart_is_valid_and_has_words_and_numbers(visit):
    charts_shown = visit.go("questions").click("open_example").charts()
    assert charts_shown
    assert sum("| --- |" in element.value for element in visit.app.markdown) == len(charts_shown)
    for chart in charts_shown:
        assert vega_lite_problems(json.loads(chart.spec)) == []
        assert any(character.isdigit() for character in chart.alt)


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.PENDING])
def test_an_outcome_takes_the_place_of_the_number(open_page, outcome):
    visit = open_page("outlook", {"stage": "decided"}, outcome=outcome)
    assert visit.title() == HEADLINES[outcome]
    assert COMFORTS[outcome] in visit.words()
    assert visit.go("plan").app.checkbox


def test_an_offer_names_its_employer_and_the_others_to_be_told(open_page):
    store_application(employer="Alder Health")
    visit = open_page("outlook", {"stage": "decided"}, employer="Acme", outcome=Outcome.OFFER)
    assert visit.title() == "Congratulations: an offer from Acme"
    assert "You also have this open: Alder Health. Tell them before you accept." in visit.words()


def test_every_outcome_has_words():
    assert set(HEADLINES) == {Outcome.PENDING, *COMFORTS} == set(Outcome)


def test_why_names_the_answers_and_how_long_they_were_silent(outlook):
    answers, facts = {"stage": "waiting", "timeline": "dated", "references": "no"}, {}
    assert "| Timeline: By a date | 2 points more |\n| References: No | 4 points less |" in outlook(answers).words()
    facts["interview_date"] = TODAY - timedelta(21)
    assert "| Silence: 21 days without a word | 11 points less |" in outlook(answers, **facts).words()
    facts["promised_date"] = TODAY - timedelta(1)
    assert "| Silence: 1 day past the promised day | " in outlook(answers, **facts).words()


def test_reasons_stand_in_the_order_of_the_balance_sheet(outlook):
    answers = {"stage": "waiting", "timeline": "dated", "references": "no", "overall": "badly", "long_term": "no"}
    visit = outlook(answers, interview_date=TODAY - timedelta(21)).unfold(BALANCE_FOLD)
    (why,) = [element.value for element in visit.app.markdown if "| Points of 100 |" in element.value]
    labels = re.findall(r"^\| (\S+?)[ :].* points? (?:more|less)", why, re.MULTILINE)
    (sheet,) = [element.value for element in visit.app.markdown if "| Odds factor |" in element.value]
    rows = [line.split(" ")[1] for line in sheet.split("\n") if "| ×" in line]
    assert labels == rows
    assert "Silence" in labels


@pytest.mark.parametrize("answered", [2, 3])
def test_a_verdict_needs_three_answers_that_move_the_outlook(outlook, answered):
    signs = {"timeline": "dated", "references": "no", "long_term": "in_detail"}
    visit = outlook({"finalists": "four_to_six", "team_intro": "on_agenda", **dict(list(signs.items())[:answered])})
    assert ("in the running" in visit.words()) == (answered == 3)
    assert ("Too early to say" in visit.words()) == (answered == 2)


def test_nothing_is_said_where_signs_repeat_nothing_and_advice_changes_nothing(outlook):
    visit = outlook({"finalists": "four_to_six", "references": "contacted"})
    assert "Signs repeat each other" not in visit.unfold(BALANCE_FOLD).words()
    assert "Without the signs that rest on advice alone" not in visit.words()


def test_after_an_outcome_stands_what_the_person_last_saw(outlook, monkeypatch):
    """The number, the sheet and the history; silence goes on counting until that day and is not dropped after it."""
    answers = {"stage": "waiting", "finalists": "two", "timeline": "dated"}
    visit = outlook(answers, interview_date=TODAY - timedelta(7))
    monkeypatch.setattr(session_visit, "now", lambda: NOW + timedelta(14))
    shown = visit.run().title().removeprefix("About ")
    kept, application = visit.repository(), visit.application()
    before = kept.snapshots(application)
    assert len(before) == 2
    monkeypatch.setattr(session_visit, "now", lambda: NOW + timedelta(15))
    visit.go("questions").answer({"stage": "decided"})
    visit.app.selectbox[0].set_value(Outcome.REJECTED)
    visit.run().go("outlook")
    assert f"What you last saw (Wed 2 Dec): {shown} (" in visit.words()
    assert "Silence" in visit.unfold(BALANCE_FOLD).words()
    assert kept.snapshots(application) == before
    visit.open_menu(application).click(f"round:{application}")
    assert [each.scores for each in kept.snapshots(application)] == [each.scores for each in before]


def test_the_person_can_set_the_pace_of_silence(outlook):
    visit = outlook({"finalists": "four_to_six"}, interview_date=TODAY - timedelta(14))
    for name, value in (("mean_wait_days", 40), ("never_told", 10)):
        assert visit.field(name).value is None
        visit.type(name, value)
    process = visit.repository().application(visit.application()).process
    assert (process.mean_wait_days, process.never_told) == (40, 0.1)
    expected = assess(INSTRUMENT, {"finalists": "four_to_six"}, process=process, today=TODAY).outlook.value
    assert visit.title() == f"About {percent_int(expected)} in 100"


@pytest.mark.parametrize(("fact", "value"), [("mean_wait_days", 9), ("never_told", 40)])
def test_what_is_taken_for_granted_about_the_wait_can_be_taken_back(outlook, fact, value):
    visit = outlook(interview_date=TODAY - timedelta(14)).type(fact, value)
    before = visit.repository().application(visit.application()).process
    visit.click(f"clear:{fact}")
    assert visit.field(fact).value is None
    assert visit.repository().application(visit.application()).process == replace(before, **{fact: None})


def test_when_people_like_this_one_hear_is_said_for_one_two_and_four_weeks(outlook):
    visit = outlook({"finalists": "four_to_six"}, interview_date=TODAY - timedelta(14))
    process = visit.repository().application(visit.application()).process
    days = [TODAY + timedelta(days) for days in (7, 14, 28)]
    outlook_today = assess(INSTRUMENT, {"finalists": "four_to_six"}, process=process, today=TODAY).outlook
    forecast = hearing_by_day(INSTRUMENT.outlook.silence, outlook_today, process=process, today=TODAY, days=days)
    for each in forecast.days:
        assert f"- {charts.hearing_sentence(each)}" in visit.words()
    by = forecast.half_heard_by
    half = f"Half have heard by **{format_day(by)}**." if by else "More than half may not hear at all."
    assert half in visit.words()
    assert f"About {percent_int(forecast.never_told_share)} of 100 are never told." in visit.words()


def test_with_a_promised_date_ahead_news_is_expected_after_it(outlook):
    visit = outlook(interview_date=TODAY, promised_date=TODAY + timedelta(9))
    assert "By Wed 25 Nov: a yes for 0, a no for 0, no news yet for 100." in visit.words()
    assert "Little is expected before Fri 27 Nov, but news can come earlier." in visit.words()
    assert "how long they usually take has no effect" in visit.words()


def test_before_the_interview_nobody_waits_to_hear(outlook):
    visit = outlook({"stage": "invited"}, interview_date=TODAY + timedelta(3))
    assert "When you will hear" not in visit.words()


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_with_more_rounds_to_come_the_outlook_is_called_that_of_the_whole_process(outlook, answer):
    visit = outlook({"last_round": answer})
    assert ("the chance that the whole process ends with an offer" in visit.words()) is (answer == "no")
    assert visit.title() == f"About {19 if answer == 'no' else 25} in 100"


@pytest.mark.parametrize("place", ["Toronto, Ontario", "Oslo"])
def test_who_says_where_the_job_is_sees_by_when_the_law_says_that_they_must_be_told(outlook, place):
    visit = outlook({"stage": "waiting"}, interview_date=TODAY - timedelta(2), place=place)
    assert ("within 45 days of the last interview" in visit.words()) is (place != "Oslo")


def test_before_the_interview_days_are_counted_and_the_chance_stands_small(outlook):
    visit = outlook({"stage": "invited", "story_bank": "none"}, interview_date=TODAY + timedelta(5))
    assert visit.title() == "5 days until your interview on Mon 23 Nov"
    assert "What would help most before Mon 23 Nov" in visit.words()
    assert "without news" not in visit.words()


@pytest.mark.parametrize("days", [0, 3])
def test_before_an_interview_that_no_step_can_gain_for_the_next_steps_stand_in_their_place(outlook, days):
    best = {item: max(credit.options, key=credit.options.get) for item, credit in INSTRUMENT.readiness.items()}
    visit = outlook({**best, "stage": "invited"}, interview_date=TODAY + timedelta(days))
    assert "What would help most" not in visit.words()
    assert "What to do next" in visit.words()
    assert "Settle route, link, clothes and papers" in [box.label for box in visit.app.checkbox]


def test_a_low_chance_before_the_interview_comes_with_the_same_care_as_after_it(outlook):
    words = outlook({"stage": "invited", "last_round": "no"}, interview_date=TODAY + timedelta(3)).words()
    assert "Most finalists are turned down, and all of them can do the job." in words
    assert "the chance that the whole process ends with an offer" in words


def test_before_an_interview_of_an_unknown_day_the_day_is_asked_for(outlook):
    visit = outlook({"stage": "invited"})
    assert "When is the interview?" in visit.words()
    assert "the steps are spread over the next seven days" in visit.go("plan").words()
    visit.go("outlook").type("interview_date", TODAY + timedelta(3))
    assert visit.title() == "3 days until your interview on Sat 21 Nov"
    assert "When is the interview?" not in visit.words()
    assert "seven days" not in visit.go("plan").words()


def test_no_step_is_to_help_before_a_day_that_has_passed(outlook):
    visit = outlook({"stage": "invited", "story_bank": "none"}, interview_date=TODAY - timedelta(1))
    assert "What would help most before" not in visit.words()
    assert "What would help most" in visit.words()


def test_of_an_invitation_and_nothing_else_the_outlook_asks_for_the_preparation(outlook):
    visit = outlook({"stage": "invited"})
    assert visit.title() == "Before the interview"
    assert "Answer the questions on your preparation, and the steps that help most stand here." in visit.words()
    assert "Too early to say" in visit.words()


def test_with_half_of_the_preparation_answered_the_row_says_how_ready_one_is(outlook):
    asked = [item for item in INSTRUMENT.readiness if Stage.WAITING in INSTRUMENT.items[item].stages]
    responses = {item: next(iter(INSTRUMENT.items[item].options_by_id)) for item in asked[: -(-len(asked) // 2)]}
    visit = outlook({"stage": "waiting", **responses})
    total = assess(INSTRUMENT, {"stage": "waiting", **responses}, process=Process(), today=TODAY).readiness.total
    numbers = [round_points(number) for number in (total.value, total.low, total.high)]
    assert "How ready you are: {} of 100 ({}–{})".format(*numbers) in visit.links()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (6, "6 days without news is normal. Silence tells you little until "),
        (16, "16 days without news is slower than most, and no answer yet: it costs you about "),
        (60, "After 60 days without news, move on in your mind; a late yes would be a bonus."),
    ],
)
def test_what_the_silence_means_is_said_beside_the_number(outlook, days, said):
    visit = outlook({"stage": "waiting"}, interview_date=TODAY - timedelta(days))
    assert said in visit.words()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "9 days without news is normal. Silence tells you little until "),
        (1, "The day they gave passed 1 day ago, and such days often slip. Silence tells you little until "),
        (7, "7 days past the day they gave is slower than most, and no answer yet: it costs you about "),
        (20, "After 29 days without news, move on in your mind; a late yes would be a bonus."),
    ],
)
def test_once_the_day_they_gave_has_passed_the_silence_is_counted_from_it(outlook, days, said):
    promised = TODAY - timedelta(days)
    visit = outlook({"stage": "waiting"}, interview_date=promised - timedelta(9), promised_date=promised)
    assert said in visit.words()


def test_a_decided_application_without_an_outcome_asks_for_it_and_calls_no_silence_normal(outlook):
    visit = outlook({"stage": "decided"}, interview_date=TODAY - timedelta(6))
    for page in ("outlook", "plan"):
        words = visit.go(page).words()
        assert "You said that it is decided, and not yet how it ended." in words
        assert "without news is normal" not in words
        assert "The best question to ask them" not in words


def test_who_says_that_it_is_decided_is_asked_for_no_guess_and_no_forecast_is_kept_until_they_say_that_it_is_not(
    open_page,
):
    visit = open_page("outlook", {"stage": "decided"})
    kept, application = visit.repository(), visit.application()
    assert visit.title() == "How did it end?"
    assert "in 100" not in visit.words()
    assert (kept.stored_application(application).reveal, kept.snapshots(application)) == (None, ())
    visit.go("questions").answer({"stage": "waiting"})
    assert visit.go("outlook").title() == "First, your own number"


def test_once_no_more_messages_are_due_no_question_to_ask_them_is_offered(outlook):
    answers = {"stage": "waiting", "finalists": "two"}
    assert "The best question to ask them" in outlook(answers, interview_date=TODAY - timedelta(27)).words()
    assert "The best question to ask them" not in outlook(answers, interview_date=TODAY - timedelta(28)).words()


def test_who_has_not_said_when_the_interview_was_is_asked_beside_the_number_and_then_told(outlook):
    visit = outlook()
    assert "Is it normal that you have heard nothing?" in visit.words()
    assert "without news is normal" not in visit.words()
    visit.type("interview_date", TODAY - timedelta(7))
    assert "7 days without news is normal." in visit.words()
    assert "Is it normal that you have heard nothing?" not in visit.words()
    visit.go("questions")
    assert visit.field("interview_date").value == TODAY - timedelta(7)


def test_what_to_do_is_ticked_on_this_page_and_taken_back(outlook):
    visit = outlook({"stage": "waiting"}, interview_date=TODAY)
    first = visit.app.checkbox[0]
    first.check()
    assert visit.run().app.checkbox[0].label != first.label
    visit.click("undo_tick")
    assert (visit.app.checkbox[0].label, visit.app.checkbox[0].value) == (first.label, False)


def test_guess_forecast_and_outcome_stand_on_one_line(open_page):
    visit = open_page("outlook", {"stage": "waiting"})
    visit.app.number_input(key="guess").set_value(55)
    visit.click("seal").go("questions").answer({"stage": "decided"})
    visit.app.selectbox[0].set_value(Outcome.REJECTED)
    (line,) = [chart for chart in visit.run().go("outlook").charts() if "On a line" in chart.alt]
    assert line.alt == "On a line from 0 to 100: your guess: 55, the forecast: 25, no offer."
