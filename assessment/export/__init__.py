"""Text in and out: cases and assessments as JSON; plans as CSV, calendar and page to print; edited plans back in."""
