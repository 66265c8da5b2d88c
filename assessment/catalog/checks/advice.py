"""Rules about tips, steps and letters, and about the sources that everything cites."""

from collections import Counter
from collections.abc import Iterator, Sequence
from string import Formatter

from assessment.catalog.parsed import ParsedFiles
from assessment.catalog.schema import CreditRow
from assessment.catalog.wording import describe_value, path_key
from assessment.core.model import LetterId, StepId

JUDGEMENT = "judgement"
"""The source that says: our own setting, no study."""

FACTS = ("name", "role_of_person", "employer", "role", "interview_date", "promised_date")
PLACEHOLDERS = {"tips.toml": (*FACTS, "label"), "letters.toml": (*FACTS, "your_name", "moment")}
"""File -> the placeholders that its texts may hold."""


def every_tip_once(parsed: ParsedFiles) -> Iterator[str]:
    for tip_id, times in Counter(parsed.tips.ids or ()).items():
        if times > 1:
            yield f"tips.toml: tip.{path_key(tip_id)}: the id is used more than once"


def tip_has_an_item(parsed: ParsedFiles) -> Iterator[str]:
    for tip_id, tip in parsed.tips.rows.items():
        if not parsed.items.has_id(tip.item):
            yield f"tips.toml: tip.{tip_id}: item '{tip.item}' does not exist"


def tip_closes_a_gap(parsed: ParsedFiles) -> Iterator[str]:
    for tip_id, tip in parsed.tips.rows.items():
        credited = parsed.readiness.has_id(tip.item) or parsed.fit.has_id(tip.item)
        if tip.item in parsed.items.rows and not credited:
            yield f"tips.toml: tip.{tip_id}: item '{tip.item}' earns no credit; expected an item of readiness or fit"


def tip_option_is_offered(parsed: ParsedFiles) -> Iterator[str]:
    for tip_id, tip in parsed.tips.rows.items():
        for option in tip.options:
            if parsed.lacks_option(tip.item, option):
                yield f"tips.toml: tip.{tip_id}: option '{option}' is not offered by item '{tip.item}'"


def tip_option_leaves_a_gap(parsed: ParsedFiles) -> Iterator[str]:
    credits = dict(parsed.credit_rows)
    for tip_id, tip in parsed.tips.rows.items():
        row = credits.get(tip.item)
        for option in tip.options:
            if row and option in row.credit and option not in _gaps(row):
                yield f"tips.toml: tip.{tip_id}: option '{option}' is the best of item '{tip.item}' and leaves no gap"


def tip_format_is_offered(parsed: ParsedFiles) -> Iterator[str]:
    for tip_id, tip in parsed.tips.rows.items():
        for option in tip.formats:
            if parsed.lacks_option(parsed.roles.format, option):
                yield f"tips.toml: tip.{tip_id}: format '{option}' is not offered by item '{parsed.roles.format}'"


def every_gap_has_a_tip(parsed: ParsedFiles) -> Iterator[str]:
    if not parsed.tips.is_complete:
        return
    tips = [tip for tip in parsed.tips.rows.values() if not tip.formats]
    for item_id, row in parsed.credit_rows:
        for option in _gaps(row) if item_id in parsed.items.rows else ():
            if not any(tip.item == item_id and option in (tip.options or row.credit) for tip in tips):
                yield f"tips.toml: item '{item_id}' has no tip for option {describe_value(option)}, whatever the format"


def step_exists(parsed: ParsedFiles) -> Iterator[str]:
    for step in StepId:
        if not parsed.steps.has_id(step):
            yield f"tips.toml: step.{step} is missing; the plan asks for it by this id"


def step_is_asked_for(parsed: ParsedFiles) -> Iterator[str]:
    settings = parsed.offered(parsed.roles.setting) or ()
    known = (*StepId, *(f"{StepId.LOGISTICS}_{setting}" for setting in settings))
    for step in parsed.steps.rows:
        if settings and step not in known:
            yield f"tips.toml: step.{step}: the plan asks for no step of this id"


def letter_exists(parsed: ParsedFiles) -> Iterator[str]:
    for letter in LetterId:
        if not parsed.letters.has_id(letter):
            yield f"letters.toml: letter.{letter} is missing; the program asks for it by this id"


def placeholder_is_known(parsed: ParsedFiles) -> Iterator[str]:
    for place, text in _templates(parsed):
        known = PLACEHOLDERS[place.partition(":")[0]]
        for placeholder in _placeholders(text) or ():
            if placeholder not in known:
                found = describe_value(f"{{{placeholder}}}")
                yield f"{place}: placeholder {found} is unknown; expected one of {', '.join(known)}"


def braces_are_paired(parsed: ParsedFiles) -> Iterator[str]:
    for place, text in _templates(parsed):
        if _placeholders(text) is None:
            yield f"{place}: a brace has no partner; expected placeholders like {{employer}}"


def part_title_names_the_part(parsed: ParsedFiles) -> Iterator[str]:
    title = parsed.step_words.part_title if parsed.step_words else None
    if title is not None and sorted(_placeholders(title) or ()) != ["part", "parts", "step"]:
        yield "tips.toml: words.part_title: expected the placeholders {step}, {part} and {parts}, each once"


def something_is_cited(parsed: ParsedFiles) -> Iterator[str]:
    for place, sources in _citations(parsed):
        if not sources:
            yield f"{place}: cites no source; write {JUDGEMENT} if it is our own setting"


def source_exists(parsed: ParsedFiles) -> Iterator[str]:
    for place, sources in _citations(parsed):
        for source in sources:
            if source != JUDGEMENT and not parsed.sources.has_id(source):
                yield f"{place}: source '{source}' does not stand in sources.toml"


def source_is_cited(parsed: ParsedFiles) -> Iterator[str]:
    citing = (parsed.evidence, parsed.readiness, parsed.fit, parsed.tips, parsed.steps)
    if not all(section.is_complete for section in citing) or parsed.outlook is None or parsed.pool_basis is None:
        return
    cited = {source for _, sources in _citations(parsed) for source in sources}
    for source in parsed.sources.rows:
        if source not in cited:
            yield f"sources.toml: source.{source}: it is cited nowhere in weights.toml or tips.toml"


def _gaps(row: CreditRow) -> list[str]:
    """The options that earn less than the best one."""
    best = max(row.credit.values(), default=0)
    return [option for option, credit in row.credit.items() if credit < best]


def _citations(parsed: ParsedFiles) -> Iterator[tuple[str, Sequence[str]]]:
    """Place and sources of every row that cites."""
    if parsed.outlook:
        yield "weights.toml: outlook", parsed.outlook.sources
        yield "weights.toml: outlook.silence", parsed.outlook.silence.sources
    if parsed.pool_basis:
        yield "weights.toml: pool", parsed.pool_basis.sources
    for section in (parsed.evidence, parsed.readiness, parsed.fit, parsed.tips, parsed.steps):
        for row_id, row in section.rows.items():
            yield f"{row.file}: {row.section}.{row_id}", row.sources


def _templates(parsed: ParsedFiles) -> Iterator[tuple[str, str]]:
    """Place and text of everything that may hold placeholders."""
    for step_id, step in parsed.steps.rows.items():
        for key in ("title", "how", "why"):
            yield f"tips.toml: step.{step_id}.{key}", getattr(step, key)
    for letter_id, letter in parsed.letters.rows.items():
        for key in ("subject", "body"):
            yield f"letters.toml: letter.{letter_id}.{key}", getattr(letter, key)


def _placeholders(text: str) -> list[str] | None:
    """What stands between braces, with any conversion and format; None when the braces do not pair."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    return [
        field + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, field, form, conversion in parts
        if field is not None
    ]
