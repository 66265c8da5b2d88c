"""Rules about the questionnaire."""

from collections import Counter
from collections.abc import Iterable, Iterator

from assessment.catalog.parsed import ParsedFiles
from assessment.catalog.wording import describe_value, path_key
from assessment.core.model import MORE_ROUNDS, Stage


def every_id_once(parsed: ParsedFiles) -> Iterator[str]:
    for section, rows in (("domain", parsed.domains), ("item", parsed.items)):
        for row_id in _repeated(rows.ids or ()):
            yield f"questionnaire.toml: {section}.{path_key(row_id)}: the id is used more than once"


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


def role_item_exists(parsed: ParsedFiles) -> Iterator[str]:
    for role, item_id in parsed.role_items.items():
        if not parsed.items.has_id(item_id):
            yield f"questionnaire.toml: roles.{role}: item '{item_id}' does not exist"


def role_has_its_own_item(parsed: ParsedFiles) -> Iterator[str]:
    for item_id in _repeated(parsed.role_items.values()):
        roles = ", ".join(role for role, its_item in parsed.role_items.items() if its_item == item_id)
        yield f"questionnaire.toml: roles: item '{item_id}' has more than one role ({roles}); give each its own item"


def more_rounds_is_offered(parsed: ParsedFiles) -> Iterator[str]:
    item_id = parsed.roles.last_round
    if parsed.lacks_option(item_id, MORE_ROUNDS):
        yield f"questionnaire.toml: item.{item_id}: option '{MORE_ROUNDS}' is missing; it says that more rounds come"


def every_stage_is_offered(parsed: ParsedFiles) -> Iterator[str]:
    for stage in Stage:
        if parsed.lacks_option(parsed.roles.stage, stage):
            yield f"questionnaire.toml: item.{parsed.roles.stage}: option '{stage}' is missing; it is a stage"


def stage_is_known(parsed: ParsedFiles) -> Iterator[str]:
    for option in parsed.offered(parsed.roles.stage) or ():
        if option not in tuple(Stage):
            place = f"questionnaire.toml: item.{parsed.roles.stage}"
            yield f"{place}: option '{option}' is no stage; expected {', '.join(Stage)}"


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]
