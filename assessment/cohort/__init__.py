"""Cohorts: a frame of responses in, a frame of scores and what to make of them out (pandas)."""
