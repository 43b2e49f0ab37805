"""What people may do: groups of Wagtail's with the rights that this site's editors need."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

SNIPPETS = ["edition", "enrolment", "letter", "location", "person", "category", "tag"]
TRANSLATORS = "Translators"


def ensure_roles() -> None:
    """Let editors and moderators write, plan, publish and submit for translation.

    Adds rights that are missing and takes none away.
    """
    for name in ("Editors", "Moderators"):
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(
                content_type__model__in=SNIPPETS,
                content_type__app_label__in=["home", "events", "blog"],
                codename__regex=r"^(add|change|delete|publish|view)_",
            ),
            Permission.objects.get(codename="submit_translation"),
            # To read what people were written, and to have it sent once more.
            *Permission.objects.filter(
                content_type__app_label="events", codename__in=["view_mail", "change_mail"]
            ),
        )
        _allow(group, Page.get_first_root_node(), ["add_page", "change_page", "publish_page"])


def ensure_translators(front_door: Page) -> None:
    """Let translators write and publish below ``front_door``, the home page of their language."""
    group, _created = Group.objects.get_or_create(name=TRANSLATORS)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    _allow(group, front_door, ["change_page", "publish_page"])


def _allow(group, page, codenames):
    for codename in codenames:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", content_type__model="page", codename=codename
        )
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
