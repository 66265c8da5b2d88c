"""The templates of all charts, one module each. Importing them loads Altair: the charts do so at first use."""

from assessment.charts.templates.balance import balance_template
from assessment.charts.templates.calibration import calibration_template
from assessment.charts.templates.distribution import distribution_template
from assessment.charts.templates.domains import domains_template
from assessment.charts.templates.ending import ending_template
from assessment.charts.templates.hearing import hearing_template
from assessment.charts.templates.hundred import hundred_template
from assessment.charts.templates.outlook import outlook_template
from assessment.charts.templates.reasons import reasons_template
from assessment.charts.templates.simulated import simulated_template
from assessment.charts.templates.trend import trend_template
from assessment.charts.templates.what_if import what_if_template

TEMPLATES = (
    outlook_template,
    hearing_template,
    balance_template,
    hundred_template,
    reasons_template,
    domains_template,
    what_if_template,
    trend_template,
    calibration_template,
    distribution_template,
    simulated_template,
    ending_template,
)
