"""The page "Questions"; Streamlit runs this file anew on every interaction, so the code lives in a module."""

from assessment.ui.questions import page

page()
