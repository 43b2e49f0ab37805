"""Invitations in mails as programs read them: two parsers, of the mail read back from its bytes."""

import email
import email.policy
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject

from events import letters, outbox, places
from events.models import Edition, EnrolmentSettings, Mail, MailKind
from home.models import SiteSettings
from tests.conftest import NOW
from tests.factories import make_edition, make_training
from tests.node_runner import read_files


@pytest.fixture
def training(site):
    practice = SiteSettings.objects.get_or_create(site=site.home.get_site())[0]
    practice.organisation, practice.email = "De Vraagzaak", "info@example.com"
    practice.phone = "030 555 01 23"
    practice.save()
    EnrolmentSettings.objects.create(site=site.home.get_site(), confirm_by_link=False)
    return make_training(site)


@pytest.fixture
def edition(training):
    return make_edition(training, date(2027, 3, 1), date(2027, 3, 8), capacity=2)


def enrol(edition, now=NOW, **fields):
    details = {"name": "Anna, de Boer", "email": "anna@example.com", "language": "nl", **fields}
    return places.enrol(edition.pk, details, now=now)


def read_back(mail: Mail):
    """The mail, from the bytes that are sent."""
    data = outbox.message_of(mail).message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(data, policy=email.policy.default)


def parts(mail: Mail) -> list:
    return [part for part in read_back(mail).walk() if part.get_content_type() == "text/calendar"]


def files(mail: Mail) -> list[str]:
    """The calendars of a mail, as its attachments hold them."""
    return [part.get_content() for part in parts(mail) if part.get_filename()]


def event(text: str):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")[0]


def of_kind(kind: MailKind) -> Mail:
    return Mail.objects.filter(kind=kind).latest("pk")


def test_a_mail_holds_text_html_and_an_invitation_for_each_day(edition):
    enrol(edition)
    message = read_back(of_kind(MailKind.PLACE))
    assert message.get_content_type() == "multipart/mixed"
    body, *attached = message.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    *words, shown = body.iter_parts()
    assert [part.get_content_type() for part in words] == ["text/plain", "text/html"]
    assert [part.get_filename() for part in attached] == ["dag-1.ics", "dag-2.ics"]
    for part in (shown, *attached):
        assert part.get_content_type() == "text/calendar"
        assert dict(part["content-type"].params) == {
            "method": "REQUEST",
            "component": "VEVENT",
            "charset": "utf-8",
        }
        assert str(part).lower().count("charset") == 1


def test_the_first_of_several_days_is_shown_and_each_object_has_one_uid(edition):
    enrol(edition)
    shown, *attached = [part.get_content() for part in parts(of_kind(MailKind.PLACE))]
    first, second = (str(day.uuid) for day in edition.days)
    for read in (
        lambda text: [str(one["UID"]) for one in icalendar.Calendar.from_ical(text).walk("VEVENT")],
        lambda text: [one.uid.value for one in vobject.readOne(text).vevent_list],
    ):
        assert read(shown) == [first]
        assert [read(text) for text in attached] == [[first], [second]]


def test_the_only_day_is_also_shown_in_place_of_the_text(training):
    enrol(make_edition(training, date(2027, 3, 1), capacity=2))
    body, attached = read_back(of_kind(MailKind.PLACE)).iter_parts()
    types = [part.get_content_type() for part in body.iter_parts()]
    assert types == ["text/plain", "text/html", "text/calendar"]
    assert [*body.iter_parts()][2]["content-type"].params["method"] == "REQUEST"
    assert attached.get_filename() == "dag-1.ics"


def test_two_parsers_read_who_invites_whom_to_which_day(edition):
    enrol(edition)
    texts = files(of_kind(MailKind.PLACE))
    uids = [str(day.uuid) for day in edition.days]
    for text, uid, day in zip(texts, uids, ("20270301", "20270308"), strict=True):
        one, other = event(text), vobject.readOne(text)
        assert icalendar.Calendar.from_ical(text)["METHOD"] == "REQUEST"
        assert other.method.value == "REQUEST"
        assert (str(one["UID"]), other.vevent.uid.value) == (uid, uid)
        assert str(one["ORGANIZER"]) == other.vevent.organizer.value == "mailto:info@example.com"
        assert str(one["ATTENDEE"]) == other.vevent.attendee.value == "mailto:anna@example.com"
        assert one["ATTENDEE"].params["CN"] == "Anna, de Boer"
        assert other.vevent.attendee.params["CN"] == ["Anna, de Boer"]
        assert one["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
        starts = datetime.combine(date.fromisoformat(day), time(8, 30), UTC)
        assert one["DTSTART"].dt.astimezone(UTC) == starts
        assert other.vevent.dtstart.value.astimezone(UTC) == starts
        assert (int(one["SEQUENCE"]), other.vevent.sequence.value) == (0, "0")
        assert one["DTSTAMP"].dt == NOW


def test_ical_js_and_node_ical_read_the_same_days(edition):
    enrol(edition)
    mail = of_kind(MailKind.PLACE)
    seen = read_files(dict(zip(("one", "two"), files(mail), strict=True)))
    for answers in seen.values():
        days = [answers[name]["days"][0] for name in ("one", "two")]
        assert [day["uid"] for day in days] == [str(day.uuid) for day in edition.days]
        assert [day["start"] for day in days] == ["2027-03-01T08:30:00Z", "2027-03-08T08:30:00Z"]


@pytest.mark.parametrize(
    ("language", "summary", "name"),
    [
        ("nl", "Hulp vragen kun je leren (dag 1 van 2): Kijken", "dag-1.ics"),
        ("en", "Asking for help can be learned (day 1 of 2): Kijken", "day-1.ics"),
    ],
)
def test_an_invitation_speaks_the_language_of_the_person(edition, language, summary, name):
    enrol(edition, language=language)
    mail = of_kind(MailKind.PLACE)
    assert str(event(files(mail)[0])["SUMMARY"]) == summary
    assert mail.calendars[0]["name"] == name


def test_who_withdraws_and_comes_back_is_asked_for_by_a_higher_number_each_time(edition):
    seen = []
    moment = NOW
    for _time in range(2):
        enrolment = enrol(edition, now=moment)
        seen.append(event(files(of_kind(MailKind.PLACE))[0]))
        moment += timedelta(minutes=1)
        places.withdraw(enrolment.pk, now=moment)
        seen.append(event(files(of_kind(MailKind.WITHDRAWN))[0]))
        moment += timedelta(minutes=1)
    assert [int(one["SEQUENCE"]) for one in seen] == [0, 1, 2, 3]
    assert [str(one["STATUS"]) for one in seen] == ["CONFIRMED", "CANCELLED"] * 2
    assert len({str(one["UID"]) for one in seen}) == 1
    stamps = [one["DTSTAMP"].dt for one in seen]
    assert stamps == sorted(set(stamps))


def test_a_cancellation_names_who_need_not_come_and_all_days(edition):
    enrolment = enrol(edition)
    places.withdraw(enrolment.pk, now=NOW)
    mail = of_kind(MailKind.WITHDRAWN)
    assert [calendar["method"] for calendar in mail.calendars] == ["CANCEL", "CANCEL"]
    for text in files(mail):
        assert str(event(text)["ATTENDEE"]) == "mailto:anna@example.com"
        assert "PARTSTAT" not in event(text)["ATTENDEE"].params


def test_who_never_had_a_place_has_nothing_taken_out(edition):
    for number in range(2):
        enrol(edition, email=f"bert{number}@example.com")
    waiting = enrol(edition)
    assert of_kind(MailKind.WAITING).calendars == []
    places.withdraw(waiting.pk, now=NOW)
    assert of_kind(MailKind.WITHDRAWN).calendars == []


def test_who_moves_has_the_old_days_taken_out_and_the_new_ones_put_in(edition, training):
    enrolment = enrol(edition)
    other = make_edition(training, date(2027, 4, 1), capacity=2)
    places.move(enrolment.pk, other.pk, now=NOW)
    moved, placed = of_kind(MailKind.MOVED), of_kind(MailKind.PLACE)
    assert [str(event(text)["UID"]) for text in files(moved)] == [
        str(day.uuid) for day in edition.days
    ]
    assert {calendar["method"] for calendar in moved.calendars} == {"CANCEL"}
    assert [calendar["method"] for calendar in placed.calendars] == ["REQUEST"]


def test_a_changed_day_has_a_higher_number_and_a_removed_one_is_cancelled(edition):
    enrolment = enrol(edition)
    edition = Edition.objects.get(pk=edition.pk)
    first, second = edition.days
    first.date = date(2027, 3, 2)
    edition.sessions.set([first])
    edition.save_revision().publish()
    enrolment.refresh_from_db()
    letters.send(MailKind.CHANGED, enrolment, now=NOW + timedelta(hours=1))
    mail = of_kind(MailKind.CHANGED)
    assert [calendar["method"] for calendar in mail.calendars] == ["REQUEST", "CANCEL"]
    moved, gone = [event(text) for text in files(mail)]
    assert (str(moved["UID"]), int(moved["SEQUENCE"])) == (str(first.uuid), 1)
    assert str(gone["UID"]) == str(second.uuid)
    assert (str(gone["STATUS"]), int(gone["SEQUENCE"])) == ("CANCELLED", 1)


def test_the_day_that_is_new_is_the_one_that_is_shown(edition):
    enrolment = enrol(edition)
    edition = Edition.objects.get(pk=edition.pk)
    first, second = edition.days
    second.date = date(2027, 3, 9)
    edition.sessions.set([first, second])
    edition.save_revision().publish()
    enrolment.refresh_from_db()
    letters.send(MailKind.CHANGED, enrolment, now=NOW + timedelta(hours=1))
    mail = of_kind(MailKind.CHANGED)
    assert [calendar["name"] for calendar in mail.calendars] == ["dag-2.ics", "dag-1.ics"]
    shown = parts(mail)[0]
    assert shown.get_filename() is None
    assert str(event(shown.get_content())["UID"]) == str(second.uuid)


def test_without_an_address_of_the_practice_nobody_is_invited(edition):
    SiteSettings.objects.update(email="")
    enrol(edition)
    assert of_kind(MailKind.PLACE).calendars == []


@pytest.mark.parametrize("what", ["edition", "training"])
def test_days_are_taken_out_also_of_what_readers_see_no_more(edition, what):
    enrolment = enrol(edition)
    days = [str(day.uuid) for day in edition.days]
    (edition if what == "edition" else edition.training).unpublish()
    places.withdraw(enrolment.pk, now=NOW)
    mail = of_kind(MailKind.WITHDRAWN)
    assert {calendar["method"] for calendar in mail.calendars} == {"CANCEL"}
    assert [str(event(text)["UID"]) for text in files(mail)] == days


@pytest.mark.parametrize(
    ("status", "kind", "method", "state"),
    [
        ("cancelled", MailKind.CANCELLED, "CANCEL", "CANCELLED"),
        ("postponed", MailKind.POSTPONED, "REQUEST", "TENTATIVE"),
    ],
)
def test_what_is_called_off_or_put_off_is_so_in_calendars(edition, status, kind, method, state):
    enrolment = enrol(edition)
    first = [int(event(text)["SEQUENCE"]) for text in files(of_kind(MailKind.PLACE))]
    edition = Edition.objects.get(pk=edition.pk)
    edition.status = status
    edition.save_revision().publish()
    enrolment.refresh_from_db()
    mail = letters.send(kind, enrolment, now=NOW + timedelta(hours=1))
    assert {calendar["method"] for calendar in mail.calendars} == {method}
    found = [event(text) for text in files(mail)]
    assert {str(one["STATUS"]) for one in found} == {state}
    assert all(int(one["SEQUENCE"]) > before for one, before in zip(found, first, strict=True))
