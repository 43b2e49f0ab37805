"""How far the English is: which words are missing, and what has changed in Dutch since."""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.admin.utils import quote
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from home.models import TranslatableSnippet

logger = logging.getLogger(__name__)


# Keeping in step


def follow_source(sender, instance, **kwargs):
    """Take over what was published in Dutch, so that translators see it without doing anything.

    (``page_published``, ``published``) What readers see in English does not change. That nobody
    could bring the words over keeps nobody from publishing.
    """
    if getattr(instance, "locale", None) is None:
        return
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        return
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is None:
        return
    try:
        with transaction.atomic():
            bring_up_to_date(source)
    except Exception:
        # Whatever is wrong with it, the Dutch must be published.
        logger.exception("The words of %s could not be taken over", instance)


def bring_up_to_date(source: TranslationSource) -> None:
    """Read the source again; ``last_updated_at`` stays where nothing to translate changed."""
    before, changed_at = _content(source), source.last_updated_at
    source.update_from_db()
    if _content(source) == before:
        source.last_updated_at = changed_at
        source.save(update_fields=["last_updated_at"])


def _content(source) -> tuple:
    """What a translation is made of, in order."""
    return (
        list(
            StringSegment.objects.filter(source=source)
            .order_by("order", "pk")
            .values_list("string_id", "context_id")
        ),
        sorted(
            OverridableSegment.objects.filter(source=source).values_list("context_id", "data_json")
        ),
    )


# Looking


@dataclass(frozen=True)
class State:
    """How far the translation of one page or snippet is."""

    thing: object  # the Dutch page or snippet
    target: object | None  # the English one, where there is one
    total: int
    translated: int
    changed_at: datetime | None
    is_stale: bool

    @property
    def title(self) -> str:
        """What it is called in Dutch."""
        if isinstance(self.thing, Page):
            return self.thing.get_admin_display_title()
        return str(self.thing)

    @property
    def kind(self) -> str:
        """What it is: an article, a person."""
        model = self.thing.specific_class if isinstance(self.thing, Page) else type(self.thing)
        return capfirst(model._meta.verbose_name)

    @property
    def progress(self) -> str:
        """How many of its texts are translated."""
        if self.target is None:
            return ""
        return gettext("%(translated)s of %(total)s") % {
            "translated": self.translated,
            "total": self.total,
        }

    @property
    def words(self) -> str:
        """What has to be done, in a few words."""
        missing = self.total - self.translated
        if self.target is None:
            return gettext("Not in English yet")
        if missing:
            return ngettext(
                "%(count)s text to translate", "%(count)s texts to translate", missing
            ) % {"count": missing}
        if not self.target.live:
            return gettext("Translated; not published yet")
        if self.is_stale:
            return gettext("Changed in Dutch; look at it and publish the English again")
        return gettext("Up to date")

    @property
    def is_up_to_date(self) -> bool:
        """Whether readers of English see what readers of Dutch do."""
        return (
            self.target is not None
            and self.total == self.translated
            and self.target.live
            and not self.is_stale
        )

    @cached_property
    def url(self) -> str:
        """Where Dutch and English are side by side; or where English is begun."""
        thing = self.target or self.thing
        if isinstance(thing, Page):
            if self.target is None:
                return reverse("wagtail_localize:submit_page_translation", args=[thing.pk])
            return reverse("wagtailadmin_pages:edit", args=[thing.pk])
        if self.target is None:
            names = [thing._meta.app_label, thing._meta.model_name, quote(thing.pk)]
            return reverse("wagtail_localize:submit_snippet_translation", args=names)
        return reverse(thing.snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])


def translatable_snippets() -> list[type]:
    """The kinds of snippet that are translated."""
    return [model for model in get_snippet_models() if issubclass(model, TranslatableSnippet)]


def _translations(**which):
    """Translations with the numbers of their texts, by the key of what they translate."""
    done = _done(_other_languages())
    found = {
        row.source.object_id: row
        for row in Translation.objects.filter(
            enabled=True,
            source__in=TranslationSource.objects.filter(
                locale__language_code=settings.LANGUAGE_CODE, **which
            ),
        ).select_related("source")
    }
    sources = TranslationSource.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, **which
    )
    counts = (
        StringSegment.objects.filter(source__in=sources)
        .order_by()
        .annotate(is_done=Exists(done))
        .values_list("source_id")
        .annotate(total=Count("pk"), translated=Count("pk", filter=Q(is_done=True)))
    )
    rows = list(counts)
    totals = {source: total for source, total, _translated in rows}
    translated = {source: number for source, _total, number in rows}
    return found, totals, translated


def _done(languages):
    """The translation of a text of the outer query."""
    return StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale__language_code__in=languages,
        has_error=False,
    )


def _other_languages():
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def _state(thing, target, translation, totals, translated) -> State:
    if translation is None:
        # Whoever translated it by hand keeps it up by hand.
        return State(thing, target, 0, 0, None, is_stale=False)
    changed = translation.source.last_updated_at
    published = getattr(target, "last_published_at", None) if target else None
    return State(
        thing,
        target,
        totals.get(translation.source_id, 0),
        translated.get(translation.source_id, 0),
        changed,
        is_stale=bool(target and target.live and (published is None or published < changed)),
    )


def state_of(thing) -> State:
    """How far the translation of a Dutch page or snippet is."""
    target = thing.get_translations().first()
    found, totals, translated = _translations(object_id=thing.translation_key)
    return _state(thing, target, found.get(thing.translation_key), totals, translated)


def missing_texts(translation) -> list[str]:
    """The texts of the source that have no translation, in their order on the page."""
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    missing = segments.exclude(Exists(_done([translation.target_locale.language_code])))
    return list(missing.order_by("order", "pk").values_list("string__data", flat=True))


def with_missing_texts(pages) -> list[Page]:
    """Those of these pages that are translations of which texts are missing."""
    keys = {page.translation_key for page in pages}
    found, totals, translated = _translations(object_id__in=keys)
    half = {
        key
        for key, translation in found.items()
        if translated.get(translation.source_id, 0) < totals.get(translation.source_id, 0)
    }
    return [
        page
        for page in pages
        if page.translation_key in half and page.locale.language_code != settings.LANGUAGE_CODE
    ]


def all_states(user) -> list[State]:
    """The state of everything that is live in Dutch and that ``user`` may bring up to date.

    A page or snippet without English is for who may change the Dutch. A fixed number of queries,
    however many pages there are.
    """
    found, totals, translated = _translations()
    states = []
    for sources, targets, may_begin in [_pages(user), *_snippets(user)]:
        for thing in sources:
            target = targets.get(thing.translation_key)
            if target is None and thing.pk not in may_begin:
                continue
            translation = found.get(thing.translation_key)
            states.append(_state(thing, target, translation, totals, translated))
    return states


def translations_out_of_date(user) -> list[State]:
    """What in English is not as in Dutch and ``user`` may mend, the last to change on top."""
    waiting = [state for state in all_states(user) if not state.is_up_to_date]
    waiting.sort(key=lambda state: state.title.casefold())
    waiting.sort(
        key=lambda state: state.changed_at.timestamp() if state.changed_at else 0, reverse=True
    )
    return waiting


def _pages(user):
    """Live Dutch pages, the English ones that the user may change, and where English may begin."""
    policy = policy_registry.get_by_type(Page)
    mine = policy.instances_user_has_permission_for(user, "change").filter(depth__gt=1)
    pages = list(mine.select_related("locale", "content_type").filter(alias_of=None))
    by_language = defaultdict(dict)
    for page in pages:
        by_language[page.locale.language_code][page.translation_key] = page
    begin = by_language.pop(settings.LANGUAGE_CODE, {})
    targets = {key: page for rows in by_language.values() for key, page in rows.items()}
    sources = [page for page in begin.values() if page.live]
    missing = [key for key in targets if key not in begin]
    if missing:
        sources += Page.objects.filter(
            translation_key__in=missing, locale__language_code=settings.LANGUAGE_CODE, live=True
        ).select_related("locale", "content_type")
    return sources, targets, {page.pk for page in begin.values()}


def _snippets(user):
    from home.roles import WRITE_SOURCE

    for model in translatable_snippets():
        policy = policy_registry.get_by_type(model)
        if not policy.user_has_permission(user, "change"):
            continue
        sources, targets = [], {}
        for row in model.objects.select_related("locale"):
            if row.locale.language_code != settings.LANGUAGE_CODE:
                targets[row.translation_key] = row
            elif row.live:
                sources.append(row)
        begin = {row.pk for row in sources} if user.has_perm(WRITE_SOURCE) else set()
        yield sources, targets, begin
