"""Where a picture is shown, with the words that stand for it there, in each language.

Wagtail keeps an index of what refers to what; the words are looked up in the pages that it names.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.fields import StreamField
from wagtail.locks import BasicLock
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from home.translation_state import all_states

COVER = "cover"


@dataclass
class Use:
    """One place of one page at which the picture is shown; ``path`` is that of Wagtail's index."""

    page: Page
    path: str
    alt: str

    @property
    def name(self) -> str:
        """What the field with its words is called in a form."""
        return f"alt-{self.page.pk}-{self.path}"

    @property
    def label(self) -> str:
        """Where on the page it is, in words."""
        if self.path == COVER:
            return gettext("Cover picture")
        if self.path.endswith(".poster"):
            return gettext("Picture of a video")
        return gettext("Picture in the text")


@dataclass
class UsedOn:
    """A page that shows the picture."""

    page: Page
    uses: list[Use]
    edit_url: str
    # Why its words cannot be changed here; empty where they can.
    why_not: str = ""
    translation: Translation | None = None
    publishes: bool = True

    @property
    def title(self) -> str:
        """What the page is called for editors."""
        return self.page.get_admin_display_title()

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.page.locale.get_display_name()


@dataclass
class Uses:
    """All that shows a picture: pages with words for it, and the rest."""

    pages: list[UsedOn] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)

    @property
    def changeable(self) -> list[UsedOn]:
        """The pages whose words can be changed here."""
        return [one for one in self.pages if not one.why_not]

    @property
    def left_alone(self) -> list[UsedOn]:
        """The pages whose words can be changed elsewhere."""
        return [one for one in self.pages if one.why_not]


def uses_of(picture, user) -> Uses:
    """Where ``picture`` is used; the pages in the source language stand before their translations.

    The number of queries does not depend on the number of pages.
    """
    found = Uses()
    page_pks = []
    for reference in ReferenceIndex.get_references_to(picture).select_related("base_content_type"):
        if reference.base_content_type.model_class() is Page:
            page_pks.append(reference.object_id)
    pages = list(
        Page.objects.filter(pk__in=page_pks).order_by("path").specific().prefetch_related("locale")
    )
    pages.sort(key=lambda page: page.locale.language_code != settings.LANGUAGE_CODE)
    translations = translations_of(pages)
    states = {}
    if translations:
        states = {state.target.pk: state for state in all_states(user) if state.target}
    for page in pages:
        uses = list(find(page, picture.pk))
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if not uses:
            found.others.append((page.get_admin_display_title(), url))
            continue
        one = UsedOn(page, uses, url, translation=translations.get(page.pk))
        one.why_not = why_not(one, user, states.get(page.pk))
        one.publishes = page.permissions_for_user(user).can_publish()
        found.pages.append(one)
    found.others += other_users(picture)
    return found


def other_users(picture) -> list[tuple[str, str]]:
    """What is no page and shows the picture, such as a person: its name and its form."""
    found = []
    references = ReferenceIndex.get_references_to(picture).exclude(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    for thing, _references in references.group_by_source_object():
        label = f"{capfirst(thing._meta.verbose_name)} “{thing}”"
        found.append((label, form_of(thing)))
    return found


def form_of(thing: Model) -> str:
    """The address of the form of a snippet; empty where it has none."""
    try:
        return reverse(thing.snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])
    except (AttributeError, NoReverseMatch):
        return ""


def translations_of(pages) -> dict[int, Translation]:
    """What translates each page that is a translation, by its number."""
    others = [page for page in pages if page.locale.language_code != settings.LANGUAGE_CODE]
    if not others:
        return {}
    found = {
        (row.source.object_id, row.target_locale_id): row
        for row in Translation.objects.filter(
            enabled=True, source__object_id__in=[page.translation_key for page in others]
        ).select_related("source")
    }
    keyed = {page.pk: found.get((page.translation_key, page.locale_id)) for page in others}
    return {pk: row for pk, row in keyed.items() if row is not None}


def why_not(one: UsedOn, user, state) -> str:
    """Why the words on a page cannot be changed here; empty where they can."""
    rights = one.page.permissions_for_user(user)
    if one.page.alias_of_id:
        return gettext("It shows what another page says; change it there.")
    if not rights.can_edit():
        return gettext("You may not change this page.")
    # What waits for a review or a moment is a draft, see below.
    if one.page.locked and BasicLock(one.page).for_user(user):
        return gettext("Somebody has locked this page.")
    if one.page.has_unpublished_changes:
        return gettext("There is a draft that is not published yet; change the words in it.")
    if one.translation is not None and (state is None or not state.is_up_to_date):
        return gettext("Something else here has to be translated first.")
    return ""


def find(page: Page, picture_pk: int) -> Iterator[Use]:
    """The places of a page at which the picture is shown and has words of its own."""
    if getattr(page, "cover_id", None) == picture_pk:
        yield Use(page, COVER, page.cover_alt)
    for stream in streams(page):
        for path, block in image_blocks(stored(page, stream), stream.name, picture_pk):
            yield Use(page, path, "" if block.get("decorative") else block.get("alt_text") or "")


def streams(page: Page) -> list[StreamField]:
    """The fields of a page that hold blocks."""
    return [each for each in page._meta.get_fields() if isinstance(each, StreamField)]


def stored(page: Page, stream: StreamField) -> list:
    """The blocks of a field as they are stored, without asking for the pictures in them."""
    return deepcopy(list(getattr(page, stream.name).raw_data))


def image_blocks(value, path: str, picture_pk: int) -> Iterator[tuple[str, dict]]:
    """Each picture with words within stored blocks, and the path to it."""
    if isinstance(value, list):
        for row in value:
            if isinstance(row, dict) and "id" in row:
                yield from image_blocks(row["value"], f"{path}.{row['id']}", picture_pk)
    elif isinstance(value, dict):
        if "alt_text" in value:
            if value.get("image") == picture_pk:
                yield path, value
            return
        for name, child in value.items():
            yield from image_blocks(child, f"{path}.{name}", picture_pk)


def put_words(page: Page, picture_pk: int, words: dict[str, str]) -> None:
    """Put words at the places of a page that ``words`` names; without them it is decoration."""
    if COVER in words:
        page.cover_alt = words[COVER]
    for stream in streams(page):
        blocks, changed = stored(page, stream), False
        for path, block in image_blocks(blocks, stream.name, picture_pk):
            if path in words:
                block["alt_text"], block["decorative"] = words[path], not words[path]
                changed = True
        if changed:
            setattr(page, stream.name, json.dumps(blocks))


def save(picture, uses: Uses, words: dict[str, str], user) -> tuple[list[UsedOn], list[UsedOn]]:
    """Save the words that differ, by the names of their fields; returns what was, and was not.

    A page that readers see is published again, where the user may publish it. A page that somebody
    has begun to change meanwhile is left alone.
    """
    saved, left = [], []
    sources = set()
    for one in uses.changeable:
        changed = {
            use.path: words[use.name] for use in one.uses if words.get(use.name, use.alt) != use.alt
        }
        if one.translation is None:
            if changed:
                done = save_own(one, picture.pk, changed, user)
                (saved if done else left).append(one)
                if done and one.publishes:
                    sources.add(one.page.translation_key)
        elif changed or one.page.translation_key in sources:
            all_words = {use.path: words.get(use.name, use.alt) for use in one.uses}
            (saved if save_translation(one, all_words, user) else left).append(one)
    return saved, left


def save_own(one: UsedOn, picture_pk: int, words: dict[str, str], user) -> bool:
    """Save and publish words on a page that is not translated from another."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=one.page.pk)
        page = type(one.page).objects.get(pk=one.page.pk)
        if page.has_unpublished_changes or page.latest_revision_id != one.page.latest_revision_id:
            return False
        put_words(page, picture_pk, words)
        try:
            revision = page.save_revision(user=user, log_action=True)
        except ValidationError:
            # Something else on the page is not right; its form says what.
            return False
        if one.publishes:
            revision.publish(user=user)
    return True


def save_translation(one: UsedOn, words: dict[str, str], user) -> bool:
    """Save words as the translation of what the source says now, and publish them.

    Where a translation is missing nothing is published: the list "English" says that it waits.
    """
    translation = one.translation
    paths = {f"{path}_alt" if path == COVER else f"{path}.alt_text": path for path in words}
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=one.page.pk)
        if Page.objects.get(pk=one.page.pk).has_unpublished_changes:
            return False
        for segment in StringSegment.objects.filter(
            source=translation.source_id, context__path__in=paths
        ).select_related("context"):
            which = {
                "translation_of_id": segment.string_id,
                "context_id": segment.context_id,
                "locale_id": translation.target_locale_id,
            }
            text = words[paths[segment.context.path]]
            if not text:
                StringTranslation.objects.filter(**which).delete()
                continue
            StringTranslation.objects.update_or_create(
                **which,
                defaults={
                    "data": StringValue.from_plaintext(text).data,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "tool_name": "",
                    "last_translated_by": user,
                    "has_error": False,
                    "field_error": "",
                },
            )
        total, translated = translation.get_progress()
        if total != translated:
            return False
        translation.refresh_from_db()
        translation.save_target(user=user, publish=one.publishes)
    return True
