"""What a coach gives back becomes the person's own steps, and a file whose figures contradict each other is refused."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.core.applications.coaching import CoachFile, CoachStep, check_client_file, own_steps_from
from assessment.core.applications.notes import Need, Note
from assessment.core.errors import AssessmentError
from tests.core.applications.test_giving import everything

DAY = date(2026, 11, 18)
STEPS = (CoachStep(" Call\nAna ", 20, DAY, "Ask about pay"), CoachStep("Rest", 15, date(2026, 11, 17)))


def test_the_steps_of_a_coach_become_own_steps_with_a_note_that_names_the_coach():
    (call, note), (rest, other) = own_steps_from(CoachFile("app", DAY, " Bea ", STEPS), today=DAY)
    assert (call.title, call.day, call.minutes) == ("Call Ana", DAY, 20)
    assert (note.step_id, note.note, other.note) == (call.id, "From Bea: Ask about pay", "From Bea")
    assert (rest.title, rest.day, rest.minutes) == ("Rest", None, 15)
    assert own_steps_from(CoachFile("app", DAY, "", STEPS), today=DAY)[1][1].note == "From your coach"


def test_the_same_file_gives_the_same_ids_and_another_one_others():
    file = CoachFile("app", DAY, "Bea", STEPS)
    ids = {step.id for step, _ in own_steps_from(file, today=DAY)}
    assert ids == {step.id for step, _ in own_steps_from(file, today=date(2026, 12, 1))}
    for other in (replace(file, application="b"), replace(file, coach="Cem"), replace(file, steps=STEPS[::-1])):
        assert ids.isdisjoint(step.id for step, _ in own_steps_from(other, today=DAY))


def test_a_file_of_a_client_has_clean_notes_and_an_outlook_inside_its_range():
    file = replace(everything(), notes=(Note("d1", Need("two\x00 words")),))
    assert check_client_file(file).notes == (Note("d1", Need("two words")),)
    assert check_client_file(replace(file, notes=None)).notes is None
    scores = file.scores
    at_the_end = replace(scores, outlook=scores.outlook_high)
    assert check_client_file(replace(file, scores=at_the_end)).scores == at_the_end
    for outlook in (scores.outlook_low - 0.01, scores.outlook_high + 0.01):
        with pytest.raises(AssessmentError, match="the outlook is not inside its range"):
            check_client_file(replace(file, scores=replace(scores, outlook=outlook)))
