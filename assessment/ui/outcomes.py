"""How each outcome is named, and what is said when it is known."""

from dataclasses import dataclass

from assessment.core.process import Outcome


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """The option a person chooses, and the headline that takes the place of the number."""

    option: str
    headline: str


OUTCOME_WORDS = {
    Outcome.PENDING: OutcomeWords("Nothing yet", "No answer yet"),
    Outcome.VERBAL_OFFER: OutcomeWords(
        "An offer, spoken and not yet in writing",
        "An offer in words: ask for it in writing, and keep applying until you have it",
    ),
    Outcome.OFFER: OutcomeWords("A written offer", "You have an offer: now settle what is open before you say yes"),
    Outcome.DECLINED_BY_ME: OutcomeWords("An offer that I declined", "You declined their offer: close it kindly"),
    Outcome.REJECTED: OutcomeWords(
        "They said no", "They said no: that says little about you, and most finalists are turned down"
    ),
    Outcome.NO_ANSWER: OutcomeWords(
        "No answer came, and I close it", "No answer came, and you closed it: that was theirs to do, not yours"
    ),
    Outcome.WITHDREW: OutcomeWords("I withdrew", "You withdrew: close it kindly"),
    Outcome.ROLE_CANCELLED: OutcomeWords("The role was cancelled", "The role was cancelled: that was not about you"),
}
