"""The instrument: what is asked, what each answer is worth, and the advice that goes with it.

All values are frozen; none knows which file it came from or how it is shown.
"""

from assessment.core.model.advice import Basis, Letter, Source, StageStep, Tip, When
from assessment.core.model.figures import (
    ADVICE_ONLY,
    TIE_DIGITS,
    Credit,
    Evidence,
    Figure,
    Frequencies,
    Grade,
    Group,
    OutlookFigures,
    Pool,
    SilenceFigures,
)
from assessment.core.model.instrument import Instrument
from assessment.core.model.questionnaire import Domain, Item, Option, Responses, Stage

__all__ = [
    "ADVICE_ONLY",
    "TIE_DIGITS",
    "Basis",
    "Credit",
    "Domain",
    "Evidence",
    "Figure",
    "Frequencies",
    "Grade",
    "Group",
    "Instrument",
    "Item",
    "Letter",
    "Option",
    "OutlookFigures",
    "Pool",
    "Responses",
    "SilenceFigures",
    "Source",
    "Stage",
    "StageStep",
    "Tip",
    "When",
]
