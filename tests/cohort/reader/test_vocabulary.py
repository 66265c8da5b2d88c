"""Ids and labels in any language are accepted, whatever their case and spacing."""

import io
from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.catalog import available_languages, language_for, load_instrument
from assessment.cohort.reader.responses import read_responses
from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.scoring.process_dates import COLUMN_FACTS
from assessment.core.model.vocabulary import option_vocabulary
from assessment.core.text.i18n import tr
from assessment.core.text.terms import normalize_term
from tests.cohort.reader.reading import TODAY, read
from tests.support import INSTRUMENT, examples, in_language


@pytest.fixture(scope="module")
def instruments():
    """Code of a language -> the instrument in it."""
    return {code: load_instrument(language=language_for(code)) for code in available_languages()}


@examples(0.6)
@given(st.data())
def test_ids_and_labels_in_any_case_and_spacing_mean_their_option(data):
    item = INSTRUMENT.items[data.draw(st.sampled_from(sorted(INSTRUMENT.items)))]
    option = data.draw(st.sampled_from(item.options))
    text = data.draw(st.sampled_from([option.id, option.label, option.id.replace("_", " ")]))
    written = data.draw(st.sampled_from([text, text.upper(), f"  {text.title()} ", text.replace(" ", "\u00a0")]))
    name = data.draw(st.sampled_from([item.id, item.label, item.stem, item.id.upper()]))
    frame = pd.DataFrame({name: [written]}, dtype="str")
    responses = read(frame.to_csv(index=False))
    assert responses.frame[item.id].tolist() == [option.id]
    assert responses.problems.empty


def test_no_term_of_an_item_means_two_options_in_any_language(instruments):
    for name in INSTRUMENT.items:
        items = [instrument.items[name] for instrument in instruments.values()]
        words = option_vocabulary(*items)
        for option in (option for item in items for option in item.options):
            assert words.id_of(option.id) == words.id_of(option.label) == option.id


@pytest.mark.parametrize(("written", "spoken"), list(permutations(available_languages(), 2)))
def test_a_table_in_one_language_is_read_in_another(instruments, written, spoken):
    items = instruments[written].items.values()
    most = max(len(item.options) for item in items)
    cells = {item.stem: [item.options[row % len(item.options)].label for row in range(most)] for item in items}
    content = io.BytesIO(pd.DataFrame(cells).to_csv(index=False).encode())
    others = [instrument for code, instrument in instruments.items() if code != spoken]
    responses = read_responses(content, instruments[spoken], today=TODAY, translations=others)
    assert responses.problems.empty
    for item in INSTRUMENT.items.values():
        options = [option.id for option in item.options]
        assert responses.frame[item.id].tolist() == [options[row % len(options)] for row in range(most)]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        *(("Day of the interview", "interview_date"), ("Día de la entrevista", "interview_date")),
        *(("Fecha de entrevista:", "interview_date"), ("Last time you heard from them", "last_word_date")),
        *(("How did it end?", "outcome"), ("¿Cómo terminó?", "outcome"), ("Persona", "person")),
    ],
)
def test_facts_of_the_process_go_by_their_labels(heading, column):
    assert column_vocabulary(INSTRUMENT).id_of(heading) == column


@pytest.mark.parametrize("code", available_languages())
def test_every_label_of_a_fact_is_known_while_its_language_is_spoken(code):
    with in_language(code):
        vocabulary = column_vocabulary(INSTRUMENT)
        labels = {name: tr(fact.label) for name, fact in COLUMN_FACTS.items()}
    assert {name: vocabulary.id_of(label) for name, label in labels.items()} == {name: name for name in labels}


def test_an_id_goes_before_an_equal_label():
    words = column_vocabulary(INSTRUMENT)
    assert all(words.id_of(item) == item for item in INSTRUMENT.items)
    assert normalize_term("Off\u2011Agenda ") == "off agenda"


@pytest.mark.parametrize(
    "heading",
    [
        *("outcome: employer's words", "history/outcome", "finalists. Comment", "feedback. None so far"),
        "feedback - 1",
        "feedback - Other",
        "team_intro (finalists)",
        "[timeline] feedback",
        "group/other",
        "other. finalists",
    ],
)
def test_a_heading_of_which_a_part_means_something_else_is_no_column_we_know(heading):
    assert column_vocabulary(INSTRUMENT).id_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("feedback. Did they say anything at all?", "feedback"),
        ("promised_date [TT.MM.JJJJ]", "promised_date"),
        ("group/inner/team_intro", "team_intro"),
        ("team_intro - Meeting the team", "team_intro"),
        ("finalists (code) - Selected Choice", "finalists"),
    ],
)
def test_a_name_may_stand_beside_its_question_its_group_or_a_hint(heading, column):
    assert column_vocabulary(INSTRUMENT).id_of(heading) == column


def test_a_heading_with_the_name_alone_goes_before_one_that_has_something_beside_it():
    responses = read("person,what_helped/feedback,feedback,finalists (code)\nA,1,none,two\n")
    assert list(responses.frame) == ["person", "what_helped/feedback", "feedback", "finalists"]
    assert responses.frame["feedback"].tolist() == ["none"]
