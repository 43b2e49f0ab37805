"""Where a page stands: the menu, the way up, and the same page in the other language."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in another language; ``exact`` where it says the same as the page at hand."""

    language: str
    url: str
    title: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A view of a page with a title and an address of its own, below that of the page.

    ``paths`` maps each language to what follows the page's address there: the words differ.
    """

    title: str
    description: str
    paths: dict[str, str]


@dataclass(frozen=True, slots=True)
class Navigation:
    """What the frame of a page needs to know of its place in the site."""

    canonical: str
    ancestors: list[Page]
    hreflang: list[tuple[str, str]]
    switch: list[Alternate]


def menu(language: str) -> list[Page]:
    """Return the home page in ``language`` and the pages that are shown in menus.

    One query. The home page comes first, then the main pages (depth 3), then those below a main
    page, which stand at the foot alone; the list is empty where the language has none.
    """
    return list(
        Page.objects.live()
        .filter(
            Q(depth=2) | Q(depth__in=(3, 4), show_in_menus=True), locale__language_code=language
        )
        .order_by("depth", "path")
        .only("pk", "title", "slug", "url_path", "depth", "path", "show_in_menus", "locale_id")
    )


def nowhere(request) -> Navigation:
    """The navigation where there is no page: to the home pages of the other languages.

    One query.
    """
    homes = (
        Page.objects.live()
        .filter(depth=2)
        .exclude(locale__language_code=get_language())
        .select_related("locale")
        .order_by("path")
    )
    switch = [
        Alternate(home.locale.language_code, url, home.title, True)
        for home in homes
        if (url := home.get_url(request))
    ]
    return Navigation("", [], [], switch)


def navigate(page: Page, request, query: str = "", part: Part | None = None) -> Navigation:
    """Work out a page's navigation, in two queries.

    ``query`` is the part of the address that tells pages of one listing apart ("?page=2"); with
    ``part`` it is the navigation of that view of the page, in each language.
    """
    ancestors = list(page.get_ancestors().filter(depth__gte=2).live())
    line = [*ancestors, page]
    paths = part.paths if part else {}
    keys = [step.translation_key for step in line]
    here = get_language()
    nearest = {}
    others = (
        Page.objects.live()
        .filter(translation_key__in=keys)
        .exclude(locale_id=page.locale_id)
        .select_related("locale")
    )
    for other in others:
        language = other.locale.language_code
        held = nearest.get(language)
        if held is None or keys.index(other.translation_key) > keys.index(held.translation_key):
            nearest[language] = other
    canonical = (page.get_full_url(request) or "") + paths.get(here, "") + query
    switch, hreflang = [], [(here, canonical)]
    for language, _name in settings.LANGUAGES:
        if other := nearest.get(language):
            exact = other.translation_key == page.translation_key
            below = paths.get(language, "") if exact else ""
            url = (other.get_url(request) or "") + below
            switch.append(Alternate(language, url, other.title, exact))
            if exact and not query:
                hreflang.append((language, (other.get_full_url(request) or "") + below))
    if not query:
        order = [language for language, _name in settings.LANGUAGES]
        hreflang.sort(key=lambda pair: order.index(pair[0]))
        # The source language is what suits readers of neither.
        hreflang.append(("x-default", hreflang[0][1]))
    else:
        hreflang = []
    return Navigation(canonical, line if part else ancestors, hreflang, switch)
