"""The demo's part of this app: places, trainings, and editions relative to today."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Site

from events import places
from events.demo_content import EDITIONS, ENROLLED, INDEX, LOCATIONS, TRAININGS
from events.models import (
    Edition,
    EditionStatus,
    EnrolmentSettings,
    Location,
    Session,
    TrainingIndexPage,
    TrainingPage,
    TrainingTrainer,
)
from home.demo import fill_page
from home.demo_content import SITE
from home.demo_loading import Demo

# When the first of an edition's people came, and how long after each came the next.
CAME_FIRST, CAME_NEXT = timedelta(days=20), timedelta(hours=13)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def load(demo: Demo) -> None:
    """Make places, training pages and editions."""
    for content in LOCATIONS:
        _location(demo, content)
    index = demo.add_page(
        "trainingen",
        demo.made["home"],
        TrainingIndexPage(title=INDEX["title"].nl, show_in_menus=True),
        INDEX["slug"],
        lambda page, words: fill_page(demo, page, words, INDEX),
    )
    for content in TRAININGS:
        demo.add_page(
            content["key"],
            index,
            TrainingPage(title=content["title"].nl),
            content["slug"],
            lambda page, words, content=content: _fill(demo, page, words, content),
        )
    demo.to_fill.append(lambda: _enrolment_settings(demo))
    demo.to_fill.append(lambda: _editions(demo))


def _location(demo, content):
    location = Location(
        online=content["online"],
        street=content["street"],
        postal_code=content["postal_code"],
        city=content["city"],
        latitude=_coordinate(content["latitude"]),
        longitude=_coordinate(content["longitude"]),
        time_zone=content["time_zone"],
    )
    words = demo.words_of(location)
    location.name = words.plain(content["name"])
    location.directions = words.html(content["directions"])
    demo.add_snippet(content["key"], location)


def _coordinate(value):
    return None if value is None else Decimal(str(value))


def _fill(demo, page, words, content):
    fill_page(demo, page, words, content)
    page.for_whom = words.html(content["for_whom"])
    page.take_home = words.html(content["take_home"])
    demo.stream(page, words, "programme", [("day", day) for day in content["programme"]])
    demo.stream(page, words, "questions", [("question", row) for row in content["questions"]])
    demo.stream(page, words, "enrolment_questions", content.get("asks", []))
    if "bring" in content:
        page.bring = words.html(content["bring"])
    page.training_trainers.set(
        [
            TrainingTrainer(person=demo.made[key], sort_order=number)
            for number, key in enumerate(content["trainers"])
        ]
    )
    page.price = Decimal(content["price"])
    page.vat_note = words.plain(content["vat_note"])
    page.default_capacity = content["capacity"]
    page.category = demo.made[content["category"]]
    page.default_location = demo.made[content["location"]]
    page.language = content["language"]


def _editions(demo):
    today = timezone.localdate()
    for content in EDITIONS:
        rule = content["days"]
        edition = Edition(
            training=demo.made[content["training"]],
            location=demo.made[content["location"]],
            capacity=content["capacity"],
            language=content["language"],
        )
        edition.sessions.set(
            [
                Session(
                    date=day,
                    starts=time.fromisoformat(rule["starts"]),
                    ends=time.fromisoformat(rule["ends"]),
                )
                for day in days_of(
                    {**rule, "first": content["moved_from"]} if "moved_from" in content else rule,
                    today,
                )
            ]
        )
        edition.full_clean()
        edition.save()
        edition.save_revision(user=demo.owner).publish(user=demo.owner)
        if "moved_from" in content:
            edition = edition.get_latest_revision_as_object()
            days = edition.days
            for session, day in zip(days, days_of(rule, today), strict=True):
                session.date = day
            edition.sessions.set(days)
            edition.save_revision(user=demo.owner).publish(user=demo.owner)
        if content["status"] != EditionStatus.SCHEDULED:
            # First planned, then changed, as it goes.
            edition = edition.get_latest_revision_as_object()
            edition.status = content["status"]
            edition.reason_nl, edition.reason_en = content["reason"].nl, content["reason"].en
            edition.save_revision(user=demo.owner).publish(user=demo.owner)
        demo.say(f"  {edition}")
        if content.get("people"):
            demo.to_finish.append(partial(_people, edition.pk, **content["people"]))


def _enrolment_settings(demo):
    settings = EnrolmentSettings.for_site(Site.objects.get(is_default_site=True))
    settings.conditions_page = demo.made["voorwaarden"]
    settings.notify = SITE["email"]
    settings.full_clean()
    settings.save()


def _people(edition_pk, confirmed, waiting=0, withdrawn=0, asked=0):
    """Enrol fictitious people as readers do; of an edition that has begun, by hand.

    Those who withdraw had a place; one goes to the first in the line, if there is any.
    """
    edition, now = Edition.objects.get(pk=edition_pk), timezone.now()
    begun = edition.starts_at <= now
    came = (edition.starts_at if begun else now) - CAME_FIRST
    enrolled = []
    for number in range(confirmed + waiting + asked):
        # Each edition begins elsewhere in the list.
        name, organisation, remark = ENROLLED[(number + 5 * edition.pk) % len(ENROLLED)]
        details = {
            "name": name,
            "email": f"{slugify(name).replace('-', '.')}@example.org",
            "organisation": organisation,
            "remark": remark,
            "language": edition.language,
            "consented_at": came,
        }
        if begun:
            enrolled.append(places.add(edition.pk, details, now=came, tell=False))
        else:
            enrolled.append(places.enrol(edition.pk, details, now=came))
            if number < confirmed + waiting:
                places.confirm(enrolled[-1].pk, now=came + timedelta(minutes=7))
        came += CAME_NEXT
    for enrolment in enrolled[:withdrawn]:
        moment = came if begun else now - timedelta(hours=5)
        places.withdraw(enrolment.pk, now=moment, tell=not begun)


def days_of(rule: dict, today: date) -> list[date]:
    """Return the dates that a rule of the demo gives, seen from ``today``."""
    weekday = WEEKDAYS.index(rule["weekday"] if "around" in rule else rule["first"][2])
    if "around" in rule:
        first = _on_or_after(_next_clock_change(today, rule["before"]), weekday)
        first -= timedelta(weeks=rule["before"])
        step = 1
    else:
        monday = today - timedelta(days=today.weekday())
        first = monday + timedelta(weeks=rule["first"][1], days=weekday)
        step = rule["every_weeks"]
    return [first + timedelta(weeks=step * number) for number in range(rule["count"])]


def _on_or_after(day, weekday):
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _next_clock_change(today, weeks_before) -> date:
    """The first day with another offset than the day before it, with time left before it."""
    zone = ZoneInfo("Europe/Amsterdam")
    day = today + timedelta(weeks=weeks_before + 1)
    while True:
        following = day + timedelta(days=1)
        offsets = {datetime.combine(each, time(12), zone).utcoffset() for each in (day, following)}
        if len(offsets) == 2:
            return following
        day = following
