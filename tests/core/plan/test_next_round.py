"""The page for the next round: what stands on it, and which stories fit."""

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
from assessment.core.model.process import Person, Process
from assessment.core.plan.next_round import MOST_STORIES, RoundCount, fitting_stories, prepare_next_round

ADA = Person("Ada Óbi", "Head")


def notes_of(*contents, **note):
    return [Note(f"{type(each).__name__}{place}", each, "app", **note) for place, each in enumerate(contents)]


def test_people_stand_with_what_they_care_about_and_without_a_note_too():
    page = prepare_next_round(notes_of(PersonNote("ada obi", "Speed")), Process(people=(ADA, Person("Bo"))))
    assert page.people == ((ADA, PersonNote("ada obi", "Speed")), (Person("Bo"), PersonNote()))


def test_questions_stand_by_whom_they_are_for_until_they_were_asked():
    questions = (
        MyQuestion("Why?", "Ada"),
        MyQuestion("How?"),
        MyQuestion("When?", "Ada"),
        MyQuestion("Gone", asked=True),
    )
    assert prepare_next_round(notes_of(*questions), Process()).questions == (
        ("Ada", ("Why?", "When?")),
        ("", ("How?",)),
    )


def test_what_was_missed_is_that_of_the_last_round_and_every_round_is_counted():
    first = notes_of(AskedQuestion("Old", landed=Landed.MISSED, expected=True))
    asked = (
        AskedQuestion("New", landed=Landed.PARTLY, expected=False),
        AskedQuestion("Solid", landed=Landed.SOLID, expected=True),
        AskedQuestion("Not told"),
    )
    page = prepare_next_round([*first, *notes_of(*asked, round=2)], Process())
    assert [question.question for question in page.missed] == ["New"]
    assert page.counts == (RoundCount(1, 1, 1), RoundCount(2, 1, 2))


def test_linked_stories_come_first_then_shared_words_then_those_that_landed():
    needs = [Note("n1", Need("Somebody for planning under pressure"), "app"), Note("n2", Need("Calm"), "app")]
    stories = [
        Note("none", Story("Garden")),
        Note("landed", Story("Choir")),
        Note("words", Story("Move", skills="Planning")),
        Note("linked", Story("Launch", needs=("n2", "elsewhere"))),
        Note("away", Story("Old", needs=("n1", "n2")), archived=True),
    ]
    used = notes_of(AskedQuestion("Why", story="landed", landed=Landed.SOLID))
    fitting = fitting_stories([*needs, *stories, *used])
    assert [each.story.title for each in fitting] == ["Launch", "Move", "Choir", "Garden"]
    assert fitting[0].needs == ("Calm",)


def test_words_of_four_letters_are_shared_and_shorter_ones_are_not():
    need = Note("n", Need("Calm and fun"), "app")
    stories = [Note("short", Story("Fun", skills="and more")), Note("long", Story("A calm day"))]
    assert [each.story.title for each in fitting_stories([need, *stories])] == ["A calm day", "Fun"]


def test_at_most_five_stories_stand_on_the_page():
    assert len(fitting_stories([Note(str(n), Story(str(n))) for n in range(9)])) == MOST_STORIES


def test_nothing_written_is_an_empty_page():
    page = prepare_next_round(notes_of(EmployerFact("Grew"), Need("Calm")), Process())
    assert page.needs == ("Calm",)
    assert (page.people, page.stories, page.missed, page.facts) == ((), (), (), (EmployerFact("Grew"),))
