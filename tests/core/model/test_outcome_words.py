"""Every word for an outcome means that one outcome only."""

import pytest

from assessment.catalog import available_languages, language_for
from assessment.core.model.outcome_words import OUTCOME_OPTIONS, outcome_terms
from assessment.core.model.process import Outcome
from assessment.core.model.vocabulary import outcome_vocabulary
from assessment.core.text.i18n import ENGLISH, current_language, set_language
from assessment.core.text.terms import letters_of

WORDS = {
    Outcome.OFFER: [
        "Offer",
        "hired",
        "Accepted",
        "Oferta aceptada",
        "CONTRATADA",
        "Acepte la oferta",
        "Zusage",
        "Offre acceptée",
        "Assunta",
        "Oferta aceite",
        "Aangenomen",
    ],
    Outcome.DECLINED_BY_ME: [
        "Declined",
        "offer declined",
        "Declined by me",
        "Rechacé la oferta",
        "Angebot abgelehnt",
        "Offre refusée",
        "Offerta rifiutata",
        "Aanbod afgewezen",
        "Candidate declined",
    ],
    Outcome.REJECTED: [
        "Rejected - no feedback",
        "Rejected at final stage",
        "Rejected post-onsite",
        "Refusé après entretien",
        "Rechazada tras la entrevista",
        "Rejected after final round",
        "turned down",
        "Not selected",
        "Rechazado/a",
        "Rechazado(a)",
        "no offer",
        "Absage",
        "Refusé(e)",
        "Scartato",
        "Não selecionado",
        "AFGEWEZEN",
    ],
    Outcome.NO_ANSWER: [
        "Ghosted",
        "no reply",
        "No response",
        "Sin respuesta",
        "keine Rückmeldung",
        "Pas de réponse",
        "Sem retorno",
        "Geen reactie",
        "Sin noticias",
        "Pas de nouvelles",
    ],
    Outcome.WITHDREW: [
        "Withdrawn",
        "I withdrew",
        "me retire",
        "Zurückgezogen",
        "Candidature retirée",
        "Desisti",
        "Teruggetrokken",
        "Accepted another offer",
    ],
    Outcome.ROLE_CANCELLED: [
        "Cancelled",
        "canceled",
        "Position cancelled",
        "Vacante cancelada",
        "Stelle gestrichen",
        "Poste supprimé",
        "Vaga cancelada",
        "Geannuleerd",
        "Offer withdrawn",
        "Offer rescinded",
    ],
    Outcome.VERBAL_OFFER: ["verbal offer", "Oferta de palabra", "Mündliche Zusage", "Offerta verbale"],
    Outcome.PENDING: [
        "in progress",
        "In-Progress",
        "En proceso",
        "waiting",
        "interviewing",
        "Läuft",
        "En attente",
        "Em andamento",
        "In attesa",
        "Lopend",
    ],
}


@pytest.fixture(params=list(available_languages()))
def language(request):
    language = language_for(request.param)
    set_language(language)
    yield language
    set_language(ENGLISH)


def test_no_word_means_two_outcomes():
    meanings = {}
    for text, outcome in outcome_terms(current_language()):
        meanings.setdefault(letters_of(text), set()).add(outcome)
    assert {term: meant for term, meant in meanings.items() if len(meant) > 1} == {}


@pytest.mark.parametrize(("outcome", "text"), [(outcome, text) for outcome, texts in WORDS.items() for text in texts])
def test_what_others_call_an_outcome_is_understood(outcome, text):
    assert outcome_vocabulary().id_of(text) == outcome


@pytest.mark.parametrize("text", ["Rejected?", "Offer (?)", "¿Oferta?", "Ghosted??", "offer？"])
def test_a_question_is_no_outcome(text):
    assert outcome_vocabulary().id_of(text) is None


def test_the_options_of_the_page_are_understood_in_its_language(language):
    vocabulary = outcome_vocabulary()
    for outcome, option in OUTCOME_OPTIONS.items():
        assert vocabulary.id_of(language.message(option)) == vocabulary.id_of(option) == outcome
    assert set(OUTCOME_OPTIONS) == set(Outcome)
