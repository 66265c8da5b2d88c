"""The page "Plan"; Streamlit runs this file anew on every interaction, so the code lives in a module."""

from assessment.ui.plan import page

page()
