"""The app as an ASGI object for hosting: `uvicorn assessment.ui.server:app`.

The settings are those beside the script, as with `streamlit run`, and the same environment variables win over them.
"""

import os

import streamlit as st

from assessment.settings import app_file
from assessment.ui import serving


def apply_environment() -> None:
    """Let the STREAMLIT_ variables override the settings of the files, as `streamlit run` does."""
    if not any(name.startswith("STREAMLIT_") for name in os.environ):
        return
    import click
    from streamlit.web import bootstrap
    from streamlit.web.cli import configurator_options

    @click.command()
    @configurator_options
    def from_environment(**flags: object) -> None:
        bootstrap.load_config_options(flags)

    from_environment.main([], prog_name="assessment", standalone_mode=False)


serving.check_settings()
serving.choose_log()
app = st.App(
    app_file(),
    secrets=serving.secrets(),
    lifespan=serving.lifespan,
    routes=serving.ROUTES,
    middleware=serving.MIDDLEWARE,
    on_script_error=serving.show_script_error,
)
apply_environment()
serving.share_cookie_secret()
