"""Values -> pictures: each with its text alternative and the same numbers as a table."""

from assessment.charts import balance, change, domains, outlook, people
from assessment.charts.balance import balance_chart
from assessment.charts.change import change_chart
from assessment.charts.domains import domains_chart
from assessment.charts.outlook import outlook_chart, outlook_days
from assessment.charts.palette import STYLE
from assessment.charts.people import hundred_chart
from assessment.charts.picture import Picture, day_label, range_label

__all__ = [
    "STYLE",
    "Picture",
    "balance_chart",
    "change_chart",
    "day_label",
    "domains_chart",
    "hundred_chart",
    "outlook_chart",
    "outlook_days",
    "range_label",
    "warm",
]


def warm() -> None:
    """Import Altair and build every template, so that the first visitor does not wait for it."""
    for module in (outlook, balance, people, domains, change):
        module.template_once()
