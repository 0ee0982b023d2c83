"""Where Alembic gets its connection: from the store, in a transaction that the store commits."""

from __future__ import annotations

from alembic import context

from certui.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
