"""Counting the outcomes of a cohort, to update figures with them."""
