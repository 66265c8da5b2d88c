"""Spreadsheets for tests."""

import io
from datetime import date, datetime

from xlsxwriter import Workbook


def workbook_of(sheets):
    """An .xlsx with these sheets: name -> rows of cells, with the types that they have."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        days, moments = (workbook.add_format({"num_format": text}) for text in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm"))
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, moments if isinstance(cell, datetime) else days)
                    elif isinstance(cell, str):
                        sheet.write_string(number, place, cell)
                    else:
                        sheet.write(number, place, cell)
    return file.getvalue()
