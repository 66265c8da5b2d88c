"""A page of free text in every place that free text comes to, for a browser to read back."""

import json
import os

import streamlit as st

from assessment.ui.components.formatting import plain

for number, text in enumerate(json.loads(os.environ["TEXTS"])):
    st.markdown(
        f"{plain(text)}\n\n- {plain(text)}\n\nSee **{plain(text)}**, please  \n{plain(text)}\n\n"
        f"| Text |\n| --- |\n| {plain(text)} |\n\n[{plain(text)}](#place) :small[{plain(text)}]"
    )
    st.header(f"Of {plain(text)}", anchor=False)
    st.checkbox(plain(text), key=str(number))
    st.expander(plain(text))
