"""Stories as a table and as text."""

import csv
import io

from assessment.core.applications.notes import AskedQuestion, Landed, Note, Story, StoryUses, story_uses
from assessment.export.stories import COLUMNS, stories_csv, stories_text

WHOLE = Note("s1", Story("=SUM(A1)", "Late", "Bring it in", "Cut *scope*", "On time\nand paid", "planning", ("n1",)))
EMPTY = Note("s2", Story(), archived=True)


def test_how_often_a_story_served():
    landed = (Landed.SOLID, None, Landed.MISSED, Landed.SOLID)
    notes = [Note("", AskedQuestion(story="s1", landed=each)) for each in landed]
    assert story_uses(notes) == {"s1": StoryUses(4, 2)}


def test_a_row_for_each_story_which_no_spreadsheet_takes_for_a_formula():
    text = stories_csv((WHOLE, EMPTY), {"s1": StoryUses(4, 2)})
    heading, first, second = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert tuple(heading) == COLUMNS
    assert first == ["'=SUM(A1)", "Late", "Bring it in", "Cut *scope*", "On time\nand paid", "planning", "4", "2", "no"]
    assert second == ["", "", "", "", "", "", "0", "0", "yes"]


def test_a_story_as_text_leaves_out_what_is_not_written():
    assert stories_text((WHOLE, EMPTY), {"s1": StoryUses(4, 2)}) == (
        "=SUM(A1)\nSituation: Late\nTask: Bring it in\nAction: Cut *scope*\nResult: On time\nand paid\n"
        "Skills it shows: planning\nUsed 4 times, 2 solid.\n\n\nWithout words\n"
    )
