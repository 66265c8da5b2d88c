"""Row-level security: where a statement names the wrong owner, PostgreSQL still keeps people apart."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, make_url, select, text, update
from sqlalchemy.exc import ProgrammingError

from assessment.core.applications.records import UnknownApplicationError
from assessment.storage.accounts import ACCOUNTS, end_sign_in, ended_sign_ins, note_visit
from assessment.storage.erasing import delete_everything
from assessment.storage.errors import StorageError, UnreachableError
from assessment.storage.export_import import export_json, import_json
from assessment.storage.opening import open_prepared, open_storage
from assessment.storage.repository import SqlRepository
from assessment.storage.row_level_security import prepare
from assessment.storage.tables import APPLICATIONS, GIVEN_OUTCOMES, NOTES, PARTS
from tests.storage.conftest import new_database
from tests.storage.sample_values import AT, create_full_application
from tests.storage.test_isolation import VERBS, call

OF_APPLICATION = (*PARTS, GIVEN_OUTCOMES)
OWNED = (APPLICATIONS, NOTES, *OF_APPLICATION)


ALICE = "issuer alice"


@pytest.fixture(scope="module")
def of_alice(secured):
    """An application of Alice with something in every table: nothing that others try may change it."""
    return create_full_application(SqlRepository(secured, ALICE, "1"))


def rows(storage, owner, table):
    return storage.of(owner).read(lambda connection: connection.execute(select(table)).all())


def test_each_table_shows_its_rows_to_their_owner_and_to_nobody_else(secured, of_alice):
    for table in OWNED:
        assert rows(secured, ALICE, table), table.name
        assert rows(secured, "issuer bob", table) == [] == secured.read(lambda c, t=table: c.execute(select(t)).all())


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_asked_in_another_owners_name_is_refused_by_postgresql(secured, of_alice, verb):
    before = export_json(secured, ALICE).split("applications")[1]
    asks_as_alice = SqlRepository(secured, ALICE, "1")
    asks_as_alice._storage = secured.of("issuer bob")
    with pytest.raises(UnknownApplicationError):
        call(asks_as_alice, verb, of_alice)
    assert export_json(secured, ALICE).split("applications")[1] == before


def test_statements_that_name_no_owner_change_and_delete_nothing_of_others(secured, of_alice):
    before = {table.name: rows(secured, ALICE, table) for table in OWNED}
    bob = secured.of("issuer bob")
    for table in OWNED:
        column = next(iter(table.columns))
        assert bob.write(lambda c, t=table: c.execute(delete(t))).rowcount == 0
        assert bob.write(lambda c, t=table, n=column: c.execute(update(t).values({n.name: n}))).rowcount == 0
    assert {table.name: rows(secured, ALICE, table) for table in OWNED} == before


@pytest.mark.parametrize("part", OF_APPLICATION, ids=str)
def test_nothing_is_added_to_somebody_elses_application_or_under_their_name(secured, of_alice, part):
    row = rows(secured, ALICE, part)[0]._asdict()
    with pytest.raises(StorageError):
        secured.of("issuer bob").write(lambda connection: connection.execute(insert(part).values(row)))
    own = rows(secured, ALICE, APPLICATIONS)[0]._asdict()
    with pytest.raises(StorageError):
        secured.of("issuer bob").write(
            lambda connection: connection.execute(insert(APPLICATIONS).values({**own, "id": "0" * 32}))
        )


def test_an_export_of_somebody_else_comes_in_as_ones_own_copy_and_changes_nothing_of_theirs(secured, of_alice):
    before = export_json(secured, ALICE).split("applications")[1]
    (copied,) = import_json(secured, "issuer bob", export_json(secured, ALICE)).added
    assert copied != of_alice
    delete_everything(secured, "issuer bob", backups=True)
    assert rows(secured, "issuer bob", APPLICATIONS) == []
    assert export_json(secured, ALICE).split("applications")[1] == before


def test_the_applications_role_owns_nothing_and_cannot_drop_the_policies(secured):
    for statement in ("ALTER TABLE responses DISABLE ROW LEVEL SECURITY", "DROP TABLE guesses", "SET ROLE postgres"):
        with pytest.raises(StorageError):
            secured.write(lambda connection, each=statement: connection.execute(text(each)))
    with pytest.raises(ProgrammingError, match="permission denied"), secured._writer.begin() as connection:
        connection.execute(text("CREATE TABLE mine (id int)"))


def test_a_role_that_may_pass_the_policies_and_a_database_without_them_are_refused(server_url, prepared_database):
    database = new_database(server_url)
    with pytest.raises(UnreachableError, match="is not prepared for people who sign in: run `assessment data prepare`"):
        open_prepared(database)
    open_storage(database).close()
    with pytest.raises(UnreachableError, match=r"owns tables in .* or may pass by row-level security"):
        open_prepared(database)
    with pytest.raises(StorageError, match="must name another role than the administrator's"):
        prepare(database, database)


def test_several_prepare_a_database_at_once_while_its_server_is_still_starting(postgres_server):
    admin = new_database(postgres_server.url())
    application = make_url(admin).set(username="app_at_once").render_as_string(hide_password=False)
    postgres_server.stop()
    with pytest.raises(UnreachableError):
        prepare(admin, application)
    with ThreadPoolExecutor(3) as several:
        prepared = [several.submit(prepare, admin, application, 60) for _ in range(3)]
        postgres_server.start()
        assert [each.result() for each in prepared] == ["app_at_once"] * 3
    open_prepared(application).close()


def test_a_visit_calls_an_announced_end_off_and_is_seen_by_nobody_else(secured, owner):
    assert note_visit(secured, owner, AT.date()) is None
    announce = update(ACCOUNTS).values(announced_on=AT.date())
    secured.of(owner).write(lambda connection: connection.execute(announce))
    assert note_visit(secured, owner, AT.date() + timedelta(1)) == AT.date()
    assert note_visit(secured, owner, AT.date() + timedelta(1)) is None
    assert rows(secured, owner, ACCOUNTS) == [(owner, AT.date() + timedelta(1), None)]
    assert rows(secured, "issuer bob", ACCOUNTS) == []


def test_ended_sign_ins_are_known_until_their_cookies_are_gone(secured):
    end_sign_in(secured, "first", AT)
    end_sign_in(secured, "first", AT)
    assert "first" in ended_sign_ins(secured)
    end_sign_in(secured, "second", AT + timedelta(days=40))
    assert ended_sign_ins(secured) == {"second"}
