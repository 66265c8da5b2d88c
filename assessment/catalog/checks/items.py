"""Rules about the questionnaire."""

from collections import Counter
from collections.abc import Iterable, Iterator

from assessment.catalog.parsed import Draft
from assessment.catalog.wording import key_of, shown
from assessment.core.model import Stage

RELIED_ON = {
    "stage": tuple(Stage),
    "seniority": ("senior_or_specialised",),
    "finalists": (),
    "format": (),
}
"""The items that the program asks for by id, with the options it knows by id."""


def every_domain_once(draft: Draft) -> Iterator[str]:
    for domain in _repeated(draft.domains.ids or ()):
        yield f"questionnaire.toml: domain.{key_of(domain)}: the id is used more than once"


def every_item_once(draft: Draft) -> Iterator[str]:
    for item in _repeated(draft.items.ids or ()):
        yield f"questionnaire.toml: item.{key_of(item)}: the id is used more than once"


def every_option_once(draft: Draft) -> Iterator[str]:
    for item_id, item in draft.items.rows.items():
        for option in _repeated(option.id for option in item.options):
            yield f"questionnaire.toml: item.{item_id}: option '{option}' stands there more than once"


def every_option_label_once(draft: Draft) -> Iterator[str]:
    for item_id, item in draft.items.rows.items():
        for label in _repeated(option.label.strip() for option in item.options):
            yield f"questionnaire.toml: item.{item_id}: more than one option has the label {shown(label)}"


def domain_exists(draft: Draft) -> Iterator[str]:
    for item_id, item in draft.items.rows.items():
        if not draft.domains.states(item.domain):
            place = f"questionnaire.toml: item.{item_id}"
            yield f"{place}: domain '{item.domain}' does not exist; expected {draft.domains.listing}"


def askable_says_how(draft: Draft) -> Iterator[str]:
    for item_id, item in draft.items.rows.items():
        if item.askable and not item.ask.strip():
            yield f"questionnaire.toml: item.{item_id}: the item is askable; expected the sentence to say under 'ask'"


def only_askable_says_how(draft: Draft) -> Iterator[str]:
    for item_id, item in draft.items.rows.items():
        if item.ask and not item.askable:
            yield f"questionnaire.toml: item.{item_id}: 'ask' stands without askable = true"


def item_relied_on_exists(draft: Draft) -> Iterator[str]:
    for item_id in RELIED_ON:
        if not draft.items.states(item_id):
            yield f"questionnaire.toml: item '{item_id}' is missing; the program asks for it by this id"


def option_relied_on_exists(draft: Draft) -> Iterator[str]:
    for item_id, options in RELIED_ON.items():
        offered = draft.offered(item_id)
        for option in options:
            if offered is not None and option not in offered:
                yield f"questionnaire.toml: item.{item_id}: option '{option}' is missing; the program asks for it"


def stage_is_known(draft: Draft) -> Iterator[str]:
    for option in draft.offered("stage") or ():
        if option not in tuple(Stage):
            yield f"questionnaire.toml: item.stage: option '{option}' is no stage; expected {', '.join(Stage)}"


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


RULES = (
    every_domain_once,
    every_item_once,
    every_option_once,
    every_option_label_once,
    domain_exists,
    askable_says_how,
    only_askable_says_how,
    item_relied_on_exists,
    option_relied_on_exists,
    stage_is_known,
)
