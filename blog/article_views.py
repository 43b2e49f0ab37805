"""How often articles are read: a number for each day and each article in all its languages.

Nothing is kept of who reads: no address, no browser, no hour. A reader's browser reports a view
once the page can be seen, so that pages may come out of any cache.
"""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Sum
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

# What visits by itself says so in its name, or has none.
ROBOTS = re.compile(
    r"(?<!\bcu)bot\b|bot[/_-]|crawl|spider|slurp|preview|scan|monitor|headless|lighthouse|archiv|fetch|feed"
    r"|curl|wget|python|java/|go-http|httpclient|okhttp|facebookexternalhit|mediapartners",
    re.IGNORECASE,
)


class ArticleViews(models.Model):
    """How often an article was read on one day, at the practice's clock, in all its languages."""

    translation_key = models.UUIDField(_("article"))
    date = models.DateField(_("date"), db_index=True)
    count = models.PositiveIntegerField(_("number of views"), default=0)

    class Meta:
        verbose_name = _("views of an article")
        verbose_name_plural = _("views of articles")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "date"], name="blog_views_of_article_and_day"
            )
        ]

    def __str__(self):
        return f"{self.date:%d-%m-%Y}: {self.count}"


def count_view(key: UUID, day: date) -> None:
    """Count one view; two that come at the same moment are both counted."""
    views = ArticleViews.objects.filter(translation_key=key, date=day)
    if views.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            ArticleViews.objects.create(translation_key=key, date=day, count=1)
    except IntegrityError:
        # Another one was the first of the day at this very moment.
        views.update(count=F("count") + 1)


def views_before(keys: Iterable[UUID], day: date) -> dict[UUID, int]:
    """Map the translation keys of articles to how often each was read before ``day``; one query."""
    rows = ArticleViews.objects.filter(translation_key__in=list(keys), date__lt=day)
    return dict(rows.order_by().values_list("translation_key").annotate(number=Sum("count")))


def dress_with_views(articles: list) -> None:
    """Give each article its ``views``, those of today left out; one query, however many.

    So a page is the same all day, and can be kept by caches until midnight.
    """
    found = views_before({row.translation_key for row in articles}, timezone.localdate())
    for article in articles:
        article.views = found.get(article.translation_key, 0)


def is_of_staff(request) -> bool:
    """Whether somebody may be logged in: no reader has a cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def report_url(article, request) -> str:
    """Where the browser of a reader reports a view; empty for editors and in previews."""
    if is_of_staff(request) or getattr(request, "is_preview", False):
        return ""
    return reverse("article_view", args=[article.translation_key])


def is_robot(request) -> bool:
    """Whether a visitor says, or lets us see, that it is no person."""
    agent = request.headers.get("User-Agent", "")
    return not agent or bool(ROBOTS.search(agent))


@csrf_exempt
@require_POST
def report(request, key: UUID):
    """Take the report of a view; the answer is the same whether it counts or not.

    Without the token against forgery, which needs a cookie: a page that comes out of a cache has
    neither.
    """
    from blog.models import ArticlePage

    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if (
        is_ours
        and not is_of_staff(request)
        and not is_robot(request)
        and ArticlePage.objects.live().filter(translation_key=key).exists()
    ):
        count_view(key, timezone.localdate())
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
