"""Runs the steps on the connection it is given; that connection holds the lock and the transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
