"""What notes are: cleaned, compared, searched and counted."""

from dataclasses import replace

from assessment.core.applications.notes import (
    KINDS,
    LENGTHS,
    AskedQuestion,
    Need,
    Note,
    NoteCounts,
    Story,
    changed_fields,
    clean_note,
    count_notes,
    is_same_note,
    search_notes,
    story_uses,
    with_values,
)

STORY = Note("a", Story("The late launch", "Été in Zürich", skills="planning"))
ASKED = Note("b", AskedQuestion("Why here?", "Ada", story="a"), "app")


def test_an_empty_note_of_every_kind_is_clean():
    for content in KINDS.values():
        assert clean_note(Note("a", content())) == Note("a", content())


def test_control_characters_are_gone_and_line_breaks_stay():
    note = clean_note(with_values(STORY, {"action": "one\r\ntwo\x00"}))
    assert note.content.action == "one\ntwo"


def test_two_notes_are_the_same_wherever_they_are_listed():
    assert is_same_note(STORY, replace(STORY, position=9))
    assert not is_same_note(STORY, replace(STORY, archived=True))
    assert not is_same_note(STORY, None)
    assert is_same_note(None, None)


def test_what_differs_is_named_with_its_value():
    changed = with_values(STORY, {"title": "New", "needs": ("n",)})
    assert changed_fields(changed, STORY) == {"title": "New", "needs": ("n",)}
    assert with_values(STORY, changed_fields(changed, STORY)) == changed


def test_a_search_wants_every_word_in_any_case_and_without_accents():
    notes = (STORY, ASKED)
    assert search_notes(notes, "zurich LAUNCH") == (STORY,)
    assert search_notes(notes, "ada") == (ASKED,)
    assert search_notes(notes, "launch ada") == search_notes(notes, "  ") == ()


def test_a_link_is_no_text_to_be_found():
    assert search_notes([Note("b", AskedQuestion("Why", story="zzz"))], "zzz") == ()
    assert "story" in LENGTHS[AskedQuestion]


def test_the_questions_that_a_story_answered_are_counted_by_story():
    notes = (ASKED, Note("c", AskedQuestion("And?", story="a")), Note("d", AskedQuestion("Nothing")))
    assert {story: uses.used for story, uses in story_uses(notes).items()} == {"a": 2}


def test_what_is_written_is_counted_by_what_it_supports():
    notes = (
        Note("s1", Story(needs=("n1", "elsewhere"))),
        Note("s2", Story(needs=("elsewhere",))),
        Note("s3", Story(needs=("n1",)), archived=True),
        Note("n1", Need(), "app"),
        Note("q1", AskedQuestion(), "app", round=1),
        Note("q2", AskedQuestion(), "app", round=2),
    )
    assert count_notes(notes, 2) == NoteCounts(stories=2, linked_stories=1, asked=1)
