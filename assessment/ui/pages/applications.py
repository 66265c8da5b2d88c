"""The page "Applications"; Streamlit runs this file anew on every interaction, so the code lives in a module."""

from assessment.ui.applications import page

page()
