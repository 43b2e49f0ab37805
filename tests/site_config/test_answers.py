"""What every answer carries: a strict policy, no cookie, the language of its path, no secret."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template import Context, Engine
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model

from home.blocks import BodyBlock
from tests.factories import (
    ArticlePageFactory,
    SiteImageFactory,
    StandardPageFactory,
    copy_in_english,
    make_edition,
    make_training,
)

pytestmark = pytest.mark.once

STRICT = {
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "frame-src https://www.youtube-nocookie.com https://player.vimeo.com",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
}
READERS_PAGES = [
    "/",
    "/en/",
    "/over-ons/",
    "/en/about-us/",
    "/blog/",
    "/en/blog/",
    "/blog/?page=1",
    "/blog/acht-redenen/",
    "/en/blog/eight-reasons/",
    "/trainingen/",
    "/en/trainings/",
    "/trainingen/hulp-vragen/",
    "/en/trainings/asking-for-help/",
]
CALENDARS = [
    "/trainingen/agenda.ics",
    "/en/trainings/agenda.ics",
    "/trainingen/hulp-vragen/agenda.ics",
    "/trainingen/hulp-vragen/2027-02-01.ics",
    "/en/trainings/asking-for-help/2027-02-01/day-1.ics",
]
NOT_THERE = ["/bestaat-niet/", "/en/nowhere/", "/weg.ics", "/en/weg.ics"]


@pytest.fixture
def about(site):
    """A page in both languages."""
    page = StandardPageFactory(parent=site.home, title="Over ons", slug="over-ons")
    copy_in_english(page, title="About us", slug="about-us")
    return page


@pytest.fixture
def training(site, time_machine):
    """A training with an edition of two days to come."""
    time_machine.move_to("2026-11-24 09:00 +0100")
    training = make_training(site)
    make_edition(training, date(2027, 2, 1), date(2027, 2, 8))
    return training


@pytest.fixture
def content(site, about, training):
    """A page of each kind, in both languages."""
    article = ArticlePageFactory(parent=site.blog, slug="acht-redenen", related_training=training)
    copy_in_english(article, title="Eight reasons", slug="eight-reasons")


def policy(response):
    """The directives of an answer's policy."""
    return set(response["Content-Security-Policy"].split("; "))


class TestReaders:
    def test_get_no_cookie_and_one_answer_for_all(self, client, content):
        for path in READERS_PAGES + CALENDARS + NOT_THERE:
            response = client.get(path)
            assert response.status_code == (404 if path in NOT_THERE else 200), path
            assert response.cookies == {}, path
            vary = response.get("Vary", "").lower()
            assert "cookie" not in vary, path
            assert "accept-language" not in vary, path

    def test_get_the_strict_policy(self, client, content):
        for path in READERS_PAGES + CALENDARS + NOT_THERE:
            response = client.get(path)
            assert policy(response) == STRICT, path
            assert "unsafe" not in response["Content-Security-Policy"], path

    def test_cannot_be_framed_sniffed_or_followed(self, client, content):
        for path in READERS_PAGES + CALENDARS + NOT_THERE:
            response = client.get(path)
            assert response["X-Frame-Options"] == "DENY", path
            assert response["X-Content-Type-Options"] == "nosniff", path
            assert response["Referrer-Policy"] == "strict-origin-when-cross-origin", path
            assert response["Cross-Origin-Opener-Policy"] == "same-origin", path

    def test_are_not_mixed_with_those_who_are_logged_in(self, admin, site):
        response = admin.get("/")
        assert "Cookie" in response["Vary"]
        assert "wagtail-userbar" in response.content.decode()

    def test_are_not_offered_the_admin(self, client, site):
        html = client.get("/").content.decode()
        assert "wagtail-userbar" not in html
        assert "/admin/" not in html


class TestLanguage:
    @pytest.mark.parametrize(
        ("path", "language"),
        [
            ("/", "nl"),
            ("/en/", "en"),
            ("/over-ons/", "nl"),
            ("/en/about-us/", "en"),
            ("/bestaat-niet/", "nl"),
            ("/en/nowhere/", "en"),
        ],
    )
    def test_is_that_of_the_path_whatever_the_browser_asks_for(self, client, about, path, language):
        client.cookies["django_language"] = "en" if language == "nl" else "nl"
        for wanted in ("", "en", "nl", "de, en;q=0.5"):
            response = client.get(path, headers={"accept-language": wanted})
            assert response["Content-Language"] == language
            assert f'<html lang="{language}">' in response.content.decode()

    def test_dutch_has_no_prefix(self, client, site):
        assert client.get("/nl/").status_code == 404

    @pytest.mark.parametrize(
        ("path", "to"), [("/en", "/en/"), ("/over-ons", "/over-ons/"), ("/blog", "/blog/")]
    )
    def test_a_missing_slash_is_added(self, client, about, path, to):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, to)
        assert policy(response) == STRICT
        assert response.cookies == {}

    def test_a_page_that_is_not_there_offers_ways_on_in_its_language(self, client, training):
        dutch = client.get("/bestaat-niet/").content.decode()
        assert '<a class="button button--quiet" href="/">' in dutch
        assert "Hulp vragen kun je leren" in dutch
        english = client.get("/en/nowhere/").content.decode()
        assert "This page isn’t here" in english
        assert "Asking for help can be learned" in english
        assert "Hulp vragen" not in english

    def test_a_calendar_that_is_not_there_is_plain_text(self, client, training):
        response = client.get("/trainingen/hulp-vragen/1999-01-01.ics")
        assert response.status_code == 404
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content == b"Not found\n"


class TestOldAddresses:
    def test_lead_to_where_a_page_moved(self, client, about, django_capture_on_commit_callbacks):
        about.slug = "wie-we-zijn"
        with django_capture_on_commit_callbacks(execute=True):
            about.save_revision().publish()
        response = client.get("/over-ons/")
        assert response.status_code == 301
        assert response["Location"].endswith("/wie-we-zijn/")

    def test_carry_the_policy_and_no_cookie(self, client, site):
        Redirect.add_redirect("/oud", "/blog/")
        response = client.get("/oud/")
        assert (response.status_code, response["Location"]) == (301, "/blog/")
        assert policy(response) == STRICT
        assert response.cookies == {}


class TestAdmin:
    def test_the_log_in_page_has_the_strict_policy(self, client, db):
        for name in ("wagtailadmin_login", "wagtailadmin_password_reset"):
            response = client.get(reverse(name))
            assert response.status_code == 200
            assert policy(response) == STRICT

    def test_its_pages_may_use_what_its_editors_need_and_no_more(self, admin, site):
        for path in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_pages:edit", args=[site.home.pk]),
            reverse("wagtailsnippets_events_edition:add"),
        ):
            response = admin.get(path)
            assert response.status_code == 200
            assert policy(response) == (
                STRICT
                - {
                    "frame-ancestors 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' data:",
                    "frame-src https://www.youtube-nocookie.com https://player.vimeo.com",
                }
            ) | {
                "frame-ancestors 'self'",
                "frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com",
                "img-src 'self' data: blob:",
                "script-src 'self' 'unsafe-inline'",
                "script-src-attr 'none'",
                "style-src 'self' 'unsafe-inline'",
                "worker-src 'self' blob:",
            }
            assert "unsafe-eval" not in response["Content-Security-Policy"]

    def test_previews_can_be_framed_by_the_admin_alone(self, admin):
        heading = BodyBlock().child_blocks["heading"]
        response = admin.get(
            reverse("wagtailadmin_block_preview"), {"id": heading.definition_prefix}
        )
        assert response.status_code == 200
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in policy(response)

    def test_strangers_are_sent_to_the_log_in_page(self, client, db):
        response = client.get("/admin/")
        assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")

    def test_answers_are_not_kept(self, admin):
        assert "no-store" in admin.get("/admin/")["Cache-Control"]


class TestPictures:
    @pytest.fixture
    def rendition(self, db):
        return SiteImageFactory().get_rendition("width-20|format-webp")

    def test_a_rendition_is_there_and_may_be_kept_for_a_year(self, client, rendition):
        response = client.get(rendition.url)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/webp"
        assert set(response["Cache-Control"].split(", ")) == {
            "public",
            "max-age=31536000",
            "immutable",
        }
        assert response["X-Content-Type-Options"] == "nosniff"
        assert policy(response) == STRICT
        assert response.cookies == {}

    def test_the_original_is_not(self, client, rendition):
        original = rendition.image.file
        assert original.name.startswith("original_images/")
        assert client.get(original.url).status_code == 404

    def test_it_can_only_be_read(self, client, rendition):
        assert client.post(rendition.url).status_code == 405
        assert client.head(rendition.url).status_code == 200

    @pytest.mark.parametrize(
        "path",
        [
            "/media/images/../original_images/x.png",
            "/media/images/..%2foriginal_images%2fx.png",
            "/media/images/%2e%2e/%2e%2e/secret_key",
            "/media/images/..%5c..%5csecret_key",
            "/media/images/..",
            "/media/images/",
            "/media/images/%00",
            "/media/images/a%00.png",
            "/media//etc/passwd",
            "/media/../secret_key",
            "/media/secret_key",
            "/media/images//etc/passwd",
        ],
    )
    def test_nothing_else_is_within_reach(self, client, rendition, settings, path):
        (settings.MEDIA_ROOT / "secret_key").write_text("geheim")
        (settings.MEDIA_ROOT.parent / "secret_key").write_text("geheim")
        response = client.get(path)
        assert response.status_code in {301, 404}
        assert b"geheim" not in response.content

    def test_a_name_too_long_for_any_disk_is_not_found(self, client, db):
        assert client.get(f"/media/images/{'a' * 300}.jpg").status_code == 404

    def test_those_of_a_bucket_are_sent_on_by_this_site(self, client, rendition, settings):
        url = rendition.url
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        }
        assert client.get(url).status_code == 404
        default_storage.save(url.removeprefix("/media/"), ContentFile(b"picture"))
        response = client.get(url)
        assert b"".join(response.streaming_content) == b"picture"
        assert response["Content-Type"].startswith("image/")
        assert "immutable" in response["Cache-Control"]


class TestPreviews:
    """A preview is shown in a frame of the admin."""

    @pytest.mark.parametrize("kind", ["page", "edition"])
    def test_may_be_framed_by_this_site_alone(self, admin, site, kind):
        training = make_training(site)
        if kind == "page":
            address = reverse("wagtailadmin_pages:view_draft", args=[training.pk])
        else:
            edition = make_edition(training, date(2027, 2, 1))
            address = reverse("wagtailsnippets_events_edition:preview_on_edit", args=[edition.pk])
            admin.post(address, {"training": training.pk})
            address = reverse(
                "wagtailsnippets_events_edition:revisions_view",
                args=[edition.pk, edition.latest_revision_id],
            )
        response = admin.get(address)
        assert response.status_code == 200
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert "Hulp vragen kun je leren" in response.content.decode()


class TestDocuments:
    @pytest.fixture
    def document(self, db):
        return get_document_model().objects.create(
            title="Spiekbriefje", file=ContentFile(b"%PDF-1.4", name="spiekbriefje.pdf")
        )

    def test_are_sent_by_the_view_that_knows_who_may_have_them(self, client, document):
        response = client.get(document.url)
        assert response.status_code == 200
        assert b"".join(response.streaming_content) == b"%PDF-1.4"
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_are_not_within_reach_as_files(self, client, document):
        assert client.get(document.file.url).status_code == 404

    def test_private_ones_stay_private(self, client, document):
        from wagtail.models import CollectionViewRestriction

        CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type="login"
        )
        response = client.get(document.url)
        assert response.status_code == 302
        assert response["Location"] == f"/admin/login/?next={document.url}"
        assert 'type="password"' in client.get(response["Location"]).content.decode()


class TestStaticFiles:
    def test_carry_the_policy_and_no_cookie(self, client, settings):
        settings.WHITENOISE_USE_FINDERS = True
        settings.WHITENOISE_AUTOREFRESH = True
        response = client.get("/static/site/site.css")
        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/css")
        assert policy(response) == STRICT
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response.cookies == {}
        assert "Cookie" not in response.get("Vary", "")


class TestStrangeRequests:
    def test_are_not_found_and_do_no_harm(self, client, training):
        for path in [
            "/%00",
            "/a%00b/",
            "/en/%00/",
            "/blog/?page=%00",
            "/blog/?category=%00",
            "/?%00=%00",
            "/%ff%fe/",
            "/" + "a" * 4000 + "/",
            "/trainingen/hulp-vragen/%00.ics",
            "/trainingen/hulp-vragen/2027-02-01/dag-0.ics",
            "/trainingen/hulp-vragen/2027-02-01/dag-٣.ics",
            "/trainingen/hulp-vragen/" + "9" * 300 + ".ics",
            "/documents/99999999999999999999999/x.pdf",
            "//evil.example/",
            "/%2f%2fevil.example/%2e%2e",
            "/index.php?s=%27%20OR%201=1",
        ]:
            response = client.get(path)
            assert response.status_code in {200, 301, 404}, path
            if response.status_code == 301:
                assert not response["Location"].startswith(("//", "http")), path

    def test_another_host_is_refused(self, client, settings, db):
        settings.ALLOWED_HOSTS = ["lesdag.example"]
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400


class TestTLS:
    def test_plain_requests_are_redirected_and_browsers_told_to_stay(self, client, settings, site):
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_HSTS_SECONDS = 63_072_000
        settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
        settings.SECURE_HSTS_PRELOAD = True
        response = client.get("/blog/")
        assert (response.status_code, response["Location"]) == (301, "https://testserver/blog/")
        response = client.get("/blog/", secure=True)
        assert response.status_code == 200
        assert (
            response["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
        )


class TestFailure:
    def test_its_page_stands_alone(self, settings):
        source = (settings.BASE_DIR / "templates" / "500.html").read_text()
        html = Engine().from_string(source).render(Context())
        assert "Er ging iets mis" in html
        assert '<section lang="en">' in html
        assert "Something went wrong" in html

    def test_is_said_kindly_in_both_languages(self, client, monkeypatch, site):
        def fail(*arguments, **options):
            raise RuntimeError("10.0.0.5")

        client.raise_request_exception = False
        with monkeypatch.context() as patch:
            patch.setattr("wagtail.models.Page.route_for_request", fail)
            response = client.get("/")
        assert response.status_code == 500
        html = response.content.decode()
        assert "Er ging iets mis" in html
        assert "Something went wrong" in html
        assert "10.0.0.5" not in html
        assert policy(response) == STRICT
