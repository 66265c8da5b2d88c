"""The text alternative of the trend."""

from collections.abc import Sequence

from assessment.charts.chart import points_label
from assessment.charts.trend.breaks import Break, Dot
from assessment.charts.trend.rows import table_row
from assessment.core.applications.records import Snapshot
from assessment.core.text.i18n import format_day, tr, tr_count


def trend_alt(dots: Sequence[Dot], breaks: Sequence[Break]) -> str:
    """The latest numbers, the first ones, how many days there are, and the breaks."""
    current = [dot.snapshot for dot in dots if not dot.older]
    days = len({dot.snapshot.day for dot in dots})
    day, _, outlook, span, _, _ = table_row(current[-1])
    sentences = [
        tr("Outlook on {day}: {number} in 100, range {range}.", day=day, number=outlook, range=span),
        _readiness_sentence(current[-1]),
    ]
    if days == len(dots) == 1:
        return " ".join([*sentences, tr("One day so far.")])
    day, _, outlook, *_ = table_row(current[0])
    sentences.append(tr("At first, on {day}: outlook {number}.", day=day, number=outlook))
    sentences.append(_readiness_sentence(current[0]))
    parts = [tr("{name} from {day}", name=each.name, day=format_day(each.starts)) for each in breaks]
    sentences.append("; ".join([tr_count("{number} day", "{number} days", days), *parts]) + ".")
    days_twice = len({dot.snapshot.day for dot in dots if dot.older})
    if days_twice:
        sentences.append(
            tr_count("{number} day with older figures too.", "{number} days with older figures too.", days_twice)
        )
    return " ".join(sentences)


def _readiness_sentence(snapshot: Snapshot) -> str:
    readiness = snapshot.scores.readiness
    if readiness is None:
        return tr("No readiness yet.")
    return tr("Readiness {points} of 100.", points=points_label(readiness))
