"""Which questions are asked, and in which sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.model import Item
from assessment.core.text.i18n import tr
from assessment.ui import resources
from assessment.ui.session import answers

MAX_SECTION_ITEMS = 9


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """Questions under one title."""

    title: str
    intro: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class QuestionPath:
    """All sections to ask, and the number of the open one, from 0; None when all stand on one page."""

    sections: tuple[QuestionSection, ...]
    open_number: int | None = None

    @property
    def shown(self) -> tuple[QuestionSection, ...]:
        """The sections on the page."""
        return self.sections if self.open_number is None else (self.sections[self.open_number],)

    @property
    def is_last(self) -> bool:
        """Whether no section comes after those on the page."""
        return self.open_number in (None, len(self.sections) - 1)


def quick_path() -> QuestionPath:
    """The quick items under their domains, on one page."""
    return QuestionPath(tuple(_sections([item for item in asked_items() if item.quick], max_items=None)))


def full_path(number: int) -> QuestionPath:
    """All items, one section at a time; the last section is open where there is none of this number."""
    sections = tuple(_sections(asked_items(), max_items=MAX_SECTION_ITEMS))
    return QuestionPath(sections, min(number, len(sections) - 1))


def asked_items() -> list[Item]:
    """The items of the person's stage, or of all stages until they choose one, without those asked above."""
    stage, instrument = answers.stated_stage(), resources.instrument()
    asked_above = {instrument.roles.stage, *(item.id for item in instrument.round_items)}
    items = instrument.items.values()
    return [item for item in items if item.id not in asked_above and (stage is None or stage in item.stages)]


def _sections(asked: Sequence[Item], *, max_items: int | None) -> list[QuestionSection]:
    """A section for each domain with items, or several of about equal size where it has more than `max_items`."""
    sections = []
    for domain in resources.instrument().domains:
        items = tuple(item for item in asked if item.domain == domain.id)
        parts = -(-len(items) // (max_items or len(items) or 1))
        for number in range(parts):
            part = items[number * len(items) // parts : (number + 1) * len(items) // parts]
            numbered = tr("{title}, {part} of {parts}", title=domain.title, part=number + 1, parts=parts)
            sections.append(QuestionSection(domain.title if parts == 1 else numbered, domain.intro, part))
    return sections
