"""A cache in front of the site (FRONTEND_CACHE) drops the pages that show what was published.

Wagtail drops the page itself. Its lists, its feeds and calendars, its other language, and the pages
that refer to it show it as well. What stands on every page, such as the menu, is dropped nowhere:
the caches in front keep a page for a minute at most.
"""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import Page, Site
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from events.models import Edition, Enrolment
from home.in_use import users_of

AT_THE_ROOT = ("/sitemap.xml",)


def connect() -> None:
    """Hear of what is published, where there is a cache in front."""
    if not getattr(settings, "WAGTAILFRONTENDCACHE", None):
        return
    for signal in (page_published, page_unpublished, post_page_move, published, unpublished):
        signal.connect(changed, dispatch_uid="front-cache")
    for signal in (post_save, post_delete):
        signal.connect(changed, sender=Enrolment, dispatch_uid="front-cache-enrolment")
    post_delete.connect(changed, sender=Edition, dispatch_uid="front-cache-edition")


def changed(sender, instance, **kwargs):
    """Drop what shows ``instance`` once the transaction is through, not to be fetched too early."""
    transaction.on_commit(partial(drop, addresses_of(instance)), robust=True)


def drop(addresses: set[str]) -> None:
    """Let all caches in front forget these addresses."""
    PurgeBatch(sorted(addresses)).purge()


def addresses_of(thing) -> set[str]:
    """Where readers see a page, a snippet, an edition or an enrolment, in all languages."""
    cached, found = Site(), set()
    for page in pages_that_show(thing):
        root = page.get_full_url(cached)
        if root:
            paths = page.specific_deferred.get_cached_paths()
            found |= {root + path.lstrip("/") for path in paths}
    for site in Site.objects.all():
        found |= {site.root_url + path for path in AT_THE_ROOT}
    return found


def pages_that_show(thing) -> list[Page]:
    """Its own pages, those above them, and those that refer to any of these."""
    if isinstance(thing, Enrolment):
        thing = thing.edition
    if isinstance(thing, Edition):
        thing = thing.training
    users = [user for user, is_draft in users_of([thing]) if not is_draft]
    own = [row for row in [thing, *users] if isinstance(row, Page)]
    own += [user.training for user in users if isinstance(user, Edition)]
    keys = {page.translation_key for page in own}
    group = Page.objects.filter(translation_key__in=keys)
    if not isinstance(thing, Page):
        # Cards in articles show where a training is given, and by whom.
        trainings = [page.specific for page in group]
        users = [user for user, _is_draft in users_of(trainings)] if trainings else []
        keys |= {user.translation_key for user in users if isinstance(user, Page)}
        group = Page.objects.filter(translation_key__in=keys)
    above = Q(depth=2)
    for page in group:
        above |= Q(
            path__in=[page.path[: page.steplen * depth] for depth in range(2, page.depth + 1)]
        )
    return list(Page.objects.filter(above).select_related("locale"))
