"""Stores applications in a SQLite file, in PostgreSQL or in memory. Importing this loads no database library."""
