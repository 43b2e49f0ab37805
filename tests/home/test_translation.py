"""Dutch pages and their English: sent for translation, published, kept in step, taken along."""

import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Locale, Page, PageViewRestriction, TranslatableMixin
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from blog.models import ArticlePage
from events.models import Location
from home.models import Category, Person, StandardPage
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    LocationFactory,
    PersonFactory,
    SiteImageFactory,
    StandardPageFactory,
    make_edition,
    make_training,
    translate,
)


@pytest.fixture
def english(db) -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
def about(site) -> StandardPage:
    """A published Dutch page without a translation."""
    return published(StandardPageFactory(parent=site.home, introduction="Wij zijn er."))


@pytest.fixture
def translated(about) -> StandardPage:
    """The live English page of ``about``."""
    return translate(about, {"Over ons": "About us", "Wij zijn er.": "We are here."})


def published(page, **fields):
    """Publish a page or snippet, with changes; returns it fresh."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


class Translator:
    """Somebody who translates in the admin, through its views alone."""

    def __init__(self, browser):
        self.browser = browser
        self.english = Locale.objects.get(language_code="en")

    def post(self, address, **data):
        """Post a form; what waits for the transaction happens afterwards."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            return self.browser.post(address, data, follow=True)

    def submit(self, page, **data):
        if isinstance(page, Page):
            address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        else:
            names = (page._meta.app_label, page._meta.model_name, page.pk)
            address = reverse("wagtail_localize:submit_snippet_translation", args=names)
        response = self.post(address, locales=self.english.pk, **data)
        assert response.status_code == 200
        return response

    def translation(self, page) -> Translation:
        return Translation.objects.get(
            source__object_id=page.translation_key, target_locale=self.english
        )

    def fill_in(self, page, strings: dict[str, str]):
        translation = self.translation(page)
        for segment in StringSegment.objects.filter(source=translation.source):
            if segment.string.data in strings:
                response = self.browser.put(
                    reverse(
                        "wagtail_localize:edit_string_translation",
                        args=[translation.pk, segment.pk],
                    ),
                    urlencode({"value": strings[segment.string.data]}),
                    content_type="application/x-www-form-urlencoded",
                )
                assert response.status_code in (200, 201)

    def override_slug(self, page, slug: str):
        translation = self.translation(page)
        segment = OverridableSegment.objects.get(source=translation.source, context__path="slug")
        response = self.browser.put(
            reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk]),
            urlencode({"value": slug}),
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code in (200, 201)

    def edit_address(self, thing) -> str:
        if isinstance(thing, Page):
            return reverse("wagtailadmin_pages:edit", args=[thing.pk])
        meta = thing._meta
        return reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[thing.pk])

    def publish(self, page):
        target = page.get_translation(self.english)
        assert self.post(self.edit_address(target), action="publish", sure="1").status_code == 200
        return type(page).objects.get(pk=target.pk)

    def sync(self, page, **data):
        source = TranslationSource.objects.get_for_instance(page)
        address = reverse("wagtail_localize:update_translations", args=[source.pk])
        assert self.post(address, **data).status_code == 200


@pytest.fixture
def translator(admin, site) -> Translator:
    return Translator(admin)


class TestSubmission:
    def test_a_page_that_is_submitted_is_a_draft_in_english(self, client, translator, about):
        translator.submit(about)
        page = about.get_translation(translator.english)
        assert not page.live
        assert page.alias_of is None
        assert client.get("/en/over-ons/").status_code == 404

    def test_it_is_there_once_it_was_translated_and_published(self, client, translator, about):
        translator.submit(about)
        translator.fill_in(about, {"Over ons": "About us", "Wij zijn er.": "We are here."})
        assert client.get("/en/over-ons/").status_code == 404
        page = translator.publish(about)
        assert page.live
        text = client.get("/en/over-ons/").content.decode()
        assert "<h1>About us</h1>" in text
        assert "We are here." in text
        assert "Wij zijn er." not in text

    def test_after_a_change_the_english_page_stays_as_it_was(self, client, translator, about):
        translator.submit(about)
        translator.fill_in(about, {"Over ons": "About us", "Wij zijn er.": "We are here."})
        translator.publish(about)
        published(about, introduction="Wij zijn er altijd.")
        translator.sync(about)
        text = client.get("/en/over-ons/").content.decode()
        assert "We are here." in text
        assert "Wij zijn er altijd." not in text
        translator.fill_in(about, {"Wij zijn er altijd.": "We are always here."})
        translator.publish(about)
        assert "We are always here." in client.get("/en/over-ons/").content.decode()

    def test_synchronising_cannot_publish_dutch_words(self, client, translator, about):
        """Whatever is ticked: only who sees the words publishes them."""
        translator.submit(about)
        translator.fill_in(about, {"Over ons": "About us", "Wij zijn er.": "We are here."})
        page = translator.publish(about)
        published(about, introduction="Wij zijn er altijd.")
        translator.sync(about, publish_translations="on")
        assert fresh(page).introduction == "We are here."
        assert "Wij zijn er altijd." not in client.get("/en/over-ons/").content.decode()

    def test_the_form_to_synchronise_offers_no_publication(self, translator, about, translated):
        source = TranslationSource.objects.get_for_instance(about)
        address = reverse("wagtail_localize:update_translations", args=[source.pk])
        page = translator.browser.get(address).content.decode()
        assert "publish_translations" not in page

    def test_a_page_below_one_without_english_waits_for_that(self, client, translator, about):
        """A copy of the Dutch page above it would be live in English at once."""
        below = published(StandardPageFactory(parent=about, title="Team", slug="team"))
        response = translator.submit(below)
        assert "Vertaal eerst de pagina erboven: Over ons." in response.content.decode()
        assert not about.get_translations().exists()
        assert not below.get_translations().exists()
        assert client.get("/en/over-ons/").status_code == 404

    def test_a_page_with_all_below_it_is_submitted_as_drafts(self, client, translator, about):
        below = published(StandardPageFactory(parent=about, title="Team", slug="team"))
        translator.submit(about, include_subtree="on")
        assert not about.get_translation(translator.english).live
        assert not below.get_translation(translator.english).live
        assert client.get("/en/over-ons/team/").status_code == 404

    def test_going_on_to_publish_twice_changes_nothing(self, translator, about):
        translator.submit(about)
        translator.fill_in(about, {"Over ons": "About us", "Wij zijn er.": "We are here."})
        first = translator.publish(about)
        second = translator.publish(about)
        assert (first.title, first.slug, first.url) == (second.title, second.slug, second.url)

    def test_a_second_article_leaves_the_english_of_its_author_alone(self, translator, site):
        author = published(PersonFactory())
        page = translate(author, {"Trainer en coach": "Trainer and coach"})
        published(author, role="Directeur")
        article = published(ArticlePageFactory(parent=site.blog, author=author))
        translator.submit(article)
        assert fresh(page).live
        assert fresh(page).role == "Trainer and coach"

    def test_an_address_of_its_own_survives_a_synchronisation(self, client, translator, about):
        translator.submit(about)
        translator.fill_in(about, {"Over ons": "About us", "Wij zijn er.": "We are here."})
        translator.override_slug(about, "about-us")
        assert translator.publish(about).slug == "about-us"
        published(about, introduction="Wij zijn er altijd.")
        translator.sync(about)
        translator.fill_in(about, {"Wij zijn er altijd.": "We are always here."})
        page = translator.publish(about)
        assert page.slug == "about-us"
        assert client.get("/en/about-us/").status_code == 200

    def test_a_slug_is_no_word_that_waits_for_a_translator(self, translator, about):
        translator.submit(about)
        translator.fill_in(about, {"Over ons": "About us", "Wij zijn er.": "We are here."})
        total, done = translator.translation(about).get_progress()
        assert total == done == 2

    def test_privacy_goes_along_with_a_synchronisation(self, translator, about, translated):
        PageViewRestriction.objects.create(page=about, restriction_type="login")
        translator.sync(about)
        assert translated.get_view_restrictions().get().restriction_type == "login"


class TestSnippets:
    @pytest.mark.parametrize(
        ("factory", "strings", "field"),
        [
            (PersonFactory, {"Trainer en coach": "Trainer and coach"}, "role"),
            (LocationFactory, {"De Lindehof": "The Linden Yard"}, "name"),
            (CategoryFactory, {"Luisteren": "Listening"}, "name"),
        ],
        ids=["person", "location", "category"],
    )
    def test_it_is_a_draft_until_its_english_is_published(
        self, translator, factory, strings, field
    ):
        thing = published(factory())
        translator.submit(thing)
        assert not thing.get_translation(translator.english).live
        translator.fill_in(thing, strings)
        assert not thing.get_translation(translator.english).live
        page = translator.publish(thing)
        assert page.live
        assert getattr(page, field) == next(iter(strings.values()))

    def test_a_synchronised_snippet_stays_live_with_its_words(self, translator):
        person = published(PersonFactory())
        page = translate(person, {"Trainer en coach": "Trainer and coach"})
        published(person, role="Directeur", email="marit@example.com")
        translator.sync(person)
        assert fresh(page).live
        assert fresh(page).role == "Trainer and coach"

    def test_facts_of_a_person_are_the_same_in_english(self, translator):
        person = published(PersonFactory(email="marit@example.com"))
        assert translate(person, {}).name == "Marit Hoekstra"
        assert translate(person, {}).email == "marit@example.com"

    def test_an_article_takes_its_author_and_category_along_as_drafts(self, translator, site):
        author, category = published(PersonFactory()), published(CategoryFactory())
        article = published(ArticlePageFactory(parent=site.blog, author=author, category=category))
        translator.submit(article)
        for model in (Person, Category):
            assert not model.objects.get(locale=translator.english).live


class TestSourceGoes:
    """What is taken away in Dutch is gone in English; the other way round it is not."""

    def assert_gone(self, client):
        assert client.get("/over-ons/").status_code == 404
        assert client.get("/en/over-ons/").status_code == 404

    def test_both_were_there(self, client, translated):
        assert client.get("/over-ons/").status_code == 200
        assert client.get("/en/over-ons/").status_code == 200

    def test_unpublishing_in_the_admin(self, translator, client, about, translated):
        translator.post(reverse("wagtailadmin_pages:unpublish", args=[about.pk]))
        self.assert_gone(client)
        assert not fresh(translated).live

    def test_unpublishing_several_at_once(self, translator, client, about, translated):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        translator.post(f"{address}?id={about.pk}")
        self.assert_gone(client)

    def test_unpublishing_with_all_below(self, translator, client, about, translated):
        below = published(StandardPageFactory(parent=about, title="Team", slug="team"))
        page = translate(below, {"Team": "Our team"})
        address = reverse("wagtailadmin_pages:unpublish", args=[about.pk])
        translator.post(address, include_descendants="on")
        assert not fresh(page).live
        self.assert_gone(client)

    def test_expiring(self, client, about, translated):
        now = datetime(2027, 1, 1, tzinfo=UTC)
        with time_machine.travel(now, tick=False):
            published(about, expire_at=now + timedelta(days=1))
        with time_machine.travel(now + timedelta(days=2), tick=False):
            call_command("publish_scheduled")
        self.assert_gone(client)
        assert fresh(translated).expired

    def test_deleting_in_the_admin(self, translator, client, about, translated):
        translator.post(reverse("wagtailadmin_pages:delete", args=[about.pk]))
        self.assert_gone(client)
        assert not StandardPage.objects.exists()

    def test_deleting_several_at_once(self, translator, client, about, translated):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        translator.post(f"{address}?id={about.pk}")
        assert not StandardPage.objects.exists()

    def test_deleting_in_code(self, client, about, translated):
        Page.objects.get(pk=about.pk).delete()
        assert not StandardPage.objects.exists()

    def test_deleting_by_its_own_type(self, client, about, translated):
        about.delete()
        assert not StandardPage.objects.exists()

    def test_deleting_what_is_above(self, translator, client, about, translated):
        below = published(StandardPageFactory(parent=about, title="Team", slug="team"))
        translate(below, {"Team": "Our team"})
        assert StandardPage.objects.count() == 4
        fresh(about).delete()
        assert not StandardPage.objects.exists()
        assert Page.find_problems() == ([], [], [], [], [])

    def test_deleting_the_list_of_articles(self, site, client):
        article = published(ArticlePageFactory(parent=site.blog))
        translate(article, {})
        site.blog.refresh_from_db()
        site.blog.delete()
        assert not ArticlePage.objects.exists()
        assert client.get("/en/blog/").status_code == 404
        assert client.get("/en/").status_code == 200
        assert Page.find_problems() == ([], [], [], [], [])

    def test_unpublishing_the_english_page_leaves_the_dutch(self, translator, client, translated):
        translator.post(reverse("wagtailadmin_pages:unpublish", args=[translated.pk]))
        assert client.get("/en/over-ons/").status_code == 404
        assert client.get("/over-ons/").status_code == 200

    def test_deleting_the_english_page_leaves_the_dutch(
        self, translator, client, about, translated
    ):
        translator.post(reverse("wagtailadmin_pages:delete", args=[translated.pk]))
        assert client.get("/en/over-ons/").status_code == 404
        assert client.get("/over-ons/").status_code == 200
        translator.submit(about)
        assert not about.get_translation(translator.english).live
        assert client.get("/en/over-ons/").status_code == 404

    def test_a_page_without_english_goes_by_itself(self, translator, about):
        translator.post(reverse("wagtailadmin_pages:unpublish", args=[about.pk]))
        assert not fresh(about).live
        fresh(about).delete()
        assert not StandardPage.objects.exists()


class TestDeclarations:
    """Each field was decided on: translated, the same in both, or kept out on purpose."""

    OF_THE_TREE = {"page_ptr", "path", "depth", "numchild", "content_type", "id"}
    OF_ONE_LANGUAGE = {"first_published_at", "go_live_at", "expire_at", "owner"}
    EXCEPTIONS = {
        # Through ``tagged_items``, which is declared.
        "ArticlePage": {"tags"},
        # A fact, read from the source page; a translation has no trainers of its own.
        "TrainingPage": {"training_trainers"},
    }

    @pytest.mark.parametrize(
        "model",
        [
            model
            for model in apps.get_models()
            if issubclass(model, TranslatableMixin)
            and model._meta.app_label in {"home", "events", "blog"}
        ],
        ids=lambda model: model.__name__,
    )
    def test_every_editable_field_is_declared(self, model):
        fields = {field.name for field in model._meta.get_fields() if field.concrete}
        fields = {name for name in fields if model._meta.get_field(name).editable}
        if issubclass(model, ClusterableModel):
            fields |= {relation.name for relation in get_all_child_relations(model)}
        declared = [field.field_name for field in model.translatable_fields]
        assert len(declared) == len(set(declared))
        assert fields - set(declared) == (
            fields & (self.OF_THE_TREE | self.OF_ONE_LANGUAGE | {"wagtail_admin_comments"})
        ) | self.EXCEPTIONS.get(model.__name__, set())
        assert set(declared) <= fields

    def test_all_our_translatable_models_are_looked_at(self):
        models = {
            model.__name__
            for model in apps.get_models()
            if issubclass(model, TranslatableMixin)
            and model._meta.app_label in {"home", "events", "blog"}
        }
        assert models >= {
            "ArticlePage",
            "BlogIndexPage",
            "Category",
            "HomePage",
            "Location",
            "Person",
            "StandardPage",
            "TrainingIndexPage",
            "TrainingPage",
        }

    def test_prices_places_and_addresses_are_not_for_translators(self):
        facts = {"name", "email", "photo"}
        assert facts <= not_overridable(Person)
        facts = {"street", "postal_code", "city", "country", "time_zone", "online", "online_url"}
        assert facts <= not_overridable(Location)


def not_overridable(model) -> set[str]:
    return {
        field.field_name
        for field in model.translatable_fields
        if not getattr(field, "overridable", True)
    }


def block(kind: str, value, number: int = 0) -> dict:
    """A block as it is stored, with an identifier of its own."""
    return {"type": kind, "value": value, "id": f"{number:08d}-0000-4000-8000-000000000000"}


def items(*values) -> list[dict]:
    """The items of a list as they are stored."""
    return [
        {"type": "item", "value": value, "id": f"{number:08d}-0000-4000-9000-000000000000"}
        for number, value in enumerate(values)
    ]


# What is stored, each Dutch string with its English, and where blocks differ in what is shown.
BLOCKS = {
    "heading": ({"text": "Acht redenen", "level": "h2"}, {"Acht redenen": "Eight reasons"}),
    "text": (
        "<p>Wie vraagt, <b>geeft</b>.</p><ul><li>Vraag op tijd.</li></ul>",
        {"Wie vraagt, <b>geeft</b>.": "Who asks, <b>gives</b>.", "Vraag op tijd.": "Ask in time."},
    ),
    "quote": (
        {"text": "Vragen is praktisch.", "attribution": "Marijke, deelnemer"},
        {
            "Vragen is praktisch.": "Asking is practical.",
            "Marijke, deelnemer": "Marijke, participant",
        },
    ),
    "key_points": (
        {"title": "In het kort", "points": items("Vraag op tijd.", "Vraag één ding.")},
        {
            "In het kort": "In short",
            "Vraag op tijd.": "Ask in time.",
            "Vraag één ding.": "Ask one thing.",
        },
    ),
    "callout": (
        {"kind": "tip", "title": "Begin klein", "text": "<p>Vraag één minuut.</p>"},
        {"Begin klein": "Start small", "Vraag één minuut.": "Ask for one minute."},
    ),
    "questions": (
        {
            "title": "Veelgevraagd",
            "items": items({"question": "Moet ik iets doen?", "answer": "<p>Nee hoor.</p>"}),
        },
        {
            "Veelgevraagd": "Often asked",
            "Moet ik iets doen?": "Do I have to do anything?",
            "Nee hoor.": "Not at all.",
        },
    ),
    "call_to_action": (
        {
            "title": "Even overleggen?",
            "text": "Bel ons.",
            "button": "Neem contact op",
            "page": None,
            "url": "https://example.com",
        },
        {
            "Even overleggen?": "Shall we talk?",
            "Bel ons.": "Call us.",
            "Neem contact op": "Get in touch",
        },
    ),
    "video": (
        {
            "title": "Een vraag in drie zinnen",
            "url": "https://vimeo.com/76979871",
            "poster": {"image": None, "alt_text": None, "decorative": None},
        },
        {"Een vraag in drie zinnen": "A question in three sentences"},
    ),
    "table": (
        {
            "caption": "Wat kost het?",
            "columns": [
                {"type": "text", "heading": "Soort"},
                {"type": "text", "heading": "Bedrag"},
            ],
            "rows": [{"values": ["Een dag", "Honderd euro"]}, {"values": ["", "Niets"]}],
        },
        {
            "Wat kost het?": "What does it cost?",
            "Soort": "Kind",
            "Bedrag": "Amount",
            "Een dag": "One day",
            "Honderd euro": "A hundred euros",
            "Niets": "Nothing",
        },
    ),
    "coming_trainings": ({"title": "Binnenkort", "count": 3}, {"Binnenkort": "Coming up"}),
}


@pytest.fixture
def article(site) -> ArticlePage:
    return ArticlePageFactory(parent=site.blog, title="Acht", slug="acht", introduction="")


class TestBlocks:
    def english_of(self, client, article, *blocks, strings) -> str:
        """Publish an article of these blocks and its translation; the English page's text."""
        published(article, body=json.dumps(list(blocks)))
        page = translate(fresh(article), strings | {"Acht": "Eight"})
        assert page.live
        source = TranslationSource.objects.get_for_instance(article)
        found = {segment.string.data for segment in StringSegment.objects.filter(source=source)}
        assert found == set(strings) | {"Acht"}
        response = client.get("/en/blog/acht/")
        assert response.status_code == 200
        return response.content.decode()

    @pytest.mark.parametrize("kind", BLOCKS)
    def test_all_its_words_are_translated(self, client, site, article, kind):
        make_edition(make_training(site), date(2127, 2, 3))
        value, strings = BLOCKS[kind]
        text = self.english_of(client, article, block(kind, value), strings=strings)
        for dutch, words in strings.items():
            assert words in text
            assert dutch not in text

    def test_a_pictures_description_and_caption_are_translated(self, client, article):
        picture = SiteImageFactory()
        value = {
            "image": {"image": picture.pk, "alt_text": "Twee stoelen", "decorative": False},
            "caption": "De ochtendgroep",
        }
        strings = {"Twee stoelen": "Two chairs", "De ochtendgroep": "The morning group"}
        text = self.english_of(client, article, block("image", value), strings=strings)
        assert 'alt="Two chairs"' in text
        assert "The morning group" in text
        assert "Twee stoelen" not in text

    def test_every_kind_of_block_is_looked_at(self):
        elsewhere = {"image", "document", "training_card"}
        assert set(BLOCKS) | elsewhere == set(
            ArticlePage._meta.get_field("body").stream_block.child_blocks
        )

    def test_blocks_that_change_places_keep_their_translations(self, client, article):
        heading, quote = (
            block(kind, BLOCKS[kind][0], number) for number, kind in enumerate(["heading", "quote"])
        )
        strings = BLOCKS["heading"][1] | BLOCKS["quote"][1]
        before = self.english_of(client, article, heading, quote, strings=strings)
        assert before.index("Eight reasons") < before.index("Asking is practical.")
        published(fresh(article), body=json.dumps([quote, heading]))
        translate(fresh(article), {})
        after = client.get("/en/blog/acht/").content.decode()
        assert after.index("Asking is practical.") < after.index("Eight reasons")
        assert "Acht redenen" not in after

    def test_items_that_change_places_keep_their_translations(self, client, article):
        value, strings = BLOCKS["key_points"]
        self.english_of(client, article, block("key_points", value), strings=strings)
        value = value | {"points": value["points"][::-1]}
        published(fresh(article), body=json.dumps([block("key_points", value)]))
        translate(fresh(article), {})
        after = client.get("/en/blog/acht/").content.decode()
        assert after.index("Ask one thing.") < after.index("Ask in time.")
        assert "Vraag" not in after

    def test_rows_that_change_places_keep_their_translations(self, client, article):
        value, strings = BLOCKS["table"]
        self.english_of(client, article, block("table", value), strings=strings)
        value = value | {"rows": value["rows"][::-1]}
        published(fresh(article), body=json.dumps([block("table", value)]))
        translate(fresh(article), {})
        after = client.get("/en/blog/acht/").content.decode()
        assert after.index("Nothing") < after.index("A hundred euros")
        assert "Honderd euro" not in after

    def test_the_translation_of_a_table_leaves_the_dutch_table_alone(self, client, article):
        value, strings = BLOCKS["table"]
        self.english_of(client, article, block("table", value), strings=strings)
        text = client.get("/blog/acht/").content.decode()
        for words in strings:
            assert words in text

    def test_only_a_changed_sentence_asks_for_a_translator_again(self, article):
        published(article, body=json.dumps([block("text", "<p>Een.</p><p>Twee.</p>")]))
        translate(fresh(article), {"Acht": "Eight", "Een.": "One.", "Twee.": "Two."})
        published(fresh(article), body=json.dumps([block("text", "<p>Een.</p><p>Drie.</p>")]))
        source, _created = TranslationSource.update_or_create_from_instance(fresh(article))
        assert source.translations.get().get_progress() == (3, 2)


class TestChosenPages:
    """A page that was chosen in Dutch is, for readers of English, its English page."""

    def page_with(self, client, article, kind, value, strings) -> str:
        published(article, body=json.dumps([block(kind, value)]))
        translate(fresh(article), strings)
        return client.get("/en/blog/acht/").content.decode()

    def test_a_button_leads_to_the_english_page(self, client, article, about, translated):
        translated.slug = "about-us"
        published(translated)
        value = BLOCKS["call_to_action"][0] | {"page": about.pk, "url": ""}
        text = self.page_with(client, article, "call_to_action", value, {})
        assert 'href="/en/about-us/"' in text

    def test_a_link_in_a_text_leads_to_the_english_page(self, client, article, about, translated):
        published(translated, slug="about-us")
        link = f'<p>Lees <a linktype="page" id="{about.pk}">meer</a>.</p>'
        published(article, body=json.dumps([block("text", link)]))
        translate(fresh(article), {'Lees <a id="a1">meer</a>.': 'Read <a id="a1">more</a>.'})
        text = client.get("/en/blog/acht/").content.decode()
        assert 'Read <a href="/en/about-us/">more</a>.' in text
        assert '<a href="/over-ons/">meer</a>' in client.get("/blog/acht/").content.decode()

    def test_a_link_to_a_page_without_english_leads_to_the_dutch_one(self, client, article, about):
        value = BLOCKS["call_to_action"][0] | {"page": about.pk, "url": ""}
        text = self.page_with(client, article, "call_to_action", value, {})
        assert 'href="/over-ons/"' in text

    def test_a_training_card_shows_the_english_training(self, client, site, article):
        training = make_training(site)
        text = self.page_with(client, article, "training_card", {"training": training.pk}, {})
        assert "Asking for help can be learned" in text
        assert 'href="/en/trainings/asking-for-help/' in text
        assert "Hulp vragen kun je leren" not in text

    def test_the_button_of_the_home_page_leads_to_the_english_page(
        self, client, site, about, translated
    ):
        published(translated, slug="about-us")
        site.home.refresh_from_db()
        published(site.home, button="Lees meer", button_page=about)
        translate(fresh(site.home), {"Lees meer": "Read more"})
        text = client.get("/en/").content.decode()
        assert "Read more" in text
        assert 'href="/en/about-us/"' in text
