"""How the database came to be, step by step. Steps only add: an older version goes on working beside a newer one."""
