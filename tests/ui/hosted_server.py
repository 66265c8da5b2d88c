"""The app for people who sign in by a proxy, on a prepared PostgreSQL, in a process of its own."""

from pathlib import Path

from sqlalchemy import make_url

from assessment.storage.row_level_security import prepare
from tests.server_process import AppServer, uvicorn_command
from tests.storage.conftest import new_database

HEADER = "X-User"
ASGI_OBJECT = "assessment.ui.server:app"


class HostedServer(AppServer):
    """Callback as a host runs it, where whoever sends the header is that person.

    `admin` is the URL of its database for the administrator, `database` that for the app; a server `beside` another
    has the same.
    """

    def __init__(
        self,
        server_url: str,
        folder: Path,
        *,
        app: str = ASGI_OBJECT,
        beside: "HostedServer | None" = None,
        port: int | None = None,
        forked: bool = True,
        **variables: str,
    ) -> None:
        self.admin = beside.admin if beside else new_database(server_url)
        self.database = make_url(self.admin).set(username="callback_app").render_as_string(hide_password=False)
        if beside is None:
            prepare(self.admin, self.database)
        settings = {"CALLBACK_PROXY_HEADER": HEADER, "CALLBACK_PROXY_ADDRESS": "127.0.0.1", **variables}
        super().__init__(
            uvicorn_command(app, "--no-proxy-headers"),
            folder,
            port=port,
            forked=forked,
            CALLBACK_KEEP="signed-in",
            CALLBACK_DATABASE_URL=self.database,
            **settings,
        )
