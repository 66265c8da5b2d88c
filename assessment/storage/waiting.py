"""How long this thread waits for a database that is locked, busy or away."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from time import monotonic

WAIT_SECONDS = 5.0
"""The longest wait of one read or save, everything included."""
_THREAD = local()


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Let everything inside wait for so many seconds in all; an outer limit that ends earlier holds as well."""
    outer = _end()
    _THREAD.end = min(outer, monotonic() + seconds)
    try:
        yield
    finally:
        _THREAD.end = outer


def seconds_left() -> float:
    """How long may still be waited, 0 where the limit has passed."""
    return max(0.0, min(_end() - monotonic(), WAIT_SECONDS))


def _end() -> float:
    end: float = getattr(_THREAD, "end", float("inf"))
    return end
