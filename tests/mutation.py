"""Tries a random sample of the small changes of `assessment/core`, and says which of them no test noticed.

`python -m tests.mutation --sample 300 --seed 1`; the changes and the tests are mutmut's, as set in pyproject.toml.
What the tests of `core` do not notice is tried once more against those of what stands on it.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from math import sqrt
from pathlib import Path

MUTANTS = Path("mutants")
SURVIVED, UNREACHED = 0, 33
"""How mutmut writes down that the tests passed, and that none of them runs the changed function."""
ABOVE = ("tests/export", "tests/storage")
Z_95 = 1.96


def results():
    """The name of each change -> how its tests ended, None where they were not run."""
    found = {}
    for path in sorted(MUTANTS.glob("assessment/core/**/*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def run_mutmut(*names):
    """Let mutmut make all changes, and try those that are named."""
    subprocess.run([sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names], check=False)


def fails_above(name):
    """Whether a quick test above the core fails with a change, "" for none."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-m", "quick", "--hypothesis-profile=mutation"]
    environment = {**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": str(MUTANTS.resolve())}
    done = subprocess.run([*command, *ABOVE], cwd=MUTANTS, env=environment, capture_output=True, check=False)
    return done.returncode == 1


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
    options = parser.parse_args()
    run_mutmut("assessment.core.errors*")
    if fails_above(""):
        sys.exit(f"The tests in {', '.join(ABOVE)} fail without any change; mend that first.")
    names = random.Random(options.seed).sample(sorted(results()), options.sample)
    run_mutmut(*names)
    ends = results()
    missed = [name for name in sorted(names) if ends[name] in (SURVIVED, UNREACHED) and not fails_above(name)]
    low, high = interval(len(names) - len(missed), len(names))
    print(f"{len(names) - len(missed)} of {len(names)} noticed, 95 % interval {low:.1%} to {high:.1%}; not noticed:")
    print("\n".join(missed))


if __name__ == "__main__":
    main()
