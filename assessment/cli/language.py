"""The command for translators: bring the catalogs of a language up to date, or name what is missing in them."""

import argparse

from assessment.catalog import shipped_texts
from assessment.catalog.languages import language_folder
from assessment.catalog.messages import missing_translations, native_name, update_language
from assessment.cli.lazy_command import SubParsers
from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import ENGLISH


def add_language_parser(commands: SubParsers) -> None:
    """Add `language` to the sub-parsers of a command line."""
    parser = commands.add_parser("language", help="bring the translations of a language up to date, or start them")
    parser.add_argument("code", metavar="CODE", help="the code of the language, such as es")
    parser.add_argument("--check", action="store_true", help="write nothing; name everything that is not translated")
    parser.set_defaults(command=_language)


def _language(options: argparse.Namespace) -> int:
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
