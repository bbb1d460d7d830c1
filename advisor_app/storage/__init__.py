"""The store; SQLAlchemy and Alembic live here only."""
