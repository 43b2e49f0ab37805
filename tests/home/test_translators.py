"""Translators translate: what they try beyond that is refused, also past the buttons."""

import io
import re

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from blog.models import ArticlePage
from events.models import Location, TrainingPage
from home.models import Category, HomePage, Person, StandardPage
from home.roles import TRANSLATORS
from home.templatetags.translation_tags import shared_fields
from tests.factories import (
    ArticlePageFactory,
    LocationFactory,
    PersonFactory,
    StandardPageFactory,
    translate,
)
from tests.roles import browser

REFUSED = "/admin/"


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def published(thing, **fields):
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save_revision().publish()
    return fresh(thing)


@pytest.fixture
def about(site) -> StandardPage:
    return published(StandardPageFactory(parent=site.home, introduction="Wij zijn er."))


@pytest.fixture
def translated(about) -> StandardPage:
    return translate(about, {"Over ons": "About us", "Wij zijn er.": "We are here."})


@pytest.fixture
def person(site) -> Person:
    return published(PersonFactory())


@pytest.fixture
def person_en(person) -> Person:
    return translate(
        person, {"Trainer en coach": "Trainer and coach", "Geeft les sinds 2009.": "x"}
    )


@pytest.fixture
def translator(site):
    return browser("translator")


@pytest.fixture
def eager(translator):
    """A translator to whom somebody gave wagtail-localize's right to submit whatever there is."""
    from django.contrib.auth.models import Group, Permission

    Group.objects.get(name=TRANSLATORS).permissions.add(
        Permission.objects.get(codename="submit_translation")
    )
    return translator


def translation_of(thing) -> Translation:
    return Translation.objects.get(source__object_id=thing.translation_key)


def submit_page(page) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def submit_person(row) -> str:
    return reverse("wagtail_localize:submit_snippet_translation", args=["home", "person", row.pk])


def edit_page(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def edit_person(row) -> str:
    return reverse("wagtailsnippets_home_person:edit", args=[row.pk])


class TestDutchIsNotTheirs:
    def test_a_page_is_not_submitted(self, eager, about):
        english = Locale.objects.get(language_code="en")
        for answer in (
            eager.get(submit_page(about)),
            eager.post(submit_page(about), {"locales": english.pk}),
        ):
            assert answer["Location"] == REFUSED
        assert not about.get_translations().exists()

    def test_a_snippet_is_not_submitted(self, eager, person):
        english = Locale.objects.get(language_code="en")
        answer = eager.post(submit_person(person), {"locales": english.pk})
        assert answer["Location"] == REFUSED
        assert not person.get_translations().exists()

    @pytest.mark.parametrize("kind", ["page", "snippet"])
    def test_nothing_is_synchronised(self, eager, translated, person_en, kind):
        thing = translated if kind == "page" else person_en
        source = translation_of(thing).source
        answer = eager.post(
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            {"publish_translations": "on"},
        )
        assert answer["Location"] == REFUSED
        assert TranslationSource.objects.get(pk=source.pk).last_updated_at == source.last_updated_at

    def test_a_dutch_page_is_not_changed(self, translator, about):
        assert translator.get(edit_page(about)).status_code == 302
        translator.post(edit_page(about), {"title": "x", "action-publish": "on"})
        assert fresh(about).title == "Over ons"

    @pytest.mark.parametrize("name", ["edit", "unpublish", "delete", "copy", "workflow_history"])
    def test_a_dutch_snippet_is_not_changed(self, translator, person, name):
        url = reverse(f"wagtailsnippets_home_person:{name}", args=[person.pk])
        assert translator.get(url)["Location"] == REFUSED
        translator.post(url, {"name": "x", "action-publish": "on"})
        assert fresh(person).name == "Marit Hoekstra"
        assert fresh(person).live

    def test_an_old_version_of_a_dutch_snippet_is_not_brought_back(self, translator, person):
        first = person.latest_revision_id
        published(person, role="Directeur")
        url = reverse("wagtailsnippets_home_person:revisions_revert", args=[person.pk, first])
        assert translator.get(url)["Location"] == REFUSED

    def test_editors_submit_and_synchronise(self, about):
        editor = browser("editor")
        english = Locale.objects.get(language_code="en")
        editor.post(submit_page(about), {"locales": english.pk})
        source = TranslationSource.objects.get_for_instance(about)
        url = reverse("wagtail_localize:update_translations", args=[source.pk])
        assert editor.get(url).status_code == 200


class TestEnglishIsTheirs:
    def put(self, client, thing, value="We are here now."):
        translation = translation_of(thing)
        segment = translation.source.stringsegment_set.get(string__data="Wij zijn er.")
        url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        return client.put(url, f"value={value}", content_type="application/x-www-form-urlencoded")

    def test_they_translate_and_publish(self, translator, client, translated):
        assert self.put(translator, translated).status_code in (200, 201)
        with TestCase.captureOnCommitCallbacks(execute=True):
            translator.post(edit_page(translated), {"action": "publish"})
        assert "We are here now." in client.get("/en/over-ons/").content.decode()

    def test_without_the_right_to_publish_they_do_not(self, translator, client, translated):
        GroupPagePermission.objects.filter(
            group__name=TRANSLATORS, permission__codename="publish_page"
        ).delete()
        assert self.put(translator, translated).status_code in (200, 201)
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = translator.post(edit_page(translated), {"action": "publish"})
        assert answer["Location"] == REFUSED
        assert "We are here." in client.get("/en/over-ons/").content.decode()

    def test_a_snippet_is_published_by_who_may(self, translator, person_en):
        from django.contrib.auth.models import Group

        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = translator.post(edit_person(person_en), {"action": "publish"})
        assert answer["Location"] == edit_person(person_en)
        group = Group.objects.get(name=TRANSLATORS)
        group.permissions.remove(group.permissions.get(codename="publish_person"))
        assert translator.post(edit_person(person_en), {"action": "publish"})["Location"] == REFUSED

    @pytest.mark.parametrize("name", ["delete", "move", "copy", "set_privacy"])
    def test_an_english_page_stays_where_it_is(self, translator, translated, name):
        url = reverse(f"wagtailadmin_pages:{name}", args=[translated.pk])
        assert translator.get(url)["Location"] == REFUSED
        translator.post(url)
        assert StandardPage.objects.filter(pk=translated.pk).exists()

    def test_no_page_is_added_in_english(self, translator, site):
        url = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", site.blog_en.pk])
        assert translator.get(url)["Location"] == REFUSED


class TestAliases:
    """An alias shows Dutch words at an English address."""

    @pytest.mark.parametrize("role", ["translator", "editor", "moderator", "owner"])
    def test_nobody_makes_one_of_an_english_page(self, translated, role):
        url = reverse("wagtail_localize:convert_to_alias", args=[translated.pk])
        client = browser(role)
        assert client.get(url)["Location"] == REFUSED
        assert client.post(url)["Location"] == REFUSED
        assert fresh(translated).alias_of_id is None

    def test_none_is_translated(self, admin, site):
        article = published(ArticlePageFactory(parent=site.blog, slug="acht"))
        alias = article.create_alias(update_slug="negen")
        answer = admin.post(
            submit_page(alias), {"locales": Locale.objects.get(language_code="en").pk}, follow=True
        )
        assert "Dit is zelf een vertaling" in answer.content.decode()
        assert ArticlePage.objects.filter(locale__language_code="en").count() == 0

    def test_a_translation_is_not_translated(self, admin, translated):
        answer = admin.get(submit_page(translated), follow=True)
        assert "Dit is zelf een vertaling" in answer.content.decode()


class TestStopping:
    """Words that somebody wrote by hand after a translation was stopped are not lost unseen."""

    def test_a_translator_does_not_stop_it(self, translator, translated):
        translation = translation_of(translated)
        url = reverse("wagtail_localize:stop_translation", args=[translation.pk])
        assert translator.post(url)["Location"] == REFUSED
        assert translation_of(translated).enabled

    @pytest.fixture
    def stopped(self, translated):
        Translation.objects.update(enabled=False)
        return translated

    def test_going_on_at_once_is_not_asked(self, admin, stopped):
        admin.post(edit_page(stopped), {"localize-restart-translation": "on"})
        assert translation_of(stopped).enabled

    def test_going_on_after_a_change_by_hand_is_asked_once(self, admin, stopped):
        published(stopped, introduction="By hand.")
        data = {"localize-restart-translation": "on"}
        answer = admin.post(edit_page(stopped), data)
        html = answer.content.decode()
        assert "met de hand gewijzigd" in html
        (heading,) = BeautifulSoup(html, "html.parser").find_all("h1")
        assert heading.get_text(" ", strip=True) == "Verdergaan met de vertaling? About us"
        assert not translation_of(stopped).enabled
        admin.post(edit_page(stopped), data | {"sure": "on"})
        assert translation_of(stopped).enabled

    def test_a_snippet_as_well(self, admin, person_en):
        Translation.objects.update(enabled=False)
        published(person_en, role="By hand")
        answer = admin.post(edit_person(person_en), {"localize-restart-translation": "on"})
        assert "met de hand gewijzigd" in answer.content.decode()
        assert not translation_of(person_en).enabled


class TestFiles:
    """PO files, down and up again, by a translator."""

    def upload(self, client, thing, content: bytes, name="words.po"):
        url = reverse("wagtail_localize:upload_pofile", args=[translation_of(thing).pk])
        data = {"file": SimpleUploadedFile(name, content), "next": edit_page(thing)}
        return client.post(url, data, follow=True)

    def download(self, client, thing) -> polib.POFile:
        url = reverse("wagtail_localize:download_pofile", args=[translation_of(thing).pk])
        response = client.get(url)
        assert response["Content-Disposition"].endswith("-en.po")
        return polib.pofile(response.content.decode())

    def test_words_go_down_and_up_again_and_stay_a_draft(self, translator, client, translated):
        words = self.download(translator, translated)
        assert {entry.msgid for entry in words} == {"Over ons", "Wij zijn er."}
        for entry in words:
            entry.msgstr = {"Over ons": "Who we are", "Wij zijn er.": "Here we are."}[entry.msgid]
        self.upload(translator, translated, str(words).encode())
        found = set(StringTranslation.objects.values_list("data", flat=True))
        assert {"Who we are", "Here we are."} <= found
        assert "We are here." in client.get("/en/over-ons/").content.decode()
        with TestCase.captureOnCommitCallbacks(execute=True):
            translator.post(edit_page(translated), {"action": "publish"})
        assert "Here we are." in client.get("/en/over-ons/").content.decode()

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"Geachte heer", "Dit is geen PO-bestand."),
            (b"\xff\xfe\x00", "Dit is geen PO-bestand."),
            (b"/etc/passwd", "Dit is geen PO-bestand."),
            (b'msgid "a"\nmsgstr "b"\n', "niet bij welke pagina het hoort"),
        ],
    )
    def test_another_file_is_refused_with_a_reason(self, translator, translated, content, message):
        answer = self.upload(translator, translated, content)
        assert message in answer.content.decode()

    def test_no_file_is_asked_for(self, translator, translated):
        url = reverse("wagtail_localize:upload_pofile", args=[translation_of(translated).pk])
        answer = translator.post(url, {"next": edit_page(translated)}, follow=True)
        assert "Kies eerst het bestand met je vertaling." in answer.content.decode()

    def test_the_words_of_another_page_are_refused(self, translator, translated, site):
        other = published(StandardPageFactory(parent=site.home, title="Team", slug="team"))
        page = translate(other, {"Team": "Team"})
        words = str(self.download(translator, page)).encode()
        answer = self.upload(translator, translated, words)
        assert "andere vertaling" in answer.content.decode()

    def test_somebody_without_rights_on_the_page_gets_and_gives_none(self, translated, client):
        from tests.factories import UserFactory

        user = UserFactory()
        client.force_login(user)
        url = reverse("wagtail_localize:upload_pofile", args=[translation_of(translated).pk])
        assert client.post(url, {"file": io.BytesIO(b"x")}).status_code == 302
        assert not StringTranslation.objects.filter(data="x").exists()


class TestMachine:
    """A machine proposes words where the environment names one."""

    @pytest.fixture
    def machine(self, settings):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
            "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
        }

    @pytest.fixture
    def draft(self, about):
        return translate(about, {}, publish=False)

    def test_it_proposes_and_publishes_nothing(self, machine, translator, client, draft):
        url = reverse("wagtail_localize:machine_translate", args=[translation_of(draft).pk])
        translator.post(url, {"next": edit_page(draft)})
        assert translation_of(draft).get_progress() == (2, 2)
        assert set(StringTranslation.objects.values_list("translation_type", flat=True)) == {
            "machine"
        }
        assert client.get("/en/over-ons/").status_code == 404

    def test_the_editor_offers_it_only_where_there_is_one(self, settings, translator, draft):
        offered = "machine_translate"
        assert offered not in translator.get(edit_page(draft)).content.decode()
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
            "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
        }
        assert offered in translator.get(edit_page(draft)).content.decode()

    def test_without_one_the_address_is_not_there(self, translator, draft):
        url = reverse("wagtail_localize:machine_translate", args=[translation_of(draft).pk])
        assert translator.post(url).status_code == 404


class TestSnippetNames:
    def test_the_names_of_snippets_are_for_who_may_see_them(self, translator):
        for app, model, status in (("home", "person", 200), ("events", "edition", 302)):
            url = reverse("wagtail_localize:snippets_api_listing", args=[app, model])
            assert translator.get(url).status_code == status, model


class TestSharedFields:
    """Facts are the same in both languages: the translation editor says so and offers none."""

    @pytest.mark.parametrize("model", [Person, Location, TrainingPage, ArticlePage, HomePage])
    def test_each_is_named_above_the_texts(self, model):
        assert (
            shared_fields(model)
            == {
                Person: ["naam", "foto", "e-mailadres"],
                Location: [
                    "online",
                    "adres van de online bijeenkomst",
                    "straat en huisnummer",
                    "postcode",
                    "plaats",
                    "land",
                    "breedtegraad",
                    "lengtegraad",
                    "tijdzone",
                ],
                TrainingPage: [
                    "prijs",
                    "categorie",
                    "vast aantal plaatsen",
                    "vaste locatie",
                    "taal",
                ],
                ArticlePage: ["datum", "bijpassende training"],
                HomePage: ["pagina die de knop opent"],
            }[model]
        )

    def test_the_translation_editor_tells_how_far_it_is_and_what_is_shared(
        self, translator, person_en
    ):
        html = translator.get(edit_person(person_en)).content.decode()
        assert "2 van de 2 teksten zijn vertaald." in html
        assert "alleen in het Nederlands te wijzigen: naam, foto, e-mailadres." in html

    def test_no_shared_field_can_be_given_another_value(self, translator, person_en):
        translation = translation_of(person_en)
        paths = {
            segment.context.path for segment in translation.source.overridablesegment_set.all()
        }
        assert not paths & {"name", "photo", "email"}

    def test_a_form_that_is_sent_all_the_same_changes_no_fact(self, admin, person_en):
        Translation.objects.update(enabled=False)
        published(person_en, name="Somebody else", email="else@example.com")
        assert fresh(person_en).name == "Marit Hoekstra"
        assert fresh(person_en).email == ""


class TestLists:
    """A translator finds in a list what she may translate, once; not what would be refused."""

    @pytest.fixture
    def rows(self, site) -> dict:
        """The Dutch and the English of one thing of each kind, and a Dutch one that has none."""
        category = published(Category.objects.create(name="Luisteren", slug="luisteren"))
        location = published(LocationFactory(name="De Lindehof"))
        anna = published(PersonFactory(name="Anna"))
        published(PersonFactory(name="Zonder Engels"))
        return {
            "home_category": (category, translate(category, {"Luisteren": "Listening"})),
            "events_location": (location, translate(location, {"De Lindehof": "Linden Court"})),
            "home_person": (anna, translate(anna, {"Trainer en coach": "Trainer"})),
        }

    def opened(self, client, name) -> set[int]:
        """Which rows a list leads to."""
        html = client.get(reverse(f"wagtailsnippets_{name}:list")).content.decode()
        return {int(pk) for pk in re.findall(r"/edit/(\d+)/", html)}

    @pytest.mark.parametrize("name", ["home_category", "events_location", "home_person"])
    def test_hold_the_english_and_not_the_dutch(self, translator, rows, name):
        assert self.opened(translator, name) == {rows[name][1].pk}
        assert (
            translator.get(
                reverse(f"wagtailsnippets_{name}:edit", args=[rows[name][1].pk])
            ).status_code
            == 200
        )

    @pytest.mark.parametrize("name", ["home_category", "events_location"])
    def test_hold_both_for_who_may_change_both(self, rows, name):
        assert self.opened(browser("editor"), name) == {row.pk for row in rows[name]}
