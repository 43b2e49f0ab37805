"""Nothing is deleted that something else hangs on: the list of that is shown instead.

Wagtail tells in how many places a thing is used, and deletes it all the same, unless the database
refuses; a link to a page that is gone then leads nowhere. It does not count drafts.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext
from taggit.models import ItemBase, TagBase
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, TranslatableMixin

from home.draft_references import drafts_with
from home.source_pages import is_source

# As many as a message can hold.
SHOWN = 10


def with_translations(things: Iterable[Model]) -> list:
    """The things, what is below them, and the translations that go along with them."""
    going = []
    for thing in things:
        below = [thing]
        if isinstance(thing, Page):
            below = list(thing.get_descendants(inclusive=True))
        for row in below:
            going.append(row)
            if isinstance(row, TranslatableMixin) and is_source(row):
                going.extend(row.get_translations())
    return going


def users_of(things: Iterable[Model]) -> list[tuple[Model, bool]]:
    """What refers to any of ``things`` and does not go along with them; each once.

    With each: whether only a draft of it does.
    """
    going = with_translations(things)
    gone = {_key(thing) for thing in going}
    found = {}
    for references in (
        ReferenceIndex.get_references_to_in_bulk(going).group_by_source_object_in_bulk().values()
    ):
        for user, _references in references:
            if _key(user) not in gone:
                found.setdefault(_key(user), (user, False))
    for user in wearers_of(going):
        found.setdefault(_key(user), (user, False))
    for user in drafts_with(gone):
        if _key(user) not in gone:
            found.setdefault(_key(user), (user, True))
    users = list(found.values())
    return _without_copies(users) if isinstance(going[0], TagBase) else users


def wearers_of(things: list) -> list[Model]:
    """What wears any of ``things`` that are tags; Wagtail's index leaves them out."""
    found = []
    for relation in type(things[0])._meta.related_objects:
        if isinstance(things[0], TagBase) and issubclass(relation.related_model, ItemBase):
            items = relation.related_model.objects.filter(tag__in=things).order_by("pk")
            found += [
                item.content_object for item in items.select_related("content_object__locale")
            ]
    return found


def _without_copies(users: list[tuple[Model, bool]]) -> list[tuple[Model, bool]]:
    """Leave out translations: readers see the tags of the source, and nobody can change theirs."""
    sources = set(
        Page.objects.filter(
            translation_key__in={user.translation_key for user, _is_draft in users},
            locale__language_code=settings.LANGUAGE_CODE,
        ).values_list("translation_key", flat=True)
    )
    return [
        (user, is_draft)
        for user, is_draft in users
        if is_source(user) or user.translation_key not in sources
    ]


def _key(thing):
    kind = ContentType.objects.get_for_model(thing)
    if isinstance(thing, Page):
        kind = ContentType.objects.get_for_model(Page)
    return kind.pk, str(thing.pk)


def _name_of(user: Model, is_draft: bool) -> str:
    return gettext("%(name)s (draft)") % {"name": _name(user)} if is_draft else _name(user)


def _name(thing) -> str:
    label = capfirst(thing._meta.verbose_name)
    if isinstance(thing, Page):
        label = capfirst(thing.specific_class._meta.verbose_name)
        name = thing.get_admin_display_title()
    else:
        name = str(thing)
    if isinstance(thing, TranslatableMixin):
        return gettext("%(kind)s “%(name)s” (%(language)s)") % {
            "kind": label,
            "name": name,
            "language": thing.locale.get_display_name(),
        }
    return gettext("%(kind)s “%(name)s”") % {"kind": label, "name": name}


def _link(thing) -> str:
    try:
        if isinstance(thing, Page):
            return reverse("wagtailadmin_pages:edit", args=[thing.pk])
        if hasattr(thing, "snippet_viewset"):
            return reverse(thing.snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])
    except NoReverseMatch:
        pass
    return ""


def refusal(things: list) -> str:
    """Why ``things`` cannot be deleted, with what hangs on them; empty where they can."""
    users = users_of(things)
    if not users:
        return ""
    names = ", ".join(
        thing.get_admin_display_title() if isinstance(thing, Page) else str(thing)
        for thing in things
    )
    lines = [(_link(user), _name_of(user, is_draft)) for user, is_draft in users[:SHOWN]]
    shown = format_html_join(
        "",
        "<li>{}</li>",
        (
            (format_html('<a href="{}">{}</a>', link, name) if link else name,)
            for link, name in lines
        ),
    )
    more = len(users) - SHOWN
    rest = (
        format_html("<li>{}</li>", gettext("and %(count)s more") % {"count": more})
        if more > 0
        else ""
    )
    return format_html(
        "{}<ul>{}{}</ul>",
        gettext(
            "%(names)s cannot be deleted: it is used here. Take it out there first; then you can "
            "delete it."
        )
        % {"names": names},
        shown,
        rest,
    )


def refuse_page(request, page):
    """Keep a page that something hangs on (``before_delete_page``)."""
    if reason := refusal([page]):
        messages.error(request, reason)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_snippets(request, instances):
    """Keep snippets that something hangs on, one or several (``before_delete_snippet``)."""
    instances = list(instances)
    if instances and (reason := refusal(instances)):
        messages.error(request, reason)
        return redirect(instances[0].snippet_viewset.get_url_name("list"))
    return None


def refuse_several(request, action, objects, view):
    """Keep pages, pictures and documents that are ticked in a list (``before_bulk_action``)."""
    if action != "delete" or not objects:
        return None
    if reason := refusal(list(objects)):
        messages.error(request, reason)
        return redirect(view.next_url)
    return None


def refuse_file(request, view_name: str, kwargs: dict):
    """Keep a picture or document that something hangs on; Wagtail has no hook for these."""
    found = {
        "wagtailimages:delete": (get_image_model(), "image_id", "wagtailimages:edit"),
        "wagtaildocs:delete": (get_document_model(), "document_id", "wagtaildocs:edit"),
    }.get(view_name)
    if found is None:
        return None
    model, key, back = found
    thing = model.objects.filter(pk=kwargs[key]).first()
    if thing and (reason := refusal([thing])):
        messages.error(request, reason)
        return redirect(back, thing.pk)
    return None
