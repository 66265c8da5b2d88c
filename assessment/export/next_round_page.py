"""The page for the next round as HTML: to read on a phone, or to print on one sheet."""

from collections.abc import Iterable
from pathlib import Path

from assessment.core.model.process import Process
from assessment.core.plan.next_round import FittingStory, NextRound
from assessment.core.text.html import Html, fill_template, join_html
from assessment.core.text.i18n import current_language, tr

PAGE = Path(__file__).with_name("next_round.html").read_text(encoding="utf-8")
SECTION = "<section><h2>$heading</h2>\n<ul>\n$lines\n</ul></section>"
LINE = "<li><strong>$words</strong> <small>$more</small></li>"


def next_round_page(page: NextRound, process: Process) -> str:
    """The page as HTML; a part without notes is left out."""
    about = process.title()
    title = tr("The next round: {about}", about=about) if about else tr("The next round")
    sections = [
        fill_template(
            SECTION, heading=heading, lines=join_html([fill_template(LINE, words=w, more=m) for w, m in lines])
        )
        for heading, lines in page_parts(page)
        if lines
    ]
    return str(fill_template(PAGE, language=current_language().code, title=title, sections=Html("\n".join(sections))))


def page_parts(page: NextRound) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    """Heading -> lines of each part of the page; a line is its main words and what stands after them."""
    questions = [
        (question, tr("for {name}", name=whom) if whom else "")
        for whom, all_of in page.questions
        for question in all_of
    ]
    return (
        (
            tr("Whom you meet"),
            [(", ".join(filter(None, (who.name, who.role))), note.cares_about) for who, note in page.people],
        ),
        (tr("What they need"), [(need, "") for need in page.needs]),
        (tr("Your stories for them"), [(each.story.title, story_line(each)) for each in page.stories]),
        (tr("My questions for them"), questions),
        (tr("What was missing last time"), [(each.question, each.missing) for each in page.missed]),
        (tr("What you found out"), [(each.fact, each.link) for each in page.facts]),
        (tr("Expected against asked"), list(_counts(page))),
    )


def story_line(fitting: FittingStory) -> str:
    """The four parts of a story in one line, and the needs it is linked to."""
    story = fitting.story
    told = [part.strip() for part in (story.situation, story.task, story.action, story.result) if part.strip()]
    linked = tr("For: {needs}", needs="; ".join(fitting.needs)) if fitting.needs else ""
    return "\n".join(part for part in (" → ".join(told), linked) if part)


def _counts(page: NextRound) -> Iterable[tuple[str, str]]:
    for count in page.counts:
        if count.told:
            yield (
                tr("Round {number}", number=count.round),
                tr("{expected} of {told} questions were expected", expected=count.expected, told=count.told),
            )
