"""Looks for files that a reader fails on: an error that is no sentence, more than 5 seconds, or more than 300 MB.

`python -m tests.fuzz.search --minutes 10` tries all readers in turn, and names of readers only those. Files found are
kept in `--keep`.
"""

import argparse
import faulthandler
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.mutations import mutate
from tests.fuzz.readers import READERS, read, seeds

SECONDS, MEGABYTES = 5, 300
ROUND_SECONDS = 20


def main():
    """Run the search; returns how many files were found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(READERS)}; default: all")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    parser.add_argument("--round", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.names) - set(READERS):
        parser.error(f"no reader is called {', '.join(sorted(unknown))}")
    options.keep.mkdir(exist_ok=True)
    if options.round is not None:
        return try_files(options.names[0], options.round, options.keep)
    return search(options)


def search(options):
    """Try the readers in turn, each in processes of their own, until the time is over."""
    end, number, found = time.monotonic() + 60 * options.minutes, options.seed, 0
    while time.monotonic() < end:
        for name in options.names or READERS:
            number += 1
            command = [sys.executable, "-m", "tests.fuzz.search", name, "--round", str(number), "--keep", options.keep]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            print(name, number, done.stdout.strip(), flush=True)
            if done.returncode:
                found += 1
                (options.keep / f"{name}-now").rename(options.keep / f"{name}-{number}")
                (options.keep / f"{name}-{number}.txt").write_text(done.stderr)
                print(f"found {options.keep / name}-{number}: {done.stderr.strip().splitlines()[-1:]}", flush=True)
    return found


def try_files(name, seed, keep):
    """Try files with one reader for ROUND_SECONDS; the file in hand lies beside, for whoever asks after a crash."""
    pick, tried, end = random.Random(seed), 0, time.monotonic() + ROUND_SECONDS
    for content in seeds(name):
        read(name, content)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEGABYTES * 1_000_000,) * 2)
    while time.monotonic() < end:
        content = mutate(pick, seeds(name))
        (keep / f"{name}-now").write_bytes(content)
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        read(name, content)
        faulthandler.cancel_dump_traceback_later()
        tried += 1
    print(f"{tried} files")
    return 0


if __name__ == "__main__":
    sys.exit(min(main(), 1))
