"""Callback: the map of pages. `streamlit run app.py` opens it."""

import streamlit as st

from assessment.ui.components import navigation
from assessment.ui.session import language
from assessment.ui.shell.run_page import run_page

language.apply_language()
pages = navigation.pages()
page = st.navigation(pages, position="hidden")
st.set_page_config(page_title=f"{page.title} · Callback", layout="wide")
run_page(page, pages)
