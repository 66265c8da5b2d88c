"""The page for a coach: a table of people in; scores, pictures and plans out. Nothing of it is kept.

pandas is imported once there is a table, so that this page opens as fast as the others.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.core.errors import AssessmentError
from assessment.core.model import Instrument
from assessment.core.outcomes.learning import learn
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import current_language, number_words, tr
from assessment.ui import resources
from assessment.ui.cohort import session as kept
from assessment.ui.cohort import uploads as files
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.widgets import SPREADSHEETS
from assessment.ui.session import clock, language

TABLES = ["csv", "txt", "tsv", "parquet", *SPREADSHEETS]


def page() -> None:
    """The cohort page."""
    st.title(tr("Cohort"), anchor=False)
    st.markdown(
        tr(
            "For a coach with many people: a table goes in, and out come scores, who needs you first, and a plan for "
            "each. Nothing you upload is kept: it lives in this tab until you close it."
        )
    )
    people = kept.people()
    if people is None:
        ask_for_people()
    else:
        show_people(people)
    show_learning()


def ask_for_people() -> None:
    """The ways in: a made-up cohort, an empty table to fill in, a table of one's own."""
    if st.button(tr("Look at a made-up cohort"), key="made_up_cohort", type="primary"):
        with files.made_up(files.MADE_UP_PEOPLE) as table, st.spinner(tr("Reading and scoring")):
            read = files.read_people(table, resources.instrument(), files.MADE_UP_DAY)
        kept.keep_people(kept.People("made-up", "a made-up cohort", read, files.MADE_UP_DAY, made_up=True))
        st.rerun()
    st.header(tr("Your own table"), anchor=False)
    st.markdown(
        tr(
            "One row a person, one column a question; leave empty what you do not know. Up to {megabytes} MB and "
            "{rows} rows, so that it fits in memory beside other visitors; for more there is `assessment cohort score` "
            "on the command line.",
            megabytes=files.LARGEST_MB,
            rows=number_words(files.MOST_ROWS),
        )
    )
    show_templates()
    file = st.file_uploader(
        tr("Table of people (CSV or Parquet)"),
        type=TABLES,
        max_upload_size=files.LARGEST_MB,
        key=kept.upload_key("people"),
    )
    if file is not None:
        take_file("people", file, take_people)


def show_templates() -> None:
    """The empty table, and what may stand in it."""
    with st.container(horizontal=True):
        st.download_button(
            tr("Empty table (CSV)"),
            data=language.in_current_language(lambda: downloads().template_csv(resources.instrument())),
            file_name="callback-cohort.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="cohort_template",
        )
        st.download_button(
            tr("What may stand in it (CSV)"),
            data=language.in_current_language(lambda: downloads().dictionary_csv(resources.instrument())),
            file_name="callback-cohort-dictionary.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="cohort_dictionary",
        )


def downloads() -> Any:
    """The module that makes files; it needs pandas."""
    from assessment.ui.cohort import downloads

    return downloads


def take_people(file: UploadedFile) -> None:
    """Read the people of an uploaded table and look at them."""
    today = clock.today()
    read = files.read_people(file, resources.instrument(), today)
    kept.keep_people(kept.People(file.file_id, clean_title(file.name), read, today))


def take_file(kind: str, file: UploadedFile, take: Callable[[UploadedFile], None]) -> None:
    """Take an uploaded file, or say in a sentence why it cannot be taken; it is tried once."""
    problems = kept.failure(file)
    if problems is None:
        try:
            with st.spinner(tr("Reading and scoring")):
                take(file)
        except AssessmentError as error:
            problems = error.problems
            kept.keep_failure(file, problems)
        else:
            kept.finish_upload(kind, file)
            st.rerun()
    show_failure(file, problems)


def show_failure(file: UploadedFile, problems: tuple[str, ...]) -> None:
    """Why the file could not be taken."""
    first, *others = problems
    st.error(
        tr(
            "**{file}** was not taken: {problem}",
            file=escape_markdown(clean_title(file.name)),
            problem=escape_markdown(first),
        ),
        icon=":material/error:",
    )
    for problem in others:
        st.text(problem)
    st.markdown(tr("Columns are separated by a comma, semicolon, tab or |, and named as in the empty table."))


def show_people(people: kept.People) -> None:
    """The people of this tab, scored with the figures of this tab."""
    from assessment.ui.cohort.results import show_results
    from assessment.ui.cohort.scored_cohort import scored_cohort

    instrument = scoring_instrument()
    day = people.day if people.made_up else clock.today()
    cohort = kept.scored_once(
        (people.id, f"{instrument.version} {current_language().code}", day),
        lambda: scored_cohort(people.responses, instrument, day),
    )
    show_results(people, cohort)


def scoring_instrument() -> Instrument:
    """The shipped figures, or with what this tab has learned."""
    taught = kept.taught()
    return learn(resources.instrument(), taught.learned.counts) if taught else resources.instrument()


def show_learning() -> None:
    """The figures and the outcomes behind them."""
    taught = kept.taught()
    st.header(tr("Figures that learn"), anchor=False)
    if taught is not None:
        from assessment.ui.cohort.learned_figures import show_taught

        show_taught(taught)
        return
    st.markdown(
        tr(
            "If you know how earlier processes ended, their outcomes can correct the figures: a table as above with "
            "the column `outcome`, or counts kept before (`learned.toml`). Answers must be those given before the "
            "outcome."
        )
    )
    if st.button(tr("Learn from made-up outcomes"), key="made_up_outcomes"):
        with files.made_up(files.MADE_UP_OUTCOMES) as table:
            learned = files.read_outcomes(files.MADE_UP_OUTCOMES, table, resources.instrument(), files.MADE_UP_DAY)
        kept.keep_taught(kept.Taught("Made-up outcomes", learned, made_up=True))
        st.rerun()
    file = st.file_uploader(
        tr("Outcomes (CSV, Parquet or learned.toml)"),
        type=[*TABLES, "toml"],
        max_upload_size=files.LARGEST_MB,
        key=kept.upload_key("outcomes"),
    )
    if file is not None:
        take_file("outcomes", file, take_outcomes)


def take_outcomes(file: UploadedFile) -> None:
    """Count the outcomes of an uploaded file and learn from them."""
    learned = files.read_outcomes(file.name, file, resources.instrument(), clock.today())
    kept.keep_taught(kept.Taught(clean_title(file.name), learned))


if __name__ == "__main__":
    page()
