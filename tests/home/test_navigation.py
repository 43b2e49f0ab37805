"""Where a page stands: menu, way up, the same page in the other language, its one address."""

import re
from html import unescape

import pytest
from wagtail.models import Site

from tests.factories import (
    ArticlePageFactory,
    StandardPageFactory,
    copy_in_english,
    make_training,
)
from tests.markup import tidy

HOST = "https://lesdag.example"


@pytest.fixture(autouse=True)
def _address(db):
    Site.objects.update(hostname="lesdag.example", port=443)


@pytest.fixture
def get(client):
    """Fetch a page as readers of lesdag.example do."""

    def fetch(path, status=200):
        response = client.get(path, headers={"host": "lesdag.example"}, secure=True)
        assert response.status_code == status
        return tidy(response.content.decode())

    return fetch


@pytest.fixture(autouse=True)
def _host(settings):
    settings.ALLOWED_HOSTS = ["lesdag.example", "testserver"]


@pytest.fixture
def about(site):
    """A page that exists in both languages."""
    page = StandardPageFactory(
        parent=site.home, title="Over ons", slug="over-ons", show_in_menus=True
    )
    copy_in_english(page, title="About us", slug="about-us")
    return page


def language_links(html):
    """The links of the language switch: (language, address, words)."""
    switch = re.search(r'<nav class="language".*?</nav>', html, re.DOTALL)
    if not switch:
        return []
    return [
        (found[2], found[1], found[3])
        for found in re.finditer(r'<a href="([^"]*)" lang="(\w+)"[^>]*>([^<]*)</a>', switch[0])
    ]


def alternates(html):
    """What search engines are told of other languages."""
    return re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">', html)


def canonical(html):
    """The one address of the page."""
    (address,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
    return unescape(address)


def locales(html):
    """What Open Graph is told of the language of a page, and of the others that it is in."""
    return re.findall(r'<meta property="og:(locale|locale:alternate)" content="(\w+)">', html)


class TestOpenGraph:
    def test_names_the_language_of_a_page_and_those_in_which_it_says_the_same(self, get, about):
        dutch, english = ("nl_NL", "en_GB")
        assert locales(get("/over-ons/")) == [("locale", dutch), ("locale:alternate", english)]
        assert locales(get("/en/about-us/")) == [("locale", english), ("locale:alternate", dutch)]

    def test_names_no_other_language_where_the_page_is_in_one(self, get, about):
        StandardPageFactory(parent=about, title="Ons team", slug="team")
        assert locales(get("/over-ons/team/")) == [("locale", "nl_NL")]


class TestLanguageSwitch:
    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("/", ("en", "/en/", "English")),
            ("/en/", ("nl", "/", "Nederlands")),
            ("/over-ons/", ("en", "/en/about-us/", "English")),
            ("/en/about-us/", ("nl", "/over-ons/", "Nederlands")),
            ("/blog/", ("en", "/en/blog/", "English")),
            ("/en/trainings/", ("nl", "/trainingen/", "Nederlands")),
        ],
    )
    def test_leads_to_the_same_page(self, get, about, path, expected):
        html = get(path)
        assert language_links(html) == [expected]
        assert "language-note" not in html

    def test_leads_to_the_same_training_and_article(self, get, site):
        make_training(site)
        article = ArticlePageFactory(parent=site.blog, slug="acht-redenen")
        copy_in_english(article, title="Eight reasons", slug="eight-reasons")
        assert language_links(get("/trainingen/hulp-vragen/"))[0][1] == (
            "/en/trainings/asking-for-help/"
        )
        assert language_links(get("/en/blog/eight-reasons/"))[0][1] == "/blog/acht-redenen/"

    def test_leads_to_the_nearest_translated_parent_and_says_so(self, get, about):
        team = StandardPageFactory(parent=about, title="Ons team", slug="team")
        StandardPageFactory(parent=team, title="Marit", slug="marit")
        html = get("/over-ons/team/marit/")
        assert language_links(html) == [("en", "/en/about-us/", "English")]
        note = re.search(r'<p[^>]*id="language-note">.*?</p>', html, re.DOTALL)[0]
        assert "niet in het Engels" in note
        assert ">About us</a>" in note
        assert 'aria-describedby="language-note"' in html

    def test_an_english_page_says_so_in_english(self, get, site, about):
        english = about.get_translations().get()
        StandardPageFactory(
            parent=english, title="Only here", slug="only-here", locale=english.locale
        )
        html = get("/en/about-us/only-here/")
        assert language_links(html) == [("nl", "/over-ons/", "Nederlands")]
        note = re.search(r'<p[^>]*id="language-note">.*?</p>', html, re.DOTALL)[0]
        assert "This page isn’t available in Dutch" in note
        assert ">Over ons</a>" in note

    def test_does_not_lead_to_a_draft(self, get, about):
        about.get_translations().get().unpublish()
        html = get("/over-ons/")
        assert language_links(html) == [("en", "/en/", "English")]
        assert "/en/about-us/" not in html
        assert alternates(html) == [
            ("nl", f"{HOST}/over-ons/"),
            ("x-default", f"{HOST}/over-ons/"),
        ]

    def test_is_absent_where_the_other_language_has_nothing(self, get, site):
        site.home_en.delete()
        html = get("/")
        assert language_links(html) == []
        assert "language-note" not in html


class TestSearchEngines:
    @pytest.mark.parametrize(
        ("path", "nl", "en"),
        [
            ("/", "/", "/en/"),
            ("/en/", "/", "/en/"),
            ("/over-ons/", "/over-ons/", "/en/about-us/"),
            ("/en/about-us/", "/over-ons/", "/en/about-us/"),
        ],
    )
    def test_both_languages_the_page_itself_and_a_default_are_named(self, get, about, path, nl, en):
        html = get(path)
        assert alternates(html) == [
            ("nl", HOST + nl),
            ("en", HOST + en),
            ("x-default", HOST + nl),
        ]

    def test_a_page_in_english_only_is_its_own_default(self, get, about):
        english = about.get_translations().get()
        StandardPageFactory(parent=english, title="Only", slug="only", locale=english.locale)
        assert alternates(get("/en/about-us/only/")) == [
            ("en", f"{HOST}/en/about-us/only/"),
            ("x-default", f"{HOST}/en/about-us/only/"),
        ]

    @pytest.mark.parametrize("path", ["/", "/en/", "/over-ons/", "/en/about-us/", "/blog/"])
    def test_each_language_has_an_address_of_its_own(self, get, about, path):
        html = get(path)
        assert canonical(html) == HOST + path
        assert canonical(get(f"{path}?utm_source=x&page=")) == HOST + path

    def test_the_language_is_named(self, get, about):
        assert '<html lang="nl">' in get("/over-ons/")
        assert '<html lang="en">' in get("/en/about-us/")

    def test_each_page_of_a_list_is_its_own_and_has_no_alternates(self, get, site):
        for number in range(10):
            ArticlePageFactory(parent=site.blog, slug=f"artikel-{number}")
        html = get("/blog/?page=2&utm_source=x")
        assert canonical(html) == f"{HOST}/blog/?page=2"
        assert alternates(html) == []
        assert canonical(get("/blog/?page=1")) == f"{HOST}/blog/"
        assert alternates(get("/blog/?page=1"))[0] == ("nl", f"{HOST}/blog/")

    def test_a_hostile_query_is_escaped_or_not_found(self, get, site):
        get('/blog/?page="><script>', status=404)
        get('/blog/?category="><script>', status=404)
        # Pages that are no lists do not look at the query.
        assert "<script>alert" not in get('/?page="><script>alert(1)</script>')


class TestMenu:
    def words(self, html):
        nav = re.search(r'<nav class="menu menu--wide".*?</nav>', html, re.DOTALL)[0]
        return [
            (href, title.strip())
            for href, title in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', nav)
        ]

    def test_shows_the_pages_that_editors_chose_in_the_readers_language(self, get, about):
        assert self.words(get("/")) == [
            ("/trainingen/", "Trainingen"),
            ("/blog/", "Blog"),
            ("/over-ons/", "Over ons"),
        ]
        assert self.words(get("/en/")) == [
            ("/en/trainings/", "Trainings"),
            ("/en/blog/", "Blog"),
            ("/en/about-us/", "About us"),
        ]

    def test_leaves_out_drafts_and_pages_that_are_not_in_it(self, get, site, about):
        StandardPageFactory(parent=site.home, title="Concept", slug="concept", live=False)
        StandardPageFactory(parent=site.home, title="Los", slug="los", show_in_menus=False)
        titles = [title for _href, title in self.words(get("/"))]
        assert titles == ["Trainingen", "Blog", "Over ons"]

    def test_at_the_foot_come_pages_below_the_main_ones_that_are_in_menus(self, get, about):
        page = StandardPageFactory(
            parent=about, title="Toegankelijk", slug="toegankelijk", show_in_menus=True
        )
        StandardPageFactory(parent=about, title="Team", slug="team")
        StandardPageFactory(parent=page, title="Dieper", slug="dieper", show_in_menus=True)
        top, foot = get("/").split("<footer", 1)
        assert "Toegankelijk" not in top
        assert re.findall(r'<li>\s*<a href="([^"]+)"', foot) == [
            "/trainingen/",
            "/blog/",
            "/over-ons/",
            "/over-ons/toegankelijk/",
        ]

    def test_marks_where_the_reader_is(self, get, about):
        assert 'href="/over-ons/" aria-current="page"' in get("/over-ons/")
        StandardPageFactory(parent=about, title="Team", slug="team")
        assert 'href="/over-ons/" aria-current="true"' in get("/over-ons/team/")
        assert 'aria-current="page"' not in get("/over-ons/team/")
        assert "aria-current" not in get("/")

    def test_is_there_on_a_page_that_is_not_found_in_both_languages(self, get, about):
        assert ("/over-ons/", "Over ons") in self.words(get("/bestaat-niet/", status=404))
        assert ("/en/about-us/", "About us") in self.words(get("/en/nowhere/", status=404))

    def test_a_page_that_is_not_found_leads_to_the_home_page_of_the_other_language(
        self, get, about
    ):
        missing = get("/bestaat-niet/", status=404)
        assert language_links(missing) == [("en", "/en/", "English")]
        assert language_links(get("/en/nowhere/", status=404)) == [("nl", "/", "Nederlands")]
        assert "canonical" not in missing
        assert 'hreflang="x-default"' not in missing


class TestBreadcrumbs:
    def crumbs(self, html):
        nav = re.search(r'<nav class="crumbs".*?</nav>', html, re.DOTALL)
        if not nav:
            return []
        return [
            (href, " ".join(words.split()))
            for href, words in re.findall(r'<a href="([^"]*)">([^<]*)</a>', nav[0])
        ]

    def test_lead_up_to_the_home_page(self, get, site):
        make_training(site)
        assert self.crumbs(get("/trainingen/hulp-vragen/")) == [
            ("/", "Home"),
            ("/trainingen/", "Trainingen"),
        ]
        assert self.crumbs(get("/en/trainings/asking-for-help/")) == [
            ("/en/", "Home"),
            ("/en/trainings/", "Trainings"),
        ]

    def test_are_absent_on_the_home_page(self, get, site):
        assert self.crumbs(get("/")) == []


class TestTitles:
    def test_name_the_page_and_the_organisation(self, get, about):
        assert re.search(r"<title>\s*Over ons · Lesdag\s*</title>", get("/over-ons/"))

    def test_a_title_for_search_engines_goes_first(self, get, about):
        about.seo_title = "Wie wij zijn"
        about.search_description = "Drie trainers in Utrecht."
        about.save_revision().publish()
        html = get("/over-ons/")
        assert re.search(r"<title>\s*Wie wij zijn · Lesdag\s*</title>", html)
        assert '<meta name="description" content="Drie trainers in Utrecht.">' in html
        assert "<h1>Over ons</h1>" in re.sub(r"<h1[^>]*>\s*", "<h1>", html).replace("\n", "")
