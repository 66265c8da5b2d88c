"""How an application moved: its outlook with range and its readiness, on the days of its snapshots."""
