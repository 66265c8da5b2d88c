"""A new round of the same process: what stays, and what is asked again."""

from dataclasses import replace

from assessment.core.model import Instrument, Stage
from assessment.core.process import Process

ASKED_AGAIN = frozenset({"stage", "format", "finalists"})
"""Facts that every round has anew, though they are asked before it too."""


def next_round(process: Process) -> Process:
    """The facts at the start of the next round: people and settings stay, dates and outcome are cleared."""
    return replace(process, interview_date=None, promised_date=None, last_word_date=None, outcome=None)


def items_that_stay(instrument: Instrument) -> frozenset[str]:
    """The items whose answers outlive a round: those asked before an interview, and not about that very round.

    What is asked only afterwards (signs, how it went, follow-through) belonged to the round that is over.
    """
    return frozenset(
        item.id for item in instrument.items.values() if Stage.INVITED in item.stages and item.id not in ASKED_AGAIN
    )
