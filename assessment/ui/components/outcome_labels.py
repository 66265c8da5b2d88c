"""What the pages call a stage, and what they say once an outcome is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.model import Stage
from assessment.core.model.process import Outcome, Process
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.ui.components.formatting import escape_markdown

STAGE_LABELS = {
    Stage.INVITED: mark_for_translation("Invited"),
    Stage.WAITING: mark_for_translation("Waiting"),
    Stage.DECIDED: mark_for_translation("Decided"),
}


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


def outcome_headline(process: Process) -> str:
    """The headline for how it ended, with the employer of an offer, as Markdown."""
    if process.outcome is Outcome.OFFER and process.employer:
        return tr("Congratulations: an offer from {employer}", employer=escape_markdown(process.employer))
    return tr(OUTCOME_LABELS[process.outcome or Outcome.PENDING].headline)


def outcome_comfort(process: Process, others: Sequence[Process]) -> str:
    """The sentence with it as Markdown; after an offer also who else is to be told, the employers of `others`."""
    sentences = [tr(OUTCOME_LABELS[process.outcome or Outcome.PENDING].comfort)]
    if employers := [each.employer for each in others if each.employer]:
        sentences.append(
            tr(
                "You also have this open: {employers}. Tell them before you accept.",
                employers=escape_markdown(", ".join(employers)),
            )
        )
    return " ".join(sentences)
