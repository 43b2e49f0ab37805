"""Publishing and withdrawing are done as a whole, or not at all, and by one at a time.

Wagtail 8.0.1 saves what readers see first, and tells search, calendars and history afterwards: a
server that dies in between leaves a page that is public, and of which nothing else knows. It saves
all columns of a row that it read before: whoever saved a draft meanwhile would find an older one
called the newest. Delete this module once ``tests/site_config/test_power_cut.py`` and
``tests/site_config/test_at_once.py`` pass without it (2026-11).
"""

import functools

from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Page

# What the row of a page says of its newest version, and that of a snippet.
NEWEST = ("latest_revision_id", "latest_revision_created_at", "draft_title")


def install() -> None:
    """Wrap the two actions, of pages and of snippets; a second call changes nothing."""
    for action in (PublishRevisionAction, UnpublishAction):
        if not getattr(action.execute, "is_whole", False):
            action.execute = _whole(action.execute)


def _whole(execute):
    @functools.wraps(execute)
    def in_a_transaction(self, *args, **options):
        with transaction.atomic():
            _hold(self.object)
            return execute(self, *args, **options)

    in_a_transaction.is_whole = True
    return in_a_transaction


def _hold(thing) -> None:
    """Hold the row until the transaction ends, and take over what it says of the newest version."""
    model = Page if isinstance(thing, Page) else type(thing)
    rows = model._base_manager.select_for_update(no_key=True).filter(pk=thing.pk)
    names = [name for name in NEWEST if model is Page or name == NEWEST[0]]
    for row in rows.values(*names):
        for name, value in row.items():
            setattr(thing, name, value)
