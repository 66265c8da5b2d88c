"""Values -> charts: each with its text alternative and the same numbers as a table.

A chart's own module makes the rows and the words; the layers that draw the rows are its template, in `templates/`.
Only the templates know Altair, which takes a quarter of a second to load: each is imported where it is filled.
"""

from collections.abc import Iterable

from assessment.charts.balance import BalanceEntry, balance_chart, balance_entries
from assessment.charts.calibration import calibration_chart
from assessment.charts.chart import DescribedChart, points_label, probability_label, range_label
from assessment.charts.distribution import distribution_chart, domain_multiples
from assessment.charts.domains import domains_chart
from assessment.charts.ending import ending_chart
from assessment.charts.hearing import hearing_chart, hearing_sentence
from assessment.charts.hundred import hundred_chart, hundred_on_day
from assessment.charts.outlook.chart import outlook_chart
from assessment.charts.outlook.days import hearing_days, outlook_days
from assessment.charts.outlook.svg import printed_outlook
from assessment.charts.palette import GROUNDS, LIFT, MUTED, OUTLINE, REST, STYLE
from assessment.charts.reasons import reasons_chart, strongest_reasons
from assessment.charts.simulated import simulated_chart
from assessment.charts.trend.chart import trend_chart
from assessment.charts.what_if import what_if_chart
from assessment.core.text.i18n import Language, current_language, set_language


def build_templates(languages: Iterable[Language]) -> None:
    """Build the templates of all charts in these languages, so that nobody waits for them later."""
    from assessment.charts.templates import TEMPLATES

    before = current_language()
    try:
        for language in languages:
            set_language(language)
            for template in TEMPLATES:
                template()
    finally:
        set_language(before)
