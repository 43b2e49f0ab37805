"""An edition is planned once more: other dates with the same gaps, nothing of the people."""

from datetime import date, time

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from events.models import Edition, EditionStatus, Session
from tests.conftest import NOW
from tests.events.conftest import enrol
from tests.events.test_planning import ADD, EDIT, LIST, as_shown, posted
from tests.factories import LocationFactory, UserFactory, make_edition, make_training

COPY = "wagtailsnippets_events_edition:copy"
MONDAYS = [date(2027, 1, 4), date(2027, 1, 11), date(2027, 1, 25)]


@pytest.fixture
def training(site):
    return make_training(site)


@pytest.fixture
def editor(client, site):
    """A browser in which an editor, who is no superuser, is logged in."""
    user = UserFactory(email="redactie@example.com")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


@pytest.fixture
def edition(training):
    """Three Mondays, with facts of their own."""
    return make_edition(
        training,
        *MONDAYS,
        capacity=7,
        language="en",
        location=LocationFactory(name="De Stille Werf"),
        starts=time(13),
        ends=time(17),
    )


def again(browser, edition, first=None):
    """The page for planning ``edition`` again, from ``first`` on."""
    return browser.get(reverse(COPY, args=[edition.pk]), {} if first is None else {"first": first})


def days_shown(response) -> list[tuple]:
    rows = response.context["form"].formsets["sessions"].forms
    return [tuple(row[name].value() for name in ("date", "starts", "ends")) for row in rows]


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


class TestAsking:
    def test_the_list_and_the_edition_lead_there(self, editor, edition):
        address = reverse(COPY, args=[edition.pk])
        for page in (reverse(LIST), reverse(EDIT, args=[edition.pk])):
            text = editor.get(page).content.decode()
            assert text.count(f'href="{address}"') == 1
            assert "Nog eens plannen" in text

    def test_it_shows_the_old_days_and_asks_for_the_new_first_one(self, editor, edition):
        page = again(editor, edition).content.decode()
        assert "maandag 4 januari 2027, 13.00–17.00 uur" in page
        assert "Nieuwe eerste dag" in page

    def test_what_is_no_date_is_refused_at_its_field_and_stays(self, editor, edition):
        response = again(editor, edition, "30-2-2027")
        assert response.status_code == 200
        page = response.content.decode()
        assert "“30-2-2027” bestaat niet: die maand heeft die dag niet." in page
        assert 'value="30-2-2027"' in page

    def test_an_empty_one_is_asked_for(self, editor, edition):
        assert "Dit is een verplicht veld." in again(editor, edition, "").content.decode()

    def test_an_edition_without_days_leads_to_the_form(self, editor, training):
        editor.post(reverse(ADD), posted(training, publish=False))
        response = again(editor, Edition.objects.get())
        assert [day[0] for day in days_shown(response)] == [None]

    def test_who_may_not_plan_gets_nothing(self, client, edition):
        user = UserFactory(email="vertaler@example.com")
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        assert again(client, edition).status_code == 302


class TestShiftedDays:
    def test_the_gaps_and_the_times_stay(self, editor, edition):
        response = again(editor, edition, "6 september 2027")
        assert days_shown(response) == [
            (date(2027, 9, 6), time(13), time(17)),
            (date(2027, 9, 13), time(13), time(17)),
            (date(2027, 9, 27), time(13), time(17)),
        ]
        assert told(response) == []

    def test_another_weekday_is_said(self, editor, edition):
        response = again(editor, edition, "7-9-2027")
        assert days_shown(response)[1][0] == date(2027, 9, 14)
        (words,) = told(response)
        assert (
            "De eerste dag viel op een maandag; 7 september 2027 is op een dinsdag. Klopt dat?"
            in words
        )

    def test_holidays_among_the_new_days_are_said(self, editor, edition):
        (words,) = told(again(editor, edition, "8-3-2027"))
        assert words.strip() == (
            "<ul><li>maandag 29 maart 2027: Tweede paasdag: een feestdag.</li></ul>"
        )

    def test_of_an_edition_that_readers_do_not_see_the_draft_counts(self, editor, training):
        draft = make_edition(training, *MONDAYS, publish=False)
        address = reverse(EDIT, args=[draft.pk])
        form = as_shown(editor.get(address)) | {"sessions-0-date": "2027-01-05"}
        assert editor.post(address, form).status_code == 302
        response = again(editor, draft, "5-10-2027")
        assert [day[0] for day in days_shown(response)] == [
            date(2027, 10, 5),
            date(2027, 10, 11),
            date(2027, 10, 25),
        ]


class TestTheNewEdition:
    def save(self, editor, edition, publish=False):
        form = as_shown(again(editor, edition, "6-9-2027"))
        if publish:
            form |= {"action-publish": "action-publish"}
        assert editor.post(reverse(ADD), form).status_code == 302
        return Edition.objects.exclude(pk=edition.pk).get()

    def test_it_keeps_training_place_capacity_and_language(self, editor, edition, training):
        copy = self.save(editor, edition)
        assert copy.training == training
        assert copy.location == edition.location
        assert (copy.capacity, copy.language) == (7, "en")

    def test_it_is_not_published_yet(self, editor, edition):
        copy = self.save(editor, edition)
        assert not copy.live
        assert copy.slug is None

    @pytest.mark.parametrize("status", [EditionStatus.CANCELLED, EditionStatus.POSTPONED])
    def test_it_goes_ahead_whatever_became_of_the_old_one(self, editor, training, status):
        edition = make_edition(training, *MONDAYS, status=status)
        assert self.save(editor, edition).status == EditionStatus.SCHEDULED

    def test_its_days_are_new_ones_and_the_old_ones_stay(self, editor, edition):
        before = list(edition.sessions.values())
        copy = self.save(editor, edition, publish=True)
        assert copy.slug == "2027-09-06"
        assert not {day.uuid for day in copy.days} & {day.uuid for day in edition.days}
        assert list(Session.objects.filter(edition=edition).values()) == before

    def test_nobody_is_in_it(self, editor, edition):
        assert enrol(edition, "anna", now=NOW) is not None
        assert edition.enrolments.count() == 1
        assert self.save(editor, edition).enrolments.count() == 0
