"""Keeps a translation that is saved as a draft out of the page that readers see.

wagtail-localize 1.14.5 saves a draft of a translation into the live row first, with the source's
words where a translation is missing, and takes a live snippet offline: so sending a whole tree to
be translated again would put Dutch text on live English pages. Delete this module once
``tests/home/test_translation_drafts.py`` passes without it (2026-11).
"""

import functools

from django.db import transaction
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import TranslationSource


def install() -> None:
    """Wrap the one method that writes translations; a second call changes nothing."""
    original = TranslationSource.create_or_update_translation
    if getattr(original, "keeps_live_rows", False):
        return

    @functools.wraps(original)
    def keeping_live_rows(self, locale, user=None, publish=True, **options):
        live = None if publish else _live_row(self, locale)
        if live is None:
            return original(self, locale, user=user, publish=publish, **options)
        with transaction.atomic():
            result = original(self, locale, user=user, publish=publish, **options)
            _put_back(live)
        return result

    keeping_live_rows.keeps_live_rows = True
    TranslationSource.create_or_update_translation = keeping_live_rows


def _live_row(source, locale):
    row = (
        source.specific_content_type.model_class()
        .objects.filter(translation_key=source.object_id, locale=locale)
        .first()
    )
    return row if isinstance(row, DraftStateMixin) and row.live else None


def _put_back(live) -> None:
    """Save ``live`` as it was, pointing to the draft that was made of it since."""
    draft = type(live).objects.get(pk=live.pk)
    live.latest_revision_id = draft.latest_revision_id
    live.has_unpublished_changes = True
    if isinstance(live, Page):
        live.latest_revision_created_at = draft.latest_revision_created_at
        live.draft_title = draft.draft_title
        live.save(clean=False)
    else:
        live.save()
