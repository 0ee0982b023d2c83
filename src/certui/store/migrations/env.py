"""Where Alembic gets its connection: from the store, in a transaction that the store commits."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
