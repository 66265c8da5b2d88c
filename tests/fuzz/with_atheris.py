"""Lets atheris choose files for one reader by the lines of our code that they reach.

`python -m tests.fuzz.with_atheris case --minutes 30`, with the extra `fuzz`. A file that ends in anything but sentences
is left in `--keep`, and the command ends with another code than 0. So is one that hangs: code that atheris watches is
some ten times slower, so that the limit here is a minute; `tests.fuzz.search` holds the 5 seconds.
"""

import argparse
import random
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["assessment"]):
    from tests.fuzz.readers import READERS, read, seeds

from tests.fuzz.mutations import LONGEST, mutate

SECONDS, MEGABYTES = 60, 600


def main():
    """Search until the time is over or a file is found; atheris ends the process itself."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=list(READERS))
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    options.keep.mkdir(exist_ok=True)
    files = seeds(options.name)
    limits = {
        "max_total_time": int(60 * options.minutes),
        "max_len": LONGEST,
        "timeout": SECONDS,
        "rss_limit_mb": MEGABYTES,
        "artifact_prefix": f"{options.keep}/{options.name}-",
    }
    atheris.Setup(
        [sys.argv[0], *(f"-{name}={value}" for name, value in limits.items())],
        lambda content: read(options.name, content),
        custom_mutator=lambda content, most, seed: mutate(random.Random(seed), [content, *files])[:most],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
