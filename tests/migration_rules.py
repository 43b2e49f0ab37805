"""What a migration must not do while a version from before it still runs, and must be able to undo.

At a deployment the database is migrated first, and servers are replaced one after the other; those
that were not yet replaced read and write the columns that they know. django-migration-linter judges
the SQL of one database, which on SQLite is that of a new table each time; this reads operations.

A migration that has a reason says it in ``survived_because``, for instance that the last version
which knew a column is out of use: a column is taken out of the models in one version, and out of
the database in the next.
"""

from collections.abc import Iterator

from django.db import migrations, models
from django.db.models import NOT_PROVIDED

GONE = {
    migrations.DeleteModel: "a table is dropped",
    migrations.RenameModel: "a table is renamed",
    migrations.AlterModelTable: "a table is renamed",
    migrations.RemoveField: "a column is dropped",
    migrations.RenameField: "a column is renamed",
    migrations.AddConstraint: "what older code writes may be refused",
    migrations.AlterUniqueTogether: "what older code writes may be refused",
    migrations.RunSQL: "what it does to older code is not known",
}


def faults(migration, state, connection) -> Iterator[str]:
    """What is wrong with a migration, applied to a project in this ``state``."""
    for operation in operations_of(migration.operations):
        if not operation.reversible:
            yield f"{operation.describe()}: cannot be undone"
        if not getattr(migration, "survived_because", ""):
            for fault in breaks(operation, migration.app_label, state, connection):
                yield f"{operation.describe()}: {fault}"
        operation.state_forwards(migration.app_label, state)


def operations_of(operations) -> Iterator:
    """The operations that reach the database."""
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from operations_of(operation.database_operations)
        else:
            yield operation


def breaks(operation, app, state, connection) -> Iterator[str]:
    """How an operation breaks a version that does not know it."""
    yield from (fault for kind, fault in GONE.items() if isinstance(operation, kind))
    if isinstance(operation, migrations.AddField):
        if _must_be_given(operation.field):
            yield "older code writes rows without this column: null=True or a db_default"
        if operation.field.unique:
            yield "what older code writes may be refused"
    elif isinstance(operation, migrations.AlterField):
        before = state.models[app, operation.model_name_lower].fields[operation.name]
        after = operation.field
        if before.null and _must_be_given(after):
            yield "older code writes rows without this column: null=True or a db_default"
        if after.unique and not before.unique:
            yield "what older code writes may be refused"
        if (before.max_length or 0) > (after.max_length or before.max_length or 0):
            yield "what older code writes may be too long"
        if type(before) is not type(after) and _kind(before, connection) != _kind(
            after, connection
        ):
            yield "the column is of another type"


def _must_be_given(field) -> bool:
    return not (
        field.null
        or field.many_to_many
        or field.db_default is not NOT_PROVIDED
        or isinstance(field, models.GeneratedField)
    )


def _kind(field, connection):
    kind = getattr(field, "db_type", lambda connection: None)(connection)
    return kind and kind.partition("(")[0]
