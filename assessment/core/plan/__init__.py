"""What to do, day by day: gaps, key dates, steps, schedule, progress, letters."""
