"""Reading the data files: their folder, text and TOML tables, and a hash of the whole content."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from assessment.core.errors import AssessmentError
from assessment.core.text.toml import MOST_TOML_BYTES, TomlTable, parse_toml
from assessment.files import prefix_problems, read_text


def data_folder() -> Path:
    """The folder of the shipped data: `assessment/data` in an installed wheel, `data` beside the package otherwise."""
    package = Path(__file__).parent.parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def read_toml(file: Path) -> tuple[str, TomlTable]:
    """The text of a file without a BOM, and its tables.

    Raises AssessmentError when it is missing, too large, not UTF-8, or no TOML that can be read.
    """
    with prefix_problems(file.name):
        try:
            with file.open("rb") as stream:
                text = read_text(stream, MOST_TOML_BYTES)
        except FileNotFoundError:
            raise AssessmentError([f"the file is missing; expected it in {file.parent}."]) from None
        return text, parse_toml(text)


def fingerprint(texts: Mapping[str, str]) -> str:
    """Eight hex digits that change when a name or a content does; line endings and a BOM do not count."""
    digest = sha256()
    for name, text in texts.items():
        content = text.replace("\r\n", "\n").encode()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:8]
