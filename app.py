"""Callback: the map of pages. `streamlit run app.py` opens it."""

import streamlit as st

from assessment.ui import frame, speech

speech.settle_language()
pages = frame.pages()
page = st.navigation(pages, position="hidden")
st.set_page_config(page_title=f"{page.title} · Callback", layout="wide")
frame.show(page, pages)
