"""What stands around every page: the map, the style, the example's banner, and the saving before anything else."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from assessment import charts
from assessment.core.language import tr
from assessment.core.model import AssessmentError
from assessment.ui import resources, state
from assessment.ui.asking import CLEAR
from assessment.ui.clashes import show_clashes
from assessment.ui.failure import show_failure
from assessment.ui.focus import move_to_heading
from assessment.ui.speech import ask_language

PAGES = Path(__file__).parent / "pages"
ACCENT = f"light-dark({charts.LIFT.light}, {charts.LIFT.dark})"
MAIN_AND_SIDE = (17, 10)
"""How wide a main column is to the one at its side; on a phone that comes below."""
RAIL, BEFORE_THE_QUESTIONS, COUNTER, CARDS = "rail", "before_the_questions", "counter", "cards"
"""Keys of containers that the style places."""
AFTER_RAIL = f"[data-testid=stLayoutWrapper]:has(> .st-key-{RAIL}) ~ *"
QUESTION = "[data-testid=stVerticalBlock]:has(> [data-testid=stElementContainer] > [data-testid=stRadio])"
QUESTIONS = f"[data-testid=stLayoutWrapper]:has(> .st-key-{BEFORE_THE_QUESTIONS}) ~ *"


def part_of_width(share: int) -> str:
    """As wide in CSS as a column of this share, with a large gap between the two."""
    return f"calc((100% - 4rem) * {share} / {sum(MAIN_AND_SIDE)})"


STYLE = f"""<style>
{charts.STYLE}
[data-testid=stMainBlockContainer] {{ max-width: 64rem; margin: 0 auto }}
[data-testid=stElementContainer]:has([data-testid=stBidiComponent], [data-testid=stHtml]) {{ position: absolute }}
[data-testid=stHeading] h1 {{ padding: 0.25rem 0 0.5rem; text-wrap: balance }}
[data-testid=stHeading] h2 {{ padding: 0.5rem 0 0.25rem }}
[data-testid=stHeadingDivider] {{ margin-top: 1.25rem }}
[data-testid=stMain] {{ scroll-padding-bottom: 7rem }}
[data-testid=stMarkdownContainer] :is(p, li) {{ max-width: 46rem }}
[data-testid=stBottomBlockContainer] {{ max-width: 64rem; margin: auto; padding-block: 0.5rem }}
[data-testid=stBottom] {{ border-top: 1px solid light-dark({charts.REST.light}, {charts.REST.dark}) }}
@media (min-width: 641px) {{
  [data-testid=stLayoutWrapper]:has(> .st-key-{RAIL}) {{
    height: 0; margin-bottom: -1rem; align-self: end; width: {part_of_width(MAIN_AND_SIDE[1])} }}
  {AFTER_RAIL} {{ max-width: {part_of_width(MAIN_AND_SIDE[0])} }}
  .st-key-{CARDS} > * {{ flex: 1 1 0 }}
}}
@media (min-width: 641px) and (min-height: 768px) {{
  [data-testid=stLayoutWrapper]:has(> .st-key-{RAIL}) {{ position: sticky; top: 1rem }}
}}
.stApp {{ counter-reset: answered }}
{QUESTIONS} [data-testid=stRadio]:has(:checked) {{ counter-increment: answered }}
.st-key-{COUNTER} strong {{ visibility: hidden; font-size: 0 }}
.st-key-{COUNTER} strong::after {{
  content: counter(answered); visibility: visible; font-size: 1rem; font-weight: normal }}
.st-key-map > [data-testid=stElementContainer]:last-child:has(button) {{ margin-left: auto }}
.st-key-banner {{ padding: 0.25rem 1rem; border-width: 0 0 0 4px; border-radius: 0; border-color: {ACCENT} }}
.stVegaLiteChart svg text:not([fill]) {{ fill: currentColor }}
[data-testid=stMarkdownContainer] table {{ display: block; overflow-x: auto }}
[data-testid=stExpander] summary, [data-testid=stExpander] summary * {{ color: inherit }}
a:focus-visible, button:focus-visible, summary:focus-visible, table:focus-visible {{
  outline: 2px solid currentColor; outline-offset: 2px }}
.stHorizontalBlock[data-test-wrap=false] {{ overflow: visible }}
[data-testid=stMetricDelta] {{ background: none; padding: 0; color: inherit }}
[data-testid=stMetricDelta] * {{ white-space: normal }}
{QUESTION} {{ gap: 0; position: relative }}
{QUESTION} > :first-child:has([data-testid=stMarkdown]) {{ padding-right: 5rem }}
{QUESTION} > [class*=st-key-{CLEAR}] {{ position: absolute; top: -0.5rem; right: 0; width: auto }}
:where(.stApp button) {{ min-width: 24px; min-height: 24px }}
[data-testid=stCheckbox] label {{ min-height: 26px }}
@media (prefers-reduced-motion: reduce) {{
  *, *::before, *::after {{ animation-duration: 1ms !important; transition-duration: 1ms !important }}
}}
@media (max-width: 640px) {{
  .st-key-{RAIL}, .st-key-map > [data-testid=stElementContainer]:has([data-testid=stMarkdown]) {{ display: none }}
  :is([data-testid=stRadio], [data-testid=stCheckbox]) label {{ min-height: 44px; padding-block: 0.3rem }}
  :is(.st-key-{CARDS}, [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn])) {{ gap: 1rem }}
}}
.stApp [data-testid^=stBaseButton-primary],
.stApp [data-testid=stMultiSelectTagsContainer] * {{ color: light-dark(#fff, #0b1220) }}
</style>"""
"""What no theme option reaches: chart colours, and the text on primary buttons, in light and dark."""


def pages() -> Sequence[StreamlitPage]:
    """The pages in the order of the journey."""
    return [
        st.Page(PAGES / "questions.py", title=tr("Questions"), default=True),
        st.Page(PAGES / "outlook.py", title=tr("Outlook")),
        st.Page(PAGES / "plan.py", title=tr("Plan")),
        st.Page(PAGES / "applications.py", title=tr("Applications")),
        st.Page(PAGES / "cohort.py", title=tr("Cohort")),
        st.Page(PAGES / "method.py", title=tr("Method")),
    ]


def show(page: StreamlitPage, pages: Sequence[StreamlitPage]) -> None:
    """Run one of the pages in its frame; data files that cannot be read are named instead."""
    # A style alone goes into a container of its own, and every part that runs alone copies the place in each container.
    st.html(f"{STYLE}<i></i>")
    wanted = show_map(pages)
    try:
        resources.instrument()
    except AssessmentError as error:
        st.title(tr("The data files need mending"))
        st.write(tr("Callback reads its questions and figures from files, and something in them is wrong:"))
        for problem in error.problems:
            st.text(problem)
        return
    trouble = st.empty()
    try:
        state.settle()
        state.save_what_is_shown()
        if wanted:
            state.choose_language(wanted)
            st.rerun()
        show_example_banner()
        show_clashes()
        move_to_heading(page.title, state.section())
        page.run()
    except AssessmentError as error:
        state.say(" ".join(error.problems))
    except Exception:
        show_failure()
    if sentence := state.problem():
        trouble.error(sentence, icon=":material/error:")
    state.reread()


def rail() -> DeltaGenerator:
    """A place beside all that is drawn after it, which stays in sight in a window high enough; not on a phone.

    It is no column: for each part of a page that runs alone, Streamlit keeps copies of all containers around it.
    """
    return st.container(key=RAIL)


def show_map(pages: Sequence[StreamlitPage]) -> str | None:
    """Links to the pages in one row, and the language to change to if asked.

    On a phone Streamlit's own map hides in a drawer that covers the page.
    """
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="map"):
        st.markdown("**Callback**", width="content")
        for page in pages:
            st.page_link(page)
        return ask_language()


def show_example_banner() -> None:
    """Say that what is shown is made up, with the way back."""
    if not state.is_example():
        return
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center", key="banner"):
        st.markdown(tr("**This is an example.** It is made up, and your own answers are untouched."), width="stretch")
        if st.button(tr("Leave the example"), key="leave_example", type="tertiary"):
            state.leave_example()
            st.switch_page(PAGES / "questions.py")
