"""The log of a hosted server: a JSON object a line, without anything that somebody typed, opened or is called.

What this program logs is written as it is. Of what others log, and of every error, only where it happened is written:
the values in their sentences, such as a row that a database refused, are people's own.
"""

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

from streamlit import logger as streamlit_logger

OWN = "assessment"
MOST_PLACES = 12
"""How many of the innermost calls of an error are written."""
MOST_CAUSES = 5
NO_ACCESS = "uvicorn.access"
"""The logger of a line for each request, with its whole address."""


class JsonLines(logging.Formatter):
    """Formats each record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if _is_own(record.name):
            line["message"] = record.getMessage()
        else:
            line["place"] = f"{_short(record.pathname)}:{record.lineno}"
        if record.exc_info and record.exc_info[1]:
            line["errors"] = _errors(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class OwnOrWarning(logging.Filter):
    """Lets through all that this program logs, and the warnings and errors of others."""

    def filter(self, record: logging.LogRecord) -> bool:
        return _is_own(record.name) or record.levelno >= logging.WARNING


def write_json_lines() -> None:
    """From now on, write JSON lines to standard error, and no line for each request."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.addFilter(OwnOrWarning())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.captureWarnings(True)
    # Streamlit gives each of its loggers, and those of the server, a handler of their own, again at each start.
    streamlit_logger.setup_formatter = _leave_to_root
    for name in list(logging.root.manager.loggerDict):
        _leave_to_root(logging.getLogger(name))
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda thread: _log_uncaught(thread.exc_type, thread.exc_value, thread.exc_traceback)


def _leave_to_root(logger: logging.Logger) -> None:
    """Let the root's handler write what this logger logs; for the one of requests nobody does, so none are made."""
    logger.handlers.clear()
    logger.propagate = logger.name != NO_ACCESS


def _log_uncaught(
    kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None = None
) -> None:
    if error is not None and not issubclass(kind, SystemExit | KeyboardInterrupt):
        logging.getLogger(__name__).critical("uncaught error", exc_info=(kind, error, traceback))


def _is_own(logger: str) -> bool:
    return logger.partition(".")[0] == OWN


def _errors(error: BaseException) -> list[dict[str, Any]]:
    """The error and its causes, without their sentences: the type of each, and the calls that led to it."""
    found: list[dict[str, Any]] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < MOST_CAUSES:
        places = [f"{_short(call.filename)}:{call.lineno} {call.name}" for call in extract_tb(cause.__traceback__)]
        found.append({"type": type(cause).__name__, "calls": places[-MOST_PLACES:]})
        cause = cause.__cause__ or cause.__context__
    return found


def _short(file: str) -> str:
    """The file from its package on, without the folders of this machine."""
    parts = Path(file).parts
    begins = [number for number, part in enumerate(parts) if part in (OWN, "site-packages")]
    return "/".join(parts[begins[-1] + (parts[begins[-1]] == "site-packages") :] if begins else parts[-2:])
