"""How far the English is: after each change in Dutch, without anybody having to synchronise."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import TranslationSource

from home.models import Person, StandardPage
from home.translation_state import all_states, state_of, translations_out_of_date
from tests.conftest import NOW
from tests.factories import PersonFactory, StandardPageFactory, make_training, translate
from tests.roles import browser, person

ENGLISH = {"Over ons": "About us", "Wij zijn er.": "We are here."}


def published(thing, **fields):
    thing = type(thing).objects.get(pk=thing.pk)
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save_revision().publish()
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def about(site) -> StandardPage:
    return published(StandardPageFactory(parent=site.home, introduction="Wij zijn er."))


@pytest.fixture
def later():
    """An hour after what the other fixtures made."""
    with time_machine.travel(NOW + timedelta(hours=1)):
        yield


class TestState:
    def test_a_page_without_english_is_told(self, about):
        state = state_of(about)
        assert (state.words, state.progress) == ("Nog niet in het Engels", "")

    def test_texts_are_counted(self, about):
        translate(about, {"Over ons": "About us"}, publish=False)
        state = state_of(about)
        assert state.progress == "1 van 2"
        assert state.words == "1 tekst om te vertalen"

    def test_words_that_are_not_published_are_told(self, about):
        translate(about, ENGLISH, publish=False)
        assert state_of(about).words == "Vertaald; nog niet gepubliceerd"

    def test_what_is_published_is_up_to_date(self, about):
        translate(about, ENGLISH)
        assert state_of(about).is_up_to_date

    def test_a_change_in_dutch_is_known_at_once(self, client, about, later):
        translate(about, ENGLISH)
        about = published(about, introduction="Wij zijn er altijd.")
        state = state_of(about)
        assert (state.progress, state.words) == ("1 van 2", "1 tekst om te vertalen")
        assert "We are here." in client.get("/en/over-ons/").content.decode()

    def test_a_text_that_was_taken_out_is_a_change_too(self, about, later):
        translate(about, ENGLISH)
        with time_machine.travel(NOW + timedelta(hours=2)):
            about = published(about, introduction="")
        state = state_of(about)
        assert state.progress == "1 van 1"
        assert state.words == "In het Nederlands gewijzigd; bekijk het Engels en publiceer opnieuw"
        with time_machine.travel(NOW + timedelta(hours=3)):
            translate(about, {})
        assert state_of(about).is_up_to_date

    def test_publishing_without_a_change_asks_for_nothing(self, about):
        translate(about, ENGLISH)
        with time_machine.travel(NOW + timedelta(hours=2)):
            about = published(about)
        assert state_of(about).is_up_to_date

    def test_a_fact_that_readers_have_already_asks_for_nothing(self, site):
        training = make_training(site, english=False)
        translate(training, {})
        before = TranslationSource.objects.get_for_instance(training).last_updated_at
        with time_machine.travel(NOW + timedelta(hours=2)):
            published(training, price=1400)
        assert TranslationSource.objects.get_for_instance(training).last_updated_at == before

    def test_a_snippet_is_followed_as_well(self, site, later):
        author = published(PersonFactory(biography=""))
        translate(author, {"Trainer en coach": "Trainer and coach"})
        published(author, role="Directeur")
        assert state_of(author).words == "1 tekst om te vertalen"

    def test_that_words_cannot_be_taken_over_keeps_nobody_from_publishing(
        self, about, monkeypatch, caplog
    ):
        translate(about, ENGLISH)

        def break_off(source):
            raise ValueError("broken")

        monkeypatch.setattr(TranslationSource, "update_from_db", break_off)
        assert published(about, introduction="Nieuw.").introduction == "Nieuw."
        assert "could not be taken over" in caplog.text


class TestOutOfDate:
    @pytest.fixture
    def changed(self, about, later):
        translate(about, ENGLISH)
        return published(about, introduction="Wij zijn er altijd.")

    def test_a_translator_sees_what_changed_and_goes_there(self, changed, site):
        found = translations_out_of_date(person("translator"))
        (state,) = [state for state in found if state.title == "Over ons"]
        assert state.url == reverse("wagtailadmin_pages:edit", args=[state.target.pk])
        assert state.kind == "Pagina"

    def test_a_translator_does_not_see_what_only_editors_can_begin(self, about):
        titles = [state.title for state in translations_out_of_date(person("translator"))]
        assert "Over ons" not in titles
        titles = [state.title for state in translations_out_of_date(person("editor"))]
        assert "Over ons" in titles

    def test_drafts_in_dutch_wait_for_nobody(self, site):
        StandardPageFactory(parent=site.home, title="Geheim", slug="geheim", live=False)
        assert "Geheim" not in [state.title for state in all_states(person("editor"))]

    def test_somebody_without_rights_sees_nothing(self, changed, site):
        from tests.factories import UserFactory

        assert translations_out_of_date(UserFactory()) == []

    def test_the_number_of_queries_does_not_grow(self, site):
        user = person("editor")

        def count() -> int:
            fresh = type(user).objects.get(pk=user.pk)
            with CaptureQueriesContext(connection) as queries:
                for state in translations_out_of_date(fresh):
                    assert state.title
                    assert state.kind
                    assert state.words
                    assert state.url
            return len(queries)

        def add(number):
            page = published(
                StandardPageFactory(parent=site.home, title=f"Pagina {number}", slug=f"p{number}")
            )
            translate(page, {}, publish=False)
            author = published(PersonFactory(name=f"Anna {number}"))
            translate(author, {}, publish=False)

        add(1)
        count()
        few = count()
        for number in range(2, 8):
            add(number)
        assert count() == few
        assert few <= 20
        assert Person.objects.count() == 14


class TestList:
    def test_two_clicks_from_the_dashboard_to_side_by_side(self, about, later):
        translate(about, ENGLISH)
        published(about, introduction="Wij zijn er altijd.")
        translator = browser("translator")
        url = reverse("translations")
        assert url in translator.get("/admin/").content.decode()
        html = translator.get(url).content.decode()
        assert "1 tekst om te vertalen" in html
        english = about.get_translations().get()
        edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
        assert edit in html
        assert "Wij zijn er altijd." in translator.get(edit).content.decode()

    def test_all_are_shown_on_request(self, about):
        translate(about, ENGLISH)
        editor = browser("editor")
        assert "Over ons" not in editor.get(reverse("translations")).content.decode()
        html = editor.get(reverse("translations") + "?show=all").content.decode()
        assert "Over ons" in html
        assert "2 van 2" in html

    def test_it_is_for_who_translates(self, client, site):
        from django.contrib.auth.models import Group

        from tests.factories import UserFactory

        user = UserFactory()
        group = Group.objects.create(name="Only the admin")
        group.permissions.add(
            Group.objects.get(name="Editors").permissions.get(codename="access_admin")
        )
        user.groups.add(group)
        client.force_login(user)
        assert client.get(reverse("translations"))["Location"] == "/admin/"
        assert reverse("translations") not in client.get("/admin/").content.decode()

    def test_the_form_of_a_dutch_page_tells_how_far_it_is(self, about):
        translate(about, {"Over ons": "About us"}, publish=False)
        url = reverse("wagtailadmin_pages:edit", args=[about.pk])
        assert "Engels: 1 tekst om te vertalen" in browser("editor").get(url).content.decode()
