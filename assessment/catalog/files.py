"""Reading the data files: their folder, text and TOML tables, and a hash of the whole content."""

import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from assessment.core.errors import AssessmentError

LARGEST = 1_000_000
"""The most bytes that a data file may have."""

TomlTable = dict[str, Any]


def data_folder() -> Path:
    """The folder of the shipped data: `assessment/data` in an installed wheel, `data` beside the package otherwise."""
    package = Path(__file__).parent.parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def read_text(file: Path) -> str:
    """The text of a file without a BOM; raises AssessmentError when it is missing, too large or not UTF-8."""
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise AssessmentError([f"{file.name}: the file is missing; expected it in {file.parent}"]) from None
    except OSError as error:
        raise AssessmentError([f"{file.name}: the file cannot be read ({error.strerror})"]) from None
    if len(content) > LARGEST:
        raise AssessmentError([f"{file.name}: the file is too large; expected at most {LARGEST:,} bytes"])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise AssessmentError([f"{file.name}: line {line}: this is not UTF-8; save the file as UTF-8"]) from None


def parse_toml(name: str, text: str) -> TomlTable:
    """The tables in a TOML text; raises AssessmentError with line and column when it is malformed."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise AssessmentError([f"{name}: tables or lists are nested too deeply"]) from None
    except ValueError as error:
        reason, place = _reason_and_place(str(error))
        raise AssessmentError([f"{name}: {place}this is not TOML ({reason})"]) from None


def fingerprint(texts: Mapping[str, str]) -> str:
    """Eight hex digits that change when a name or a content does; line endings and a BOM do not count."""
    digest = sha256()
    for name, text in texts.items():
        content = text.replace("\r\n", "\n").encode()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:8]


def _reason_and_place(message: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*) \(at (?:(line \d+, column \d+)|end of document)\)", message, re.DOTALL)
    if found is None:
        return message, ""
    reason = found[1][0].lower() + found[1][1:]
    return reason, f"{found[2] or 'end of the file'}: "
