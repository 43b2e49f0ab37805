"""What search engines are told of a page: from the page and its context to schema.org's words.

Asks the database nothing but for the file of a page's cover; the rest is in the context.
"""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext
from wagtail.models import Site

from home import structured_data
from home.pictures import cover_address
from home.rich_text import plain_text
from home.search.addresses import search_address

LOGO = "site/icons/icon-512.png"


def root_url(request) -> str:
    """The scheme and host of the site; empty where the request belongs to none."""
    site = Site.find_for_request(request)
    return site.root_url if site else ""


def practice(context) -> structured_data.Practice:
    """Who makes the site, named after its front door in the source language."""
    root, known = root_url(context["request"]), context["organisation"]
    return structured_data.Practice(
        name=known.organisation,
        url=f"{root}/",
        logo=root + static(LOGO),
        description=known.tagline,
        email=known.email,
        phone=known.phone,
        street=known.street,
        postal_code=known.postal_code,
        city=known.city,
        chamber_of_commerce=known.chamber_of_commerce,
        same_as=tuple(filter(None, [known.linkedin, known.instagram])),
        languages=tuple(code for code, _name in settings.LANGUAGES),
    )


def front_door(page, context) -> list[dict]:
    """The practice with all that is known of it, and the site, which can be searched."""
    ours = practice(context)
    return [
        structured_data.organization(ours),
        structured_data.website(
            ours,
            url=context["navigation"].canonical,
            language=get_language(),
            search_url=root_url(context["request"]) + search_address(get_language()),
        ),
    ]


def way(page, context) -> list[dict]:
    """The way to a page; the front door has none."""
    navigation, request = context["navigation"], context["request"]
    if not navigation.ancestors:
        return []
    steps = [
        (
            gettext("Home") if number == 0 else ancestor.title,
            ancestor.get_full_url(request) or "",
        )
        for number, ancestor in enumerate(navigation.ancestors)
    ]
    return [structured_data.breadcrumbs([*steps, (page.head_title, navigation.canonical)])]


def answers(page, context) -> list[dict]:
    """The questions that a page answers, wherever on it they stand."""
    found = [
        (item["question"], plain_text(item["answer"].source))
        for questions in page.questions_answered
        for item in questions
    ]
    if not found:
        return []
    url, language = context["navigation"].canonical, get_language()
    return [structured_data.faq_page(found, url=url, language=language)]


def images(page, context) -> list[str]:
    """The addresses of pictures that stand for a page: its cover, else the one of shared links."""
    return [cover_address(page) or share_address(page, context)]


def share_address(page, context) -> str:
    """The absolute address of the picture that a shared link to a page shows."""
    card = page.share_card(context["organisation"].organisation)
    return root_url(context["request"]) + reverse("share_picture", args=[page.pk, card.digest])
