"""A visit speaks one language: the browser's, the address's or the one chosen, and a change of it loses nothing."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from assessment.catalog import language_for
from assessment.core.text.i18n import ENGLISH, set_language
from assessment.ui.session import language
from tests.support import ROOT
from tests.ui.page_visit import Visit
from tests.ui.pseudo_language import OPEN, PSEUDO, TextCollector, use_pseudo_language

SPANISH = language_for("es")
ANSWERS = {
    "stage": "waiting",
    "finalists": "two",
    "team_intro": "off_agenda",
    "long_term": "in_detail",
    "references": "contacted",
}


class Reader(Visit):
    """A visit of somebody whose browser asks for a language, or who follows a link with one."""

    def __init__(self, asked="en-GB", **address):
        self.app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        self.app.context["locale"] = asked
        for name, value in address.items():
            self.app.query_params[name] = value
        self.run()

    def language(self):
        (component,) = self.app.get("bidi_component")
        return json.loads(component.proto.json)["language"]

    def address(self):
        return self.app.query_params.get("lang")


@pytest.fixture
def reader(visit):
    """An English visit, and the day and database of `visit`."""
    return Reader()


@pytest.mark.parametrize(("asked", "code"), [("es-ES", "es"), ("es", "es"), ("en-US", "en"), ("ja-JP", "en")])
def test_the_language_of_the_browser_is_spoken(visit, asked, code):
    reader = Reader(asked)
    assert reader.language() == code
    item = language.language_for(code).data
    place, stem = "questionnaire.toml: item.stage.stem", "Where do you stand?"
    assert reader.radio("stage").label == item(place, stem)
    assert not reader.address()


def test_the_address_comes_before_the_browser_and_stays_over_pages(visit):
    reader = Reader("en-US", lang="es")
    assert reader.language() == "es"
    for page in ("plan", "applications", "cohort", "questions"):
        assert reader.go(page).language() == "es"


@pytest.mark.parametrize("named", ["xx", "../es", "", "ES-", "<b>"])
def test_an_address_with_no_language_of_ours_is_left_to_the_browser(visit, named):
    assert Reader("es-ES", lang=named).language() == "es"


def test_a_change_of_language_loses_no_answer(reader):
    reader.answer(ANSWERS).type("employer", "Acme")
    reader.click("language:es")
    assert reader.language() == "es"
    assert reader.address() in ("es", ["es"])
    assert {item: reader.radio(item).value for item in ANSWERS} == ANSWERS
    assert reader.repository().stored_application(reader.application()).responses == ANSWERS
    assert reader.repository().application(reader.application()).process.employer == "Acme"
    reader.click("language:en")
    assert {item: reader.radio(item).value for item in ANSWERS} == ANSWERS
    assert reader.repository().stored_application(reader.application()).responses == ANSWERS


def test_the_example_follows_but_for_what_somebody_typed(reader):
    reader.click("open_example").go("questions").unfold()
    english = reader.field("employer").value
    reader.type("role", "Nurse").click("language:es")
    place = "examples/example.toml: process.employer"
    assert reader.field("employer").value == SPANISH.data(place, english) != english
    assert reader.field("role").value == "Nurse"
    reader.run()
    assert reader.field("employer").value != english
    reader.click("language:en")
    assert (reader.field("employer").value, reader.field("role").value) == (english, "Nurse")


def test_an_answer_that_arrives_with_the_change_is_kept(reader):
    for item, option in ANSWERS.items():
        reader.radio(item).set_value(option)
    (employer,) = [field for field in reader.app.text_input if field.key.endswith(":employer")]
    employer.set_value("Acme")
    reader.click("language:es")
    assert reader.repository().stored_application(reader.application()).responses == ANSWERS
    assert reader.repository().application(reader.application()).process.employer == "Acme"
    assert {item: reader.radio(item).value for item in ANSWERS} == ANSWERS


def test_an_answer_changed_after_the_change_is_kept_when_changing_back(reader):
    reader.answer(ANSWERS).click("language:es")
    reader.answer({"finalists": "three"}).click("language:en")
    assert reader.radio("finalists").value == "three"
    assert reader.repository().stored_application(reader.application()).responses == {**ANSWERS, "finalists": "three"}


def test_what_was_chosen_stays_chosen_in_every_language(reader):
    reader.app.segmented_control[0].set_value(reader.app.segmented_control[0].options[-1])
    reader.run().click("next")
    asked, title = reader.asked(), reader.title()
    reader.click("language:es")
    assert reader.asked() == asked
    reader.click("language:en")
    assert (reader.asked(), reader.title()) == (asked, title)


def test_the_language_outlives_the_deletion_of_everything(own_folder):
    reader = Reader().click("language:es").go("your_data")
    (sure,) = [box for box in reader.app.checkbox if box.key.startswith("trial:") and box.key.endswith(":sure")]
    sure.check()
    reader.run().click("delete_everything")
    assert reader.language() == "es"


def test_one_visit_never_hears_the_language_of_another(visit, monkeypatch):
    with monkeypatch.context() as current_language:
        use_pseudo_language(current_language)
        set_language(PSEUDO)
        tour(TextCollector(current_language))
        set_language(ENGLISH)
    english = TextCollector(monkeypatch)
    tour(english)
    assert [text for text in english.shown if OPEN in text] == []


def tour(visit):
    """The example on every page, and a cohort."""
    visit.click("open_example")
    for page in ("questions", "plan", "applications", "method", "cohort"):
        visit.go(page)
    visit.click("made_up_cohort")


def test_a_file_made_on_demand_speaks_the_language_of_its_visit(visit, monkeypatch):
    use_pseudo_language(monkeypatch)
    collector = TextCollector(monkeypatch)
    collector.click("open_example").go("plan")
    page = [text for text, where in collector.shown.items() if where.startswith("callback-plan.html")]
    assert any(OPEN in text for text in page)
