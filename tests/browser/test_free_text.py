"""Free text reads back from the page as it was typed."""

import json
import random
from pathlib import Path

from tests.server_process import ServerProcess, environment_with_data, streamlit_command

WRITTEN = [
    *("Send a thank-you (part 1 of 2)", "R&D, C#, 10:30, a: b", "snake_case and 2-3", "$5 and $6", "5 - 3 = 2"),
    *("1. first", "10) tenth", "- dash", "+ plus", "# number", "> more", "* star", "---", "===", "- [ ] box"),
    *(
        "[x](http://a.b)",
        "![x](http://a.b/c.png)",
        "[^1]: note",
        "http://a.b/c?d=e",
        "www.a.b",
        "a@b.test",
        "ftp://a.b",
    ),
    *("<b>x</b>", "&amp; &#65;", "$a$", "`a`", "~~a~~", "**a**", "_a_", "a|b", "x^2^", "\\ back"),
    *("a >= b", "a <= b", "a ~= b", ":e-mail:", ":t-rex:", "Acme #", "Acme, C ##", "x ###"),
    *(":red[a]", ":smile:", ":100:", ":material/add:", "a -> b", "a <- b", "<->", "a -- b", ":+1:", "mailto:a@b.test"),
]
PIECES = [*r"\`*_{}[]()#+-.!|<>~$^&:=@/'%;, ", "a", "1", "é", "www", "http", "->", "--", ">=", "://", "red", "amp;"]
PLACES = {
    "[data-testid=stMarkdown] p:first-of-type": "{0}",
    "[data-testid=stMarkdown] li": "{0}",
    "[data-testid=stMarkdown] p:nth-of-type(2)": "See {0}, please {0}",
    "[data-testid=stMarkdown] td": "{0}",
    "[data-testid=stMarkdown] p:last-of-type": "{0} {0}",
    "[data-testid=stHeading] h2": "Of {0}",
    "[data-testid=stCheckbox] label": "{0}",
    "[data-testid=stExpander] summary [data-testid=stMarkdownContainer]": "{0}",
}


def test_free_text_reads_as_it_was_typed_in_every_place(chromium, tmp_path):
    pick = random.Random(6)
    composed = ["".join(pick.choices(PIECES, k=pick.randint(1, 14))) for _ in range(200)]
    texts = [" ".join(text.split()) for text in (*WRITTEN, *composed) if text.strip()]
    script = Path(__file__).with_name("free_text_page.py")
    environment = {**environment_with_data(tmp_path), "TEXTS": json.dumps(texts)}
    server = ServerProcess(streamlit_command(script), environment)
    page = chromium.new_page()
    try:
        server.wait()
        page.goto(server.url)
        for last in ("stCheckbox", "stExpander"):
            page.get_by_test_id(last).nth(len(texts) - 1).wait_for(timeout=60_000)
        for place, words in PLACES.items():
            found = page.eval_on_selector_all(place, "places => places.map(place => place.innerText)")
            read = [" ".join(text.replace("\u2060", "").split()) for text in found]
            assert read == [words.format(text) for text in texts], place
        assert page.locator("[data-testid=stMain] :is(a:not([href='#place']), img)").count() == 0
    finally:
        page.close()
        server.stop()
