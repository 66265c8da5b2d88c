"""The command that simulates forecasts of the model, and writes how good they were."""

import argparse
from pathlib import Path

from assessment.catalog import load_instrument
from assessment.catalog.simulation import simulation_json
from assessment.cli.lazy_command import SubParsers
from assessment.files import write_whole

PEOPLE, SEED = 20_000, 1


def add_simulation_parser(commands: SubParsers) -> None:
    """Add `simulate` to the sub-parsers of a command line."""
    parser = commands.add_parser("simulate", help="how good the outlook is for simulated people, as JSON")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="where to write it, or - for the screen")
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"about how many finalists (default: {PEOPLE})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"the same one gives the same figures (default: {SEED})")
    parser.set_defaults(command=_simulate)


def _simulate(options: argparse.Namespace) -> int:
    from assessment.cohort.simulation import simulate

    figures = simulation_json(simulate(load_instrument(), people=max(options.people, 1000), seed=abs(options.seed)))
    if options.output == "-":
        print(figures, end="")
    else:
        write_whole(Path(options.output), figures.encode())
    return 0
