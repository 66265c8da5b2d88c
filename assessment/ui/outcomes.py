"""How each outcome is named, and what is said when it is known."""

from dataclasses import dataclass

from assessment.core.process import Outcome


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """The option a person chooses, the headline in place of the number, and a sentence to go with it."""

    option: str
    headline: str
    comfort: str = ""


OUTCOME_WORDS = {
    Outcome.PENDING: OutcomeWords("Nothing yet", "No answer yet"),
    Outcome.VERBAL_OFFER: OutcomeWords(
        "An offer, spoken and not yet in writing",
        "An offer in words",
        "Ask for it in writing, and keep applying until you have it.",
    ),
    Outcome.OFFER: OutcomeWords("A written offer", "You have an offer", "Now settle what is open before you say yes."),
    Outcome.DECLINED_BY_ME: OutcomeWords(
        "An offer that I declined", "You declined their offer", "Close it kindly; you may meet again."
    ),
    Outcome.REJECTED: OutcomeWords(
        "They said no",
        "They said no",
        "That says little about you: most finalists are turned down, and all of them can do the job.",
    ),
    Outcome.NO_ANSWER: OutcomeWords(
        "No answer came, and I close it",
        "No answer came, and you closed it",
        "Answering was theirs to do, not yours. Silence after a late round is common and says little about you.",
    ),
    Outcome.WITHDREW: OutcomeWords("I withdrew", "You withdrew", "Close it kindly; you may meet again."),
    Outcome.ROLE_CANCELLED: OutcomeWords(
        "The role was cancelled", "The role was cancelled", "That was about their plans and not about you."
    ),
}
