"""Articles: the list of them, what one shows, and the card of the training that goes with it."""

import re
from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from blog.models import ArticlePage, ArticleTag, Tag, latest_articles
from events.models import EditionStatus
from home.models import Category
from home.search.finding import find
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    PersonFactory,
    copy_in_english,
    make_edition,
    make_training,
    translate,
)
from tests.markup import tidy

pytestmark = pytest.mark.indexed


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to("2026-11-24 09:00 +0100")


def make_article(site, number, **fields):
    """An article that was written on a day in November."""
    return ArticlePageFactory(
        parent=site.blog,
        **{
            "title": f"Artikel {number}",
            "slug": f"artikel-{number}",
            "date": date(2026, 11, number),
            **fields,
        },
    )


def titles(html):
    """The titles of the articles in a list."""
    return [
        title.strip()
        for title in re.findall(
            r'class="article-card__title">\s*<a[^>]*>(.*?)</a>', html, re.DOTALL
        )
    ]


def card(html):
    """The card of a training, its white space tidied, or None."""
    found = re.search(r'<article class="training-card.*?</article>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else None


def get(client, path, status=200, **query):
    """Fetch a page."""
    response = client.get(path, query)
    assert response.status_code == status
    return tidy(response.content.decode())


class TestList:
    def test_the_latest_comes_first_whatever_the_order_of_writing(self, site, client):
        for number in (2, 3, 1):
            make_article(site, number)
        assert titles(get(client, "/blog/")) == ["Artikel 3", "Artikel 2", "Artikel 1"]

    def test_of_one_day_the_last_made_comes_first(self, site, client):
        make_article(site, 1, title="Eerst", date=date(2026, 11, 1))
        make_article(site, 2, title="Daarna", date=date(2026, 11, 1))
        assert titles(get(client, "/blog/")) == ["Daarna", "Eerst"]

    def test_drafts_and_private_articles_are_absent(self, site, client):
        make_article(site, 1)
        make_article(site, 2, live=False)
        private = make_article(site, 3)
        PageViewRestriction.objects.create(
            page=private, restriction_type="password", password="geheim"
        )
        assert titles(get(client, "/blog/")) == ["Artikel 1"]
        assert [article.title for article in latest_articles(3)] == ["Artikel 1"]
        assert "Artikel 3" not in get(client, "/")
        get(client, "/blog/artikel-2/", status=404)
        asked = get(client, "/blog/artikel-3/")
        assert 'name="password"' in asked
        assert "Vragen staat vrij." not in asked
        assert "Artikel 3" not in asked

    def test_each_language_lists_its_own(self, site, client):
        make_article(site, 1)
        copy_in_english(make_article(site, 2), title="Article 2", slug="article-2")
        assert titles(get(client, "/blog/")) == ["Artikel 2", "Artikel 1"]
        assert titles(get(client, "/en/blog/")) == ["Article 2"]

    def test_a_card_shows_the_date_and_the_introduction(self, site, client):
        make_article(site, 3, introduction="Vragen staat vrij.")
        html = get(client, "/blog/")
        assert "3 november 2026" in html
        assert "Vragen staat vrij." in html
        assert 'href="/blog/artikel-3/"' in html

    def test_an_empty_list_says_so(self, site, client):
        assert "Er staan hier nog geen artikelen." in get(client, "/blog/")
        assert "There are no articles here yet." in get(client, "/en/blog/")

    def test_the_home_page_shows_the_three_latest(self, site, client):
        for number in range(1, 6):
            make_article(site, number)
        assert titles(get(client, "/")) == ["Artikel 5", "Artikel 4", "Artikel 3"]


class TestPages:
    @pytest.fixture(autouse=True)
    def articles(self, site):
        return [make_article(site, number) for number in range(1, 20)]

    def test_there_are_nine_on_a_page(self, client):
        assert titles(get(client, "/blog/")) == [f"Artikel {n}" for n in range(19, 10, -1)]
        assert titles(get(client, "/blog/", page=2)) == [f"Artikel {n}" for n in range(10, 1, -1)]
        assert titles(get(client, "/blog/", page=3)) == ["Artikel 1"]

    def test_the_first_has_no_number_or_one(self, client):
        first = titles(get(client, "/blog/"))
        assert titles(get(client, "/blog/", page="1")) == first
        assert titles(get(client, "/blog/", page="")) == first

    @pytest.mark.parametrize(
        "number", ["0", "-1", "4", "999", "9" * 5000, "abc", "1.0", "٢", "２", "²", " 2", "last"]
    )
    def test_a_page_that_does_not_exist_is_not_found(self, client, number):
        get(client, "/blog/", status=404, page=number)

    def test_each_leads_on(self, client):
        html = get(client, "/blog/", page=2)
        assert 'rel="prev" href="/blog/">Nieuwer</a>' in html
        assert 'rel="next" href="/blog/?page=3">Ouder</a>' in html
        assert 'rel="prev"' not in get(client, "/blog/")
        assert 'rel="next"' not in get(client, "/blog/", page=3)


class TestCategories:
    @pytest.fixture
    def listening(self, site):
        category = CategoryFactory()
        category.save_revision().publish()
        translate(category, {"Luisteren": "Listening"})
        english = Category.objects.get(locale__language_code="en")
        english.slug = "listening"
        english.save()
        return category

    def test_a_list_can_be_of_one(self, site, client, listening):
        make_article(site, 1, category=listening)
        make_article(site, 2)
        html = get(client, "/blog/", category="luisteren")
        assert titles(html) == ["Artikel 1"]
        assert "<h1>Luisteren</h1>" in html
        assert re.search(r"<title>\s*Luisteren · Blog", html)
        assert '<a href="/blog/?category=luisteren" aria-current="true">Luisteren</a>' in html

    def test_readers_of_english_have_its_english_name_and_address(self, site, client, listening):
        article = make_article(site, 1, category=listening)
        copy_in_english(article, title="Article 1")
        html = get(client, "/en/blog/", category="listening")
        assert titles(html) == ["Article 1"]
        assert "Listening" in html
        assert "Luisteren" not in html
        assert "Luisteren" in get(client, "/blog/artikel-1/")
        english = get(client, "/en/blog/artikel-1/")
        assert "Listening" in english
        assert "Luisteren" not in english

    @pytest.mark.parametrize("slug", ["weg", "listening", "luisteren'--", "\x00", "' OR 1=1"])
    def test_one_that_does_not_exist_is_not_found(self, site, client, listening, slug):
        get(client, "/blog/", status=404, category=slug)

    def test_an_article_leads_to_all_on_its_subject_and_with_its_tags(
        self, site, client, listening
    ):
        tag = Tag.objects.create(name="Thuis", name_en="At home", slug="thuis")
        for number, tags in ((1, [tag]), (2, []), (3, [tag])):
            article = make_article(site, number, category=listening)
            article.tagged_items.set([ArticleTag(tag=each) for each in tags])
            article.save_revision().publish()
            copy_in_english(article, title=f"Article {number}")
        html = get(client, "/blog/artikel-1/")
        assert '<a class="subject" href="/blog/?category=luisteren">Luisteren</a>' in html
        assert '<a class="tag" href="/blog/?tag=thuis" rel="tag">Thuis</a>' in html
        html = get(client, "/blog/", tag="thuis")
        assert titles(html) == ["Artikel 3", "Artikel 1"]
        assert "<h1>Thuis</h1>" in html
        assert re.search(r"<title>\s*Thuis · Blog", html)
        assert re.search(r'rel="canonical"\s+href="[^"]*/blog/\?tag=thuis"', html)
        english = get(client, "/en/blog/", tag="thuis")
        assert titles(english) == ["Article 3", "Article 1"]
        assert "<h1>At home</h1>" in english
        assert titles(get(client, "/blog/", category="luisteren", tag="thuis")) == titles(html)

    @pytest.mark.parametrize("slug", ["weg", "\x00", "' OR 1=1"])
    def test_a_tag_that_does_not_exist_is_not_found(self, site, client, slug):
        get(client, "/blog/", status=404, tag=slug)

    def test_a_draft_is_not_offered(self, site, client):
        category = CategoryFactory(live=False)
        make_article(site, 1, category=category)
        assert "Luisteren</a>" not in get(client, "/blog/")
        get(client, "/blog/", status=404, category="luisteren")

    def test_the_pages_of_one_stay_with_it(self, site, client, listening):
        for number in range(1, 12):
            make_article(site, number, category=listening)
        make_article(site, 20)
        html = get(client, "/blog/", category="luisteren", page=2)
        assert titles(html) == ["Artikel 2", "Artikel 1"]
        assert 'rel="prev" href="/blog/?category=luisteren">Nieuwer</a>' in html
        assert "/blog/?category=luisteren&amp;page=2" in html.split("</head>")[0]


class TestArticle:
    def test_it_shows_who_wrote_it_when_and_about_what(self, site, client):
        author = PersonFactory(name="Marit Hoekstra", role="Trainer en coach")
        make_article(site, 3, author=author, category=CategoryFactory(name="Grenzen", slug="g"))
        html = get(client, "/blog/artikel-3/")
        assert "Door Marit Hoekstra" in html
        assert '<time datetime="2026-11-03">3 november 2026</time>' in html
        assert "Grenzen" in html
        assert "Geeft les sinds 2009." in html

    def test_readers_of_english_read_of_the_author_in_english(self, site, client):
        author = PersonFactory()
        author.save_revision().publish()
        translate(
            author,
            {
                "Trainer en coach": "Trainer and coach",
                "Geeft les sinds 2009.": "Has taught since 2009.",
            },
        )
        copy_in_english(make_article(site, 3, author=author), title="Article 3")
        html = get(client, "/en/blog/artikel-3/")
        assert "By Marit Hoekstra" in html
        assert "3 November 2026" in html
        assert "Has taught since 2009." in html
        assert "Geeft les" not in html

    def test_an_author_whose_english_is_a_draft_stays_the_author(self, site, client):
        author = PersonFactory()
        author.save_revision().publish()
        translate(author, {"Trainer en coach": "Trainer and coach"}, publish=False)
        copy_in_english(make_article(site, 3, author=author), title="Article 3")
        assert "By Marit Hoekstra" in get(client, "/en/blog/artikel-3/")

    def test_nothing_is_missing_from_one_with_a_title_alone(self, site, client):
        make_article(site, 3, introduction="")
        html = get(client, "/blog/artikel-3/")
        assert "<h1>Artikel 3</h1>" in html
        assert "None" not in html

    def test_its_date_is_today_unless_an_editor_says_otherwise(self, time_machine):
        time_machine.move_to("2026-11-24 23:30 +0000")  # half past midnight in Utrecht
        assert ArticlePage().date == date(2026, 11, 25)


class TestTags:
    @pytest.fixture(autouse=True)
    def article(self, site):
        article = make_article(site, 1)
        article.tags.set(
            [Tag.objects.create(name="werk", name_en="work"), Tag.objects.create(name="taal")]
        )
        article.save_revision().publish()
        article = ArticlePage.objects.get(pk=article.pk)
        copy_in_english(article, title="Article 1")

    def tags(self, html):
        return sorted(re.findall(r'<a class="tag"[^>]*>([^<]*)</a>', html))

    def test_are_in_the_readers_language_or_else_in_dutch(self, client):
        assert self.tags(get(client, "/blog/artikel-1/")) == ["taal", "werk"]
        assert self.tags(get(client, "/en/blog/artikel-1/")) == ["taal", "work"]


class TestTrainingBelowAnArticle:
    @pytest.fixture
    def training(self, site):
        return make_training(site)

    @pytest.fixture
    def article(self, site, training):
        article = make_article(site, 1, related_training=training)
        copy_in_english(article, title="Article 1")
        return article

    def test_its_card_shows_the_next_date_and_the_price(self, client, training, article):
        make_edition(training, date(2027, 2, 1), date(2027, 2, 8))
        dutch = card(get(client, "/blog/artikel-1/"))
        assert "Hulp vragen kun je leren" in dutch
        assert "vanaf maandag 1 februari 2027" in dutch
        assert "2 dagen" in dutch
        assert "Utrecht" in dutch
        assert "€ 1.250" in dutch
        english = card(get(client, "/en/blog/artikel-1/"))
        assert "Asking for help can be learned" in english
        assert "from Monday 1 February 2027" in english
        assert "€1,250" in english

    def test_its_card_goes_on_to_the_next_edition_when_one_has_begun(
        self, client, training, article, time_machine
    ):
        make_edition(training, date(2027, 2, 1))
        make_edition(training, date(2027, 3, 1))
        time_machine.move_to("2027-02-01 09:29:59 +0100")
        assert "maandag 1 februari 2027" in card(get(client, "/blog/artikel-1/"))
        time_machine.move_to("2027-02-01 09:30:00 +0100")
        assert "maandag 1 maart 2027" in card(get(client, "/blog/artikel-1/"))
        time_machine.move_to("2027-03-01 09:30:00 +0100")
        assert "Nog geen datum gepland" in card(get(client, "/blog/artikel-1/"))
        assert "No date planned yet" in card(get(client, "/en/blog/artikel-1/"))

    @pytest.mark.parametrize("status", [EditionStatus.CANCELLED, EditionStatus.POSTPONED])
    def test_its_card_passes_over_an_edition_that_does_not_go_ahead(
        self, client, training, article, status
    ):
        make_edition(training, date(2027, 2, 1), status=status)
        make_edition(training, date(2027, 3, 1))
        assert "maandag 1 maart 2027" in card(get(client, "/blog/artikel-1/"))

    def test_its_card_passes_over_a_draft(self, client, training, article):
        make_edition(training, date(2027, 2, 1), publish=False)
        assert "Nog geen datum gepland" in card(get(client, "/blog/artikel-1/"))

    def test_a_training_that_is_not_live_has_no_card(self, client, training, article):
        training.unpublish()
        assert card(get(client, "/blog/artikel-1/")) is None
        assert card(get(client, "/en/blog/artikel-1/")) is None

    def test_a_training_without_an_english_page_has_no_card_in_english(
        self, client, training, article
    ):
        training.get_translations().get().unpublish()
        assert card(get(client, "/blog/artikel-1/")) is not None
        assert card(get(client, "/en/blog/artikel-1/")) is None

    def test_an_article_whose_text_shows_it_does_not_show_it_twice(
        self, site, client, training, article
    ):
        make_edition(training, date(2027, 2, 1))
        other = make_training(site, english=False, slug="luisteren", title="Luisteren")
        with_card(article, training)
        html = get(client, "/blog/artikel-1/")
        assert html.count('<article class="training-card') == 1
        assert "maandag 1 februari 2027" in card(html)
        # A card of another training in the text leaves this one where it is.
        with_card(article, other)
        html = get(client, "/blog/artikel-1/")
        assert html.count('<article class="training-card') == 2
        assert re.search(r"Luisteren.*Hulp vragen kun je leren", html, re.DOTALL)

    def test_a_card_in_the_text_is_in_the_readers_language(self, client, training, article):
        make_edition(training, date(2027, 2, 1))
        with_card(article, training)
        english = article.get_translations().get().specific
        with_card(english, training)
        html = get(client, "/en/blog/artikel-1/")
        assert "Asking for help can be learned" in card(html)
        assert 'href="/en/trainings/asking-for-help/"' in html
        assert html.count('<article class="training-card') == 1


def with_card(article, training):
    """Let the text of an article hold the card of a training alone."""
    article = ArticlePage.objects.get(pk=article.pk)
    article.body = [("training_card", {"training": training})]
    article.save_revision().publish()


class TestTheSameSubject:
    """Articles and trainings find each other by their category, in both languages."""

    @pytest.fixture
    def training(self, site):
        """A training on listening."""
        listening = CategoryFactory()
        listening.save_revision().publish()
        training = make_training(site)
        training.category = listening
        training.save_revision().publish()
        return training

    def test_below_an_article_stands_the_training_on_its_subject(self, site, client, training):
        article = make_article(site, 1, category=training.category)
        copy_in_english(article, title="Article 1")
        make_article(site, 2, category=CategoryFactory(name="Grenzen", slug="grenzen"))
        assert "Hulp vragen kun je leren" in card(get(client, "/blog/artikel-1/"))
        assert "Asking for help can be learned" in card(get(client, "/en/blog/artikel-1/"))
        assert card(get(client, "/blog/artikel-2/")) is None

    def test_below_a_training_stand_articles_that_name_it_then_those_on_its_subject(
        self, site, client, training
    ):
        make_article(site, 1, related_training=training)
        make_article(site, 2, category=training.category)
        make_article(site, 3, category=training.category)
        make_article(site, 4)
        make_article(site, 5, category=training.category, live=False)
        html = get(client, "/trainingen/hulp-vragen/")
        assert titles(html) == ["Artikel 1", "Artikel 3", "Artikel 2"]
        assert "Om hierover te lezen" in html

    def test_in_english_the_english_ones(self, site, client, training):
        copy_in_english(make_article(site, 1, category=training.category), title="Article 1")
        make_article(site, 2, category=training.category)
        assert titles(get(client, "/en/trainings/asking-for-help/")) == ["Article 1"]

    def test_a_training_that_no_article_goes_with_has_no_such_part(self, site, client, training):
        make_article(site, 1)
        assert "more-articles" not in get(client, "/trainingen/hulp-vragen/")

    def test_a_training_is_found_by_its_subject_and_by_its_new_name(self, site, training):
        def found(question):
            return [hit.page_id for hit in find(question, "nl").hits]

        for name, other in (("Oefengesprekken", "praatlessen"), ("Praatlessen", "oefengesprekken")):
            training.category.name = name
            training.category.save_revision().publish()
            assert found(name) == [training.pk]
            assert found(other) == []
