"""Rules about the questionnaire."""

from collections import Counter
from collections.abc import Iterable, Iterator

from assessment.catalog.parsed import ParsedFiles
from assessment.catalog.wording import describe_value, path_key
from assessment.core.model import Stage

RELIED_ON = {
    "stage": tuple(Stage),
    "seniority": ("senior_or_specialised",),
    "finalists": (),
    "format": (),
}
"""The items that the program asks for by id, with the options it knows by id."""


def every_domain_once(parsed: ParsedFiles) -> Iterator[str]:
    for domain in _repeated(parsed.domains.ids or ()):
        yield f"questionnaire.toml: domain.{path_key(domain)}: the id is used more than once"


def every_item_once(parsed: ParsedFiles) -> Iterator[str]:
    for item in _repeated(parsed.items.ids or ()):
        yield f"questionnaire.toml: item.{path_key(item)}: the id is used more than once"


def every_option_once(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, item in parsed.items.rows.items():
        for option in _repeated(option.id for option in item.options):
            yield f"questionnaire.toml: item.{item_id}: option '{option}' stands there more than once"


def every_option_label_once(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, item in parsed.items.rows.items():
        for label in _repeated(option.label.strip() for option in item.options):
            yield f"questionnaire.toml: item.{item_id}: more than one option has the label {describe_value(label)}"


def domain_exists(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, item in parsed.items.rows.items():
        if not parsed.domains.has_id(item.domain):
            place = f"questionnaire.toml: item.{item_id}"
            yield f"{place}: domain '{item.domain}' does not exist; expected {parsed.domains.id_list}"


def askable_says_how(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, item in parsed.items.rows.items():
        if item.askable and not item.ask.strip():
            yield f"questionnaire.toml: item.{item_id}: the item is askable; expected the sentence to say under 'ask'"


def only_askable_says_how(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, item in parsed.items.rows.items():
        if item.ask and not item.askable:
            yield f"questionnaire.toml: item.{item_id}: 'ask' stands without askable = true"


def item_relied_on_exists(parsed: ParsedFiles) -> Iterator[str]:
    for item_id in RELIED_ON:
        if not parsed.items.has_id(item_id):
            yield f"questionnaire.toml: item '{item_id}' is missing; the program asks for it by this id"


def option_relied_on_exists(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, options in RELIED_ON.items():
        offered = parsed.offered(item_id)
        for option in options:
            if offered is not None and option not in offered:
                yield f"questionnaire.toml: item.{item_id}: option '{option}' is missing; the program asks for it"


def stage_is_known(parsed: ParsedFiles) -> Iterator[str]:
    for option in parsed.offered("stage") or ():
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
