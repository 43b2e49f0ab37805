"""What is sent to be translated again stays a draft: readers of English see no Dutch words."""

from home.models import Person
from tests import factories
from tests.factories import StandardPageFactory, translate


class TestPage:
    def test_a_live_english_page_keeps_its_words_until_the_draft_is_published(self, site):
        page = StandardPageFactory(parent=site.home, title="Over ons", introduction="Wij zijn er.")
        page.save_revision().publish()
        english = translate(page, {"Over ons": "About us", "Wij zijn er.": "We are here."})
        page = type(page).objects.get(pk=page.pk)
        page.introduction = "Wij zijn er altijd."
        page.save_revision().publish()
        translate(page, {}, publish=False)
        english = type(page).objects.get(pk=english.pk)
        assert english.live
        assert (english.title, english.introduction) == ("About us", "We are here.")
        assert english.has_unpublished_changes
        assert english.get_latest_revision_as_object().introduction == "Wij zijn er altijd."

    def test_a_published_translation_replaces_the_words(self, site):
        page = StandardPageFactory(parent=site.home, title="Over ons", introduction="Wij zijn er.")
        page.save_revision().publish()
        english = translate(page, {"Over ons": "About us", "Wij zijn er.": "We are here."})
        translate(page, {"Wij zijn er.": "Here we are."})
        english = type(page).objects.get(pk=english.pk)
        assert english.introduction == "Here we are."
        assert not english.has_unpublished_changes


class TestSnippet:
    def test_a_live_english_snippet_stays_live_with_its_words(self, site):
        person = factories.PersonFactory(role="Trainer", biography="<p>Geeft les.</p>")
        person.save_revision().publish()
        english = translate(person, {"Geeft les.": "Teaches.", "Trainer": "Trainer"})
        person = Person.objects.get(pk=person.pk)
        person.biography = "<p>Geeft graag les.</p>"
        person.save_revision().publish()
        translate(person, {}, publish=False)
        english = Person.objects.get(pk=english.pk)
        assert english.live
        assert "Teaches." in english.biography
        assert english.has_unpublished_changes
        assert "Geeft graag les." in english.get_latest_revision_as_object().biography
