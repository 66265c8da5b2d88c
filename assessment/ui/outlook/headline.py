"""What the outlook page says first: the hundred, the chance in words, what silence means, and the person's guess."""

from datetime import date

import streamlit as st

from assessment import charts
from assessment.core.model import Stage
from assessment.core.model.process import Process
from assessment.core.plan.key_dates import key_days
from assessment.core.scoring.assess import WHOLE_PROCESS, Outlook
from assessment.core.scoring.probability import percent_int, probability_change
from assessment.core.scoring.silence import silence_clock
from assessment.core.text.i18n import format_day, tr, tr_count
from assessment.ui.components import navigation
from assessment.ui.components.formatting import FEW_SIGNS, escape_markdown, format_points, outlook_band
from assessment.ui.session import forecasts
from assessment.ui.session.page_data import PageData

LOW_OUTLOOK = 40
"""In 100: below it the page says that a low number says little about the person."""

TELLING_RATIO = 0.8
"""Silence tells little until its likelihood ratio falls below this."""


def hundred_people(page_data: PageData) -> charts.DescribedChart:
    """A hundred people in this position, and how many of them get the offer."""
    outlook = page_data.assessment.outlook
    return charts.hundred_chart(outlook, outlook.base_rate)


def show_headline(page_data: PageData) -> None:
    """The chance as the title and in one sentence, then what calms, and the person's own guess."""
    outlook = page_data.assessment.outlook
    title = st.subheader if page_data.read_only else st.title
    title(tr("About {number} in 100", number=percent_int(outlook.value)), anchor=False)
    guess = "" if page_data.read_only else guess_sentence()
    st.markdown(" ".join(filter(None, (chance_sentence(page_data), guess))))
    calming = (silence_sentence(page_data), comfort_sentence(outlook), round_sentence(page_data))
    if any(calming):
        st.markdown(" ".join(filter(None, calming)))
    if outlook.more_rounds:
        st.markdown(tr(WHOLE_PROCESS))


def guess_sentence() -> str:
    """The person's own number; empty without one."""
    guess = forecasts.guess()
    return "" if guess is None or guess.value is None else tr("You guessed {number}.", number=guess.value)


def chance_sentence(page_data: PageData) -> str:
    """What the number counts, how far off it may be and what that is called; too early for a verdict on few answers."""
    outlook = page_data.assessment.outlook
    span = span_in_words(outlook)
    if outlook.informative_answers < FEW_SIGNS:
        return tr(
            "people in your position get {offer}. {span}. **Too early to say:** so far this is mostly the average for "
            "anybody at this stage.",
            offer=offer_name(page_data.process),
            span=span,
        )
    return tr(
        "people in your position get {offer}. {span}: **{band}**.",
        offer=offer_name(page_data.process),
        span=span,
        band=outlook_band(percent_int(outlook.value)),
    )


def span_in_words(outlook: Outlook) -> str:
    """How far off the number may be; at its limits both ends are the same, and it says why."""
    low, high = percent_int(outlook.low), percent_int(outlook.high)
    if low == high:
        return tr("Signs alone can move it no further")
    return tr("It could be as low as {low} or as high as {high}", low=low, high=high)


def offer_name(process: Process) -> str:
    """The offer, by the employer's name where it is known, as Markdown."""
    if process.employer:
        return tr("the offer from {employer}", employer=escape_markdown(process.employer))
    return tr("the offer")


def comfort_sentence(outlook: Outlook) -> str:
    """That a low number says little about the person; empty where it is not low."""
    if percent_int(outlook.value) >= LOW_OUTLOOK:
        return ""
    return tr("Most finalists are turned down, and all of them can do the job.")


def round_sentence(page_data: PageData) -> str:
    """That a round after the first starts afresh; empty in the first."""
    if page_data.round == 1:
        return ""
    return tr("This round starts afresh: signs from the round before are not counted twice.")


def silence_sentence(page_data: PageData) -> str:
    """Whether so many days without news are normal, and from when they mean something; empty while nobody waits."""
    if page_data.stage is Stage.DECIDED:
        return ""
    clock, process, today = (
        silence_clock(page_data.instrument.outlook.silence, page_data.process),
        page_data.process,
        page_data.today,
    )
    if clock is None or process.interview_date is None or process.interview_date > today:
        return ""
    days = (today - max(process.last_word_date or process.interview_date, process.interview_date)).days
    late = (today - clock.start).days if clock.start == process.promised_date else 0
    telling_from = clock.first_day_below(TELLING_RATIO)
    if telling_from is None or today < telling_from:
        return normal_silence(days, late, telling_from)
    marked = key_days(page_data.instrument.outlook.silence, process)
    if marked and marked.treat_as_no and marked.treat_as_no <= today:
        return tr_count(
            "After {number} day without news, move on in your mind; a late yes would be a bonus.",
            "After {number} days without news, move on in your mind; a late yes would be a bonus.",
            days,
        )
    return late_silence(days, late, page_data.assessment.outlook)


def normal_silence(days: int, late: int, telling_from: date | None) -> str:
    """That so many days without news, or past the promised one, are normal, and until when silence tells little."""
    until = tr("Silence tells you little until {day}.", day=format_day(telling_from)) if telling_from else ""
    if not days:
        return until
    if late > 0:
        normal = tr_count(
            "The day they gave passed {number} day ago, and such days often slip.",
            "The day they gave passed {number} days ago, and such days often slip.",
            late,
        )
    else:
        normal = tr_count("{number} day without news is normal.", "{number} days without news is normal.", days)
    return f"{normal} {until}".strip()


def late_silence(days: int, late: int, outlook: Outlook) -> str:
    """That they are slower than most, after the promised day where there was one, and what the silence costs."""
    cost = format_points(100 * -probability_change(outlook.value, outlook.silence))
    if late > 0:
        return tr_count(
            "{number} day past the day they gave is slower than most, and no answer yet: it costs you {points}.",
            "{number} days past the day they gave is slower than most, and no answer yet: it costs you {points}.",
            late,
            points=cost,
        )
    return tr_count(
        "{number} day without news is slower than most, and no answer yet: it costs you {points}.",
        "{number} days without news is slower than most, and no answer yet: it costs you {points}.",
        days,
        points=cost,
    )


def show_chance_in_brief(page_data: PageData) -> None:
    """Before the interview: the chance in one quiet line, what calms, and what it rests on."""
    outlook = page_data.assessment.outlook
    chance = f"**{charts.probability_label(outlook.value)}** {chance_sentence(page_data)}"
    more_rounds = tr(WHOLE_PROCESS) if outlook.more_rounds else ""
    sentences = chance, comfort_sentence(outlook), round_sentence(page_data), more_rounds
    st.markdown(" ".join(filter(None, sentences)))
    if outlook.informative_answers < FEW_SIGNS and not page_data.read_only:
        navigation.link("questions", label=tr("Answer more questions"), icon=":material/edit:")
