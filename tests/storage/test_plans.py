"""What a visit costs the database does not grow with registered people: no statement of it reads a whole table."""

from contextlib import closing

import pytest
from sqlalchemy import create_engine, event, func, make_url, select, text

from assessment.core.applications.notes import Note
from assessment.core.applications.records import StepProgress
from assessment.core.model.process import Process
from assessment.storage.accounts import delete_account, note_visit
from assessment.storage.erasing import delete_everything
from assessment.storage.export_import import export_json
from assessment.storage.opening import open_prepared
from assessment.storage.repository import SqlRepository
from assessment.storage.row_level_security import prepare
from assessment.storage.tables import APPLICATIONS, GIVEN_OUTCOMES, NOTES, PARTS, RESPONSES
from tests.storage.conftest import new_database
from tests.storage.sample_values import ANSWERS, ASKED, AT, EXPORTED, SNAPSHOT, create_full_application

PEOPLE = 10_000
OWNED = (APPLICATIONS, NOTES, GIVEN_OUTCOMES, *PARTS)
FIRST, SOMEBODY = "i first", "i 4321"
OF_EACH = {"owner": "'i ' || n", "application": "md5(n::text)"}


@pytest.fixture(scope="module")
def registered(server_url):
    """A prepared database in which so many people have an application with something of everything."""
    admin = new_database(server_url)
    database = make_url(admin).set(username=f"app_{PEOPLE}").render_as_string(hide_password=False)
    prepare(admin, database)
    storage = open_prepared(database)
    create_full_application(SqlRepository(storage, FIRST, "1"))
    note_visit(storage, FIRST, AT.date())
    engine = create_engine(admin)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # Checks no foreign keys.
        for table in OWNED:
            connection.execute(text(copies_of(table)))
        connection.execute(text(f"INSERT INTO accounts SELECT 'i ' || n, now() FROM generate_series(1, {PEOPLE}) AS n"))
        connection.execute(text("ANALYZE"))
    engine.dispose()
    yield storage
    storage.close()


def copies_of(table):
    """The statement that gives each person a row that the first one has in a table."""
    names = [column.name for column in table.columns]
    of_each = {**OF_EACH, "id": OF_EACH["application"]} if table is APPLICATIONS else OF_EACH
    values = [of_each.get(name, f"one.{name}") for name in names]
    if table is NOTES:
        values[names.index("application")] = "CASE WHEN one.application IS NULL THEN NULL ELSE md5(n::text) END"
    source = f"(SELECT * FROM {table} LIMIT 1) one, generate_series(1, {PEOPLE}) n"
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {source}"


@pytest.fixture
def plans(registered):
    """Statement -> its plan, of all that is asked of the database meanwhile."""
    found = {}

    def explain(connection, _cursor, statement, parameters, _context, executemany):
        if statement.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            with closing(connection.connection.cursor()) as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters[0] if executemany else parameters)
                found[statement] = cursor.fetchone()[0][0]["Plan"]

    event.listen(registered._writer, "before_cursor_execute", explain)
    yield found
    event.remove(registered._writer, "before_cursor_execute", explain)


def nodes(plan):
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def reads_a_whole_table(plan):
    """Whether a node goes through the rows of all people, in a table or in an index."""
    names = {table.name for table in OWNED} | {"accounts"}
    return any(
        (node["Node Type"] == "Seq Scan" and node["Relation Name"] in names)
        or (node["Node Type"] in ("Index Scan", "Index Only Scan") and "Index Cond" not in node)
        for node in nodes(plan)
    )


def test_no_statement_of_a_visit_reads_what_others_have(registered, plans):
    repository = SqlRepository(registered, SOMEBODY, "1")
    note_visit(registered, SOMEBODY, AT.date())
    repository.purge_deleted(now=AT)
    (application,) = [each.id for each in repository.statuses()]
    repository.stored_application(application)
    repository.stored_applications()
    repository.stored_applications([application])
    repository.save_answers(application, ANSWERS, last_seen={"finalists": "two", "rapport": "cool"})
    process = repository.application(application).process
    repository.save_process(application, Process(employer="Other", your_name="Eve"), last_seen=process)
    repository.save_snapshot(application, SNAPSHOT)
    repository.snapshots(application)
    repository.save_plan_changes(application, progress=[StepProgress("tip-thanks", done=True)])
    repository.save_plan_export(application, EXPORTED)
    repository.plan_exports(application)
    repository.notes(application)
    repository.all_notes()
    repository.save_note(Note("q2", ASKED, application), last_seen=None)
    repository.outcome_is_given(application)
    repository.applications_with_given_outcome()
    repository.give_outcome(application, given=True)
    repository.duplicate(application, at=AT)
    repository.delete(application)
    export_json(registered, SOMEBODY)
    delete_everything(registered, SOMEBODY, backups=False)
    delete_account(registered, SOMEBODY)
    assert len(plans) > 40
    of_all = select(func.count()).select_from(RESPONSES)
    registered.of(SOMEBODY).read(lambda connection: connection.execute(of_all))
    assert reads_a_whole_table(plans.pop(str(of_all.compile(registered._writer))))
    assert [statement for statement, plan in plans.items() if reads_a_whole_table(plan)] == []
