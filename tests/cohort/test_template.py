"""The empty table, as a spreadsheet too, has a column for everything that is read, and offers every answer."""

import io
import re
from zipfile import ZipFile

from assessment.cohort.reader.source import open_source
from assessment.cohort.reader.vocabulary import column_vocabulary
from assessment.cohort.template import template_frame, template_workbook
from tests.cohort.reader.reading import read
from tests.support import INSTRUMENT


def test_the_spreadsheet_has_the_columns_of_the_table_and_no_rows():
    source = open_source(io.BytesIO(template_workbook(INSTRUMENT)), column_vocabulary(INSTRUMENT))
    assert list(source.columns.names) == list(template_frame(INSTRUMENT).columns)
    assert source.problems.empty
    assert read(template_workbook(INSTRUMENT)).frame.empty


def test_every_question_offers_its_answers_in_a_list():
    with ZipFile(io.BytesIO(template_workbook(INSTRUMENT))) as workbook:
        people, strings = (workbook.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "sharedStrings"))
    assert len(re.findall("<dataValidation ", people)) == len(INSTRUMENT.items) + 1
    for item in INSTRUMENT.items.values():
        for text in (item.stem, *(option.label for option in item.options)):
            assert f">{text.replace('&', '&amp;')}<" in strings
