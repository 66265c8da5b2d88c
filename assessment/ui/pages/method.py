"""The page "Method"; Streamlit runs this file anew on every interaction, so the code lives in a module."""

from assessment.ui.method import page

page()
