"""Reads the exported JSON file; all problems of a file are found at once."""

import json
import re
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_text, quote_text
from assessment.core.text.i18n import mark_for_translation, tr, tr_count
from assessment.files import refuse_large
from assessment.storage.export_import import SCHEMA_VERSION
from assessment.storage.export_schema import CUT_TEXTS, ExportFile

MOST_BYTES = 50_000_000
MOST_PROBLEMS = 20
MOST_MEMBERS = 1_000
SHORT_NUMBER = re.compile(r"[0-9]{1,9}")
NO_JSON = mark_for_translation(
    "This is no Callback export, since it is not complete JSON; choose the file callback.json that "
    "'Take everything with you' gave you."
)
NO_EXPORT = mark_for_translation(
    "This is JSON but no Callback export; choose the file callback.json that 'Take everything with you' gave you."
)
NEWER = mark_for_translation(
    "This export was made by a newer version of Callback (its schema is {found}, ours {known}); update Callback first."
)
NO_EXPORT_KINDS = {("model_type", ()), ("missing", ("callback_export",))}
"""The kinds of errors of a file that is no export at all."""


def read_everything(content: str | bytes) -> tuple[ExportFile, int]:
    """The content of the file, and how many texts in it were too long and cut.

    Raises AssessmentError with one sentence for each problem.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    refuse_large(data, MOST_BYTES)
    # One in UTF-16 or UTF-32 is encoded anew, in UTF-8 without a mark.
    text = data.decode(json.detect_encoding(data), "replace").encode()
    with suppress(ValueError, RecursionError):
        json.loads(text, object_pairs_hook=_check_object, parse_int=str, parse_float=str)
    context: dict[str, int] = {}
    try:
        file = ExportFile.model_validate_json(text, context=context)
    except ValidationError as error:
        raise AssessmentError(_sentences(error)) from error
    _refuse_lost_letters(data)
    return file, context.get(CUT_TEXTS, 0)


def _refuse_lost_letters(data: bytes) -> None:
    """Raise AssessmentError for an export that was saved again in another encoding."""
    try:
        data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = tr(
            "In line {line} is a letter that is not UTF-8; save the file as UTF-8, or choose callback.json as "
            "'Take everything with you' gave it.",
            line=line,
        )
        raise AssessmentError([sentence]) from None


def _check_object(pairs: list[tuple[str, Any]]) -> None:
    """Raise AssessmentError for an object that no export of this version has.

    With more members, each would cost an error of 1 KB; of two with the same name, the last would count.
    """
    if len(pairs) > MOST_MEMBERS:
        raise AssessmentError([tr(NO_EXPORT)])
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in members if names.count(name) > 1)
        raise AssessmentError([tr("The name {name} stands twice in one object; delete one.", name=quote_text(twice))])
    _refuse_newer(members.get("callback_export"))


def _refuse_newer(version: Any) -> None:
    if isinstance(version, str) and SHORT_NUMBER.fullmatch(version) and int(version) > SCHEMA_VERSION:
        raise AssessmentError([tr(NEWER, found=version, known=SCHEMA_VERSION)])


def _sentences(error: ValidationError) -> list[str]:
    """One sentence for a file that is no export at all, else one for each problem inside."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    kinds = {(problem["type"], problem["loc"]) for problem in found}
    if ("json_invalid", ()) in kinds:
        return [tr(NO_JSON)]
    if kinds & NO_EXPORT_KINDS:
        return [tr(NO_EXPORT)]
    sentences = [": ".join([*_place(problem["loc"]), problem["msg"]]) + "." for problem in found[:MOST_PROBLEMS]]
    if (more := len(found) - MOST_PROBLEMS) > 0:
        sentences.append(tr_count("There is {number} more problem.", "There are {number} more problems.", more))
    return sentences


def _place(location: tuple[int | str, ...]) -> list[str]:
    """Where in the file, with rows counted from 1."""
    return [str(part + 1) if isinstance(part, int) else clean_text(part, 40) for part in location]
