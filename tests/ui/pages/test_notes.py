"""The notes page, as Streamlit runs it."""

import pytest

from assessment.core.applications.notes import AskedQuestion, Landed, MyQuestion, Need, Note, PersonNote, Story
from assessment.core.model.process import Person, Process
from assessment.ui import resources
from assessment.ui.session.widget_key import WidgetKey
from tests.ui.page_visit import TODAY, Visit
from tests.ui.pages.test_applications import failing


def write(visit, field, text, index=0):
    """Type into one field of a note: the `index`th of this name on the page."""
    visit.app.run()
    note_field(visit, field, index).set_value(text)
    return visit.run()


def note_field(visit, field, index=0):
    kinds = (visit.app.text_input, visit.app.text_area, visit.app.selectbox, visit.app.multiselect)
    fields = [each for kind in (*kinds, visit.app.checkbox, visit.app.segmented_control) for each in kind]
    named = [each for each in fields if (key := WidgetKey.parse(each.key)) and key.kind == "notes"]
    return [each for each in named if each.key.endswith(f".{field}")][index]


def view(visit, name):
    (control,) = [
        each for each in visit.app.segmented_control if (key := WidgetKey.parse(each.key)) and key.kind == "page"
    ]
    control.set_value(name)
    return visit.run()


def open_note(visit, note_id):
    return visit.click(f"open_note:{note_id}")


def lines(visit):
    return [button.label for button in visit.app.button if button.key.startswith("open_note:")]


def stored(visit, kind):
    return [note for note in visit.repository().notes(visit.application()) if isinstance(note.content, kind)]


@pytest.fixture
def first_page():
    return "notes"


@pytest.fixture
def notes(visit):
    return visit


def add(visit, kind, text):
    (field,) = [each for each in visit.app.text_area if WidgetKey.parse(each.key).name.startswith(f"{kind}.")]
    assert field.value == ""
    field.set_value(text)
    return visit.run()


def test_one_question_a_line(notes):
    add(notes, "asked", "Why us?\n\n Tell us about a failure ")
    add(notes, "asked", "Why us?")
    questions = ["Why us?", "Tell us about a failure", "Why us?"]
    assert [note.content.question for note in stored(notes, AskedQuestion)] == questions
    assert lines(notes) == [f"{number}: {question}" for number, question in enumerate(questions, 1)]


def test_what_was_typed_is_kept_whatever_page_is_opened_then(notes):
    (field,) = notes.app.text_area
    field.set_value("Why us?")
    notes.go("plan")
    assert [note.content.question for note in stored(notes, AskedQuestion)] == ["Why us?"]


def test_what_a_question_showed_is_saved_field_by_field(notes):
    repository, application = notes.repository(), notes.application()
    repository.save_process(application, Process(people=(Person("Ada", "Head"),)), last_seen=Process())
    repository.save_note(Note("s1", Story("The launch")), last_seen=None)
    repository.save_note(Note("q1", AskedQuestion("Why us?"), application), last_seen=None)
    open_note(notes.run(), "q1")
    write(notes, "missing", "a number")
    write(notes, "landed", Landed.PARTLY)
    write(notes, "expected", False)
    write(notes, "asked_by", "Ada")
    write(notes, "story", "s1")
    (note,) = stored(notes, AskedQuestion)
    assert note.content == AskedQuestion("Why us?", "Ada", False, "s1", Landed.PARTLY, "a number")
    assert "1: Why us? · Partly" in lines(notes)


def test_a_removed_note_is_gone_until_it_is_taken_back(notes):
    notes.repository().save_note(Note("q1", AskedQuestion("Why us?"), notes.application()), last_seen=None)
    open_note(notes.run(), "q1").click("remove_note:q1")
    assert stored(notes, AskedQuestion) == []
    notes.run()
    assert stored(notes, AskedQuestion) == []
    notes.click("undo_note")
    assert [note.id for note in stored(notes, AskedQuestion)] == ["q1"]


def test_a_story_is_told_once_linked_and_put_away(notes):
    repository, application = notes.repository(), notes.application()
    other = repository.create(Process("Other"), at=repository.application(application).created_at)
    for note in (Note("n1", Need("Calm"), application), Note("n2", Need("Speed"), other)):
        repository.save_note(note, last_seen=None)
    repository.save_note(Note("s1", Story("The launch", needs=("n2",))), last_seen=None)
    open_note(view(notes, "story"), "s1")
    for field in ("situation", "task", "action", "result", "skills"):
        write(notes, field, f"my {field}")
    write(notes, "needs", ["n1"])
    (story,) = stored(notes, Story)
    assert story.content == Story(
        "The launch", "my situation", "my task", "my action", "my result", "my skills", ("n2", "n1")
    )
    notes.click("archive_note:s1")
    assert "Put away (1)" in notes.words()


def test_a_person_has_one_note_however_often_it_is_opened(notes):
    repository, application = notes.repository(), notes.application()
    repository.save_process(application, Process(people=(Person("Ada", "Head"),)), last_seen=Process())
    view(notes.run(), "people")
    assert lines(notes) == ["Ada, Head"]
    notes.click_label("Ada, Head")
    write(notes, "moment", "The map on the wall")
    write(notes, "cares_about", "Speed")
    (note,) = stored(notes, PersonNote)
    assert note.content == PersonNote("Ada", "Speed", "The map on the wall")
    repository.save_process(application, Process(), last_seen=repository.application(application).process)
    assert lines(view(Visit().go("notes"), "people")) == ["Ada, no longer in your list · moment noted"]


def test_an_answer_they_gave_leads_to_my_answer(notes):
    question = MyQuestion("What is a day like?", answer="Quiet", item="work_itself")
    notes.repository().save_note(Note("m1", question, notes.application()), last_seen=None)
    open_note(view(notes, "employer"), "m1")
    notes.radio("work_itself").set_value(notes.radio("work_itself").options[0])
    notes.run()
    assert "work_itself" in notes.repository().stored_application(notes.application()).responses


def test_two_tabs_that_change_a_note_are_asked_which_to_keep(notes):
    repository, application = notes.repository(), notes.application()
    repository.save_note(Note("q1", AskedQuestion("Why us?"), application), last_seen=None)
    open_note(notes.run(), "q1")
    other = open_note(Visit().go("notes"), "q1")
    note_field(notes, "missing").set_value("a number")
    notes.run()
    note_field(other, "missing").set_value("a name")
    note_field(other, "question").set_value("Why us, really?")
    other.run()
    assert "Here you wrote: 'a name'" in other.words()
    (note,) = stored(notes, AskedQuestion)
    assert (note.content.question, note.content.missing) == ("Why us, really?", "a number")
    other.click("conflict:notes:mine")
    (note,) = stored(notes, AskedQuestion)
    assert note.content.missing == "a name"


def test_a_search_goes_over_every_application(notes):
    repository = notes.repository()
    other = repository.create(Process("Acme"), at=repository.application(notes.application()).created_at)
    repository.save_note(Note("q1", AskedQuestion("About *failure*"), other), last_seen=None)
    view(notes, "search")
    notes.app.text_input[0].set_value("FAILURE")
    notes.run()
    assert "1 note found." in notes.words()
    assert ":small[They asked · Acme]  \n**About \\*failure\\***" in notes.words()


def test_what_cannot_be_saved_stays_and_is_saved_once_it_can(notes, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(type(resources.storage()), "write", failing)
        add(notes, "asked", "Why us?")
        assert lines(notes) == ["1: Why us?"]
    notes.run()
    assert [note.content.question for note in stored(notes, AskedQuestion)] == ["Why us?"]


def test_what_is_written_stands_beside_the_answer_and_changes_it_only_at_a_click(notes):
    notes.repository().save_note(Note("s1", Story("The launch")), last_seen=None)
    item = resources.instrument().roles.story_bank
    view(notes, "story")
    assert "You have 1 story written; the question about it is still open." in notes.words()
    assert notes.repository().stored_application(notes.application()).responses == {}
    notes.click(f"support:{item}")
    notes.radio(item).set_value(notes.radio(item).options[0])
    notes.run()
    assert "You have 1 story written; you answered: Five or more." in notes.words()


def test_beside_a_question_and_the_readiness_stands_what_is_written(notes):
    item = resources.instrument().roles.story_bank
    notes.repository().save_answers(notes.application(), {"stage": "waiting", item: "none"}, last_seen={})
    notes.go("questions")
    assert "1 story written" not in notes.words()
    notes.repository().save_note(Note("s1", Story("The launch")), last_seen=None)
    notes.go("notes").go("questions")
    assert ":small[You have 1 story written; you answered: None.]" in notes.words()
    notes.radio(item).set_value(notes.radio(item).options[0])
    notes.run()
    assert ":small[You have 1 story written; you answered: Five or more.]" in notes.words()
    notes.reveal().unfold("domains").click(f"support:{item}")
    notes.radio(item).set_value(notes.radio(item).options[1])
    notes.run()
    assert "You have 1 story written; you answered: Two to four." in notes.words()


def test_a_button_below_a_question_answers_what_is_written_as_a_click_on_the_answer_does(notes):
    item = resources.instrument().items[resources.instrument().roles.story_bank]
    notes.repository().save_answers(notes.application(), {item.id: "five_or_more"}, last_seen={})
    for number in range(3):
        notes.repository().save_note(Note(f"s{number}", Story("The launch")), last_seen=None)
    notes.go("notes").go("questions")
    notes.click_label("Answer: Two to four")
    assert (
        notes.repository().stored_application(notes.application()).responses[item.id]
        == notes.radio(item.id).value
        == "two_to_four"
    )
    assert "Answer: Two to four" not in [button.label for button in notes.app.button]
    notes.click(f"undo:{item.id}")
    assert notes.repository().stored_application(notes.application()).responses[item.id] == "five_or_more"


def test_how_often_a_story_served_counts_over_all_applications(notes, download_content):
    repository, application = notes.repository(), notes.application()
    other = repository.create(Process("Acme"), at=repository.application(application).created_at)
    for note in (
        Note("s1", Story("The launch")),
        Note("s2", Story("Put away"), archived=True),
        Note("q1", AskedQuestion("Why?", story="s1", landed=Landed.SOLID), application),
        Note("q2", AskedQuestion("How?", story="s1", landed=Landed.MISSED), other),
    ):
        repository.save_note(note, last_seen=None)
    view(notes.run(), "story")
    assert lines(notes) == ["The launch · used 2 times", "Put away"]
    assert "Used 2 times, 1 solid." in open_note(notes, "s1").words()
    rows = download_content("download:callback-stories.csv").splitlines()
    assert rows[1:] == ["The launch,,,,,,2,1,no", "Put away,,,,,,0,0,yes"]
    assert download_content("download:callback-stories.txt") == "The launch\nUsed 2 times, 1 solid.\n\n\nPut away\n"


def test_the_next_round_gathers_what_was_written(notes):
    repository, application = notes.repository(), notes.application()
    repository.save_process(application, Process(people=(Person("Ada", "Head"),)), last_seen=Process())
    view(notes.run(), "next_round")
    assert "**Ada, Head**" in notes.words()
    repository.save_note(
        Note("q1", AskedQuestion("*Why*?", missing="a number", landed=Landed.MISSED), application), last_seen=None
    )
    notes.run()
    assert "**\\*Why\\*?**  \n:small[a number]" in notes.words()


def test_the_moment_noted_stands_in_the_letter_and_an_empty_one_is_named(notes):
    repository, application = notes.repository(), notes.application()
    process = Process(people=(Person("Ada"),), interview_date=TODAY)
    repository.save_process(application, process, last_seen=Process())
    notes.go("plan")
    assert "The moment to thank them for is still empty." in notes.words()
    view(notes.go("notes"), "people").click_label("Ada")
    write(notes, "moment", "the map on the wall")
    notes.go("plan")
    assert "The moment to thank them for is still empty." not in notes.words()
    assert "the map on the wall" in notes.app.code[0].value
