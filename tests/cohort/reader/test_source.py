"""Unknown columns are reported and keep their values."""

from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.scoring.frame import RESULT_COLUMNS
from tests.cohort.reader.reading import problem_cells, read
from tests.support import INSTRUMENT


def test_unknown_columns_are_reported_and_keep_their_values():
    responses = read("person,region,practise,readiness,stories\nA,007,alone,NA,\n")
    assert problem_cells(responses.problems) == [
        [0, "region", "", ""],
        [0, "practise", "", "practice"],
        [0, "readiness_before", "", ""],
    ]
    assert responses.frame.loc[2, ["region", "readiness_before"]].tolist() == ["007", "NA"]


def test_no_result_column_is_an_input_column():
    assert not set(RESULT_COLUMNS) & set(column_vocabulary(INSTRUMENT).ids.values())
