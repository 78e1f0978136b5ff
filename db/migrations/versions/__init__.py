"""One file for each step of the schema; read by alembic, never imported."""
