"""The trend in words."""

from collections.abc import Sequence
from typing import Final

from assessment.charts.chart import points_label, range_label
from assessment.charts.trend.breaks import Break, Dot
from assessment.core.applications.records import Snapshot
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day, mark_for_translation, tr, tr_count

UNANSWERED: Final = mark_for_translation("not answered yet")


def cells(snapshot: Snapshot) -> tuple[str, str, str, str, str, str]:
    """The row of a snapshot in the table."""
    scores = snapshot.scores
    return (
        format_day(snapshot.day),
        str(snapshot.round),
        str(percent_int(scores.outlook)),
        range_label(scores.outlook_low, scores.outlook_high),
        tr(UNANSWERED) if scores.readiness is None else points_label(scores.readiness),
        snapshot.instrument_version,
    )


def alt_words(dots: Sequence[Dot], breaks: Sequence[Break]) -> str:
    """The text alternative."""
    drawn = [dot.snapshot for dot in dots if not dot.beside]
    days = len({dot.snapshot.day for dot in dots})
    last = cells(drawn[-1])
    sentences = [
        tr("Outlook on {day}: {number} in 100, range {range}.", day=last[0], number=last[2], range=last[3]),
        _readiness_words(drawn[-1]),
    ]
    if days == len(dots) == 1:
        return " ".join([*sentences, tr("One day so far.")])
    first = cells(drawn[0])
    sentences.append(tr("At first, on {day}: outlook {number}.", day=first[0], number=first[2]))
    sentences.append(_readiness_words(drawn[0]))
    parts = [tr("{name} from {day}", name=each.name, day=format_day(each.starts)) for each in breaks]
    sentences.append("; ".join([tr_count("{number} day", "{number} days", days), *parts]) + ".")
    twice = len({dot.snapshot.day for dot in dots if dot.beside})
    if twice:
        sentences.append(
            tr_count("{number} day with older figures too.", "{number} days with older figures too.", twice)
        )
    return " ".join(sentences)


def _readiness_words(snapshot: Snapshot) -> str:
    readiness = snapshot.scores.readiness
    if readiness is None:
        return tr("No readiness yet.")
    return tr("Readiness {points} of 100.", points=points_label(readiness))
