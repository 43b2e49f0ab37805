"""The demo's part of this app: articles, their categories and tags."""

from datetime import timedelta

from django.utils import timezone

from blog.demo_content import ARTICLES, CATEGORIES, INDEX, TAGS
from blog.models import ArticlePage, BlogIndexPage, Category, Tag
from home.demo import fill_page
from home.demo_loading import Demo


def load(demo: Demo) -> None:
    """Make categories, tags and articles."""
    for content in CATEGORIES:
        category = Category(slug=content["slug"].nl)
        category.name = demo.words_of(category).plain(content["name"])
        demo.slugs[category.translation_key] = content["slug"]
        demo.add_snippet(content["key"], category)
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


def _fill(demo, page, words, content):
    fill_page(demo, page, words, content)
    page.author = demo.made[content["author"]]
    page.date = timezone.localdate() - timedelta(days=content["days_ago"])
    page.category = demo.made[content["category"]]
    page.tags.set([demo.made[key] for key in content["tags"]])
    if content["training"]:
        page.related_training = demo.made[content["training"]]
