"""A question that runs by itself, over the protocol that a browser speaks: AppTest knows only runs of whole pages."""

import pytest

from assessment.ui.components import fragment, question
from tests.bench.visitor import Visitor
from tests.support import INSTRUMENT, run_async

STEM = f"**{INSTRUMENT.items['overall'].stem}**"
"""How a question begins on the page."""


def run_in_tab(server, journey, query=""):
    """Run a journey in a tab that has just opened; returns what the journey returns."""

    async def visit():
        tab = Visitor(server.url, query)
        await tab.open()
        try:
            return await journey(tab)
        finally:
            await tab.close()

    return run_async(visit())


def key_of(tab, item):
    return next(key for key in tab.radios if key.endswith(f":{item}"))


async def choose(tab, item, number):
    await tab.choose(key_of(tab, item), number)
    return tab.markdown


def options(**answers):
    return {item: list(INSTRUMENT.items[item].options_by_id)[number] for item, number in answers.items()}


def test_an_answer_draws_its_own_question_and_is_saved(server):
    async def journey(tab):
        await choose(tab, "finalists", 0)
        return [await choose(tab, item, number) for item, number in (("overall", 0), ("overall", 1), ("timeline", 1))]

    first, again, other = run_in_tab(server, journey)
    assert len(first) == len(again) == len(other) == 1
    assert first[0].startswith(STEM)
    assert not other[0].startswith(STEM)
    assert server.saved_answers() == options(finalists=0, overall=1, timeline=1)


def test_the_first_answer_runs_the_page_which_drops_what_only_a_first_visit_sees(server):
    async def journey(tab):
        return tab.markdown, await choose(tab, "overall", 0)

    before, after = run_in_tab(server, journey)
    assert any("made-up example" in words for words in before)
    assert len(after) > 2
    assert not any("made-up example" in words for words in after)


def test_it_speaks_the_language_of_the_visit(server):
    async def journey(tab):
        await choose(tab, "finalists", 0)
        return await choose(tab, "overall", 0)

    (question,) = run_in_tab(server, journey, "lang=es")
    assert not question.startswith(STEM)
    assert "¿" in question


def test_taking_an_answer_back_runs_the_page(server):
    async def journey(tab):
        await choose(tab, "finalists", 0)
        await choose(tab, "overall", 0)
        await tab.press("clear:overall")
        return tab.markdown

    assert len(run_in_tab(server, journey)) > 2
    assert server.saved_answers() == options(finalists=0)


def test_what_another_tab_changed_meanwhile_is_shown_beside_it(server):
    async def journey(tab):
        await choose(tab, "finalists", 0)
        await choose(tab, "overall", 0)
        with server.repository() as repository:
            (application,) = repository.applications()
            repository.save_answers(application.id, options(overall=2), last_seen=options(overall=0))
        return await choose(tab, "overall", 1)

    assert any("was changed in another tab" in words for words in run_in_tab(server, journey))
    assert server.saved_answers() == options(finalists=0, overall=2)


def test_an_answer_that_cannot_be_saved_is_said(start_server):
    server = start_server()
    server.wait()

    async def journey(tab):
        await choose(tab, "finalists", 0)
        (server.data / "callback.db").rename(server.data / "elsewhere.db")
        return await choose(tab, "overall", 0)

    with pytest.raises(RuntimeError, match=r"callback\.db"):
        run_in_tab(server, journey)


def test_a_question_that_fails_says_so_in_our_words_and_leaves_the_others(visit, monkeypatch, caplog):
    ask = question.ask

    def fail(item):
        if item.id == "overall":
            raise RuntimeError("inside")
        ask(item)

    monkeypatch.setattr(question, "ask", fail)
    monkeypatch.setattr(fragment, "is_fragment_run", lambda: True)
    visit.app.run()
    (error,) = visit.app.error
    assert "Something went wrong" in error.value
    assert "inside" not in error.value
    assert "RuntimeError: inside" in caplog.text
    assert len(visit.app.radio) > 10
