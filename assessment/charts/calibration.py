"""How good the forecasts were: for each tenth of forecasts, how many of them got an offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any, Final

from assessment.charts.chart import NARROW, DescribedChart, Row, spec_with_rows, text_width
from assessment.charts.palette import DRAG, LIFT, MUTED
from assessment.core.outcomes.calibration import BINS, COUNTS_ONLY_BELOW, Bin, SampleSize, TrackRecord
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_number, mark_for_translation, tr

LEFT: Final = 58
RIGHT: Final = 14
"""Pixels left of the plot, for the forecasts, and right of it."""

HEAD: Final = 28
LINE: Final = 18
"""Pixels above the plot, and those of a second line there."""

LANE: Final = 18
"""Pixels between the dots of the outlook and those of the guess, one below the other."""

SMALLEST: Final = 60
LARGEST: Final = 190
"""The areas of a dot for one forecast and for the most there are in a tenth."""

MODEL: Final = mark_for_translation("Outlook")
GUESS: Final = mark_for_translation("Your guess")
TOO_FEW: Final = mark_for_translation("These are too few to tell skill from luck.")

WIDE: Final = 480
"""From this width on there is room to spell out what the first counts are."""


def calibration_chart(record: TrackRecord) -> DescribedChart:
    """For each tenth of forecasts how many got an offer, as a dot with its counts; never a curve.

    Raises ValueError below five resolved applications, for which only the counts are shown.
    """
    if record.sample_size is SampleSize.COUNTS_ONLY or not record.model_bins:
        raise ValueError(f"expected at least {COUNTS_ONLY_BELOW} resolved applications, got {record.resolved}")
    columns = (tr("Forecast of 100"), tr("Whose"), tr("Got an offer"), tr("Of 100"), tr("Forecast on average"))
    return DescribedChart(_spec(record), _alt(record), columns, _table_rows(_series(record)))


def _series(record: TrackRecord) -> dict[str, tuple[Bin, ...]]:
    """The bins of the outlook, and of the guess where there is one."""
    return {name: bins for name, bins in ((MODEL, record.model_bins), (GUESS, record.guess_bins)) if bins}


def _spec(record: TrackRecord) -> dict[str, Any]:
    from assessment.charts.templates.calibration import calibration_template

    series, too_few = _series(record), record.sample_size is SampleSize.TOO_FEW
    rows = _TenthRows.of(series, HEAD + LINE * too_few)
    dots = rows.dots(series)
    labels = [row for lane in dots.values() for row in lane]
    first = min((row for row in labels if row["fits_in_full"]), key=lambda row: row["y"], default=None)
    return spec_with_rows(
        calibration_template(),
        {
            "grid": [{"value": value, "y": rows.top, "bottom": rows.bottom} for value in (0, 25, 50, 75, 100)],
            "tenths": [rows.box(tenth) for tenth in range(rows.lowest, rows.highest + 1)],
            "diagonal": [
                {"value": 10 * rows.lowest, "y": rows.bottom},
                {"value": 10 * (rows.highest + 1), "y": rows.top},
            ],
            "model": dots[MODEL],
            "guess": dots.get(GUESS, []),
            "labels": [{**row, "shown": row["text"] if row is first else row["brief"]} for row in labels],
            "heads": _heads(guessed=GUESS in series, too_few=too_few),
        },
        height=rows.bottom,
    )


@dataclass(frozen=True, slots=True)
class _TenthRows:
    """A row of `step` pixels for each tenth, from the lowest one with a forecast, at the bottom, to the highest."""

    lowest: int
    highest: int
    top: float
    step: float

    @classmethod
    def of(cls, series: Mapping[str, Sequence[Bin]], top: float) -> "_TenthRows":
        tenths = [_tenth(each) for bins in series.values() for each in bins]
        return cls(min(tenths), max(tenths), top, LANE * len(series) + 10)

    @property
    def bottom(self) -> float:
        return self.top + self.step * (self.highest - self.lowest + 1)

    def lower_edge(self, tenth: int) -> float:
        return self.bottom - self.step * (tenth - self.lowest)

    def box(self, tenth: int) -> Row:
        """Where a dot lies if just as many got an offer as forecast."""
        bottom = self.lower_edge(tenth)
        return {
            "low": 10 * tenth,
            "high": 10 * (tenth + 1),
            "top": bottom - self.step,
            "bottom": bottom,
            "y": bottom - self.step / 2,
            "text": _tenth_label(tenth),
        }

    def dots(self, series: Mapping[str, Sequence[Bin]]) -> dict[str, list[Row]]:
        """A dot for each bin, those of a series in a lane of their own so that two series never meet."""
        most = max(each.count for bins in series.values() for each in bins)
        lanes = {name: LANE * (index - (len(series) - 1) / 2) for index, name in enumerate(series)}
        return {
            name: [_dot(name, each, self.lower_edge(_tenth(each)) - self.step / 2 + lanes[name], most) for each in bins]
            for name, bins in series.items()
        }


def tenth_label(each: Bin) -> str:
    """The forecasts of a bin, as "20–30"."""
    return _tenth_label(_tenth(each))


def offers_label(each: Bin) -> str:
    """How many of a bin got an offer, as "3 of 7"."""
    return tr("{offers} of {count}", offers=format_number(each.offers), count=format_number(each.count))


def _offers_sentence(each: Bin) -> str:
    return tr("{offers} got an offer", offers=offers_label(each))


def _tenth_label(tenth: int) -> str:
    return f"{10 * tenth}–{10 * (tenth + 1)}"


def _tenth(each: Bin) -> int:
    return round(each.low * BINS)


def _dot(name: str, each: Bin, y: float, most: int) -> Row:
    area = SMALLEST + (LARGEST - SMALLEST) * each.count / most
    share = each.offers / each.count
    clear = sqrt(area / pi) + 5
    side = _side(each, clear)
    return {
        "whose": tr(name),
        "value": 100 * share,
        "y": y,
        "area": area,
        "dx": clear * side,
        "fits_in_full": clear + text_width(_offers_sentence(each))
        <= (WIDE - LEFT - RIGHT) * (share if side < 0 else 1 - share),
        "brief": offers_label(each),
        "text": _offers_sentence(each),
        "forecast": tr("{tenth}, {mean} on average", tenth=tenth_label(each), mean=percent_int(each.mean)),
        "colour": (LIFT if name == MODEL else DRAG).anywhere,
    }


def _side(each: Bin, clear: float) -> int:
    """The side of its dot for a label: away from the diagonal, or else where there is more room; right is 1."""
    share = each.offers / each.count
    label_share = (text_width(offers_label(each)) + clear) / (NARROW - LEFT - RIGHT)
    away = -1 if share < each.low or 1 / 2 < share <= each.high else 1
    return away if label_share <= (share if away < 0 else 1 - share) else (1 if share <= 1 / 2 else -1)


def _heads(*, guessed: bool, too_few: bool) -> list[Row]:
    heads: list[Row] = [
        {"text": tr("forecast"), "at": 0, "y": 8, "colour": MUTED.anywhere},
        {"text": tr("● outlook"), "at": LEFT, "y": 8, "colour": LIFT.anywhere},
    ]
    if guessed:
        heads.append({"text": tr("◆ your guess"), "at": LEFT + 84, "y": 8, "colour": DRAG.anywhere})
    if too_few:
        heads.append({"text": tr(TOO_FEW), "at": LEFT, "y": 8 + LINE, "colour": MUTED.anywhere})
    return heads


def _table_rows(series: Mapping[str, Sequence[Bin]]) -> tuple[tuple[str, ...], ...]:
    every = [(each, name) for name, bins in series.items() for each in bins]
    return tuple(
        (
            tenth_label(each),
            tr(name),
            offers_label(each),
            str(percent_int(each.offers / each.count)),
            str(percent_int(each.mean)),
        )
        for each, name in sorted(every, key=lambda pair: (pair[0].low, pair[1] != MODEL))
    )


def _alt(record: TrackRecord) -> str:
    offers, resolved = format_number(record.offers), format_number(record.resolved)
    sentences = [
        tr("{offers} of {resolved} applications with an outcome got an offer.", offers=offers, resolved=resolved)
    ]
    sentences += [_series_sentence(tr(name), bins) for name, bins in _series(record).items()]
    if record.sample_size is SampleSize.TOO_FEW:
        return " ".join([*sentences, tr(TOO_FEW)])
    scores = ((MODEL, record.model), (GUESS, record.guess))
    skills = [(tr(name), each.skill) for name, each in scores if each and each.skill is not None]
    return " ".join([*sentences, *(_skill_sentence(name, skill) for name, skill in skills)])


def _series_sentence(name: str, bins: Sequence[Bin]) -> str:
    count = sum(each.count for each in bins)
    mean = sum(each.mean * each.count for each in bins) / count
    offered = sum(each.offers for each in bins) / count
    tenths = [
        tr("where it said {tenth}, {offers}", tenth=tenth_label(each), offers=offers_label(each)) for each in bins
    ]
    return tr(
        "{whose}: {mean} in 100 on average, and {offered} in 100 got an offer; {tenths}.",
        whose=name,
        mean=percent_int(mean),
        offered=percent_int(offered),
        tenths="; ".join(tenths),
    )


def _skill_sentence(name: str, skill: float) -> str:
    if skill > 0:
        return tr("{whose}: closer to what happened than the rate before any sign.", whose=name)
    return tr("{whose}: no closer to what happened than the rate before any sign.", whose=name)
