"""The page "Cohort"; Streamlit runs this file anew on every interaction, so the code lives in a module."""

from assessment.ui.cohort import page

page()
