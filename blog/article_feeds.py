"""The feeds of a list of articles: from pages to what is told, the answer, and links to them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page

from blog import feeds
from blog.bodies import bodies_of
from home.caching import keep, take_offer, unless_known
from home.found import LOGO, root_url
from home.models import SiteSettings
from home.pictures import cover_address
from home.portable_html import portable
from home.translations import localized_pages, localized_rows

FORMS = feeds.FORMS
NAMES = {"atom": "Atom", "rss": "RSS"}
# As many articles as a feed holds.
LATEST = 20

# The age of a list that was put there without being published, as a program may do.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """The way to a feed."""

    name: str
    title: str
    url: str
    content_type: str


def links(page, request, category=None) -> list[FeedLink]:
    """The feeds of a list of articles, or of its part about ``category``."""
    below = f"{category.slug}/" if category else ""
    title = f"{category.name} · {page.title}" if category else page.title
    root = page.get_full_url(request) or ""
    return [
        FeedLink(
            NAMES[form],
            f"{title} ({NAMES[form]})",
            f"{root}{below}{form}.xml",
            feeds.content_type(form).split(";")[0],
        )
        for form in FORMS
    ]


def answer(page, request, articles, form: str, category=None) -> HttpResponse:
    """Answer with a feed, or with 304 where the reader has these very bytes."""
    told = _feed(page, request, articles[:LATEST], form, category)
    response = HttpResponse(feeds.write(form, told), content_type=feeds.content_type(form))
    # Who has a session may be seeing private articles.
    keep(request, response)
    take_offer(request, response)
    return unless_known(request, response)


def _feed(page, request, articles, form, category) -> feeds.Feed:
    practice, language = SiteSettings.for_request(request), get_language()
    url, root = page.get_full_url(request) or "", root_url(request)
    about = ([category.name] if category else []) + [page.title, practice.organisation]
    which = (language, str(category.translation_key)) if category else (language,)
    return feeds.Feed(
        id=feeds.lasting_id(page.translation_key, *which),
        title=" · ".join(about),
        description=page.description or practice.tagline,
        url=f"{url}?category={category.slug}" if category else url,
        feed_url=f"{url}{category.slug + '/' if category else ''}{form}.xml",
        language=language,
        organisation=practice.organisation,
        updated=_to_the_second(page.last_published_at or page.first_published_at or NEVER),
        icon=root + static(LOGO),
        entries=_entries(list(articles), request, language),
    )


def _entries(articles, request, language) -> list[feeds.Entry]:
    subjects = localized_rows([article.category for article in articles])
    writers = localized_rows([article.author for article in articles])
    bodies = bodies_of(articles)
    trainings = _public(
        localized_pages(
            child.value["training"]
            for body in bodies.values()
            for child in body
            if child.block_type == "training_card" and child.value.get("training")
        )
    )
    zone = ZoneInfo(settings.TIME_ZONE)
    entries = []
    for article in articles:
        subject = article.category and subjects.get(article.category.translation_key)
        writer = article.author and writers.get(article.author.translation_key)
        url = article.get_full_url(request) or ""
        published = datetime.combine(article.date, time.min, tzinfo=zone)
        changed = _to_the_second(article.last_published_at or published)
        entries.append(
            feeds.Entry(
                id=feeds.lasting_id(article.translation_key, language),
                title=article.title,
                url=url,
                summary=article.description,
                html=portable(_whole_text(article, bodies[article.pk], trainings), url),
                published=published,
                updated=max(published, changed.astimezone(zone)),
                author=writer.name if writer else "",
                subjects=(subject.name,) if subject else (),
            )
        )
    return entries


def _public(trainings: dict) -> dict:
    """Those that everybody may read: a feed names no others, as the card on the page does not."""
    if not trainings:
        return {}
    pks = [page.pk for page in trainings.values()]
    public = set(Page.objects.public().filter(pk__in=pks).values_list("pk", flat=True))
    return {key: page for key, page in trainings.items() if page.pk in public}


def _to_the_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _whole_text(article, body, trainings) -> str:
    """What readers of the page see of the article; what changes from day to day is left to it."""
    parts = []
    if address := cover_address(article):
        parts.append(format_html('<p><img src="{}" alt="{}"></p>', address, article.cover_alt))
    if article.introduction:
        parts.append(format_html("<p>{}</p>", article.introduction))
    parts += [_block(child, trainings) for child in body]
    return "\n".join(parts)


def _block(child, trainings) -> str:
    if child.block_type == "coming_trainings":
        return ""
    if child.block_type == "training_card":
        chosen = child.value.get("training")
        page = trainings.get(str(chosen.pk)) if chosen else None
        return _link(page.url, page.title) if page and page.url else ""
    if child.block_type == "video":
        video = child.value.video
        return _link(video.watch_url, child.value["title"]) if video else ""
    return child.render()


def _link(address: str, words: str) -> str:
    return format_html('<p><a href="{}">{}</a></p>', address, words)
