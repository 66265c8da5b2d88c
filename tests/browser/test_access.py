"""WCAG 2.2 AA in a real browser: axe-core, contrast in charts, names, sizes, reflow, zoom, motion."""

import re
from itertools import pairwise

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
    give_a_past,
    listed,
    violations,
)

TEXT = 4.5
LEAST_TARGET, LEAST_TOUCH = 24, 44


def everything_else(tab, window, scheme):
    """What axe does not look at: chart colours, heading order, names, target sizes, sideways scrolling."""
    ground = palette.GROUNDS[scheme == "dark"]
    known = {token.light if scheme == "light" else token.dark for token in palette.TOKENS}
    for kind, paint, words in tab.page.evaluate(CHART_COLOURS):
        colour = hexadecimal(paint)
        if colour not in known:
            yield f"{kind} {words!r} in {paint}, which is no colour of the palette"
        elif kind == "text" and colour != ground and palette.contrast(colour, ground) < TEXT:
            yield f"text {words!r} in {colour}: {palette.contrast(colour, ground):.1f} to 1"
    levels = tab.page.evaluate(HEADINGS)
    if levels.count(1) != 1 or any(later > earlier + 1 for earlier, later in pairwise(levels)):
        yield f"headings {levels}"
    yield from (f"without a name: {markup}" for markup in tab.page.evaluate(UNNAMED))
    yield from (f"speaks markup: {name}" for name in tab.page.evaluate(MARKED_UP))
    yield from (f"too small: {target}" for target in tab.page.evaluate(TOO_SMALL, LEAST_TARGET))
    if window == "phone":
        yield from (f"too small to touch: {target}" for target in tab.page.evaluate(TOO_LOW, LEAST_TOUCH))
    if tab.scroll_width() > 0:
        yield f"scrolls sideways by {tab.scroll_width()}"


def hexadecimal(paint):
    """A computed colour as #rrggbb; transparent is the colour of what cannot be seen."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", paint)]
    return "#" + "".join(f"{round(number):02x}" for number in numbers[:3])


@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_axe_finds_nothing_of_ours_on_any_page(open_tab, server, window):
    tab = open_tab(window)
    give_a_past(server)
    ours, theirs, problems, schemes = [], set(), [], ("light", "dark")
    for place in PLACES:
        place(tab)
        for scheme in schemes:
            tab.wear(scheme)
            for violation in violations(tab):
                entry = listed(violation)
                theirs.add(entry)
                if entry is None:
                    ours.append((place.__name__, scheme, *violation))
            problems += [(place.__name__, scheme, problem) for problem in everything_else(tab, window, scheme)]
        schemes = schemes[::-1]
    assert ours == []
    assert problems == []
    assert {entry["markup"] for entry in LISTED} <= theirs
