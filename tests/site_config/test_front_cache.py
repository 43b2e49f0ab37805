"""A cache in front of the site drops the pages that show what was published, and no sooner."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail.contrib.frontend_cache.backends import BaseBackend

from events import places
from site_config import front_cache, front_cache_settings
from tests.conftest import NOW
from tests.factories import ArticlePageFactory, copy_in_english, make_edition, make_training

pytestmark = pytest.mark.indexed

DROPPED = set()


class Recorder(BaseBackend):
    """A cache in front that notes what it is told to drop."""

    def purge(self, url):
        DROPPED.add(url.removeprefix("http://127.0.0.1:8000").removeprefix("http://localhost"))


@pytest.fixture
def drops(settings, monkeypatch, django_capture_on_commit_callbacks):
    """What the cache in front drops when something is done."""
    settings.WAGTAILFRONTENDCACHE = {"recorder": {"BACKEND": f"{__name__}.Recorder"}}
    settings.WAGTAILFRONTENDCACHE_LANGUAGES = []

    def does(act):
        DROPPED.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
            assert set() == DROPPED, "before the transaction was through"
        return set(DROPPED)

    return does


@pytest.fixture
def connected(drops):
    front_cache.connect()
    yield drops
    for signal in (
        front_cache.page_published,
        front_cache.page_unpublished,
        front_cache.post_page_move,
        front_cache.published,
        front_cache.unpublished,
    ):
        signal.disconnect(dispatch_uid="front-cache")
    for signal in (front_cache.post_save, front_cache.post_delete):
        signal.disconnect(sender=front_cache.Enrolment, dispatch_uid="front-cache-enrolment")
    front_cache.post_delete.disconnect(
        sender=front_cache.Edition, dispatch_uid="front-cache-edition"
    )


@pytest.fixture
def content(site):
    training = make_training(site)
    edition = make_edition(training, date(2027, 2, 1), capacity=4)
    article = ArticlePageFactory(parent=site.blog, slug="acht", related_training=training)
    copy_in_english(article, title="Eight", slug="eight")
    return training, edition, article


class TestPublishing:
    def test_an_article_drops_it_its_lists_and_feeds_in_both_languages(self, connected, content):
        _training, _edition, article = content
        assert connected(lambda: article.save_revision().publish()) >= {
            "/",
            "/en/",
            "/blog/",
            "/blog/acht/",
            "/blog/atom.xml",
            "/blog/rss.xml",
            "/en/blog/",
            "/en/blog/eight/",
            "/en/blog/atom.xml",
            "/sitemap.xml",
        }

    def test_an_edition_drops_its_training_calendars_and_what_has_its_card(
        self, connected, content
    ):
        _training, edition, _article = content
        dropped = connected(lambda: edition.save_revision().publish())
        assert dropped >= {
            "/",
            "/trainingen/",
            "/trainingen/agenda.ics",
            "/trainingen/hulp-vragen/",
            "/trainingen/hulp-vragen/agenda.ics",
            "/trainingen/hulp-vragen/2027-02-01.ics",
            "/en/trainings/asking-for-help/",
            "/blog/acht/",
            "/en/blog/eight/",
        }

    def test_a_place_taken_does_too(self, connected, content):
        _training, edition, _article = content
        details = {"name": "Anna", "email": "anna@example.com", "language": "nl"}
        dropped = connected(lambda: places.add(edition.pk, details, now=NOW))
        assert {"/trainingen/hulp-vragen/", "/blog/acht/"} <= dropped

    def test_a_trainer_drops_the_trainings_and_the_articles_with_their_cards(
        self, connected, content
    ):
        training, _edition, _article = content
        person = training.training_trainers.get().person
        dropped = connected(lambda: person.save_revision().publish())
        assert {"/trainingen/hulp-vragen/", "/blog/acht/"} <= dropped

    def test_a_draft_drops_nothing(self, connected, content):
        assert connected(lambda: content[2].save_revision()) == set()


class TestSettings:
    def test_without_a_cache_in_front_nothing_is_asked(self, settings, db):
        settings.WAGTAILFRONTENDCACHE = None
        front_cache.connect()
        assert not any("front-cache" in str(key) for key, *_rest in front_cache.published.receivers)

    @pytest.mark.parametrize(
        ("kind", "options", "found"),
        [
            (
                "varnish",
                {"location": "http://127.0.0.1:6081"},
                {"LOCATION": "http://127.0.0.1:6081"},
            ),
            ("cloudflare", {"zone": "z", "token": "t"}, {"ZONEID": "z", "BEARER_TOKEN": "t"}),
            ("cloudfront", {"distribution": "d"}, {"DISTRIBUTION_ID": "d"}),
        ],
    )
    def test_each_kind_is_told_what_it_needs(self, kind, options, found):
        made = front_cache_settings.front_cache(kind, **options)[kind]
        backend = made.pop("BACKEND")
        assert made == found
        assert backend.startswith("wagtail.contrib.frontend_cache.backends.")

    @pytest.mark.parametrize("kind", ["varnish", "cloudflare", "cloudfront", "squid"])
    def test_what_lacks_is_said(self, kind):
        with pytest.raises(ImproperlyConfigured, match=kind):
            front_cache_settings.front_cache(kind)
