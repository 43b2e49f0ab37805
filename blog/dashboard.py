"""Articles on the dashboard: writing one, what is read, and cards of trainings without dates."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext
from wagtail.permissions import policy_registry

from blog.article_views import ArticleViews
from blog.models import ArticlePage, BlogIndexPage
from events.models import Edition, TrainingPage
from home.dashboard import Button, Need, Needs, register_buttons, register_needs
from home.dashboard_panels import DashboardPanel
from home.needs import changeable_pages

DAYS = 30
TOP = 5
# The chart, in units of its own: a bar for each day, with room between them.
STEP, BAR, TALL = 10, 7, 100


def own_articles(user):
    """The articles in the source language that somebody may change."""
    return changeable_pages(user).filter(
        pk__in=ArticlePage.objects.values("pk"), locale__language_code=settings.LANGUAGE_CODE
    )


@register_buttons(order=10)
def write_button(user):
    """The way to a new article."""
    policy = policy_registry.get_by_type(BlogIndexPage)
    lists = policy.instances_user_has_permission_for(user, "add").filter(
        pk__in=BlogIndexPage.objects.values("pk"), locale__language_code=settings.LANGUAGE_CODE
    )
    if index := lists.order_by("path").first():
        yield Button(
            gettext("Write an article"),
            gettext("Begin with the text; the picture may come later."),
            reverse("wagtailadmin_pages:add", args=["blog", "articlepage", index.pk]),
            "edit",
        )


@register_needs(order=50)
def cards_without_dates(user, now):
    """Published articles that recommend a training of which no edition comes."""
    articles = ArticlePage.objects.live().filter(pk__in=own_articles(user).values("pk"))
    # What is in a body is read as it is stored: to make blocks of it would cost more.
    shown = {
        article: _trainings_of(article)
        for article in articles.only("title", "draft_title", "body", "related_training")
    }
    trainings = TrainingPage.objects.in_bulk({pk for pks in shown.values() for pk in pks})
    coming = set(
        Edition.objects.published().open(now).values_list("training__translation_key", flat=True)
    )
    items = []
    for article, pks in shown.items():
        titles = [
            trainings[pk].title
            for pk in pks
            if pk in trainings and trainings[pk].translation_key not in coming
        ]
        if titles:
            words = ngettext(
                "It recommends %(trainings)s, which has no coming dates. Plan an edition, or "
                "choose another training.",
                "It recommends %(trainings)s, which have no coming dates. Plan an edition, or "
                "choose other trainings.",
                len(titles),
            )
            items.append(
                Need(
                    article.title,
                    words % {"trainings": ", ".join(f"“{title}”" for title in titles)},
                    reverse("wagtailadmin_pages:edit", args=[article.pk]),
                )
            )
    items.sort(key=lambda need: need.title.casefold())
    yield Needs(gettext("Articles with a training without dates"), items, icon="link")


def _trainings_of(article) -> list[int]:
    """The numbers of the trainings that an article shows: by cards in the text, and below it."""
    found = [
        block["value"].get("training")
        for block in article.body.raw_data
        if block["type"] == "training_card"
    ]
    return list(dict.fromkeys(pk for pk in [*found, article.related_training_id] if pk))


class ReadPanel(DashboardPanel):
    """What was read in the past month: each day in a chart, and the articles read most."""

    name = "read"
    template_name = "admin/dashboard/read_panel.html"
    order = 40

    def get_context_data(self, parent_context):
        last = timezone.localdate()
        first = last - timedelta(days=DAYS - 1)
        counts = dict(
            ArticleViews.objects.filter(date__range=(first - timedelta(days=DAYS), last))
            .order_by()
            .values_list("date")
            .annotate(number=Sum("count"))
        )
        days = [
            {"date": day, "count": counts.get(day, 0)}
            for day in (first + timedelta(days=number) for number in range(DAYS))
        ]
        total = sum(day["count"] for day in days)
        # The days before are only compared with.
        before = sum(number for day, number in counts.items() if day < first)
        return {
            "first": first,
            "last": last,
            "days": days,
            "total": total,
            "comparison": _comparison(total, before),
            "chart": _chart(days),
            "top": _top(parent_context["request"].user, first, last),
        }


def _views(number: int) -> str:
    words = ngettext("%(number)s view", "%(number)s views", number)
    return words % {"number": number_format(number, force_grouping=True)}


def _comparison(total: int, before: int) -> str:
    """Whether that is more or less than in the days before; empty where there is nothing to say."""
    if not before:
        return ""
    percent = round(100 * (total - before) / before)
    if percent > 0:
        return gettext("That is %(percent)d%% more than in the %(days)d days before.") % {
            "percent": percent,
            "days": DAYS,
        }
    if percent < 0:
        return gettext("That is %(percent)d%% less than in the %(days)d days before.") % {
            "percent": -percent,
            "days": DAYS,
        }
    return gettext("That is as much as in the %(days)d days before.") % {"days": DAYS}


def _chart(days) -> dict:
    """The bars of the chart and the words for those who cannot see it; whole numbers throughout."""
    highest = max(days, key=lambda day: day["count"])
    bars = []
    for number, day in enumerate(days):
        height = round(TALL * day["count"] / highest["count"]) if highest["count"] else 0
        # A single view can be seen too.
        height = max(height, 2) if day["count"] else 0
        bars.append(
            {
                "x": number * STEP,
                "y": TALL - height,
                "width": BAR,
                "height": height,
                "is_highest": day is highest,
                "words": f"{date_format(day['date'], 'j F')}: {_views(day['count'])}",
            }
        )
    return {
        "bars": bars,
        "width": len(days) * STEP - (STEP - BAR),
        "height": TALL + 1,
        "ground": TALL,
        "words": gettext("Most on %(day)s: %(views)s.")
        % {
            "day": date_format(highest["date"], "l j F"),
            "views": _views(highest["count"]),
        },
    }


def _top(user, first, last) -> list[dict]:
    """The articles that were read most, as far as somebody may change them."""
    pages = {page.translation_key: page for page in own_articles(user)}
    rows = (
        ArticleViews.objects.filter(date__range=(first, last), translation_key__in=pages.keys())
        .order_by()
        .values_list("translation_key")
        .annotate(number=Sum("count"))
        .order_by("-number", "translation_key")[:TOP]
    )
    return [
        {
            "title": pages[key].title,
            "url": reverse("wagtailadmin_pages:edit", args=[pages[key].pk]),
            "words": _views(number),
        }
        for key, number in rows
    ]


def show_what_is_read(request, panels):
    """Add what is read, for who writes (``construct_homepage_panels``)."""
    if own_articles(request.user).exists():
        panels.append(ReadPanel())
