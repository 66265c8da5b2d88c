"""The answers as this visit has them, compared with what the widgets show, and saved where they differ."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from assessment.core.history import KnownAnswers, known_answers
from assessment.core.language import spoken
from assessment.core.model import Responses
from assessment.ui import resources
from assessment.ui.state import opened

ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that was changed here and, meanwhile, differently elsewhere; None is no answer."""

    mine: str | None
    theirs: str | None


def _name(kind: str) -> str:
    return f"{kind}:{opened.application()}"


def _seen() -> dict[str, str]:
    name = _name("seen")
    if name not in st.session_state:
        st.session_state[name] = dict(opened.stored().responses)
    seen: dict[str, str] = st.session_state[name]
    return seen


def _known() -> KnownAnswers:
    return known_answers(resources.instrument(), _seen())


def responses() -> Responses:
    """The answers as this visit has them, those that the instrument can score."""
    return _known().scored


def retired() -> Responses:
    """Answers to questions that an earlier version asked: kept as facts, not scored."""
    return _known().retired


def clashes() -> dict[str, Clash]:
    """Item -> the clash between this tab and another that the person has not settled yet."""
    found: dict[str, Clash] = st.session_state.setdefault(_name("clashes"), {})
    return found


def answer_key(item: str) -> str:
    """The key of the item's widget; an answer that changed elsewhere than in its widget moves on to a new one.

    The browser sends an answer as its label, so each language has a key of its own.
    """
    return f"{ANSWER}:{opened.application()}:{item}:{_renewals().get(item, 0)}:{spoken().code}"


def _renewals() -> dict[str, int]:
    renewals: dict[str, int] = st.session_state.setdefault(_name("renewals"), {})
    return renewals


def _renew(item: str) -> None:
    _renewals()[item] = _renewals().get(item, 0) + 1


def save_answers(shown: Mapping[str, str | None]) -> None:
    """Save the shown answers that differ from what this visit last saw; an empty widget changes nothing.

    What another tab changed meanwhile is left as it stands, and both are kept for the person to choose.
    """
    seen, unsettled = _seen(), clashes()
    changes = {
        item: option
        for item, option in shown.items()
        if option is not None and seen.get(item) != option and item not in unsettled
    }
    if changes:
        _save(changes)


def _save(changes: Mapping[str, str | None]) -> bool:
    seen, unsettled = _seen(), clashes()
    standing = opened.save(lambda kept, application: kept.save_responses(application, changes, seen=seen))
    if standing is None:
        return False
    for item, option in changes.items():
        now = standing.get(item, option)
        if item in standing:
            unsettled[item] = Clash(mine=option, theirs=now)
        _see(item, now)
    return True


def _see(item: str, option: str | None) -> None:
    if option is None:
        _seen().pop(item, None)
    else:
        _seen()[item] = option


def take_in_what_is_stored() -> None:
    """Take in what another tab saved and this one has not touched, and draw it anew."""
    stored, seen = opened.stored().responses, _seen()
    for item in {*stored, *seen}:
        if stored.get(item) != seen.get(item) and item not in clashes():
            _see(item, stored.get(item))
            _renew(item)


def clear_answer(item: str) -> None:
    """Take the answer back, and show its widget empty from now on."""
    if _save({item: None}):
        _renew(item)


def replace_answer(item: str, option: str) -> None:
    """Save an answer that was given elsewhere than at its question."""
    if _save({item: option}):
        _renew(item)


def settle_clash(item: str, *, mine: bool) -> None:
    """Keep this tab's answer, or take the one that stands."""
    clash = clashes().pop(item)
    if mine:
        _save({item: clash.mine})
    _renew(item)


def take_shown_answers(values: Mapping[str, object]) -> None:
    """Save what the answer widgets among these values hold."""
    prefix = f"{ANSWER}:{opened.application()}:"
    shown = {}
    for key, value in values.items():
        if key.startswith(prefix) and isinstance(value, str):
            item = key.split(":")[2]
            if key == answer_key(item):
                shown[item] = value
    save_answers(shown)
