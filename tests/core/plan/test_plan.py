"""Laws of the plan, for any person, process, day and number of minutes."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import assess
from assessment.core.model import Responses, Stage
from assessment.core.model.process import Outcome, Person, Process, current_stage
from assessment.core.plan.decided import AFTER_AN_ANSWER, assume_answer_day
from assessment.core.plan.gaps import readiness_gaps
from assessment.core.plan.key_dates import RECENT_DAYS, add_days, is_working_day, key_days, week_start
from assessment.core.plan.plan import biggest_win, make_plan, points_to_win
from assessment.core.plan.schedule import Schedule, Step, planned_minutes, split_step
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY
from tests.support import INSTRUMENT, INTERVIEW, processes, responses

BEST = {item: max(row.options, key=row.options.get) for item, row in INSTRUMENT.readiness.items()}
WORST = {item: min(row.options, key=row.options.get) for item, row in INSTRUMENT.readiness.items()}
ITEMS = [*INSTRUMENT.readiness, *INSTRUMENT.fit, "format", "stage"]
TO_THE_EMPLOYER = {"thank_you", "letter", "check_in"}
"""The kinds of steps that write to the employer, all of them letters."""
STEPS_OF_STAGE = {
    Stage.INVITED: {
        *(
            "meet_person",
            "question_kinds",
            "ask_in_interview",
            "logistics",
            "evening_before",
            "interview",
            "keep_applying",
        ),
    },
    Stage.WAITING: {
        *("debrief", "thank_you", "thank_you_unnamed", "check_in", "second_check_in", "treat_as_no", "keep_applying"),
    },
}
PEOPLE = tuple(Person(name, "Engineer") for name in ("Ana Ruiz", "Ben Okoro", "Chloe Lim", "Dev Patel"))


@dataclass(frozen=True)
class Case:
    """One person on one day."""

    answers: Responses
    process: Process
    today: date
    minutes: int = 60

    @property
    def stage(self):
        return current_stage(INSTRUMENT, self.answers, self.process, self.today)

    @property
    def gaps(self):
        return {gap.item: gap for gap in readiness_gaps(INSTRUMENT, self.answers)}

    def plan(self, **changes):
        return replace(self, **changes).plan_with(())

    def plan_with(self, done):
        assessment = assess(INSTRUMENT, self.answers, process=self.process, today=self.today)
        if not isinstance(done, dict):
            done = dict.fromkeys(done)
        return make_plan(INSTRUMENT, assessment, self.process, self.today, self.minutes, done=done)


@st.composite
def cases(draw, stages=("invited", "waiting", "decided")):
    """Anybody: any answers, facts that agree, any outcome, from five minutes a day to all day."""
    answers = {**draw(responses(ITEMS)), "stage": draw(st.sampled_from(stages))}
    process, today = draw(processes())
    outcome = draw(st.none() | st.sampled_from(Outcome)) if "decided" in stages else None
    return Case(answers, replace(process, outcome=outcome), today, draw(st.integers(5, 240)))


@st.composite
def preparations(draw, most_minutes=240):
    """Anybody invited to an interview that is 0 to 60 days away."""
    case = draw(cases(stages=["invited"]))
    interview = add_days(case.today, draw(st.integers(0, 60)))
    process = Process(interview_date=interview, people=case.process.people)
    return replace(case, process=process, minutes=draw(st.integers(5, most_minutes)))


def every_step(plan):
    return (*plan.steps, *plan.not_fit, *plan.lessons)


def id_without_part(step):
    """The id without the number of a part."""
    return step.id.partition("-part-")[0]


def stage_step(step):
    """The id in the data files of a step that is no tip."""
    return max((name for name in INSTRUMENT.stage_steps if id_without_part(step).startswith(name)), key=len)


def days_of(plan, name):
    return [step.day for step in plan.steps if id_without_part(step) == name]


# Any person ----------------------------------------------------------------------------------------


@given(cases())
def test_no_day_takes_more_minutes_than_the_person_has(case):
    minutes = Counter()
    for step in case.plan().steps:
        minutes[step.day] += planned_minutes([step])
    assert max(minutes.values(), default=0) <= case.minutes


@given(cases())
def test_no_step_stands_twice(case):
    counts = Counter(step.id for step in every_step(case.plan()))
    assert set(counts.values()) <= {1}


@given(cases())
def test_steps_stand_by_day_and_none_before_today(case):
    plan = case.plan()
    days = [step.day for step in plan.steps]
    assert days == sorted(days)
    assert min(days, default=case.today) >= case.today
    assert all(step.day is None for step in (*plan.not_fit, *plan.lessons))


@given(cases())
def test_every_tip_traces_to_its_gap_and_every_other_step_to_the_stage(case):
    plan, gaps, tips = case.plan(), case.gaps, {tip.id: tip for tip in INSTRUMENT.tips}
    outcome = case.process.outcome if case.process.decided else None
    decided = {*(name for name, _ in AFTER_AN_ANSWER.get(outcome, ())), "settle_fit", "keep_applying"}
    for step in every_step(plan):
        if step.id.startswith("tip-"):
            assert tips[id_without_part(step).removeprefix("tip-")] in gaps[step.item].tips
        else:
            assert stage_step(step) in STEPS_OF_STAGE.get(case.stage, decided)
        if step.person:
            assert step.person in {person.name for person in case.process.people}


@given(cases())
def test_every_gap_is_planned_or_kept_for_the_next_time_with_its_whole_gain(case):
    plan = case.plan()
    gains = defaultdict(float)
    for step in every_step(plan):
        gains[step.item] += step.gain
    assert {item: gain for item, gain in gains.items() if gain} == pytest.approx(
        {item: gap.gain for item, gap in case.gaps.items()}
    )
    assert not {step.item for step in plan.lessons} & {step.item for step in (*plan.steps, *plan.not_fit)}


@given(cases())
def test_a_gap_that_can_still_be_closed_is_planned(case):
    plan, interview = case.plan(), case.process.interview_date
    planned = {step.item for step in (*plan.steps, *plan.not_fit)}
    open_gaps = {item for item, gap in case.gaps.items() if gap.open_tips(case.stage)}
    if case.stage is Stage.WAITING and interview:
        days = key_days(INSTRUMENT.outlook.silence, case.process)
        if case.today > add_days(interview, RECENT_DAYS):
            open_gaps.discard("thank_you")
        if days.treat_as_no and case.today >= days.treat_as_no:
            open_gaps &= {"search_continues"}
        if days.treat_as_no and days.treat_as_no <= add_days(max(case.today, days.check_in), 8):
            open_gaps.discard("check_in_planned")
    assert open_gaps <= planned


@given(cases())
def test_a_plan_never_promises_more_points_than_are_missing(case):
    readiness = assess(INSTRUMENT, case.answers, process=case.process, today=case.today).readiness
    missing = 100 - readiness.total.value if readiness else 0
    assert sum(step.gain for step in case.plan().steps) <= missing + 1e-6


@given(cases())
def test_the_points_to_win_are_those_of_the_steps_and_the_biggest_win_is_one_of_them(case):
    plan = case.plan()
    winnable = points_to_win(INSTRUMENT, plan)
    assert winnable.keys() == INSTRUMENT.readiness_by_domain.keys()
    planned = {step.item for step in (*plan.steps, *plan.not_fit)}
    assert sum(winnable.values()) == pytest.approx(sum(gap.gain for item, gap in case.gaps.items() if item in planned))
    best, dated = biggest_win(plan.steps), {step.item for step in plan.steps if step.gain}
    assert (best is None) == (not dated)
    if best:
        assert best == next(step for step in plan.steps if step.item == best.item and step.gain)


@given(cases())
def test_with_half_the_time_or_less_a_plan_never_asks_for_more(case):
    less = case.plan(minutes=max(5, case.minutes // 2))
    more = case.plan(minutes=max(10, case.minutes))
    assert sum(step.minutes for step in less.steps) <= sum(step.minutes for step in more.steps)


@given(cases(), st.randoms())
def test_the_plan_follows_from_the_answers_and_not_from_their_order(case, random):
    shuffled = list(case.answers.items())
    random.shuffle(shuffled)
    assert case.plan(answers=dict(shuffled)) == case.plan()


@given(cases(), st.data())
def test_what_is_done_takes_no_more_time(case, data):
    plan = case.plan()
    done = data.draw(st.sets(st.sampled_from([step.id for step in plan.steps] or ["none"])))
    after = case.plan_with(done)
    minutes = Counter()
    for step in after.steps:
        if step.id in done - {"interview"}:
            assert step.day == case.today
        elif step.id not in done:
            minutes[step.day] += planned_minutes([step])
    assert max(minutes.values(), default=0) <= case.minutes
    assert {step.id for step in plan.steps} & done - {"second_check_in"} <= {step.id for step in every_step(after)}


@given(cases())
def test_letters_to_the_employer_are_on_working_days(case):
    prefixes = ("settle", "written")
    steps = case.plan().steps
    days = [step.day for step in steps if step.kind in TO_THE_EMPLOYER or id_without_part(step).startswith(prefixes)]
    assume(days)
    assert all(is_working_day(day) for day in days)


@given(cases())
def test_no_two_messages_to_the_employer_are_fewer_than_four_working_days_apart(case):
    """Thank-yous to several people are one message; what comes after signing, or in parts of a few minutes, is none."""
    steps = case.plan(minutes=max(60, case.minutes)).steps
    written = [step for step in steps if step.kind in TO_THE_EMPLOYER and step.stage_step != "tell_others"]
    days = {step.day for step in written if step.kind != "thank_you"}
    days |= {max((step.day for step in written if step.kind == "thank_you"), default=case.today)} & {
        step.day for step in written
    }
    for earlier, later in pairwise(sorted(days)):
        between = [add_days(earlier, offset) for offset in range(1, (later - earlier).days + 1)]
        assert sum(map(is_working_day, between)) >= 4


def test_a_late_thank_you_comes_first_and_the_check_in_four_working_days_later():
    """Seven days after the interview, when both are due at once."""
    today = INTERVIEW + timedelta(7)
    plan = Case({"stage": "waiting", "thank_you": "none"}, Process(interview_date=INTERVIEW), today).plan()
    assert days_of(plan, "thank_you_unnamed") == [today]
    assert days_of(plan, "check_in") == [today + timedelta(4)]
    assert days_of(plan, "second_check_in") == [today + timedelta(11)]


@given(responses(BEST), processes(), st.sampled_from(Stage), st.integers(5, 240))
def test_without_gaps_there_are_stage_steps_only(some, facts, stage, minutes):
    process, today = facts
    answers = {**{item: BEST[item] for item in some}, "stage": stage}
    plan = Case(answers, process, today, minutes).plan()
    assert not [step for step in every_step(plan) if step.id.startswith("tip-") or step.gain]


@given(responses(INSTRUMENT.readiness), responses(INSTRUMENT.readiness), processes())
def test_two_people_with_different_gaps_get_different_tips(one, other, facts):
    process, today = facts
    process = replace(process, people=())
    plans = [Case({**answers, "stage": "invited"}, process, today).plan() for answers in (one, other)]
    tips = [{step.id for step in every_step(plan) if step.id.startswith("tip-")} for plan in plans]
    gaps = [{gap.item for gap in readiness_gaps(INSTRUMENT, answers)} for answers in (one, other)]
    assert [{step.item for step in every_step(plan) if step.gain} for plan in plans] == gaps
    assert (tips[0] == tips[1]) <= (gaps[0] == gaps[1])


# Before the interview ------------------------------------------------------------------------------


@given(preparations())
def test_nothing_is_prepared_on_the_day_or_after_it_and_the_evening_before_is_light(case):
    interview, plan = case.process.interview_date, case.plan()
    eve = add_days(interview, -1)
    *prepared, last = plan.steps
    assert (last.id, last.day) == ("interview", interview)
    for step in prepared:
        assert step.day < interview or (step.id == "logistics" and case.today == interview)
    if eve > case.today:
        assert sum(step.minutes for step in prepared if step.day == eve) <= 30
    assert prepared[-1].id == "evening_before" or "evening_before" not in {step.id for step in prepared}


@given(cases(stages=["invited"]))
def test_a_partner_is_asked_before_the_practice(case):
    plan = case.plan()
    asked = days_of(plan, "tip-practice_ask")
    practised = days_of(plan, "tip-practice_book") + days_of(plan, "tip-practice_with_person")
    assert bool(asked) == bool(practised)
    if asked:
        assert asked[0] <= practised[0]
        ids = [id_without_part(step) for step in plan.steps]
        assert ids.index("tip-practice_ask") < min(
            ids.index(name) for name in ids if name in ("tip-practice_book", "tip-practice_with_person")
        )


@given(preparations(most_minutes=20))
def test_parts_stand_in_their_order_on_days_of_their_own(case):
    case = replace(case, answers={**case.answers, "story_bank": "none"})
    parts = defaultdict(list)
    for step in case.plan().steps:
        if step.id != id_without_part(step):
            parts[id_without_part(step)].append((int(step.id.split("-")[-3]), step.day))
    assume(parts)
    for numbered in parts.values():
        assert [number for number, _ in sorted(numbered, key=lambda part: part[1])] == list(range(1, len(numbered) + 1))
        assert len({day for _, day in numbered}) == len(numbered)


@pytest.mark.parametrize("days_left", range(3, 61))
def test_with_three_days_the_partner_is_asked_on_an_earlier_day(days_left):
    today = INTERVIEW - timedelta(days_left)
    plan = Case({"practice": "none", "stage": "invited"}, Process(interview_date=INTERVIEW), today).plan()
    assert days_of(plan, "tip-practice_ask") < days_of(plan, "tip-practice_book")
    assert plan.not_fit == ()


@pytest.mark.parametrize("days_left", [14, 21, 28])
def test_three_weeks_begin_with_the_longest_lead_and_have_no_empty_week(days_left):
    today = INTERVIEW - timedelta(days_left)
    plan = Case({**WORST, "stage": "invited"}, Process(interview_date=INTERVIEW), today).plan()
    first = {id_without_part(step): step.day for step in reversed(plan.steps)}
    order = ["tip-practice_ask", "tip-story_bank_start", "tip-practice_book", "tip-stories_linked_start"]
    order += ["tip-own_questions_start", "tip-pay_ready_start", "logistics", "evening_before"]
    assert sorted(order, key=lambda name: (first[name], order.index(name))) == order
    assert plan.not_fit == ()
    days = sorted({step.day for step in plan.steps})
    assert days[0] == today
    assert max(after - before for before, after in pairwise(days)) <= timedelta(6)
    minutes = Counter()
    for step in plan.steps:
        minutes[week_start(step.day)] += step.minutes
    assert max(minutes.values()) <= 0.6 * sum(minutes.values())


def test_an_interview_far_away_is_prepared_in_its_last_four_weeks_and_other_applications_go_on():
    today = INTERVIEW - timedelta(60)
    plan = Case({**WORST, "stage": "invited"}, Process(interview_date=INTERVIEW), today).plan()
    prepared = [step.day for step in plan.steps if step.kind == "prepare" and step.item != "search_continues"]
    assert min(prepared) == INTERVIEW - timedelta(28)
    assert plan.steps[0].item == "search_continues"


def test_on_the_day_itself_only_the_way_there_is_left():
    plan = Case({**WORST, "stage": "invited"}, Process(interview_date=INTERVIEW), INTERVIEW).plan()
    assert [step.id for step in plan.steps] == ["logistics", "interview"]
    assert {step.item or step.id for step in plan.not_fit} == {
        "question_kinds",
        *(item for item in WORST if INSTRUMENT.items[item].domain == "preparation"),
        "search_continues",
    }


def test_stories_are_tied_to_a_goal_only_once_they_are_written():
    answers = {"story_bank": "none", "stories_linked": "none", "stage": "invited"}
    process = Process(interview_date=INTERVIEW)
    tight = Case(answers, process, INTERVIEW - timedelta(2)).plan()
    assert {step.id for step in tight.not_fit} == {"tip-story_bank_start", "tip-stories_linked_start"}
    roomy = Case(answers, process, INTERVIEW - timedelta(9)).plan()
    assert days_of(roomy, "tip-story_bank_start") < days_of(roomy, "tip-stories_linked_start")


def test_each_person_to_meet_is_looked_up_unless_all_are():
    process = Process(interview_date=INTERVIEW, people=(*PEOPLE, PEOPLE[0], Person(" ")))
    case = Case({"stage": "invited"}, process, INTERVIEW - timedelta(9))
    assert sorted(step.person for step in case.plan().steps if step.person) == [person.name for person in PEOPLE]
    known = case.plan(answers={"stage": "invited", "people_research": "everyone"})
    assert not [step for step in known.steps if step.person]


# While waiting -------------------------------------------------------------------------------------


@given(cases(stages=["waiting"]))
def test_check_ins_come_after_the_promised_date_a_week_apart_and_before_the_last_day(case):
    plan = case.plan(minutes=max(15, case.minutes))
    days = key_days(INSTRUMENT.outlook.silence, case.process)
    asked = days_of(plan, "check_in") + days_of(plan, "second_check_in")
    if days is None:
        assert not asked
        return
    assert not days_of(plan, "second_check_in") or days_of(plan, "check_in")
    clock_start = max(filter(None, (case.process.promised_date, case.process.last_word_date, days.interview)))
    assert all(day > clock_start for day in asked)
    assert all(later - earlier >= timedelta(7) for earlier, later in pairwise(asked))
    thanked = [step.day for step in plan.steps if step.kind == "thank_you"]
    assert not asked or max(thanked, default=date.min) < asked[0] or len(thanked) > 4
    assert len(days_of(plan, "treat_as_no")) == bool(days.treat_as_no)


@pytest.mark.parametrize("offset", range(7))
@pytest.mark.parametrize("met", [1, 4])
def test_everybody_is_thanked_within_a_working_day_and_the_notes_come_first(offset, met):
    interview = INTERVIEW + timedelta(offset)
    process = Process(interview_date=interview, people=PEOPLE[:met])
    plan = Case({"stage": "waiting", "thank_you": "none", "debrief": "no"}, process, interview).plan()
    due = {4: interview, 5: interview + timedelta(2)}.get(interview.weekday(), interview + timedelta(1))
    assert [(step.person, step.day) for step in plan.steps if step.kind == "thank_you"] == [
        (person.name, due) for person in PEOPLE[:met]
    ]
    assert plan.steps[0].id == "debrief"
    assert plan.steps[0].day == interview


def test_who_got_a_general_thank_you_gets_no_second_one():
    process = Process(interview_date=INTERVIEW, people=PEOPLE)
    plan = Case({"stage": "waiting", "thank_you": "generic"}, process, INTERVIEW).plan()
    assert [step.id for step in plan.steps if step.item == "thank_you"] == ["tip-thank_you_tailor"]


@pytest.mark.parametrize("met", [0, 2])
def test_late_thanks_are_left_to_the_check_in(met):
    process = Process(interview_date=INTERVIEW, people=PEOPLE[:met])
    plan = Case({"stage": "waiting", "thank_you": "none"}, process, INTERVIEW + timedelta(RECENT_DAYS + 1)).plan()
    assert not [step for step in plan.steps if step.item == "thank_you"]
    assert [step.id for step in plan.lessons] == ["tip-thank_you_send"]


@pytest.mark.parametrize(
    ("promised", "expected"),
    [(None, (7, 14, 28)), (4, (7, 14, 18)), (8, (9, 16, 22)), (9, (10, 17, 23))],
)
def test_the_days_of_waiting_are_those_of_the_silence_clock(promised, expected):
    """From a Monday: a promise for Friday is asked about on Monday, one for Tuesday on Wednesday."""
    process = Process(
        interview_date=INTERVIEW, promised_date=promised and INTERVIEW + timedelta(promised), people=PEOPLE
    )
    plan = Case({"stage": "waiting"}, process, INTERVIEW).plan()
    days = [days_of(plan, name) for name in ("check_in", "second_check_in", "treat_as_no")]
    assert days == [[INTERVIEW + timedelta(day)] for day in expected]


@pytest.mark.parametrize(("asked", "expected"), [(7, 14), (8, 15), (10, 17), (None, 14)])
def test_the_last_check_in_is_a_week_after_the_day_on_which_the_first_was_sent(asked, expected):
    """Also where the first was late; where its day is not known, it counts as sent when it was due."""
    case = Case({"stage": "waiting"}, Process(interview_date=INTERVIEW), INTERVIEW + timedelta(10))
    day = None if asked is None else INTERVIEW + timedelta(asked)
    assert days_of(case.plan_with({"check_in": day}), "second_check_in") == [INTERVIEW + timedelta(expected)]


@pytest.mark.parametrize("since", [8, 15, 20])
def test_who_never_asked_is_shown_the_first_check_in_however_late(since):
    today = INTERVIEW + timedelta(since)
    plan = Case({"stage": "waiting"}, Process(interview_date=INTERVIEW), today).plan()
    assert days_of(plan, "check_in") == [today + timedelta(max(0, 7 - today.weekday()) if today.weekday() > 4 else 0)]


def test_a_word_from_them_after_the_first_check_in_moves_the_last_one():
    process = Process(interview_date=INTERVIEW, last_word_date=INTERVIEW + timedelta(11))
    case = Case({"stage": "waiting"}, process, INTERVIEW + timedelta(11))
    plan = case.plan_with({"check_in": INTERVIEW + timedelta(7)})
    assert days_of(plan, "second_check_in") == [INTERVIEW + timedelta(18)]


@pytest.mark.parametrize("stage", ["invited", "waiting"])
@pytest.mark.parametrize("search", ["slowed", "stopped"])
def test_the_weekly_application_stays_in_its_week_once_the_tip_before_it_is_ticked(stage, search):
    """And on each day of the week after the tick it is planned for that week, not for the next."""
    ticked = INTERVIEW - timedelta(28) if stage == "invited" else INTERVIEW + timedelta(8)
    tip = {"slowed": "speed", "stopped": "restart"}[search]
    done = {f"tip-search_{tip}_{'before' if stage == 'invited' else 'after'}": ticked}
    for offset in range(7):
        today = week_start(ticked) + timedelta(7 + offset)
        case = Case({"stage": stage, "search_continues": search}, Process(interview_date=INTERVIEW), today)
        days = [step.day for step in case.plan_with(done).steps if step.stage_step == "keep_applying"]
        assert (week_start(days[0]) == week_start(today)) is (offset < 5)


@given(cases())
def test_applications_are_some_days_apart(case):
    days = [step.day for step in case.plan(minutes=max(60, case.minutes)).steps if step.item == "search_continues"]
    assert all(later - earlier >= timedelta(4) for earlier, later in pairwise(days))


def test_far_beyond_the_last_day_nothing_more_is_written_to_them():
    process = Process(interview_date=INTERVIEW, people=PEOPLE)
    plan = Case({**WORST, "stage": "waiting"}, process, INTERVIEW + timedelta(90)).plan()
    assert {stage_step(step) for step in plan.steps if not step.id.startswith("tip-")} <= {
        "treat_as_no",
        "keep_applying",
    }
    assert [step.item for step in plan.steps] == ["", "search_continues"]


@given(st.integers(0, 27), st.sampled_from(["active", "slowed", "stopped"]), st.integers(45, 240))
def test_every_week_of_waiting_has_another_application(since, search, minutes):
    today = INTERVIEW + timedelta(since)
    case = Case({"stage": "waiting", "search_continues": search}, Process(interview_date=INTERVIEW), today, minutes)
    plan = case.plan()
    weeks = {week_start(step.day) for step in plan.steps if step.item == "search_continues"}
    last = days_of(plan, "treat_as_no")[0]
    first_week = week_start(max(today, INTERVIEW + timedelta(7)))
    full_weeks = [first_week + timedelta(7 * week) for week in range(4) if today <= first_week + timedelta(7 * week)]
    assert {week for week in full_weeks if week + timedelta(6) < last} <= weeks
    searches = [(step.id, week_start(step.day)) for step in plan.steps if step.item == "search_continues"]
    catching_up = {week for step_id, week in searches if step_id.startswith("tip-")}
    assert not catching_up & {week for step_id, week in searches if step_id.startswith("keep_applying")}


def test_a_pay_range_that_is_missing_is_for_while_they_may_ring():
    plan = Case({"stage": "waiting", "pay_ready": "no"}, Process(interview_date=INTERVIEW), INTERVIEW).plan()
    assert days_of(plan, "tip-pay_ready_after") == [INTERVIEW + timedelta(1)]


# After an answer -----------------------------------------------------------------------------------


@given(cases(), st.sampled_from([outcome for outcome in Outcome if outcome is not Outcome.PENDING]))
def test_each_outcome_has_its_steps_one_day_after_the_other(case, outcome):
    case = replace(case, process=replace(case.process, outcome=outcome), minutes=max(30, case.minutes))
    plan, names = case.plan(), [name for name, _ in AFTER_AN_ANSWER[outcome]]
    days = [days_of(plan, name) for name in names]
    assert all(days)
    assert all(min(later) > max(earlier) for earlier, later in pairwise(days))
    searching = {step.item for step in plan.steps} & {"search_continues"}
    assert bool(searching) == (outcome.value in {"rejected", "no_answer", "role_cancelled", "verbal_offer"})


def test_late_steps_after_a_rejection_are_one_a_day():
    process = Process(interview_date=INTERVIEW, last_word_date=INTERVIEW + timedelta(7), outcome=Outcome.REJECTED)
    plan = Case({}, process, INTERVIEW + timedelta(28)).plan()
    due = {step.id: (step.day - INTERVIEW).days for step in plan.steps if step.item == ""}
    assert due == {"ask_feedback": 28, "review": 29, "adjust": 30, "keep_door_open": 32}


@given(cases(), st.sampled_from(sorted(AFTER_AN_ANSWER)), st.integers(0, 60))
def test_the_day_of_an_answer_that_nobody_gave_is_that_of_its_record_and_stays(case, outcome, days):
    process = replace(case.process, outcome=outcome, last_word_date=None)
    known = replace(process, last_word_date=case.today)
    assert assume_answer_day(process, case.today) == known
    assert assume_answer_day(known, case.today + timedelta(days)) == known
    assert assume_answer_day(process, None) == process
    waiting = replace(process, outcome=None)
    assert assume_answer_day(waiting, case.today) == waiting


@pytest.mark.parametrize("days", [0, 1, 2, 4, 7])
def test_the_days_of_steps_after_a_rejection_do_not_move(days):
    recorded = INTERVIEW + timedelta(14)
    process = assume_answer_day(Process(interview_date=INTERVIEW, outcome=Outcome.REJECTED), recorded)
    plan = Case({}, process, recorded + timedelta(days)).plan()
    assert days_of(plan, "ask_feedback") == [recorded + timedelta(max(days, 1))]
    assert days_of(plan, "keep_door_open") == [recorded + timedelta(14)]


def test_an_offer_turns_doubts_about_the_fit_into_questions():
    process = Process(interview_date=INTERVIEW, outcome=Outcome.OFFER)
    doubts = {"manager": "weak", "growth": "mixed", "work_itself": "strong"}
    plan = Case({**doubts, "pay_ready": "no"}, process, INTERVIEW + timedelta(9)).plan()
    assert [step.id for step in plan.steps] == [
        *("settle_terms", "settle_fit-manager", "settle_fit-growth", "tell_others")
    ]


def test_a_written_offer_is_told_first_to_each_of_the_others_that_are_open():
    process, today = Process(employer="Acme", interview_date=INTERVIEW, outcome=Outcome.OFFER), INTERVIEW + timedelta(9)
    others = (Process(employer="Alder Health", role="Analyst"), Process(employer="Bright"))
    assessment = assess(INSTRUMENT, {}, process=process, today=today)
    plan = make_plan(INSTRUMENT, assessment, process, today, others=others)
    assert [(step.title, step.day) for step in plan.steps if step.stage_step == "tell_offer"] == [
        ("Tell Alder Health that you have an offer", today),
        ("Tell Bright that you have an offer", today),
    ]
    assert make_plan(INSTRUMENT, assessment, process, today).steps[0].id == "settle_terms"
    no_offer = replace(process, outcome=Outcome.VERBAL_OFFER)
    plan = make_plan(INSTRUMENT, assessment, no_offer, today, others=others)
    assert not [step for step in plan.steps if step.stage_step == "tell_offer"]


def test_a_verbal_offer_asks_for_a_written_one_and_a_pay_range():
    process = Process(interview_date=INTERVIEW, outcome=Outcome.VERBAL_OFFER)
    plan = Case({"pay_ready": "no"}, process, INTERVIEW + timedelta(9)).plan()
    assert [step.id for step in plan.steps][:2] == ["written_offer", "tip-pay_ready_after"]


# Parts and edges -----------------------------------------------------------------------------------


@given(st.integers(1, 240), st.integers(1, 300), st.floats(0, 100))
def test_parts_keep_minutes_and_gain_and_fit_a_day(minutes, most, gain):
    step = Step("write", "Write", "", "", minutes, "prepare", gain=gain)
    parts = split_step(step, most)
    assert sum(part.minutes for part in parts) == minutes
    assert sum(part.gain for part in parts) == pytest.approx(gain)
    assert all(0 < part.minutes <= most for part in parts)
    assert len(parts) == -(-minutes // most)
    assert len({part.id for part in parts}) == len({part.part for part in parts}) == len(parts)
    assert [part.gain / part.minutes for part in parts] == pytest.approx([gain / minutes] * len(parts))


STORIES = {"stage": "invited", "story_bank": "none", "practice": "none"}
WRITING = "tip-story_bank_start"


def stories(minutes, done):
    """The steps that write the stories down, an hour in all: id -> minutes, what is ticked and what is left."""
    case = Case(STORIES, Process(interview_date=INTERVIEW), INTERVIEW - timedelta(14), minutes)
    steps = [step for step in case.plan_with(done).steps if id_without_part(step) == WRITING]
    return (
        {step.id.removeprefix(WRITING): step.minutes for step in steps if step.id in done},
        {step.id.removeprefix(WRITING): step.minutes for step in steps if step.id not in done},
    )


def ticked(*parts):
    return {f"{WRITING}-part-{part}" for part in parts}


def test_what_was_done_in_parts_is_done_whatever_minutes_a_day_has_later():
    done = ticked("1-of-3", "2-of-3", "3-of-3")
    for minutes in (5, 20, 30, 60, 240):
        counted, left = stories(minutes, done)
        assert (sum(counted.values()), left) == (60, {})
    assert stories(20, {WRITING}) == ({"": 60}, {})


def test_the_minutes_of_parts_that_are_done_are_not_asked_for_again():
    done = ticked("1-of-3", "2-of-3")
    counted = {"-part-1-of-3": 20, "-part-2-of-3": 20}
    assert stories(20, done) == (counted, {"-part-3-of-3": 20})
    assert stories(30, done) == (counted, {"-part-2-of-2": 20})
    assert stories(60, done) == (counted, {"": 20})
    assert stories(20, ticked("2-of-2")) == ({"-part-2-of-2": 30}, {"-part-1-of-3": 20, "-part-2-of-3": 10})


@given(st.lists(st.integers(1, 12).flatmap(lambda of: st.tuples(st.integers(1, of), st.just(of)))), st.integers(5, 90))
def test_what_is_ticked_and_what_is_left_are_the_whole_step(parts, minutes):
    schedule = Schedule(INTERVIEW, minutes, dict.fromkeys(f"write-part-{part}-of-{of}" for part, of in parts))
    step = Step("write", "Write", "", "", 60, "prepare", gain=6.0)
    schedule.place_from(step, INTERVIEW)
    assert not schedule.unplaced
    assert sum(each.minutes for each in schedule.steps) == 60
    assert sum(each.gain for each in schedule.steps) == pytest.approx(6.0)
    assert all(each.minutes > 0 for each in schedule.steps)
    assert len({each.id for each in schedule.steps}) == len(schedule.steps)


def test_ticks_of_earlier_versions_that_do_not_say_of_how_many_still_count():
    assert stories(20, ticked("1", "2")) == ({"-part-1": 20, "-part-2": 20}, {"-part-3-of-3": 20})
    assert stories(60, ticked("1", "2", "3"))[1] == {}


@pytest.mark.parametrize("part", ["0-of-0", "0-of-3", "4-of-3", "0", "x", "1-of-", "", "9" * 60])
def test_impossible_part_numbers_are_ignored(part):
    assert stories(60, ticked(part)) == ({}, {"": 60})


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("today", [FIRST_DAY, LAST_DAY - timedelta(3), LAST_DAY])
@pytest.mark.parametrize("ahead", [0, 1, 2])
def test_plans_work_on_the_first_and_the_last_days_of_the_calendar(stage, today, ahead):
    process = Process(interview_date=min(add_days(today, ahead), LAST_DAY), people=PEOPLE)
    for case in (
        Case({**WORST, "stage": stage}, process, today),
        Case(WORST, Process(outcome=Outcome.REJECTED), today),
    ):
        plan = case.plan()
        assert all(today <= step.day <= LAST_DAY for step in plan.steps)
        assert {step.item for step in every_step(plan) if step.gain} == set(WORST)


def test_a_date_that_has_passed_is_not_the_interview_to_come():
    case = Case({**WORST, "stage": "invited"}, Process(interview_date=INTERVIEW), INTERVIEW + timedelta(3))
    assert case.plan() == case.plan(process=Process())


@pytest.mark.parametrize("setting", INSTRUMENT.items["setting"].options_by_id)
def test_what_to_settle_before_the_interview_fits_where_it_is_and_keeps_its_tick(setting):
    case = Case({"stage": "invited"}, Process(interview_date=INTERVIEW + timedelta(7)), INTERVIEW)
    (unknown,) = (step for step in case.plan().steps if step.id == "logistics")
    (known,) = (
        step for step in case.plan(answers={**case.answers, "setting": setting}).steps if step.id == "logistics"
    )
    assert known.title == INSTRUMENT.stage_steps[f"logistics_{setting}"].title != unknown.title
    assert known.day == unknown.day


def test_a_doubt_about_the_job_is_put_on_the_list_of_questions_before_the_interview():
    doubts = {"manager": "mixed", "terms": "weak", "growth": "strong"}
    invited = Case({**doubts, "stage": "invited"}, Process(interview_date=INTERVIEW), INTERVIEW - timedelta(7)).plan()
    asked = {step.id: step.day for step in invited.steps if step.id.startswith("ask_in_interview-")}
    assert set(asked) == {"ask_in_interview-manager", "ask_in_interview-terms"}
    assert all(day < INTERVIEW for day in asked.values())
    waiting = Case({**doubts, "stage": "waiting"}, Process(interview_date=INTERVIEW), INTERVIEW).plan()
    assert not any(step.id.startswith("ask_in_interview") for step in waiting.steps)


def test_a_thank_you_to_people_without_names_comes_on_a_working_day_and_says_what_it_adds():
    friday = date(2026, 11, 20)
    case = Case({**WORST, "stage": "waiting"}, Process(interview_date=friday), friday + timedelta(1))
    (step,) = [step for step in case.plan().steps if step.stage_step == "thank_you_unnamed"]
    assert step.day == friday + timedelta(3)
    assert step.gain == case.gaps[INSTRUMENT.roles.thank_you].gain > 0


def test_on_the_only_day_left_half_of_ones_minutes_are_planned():
    case = Case({**WORST, "stage": "invited"}, Process(interview_date=INTERVIEW), INTERVIEW - timedelta(1), 180)
    assert 60 < sum(step.minutes for step in case.plan().steps if step.day == case.today) <= 90


@pytest.mark.parametrize("minutes", [20, 30, 45, 60])
def test_applying_elsewhere_is_left_to_working_days_where_the_days_before_are_full(minutes):
    for today in (date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)):
        case = Case({**WORST, "stage": "waiting"}, Process(interview_date=today - timedelta(2)), today, minutes)
        days = [step.day for step in case.plan().steps if step.item == INSTRUMENT.roles.other_applications]
        assert days
        assert all(map(is_working_day, days))


def test_without_a_date_of_the_interview_applying_elsewhere_may_wait_for_the_end_of_the_week():
    search = INSTRUMENT.roles.other_applications
    answers = {"stage": "invited", search: "stopped", "story_bank": "none", "practice": "none"}
    process, today = Process(), date(2026, 11, 2)
    plan = make_plan(INSTRUMENT, assess(INSTRUMENT, answers, process=process, today=today), process, today, 30)
    assert [(step.day - today).days for step in plan.steps if step.item == search] == [0, 6]
