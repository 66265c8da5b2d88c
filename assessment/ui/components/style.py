"""The app's CSS, and the keys of the containers that it places."""

from assessment import charts

TEXT = "light-dark(#111827, #e5e7eb)"
"""The theme's text colours; a link's own colour is too dark for a ring in the dark theme."""
ACCENT = f"light-dark({charts.LIFT.light}, {charts.LIFT.dark})"
QUIET = f"light-dark({charts.MUTED.light}, {charts.MUTED.dark})"
"""The colour of captions."""
EDGE = f"light-dark({charts.OUTLINE.light}, {charts.OUTLINE.dark})"
GROUND = f"light-dark({charts.GROUNDS[0]}, {charts.GROUNDS[1]})"
RULE = f"light-dark({charts.REST.light}, {charts.REST.dark})"
"""The colour of thin lines between parts of a page."""
GRID = (5, 7)
"""Relative widths of the two columns of every row of the outlook page, in the order in which a phone shows them."""
MAIN_AND_SIDE = (17, 10)
"""Relative widths of a main column and the one beside it; on a phone the second comes below."""
PAGE_LINKS, BANNER, RAIL, BOTTOM_BAR = "page_links", "banner", "rail", "bottom_bar"
WIDE_LINKS, MORE_PAGES, FOOT, EYEBROW = "wide_links", "more_pages", "foot", "eyebrow"
BEFORE_QUESTIONS, COUNTER, LINE, PICTURE, LETTER = "before_questions", "counter", "line", "picture", "letter"
STEP, MENU, HEARD, SIGN_IN = "step", "more", "heard", "sign_in_page"
"""Keys of containers, from which Streamlit makes the CSS classes `st-key-...`."""
OPEN_NOTE = "open_note"
"""How the keys of the lines that open a note begin."""
UNDO = "undo"
"""How the keys of the lines that take something back begin."""
CLEAR = "clear"
"""How the keys of all Clear buttons begin."""
ALWAYS_ONE_ROW = f".st-key-{BOTTOM_BAR}, .st-key-{BANNER}"
"""Rows that stay side by side on a phone too."""
AFTER_RAIL = f"[data-testid=stLayoutWrapper]:has(> .st-key-{RAIL}) ~ *"
QUESTION = "[data-testid=stVerticalBlock]:has(> [data-testid=stElementContainer] > [data-testid=stRadio])"
QUESTIONS = f"[data-testid=stLayoutWrapper]:has(> .st-key-{BEFORE_QUESTIONS}) ~ *"
ANSWERED = f"{QUESTIONS} [data-testid=stRadio]:has(:checked):not([data-stale=true] *)"
"""The answered questions on the page, for the script that counts them."""


def part_of_width(share: int) -> str:
    """The CSS width of a column with this share of `MAIN_AND_SIDE`, where a large gap separates the two."""
    return f"calc((100% - 4rem) * {share} / {sum(MAIN_AND_SIDE)})"


STYLE = f"""<style>
{charts.STYLE}
[data-testid=stMainBlockContainer] {{ max-width: 64rem; margin: 0 auto }}
[data-testid=stElementContainer]:has([data-testid^=stBidiComponent], [data-testid=stHtml] > style) {{
  position: absolute; width: 0 !important; overflow: hidden }}
[data-testid=stHeading] h1 {{ padding: 0.25rem 0 0.5rem; text-wrap: balance }}
[data-testid=stHeading] h2 {{ padding: 0.5rem 0 0.25rem }}
[data-testid=stHeadingDivider] {{ margin-top: 1.25rem }}
[data-testid=stMain] {{ scroll-padding-bottom: 7rem }}
[data-testid=stMarkdownContainer] :is(p, li) {{ max-width: 46rem }}
[data-testid=stMarkdown] :is(p, li) {{ line-height: 1.5; text-wrap: pretty }}
.stApp [data-testid=stMarkdownContainer] span[style*=font-size] {{ color: {QUIET} }}
[data-testid=stMarkdown] p:has(> span[style*=font-size]:only-child) {{ line-height: 1.4 }}
[class*=st-key-{STEP}-] > * + * {{ padding-left: 1.5rem }}
[data-testid=stBottomBlockContainer] {{ max-width: 64rem; margin: auto; padding-block: 0.25rem }}
[data-testid=stBottom] {{ border-top: 1px solid {RULE} }}
@media (min-width: 641px) {{
  [data-testid=stLayoutWrapper]:has(> .st-key-{RAIL}) {{
    height: 0; margin-bottom: -1rem; align-self: end; width: {part_of_width(MAIN_AND_SIDE[1])} }}
  {AFTER_RAIL} {{ max-width: {part_of_width(MAIN_AND_SIDE[0])} }}
  [data-testid=stLayoutWrapper]:has(> .st-key-{MORE_PAGES}),
  [data-testid=stLayoutWrapper]:has(> .st-key-{EYEBROW} [data-testid=stMarkdown] strong) {{ display: none }}
}}
@media (min-width: 641px) and (min-height: 768px) {{
  [data-testid=stLayoutWrapper]:has(> .st-key-{RAIL}) {{ position: sticky; top: 1rem }}
}}
.st-key-{COUNTER} strong {{ font-weight: normal }}
.st-key-{WIDE_LINKS} > [data-testid=stElementContainer]:last-child:has(button) {{ margin-left: auto }}
[class*=st-key-{LINE}-] {{ padding-block: 0.35rem; border-bottom: 1px solid {RULE} }}
[class*=st-key-{LINE}-] button {{ min-height: 2.25rem; padding-block: 0.125rem; text-align: left }}
.stApp [class*=st-key-{MENU}-] button:is(:hover, :focus) {{ color: {TEXT} }}
[class*=st-key-{LINE}-] [class*=st-key-open] button {{ min-height: 1.5rem; padding: 0 }}
[class*=st-key-{LINE}-] [data-testid=stMarkdown] p, .outlook-bar p {{
  font-size: 0.875rem; line-height: 1.35; color: {QUIET} }}
.outlook-bar p {{ margin: 0 }}
.outlook-bar small {{ font-size: inherit }}
.outlook-bar div {{ display: flex; align-items: center; gap: 1rem; height: 1.5rem }}
.outlook-bar span {{ flex: 3; position: relative; height: 6px; border-radius: 3px;
  background: {RULE}; outline: 0.5px solid {EDGE} }}
.outlook-bar em {{ flex: 1; height: 100%; background: {ACCENT} }}
.outlook-bar :is(i, b) {{ position: absolute; background: {ACCENT} }}
.outlook-bar i {{ top: -2px; height: 10px; border-radius: 5px; opacity: 0.45 }}
.outlook-bar b {{ top: -4px; width: 14px; height: 14px; margin-left: -7px; border-radius: 50%;
  box-shadow: 0 0 0 2px {GROUND} }}
[data-testid=stCode] :is(button, :has(button)) {{ opacity: 1 !important; visibility: visible !important }}
.st-key-{LETTER} [data-testid=stCode] :is(pre, code, code *) {{ font: inherit; line-height: 1.6 }}
.st-key-{LETTER} [data-testid=stCode] pre {{ padding-right: 3.5rem }}
.st-key-{EYEBROW} {{ margin-bottom: -0.5rem }}
.st-key-{EYEBROW} a p {{ overflow: hidden; text-overflow: ellipsis }}
[data-testid=stPageLink]:not(.st-key-{PAGE_LINKS} *, .st-key-{EYEBROW} *) span {{ white-space: normal }}
[data-testid=stCode] code {{ font-family: inherit }}
.st-key-{FOOT} {{ margin-top: 3rem; padding-top: 0.5rem; border-top: 1px solid {RULE} }}
.st-key-{BANNER} {{ padding: 0.25rem 1rem; border-width: 0 0 0 4px; border-radius: 0; border-color: {ACCENT} }}
.st-key-{BANNER} p {{ line-height: 1.35 }}
.st-key-{SIGN_IN} {{ max-width: 32rem; margin-top: clamp(1rem, 12vh, 7rem) }}
.stVegaLiteChart svg text:not([fill]) {{ fill: currentColor }}
[data-testid=stMarkdownContainer] table {{ display: block; overflow-x: auto }}
[data-testid=stMarkdownContainer] :is(td, th):last-child:nth-child(n + 6) {{ min-width: 14rem }}
[data-testid=stExpander] summary, [data-testid=stExpander] summary * {{ color: inherit }}
.stApp :is(a, button, summary, table, textarea, input, [role=spinbutton], [tabindex="0"]):focus-visible,
.stApp label:has(input:is([type=radio], [type=checkbox]):focus-visible) {{
  outline: 2px solid {TEXT}; outline-offset: 2px }}
.stApp label input:is([type=radio], [type=checkbox]):focus-visible, [tabindex="-1"]:focus {{ outline: none }}
.stHorizontalBlock[data-test-wrap=false] {{ overflow: visible }}
[data-testid=stMetricDelta] {{ background: none; padding: 0; color: inherit }}
.stApp :is([data-testid=stMetricDelta], [data-testid=stMetricLabel]) * {{ white-space: normal }}
{QUESTION} {{ gap: 0; position: relative }}
{QUESTION} > :first-child [data-testid=stMarkdown] p::before {{
  content: ""; float: right; width: 5rem; height: 1.5rem }}
{QUESTION} > [class*=st-key-{CLEAR}] {{ position: absolute; top: -0.5rem; right: 0; width: auto }}
:where(.stApp button) {{ min-width: 24px; min-height: 24px }}
[data-testid=stCheckbox] label {{ min-height: 26px }}
:is([class*=st-key-{OPEN_NOTE}], [class*=st-key-{UNDO}]) button * {{ text-align: left }}
[data-testid=InputInstructions] {{ display: none }}
@media (prefers-reduced-motion: reduce) {{
  *, *::before, *::after {{ animation-duration: 1ms !important; transition-property: none !important }}
}}
@media (max-width: 640px) {{
  .st-key-{RAIL}, .st-key-{PAGE_LINKS} > :has(> :is([data-testid=stMarkdown], .st-key-{WIDE_LINKS})) {{ display: none }}
  .st-key-{PAGE_LINKS} {{ gap: 0; justify-content: space-between }}
  .st-key-{BANNER} {{ padding: 0 0 0 0.75rem }}
  .st-key-{BANNER} button {{ min-height: 2rem; padding-block: 0 }}
  :is([data-testid=stMainBlockContainer], [data-testid=stColumn]) > [data-testid=stVerticalBlock] {{ gap: 0.75rem }}
  :is([data-testid=stRadio], [data-testid=stCheckbox]) label {{ min-height: 44px; padding-block: 0.3rem }}
  .stApp [data-testid=stMarkdownContainer] :is(td, th) {{ padding: 0.25rem 0.4rem; font-size: 0.875rem }}
  .stHorizontalBlock[data-test-wrap=false]:not({ALWAYS_ONE_ROW}) {{ flex-wrap: wrap; gap: 0.25rem }}
  .stHorizontalBlock[data-test-wrap=false]:not({ALWAYS_ONE_ROW}) > :first-child {{ flex-basis: 100% }}
  [data-testid=stMainBlockContainer] {{ padding-top: 0.5rem }}
  .stApp .stHorizontalBlock[class*=st-key-{LINE}-][data-test-wrap=false] {{
    display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 0.75rem; padding-block: 0.125rem }}
  [class*=st-key-{LINE}-] [class*=st-key-open] button {{ min-height: 24px }}
  [class*=st-key-{LINE}-] > :first-child, [class*=st-key-{LINE}-] > :first-child > * {{ display: contents }}
  [class*=st-key-{LINE}-] > * {{ grid-area: 3 / 1; width: auto !important }}
  [class*=st-key-{LINE}-] [class*=st-key-open] {{ grid-area: 1 / 1 }}
  [class*=st-key-{LINE}-] [class*=st-key-open] ~ * {{ grid-area: 2 / 1 / span 2 }}
  [class*=st-key-{LINE}-]:has(.outlook-bar) [class*=st-key-open] ~ * {{ grid-area: 2 / 1 }}
  .stApp [class*=st-key-{LINE}-] > [class*=st-key-{HEARD}-] {{ grid-area: 1 / 2 / span 2; align-self: start }}
  [class*=st-key-{LINE}-] > [class*=st-key-{MENU}-] {{
    grid-area: 1 / 2 / span 2; align-self: start; justify-self: end }}
  [class*=st-key-{HEARD}-] ~ [class*=st-key-{MENU}-] {{ grid-area: 2 / 2 / span 2; align-self: end }}
  .stApp [class*=st-key-{LINE}-] > :not(:first-child) button {{ min-height: 1.875rem; padding-inline: 0.5rem }}
  [class*=st-key-{LINE}-] > :first-child p {{
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }}
  [class*=st-key-{LINE}-]:has(.outlook-bar) [class*=st-key-open] ~ * p {{ -webkit-line-clamp: 1 }}
  .outlook-bar {{ display: flex; align-items: center; gap: 0.75rem }}
  .outlook-bar div {{ flex: 1; height: 1rem }}
  .outlook-bar :is(em, small) {{ display: none }}
  [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn]) {{ gap: 0.75rem }}
}}
@media (max-width: 360px) {{
  .st-key-{PAGE_LINKS} a {{ padding-inline: 0.2rem }}
  .outlook-bar div {{ display: none }}
}}
.stApp [data-testid^=stBaseButton-primary],
.stApp [data-testid=stMultiSelectTagsContainer] * {{ color: light-dark(#fff, #0b1220) }}
</style>"""
"""Only what no theme option can set, for light and dark."""
