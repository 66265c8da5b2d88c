"""What holds for every chart: valid Vega-Lite, the colours of the palette, its rows sent once and shared with none."""

import json
import re

import pytest

from assessment.charts import palette
from tests.charts.example_charts import EXAMPLES
from tests.charts.spec_reading import all_rows, layers_of, vega_lite_problems


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_chart_is_valid_vega_lite_with_its_rows_inside_the_layers(name):
    spec = EXAMPLES[name]().spec
    assert vega_lite_problems(spec) == []
    assert "data" not in spec
    assert "datasets" not in spec
    assert {type(rows) for rows in all_rows(spec)} == {list}
    layers = layers_of(spec)
    assert layers
    assert all("data" in layer for layer in layers)


@pytest.mark.parametrize("name", ["outlook", "hearing", "balance", "hundred", "domains", "what if", "multiples"])
def test_a_chart_sends_no_rows_twice(name):
    sent = [json.dumps(rows) for rows in all_rows(EXAMPLES[name]().spec) if rows]
    assert sent
    assert len(sent) == len(set(sent))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_table_is_as_wide_as_its_head_and_holds_words(name):
    chart = EXAMPLES[name]()
    assert {len(row) for row in (chart.columns, *chart.rows)} == {len(chart.columns)}
    assert {type(cell) for row in (chart.columns, *chart.rows) for cell in row} == {str}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_chart_uses_only_the_colours_of_the_palette(name):
    used = set(re.findall(r"#[0-9a-f]{6,8}\b", json.dumps(EXAMPLES[name]().spec)))
    assert used
    assert used <= {token.anywhere for token in palette.TOKENS}


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_chart_has_a_legend(name):
    assert '"legend": {' not in json.dumps(EXAMPLES[name]().spec)


@pytest.mark.parametrize("name", EXAMPLES)
def test_rows_of_one_chart_never_reach_another(name):
    first, second = EXAMPLES[name](), EXAMPLES[name]()
    before = json.dumps(first.spec)
    for rows in all_rows(second.spec):
        for row in rows:
            row.clear()
        rows.clear()
    assert json.dumps(first.spec) == before
    assert json.dumps(EXAMPLES[name]().spec) == before
