"""A page under test: the app as Streamlit runs it, on a fixed day."""

from dataclasses import replace
from datetime import UTC, datetime

from streamlit.testing.v1 import AppTest

from assessment.core.applications.records import Guess
from assessment.core.model.process import Process
from assessment.ui import resources
from assessment.ui.components import fact_fields, style
from assessment.ui.plan.step_rows import STEP_FOLD
from assessment.ui.session.identity import LOCAL
from assessment.ui.session.widget_key import WidgetKey
from tests.support import ROOT

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
TODAY = NOW.date()
SKIPPED = Guess(None, NOW)
"""What is stored where somebody saw the outlook without a guess."""
PAGES = {}
"""The pages as Streamlit knows them after the first run of any visit."""


class Visit:
    """One visitor's browser tab, opened at the questions or at the address of another page."""

    def __init__(self, page="questions"):
        self.app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        if page == "questions" or not PAGES:
            self.run()
            PAGES.update(self.app._registered_pages)
        if page != "questions":
            self.app._registered_pages = dict(PAGES)
            self.go(page)

    def run(self):
        self.app.run()
        assert not self.app.exception
        assert not any("Something went wrong" in error.value for error in self.app.error)
        return self

    def go(self, page):
        self.app.switch_page(f"assessment/ui/pages/{page}.py")
        return self.run()

    def click(self, key):
        self.app.button(key=key).click()
        return self.run()

    def click_label(self, label):
        (button,) = [each for each in self.app.button if each.label == label]
        button.click()
        return self.run()

    def unfold(self, fold=fact_fields.MORE_FOLD):
        """Open a fold that is empty until then, by itself that with the further facts."""
        self.app.session_state[fold] = True
        return self.run()

    def open_menu(self, application):
        """Open the menu of an application on the page of all."""
        return self.go("applications").unfold(f"{style.MENU}:{application}")

    def radio(self, item):
        (radio,) = [each for each in self.app.radio if WidgetKey.parse(each.key).name == item]
        return radio

    def answer(self, answers):
        if not set(answers) <= set(self.asked()):
            self.unfold()
        for item, option in answers.items():
            self.radio(item).set_value(option)
        return self.run()

    def asked(self):
        return [WidgetKey.parse(each.key).name for each in self.app.radio]

    def type(self, name, value):
        self.field(name).set_value(value)
        return self.run()

    def type_all(self, **values):
        """Type into several fields between two runs, as somebody who is fast."""
        for name, value in values.items():
            self.field(name).set_value(value)
        return self.run()

    def field(self, name):
        """The field for a fact, in the fold if it is not to be seen."""
        shown = (*self.app.text_input, *self.app.text_area, *self.app.date_input, *self.app.number_input)
        found = [each for each in shown if each.key.endswith(f":{name}")]
        return found[0] if found else self.unfold().field(name)

    def words(self):
        kinds = (
            self.app.title,
            self.app.header,
            self.app.subheader,
            self.app.markdown,
            self.app.warning,
            self.app.error,
        )
        labels = [expander.label for expander in self.app.expander]
        progress = [element.proto.text for element in self.app.get("progress")]
        return "\n".join([*(element.value for kind in kinds for element in kind), *labels, *progress])

    def repository(self):
        return resources.repository(LOCAL.owner)

    def application(self):
        return self.app.session_state["visit"].application

    def title(self):
        return self.app.title[0].value

    def metrics(self):
        return [metric.value for metric in self.app.metric]

    def links(self):
        return [element.proto.label for element in self.app.get("page_link")]

    def titles(self):
        """The names of the listed applications."""
        return [button.label.strip("*") for button in self.app.button if button.key.startswith("open:")]

    def heard_back(self):
        return [menu for menu in self.app.get("menu_button") if menu.key == "heard_back"]

    def charts(self):
        return [element.proto for element in self.app.get("vega_lite_chart")]

    def reveal(self):
        self.go("outlook")
        return self.click("skip_guess")


def store_application(responses=None, guess=None, **facts):
    """Store an application with answers and facts as a visit leaves it; returns its id."""
    repository = resources.repository(LOCAL.owner)
    application = repository.create(Process(**facts), at=NOW)
    repository.save_answers(application, responses or {}, last_seen={})
    if guess:
        repository.save_guess(application, guess)
    return application


def unfold_step(visit, title, *, number=0):
    """Open the row of a step by its title, of several the one with this number."""
    box = [box for box in visit.app.checkbox if box.label == title][number]
    visit.unfold(str(replace(WidgetKey.parse(box.key), kind=STEP_FOLD, resets=0)))
