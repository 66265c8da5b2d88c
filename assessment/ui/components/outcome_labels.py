"""What the pages call a stage, and what they say once an outcome is known."""

from collections.abc import Mapping, Sequence

from assessment.core.model import Stage
from assessment.core.model.process import Outcome, Process
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.ui.components.formatting import escape_markdown

STAGE_LABELS = {
    Stage.INVITED: mark_for_translation("Invited"),
    Stage.WAITING: mark_for_translation("Waiting"),
    Stage.DECIDED: mark_for_translation("Decided"),
}


HEADLINES = {
    Outcome.PENDING: mark_for_translation("No answer yet"),
    Outcome.VERBAL_OFFER: mark_for_translation("An offer in words"),
    Outcome.OFFER: mark_for_translation("Congratulations: you have an offer"),
    Outcome.DECLINED_BY_ME: mark_for_translation("You declined their offer"),
    Outcome.REJECTED: mark_for_translation("They said no"),
    Outcome.NO_ANSWER: mark_for_translation("No answer came, and you closed it"),
    Outcome.WITHDREW: mark_for_translation("You withdrew"),
    Outcome.ROLE_CANCELLED: mark_for_translation("The role was cancelled"),
}
"""The headline in place of the number."""
COMFORTS: Mapping[Outcome | None, str] = {
    Outcome.VERBAL_OFFER: mark_for_translation("Ask for it in writing, and keep applying until you have it."),
    Outcome.OFFER: mark_for_translation("Now ask what is still unclear before you say yes."),
    Outcome.DECLINED_BY_ME: mark_for_translation("Close it kindly; you may meet again."),
    Outcome.REJECTED: mark_for_translation(
        "I'm sorry. You reached the last rounds, and only one person could get it. It says little about you."
    ),
    Outcome.NO_ANSWER: mark_for_translation(
        "Answering was theirs to do, not yours. Silence after a late round is common and says little about you."
    ),
    Outcome.WITHDREW: mark_for_translation("Close it kindly; you may meet again."),
    Outcome.ROLE_CANCELLED: mark_for_translation("That was about their plans and not about you."),
}
"""The sentence with it, once there is an answer."""

OUTCOME_UNSAID = mark_for_translation(
    "You said that it is decided, and not yet how it ended. Choose that under 'I heard back'; until then it counts as "
    "open."
)
"""The sentence for an application of which is said that it is decided, and not how."""


def outcome_headline(process: Process) -> str:
    """The headline for how it ended, with the employer of an offer, as Markdown."""
    if process.outcome is Outcome.OFFER and process.employer:
        return tr("Congratulations: an offer from {employer}", employer=escape_markdown(process.employer))
    return tr(HEADLINES[process.outcome or Outcome.PENDING])


def outcome_comfort(process: Process, others: Sequence[Process]) -> str:
    """The sentence with it as Markdown; after an offer also who else is to be told, the employers of `others`."""
    sentences = [tr(COMFORTS[process.outcome])]
    if employers := [each.employer for each in others if each.employer]:
        sentences.append(
            tr(
                "You also have this open: {employers}. Tell them before you accept.",
                employers=escape_markdown(", ".join(employers)),
            )
        )
    return " ".join(sentences)
