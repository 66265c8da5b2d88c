"""Scoring many people at a time."""
