"""What may be stored: cleaned, within its limits, and refused in sentences that name the fact."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assessment.core.applications.records import (
    PEOPLE_LIMIT,
    Guess,
    Reveal,
    check_changes,
    check_guess,
    check_reveal,
    clean_process,
    split_conflicts,
)
from assessment.core.errors import AssessmentError
from assessment.core.model.process import LIMITS, Person, Process
from assessment.core.text.cleaning import TITLE_LENGTH

AT = datetime(2026, 11, 2, tzinfo=UTC)


def problems_of(work, *arguments):
    with pytest.raises(AssessmentError) as refused:
        work(*arguments)
    return refused.value.problems


@pytest.mark.parametrize("name", LIMITS)
def test_a_number_may_be_on_its_limits_and_not_beyond(name):
    low, high = LIMITS[name]
    for allowed in (low, high):
        assert getattr(clean_process(replace(Process(), **{name: allowed})), name) == allowed
    for wrong in (low - 1, high + 1):
        (problem,) = problems_of(clean_process, replace(Process(), **{name: wrong}))
        assert problem == f"process: {name}: It is {wrong:g}; expected a number from {low:g} to {high:g}."


def test_every_number_that_is_wrong_is_named_at_once():
    wrong = {name: high + 1 for name, (_, high) in LIMITS.items()}
    named = [problem.split(": ")[1] for problem in problems_of(clean_process, replace(Process(), **wrong))]
    assert named == list(LIMITS)


def test_texts_and_names_are_cleaned_and_may_be_as_long_as_a_title():
    longest = "x" * TITLE_LENGTH
    process = Process(employer="A\0cme", role=longest, people=(Person("A\0da", "B\0oss"), Person(longest, longest)))
    clean = clean_process(process)
    assert (clean.employer, clean.role) == ("Acme", longest)
    assert clean.people == (Person("Ada", "Boss"), Person(longest, longest))


@pytest.mark.parametrize(
    ("process", "what"),
    [
        (Process(role="x" * (TITLE_LENGTH + 1)), "role"),
        (Process(people=(Person("x" * (TITLE_LENGTH + 1)),)), "name"),
        (Process(people=(Person("Ada", "x" * (TITLE_LENGTH + 1)),)), "role"),
    ],
)
def test_a_text_that_is_longer_is_refused_and_not_cut(process, what):
    (problem,) = problems_of(clean_process, process)
    assert problem.startswith(f"{what}: It has 201 characters; at most 200 are kept.")


def test_so_many_people_are_kept_and_no_more():
    most = (Person("Ada"),) * PEOPLE_LIMIT
    assert clean_process(Process(people=most)).people == most
    (problem,) = problems_of(clean_process, Process(people=(*most, Person("Bo"))))
    assert problem == f"process: people: {PEOPLE_LIMIT + 1} people; at most {PEOPLE_LIMIT} are kept."


def test_ids_of_answers_are_identifiers():
    check_changes({"rapport": "warm", "finalists": None})
    assert problems_of(check_changes, {"a b": "warm", "rapport": "'; --", "x" * 90: None}) == (
        "responses: an item or option id is no identifier: 'a b'.",
        'responses: an item or option id is no identifier: "\'; --".',
        f"responses: an item or option id is no identifier: '{'x' * 40}'.",
    )


def test_a_change_is_saved_where_the_stored_answer_is_the_one_last_seen():
    stored = {"same": "a", "other_tab": "b", "both": "c", "cleared_there": "d"}
    last_seen = {"same": "a", "other_tab": "a", "both": "a", "gone": "a", "cleared_there": "d"}
    changes = {"same": "z", "other_tab": "z", "both": "c", "gone": "z", "new": "z", "cleared_there": None}
    to_save, conflicts = split_conflicts(stored, changes, last_seen)
    assert to_save == {"same": "z", "new": "z", "cleared_there": None}
    assert conflicts == {"other_tab": "b", "gone": None}


@pytest.mark.parametrize("value", [None, 0, 100])
def test_a_guess_is_of_a_hundred_or_skipped(value):
    check_guess(Guess(value, AT))


@pytest.mark.parametrize("value", [-1, 101])
def test_another_guess_is_refused(value):
    assert problems_of(check_guess, Guess(value, AT)) == (
        f"guess: It is {value}; expected a whole number from 0 to 100.",
    )


def test_a_reveal_is_made_of_probabilities():
    check_reveal(Reveal(0.0, 1.0, "1", AT))
    for wrong in (-0.1, 1.1, float("nan"), float("inf")):
        assert problems_of(check_reveal, Reveal(wrong, 0.5, "1", AT))[0].startswith(f"outlook: It is {wrong:g};")
        assert problems_of(check_reveal, Reveal(0.5, wrong, "1", AT))[0].startswith(f"base rate: It is {wrong:g};")
