"""Every page asks the database a fixed number of questions, however much there is."""

import traceback
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.template import base
from django.test.utils import CaptureQueriesContext

from blog.models import ArticlePage, Tag
from events.models import TrainingPage
from home.models import StandardPage
from tests.factories import (
    ALT,
    ArticlePageFactory,
    CategoryFactory,
    LocationFactory,
    PersonFactory,
    SiteImageFactory,
    StandardPageFactory,
    copy_in_english,
    make_edition,
    make_training,
    translate,
)

pytestmark = [pytest.mark.indexed, pytest.mark.once]

# Dutch address, English address, queries of each.
QUERIES = [
    ("/", "/en/", 21, 22),
    # One of them for the sizes of its pictures.
    ("/over-ons/", "/en/about-us/", 19, 20),
    ("/blog/", "/en/blog/", 20, 21),
    ("/blog/?page=1&category=luisteren", "/en/blog/?category=luisteren", 20, 21),
    # One of them for the sizes of its pictures, one for the trainings on its subject, five for what
    # is near it: which pages are private, the articles before and after, those that are like it,
    # and their pictures.
    ("/blog/artikel-1/", "/en/blog/article-1/", 49, 52),
    # Four of them for what it can be narrowed by: the subjects, and the months and the places that
    # are to come.
    ("/trainingen/", "/en/trainings/", 28, 30),
    ("/trainingen/maand/", "/en/trainings/month/", 18, 19),
    ("/trainingen/maand/2027-01/", "/en/trainings/month/2027-01/", 20, 21),
    ("/trainingen/data/", "/en/trainings/dates/", 18, 19),
    # One of them for the editions that are over, seven for the articles that go with it, seven, in
    # English eight, for the cards of other trainings.
    ("/trainingen/training-1/", "/en/trainings/training-1/", 36, 39),
    ("/bestaat-niet/", "/en/nowhere/", 20, 21),
    ("/zoeken/?q=training", "/en/search/?q=course", 18, 19),
    # One for both languages.
    ("/sitemap.xml", "/sitemap.xml", 5, 5),
    ("/trainingen/agenda.ics", "/en/trainings/agenda.ics", 14, 15),
    ("/trainingen/training-1/agenda.ics", "/en/trainings/training-1/agenda.ics", 16, 17),
    (
        "/trainingen/locatie/de-lindehof/agenda.ics",
        "/en/trainings/location/de-lindehof/agenda.ics",
        16,
        17,
    ),
    (
        "/trainingen/trainer/marit-hoekstra/agenda.ics",
        "/en/trainings/trainer/marit-hoekstra/agenda.ics",
        16,
        17,
    ),
]
DRAWING = base.__file__
FIRST_DAY = date(2027, 1, 4)


class Practice:
    """A site that grows: trainings with a cover and editions, articles that show trainings."""

    def __init__(self, site):
        self.site = site
        self.cover = SiteImageFactory()
        self.place, self.person = LocationFactory(), PersonFactory(photo=SiteImageFactory())
        self.category = CategoryFactory()
        for thing in (self.place, self.person, self.category):
            thing.save_revision().publish()
            translate(thing, {})
        about = StandardPageFactory(parent=site.home, title="Over ons", slug="over-ons")
        about.cover, about.cover_alt = SiteImageFactory(), ALT
        about.body = self.body(about)
        about.save_revision().publish()
        copy_in_english(StandardPage.objects.get(pk=about.pk), title="About us", slug="about-us")
        self.trainings, self.editions, self.articles = [], 0, 0

    @staticmethod
    def body(page):
        """A body with links and a picture."""
        link = f'<p><a linktype="page" id="{page.pk}">Lees</a></p>'
        picture = {"image": SiteImageFactory().pk, "alt_text": ALT, "decorative": False}
        return [
            {"type": "text", "value": link},
            {"type": "text", "value": link},
            {"type": "image", "value": {"image": picture, "caption": ""}},
        ]

    def add_trainings(self, count):
        """Plan ``count`` trainings more, each in both languages."""
        for _time in range(count):
            number = len(self.trainings) + 1
            training = make_training(
                self.site,
                english=False,
                person=self.person,
                default_location=self.place,
                title=f"Training {number}",
                slug=f"training-{number}",
                cover=SiteImageFactory(),
                cover_alt=ALT,
                category=self.category,
            )
            copy_in_english(training, title=f"Course {number}")
            self.trainings.append(TrainingPage.objects.get(pk=training.pk))

    def add_editions(self, count):
        """Plan ``count`` editions more, of all trainings by turns."""
        for _time in range(count):
            first = FIRST_DAY + timedelta(days=self.editions)
            training = self.trainings[self.editions % len(self.trainings)]
            make_edition(training, first, first + timedelta(weeks=1))
            self.editions += 1

    def add_articles(self, count):
        """Write ``count`` articles more in each language."""
        for _time in range(count):
            self.articles += 1
            for blog, word in ((self.site.blog, "artikel"), (self.site.blog_en, "article")):
                ArticlePageFactory(
                    parent=blog,
                    locale=blog.locale,
                    title=f"{word.capitalize()} {self.articles}",
                    slug=f"{word}-{self.articles}",
                    date=date(2026, 1, 1) + timedelta(days=self.articles),
                    author=self.person,
                    category=self.category,
                    cover=self.cover,
                    cover_alt=ALT,
                )

    def show_trainings(self):
        """Let the first article show three trainings, those that come, and a related one."""
        for article in ArticlePage.objects.filter(slug__in=["artikel-1", "article-1"]):
            article.body = [
                *self.body(article),
                *(
                    {"type": "training_card", "value": {"training": training.pk}}
                    for training in self.trainings[:3]
                ),
                {"type": "coming_trainings", "value": {"title": "Binnenkort", "count": 3}},
            ]
            article.related_training = self.trainings[3]
            article.tags.add(Tag.objects.get_or_create(name="werk", name_en="work")[0])
            article.save_revision().publish()


@pytest.fixture
def practice(site, time_machine):
    """A practice with 4 trainings, 8 editions and 8 articles."""
    time_machine.move_to("2026-11-24 09:00 +0100")
    practice = Practice(site)
    practice.add_trainings(4)
    practice.add_editions(8)
    practice.add_articles(8)
    practice.show_trainings()
    return practice


def count(client, path):
    """The queries of the second request of a page; the first makes pictures in their sizes."""
    expected = 404 if path in ("/bestaat-niet/", "/en/nowhere/") else 200
    assert client.get(path).status_code == expected, path
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == expected
    return len(queries)


def measure(client):
    """The table of queries as it is now."""
    return [
        (dutch, english, count(client, dutch), count(client, english))
        for dutch, english, _nl, _en in QUERIES
    ]


def test_the_number_of_queries_is_that_of_the_table_and_does_not_grow(client, practice):
    assert measure(client) == QUERIES
    practice.add_trainings(16)
    practice.add_editions(72)
    practice.add_articles(72)
    assert measure(client) == QUERIES


# Where a template may set off a query: our tags, the blocks' own contexts, the frame of each page.
MAY_ASK = ("/templatetags/", "/blocks.py", "/rich_text_features.py", "/context_processors.py")


def test_templates_ask_nothing_but_through_these(client, practice, monkeypatch):
    asked, execute = [], CursorWrapper.execute

    def watch(self, sql, params=None):
        frames = [frame.filename for frame in traceback.extract_stack()]
        if DRAWING in frames:
            below = frames[len(frames) - frames[::-1].index(DRAWING) :]
            if not any(name.endswith(MAY_ASK) or MAY_ASK[0] in name for name in below):
                asked.append(sql[:200])
        return execute(self, sql, params)

    paths = [path for dutch, english, _nl, _en in QUERIES for path in (dutch, english)]
    for path in paths:
        client.get(path)
    monkeypatch.setattr(CursorWrapper, "execute", watch)
    for path in paths:
        client.get(path)
        assert asked == [], path
