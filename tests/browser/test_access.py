"""WCAG 2.2 AA in a real browser: axe-core, contrast in charts, names, sizes, reflow, zoom, motion."""

import re
from itertools import pairwise
from types import SimpleNamespace

import pytest

from assessment.charts import palette
from tests.browser.access import (
    CHART_COLOURS,
    HEADINGS,
    LISTED,
    MARKED_UP,
    PLACES,
    TOO_LOW,
    TOO_SMALL,
    UNNAMED,
    listed,
    store_past_applications,
    violations,
)
from tests.browser.conftest import WINDOWS
from tests.browser.tab import SIDEWAYS_SCROLL
from tests.contrast import contrast

TEXT = 4.5
LEAST_TARGET, LEAST_TOUCH = 24, 44
HALVES = (
    (("desktop", "light"), ("phone", "dark")),
    (("phone", "light"), ("desktop", "dark")),
)
"""The two windows, each with its theme, in which every place is looked at in each half of the walk.

A place is opened in the window in which the one before was left: a change of window or theme draws all anew.
"""


def other_problems(tab, window, scheme):
    """What axe does not look at: chart colours, heading order, names, target sizes, sideways scrolling."""
    ground = palette.GROUNDS[scheme == "dark"]
    known = {token.light if scheme == "light" else token.dark for token in palette.TOKENS}
    for kind, paint, words in tab.page.evaluate(CHART_COLOURS):
        colour = hexadecimal(paint)
        if colour not in known:
            yield f"{kind} {words!r} in {paint}, which is no colour of the palette"
        elif kind == "text" and colour != ground and contrast(colour, ground) < TEXT:
            yield f"text {words!r} in {colour}: {contrast(colour, ground):.1f} to 1"
    levels = tab.page.evaluate(HEADINGS)
    if levels.count(1) != 1 or any(later > earlier + 1 for earlier, later in pairwise(levels)):
        yield f"headings {levels}"
    yield from (f"without a name: {markup}" for markup in tab.page.evaluate(UNNAMED))
    yield from (f"speaks markup: {name}" for name in tab.page.evaluate(MARKED_UP))
    yield from (f"too small: {target}" for target in tab.page.evaluate(TOO_SMALL, LEAST_TARGET))
    if window == "phone":
        yield from (f"too small to touch: {target}" for target in tab.page.evaluate(TOO_LOW, LEAST_TOUCH))
    if tab.sideways_scroll() > 0:
        yield f"scrolls sideways by {tab.sideways_scroll()}"


def hexadecimal(paint):
    """A computed colour as #rrggbb; transparent is the colour of what cannot be seen."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", paint)]
    return "#" + "".join(f"{round(number):02x}" for number in numbers[:3])


def test_axe_finds_nothing_of_ours_on_any_page(open_tab, server):
    tab = open_tab("desktop")
    store_past_applications(server)
    ours, theirs, problems, painted = [], set(), [], set()
    for check in (TOO_SMALL, TOO_LOW):
        assert tab.page.evaluate(check, 10_000), "nothing on the first page is measured"
    for place, looks in places_and_looks():
        place(tab)
        painted |= {kind for kind, *_ in tab.page.evaluate(CHART_COLOURS)}
        for window, scheme in looks:
            where = (place.__name__, window, scheme)
            tab.use_look(WINDOWS[window], scheme)
            for violation in violations(tab):
                entry = listed(violation)
                theirs.add(entry)
                if entry is None:
                    ours.append((*where, *violation))
            problems += [(*where, problem) for problem in other_problems(tab, window, scheme)]
    assert ours == []
    assert problems == []
    assert painted == {"text", "mark"}, "no chart was looked at"
    assert {entry["markup"] for entry in LISTED} <= theirs


def places_and_looks():
    """Each place with its two looks, the first of which is that in which the place before was left."""
    for number, place in enumerate(PLACES):
        looks = HALVES[2 * number >= len(PLACES)]
        yield place, looks[:: -1 if number % 2 else 1]


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ("<svg><text fill='#777777'>7</text></svg>", "no colour of the palette"),
        ("<svg><g class='mark-symbol'><path fill='#123456' d='M0 0h9v9z'/></g></svg>", "no colour of the palette"),
        ("<h3>Skips a level</h3>", "headings [1, 3]"),
        ("<h1>Again</h1>", "headings [1, 1]"),
        ("<button style='width: 50px; height: 50px'></button>", "without a name"),
        ("<p aria-label='**bold**'></p>", "speaks markup: **bold**"),
        ("<button style='height: 10px'>Tiny</button>", "too small: "),
        ("<div data-testid='stRadio'><label><input type='radio'>Low</label></div>", "too small to touch: "),
        ("<div style='width: 2000px'>Wide</div>", "scrolls sideways by "),
    ],
)
def test_each_check_finds_what_is_wrong(chromium, markup, problem):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.set_content(f"<title>One</title><h1>Fine</h1><div class='stVegaLiteChart'>{markup}</div>")
    tab = SimpleNamespace(page=page, sideways_scroll=lambda: page.evaluate(SIDEWAYS_SCROLL))
    found = list(other_problems(tab, "phone", "light"))
    page.close()
    assert any(problem in each for each in found), found
