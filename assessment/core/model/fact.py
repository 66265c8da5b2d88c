"""What is declared once about a fact of a process: the form, the database, the files and the tables follow it."""

from dataclasses import dataclass, field, fields
from enum import Enum, auto
from types import NoneType
from typing import Any, get_args, get_type_hints


class Asked(Enum):
    """Where the person is asked for a fact.

    At the top of the form, further down in it, beside the picture of the wait that it changes, beside the letters that
    it stands in, or elsewhere than in a field.
    """

    FIRST = auto()
    FURTHER = auto()
    WAIT = auto()
    LETTERS = auto()
    ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a process. Texts are English and marked for translation; an empty one means: there is none.

    `type` is the type of a value that is given, and `empty` stands for a value that is not. `label` names the field,
    `short_label` the fact inside a sentence. `limits` are the lowest and the highest number; `per_hundred` marks a
    share of 1 that is asked as a number of 100. `before_interview` and `after_today` are what to say of a day that
    is too early or too late. `of_person` marks what is the same in all processes of one person. `column` says what the
    column of this name holds in the table of a cohort; only a text, a day or the outcome can be one.
    """

    name: str
    type: Any
    empty: Any
    label: str
    short_label: str
    help: str = ""
    asked: Asked = Asked.FURTHER
    limits: tuple[float, float] | None = None
    per_hundred: bool = False
    before_interview: str = ""
    after_today: str = ""
    cleared_by_round: bool = False
    of_person: bool = False
    column: str = ""


def fact(empty: Any, **declared: Any) -> Any:
    """A dataclass field that is a fact: its empty value, and the values of `Fact` beside name, type and empty."""
    return field(default=empty, metadata=declared)


def declared_facts(process: type) -> dict[str, Fact]:
    """Name -> fact, for every field of a dataclass that `fact` made; raises TypeError for a value `Fact` lacks."""
    types = get_type_hints(process)
    return {
        each.name: Fact(each.name, type_given(types[each.name]), each.default, **each.metadata)
        for each in fields(process)
    }


def type_given(annotation: Any) -> Any:
    """The annotation of a field without its None: the type of a value that is given."""
    options = [option for option in get_args(annotation) if option is not NoneType]
    return options[0] if NoneType in get_args(annotation) else annotation
