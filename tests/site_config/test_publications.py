"""What renews the mark of what is published: anything but a listed few, once it is through."""

import subprocess
import sys
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from blog import article_views
from blog.models import ArticlePage
from events import places
from events.models import CalendarEntry, Edition, Location
from home import caching, generation
from home.caching import OFFER, Offer, next_change
from home.generation import CacheMark, FileMark
from home.models import SiteRendition, SiteSettings
from site_config import publications
from tests.conftest import NOW
from tests.factories import (
    ArticlePageFactory,
    LocationFactory,
    PersonFactory,
    SiteImageFactory,
    copy_in_english,
    make_edition,
    make_training,
)

pytestmark = pytest.mark.indexed

UNSEEN = publications.UNSEEN


@pytest.fixture
def renewals(monkeypatch):
    """How often the mark was renewed."""
    found = SimpleNamespace(count=0)

    def renew():
        found.count += 1

    monkeypatch.setattr(generation, "renew", renew)
    return found


@pytest.fixture
def renews(renewals, django_capture_on_commit_callbacks):
    """Whether doing something renews the mark, when it is through."""

    def does(act) -> bool:
        before = renewals.count
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            act()
            assert renewals.count == before, "before the transaction was through"
        assert callbacks is not None
        return renewals.count > before

    return does


class TestEveryModel:
    def test_renews_when_saved_and_when_deleted_unless_it_is_listed(self):
        for model in apps.get_models(include_auto_created=True):
            label = model._meta.label
            for signal in (post_save, post_delete, m2m_changed):
                ours = [
                    receiver
                    for receiver in signal._live_receivers(model)[0]
                    if receiver in (publications.saved, publications.changed)
                ]
                assert len(ours) == (label not in UNSEEN), label

    def test_that_is_listed_exists(self):
        # One of the two indexes is there, according to the database.
        index = {"wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"}
        there = {model._meta.label for model in apps.get_models(include_auto_created=True)}
        assert UNSEEN - index <= there
        assert index & there

    def test_that_is_not_listed_is_known_to_these_tests(self):
        """Whoever adds one decides whether readers may see it: if visitors can write it, mind."""
        there = {model._meta.label for model in apps.get_models(include_auto_created=True)}
        assert there - UNSEEN == {
            "auth.Group",
            "auth.Group_permissions",
            "auth.Permission",
            "blog.ArticlePage",
            "blog.ArticleTag",
            "blog.BlogIndexPage",
            "blog.Tag",
            "contenttypes.ContentType",
            "events.Edition",
            "events.Enrolment",
            "events.EnrolmentSettings",
            "events.Letter",
            "events.Location",
            "events.RemovedDay",
            "events.Session",
            "events.TrainingIndexPage",
            "events.TrainingPage",
            "events.TrainingTrainer",
            "home.Category",
            "home.HomePage",
            "home.Person",
            "home.ReviewSettings",
            "home.SiteImage",
            "home.SiteRendition",
            "home.SiteSettings",
            "home.StandardPage",
            "home.User_groups",
            "home.User_user_permissions",
            "taggit.Tag",
            "taggit.TaggedItem",
            "wagtail_localize.LocaleSynchronization",
            "wagtailadmin.Admin",
            "wagtailcore.APIToken",
            "wagtailcore.Collection",
            "wagtailcore.CollectionViewRestriction",
            "wagtailcore.CollectionViewRestriction_groups",
            "wagtailcore.GroupApprovalTask",
            "wagtailcore.GroupApprovalTask_groups",
            "wagtailcore.GroupCollectionPermission",
            "wagtailcore.GroupPagePermission",
            "wagtailcore.GroupSitePermission",
            "wagtailcore.Locale",
            "wagtailcore.Page",
            "wagtailcore.PageViewRestriction",
            "wagtailcore.PageViewRestriction_groups",
            "wagtailcore.Site",
            "wagtailcore.Task",
            "wagtailcore.Workflow",
            "wagtailcore.WorkflowContentType",
            "wagtailcore.WorkflowPage",
            "wagtailcore.WorkflowTask",
            "wagtaildocs.Document",
            "wagtailembeds.Embed",
            "wagtailimages.Image",
            "wagtailimages.Rendition",
            "wagtailredirects.Redirect",
            "wagtailsearchpromotions.SearchPromotion",
        }


class TestPublishing:
    def test_renews_the_mark(self, site, renews):
        training = make_training(site, default_location=LocationFactory())
        person, article = PersonFactory(), ArticlePageFactory(parent=site.blog)
        picture = SiteImageFactory()
        rendition = picture.get_rendition("width-20")
        acts = [
            lambda: article.save_revision().publish(),
            lambda: copy_in_english(article, title="Eight", slug="eight"),
            lambda: person.save_revision().publish(),
            lambda: make_edition(training, date(2027, 2, 1)),
            lambda: Location.objects.get().save_revision().publish(),
            lambda: SiteSettings.for_site(Site.objects.get()).save(),
            lambda: Site.objects.get().save(),
            lambda: picture.save(),
            lambda: rendition.delete(),
            lambda: article.tags.add("luisteren"),
            lambda: article.save(),
            lambda: article.move(site.home, pos="last-child"),
            lambda: article.unpublish(),
            lambda: article.delete(),
            lambda: PageViewRestriction.objects.create(page=training, restriction_type="login"),
            lambda: PageViewRestriction.objects.all().delete(),
        ]
        for number, act in enumerate(acts):
            assert renews(act), number

    def test_of_what_was_scheduled_does_too(self, site, renews, time_machine):
        article = ArticlePageFactory(parent=site.blog, live=False)
        article.go_live_at = NOW + timedelta(hours=1)
        article.save_revision().publish()
        time_machine.move_to(NOW + timedelta(hours=2))
        assert renews(lambda: call_command("publish_scheduled"))
        assert ArticlePage.objects.get(pk=article.pk).live

    def test_nothing_scheduled_does_not(self, site, renews):
        assert not renews(lambda: call_command("publish_scheduled"))

    def test_a_place_that_is_taken_and_one_that_comes_free_does(self, site, renews):
        training = make_training(site)
        edition = make_edition(training, date(2027, 2, 1), capacity=4)
        details = {"name": "Anna", "email": "anna@example.com", "language": "nl"}
        assert renews(lambda: places.add(edition.pk, details, now=NOW))
        enrolment = edition.enrolments.get()
        assert renews(lambda: places.withdraw(enrolment.pk, now=NOW))

    def test_a_migration_does(self, db, renews):
        assert renews(lambda: call_command("migrate", verbosity=0))


class TestDrafts:
    def test_of_pages_and_snippets_do_not(self, site, renews):
        training = make_training(site)
        edition = make_edition(training, date(2027, 2, 1))
        for thing in (training, edition, PersonFactory(), Page.objects.get(pk=site.blog.pk)):
            thing = thing.specific if isinstance(thing, Page) else thing
            thing.title = thing.name = "Anders"
            assert not renews(lambda thing=thing: thing.save_revision()), thing


class TestReading:
    def test_does_not(self, client, site, renews):
        """Neither drawing a picture for a page, nor counting who reads, nor telling calendars."""
        training = make_training(site, cover=SiteImageFactory())
        make_edition(training, date(2027, 2, 1))
        article = ArticlePageFactory(parent=site.blog, slug="acht", cover=SiteImageFactory())
        client.get("/")
        assert not renews(lambda: client.get("/blog/acht/"))
        assert not renews(lambda: client.get("/trainingen/hulp-vragen/"))
        assert not renews(lambda: client.get("/trainingen/agenda.ics"))
        assert SiteRendition.objects.exists()
        assert not renews(lambda: client.get("/zoeken/?q=vragen"))
        assert not renews(
            lambda: article_views.count_view(article.translation_key, date(2026, 11, 24))
        )

    def test_logging_in_does_not_nor_failing_to(self, client, owner, site, renews):
        # Whoever reads first makes the row of the settings.
        client.get("/admin/login/")
        form = {"username": owner.email, "password": "geraden"}
        assert not renews(lambda: client.post("/admin/login/", form))
        assert not renews(lambda: client.post("/admin/login/", {**form, "password": "geheim"}))


class TestWhenItIsThrough:
    def test_a_transaction_that_is_taken_back_renews_nothing(self, site, renews):
        def taken_back():
            with transaction.atomic():
                site.home.save()
                transaction.set_rollback(True)

        assert not renews(taken_back)

    def test_a_fault_in_renewing_takes_nothing_back(self, db):
        generation.published()
        _savepoints, function, is_robust = connection.run_on_commit[-1]
        assert (function, is_robust) == (generation.renew, True)


class TestAMarkInAFile:
    def test_is_the_same_until_it_is_renewed_and_never_comes_back(self, tmp_path):
        mark = FileMark(tmp_path / "generation")
        seen = {mark.now()}
        assert mark.now() in seen
        for _time in range(1000):
            mark.renew()
            assert mark.now() not in seen
            seen.add(mark.now())

    def test_is_seen_by_other_processes_at_once(self, tmp_path):
        """Also by those that a server made of itself, and that never opened the file again."""
        path = tmp_path / "generation"
        mark, other = FileMark(path), FileMark(path)
        before = mark.now()
        assert other.now() == before
        renew = (
            "import sys; from pathlib import Path; from home.generation import FileMark;"
            "mark = FileMark(Path(sys.argv[1])); mark.renew(); print(mark.now().hex())"
        )
        ran = subprocess.run(
            [sys.executable, "-c", renew, str(path)], capture_output=True, text=True, check=True
        )
        assert mark.now() == other.now() == bytes.fromhex(ran.stdout) != before

    def test_outlives_the_process(self, tmp_path):
        mark = FileMark(tmp_path / "generation")
        mark.renew()
        assert FileMark(tmp_path / "generation").now() == mark.now()


class Cache(dict):
    """A cache that processes share, and that may be away."""

    away, asked = False, 0

    def get(self, key):
        self._reach()
        return super().get(key)

    def set(self, key, value, timeout):
        self._reach()
        assert timeout is None
        self[key] = value

    def add(self, key, value, timeout):
        self._reach()
        return self.setdefault(key, value) is value

    def _reach(self):
        self.asked += 1
        if self.away:
            raise ConnectionError("redis://:geheim@10.0.0.5")


class TestAMarkInACache:
    @pytest.fixture
    def cache(self):
        return Cache()

    @pytest.fixture
    def clock(self):
        return SimpleNamespace(now=0.0)

    @pytest.fixture
    def pair(self, cache, clock):
        return [CacheMark(cache, lambda: clock.now) for _process in range(2)]

    def test_is_seen_by_all(self, pair):
        one, other = pair
        before = one.now()
        assert other.now() == before
        other.renew()
        assert one.now() == other.now() != before

    def test_that_the_cache_has_lost_is_another(self, pair, cache):
        one, other = pair
        before = one.now()
        cache.clear()
        assert one.now() == other.now() != before

    def test_is_known_to_nobody_while_the_cache_is_away(self, pair, cache, clock, caplog):
        one, _other = pair
        one.now()
        cache.away, cache.asked = True, 0
        for _request in range(50):
            assert one.now() is None
        assert cache.asked == 1, "readers wait for it once in two seconds"
        clock.now += 59
        assert one.now() is None
        lines = [record.getMessage() for record in caplog.records]
        assert lines == ["The cache is away, pages are drawn each time: ConnectionError."]
        clock.now += 2
        assert one.now() is None
        assert len(caplog.records) == 2
        assert "geheim" not in caplog.text

    def test_is_another_once_the_cache_is_back_with_an_old_one(self, pair, cache, clock):
        one, other = pair
        before = other.now()
        cache.away = True
        one.renew()
        cache.away = False
        clock.now += 3
        assert one.now() != before
        assert other.now() == one.now()

    def test_is_renewed_by_who_only_missed_the_cache(self, pair, cache, clock):
        """Who published meanwhile may have ended before it could say so."""
        one, _other = pair
        before = one.now()
        cache.away = True
        one.now()
        cache.away = False
        clock.now += 3
        assert one.now() not in (None, before)

    def test_lies_beside_what_others_keep(self, settings, tmp_path):
        shared = {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(tmp_path),
        }
        settings.CACHES = {"default": shared, "pages": {**shared, "KEY_PREFIX": "pages"}}
        mark = generation.the_mark.__wrapped__()
        assert isinstance(mark, CacheMark)
        mark.renew()
        assert len(mark.now()) == generation.LENGTH
        assert caches["default"].get(generation.KEY) is None


def amsterdam(*when):
    return timezone.make_aware(datetime(*when))


class TestTheNextMoment:
    def test_is_midnight_at_the_practice(self, db):
        assert next_change(NOW) == amsterdam(2026, 11, 25)
        assert next_change(amsterdam(2026, 11, 25)) == amsterdam(2026, 11, 26)
        # The day on which summer time begins has 23 hours.
        assert next_change(amsterdam(2027, 3, 28)) == amsterdam(2027, 3, 29)

    def test_is_when_a_day_begins_and_when_it_ends(self, site):
        make_edition(make_training(site), date(2026, 11, 24))
        assert next_change(NOW) == amsterdam(2026, 11, 24, 9, 30)
        assert next_change(amsterdam(2026, 11, 24, 9, 30)) == amsterdam(2026, 11, 24, 16, 30)
        assert next_change(amsterdam(2026, 11, 24, 16, 30)) == amsterdam(2026, 11, 25)

    def test_is_when_calendars_stop_to_tell_of_a_day(self, site, client):
        edition = make_edition(make_training(site), date(2026, 11, 24))
        client.get("/trainingen/agenda.ics")
        entry = CalendarEntry.objects.first()
        assert entry.edition_id == edition.pk
        day = amsterdam(2027, 11, 24)
        assert next_change(day) == entry.told_until == amsterdam(2027, 11, 24, 16, 30)

    def test_is_asked_for_once_for_all_pages(self, client, site, django_assert_num_queries):
        make_edition(make_training(site), date(2026, 11, 24))
        offer = Offer(b"mark-one", NOW)
        client.get("/", **{OFFER: offer})
        assert (offer.query, offer.until) == ("", amsterdam(2026, 11, 24, 9, 30))
        with django_assert_num_queries(0):
            assert caching.until_after(b"mark-one", NOW) == offer.until
        Edition.objects.all().delete()
        assert caching.until_after(b"mark-two", NOW) == amsterdam(2026, 11, 25)
        later = amsterdam(2026, 11, 25)
        assert caching.until_after(b"mark-two", later) == amsterdam(2026, 11, 26)


class TestOffers:
    """Which answers of the site may be kept."""

    @pytest.fixture
    def content(self, site):
        training = make_training(site)
        make_edition(training, date(2027, 2, 1))
        make_edition(training, date(2027, 3, 1))
        copy_in_english(ArticlePageFactory(parent=site.blog, slug="acht"), title="E", slug="eight")

    def offered(self, client, path, **options):
        offer = Offer(b"mark", NOW)
        response = client.get(path, **{OFFER: offer}, **options)
        return offer.query, response

    def test_are_taken_up_by_pages_feeds_and_calendars(self, client, content):
        for path in (
            "/",
            "/en/",
            "/blog/",
            "/blog/acht/",
            "/en/blog/eight/",
            "/trainingen/",
            "/trainingen/data/",
            "/trainingen/maand/2027-02/",
            "/trainingen/hulp-vragen/",
            "/blog/atom.xml",
            "/en/blog/rss.xml",
            "/trainingen/agenda.ics",
            "/trainingen/hulp-vragen/agenda.ics",
            "/trainingen/hulp-vragen/2027-02-01.ics",
            "/trainingen/hulp-vragen/2027-02-01/dag-1.ics",
            "/sitemap.xml",
            "/robots.txt",
            "/site.webmanifest",
        ):
            query, response = self.offered(client, path)
            assert response.status_code == 200, path
            assert query == "", path
            assert "public" in response["Cache-Control"], path
            assert "nonce" not in response.get("Content-Security-Policy", "")
            # The layer in front compresses once for all.
            query, response = self.offered(client, path, headers={"accept-encoding": "gzip"})
            assert path.endswith(".ics") or "Content-Encoding" not in response, path

    def test_are_not_taken_up_by_forms_search_and_what_is_not_there(self, client, content):
        for path in (
            "/trainingen/hulp-vragen/2027-02-01/aanmelden/",
            "/trainingen/hulp-vragen/2027-02-01/aanmelden/gelukt/",
            "/trainingen/hulp-vragen/op-de-hoogte/",
            "/zoeken/",
            "/zoeken/?q=vragen",
            "/bestaat-niet/",
            "/aanmelding/niets/",
            "/admin/login/",
            "/en",
        ):
            query, _response = self.offered(client, path)
            assert query is None, path

    def test_are_not_taken_up_for_who_may_be_logged_in(self, admin, content):
        for path in ("/", "/blog/atom.xml", "/trainingen/agenda.ics", "/sitemap.xml"):
            assert self.offered(admin, path)[0] is None, path

    def test_are_not_taken_up_by_what_asks_for_a_password(self, client, site, content):
        PageViewRestriction.objects.create(
            page=site.blog, restriction_type="password", password="geheim"
        )
        for path in ("/blog/", "/blog/acht/", "/blog/atom.xml"):
            query, response = self.offered(client, path)
            assert query is None or "public" not in response["Cache-Control"], path

    def test_name_the_query_as_the_page_writes_it(self, client, site, content):
        for path, query in [
            ("/blog/?page=1", ""),
            ("/blog/?utm_source=brief", ""),
            ("/trainingen/?month=2027-02", "month=2027-02"),
            ("/trainingen/?free=&month=2027-02", "month=2027-02"),
            ("/trainingen/?month=1999-01", None),
            ("/trainingen/data/?month=2027-02", ""),
            ("/trainingen/agenda.ics?x=1", ""),
            ("/blog/atom.xml?page=2", ""),
        ]:
            assert self.offered(client, path)[0] == query, path

    def test_are_not_made_to_previews(self, admin, site):
        from django.urls import reverse

        offer = Offer(b"mark", NOW)
        admin.get(reverse("wagtailadmin_pages:view_draft", args=[site.blog.pk]), **{OFFER: offer})
        assert offer.query is None
