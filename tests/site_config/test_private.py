"""What is private, or becomes so because of a page above it, stands at no public address.

But in the menu, where an editor says so: readers who may see it find the way to log in there.
"""

import json
import re
from datetime import date
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home import log_in
from tests.factories import (
    ArticlePageFactory,
    LocationFactory,
    PersonFactory,
    StandardPageFactory,
    copy_in_english,
    make_edition,
    make_training,
)

pytestmark = pytest.mark.indexed

# In every word that nobody may read; searches ask for another word that stands beside it.
CANARY = "kanarie"
BEGIN = [
    "/",
    "/en/",
    "/sitemap.xml",
    "/robots.txt",
    "/blog/atom.xml",
    "/blog/rss.xml",
    "/en/blog/atom.xml",
    "/trainingen/agenda.ics",
    "/en/trainings/agenda.ics",
    "/trainingen/?maand=2027-02",
    "/trainingen/?view=month",
    "/zoeken/?q=zilverreiger",
    "/en/search/?q=zilverreiger",
    "/en/search/?q=egret",
    "/bestaat-niet/",
    "/en/nowhere/",
]
LINK = re.compile(r'https?://(?:testserver|localhost)[^\s<>"\'\\]*|(?<=["\'])/[^\s<>"\']*')


def text_of(response) -> str:
    """All that an answer says, in small letters; a folded line of a calendar is one line."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    words = body.decode("utf-8", "replace").lower()
    told = " ".join(f"{name}: {value}" for name, value in response.headers.items()).lower()
    return re.sub(r"\r\n[ \t]", "", words) + told


def links_in(path, body):
    """The addresses of this site that an answer names."""
    soup = BeautifulSoup(body, "html.parser")
    found = {
        element[name]
        for name in ("href", "src", "content")
        for element in soup.find_all(attrs={name: True})
        if re.match(r"https?://|/", element[name])
    }
    for link in found | set(LINK.findall(body)):
        parts = urlsplit(urljoin(f"http://testserver{path}", link))
        if parts.hostname in {"testserver", "localhost", "127.0.0.1"}:
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            # Of the months without end, and of filters, the first ones are among BEGIN.
            if not parts.query and not address.startswith(("/static/", "/admin/", "/media/")):
                yield address


def crawl(client) -> dict[str, str]:
    """What stands at every address that a reader finds, beginning where readers begin."""
    seen, waiting = {}, list(BEGIN)
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        response = client.get(path)
        seen[path] = text_of(response)
        if len(seen) < 90:
            waiting += sorted(set(links_in(path, seen[path])) - set(seen))
    return seen


@pytest.fixture
def hidden(site):
    """A page, an article and a training that say the word, in both languages, and public ones."""
    below = StandardPageFactory(parent=site.home, title="Voor deelnemers", slug="deelnemers")
    below_en = copy_in_english(below, title="For participants", slug="participants")
    text = [{"type": "text", "value": f"<p>Over de zilverreiger, egret en {CANARY}.</p>"}]
    page = StandardPageFactory(
        parent=below,
        title=f"Rooster {CANARY}",
        slug="rooster",
        body=json.dumps(text),
    )
    page_en = copy_in_english(page, title=f"Timetable {CANARY}", slug="timetable")
    training = make_training(
        site,
        slug="besloten",
        title=f"Besloten {CANARY}",
        introduction=f"Voor wie de zilverreiger kent, de {CANARY}.",
        person=PersonFactory(name=f"Trainer {CANARY}"),
        default_location=LocationFactory(name=f"Huis {CANARY}"),
    )
    type(training).objects.filter(
        translation_key=training.translation_key, locale__language_code="en"
    ).update(title=f"Closed {CANARY}")
    make_edition(training, date(2027, 2, 1), date(2027, 2, 8))
    article = ArticlePageFactory(
        parent=site.blog,
        title=f"Bericht {CANARY}",
        slug="bericht",
        introduction=f"Van de zilverreiger en de {CANARY}.",
        related_training=training,
        body=json.dumps(text),
    )
    article_en = copy_in_english(article, title=f"Message {CANARY}", slug="message")
    training_en = type(training).objects.get(
        translation_key=training.translation_key, locale__language_code="en"
    )
    own = [page, training, article]
    return {
        "itself": own,
        "parent": [below, site.trainings, site.blog],
        "addresses": [one.get_url() for one in (*own, page_en, article_en, training_en)],
        "below": [below, below_en],
    }


@pytest.mark.parametrize(("whose", "kind"), [("itself", "login"), ("parent", "password")])
def test_a_restriction_takes_it_from_every_address(
    client, hidden, whose, kind, django_capture_on_commit_callbacks
):
    before = crawl(client)
    saying = {path for path, words in before.items() if CANARY in words}
    assert len(saying) > 20
    assert set(hidden["addresses"]) <= saying
    assert any(path.endswith(".ics") for path in saying)
    assert "/blog/atom.xml" in saying
    assert "/zoeken/?q=zilverreiger" in saying
    with django_capture_on_commit_callbacks(execute=True):
        for page in hidden[whose]:
            PageViewRestriction.objects.create(
                page=page, restriction_type=kind, password="geheim" if kind == "password" else ""
            )
    after = {path: text_of(client.get(path)) for path in before}
    # What is asked for by its address may be led to the log-in with that address.
    said = {
        path: re.findall(f".{{60}}{CANARY}.{{20}}", words, re.DOTALL)[:3]
        for path, words in after.items()
        if CANARY in words
    }
    assert said == {}


def test_a_private_document_is_named_nowhere_and_sent_to_nobody(client, site):
    closed = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document = get_document_model().objects.create(
        title="Blad", file=ContentFile(b"%PDF-1.4 geheim", name="blad.pdf"), collection=closed
    )
    response = client.get(document.url)
    assert (response.status_code, response["Location"]) == (
        302,
        f"/admin/login/?next={document.url}",
    )
    for path in (document.file.url, f"/media/images/{document.filename}"):
        assert b"geheim" not in client.get(path).content


@pytest.fixture
def asking(site):
    """A page and a document that ask for a password: each with where it is given."""
    page = StandardPageFactory(parent=site.home, title="Rooster", slug="rooster")
    of_page = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="geheim"
    )
    closed = Collection.get_first_root_node().add_child(name="Besloten")
    of_file = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="password", password="geheim"
    )
    document = get_document_model().objects.create(
        title="Blad", file=ContentFile(b"%PDF-1.4 geheim", name="blad.pdf"), collection=closed
    )
    return {
        "/rooster/": reverse("wagtailcore_authenticate_with_password", args=[of_page.pk, page.pk]),
        document.url: reverse("wagtaildocs_authenticate_with_password", args=[of_file.pk]),
    }


def test_who_knows_the_password_is_let_in_and_nobody_else_is_sent_what_was_kept(client, asking):
    for path, form in asking.items():
        page = client.get(path)
        assert "Wachtwoord nodig" in page.content.decode()
        # A sandbox would keep the form from being sent.
        assert "sandbox" not in page["Content-Security-Policy"]
        assert f'action="{form}"' in page.content.decode()
        response = client.post(form, {"password": "geheim", "return_url": path})
        assert (response.status_code, response["Location"]) == (302, path)
        answer = client.get(path)
        assert "Wachtwoord nodig" not in text_of(answer)
        assert "private" in answer["Cache-Control"]


def test_the_password_of_a_page_or_document_is_not_guessed_without_end(client, asking):
    for path, form in asking.items():
        cache.clear()
        for _each in range(log_in.TRIES):
            response = client.post(form, {"password": "fout", "return_url": path})
            assert 'type="password"' in response.content.decode()
        response = client.post(form, {"password": "geheim", "return_url": path})
        assert (response.status_code, response["Retry-After"]) == (429, "900")
        assert "Er waren te veel pogingen" in response.content.decode()
        assert 'type="password"' not in response.content.decode()
        # Whoever comes from elsewhere is let in.
        other = client.post(
            form, {"password": "geheim", "return_url": path}, REMOTE_ADDR="203.0.113.9"
        )
        assert other.status_code == 302


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "https:evil.example"]
)
def test_no_address_leads_to_another_site(client, site, target):
    for path in (
        f"/admin/login/?next={target}",
        f"/_util/login/?next={target}",
        f"/admin/password_reset/?next={target}",
        f"/{target}",
        f"/en/{target}",
        "//evil.example/..",
        f"/blog?next={target}",
        f"/zoeken/?q=x&next={target}",
    ):
        response = client.get(path)
        where = urlsplit(response.headers.get("Location", "/"))
        assert where.hostname in {None, "testserver"}, path
        assert not response.headers.get("Location", "/").startswith(("//", "/\\")), path


# Where somebody might be sent who has just logged in or out.
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "http://testserver@evil.example/",
    "javascript:alert(1)",
    " //evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_who_logs_in_and_out_stays_here(client, owner, site, target):
    login, logout = reverse("wagtailadmin_login"), reverse("wagtailadmin_logout")
    form = {"username": owner.email, "password": "geheim", "next": target}
    response = client.post(login, form)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    # Who is logged in already is led on at once.
    response = client.get(login, {"next": target})
    assert urlsplit(response["Location"]).netloc == ""
    assert response["Location"] == "/admin/"
    response = client.post(f"{logout}?{urlencode({'next': target})}", {"next": target})
    assert response["Location"] == login


def test_who_logs_in_goes_on_to_where_they_were_going(client, owner, site):
    form = {"username": owner.email, "password": "geheim", "next": "/admin/pages/"}
    response = client.post(reverse("wagtailadmin_login"), form)
    assert response["Location"] == "/admin/pages/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_who_has_done_something_in_the_admin_stays_here(admin, site, target):
    """What Wagtail leads on from: unpublishing, deleting, moving in the menu."""
    page = StandardPageFactory(parent=site.home, title="Weg", slug="weg")
    for name in ("unpublish", "delete"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        response = admin.post(f"{address}?{urlencode({'next': target})}", {"next": target})
        assert response.status_code == 302, name
        where = response["Location"]
        assert urlsplit(where).netloc == "", name
        assert where.startswith("/admin/"), (name, where)


def test_a_redirect_never_runs_anything(admin, client, site):
    """Editors may lead an old address to another site, but to nothing that runs in a browser."""
    for number, target in enumerate(["javascript:alert(1)", "data:text/html,x"]):
        admin.post(
            reverse("wagtailredirects:add"),
            {"old_path": f"/oud-{number}/", "redirect_link": target, "is_permanent": "on"},
        )
        assert not Redirect.objects.filter(old_path=f"/oud-{number}").exists()
        # As an import of a table might write it.
        Redirect.objects.create(old_path=f"/rij-{number}", redirect_link=target)
        response = client.get(f"/rij-{number}/")
        assert response.status_code == 400
        assert "Location" not in response.headers
