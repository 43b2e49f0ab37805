"""How large the tables are, for SQLite: it chooses the way to rows by what it was told of them.

Told nothing, it looks through all articles for the latest three. PostgreSQL counts by itself.
"""

from django.db import connection, transaction


@transaction.atomic
def tell() -> None:
    """Let SQLite count anew; an empty table, which it would take for a huge one, has one row."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT name, NULL, '1' FROM sqlite_schema "
            "WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' "
            "AND name NOT IN (SELECT tbl FROM sqlite_stat1)"
        )
        # Reads what was written, for this connection; others do when they are opened.
        cursor.execute("ANALYZE sqlite_schema")
