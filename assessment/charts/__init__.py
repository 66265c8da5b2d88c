"""Values -> pictures: each with its text alternative and the same numbers as a table."""

from collections.abc import Iterable

from assessment.charts import balance, calibration, change, cohort, domains, outlook, people, ranges, trend
from assessment.charts.balance import balance_chart, factor_label, short_answer
from assessment.charts.calibration import calibration_chart
from assessment.charts.change import change_chart
from assessment.charts.cohort import distribution_chart, domain_multiples
from assessment.charts.domains import domains_chart
from assessment.charts.outlook import outlook_chart, outlook_days
from assessment.charts.palette import LIFT, REST, STYLE
from assessment.charts.people import hundred_chart
from assessment.charts.picture import BUILT, Picture, Templates, range_label
from assessment.charts.ranges import ranges_chart
from assessment.charts.trend import trend_chart
from assessment.core.language import Language, speak, spoken

__all__ = [
    "LIFT",
    "REST",
    "STYLE",
    "Picture",
    "Templates",
    "balance_chart",
    "built_templates",
    "calibration_chart",
    "change_chart",
    "distribution_chart",
    "domain_multiples",
    "domains_chart",
    "factor_label",
    "hundred_chart",
    "outlook_chart",
    "outlook_days",
    "range_label",
    "ranges_chart",
    "short_answer",
    "take_templates",
    "trend_chart",
]


def built_templates(languages: Iterable[Language]) -> Templates:
    """The templates of all charts in these languages; Altair is loaded to build them."""
    before = spoken()
    for language in languages:
        speak(language)
        for module in (outlook, balance, people, domains, change, trend, ranges, calibration, cohort):
            module.template_once()
    speak(before)
    return BUILT


def take_templates(templates: Templates) -> None:
    """Use templates that another process has built, so that this one need not load Altair."""
    BUILT.update(templates)
