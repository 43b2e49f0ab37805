"""Dates that no longer hold, in the prose of a page and of the whole site; told, not enforced."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from blog.card_offers import guess
from blog.models import ArticlePage
from home import stale_dates
from home.prose import passages
from tests.conftest import NOW
from tests.factories import (
    ArticlePageFactory,
    UserFactory,
    copy_in_english,
    make_training,
)

pytestmark = pytest.mark.once

PASSED = "Op maandag 12 oktober begint de training."
ENGLISH = "The course starts on Monday 12 October."
BLOCK = "11111111-1111-4111-8111-111111111111"


def text(html, identifier=BLOCK):
    return {"type": "text", "value": html, "id": identifier}


def article(site, *blocks, **fields):
    page = ArticlePageFactory(
        parent=site.blog, slug=f"artikel-{ArticlePage.objects.count()}", **fields
    )
    page.body = json.dumps(list(blocks))
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


class TestProse:
    def test_is_that_of_every_field_and_nested_block(self, site):
        page = article(
            site,
            {"type": "heading", "value": {"text": "Een kop", "level": "h2"}},
            text("<p>Eerste <b>alinea</b>.</p><ul><li>Een punt</li></ul>"),
            {"type": "quote", "value": {"text": "Een citaat", "attribution": "Marijke"}},
            {"type": "key_points", "value": {"title": "Kort", "points": ["Eén", "Twee"]}},
            {
                "type": "questions",
                "value": {
                    "title": "",
                    "items": [{"question": "Waarom?", "answer": "<p>Daarom.</p>"}],
                },
            },
            {
                "type": "table",
                "value": {
                    "columns": [{"type": "text", "heading": "Dag"}],
                    "rows": [{"values": ["Maandag"]}],
                    "caption": "Rooster",
                },
            },
            title="Titel",
            introduction="Inleiding",
        )
        found = [(passage.label(ArticlePage), passage.text) for passage in passages(page)]
        assert found == [
            ("Titel", "Titel"),
            ("Inleiding", "Inleiding"),
            ("Inhoud › Kop", "Een kop"),
            ("Inhoud › Tekst", "Eerste alinea."),
            ("Inhoud › Tekst", "Een punt"),
            ("Inhoud › Citaat", "Een citaat"),
            ("Inhoud › Citaat › Wie het zei", "Marijke"),
            ("Inhoud › Kernpunten › Titel", "Kort"),
            ("Inhoud › Kernpunten › Punten › Punt", "Eén"),
            ("Inhoud › Kernpunten › Punten › Punt", "Twee"),
            ("Inhoud › Vragen en antwoorden › Vragen › Vraag en antwoord › Vraag", "Waarom?"),
            ("Inhoud › Vragen en antwoorden › Vragen › Vraag en antwoord › Antwoord", "Daarom."),
            ("Inhoud › Tabel", "Rooster"),
            ("Inhoud › Tabel", "Dag"),
            ("Inhoud › Tabel", "Maandag"),
        ]

    def test_of_a_training_holds_its_own_fields(self, site):
        training = make_training(site, english=False, for_whom="<p>Voor wie twijfelt.</p>")
        found = {passage.field: passage.text for passage in passages(training)}
        assert found["for_whom"] == "Voor wie twijfelt."
        assert found["programme"] == "Verder."

    def test_is_read_without_a_query(self, site):
        page = article(site, text("<p>Tekst</p>"), {"type": "training_card", "value": {}})
        with CaptureQueriesContext(connection) as queries:
            assert passages(page)
        assert len(queries) == 0


class TestOnePage:
    def test_tells_words_place_and_reason(self, site):
        page = article(site, text(f"<p>Welkom. {PASSED} Neem iemand mee.</p>"))
        [found] = stale_dates.of_page(page)
        assert found.words == "maandag 12 oktober"
        assert found.label == "Inhoud › Tekst"
        assert found.passage.block_id == BLOCK
        assert found.before == "Welkom. Op "
        assert found.after == " begint de training. Neem iemand mee."
        assert found.why == "Deze dag is voorbij: het was maandag 12 oktober 2026."

    def test_tells_the_reason_in_the_language_of_the_editor(self, site):
        page = article(site, text(f"<p>{PASSED}</p>"))
        with override("en"):
            [found] = stale_dates.of_page(page)
            assert found.why == "This day has passed: it was Monday 12 October 2026."

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            (
                "De training begint op maandag 28 januari.",
                "28 januari is in 2027 een donderdag. De weekdag in de tekst was die van 2019.",
            ),
            ("Op maandag 28 januari 2027 begint het.", "28 januari 2027 is een donderdag."),
            ("Meld je aan vóór 31 april.", "Deze dag bestaat niet: de maand heeft minder dagen."),
            (
                "Wanneer: maandag 26 oktober, 2 en 9 november.",
                "De laatste van deze dagen is voorbij: het was maandag 9 november 2026.",
            ),
        ],
    )
    def test_reasons(self, site, words, reason):
        [found] = stale_dates.of_page(article(site, text(f"<p>{words}</p>")))
        assert found.why == reason

    def test_draft_and_live_are_told_apart(self, site):
        page = article(site, text("<p>Tekst.</p>"))
        page.body = json.dumps([text(f"<p>{PASSED}</p>")])
        page.save_revision()
        page = ArticlePage.objects.get(pk=page.pk)
        assert stale_dates.of_page(page) == []
        assert len(stale_dates.of_page(page.get_latest_revision_as_object())) == 1

    def test_a_quotation_block_is_left_alone(self, site):
        quote = {"type": "quote", "value": {"text": PASSED, "attribution": ""}}
        assert stale_dates.of_page(article(site, quote)) == []


class TestWholeSite:
    def test_lists_live_pages_of_each_language_with_the_way_to_the_block(self, site):
        page = article(site, text(f"<p>{PASSED}</p>"))
        english = copy_in_english(page, slug="article")
        english.body = json.dumps([text(f"<p>{ENGLISH}</p>")])
        english.save_revision().publish()
        hidden = article(site, text(f"<p>{PASSED}</p>"))
        hidden.unpublish()
        article(site, text("<p>Op 5 mei 1945 was het feest.</p>"))
        found = stale_dates.stale_pages(NOW)
        assert [stale.page.pk for stale in found] == [page.pk, english.pk]
        assert [stale.page.pk for stale in stale_dates.stale_pages(NOW, "en")] == [english.pk]
        assert found[0].edit_url == f"/admin/pages/{page.pk}/edit/#block-{BLOCK}-section"

    def test_a_day_passes_by_itself(self, site):
        article(site, text("<p>Op dinsdag 24 november begint de training.</p>"))
        assert stale_dates.stale_pages(NOW) == []
        assert len(stale_dates.stale_pages(NOW + timedelta(days=1))) == 1

    def test_a_page_that_is_published_again_is_read_again(self, site):
        page = article(site, text(f"<p>{PASSED}</p>"))
        assert len(stale_dates.stale_pages(NOW)) == 1
        page.body = json.dumps([text("<p>Tekst.</p>")])
        page.save_revision().publish()
        assert stale_dates.stale_pages(NOW) == []

    def test_takes_one_query_once_read_and_one_for_each_type_before(self, site):
        for number in range(3):
            article(site, text(f"<p>{PASSED}</p>"), title=f"Artikel {number}")
        make_training(site)
        for page in (site.trainings, site.blog):
            page.save_revision().publish()
        stale_dates.stale_pages(NOW)
        for more in range(2):
            cache.clear()
            with CaptureQueriesContext(connection) as first:
                stale_dates.stale_pages(NOW)
            with CaptureQueriesContext(connection) as then:
                found = stale_dates.stale_pages(NOW)
            # The list, the types, and one for each of home, two lists, articles, trainings.
            assert (len(first), len(then)) == (7, 1)
            assert len(found) == 3 + 9 * more
            for number in range(9):
                article(site, text(f"<p>{PASSED}</p>"), title=f"Meer {number}")


class TestCard:
    @pytest.fixture
    def trainings(self, site):
        return [
            make_training(site, english=False, title=title, slug=slug)
            for title, slug in [
                ("Hulp vragen kun je leren", "hulp"),
                ("Luisteren zonder haast", "luisteren"),
            ]
        ]

    @pytest.mark.parametrize(
        ("words", "slug"),
        [
            ("Maandag begint Luisteren zonder haast.", "luisteren"),
            ("De training ‘luisteren, zonder haast’ begint maandag.", "luisteren"),
            ("Hulp vragen kun je leren; luisteren ook.", "hulp"),
            ("Maandag begint de training.", None),
        ],
    )
    def test_shows_the_training_that_the_words_name(self, trainings, words, slug):
        found = guess(words, trainings)
        assert (found.slug if found else None) == slug

    def test_shows_the_related_training_where_none_is_named(self, site, trainings):
        page = article(site, text(f"<p>{PASSED}</p>"), related_training=trainings[0])
        [found] = stale_dates.of_page(page)
        assert found.offer.title == "Hulp vragen kun je leren"
        assert found.offer.value["training"]["id"] == trainings[0].pk
        assert found.offer.words == "Zet er een kaart van ‘Hulp vragen kun je leren’ onder"

    def test_leaves_the_choice_where_nothing_tells(self, site, trainings):
        [found] = stale_dates.of_page(article(site, text(f"<p>{PASSED}</p>")))
        assert found.offer.value == {"training": None}
        assert found.offer.words == "Zet er een trainingskaart onder"

    def test_has_no_place_for_a_date_in_the_title_nor_on_other_pages(self, site):
        page = article(site, title="Open avond op maandag 12 oktober")
        assert [found.offer for found in stale_dates.of_page(page)] == [None]
        training = make_training(site, english=False, introduction=PASSED)
        assert [found.offer for found in stale_dates.of_page(training)] == [None]


class TestEditor:
    def edit(self, page):
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def test_shows_them_and_what_to_do(self, admin, site):
        page = article(site, text(f"<p>{PASSED}</p>"))
        html = admin.get(self.edit(page)).content.decode()
        assert "Data in de tekst om na te kijken" in html
        assert "<mark>maandag 12 oktober</mark>" in html
        assert "Voeg met het plusteken een blok Training toe onder deze tekst" in html

    def test_of_a_training_shows_them_without_a_card(self, admin, site):
        training = make_training(site, english=False, introduction=PASSED)
        html = admin.get(self.edit(training)).content.decode()
        assert "Verbeter de datum, of haal hem uit de tekst." in html

    def test_shows_nothing_where_all_is_well(self, admin, site):
        html = admin.get(self.edit(article(site, text("<p>Tekst.</p>")))).content.decode()
        assert "Data in de tekst om na te kijken" not in html

    def test_hears_of_the_latest_draft(self, admin, site):
        page = article(site, text("<p>Tekst.</p>"))
        address = reverse("stale_dates:panel", args=[page.pk])
        assert "maandag 12 oktober" not in admin.get(address).content.decode()
        page.body = json.dumps([text(f"<p>{PASSED}</p>")])
        page.save_revision()
        assert "maandag 12 oktober" in admin.get(address).content.decode()

    def test_tells_only_who_may_edit_the_page(self, client, site):
        page = article(site, text(f"<p>{PASSED}</p>"))
        client.force_login(UserFactory())
        answer = client.get(reverse("stale_dates:panel", args=[page.pk]))
        assert answer.status_code in (302, 403)
        assert b"oktober" not in answer.content

    def test_a_page_with_a_stale_date_is_published_all_the_same(self, site):
        assert article(site, text(f"<p>{PASSED}</p>")).live


class TestReport:
    def test_lists_the_pages_with_their_dates(self, admin, site):
        page = article(site, text(f"<p>{PASSED}</p>"), title="Een avond")
        article(site, text("<p>Tekst.</p>"), title="Niets aan de hand")
        html = admin.get(reverse("stale_dates:report")).content.decode()
        assert "Verouderde data" in html
        assert f'href="/admin/pages/{page.pk}/edit/#block-{BLOCK}-section">Een avond</a>' in html
        assert "Deze dag is voorbij: het was maandag 12 oktober 2026." in html
        assert "Niets aan de hand" not in html

    def test_says_so_where_there_are_none(self, admin, site):
        html = admin.get(reverse("stale_dates:report")).content.decode()
        assert "Geen enkele pagina die lezers zien, noemt een datum die voorbij is." in html

    def test_is_one_language_where_that_is_asked_for(self, admin, site):
        article(site, text(f"<p>{PASSED}</p>"), title="Een avond")
        address = reverse("stale_dates:report_results")
        dutch, english = site.home.locale_id, site.home_en.locale_id
        assert "Een avond" in admin.get(address, {"locale": dutch}).content.decode()
        assert "Een avond" not in admin.get(address, {"locale": english}).content.decode()

    def test_can_be_taken_along_as_a_file(self, admin, site):
        article(site, text(f"<p>{PASSED}</p>"), title="Een avond")
        answer = admin.get(reverse("stale_dates:report"), {"export": "csv"})
        lines = b"".join(answer.streaming_content).decode().splitlines()
        assert lines[0] == "Titel,Taal,Data"
        assert lines[1].startswith("Een avond,Nederlands,maandag 12 oktober (Inhoud › Tekst): ")

    def test_stands_among_the_reports(self, admin, site):
        html = admin.get(reverse("wagtailadmin_home")).content.decode()
        assert "/admin/reports/stale-dates/" in html

    def test_does_not_grow_in_queries(self, admin, site):
        address = reverse("stale_dates:report_results")
        counts = []
        for _time in range(2):
            for number in range(4):
                article(site, text(f"<p>{PASSED}</p>"), title=f"Avond {number}")
            admin.get(address)
            with CaptureQueriesContext(connection) as queries:
                admin.get(address)
            counts.append(len(queries))
        assert counts[0] == counts[1]
