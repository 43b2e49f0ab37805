"""Give a site its groups, and a workflow that an owner can switch on."""

from django.db import migrations

from home.review import WORKFLOW, ensure_workflow
from home.roles import (
    EDITORS,
    MODERATORS,
    OWNERS,
    ROLES,
    TRANSLATORS,
    ensure_roles,
    ensure_translators,
)

# What Wagtail's own migrations give editors and moderators.
WAGTAILS = "access_admin"


def make(apps, schema_editor):
    """Make what is not there; let the workflow that Wagtail assigns to all pages rest."""
    ensure_roles(apps)
    Page = apps.get_model("wagtailcore", "Page")
    for home in apps.get_model("home", "HomePage").objects.exclude(locale__language_code="nl"):
        ensure_translators(Page.objects.get(pk=home.pk), apps)
    ensure_workflow(apps)
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(
        workflow__name="Moderators approval", page__depth=1
    ).delete()


def undo(apps, schema_editor):
    """Leave what Wagtail had made; a group that people are in stays, with its rights."""
    Group = apps.get_model("auth", "Group")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    for group in Group.objects.filter(name__in=[TRANSLATORS, OWNERS], user=None):
        group.delete()
    given = {role.name: {name.split(".")[1] for name in role.permissions} for role in ROLES}
    for group in Group.objects.filter(name__in=[EDITORS, MODERATORS]):
        mine = group.permissions.filter(codename__in=given[group.name] - {WAGTAILS})
        group.permissions.remove(*mine)
    workflow = Workflow.objects.filter(name=WORKFLOW).first()
    if workflow and not apps.get_model("wagtailcore", "WorkflowState").objects.filter(
        workflow=workflow
    ):
        workflow.delete()
        apps.get_model("wagtailcore", "Task").objects.filter(name=WORKFLOW).delete()
    usual = Workflow.objects.filter(name="Moderators approval").first()
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    if usual and root:
        apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(
            page=root, defaults={"workflow": usual}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_front_door"),
        ("events", "0001_initial"),
        ("blog", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(make, undo)]
