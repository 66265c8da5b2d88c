"""The least that Streamlit can serve, and the floor that the pages are measured against."""

import streamlit as st

st.write("hi")
