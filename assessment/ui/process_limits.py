"""What a server with many visitors asks of the system: one arena of memory for its threads, and many open files."""

import ctypes
from contextlib import suppress

M_ARENA_MAX = -8
"""The number of this setting in glibc's malloc.h."""
MOST_DESCRIPTORS = 65_536
"""As many as 16,000 visitors need; some systems permit a thousand million, and other programs count up to the limit."""


def share_one_arena() -> None:
    """Let all threads take memory from one arena, where the system's library is glibc.

    glibc gives threads arenas of their own, up to eight a core, and each keeps what was freed in it: with 40 visitors
    a server grew by 5 percent from the first minute to the fifth, with one arena by 2. Python runs one thread at a
    time, so that none waits for another's memory.
    """
    with suppress(AttributeError, OSError, TypeError):  # Other systems have no such setting, and Windows no None.
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def allow_many_visitors() -> None:
    """Raise the number of files and connections that may be open to what the system permits this process.

    Streamlit keeps an event loop for each visit: three descriptors, beside the one of the connection.
    """
    try:
        import resource
    except ImportError:  # On Windows there is no such limit.
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_DESCRIPTORS if most == resource.RLIM_INFINITY else min(most, MOST_DESCRIPTORS)
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
