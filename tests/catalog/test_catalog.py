"""The shipped data load; every problem of a data folder is reported, with its exact sentence, at once.

A specimen in broken/ is a small patch to the valid instrument in broken/valid/ and the sentences it must raise.
"""

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.catalog import checks, data_folder, load_instrument, version_problem
from assessment.catalog.checks import advice, figures, items
from assessment.catalog.example import load_example
from assessment.catalog.files import LARGEST
from assessment.catalog.parsed import parse_tables
from assessment.catalog.schema import FILES
from assessment.catalog.wording import WORDING
from assessment.core.errors import AssessmentError
from assessment.core.model import Basis, Instrument, Pool, Stage

BROKEN = Path(__file__).parent / "broken"
VALID = BROKEN / "valid"
SPECIMENS = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(BROKEN.glob("*.toml"))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the valid instrument, to be broken."""
    return Path(shutil.copytree(VALID, tmp_path / "data"))


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(AssessmentError) as caught:
        load_instrument(folder)
    return list(caught.value.problems)


def patch(folder: Path, file: str, find: str, replace: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert text.count(find) == 1, f"{file} must hold {find!r} once"
    (folder / file).write_text(text.replace(find, replace), "utf-8")


def patch_with(folder: Path, specimen: Mapping[str, str]) -> None:
    patch(folder, specimen["file"], specimen["find"], specimen["replace"])


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


def test_shipped_mappings_keep_the_order_of_the_questionnaire() -> None:
    instrument = load_instrument()
    for ids in (instrument.evidence, instrument.readiness, instrument.fit):
        assert list(ids) == [item for item in instrument.items if item in ids]


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_broken_specimen_is_refused_with_these_sentences(folder: Path, name: str) -> None:
    patch_with(folder, SPECIMENS[name])
    assert problems_of(folder) == SPECIMENS[name]["problems"]


def broken_rules(specimen: Mapping[str, str]) -> Iterator[str]:
    """The names of the rules that a specimen breaks."""
    texts = {file: (VALID / file).read_text("utf-8") for file in FILES}
    texts[specimen["file"]] = texts[specimen["file"]].replace(specimen["find"], specimen["replace"])
    try:
        parsed, _ = parse_tables({file: tomllib.loads(text) for file, text in texts.items()})
    except tomllib.TOMLDecodeError:
        return
    yield from (rule.__name__ for rule in checks.RULES if list(rule(parsed)))


def test_every_rule_has_a_specimen() -> None:
    broken = {rule for specimen in SPECIMENS.values() for rule in broken_rules(specimen)}
    assert {rule.__name__ for rule in checks.RULES} - broken == set()


def test_every_rule_is_applied() -> None:
    written = {
        function
        for module in (items, figures, advice)
        for function in vars(module).values()
        if getattr(function, "__annotations__", {}).get("return") == Iterator[str]
    }
    assert written == set(checks.RULES)


@pytest.mark.parametrize("wording", WORDING.values())
def test_every_wording_has_a_specimen(wording: str) -> None:
    sentence = re.compile(r".*: " + re.sub(r"\\{.*?\\}", ".+", re.escape(wording)))
    assert any(sentence.fullmatch(problem) for specimen in SPECIMENS.values() for problem in specimen["problems"])


def test_problems_of_several_files_are_reported_together(folder: Path) -> None:
    names = ["figure_not_a_number", "unknown_group", "blank_text", "tip_for_unknown_item", "letter_missing"]
    for name in names:
        patch_with(folder, SPECIMENS[name])
    (folder / "sources.toml").write_text("[source.survey\n")
    problems = problems_of(folder)
    assert sorted(problems) == sorted(
        [
            *(problem for name in names for problem in SPECIMENS[name]["problems"]),
            "sources.toml: line 1, column 15: this is not TOML (expected ']' at the end of a table declaration)",
        ]
    )


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_one_problem(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert problems_of(folder) == [f"{file}: the file is missing; expected it in {folder}"]


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == [
        f"{tmp_path / 'nowhere'}: there is no such folder; "
        "expected questionnaire.toml, weights.toml, tips.toml, letters.toml, sources.toml in it"
    ]


def test_an_empty_file_lacks_its_sections(folder: Path) -> None:
    (folder / "tips.toml").write_text("")
    assert problems_of(folder) == [f"tips.toml: key '{section}' is missing" for section in ("words", "tip", "step")]


def test_a_folder_in_place_of_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "tips.toml").unlink()
    (folder / "tips.toml").mkdir()
    (problem,) = problems_of(folder)
    assert problem.startswith("tips.toml: the file cannot be read (")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[letter]\n# caf\xe9", "letters.toml: line 2: this is not UTF-8; save the file as UTF-8"),
        ("[letter]".encode("utf-16"), "letters.toml: line 1: this is not UTF-8; save the file as UTF-8"),
        (b"a = '\0'", "letters.toml: line 1, column 6: this is not TOML (found invalid character '\\x00')"),
        (b'a = "\\ud800"', None),
        (b"\xef\xbb\xbf\xef\xbb\xbfa = 1", "letters.toml: line 1, column 1: this is not TOML (invalid statement)"),
        (b"#" * (LARGEST + 1), "letters.toml: the file is too large; expected at most 1,000,000 bytes"),
        (b"a = " + b"[" * 100_000, "letters.toml: tables or lists are nested too deeply"),
        (b"a = " + b"9" * 5_000, None),
        (b"a = 2026-13-45", None),
    ],
)
def test_bytes_that_are_no_toml_are_one_problem(folder: Path, content: bytes, problem: str | None) -> None:
    (folder / "letters.toml").write_bytes(content)
    (reported,) = problems_of(folder)
    if problem is None:
        assert reported.startswith("letters.toml: ")
        assert "this is not TOML" in reported
    else:
        assert reported == problem


def test_a_bom_and_windows_line_endings_are_the_same_data(folder: Path) -> None:
    for file in FILES:
        content = (folder / file).read_bytes()
        (folder / file).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert load_instrument(folder) == load_instrument(VALID)


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


def loads_or_says_why(scratch: Path, file: str, content: bytes) -> None:
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
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spliced_file_loads_or_is_refused(scratch: Path, edit: tuple[str, str]) -> None:
    file, text = edit
    loads_or_says_why(scratch, file, text.encode("utf-8", "surrogatepass"))


@given(st.sampled_from(FILES), st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_arbitrary_bytes_load_or_are_refused(scratch: Path, file: str, content: bytes) -> None:
    loads_or_says_why(scratch, file, content)


def test_the_example_answers_only_what_the_instrument_offers() -> None:
    example = load_example(date(2026, 11, 18))
    assert load_instrument().response_problems(example.responses) == []
