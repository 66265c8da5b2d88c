"""Frames of random people, and the scores of one person according to `assess`."""

from random import Random

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from assessment.cohort.scoring.frame import RESULT_COLUMNS
from assessment.core.scoring.assess import assess
from assessment.core.scoring.hearing import hearing_by_day
from tests.support import INSTRUMENT, processes, responses

DATE_FIELDS = ("interview_date", "promised_date", "last_word_date")
NO_SCORE = (np.nan, np.nan, np.nan)


def random_frame(rows, seed, missing=0.3, items=None):
    """Random answers as categories; the share `missing` of them is missing."""
    rng = np.random.default_rng(seed)
    columns = {}
    for item in items or INSTRUMENT.items:
        options = list(INSTRUMENT.items[item].options_by_id)
        codes = rng.integers(0, len(options), rows)
        codes[rng.random(rows) < missing] = -1
        columns[item] = pd.Categorical.from_codes(codes, options)
    return pd.DataFrame(columns)


def expected_scores(answers, process, today, instrument=INSTRUMENT):
    """Result column -> the number that `assess` gives for one person."""
    person = assess(instrument, answers, process=process, today=today)
    total, fit, outlook = person.readiness and person.readiness.total, person.fit, person.outlook
    forecast = hearing_by_day(instrument.outlook.silence, outlook, process=process, today=today, days=())
    numbers = [
        *((total.value, total.low, total.high, total.answered) if total else (*NO_SCORE, 0)),
        *((fit.value, fit.low, fit.high) if fit else NO_SCORE),
        *(outlook.value, outlook.low, outlook.high, outlook.base_rate, outlook.without_advice, outlook.silence),
        *((forecast.half_heard_by, forecast.never_told_share) if forecast else (None, np.nan)),
    ]
    return dict(zip(RESULT_COLUMNS, numbers, strict=True))


def row_responses(row):
    """The responses in a row of a frame."""
    return {item: row[item] for item in INSTRUMENT.items if item in row and isinstance(row[item], str)}


def with_table_facts_only(process):
    """The process with only the facts that a table has columns for."""
    return type(process)(**{name: getattr(process, name) for name in DATE_FIELDS}, outcome=process.outcome)


@st.composite
def lists_of_people(draw):
    """Up to twelve people, each as responses, process and today."""
    people = draw(st.lists(st.tuples(responses(), processes()), max_size=12))
    return [(answers, with_table_facts_only(process), today) for answers, (process, today) in people]


@st.composite
def frames_of(draw, people):
    """The people as a frame with columns in any order and of any type, and with any index.

    Hypothesis draws a seed for all of these: to draw each order of options by itself took most of the time of a law.
    """
    by_chance = Random(draw(st.integers(0, 1 << 32)))
    columns = {}
    for item in INSTRUMENT.items:
        cells = [answers.get(item) for answers, _, _ in people]
        if any(cells) or by_chance.random() < 0.5:
            columns[item] = _response_column(item, cells, by_chance)
    for field in DATE_FIELDS:
        columns[field] = _date_column([getattr(process, field) for _, process, _ in people], by_chance)
    columns["today"] = _date_column([today for _, _, today in people], by_chance)
    columns["region"] = ["north"] * len(people)
    names, index = list(columns), list(range(len(people)))
    by_chance.shuffle(names)
    by_chance.shuffle(index)
    return pd.DataFrame({name: columns[name] for name in names}, index=pd.Index(index, dtype="int64"))


def _response_column(item, cells, by_chance):
    kind = by_chance.randrange(3)
    if kind == 0:
        options = [*INSTRUMENT.items[item].options_by_id, "never_chosen"]
        return pd.Categorical(cells, categories=by_chance.sample(options, len(options)))
    return pd.array(cells, dtype="str") if kind == 1 else np.array([*cells, None], object)[:-1]


def _date_column(days, by_chance):
    kind = by_chance.randrange(3)
    if kind == 0:
        return np.array(days, "datetime64[s]")
    if kind == 1:
        return np.array([*days, None], object)[:-1]
    return pd.array([day and day.isoformat() for day in days], dtype="str")


def write_large_parquet(path, rows, rows_of_group=700):
    """Write a Parquet file that is small on disk and takes 20 kB a row once read: every row has a long note."""
    notes = [f"{number:020000d}" for number in range(rows_of_group)]
    people = random_frame(rows_of_group, seed=1, items=["practice", "stories"]).astype("str").assign(note=notes)
    group = pa.Table.from_pandas(people, preserve_index=False)
    with pq.ParquetWriter(path, group.schema) as writer:
        for _ in range(0, rows, rows_of_group):
            writer.write_table(group)
