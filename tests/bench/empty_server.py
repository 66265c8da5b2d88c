"""The empty app as an ASGI object, served as ours is."""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).with_name("empty_app.py"))
