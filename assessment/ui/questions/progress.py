"""How far the questions are answered, and the buttons to the other sections."""

import streamlit as st

from assessment.core.text.i18n import tr, tr_count
from assessment.ui.components import navigation, style
from assessment.ui.components.question import count_answered
from assessment.ui.questions.sections import QuestionPath
from assessment.ui.session import answers, current_application, visit


def show_contents(path: QuestionPath) -> None:
    """The sections, each with how much of it is answered; the counter at the bottom counts those on the page."""
    lines = [tr("**The parts**")]
    for section in path.sections:
        asked = len(section.items)
        if section in path.shown:
            count = tr_count("{number} question", "{number} questions", asked)
        else:
            count = tr("{answered} of {asked}", answered=count_answered(section.items), asked=asked)
        lines.append(f"- {section.title} :small[{count}]")
    st.markdown("\n".join(lines))


def show_bottom_bar(path: QuestionPath) -> None:
    """The counter and the buttons to go on; drawn after the questions, so that those save first."""
    with st.bottom, st.container(horizontal=True, wrap=False, vertical_alignment="center", key=style.BOTTOM_BAR):
        show_counter(path)
        show_buttons(path)


def show_counter(path: QuestionPath) -> None:
    """How many questions on the page are answered, with the section's number or where the answers are saved.

    The page's script replaces the bold number by a count of the answers chosen on the page, which needs no run; not
    where some of them are not saved.
    """
    items = [item for section in path.shown for item in section.items]
    answered = tr("{answered} of {asked}", answered=f"**{count_answered(items)}**", asked=len(items))
    if path.open_number is None:
        below = saved_where()
    else:
        below = tr("Part {part} of {parts}", part=path.open_number + 1, parts=len(path.sections))
    all_saved = visit.current().all_saved and not answers.conflicts()
    with st.container(key=style.COUNTER if all_saved else None):
        st.markdown(f"{answered} :small[· {below}]" if below else answered)


def saved_where() -> str:
    """Where the answers are saved; while they cannot be, the page says above why."""
    if visit.current().has_unsaved:
        return tr("not saved yet")
    if not visit.current().all_saved:
        return ""
    if not current_application.is_permanent():
        return tr("in this tab only")
    return tr("saved")


def show_buttons(path: QuestionPath) -> None:
    """Buttons to the section before and after, and to the outlook after the last."""
    number = path.open_number
    if number is not None:
        if st.button(tr("Previous"), key="previous", disabled=number == 0):
            current_application.go_to_part(max(number - 1, 0))
            st.rerun()
        if not path.is_last and st.button(tr("Next"), key="next", type="primary"):
            current_application.go_to_part(number + 1)
            st.rerun()
    if path.is_last and st.button(tr("See your outlook"), key="see_outlook", type="primary"):
        navigation.go_to("outlook")
