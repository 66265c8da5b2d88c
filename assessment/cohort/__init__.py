"""Cohorts (pandas): reading a table of responses, scoring it, summing it up, and learning from its outcomes."""
