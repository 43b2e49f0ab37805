"""Feeds of the articles: Atom and RSS, whole, in each language, of all and of each subject."""

import re
from datetime import UTC, date, datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from blog import feeds
from blog.article_feeds import LATEST
from blog.models import ArticlePage
from home.models import SiteSettings
from home.portable_html import portable
from tests.factories import (
    ALT,
    ArticlePageFactory,
    CategoryFactory,
    PersonFactory,
    SiteImageFactory,
    copy_in_english,
    make_edition,
    make_training,
    translate,
)

pytestmark = pytest.mark.once

HOST = "http://testserver"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(autouse=True)
def _address(db):
    Site.objects.update(hostname="testserver", port=80)
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"organisation": "De Vraagzaak"}
    )


@pytest.fixture
def article(site):
    """An article on listening, in both languages, with a text, a picture, a video, a training."""
    category = CategoryFactory()
    translate(category, {"Luisteren": "Listening"})
    training = make_training(site)
    make_edition(training, date(2027, 2, 1))
    picture = {"image": SiteImageFactory().pk, "alt_text": ALT, "decorative": False}
    article = ArticlePageFactory(
        parent=site.blog, slug="acht", author=PersonFactory(), category=category
    )
    article.body = [
        {"type": "heading", "value": {"text": "Eén < twee", "level": "h2"}},
        {"type": "text", "value": f'<p>Zie <a linktype="page" id="{site.blog.pk}">hier</a>.</p>'},
        {"type": "image", "value": {"image": picture, "caption": "Ochtend"}},
        {
            "type": "video",
            "value": {"title": "In drie zinnen", "url": "https://vimeo.com/76979871"},
        },
        {"type": "training_card", "value": {"training": training.pk}},
        {"type": "coming_trainings", "value": {"title": "Binnenkort", "count": 3}},
    ]
    article.save_revision().publish()
    article = ArticlePage.objects.get(pk=article.pk)
    copy_in_english(article, title="Eight reasons", slug="eight")
    return article


def atom(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def rss(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


class TestAtom:
    def test_says_whose_it_is_and_in_which_language(self, client, article):
        feed = atom(client, "/en/blog/atom.xml")
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        assert feed.findtext(f"{ATOM}title") == "Blog · De Vraagzaak"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links == {"alternate": f"{HOST}/en/blog/", "self": f"{HOST}/en/blog/atom.xml"}
        (entry,) = feed.findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "Eight reasons"
        assert entry.find(f"{ATOM}link").get("href") == f"{HOST}/en/blog/eight/"
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Marit Hoekstra"
        assert entry.find(f"{ATOM}category").get("term") == "Listening"
        assert entry.findtext(f"{ATOM}published") == "2026-11-01T00:00:00+01:00"
        updated = entry.findtext(f"{ATOM}updated")
        assert re.fullmatch(r"2026-11-24T07:0\d:\d\d\+01:00", updated)

    def test_holds_the_whole_text_for_readers_elsewhere(self, client, article):
        feed = atom(client, "/blog/atom.xml")
        content = feed.find(f"{ATOM}entry/{ATOM}content")
        assert content.get("type") == "html"
        text = content.text
        assert "<p>Vragen staat vrij.</p>" in text
        assert "<h2>Eén &lt; twee</h2>" in text
        assert f'Zie <a href="{HOST}/blog/">hier</a>.' in text
        assert f'src="{HOST}/media/images/' in text
        assert f'alt="{ALT}"' in text
        assert '<a href="https://vimeo.com/76979871">In drie zinnen</a>' in text
        assert f'<a href="{HOST}/trainingen/hulp-vragen/">Hulp vragen kun je leren</a>' in text
        # Dates and places change; the reader's copy does not.
        assert "2027" not in text
        assert "Binnenkort" not in text
        assert "class=" not in text

    def test_keeps_the_name_of_an_article_that_moves(self, client, article):
        before = atom(client, "/blog/atom.xml").findtext(f"{ATOM}entry/{ATOM}id")
        article.slug = "negen"
        article.save_revision().publish()
        entry = atom(client, "/blog/atom.xml").find(f"{ATOM}entry")
        assert entry.find(f"{ATOM}link").get("href") == f"{HOST}/blog/negen/"
        assert entry.findtext(f"{ATOM}id") == before
        assert before.startswith("urn:uuid:")
        assert before != atom(client, "/en/blog/atom.xml").findtext(f"{ATOM}entry/{ATOM}id")


class TestRss:
    def test_holds_the_same(self, client, article):
        channel = rss(client, "/blog/rss.xml")
        assert channel.findtext("title") == "Blog · De Vraagzaak"
        assert channel.findtext("language") == "nl"
        (item,) = channel.findall("item")
        assert item.findtext("title") == "Acht redenen om hulp te vragen"
        assert item.findtext("link") == f"{HOST}/blog/acht/"
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.findtext("description") == "Vragen staat vrij."
        entry = atom(client, "/blog/atom.xml").find(f"{ATOM}entry")
        assert item.findtext("guid") == entry.findtext(f"{ATOM}id")
        assert item.findtext(CONTENT) == entry.findtext(f"{ATOM}content")


class TestSubjects:
    def test_have_feeds_of_their_own(self, client, site, article):
        ArticlePageFactory(parent=site.blog, slug="los", title="Zonder onderwerp")
        assert len(rss(client, "/blog/rss.xml").findall("item")) == 2
        channel = rss(client, "/blog/luisteren/rss.xml")
        assert channel.findtext("title") == "Luisteren · Blog · De Vraagzaak"
        assert channel.findtext("link") == f"{HOST}/blog/?category=luisteren"
        assert [item.findtext("link") for item in channel.findall("item")] == [f"{HOST}/blog/acht/"]
        english = atom(client, "/en/blog/luisteren/atom.xml")
        assert english.findtext(f"{ATOM}title") == "Listening · Blog · De Vraagzaak"

    @pytest.mark.parametrize("path", ["/blog/niets/atom.xml", "/blog/acht/rss.xml", "/atom.xml"])
    def test_that_do_not_exist_have_none(self, client, article, path):
        response = client.get(path)
        assert (response.status_code, response.content) == (404, b"Not found\n")


class TestWays:
    @pytest.mark.parametrize(
        ("path", "below"),
        [
            ("/blog/", "/blog/"),
            ("/blog/?category=luisteren", "/blog/luisteren/"),
            ("/en/blog/", "/en/blog/"),
        ],
    )
    def test_to_a_feed_are_seen_and_told_to_programs(self, client, article, path, below):
        html = " ".join(client.get(path).content.decode().split())
        for form, name in (("atom", "Atom"), ("rss", "RSS")):
            address, kind = f"{HOST}{below}{form}.xml", f"application/{form}+xml"
            assert f'<a href="{address}" type="{kind}">{name}</a>' in html
            assert f'<link rel="alternate" type="{kind}"' in html
            assert client.get(address.removeprefix(HOST)).status_code == 200

    def test_lead_from_an_article_to_all(self, client, article):
        html = client.get("/blog/acht/").content.decode()
        assert f'href="{HOST}/blog/atom.xml"' in html


class TestAnswer:
    def test_is_not_sent_twice(self, client, article):
        for path in ("/blog/atom.xml", "/blog/rss.xml"):
            response = client.get(path)
            assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
            assert response.cookies == {}
            again = client.get(path, headers={"if-none-match": response["ETag"]})
            assert (again.status_code, again.content) == (304, b"")
            assert again["Cache-Control"] == response["Cache-Control"]

    def test_holds_nothing_that_readers_cannot_see(self, client, site, article):
        hidden = ArticlePageFactory(parent=site.blog, slug="geheim")
        PageViewRestriction.objects.create(page=hidden, restriction_type="password", password="x")
        ArticlePageFactory(parent=site.blog, slug="concept", live=False)
        assert len(rss(client, "/blog/rss.xml").findall("item")) == 1

    @pytest.mark.parametrize("path", ["/blog/atom.xml", "/blog/rss.xml", "/en/blog/atom.xml"])
    def test_names_no_private_training_of_a_card(self, client, article, path):
        training = article.body[4].value["training"]
        titles = [page.title for page in training.get_translations(inclusive=True)]
        assert sum(title in client.get(path).content.decode() for title in titles) == 1
        for page in training.get_translations(inclusive=True):
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        html = client.get(path).content.decode()
        assert not any(title in html for title in titles)
        assert "<entry>" in html or "<item>" in html

    def test_of_a_list_behind_a_password_is_refused_in_plain_words(self, client, site):
        PageViewRestriction.objects.create(
            page=site.blog, restriction_type="password", password="x"
        )
        response = client.get("/blog/atom.xml")
        assert response.status_code == 403
        assert response["Content-Type"] == "text/plain; charset=utf-8"

    def test_asks_the_same_however_many_articles_there_are(self, client, site, article):
        def more(count, start):
            for number in range(start, start + count):
                written = ArticlePageFactory(
                    parent=site.blog,
                    slug=f"artikel-{number}",
                    category=article.category,
                    author=article.author,
                    cover=article.body[2].value["image"],
                )
                picture = SiteImageFactory().pk
                shown = {"image": picture, "alt_text": f"Foto {number}", "decorative": False}
                link = f'<p><a linktype="page" id="{site.trainings.pk}">Kijk {number}</a></p>'
                button = {"title": "Kom", "text": "", "button": "Kijk", "page": site.blog.pk}
                written.body = [
                    {"type": "text", "value": link},
                    {"type": "callout", "value": {"kind": "tip", "title": "", "text": link}},
                    {"type": "image", "value": {"image": shown, "caption": ""}},
                    {"type": "call_to_action", "value": button},
                    {
                        "type": "training_card",
                        "value": {"training": article.body[4].value["training"].pk},
                    },
                ]
                written.save()

        def count():
            client.get("/blog/atom.xml")
            with CaptureQueriesContext(connection) as queries:
                client.get("/blog/atom.xml")
            return len(queries)

        more(2, 0)
        few = count()
        more(4, 2)
        assert count() == few
        more(LATEST - 7, 6)
        assert count() == few
        more(10, 50)
        assert len(atom(client, "/blog/atom.xml").findall(f"{ATOM}entry")) == LATEST

    def test_gives_each_article_its_own_words_for_one_picture(self, client, site, article):
        picture = article.body[2].value["image"].pk
        for number in (1, 2):
            shown = {"image": picture, "alt_text": f"Foto {number}", "decorative": False}
            link = f'<p><a linktype="page" id="{site.trainings.pk}">Kijk {number}</a></p>'
            written = ArticlePageFactory(parent=site.blog, slug=f"artikel-{number}")
            written.body = [
                {"type": "image", "value": {"image": shown, "caption": ""}},
                {"type": "text", "value": link},
            ]
            written.save()
        # The second time the pictures are there already.
        for _time in range(2):
            feed = atom(client, "/blog/atom.xml")
            texts = [entry.findtext(f"{ATOM}content") for entry in feed.findall(f"{ATOM}entry")]
            pictures = [re.findall(r'alt="([^"]*)"', text) for text in texts]
            assert pictures == [["Foto 2"], ["Foto 1"], [ALT]]
            for number, text in zip((2, 1), texts, strict=False):
                assert f'<a href="{HOST}/trainingen/">Kijk {number}</a>' in text


class TestWriting:
    MOMENT = datetime(2026, 11, 1, tzinfo=UTC)

    def feed(self, **changes):
        told = {
            "id": "urn:uuid:1",
            "title": "Blog",
            "description": "",
            "url": f"{HOST}/blog/",
            "feed_url": f"{HOST}/blog/atom.xml",
            "language": "nl",
            "organisation": "De Vraagzaak",
            "updated": self.MOMENT,
        }
        return feeds.Feed(**{**told, **changes})

    @pytest.mark.parametrize("form", ["atom", "rss"])
    def test_of_no_articles_gives_the_same_bytes_at_any_time(self, form, time_machine):
        first = feeds.write(form, self.feed())
        time_machine.move_to(datetime(2027, 6, 1, tzinfo=UTC))
        assert feeds.write(form, self.feed()) == first

    @pytest.mark.parametrize("form", ["atom", "rss"])
    def test_leaves_out_what_xml_cannot_hold(self, form):
        entry = feeds.Entry(
            id="urn:uuid:2",
            title="A\x0bB & <C>",
            url=f"{HOST}/blog/a/",
            summary="1 < 2",
            html="<p>a\x00b</p>",
            published=self.MOMENT,
            updated=self.MOMENT,
        )
        written = feeds.write(form, self.feed(entries=[entry]))
        root = ElementTree.fromstring(written)
        texts = {element.text for element in root.iter()}
        assert {"AB & <C>", "1 &lt; 2", "<p>ab</p>"} <= texts

    def test_names_things_for_ever(self):
        group = UUID("00000000-0000-4000-8000-000000000001")
        assert feeds.lasting_id(group, "nl") == feeds.lasting_id(group, "nl")
        assert feeds.lasting_id(group, "nl") != feeds.lasting_id(group, "en")


class TestPortableHtml:
    @pytest.mark.parametrize(
        ("html", "left"),
        [
            ("<p>Ja<script>alert(1)</script></p>", "<p>Ja</p>"),
            ('<p style="color: red" onclick="x()" class="a">Ja</p>', "<p>Ja</p>"),
            ('<a href="javascript:alert(1)">Ja</a>', "<a>Ja</a>"),
            ('<a href=" /blog/ ">Ja</a>', '<a href="https://a.example/blog/">Ja</a>'),
            ('<img src="data:image/png;base64,AAAA" alt="x">', ""),
            (
                "<details><summary>Waarom?</summary><p>Daarom.</p></details>",
                "<h3>Waarom?</h3><p>Daarom.</p>",
            ),
            ("<!-- <p>nee</p> --><div><span>1 &lt; 2</span></div>", "1 &lt; 2"),
            ("<form><input name=a><button>Stuur</button></form><b>x</b>", "<b>x</b>"),
            (
                '<picture><source srcset="/a.webp"><img src="/a.jpg" sizes="1" alt="A"></picture>',
                '<img alt="A" src="https://a.example/a.jpg"/>',
            ),
        ],
    )
    def test_keeps_what_is_on_the_list(self, html, left):
        assert portable(html, "https://a.example/blog/x/") == left
