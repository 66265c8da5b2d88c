"""How each outcome is named, and what is said when it is known."""

from dataclasses import dataclass

from assessment.core.language import later_tr
from assessment.core.process import Outcome


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """To be translated: the option a person chooses, the headline in place of the number, and a sentence with it."""

    option: str
    headline: str
    comfort: str = ""


OUTCOME_WORDS = {
    Outcome.PENDING: OutcomeWords(
        later_tr("Nothing yet"),
        later_tr("No answer yet"),
    ),
    Outcome.VERBAL_OFFER: OutcomeWords(
        later_tr("An offer, spoken and not yet in writing"),
        later_tr("An offer in words"),
        later_tr("Ask for it in writing, and keep applying until you have it."),
    ),
    Outcome.OFFER: OutcomeWords(
        later_tr("A written offer"),
        later_tr("You have an offer"),
        later_tr("Now settle what is open before you say yes."),
    ),
    Outcome.DECLINED_BY_ME: OutcomeWords(
        later_tr("An offer that I declined"),
        later_tr("You declined their offer"),
        later_tr("Close it kindly; you may meet again."),
    ),
    Outcome.REJECTED: OutcomeWords(
        later_tr("They said no"),
        later_tr("They said no"),
        later_tr("That says little about you: most finalists are turned down, and all of them can do the job."),
    ),
    Outcome.NO_ANSWER: OutcomeWords(
        later_tr("No answer came, and I close it"),
        later_tr("No answer came, and you closed it"),
        later_tr(
            "Answering was theirs to do, not yours. Silence after a late round is common and says little about you."
        ),
    ),
    Outcome.WITHDREW: OutcomeWords(
        later_tr("I withdrew"),
        later_tr("You withdrew"),
        later_tr("Close it kindly; you may meet again."),
    ),
    Outcome.ROLE_CANCELLED: OutcomeWords(
        later_tr("The role was cancelled"),
        later_tr("The role was cancelled"),
        later_tr("That was about their plans and not about you."),
    ),
}
