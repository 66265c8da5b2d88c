"""Reads the exported JSON file; all problems of a file are found at once."""

import json
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_text
from assessment.core.text.i18n import mark_for_translation, tr, tr_count
from assessment.files import refuse_large
from assessment.storage.export_schema import CUT_TEXTS, ExportFile

MOST_BYTES = 50_000_000
MOST_PROBLEMS = 20
MOST_MEMBERS = 1_000
NO_JSON = mark_for_translation(
    "This is no Callback export, since it is not complete JSON; choose the file callback.json that "
    "'Take everything with you' gave you."
)
NO_EXPORT = mark_for_translation(
    "This is JSON but no Callback export; choose the file callback.json that 'Take everything with you' gave you."
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
        json.loads(text, object_pairs_hook=_refuse_wide_object, parse_int=str, parse_float=str)
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


def _refuse_wide_object(members: list[Any]) -> None:
    """Raise AssessmentError for an object with more members than any export has; each would cost an error of 1 KB."""
    if len(members) > MOST_MEMBERS:
        raise AssessmentError([tr(NO_EXPORT)])


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
