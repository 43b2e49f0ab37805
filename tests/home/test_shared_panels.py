"""The form of a translation that is written by hand asks for nothing that is changed in Dutch."""

import re
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import Translation

from blog.models import ArticlePage
from events.models import Location, TrainingPage
from home.models import HomePage, Person, StandardPage
from home.shared_panels import SharedChooserPanel, SharedPanel, shared_names
from home.translations import source_row
from tests.factories import (
    ArticlePageFactory,
    LocationFactory,
    PersonFactory,
    make_training,
    translate,
)
from tests.roles import browser

SHARED = {
    HomePage: {"button_page"},
    StandardPage: set(),
    ArticlePage: {"author", "date", "category", "tags", "related_training"},
    TrainingPage: {
        "training_trainers",
        "category",
        "price",
        "default_location",
        "default_capacity",
        "language",
    },
    Person: {"name", "photo", "email"},
    Location: {
        "online",
        "online_url",
        "street",
        "postal_code",
        "city",
        "country",
        "latitude",
        "longitude",
        "time_zone",
    },
}


def edit_url(thing) -> str:
    if isinstance(thing, (Person, Location)):
        return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])
    return reverse("wagtailadmin_pages:edit", args=[thing.pk])


def by_hand(thing, english: dict):
    """The English of a thing, whose translation was stopped."""
    thing.save_revision().publish()
    row = translate(thing, english)
    Translation.objects.update(enabled=False)
    return row


def asked(html: str) -> set[str]:
    """The names of the fields in a form."""
    return set(re.findall(r'<(?:input|select|textarea)\b[^>]*? name="([^"]+)"', html))


def values(html: str) -> list[str]:
    """What is shown but not asked."""
    return [unescape(text).strip() for text in re.findall(r'aria-readonly="true">([^<]*)<', html)]


def filled_in(response) -> dict:
    """What a browser would send of the form in this answer, unchanged, to publish it."""
    html = response.content.decode()
    forms = re.findall(r"<form\b[^>]*>", html)
    number = next(i for i, tag in enumerate(forms) if "data-edit-form" in tag)
    # Streams and rows that are added are built by a script.
    streams = {f"{name}-count": "0" for name in ("body", "programme", "questions")}
    sent = querydict_from_html(html, form_index=number).dict()
    return {**streams, "enrolment_questions-count": "0", **sent, "action-publish": "on"}


def panels_of(panel):
    for child in getattr(panel, "children", ()):
        yield child
        yield from panels_of(child)


@pytest.fixture
def location(site):
    return by_hand(
        LocationFactory(
            name="De Lindehof", street="Lindelaan 1", city="Utrecht", latitude=52, longitude=5
        ),
        {"De Lindehof": "The Linden Court"},
    )


@pytest.fixture
def person(site):
    return by_hand(PersonFactory(email="anna@example.com"), {"Trainer en coach": "Trainer"})


@pytest.fixture
def training(site):
    page = make_training(site, english=False, price=Decimal("895.00"), default_capacity=9)
    return by_hand(page, {page.title: "Asking for help"})


@pytest.fixture
def article(site):
    page = ArticlePageFactory(parent=site.blog, author=PersonFactory(name="Anna de Vries"))
    page.tags.add("luisteren", "vragen")
    return by_hand(page, {page.title: "Eight reasons"})


class TestWhatIsShared:
    @pytest.mark.parametrize("model", SHARED)
    def test_each_kind_says_what_has_one_value(self, model):
        names = {name for name in shared_names(model) if name != "tagged_items"}
        assert names == SHARED[model]

    @pytest.mark.django_db
    @pytest.mark.parametrize("model", SHARED)
    def test_each_such_field_of_a_form_is_a_shared_one_and_no_other(self, model):
        if issubclass(model, (Person, Location)):
            handler = model.snippet_viewset.get_edit_handler()
        else:
            handler = model.get_edit_handler()
        shared, asked_in_each = set(), set()
        for panel in panels_of(handler):
            if isinstance(panel, (SharedPanel, SharedChooserPanel)):
                shared.add(getattr(panel, "field_name", None) or panel.relation_name)
            elif isinstance(panel, FieldPanel):
                asked_in_each.add(panel.field_name)
            elif isinstance(panel, InlinePanel):
                asked_in_each.add(panel.relation_name)
        assert shared == SHARED[model]
        assert not asked_in_each & shared_names(model)


class TestTheFormOfATranslation:
    @pytest.mark.parametrize("kind", ["location", "person", "training", "article"])
    def test_asks_for_words_only(self, admin, site, request, kind):
        thing = request.getfixturevalue(kind)
        html = admin.get(edit_url(thing)).content.decode()
        names = {name.split("-")[0] for name in asked(html)}
        assert not names & SHARED[type(thing)]
        assert {"location": "directions", "person": "role"}.get(kind, "introduction") in names
        source = type(thing).objects.get(locale__language_code="nl")
        link = f'<a href="{edit_url(source)}">Wijzig het in het Nederlands</a>'
        assert html.count(f"Hetzelfde in beide talen. {link}") == len(SHARED[type(thing)])

    def test_tells_what_the_dutch_place_has(self, admin, location):
        Location.objects.filter(pk=location.pk).update(street="Old Lane 9")
        html = admin.get(edit_url(location)).content.decode()
        assert values(html) == [
            "Nee", "–", "Lindelaan 1", *values(html)[3:4], "Utrecht", "–",
            "52,000000", "5,000000", "Europe/Amsterdam",
        ]  # fmt: skip

    def test_tells_price_trainers_and_place_of_the_dutch_training(self, admin, training):
        html = admin.get(edit_url(training)).content.decode()
        source = TrainingPage.objects.get(locale__language_code="nl")
        trainer = source.training_trainers.get().person
        assert values(html) == [
            trainer.name, "–", "895,00", source.default_location.name, "9", "Nederlands",
        ]  # fmt: skip

    def test_tells_author_date_and_tags_of_the_dutch_article(self, admin, article):
        html = admin.get(edit_url(article)).content.decode()
        source = ArticlePage.objects.get(locale__language_code="nl")
        shown = values(html)
        assert shown[0] == "–"
        assert shown[1] == "Anna de Vries"
        assert shown[3] == str(source.category or "–")
        assert sorted(shown[4].split(", ")) == ["luisteren", "vragen"]

    def test_who_may_not_change_the_dutch_is_not_led_there(self, location):
        html = browser("translator").get(edit_url(location)).content.decode()
        assert "Hetzelfde in beide talen; alleen te wijzigen in het Nederlands." in html
        assert "Wijzig het in het Nederlands" not in html

    def test_the_dutch_form_asks_for_all(self, admin, location, training):
        for thing in (location, training):
            source = source_row(thing)
            html = admin.get(edit_url(source)).content.decode()
            names = {name.split("-")[0] for name in asked(html)}
            assert names >= SHARED[type(thing)]
            assert "Hetzelfde in beide talen" not in html

    def test_an_english_thing_without_a_dutch_one_is_asked_for_all(self, admin, location):
        Location.objects.filter(pk=location.pk).update(translation_key=uuid4())
        html = admin.get(edit_url(location)).content.decode()
        assert SHARED[Location] <= asked(html)


class TestSavingATranslation:
    def test_keeps_its_words_and_leaves_the_facts_alone(self, admin, location):
        sent = filled_in(admin.get(edit_url(location)))
        sent |= {"name": "Linden Court", "street": "Somewhere 2", "city": "Nowhere"}
        admin.post(edit_url(location), sent)
        row = Location.objects.get(pk=location.pk)
        assert (row.name, row.street, row.city) == ("Linden Court", "Lindelaan 1", "Utrecht")

    def test_a_person_as_well(self, admin, person):
        sent = filled_in(admin.get(edit_url(person)))
        admin.post(
            edit_url(person), sent | {"role": "Coach", "name": "X", "email": "x@example.com"}
        )
        row = Person.objects.get(pk=person.pk)
        assert (row.role, row.email) == ("Coach", "anna@example.com")
        assert row.name != "X"

    def test_a_training_as_well(self, admin, training):
        sent = filled_in(admin.get(edit_url(training)))
        answer = admin.post(
            edit_url(training),
            sent | {"title": "Ask for help", "slug": "ask", "price": "1", "default_capacity": "1"},
        )
        assert answer.status_code == 302, answer.context["form"].errors
        row = TrainingPage.objects.get(pk=training.pk)
        assert (row.title, row.facts.price, row.facts.default_capacity) == (
            "Ask for help", Decimal("895.00"), 9,
        )  # fmt: skip
        assert row.facts.training_trainers.count() == 1

    def test_an_article_as_well(self, admin, article):
        sent = filled_in(admin.get(edit_url(article)))
        sent |= {"title": "Reasons", "slug": "reasons", "date": "2020-01-01"}
        answer = admin.post(edit_url(article), sent)
        assert answer.status_code == 302, answer.context["form"].errors
        row = ArticlePage.objects.get(pk=article.pk)
        source = ArticlePage.objects.get(locale__language_code="nl")
        assert (row.title, row.date, row.author) == ("Reasons", source.date, source.author)
        draft = row.get_latest_revision_as_object()
        assert (draft.author, draft.date) == (source.author, source.date)
