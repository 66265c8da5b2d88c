"""Commands whose modules are imported when they are run, so that every other command starts without them."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

SubParsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `add_subparsers` returns: commands, or the verbs of one, to which more can be added."""
Command = Callable[[argparse.Namespace], int]
"""Takes the options and returns the exit code, or raises AssessmentError."""


def lazy_command(module: str, name: str) -> Command:
    """The command of this name in a module of `assessment.cli`, which is imported when the command is run."""

    def run_command(options: argparse.Namespace) -> int:
        command: Command = getattr(import_module(f"assessment.cli.{module}"), name)
        return command(options)

    return run_command
