"""Dates, strict reading and limits of reading responses."""

import pandas as pd
import pytest

from assessment.cohort.reader import plain_csv, rows
from assessment.cohort.reader.problems import problem_sentences
from assessment.core.text.date_parsing import DayOrder
from tests.cohort.reader.reading import parquet_bytes, problem_cells, read, refusal


def parquet_of_text(table):
    heading, *people = (line.split(",") for line in table.splitlines())
    return parquet_bytes(pd.DataFrame(people, columns=heading))


@pytest.mark.parametrize(
    "written",
    [
        *("2026-11-16", "16/11/2026", "11/16/2026", "16.11.2026", "16. 11. 2026", "16-11-2026", "2026/11/16"),
        *("16 nov 2026", "16. November 2026", "16 de noviembre de 2026"),
        *("20261116", "16/11/2026 00:00:00", "2026-11-16T10:00:00+01:00"),
    ],
)
def test_a_date_that_can_be_only_one_day_is_read(written):
    responses = read(f"interview_date\n{written}\n")
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 16)]
    assert responses.problems.empty


def test_a_date_with_dots_has_its_day_first():
    assert read("interview_date\n02.11.2026\n").frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 2)]


@pytest.mark.parametrize(
    "written", ["02/11/2026", "02/11/2026 10:00:00", "2-11-2026", "02.11.26", "2 nov 26", "02/11/26"]
)
def test_the_other_dates_of_a_column_say_which_number_is_the_day(written):
    responses = read(f"interview_date\n16/11/2026\n{written}\n")
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 16), pd.Timestamp(2026, 11, 2)]
    assert responses.problems.empty


def test_a_column_without_such_a_date_follows_the_others_or_what_is_given():
    table = "interview_date,promised_date\n11/2/2026,{}\n"
    assert read(table.format("11/16/2026")).frame.iloc[0, 0] == pd.Timestamp(2026, 11, 2)
    assert read(table.format("16/11/2026")).frame.iloc[0, 0] == pd.Timestamp(2026, 2, 11)
    open_order = read(table.format("2026-11-16"))
    assert (open_order.frame.iloc[0, 0], open_order.ambiguous_date) == (pd.NaT, "11/2/2026")
    given = read(table.format("2026-11-16"), given_order=DayOrder.MONTH_FIRST)
    assert (given.frame.iloc[0, 0], given.ambiguous_date) == (pd.Timestamp(2026, 11, 2), "")


@pytest.mark.parametrize(
    ("second", "sentences"),
    [
        ("alone,", []),
        ("none,", ["row 2: practice_2: 'none' says something else than practice, which counts."]),
        ("al,", ["row 2: practice_2: 'al' is not offered and counts as unanswered."]),
    ],
)
@pytest.mark.parametrize("make", [str.encode, parquet_of_text])
def test_a_known_column_that_stands_twice_counts_where_the_first_is_empty_and_is_compared(make, second, sentences):
    content = make(f"practice,Practice,person\nalone,{second}\nalone,,B\n,with a person,C\n")
    responses = read(content)
    assert responses.frame["practice"].tolist() == ["alone", "alone", "with_a_person"]
    assert responses.frame["practice_2"].tolist() == [second[:-1], "", "with a person"]
    asks = "practice_2: means the same as practice; it counts where practice is empty."
    assert problem_sentences(responses.problems) == [asks, *sentences]
    if sentences:
        assert sentences == refusal(content, strict=True).splitlines()


def test_twin_columns_of_dates_and_names_are_one():
    responses = read(
        "person,Person,interview_date,Interview date\nA,a,2/11/2026,\nB,,,16/11/2026\n,C,1/2/2026,2026-02-01\n"
    )
    assert responses.frame["person"].tolist() == ["A", "B", "C"]
    days = responses.frame["interview_date"].dt.strftime("%d.%m.%Y").tolist()
    assert days == ["02.11.2026", "16.11.2026", "01.02.2026"]
    assert [problem[:3] for problem in problem_cells(responses.problems) if problem[0]] == [[2, "person_2", "a"]]


def test_a_column_of_day_numbers_is_read_as_days_and_said_once():
    responses = read("interview_date,promised_date\n46328,46342\n46330.5,soon\n")
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 2), pd.Timestamp(2026, 11, 4)]
    assert responses.frame["promised_date"].isna().all()
    assert problem_sentences(responses.problems)[0] == (
        "interview_date: numbers were read as days, as Excel counts them: 46328 as 2026-11-02."
    )


def test_an_order_that_the_dates_contradict_is_said_once():
    responses = read("interview_date\n16/11/2026\n02/11/2026\n", given_order=DayOrder.MONTH_FIRST)
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 16), pd.Timestamp(2026, 11, 2)]
    assert problem_sentences(responses.problems) == [
        "interview_date: its own dates show that the day comes first; they count, and not the order that was given."
    ]


def test_a_column_with_dates_of_both_orders_decides_nothing():
    responses = read("interview_date\n16/11/2026\n11/16/2026\n02/11/2026\n", given_order=DayOrder.DAY_FIRST)
    assert responses.frame["interview_date"].isna().tolist() == [False, False, True]


def test_the_order_of_a_later_batch_holds_for_the_first(monkeypatch):
    monkeypatch.setattr(rows, "BATCH_ROWS", rows.BLOCK_ROWS)
    monkeypatch.setattr(plain_csv, "BLOCK_BYTES", 10_000)
    first = "11/2/2026\n" * 2_000
    dates = read(f"interview_date\n{first}11/16/2026\n").frame["interview_date"]
    assert set(dates) == {pd.Timestamp(2026, 11, 2), pd.Timestamp(2026, 11, 16)}


@pytest.mark.parametrize("written", ["26/11/16", "46342", "soon"])
def test_a_date_that_could_be_none_is_reported(written):
    responses = read(f"interview_date\n16/11/2026\n{written}\n")
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 16), pd.NaT]
    assert problem_cells(responses.problems) == [[3, "interview_date", written, ""]]


@pytest.mark.parametrize(
    ("word", "person"),
    [
        *((word, word) for word in ["NA", "N/A", "n.a.", "#N/A", "NULL", "None", "-99", "NO_ANSWER_SELECTED", "?"]),
        *((word, "A") for word in ["-", "--"]),
    ],
)
def test_words_for_no_answer_are_no_problem(word, person):
    responses = read(f"person,practice,interview_date\n{person},{word if word != 'None' else ''},{word}\n")
    assert responses.frame.iloc[0].isna().tolist() == [False, True, True]
    assert responses.frame["person"].tolist() == [person]
    assert responses.problems.empty


@pytest.mark.parametrize(
    ("column", "word", "option"),
    [
        ("referral", "TRUE", "yes"),
        ("referral", "WAHR", "yes"),
        ("referral", "Sí", "yes"),
        ("referral", "✔️", "yes"),
        ("referral", "☐", "no"),
        ("referral", "n", "no"),
        ("background_check", "oui", "started"),
        ("format_rehearsed", "ja", "yes"),
        ("team_intro", "nein", "no"),
        ("team_intro", "a. off_agenda", "off_agenda"),
        ("team_intro", "3) No", "no"),
        ("feedback", "specific;", "specific"),
        ("feedback", "<b>None</b>.", "none"),
        ("timeline", "Roughly, such as ‘soon’ or ‘in a few weeks’", "rough"),
    ],
)
def test_what_can_mean_one_option_only_is_read_and_listed_once(column, word, option):
    responses = read(f'{column}\n"{word}"\n"{word}"\n')
    assert responses.frame[column].tolist() == [option, option]
    ((row, where, value, _),) = problem_cells(responses.problems)
    assert (row, where, value) == (0, column, "")
    assert problem_sentences(responses.problems)[0].endswith(f"as {option}.")


def test_what_could_be_two_options_is_not_guessed():
    assert problem_cells(read("team_intro\nyes\n").problems) == [[2, "team_intro", "yes", ""]]
    assert read("referral\n1\n").frame["referral"].isna().all()


def test_impossible_dates_are_reported():
    responses = read("interview_date,promised_date,last_word_date\n2026-11-02,2026-11-01,2026-12-01\n")
    assert [row[1] for row in problem_cells(responses.problems)] == ["promised_date", "last_word_date"]


def test_strict_refuses_misread_cells_and_accepts_extra_columns():
    assert "row 3: practice: 'alon' is not offered" in refusal("person,practice\nA,alone\nB,alon\n", strict=True)
    assert "practise" in refusal("person,practise,stories\nA,alone,\n", strict=True)
    assert len(read("person,region,stories\nA,north,\n", strict=True).frame) == 1


@pytest.mark.parametrize("make", [str.encode, parquet_of_text])
def test_names_alone_are_no_people_to_score(make):
    sentence = (
        "no column is a question or a date that we know (found 'person', 'title'); use the headings of the empty table."
    )
    assert refusal(make("person,title\nA,Call\n")) == sentence


def test_a_heading_alone_has_no_rows():
    assert read("person,practice\n").frame.shape == (0, 2)
    assert read(parquet_bytes(pd.DataFrame({"practice": pd.array([], "str")}))).frame.shape == (0, 1)


def test_more_rows_than_allowed_are_refused():
    assert "more than 1 rows" in refusal("practice\nalone\nalone\n", most_rows=1)


def test_one_part_of_an_array_is_its_question_and_several_are_carried():
    responses = read(b"id,practice[SQ001],stories[SQ001],stories[SQ002]\nA,alone,few,few\n")
    assert responses.frame["practice"].tolist() == ["alone"]
    assert "stories" not in responses.frame
    assert responses.frame["stories[SQ002]"].tolist() == ["few"]


@pytest.mark.parametrize("write", [parquet_bytes, lambda frame: frame.to_csv(index=False).encode()])
def test_the_share_that_is_read_grows_to_all_of_it(write):
    shares = []
    read(write(pd.DataFrame({"practice": ["alone"] * 300_000})), report=shares.append)
    assert shares == sorted(shares)
    assert any(0 < share < 1 for share in shares)
    assert shares[-1] == 1
