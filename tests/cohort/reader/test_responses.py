"""What a file says is understood or named, and no row of it is lost."""

import codecs
import csv
import io
from contextlib import suppress
from datetime import date
from itertools import permutations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.catalog import available_languages, language_for, load_instrument
from assessment.cohort.reader.csv import BATCH_ROWS
from assessment.cohort.reader.problems import problem_sentences, problems_by_row
from assessment.cohort.reader.responses import read_responses
from assessment.cohort.reader.vocabulary import column_vocabulary, normalize_term, option_vocabulary
from assessment.cohort.scoring.frame import RESULT_COLUMNS
from assessment.core.errors import AssessmentError
from tests.cohort.made_up_people import random_frame
from tests.support import INSTRUMENT

TODAY = date(2026, 11, 20)
LANGUAGES = {code: load_instrument(language=language_for(code)) for code in available_languages()}


def read(content, **settings_of_reading):
    if isinstance(content, str):
        content = content.encode()
    return read_responses(io.BytesIO(content), INSTRUMENT, today=TODAY, **settings_of_reading)


def refusal(content, **settings_of_reading):
    with pytest.raises(AssessmentError) as refused:
        read(content, **settings_of_reading)
    return "\n".join(refused.value.problems)


def told(problems):
    return problems.fillna({"row": 0}).astype({"row": int})[["row", "column", "value", "nearest"]].to_numpy().tolist()


def parquet(frame):
    file = io.BytesIO()
    frame.to_parquet(file)
    return file.getvalue()


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
PEOPLE = "person;team_intro;feedback\nZoë;off_agenda;specific\nÅsa;;none\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_unicode_is_read_without_a_word(encoding, mark):
    responses = read(mark + PEOPLE.encode(encoding))
    assert responses.frame["person"].tolist() == ["Zoë", "Åsa"]
    assert responses.problems.empty


def test_windows_text_is_read_and_said_to_be():
    responses = read(PEOPLE.encode("cp1252"))
    assert responses.frame["person"].tolist() == ["Zoë", "Åsa"]
    assert "cp1252" in problem_sentences(responses.problems)[0]


def test_an_encoding_can_be_named():
    responses = read(PEOPLE.encode("cp1252"), encoding="cp1252")
    assert responses.problems.empty


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_from_the_known_columns(delimiter):
    responses = read(PEOPLE.replace(";", delimiter))
    assert responses.frame["feedback"].tolist() == ["specific", "none"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_ids_and_labels_in_any_case_and_spacing_mean_their_option(data):
    item = INSTRUMENT.items[data.draw(st.sampled_from(sorted(INSTRUMENT.items)))]
    option = data.draw(st.sampled_from(item.options))
    text = data.draw(st.sampled_from([option.id, option.label, option.id.replace("_", " ")]))
    written = data.draw(st.sampled_from([text, text.upper(), f"  {text.title()} ", text.replace(" ", "\u00a0")]))
    name = data.draw(st.sampled_from([item.id, item.label, item.stem, item.id.upper()]))
    frame = pd.DataFrame({name: [written]}, dtype="str")
    responses = read(frame.to_csv(index=False))
    assert responses.frame[item.id].tolist() == [option.id]
    assert responses.problems.empty


def test_no_word_of_an_item_means_two_options_whatever_its_language():
    for name in INSTRUMENT.items:
        items = [instrument.items[name] for instrument in LANGUAGES.values()]
        words = option_vocabulary(*items)
        for option in (option for item in items for option in item.options):
            assert words.id_of(option.id) == words.id_of(option.label) == option.id


@pytest.mark.parametrize(("written", "spoken"), list(permutations(LANGUAGES, 2)))
def test_a_table_in_one_language_is_understood_in_another(written, spoken):
    items = LANGUAGES[written].items.values()
    most = max(len(item.options) for item in items)
    cells = {item.stem: [item.options[row % len(item.options)].label for row in range(most)] for item in items}
    content = io.BytesIO(pd.DataFrame(cells).to_csv(index=False).encode())
    others = [instrument for code, instrument in LANGUAGES.items() if code != spoken]
    responses = read_responses(content, LANGUAGES[spoken], today=TODAY, translations=others)
    assert responses.problems.empty
    for item in INSTRUMENT.items.values():
        options = [option.id for option in item.options]
        assert responses.frame[item.id].tolist() == [options[row % len(options)] for row in range(most)]


def test_an_id_goes_before_a_label_that_reads_the_same():
    words = column_vocabulary(INSTRUMENT)
    assert all(words.id_of(item) == item for item in INSTRUMENT.items)
    assert normalize_term("Off\u2011Agenda ") == "off agenda"


def test_what_is_not_understood_is_named_and_counts_as_unanswered():
    responses = read(
        "person,team_intro,interview_date,outcome\nA,off agendas,02/11/2026,hired\nB,no,2026-11-02,offer\n"
    )
    assert told(responses.problems) == [
        [2, "team_intro", "off agendas", "off_agenda"],
        [2, "interview_date", "02/11/2026", ""],
        [2, "outcome", "hired", ""],
    ]
    assert responses.frame.loc[2].isna().tolist() == [False, True, True, True]
    assert responses.frame.loc[3, "team_intro"] == "no"
    marks = problems_by_row(responses.problems, responses.frame.index)
    assert marks[3] == ""
    assert "team_intro 'off agendas': is not offered" in marks[2]


@pytest.mark.parametrize(
    "written",
    [
        *("2026-11-16", "16/11/2026", "11/16/2026", "16.11.2026", "16. 11. 2026", "16-11-2026", "2026/11/16"),
        *("16 nov 2026", "16. November 2026", "16 de noviembre de 2026"),
        *("20261116", "16/11/2026 00:00:00", "2026-11-16T10:00:00+01:00"),
    ],
)
def test_a_date_that_can_be_only_one_day_is_that_day(written):
    responses = read(f"interview_date\n{written}\n")
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 16)]
    assert responses.problems.empty


def test_a_date_with_points_has_its_day_first():
    assert read("interview_date\n02.11.2026\n").frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 2)]


@pytest.mark.parametrize("written", ["02/11/2026", "11-02-2026", "02.11.26", "26/11/16", "16 nov 26", "46342", "soon"])
def test_a_date_that_could_be_two_days_or_none_is_named_whatever_stands_beside_it(written):
    responses = read(f"interview_date\n16/11/2026\n{written}\n")
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 16), pd.NaT]
    assert told(responses.problems) == [[3, "interview_date", written, ""]]


def test_dates_that_cannot_be_are_named():
    responses = read("interview_date,promised_date,last_word_date\n2026-11-02,2026-11-01,2026-12-01\n")
    assert [row[1] for row in told(responses.problems)] == ["promised_date", "last_word_date"]


def test_unknown_columns_are_named_and_carried_over():
    responses = read("person,region,practise,readiness\nA,007,alone,NA\n")
    assert told(responses.problems) == [
        [0, "region", "", ""],
        [0, "practise", "", "practice"],
        [0, "readiness_before", "", ""],
    ]
    assert responses.frame.loc[2, ["region", "readiness_before"]].tolist() == ["007", "NA"]


def test_strict_refuses_what_is_misread_and_passes_what_is_extra():
    assert "row 3: practice: 'alon' is not offered" in refusal("person,practice\nA,alone\nB,alon\n", strict=True)
    assert "practise" in refusal("person,practise\nA,alone\n", strict=True)
    assert len(read("person,region\nA,north\n", strict=True).frame) == 1


def test_rows_that_do_not_fit_are_kept_and_not_read():
    responses = read(
        'person,practice,stories\nA,alone,most\n"B, jr.",alone,most\nC, jr.,alone,most\nD,alone,few,\n\nE,alone,few\n'
    )
    assert responses.frame.index.tolist() == [2, 3, 4, 5, 7]
    assert responses.frame["practice"].isna().tolist() == [False, False, True, False, False]
    assert [row for row, *_ in told(responses.problems)] == [4]


def test_the_last_cells_of_a_row_may_be_left_out_where_they_are_empty():
    short = read("person,practice,stories\nA,alone\nB\nC,alone,few,,\n")
    whole = read("person,practice,stories\nA,alone,\nB,,\nC,alone,few\n")
    pd.testing.assert_frame_equal(short.frame, whole.frame)
    assert short.problems.empty


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=,", "sep=;;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_names_the_separator_is_passed_over(line, end, encoding):
    plainly = read(PEOPLE)
    responses = read(f"{line}\n{PEOPLE}".replace("\n", end).encode(encoding))
    pd.testing.assert_frame_equal(responses.frame, plainly.frame)
    assert responses.problems.empty
    wrong = read(f"{line}\n{PEOPLE.replace('specific', 'x')}".replace("\n", end).encode(encoding))
    assert [row for row, *_ in told(wrong.problems)] == [2]


def test_a_stray_quote_costs_its_row_only():
    responses = read('person,practice\n"A"x,alone\nB,alone\n')
    assert responses.frame["practice"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "the file is empty."),
        (b"\xef\xbb\xbf \r\n\r\n", "the file is empty."),
        ("sep=;\n", "the file is empty."),
        ("<!doctype html><html>\n", "no column"),
        ("a,b\n1,2\n", "no column is one we know; the first line is 'a,b'."),
        ("\na,b\n", "no column is one we know; the first line is ''."),
        ("practice,Practice\nalone,alone\n", "practice: the column comes twice"),
        ("practice,x,x\nalone,,\n", "x: the column comes twice"),
        ('person,practice\n"A,alone\nB,alone\n', "row 2: a quote opens and does not close"),
        ('person,practice\n"A,alone\n"B,alone\n', "row 2: a quote opens and does not close"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"PK\x03\x04", "spreadsheet"),
        (b"PAR1 and nothing else", "Parquet"),
        (b"person,practice\n\0\0\0", "not a text file"),
        (b"person,practice\n\x81,alone\n", "neither UTF-8 nor cp1252"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(content, sentence):
    assert sentence in refusal(content)


def test_a_heading_alone_has_no_rows():
    assert read("person,practice\n").frame.shape == (0, 2)
    assert read(parquet(pd.DataFrame({"practice": pd.array([], "str")}))).frame.shape == (0, 1)


def test_more_rows_than_allowed_are_refused():
    assert "more than 1 rows" in refusal("practice\nalone\nalone\n", most_rows=1)


def test_a_small_parquet_of_many_rows_is_refused_before_it_is_read():
    bomb = io.BytesIO()
    pq.write_table(
        pa.table({"practice": pa.DictionaryArray.from_arrays(np.zeros(3_000_000, np.int8), ["alone"])}), bomb
    )
    assert len(bomb.getvalue()) < 20_000
    assert "more than 50,000 rows" in refusal(bomb.getvalue(), most_rows=50_000)


@pytest.mark.parametrize("kind", ["category", "str", "object"])
def test_parquet_is_read_whatever_kind_its_columns_are(kind):
    frame = random_frame(50, seed=1)
    responses = read(parquet(frame.astype(kind) if kind != "category" else frame))
    pd.testing.assert_frame_equal(responses.frame.astype(object), frame.astype(object).set_index(responses.frame.index))


def test_parquet_dates_and_numbers_are_read():
    frame = pd.DataFrame({"interview_date": [pd.Timestamp(2026, 11, 2), None], "practice": [1, 2], "cost": [0.5, None]})
    responses = read(parquet(frame))
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 2), pd.NaT]
    assert [row[:3] for row in told(responses.problems)[1:]] == [[2, "practice", "1"], [3, "practice", "2"]]


def test_a_long_table_has_as_many_rows_as_lines():
    frame = random_frame(2 * BATCH_ROWS + 7, seed=2, items=["practice", "stories"])
    responses = read(frame.to_csv(index=False))
    pd.testing.assert_frame_equal(responses.frame.reset_index(drop=True), frame)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=8))
def test_no_text_breaks_the_reader_or_loses_a_row(rows):
    table = pd.DataFrame([["first", "alone"], *rows], columns=["person", "practice"], dtype="str")
    assert len(read(table.to_csv(index=False, quoting=csv.QUOTE_ALL)).frame) == len(table)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(content):
    with suppress(AssessmentError):
        assert set(read(b"person,practice\n" + content).frame.columns) == {"person", "practice"}


def test_problems_come_in_rows_and_are_counted_past_the_first():
    responses = read("practice\n" + "maybe\n" * 30)
    texts = problem_sentences(responses.problems, most=3)
    assert texts[0].startswith("row 2: practice: 'maybe'")
    assert texts[-1] == "... and 27 more."


def test_result_columns_are_no_input():
    assert not set(RESULT_COLUMNS) & set(column_vocabulary(INSTRUMENT).ids.values())


@given(at=st.floats(0, 1), wrong=st.binary(min_size=1, max_size=40))
@settings(max_examples=200, deadline=None)
def test_a_damaged_parquet_file_is_read_or_refused_in_sentences(at, wrong):
    table = io.BytesIO()
    pd.DataFrame({"finalists": ["two", "three", None] * 50, "person": ["a", "b", "c"] * 50}).to_parquet(table)
    content = bytearray(table.getvalue())
    place = int(at * (len(content) - 1))
    content[place : place + len(wrong)] = wrong
    with suppress(AssessmentError):
        read(bytes(content))


@pytest.mark.parametrize("content", [b"\xff\xfef\x00i\x00n\x00\x00\xd8", b"\xff\xfe\x00\xdc\x00\xdc,\x00"])
def test_broken_utf_16_is_refused_in_a_sentence(content):
    assert refusal(content)
