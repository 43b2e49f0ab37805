"""Cancelling, postponing and going ahead after all: what is asked, published, and told."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import ModelLogEntry

from events import letters, notices, places
from events.models import Edition, EditionStatus, EnrolmentState, Mail, MailKind
from home.models import SiteSettings
from tests.conftest import NOW
from tests.events.test_planning import EDIT, LIST, MONDAY, NEXT_MONDAY, editor
from tests.factories import UserFactory, make_edition, make_training
from tests.keeping import made

__all__ = ["editor"]
WHY = "Marit is die dag weg."
WHY_EN = "Marit is away that day."
REASONS = {"reason_nl": WHY, "reason_en": WHY_EN}


@made(at=NOW)
def training(site):
    SiteSettings.objects.update_or_create(
        site=site.home.get_site(), defaults={"email": "info@example.com"}
    )
    return make_training(site)


@made(at=NOW)
def edition(training):
    return make_edition(training, MONDAY, NEXT_MONDAY)


def address(edition, decision="cancel") -> str:
    return reverse("wagtailsnippets_events_edition:decide", args=[edition.pk, decision])


def add(edition, who: str, **fields):
    """Somebody with a place, who was told how the edition is."""
    details = {"name": who.title(), "email": f"{who}@example.com", "language": "nl", **fields}
    return places.add(edition.pk, details, now=datetime(2026, 11, 24, 7, tzinfo=UTC))


def fresh(edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestAsking:
    def test_it_says_what_will_happen_before_it_does(self, editor, edition):
        add(edition, "noor")
        add(edition, "piet", email="")
        words = words_of(editor.get(address(edition)))
        assert "Deze editie annuleren" in words
        assert "Reden in het Nederlands" in words
        assert "Reden in het Engels" in words
        assert "Op de pagina van de training staat bij deze data ‘Geannuleerd’" in words
        assert "komt bij alle 2 dagen ‘GEANNULEERD’ te staan" in words
        assert "2 mensen hebben een plaats of wachten." in words
        assert "1 van hen heeft geen e-mailadres" in words
        assert fresh(edition).status == EditionStatus.SCHEDULED

    def test_without_people_it_says_that_nobody_need_be_told(self, editor, edition):
        assert "Niemand heeft zich aangemeld" in words_of(editor.get(address(edition)))

    def test_the_reason_that_was_given_before_is_there(self, editor, training):
        edition = make_edition(
            training, MONDAY, status=EditionStatus.POSTPONED, reason_nl=WHY, reason_en=WHY_EN
        )
        form = editor.get(address(edition)).context["form"]
        assert (form["reason_nl"].value(), form["reason_en"].value()) == (WHY, WHY_EN)

    def test_a_reason_that_is_too_long_is_refused_at_its_field_and_kept(self, editor, edition):
        response = editor.post(address(edition), {"reason_nl": "a" * 501})
        assert response.status_code == 200
        assert list(response.context["form"].errors) == ["reason_nl"]
        assert "a" * 501 in response.content.decode()
        assert fresh(edition).status == EditionStatus.SCHEDULED

    @pytest.mark.parametrize(
        ("status", "offered"),
        [
            ("scheduled", ["cancel", "postpone"]),
            ("postponed", ["cancel", "resume"]),
            ("cancelled", ["postpone", "resume"]),
        ],
    )
    def test_list_and_form_offer_what_can_be_decided(self, editor, training, status, offered):
        edition = make_edition(training, MONDAY, status=status)
        for place in (reverse(LIST), reverse(EDIT, args=[edition.pk])):
            page = editor.get(place).content.decode()
            assert sorted(set(re.findall(rf"/decide/{edition.pk}/([a-z]+)/", page))) == offered

    def test_nothing_is_decided_of_a_draft_or_of_what_is_over(self, editor, training):
        draft = make_edition(training, MONDAY, publish=False)
        over = make_edition(training, date(2026, 9, 7))
        for edition in (draft, over):
            page = editor.get(f"{reverse(LIST)}?when=all").content.decode()
            assert f"/decide/{edition.pk}/" not in page
            response = editor.post(address(edition), REASONS)
            assert response.url == reverse(EDIT, args=[edition.pk])
            assert fresh(edition).status == EditionStatus.SCHEDULED

    def test_an_unknown_decision_or_edition_is_not_found(self, editor, edition):
        assert editor.get(address(edition, "delete")).status_code == 404
        assert editor.get(address(edition).replace(str(edition.pk), "99999")).status_code == 404

    def test_who_may_not_publish_may_not_decide_and_sees_no_way_to(self, client, edition):
        user = UserFactory(email="leerling@example.com")
        group = Group.objects.get(name="Editors")
        group.permissions.remove(group.permissions.get(codename="publish_edition"))
        user.groups.add(group)
        client.force_login(user)
        assert client.post(address(edition), REASONS).status_code == 302
        assert fresh(edition).status == EditionStatus.SCHEDULED
        assert "/decide/" not in client.get(reverse(LIST)).content.decode()


class TestDeciding:
    def test_it_is_published_with_its_reason_and_in_the_log(self, editor, edition):
        response = editor.post(address(edition), REASONS)
        assert response.url == reverse(LIST)
        found = fresh(edition)
        assert (found.status, found.reason_nl, found.reason_en) == ("cancelled", WHY, WHY_EN)
        assert found.live
        assert not found.has_unpublished_changes
        assert [day.sequence for day in found.days] == [1, 1]
        assert ModelLogEntry.objects.filter(action="wagtail.publish").exists()

    def test_it_leads_to_the_people_who_do_not_know_yet(self, editor, edition):
        add(edition, "noor")
        response = editor.post(address(edition), REASONS)
        assert response.url == reverse("enrolments:changes", args=[edition.pk])
        words = words_of(editor.get(response.url))
        assert "Noor" in words
        assert WHY in words

    def test_postponing_does_the_same(self, editor, edition):
        editor.post(address(edition, "postpone"), REASONS)
        assert fresh(edition).status == EditionStatus.POSTPONED
        assert fresh(edition).reason.text == WHY

    def test_going_ahead_after_all_drops_the_reason(self, editor, edition):
        editor.post(address(edition), REASONS)
        page = words_of(editor.get(address(edition, "resume")))
        assert "Deze editie gaat toch door" in page
        assert "Reden in het Nederlands" not in page
        editor.post(address(edition, "resume"))
        found = fresh(edition)
        assert (found.status, found.reason_nl, found.reason_en) == ("scheduled", "", "")

    def test_a_draft_with_other_changes_stays_one_and_is_cancelled_too(self, editor, edition):
        draft = edition.get_latest_revision_as_object()
        draft.capacity = 5
        draft.save_revision()
        assert "Er is een concept met andere wijzigingen." in words_of(editor.get(address(edition)))
        editor.post(address(edition), REASONS)
        found = fresh(edition)
        assert (found.status, found.capacity) == (EditionStatus.CANCELLED, 12)
        assert found.has_unpublished_changes
        later = found.get_latest_revision_as_object()
        assert (later.status, later.capacity) == (EditionStatus.CANCELLED, 5)
        assert later.reason_nl == WHY

    def test_a_version_that_waits_for_its_moment_does_not_undo_it(self, editor, edition):
        later = edition.get_latest_revision_as_object()
        later.go_live_at = datetime(2026, 12, 1, tzinfo=UTC)
        later.save_revision().publish()
        editor.post(address(edition), REASONS)
        assert fresh(edition).status == EditionStatus.CANCELLED
        assert not fresh(edition).revisions.exclude(approved_go_live_at=None).exists()

    def test_a_second_press_changes_nothing_more(self, editor, edition):
        editor.post(address(edition), REASONS)
        response = editor.post(address(edition), {"reason_nl": "Anders"})
        assert response.url == reverse(EDIT, args=[edition.pk])
        assert fresh(edition).reason_nl == WHY


class TestReaders:
    @pytest.fixture
    def cancelled(self, training):
        return make_edition(
            training, MONDAY, status=EditionStatus.CANCELLED, reason_nl=WHY, reason_en=WHY_EN
        )

    def test_they_read_why_on_the_page_of_the_training(self, client, cancelled):
        page = cancelled.training
        assert WHY in client.get(page.url).content.decode()
        english = page.get_translations().get()
        assert WHY_EN in client.get(english.url).content.decode()
        assert WHY not in client.get(english.url).content.decode()

    def test_they_read_it_at_the_closed_form(self, client, cancelled):
        page = cancelled.training
        response = client.get(f"{page.url}{cancelled.slug}/aanmelden/")
        assert WHY in response.content.decode()

    def test_they_read_it_among_all_dates(self, client, cancelled):
        index = cancelled.training.get_parent()
        assert WHY in client.get(f"{index.url}data/").content.decode()
        assert WHY in client.get(f"{index.url}maand/2027-02/").content.decode()

    def test_without_english_words_the_dutch_are_marked_as_dutch(self, client, training):
        make_edition(training, MONDAY, status=EditionStatus.POSTPONED, reason_nl=WHY)
        page = client.get(training.get_translations().get().url).content.decode()
        assert re.search(rf'<p class="reason"\s+lang="nl">{WHY}</p>', page)
        assert 'lang="nl">' + WHY not in client.get(training.url).content.decode()

    def test_what_an_editor_typed_is_no_markup(self, client, training):
        make_edition(training, MONDAY, status=EditionStatus.CANCELLED, reason_nl="<b>x</b>\nja")
        page = client.get(training.url).content.decode()
        assert "&lt;b&gt;x&lt;/b&gt;<br>ja" in page

    def test_while_it_goes_ahead_no_reason_is_shown(self, client, training):
        edition = make_edition(training, MONDAY, reason_nl=WHY)
        assert edition.reason is None
        assert WHY not in client.get(training.url).content.decode()

    @pytest.mark.parametrize(("language", "words"), [("nl", WHY), ("en", WHY_EN)])
    def test_calendars_say_why(self, client, cancelled, language, words):
        page = cancelled.training
        if language == "en":
            page = page.get_translations().get().specific
        body = client.get(f"{page.url}{cancelled.slug}.ics").content
        (event,) = Calendar.from_ical(body).walk("VEVENT")
        assert words in str(event["description"]).split("\n")

    def test_calendars_change_when_the_reason_does(self, client, cancelled):
        address = f"{cancelled.training.url}{cancelled.slug}.ics"
        before = client.get(address).content
        latest = cancelled.get_latest_revision_as_object()
        latest.reason_nl = "De zaal is dicht."
        latest.save_revision().publish()
        after = client.get(address).content
        assert b"De zaal is dicht." in after
        assert before != after

    @pytest.mark.parametrize("kind", [MailKind.CANCELLED, MailKind.POSTPONED], ids=str)
    @pytest.mark.parametrize(("language", "words"), [("nl", WHY), ("en", WHY_EN)])
    def test_mails_say_why_in_the_language_of_the_person(self, edition, kind, language, words):
        add(edition, "noor", language=language)
        status = EditionStatus.CANCELLED if kind == MailKind.CANCELLED else EditionStatus.POSTPONED
        latest = edition.get_latest_revision_as_object()
        latest.status, latest.reason_nl, latest.reason_en = status, WHY, WHY_EN
        latest.save_revision().publish()
        (group,) = notices.pending(fresh(edition))
        assert group.kind == kind
        mail = letters.send(kind, group.enrolments[0], now=datetime(2026, 11, 24, 8, tzinfo=UTC))
        assert words in mail.text
        assert words in mail.html

    def test_a_mail_without_english_words_has_the_dutch(self, edition):
        person = add(edition, "noor", language="en")
        assert person.state == EnrolmentState.CONFIRMED
        latest = edition.get_latest_revision_as_object()
        latest.status, latest.reason_nl = EditionStatus.CANCELLED, WHY
        latest.save_revision().publish()
        (group,) = notices.pending(fresh(edition))
        letters.send(
            MailKind.CANCELLED, group.enrolments[0], now=datetime(2026, 11, 24, 8, tzinfo=UTC)
        )
        assert WHY in Mail.objects.get(kind=MailKind.CANCELLED).text
