"""The answers as this visit has them, compared with what the widgets show, and saved where they differ."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from assessment.core.applications.snapshots import SplitResponses, split_retired
from assessment.core.model import Responses, Stage
from assessment.ui import resources
from assessment.ui.session import current_application
from assessment.ui.session.visit import Clash
from assessment.ui.session.widget_key import names_of_kind

ANSWER = "answer"


def _known() -> SplitResponses:
    seen = current_application.seen()
    if seen.known is None:
        seen.known = split_retired(resources.instrument(), seen.answers)
    return seen.known


def responses() -> Responses:
    """The answers as this visit has them, those that the instrument can score."""
    return _known().scored


def stated_stage() -> Stage | None:
    """Where the person says they stand; None while that is unanswered."""
    answer = responses().get(resources.instrument().roles.stage)
    return Stage(answer) if answer else None


def retired() -> Responses:
    """Answers to questions that an earlier version asked: kept as facts, not scored."""
    return _known().retired


def clashes() -> dict[str, Clash]:
    """Item -> the clash between this tab and another that the person has not settled yet."""
    return current_application.seen().clashes


def answer_key(item: str) -> str:
    """The key of the item's widget; an answer that changed elsewhere than in its widget moves on to a new one.

    The browser sends an answer as its label, so each language has a key of its own.
    """
    resets = current_application.seen().renewals.get(item, 0)
    return current_application.widget_key(ANSWER, item, resets, in_words=True)


def _renew(item: str) -> None:
    renewals = current_application.seen().renewals
    renewals[item] = renewals.get(item, 0) + 1


def changed(shown: Mapping[str, str | None]) -> dict[str, str | None]:
    """The shown answers that differ from what this visit last saw; an empty widget changes nothing."""
    seen = current_application.seen()
    return {
        item: option
        for item, option in shown.items()
        if option is not None and seen.answers.get(item) != option and item not in seen.clashes
    }


def save(changes: Mapping[str, str | None]) -> bool:
    """Save these answers, None to clear one; returns False where that failed.

    An answer that another tab has changed meanwhile is not saved; both are kept for the person to choose.
    """
    if not changes:
        return True
    seen = current_application.seen()
    with current_application.saving() as repository:
        others = repository.save_answers(current_application.application(), changes, last_seen=seen.answers)
        for item, option in changes.items():
            if item in others:
                seen.clashes[item] = Clash(mine=option, theirs=others[item])
            _see(item, others.get(item, option))
        return True
    return False


def _see(item: str, option: str | None) -> None:
    seen = current_application.seen()
    seen.known = None
    if option is None:
        seen.answers.pop(item, None)
    else:
        seen.answers[item] = option


def sync_from_store() -> None:
    """Take in what another tab saved and this one has not touched, and draw it anew."""
    stored, seen = current_application.stored().responses, current_application.seen()
    for item in {*stored, *seen.answers}:
        if stored.get(item) != seen.answers.get(item) and item not in seen.clashes:
            _see(item, stored.get(item))
            _renew(item)


def clear_answer(item: str) -> None:
    """Take the answer back, and show its widget empty from now on."""
    if save({item: None}):
        _renew(item)


def replace_answer(item: str, option: str) -> None:
    """Save an answer that was given elsewhere than at its question."""
    if save({item: option}):
        _renew(item)


def settle_clash(item: str, *, mine: bool) -> None:
    """Keep this tab's answer, or take the one that stands."""
    clash = clashes().pop(item)
    if mine:
        save({item: clash.mine})
    _renew(item)


def save_shown_answers() -> None:
    """Save what the answer widgets of this visit hold now, before anything is drawn."""
    values: dict[str, Any] = st.session_state.to_dict()
    take_shown_answers(values)


def around_the_answers() -> tuple[object, ...]:
    """What more than one question shows: the problem of the last save, the clashes, whether there is any answer."""
    seen = current_application.seen()
    return current_application.problem(), tuple(seen.clashes), bool(seen.answers)


def take_shown_answers(values: Mapping[str, object]) -> None:
    """Save what the answer widgets among these values hold."""
    shown = {item: values[key] for item, key in names_of_kind(values, ANSWER, answer_key).items()}
    save(changed({item: value for item, value in shown.items() if isinstance(value, str)}))
