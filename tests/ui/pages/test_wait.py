"""What somebody who waits does on the pages: reminders, letters that go out, and the day book."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from assessment import assess, charts
from assessment.core.model.day_book import Happening
from assessment.core.model.process import Outcome, Process
from assessment.core.scoring.hearing import hearing_by_day
from assessment.ui import resources
from assessment.ui.components import day_book
from assessment.ui.outlook.hearing import FOLD
from assessment.ui.plan import downloads
from assessment.ui.session import visit as session_visit
from tests.support import INSTRUMENT
from tests.ui.page_visit import NOW, SKIPPED, TODAY

INTERVIEW = TODAY + timedelta(9)


def stored_process(visit, **facts):
    """The facts of the open application, after these were saved elsewhere."""
    repository, application = visit.repository(), visit.application()
    process = repository.application(application).process
    if facts:
        repository.save_process(application, replace(process, **facts), last_seen=process)
    return repository.application(application).process


def selectbox(visit, label):
    (box,) = [box for box in visit.app.selectbox if box.label == label]
    return box


def test_reminders_come_at_the_chosen_hour_and_one_event_can_be_taken_alone(open_page, download_content, monkeypatch):
    monkeypatch.setattr(resources.storage(), "clock", lambda: NOW)
    facts = {"interview_date": INTERVIEW, "interview_time": time(10, 30), "interview_place": "12 Main Street"}
    visit = open_page("plan", {"stage": "invited"}, **facts).unfold(downloads.REMINDERS_FOLD)
    selectbox(visit, "Remind me at").set_value(6)
    visit.run()
    assert stored_process(visit).reminder_hour == 6
    events = Calendar.from_ical(download_content("download_calendar")).walk("VEVENT")
    assert {str(event.get("location")) for event in events} == {"None", "12 Main Street"}
    step = next(event for event in events if "location" not in event)
    assert [alarm.decoded("trigger") for alarm in step.walk("VALARM")] == [timedelta(hours=6)]
    selectbox(visit, "One event alone").set_value("interview")
    visit.run()
    (alone,) = Calendar.from_ical(download_content("download_event")).walk("VEVENT")
    assert (alone.decoded("dtstart").date(), alone.decoded("dtstart").time()) == (INTERVIEW, time(10, 30))
    assert len(alone.walk("VALARM")) == 2


def test_a_time_that_the_clocks_skip_is_moved_and_said(visit, monkeypatch):
    day = datetime(2027, 3, 28, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    monkeypatch.setattr(session_visit, "now", lambda: day - timedelta(days=9))
    visit.answer({"stage": "invited"}).type("interview_date", day.date()).unfold()
    visit.app.time_input[0].set_value(day.time())
    visit.run().go("plan")
    (warning,) = visit.app.warning
    said = "On Sun 28 Mar the clocks go forward and there is no 02:30; the calendar has 03:30 instead."
    assert warning.value.replace("\\", "") == said


def test_the_day_book_moves_the_clock_and_the_plan_and_every_line_can_be_taken_back(open_page):
    visit = open_page("questions", {"stage": "waiting"}, interview_date=TODAY - timedelta(9))
    visit.unfold(day_book.FOLD).click("day_book_heard")
    visit.click("day_book_wrote")
    stored = stored_process(visit)
    assert stored.last_word_date == TODAY
    assert [entry.kind for entry in stored.day_book] == [Happening.HEARD, Happening.WROTE]
    visit.unfold(day_book.FOLD).click("take_back:0").unfold(day_book.FOLD).click("take_back:0")
    assert stored_process(visit) == replace(stored, last_word_date=None, day_book=())


def test_an_interview_that_moved_is_a_line_and_one_that_cannot_be_is_said(open_page):
    facts = {"interview_date": INTERVIEW, "promised_date": INTERVIEW + timedelta(3)}
    visit = open_page("questions", {"stage": "invited"}, **facts)
    visit.unfold(day_book.FOLD).click("day_book_moved")
    assert [error.value for error in visit.app.error] == ["Choose the new day of the interview first."]
    visit.type("moved_to", INTERVIEW + timedelta(9)).click("day_book_moved")
    assert "is before the interview" in visit.app.error[0].value
    visit.type("moved_to", INTERVIEW + timedelta(2)).click("day_book_moved")
    assert stored_process(visit).interview_date == INTERVIEW + timedelta(2)
    visit.unfold(day_book.FOLD).click("take_back:0")
    assert stored_process(visit).interview_date == INTERVIEW


def test_a_letter_that_was_sent_ticks_its_step_and_is_a_line_of_the_day_book(open_page):
    visit = open_page("questions", {"stage": "waiting"}, interview_date=TODAY)
    visit.type("people", "Ana Ruiz, Head of data, ana@example.org").go("plan")
    visit.type_all(your_name="Eve Roe", role="Analyst")
    (letter,) = [code.value for code in visit.app.code if code.value.startswith("Subject:")]
    assert letter.startswith("Subject: Thank you for our conversation about the Analyst position\n\nDear Ana Ruiz,")
    assert letter.endswith("Kind regards,\nEve Roe")
    (link,) = [button.proto.url for button in visit.app.get("link_button") if button.proto.url.startswith("mailto:")]
    assert link.startswith("mailto:ana@example.org?subject=Thank%20you")
    visit.click("letter_sent")
    stored = stored_process(visit)
    (entry,) = stored.day_book
    assert (entry.kind, entry.text, entry.day) == (Happening.WROTE, "Thank-you: Ana Ruiz", TODAY)
    assert visit.repository().stored_application(visit.application()).progress[entry.step_id].done
    assert (stored.your_name, stored.role) == ("Eve Roe", "Analyst")
    visit.unfold(day_book.FOLD).click("take_back:0")
    assert not visit.repository().stored_application(visit.application()).progress[entry.step_id].done
    assert stored_process(visit).day_book == ()


def test_a_letter_too_long_for_a_link_says_so_and_still_comes_as_a_file(open_page):
    visit = open_page("plan", {"stage": "waiting"}, interview_date=TODAY).type("role", "é" * 200)
    assert not visit.app.get("link_button")
    assert "too long for a link that opens the mail program; download the .eml" in visit.words()
    assert "Download (.eml)" in [button.proto.label for button in visit.app.get("download_button")]


def test_a_letter_to_another_employer_is_a_line_of_that_day_book_and_is_signed_with_the_same_name(open_page):
    visit = open_page("plan", {"stage": "waiting"}, interview_date=TODAY).type("your_name", "Eve Roe")
    repository = visit.repository()
    other = repository.create(Process("Alder Health", "Nurse", interview_date=TODAY), at=NOW)
    stored_process(visit, employer="Riverside", outcome=Outcome.OFFER)
    (letter,) = [code.value for code in visit.run().app.code if code.value.startswith("Subject:")]
    assert letter.startswith("Subject: Nurse: I have another offer")
    assert letter.endswith("Kind regards,\nEve Roe")
    visit.click("letter_sent")
    (entry,) = repository.application(other).process.day_book
    assert (entry.kind, entry.text) == (Happening.WROTE, "Tell them that you have an offer: Alder Health")
    assert stored_process(visit).day_book == ()
    (done,) = [each for each in repository.stored_application(visit.application()).progress.values() if each.done]
    assert done.step_id.startswith("tell_offer-")
    assert "Sent; its step in the plan is ticked." in visit.words()


def test_the_day_of_the_answer_is_guessed_once_and_scored_beside_ours(open_page):
    visit = open_page("outlook", {"stage": "waiting"}, interview_date=TODAY - timedelta(9))
    visit.app.date_input(key="guess_day").set_value(TODAY - timedelta(1))
    visit.click("seal")
    assert "The day is past" in visit.app.error[0].value
    visit.app.date_input(key="guess_day").set_value(TODAY + timedelta(4))
    visit.click("seal")
    stored = visit.repository().stored_application(visit.application())
    assert stored.guess.answer_day == TODAY + timedelta(4)
    assert stored.reveal.half_heard_by > TODAY
    stored_process(visit, outcome=Outcome.REJECTED, last_word_date=TODAY)
    ours = (stored.reveal.half_heard_by - TODAY).days
    assert f"was 4 days off, the day by which we said that half have heard {ours}." in visit.run().words()


def test_the_hundred_can_take_a_day_in_a_part_of_its_own(open_page):
    visit = open_page("outlook", {"stage": "waiting"}, SKIPPED, interview_date=TODAY - timedelta(9)).unfold(FOLD)
    (slider,) = visit.app.select_slider
    for later in (14, 0, 28):
        day = TODAY + timedelta(later)
        slider.set_value(day)
        visit.run()
        (slider,) = visit.app.select_slider
        process = stored_process(visit)
        outlook = assess(INSTRUMENT, {"stage": "waiting"}, process=process, today=TODAY).outlook
        figures = INSTRUMENT.outlook.silence
        (hearing,) = hearing_by_day(figures, outlook, process=process, today=TODAY, days=[day]).days
        assert charts.hearing_sentence(hearing) in [text.value for text in visit.app.markdown]
        assert charts.hundred_on_day(hearing).alt in [chart.alt for chart in visit.charts()]
