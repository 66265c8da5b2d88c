"""Tries a random sample of the small changes of `assessment/core`, and says which of them no test noticed.

`python -m tests.mutation --sample 300 --seed 1`; mutmut makes the changes, as set in pyproject.toml. Each is tried by
the tests of the same file first, then of its folder, of all of `core` and of what stands on it, until one fails.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from math import sqrt
from pathlib import Path, PurePosixPath

MUTANTS = Path("mutants")
ABOVE = ("tests/export", "tests/storage")
PASSED, NONE_THERE = 0, 5
"""How pytest ends where no test failed. It ends otherwise too where a change keeps the tests from being read."""
LONGEST_SECONDS = 900
"""Tests that take longer with a change have noticed it: it made a loop endless."""
Z_95 = 1.96


def make_changes():
    """Let mutmut write all changes into the copy of the program, and return their names."""
    any_few = "assessment.core.errors*"
    subprocess.run([sys.executable, "-m", "mutmut", "run", "--max-children", "1", any_few], check=False)
    found = [json.loads(path.read_text(encoding="utf-8")) for path in MUTANTS.glob("assessment/core/**/*.meta")]
    return sorted(name for meta in found for name in meta["exit_code_by_key"])


def nearest_first(name):
    """The tests for a change, in the order in which they are tried: those near it fail soonest."""
    *folders, module, _ = name.split(".")
    folder = PurePosixPath("tests", *folders[1:])
    return tuple(dict.fromkeys([f"{folder}/test_{module}.py", str(folder), "tests/core", *ABOVE]))


def is_noticed(name, tests):
    """Whether one of these quick tests fails with a change, "" for none."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-m", "quick", "--hypothesis-profile=mutation"]
    environment = {**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": str(MUTANTS.resolve())}
    try:
        done = subprocess.run(
            [*command, tests], cwd=MUTANTS, env=environment, capture_output=True, check=False, timeout=LONGEST_SECONDS
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (PASSED, NONE_THERE)


def noticed_by(name):
    """The first tests that notice a change, None where none does."""
    there = (tests for tests in nearest_first(name) if (MUTANTS / tests).exists())
    noticed = next((tests for tests in there if is_noticed(name, tests)), None)
    print(f"{name}: {noticed or 'not noticed'}", flush=True)
    return noticed


def interval(part, whole):
    """The 95 % interval of a share (Wilson 1927)."""
    share, spread = part / whole, Z_95**2 / whole
    middle, half = share + spread / 2, Z_95 * sqrt(share * (1 - share) / whole + spread / whole / 4)
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def main():
    """Print the share of the sample that was noticed, and the names of the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    changes = make_changes()
    spoiled = [tests for tests in ("tests/core", *ABOVE) if is_noticed("", tests)]
    if spoiled:
        sys.exit(f"The tests in {', '.join(spoiled)} fail without any change; mend that first.")
    names = random.Random(options.seed).sample(changes, options.sample)
    with ThreadPoolExecutor(options.processes) as pool:
        missed = [name for name, noticed in zip(names, pool.map(noticed_by, names), strict=True) if not noticed]
    low, high = interval(len(names) - len(missed), len(names))
    print(f"{len(names) - len(missed)} of {len(names)} noticed, 95 % interval {low:.1%} to {high:.1%}; not noticed:")
    print("\n".join(sorted(missed)))


if __name__ == "__main__":
    main()
