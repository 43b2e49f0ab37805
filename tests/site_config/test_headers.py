"""The headers that keep a browser safe stand on every kind of answer."""

import gzip
from datetime import date

import brotli
import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import (
    SiteImageFactory,
    StandardPageFactory,
    make_edition,
    make_training,
)
from tests.fuzzing import Asked

pytestmark = [pytest.mark.indexed, pytest.mark.once]

STRICT = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; "
    "frame-src https://www.youtube-nocookie.com https://player.vimeo.com; img-src 'self' data:; "
    "manifest-src 'self'; script-src 'self'; style-src 'self'"
)
DOCUMENT = "default-src 'none'; frame-ancestors 'none'; sandbox"
HSTS = "max-age=63072000; includeSubDomains; preload"


@pytest.fixture(autouse=True)
def _over_tls(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_PRELOAD = True
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def answers(client, owner, site):
    """An answer of each kind, by its name."""
    training = make_training(site)
    make_edition(training, date(2027, 2, 1))
    Redirect.add_redirect("/oud", "/blog/")
    document = get_document_model().objects.create(
        title="Spiekbriefje", file=ContentFile(b"%PDF-1.4", name="spiekbriefje.pdf")
    )
    closed = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="password", password="geheim"
    )
    private = get_document_model().objects.create(
        title="Blad", file=ContentFile(b"%PDF-1.4", name="blad.pdf"), collection=closed
    )
    PageViewRestriction.objects.create(
        page=StandardPageFactory(parent=site.home, slug="besloten"),
        restriction_type="password",
        password="geheim",
    )
    rendition = SiteImageFactory().get_rendition("width-20|format-webp")

    def get(path, **options):
        return client.get(path, secure=True, **options)

    calendar = "/trainingen/agenda.ics"
    etag = get(calendar)["ETag"]
    found = {
        "page": (200, get("/")),
        "English page": (200, get("/en/trainings/asking-for-help/")),
        "search": (200, get("/zoeken/?q=hulp")),
        "form": (200, get("/trainingen/hulp-vragen/2027-02-01/aanmelden/")),
        "not found": (404, get("/bestaat-niet/")),
        "not found, for programs": (404, get("/bestaat-niet.ics")),
        "not allowed": (405, client.post(rendition.url, secure=True)),
        "calendar": (200, get(calendar)),
        "not modified": (304, get(calendar, headers={"if-none-match": etag})),
        "feed": (200, get("/blog/atom.xml")),
        "sitemap": (200, get("/sitemap.xml")),
        "robots": (200, get("/robots.txt")),
        "manifest": (200, get("/site.webmanifest")),
        "picture": (200, get(rendition.url)),
        "document": (200, get(document.url)),
        "style": (200, get("/static/site/site.css")),
        "icon": (200, get("/static/site/favicon.svg")),
        "slash": (301, get("/blog")),
        "redirect": (301, get("/oud/")),
        "to TLS": (301, client.get("/blog/")),
        "log in": (200, get(reverse("wagtailadmin_login"))),
        "forgotten": (200, get(reverse("wagtailadmin_password_reset"))),
        "stranger": (302, get(reverse("wagtailadmin_home"))),
        "wrong host": (400, get("/", headers={"host": "evil.example"})),
        "private page": (200, get("/besloten/")),
        "private document": (200, get(private.url)),
        "no document": (404, get("/documents/999/geen.pdf")),
        "alive": (200, get("/healthz")),
    }
    client.force_login(owner)
    found["admin"] = (200, get(reverse("wagtailadmin_home")))
    return found


def parts_of(value: str | None) -> set[str] | None:
    """The parts of a header, whose order means nothing."""
    return value and set(value.split("; "))


def test_each_kind_of_answer_carries_all(answers):
    wrong = []
    for name, (status, response) in answers.items():
        headers = response.headers
        of_admin = name in {"admin", "stranger"}
        of_picture = name in {"picture", "icon"}
        expected = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "cross-origin" if of_picture else "same-origin",
            "Strict-Transport-Security": None if name == "to TLS" else HSTS,
        }
        if not of_admin:
            expected["Content-Security-Policy"] = DOCUMENT if name == "document" else STRICT
            expected["X-Frame-Options"] = "DENY"
        for header, value in expected.items():
            if parts_of(headers.get(header)) != parts_of(value):
                wrong.append((name, header, headers.get(header)))
        if "camera=()" not in headers.get("Permissions-Policy", ""):
            wrong.append((name, "Permissions-Policy", headers.get("Permissions-Policy")))
        if response.status_code != status:
            wrong.append((name, "status", response.status_code))
    assert wrong == []


def test_no_answer_says_what_made_it(answers):
    for name, (_status, response) in answers.items():
        assert not {"Server", "X-Powered-By"} & set(response.headers), name


def test_readers_get_no_cookie(answers):
    for name, (_status, response) in answers.items():
        # What asks for a password is a form with a token.
        if not name.startswith("private") and name not in {
            "log in",
            "forgotten",
            "stranger",
            "admin",
        }:
            assert response.cookies == {}, name


def test_a_document_is_saved_and_opens_nothing_here(answers):
    response = answers["document"][1]
    assert response["Content-Disposition"] == 'attachment; filename="spiekbriefje.pdf"'


def test_the_admin_runs_no_script_in_an_attribute_and_none_of_elsewhere(answers):
    policy = parts_of(answers["admin"][1]["Content-Security-Policy"])
    assert {"default-src 'none'", "script-src-attr 'none'", "base-uri 'none'"} <= policy
    assert "script-src 'self' 'unsafe-inline'" in policy


def test_a_passkey_and_nothing_else_of_the_machine_may_be_used(answers):
    policy = set(answers["page"][1]["Permissions-Policy"].split(", "))
    assert {"publickey-credentials-get=(self)", "clipboard-write=(self)"} <= policy
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()"} <= policy


SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": HSTS,
    "Content-Security-Policy": STRICT,
}


def lacking(headers) -> list:
    """What an answer for readers over TLS lacks of the headers that keep them safe."""
    wrong = [
        (name, headers.get(name))
        for name, value in SAFE.items()
        if parts_of(headers.get(name)) != parts_of(value)
    ]
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        wrong.append(("Permissions-Policy", headers.get("Permissions-Policy")))
    return wrong


@pytest.fixture
def kept(served, site, db):
    """What asks for a page that is ready to be sent, over TLS."""

    def ask(method="GET", path="/blog/", **headers):
        environ = Asked(method, path.encode(), headers=headers).environ()
        return served({**environ, "wsgi.url_scheme": "https"})

    assert [ask().how for _time in range(3)][-1] == "hit"
    return ask


def test_an_answer_that_was_kept_is_as_safe_in_each_of_its_forms(kept):
    plain = kept()
    forms = {
        "plain": plain,
        "br": kept(HTTP_ACCEPT_ENCODING="br, gzip"),
        "gzip": kept(HTTP_ACCEPT_ENCODING="gzip"),
        "HEAD": kept("HEAD"),
        "not modified": kept(HTTP_IF_NONE_MATCH=plain.headers["ETag"]),
    }
    assert {name: answer.how for name, answer in forms.items()} == dict.fromkeys(forms, "hit")
    assert {
        name: lacking(answer.headers) for name, answer in forms.items() if lacking(answer.headers)
    } == {}
    assert [answer.status for answer in forms.values()] == [200, 200, 200, 200, 304]
    assert brotli.decompress(forms["br"].body) == plain.body
    assert gzip.decompress(forms["gzip"].body) == plain.body
    assert forms["HEAD"].body == forms["not modified"].body == b""
    assert all("Set-Cookie" not in answer.headers for answer in forms.values())


def test_what_is_drawn_each_time_is_as_safe_when_compressed_and_asked_for_by_head(kept):
    form = {"path": "/zoeken/"}
    for answer in (kept(**form), kept("HEAD", **form), kept(HTTP_ACCEPT_ENCODING="gzip", **form)):
        assert answer.status == 200
        assert lacking(answer.headers) == []
    assert answer.headers["Content-Encoding"] == "gzip"


def test_without_a_database_the_answer_is_safe_and_what_was_kept_is_still_sent(kept, monkeypatch):
    def away(*arguments, **options):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", away)
        answers = [kept(path="/en/blog/"), kept("HEAD", path="/en/blog/"), kept(path="/a.ics")]
        ready = kept()
    for answer in answers:
        assert answer.status == 503
        assert lacking(answer.headers) == []
        assert answer.headers["Retry-After"] == "30"
        assert "Set-Cookie" not in answer.headers
    assert (ready.status, ready.how) == (200, "hit")
    assert kept(path="/en/blog/").status == 200
