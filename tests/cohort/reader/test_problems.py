"""Each problem names its row, column and value, and the nearest known id."""

from assessment.cohort.reader.problems import problem_sentences, problems_by_row
from tests.cohort.reader.reading import problem_cells, read


def test_an_unknown_value_is_reported_and_counts_as_unanswered():
    responses = read("person,team_intro,interview_date,outcome\nA,off agendas,02/11/2026,xyz\nB,no,2026-11-02,offer\n")
    assert problem_cells(responses.problems) == [
        [2, "team_intro", "off agendas", "off_agenda"],
        [2, "interview_date", "02/11/2026", ""],
        [2, "outcome", "xyz", ""],
    ]
    assert responses.frame.loc[2].isna().tolist() == [False, True, True, True]
    assert responses.frame.loc[3, "team_intro"] == "no"
    marks = problems_by_row(responses.problems, responses.frame.index)
    assert marks[3] == ""
    assert "team_intro 'off agendas': is not offered" in marks[2]


def test_problems_are_listed_by_row_and_counted_after_the_most():
    responses = read("practice\n" + "maybe\n" * 30)
    texts = problem_sentences(responses.problems, most=3)
    assert texts[0].startswith("row 2: practice: 'maybe'")
    assert texts[-1] == "... and 27 more."
