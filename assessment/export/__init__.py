"""Text in and out: cases and assessments as JSON, plans as CSV."""
