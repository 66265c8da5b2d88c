"""The marked days of a process with the short names that charts give them."""

from datetime import date

from assessment.core.plan.key_dates import KeyDay, KeyDays, marked_days
from assessment.core.text.i18n import mark_for_translation, tr

DAY_NAMES = {
    KeyDay.INTERVIEW: mark_for_translation("interview"),
    KeyDay.THANK_YOU: mark_for_translation("thank-you"),
    KeyDay.PROMISED: mark_for_translation("promised date"),
    KeyDay.CHECK_IN: mark_for_translation("check in"),
    KeyDay.SECOND_CHECK_IN: mark_for_translation("second check-in"),
    KeyDay.TREAT_AS_NO: mark_for_translation("treat as a no"),
}


def named_days(key_days: KeyDays, today: date) -> list[tuple[str, date]]:
    """The marked days in the order of time, each with its name in the current language."""
    return [(tr(DAY_NAMES[kind]), day) for kind, day in marked_days(key_days, today)]
