"""The present, where the visitor is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import streamlit as st


def now() -> datetime:
    """The present moment in the visitor's time zone."""
    try:
        return datetime.now(ZoneInfo(st.context.timezone or "UTC"))
    except (KeyError, ValueError, OSError):
        return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """The day of a moment where the visitor is."""
    return moment.astimezone(now().tzinfo).date()


def today() -> date:
    """Today's date where the visitor is."""
    return now().date()
