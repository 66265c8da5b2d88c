"""Everything of the person as one file."""

from functools import partial
from typing import Any

from assessment.storage.database import Storage
from assessment.storage.export_import import export_json
from assessment.ui.components.widgets import show_download
from assessment.ui.session import current_application


def show_everything_download(label: str, key: str, *, kept_in: Storage | None = None, **button: Any) -> None:
    """A button that saves everything as a file, which can be brought in again; `kept_in` is another database."""
    storage = kept_in or current_application.own_storage()
    show_download(
        label, "callback.json", partial(export_json, storage, current_application.owner()), key=key, icon=None, **button
    )
