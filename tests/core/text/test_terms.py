"""Which texts are the same id or label."""

import pytest

from assessment.core.text.terms import LONGEST_TERM, make_vocabulary, normalize_term, several_parts, without_numbering

VOCABULARY = make_vocabulary(["yes_it_is", "not"], [("Sí, así es", "yes_it_is"), ("No", "not")], [("✔", "yes_it_is")])


@pytest.mark.parametrize(
    "text",
    [
        "yes_it_is",
        "Yes it - is",
        "  YES\u2014IT__IS ",
        "si asi es",
        "<b>Sí</b>, así es!",
        "✔",
        "✔\ufe0f",
        "Q4: yes it is",
        "Q4_Yes it is",
        "2= yes it is",
        "Yes it is (required) *",
    ],
)
def test_case_spaces_accents_tags_and_numbers_do_not_count(text):
    assert VOCABULARY.id_of(text) == "yes_it_is"


@pytest.mark.parametrize("text", ["yes", "", "maybe", "✘"])
def test_other_texts_mean_nothing(text):
    assert VOCABULARY.id_of(text) is None


@pytest.mark.parametrize("text", ["n/o", "N / O", "\\no", "yes_it/is", "Sí/así es"])
def test_words_that_a_stroke_separates_are_not_one_word(text):
    assert make_vocabulary(["no", "yes_it_is"], [("Sí, así es", "yes_it_is")]).id_of(text) is None


@pytest.mark.parametrize(
    "text", ["Company/Employer:", "company / employer", "Company (Employer)", "Company - Employer", "company.employer"]
)
def test_a_term_with_a_stroke_is_known_by_other_signs_too(text):
    assert make_vocabulary(["employer"], [("company/employer", "employer")]).id_of(text) == "employer"


def test_the_longest_term_is_still_compared():
    label = "a" * LONGEST_TERM
    vocabulary = make_vocabulary(["long"], [(label, "long"), (label + "a", "longer")])
    assert (vocabulary.id_of(label), vocabulary.id_of(label + "a")) == ("long", None)


@pytest.mark.parametrize(
    ("text", "plain"), [("1. Warm", "Warm"), ("a) Warm", "Warm"), ("Warm", "Warm"), ("2 warm days", "2 warm days")]
)
def test_only_a_number_before_the_text_is_left_out(text, plain):
    assert without_numbering(text) == plain


def test_runs_of_spaces_and_dashes_are_one_space():
    assert normalize_term(" A_-_b\tC ") == "a b c"


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("team_intro[SQ001]", "team_intro"),
        ("Q2. Did they introduce you to the team? [SQ001]", "team_intro"),
        ("process[teamintro]", "team_intro"),
        ("The second interview [Did they introduce you to the team?]", "team_intro"),
        ("team_intro[practice]", None),
        ("team_intro[other]", None),
        ("not at all [no]", None),
        ("[team_intro]", "team_intro"),
    ],
)
def test_a_part_of_an_array_means_what_it_can_only_mean(heading, meant):
    ids = ["team_intro", "practice", "no"]
    vocabulary = make_vocabulary(ids, [("Did they introduce you to the team?", "team_intro")])
    assert vocabulary.id_of(heading) == meant


def test_of_several_numbered_parts_none_is_the_question():
    headings = ["id", "team_intro[SQ001]", "practice[SQ001]", "TeamIntro[SQ002]", "team[a]", "team[b]"]
    assert several_parts(headings) == {"team_intro[SQ001]", "TeamIntro[SQ002]"}


def test_the_nearest_id_is_that_of_a_similar_term_or_none():
    assert VOCABULARY.nearest_id("yes it iz") == "yes_it_is"
    assert VOCABULARY.nearest_id("qqqqq") == ""
