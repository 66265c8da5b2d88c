"""The questionnaire: domains, items, options, and the roles of items in the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

Responses = Mapping[str, str]
"""Item id -> option id. An unanswered item is absent."""


class Stage(StrEnum):
    """Where the person stands: the option ids of the item in the role `stage`."""

    INVITED = "invited"
    WAITING = "waiting"
    DECIDED = "decided"


MORE_ROUNDS = "no"
"""The option of the item in the role `last_round` that says: more rounds come before they decide."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The ids of the items that the program looks up in the responses, as the data files assign them."""

    stage: str
    last_round: str
    format: str
    setting: str
    finalists: str
    interviewers: str
    story_bank: str
    stories_for_employer: str
    pay_range: str
    debrief: str
    thank_you: str
    check_in: str
    other_applications: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer an item offers."""

    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of the questionnaire, with a title and an introduction."""

    id: str
    title: str
    intro: str


@dataclass(frozen=True)
class Item:
    """One question: its texts, its domain, and the stages in which it is asked.

    `quick`: the short path asks it too. `askable`: the person can ask the employer, with the sentence `ask`.
    """

    id: str
    domain: str
    stem: str
    label: str
    options: tuple[Option, ...]
    stages: frozenset[Stage] = frozenset(Stage)
    help: str = ""
    quick: bool = False
    askable: bool = False
    ask: str = ""

    @cached_property
    def options_by_id(self) -> Mapping[str, Option]:
        """Option id -> option, in the order shown."""
        return {option.id: option for option in self.options}

    def option_label(self, option: str) -> str:
        """The text of the option with this id; raises KeyError for an unknown one."""
        return self.options_by_id[option].label
