"""What tests run in other processes, which they kill, leave without space on the disk, or start together."""

import resource
import time
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, event

from assessment.core.errors import AssessmentError
from assessment.core.model.process import Process
from assessment.files import write_whole
from assessment.storage.errors import BusyError
from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from tests.forked_process import CONTEXT
from tests.storage.sample_values import AT

ITEMS = [f"item_{number}" for number in range(35)]
LONG = 120


def start(target, *arguments):
    """A child process and the end of the pipe that it reports to."""
    ours, theirs = CONTEXT.Pipe()
    child = CONTEXT.Process(target=target, args=(theirs, *arguments), daemon=True)
    child.start()
    theirs.close()
    return child, ours


def messages_from(pipe: Connection) -> list:
    """Everything that the child sent before it ended."""
    messages = []
    try:
        while pipe.poll():
            messages.append(pipe.recv())
    except (EOFError, OSError):
        pass
    return messages


def save_for_ever(pipe: Connection, database: Path | str, application: str) -> None:
    """Save 35 answers at a time, all with one number; send each number once it is saved, and go on after a refusal."""
    repository = SqlRepository(open_storage(database), "local", "1")
    seen = dict(repository.stored_application(application).responses)
    number = int(next(iter(seen.values()), "v0")[1:])
    while True:
        number += 1
        changes = dict.fromkeys(ITEMS, f"v{number}")
        try:
            assert repository.save_answers(application, changes, last_seen=seen) == {}
        except BusyError:
            continue
        seen = changes
        pipe.send(number)


def migrate_slowly(pipe: Connection, database: Path | str) -> None:
    """Begin a migration, send that it is half way, and go no further until the test kills this process."""

    @event.listens_for(Engine, "after_cursor_execute")
    def stop(_connection, _cursor, statement, *_rest):
        if "CREATE TABLE reveals" in statement:
            pipe.send("half way")
            time.sleep(LONG)

    open_storage(database)


def open_and_save(pipe: Connection, database: Path | str) -> None:
    """Send that it is ready, wait for a message, then open and save."""
    pipe.send("ready")
    pipe.recv()
    repository = SqlRepository(open_storage(database), "local", "1")
    pipe.send(repository.create(Process(), at=AT))


def replace_for_ever(pipe: Connection, path: Path, size: int) -> None:
    """Write one letter over and over, then the next."""
    for letter in b"abcdefghijklmnopqrstuvwxyz" * LONG:
        write_whole(path, bytes([letter]) * size)
        pipe.send(letter)


def save_with_little_space(pipe: Connection, path: Path, application: str) -> None:
    """Save while no file may grow, then again when files may: send the problems of the first save, then the answers."""
    repository = SqlRepository(open_storage(path), "local", "1")
    seen = repository.stored_application(application).responses
    changes = dict.fromkeys(ITEMS, "new")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, most))
    try:
        repository.save_answers(application, changes, last_seen=seen)
    except AssessmentError as error:
        pipe.send(error.problems)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    repository.save_answers(application, changes, last_seen=seen)
    pipe.send(repository.stored_application(application).responses)


def write_whole_with_little_space(pipe: Connection, path: Path) -> None:
    """Write a file while none may be longer than 4 KB, and send the problems."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        write_whole(path, b"x" * 100_000)
    except AssessmentError as error:
        pipe.send(error.problems)
