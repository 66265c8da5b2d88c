"""Snapshots of an application, drawn by chance."""

from hypothesis import strategies as st

from tests.charts.example_charts import FIRST_VERSION, SECOND_VERSION, snapshot


@st.composite
def histories(draw):
    """Snapshots of one application: rounds follow each other, some days are scored with both versions."""
    days = draw(st.lists(st.integers(0, 90), min_size=1, max_size=9, unique=True).map(sorted))
    rounds = sorted(draw(st.lists(st.integers(1, 7), min_size=len(days), max_size=len(days))))
    chance, points = st.floats(0, 1), st.none() | st.floats(0, 100)
    every = []
    for day, number in zip(days, rounds, strict=True):
        for version in draw(st.sampled_from([(FIRST_VERSION,), (SECOND_VERSION,), (FIRST_VERSION, SECOND_VERSION)])):
            low, outlook, high = sorted(draw(st.tuples(chance, chance, chance)))
            readiness = draw(points)
            every.append(snapshot(day, outlook, readiness, round=number, version=version, low=low, high=high))
            if draw(st.integers(0, 9)) == 0:
                every.append(snapshot(day, outlook, readiness, round=number + 1, version=version, low=low, high=high))
    return list({one.key: one for one in every}.values())
