"""Reading files up to a limit, and writing them completely or not at all, without overwriting an input."""

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from errno import EACCES
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import format_number, tr

STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/(\d+)")
PRIVATE, USUAL = 0o600, 0o666


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file with this content, as `whole_file` does."""
    with whole_file(path, private=private) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write that replaces the one at the path when the block ends; after an error the old one stays.

    Symbolic links are followed. An existing file keeps its mode; a new private one is readable by its owner only.
    Devices and pipes are written directly. Raises AssessmentError where the file cannot be written.
    """
    try:
        with _opened(path, private) as file:
            yield file
    except OSError as error:
        raise AssessmentError([f"{path}: it cannot be written: {error.strerror or error}."]) from error


def draft_beside(path: Path) -> Path:
    """An unused name in the folder of the path, for a file that is not complete yet."""
    return path.with_name(f".{path.name[:40]}.{token_hex(8)}.tmp")


def _opened(path: Path, private: bool) -> AbstractContextManager[BinaryIO]:
    if (number := _descriptor(str(path))) is not None:
        # Opened by its name, a file behind it would be emptied of what the shell or another program wrote.
        return os.fdopen(os.dup(number), "wb")
    if path.exists() and not path.is_file():
        return path.open("wb")
    return _replacing(Path(os.path.realpath(path)), private)


def _descriptor(name: str) -> int | None:
    match = DESCRIPTOR.fullmatch(name)
    return int(match[1]) if match else STREAMS.get(name)


@contextmanager
def _replacing(path: Path, private: bool) -> Iterator[BinaryIO]:
    old = path.exists()
    if old and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES))
    draft = draft_beside(path)
    try:
        draft.touch(PRIVATE if private or old else USUAL, exist_ok=False)
        if old:
            shutil.copymode(path, draft)
        with draft.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def open_regular(path: Path) -> BinaryIO:
    """The file, open to read; raises AssessmentError for a pipe or a device, which may never end or never begin.

    Standard input and other open descriptors are taken as they are.
    """
    is_open = str(path) == "/dev/stdin" or _descriptor(str(path)) is not None
    if not is_open and path.exists() and not path.is_file() and not path.is_dir():
        raise AssessmentError(["it is a pipe or a device; name a file."])
    return path.open("rb")


def read_up_to(file: BinaryIO, most: int) -> bytes:
    """The rest of the file; raises AssessmentError where that is more than `most` bytes, without reading on."""
    content = file.read(most + 1)
    if len(content) > most:
        raise AssessmentError([tr("it is larger than {most} bytes.", most=format_number(most))])
    return content


def refuse_large(content: bytes, most: int) -> None:
    """Raise AssessmentError for a file of more than `most` bytes."""
    if len(content) > most:
        sizes = {"bytes": format_number(len(content)), "most": format_number(most)}
        raise AssessmentError([tr("The file has {bytes} bytes; at most {most} are read.", **sizes)])


def read_text(file: BinaryIO, most: int) -> str:
    """The text of a file without a BOM, in UTF-8, UTF-16 or UTF-32; it has to begin with an ASCII character.

    Raises AssessmentError for more than `most` bytes and for another encoding.
    """
    content = read_up_to(file, most)
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise AssessmentError([tr("line {line}: this is not UTF-8; save it as UTF-8.", line=line)]) from None


@contextmanager
def prefix_problems(name: str) -> Iterator[None]:
    """Put the name of a file before each problem raised in the block; an OSError becomes a problem of reading it."""
    try:
        yield
    except OSError as error:
        raise AssessmentError([f"{name}: it cannot be read: {error.strerror or error}."]) from error
    except AssessmentError as error:
        raise AssessmentError([f"{name}: {problem}" for problem in error.problems]) from error


def refuse_overlaps(outputs: Iterable[Path | str | None], inputs: Iterable[Path | str | None]) -> None:
    """Raise AssessmentError where an output is the same file as an input or another output; None is no file.

    Links are followed. Devices and pipes may be named twice, since writing to them destroys nothing.
    """
    to_write, to_read = ([Path(name) for name in names if name is not None] for names in (outputs, inputs))
    problems = [f"{out}: it is one of the files to read; name another." for out in to_write if _is_any(out, to_read)]
    problems += [
        f"{out}: it is named for two outputs; name another for one of them."
        for place, out in enumerate(to_write)
        if _is_any(out, to_write[:place])
    ]
    if problems:
        raise AssessmentError(problems)


def _is_any(path: Path, others: Iterable[Path]) -> bool:
    return any(_is_same_file(path, other) for other in others)


def _is_same_file(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other) and one.is_file()
    return os.path.realpath(one) == os.path.realpath(other)
