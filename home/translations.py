"""Finding things in the reader's language, many at a time."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page


def localized_pages(pages: Iterable[Page], language: str | None = None) -> dict[str, Page]:
    """Map each page's id, as a string, to the live page of its group in the reader's language.

    Where that language has none, the page itself is used if it is live, and left out if it is not.
    One query, however many pages.
    """
    pages = list(pages)
    by_key = _by_translation_key(Page, pages, language)
    found = {str(page.pk): by_key.get(page.translation_key, page) for page in pages}
    return {key: page for key, page in found.items() if page.live}


def localized_rows(rows: Iterable, language: str | None = None) -> dict:
    """Map each row's translation key to its published row in the reader's language, else to itself.

    All rows are of one model; one that is published in neither has no entry. One query, however
    many rows.
    """
    rows = [row for row in rows if row is not None]
    if not rows:
        return {}
    found = {row.translation_key: row for row in rows if row.live}
    return found | _by_translation_key(type(rows[0]), rows, language)


def _by_translation_key(model, rows, language):
    if not rows:
        return {}
    return {
        row.translation_key: row
        for row in model.objects.filter(
            live=True,
            locale__language_code=language or get_language(),
            translation_key__in={row.translation_key for row in rows},
        )
    }


def source_row(row):
    """Return the row of the same thing in the source language, or ``row`` itself where it is that.

    Facts are read from there: a translated copy is only as fresh as its last synchronisation.
    """
    if row.locale_id is None or row.locale.language_code == settings.LANGUAGE_CODE:
        return row
    return (
        type(row)
        .objects.filter(
            translation_key=row.translation_key, locale__language_code=settings.LANGUAGE_CODE
        )
        .first()
        or row
    )
