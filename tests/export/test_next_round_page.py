"""The page to take along as HTML."""

from assessment.core.applications.notes import MyQuestion, Note, Story
from assessment.core.model.process import Process
from assessment.core.plan.next_round import prepare_next_round
from assessment.export.next_round_page import next_round_page

NOTES = [
    Note("q", MyQuestion("Who <b>decides</b>?", "Ada"), "app"),
    Note("s", Story("Launch", "Late", result="On time")),
]


def test_free_text_stays_text_and_parts_without_notes_are_left_out():
    process = Process(employer="A&B", role="Analyst")
    html = next_round_page(prepare_next_round(NOTES, process), process)
    assert "<title>The next round: Analyst, A&amp;B</title>" in html
    assert "<strong>Who &lt;b&gt;decides&lt;/b&gt;?</strong> <small>for Ada</small>" in html
    assert "<strong>Launch</strong> <small>Late → On time</small>" in html
    assert html.count("<h2>") == 2


def test_it_asks_nothing_of_the_network():
    html = next_round_page(prepare_next_round(NOTES, Process()), Process())
    assert "default-src 'none'" in html
    assert "http" not in html.replace("http-equiv", "")
