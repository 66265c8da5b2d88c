"""Templates are built once for each function and language, and stay as they were built."""

import json
from pathlib import Path

import pytest

from assessment import charts
from assessment.catalog import available_languages, language_for
from assessment.charts import templates
from assessment.charts.templates import TEMPLATES
from assessment.charts.templates.template import once_per_language
from assessment.core.text.i18n import ENGLISH, current_language
from tests.charts.example_charts import EXAMPLES
from tests.support import in_language


@once_per_language
def bars():
    return {"mark": "bar", "title": current_language().code}


@once_per_language
def lines():
    return {"mark": "line", "title": current_language().code}


def test_two_templates_of_one_module_are_two():
    assert (bars()["mark"], lines()["mark"]) == ("bar", "line")
    assert bars() is bars()
    assert lines() is lines()


def test_a_template_is_built_in_each_language():
    assert bars()["title"] == "en"
    with in_language("es"):
        assert (bars()["title"], lines()["title"]) == ("es", "es")
    assert bars()["title"] == "en"


def test_templates_are_built_ahead_in_every_language_and_the_language_of_the_caller_stays():
    charts.build_templates([language_for(code) for code in available_languages()])
    assert current_language() is ENGLISH
    with in_language("es"):
        in_spanish = [template() for template in TEMPLATES]
    assert in_spanish != [template() for template in TEMPLATES]


def test_every_module_of_the_folder_is_a_template_or_shared_by_them():
    modules = {file.stem for file in Path(templates.__file__).parent.glob("*.py")}
    named = {template.__module__.rpartition(".")[2] for template in TEMPLATES}
    assert modules - {"__init__", "marks", "template"} == named


@pytest.mark.parametrize("template", TEMPLATES)
def test_filling_a_template_leaves_it_as_it_was(template):
    first, before = template(), json.dumps(template())
    for make_chart in EXAMPLES.values():
        make_chart()
    assert template() is first
    assert json.dumps(first) == before
