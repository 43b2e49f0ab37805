"""What people may do: four groups, each with the rights that its work needs.

Translators write English, editors write and plan, moderators publish what others wrote and arrange
the main pages, owners also change settings and people. A superuser may do everything.
"""

from dataclasses import dataclass

from django.apps import apps as installed
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EDITORS, MODERATORS = "Editors", "Moderators"
TRANSLATORS, OWNERS = "Translators", "Owners"

# Rights that Wagtail does not know; each names a sentence in ``HomePage.Meta.permissions``.
ARRANGE = "home.arrange_site"
WRITE_SOURCE = "home.write_source"
READ_HISTORY = "home.read_history"
# What of all roles only owners have.
RUN_SITE = "home.change_sitesettings"

TRANSLATABLE = ("home.person", "events.location", "home.category")
# What can wait for a second pair of eyes, besides pages.
REVIEWED = (*TRANSLATABLE, "events.edition")


@dataclass(frozen=True)
class Role:
    """What a group is called for people, and what it may do."""

    name: str
    title: Promise
    does: Promise
    permissions: tuple[str, ...]
    # On all pages; translators get theirs on the front door of their language.
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def _every(models, *actions) -> tuple[str, ...]:
    return tuple(
        f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"
        for model in models
        for action in actions
    )


_ENTER = ("wagtailadmin.access_admin",)
_CRUD = ("add", "change", "delete", "view")
_WRITE = (
    *_ENTER,
    *_every([*REVIEWED, "events.enrolment", "events.letter", "blog.tag"], *_CRUD),
    *_every(REVIEWED, "publish"),
    # To read what people were written, and to have it sent once more.
    *_every(["events.mail"], "view", "change"),
    "wagtail_localize.submit_translation",
    WRITE_SOURCE,
)
_MODERATE = (
    *_WRITE,
    ARRANGE,
    READ_HISTORY,
    # What is found first for which words.
    *_every(["wagtailsearchpromotions.searchpromotion"], *_CRUD),
)
_OWN = (
    *_MODERATE,
    *_every(["home.user", "wagtailredirects.redirect"], *_CRUD),
    *_every(["home.sitesettings", "home.reviewsettings", "events.enrolmentsettings"], "change"),
)
_FILES = tuple(
    f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"
    for model in ("wagtailimages.image", "wagtaildocs.document")
    for action in ("add", "change", "choose")
)
_CHOOSE = tuple(name for name in _FILES if ".choose_" in name)

ROLES = (
    Role(
        TRANSLATORS,
        _("Translators"),
        _("translate into English and publish the English; change nothing in Dutch"),
        (*_ENTER, *_every(TRANSLATABLE, "change", "publish", "view")),
        files=_CHOOSE,
    ),
    Role(
        EDITORS,
        _("Editors"),
        _("write, plan trainings and look after enrolments; move no main pages"),
        _WRITE,
        ("add", "change", "publish"),
        _FILES,
    ),
    Role(
        MODERATORS,
        _("Moderators"),
        _("publish what others wrote, arrange the main pages and see the history"),
        _MODERATE,
        ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
        _FILES,
    ),
    Role(
        OWNERS,
        _("Owners"),
        _("do all that moderators do, and change settings, redirects and users"),
        _OWN,
        ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
        _FILES,
    ),
)


def ensure_roles(apps=installed) -> None:
    """Make the groups and give them their rights; takes none away that somebody added.

    ``apps`` are those of a migration, or the ones installed.
    """
    Group = apps.get_model("auth", "Group")
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    held_back = set()
    if review_is_on(apps):
        held_back = set(_every(REVIEWED, "publish"))
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.name)
        names = set(role.permissions) - (held_back if role.name == EDITORS else set())
        group.permissions.add(*(_permission(apps, name) for name in sorted(names)))
        actions = [
            action
            for action in role.pages
            if not (held_back and role.name == EDITORS and action == "publish")
        ]
        if root := Page.objects.filter(depth=1).first():
            allow(apps, group, root, actions)
        if top := Collection.objects.filter(depth=1).first():
            for name in role.files:
                apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                    group=group, collection=top, permission=_permission(apps, name)
                )


def ensure_translators(front_door, apps=installed) -> None:
    """Let translators write and publish below ``front_door``, the home page of their language."""
    Group = apps.get_model("auth", "Group")
    group = Group.objects.filter(name=TRANSLATORS).first()
    if group is None:
        ensure_roles(apps)
        group = Group.objects.get(name=TRANSLATORS)
    allow(apps, group, front_door, ["change", "publish"])


def let_translators_in(sender, instance, created, raw=False, **kwargs):
    """Let translators work below a home page that is made in their language (``post_save``)."""
    if created and not raw and instance.locale.language_code != settings.LANGUAGE_CODE:
        ensure_translators(instance)


def allow(apps, group, page, actions) -> None:
    """Give a group rights on a page and all below it."""
    rows = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for action in actions:
        rows.get_or_create(
            group_id=group.pk,
            page_id=page.pk,
            permission=_permission(apps, f"wagtailcore.{action}_page"),
        )


def review_is_on(apps=installed) -> bool:
    """Whether an owner asks for a second pair of eyes."""
    return (
        apps.get_model("home", "ReviewSettings").objects.filter(second_pair_of_eyes=True).exists()
    )


def _permission(apps, name: str):
    """The permission of that name, made where ``post_migrate`` has yet to make it."""
    app_label, codename = name.split(".")
    Permission = apps.get_model("auth", "Permission")
    found = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
    if found:
        return found
    model = "homepage" if name in (ARRANGE, WRITE_SOURCE, READ_HISTORY) else codename.split("_")[-1]
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    return Permission.objects.create(
        content_type=content_type, codename=codename, name=f"Can {codename.replace('_', ' ')}"
    )
