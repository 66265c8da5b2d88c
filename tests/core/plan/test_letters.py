"""Letters are filled with what is known, show what is not, and take what a person typed as plain text."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.catalog import language_for, load_instrument
from assessment.core.model import Letter, Stage
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.plan.key_dates import RECENT_DAYS, key_days
from assessment.core.plan.letters import (
    fill_letter,
    fitting_letters,
    format_letter_day,
    letter_drafts,
    step_of_letter,
)
from assessment.core.plan.plan import make_plan
from assessment.core.plan.steps import offer_step_id
from assessment.core.scoring.assess import assess
from assessment.core.text.cleaning import clean_title
from tests.support import INSTRUMENT, INTERVIEW, processes

TODAY = date(2026, 11, 3)
PRIYA, TOM = Person("Priya Raman", "Head of analytics"), Person("Tom Okafor")
FULL = Process(
    employer="Northwind Clinics",
    role="Data analyst",
    people=(PRIYA, TOM),
    interview_date=INTERVIEW,
    promised_date=date(2026, 11, 16),
)
EVERY_PLACEHOLDER = Letter(
    "every",
    "Every",
    "{role}",
    "{name}|{role_of_person}|{employer}|{role}|{moment}|{your_name}|{interview_date}|{promised_date}",
)
typed = st.lists(
    st.sampled_from(["{", "}", "{name}", "{0}", "{employer.x}", "%s", "$role", "\n", "\0"]) | st.text(max_size=5)
)
typed_text = typed.map("".join)


def titles(process, stage, today=TODAY):
    return [
        (letter.id, person and person.name) for letter, person in fitting_letters(INSTRUMENT, process, stage, today)
    ]


def test_every_placeholder_is_filled_with_its_fact():
    signed = replace(FULL, your_name="Eve Roe")
    draft = fill_letter(EVERY_PLACEHOLDER, INSTRUMENT.blanks, signed, PRIYA, TODAY, moment="the\n map ")
    assert (draft.title, draft.subject) == ("Every: Priya Raman", "Data analyst")
    assert draft.body == (
        "Priya Raman|Head of analytics|Northwind Clinics|Data analyst|the map|Eve Roe|"
        "Monday 2 November|Monday 16 November\n"
    )


def test_a_missing_fact_is_a_visible_blank():
    draft = fill_letter(EVERY_PLACEHOLDER, INSTRUMENT.blanks, Process(employer="\0 "), None)
    assert draft.title == "Every"
    assert draft.body == (
        "[name]|[role of person]|[employer]|[role]|[the moment you remember]|[your name]|"
        "[interview date]|[promised date]\n"
    )


@pytest.mark.parametrize("letter", INSTRUMENT.letters.values(), ids=lambda letter: letter.id)
@pytest.mark.parametrize("process", [Process(), FULL, Process(role="Nurse", people=(Person(""),))])
def test_no_shipped_letter_has_an_empty_placeholder(letter, process):
    for person in (None, *process.people):
        draft = fill_letter(letter, INSTRUMENT.blanks, process, person, TODAY)
        assert not re.search(r"None|[{}]|\[\]|  ", f"{draft.subject}\n{draft.body}")
        assert draft.body.startswith("Dear ")
        assert draft.body.endswith("[your name]\n")
        assert draft.help == letter.help


@given(typed_text, typed_text, typed_text)
def test_what_a_person_typed_is_never_taken_for_a_placeholder(name, employer, role):
    process, person = Process(employer=employer, role=role), Person(name, role)
    draft = fill_letter(EVERY_PLACEHOLDER, INSTRUMENT.blanks, process, person, moment=f"x{name}")
    words = [
        clean_title(name) or "[name]",
        clean_title(role) or "[role of person]",
        clean_title(employer) or "[employer]",
        clean_title(role) or "[role]",
        " ".join(f"x{name}".split()),
    ]
    assert draft.body.startswith("|".join(words).lstrip() + "|")
    assert "\n" not in draft.subject


@given(st.dates())
def test_a_day_is_written_in_words_with_the_year_only_when_it_is_another(day):
    words = format_letter_day(day)
    assert words == f"{day:%A} {day.day} {day:%B}"
    assert format_letter_day(day, day) == words
    assert format_letter_day(day, day.replace(year=day.year % 9999 + 1, day=1)) == f"{words} {day.year}"


def test_a_missing_day_is_an_empty_text():
    assert format_letter_day(None) == ""


def test_while_waiting_there_is_a_thank_you_for_each_person_and_both_check_ins():
    assert titles(FULL, Stage.WAITING) == [
        ("thank_you", "Priya Raman"),
        ("thank_you", "Tom Okafor"),
        ("check_in_promised", None),
        ("second_check_in", None),
        ("tell_offer", None),
    ]
    alone = replace(FULL, people=(PRIYA, PRIYA, Person(" ")), promised_date=None)
    assert titles(alone, Stage.WAITING)[:2] == [("thank_you", "Priya Raman"), ("check_in", "Priya Raman")]
    assert titles(Process(), Stage.WAITING)[0] == ("thank_you", None)


def test_the_only_person_gets_every_letter():
    assert {person for _, person in titles(replace(FULL, people=(TOM,)), Stage.WAITING)} == {"Tom Okafor"}


def test_a_thank_you_is_offered_only_while_the_interview_is_recent():
    last = INTERVIEW + timedelta(RECENT_DAYS)
    assert "thank_you" in dict(titles(FULL, Stage.WAITING, last))
    assert "thank_you" not in dict(titles(FULL, Stage.WAITING, last + timedelta(1)))


def test_no_check_in_is_offered_once_it_is_time_to_plan_as_after_a_no():
    last = key_days(INSTRUMENT.outlook.silence, FULL).treat_as_no
    assert "second_check_in" in dict(titles(FULL, Stage.WAITING, last - timedelta(1)))
    assert titles(FULL, Stage.WAITING, last) == []


def test_a_last_word_after_the_promised_date_replaces_it_in_the_check_in():
    heard = replace(FULL, last_word_date=date(2026, 11, 18))
    assert "check_in" in dict(titles(heard, Stage.WAITING, date(2026, 11, 20)))
    same_day = replace(FULL, last_word_date=FULL.promised_date)
    assert "check_in_promised" in dict(titles(same_day, Stage.WAITING, date(2026, 11, 20)))


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.REJECTED, ["feedback_request", "keep_door_open"]),
        (Outcome.ROLE_CANCELLED, ["keep_door_open"]),
        (Outcome.VERBAL_OFFER, ["written_offer", "more_time"]),
        (Outcome.OFFER, ["accept_offer", "more_time", "decline_offer"]),
        (Outcome.DECLINED_BY_ME, ["decline_offer"]),
        (Outcome.PENDING, []),
        (None, []),
    ],
)
def test_after_an_answer_the_outcome_decides(outcome, expected):
    assert [letter for letter, _ in titles(replace(FULL, outcome=outcome), Stage.DECIDED)] == expected


def test_before_the_interview_there_is_nothing_to_send():
    assert titles(FULL, Stage.INVITED) == []


@given(processes(), st.sampled_from(Stage), st.none() | st.sampled_from(Outcome))
def test_no_two_drafts_for_anyone_are_the_same(facts, stage, outcome):
    process, today = facts
    drafts = letter_drafts(INSTRUMENT, replace(process, outcome=outcome), stage, today)
    letters = fitting_letters(INSTRUMENT, replace(process, outcome=outcome), stage, today)
    assert len(set(letters)) == len(letters) == len(drafts)


def steps_of(process, others=()):
    assessment = assess(INSTRUMENT, {}, process=process, today=TODAY)
    return make_plan(INSTRUMENT, assessment, process, TODAY, others=others).every_step


def test_a_letter_to_another_employer_names_them_and_ticks_the_step_about_them():
    others = (Process("Alder", "Nurse", (PRIYA,)), Process(role="Cook"))
    offered = replace(FULL, outcome=Outcome.OFFER)
    drafts = letter_drafts(INSTRUMENT, offered, Stage.DECIDED, TODAY, others)
    assert [(draft.title, draft.other, draft.body.splitlines()[0]) for draft in drafts[:2]] == [
        ("Tell them that you have an offer: Priya Raman: Alder", others[0], "Dear Priya Raman,"),
        ("Tell them that you have an offer", others[1], "Dear [name],"),
    ]
    ticked = [step_of_letter(draft, steps_of(offered, others)) for draft in drafts]
    assert [step and step.title for step in ticked[:1]] == ["Tell Alder that you have an offer"]
    assert [step and step.id for step in ticked] == [*map(offer_step_id, others), None, None, None]
    assert step_of_letter(drafts[0], steps_of(FULL)) is None


def test_a_letter_ticks_the_step_that_it_is_for():
    drafts = letter_drafts(INSTRUMENT, FULL, Stage.WAITING, TODAY)
    ticked = [step_of_letter(draft, steps_of(FULL)) for draft in drafts]
    assert [step and (step.stage_step, step.person) for step in ticked] == [
        ("thank_you", PRIYA.name),
        ("thank_you", TOM.name),
        ("check_in", ""),
        ("second_check_in", ""),
        None,
    ]


def test_in_another_year_the_days_in_a_letter_name_theirs():
    draft = fill_letter(EVERY_PLACEHOLDER, INSTRUMENT.blanks, FULL, PRIYA, TODAY.replace(year=2027))
    assert "2026|" in draft.body
    assert draft.body.endswith("2026\n")


@pytest.mark.parametrize("language", [None, "es"])
def test_the_moment_noted_stands_in_the_thank_you_in_every_language(language):
    instrument = load_instrument(language=language_for(language)) if language else INSTRUMENT
    with_moment, without = letter_drafts(
        instrument, FULL, Stage.WAITING, TODAY, moments={PRIYA.name: "how {you} drew the [map]"}
    )[:2]
    assert "how {you} drew the [map]" in with_moment.body
    assert (with_moment.lacks_moment, without.lacks_moment) == (False, True)
    blanks = re.findall(r"\[[^\]]*\]", without.body)
    assert re.findall(r"\[[^\]]*\]", with_moment.body) == ["[map]", *blanks[1:]]
    assert "moment" in blanks[0]


def letters_with_and_without_a_moment(process):
    drafts = letter_drafts(INSTRUMENT, process, Stage.WAITING, TODAY, moments={PRIYA.name: "the map"})
    return (
        [draft.title for draft in drafts if "the map" in draft.body],
        [draft.title for draft in drafts if draft.lacks_moment],
    )


def test_a_letter_names_the_moment_with_the_person_it_goes_to():
    assert letters_with_and_without_a_moment(FULL) == (["Thank-you: Priya Raman"], ["Thank-you: Tom Okafor"])
    both = ["Thank-you: Priya Raman", "Second and last check-in: Priya Raman"]
    assert letters_with_and_without_a_moment(replace(FULL, people=(PRIYA,))) == (both, [])
