"""Ten thousand applications of one person: a page that shows one of them opens, saves and plans as ever."""

from assessment.ui import resources
from tests.storage.many_applications import fill
from tests.ui.page_visit import Visit


def test_with_ten_thousand_applications_the_latest_opens_and_is_saved(own_folder):
    *_, before, latest = fill(resources.storage(), "local", 10_000)
    visit = Visit()
    assert visit.field("employer").value == "Firm 10000"
    visit.answer({"stage": "waiting"}).go("plan").go("outlook")
    assert visit.repository().stored_application(latest).responses["stage"] == "waiting"
    assert "stage" not in visit.repository().stored_application(before).responses
