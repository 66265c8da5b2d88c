"""How these tests run the command line."""

from assessment.cli import main


def run_cohort(*arguments):
    """The exit code of `assessment cohort` with these arguments."""
    return main(["cohort", *map(str, arguments)])
