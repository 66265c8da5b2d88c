"""The instrument: what is asked, what each answer is worth, and the advice that goes with it.

All values are frozen; none knows which file it came from or how it is shown.
"""

from assessment.core.model.advice import Basis, Letter, LetterId, Source, StageStep, StepId, Tip, When
from assessment.core.model.figures import (
    ADVICE_ONLY,
    TIE_DIGITS,
    UNKNOWN_POOL,
    Credit,
    Evidence,
    Frequencies,
    Grade,
    Group,
    OptionWeight,
    OutlookSettings,
    Pool,
    SilenceSettings,
)
from assessment.core.model.instrument import Instrument
from assessment.core.model.questionnaire import MORE_ROUNDS, Domain, Item, Option, Responses, Roles, Stage
