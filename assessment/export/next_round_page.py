"""The page for the next round as HTML: to read on a phone, or to print on one sheet."""

from collections.abc import Iterable

from assessment.core.model.process import Process
from assessment.core.plan.next_round import FittingStory, NextRound
from assessment.core.text.html import Html, fill_template, join_html
from assessment.core.text.i18n import current_language, tr

PAGE = """<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
  * { box-sizing: border-box; margin: 0; padding: 0; }
  @page { margin: 12mm 14mm; }
  html { background: #fff; color: #111827; color-scheme: light; }
  body { font: 10.5pt/1.4 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif; max-width: 186mm;
    margin: 0 auto; padding: 8mm 5mm; overflow-wrap: anywhere; }
  h1 { font-size: 17pt; line-height: 1.2; }
  h2 { font-size: 11pt; color: #0b5cad; border-bottom: 0.3mm solid #e5e7eb; margin: 5mm 0 1.5mm; break-after: avoid; }
  ul { list-style: none; }
  li { margin-bottom: 1.5mm; break-inside: avoid; white-space: pre-line; }
  small { color: #4b5563; font-size: 9pt; }
  @media print { body { padding: 0; max-width: none; } }
</style>
</head>
<body>
<h1>$title</h1>
$sections
</body>
</html>
"""
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
