"""Searching the site: what is found, in which order, and what readers are told of it."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import Page, PageViewRestriction

from blog.models import ArticleTag, Tag
from events.models import EditionStatus
from home.models import SearchEntry, SearchTerm, SearchWord
from home.search import index
from home.search.finding import find
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    LocationFactory,
    PersonFactory,
    StandardPageFactory,
    copy_in_english,
    make_edition,
    make_training,
    translate,
)
from tests.markup import tidy

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


def publish(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def article(site, title, slug, text="", **fields):
    body = json.dumps([{"type": "text", "value": f"<p>{text}</p>"}] if text else [])
    return publish(
        ArticlePageFactory(parent=site.blog, title=title, slug=slug, body=body, **fields)
    )


def about(site, title, slug, **fields):
    return publish(StandardPageFactory(parent=site.home, title=title, slug=slug, **fields))


def titles(question, language="nl"):
    hits = find(question, language).hits
    pages = Page.objects.in_bulk([hit.page_id for hit in hits])
    return [pages[hit.page_id].title for hit in hits]


@pytest.fixture
def hedge(site):
    """An article of which each word stands in one place."""
    return article(
        site,
        "De buurman met de heggenschaar",
        "heggenschaar",
        "Bij het café op de hoek begon het, met coördinatie van de tuinen.",
        introduction="Over grenzen tussen buren.",
    )


class TestWhatIsFound:
    @pytest.mark.parametrize(
        "question",
        [
            "heggenschaar",
            "HEGGENSCHAAR",
            "café",
            "cafe",
            "coordinatie",
            "tuin",
            "grens",
            "heggen",
            "schaar",
            "buurman heggenschaar",
            "heggenschaar   van de buurman?!",
        ],
    )
    def test_word_stem_part_and_accents(self, hedge, question):
        assert titles(question) == ["De buurman met de heggenschaar"]

    @pytest.mark.parametrize(
        ("question", "meant"),
        [
            ("hegenschaar", "heggenschaar"),
            ("heggenshcaar", "heggenschaar"),
            ("koffie bij de hegenschar", ""),
            ("cafee", "café"),
        ],
    )
    def test_typing_errors_are_forgiven(self, hedge, question, meant):
        assert titles(question) == ["De buurman met de heggenschaar"]
        if meant:
            assert find(question, "nl").corrected == meant

    @pytest.mark.parametrize("question", ["huin", "caft", "boekschrijven", "tuit"])
    def test_another_word_is_not_taken_for_an_error(self, site, question):
        article(site, "Tuin, café en inschrijven", "tuin")
        assert find(question, "nl").corrected == ""

    @pytest.mark.parametrize(
        ("written", "asked"),
        [
            ("geoefend", "oefenen"),
            ("oefenen", "geoefend"),
            ("oefende", "oefenen"),
            ("betaald", "betalen"),
            ("betalen", "betaald"),
            ("gebruikt", "gebruiken"),
            ("luisterde", "luisteren"),
            ("geannuleerd", "annuleren"),
        ],
    )
    def test_forms_of_a_verb_find_each_other(self, site, written, asked):
        article(site, "Zo ging het", "zo", f"Wat er {written} wordt.")
        assert titles(asked) == ["Zo ging het"]
        assert find(asked, "nl").corrected == ""

    def test_a_short_word_is_taken_as_it_is(self, hedge):
        assert titles("hek") == []

    def test_all_words_before_some_of_them(self, site, hedge):
        article(site, "Tuinen in de stad", "tuinen")
        assert titles("tuinen café") == ["De buurman met de heggenschaar"]
        assert not find("tuinen café", "nl").only_some
        assert find("stad café", "nl").only_some
        assert set(titles("stad café")) == {"De buurman met de heggenschaar", "Tuinen in de stad"}

    def test_names_of_author_subject_and_tags(self, site):
        written = article(
            site,
            "Zonder namen",
            "zonder",
            author=PersonFactory(name="Soufian Amrani"),
            category=CategoryFactory(name="Samenwerken", slug="samenwerken"),
        )
        written.tagged_items.add(ArticleTag(tag=Tag.objects.create(name="pauze", name_en="break")))
        written = publish(written)
        for question in ("Soufian", "samenwerken", "pauze"):
            assert titles(question) == ["Zonder namen"]
        copy_in_english(written, title="Without names", slug="without")
        assert titles("break", "en") == ["Without names"]
        assert titles("pauze", "en") == []

    def test_names_of_trainer_and_usual_place(self, site):
        make_training(
            site,
            person=PersonFactory(name="Joyce Bakker"),
            default_location=LocationFactory(name="De Schuur", city="Amersfoort"),
        )
        for question in ("joyce", "Amersfoort", "schuur", "training Joyce"):
            assert titles(question) == ["Hulp vragen kun je leren"]
        assert titles("joyce", "en") == ["Asking for help can be learned"]

    def test_days_place_directions_and_state_of_what_is_planned(self, site):
        training = make_training(site)
        place = LocationFactory(
            name="De Werf", city="Zwolle", directions="<p>Parkeren kan in de garage.</p>"
        )
        edition = make_edition(training, date(2027, 3, 1), location=place)
        for question in ("maart 2027", "zwolle maart", "parkeren"):
            assert titles(question) == ["Hulp vragen kun je leren"]
        assert titles("March 2027", "en") == ["Asking for help can be learned"]
        assert titles("geannuleerd") == []
        edition.status = EditionStatus.CANCELLED
        edition.save_revision().publish()
        assert titles("geannuleerd") == titles("annuleren") == ["Hulp vragen kun je leren"]
        edition.unpublish()
        assert titles("maart") == titles("parkeren") == []

    def test_a_name_that_changes_is_found_by_its_new_one(self, site):
        person, place = PersonFactory(name="Joyce"), LocationFactory(name="De Schuur")
        subject = CategoryFactory(name="Samenwerken", slug="samenwerken")
        tag = Tag.objects.create(name="pauze")
        make_training(site, english=False, person=person, default_location=place)
        written = article(site, "Zonder namen", "zonder", author=person, category=subject)
        written.tagged_items.add(ArticleTag(tag=tag))
        publish(written)
        for row, name in ((person, "Yvonne"), (place, "De Molen"), (subject, "Overleg")):
            row.name = name
            row.save_revision().publish()
        tag.name = "rust"
        tag.save()
        assert sorted(titles("yvonne")) == ["Hulp vragen kun je leren", "Zonder namen"]
        assert titles("molen") == ["Hulp vragen kun je leren"]
        assert titles("overleg") == titles("rust") == ["Zonder namen"]
        assert [titles(word) for word in ("joyce", "schuur", "samenwerken", "pauze")] == [[]] * 4
        tag.delete()
        assert titles("rust") == []

    def test_programme_and_questions_of_a_training(self, site):
        make_training(
            site,
            questions=json.dumps(
                [
                    {
                        "type": "question",
                        "value": {"question": "Mag de hond mee?", "answer": "<p>Jazeker.</p>"},
                    }
                ]
            ),
        )
        assert titles("weigeren") == titles("hond") == ["Hulp vragen kun je leren"]

    def test_no_more_than_eight_words_are_asked(self, hedge):
        many = "buurman heggenschaar café hoek coördinatie tuinen grenzen buren koekoeksklok"
        assert titles(many) == ["De buurman met de heggenschaar"]


class TestOrder:
    def test_title_before_introduction_before_body(self, site):
        article(site, "Derde", "derde", "Iets over stilte.")
        article(site, "Tweede", "tweede", introduction="Iets over stilte.")
        article(site, "Iets over stilte", "eerste")
        assert titles("stilte") == ["Iets over stilte", "Tweede", "Derde"]

    def test_a_title_that_says_nothing_else_comes_first(self, site):
        article(site, "Stilte in een gesprek met veel mensen", "lang", "Stilte. Stilte. Stilte.")
        article(site, "Stilte", "kort")
        assert titles("stilte")[0] == "Stilte"

    def test_a_word_itself_before_one_of_which_it_is_part(self, site):
        article(site, "De grenstraining", "samengesteld")
        article(site, "De grens", "zelf")
        assert titles("grens") == ["De grens", "De grenstraining"]

    def test_a_rare_word_counts_for_more(self, site):
        for number in range(5):
            article(site, f"Gesprek {number}", f"gesprek-{number}", "Een pauze nemen.")
        article(site, "Hamster", "hamster", "Een gesprek met pauze.")
        article(site, "Pauze en gesprek", "beide", "Met een hamster.")
        assert set(titles("gesprek hamster")[:2]) == {"Hamster", "Pauze en gesprek"}

    def test_a_training_that_can_be_enrolled_in_before_one_that_is_over(self, site):
        kinds = {"past": "geweest", "cancelled": "afgezegd", "coming": "komend"}
        trainings = {
            kind: make_training(site, english=False, slug=slug, title="Luisteren")
            for kind, slug in kinds.items()
        }
        make_edition(trainings["past"], date(2026, 10, 1))
        make_edition(trainings["cancelled"], date(2027, 1, 11), status=EditionStatus.CANCELLED)
        make_edition(trainings["coming"], date(2027, 1, 11))
        ids = [hit.page_id for hit in find("luisteren", "nl").hits]
        assert ids[0] == trainings["coming"].pk
        assert set(ids) == {training.pk for training in trainings.values()}


class TestWhatIsNotFound:
    def restrict(self, page, kind="password"):
        return PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password="geheim"
        )

    def known(self, page):
        return SearchEntry.objects.filter(page_id=page.pk).exists()

    def test_a_draft(self, site):
        page = StandardPageFactory(parent=site.home, title="Geheim plan", slug="plan", live=False)
        page.save_revision()
        assert titles("geheim") == []
        assert not self.known(page)

    def test_what_a_draft_of_a_live_page_says(self, hedge):
        hedge.title = "Sneeuwschuiver"
        hedge.save_revision()
        assert titles("sneeuwschuiver") == []
        assert titles("heggenschaar") == ["De buurman met de heggenschaar"]

    def test_a_page_that_was_unpublished(self, hedge):
        hedge.unpublish()
        assert titles("heggenschaar") == []
        assert not self.known(hedge)

    def test_a_page_that_has_expired(self, hedge):
        hedge.expire_at = timezone.now() - timedelta(minutes=1)
        hedge.save()
        call_command("publish_scheduled")
        assert titles("heggenschaar") == []
        assert not self.known(hedge)

    def test_a_page_whose_time_has_not_come(self, site):
        page = StandardPageFactory(parent=site.home, title="Later nieuws", slug="later", live=False)
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()
        assert titles("nieuws") == []

    def test_a_page_that_was_deleted(self, hedge):
        hedge.delete()
        assert titles("heggenschaar") == []
        assert not SearchWord.objects.filter(term__folded="heggenschaar").exists()

    def test_a_private_page_that_was_deleted_with_its_list(self, site, hedge):
        self.restrict(site.blog)
        site.blog.delete()
        assert not SearchEntry.objects.filter(page__slug="heggenschaar").exists()
        assert not SearchWord.objects.filter(term__folded="heggenschaar").exists()

    @pytest.mark.parametrize("kind", ["password", "login"])
    def test_a_private_page(self, hedge, kind):
        self.restrict(hedge, kind)
        assert titles("heggenschaar") == []
        assert not self.known(hedge)

    def test_a_page_below_a_private_one_until_it_is_open_again(self, site, hedge):
        restriction = self.restrict(site.blog)
        assert titles("heggenschaar") == []
        assert not self.known(hedge)
        restriction.delete()
        assert titles("heggenschaar") == ["De buurman met de heggenschaar"]

    def test_a_page_that_is_moved_to_where_it_is_private(self, site):
        closed = about(site, "Voor leden", "leden")
        self.restrict(closed)
        page = about(site, "Ledenlijst", "lijst")
        assert titles("ledenlijst") == ["Ledenlijst"]
        page.move(closed, "last-child")
        assert titles("ledenlijst") == []
        assert not self.known(page)

    def test_a_private_page_that_is_published_again(self, hedge):
        self.restrict(hedge)
        publish(hedge)
        assert not self.known(hedge)

    def test_words_of_private_pages_correct_nobody(self, site, hedge):
        self.restrict(hedge)
        answer = find("hegenschaar", "nl")
        assert (answer.hits, answer.corrected) == ([], "")

    @pytest.mark.parametrize("change", [{"live": False}, {}])
    def test_a_page_of_which_the_index_was_not_told(self, hedge, change):
        if change:
            Page.objects.filter(pk=hedge.pk).update(**change)
        else:
            PageViewRestriction.objects.bulk_create(
                [PageViewRestriction(page=hedge, restriction_type="login")]
            )
        assert self.known(hedge)
        assert titles("heggenschaar") == titles("hegenschaar") == []

    def test_the_english_page_until_it_is_published(self, site, hedge):
        assert titles("heggenschaar", "en") == []
        english = translate(hedge, {"De buurman met de heggenschaar": "Hedge"}, publish=False)
        assert titles("hedge", "en") == []
        english.save_revision().publish()
        assert titles("hedge", "en") == ["Hedge"]
        assert titles("hedge") == []

    def test_the_english_page_of_a_dutch_one_that_is_gone(self, hedge):
        english = copy_in_english(hedge, title="Hedge", slug="hedge")
        assert titles("hedge", "en") == ["Hedge"]
        hedge.unpublish()
        assert titles("hedge", "en") == []
        assert not self.known(english)

    def test_what_only_participants_are_told(self, site):
        make_training(site, bring="<p>Een zaklamp.</p>", vat_note="kwartaalkorting")
        assert titles("zaklamp") == titles("kwartaalkorting") == []


class TestWordsOfALanguage:
    def test_are_there_once_however_many_pages_have_them(self, site, hedge):
        article(site, "Nog een heggenschaar", "nog-een")
        (term,) = SearchTerm.objects.filter(word="heggenschaar")
        assert (term.language, term.folded) == ("nl", "heggenschaar")
        assert term.words.count() == 2

    def test_that_no_page_has_any_more_correct_nobody_and_go_when_all_is_read_anew(self, hedge):
        hedge.unpublish()
        assert SearchTerm.objects.filter(word="heggenschaar").exists()
        assert find("hegenschaar", "nl").corrected == ""
        call_command("rebuild_search")
        assert not SearchTerm.objects.filter(word="heggenschaar").exists()


class TestRebuilding:
    def test_reads_all_pages_and_forgets_the_rest(self, site, hedge, capsys):
        SearchEntry.objects.all().delete()
        hidden = about(site, "Verborgen", "verborgen")
        Page.objects.filter(pk=hidden.pk).update(live=False)
        call_command("rebuild_search")
        assert "7 pages can be found." in capsys.readouterr().out
        assert titles("heggenschaar") == ["De buurman met de heggenschaar"]
        assert not SearchEntry.objects.filter(page_id=hidden.pk).exists()

    def test_reads_what_was_published_at_rest(self, site):
        with index.at_rest():
            article(site, "Een zilverreiger in de sloot", "reiger")
            assert titles("zilverreiger") == []
        index.rebuild()
        assert titles("zilverreiger") == ["Een zilverreiger in de sloot"]


class TestPage:
    def get(self, client, address="/zoeken/", status=200, **asked):
        response = client.get(address, asked)
        assert response.status_code == status
        return tidy(response.content.decode())

    def test_shows_what_was_found(self, client, hedge):
        html = self.get(client, q="grenzen")
        assert "<title> Zoeken: grenzen · " in html
        assert "1 resultaat voor ‘grenzen’" in html
        assert 'href="/blog/heggenschaar/"' in html
        assert "Over <mark>grenzen</mark> tussen buren." in html
        assert '<span class="subject">Artikel</span>' in html
        assert '<time datetime="2026-11-01">1 november 2026</time>' in html
        assert '<meta name="robots" content="noindex, follow">' in html
        assert 'value="grenzen"' in html

    def test_is_in_english_too(self, client, hedge):
        copy_in_english(hedge, title="The hedge", slug="hedge", introduction="On boundaries.")
        html = self.get(client, "/en/search/", q="boundary")
        assert "<title> Search: boundary · " in html
        assert "1 result for ‘boundary’" in html
        assert 'href="/en/blog/hedge/"' in html
        assert "On <mark>boundaries</mark>." in html
        assert 'href="/zoeken/?q=boundary"' in html

    def test_knows_each_address_in_its_own_language_only(self, client, site):
        self.get(client, "/search/", status=404)
        self.get(client, "/en/zoeken/", status=404)
        assert client.get("/zoeken").headers["Location"] == "/zoeken/"

    def test_says_when_a_training_is_next_given(self, client, site):
        planned = make_training(site, slug="gepland", title="Luisteren")
        make_training(site, slug="niet", title="Luisteren")
        make_edition(planned, date(2027, 1, 11))
        html = self.get(client, q="luisteren")
        assert "Volgende keer:" in html
        assert '<time datetime="2027-01-11">maandag 11 januari 2027</time>' in html
        assert "Nog geen nieuwe datum" in html

    def test_narrows_by_kind_and_counts_each(self, client, site, hedge):
        make_training(site, english=False, title="Grenzen stellen")
        about(site, "Grenzen", "grenzen")
        html = self.get(client, q="grenzen")
        assert "3 resultaten voor ‘grenzen’" in html
        for name in ("Alles", "Artikelen", "Trainingen", "Pagina’s"):
            assert f'{name} <span class="seek__count">' in html
        html = self.get(client, q="grenzen", type="training")
        assert "1 resultaat voor ‘grenzen’" in html
        assert "heggenschaar/" not in html
        assert 'Alles <span class="seek__count">(3)</span>' in html
        assert '<input type="hidden" name="type" value="training">' in html
        assert 'href="/en/search/?q=grenzen&amp;type=training"' in html

    def test_a_kind_of_which_there_is_nothing_says_so(self, client, hedge):
        html = self.get(client, q="grenzen", type="pagina")
        assert "Van deze soort is er niets gevonden voor ‘grenzen’" in html
        assert 'Alles <span class="seek__count">(1)</span>' in html

    def test_says_how_a_typing_error_was_understood(self, client, hedge):
        html = self.get(client, q="de hegenschaar")
        assert "Er is niets gevonden voor ‘de hegenschaar’." in html
        assert '<a href="/zoeken/?q=de+heggenschaar">de heggenschaar</a>' in html
        assert "1 resultaat voor ‘de heggenschaar’" in html

    def test_says_that_no_page_has_all_words(self, client, site, hedge):
        article(site, "Tuinen in de stad", "tuinen")
        assert "Geen enkele pagina heeft al deze woorden." in self.get(client, q="stad café")

    def test_shows_what_else_there_is_where_nothing_was_found(self, client, site, hedge):
        make_edition(make_training(site), date(2027, 1, 11))
        html = self.get(client, q="xyzzy")
        assert "Er is niets gevonden voor ‘xyzzy’" in html
        assert "Binnenkort" in html
        assert "Hulp vragen kun je leren" in html
        assert "De buurman met de heggenschaar" in html

    def test_without_a_question_is_friendly(self, client, site):
        html = self.get(client)
        assert "Typ een paar woorden" in html
        assert "gevonden" not in html
        assert "<title> Zoeken · " in html

    def test_refuses_a_question_that_is_too_long_and_keeps_it(self, client, hedge):
        html = self.get(client, q="grenzen " * 30, status=400)
        assert "Dat is langer dan 200 tekens." in html
        assert 'value="grenzen grenzen' in html
        assert 'aria-invalid="true"' in html
        assert "<title> Fout: " in html
        assert self.get(client, q="g" * 200)

    def test_shows_ten_at_a_time(self, client, site):
        for number in range(12):
            article(site, f"Stilte {number}", f"stilte-{number}")
        html = self.get(client, q="stilte")
        assert html.count('class="seek__result"') == 10
        assert 'href="/zoeken/?q=stilte&amp;page=2"' in html
        html = self.get(client, q="stilte", page="2")
        assert html.count('class="seek__result"') == 2
        assert 'href="/zoeken/?q=stilte"' in html
        self.get(client, q="stilte", page="3", status=404)
        self.get(client, q="stilte", page="0", status=404)
        self.get(client, q="stilte", type="boek", status=404)

    def test_escapes_what_was_typed(self, client, hedge):
        html = self.get(client, q="<script>alert(1)</script> grenzen")
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt; grenzen" in html

    def test_sets_no_cookie_and_may_be_kept_for_a_minute(self, client, hedge):
        response = client.get("/zoeken/", {"q": "grenzen"})
        assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert client.post("/zoeken/").status_code == 405

    def test_keeps_nothing_of_what_was_asked(self, client, hedge):
        client.get("/zoeken/", {"q": "grenzen"})
        assert not Query.objects.exists()
        assert not QueryDailyHits.objects.exists()

    def test_is_linked_from_every_page(self, client, site):
        assert tidy(client.get("/").content.decode()).count('href="/zoeken/"') == 2
        assert 'href="/en/search/"' in client.get("/en/").content.decode()

    def test_is_offered_where_a_page_is_not_there(self, client, site):
        response = client.get("/nergens/")
        assert 'action="/zoeken/"' in response.content.decode()

    def test_asks_the_database_as_often_for_many_results_as_for_few(
        self, client, site, django_assert_max_num_queries
    ):
        def fill(first, last):
            for number in range(first, last):
                article(site, f"Stilte {number}", f"stilte-{number}")
                training = make_training(
                    site, english=False, title=f"Stilte {number}", slug=f"les-{number}"
                )
                make_edition(training, date(2027, 1, 11) + timedelta(days=number))

        fill(0, 2)
        client.get("/zoeken/", {"q": "stilte"})
        with django_assert_max_num_queries(100) as few:
            client.get("/zoeken/", {"q": "stilte"})
        fill(2, 8)
        with django_assert_max_num_queries(len(few)) as many:
            client.get("/zoeken/", {"q": "stilte"})
        assert len(many) == len(few)


class TestPromoted:
    def promote(self, words, page=None, **fields):
        return SearchPromotion.objects.create(query=Query.get(words), page=page, **fields)

    def test_comes_first_whether_or_not_it_has_the_words(self, client, site, hedge):
        page = about(site, "Praktisch", "praktisch")
        self.promote("grenzen stellen", page, description="Alles over onze grenzen.")
        for asked in ("grenzen stellen", "Grenzen  stellen", "stellen van grenzen"):
            html = TestPage().get(client, q=asked)
            assert '<span class="seek__pick">Aanbevolen</span>' in html
            assert "Alles over onze grenzen." in html
        assert titles("grenzen stellen")[0] == "Praktisch"
        assert titles("grenzen") == ["De buurman met de heggenschaar"]

    def test_is_there_once(self, hedge):
        self.promote("grenzen", hedge)
        assert titles("grenzen") == ["De buurman met de heggenschaar"]

    def test_is_the_page_in_the_readers_language(self, client, site, hedge):
        copy_in_english(hedge, title="The hedge", slug="hedge", introduction="On boundaries.")
        self.promote("koffie", hedge, description="In het Nederlands.")
        assert titles("koffie", "en") == ["The hedge"]
        html = TestPage().get(client, "/en/search/", q="koffie")
        assert "In het Nederlands." not in html
        assert "On boundaries." in html

    def test_is_not_shown_where_it_is_not_public_or_not_translated(self, hedge):
        self.promote("koffie", hedge)
        assert titles("koffie", "en") == []
        hedge.unpublish()
        assert titles("koffie") == []

    def test_may_be_an_address_elsewhere(self, client, site, hedge):
        self.promote(
            "grenzen", external_link_url="https://example.com/x", external_link_text="Elders"
        )
        html = TestPage().get(client, q="grenzen")
        assert html.index('href="https://example.com/x"') < html.index("heggenschaar/")
        assert "2 resultaten voor ‘grenzen’" in html
        assert "https://example.com" not in TestPage().get(client, q="grenzen", type="artikel")

    def test_with_nothing_else_is_found_all_the_same(self, client, site):
        self.promote(
            "koffie", external_link_url="https://example.com/x", external_link_text="Elders"
        )
        html = TestPage().get(client, q="koffie")
        assert "1 resultaat voor ‘koffie’" in html
        assert "Elders" in html

    @pytest.mark.parametrize(
        ("role", "may"),
        [("translator", False), ("editor", False), ("moderator", True), ("owner", True)],
    )
    def test_is_for_moderators_and_owners(self, site, role, may):
        from tests.roles import browser

        client = browser(role)
        response = client.get("/admin/searchpicks/")
        assert (response.status_code == 200) is may
        menu = client.get("/admin/").content.decode()
        assert ("/admin/searchpicks/" in menu) is may
        assert "/admin/searchpicks/reports/" not in menu
