"""Rules about the figures in weights.toml."""

from collections.abc import Collection, Iterator
from math import fsum, log

from assessment.catalog.parsed import ParsedFiles
from assessment.catalog.wording import describe_value, path_key


def item_with_figures_exists(parsed: ParsedFiles) -> Iterator[str]:
    for place, item_id, _ in _figures(parsed):
        if not parsed.items.has_id(item_id):
            yield f"{place}: item '{item_id}' does not exist"


def option_with_figure_is_offered(parsed: ParsedFiles) -> Iterator[str]:
    for place, item_id, options in _figures(parsed):
        for option in options:
            if parsed.lacks_option(item_id, option):
                yield f"{place}: option {describe_value(option)} is not offered by the item"


def option_has_figure(parsed: ParsedFiles) -> Iterator[str]:
    for place, item_id, options in _figures(parsed):
        for option in parsed.offered(item_id) or ():
            if option not in options:
                yield f"{place}: option '{option}' of the item has no figure"


def column_sums_to_100(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, row in parsed.evidence.rows.items():
        for column in ("offered", "passed_over"):
            total = fsum(getattr(frequencies, column) for frequencies in row.options.values())
            if abs(total - 100) > 1e-9:
                yield f"weights.toml: evidence.{item_id}: '{column}' sums to {total:.12g}; expected 100"


def weight_keeps_limit_of_grade(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, row in parsed.evidence.rows.items():
        grade = parsed.grades.rows.get(row.grade)
        for option, frequencies in row.options.items():
            weight = log(frequencies.offered / frequencies.passed_over)
            if grade and grade.limit is not None and abs(weight) > grade.limit + 1e-12:
                place = f"weights.toml: evidence.{item_id}.options.{path_key(option)}"
                yield f"{place}: the weight is {weight:+.3f}; grade {row.grade} holds it within {grade.limit:g} of 0"


def group_exists(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, row in parsed.evidence.rows.items():
        if not parsed.groups.has_id(row.group):
            place = f"weights.toml: evidence.{item_id}"
            yield f"{place}: group '{row.group}' does not exist; expected {parsed.groups.id_list}"


def grade_exists(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, row in parsed.evidence.rows.items():
        if not parsed.grades.has_id(row.grade):
            place = f"weights.toml: evidence.{item_id}"
            yield f"{place}: grade {describe_value(row.grade)} does not exist; expected {parsed.grades.id_list}"


def best_answer_earns_all(parsed: ParsedFiles) -> Iterator[str]:
    for item_id, row in parsed.credit_rows:
        best = max(row.credit.values(), default=1.0)
        if best < 1:
            yield f"weights.toml: {row.section}.{item_id}: the best answer earns {best:g}; expected 1"


def role_earns_readiness(parsed: ParsedFiles) -> Iterator[str]:
    roles = parsed.roles
    before = roles.interviewers, roles.story_bank, roles.stories_for_employer, roles.pay_range
    for item_id in (*before, roles.debrief, roles.thank_you, roles.check_in, roles.other_applications):
        if item_id in parsed.items.rows and not parsed.readiness.has_id(item_id):
            yield f"weights.toml: readiness.{item_id} is missing; the plan expects it of an item with this role"


def askable_item_moves_the_outlook(parsed: ParsedFiles) -> Iterator[str]:
    finalists = parsed.roles.finalists
    moving = {finalists, *(item_id for row in parsed.pools.rows.values() for item_id in row.when)}
    if finalists not in parsed.items.rows or not parsed.pools.is_complete:
        return
    for item_id, item in parsed.items.rows.items():
        if item.askable and item_id not in moving and not parsed.evidence.has_id(item_id):
            yield f"weights.toml: evidence.{item_id} is missing; the item is askable and its answer moves the outlook"


def floor_is_below_ceiling(parsed: ParsedFiles) -> Iterator[str]:
    outlook = parsed.outlook
    if outlook and outlook.floor >= outlook.ceiling:
        yield f"weights.toml: outlook: floor is {outlook.floor:g}; expected it below the ceiling, {outlook.ceiling:g}"


def silence_can_be_taken_as_no(parsed: ParsedFiles) -> Iterator[str]:
    # The ratio falls towards the floor and never reaches it: at or below it, the day would never come.
    silence = parsed.outlook and parsed.outlook.silence
    if silence and silence.treat_as_no_below <= silence.floor:
        yield (
            f"weights.toml: outlook.silence: treat_as_no_below is {silence.treat_as_no_below:g}; "
            f"expected a number above the floor, {silence.floor:g}"
        )


def _figures(parsed: ParsedFiles) -> Iterator[tuple[str, str, Collection[str]]]:
    """Place, item id and options of every row that has a figure for each option."""
    for item_id, evidence in parsed.evidence.rows.items():
        yield f"weights.toml: evidence.{item_id}", item_id, evidence.options
    for item_id, row in parsed.credit_rows:
        yield f"weights.toml: {row.section}.{item_id}", item_id, row.credit
