"""TOML from outside reads as tomllib reads it, or is refused in a sentence before tomllib would take long for it."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.errors import AssessmentError
from assessment.core.text.toml import MOST_DIGITS, MOST_KEY_PARTS, MOST_NESTING, MOST_TOML_BYTES, parse_toml
from tests.support import EXAMPLES, ROOT


def refusal(text):
    with pytest.raises(AssessmentError) as refused:
        parse_toml(text)
    (sentence,) = refused.value.problems
    return sentence


@pytest.mark.parametrize("file", sorted([*ROOT.glob("data/**/*.toml"), *EXAMPLES.glob("*.toml")]), ids=str)
def test_files_of_ours_read_as_tomllib_reads_them(file):
    text = file.read_text("utf-8")
    assert parse_toml(text) == tomllib.loads(text)


TRAPS = st.text(st.sampled_from(".=,[]{}#'\"\\\n 12a"), max_size=40)
QUOTED = st.one_of(
    TRAPS.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'),
    TRAPS.map(lambda text: '"""' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'),
    TRAPS.map(lambda text: "'" + text.replace("'", "").replace("\n", "") + "'"),
    TRAPS.map(lambda text: "'''" + text.replace("'''", "").rstrip("'") + "'''"),
)


@given(st.lists(QUOTED, max_size=6), TRAPS)
def test_what_stands_in_quotes_or_comments_is_never_beyond_a_limit(texts, comment):
    many = [text for text in texts for _ in range(10)]
    toml = "\n".join(f"key{number} = {text} # {comment.replace(chr(10), ' ')}" for number, text in enumerate(many))
    assert parse_toml(toml) == tomllib.loads(toml)


@pytest.mark.parametrize("part", ["a", '"a.b"', "'='", "1"])
@pytest.mark.parametrize("point", [".", " . ", ".\t"])
@pytest.mark.parametrize(
    "form", ["{key} = 1", "[{key}]", "[[ {key} ]]", "x = [1, {{y = 2, {key} = 1}}]", "x = 1.5\n{key} = ''"]
)
def test_a_key_of_too_many_parts_is_refused_wherever_it_stands(part, point, form):
    longest = form.format(key=point.join([part] * MOST_KEY_PARTS))
    assert parse_toml(longest) == tomllib.loads(longest)
    too_long = form.format(key=point.join([part] * (MOST_KEY_PARTS + 1)))
    line = too_long.count("\n") + 1
    assert refusal(too_long) == f"line {line}: a key of more than 6 parts cannot be read."


@pytest.mark.parametrize("parts", [20_000, 90_000])
def test_keys_that_tomllib_would_read_for_ever_are_refused(parts):
    assert refusal("a." * parts + "a = 1") == "line 1: a key of more than 6 parts cannot be read."


@pytest.mark.parametrize(("start", "end"), ["[]", ("{a=", "}")])
def test_nesting_is_limited(start, end):
    deepest = f"a = {start * MOST_NESTING}{'' if start == '[' else '1'}{end * MOST_NESTING}"
    assert parse_toml(deepest) == tomllib.loads(deepest)
    assert (
        refusal(f"b = '[[['\na = {start * 900}") == "line 2: more than 32 lists or tables in each other cannot be read."
    )


@pytest.mark.parametrize("number", ["9", "0x", "0b", "1_", "1."])
def test_a_number_that_could_not_be_written_again_is_refused(number):
    longest = f"a = {number.ljust(MOST_DIGITS, '1')}"
    assert parse_toml(longest) == tomllib.loads(longest)
    assert refusal(f"a = {number.ljust(5_000, '1')}") == "line 1: a number of more than 40 characters cannot be read."


def test_a_text_that_is_too_large_is_refused():
    assert parse_toml("#" * MOST_TOML_BYTES) == {}
    assert refusal("#" * (MOST_TOML_BYTES + 1)) == "it is larger than 200,000 bytes."
    assert refusal("#" + "é" * (MOST_TOML_BYTES // 2)) == "it is larger than 200,000 bytes."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a = ", "end of the file: this is not TOML (invalid value)."),
        ("a = 1\nb = ?", "line 2, column 5: this is not TOML (invalid value)."),
        ('a = """', "end of the file: this is not TOML (unterminated string)."),
        ("a = 1\na = 2\n", "line 2, column 6: this is not TOML (cannot overwrite a value)."),
    ],
)
def test_a_malformed_text_is_refused_with_its_place(text, sentence):
    assert refusal(text) == sentence


@given(st.text(st.sampled_from("ab1.=,[]{}#'\"\\\n \t"), max_size=60) | st.text(max_size=20))
def test_any_text_is_read_or_refused_in_one_sentence(text):
    try:
        parse_toml(text)
    except AssessmentError as error:
        (sentence,) = error.problems
        assert sentence.endswith(".")
