"""The rows of the data files: which keys each has, of which type and within which range.

Each row type names its file and section, and whether it is the only row there (`single`); data/README.md explains
every key in words.
"""

from typing import Annotated, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, Field

from assessment.catalog import forms
from assessment.catalog.forms import (
    Doi,
    Finalists,
    FullName,
    GroupLimit,
    Id,
    Minutes,
    Name,
    OptionalText,
    PerHundred,
    Positive,
    Share,
    ShareAboveZero,
    ShareBelowOne,
    Sources,
    Text,
    Url,
    Version,
)
from assessment.core.model import Stage, When


class DataRow(BaseModel):
    """One table of a data file."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True, defer_build=True)
    file: ClassVar[str] = ""
    section: ClassVar[str] = ""
    single: ClassVar[bool] = False
    id_form: ClassVar[forms.Form] = forms.ID


class QuestionnaireRow(DataRow):
    """The keys of questionnaire.toml beside its sections."""

    model_config = ConfigDict(extra="ignore")
    file, single = "questionnaire.toml", True
    version: Version


class RolesRow(DataRow):
    file, section, single = "questionnaire.toml", "roles", True
    stage: Id
    last_round: Id
    format: Id
    setting: Id
    finalists: Id
    interviewers: Id
    story_bank: Id
    stories_for_employer: Id
    pay_range: Id
    debrief: Id
    thank_you: Id
    check_in: Id
    other_applications: Id


class DomainRow(DataRow):
    file, section = "questionnaire.toml", "domain"
    id: Id
    title: Text
    intro: Text


class OptionRow(DataRow):
    id: Id
    label: Text
    hint: OptionalText = ""


class ItemRow(DataRow):
    file, section = "questionnaire.toml", "item"
    id: Id
    domain: Id
    stem: Text
    label: Text
    options: Annotated[list[OptionRow], Field(min_length=2, max_length=50)]
    stages: Annotated[list[Annotated[Stage, Field(strict=False)]], Field(min_length=1)] = list(Stage)
    help: OptionalText = ""
    quick: bool = False
    askable: bool = False
    ask: OptionalText = ""


class BasisRow(DataRow):
    sources: Sources
    note: OptionalText = ""


class SilenceRow(BasisRow):
    mean_wait_days: Positive
    mean_slip_days: Positive
    never_told: ShareAboveZero
    floor: ShareAboveZero
    sd_share: Share
    treat_as_no_below: Share


class OutlookRow(BasisRow):
    file, section, single = "weights.toml", "outlook", True
    no_hire: ShareBelowOne
    declined: ShareBelowOne
    base_sd: Annotated[float, Field(ge=0, le=forms.MOST)]
    soft_limit: Positive
    floor: Share
    ceiling: Share
    silence: SilenceRow


class PoolBasisRow(BasisRow):
    """The keys of [pool] beside its tables."""

    model_config = ConfigDict(extra="ignore")
    file, section, single = "weights.toml", "pool", True


class PoolRow(DataRow):
    file, section = "weights.toml", "pool"
    low: Finalists
    high: Finalists
    share: Share | None = None
    when: dict[Id, Id] = {}


class GradeRow(DataRow):
    file, section = "weights.toml", "grade"
    id_form = forms.GRADE
    label: Text
    worth: Positive
    limit: Positive | None = None


class GroupRow(DataRow):
    file, section = "weights.toml", "group"
    label: Text
    correlation: Share
    limit: GroupLimit | None = None


class FrequenciesRow(DataRow):
    offered: PerHundred
    passed_over: PerHundred


class EvidenceRow(BasisRow):
    file, section = "weights.toml", "evidence"
    group: Id
    grade: str
    options: dict[str, FrequenciesRow]


class CreditRow(BasisRow):
    importance: Positive
    credit: dict[str, Share]


class ReadinessRow(CreditRow):
    file, section = "weights.toml", "readiness"


class FitRow(CreditRow):
    file, section = "weights.toml", "fit"


class StepWordsRow(DataRow):
    file, section, single = "tips.toml", "words", True
    employer: Text
    role: Text
    interview_date: Text
    promised_date: Text
    name: Text
    part_title: Text


class TipRow(DataRow):
    file, section = "tips.toml", "tip"
    id: Id
    item: Id
    when: Annotated[When, Field(strict=False)]
    title: Text
    how: Text
    why: Text
    minutes: Minutes
    sources: Sources
    options: list[Id] = []
    formats: list[Id] = []
    lead_days: Annotated[int, Field(ge=0, le=30)] = 1


class StepRow(DataRow):
    file, section = "tips.toml", "step"
    kind: Id
    title: Text
    how: Text
    why: Text
    minutes: Minutes
    sources: Sources


class BlanksRow(DataRow):
    file, section, single = "letters.toml", "blank", True
    name: Text
    role_of_person: Text
    employer: Text
    role: Text
    interview_date: Text
    promised_date: Text
    your_name: Text
    moment: Text


class LetterRow(DataRow):
    file, section = "letters.toml", "letter"
    title: Text
    subject: Text
    body: Text
    help: OptionalText = ""


class SourceRow(DataRow):
    file, section = "sources.toml", "source"
    title: FullName
    authors: FullName
    year: Annotated[int, Field(ge=1800, le=2100)] | None = None
    publisher: Name
    url: Url = ""
    doi: Doi = ""
    note: OptionalText = ""


SECTIONS: tuple[type[DataRow], ...] = tuple(
    row for row in tuple(globals().values()) if isinstance(row, type) and issubclass(row, DataRow) and row.file
)
"""The row types that are sections of a file, in the order of the files; the others are nested in them."""

FILES = tuple(dict.fromkeys(row.file for row in SECTIONS))


def nested_rows(row: type[DataRow]) -> dict[str, type[DataRow]]:
    """Key -> row type, for the keys of `row` whose values are tables."""
    nested = {}
    for key, field in row.model_fields.items():
        for part in (field.annotation, *get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, DataRow):
                nested[key] = part
    return nested
