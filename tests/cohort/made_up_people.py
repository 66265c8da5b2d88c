"""Frames of made-up people, and what one person's scores are according to `assess`."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from assessment.cohort.scoring.frame import RESULT_COLUMNS
from assessment.core.scoring.assess import assess
from tests.support import INSTRUMENT, processes, responses

DATE_FIELDS = ("interview_date", "promised_date", "last_word_date")
NOTHING = (np.nan, np.nan, np.nan)


def random_frame(rows, seed, missing=0.3, items=None):
    """Answers drawn evenly, a share of them missing, as categories."""
    rng = np.random.default_rng(seed)
    columns = {}
    for item in items or INSTRUMENT.items:
        options = list(INSTRUMENT.items[item].options_by_id)
        codes = rng.integers(0, len(options), rows)
        codes[rng.random(rows) < missing] = -1
        columns[item] = pd.Categorical.from_codes(codes, options)
    return pd.DataFrame(columns)


def scores_of(answers, process, today, instrument=INSTRUMENT):
    """The thirteen numbers of one person, in the order of the columns."""
    person = assess(instrument, answers, process=process, today=today)
    total, fit, outlook = person.readiness and person.readiness.total, person.fit, person.outlook
    numbers = [
        *((total.value, total.low, total.high, total.answered) if total else (*NOTHING, 0)),
        *((fit.value, fit.low, fit.high) if fit else NOTHING),
        *(outlook.value, outlook.low, outlook.high, outlook.base_rate, outlook.without_advice, outlook.silence),
    ]
    return dict(zip(RESULT_COLUMNS, numbers, strict=True))


def answers_in(row):
    """The answers of a row of a frame."""
    return {item: row[item] for item in INSTRUMENT.items if item in row and isinstance(row[item], str)}


def without_settings(process):
    """The process without what a table cannot say."""
    return type(process)(**{name: getattr(process, name) for name in DATE_FIELDS}, outcome=process.outcome)


@st.composite
def people(draw):
    """Some people: answers, process and today of each."""
    persons = draw(st.lists(st.tuples(responses(), processes()), max_size=12))
    return [(answers, without_settings(process), today) for answers, (process, today) in persons]


@st.composite
def written(draw, persons):
    """The people as a frame, its columns in any order and of any kind, with any index."""
    columns = {}
    for item in draw(st.permutations(list(INSTRUMENT.items))):
        cells = [answers.get(item) for answers, _, _ in persons]
        if any(cells) or draw(st.booleans()):
            columns[item] = draw(_answer_column(item, cells))
    for field in DATE_FIELDS:
        columns[field] = draw(_date_column([getattr(process, field) for _, process, _ in persons]))
    columns["today"] = draw(_date_column([today for _, _, today in persons]))
    columns["region"] = ["north"] * len(persons)
    names = draw(st.permutations(list(columns)))
    index = draw(st.permutations(range(len(persons))))
    return pd.DataFrame({name: columns[name] for name in names}, index=pd.Index(index, dtype="int64"))


def _answer_column(item, cells):
    options = st.permutations([*INSTRUMENT.items[item].options_by_id, "never_chosen"])
    return st.one_of(
        options.map(lambda order: pd.Categorical(cells, categories=order)),
        st.just(pd.array(cells, dtype="str")),
        st.just(np.array([*cells, None], object)[:-1]),
    )


def _date_column(days):
    return st.sampled_from(
        [
            np.array(days, "datetime64[s]"),
            np.array([*days, None], object)[:-1],
            pd.array([day and day.isoformat() for day in days], dtype="str"),
        ]
    )
