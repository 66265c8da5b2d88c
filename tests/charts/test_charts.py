"""The pictures show the numbers they are given, whole and in range, and no label lies on another."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from itertools import combinations, pairwise, product
from math import log

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import assess, charts
from assessment.catalog import available_languages
from assessment.charts import balance, chart, domains, hundred, label_layout, palette, ranges, what_if
from assessment.charts.outlook import chart as outlook
from assessment.charts.outlook import labels
from assessment.charts.outlook.day_names import named_days
from assessment.core.model.process import Process, current_stage
from assessment.core.plan.gaps import points_to_win, readiness_gaps
from assessment.core.plan.key_dates import KeyDays, key_days
from assessment.core.scoring.assess import Estimate, outlook_by_day
from assessment.core.scoring.evidence import Contribution
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import ENGLISH, format_day
from tests.charts.chart_rows import all_rows, layers_of, named_rows
from tests.support import INSTRUMENT, INTERVIEW, best_options, processes, responses, speaking, worst_options

GRADED = INSTRUMENT.groups
TEMPLATES = (outlook, balance, hundred, domains, what_if, ranges)
OUTLOOKS = [("Acme, analyst", Estimate(0.32, 0.2, 0.48)), ("Bright, lead", Estimate(0.08, 0.03, 0.2))]
DAYS = KeyDays(
    interview=INTERVIEW,
    thank_you=INTERVIEW + timedelta(1),
    promised=INTERVIEW + timedelta(7),
    check_in=INTERVIEW + timedelta(8),
    second_check_in=INTERVIEW + timedelta(15),
    treat_as_no=INTERVIEW + timedelta(21),
)


def contribution(item, option, nats):
    evidence = INSTRUMENT.evidence[item]
    return Contribution(item, option, evidence.grade, evidence.group, nats, 1.0, 1.0, nats, 0.1)


def scored(answers, process=Process(), today=INTERVIEW):  # noqa: B008 - frozen
    return assess(INSTRUMENT, answers, process=process, today=today)


def outlook_picture(answers, process, today):
    marked = key_days(INSTRUMENT.outlook.silence, process)
    days = charts.outlook_days(marked, today)
    estimates = outlook_by_day(INSTRUMENT, answers, process=process, days=days)
    base_rate = scored(answers, process, today).outlook.base_rate
    return charts.outlook_chart(days, estimates, base_rate=base_rate, key_days=marked, today=today)


def straight(days, value=0.32, low=0.2, high=0.48):
    return [Estimate(value, low, high) for _ in days]


def example_pictures():
    answers = {
        **best_options(GRADED),
        **{item: next(iter(credit.options)) for item, credit in INSTRUMENT.readiness.items()},
    }
    assessment = scored(answers)
    winnable = points_to_win(
        INSTRUMENT, readiness_gaps(INSTRUMENT, answers), current_stage(INSTRUMENT, answers, Process(), INTERVIEW)
    )
    days = charts.outlook_days(DAYS, INTERVIEW)
    return {
        "outlook": charts.outlook_chart(days, straight(days), base_rate=0.22, key_days=DAYS, today=INTERVIEW),
        "balance": charts.balance_chart(INSTRUMENT, assessment.outlook.contributions),
        "balance of nothing": charts.balance_chart(INSTRUMENT, ()),
        "hundred": charts.hundred_chart(0.22, 0.35),
        "domains": charts.domains_chart(INSTRUMENT, assessment, winnable),
        "domains unanswered": charts.domains_chart(INSTRUMENT, scored({}), {}),
        "ranges": charts.ranges_chart(OUTLOOKS),
        "change": charts.change_chart(assessment.outlook, scored({}).outlook),
    }


# Every picture


@pytest.mark.parametrize("name", example_pictures())
def test_a_picture_is_valid_vega_lite_with_its_rows_inside(name):
    spec = example_pictures()[name].spec
    alt.Chart.from_dict(spec, validate=True)
    assert "data" not in spec
    assert "datasets" not in spec
    assert all(isinstance(rows, list) for rows in all_rows(spec))
    assert all("data" in layer for layer in layers_of(spec))


@pytest.mark.parametrize("name", example_pictures())
def test_a_picture_holds_no_rows_twice(name):
    spec = example_pictures()[name].spec
    filled = [json.dumps(rows) for rows in all_rows(spec) if rows]
    assert len(filled) == len(set(filled))


@pytest.mark.parametrize("name", example_pictures())
def test_a_table_is_as_wide_as_its_head_and_holds_words(name):
    shown = example_pictures()[name]
    assert {len(row) for row in shown.rows} <= {len(shown.columns)}
    assert all(isinstance(cell, str) for row in shown.rows for cell in row)


@pytest.mark.parametrize("name", example_pictures())
def test_a_picture_uses_only_the_colours_of_the_palette(name):
    used = set(re.findall(r"#[0-9a-f]{6,8}\b", json.dumps(example_pictures()[name].spec)))
    assert used <= {token.anywhere for token in palette.TOKENS}


@pytest.mark.parametrize("module", TEMPLATES)
def test_a_template_is_built_once_and_filling_leaves_it_as_it_was(module):
    charts.built_templates([ENGLISH])
    before = json.dumps(module.template_once())
    first = module.template_once()
    example_pictures()
    assert module.template_once() is first
    assert json.dumps(first) == before


def test_rows_of_one_picture_never_reach_another():
    first = charts.hundred_chart(0.22, 0.35)
    kept = json.dumps(first.spec)
    second = charts.hundred_chart(0.1, 0.05)
    for rows in all_rows(second.spec):
        rows.clear()
    assert json.dumps(first.spec) == kept
    assert json.dumps(charts.hundred_chart(0.22, 0.35).spec) == kept


@pytest.mark.parametrize(
    ("probability", "shown"), [(0, 0), (0.004, 0), (0.2249, 22), (0.318, 32), (0.896, 90), (1, 100)]
)
def test_the_number_shown_is_the_rounded_number_of_100(probability, shown):
    assert percent_int(probability) == shown


@pytest.mark.parametrize(
    ("points", "words"), [(0, "0"), (0.2, "under 1"), (0.5, "1"), (70.6, "71"), (99.5, "100"), (2.5, "3")]
)
def test_points_are_whole_and_never_hide_that_there_are_some(points, words):
    assert chart.points_label(points) == words


# Palette


@pytest.mark.parametrize("token", palette.TEXTS)
def test_text_stands_out_from_its_ground_4_5_to_1(token):
    light, dark = palette.GROUNDS
    assert palette.contrast(token.light, light) >= 4.5
    assert palette.contrast(token.dark, dark) >= 4.5


@pytest.mark.parametrize("token", [*palette.MARKS, *palette.TEXTS])
def test_marks_stand_out_3_to_1_with_the_style_and_without_it(token):
    light, dark = palette.GROUNDS
    assert palette.contrast(token.light, light) >= 3
    assert palette.contrast(token.dark, dark) >= 3
    assert min(palette.contrast(token.anywhere, ground) for ground in palette.GROUNDS) >= 3


def test_contrast_is_that_of_wcag():
    assert palette.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert palette.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_the_style_can_tell_every_token_from_the_others():
    assert len({token.anywhere for token in palette.TOKENS}) == len(palette.TOKENS)
    for token in palette.TOKENS:
        for part in ("fill", "stroke"):
            rule = f'[{part}="{token.anywhere}"] {{ {part}: light-dark({token.light}, {token.dark}) }}'
            assert palette.STYLE.count(rule) == 1


# Labels


def key_days_anywhere():
    """Key days in any order that can be, from close together to months apart, some of them missing."""
    days = st.integers(0, 200)
    return st.builds(
        lambda first, promised, check, second, no: KeyDays(
            interview=INTERVIEW,
            thank_you=INTERVIEW + timedelta(first),
            promised=None if promised is None else INTERVIEW + timedelta(promised),
            check_in=INTERVIEW + timedelta(check),
            second_check_in=INTERVIEW + timedelta(check + second),
            treat_as_no=None if no is None else INTERVIEW + timedelta(no),
        ),
        st.integers(0, 1),
        st.none() | days,
        days,
        st.integers(7, 9),
        st.none() | days,
    )


TODAYS = st.integers(-40, 120).map(lambda days: INTERVIEW + timedelta(days))


def placed_flags(marked_days, today):
    days = charts.outlook_days(marked_days, today)
    plot = labels.Plot.of(dict(zip(days, straight(days), strict=True)), marked_days.interview, today)
    marked = named_days(marked_days, today)
    return plot, marked, labels.flag_layout(plot, marked)


@pytest.mark.parametrize("code", available_languages())
@given(key_days_anywhere(), TODAYS, st.sampled_from(labels.WIDTHS))
def test_labels_of_one_row_never_touch_and_no_rule_runs_through_a_label(code, marked_days, today, width):
    with speaking(code):
        plot, marked, placed = placed_flags(marked_days, today)
        at_width = [
            label_layout.Flag(plot.x(plot.number(day), width), chart.text_width(name), flag.row, flag.leftward)
            for (name, day), flag in zip(marked, placed, strict=True)
        ]
        for one, other in combinations(at_width, 2):
            if one.row == other.row:
                gap = max(one.span[0], other.span[0]) - min(one.span[1], other.span[1])
                assert gap >= label_layout.GAP - 1e-9
        for label in at_width:
            for rule in at_width:
                if rule is not label and rule.row >= label.row:
                    assert not label.span[0] < rule.at < label.span[1]


@given(st.lists(st.floats(0, 236), max_size=6), st.data())
def test_flags_stay_within_the_edges_wherever_each_fits_on_its_own_side(at, data):
    widths = [data.draw(st.floats(5, 40)) for _ in at]
    for flag in label_layout.flags(tuple(at), tuple(widths), left=-60, right=300):
        assert flag.span[0] >= -60
        assert flag.span[1] <= 300


def test_the_promised_day_and_the_check_in_a_day_later_stand_in_two_rows():
    _, marked, placed = placed_flags(DAYS, INTERVIEW)
    rows = {name: flag.row for (name, _), flag in zip(marked, placed, strict=True)}
    assert rows["promised date"] > rows["check in"]


def label_box(row, width, first, last):
    wide = chart.text_width(row["text"], row["size"])
    x = width * (row["day"] - first) / (last - first) + row["dx"]
    left = x - {"left": 0, "center": wide / 2, "right": wide}[row["align"]]
    return label_layout.Box(left, row["y"] - 7, left + wide, row["y"] + 7)


@given(key_days_anywhere(), TODAYS, st.floats(0.02, 0.9))
def test_the_names_of_the_days_stand_over_the_range_as_far_as_there_is_room(marked_days, today, high):
    days = charts.outlook_days(marked_days, today)
    estimates = straight(days, 0.02, 0.02, high)
    plot = labels.Plot.of(dict(zip(days, estimates, strict=True)), marked_days.interview, today)
    marked = named_days(marked_days, today)
    places = labels.flag_places(plot, marked)
    lowest = max(place.y for place in places) + labels.FLAG_STEP / 2
    assert lowest <= plot.y(100 * high)
    room = plot.y(100 * high) - labels.CLEAR
    assert lowest > room - labels.FLAG_STEP or min(place.y for place in places) > 0
    rules, _ = labels.flag_rows(plot, marked, places)
    assert [rule["top"] for rule in rules] == [place.y - labels.FLAG_STEP / 2 for place in places]


@pytest.mark.parametrize("code", available_languages())
@given(responses(), processes())
def test_notes_beside_the_line_never_lie_on_each_other_and_stay_in_the_plot(code, answers, facts):
    with speaking(code):
        process, today = facts
        if key_days(INSTRUMENT.outlook.silence, process) is None:
            return
        spec = outlook_picture(answers, process, today).spec
        first, last = (
            next(param["value"] for param in spec["params"] if param["name"] == name) for name in ("first", "last")
        )
        for width in labels.WIDTHS:
            boxes = []
            for row in named_rows(outlook, spec, "notes"):
                boxes.append(label_box(row, width, first, last))
            flags = [label_box(row, width, first, last) for row in named_rows(outlook, spec, "flags")]
            number, span, base, *silence = boxes
            assert number.inside(width, labels.HEIGHT)
            assert base.inside(width, labels.HEIGHT)
            for one, other in combinations([number, span, *silence], 2):
                assert not one.touches(other)
            for box in (number, span):
                assert not box.touches(base)
            for flag, box in product(flags, boxes):
                assert not flag.touches(box)


# Outlook


def test_the_outlook_says_todays_number_range_and_base_rate_in_words_and_in_the_table():
    today = INTERVIEW + timedelta(5)
    days = charts.outlook_days(DAYS, today)
    shown = charts.outlook_chart(days, straight(days), base_rate=0.22, key_days=DAYS, today=today)
    assert shown.alt.startswith("Outlook today, Sat 7 Nov: 32 in 100, range 20–48; 22 before any sign.")
    assert "treat it as a no from Mon 23 Nov" in shown.alt
    assert ("5", "Sat 7 Nov", "32", "20–48", "today") in shown.rows
    assert ("7", "Mon 9 Nov", "32", "20–48", "promised date") in shown.rows
    assert shown.rows[-1] == ("", "", "22", "", "before any sign")
    texts = [row["text"] for row in named_rows(outlook, shown.spec, "notes")]
    assert texts[:3] == ["today: 32 in 100", "range 20–48", "22 before any sign"]


@given(responses(), processes())
def test_every_day_in_the_table_is_the_outlook_of_that_day(answers, facts):
    process, today = facts
    marked = key_days(INSTRUMENT.outlook.silence, process)
    if marked is None:
        return
    shown = outlook_picture(answers, process, today)
    for since, words, value, span, _ in shown.rows[:-1]:
        day = marked.interview + timedelta(int(since.replace("−", "-")))
        (estimate,) = outlook_by_day(INSTRUMENT, answers, process=process, days=[day])
        assert words == format_day(day)
        assert value == str(percent_int(estimate.value))
        assert span == charts.range_label(estimate.low, estimate.high)
    assert [row[4] for row in shown.rows if "today" in row[4]] != []


@given(key_days_anywhere(), TODAYS)
def test_the_days_hold_every_marked_day_in_order_and_not_too_many(marked_days, today):
    days = charts.outlook_days(marked_days, today)
    assert list(days) == sorted(set(days))
    assert {day for _, day in named_days(marked_days, today)} | {today} <= set(days)
    assert days[0] == min(today, INTERVIEW)
    assert len(days) <= outlook.MOST_DAYS + 10


def test_days_end_with_the_calendar():
    late = date.max - timedelta(3)
    last = KeyDays(late, late, None, date.max, date.max, None)
    assert charts.outlook_days(last, late)[-1] == date.max


def test_before_the_interview_the_axis_starts_today_and_marks_it():
    today = INTERVIEW - timedelta(13)
    days = charts.outlook_days(DAYS, today)
    shown = charts.outlook_chart(days, straight(days), base_rate=0.22, key_days=DAYS, today=today)
    assert shown.rows[0][:2] == ("−13", "Tue 20 Oct")
    assert "interview" in [row["text"] for row in named_rows(outlook, shown.spec, "flags")]


def test_today_must_be_among_the_days():
    with pytest.raises(ValueError, match="today"):
        charts.outlook_chart([INTERVIEW], straight([0]), base_rate=0.2, key_days=DAYS, today=INTERVIEW + timedelta(1))


@pytest.mark.parametrize(("module", "channel"), [(outlook, "y"), (what_if, "x"), (domains, "x"), (ranges, "x")])
def test_the_axis_always_runs_from_0_to_100(module, channel):
    scales = [
        layer["encoding"][channel]["scale"]
        for layer in layers_of(module.template_once())
        if (layer["encoding"].get(channel) or {}).get("scale")
    ]
    assert scales
    assert all(scale == {"domain": [0, 100], "nice": False} for scale in scales)


# Balance sheet


def test_the_balance_sheet_runs_from_most_for_to_most_against():
    signs = (
        contribution("rapport", "cool", -0.41),
        contribution("team_intro", "off_agenda", 0.12),
        contribution("team_intro", "on_agenda", 0.0),
        contribution("rapport", "warm", log(1.22)),
    )
    shown = charts.balance_chart(INSTRUMENT, signs)
    assert [row[2:5] for row in shown.rows] == [
        ("lifts", "×1.22", "B"),
        ("lifts", "×1.13", "D, advice only"),
        ("moves nothing", "×1.00", "D, advice only"),
        ("pulls down", "×0.66", "B"),
    ]
    drawn = named_rows(balance, shown.spec, "rows")
    assert [(row["factor"], row["grade"]) for row in drawn] == [("×1.22", "B"), ("×1.13", "D"), ("×0.66", "B")]
    assert [row["factor"] for row in drawn if row["advice"]] == ["×1.13"]
    assert shown.alt == (
        "2 answers move the odds up. Most of all Rapport (×1.22). 1 moves them down. Most of all Rapport (×0.66)."
        " 1 answer moves next to nothing and has no bar."
    )


@pytest.mark.parametrize("answers", [best_options(GRADED), worst_options(GRADED)])
def test_every_answer_is_in_the_table_and_bars_never_share_a_place(answers):
    signs = scored(answers).outlook.contributions
    shown = charts.balance_chart(INSTRUMENT, signs)
    assert Counter(row[3] for row in shown.rows) == Counter(balance.factor_label(sign.contribution) for sign in signs)
    places = [row["place"] for row in named_rows(balance, shown.spec, "rows")]
    assert places == sorted(set(places))
    assert all(later - earlier == balance.STEP for earlier, later in pairwise(places))
    assert shown.spec["height"] >= places[-1] + balance.STEP / 2


def test_advice_only_bars_are_told_apart_in_words_and_by_their_outline():
    layers = layers_of(balance.template_once())
    advice = next(layer["mark"] for layer in layers if {"filter": "datum.advice"} in layer.get("transform", ()))
    assert advice["strokeDash"]
    assert advice["fillOpacity"] < 0.5
    signs = (contribution("team_intro", "off_agenda", 0.12), contribution("rapport", "warm", 0.2))
    drawn = named_rows(balance, charts.balance_chart(INSTRUMENT, signs).spec, "rows")
    assert [row["graded"] for row in drawn] == ["B", "advice only D"]


def test_an_empty_balance_sheet_says_so():
    shown = charts.balance_chart(INSTRUMENT, ())
    assert shown.rows == ()
    assert named_rows(balance, shown.spec, "head")[0]["text"] == "No answer moves the outlook yet."


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("By a date, or in a week they named", "By a date"),
        ("Specific: they named what was good or missing", "Specific"),
        ("General, such as 'that was great'", "General"),
        ("No", "No"),
    ],
)
def test_an_answer_is_shown_up_to_its_first_explanation(label, short):
    assert balance.short_answer(label) == short


# A hundred people


@given(st.floats(0, 1), st.floats(0, 1))
def test_there_are_always_a_hundred_dots_with_the_right_counts(base_rate, value):
    shown = charts.hundred_chart(base_rate, value)
    before, after = percent_int(base_rate), percent_int(value)
    dots = named_rows(hundred, shown.spec, "dots")
    assert [place for dot in dots for place in range(dot["first"], dot["end"])] == list(range(100))
    counts = {dot["kind"]: dot["end"] - dot["first"] for dot in dots}
    assert counts["before"] + counts["added"] == after
    assert counts["before"] + counts["taken"] == before
    assert not (counts["added"] and counts["taken"])
    assert [cells[1] for cells in shown.rows[:2]] == [str(before), str(after)]
    assert f"{before} get the offer" in shown.alt
    assert {row["kind"] for row in named_rows(hundred, shown.spec, "key")} == {kind for kind in counts if counts[kind]}


@pytest.mark.parametrize(
    ("base_rate", "value", "end"),
    [
        (0.22, 0.35, "; with your answers, as of today, it is 35: 13 more."),
        (0.22, 0.12, "; with your answers, as of today, it is 12: 10 fewer."),
        (0.22, 0.22, ", and 22 with your answers, as of today."),
    ],
)
def test_the_sentence_about_a_hundred_people_says_what_changed(base_rate, value, end):
    start = "Of 100 finalists like you, 22 get the offer before any sign"
    assert charts.hundred_chart(base_rate, value).alt == start + end


# Domains


@given(responses(items=INSTRUMENT.readiness))
def test_domains_show_their_readiness_and_stretch_what_is_to_win_to_their_own_scale(answers):
    assessment = scored(answers)
    gaps = readiness_gaps(INSTRUMENT, answers)
    gains = dict.fromkeys(INSTRUMENT.readiness_by_domain, 0.0)
    for gap in gaps:
        gains[INSTRUMENT.items[gap.item].domain] += gap.gain
    shown = charts.domains_chart(INSTRUMENT, assessment, gains)
    for row, cells, domain in zip(
        named_rows(domains, shown.spec, "rows"), shown.rows, INSTRUMENT.readiness_by_domain, strict=True
    ):
        score = assessment.readiness.domains[domain] if assessment.readiness else None
        if score is None or score.value is None:
            assert cells[1] == "not answered yet"
            assert not row["scored"]
            continue
        assert cells[1:3] == (chart.points_label(score.value), f"{score.answered} of {score.asked}")
        assert row["value"] == score.value
        assert row["reach"] == pytest.approx(100)  # every gap closed is all the domain can earn
        assert cells[4] == chart.points_label(gains[domain])


def test_a_domain_that_the_stage_does_not_ask_says_so():
    answers = {"stage": "invited", "star_stories": "none"}
    answers = {item: option for item, option in answers.items() if item in INSTRUMENT.items}
    prepared = next(iter(INSTRUMENT.readiness_by_domain["preparation"].values()))
    shown = charts.domains_chart(INSTRUMENT, scored({**answers, prepared.item: next(iter(prepared.options))}), {})
    assert {cells[0]: cells[1] for cells in shown.rows}["In the room"] == "not asked at this stage"
    assert shown.alt.endswith("No points can be won any more at this stage.")


# What-if


def test_outlooks_stand_below_each_other_with_their_ranges():
    shown = charts.ranges_chart(OUTLOOKS)
    first, second = named_rows(ranges, shown.spec, "rows")
    assert (first["title"], first["number"], second["number"]) == ("Acme, analyst", "32 in 100", "8 in 100")
    assert first["low"] < first["value"] < first["high"]
    assert second["y"] - first["y"] == ranges.STEP
    assert shown.alt == "Outlooks: Acme, analyst 32 in 100, range 20–48; Bright, lead 8 in 100, range 3–20."


def test_a_change_shows_both_ranges_on_one_axis():
    before, after = scored({}).outlook, scored(best_options(GRADED)).outlook
    shown = charts.change_chart(before, after)
    assert shown.rows == (
        (what_if.BEFORE, str(percent_int(before.value)), charts.range_label(before.low, before.high)),
        (what_if.AFTER, str(percent_int(after.value)), charts.range_label(after.low, after.high)),
    )
    assert shown.alt.endswith(f"{percent_int(after.value) - percent_int(before.value)} higher.")
    assert [row["value"] for row in named_rows(what_if, shown.spec, "rows")] == [100 * before.value, 100 * after.value]
    assert charts.change_chart(after, before).alt.endswith("lower.")
    assert charts.change_chart(before, before).alt.endswith("the same.")
