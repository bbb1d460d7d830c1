"""Runs the migrations on the connection that `migrate.upgrade` hands over."""

from alembic import context

from advisor_app.storage.column_types import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
