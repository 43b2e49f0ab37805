"""The panel in the form of an edition: warnings of what was saved, and how calendars show it."""

import re
from datetime import date, time

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import planning_check
from events.models import Edition, EditionStatus, Session
from home.models import Person, SiteSettings
from tests.conftest import NOW
from tests.events.test_planning import ADD, EDIT, LIST, MONDAY, USUAL, as_shown, editor, posted
from tests.factories import LocationFactory, PersonFactory, make_edition, make_training

__all__ = ["editor"]
SATURDAY = "De dag zaterdag 6 februari 2027 valt in een weekend."


@pytest.fixture
def training(site):
    return make_training(site)


def text_of(page: str) -> str:
    """What stands in the panel."""
    start = page.index('id="edition-check"')
    words = re.sub(r"<[^>]+>", " ", page[start : page.index("</section>", start)])
    return " ".join(words.replace("&#x27;", "'").split())


def panel(browser, edition) -> str:
    return text_of(browser.get(reverse(EDIT, args=[edition.pk])).content.decode())


class TestWarnings:
    def test_a_new_form_says_when_there_will_be_something_to_read(self, editor, training):
        page = editor.get(reverse(ADD)).content.decode()
        assert "Een paar tellen later is er vanzelf een concept bewaard" in text_of(page)

    def test_a_draft_with_nothing_odd_says_so(self, editor, training):
        edition = make_edition(training, MONDAY, publish=False)
        assert "In wat er bewaard is, valt niets op." in panel(editor, edition)

    def test_it_is_of_the_draft_and_fresh_after_each_save(self, editor, training):
        edition = make_edition(training, MONDAY)
        address = reverse(EDIT, args=[edition.pk])
        form = as_shown(editor.get(address))
        editor.post(address, form | {"sessions-0-date": "2027-02-06"})
        assert SATURDAY in panel(editor, edition)
        editor.post(address, form | {"sessions-0-date": "2027-02-03"})
        assert SATURDAY not in panel(editor, edition)
        assert Edition.objects.get(pk=edition.pk).first_day == MONDAY

    def test_it_is_renewed_when_the_form_is_saved_by_itself(self, editor, training):
        edition = make_edition(training, MONDAY)
        address = reverse(EDIT, args=[edition.pk])
        form = as_shown(editor.get(address)) | {"sessions-0-date": "2027-02-06"}
        answer = editor.post(address, form, headers={"accept": "application/json"}).json()
        assert answer["success"]
        assert 'data-w-teleport-target-value="#edition-check"' in answer["html"]
        assert SATURDAY in answer["html"]

    def test_a_form_with_a_mistake_still_shows_what_was_saved(self, editor, training):
        edition = make_edition(training, date(2027, 2, 6), publish=False)
        address = reverse(EDIT, args=[edition.pk])
        form = as_shown(editor.get(address)) | {"sessions-0-ends": "9:30"}
        response = editor.post(address, form)
        assert response.status_code == 200
        assert SATURDAY in text_of(response.content.decode())

    def test_publishing_is_not_stopped_and_says_it_once_more(self, editor, training):
        response = editor.post(reverse(ADD), posted(training, ("2027-02-06", *USUAL)))
        assert Edition.objects.get().live
        said = " ".join(str(message) for message in get_messages(response.wsgi_request))
        assert "De editie is gepubliceerd. Bedoel je het zo?" in said
        assert SATURDAY in said

    def test_publishing_with_nothing_odd_says_nothing_more(self, editor, training):
        response = editor.post(reverse(ADD), posted(training, ("2027-02-01", *USUAL)))
        said = " ".join(str(message) for message in get_messages(response.wsgi_request))
        assert "Bedoel je het zo?" not in said


class TestOverlaps:
    def said(self, edition) -> str:
        return " ".join(planning_check.warnings(edition.pk, NOW))

    @pytest.fixture
    def same_trainer(self, site, training):
        """Another training of the same trainer, elsewhere."""
        return make_training(
            site,
            slug="nee-zeggen",
            title="Nee zeggen",
            person=Person.objects.get(locale__language_code="nl"),
            default_location=LocationFactory(name="Zaal Noord"),
        )

    def test_another_edition_with_the_same_trainer_is_named(self, training, same_trainer):
        make_edition(same_trainer, MONDAY)
        edition = make_edition(training, MONDAY, publish=False)
        assert self.said(edition) == (
            "Op maandag 1 februari 2027 is er tegelijk ook Nee zeggen, met dezelfde trainer "
            "(Marit Hoekstra)."
        )

    def test_the_same_place_is_named_but_not_when_it_is_online(self, site, training):
        other = make_training(
            site,
            slug="nee-zeggen",
            title="Nee zeggen",
            person=PersonFactory(name="Soufian"),
            default_location=training.default_location,
        )
        make_edition(other, MONDAY)
        edition = make_edition(training, MONDAY, publish=False)
        assert "op dezelfde locatie (De Lindehof)" in self.said(edition)
        place = training.default_location
        place.online = True
        place.save()
        assert self.said(edition) == ""

    def test_a_draft_counts_as_its_latest_version_has_it(self, training, same_trainer):
        other = make_edition(same_trainer, date(2027, 5, 3), publish=False)
        latest = other.get_latest_revision_as_object()
        latest.sessions.set([Session(date=MONDAY, starts=time(15), ends=time(18))])
        latest.save_revision()
        edition = make_edition(training, MONDAY, publish=False)
        assert "Nee zeggen (een concept)" in self.said(edition)

    @pytest.mark.parametrize("status", [EditionStatus.CANCELLED, EditionStatus.POSTPONED], ids=str)
    def test_what_does_not_go_ahead_keeps_nobody(self, training, same_trainer, status):
        make_edition(same_trainer, MONDAY, status=status)
        assert self.said(make_edition(training, MONDAY, publish=False)) == ""

    def test_an_edition_does_not_overlap_itself(self, training):
        assert self.said(make_edition(training, MONDAY)) == ""

    def test_the_number_of_queries_does_not_grow(self, training, same_trainer):
        edition = make_edition(training, MONDAY, publish=False)

        def count(number):
            for _ in range(number):
                make_edition(same_trainer, MONDAY)
                make_edition(same_trainer, MONDAY, publish=False)
            planning_check.check(edition.pk, NOW)
            with CaptureQueriesContext(connection) as queries:
                assert planning_check.check(edition.pk, NOW).warnings
            return len(queries)

        assert count(1) == count(3)
        assert count(0) <= 24


class TestCalendarLooks:
    def looks(self, edition):
        return planning_check.check(edition.pk, NOW).looks

    def test_a_draft_is_shown_as_calendars_will_show_it_in_both_languages(self, site, training):
        practice = SiteSettings.objects.get_or_create(site=site.home.get_site())[0]
        practice.phone = "030 123 45 67"
        practice.save()
        edition = make_edition(training, MONDAY, date(2027, 2, 8), publish=False, language="nl")
        dutch, english = self.looks(edition)
        first = dutch.days[0]
        assert first.summary == "Hulp vragen kun je leren (dag 1 van 2): Kijken"
        assert first.when == "maandag 1 februari 2027, 9.30–16.30 uur"
        assert first.where == "De Lindehof, Lindelaan 1, 3599 ZZ  Utrecht".replace("  ", " ")
        assert "Tien minuten lopen van het station." in first.description
        assert "030 123 45 67" in first.description
        assert english.language == "en"
        assert english.days[1].summary == ("Asking for help can be learned (day 2 of 2): Luisteren")
        assert english.days[1].when == "Monday 8 February 2027, 9:30–16:30"
        assert "This training is given in Dutch." in english.days[1].description

    def test_a_training_without_an_english_page_is_in_no_english_calendar(self, site):
        training = make_training(site, english=False)
        edition = make_edition(training, MONDAY, publish=False)
        assert [look.language for look in self.looks(edition)] == ["nl"]

    def test_a_reason_is_in_it(self, training):
        edition = make_edition(
            training,
            MONDAY,
            publish=False,
            status=EditionStatus.CANCELLED,
            reason_nl="De trainer is ziek.",
        )
        (day,) = self.looks(edition)[0].days
        assert day.summary.startswith("GEANNULEERD: ")
        assert "De trainer is ziek." in day.description

    def test_the_panel_shows_it(self, editor, training):
        words = panel(editor, make_edition(training, MONDAY, publish=False))
        assert "Zo staat het in een agenda" in words
        assert "Hulp vragen kun je leren: Kijken" in words
        assert "maandag 1 februari 2027, 9.30–16.30 uur" in words

    def test_an_edition_without_days_has_nothing_to_show(self, editor, training):
        editor.post(reverse(ADD), posted(training, publish=False))
        words = panel(editor, Edition.objects.get())
        assert "Er zijn nog geen dagen." in words
        assert "Zo staat het in een agenda" not in words


class TestEditionsOfATraining:
    """From the page of a training to its dates."""

    def page(self, browser, page) -> str:
        return browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def lines(self, browser, page) -> list[str]:
        found = self.page(browser, page)
        found = found[found.index('class="planned"') :]
        items = re.findall(r"<li>.*?</li>", found[: found.index("planned__ways")], re.DOTALL)
        return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in items]

    def test_it_lists_what_is_coming_over_and_a_draft(self, editor, training):
        make_edition(training, date(2027, 2, 8), date(2027, 2, 15))
        make_edition(training, MONDAY, status=EditionStatus.CANCELLED)
        make_edition(training, date(2026, 9, 7))
        make_edition(training, date(2027, 6, 7), publish=False)
        assert self.lines(editor, training) == [
            "maandag 1 februari 2027 1 dag De Lindehof 0/12 Geannuleerd",
            "maandag 8 februari 2027 2 dagen De Lindehof 0/12",
            "maandag 7 juni 2027 1 dag De Lindehof",
            "maandag 7 september 2026 1 dag De Lindehof 0/12",
        ]

    def test_its_translation_lists_the_same(self, editor, training):
        make_edition(training, MONDAY)
        english = training.get_translations().get()
        assert self.lines(editor, english) == self.lines(editor, training)

    def test_from_there_a_date_is_planned_with_the_training_chosen(self, editor, training):
        english = training.get_translations().get()
        for page in (training, english):
            (address,) = re.findall(
                r'href="([^"]*/add/\?training=[0-9]+)"', self.page(editor, page)
            )
            form = editor.get(address).context["form"]
            assert form["training"].value() == training.pk

    @pytest.mark.parametrize("named", ["", "x", "0", "999999999999999999999", "²"])
    def test_a_training_that_is_not_there_chooses_none(self, editor, training, named):
        response = editor.get(reverse(ADD), {"training": named})
        assert response.status_code == 200
        assert not response.context["form"]["training"].value()

    def test_a_training_without_dates_says_so(self, editor, training):
        assert "Er is nog geen datum gepland." in self.page(editor, training)

    def test_its_header_leads_to_all_its_dates_in_planning(self, editor, training):
        address = f"{reverse(LIST)}?when=all&amp;training={training.pk}"
        english = training.get_translations().get()
        for page in (training, english):
            explored = reverse("wagtailadmin_explore", args=[page.pk])
            assert address in editor.get(explored).content.decode()

    def test_the_number_of_queries_does_not_grow_with_the_editions(self, editor, training):
        def count(number):
            for month in range(number):
                make_edition(training, date(2027, 3 + month, 1))
            self.page(editor, training)
            with CaptureQueriesContext(connection) as queries:
                self.page(editor, training)
            return len(queries)

        assert count(1) == count(4)
