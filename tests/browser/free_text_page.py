"""A page of free text in every place that free text comes to, for a browser to read back."""

import json
import os

import streamlit as st

from assessment.ui.components.formatting import escape_markdown

for number, text in enumerate(json.loads(os.environ["TEXTS"])):
    escaped = escape_markdown(text)
    st.markdown(
        f"{escaped}\n\n- {escaped}\n\nSee **{escaped}**, please  \n{escaped}\n\n"
        f"| Text |\n| --- |\n| {escaped} |\n\n[{escaped}](#place) :small[{escaped}]"
    )
    st.header(f"Of {escaped}", anchor=False)
    st.checkbox(escaped, key=str(number))
    st.expander(escaped)
