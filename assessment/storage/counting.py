"""What a database holds, to compare a restored one by: its rows by table, and a checksum of all scores."""

import json
from hashlib import sha256

from sqlalchemy import Connection, func, select

from assessment.storage.accounts import HOSTED
from assessment.storage.database import Storage
from assessment.storage.tables import METADATA, REVEALS, SNAPSHOTS

SCORES = (
    select(*SNAPSHOTS.primary_key.columns, SNAPSHOTS.c.scores).order_by(*SNAPSHOTS.primary_key.columns),
    select(REVEALS.c.application, REVEALS.c.outlook, REVEALS.c.base_rate).order_by(REVEALS.c.application),
)
"""All that was computed of anybody's answers and stored."""


def content_of(storage: Storage) -> tuple[dict[str, int], str]:
    """Table -> number of its rows, and the SHA-256 of all stored scores, all of one moment.

    As the administrator only, who sees everybody.
    """

    def read(connection: Connection) -> tuple[dict[str, int], str]:
        tables = sorted((*METADATA.sorted_tables, *HOSTED.sorted_tables), key=lambda table: table.name)
        rows = {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
        checksum = sha256()
        for statement in SCORES:
            for row in connection.execute(statement.execution_options(yield_per=1000)):
                checksum.update(json.dumps(list(row), sort_keys=True, default=str).encode())
        return rows, checksum.hexdigest()

    return storage.read(read)
