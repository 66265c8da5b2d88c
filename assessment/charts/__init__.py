"""Values -> pictures: each with its text alternative and the same numbers as a table."""

from collections.abc import Iterable

from assessment.charts import balance, calibration, distribution, domains, hundred, ranges, trend, what_if
from assessment.charts.balance import balance_chart, factor_label, short_answer
from assessment.charts.calibration import calibration_chart
from assessment.charts.chart import BUILT, Picture, Templates, range_label
from assessment.charts.distribution import distribution_chart, domain_multiples
from assessment.charts.domains import domains_chart
from assessment.charts.hundred import hundred_chart
from assessment.charts.outlook import chart as outlook
from assessment.charts.outlook.chart import outlook_chart, outlook_days
from assessment.charts.outlook.svg import printed_outlook
from assessment.charts.palette import LIFT, REST, STYLE
from assessment.charts.ranges import ranges_chart
from assessment.charts.trend import trend_chart
from assessment.charts.what_if import change_chart
from assessment.core.text.i18n import Language, current_language, set_language

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
    "printed_outlook",
    "range_label",
    "ranges_chart",
    "short_answer",
    "take_templates",
    "trend_chart",
]


def built_templates(languages: Iterable[Language]) -> Templates:
    """The templates of all charts in these languages; Altair is loaded to build them."""
    before = current_language()
    for language in languages:
        set_language(language)
        for module in (outlook, balance, hundred, domains, what_if, trend, ranges, calibration, distribution):
            module.template_once()
    set_language(before)
    return BUILT


def take_templates(templates: Templates) -> None:
    """Use templates that another process has built, so that this one need not load Altair."""
    BUILT.update(templates)
