"""How these tests read a file: its responses, or why it is refused."""

import io
from datetime import date

import pytest

from assessment.cohort.reader.responses import read_responses
from assessment.core.errors import AssessmentError
from tests.support import INSTRUMENT

TODAY = date(2026, 11, 20)


def read(content, **options):
    """The responses in the content of a file."""
    if isinstance(content, str):
        content = content.encode()
    return read_responses(io.BytesIO(content), INSTRUMENT, today=TODAY, **options)


def refusal(content, **options):
    """The problems for which the content of a file is refused."""
    with pytest.raises(AssessmentError) as refused:
        read(content, **options)
    return "\n".join(refused.value.problems)


def read_or_check_refusal(content):
    """The responses in the content of a file; None where it is refused, with sentences of bounded length."""
    try:
        return read(content)
    except AssessmentError as error:
        problems = error.problems
    assert problems
    assert all(0 < len(problem) < 400 for problem in problems)
    return None


def problem_cells(problems):
    """Row (0: the whole file), column, value and nearest id of each problem."""
    return problems.fillna({"row": 0}).astype({"row": int})[["row", "column", "value", "nearest"]].to_numpy().tolist()


def parquet_bytes(frame):
    """The frame as the content of a Parquet file."""
    file = io.BytesIO()
    frame.to_parquet(file)
    return file.getvalue()
