"""Changes reach the people who were told something else, once."""

import re
from datetime import date, time

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve, reverse

from events import notices, places, told
from events.models import Edition, EditionStatus, Mail, Session
from home.roles import TRANSLATORS
from tests.events.conftest import WINTER as NOW
from tests.events.test_planning import as_shown
from tests.factories import LocationFactory, UserFactory

pytestmark = pytest.mark.usefixtures("winter")


@pytest.fixture
def editor(client, site):
    """A browser in which an editor, who is no superuser, is logged in."""
    user = UserFactory(email="redactie@example.com")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def add(edition, who: str, language="nl", **fields):
    details = {"name": who.title(), "email": f"{who}@example.com", "language": language, **fields}
    return places.add(edition.pk, details, now=NOW)


def publish(edition, **fields) -> Edition:
    edition = Edition.objects.get(pk=edition.pk)
    for name, value in fields.items():
        setattr(edition, name, value)
    edition.save_revision().publish()
    return Edition.objects.get(pk=edition.pk)


def move_first_day(edition, to=date(2027, 3, 2)) -> Edition:
    edition = Edition.objects.get(pk=edition.pk)
    days = edition.days
    days[0].date = to
    edition.sessions.set(days)
    edition.save_revision().publish()
    return Edition.objects.get(pk=edition.pk)


def seen(edition) -> str:
    return notices.version(told.facts_of(Edition.objects.get(pk=edition.pk)))


def tell(edition, **words) -> int:
    return notices.tell(edition.pk, seen=seen(edition), words=words, now=NOW)


def changes(edition) -> str:
    return reverse("enrolments:changes", args=[edition.pk])


def looked_at(editor, edition, **words) -> dict:
    """What is sent by the button below the mails that were looked at."""
    data = {"act": "look", "seen": seen(edition), **words}
    page = editor.post(changes(edition), data).content.decode()
    mark = re.search(r'name="words"\s+value="(\w+)"', page)[1]
    return {**data, "act": "send", "words": mark}


class TestWhoDoesNotKnow:
    def test_nobody_as_long_as_nothing_changes(self, edition):
        add(edition, "anna")
        assert notices.pending(edition) == []
        assert notices.untold(NOW) == {}

    def test_a_draft_is_no_change(self, edition):
        add(edition, "anna")
        edition.status = EditionStatus.CANCELLED
        edition.save_revision()
        assert notices.pending(Edition.objects.get(pk=edition.pk)) == []

    def test_everyone_with_a_place_or_in_the_line_when_a_day_moves(self, edition):
        for who in ("anna", "bert", "cees"):
            add(edition, who)
        gone = add(edition, "dirk")
        places.withdraw(gone.pk, now=NOW)
        edition = move_first_day(edition)
        (group,) = notices.pending(edition)
        assert [row.name for row in group.enrolments] == ["Anna", "Bert", "Cees"]
        assert group.differences == [
            "maandag 1 maart 2027, 9.30–16.30 uur wordt dinsdag 2 maart 2027, 9.30–16.30 uur."
        ]
        assert notices.untold(NOW) == {edition: 3}

    def test_a_place_that_moves_is_a_change_too(self, edition):
        add(edition, "anna")
        edition = publish(edition, location=LocationFactory(name="Het Spant", city="Bussum"))
        (group,) = notices.pending(edition)
        assert group.differences == ["De plaats is nu: Het Spant, Lindelaan 1, 3599 ZZ  Bussum."]

    def test_days_that_come_and_go_are_named(self, edition):
        add(edition, "anna")
        edition = Edition.objects.get(pk=edition.pk)
        first, _last = edition.days
        new = Session(date=date(2027, 3, 15), starts=time(9, 30), ends=time(16, 30))
        edition.sessions.set([first, new])
        edition.save_revision().publish()
        (group,) = notices.pending(Edition.objects.get(pk=edition.pk))
        assert group.differences == [
            "Er is een dag bij gekomen: maandag 15 maart 2027, 9.30–16.30 uur.",
            "Er is een dag vervallen: maandag 8 maart 2027, 9.30–16.30 uur.",
        ]

    def test_who_was_told_at_different_times_stands_in_different_groups(self, edition):
        add(edition, "anna")
        edition = move_first_day(edition)
        add(edition, "bert")
        edition = move_first_day(edition, date(2027, 3, 3))
        names = [[row.name for row in group.enrolments] for group in notices.pending(edition)]
        assert names == [["Anna"], ["Bert"]]

    def test_the_number_of_queries_does_not_grow_with_the_people(
        self, edition, django_assert_max_num_queries
    ):
        for number in range(12):
            add(edition, f"gast{number}")
        move_first_day(edition)
        with django_assert_max_num_queries(6):
            assert list(notices.untold(NOW).values()) == [12]

    @pytest.mark.parametrize("status", ["cancelled", "postponed"])
    def test_nobody_hears_of_another_place_of_what_is_not_held(self, edition, status):
        add(edition, "anna")
        edition = publish(edition, status=status)
        tell(edition)
        edition = publish(edition, location=LocationFactory(name="Elders", street="Weg 1"))
        assert notices.pending(edition) == []
        assert notices.untold(NOW) == {}
        edition = publish(edition, status="scheduled")
        [group] = notices.pending(edition)
        goes_ahead, elsewhere = group.differences
        assert goes_ahead == "De training gaat toch door."
        assert elsewhere.startswith("De plaats is nu: Elders, Weg 1")


class TestTelling:
    @pytest.mark.parametrize(
        ("status", "kind"),
        [(EditionStatus.CANCELLED, "cancelled"), (EditionStatus.POSTPONED, "postponed")],
    )
    def test_who_has_a_place_hears_that_it_is_off(self, edition, status, kind):
        add(edition, "anna")
        publish(edition, status=status)
        assert tell(edition) == 1
        assert Mail.objects.filter(kind=kind).get().recipient == "anna@example.com"

    def test_a_change_is_told_in_the_language_of_each_with_the_words_of_the_editor(self, edition):
        add(edition, "anna")
        add(edition, "bill", language="en")
        move_first_day(edition)
        assert tell(edition, nl="Tot dan!", en="See you!") == 2
        nl = Mail.objects.get(kind="changed", language="nl").text
        en = Mail.objects.get(kind="changed", language="en").text
        assert "wordt dinsdag 2 maart 2027" in nl
        assert "Tot dan!" in nl
        assert "becomes Tuesday 2 March 2027" in en
        assert "See you!" in en

    @pytest.mark.parametrize("status", [EditionStatus.CANCELLED, EditionStatus.SCHEDULED])
    def test_nobody_is_told_twice(self, edition, status):
        add(edition, "anna")
        add(edition, "bert")
        add(edition, "cees")
        move_first_day(edition)
        publish(edition, status=status)
        assert tell(edition) == 3
        assert tell(edition) == 0
        assert notices.pending(Edition.objects.get(pk=edition.pk)) == []

    def test_what_the_editor_has_not_seen_is_not_sent(self, edition):
        add(edition, "anna")
        old = seen(edition)
        move_first_day(edition)
        with pytest.raises(places.NotPossible):
            notices.tell(edition.pk, seen=old, words={}, now=NOW)
        assert not Mail.objects.filter(kind="changed").exists()

    def test_who_knows_is_not_written_to(self, edition):
        add(edition, "anna")
        move_first_day(edition)
        assert notices.take_as_told(edition.pk, seen=seen(edition)) == 1
        assert tell(edition) == 0
        assert not Mail.objects.filter(kind="changed").exists()

    def test_who_was_added_without_a_mail_hears_of_later_changes(self, edition):
        anna = places.add(
            edition.pk, {"name": "Anna", "email": "anna@example.com"}, now=NOW, tell=False
        )
        notices.knows(anna.pk)
        move_first_day(edition)
        assert tell(edition) == 1

    def test_a_look_at_the_mail_writes_nothing(self, edition):
        add(edition, "anna")
        (group,) = notices.pending(move_first_day(edition))
        count = Mail.objects.count()
        mail = notices.preview(group, "nl", {"nl": "Tot dan!"}, NOW)
        assert "Tot dan!" in mail.text
        assert Mail.objects.count() == count
        assert tell(edition) == 1


class TestThePage:
    def test_old_and_new_the_people_and_the_mail_are_shown(self, editor, edition):
        add(edition, "anna")
        move_first_day(edition)
        page = editor.get(changes(edition)).content.decode()
        assert "<del>maandag 1 maart 2027, 9.30–16.30 uur</del>" in page
        assert "<ins>dinsdag 2 maart 2027, 9.30–16.30 uur</ins>" in page
        # What stays as it was, on both sides.
        assert page.count("maandag 8 maart 2027, 9.30–16.30 uur\n") == 2
        assert "bel deze mensen" not in page
        assert "Anna (Heeft een plaats)" in page
        assert "De mail in het Nederlands" in page

    def test_who_has_no_address_is_to_be_called(self, editor, edition):
        notices.knows(add(edition, "bert", email="").pk)
        move_first_day(edition)
        page = " ".join(editor.get(changes(edition)).content.decode().split())
        calls = page[page.index("Wie geen e-mailadres heeft: bel deze mensen") :]
        assert "<li>Bert (Heeft een plaats)</li>" in calls
        assert "Wie een mail krijgt" not in page

    def test_sending_twice_writes_once(self, editor, edition):
        add(edition, "anna")
        move_first_day(edition)
        data = looked_at(editor, edition, words_nl="Tot dan!")
        editor.post(changes(edition), data)
        editor.post(changes(edition), data)
        assert Mail.objects.filter(kind="changed").count() == 1

    def test_words_that_were_not_looked_at_are_not_sent(self, editor, edition):
        add(edition, "anna")
        move_first_day(edition)
        data = {**looked_at(editor, edition), "words_nl": "Sorry!"}
        page = editor.post(changes(edition), data).content.decode()
        assert "Bekijk de mails nog een keer en verstuur ze dan." in page
        assert "Sorry!" in page
        assert not Mail.objects.filter(kind="changed").exists()

    def test_words_in_one_language_are_asked_for_in_the_other(self, editor, edition):
        add(edition, "anna")
        add(edition, "bill", language="en")
        move_first_day(edition)
        data = {"act": "look", "seen": seen(edition), "words_nl": "Sorry!", "words_en": ""}
        page = editor.post(changes(edition), data).content.decode()
        assert "Een deel van deze mensen leest Engels: schrijf het ook in die taal." in page

    def test_who_changes_an_address_hears_who_does_not_know(self, editor, edition):
        add(edition, "anna")
        url = reverse("wagtailsnippets_events_location:edit", args=[edition.location_id])
        form = as_shown(editor.get(url))
        form |= {"street": "Lindelaan 99", "directions": "null"}
        form |= {"action-publish": "action-publish"}
        page = editor.post(url, form, follow=True).content.decode()
        assert "1 persoon van Hulp vragen kun je leren, 01-03-2027 weet nog niet" in page
        assert f'href="{changes(edition)}"' in page

    def test_looking_sends_nothing(self, editor, edition):
        add(edition, "anna")
        move_first_day(edition)
        data = {"act": "look", "seen": seen(edition), "words_nl": "Tot dan!"}
        assert "Tot dan!" in editor.post(changes(edition), data).content.decode()
        assert not Mail.objects.filter(kind="changed").exists()

    @pytest.mark.parametrize(
        ("publish", "status", "where"),
        [
            (True, "cancelled", "enrolments:changes"),
            (True, "scheduled", "wagtailsnippets_events_edition:list"),
            (False, "cancelled", "wagtailsnippets_events_edition:edit"),
        ],
    )
    def test_who_publishes_a_change_is_led_to_the_people_who_do_not_know(
        self, editor, edition, publish, status, where
    ):
        add(edition, "anna")
        url = reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
        form = as_shown(editor.get(url)) | {"status": status}
        if publish:
            form |= {"action-publish": "action-publish"}
        response = editor.post(url, form)
        assert resolve(response.url).view_name == where

    def test_dashboard_and_planning_say_who_does_not_know(self, editor, edition):
        add(edition, "anna")
        assert "weten dit nog niet" not in editor.get("/admin/").content.decode()
        move_first_day(edition)
        assert "Deelnemers weten dit nog niet" in editor.get("/admin/").content.decode()
        page = editor.get(reverse("wagtailsnippets_events_edition:list")).content.decode()
        assert "De deelnemers van 1 editie weten nog niet van een wijziging." in page

    def test_translators_tell_nobody(self, client, site, edition):
        add(edition, "anna")
        move_first_day(edition)
        user = UserFactory(email="vertaler@example.com")
        user.groups.add(Group.objects.get(name=TRANSLATORS))
        client.force_login(user)
        assert client.get(changes(edition)).status_code == 302
        client.post(changes(edition), {"act": "send", "seen": seen(edition)})
        assert not Mail.objects.filter(kind="changed").exists()
        assert "Aanmeldingen" not in client.get("/admin/").content.decode()


class TestWritingToAll:
    def url(self, edition):
        return reverse("enrolments:write", args=[edition.pk])

    def words(self, **fields):
        return {
            "act": "send",
            "stamp": "eens",
            "to": ["confirmed", "offered", "waiting"],
            "subject_nl": "Let op",
            "text_nl": "Neem een trui mee.",
            **fields,
        }

    def looked_at(self, editor, edition, **fields):
        """The words as they are sent after the mails were shown."""
        page = editor.post(self.url(edition), self.words(act="look", **fields)).content.decode()
        marks = {
            name: re.search(rf'name="{name}"\s+value="(\w+)"', page)[1]
            for name in ("seen", "words")
        }
        return self.words(**marks, **fields)

    @pytest.mark.parametrize(
        ("to", "who"),
        [
            (["confirmed"], ["anna", "bert"]),
            (["waiting"], ["cees"]),
            (["offered", "confirmed", "waiting"], ["anna", "bert", "cees"]),
        ],
    )
    def test_those_who_are_chosen_are_written_to_once(self, editor, edition, to, who):
        for name in ("anna", "bert", "cees"):
            add(edition, name)
        words = self.looked_at(editor, edition, to=to)
        editor.post(self.url(edition), words)
        editor.post(self.url(edition), words)
        mails = Mail.objects.filter(kind="to_all").order_by("recipient")
        assert [mail.recipient.split("@")[0] for mail in mails] == who
        assert "Neem een trui mee." in mails[0].text

    def test_nothing_is_sent_as_long_as_a_language_lacks_its_text(self, editor, edition):
        add(edition, "anna")
        add(edition, "bill", language="en")
        page = editor.post(self.url(edition), self.words()).content.decode()
        assert "Een deel van deze mensen leest Engels: schrijf het ook in die taal." in page
        assert not Mail.objects.filter(kind="to_all").exists()

    def test_the_mail_is_shown_before_it_is_sent(self, editor, edition):
        add(edition, "anna")
        page = editor.post(self.url(edition), self.words(act="look")).content.decode()
        assert "1 mail versturen" in page
        assert not Mail.objects.filter(kind="to_all").exists()

    def test_a_text_that_was_not_looked_at_is_not_sent(self, editor, edition):
        add(edition, "anna")
        words = {**self.looked_at(editor, edition), "text_nl": "Iets anders."}
        page = editor.post(self.url(edition), words).content.decode()
        assert "Bekijk de mails nog een keer en verstuur ze dan." in page
        assert not Mail.objects.filter(kind="to_all").exists()

    def test_it_is_told_who_gets_none_and_why(self, editor, edition):
        add(edition, "anna")
        add(edition, "bert", email="")
        add(edition, "cees")
        page = editor.post(self.url(edition), self.words(act="look", to=["confirmed"]))
        page = re.sub(r"<[^>]+>|\s+", " ", page.content.decode())
        page = re.sub(r"\s+", " ", page)
        assert "Geen e-mailadres: bel deze mensen (1) Bert" in page
        assert "Niet gekozen (1) Cees" in page

    def test_nobody_is_written_to_who_was_not_on_the_screen(self, editor, edition):
        add(edition, "anna")
        words = self.looked_at(editor, edition)
        add(edition, "bert")
        page = editor.post(self.url(edition), words).content.decode()
        assert "Wie een mail zou krijgen, is net veranderd. Kijk nog eens." in page
        assert not Mail.objects.filter(kind="to_all").exists()

    def test_the_mail_on_the_screen_withholds_the_link_of_the_person(self, editor, edition):
        add(edition, "anna")
        page = editor.post(self.url(edition), self.words(act="look")).content.decode()
        assert "(hier staat de link van deze persoon)" in page
        assert "/aanmelding/" not in page
