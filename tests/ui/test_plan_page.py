"""The plan page: moved, noted, added, taken away, brought back and tried out."""

from datetime import timedelta

from support import INSTRUMENT
from visits import TODAY


def waiting(visit, **answers):
    visit.answer({"stage": "waiting", **answers})
    return visit.type("interview_date", TODAY)


def choose(visit, label, value):
    (box,) = [box for box in visit.app.selectbox if box.label == label]
    box.set_value(value)
    return visit.run()


def labelled(fields, label):
    (field,) = [field for field in fields if field.label == label]
    return field


def test_a_step_can_be_moved_and_noted(visit):
    waiting(visit).go("plan")
    (box,) = [box for box in visit.app.selectbox if box.label == "Step to change"]
    choose(visit, "Step to change", next(option for option in box.options if "Write down" in option))
    labelled(visit.app.date_input, "Moved to").set_value(TODAY + timedelta(2))
    labelled(visit.app.text_area, "Note").set_value("ask *Ana*")
    visit.run()
    mark = visit.records().step_marks(visit.application())["debrief"]
    assert (mark.day, mark.note) == (TODAY + timedelta(2), "ask *Ana*")
    assert "Note: ask \\*Ana\\*" in visit.words()
    headings = [heading.value for heading in visit.app.subheader]
    assert "Today, Wed 18 Nov" not in headings
    assert "Fri 20 Nov" in headings
    (box,) = [box for box in visit.app.selectbox if box.label == "Step to change"]
    choose(visit, "Step to change", next(option for option in box.options if "Write down" in option))
    (taken_back,) = [button for button in visit.app.button if button.key.startswith("clear:day:")]
    taken_back.click()
    visit.run()
    assert visit.records().step_marks(visit.application())["debrief"].day is None
    assert "Today, Wed 18 Nov" in [heading.value for heading in visit.app.subheader]


def test_an_own_step_can_be_added_and_removed(visit):
    waiting(visit).go("plan").click("add_step")
    assert "Give the step a name first." in visit.words()
    labelled(visit.app.text_input, "New step").set_value("Buy a *new* notebook")
    visit.click("add_step")
    assert any("Buy a \\*new\\* notebook" in box.label for box in visit.app.checkbox)
    (box,) = [box for box in visit.app.selectbox if box.label == "Step to change"]
    choose(visit, "Step to change", next(option for option in box.options if "notebook" in option))
    visit.click_label("Remove this step")
    assert not any("notebook" in box.label for box in visit.app.checkbox)


def test_ticking_what_closes_a_gap_may_update_the_answer(visit):
    visit.answer({"stage": "invited", "practice": "none"})
    visit.type("interview_date", TODAY + timedelta(9)).go("plan")
    for box in visit.app.checkbox:
        if "tip-practice" in box.key:
            box.check()
    visit.run()
    assert "You ticked what closes" in visit.words()
    assert visit.records().responses(visit.application())["practice"] == "none"
    visit.click("update:practice")
    assert visit.records().responses(visit.application())["practice"] == "with_a_person"
    visit.go("questions")
    assert visit.radio("practice").value == "with_a_person"


def test_trying_an_answer_saves_nothing_until_it_is_kept(visit):
    waiting(visit, finalists="four_to_six").reveal()
    before = visit.metrics()[0]
    choose(visit, "Question", "references")
    labelled(visit.app.radio, INSTRUMENT.items["references"].stem).set_value("contacted")
    visit.run()
    assert "Outlook: 22 in 100 now, 32 with the other answer." in visit.words()
    assert visit.metrics()[0] == before
    assert "references" not in visit.records().responses(visit.application())
    visit.click("discard_trial")
    assert "with the other answer" not in visit.words()
    choose(visit, "Question", "references")
    labelled(visit.app.radio, INSTRUMENT.items["references"].stem).set_value("contacted")
    visit.run().click("keep_trial")
    assert visit.metrics()[0] == "32 in 100"
    visit.go("questions")
    assert visit.radio("references").value == "contacted"


def test_the_letters_are_filled_with_the_facts(visit):
    waiting(visit).type("employer", "Acme").type("people", "Ana Ruiz, Head of data").go("plan")
    (draft,) = [code.value for code in visit.app.code]
    assert draft.startswith("Subject: ")
    assert "Ana Ruiz" in draft
    assert "[" in draft
