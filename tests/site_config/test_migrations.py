"""A version that runs while the database is migrated goes on, and each migration can be undone."""

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.migration_rules import faults, operations_of

APPS = ("home", "events", "blog", "site_config")
# Made before the first release: no version runs that does not know them.
FIRST = {
    ("blog", "0001_initial"),
    ("events", "0001_initial"),
    ("home", "0001_user"),
    ("home", "0002_initial"),
    ("home", "0003_front_door"),
    ("home", "0004_roles"),
}


@pytest.fixture
def ours(db):
    """How all migrations hang together, and those of our apps by app and name.

    One of wagtail-localize asks the database as it is imported.
    """
    loader = MigrationLoader(None)
    found = {key: each for key, each in loader.disk_migrations.items() if key[0] in APPS}
    return loader, found


@pytest.mark.once
class TestOurs:
    def test_first_ones_are_there(self, ours):
        assert set(ours[1]) >= FIRST
        assert {label for label, _name in FIRST} == {
            config.label for config in apps.get_app_configs() if config.label in APPS[:3]
        }

    def test_are_survived_by_the_version_before(self, ours):
        loader, found = ours
        wrong = {}
        for key, migration in found.items():
            if key not in FIRST:
                state = loader.project_state(key, at_end=False)
                if told := list(faults(migration, state, connection)):
                    wrong[key] = told
        assert wrong == {}

    def test_can_be_undone(self, ours):
        lasting = [
            f"{key}: {operation.describe()}"
            for key, migration in ours[1].items()
            for operation in operations_of(migration.operations)
            if not operation.reversible
        ]
        assert lasting == []


def told(*operations, **attributes):
    """What is said of a migration of a table with a name of at most 20 letters and a note."""
    state = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=20)),
        ("note", models.TextField(null=True)),
    ]
    state.add_model(ModelState("blog", "Thing", fields))
    migration = migrations.Migration("0009_later", "blog")
    migration.operations = list(operations)
    for name, value in attributes.items():
        setattr(migration, name, value)
    return [fault.rpartition(": ")[2] for fault in faults(migration, state, connection)]


def add(field):
    return migrations.AddField("thing", "more", field)


def alter(name, field):
    return migrations.AlterField("thing", name, field)


GIVEN = "null=True or a db_default"
REFUSED = "what older code writes may be refused"


@pytest.mark.once
class TestRules:
    @pytest.mark.parametrize(
        ("operation", "fault"),
        [
            (migrations.RemoveField("thing", "name"), "a column is dropped"),
            (migrations.RenameField("thing", "name", "title"), "a column is renamed"),
            (migrations.RenameModel("Thing", "Item"), "a table is renamed"),
            (migrations.AlterModelTable("thing", "items"), "a table is renamed"),
            (migrations.DeleteModel("Thing"), "a table is dropped"),
            (add(models.IntegerField(default=1)), GIVEN),
            (add(models.CharField(max_length=9, null=True, unique=True)), REFUSED),
            (alter("note", models.TextField()), GIVEN),
            (alter("name", models.CharField(max_length=19)), "may be too long"),
            (alter("name", models.IntegerField()), "the column is of another type"),
            (alter("name", models.CharField(max_length=20, unique=True)), REFUSED),
            (migrations.AlterUniqueTogether("thing", {("name", "note")}), REFUSED),
            (
                migrations.AddConstraint(
                    "thing", models.UniqueConstraint(fields=["name"], name="one")
                ),
                REFUSED,
            ),
            (migrations.RunPython(migrations.RunPython.noop), "cannot be undone"),
            (
                migrations.SeparateDatabaseAndState(
                    database_operations=[migrations.RemoveField("thing", "name")]
                ),
                "a column is dropped",
            ),
        ],
    )
    def test_refuse_what_an_older_version_does_not_survive(self, operation, fault):
        found = told(operation)
        assert len(found) == 1
        assert found[0].endswith(fault)

    @pytest.mark.parametrize(
        "operation",
        [
            add(models.IntegerField(null=True)),
            add(models.IntegerField(db_default=1)),
            add(models.ManyToManyField("blog.Thing")),
            alter("name", models.CharField(max_length=40)),
            alter("name", models.CharField(max_length=20, help_text="For instance: Anna.")),
            alter("note", models.TextField(db_default="")),
            migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
            migrations.AddIndex("thing", models.Index(fields=["name"], name="by_name")),
            migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop),
        ],
    )
    def test_allow_what_it_does(self, operation):
        assert told(operation) == []

    def test_take_a_reason_but_for_what_cannot_be_undone(self):
        drop = migrations.RemoveField("thing", "name")
        assert told(drop, survived_because="Version 3 was the last that read it.") == []
        lasting = migrations.RunPython(migrations.RunPython.noop)
        assert told(lasting, survived_because="It is.") == ["cannot be undone"]
