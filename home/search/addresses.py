"""Where readers search: ``/zoeken/`` in Dutch, ``/en/search/`` in English."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override

WORDS = {"nl": "zoeken", "en": "search"}


def search_address(language: str | None = None, **asked: str) -> str:
    """The address of the search in a language, with what is ``asked``, empty values left out."""
    language = language or get_language()
    with override(language):
        address = reverse("search", args=[WORDS[language]])
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{query}" if query else address
