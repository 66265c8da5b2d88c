"""JSON files that say what they are, of which version, and whether somebody changed them.

The checksum shows that a file was changed, by hand or on its way. It is no signature: whoever wants to can make a
new one.
"""

import json
from hashlib import sha256
from typing import Any

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.export.json_text import parse_json
from assessment.files import refuse_large

VERSION = 1
MOST_BYTES = 20_000_000
FOR_COACH, FROM_COACH = "callback_for_coach", "callback_from_coach"
NAMES = {
    FOR_COACH: mark_for_translation("a file that a client gives to a coach"),
    FROM_COACH: mark_for_translation("a file that a coach gives back"),
    "callback_export": mark_for_translation("an export of everything"),
}
"""First key of a file -> what it is."""


def write_with_checksum(kind: str, content: Any) -> str:
    """The content as a JSON file of this kind, with its version and checksum."""
    file = {kind: VERSION, "checksum": _checksum(kind, content), "content": content}
    return json.dumps(file, indent=1, ensure_ascii=False, allow_nan=False)


def _checksum(kind: str, content: Any) -> str:
    text = json.dumps([kind, VERSION, content], sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def read_with_checksum(kind: str, data: bytes) -> Any:
    """The content of a file of this kind; raises AssessmentError, one sentence, for any other and a changed one."""
    file = _object(data)
    if kind not in file:
        raise AssessmentError([_wrong_kind(kind, file)])
    version = file[kind]
    if isinstance(version, int) and version > VERSION:
        sentence = tr(
            "A newer Callback made this file (version {version}; this one reads {known}). Update Callback and open it "
            "again.",
            version=version,
            known=VERSION,
        )
        raise AssessmentError([sentence])
    content = file.get("content")
    if version != VERSION or set(file) != {kind, "checksum", "content"} or file["checksum"] != _checksum(kind, content):
        raise AssessmentError([tr("This file was changed after Callback made it. Ask for it again, as it was saved.")])
    return content


def _object(data: bytes) -> dict[str, Any]:
    refuse_large(data, MOST_BYTES)
    try:
        file = parse_json(data.decode("utf-8-sig"))
    except (ValueError, RecursionError, AssessmentError) as error:
        raise AssessmentError([tr("This is no file of Callback, or not all of it. Ask for it again.")]) from error
    return file if isinstance(file, dict) else {}


def _wrong_kind(kind: str, file: dict[str, Any]) -> str:
    """That the file is another one, by its name where it is known."""
    expected = tr(NAMES[kind])
    if other := next((name for key, name in NAMES.items() if key in file), ""):
        return tr("This is {other}; expected {expected}.", other=tr(other), expected=expected)
    return tr("This is no file of Callback; expected {expected}.", expected=expected)
