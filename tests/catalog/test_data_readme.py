"""data/README.md documents every key of every data file, under the heading of its section, and no other key."""

import re
from collections.abc import Iterator
from datetime import date, time

import pytest
from pydantic.fields import FieldInfo

from assessment.catalog import data_folder, load_instrument, schema
from assessment.catalog.checks.advice import PLACEHOLDERS
from assessment.core.model.day_book import DayBook
from assessment.core.model.fact import Fact
from assessment.core.model.process import FACTS, Outcome, People
from assessment.export.plan_csv import COLUMNS

README = (data_folder() / "README.md").read_text("utf-8")

HEADINGS: dict[type[schema.DataRow], str] = {
    schema.QuestionnaireRow: "At the top",
    schema.RolesRow: "`[roles]`",
    schema.DomainRow: "`[[domain]]`",
    schema.ItemRow: "`[[item]]`",
    schema.OutlookRow: "`[outlook]`",
    schema.SilenceRow: "`[outlook.silence]`",
    schema.PoolBasisRow: "`[pool]`",
    schema.PoolRow: "`[pool.OPTION]`",
    schema.GradeRow: "`[grade.LETTER]`",
    schema.GroupRow: "`[group.ID]`",
    schema.EvidenceRow: "`[evidence.ITEM]`",
    schema.ReadinessRow: "`[readiness.ITEM]`",
    schema.FitRow: "`[fit.ITEM]`",
    schema.StepWordsRow: "`[words]`",
    schema.TipRow: "`[[tip]]`",
    schema.StepRow: "`[step.ID]`",
    schema.BlanksRow: "`[blank]`",
    schema.LetterRow: "`[letter.ID]`",
    schema.SourceRow: "`[source.ID]`",
}
FILE_OF: dict[type[schema.DataRow], str] = {schema.SilenceRow: schema.OutlookRow.file}
COHORT_IN = "person,today"
COHORT_OUT = (
    "readiness,readiness_low,readiness_high,readiness_answered,fit,fit_low,fit_high,"
    "outlook,outlook_low,outlook_high,base_rate,without_advice,silence,half_heard_by,never_told_share"
)


def parts(text: str, level: str) -> dict[str, str]:
    """Heading -> the text below it, up to the next heading of the same level."""
    _, *found = re.split(rf"^{level} ", text, flags=re.MULTILINE)
    return {heading: body for heading, _, body in (part.partition("\n") for part in found)}


def documented(body: str) -> dict[str, str]:
    """Key -> type, as the tables of a part say."""
    return dict(re.findall(r"^\| `\{?([\w.]+)\}?` \| ([^|]+) \|", body, flags=re.MULTILINE))


def fields(row: type[schema.DataRow]) -> Iterator[tuple[str, FieldInfo]]:
    """Every key of a row, with the keys of nested rows after a dot unless they have a heading of their own."""
    for key, field in row.model_fields.items():
        yield key, field
        nested = schema.nested_rows(row).get(key)
        if nested and nested not in HEADINGS:
            yield from ((f"{key}.{inner}", inner_field) for inner, inner_field in fields(nested))


def below(file: str, heading: str) -> str:
    """The text below the one heading of a file's part that starts so."""
    sections = parts(parts(README, "##")[file], "###")
    (body,) = (body for title, body in sections.items() if title.startswith(heading))
    return body


def test_every_section_has_a_heading_and_no_other() -> None:
    assert set(HEADINGS) == {*schema.SECTIONS, schema.SilenceRow}
    for file in schema.FILES:
        headings = [title.partition(":")[0] for title in parts(parts(README, "##")[file], "###")]
        expected = [heading for row, heading in HEADINGS.items() if FILE_OF.get(row, row.file) == file]
        assert [heading for heading in headings if heading != "Placeholders"] == expected


@pytest.mark.parametrize("row", HEADINGS, ids=lambda row: row.__name__)
def test_every_key_is_documented_and_no_other(row: type[schema.DataRow]) -> None:
    told = documented(below(FILE_OF.get(row, row.file), HEADINGS[row]))
    known = dict(fields(row))
    assert set(told) == set(known)
    assert {key for key, words in told.items() if "optional" in words} == {
        key for key, field in known.items() if not field.is_required()
    }


def test_every_placeholder_is_documented() -> None:
    in_tips = (name.strip("{}") for name in documented(below("tips.toml", "Placeholders")))
    assert tuple(in_tips) == PLACEHOLDERS["tips.toml"]
    in_letters = documented(below("letters.toml", HEADINGS[schema.BlanksRow]))
    assert set(in_letters) == set(PLACEHOLDERS["letters.toml"])


@pytest.mark.parametrize(
    ("heading", "columns"),
    [("The plan as CSV", ",".join(COLUMNS)), ("A cohort, in", COHORT_IN), ("A cohort, out", COHORT_OUT)],
)
def test_every_column_is_documented(heading: str, columns: str) -> None:
    assert ",".join(documented(below("Tables that leave and enter the program", heading))) == columns


def described(fact: Fact) -> tuple[str, str, str]:
    """Type, what a new round does, and whether it is a column, in the words of the table of facts."""
    kind = {
        str: "text",
        People: "people",
        date: "day",
        time: "time",
        Outcome: "outcome",
        float: "number",
        int: "whole number",
        DayBook: "entries",
    }
    limits = ", {:g} to {:g}".format(*fact.limits) if fact.limits else ""
    by_round = "clears it" if fact.cleared_by_round else "keeps it"
    return kind[fact.type] + limits, by_round, "column" if fact.column else "no"


def test_every_fact_is_documented_as_it_is_declared() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", parts(README, "##")["The facts of a process"], re.M
    )
    assert [row[0] for row in rows] == list(FACTS)
    assert {name: tuple(words) for name, *words in rows} == {name: described(fact) for name, fact in FACTS.items()}


def test_the_grades_are_those_of_the_data() -> None:
    told = re.findall(r"^\| ([A-Z]) \|.*\| (\d+)", parts(README, "##")["How a figure is graded"], flags=re.MULTILINE)
    assert told == [(grade.id, f"{grade.worth:g}") for grade in load_instrument().grades.values()]
