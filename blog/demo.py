"""The demo's part of this app: articles, their tags, and their readers."""

import random
from datetime import date, timedelta

from django.utils import timezone

from blog.article_views import ArticleViews
from blog.demo_content import ARTICLES, INDEX, TAGS
from blog.models import ArticlePage, BlogIndexPage, Tag
from home.demo import fill_page
from home.demo_loading import Demo

THURSDAY = 3
VIEWS_OF_DAYS = 60
# How much is read on each day of the week: little in the weekend, most on Tuesday.
WEEK = (1.0, 1.25, 1.1, 1.0, 0.8, 0.45, 0.6)


def load(demo: Demo) -> None:
    """Make tags and articles."""
    demo.days["trial_evening"] = last_thursday(timezone.localdate() - timedelta(days=30))
    for content in TAGS:
        demo.made[content["key"]] = Tag.objects.create(name=content["nl"], name_en=content["en"])
    index = demo.add_page(
        "blog",
        demo.made["home"],
        BlogIndexPage(title=INDEX["title"].nl, show_in_menus=True),
        INDEX["slug"],
        lambda page, words: fill_page(demo, page, words, INDEX),
    )
    for content in ARTICLES:
        demo.add_page(
            content["key"],
            index,
            ArticlePage(title=content["title"].nl),
            content["slug"],
            lambda page, words, content=content: _fill(demo, page, words, content),
        )
    demo.to_finish.append(lambda: _views(demo))


def _fill(demo, page, words, content):
    fill_page(demo, page, words, content)
    page.author = demo.made[content["author"]]
    page.date = timezone.localdate() - timedelta(days=content["days_ago"])
    page.category = demo.made[content["category"]]
    page.tags.set([demo.made[key] for key in content["tags"]])
    if content["training"]:
        page.related_training = demo.made[content["training"]]


def last_thursday(day: date) -> date:
    """The Thursday on or before a day."""
    return day - timedelta(days=(day.weekday() - THURSDAY) % 7)


def _views(demo):
    """Let articles be read for some weeks: new ones a lot, some old ones for ever; always alike."""
    today, rows = timezone.localdate(), []
    for rank, content in enumerate(ARTICLES):
        chance = random.Random(content["key"])  # noqa: S311 - not for secrets # nosec B311
        usual = (9, 6, 14, 3, 5, 2, 8, 4)[rank % 8]
        for ago in range(VIEWS_OF_DAYS, -1, -1):
            day, age = today - timedelta(days=ago), content["days_ago"] - ago
            if age < 0:
                continue
            fresh = 40 * 0.6**age
            expected = (usual + fresh) * WEEK[day.weekday()]
            if count := max(0, round(chance.gauss(expected, expected / 4))):
                key = demo.made[content["key"]].translation_key
                rows.append(ArticleViews(translation_key=key, date=day, count=count))
    ArticleViews.objects.bulk_create(rows)
