"""Very many applications in one database, written row by row and not through the repository."""

from sqlalchemy import insert

from assessment.core.model.process import Process
from assessment.storage.row_mapping import process_row
from assessment.storage.tables import APPLICATIONS, RESPONSES
from tests.storage.sample_values import AT


def fill(storage, owner, number):
    """The ids of so many new applications, each of an employer and with an answer of its own, in their order."""
    ids = [f"{position:032x}" for position in range(1, number + 1)]
    common = {"owner": owner, "version": 1, "round": 1, "archived": False, "created_at": AT}
    answer = {"item": "finalists", "version": 1, "round": 1, "instrument_version": "1", "saved_at": AT}
    rows = [
        {**process_row(Process(f"Firm {position}")), **common, "id": application, "position": position}
        for position, application in enumerate(ids, start=1)
    ]
    options = ["one", "two", "three"]
    answers = [
        {**answer, "application": application, "option": options[position % 3]}
        for position, application in enumerate(ids, start=1)
    ]

    def write(connection):
        connection.execute(insert(APPLICATIONS), rows)
        connection.execute(insert(RESPONSES), answers)

    storage.write(write)
    return ids
