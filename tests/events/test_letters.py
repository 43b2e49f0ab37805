"""What people are written: in their language, with the facts, and in the editors' own words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import TestCase

from events import enrolling, letters, notices, outbox, places
from events.models import (
    Edition,
    EnrolmentSettings,
    Interest,
    Letter,
    Mail,
    MailKind,
    TrainingPage,
)
from home.models import SiteSettings
from tests.conftest import NOW
from tests.factories import UserFactory, make_edition, make_training
from tests.keeping import made

pytestmark = pytest.mark.once


@made(at=NOW)
def training(site):
    practice = SiteSettings.objects.get_or_create(site=site.home.get_site())[0]
    practice.organisation, practice.email = "De Vraagzaak", "info@example.com"
    practice.phone = "030 555 01 23"
    practice.save()
    return make_training(site)


@made(at=NOW)
def rules(site):
    return EnrolmentSettings.objects.create(site=site.home.get_site(), confirm_by_link=False)


@made(at=NOW)
def edition(training, rules):
    return make_edition(training, date(2027, 3, 1), date(2027, 3, 8), capacity=2)


def enrol(edition, now=NOW, **fields):
    details = {"name": "Anna", "email": "anna@example.com", "language": "nl", **fields}
    return places.enrol(edition.pk, details, now=now)


def of_kind(kind: MailKind) -> Mail:
    return Mail.objects.filter(kind=kind).latest("pk")


def link(mail: Mail) -> str:
    return next(line for line in mail.text.splitlines() if line.startswith("http://"))


DUTCH = """Dag Anna,

Je hebt een plaats in Hulp vragen kun je leren. De training begint op maandag 1 maart 2027. We \
kijken ernaar uit je te ontmoeten.

Hulp vragen kun je leren

- maandag 1 maart 2027, 9.30–16.30 uur: Kijken
- maandag 8 maart 2027, 9.30–16.30 uur: Luisteren

Locatie: De Lindehof
Lindelaan 1
3599 ZZ  Utrecht
Tien minuten lopen van het station.

Prijs: €\u00a01.250, vrijgesteld van btw

Vragen op de dag zelf? Bel 030 555 01 23.

Je aanmelding bekijken of wijzigen:
LINK

Voor elke dag zit er een bijlage bij, voor je agenda. Misschien toont je mailprogramma er maar één \
als uitnodiging: open dan ook de andere.

Kun je toch niet komen? Meld je dan af via de link hierboven; dan kan iemand anders je plaats \
krijgen.

De Vraagzaak
info@example.com
030 555 01 23
"""

ENGLISH = """Hello Anna,

You have a place in Asking for help can be learned. The training begins on Monday 1 March 2027. \
We look forward to meeting you.

Asking for help can be learned

- Monday 1 March 2027, 9:30–16:30: Kijken
- Monday 8 March 2027, 9:30–16:30: Luisteren
This training is given in Dutch.

Place: De Lindehof
Lindelaan 1
3599 ZZ  Utrecht
Tien minuten lopen van het station.

Price: €1,250, vrijgesteld van btw

Questions on the day itself? Call 030 555 01 23.

View or change your enrolment:
LINK

There is an attachment for each day, to add it to your calendar. Your email program may show only \
one of them as an invitation: open the others as well.

Can’t make it after all? Use the link above to withdraw, so that somebody else can have your place.

De Vraagzaak
info@example.com
030 555 01 23
"""


class TestWords:
    @pytest.mark.parametrize(
        ("language", "subject", "text"),
        [
            ("nl", "Je hebt een plaats: Hulp vragen kun je leren", DUTCH),
            ("en", "You have a place: Asking for help can be learned", ENGLISH),
        ],
    )
    def test_a_letter_is_in_the_language_of_the_person(self, edition, language, subject, text):
        enrol(edition, language=language)
        mail = of_kind(MailKind.PLACE)
        assert mail.subject == subject
        assert mail.text.replace(link(mail), "LINK") == text
        assert f'<html lang="{language}">' in mail.html
        assert (mail.reply_to, mail.language) == ("info@example.com", language)

    @pytest.mark.parametrize("kind", [kind for kind in MailKind if kind != MailKind.NOTICE])
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_every_kind_fills_in_all_and_links_somewhere(self, edition, kind, language):
        enrolment = enrol(edition, language=language)
        if kind in (MailKind.INTEREST, MailKind.PLANNED):
            interest = make_interest(edition.training, language=language)
            given = edition if kind == MailKind.PLANNED else None
            mail = letters.send_interest(kind, interest, now=NOW, edition=given)
        else:
            mail = letters.send(kind, enrolment, now=NOW, note="Neem <b>brood</b> mee.")
            assert "Neem <b>brood</b> mee." in mail.text
            assert "Neem &lt;b&gt;brood&lt;/b&gt; mee." in mail.html
        assert "{" not in mail.subject + mail.text
        assert link(mail) in mail.html
        # Anybody may have typed it, as long as nobody has confirmed that address.
        assert ("Anna" in mail.text) is (kind not in (MailKind.CONFIRM, MailKind.INTEREST))

    def test_an_offer_says_until_when_on_the_clock_of_the_practice(self, edition):
        for number in range(2):
            enrol(edition, email=f"bert{number}@example.com")
        enrol(edition)
        places.withdraw(edition.enrolments.get(email="bert0@example.com").pk, now=NOW)
        # Two days after 7 o'clock in Amsterdam.
        assert "tot donderdag 26 november 2026 om 7.00 uur" in of_kind(MailKind.OFFER).text

    @pytest.mark.parametrize(
        "name", ["evil.com/x", "Win op evil.com", "EVIL。com", "x@example.org"]
    )
    def test_a_name_that_a_mail_program_makes_a_link_of_is_not_greeted(self, edition, name):
        enrol(edition, name=name)
        mail = of_kind(MailKind.PLACE)
        assert mail.text.startswith("Dag,\n")
        assert name not in mail.text + mail.html

    @pytest.mark.parametrize("name", ["J.P. de Vries-’t Hart", "Drs. Ayşe", "Dr. A.M. Bakker"])
    def test_a_name_with_initials_is_greeted(self, edition, name):
        enrol(edition, name=name)
        assert of_kind(MailKind.PLACE).text.startswith(f"Dag {name},\n")

    def test_nothing_that_was_typed_goes_to_an_address_that_nobody_confirmed(self, edition, rules):
        rules.confirm_by_link = True
        rules.save()
        enrol(edition, name="Bel 0900 1234", organisation="Prijzen", remark="Gewonnen")
        mail = of_kind(MailKind.CONFIRM)
        for typed in ("0900", "Prijzen", "Gewonnen"):
            assert typed not in mail.subject + mail.text + mail.html

    def test_a_name_breaks_no_header_and_carries_no_message_of_others(self, edition):
        enrol(edition, name="Koop nu: www.example.org\r\nBcc: all@example.org")
        assert "example.org" not in of_kind(MailKind.PLACE).text
        Letter.objects.create(kind="place", language="nl", subject="Dag {name}")
        enrol(edition, name="Bert\r\nBcc: x", email="bert@example.com")
        assert of_kind(MailKind.PLACE).subject == "Dag Bert Bcc: x"

    def test_what_a_person_types_is_never_filled_in(self, edition):
        Letter.objects.create(kind="place", language="nl", opening="{name} {place}")
        enrol(edition, name="{training}")
        assert of_kind(MailKind.PLACE).text.startswith("De Lindehof\n")

    def test_a_mail_to_everyone_has_the_subject_that_the_editor_gave_it(self, edition):
        note = "De koffie staat klaar\n\nKom gerust wat eerder.\n\nTot dan."
        mail = letters.send(MailKind.TO_ALL, enrol(edition), now=NOW, note=note)
        assert mail.subject == "De koffie staat klaar"
        assert "Kom gerust wat eerder.\n\nTot dan." in mail.text
        assert "De koffie staat klaar" not in mail.text

    def test_html_begins_with_what_it_is(self, edition):
        enrol(edition)
        assert of_kind(MailKind.PLACE).html.startswith("<!DOCTYPE html>")

    def test_thanks_lead_to_the_practice_s_own_form(self, edition, rules):
        rules.thanks_url = "https://form.example/"
        rules.save()
        mail = letters.send(MailKind.THANKS, enrol(edition), now=NOW)
        assert "https://form.example/" in mail.html

    def test_the_practice_is_told_who_enrolled_and_nothing_more(self, edition, rules):
        rules.notify = "office@example.com"
        rules.save()
        enrol(edition, language="en", phone="06 123", remark="Ik eet geen vlees.")
        mail = of_kind(MailKind.NOTICE)
        assert (mail.recipient, mail.language) == ("office@example.com", "nl")
        assert mail.subject == "Nieuwe aanmelding: Hulp vragen kun je leren"
        assert "Anna heeft zich aangemeld voor Hulp vragen kun je leren" in mail.text
        for private in ("06 123", "vlees", "anna@example.com"):
            assert private not in mail.text + mail.html


class TestForThisPerson:
    """What a mail of one kind says to one person and not to another."""

    WAITS = {
        "nl": "Als je bevestigt, kom je op de wachtlijst",
        "en": "Once you confirm, you are on the waiting list",
    }

    @pytest.mark.parametrize("language", ["nl", "en"])
    @pytest.mark.parametrize(("others", "waits"), [(1, False), (2, True)])
    def test_who_is_asked_to_confirm_hears_that_it_will_be_the_waiting_list(
        self, edition, rules, language, others, waits
    ):
        for number in range(others):
            enrol(edition, email=f"bert{number}@example.com")
        rules.confirm_by_link = True
        rules.save()
        enrol(edition, language=language)
        mail = of_kind(MailKind.CONFIRM)
        assert (self.WAITS[language] in mail.text) is waits
        assert (self.WAITS[language] in mail.html) is waits

    def withdrawn(self, enrolment) -> str:
        places.withdraw(enrolment.pk, now=NOW)
        return of_kind(MailKind.WITHDRAWN).text

    def test_who_had_a_place_gives_it_up(self, edition):
        text = self.withdrawn(enrol(edition))
        assert "Je plaats komt vrij voor iemand anders." in text
        assert "open ze allemaal om alle dagen eruit te halen" in text

    def test_who_waited_leaves_the_list_and_gives_up_no_place(self, edition):
        for number in range(2):
            enrol(edition, email=f"bert{number}@example.com")
        text = self.withdrawn(enrol(edition))
        assert "Je staat niet meer op de wachtlijst." in text
        assert "iemand anders" not in text
        assert "bijlage" not in text

    def test_who_had_not_confirmed_gives_up_nothing(self, edition, rules):
        rules.confirm_by_link = True
        rules.save()
        text = self.withdrawn(enrol(edition))
        assert text.startswith("Dag Anna,\n\nJe bent niet langer aangemeld voor")
        for wrong in ("iemand anders", "wachtlijst", "bijlage"):
            assert wrong not in text

    def test_who_enrols_twice_hears_how_it_stands(self, edition):
        for _time in range(2):
            enrol(edition)
        assert "Je hebt een plaats." in of_kind(MailKind.ALREADY).text
        enrol(edition, email="bert@example.com")
        for _time in range(2):
            enrol(edition, email="cees@example.com")
        assert "Je bent nummer 1 op de wachtlijst." in of_kind(MailKind.ALREADY).text

    def test_who_waits_hears_which_number_that_is(self, edition):
        for number in range(4):
            enrol(edition, email=f"anna{number}@example.com")
        mail = of_kind(MailKind.WAITING)
        assert "Je bent nummer 2 op de wachtlijst." in mail.text
        assert "Je bent nummer 2 op de wachtlijst." in mail.html

    @pytest.mark.parametrize(
        ("kind", "is_first"),
        [("confirm", True), ("offer", True), ("place", False), ("reminder", False)],
    )
    def test_who_must_act_in_time_finds_the_button_before_the_facts(self, edition, kind, is_first):
        mail = letters.send(kind, enrol(edition), now=NOW)
        for text in (mail.text, mail.html):
            assert (text.index(link(mail)) < text.index("De Lindehof")) is is_first
            assert text.count(link(mail)) == 1

    def test_who_reads_another_language_is_told_in_which_it_is_given(self, edition):
        told = "This training is given in Dutch."
        enrol(edition, language="en")
        mail = of_kind(MailKind.PLACE)
        assert told in mail.text
        assert told in mail.html
        enrol(edition, email="bert@example.com")
        assert "wordt in het Nederlands gegeven" not in of_kind(MailKind.PLACE).text

    def test_a_mail_without_a_file_speaks_of_none(self, edition):
        SiteSettings.objects.update(email="")
        enrol(edition)
        assert "bijlage" not in of_kind(MailKind.PLACE).text


class TestTold:
    def test_a_mail_without_the_days_for_a_calendar_leaves_a_change_to_be_told(self, edition):
        enrolment = enrol(edition)
        known = enrolment.told or Mail.objects.get(kind="place").enrolment.told
        edition = Edition.objects.get(pk=edition.pk)
        first, second = edition.days
        first.date = date(2027, 3, 2)
        edition.sessions.set([first, second])
        edition.save_revision().publish()
        enrol(edition)
        assert of_kind(MailKind.ALREADY).enrolment.told == known

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            ("cancelled", "De training is geannuleerd."),
            ("postponed", "De training is uitgesteld."),
        ],
    )
    def test_a_mail_to_everyone_tells_no_day_of_what_does_not_go_ahead(self, edition, status, said):
        anna = enrol(edition)
        Edition.objects.filter(pk=edition.pk).update(status=status)
        anna.refresh_from_db()
        mail = letters.send(MailKind.TO_ALL, anna, now=NOW, note="Lees dit\n\nNeem niets mee.")
        assert said in mail.text
        assert "maart" not in mail.text
        assert "Neem niets mee." in mail.text

    @pytest.mark.parametrize("kind", [MailKind.TO_ALL, MailKind.ALREADY, MailKind.REMINDER])
    def test_a_mail_about_something_else_leaves_a_change_to_be_told(self, edition, kind):
        edition.capacity = 1
        edition.save()
        enrol(edition)
        bert = enrol(edition, name="Bert", email="bert@example.com")
        known = bert.told
        assert bert.state == "waiting"
        Edition.objects.filter(pk=edition.pk).update(status="cancelled")
        bert.refresh_from_db()
        letters.send(kind, bert, now=NOW, note="Dag")
        bert.refresh_from_db()
        assert bert.told == known
        groups = notices.pending(bert.edition)
        assert [row.name for group in groups for row in group.enrolments] == ["Anna", "Bert"]

    def test_a_reminder_says_what_to_bring(self, edition):
        page = edition.training
        page.bring = "<p>Een trui, want we gaan naar buiten.</p>"
        page.save()
        mail = letters.send(MailKind.REMINDER, enrol(edition), now=NOW)
        assert "Een trui, want we gaan naar buiten." in mail.text
        assert "Een trui, want we gaan naar buiten." in mail.html


class TestTexts:
    def test_an_editor_changes_a_text_in_the_admin_and_looks_at_it_first(self, edition, client):
        user = UserFactory()
        user.groups.set(_group("Editors"))
        client.force_login(user)
        client.get("/admin/snippets/events/letter/")
        letter = Letter.objects.get(kind="place", language="nl")
        url = f"/admin/snippets/events/letter/edit/{letter.pk}/"
        form = {
            "subject": "Tot ziens bij {training}",
            "opening": "Hoi {name},\n\nFijn dat je komt.",
            "closing": "Tot snel!",
        }
        client.post(url.replace("edit", "preview"), form)
        shown = client.get(url.replace("edit", "preview")).content.decode()
        assert "Hoi Noor Voorbeeld," in shown
        assert "Fijn dat je komt." in shown
        assert client.post(url, {**form, "closing": "Dag {nam}"}).status_code == 200
        assert client.post(url, form).status_code == 302
        mail = letters.send(MailKind.PLACE, enrol(edition), now=NOW)
        assert mail.subject == "Tot ziens bij Hulp vragen kun je leren"
        assert "Hoi Anna,\n\nFijn dat je komt." in mail.text

    def test_editors_change_the_words_of_one_language(self, edition):
        Letter.objects.create(
            kind="place", language="nl", subject="Welkom {name}", opening="Hoi {name}!"
        )
        enrol(edition)
        mail = of_kind(MailKind.PLACE)
        assert mail.subject == "Welkom Anna"
        assert mail.text.startswith("Hoi Anna!\n\nHulp vragen kun je leren\n")
        enrol(edition, email="bert@example.com", language="en")
        assert of_kind(MailKind.PLACE).subject.startswith("You have a place")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Dag {naam}", "{naam} kan hier niet worden ingevuld."),
            ("Tot {deadline}", "{deadline} kan hier niet worden ingevuld."),
            ("Dag {name", "Hier staat een accolade alleen."),
            ("Dag name}", "Hier staat een accolade alleen."),
            ("Dag {{name}}", "Hier staat een accolade alleen."),
            ("Dag {name!r}", "{name} kan hier niet worden ingevuld."),
            ("Dag {}", "{} kan hier niet worden ingevuld."),
        ],
    )
    def test_a_wrong_placeholder_is_refused_at_its_field(self, db, text, said):
        letter = Letter(kind="place", language="nl", subject="Goed", opening=text)
        with pytest.raises(ValidationError) as refused:
            letter.full_clean()
        assert list(refused.value.message_dict) == ["opening"]
        assert refused.value.message_dict["opening"][0].startswith(said)

    def test_a_deadline_may_stand_where_there_is_one(self, db):
        Letter(kind="offer", language="nl", subject="Tot {deadline}").full_clean()

    def test_what_is_left_empty_gets_the_original_back(self, db):
        letter = Letter.objects.create(kind="reminder", language="en", closing="  ")
        assert letter.subject == "Starting soon: {training}"
        assert letter.closing == "See you soon!"

    def test_the_list_holds_every_kind_in_both_languages(self, edition, client):
        editor = UserFactory()
        editor.groups.set(_group("Editors"))
        client.force_login(editor)
        for _time in range(2):
            response = client.get("/admin/snippets/events/letter/")
            assert response.status_code == 200
        assert Letter.objects.count() == 2 * (len(MailKind) - 1)
        letter = Letter.objects.get(kind="place", language="en")
        assert letter.subject == "You have a place: {training}"
        assert client.get(f"/admin/snippets/events/letter/edit/{letter.pk}/").status_code == 200
        # There is one of each already.
        assert client.get("/admin/snippets/events/letter/add/").status_code in (302, 403)

    @pytest.mark.parametrize("kind", ["place", "to_all", "planned"])
    def test_a_preview_shows_a_made_up_person_on_the_next_edition(self, edition, kind):
        content = preview(Letter(kind=kind, language="en")).content.decode()
        assert "Noor Voorbeeld" in content
        assert "Monday 1 March 2027" in content

    def test_a_preview_keeps_the_style_of_the_mail_and_runs_nothing(self, edition):
        response = preview(Letter(kind="place", language="nl"))
        policy = response["Content-Security-Policy"]
        assert "style-src 'unsafe-inline'" in policy
        assert "default-src 'none'" in policy
        assert "sandbox" in policy
        assert "<style>" in response.content.decode()

    def test_a_preview_can_show_the_other_language(self, edition):
        Letter.objects.create(kind="place", language="en", opening="Hi {name}!")
        letter = Letter(kind="place", language="nl", opening="Hoi {name}!")
        assert letter.preview_modes == [("nl", "Nederlands"), ("en", "Engels")]
        assert "Hoi Noor Voorbeeld!" in preview(letter).content.decode()
        assert "Hi Noor Voorbeeld!" in preview(letter, "en").content.decode()
        waiting = Letter(kind="waiting", language="nl")
        assert "No longer want to wait?" in preview(waiting, "en").content.decode()


def preview(letter, mode=None):
    letter.save()
    return letter.make_preview_request(preview_mode=mode or letter.default_preview_mode)


def _group(name):
    from django.contrib.auth.models import Group

    return Group.objects.filter(name=name)


def make_interest(training, **fields) -> Interest:
    given = {"name": "Anna", "email": "anna@example.com", "language": "nl"}
    given |= {"created_at": NOW - timedelta(days=1), "confirmed_at": NOW - timedelta(days=1)}
    return Interest.objects.create(training=training, **(given | fields))


class TestPublishing:
    def planned(self):
        mails = Mail.objects.filter(kind=MailKind.PLANNED)
        return sorted(mails.values_list("recipient", flat=True))

    def test_who_asked_for_a_date_is_told_once(self, training):
        make_interest(training)
        make_interest(training, email="bert@example.com", confirmed_at=None)
        edition = make_edition(training, date(2027, 3, 1))
        assert self.planned() == ["anna@example.com"]
        edition.save_revision().publish()
        assert self.planned() == ["anna@example.com"]
        make_edition(training, date(2027, 5, 1))
        assert self.planned() == ["anna@example.com"] * 2

    def test_who_confirms_when_a_date_has_come_meanwhile_is_told_at_once(self, training):
        interest = make_interest(training, confirmed_at=None, created_at=NOW - timedelta(days=1))
        make_edition(training, date(2027, 3, 1))
        assert self.planned() == []
        enrolling.confirm_interest(interest, now=NOW)
        enrolling.confirm_interest(interest, now=NOW)
        assert self.planned() == [interest.email]

    def test_one_who_confirms_works_through_nobody_else(self, training, rules):
        make_edition(training, date(2027, 3, 1))
        Edition.objects.update(open_since=NOW)
        anna = make_interest(training, confirmed_at=None, created_at=NOW - timedelta(days=1))
        make_interest(training, email="bert@example.com", created_at=NOW - timedelta(days=1))
        enrolling.confirm_interest(anna, now=NOW)
        assert self.planned() == [anna.email]

    def test_what_two_write_at_the_same_moment_is_written_once(self, training, monkeypatch):
        fields = {
            "kind": "planned",
            "language": "nl",
            "recipient": "anna@example.com",
            "subject": "S",
            "text": "T",
            "html": "H",
        }
        assert outbox.post(now=NOW, key="planned-1", **fields)
        look, looked = Mail.objects.filter, []

        def too_early(**which):
            looked.append(which)
            return Mail.objects.none() if len(looked) == 1 else look(**which)

        monkeypatch.setattr(Mail.objects, "filter", too_early)
        assert outbox.post(now=NOW, key="planned-1", **fields) is None
        monkeypatch.undo()
        assert Mail.objects.count() == 1

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_is_told_in_the_language_of_that_person(self, training, language):
        make_interest(training, language=language)
        make_edition(training, date(2027, 3, 1))
        title = {"nl": "Er is een nieuwe datum: Hulp", "en": "There is a new date: Asking"}[
            language
        ]
        assert of_kind(MailKind.PLANNED).subject.startswith(title)

    @pytest.mark.parametrize(
        ("days", "fields"),
        [
            ([date(2026, 3, 1)], {}),
            ([date(2027, 3, 1)], {"status": "cancelled"}),
            ([date(2027, 3, 1)], {"status": "postponed"}),
            ([date(2027, 3, 1)], {"publish": False}),
        ],
    )
    def test_nobody_is_told_of_what_cannot_be_enrolled_in(self, training, days, fields):
        make_interest(training)
        make_edition(training, *days, **fields)
        assert self.planned() == []

    def test_who_asked_when_it_was_there_already_is_not_told_of_it(self, training):
        edition = make_edition(training, date(2027, 3, 1))
        make_interest(training, created_at=NOW + timedelta(days=1))
        edition.save_revision().publish()
        assert self.planned() == []

    def test_a_date_of_a_page_that_was_not_there_is_told_with_the_page(self, training):
        make_interest(training)
        training.unpublish()
        make_edition(TrainingPage.objects.get(pk=training.pk), date(2027, 3, 1))
        assert self.planned() == []
        with TestCase.captureOnCommitCallbacks(execute=True):
            TrainingPage.objects.get(pk=training.pk).save_revision().publish()
        assert self.planned() == ["anna@example.com"]

    def test_places_that_are_added_are_offered_to_who_waits(self, edition):
        for number in range(3):
            enrol(edition, email=f"anna{number}@example.com")
        edition = Edition.objects.get(pk=edition.pk)
        edition.capacity = 3
        edition.save_revision().publish()
        assert of_kind(MailKind.OFFER).recipient == "anna2@example.com"
