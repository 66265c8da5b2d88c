"""The templates of all charts, one module each. Importing them loads Altair: the charts do so at first use."""

from collections.abc import Iterable

from assessment.charts.templates.balance import balance_template
from assessment.charts.templates.calibration import calibration_template
from assessment.charts.templates.distribution import distribution_template
from assessment.charts.templates.domains import domains_template
from assessment.charts.templates.hundred import hundred_template
from assessment.charts.templates.outlook import outlook_template
from assessment.charts.templates.ranges import ranges_template
from assessment.charts.templates.trend import trend_template
from assessment.charts.templates.what_if import what_if_template
from assessment.core.text.i18n import Language, current_language, set_language

__all__ = [
    "TEMPLATES",
    "balance_template",
    "build_all",
    "calibration_template",
    "distribution_template",
    "domains_template",
    "hundred_template",
    "outlook_template",
    "ranges_template",
    "trend_template",
    "what_if_template",
]

TEMPLATES = (
    outlook_template,
    balance_template,
    hundred_template,
    domains_template,
    what_if_template,
    trend_template,
    ranges_template,
    calibration_template,
    distribution_template,
)


def build_all(languages: Iterable[Language]) -> None:
    """Build every template in each of the languages."""
    before = current_language()
    try:
        for language in languages:
            set_language(language)
            for template in TEMPLATES:
                template()
    finally:
        set_language(before)
