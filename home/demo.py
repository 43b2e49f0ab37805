"""The demo's part of this app: the practice, its subjects, people, pictures and standing pages."""

from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Site

from home.demo_content import CATEGORIES, DOCUMENT, HOME, PAGES, PEOPLE, PICTURES, PROMOTED, SITE
from home.demo_loading import Demo
from home.models import Category, HomePage, Person, SiteSettings, StandardPage


def load(demo: Demo) -> None:
    """Make pictures, people and pages; words are filled in once all pages are there."""
    for key, picture in PICTURES.items():
        demo.add_picture(key, picture["file"], picture["title"], picture["credit"])
    demo.add_document(DOCUMENT["key"], DOCUMENT["file"], DOCUMENT["title"])
    _settings(demo)
    for content in PEOPLE:
        _person(demo, content)
    for content in CATEGORIES:
        category = Category(slug=content["slug"].nl)
        category.name = demo.words_of(category).plain(content["name"])
        demo.slugs[category.translation_key] = content["slug"]
        demo.add_snippet(content["key"], category)
    home = HomePage.objects.get(locale=demo.dutch)
    demo.promise("home", home, None, lambda page, words: _fill_home(demo, page, words))
    for content in PAGES:
        demo.add_page(
            content["key"],
            demo.made[content["parent"]] if "parent" in content else home,
            StandardPage(title=content["title"].nl),
            content["slug"],
            lambda page, words, content=content: _fill_standard(demo, page, words, content),
        )
    for key, questions in PROMOTED.items():
        for words in sorted({words for each in questions for words in (each.nl, each.en)}):
            SearchPromotion.objects.create(query=Query.get(words), page=demo.made[key])


def _settings(demo):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    for name in (
        "organisation",
        "email",
        "phone",
        "street",
        "postal_code",
        "city",
        "chamber_of_commerce",
        "linkedin",
        "instagram",
    ):
        setattr(settings, name, SITE[name])
    settings.tagline_nl, settings.tagline_en = SITE["tagline"].nl, SITE["tagline"].en
    settings.footer_nl, settings.footer_en = SITE["footer"].nl, SITE["footer"].en
    settings.full_clean()
    settings.save()


def _person(demo, content):
    person = Person(name=content["name"], email=content["email"])
    words = demo.words_of(person)
    person.role = words.plain(content["role"])
    person.biography = words.html(content["biography"])
    person.photo = demo.made[content["photo"].key]
    demo.add_snippet(content["key"], person)


def fill_page(demo, page, words, content) -> None:
    """Give a page the words that all pages have."""
    page.title = page.draft_title = words.plain(content["title"])
    page.introduction = words.plain(content["introduction"])
    demo.set_cover(page, words, content.get("cover"))
    demo.stream(page, words, "body", content.get("body", []))


def _fill_home(demo, page, words):
    fill_page(demo, page, words, HOME)
    page.hero_title = words.plain(HOME["hero_title"])
    page.button = words.plain(HOME["button"])
    page.button_page = demo.made["trainingen"]


def _fill_standard(demo, page, words, content):
    fill_page(demo, page, words, content)
    page.show_in_menus = content.get("in_menus", True)
