"""What a line of the log says of a record, and what it leaves out."""

import json
import logging

from assessment.ui.logs import JsonLines, OwnOrWarning


def line_of(logger, level, sentence, *values, error=None):
    """The JSON of a record, None where it is left out."""
    raised = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(logger, level, "/usr/site-packages/web/server.py", 7, sentence, values, raised)
    return json.loads(JsonLines().format(record)) if OwnOrWarning().filter(record) else None


def test_what_this_program_logs_is_written_with_its_values():
    line = line_of("assessment.ui.serving", logging.INFO, "started: %s", "visit")
    assert line["message"] == "started: visit"
    assert (line["level"], line["logger"], line["time"][-6:]) == ("INFO", "assessment.ui.serving", "+00:00")


def test_of_what_others_log_only_the_place_of_warnings_is_written():
    assert line_of("uvicorn.error", logging.INFO, '%s - "WebSocket %s" [accepted]', "10.0.0.7", "/?app=1") is None
    line = line_of("streamlit.web", logging.WARNING, f"cannot send {'a note'!r} to %s", "alice")
    assert line["place"] == "web/server.py:7"
    assert "message" not in line
    assert "alice" not in json.dumps(line)


def test_of_an_error_its_kind_and_calls_are_written_and_never_its_sentence():
    def fail():
        try:
            int("alice")
        except ValueError as error:
            raise KeyError("alice's note") from error

    try:
        fail()
    except KeyError as error:
        line = line_of("assessment.ui", logging.ERROR, "script error", error=error)
    assert [error["type"] for error in line["errors"]] == ["KeyError", "ValueError"]
    assert line["errors"][0]["calls"][-1].endswith("fail")
    assert "alice" not in json.dumps(line)
