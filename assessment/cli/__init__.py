"""The command line `assessment`. Exit codes: 0 done, 2 after a sentence for each problem, 1 after our own fault."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from assessment import __version__
from assessment.catalog import (
    available_languages,
    data_folder,
    earlier_wordings,
    language_for,
    load_instrument,
    shipped_texts,
    version_problem,
)
from assessment.catalog.languages import language_folder
from assessment.catalog.messages import missing_translations, native_name, update_language
from assessment.catalog.simulation import simulation_json
from assessment.cli.cohort_parser import add_cohort_parser, add_learned
from assessment.cli.data_parser import add_data_parser
from assessment.cli.ending import exit_code_of
from assessment.cli.lazy_command import SubParsers
from assessment.cli.learned_figures import scoring_instrument
from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.plan.key_dates import add_days
from assessment.core.plan.plan import MINUTES_PER_DAY, make_plan
from assessment.core.scoring.assess import Assessment, assess
from assessment.core.scoring.hearing import DAYS_AHEAD, hearing_by_day
from assessment.core.text.i18n import ENGLISH
from assessment.export.case import Case, assessment_json, read_case
from assessment.export.plan_csv import plan_csv
from assessment.files import prefix_problems, read_text, refuse_overlaps, write_whole
from assessment.settings import MOST_PORT, app_file

MOST_INPUT_BYTES = 200_000
STANDARD_INPUT = "/dev/stdin"
PEOPLE, SEED = 20_000, 1
MOST_COOKIE_BYTES = 65_536
"""The longest line of a WebSocket's request: a provider that names many groups fills 4 KB and more."""
CASE_HELP = "a JSON file with the answers and the facts of the process, or - for standard input"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    with suppress(AttributeError, ValueError):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    return exit_code_of(lambda: options.command(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assessment", description="An honest look at a process after an interview.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_case_parsers(commands)
    add_cohort_parser(commands)

    check = commands.add_parser("check", help="read the data files and name everything wrong in them")
    check.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="a folder of data files; default: our own")
    check.set_defaults(command=_check)

    run = commands.add_parser("run", help="open the app in the browser, on this machine only")
    run.add_argument("--port", type=_port, help="the port to listen on (default: 8501, or the next free one)")
    run.set_defaults(command=_run)

    serve = commands.add_parser("serve", help="serve the app to others, behind a proxy")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine's own)")
    serve.add_argument("--port", type=_port, default=8501)
    serve.set_defaults(command=_serve)

    add_data_parser(commands)
    _add_author_parsers(commands)
    return parser


def _add_case_parsers(commands: SubParsers) -> None:
    score = commands.add_parser("score", help="readiness, fit and outlook of one case, as JSON")
    plan = commands.add_parser("plan", help="the prep plan of one case, as CSV")
    for parser, command in ((score, _score), (plan, _plan)):
        parser.add_argument("file", metavar="FILE", help=CASE_HELP)
        add_learned(parser)
        parser.set_defaults(command=command)
    plan.add_argument("--csv", metavar="OUT", required=True, help="where to write the plan, or - for standard output")


def _add_author_parsers(commands: SubParsers) -> None:
    """Add `language` and `simulate`, for those who translate and who write the figures."""
    language = commands.add_parser("language", help="bring the translations of a language up to date, or start them")
    language.add_argument("code", metavar="CODE", help="the code of the language, such as es")
    language.add_argument("--check", action="store_true", help="write nothing; name everything that is not translated")
    language.set_defaults(command=_language)

    simulate = commands.add_parser("simulate", help="how good the outlook is for simulated people, as JSON")
    simulate.add_argument("-o", "--output", metavar="OUT", required=True, help="where to write it, or - for the screen")
    simulate.add_argument("--people", type=int, default=PEOPLE, help=f"about how many finalists (default: {PEOPLE})")
    simulate.add_argument(
        "--seed", type=int, default=SEED, help=f"the same one gives the same figures (default: {SEED})"
    )
    simulate.set_defaults(command=_simulate)


def _port(text: str) -> int:
    with suppress(ValueError):
        if 1 <= (port := int(text)) <= MOST_PORT:
            return port
    raise argparse.ArgumentTypeError(f"'{text}' is no port; expected a whole number from 1 to {MOST_PORT}")


def _score(options: argparse.Namespace) -> int:
    instrument, case, today, assessment = _assess_file(options)
    days = [add_days(today, days) for days in DAYS_AHEAD]
    figures, outlook = instrument.outlook.silence, assessment.outlook
    hearing = hearing_by_day(figures, outlook, process=case.process, today=today, days=days)
    print(assessment_json(assessment, hearing))
    return 0


def _plan(options: argparse.Namespace) -> int:
    case_file = STANDARD_INPUT if options.file == "-" else options.file
    refuse_overlaps([options.csv if options.csv != "-" else None], [case_file, options.learned])
    instrument, case, today, assessment = _assess_file(options)
    minutes = case.process.minutes_per_day or MINUTES_PER_DAY
    text = plan_csv(instrument, make_plan(instrument, assessment, case.process, today, minutes))
    if options.csv == "-":
        sys.stdout.buffer.write(text.encode())
    else:
        write_whole(Path(options.csv), text.encode())
    return 0


def _assess_file(options: argparse.Namespace) -> tuple[Instrument, Case, date, Assessment]:
    instrument = scoring_instrument(options)
    case = read_case(instrument, _case_text(options.file), _other_wordings())
    today = case.today or date.today()
    return instrument, case, today, assess(instrument, case.responses, process=case.process, today=today)


def _other_wordings() -> Iterator[Instrument]:
    """The shipped instrument in every language, then in the words of earlier versions."""
    for code in available_languages():
        yield load_instrument(language=language_for(code))
    yield from earlier_wordings()


def _case_text(name: str) -> str:
    with prefix_problems(name):
        if name != "-":
            with Path(name).open("rb") as file:
                return read_text(file, MOST_INPUT_BYTES)
        if sys.stdin is None:
            raise AssessmentError(["standard input is closed; expected a case on it."])
        return read_text(sys.stdin.buffer, MOST_INPUT_BYTES)


def _check(options: argparse.Namespace) -> int:
    folder = options.folder or data_folder()
    instrument = load_instrument(folder)
    if problem := version_problem(folder):
        raise AssessmentError([problem])
    print(f"{folder}: {len(instrument.items)} items, version {instrument.version}, nothing wrong.")
    return 0


def _language(options: argparse.Namespace) -> int:
    """Bring the catalogs of a language up to date, or name what is missing in them."""
    if options.code == ENGLISH.code:
        raise AssessmentError([f"'{ENGLISH.code}': the program and the data files speak it themselves; name another."])
    name, folder, texts = native_name(options.code), language_folder() / options.code, shipped_texts().items()
    if not options.check:
        update_language(folder, texts)
        print(f"{folder}: {name} is up to date with the program and the data files.")
        return 0
    if problems := list(missing_translations(folder, texts)):
        raise AssessmentError(problems)
    print(f"{folder}: everything is translated into {name}.")
    return 0


def _simulate(options: argparse.Namespace) -> int:
    from assessment.cohort.simulation import simulate

    figures = simulation_json(simulate(load_instrument(), people=max(options.people, 1000), seed=abs(options.seed)))
    if options.output == "-":
        print(figures, end="")
    else:
        write_whole(Path(options.output), figures.encode())
    return 0


def _run(options: argparse.Namespace) -> int:
    """Replace this process by Streamlit, so that signals reach it; -P keeps modules of the folder from being imported.

    Streamlit takes the settings of .streamlit beside the script before those of the user and of the folder.
    """
    command = [sys.executable, "-P", "-m", "streamlit", "run", str(app_file())]
    if options.port:
        command.append(f"--server.port={options.port}")
    return _become(command)


def _serve(options: argparse.Namespace) -> int:
    """Replace this process by uvicorn, which shows the address that really connected, and lets long cookies in."""
    os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", str(MOST_COOKIE_BYTES))
    command = [sys.executable, "-P", "-m", "uvicorn", "assessment.ui.server:app", "--no-proxy-headers"]
    return _become([*command, "--no-access-log", f"--host={options.host}", f"--port={options.port}"])


def _become(command: list[str]) -> int:
    if os.name == "posix":
        os.execv(sys.executable, command)  # noqa: S606 - our own app, no shell
    return subprocess.call(command)  # noqa: S603 - our own app, no shell
