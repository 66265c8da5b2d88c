"""Values -> pictures: each with its text alternative and the same numbers as a table."""

from assessment.charts import balance, calibration, change, cohort, domains, outlook, people, ranges, trend
from assessment.charts.balance import balance_chart, factor_label
from assessment.charts.calibration import calibration_chart
from assessment.charts.change import change_chart
from assessment.charts.cohort import distribution_chart, domain_multiples
from assessment.charts.domains import domains_chart
from assessment.charts.outlook import outlook_chart, outlook_days
from assessment.charts.palette import LIFT, REST, STYLE
from assessment.charts.people import hundred_chart
from assessment.charts.picture import Picture, range_label
from assessment.charts.ranges import ranges_chart
from assessment.charts.trend import trend_chart

__all__ = [
    "LIFT",
    "REST",
    "STYLE",
    "Picture",
    "balance_chart",
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
    "trend_chart",
    "warm",
]


def warm() -> None:
    """Import Altair and build every template, so that the first visitor does not wait for it."""
    for module in (outlook, balance, people, domains, change, trend, ranges, calibration, cohort):
        module.template_once()
