"""What the style and the page's script rely on inside Streamlit's pages, each with the reason why no option does it.

The only list of them: `tests/ui/components/test_style.py` compares it with the style and the script, and
`tests/browser/newest_streamlit.py` looks which of them a newer Streamlit no longer has.
"""

REASONS = {
    ".stApp": "the theme in use, for colours that no theme option sets",
    ".stHorizontalBlock": "rows that keep side by side on a desktop break into lines on a phone",
    ".stVegaLiteChart": "colours of charts that follow the theme",
    "[data-test-connection-state]": "runs the page when a lost server is back",
    "[data-test-script-state]": "knows when a run has ended, to bring the focus back",
    "[data-test-wrap]": "rows that keep side by side",
    "[data-testid=InputInstructions]": "hides an English sentence",
    "[data-testid=stApp]": "the states of connection and script",
    "[data-testid=stBaseButton-primary]": "text on a primary button that can be read in the dark theme",
    "[data-testid=stBidiComponent]": "takes the script's own element out of the page's gaps",
    "[data-testid=stBottom]": "a line above the foot of the questions",
    "[data-testid=stBottomBlockContainer]": "the foot of the questions: as narrow as the page, at most 56 pixels high",
    "[data-testid=stCheckbox]": "targets of 24 pixels, on a phone 44",
    "[data-testid=stCode]": "the type of a letter, and its copy button, always in sight",
    "[data-testid=stColumn]": "smaller gaps between columns on a phone",
    "[data-testid=stElementContainer]": "places that the style moves",
    "[data-testid=stExpander]": "the text of a fold in a colour that can be read",
    "[data-testid=stHeading]": "headings without room for an anchor",
    "[data-testid=stHeadingDivider]": "room above a part of the questions",
    "[data-testid=stHorizontalBlock]": "smaller gaps between columns on a phone",
    "[data-testid=stHtml]": "takes the style's own element out of the page's gaps",
    "[data-testid=stLayoutWrapper]": "the rail beside the questions, and what only a phone or only a desktop shows",
    "[data-testid=stMain]": "the place that scrolls, and where the focus goes on a new page",
    "[data-testid=stMainBlockContainer]": "the width of the page",
    "[data-testid=stMarkdown]": "the height of lines, and the stem of a question, beside which its Clear button stands",
    "[data-testid=stMarkdownContainer]": "the length of lines, small text in a quiet colour, and tables that scroll",
    "[data-testid=stMetricDelta]": "the meaning of a number without the look of a change",
    "[data-testid=stMetricLabel]": "the whole name of a number on a narrow phone",
    "[data-testid=stPageLink]": "long names of links that wrap and are not cut",
    "[data-testid=stMultiSelectTagsContainer]": "text on chosen entries that can be read in the dark theme",
    "[data-testid=stRadio]": "the questions, which the script counts; targets of 44 pixels on a phone",
    "[data-testid=stVerticalBlock]": "a question with its answer and its button",
}
"""CSS selector -> why we need it."""
