"""The least that Streamlit can serve, which the pages are measured against."""

import streamlit as st

st.write("hi")
