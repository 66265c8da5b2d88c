"""What the words of an answer mean, whoever wrote them."""

from dataclasses import replace

import pytest

from assessment.core.model.vocabulary import option_ids, option_vocabulary
from tests.support import INSTRUMENT

TEAM = INSTRUMENT.items["team_intro"]


def item_with(*options):
    """An item whose options have these ids, and labels that are none of them."""
    shown = [replace(TEAM.options[0], id=option, label=f"Label of {option}") for option in options]
    return replace(TEAM, options=tuple(shown))


def in_other_words(item):
    return replace(item, options=tuple(replace(each, label=f"Etiqueta {each.id}") for each in item.options))


@pytest.mark.parametrize(
    ("options", "text", "meant"),
    [
        (("yes", "no"), "TRUE", "yes"),
        (("yes", "no"), "FALSE", "no"),
        (("yes", "partly", "no"), "TRUE", "yes"),
        (("met", "no"), "TRUE", "met"),
        (("no", "met"), "TRUE", "met"),
        (("met", "partly", "no"), "TRUE", None),
        (("met", "partly"), "TRUE", None),
        (("met", "partly"), "FALSE", None),
        (("met", "partly"), "label of MET", "met"),
        (("met", "partly"), "partly", "partly"),
    ],
)
def test_a_text_means_the_option_that_it_names_or_affirms_or_denies(options, text, meant):
    assert option_vocabulary(item_with(*options)).id_of(text) == meant


def test_labels_of_every_language_name_the_option_and_ids_are_those_of_the_first():
    item = item_with("met", "partly")
    vocabulary = option_vocabulary(item, in_other_words(item))
    assert [vocabulary.id_of(text) for text in ("Label of met", "Etiqueta partly", "met")] == ["met", "partly", "met"]


def test_answers_become_ids_and_what_means_nothing_stays_or_is_left_out():
    other = replace(INSTRUMENT, items={name: in_other_words(item) for name, item in INSTRUMENT.items.items()})
    finalists = INSTRUMENT.items["finalists"].options[0]
    answers = {
        "finalists": finalists.label,
        "team_intro": f"Etiqueta {TEAM.options[0].id}",
        "rapport": "n/a",
        "stage": "somewhere",
        "retired_item": "n/a",
    }
    ids = {"finalists": finalists.id, "team_intro": TEAM.options[0].id, "stage": "somewhere", "retired_item": "n/a"}
    assert option_ids(answers, INSTRUMENT, [other]) == ids
