"""What leaves for a coach: the chosen parts, and no name that was not chosen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.applications.coaching import PRIVATE, ClientFile, GivenPart, GivenStep
from assessment.core.applications.giving import choose_parts
from assessment.core.applications.notes import (
    AskedQuestion,
    EmployerFact,
    Landed,
    MyQuestion,
    Need,
    Note,
    PersonNote,
    Story,
)
from assessment.core.applications.records import SnapshotScores
from assessment.core.model.process import Outcome, Person, Process
from assessment.export.coach_files import client_file_json

DAY = date(2026, 11, 18)
SECRETS = {
    GivenPart.NAMES: ("Adaquix", "Lovewort", "Boquix", "Evequix", "Roewort"),
    GivenPart.EMPLOYER: ("Riverquix", "Analywort", "Zurquix", "Streetwort"),
    GivenPart.NOTES: ("storyquix", "askedquix", "needquix", "factquix", "minequix", "caresquix"),
    GivenPart.OWN_STEPS: ("ownquix", "remarkquix"),
    GivenPart.PLAN: ("planquix",),
    GivenPart.ANSWERS: ("rapport", "2026-11-02"),
    GivenPart.SCORES: ("0.2917",),
}
"""GivenPart -> words that stand in nothing else."""
NEVER = ("ada@quix.example", "Otherquix", "putaway", "daybook")
EVERYWHERE = "Adaquix Lovewort of Riverquix, ANALYWORT in Zurquix, wrote evequix from Otherquix via ada@quix.example"
"""What somebody could write into any field."""


def everything():
    """An application with something of every part, and names in every text."""
    process = Process(
        employer="Riverquix",
        role="Analywort",
        place="Zurquix",
        interview_place="12 Streetwort",
        people=(Person("Adaquix Lovewort", "Head at Riverquix", "ada@quix.example"),),
        your_name="Evequix Roewort",
        interview_date=date(2026, 11, 2),
        outcome=Outcome.PENDING,
    )
    notes = (
        Note("s1", Story(f"storyquix {EVERYWHERE}", needs=("d1", "elsewhere"))),
        Note("s2", Story("putaway"), archived=True),
        Note("a1", AskedQuestion(f"askedquix {EVERYWHERE}", "Boquix", True, "s1", Landed.SOLID), "app", position=3),
        Note("p1", PersonNote("Adaquix Lovewort", f"caresquix {EVERYWHERE}"), "app"),
        Note("d1", Need(f"needquix {EVERYWHERE}"), "app"),
        Note("f1", EmployerFact(f"factquix {EVERYWHERE}", "https://riverquix.example/adaquix"), "app"),
        Note("m1", MyQuestion(f"minequix {EVERYWHERE}", "Boquix"), "app"),
    )
    steps = (
        GivenStep(
            f"planquix {EVERYWHERE}", 10, DAY, note=f"remarkquix {EVERYWHERE}", how=EVERYWHERE, why=EVERYWHERE, gain=2.5
        ),
        GivenStep(f"ownquix {EVERYWHERE}", 10, own=True, done=True),
    )
    return ClientFile(
        "app",
        DAY,
        "2026.11",
        process,
        scores=SnapshotScores(0.2917, 0.15, 0.48, 0.22, 0.23, -0.1),
        responses={"rapport": "warm"},
        steps=steps,
        notes=notes,
    )


def bytes_of(parts):
    return client_file_json(choose_parts(everything(), parts, never=("Otherquix", ""))).casefold()


@given(st.sets(st.sampled_from(GivenPart)))
def test_what_is_not_chosen_is_nowhere_in_the_file(parts):
    text = bytes_of(parts)
    for part in set(GivenPart) - parts:
        assert not [word for word in SECRETS[part] if word.casefold() in text]
    assert not [word for word in NEVER if word.casefold() in text]


@pytest.mark.parametrize("part", GivenPart)
def test_what_is_chosen_is_in_the_file(part):
    text = bytes_of(set(GivenPart))
    assert not [word for word in SECRETS[part] if word.casefold() not in text]


def test_nothing_private_by_nature_is_in_what_is_chosen_at_first():
    text = bytes_of(set(GivenPart) - PRIVATE)
    assert not [word for part in PRIVATE for word in SECRETS[part] if word.casefold() in text]


def test_a_name_that_stays_is_replaced_by_who_it_is():
    given_file = choose_parts(everything(), {GivenPart.NOTES}, never=("Otherquix",))
    (asked,) = [note.content for note in given_file.notes if isinstance(note.content, AskedQuestion)]
    assert asked.question == (
        "askedquix Person 1 of the employer, the role in the place, wrote the client from another employer via "
        "the e-mail address"
    )
    assert asked.asked_by == "Person 2"


def test_a_name_is_no_part_of_a_longer_word():
    file = replace(everything(), process=Process(people=(Person("Ann"),)), notes=None)
    file = replace(file, steps=(GivenStep("Annual review with ANN", 5, own=True),))
    (step,) = choose_parts(file, {GivenPart.OWN_STEPS}).steps
    assert step.title == "Annual review with Person 1"


def test_an_employer_that_leaves_is_not_hidden_as_that_of_another_application():
    given_file = choose_parts(everything(), {GivenPart.EMPLOYER, GivenPart.OWN_STEPS}, never=("riverquix",))
    assert "Riverquix" in given_file.steps[0].title


def test_links_between_notes_that_leave_stay_and_others_are_dropped():
    given_file = choose_parts(everything(), {GivenPart.NOTES})
    by_kind = {type(note.content): note for note in given_file.notes}
    assert by_kind[AskedQuestion].content.story == by_kind[Story].id
    assert by_kind[Story].content.needs == (by_kind[Need].id,)
    assert {(note.application, note.position) for note in given_file.notes} == {("", 0)}


def test_a_question_answered_with_a_story_that_stays_has_none():
    notes = (Note("s1", Story("x"), archived=True), Note("a1", AskedQuestion("Why?", story="s1"), "app"))
    (asked,) = choose_parts(replace(everything(), notes=notes), {GivenPart.NOTES}).notes
    assert asked.content.story == ""


def test_people_leave_with_their_names_and_roles_and_without_addresses():
    process = choose_parts(everything(), set(GivenPart)).process
    assert process.people == (Person("Adaquix Lovewort", "Head at Riverquix"),)
