"""Words of yes and no, and of no answer, as spreadsheets and surveys write them."""

import pytest

from assessment.core.text.cell_words import CROSSES, NO, TICKS, UNANSWERED, YES, is_unanswered, yes_or_no

TRUE = "TRUE WAHR VRAI VERDADERO VERO VERDADEIRO WAAR PRAWDA SANT SAND TOSI"
FALSE = "FALSE FALSCH FAUX FALSO ONWAAR FAŁSZ FALSKT FALSK EPÄTOSI"


def test_no_word_says_two_things():
    assert not YES & NO
    assert not (YES | NO) & UNANSWERED
    assert not TICKS & CROSSES


@pytest.mark.parametrize("word", TRUE.split())
def test_true_in_ten_languages_of_spreadsheets(word):
    assert yes_or_no(word) is True


@pytest.mark.parametrize("word", FALSE.split())
def test_false_in_ten_languages_of_spreadsheets(word):
    assert yes_or_no(word) is False


@pytest.mark.parametrize("text", ["Hecho ✅", "✓ done", "👍", "[✔\ufe0f]", "Listo."])
def test_a_tick_beside_a_word_of_yes_says_it_too(text):
    assert yes_or_no(text) is True


@pytest.mark.parametrize("text", ["", "  ", "maybe", "yes and no", "✓✗", "2", "☐ done", "✓ no", "■", "☒"])
def test_other_text_says_neither(text):
    assert yes_or_no(text) is None


@pytest.mark.parametrize(
    "text",
    ["", " ", "—", "...", "[NA]", "<NA>", "Don’t know", "WEISS NICHT", "\\N", "S/I", "(skipped)", "- Bitte wählen -"],
)
def test_marks_for_no_answer(text):
    assert is_unanswered(text)


@pytest.mark.parametrize(
    "text", ["No sé", "no lo se", "NS/NC", "No contestó", "(en blanco)", "Sin información", "I don't know", "#N/D"]
)
def test_words_for_no_answer_in_spanish_and_english(text):
    assert is_unanswered(text)


@pytest.mark.parametrize("text", ["✓", "❌", "0", "no", "none of them", "1", "■", "◼", "☒", "👎", "🤷"])
def test_an_answer_is_no_mark_for_no_answer(text):
    assert not is_unanswered(text)
