"""The files between a client and a coach: read as they were written, and refused with one sentence otherwise."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.applications.coaching import CoachFile, CoachStep, GivenPart, own_steps_from
from assessment.core.applications.giving import choose_parts
from assessment.core.applications.notes import Note, Story
from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text, clean_title
from assessment.export.checksum_json import FOR_COACH, FROM_COACH, MOST_BYTES, write_with_checksum
from assessment.export.coach_files import client_file_json, coach_file_json, read_client_file, read_coach_file
from tests.core.applications.test_giving import DAY, everything
from tests.support import processes, responses

TITLES = st.text(max_size=80).map(clean_title)
NOTES = st.text(max_size=80).map(clean_text)
STEPS = st.builds(
    CoachStep,
    title=TITLES.filter(bool),
    minutes=st.integers(1, 1440),
    day=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    note=NOTES,
)
ALL = choose_parts(everything(), set(GivenPart))
COACH_FILE = CoachFile("app", DAY, "Sam", (CoachStep("Call Ada", 20, DAY, "before noon"), CoachStep("Rest")))


@given(processes(), responses(), st.sets(st.sampled_from(GivenPart)), NOTES)
def test_what_a_client_gives_is_read_without_loss(facts, answers, parts, words):
    process, day = facts
    notes = (*everything().notes, Note("s3", Story(words, skills=clean_title(words))))
    whole = replace(everything(), responses=answers, process=process, notes=notes, day=day)
    chosen = choose_parts(whole, parts)
    read = read_client_file(client_file_json(chosen).encode())
    chosen = replace(chosen, notes=None if chosen.notes is None else tuple(chosen.notes))
    assert replace(read, process=chosen.process) == chosen
    assert (read.process.employer, read.process.people) == (chosen.process.employer, chosen.process.people)


@given(st.builds(CoachFile, st.just("app"), st.just(DAY), TITLES, st.lists(STEPS, max_size=4).map(tuple)))
def test_what_a_coach_gives_back_is_read_without_loss(file):
    assert read_coach_file(coach_file_json(file).encode()) == file


def test_a_file_that_was_only_laid_out_anew_is_read():
    text = client_file_json(ALL)
    assert read_client_file(json.dumps(json.loads(text)).encode("utf-8-sig")) == read_client_file(text.encode())


def changed(text, old, new):
    assert old in text
    return text.replace(old, new, 1).encode()


def file_with(**values):
    content = json.loads(client_file_json(ALL))["content"]
    return write_with_checksum(FOR_COACH, {**content, **values}).encode()


WHOLE = client_file_json(ALL)
CHANGED = "This file was changed after Callback made it."
NO_FILE = "This is no file of Callback, or not all of it."
IMPOSSIBLE = "This file says what no Callback writes: "
REFUSALS = {
    "an answer changed": (changed(WHOLE, '"warm"', '"cool"'), CHANGED),
    "a number changed": (changed(WHOLE, "0.2917", "0.9917"), CHANGED),
    "something added": (changed(WHOLE, '"checksum"', '"more": 1, "checksum"'), CHANGED),
    "no checksum": (changed(WHOLE, '"checksum"', '"sum"'), CHANGED),
    "an older version": (changed(WHOLE, f'"{FOR_COACH}": 1', f'"{FOR_COACH}": 0'), CHANGED),
    "a version that is no number": (changed(WHOLE, f'"{FOR_COACH}": 1', f'"{FOR_COACH}": "2"'), CHANGED),
    "a newer version": (
        changed(WHOLE, f'"{FOR_COACH}": 1', f'"{FOR_COACH}": 2'),
        "A newer Callback made this file (version 2; this one reads 1).",
    ),
    "cut off": (WHOLE[:-40].encode(), NO_FILE),
    "empty": (b"", NO_FILE),
    "no text": (b"\xff\xfe\x00\x01", NO_FILE),
    "nested deeply": (b"[" * 100_000, NO_FILE),
    "a key twice": (changed(WHOLE, '"checksum"', '"checksum": "", "checksum"'), NO_FILE),
    "too large": (b" " * (MOST_BYTES + 1), "The file has 20,000,001 bytes; at most 20,000,000 are read."),
    "a list": (b"[]", "This is no file of Callback; expected a file that a client gives to a coach."),
    "other JSON": (b'{"name": "package"}', "This is no file of Callback; expected a file that a client gives"),
    "the way back": (coach_file_json(COACH_FILE).encode(), "This is a file that a coach gives back; expected"),
    "an export of everything": (b'{"callback_export": 1}', "This is an export of everything; expected"),
    "an unknown key": (file_with(salary=1), f"{IMPOSSIBLE}salary: Extra inputs are not permitted."),
    "an impossible chance": (file_with(scores={"outlook": 2.0}), f"{IMPOSSIBLE}scores: outlook: "),
    "a chance outside its range": (
        file_with(
            scores={
                "outlook": 0.1,
                "outlook_low": 0.2,
                "outlook_high": 0.3,
                "base_rate": 0.2,
                "without_advice": 0.2,
                "silence": 0.0,
            }
        ),
        f"{IMPOSSIBLE}the outlook is not inside its range.",
    ),
    "an endless number": (changed(WHOLE, "0.2917", "1e999"), CHANGED),
    "no kind of note": (file_with(notes=[{"id": "n1", "kind": "song", "content": {}}]), f"{IMPOSSIBLE}notes: 1: "),
    "nothing in it": (write_with_checksum(FOR_COACH, None).encode(), IMPOSSIBLE),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_any_other_file_is_refused_with_one_sentence(data, sentence):
    with pytest.raises(AssessmentError) as error:
        read_client_file(data)
    (problem,) = error.value.problems
    assert problem.startswith(sentence)
    assert "\n" not in problem
    assert len(problem) < 300


def test_a_step_without_a_title_is_refused():
    content = {"application": "app", "day": "2026-11-18", "coach": "", "steps": [{"title": " "}]}
    with pytest.raises(AssessmentError, match="steps: 1: title"):
        read_coach_file(write_with_checksum(FROM_COACH, content).encode())


def test_a_coachs_step_becomes_ones_own_with_the_coachs_name_and_is_the_same_when_it_comes_twice():
    ((call, call_progress), (rest, rest_progress)) = own_steps_from(COACH_FILE, today=DAY)
    assert (call.title, call.minutes, call.day) == ("Call Ada", 20, DAY)
    assert (call_progress.step_id, call_progress.note) == (call.id, "From Sam: before noon")
    assert rest_progress.note == "From Sam"
    assert own_steps_from(COACH_FILE, today=DAY) == ((call, call_progress), (rest, rest_progress))
    assert call.id != rest.id


def test_of_a_day_that_has_passed_and_a_note_that_is_too_long_the_rest_is_taken():
    step = CoachStep("Call", day=DAY, note="x" * NOTE_LENGTH)
    ((own, progress),) = own_steps_from(replace(COACH_FILE, coach="", steps=(step,)), today=date(2026, 11, 19))
    assert own.day is None
    assert len(progress.note) == NOTE_LENGTH
    assert progress.note.startswith("From your coach: x")
