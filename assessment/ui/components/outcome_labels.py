"""What the pages say once an outcome is known."""

from dataclasses import dataclass

from assessment.core.model.process import Outcome
from assessment.core.text.i18n import mark_for_translation


@dataclass(frozen=True, slots=True)
class OutcomeLabels:
    """To be translated: the headline in place of the number, and a sentence with it."""

    headline: str
    comfort: str = ""


OUTCOME_LABELS = {
    Outcome.PENDING: OutcomeLabels(
        mark_for_translation("No answer yet"),
    ),
    Outcome.VERBAL_OFFER: OutcomeLabels(
        mark_for_translation("An offer in words"),
        mark_for_translation("Ask for it in writing, and keep applying until you have it."),
    ),
    Outcome.OFFER: OutcomeLabels(
        mark_for_translation("Congratulations: you have an offer"),
        mark_for_translation("Now ask what is still unclear before you say yes."),
    ),
    Outcome.DECLINED_BY_ME: OutcomeLabels(
        mark_for_translation("You declined their offer"),
        mark_for_translation("Close it kindly; you may meet again."),
    ),
    Outcome.REJECTED: OutcomeLabels(
        mark_for_translation("They said no"),
        mark_for_translation(
            "I'm sorry. You reached the last rounds, and only one person could get it. It says little about you."
        ),
    ),
    Outcome.NO_ANSWER: OutcomeLabels(
        mark_for_translation("No answer came, and you closed it"),
        mark_for_translation(
            "Answering was theirs to do, not yours. Silence after a late round is common and says little about you."
        ),
    ),
    Outcome.WITHDREW: OutcomeLabels(
        mark_for_translation("You withdrew"),
        mark_for_translation("Close it kindly; you may meet again."),
    ),
    Outcome.ROLE_CANCELLED: OutcomeLabels(
        mark_for_translation("The role was cancelled"),
        mark_for_translation("That was about their plans and not about you."),
    ),
}
