"""The answers: as this visit last saw them, as the widgets show them, and in conflict with another tab."""

from collections.abc import Mapping

from assessment.core.applications.snapshots import SplitResponses, split_retired
from assessment.core.model import Responses, Stage
from assessment.ui import metrics, resources
from assessment.ui.session import current_application, visit
from assessment.ui.session.visit import AnswerConflict
from assessment.ui.session.widget_key import names_of_kind

ANSWER = "answer"


def _split_answers() -> SplitResponses:
    last_seen = current_application.last_seen()
    if last_seen.split_answers is None:
        chosen = {**last_seen.answers, **last_seen.unsaved.answers}
        shown = {item: option for item, option in chosen.items() if option is not None}
        last_seen.split_answers = split_retired(resources.instrument(), shown)
    return last_seen.split_answers


def responses() -> Responses:
    """The answers that the instrument scores."""
    return _split_answers().scored


def stated_stage() -> Stage | None:
    """Where the person says they stand; None while that is unanswered."""
    answer = responses().get(resources.instrument().roles.stage)
    return Stage(answer) if answer else None


def retired() -> Responses:
    """The answers to questions of an earlier version, which are kept and not scored."""
    return _split_answers().retired


def conflicts() -> dict[str, AnswerConflict]:
    """Item -> the conflict with another tab that the person has not resolved yet."""
    return current_application.last_seen().conflicts


def answer_key(item: str) -> str:
    """The key of the item's widget."""
    resets = current_application.last_seen().answer_resets[item]
    return current_application.widget_key(ANSWER, item, resets, in_words=True)


def _reset_widget(item: str) -> None:
    """Replace the item's widget by a new one, which shows the answer as this visit last saw it."""
    current_application.last_seen().answer_resets[item] += 1


def changed(shown: Mapping[str, str | None]) -> dict[str, str | None]:
    """The shown answers that differ from what was last seen or chosen; an empty widget changes nothing."""
    last_seen = current_application.last_seen()
    unsaved = last_seen.unsaved.answers
    return {
        item: option
        for item, option in shown.items()
        if option is not None
        and option != (unsaved[item] if item in unsaved else last_seen.answers.get(item))
        and item not in last_seen.conflicts
    }


def save(changes: Mapping[str, str | None]) -> None:
    """Save these answers, None to clear one, and those that were not saved before; what fails is kept for later.

    An answer that another tab has changed meanwhile is not saved, and becomes a conflict for the person to resolve.
    """
    last_seen = current_application.last_seen()
    wanted = {**last_seen.unsaved.answers, **changes}
    if not wanted:
        return
    last_seen.unsaved.answers, last_seen.split_answers = wanted, None
    with current_application.saving(tried_again=True) as repository:
        others = repository.save_answers(current_application.application(), wanted, last_seen=last_seen.answers)
        last_seen.unsaved.answers = {}
        metrics.count_answers(len(wanted) - len(others))
        for item, option in wanted.items():
            if item in others:
                last_seen.conflicts[item] = AnswerConflict(mine=option, theirs=others[item])
            elif before := last_seen.answers.get(item):
                last_seen.answers_before[item] = before
            _set_last_seen(item, others.get(item, option))


def save_unsaved() -> None:
    """Save the answers that were not saved before."""
    save({})


def _set_last_seen(item: str, option: str | None) -> None:
    last_seen = current_application.last_seen()
    last_seen.split_answers = None
    if option is None:
        last_seen.answers.pop(item, None)
    else:
        last_seen.answers[item] = option


def sync_from_store() -> None:
    """Show the answers that another tab saved and that are not in conflict here."""
    stored, last_seen = current_application.stored().responses, current_application.last_seen()
    for item in {*stored, *last_seen.answers}:
        is_open_here = item in last_seen.conflicts or item in last_seen.unsaved.answers
        if stored.get(item) != last_seen.answers.get(item) and not is_open_here:
            _set_last_seen(item, stored.get(item))
            _reset_widget(item)


def replace_answer(item: str, option: str | None) -> None:
    """Save an answer that was given elsewhere than in its widget, None to clear it, and show it there."""
    save({item: option})
    _reset_widget(item)


def answer_before(item: str) -> str | None:
    """What the answer was before it was changed or cleared in this visit; None where there is nothing to undo."""
    before = current_application.last_seen().answers_before.get(item)
    return before if before != responses().get(item) else None


def undo(item: str) -> None:
    """Take back the last change of an answer."""
    before = current_application.last_seen().answers_before
    replace_answer(item, before.pop(item))
    before.pop(item, None)


def resolve_conflict(item: str, *, mine: bool) -> None:
    """End a conflict with this tab's answer, or with the stored one."""
    conflict = conflicts().pop(item)
    if mine:
        save({item: conflict.mine})
    _reset_widget(item)


def page_level_state() -> tuple[object, ...]:
    """What the page shows of the answers outside their questions; where it changes, the whole page must run."""
    last_seen, current = current_application.last_seen(), visit.current()
    problem = current.storage_problem
    notices = current.message, problem and problem.problems, current.has_unsaved, tuple(last_seen.conflicts)
    return notices, bool(last_seen.answers or last_seen.unsaved.answers)


def save_widget_values(values: Mapping[str, object]) -> None:
    """Save the answers among the values of the page's widgets."""
    shown = {item: values[key] for item, key in names_of_kind(values, ANSWER, answer_key).items()}
    save(changed({item: value for item, value in shown.items() if isinstance(value, str)}))
