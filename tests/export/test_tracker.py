"""Applications from other trackers: matched by their headings, each once, and every row left out has its reason."""

import csv
import io
import json
from datetime import date

import pytest

from assessment.core.errors import AssessmentError
from assessment.core.model.process import Outcome, Person, Process
from assessment.core.text.date_parsing import DayOrder
from assessment.export.tracker import applications_of, left_out_csv
from assessment.export.tracker_table import read_tracker
from tests.support import EXAMPLES
from tests.table_reading.workbooks import workbook_of

TODAY = date(2026, 11, 20)
TABLES = EXAMPLES / "tables"
SPANISH = """Empresa;Puesto;Estado;Fecha de entrevista;Contacto;Enlace
Ácme;Analista;Rechazada;02/11/2026;Ana;https://example.org
Bóreas;Técnica;En proceso;16/11/2026;;
"""


def found_in(content, known=(), **matching):
    table = read_tracker(content.encode() if isinstance(content, str) else content)
    return applications_of(table, {**table.matching(), **matching}, known, TODAY)


def test_a_table_becomes_applications():
    assert found_in((TABLES / "tracker.csv").read_bytes()).processes == [
        Process(employer="Acme", role="Dev", outcome=Outcome.REJECTED)
    ]


def test_json_becomes_applications():
    assert found_in((TABLES / "tracker.json").read_bytes()).processes == [
        Process(employer="Acme", outcome=Outcome.OFFER)
    ]


HUNTR = "Company,Title,List,Date Applied\nAcme,Dev,Rejected,2026-09-01\nBeta,Dev,Wishlist,\n"
JOBSYNC = (
    "index,createdAt,applied,appliedDate,Company,JobTitle,jobType,Location,JobSource,Status\r\n"
    "1,2026-09-01,Yes,2026-09-02,Acme,Dev,Full Time,Lima,N/A,Rejected\r\n"
    "2,2026-09-03,No,N/A,Beta,Dev,Unknown,N/A,N/A,Draft\r\n"
)
JOB_APPLICATIONS = {"company": "Acme", "position": "Dev", "status": "rejected", "appliedDate": "2026-09-01"}
NOTION_PAGE = {
    "object": "page",
    "id": "1a2b",
    "properties": {
        "Company": {
            "id": "title",
            "type": "title",
            "title": [{"type": "text", "plain_text": "Ac"}, {"type": "text", "plain_text": "me"}],
        },
        "Position": {"id": "a", "type": "rich_text", "rich_text": [{"type": "text", "plain_text": "Dev"}]},
        "Stage": {"id": "b", "type": "status", "status": {"id": "c", "name": "Rejected", "color": "red"}},
        "Interview": {"id": "d", "type": "date", "date": None},
        "Tags": {"id": "e", "type": "multi_select", "multi_select": []},
    },
}
"""A page of a database as Notion's API gives it: each property under the name of its type."""
THE_HUNTER = {"companyName": "Acme", "role": "Dev", "workMode": "Remote", "dateApplied": "2026-09-01"}


@pytest.mark.parametrize(
    "content",
    [
        HUNTR,
        JOBSYNC,
        HUNTR.replace("Title,List", "Job Title,Status").replace("Company", "Company Name"),
        json.dumps([{"id": 1, **JOB_APPLICATIONS, "contactEmail": "hr@acme.example", "notes": "x", "jobUrl": ""}]),
        json.dumps([{"id": "a-1", **THE_HUNTER, "status": "Rejected"}]),
        json.dumps({"object": "list", "results": [NOTION_PAGE], "has_more": False}),
    ],
    ids=["Huntr", "JobSync", "Teal", "SunidhiSingla/JobTracker", "lukeforit/app-hunter", "Notion"],
)
def test_what_known_trackers_export_is_read_without_a_choice(content):
    found = found_in(content)
    assert found.processes == [Process(employer="Acme", role="Dev", outcome=Outcome.REJECTED)]
    assert {row.reason for row in found.left_out} <= {"not applied yet"}


def test_the_order_of_dates_is_asked_where_no_date_shows_it_and_holds_for_the_column():
    table = read_tracker(b"Company,Interview date\nA,2/11/2026\nB,3/11/2026\n")
    matching = table.matching()
    assert applications_of(table, matching, (), TODAY).ambiguous_date == "2/11/2026"
    found = applications_of(table, matching, (), TODAY, DayOrder.DAY_FIRST)
    assert [each.interview_date for each in found.processes] == [date(2026, 11, 2), date(2026, 11, 3)]
    assert found.ambiguous_date == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_spanish_table_with_dates_and_people_is_read(encoding):
    found = found_in(SPANISH.encode(encoding))
    assert found.processes == [
        Process(
            employer="Ácme",
            role="Analista",
            people=(Person("Ana"),),
            interview_date=date(2026, 11, 2),
            outcome=Outcome.REJECTED,
        ),
        Process(employer="Bóreas", role="Técnica", interview_date=date(2026, 11, 16)),
    ]
    assert "Columns that are not taken: 'Enlace'." in found.notices


@pytest.mark.parametrize(
    "content",
    [
        "Firma;Stelle;Status;Gesprächstermin\nAcme;Dev;rejected;02.11.2026\n",
        "Entreprise;Poste;Statut;Date d'entretien\nAcme;Dev;rejected;02/11/2026\n;;;16/11/2026\n",
        "Company,Job Position,Stage,Next interview\nAcme (https://www.notion.so/Acme-1a2b),Dev,Rejected,46328\n",
        "Bedrijf;Functie;Status;Datum gesprek\nAcme;Dev;Afgewezen;02-11-2026\n;;;16-11-2026\n",
        "'Company','Role','Status','Interview'\n'Acme,'Dev,'Rejected,'2026-11-02\n",
        "Company,Role,Status,Interview\nAcme,Dev,Rejected,2026-11-02\nExported by Huntr on 2026-11-20,,,\n",
        'Company,Role,Status,Interview\nAcme,Dev,❌ Rejected,"November 2, 2026 10:00 AM (GMT+1)"\nTotal,1,,\n',
    ],
    ids=["German", "French", "Notion", "Dutch", "guards", "note", "totals"],
)
def test_headings_and_cells_of_other_languages_and_tools_are_read(content):
    assert found_in(content).processes == [
        Process(employer="Acme", role="Dev", interview_date=date(2026, 11, 2), outcome=Outcome.REJECTED)
    ]


def test_a_status_that_says_that_no_answer_came_is_an_outcome():
    outcomes = [each.outcome for each in found_in("Company,Status\nA,No answer\nB,Sin respuesta\nC,N/A\n").processes]
    assert outcomes == [Outcome.NO_ANSWER, Outcome.NO_ANSWER, Process().outcome]


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("Applied,Rejected", Outcome.REJECTED),
        ("Rejected,", Outcome.REJECTED),
        ("Rejected,Pending", Outcome.REJECTED),
        ("Offer,Declined", Outcome.DECLINED_BY_ME),
        ("Limbo,No answer", Outcome.NO_ANSWER),
        ("No answer,", Outcome.NO_ANSWER),
        ("Interview,N/A", None),
    ],
)
def test_with_a_status_and_an_outcome_the_outcome_counts_where_it_says_one(row, outcome):
    found = found_in(f"Company,Status,Outcome\nAcme,{row}\n")
    assert [process.outcome for process in found.processes] == [outcome]
    assert found.notices == []


def test_a_status_that_asks_is_named_and_is_no_outcome():
    found = found_in("Company,Role,Status\nAcme,Dev,Rejected?\n")
    assert [process.outcome for process in found.processes] == [None]
    assert "Not understood as a status, and taken as open: 'Rejected?'." in found.notices


@pytest.mark.parametrize("heading", ["Company,Role,Status", "Job Title,Company,Status"])
@pytest.mark.parametrize(
    "note", ["Tip: apply to more jobs!", "All of these are jobs I applied for in 2026.", "Week 47: 3 applications sent"]
)
def test_a_note_below_the_table_is_no_application(heading, note):
    found = found_in(f"{heading}\nAcme,Beta,Rejected\n\nRejected: 1\n\n{note}\n")
    assert len(found.processes) == 1


LONG_ROLE = "Senior engineer for the data platform team (2 days on site)"


@pytest.mark.parametrize(
    "table",
    [
        f"Role,Company,Status\nDev,Acme,Offer\n{LONG_ROLE},,Applied\n",
        f"Role,Company,Status\nLead of the team of 12 people,Acme,Offer\n{LONG_ROLE},,\n",
        f"Role\nDev\n{LONG_ROLE}\n",
    ],
)
def test_a_role_that_is_a_long_sentence_is_an_application(table):
    assert found_in(table).processes[1].role == LONG_ROLE


def test_a_name_that_begins_with_an_apostrophe_keeps_it():
    found = found_in("Company,Role,Status\n't Hoekje,Kok,Afgewezen\n'-Minus,Dev,\n")
    assert [each.employer for each in found.processes] == ["'t Hoekje", "-Minus"]


def test_json_nested_without_end_has_no_text():
    deep = json.loads('{"name":' * 300 + '"x"' + "}" * 300)
    assert found_in(json.dumps([{"company": deep, "role": "Dev"}])).processes == [Process(role="Dev")]


def test_json_with_camel_case_keys_nested_labels_and_a_list_inside_is_read():
    job = {"Company": {"label": "Acme"}, "JobTitle": {"label": "Dev"}, "Status": {"label": "Interview"}, "tags": ["a"]}
    content = json.dumps({"version": 1, "jobs": [{**job, "interviewDate": "2026-11-02T10:00:00.000Z"}]})
    assert found_in(content.encode("utf-16")).processes == [
        Process(employer="Acme", role="Dev", interview_date=date(2026, 11, 2))
    ]


JOBS = [{"company": "Acme", "title": "Dev", "status": "offer"}]
BOARD = [{"id": 1, "title": "Applied"}, {"id": 2, "title": "Offer"}]
RECORDS = [{"id": "rec1", "fields": {"Company": "Acme", "Position": "Dev", "Status": "Offer"}}]


@pytest.mark.parametrize(
    "value",
    [
        {"columns": BOARD, "jobs": JOBS},
        {"tags": [{"label": "remote"}], "data": {"columns": BOARD, "jobs": JOBS}},
        {"jobs": {"a1": JOBS[0]}},
        {"records": RECORDS},
        RECORDS,
        [{"title": "first", **RECORDS[0]}],
    ],
)
def test_of_the_lists_in_json_the_one_with_the_most_known_columns_is_read(value):
    assert found_in(json.dumps(value)).processes == [Process(employer="Acme", role="Dev", outcome=Outcome.OFFER)]


def test_of_a_position_and_an_opportunity_the_position_is_the_role():
    assert found_in("Company,Opportunity,Position\nAcme,referral,Dev\n").processes[0].role == "Dev"


def test_a_case_is_no_tracker():
    case = {"responses": {"finalists": "two"}, "process": {"employer": "Acme", "interview_date": "2026-11-02"}}
    with pytest.raises(AssessmentError, match="it is JSON without a list of applications"):
        read_tracker(json.dumps(case).encode())


def test_json_with_more_names_than_a_table_has_columns_is_refused():
    with pytest.raises(AssessmentError, match="it is JSON without a list of applications"):
        read_tracker(json.dumps([{"company": "Acme", **{f"name {i}": "" for i in range(2_000)}}]).encode())


def test_an_empty_list_before_the_applications_hides_none_of_them():
    assert found_in('{"errors": [], "jobs": [{"company": "Acme"}]}').processes == [Process(employer="Acme")]


@pytest.mark.parametrize(
    "mark",
    [{"properties": {"x": 1}}, {"object": "page"}, {"object": "page", "properties": None}, {"fields": {"salary": 1}}],
)
def test_a_row_that_only_resembles_a_page_of_notion_or_a_record_of_airtable_is_read_as_it_is(mark):
    assert found_in(json.dumps([{"company": "Acme", **mark}])).processes == [Process(employer="Acme")]


def test_json_lines_become_applications():
    found = found_in('{"company": "Acme", "status": "offer"}\n\n{"company": "Beta", "role": "Dev"}\n')
    assert found.processes == [Process(employer="Acme", outcome=Outcome.OFFER), Process(employer="Beta", role="Dev")]


def test_json_in_another_encoding_is_refused():
    with pytest.raises(AssessmentError, match="line 1: this is not UTF-8; save it as UTF-8"):
        read_tracker('[{"company": "Café"}]'.encode("cp1252"))


def test_a_table_below_a_remark_in_brackets_is_a_table():
    assert len(found_in('[my jobs]\n"# all",\nCompany,Status\nAcme,Offer\n').processes) == 1


def test_a_spreadsheet_becomes_applications():
    rows = [["My job search"], ["Company", "Job Title", "Stage"], ["Acme", "Dev", "Offer accepted"], ["", "", ""]]
    assert found_in(workbook_of({"Tracker": rows})).processes == [
        Process(employer="Acme", role="Dev", outcome=Outcome.OFFER)
    ]


def test_a_second_import_adds_nothing():
    first = found_in(SPANISH)
    again = found_in(SPANISH, known=first.processes)
    assert again.processes == []
    assert [row.reason for row in again.left_out] == ["here already: the same employer and role"] * 2


def test_rows_left_out_have_their_reason_in_a_file():
    content = "Company,Position,Status\nAcme,Dev,Applied\nACME , dev,Offer\n,,Offer\nBeta,Dev,Wishlist\nGamma,Dev,N/A\n"
    found = found_in(content)
    assert [process.employer for process in found.processes] == ["Acme", "Gamma"]
    written = left_out_csv(read_tracker(content.encode()), found.left_out).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(written))) == [
        ["row", "reason", "Company", "Position", "Status"],
        ["3", "the same employer and role as row 2", "ACME", "dev", "Offer"],
        ["4", "neither employer nor role", "", "", "Offer"],
        ["5", "not applied yet", "Beta", "Dev", "Wishlist"],
    ]


def test_the_matching_can_be_changed():
    content = "Company,What,Where it stands\nAcme,Dev,Rejected\nBeta,Ops,Limbo\n"
    first, _ = found_in(content).processes
    assert (first.role, first.outcome) == ("", None)
    changed = found_in(content, role=1, status=2)
    assert changed.processes == [
        Process(employer="Acme", role="Dev", outcome=Outcome.REJECTED),
        Process(employer="Beta", role="Ops"),
    ]
    assert "Not understood as a status, and taken as open: 'Limbo'." in changed.notices


def test_dates_that_are_none_or_cannot_be_are_left_out_and_said():
    content = "Company,Interview date,Last contact\nA,soon,\nB,02/11/2026,\nC,2026-11-10,2026-11-02\n"
    found = found_in(content)
    assert [(each.interview_date, each.last_word_date) for each in found.processes] == [
        (None, None),
        (None, None),
        (date(2026, 11, 10), None),
    ]
    assert "No date, or one that could be two, and left out: 'soon', '02/11/2026'." in found.notices
    assert "In 1 application a date that cannot be was left out." in found.notices


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{}", "it is JSON without a list of applications"),
        ('{"a": [1]}', "it is JSON without a list of applications"),
        ('[{"x": 1}]', "it is JSON without a list of applications"),
        ('[\n{"company": "Acme"},\n]', "it is JSON with a mistake in line"),
        ('[\n{"company": "Acme"}\n{}]', "it is JSON with a mistake in line 3, column 1"),
        ('/* mine */\n// jobs\n[{"company": "Acme"}]', "it is JSON with a mistake in line 1, column 1"),
        ('{"company": "Acme"}\n{"company": Beta}', "it is JSON with a mistake in line 2, column 13"),
        ("[{'company': 'Acme'}]", "it is JSON with a mistake in line 1, column 3"),
        ("[{}]\n" + "[" * 100_000, "it is JSON without a list of applications"),
        ("/**/" * 900 + "[]", "it is JSON with a mistake in line 1, column 1"),
        ("", "the file is empty"),
        ("a,b\n1,2\n", "no column is one we know"),
        ("Company\n" + "A\n" * 5_001, "it has more than 5,000 rows"),
        ("step_id,date,title\na,2026-11-20,Call\n", "it is a plan of Callback and no tracker"),
    ],
)
def test_what_is_no_tracker_is_refused_in_one_sentence(content, sentence):
    with pytest.raises(AssessmentError) as refused:
        read_tracker(content.encode())
    (problem,) = refused.value.problems
    assert problem.startswith(sentence)
