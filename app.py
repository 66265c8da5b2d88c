"""Callback: `streamlit run app.py` opens it.

Streamlit imports this file once, finds the ASGI object below and serves it; for each run of a page it then runs this
same file as a script, which is the map of pages.
"""

import streamlit as st

if __name__ == "__main__":
    from assessment.ui import metrics
    from assessment.ui.components import navigation
    from assessment.ui.session import language
    from assessment.ui.shell.run_page import run_page

    language.apply_language()
    page = st.navigation(navigation.pages(), position="hidden")
    st.set_page_config(page_title=f"{page.title} · Callback", layout="wide")
    with metrics.timed_run(page.url_path or "questions"):
        run_page(page)
else:
    from assessment.ui import serving

    serving.check_settings(st.get_option("server.address"))
    serving.choose_log()
    serving.share_cookie_secret()
    app = st.App(
        __file__,
        secrets=serving.secrets(),
        lifespan=serving.lifespan_with_browser,
        routes=serving.ROUTES,
        middleware=serving.MIDDLEWARE,
        on_script_error=serving.show_script_error,
    )
