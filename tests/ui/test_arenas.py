"""The threads of a server share one arena of memory."""

import subprocess
import sys

import pytest

THREADS = """
import ctypes, threading
from assessment.ui.process_limits import share_one_arena
{}
libc, together = ctypes.CDLL(None), threading.Barrier(5)
libc.malloc.argtypes = [ctypes.c_size_t]
def take():
    libc.malloc(1000)
    together.wait()
threads = [threading.Thread(target=take) for _ in range(4)]
for thread in threads: thread.start()
together.wait()
for thread in threads: thread.join()
libc.malloc_stats()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc has arenas")
@pytest.mark.parametrize(("first", "are_shared"), [("", False), ("share_one_arena()", True)])
def test_threads_share_one_arena_once_asked_to(first, are_shared):
    done = subprocess.run([sys.executable, "-c", THREADS.format(first)], capture_output=True, text=True, check=True)
    assert (done.stderr.count("Arena ") == 1) is are_shared
