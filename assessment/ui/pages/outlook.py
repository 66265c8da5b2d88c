"""The page "Outlook"; Streamlit runs this file anew on every interaction, so the code lives in a module."""

from assessment.ui.outlook import page

page()
