"""What an article says of itself and of others: minutes, parts, what is near, how to share it."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from wagtail.models import PageViewRestriction

from blog.blocks import ArticleBodyBlock
from blog.models import ArticlePage, Tag
from blog.reading import contents, count_words, reading_minutes
from blog.sharing import mail_link
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    copy_in_english,
    make_training,
)
from tests.markup import tidy


def heading(text, level="h2"):
    """A heading of a body."""
    return {"type": "heading", "value": {"text": text, "level": level}}


def make_article(site, number, **fields):
    """An article that was written on a day in October, without an introduction."""
    return ArticlePageFactory(
        parent=site.blog,
        **{
            "title": f"Artikel {number}",
            "slug": f"artikel-{number}",
            "date": date(2026, 10, number),
            "introduction": "",
            **fields,
        },
    )


def tag(article, *names):
    """Give an article tags, and publish it."""
    article = ArticlePage.objects.get(pk=article.pk)
    article.tags.set([Tag.objects.get_or_create(name=name)[0] for name in names])
    article.save_revision().publish()
    return article


def get(client, path):
    """The HTML of a page."""
    response = client.get(path)
    assert response.status_code == 200
    return tidy(response.content.decode())


def titles(html):
    """The titles of the articles that are like one."""
    return re.findall(r'class="article-card__title">\s*<a[^>]*>\s*(.*?)\s*</a>', html, re.DOTALL)


def steps(html):
    """The steps to other articles, each with its kind, address and words."""
    found = re.search(r'<nav class="article-steps.*?</nav>', html, re.DOTALL)
    links = re.findall(r"<a ([^>]*)>(.*?)</a>", found[0], re.DOTALL) if found else []
    return [
        (
            re.search(r'rel="(\w+)"', head)[1],
            re.search(r'href="([^"]+)"', head)[1],
            " ".join(re.sub(r"<[^>]+>", " ", words).split()),
        )
        for head, words in links
    ]


def trainings(html):
    """The titles of the trainings below an article."""
    return re.findall(r'class="training-card__title">\s*<a[^>]*>\s*(.*?)\s*</a>', html, re.DOTALL)


class TestMinutes:
    @pytest.mark.parametrize(
        ("number", "minutes"),
        [(0, 1), (1, 1), (299, 1), (300, 2), (499, 2), (500, 3), (1000, 5)],
    )
    def test_are_those_of_two_hundred_words_each_to_the_nearest(self, number, minutes):
        assert reading_minutes(["woord " * number]) == minutes

    def test_a_word_holds_a_letter_or_a_digit(self):
        assert count_words(["Vraag het – gerust …", "om 9.30 uur", ""]) == 6

    def test_count_title_introduction_and_body_in_the_language_of_the_page(self, site, client):
        article = make_article(
            site,
            1,
            title="Een twee",
            introduction="woord " * 98,
            search_description="woord " * 20,
            body=[
                heading("Drie"),
                {"type": "text", "value": f"<p>{'woord ' * 399}</p>"},
                {"type": "quote", "value": {"text": "woord " * 300, "attribution": ""}},
                {"type": "key_points", "value": {"title": "Kort", "points": ["woord " * 199]}},
            ],
        )
        assert "5 minuten lezen" in get(client, "/blog/artikel-1/")
        copy_in_english(article, title="One", introduction="", body=[])
        assert "1-minute read" in get(client, "/en/blog/artikel-1/")


class TestContents:
    def body(self, *children):
        return ArticleBodyBlock().to_python(list(children))

    def test_are_the_headings_of_parts_with_anchors_that_differ(self):
        body = self.body(
            heading("Vragen"), heading("Binnenin", "h3"), heading("Vragen"), heading("Delen?")
        )
        assert [(part["text"], part.anchor) for part in contents(body)] == [
            ("Vragen", "vragen"),
            ("Vragen", "vragen-2"),
            ("Delen?", "delen"),
        ]

    def test_are_left_out_where_there_are_fewer_than_three_parts(self):
        body = self.body(heading("Een"), heading("Twee"), heading("Drie", "h3"))
        assert contents(body) == []
        assert contents(self.body()) == []

    def test_lead_to_the_headings_of_the_page(self, site, client):
        # A word that the page itself has an anchor of.
        texts = ["Acht redenen", "Contents", "Acht redenen"]
        make_article(site, 1, body=[heading(text) for text in texts])
        html = get(client, "/blog/artikel-1/")
        nav = re.search(r'<nav class="contents" aria-labelledby="contents">.*?</nav>', html, re.S)
        assert "<ol" in nav[0]
        assert '<h2 class="contents__title" id="contents">In dit artikel</h2>' in nav[0]
        anchors = re.findall(r'href="#([^"]+)"', nav[0])
        assert anchors == ["acht-redenen", "contents-2", "acht-redenen-2"]
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(set(ids)) == len(ids)
        assert re.findall(r'class="heading" id="([^"]+)"', html) == anchors

    def test_a_short_article_has_none(self, site, client):
        make_article(site, 1, body=[heading("Een"), heading("Twee")])
        assert 'class="contents"' not in get(client, "/blog/artikel-1/")


class TestBeforeAndAfter:
    def test_are_the_nearest_by_date_whatever_the_order_of_writing(self, site, client):
        for number in (3, 1, 4, 2):
            make_article(site, number)
        assert steps(get(client, "/blog/artikel-2/")) == [
            ("prev", "/blog/artikel-1/", "Vorig artikel Artikel 1 1 oktober 2026"),
            ("next", "/blog/artikel-3/", "Volgend artikel Artikel 3 3 oktober 2026"),
        ]
        assert [step[:2] for step in steps(get(client, "/blog/artikel-1/"))] == [
            ("next", "/blog/artikel-2/")
        ]
        assert [step[:2] for step in steps(get(client, "/blog/artikel-4/"))] == [
            ("prev", "/blog/artikel-3/")
        ]

    def test_of_one_day_the_last_made_comes_later(self, site, client):
        for number in (1, 2, 3):
            make_article(site, number, date=date(2026, 10, 5))
        assert [step[1] for step in steps(get(client, "/blog/artikel-2/"))] == [
            "/blog/artikel-1/",
            "/blog/artikel-3/",
        ]

    def test_pass_over_drafts_private_articles_and_the_other_language(self, site, client):
        make_article(site, 1)
        make_article(site, 2, live=False)
        private = make_article(site, 3)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        article = make_article(site, 5)
        ArticlePageFactory(
            parent=site.blog_en,
            locale=site.blog_en.locale,
            title="Article 4",
            slug="article-4",
            date=date(2026, 10, 4),
        )
        assert [step[1] for step in steps(get(client, "/blog/artikel-5/"))] == ["/blog/artikel-1/"]
        copy_in_english(article, title="Article 5")
        assert steps(get(client, "/en/blog/artikel-5/")) == [
            ("prev", "/en/blog/article-4/", "Previous article Article 4 4 October 2026")
        ]

    def test_the_only_article_has_neither(self, site, client):
        make_article(site, 1)
        html = get(client, "/blog/artikel-1/")
        assert "article-steps" not in html
        assert 'id="more-articles"' not in html


class TestRelated:
    @pytest.fixture(autouse=True)
    def listening(self, site):
        return CategoryFactory()

    def test_category_comes_before_tags_and_of_those_the_latest_first(
        self, site, client, listening
    ):
        """The 20th is the article; the 19th and 21st stand beside it."""
        tag(make_article(site, 20, category=listening), "werk", "taal")
        for number in (19, 21):
            make_article(site, number, category=listening)
        make_article(site, 1, category=listening)
        tag(make_article(site, 2), "werk", "taal")
        tag(make_article(site, 3), "werk")
        tag(make_article(site, 4), "werk", "weer")
        make_article(site, 5)
        make_article(site, 6, category=CategoryFactory(name="Vragen", slug="vragen"))
        assert titles(get(client, "/blog/artikel-20/")) == ["Artikel 1", "Artikel 2", "Artikel 4"]

    def test_an_article_without_category_and_tags_has_none(self, site, client):
        for number in (1, 2, 3, 4):
            make_article(site, number)
        assert titles(get(client, "/blog/artikel-2/")) == []

    def test_drafts_private_ones_and_the_other_language_are_absent(self, site, client, listening):
        for number in (9, 10, 11):
            article = make_article(site, number, category=listening)
            if number == 10:
                copy_in_english(article, title="Article 10")
        make_article(site, 1, category=listening, live=False)
        private = make_article(site, 2, category=listening)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        copy_in_english(make_article(site, 3, category=listening), title="Article 3")
        copy_in_english(make_article(site, 4, category=listening), title="Article 4")
        assert titles(get(client, "/blog/artikel-10/")) == ["Artikel 4", "Artikel 3"]
        # The fourth of October stands before it.
        assert titles(get(client, "/en/blog/artikel-10/")) == ["Article 3"]

    def test_trainings_of_related_articles_follow_that_of_the_article_itself(
        self, site, client, listening
    ):
        own = make_training(site, english=False)
        first = make_training(site, english=False, slug="luisteren", title="Luisteren")
        second = make_training(site, english=False, slug="weigeren", title="Weigeren")
        make_article(site, 20, category=listening, related_training=own)
        make_article(site, 19)
        make_article(site, 3, category=listening, related_training=own)
        make_article(site, 2, category=listening, related_training=first)
        make_article(site, 1, category=listening, related_training=second)
        html = get(client, "/blog/artikel-20/")
        assert trainings(html) == ["Hulp vragen kun je leren", "Luisteren"]
        assert "Trainingen die hierbij passen" in html
        own.unpublish()
        assert trainings(get(client, "/blog/artikel-20/")) == ["Luisteren", "Weigeren"]
        make_article(site, 18, category=listening)
        # One without a training of its own has those that go with its like.
        assert trainings(get(client, "/blog/artikel-18/")) == ["Luisteren", "Weigeren"]

    def test_one_that_is_previewed_before_it_is_saved_is_the_last_of_its_day(self, site, listening):
        make_article(site, 3)
        article = ArticlePage(
            title="Nieuw", slug="nieuw", date=date(2026, 10, 3), locale=site.blog.locale
        )
        response = article.make_preview_request()
        assert response.status_code == 200
        assert "Artikel 3" in response.content.decode()


class TestSharing:
    def test_a_mail_has_the_title_and_the_address(self):
        link = mail_link("R&D: 100% “vragen”?", "https://example.com/blog/vragen/")
        parts = urlsplit(link)
        assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "", "")
        assert parse_qs(parts.query, strict_parsing=True) == {
            "subject": ["R&D: 100% “vragen”?"],
            "body": ["R&D: 100% “vragen”?\r\nhttps://example.com/blog/vragen/\r\n"],
        }
        # A plus is a plus in a mailto: address (RFC 6068, 5).
        assert "+" not in link
        assert " " not in link

    def test_there_is_nothing_to_share_without_an_address(self):
        assert mail_link("Vragen", "") == ""

    def test_without_scripts_there_are_the_address_and_the_mail(self, site, client):
        make_article(site, 1, title="Vraag & antwoord")
        html = get(client, "/blog/artikel-1/")
        block = re.search(r'<section class="share".*?</section>', html, re.S)[0]
        assert "Deel dit artikel" in block
        assert "http://127.0.0.1:8000/blog/artikel-1/" in block
        link = unescape(re.search(r'href="(mailto:[^"]+)"', block)[1])
        assert link == mail_link("Vraag & antwoord", "http://127.0.0.1:8000/blog/artikel-1/")
        buttons = re.findall(r"<button[^>]*>", block)
        assert len(buttons) == 2
        assert all(re.search(r"\bhidden\b", button) for button in buttons)
        assert 'role="status"' in block
