"""A bar that says how far something long has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

import streamlit as st

LATE_SECONDS: Final = 1.0
"""What ends sooner needs no bar."""

Report = Callable[[float], None]
"""A function that is told the share that is done, 0..1."""


@contextmanager
def late_progress() -> Iterator[Report]:
    """A function that shows the share it is told as a bar, from one second on; the bar goes once all is done."""
    place, shown_from = st.empty(), monotonic() + LATE_SECONDS

    def report(share: float) -> None:
        if monotonic() >= shown_from:
            place.progress(min(share, 1.0))

    try:
        yield report
    finally:
        place.empty()
