"""Templates of HTML, whose values are text."""

from assessment.core.text.html import Html, fill_template, join_html


def test_values_are_escaped_once_also_for_attributes():
    inner = fill_template('<b title="$name">$name</b>', name="A \"&' <i>")
    assert inner == '<b title="A &quot;&amp;&#x27; &lt;i&gt;">A &quot;&amp;&#x27; &lt;i&gt;</b>'
    assert fill_template("<p>$inner</p>", inner=inner) == f"<p>{inner}</p>"
    assert join_html([Html("<p>"), inner]) == f"<p>\n{inner}"
