"""The shipped data load, and any change of them loads or is refused; each content has a version of its own."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from assessment.catalog import data_folder, load_instrument, version_problem
from assessment.catalog.example import load_example
from assessment.catalog.schema import FILES
from assessment.core.errors import AssessmentError
from assessment.core.model import Basis, Instrument, Pool, Stage
from tests.catalog.specimens import SPECIMENS, VALID, patch, patch_with, problems_of
from tests.support import examples


def test_every_item_of_the_shipped_questionnaire_is_loaded() -> None:
    text = (data_folder() / "questionnaire.toml").read_text("utf-8")
    ids = re.findall(r'^\[\[item\]\]\nid = "(\w+)"$', text, flags=re.MULTILINE)
    assert list(load_instrument().items) == ids
    assert len(ids) == text.count("[[item]]") > 0


def test_the_shipped_version_is_recorded_with_its_hash() -> None:
    assert version_problem() is None


def test_the_valid_instrument_loads() -> None:
    instrument = load_instrument(VALID)
    assert instrument.items["practice"].stages == {Stage.INVITED}
    assert instrument.items["stage"].stages == set(Stage)
    assert instrument.evidence["practice"].options["alone"].worth == 200
    assert instrument.groups["warmth"].limit == "soft"
    assert instrument.groups["performance"].limit == 1.4
    assert instrument.pools["two"] == Pool(low=2, high=3, share=0.75)
    assert instrument.bases == {
        "outlook": Basis(("judgement",)),
        "silence": Basis(("survey",), "no data separates never_told from floor"),
        "pool": Basis(("judgement",)),
    }


def test_mappings_keep_the_order_of_the_questionnaire() -> None:
    instrument = load_instrument(VALID)
    assert list(instrument.evidence) == ["practice", "team_intro"]
    assert list(instrument.evidence["team_intro"].options) == ["yes", "no"]
    assert list(instrument.readiness["practice"].options) == ["with_a_person", "alone", "none"]
    assert list(instrument.pools) == ["one", "two", "unknown", "unknown_senior"]
    assert [len(pool.when) for pool in instrument.unanswered_pools] == [1, 0]


def test_shipped_mappings_keep_the_order_of_the_questionnaire() -> None:
    instrument = load_instrument()
    for ids in (instrument.evidence, instrument.readiness, instrument.fit):
        assert list(ids) == [item for item in instrument.items if item in ids]


def test_problems_of_several_files_are_reported_together(folder: Path) -> None:
    names = ["figure_not_a_number", "unknown_group", "blank_text", "tip_for_unknown_item", "letter_missing"]
    for name in names:
        patch_with(folder, SPECIMENS[name])
    (folder / "sources.toml").write_text("[source.survey\n")
    problems = problems_of(folder)
    assert sorted(problems) == sorted(
        [
            *(problem for name in names for problem in SPECIMENS[name]["problems"]),
            "sources.toml: line 1, column 15: this is not TOML (expected ']' at the end of a table declaration).",
        ]
    )


def test_the_version_names_the_content(folder: Path) -> None:
    assert re.fullmatch(r"2000\.1\+[0-9a-f]{8}", load_instrument(VALID).version)
    patch(folder, "sources.toml", "advice, no study", "advice and no study")
    assert load_instrument(folder).version != load_instrument(VALID).version


def test_changed_data_ask_for_a_new_version(folder: Path) -> None:
    version, _, recorded = load_instrument(folder).version.partition("+")
    assert version_problem(folder) is None, "a folder without history.toml keeps no record"
    (folder / "history.toml").write_text(f'"{version}" = "{recorded}"\n')
    assert version_problem(folder) is None

    patch(folder, "weights.toml", "never_told = 0.35", "never_told = 0.40")
    changed = load_instrument(folder).version.partition("+")[2]
    assert version_problem(folder) == (
        "questionnaire.toml: version: the data files changed since 2000.1 was recorded; "
        f"give a new version and record its hash {changed} in history.toml"
    )
    patch(folder, "questionnaire.toml", '"2000.1"', '"2000.2"')
    changed = load_instrument(folder).version.partition("+")[2]
    assert version_problem(folder) == (
        f"questionnaire.toml: version: 2000.2 is not recorded; record its hash {changed} in history.toml"
    )


def test_the_default_folder_holds_the_shipped_data() -> None:
    assert {file.name for file in data_folder().glob("*.toml")} >= set(FILES)


def test_the_example_answers_only_what_the_instrument_offers() -> None:
    example = load_example(date(2026, 11, 18))
    assert load_instrument().response_problems(example.responses) == []


VALUES = ["nan", "-inf", "1e999", "-1", "0", "true", '""', '"no such"', "[]", "{}", "2026-11-02", "0x" + "f" * 400]


SNIPPETS = st.one_of(st.sampled_from([*VALUES, "]", "}", '"', "[[", "\n", "=", "\0", "#"]), st.text(max_size=8))


@st.composite
def spliced(draw: st.DrawFn) -> tuple[str, str]:
    """A valid file with one value replaced, or a stretch of its text."""
    file = draw(st.sampled_from(FILES))
    text = (VALID / file).read_text("utf-8")
    values = list(re.finditer(r"(?<== )[^,{}\n]+", text))
    if draw(st.booleans()):
        value = draw(st.sampled_from(values))
        return file, text[: value.start()] + draw(st.sampled_from(VALUES)) + text[value.end() :]
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(start + 40, len(text))))
    return file, text[:start] + draw(SNIPPETS) + text[end:]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


def assert_loads_or_is_refused(scratch: Path, file: str, content: bytes) -> None:
    for name in FILES:
        (scratch / name).write_bytes(content if name == file else (VALID / name).read_bytes())
    try:
        loaded: Instrument | tuple[str, ...] = load_instrument(scratch)
    except AssessmentError as error:
        loaded = error.problems
    if isinstance(loaded, Instrument):
        assert all(evidence.option_weights for evidence in loaded.evidence.values())
    else:
        assert loaded
        assert all(problem.isprintable() and len(problem) < 400 for problem in loaded)


@given(spliced())
@examples(1.5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spliced_file_loads_or_is_refused(scratch: Path, edit: tuple[str, str]) -> None:
    file, text = edit
    assert_loads_or_is_refused(scratch, file, text.encode("utf-8", "surrogatepass"))


@given(st.sampled_from(FILES), st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@examples(1, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_arbitrary_bytes_load_or_are_refused(scratch: Path, file: str, content: bytes) -> None:
    assert_loads_or_is_refused(scratch, file, content)
