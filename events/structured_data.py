"""What schema.org has words for in trainings: a training, its runs with their days, the list.

A training is a Course, an edition a CourseInstance, a day of it an Event (DESIGN). Values in, a
dict out: no request and no query. Moments are aware, in the time zone of the place, so that each
is written with the offset that the clocks there have.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from home.structured_data import Practice, address, node, publisher, term

CURRENCY = "EUR"
DAY = timedelta(days=1)
# What Google takes for the pace of a course, by the days from one day of it to the next.
PACES = {1: "Daily", 7: "Weekly"}


class Status(StrEnum):
    """What became of something that was planned (EventStatusType)."""

    SCHEDULED = "EventScheduled"
    RESCHEDULED = "EventRescheduled"
    POSTPONED = "EventPostponed"
    CANCELLED = "EventCancelled"


class Availability(StrEnum):
    """Whether somebody can still have a place (ItemAvailability)."""

    IN_STOCK = "InStock"
    # No number of places is known: whoever enrols comes on a list first.
    LIMITED = "LimitedAvailability"
    SOLD_OUT = "SoldOut"
    # It has begun, or does not go ahead.
    OUT_OF_STOCK = "OutOfStock"


@dataclass(frozen=True, slots=True)
class Trainer:
    """Who gives a training."""

    name: str
    job_title: str = ""
    image: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a training is given; ``url`` is that of the meeting where it is ``online``."""

    name: str
    online: bool = False
    url: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    geo: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day; all day long with a ``date`` for its times. ``previous_start`` if it was moved."""

    name: str
    starts: date | datetime
    ends: date | datetime
    previous_start: datetime | None = None

    @property
    def all_day(self) -> bool:
        """Whether it has no times."""
        return not isinstance(self.starts, datetime)

    @property
    def length(self) -> timedelta:
        """How long it lasts by the clock of the world; a whole day for one without times."""
        if self.all_day:
            return DAY
        return timedelta(seconds=self.ends.timestamp() - self.starts.timestamp())


@dataclass(frozen=True, slots=True)
class Run:
    """One edition as readers see it, with its days in order."""

    name: str
    url: str
    status: Status
    language: str
    days: tuple[Day, ...]
    availability: Availability
    place: Place | None = None
    capacity: int | None = None
    places_left: int | None = None
    enrol_url: str = ""
    open_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """What a training is, in one language; no ``price`` is one on request."""

    name: str
    url: str
    description: str
    language: str
    languages: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    price: Decimal | None = None
    for_whom: str = ""
    teaches: str = ""
    programme: tuple[tuple[str, str], ...] = ()
    published: datetime | None = None
    changed: datetime | None = None
    trainers: tuple[Trainer, ...] = ()


def course(practice: Practice, training: Training, runs: list[Run]) -> dict:
    """A training with its runs (Google: Course info, Event)."""
    return node(
        "Course",
        id=f"{training.url}#course",
        name=training.name,
        description=training.description or training.name,
        url=training.url,
        image=list(training.images),
        inLanguage=training.language,
        availableLanguage=sorted({run.language for run in runs} or set(training.languages)),
        provider=publisher(practice),
        publisher=publisher(practice),
        datePublished=_moment(training.published),
        dateModified=_moment(training.changed),
        audience=node("Audience", audienceType=training.for_whom) if training.for_whom else None,
        teaches=training.teaches,
        offers=[_offer(training.price, training.url)],
        syllabusSections=[
            node("Syllabus", name=title, description=text, position=position)
            for position, (title, text) in enumerate(training.programme, start=1)
        ],
        hasCourseInstance=[course_instance(practice, training, run) for run in runs if run.days],
    )


def course_instance(practice: Practice, training: Training, run: Run) -> dict:
    """One run: itself an Event from its first day to its last, each day an Event of its own."""
    first, last = run.days[0], max(run.days, key=lambda day: _order(day.ends))
    status = run.status
    if status == Status.SCHEDULED and first.previous_start:
        status = Status.RESCHEDULED
    shared = {"location": _place(run.place, run.url), "eventAttendanceMode": _mode(run.place)}
    people = [_person(trainer) for trainer in training.trainers]
    return node(
        "CourseInstance",
        id=run.url,
        name=run.name,
        description=training.description or training.name,
        url=run.url,
        image=list(training.images),
        startDate=first.starts.isoformat(),
        endDate=_last_date(last).isoformat(),
        eventStatus=term(status),
        previousStartDate=_moment(first.previous_start),
        **shared,
        courseMode=("Online" if run.place.online else "Onsite") if run.place else "",
        courseWorkload=_duration(sum((day.length for day in run.days), timedelta())),
        courseSchedule=_schedule(run.days),
        inLanguage=run.language,
        instructor=people,
        performer=people,
        organizer=publisher(practice),
        maximumAttendeeCapacity=run.capacity,
        remainingAttendeeCapacity=run.places_left,
        offers={
            **_offer(training.price, run.enrol_url or run.url),
            "availability": term(run.availability),
            **({"validFrom": _moment(run.open_since)} if run.open_since else {}),
        },
        subEvent=[
            node(
                "Event",
                name=day.name,
                startDate=day.starts.isoformat(),
                endDate=_last_date(day).isoformat(),
                eventStatus=term(
                    Status.RESCHEDULED
                    if run.status == Status.SCHEDULED and day.previous_start
                    else run.status
                ),
                previousStartDate=_moment(day.previous_start),
                **shared,
            )
            for day in run.days
        ]
        if len(run.days) > 1
        else None,
    )


def _offer(price: Decimal | None, url: str) -> dict:
    return node(
        "Offer",
        category="Free" if price == 0 else "Paid",
        price=None if price is None else f"{price:.2f}",
        priceCurrency=None if price is None else CURRENCY,
        url=url,
    )


def _person(trainer: Trainer) -> dict:
    return node(
        "Person",
        name=trainer.name,
        jobTitle=trainer.job_title,
        image=trainer.image,
        description=trainer.description,
    )


def _place(place: Place | None, url: str) -> dict | None:
    """Where it is; whoever asks for an address that is mailed later finds it at ``url``."""
    if place is None:
        return None
    if place.online:
        return node("VirtualLocation", name=place.name, url=place.url or url)
    return node(
        "Place",
        name=place.name,
        address=address(place.street, place.postal_code, place.city, place.country),
        geo=node("GeoCoordinates", latitude=place.geo[0], longitude=place.geo[1])
        if place.geo
        else None,
    )


def _mode(place: Place | None) -> str:
    if place is None:
        return ""
    return term("OnlineEventAttendanceMode" if place.online else "OfflineEventAttendanceMode")


def _schedule(days: tuple[Day, ...]) -> dict | None:
    """The pace of the days; none where it is uneven, rather than one that is not true."""
    dates = [_date(day.starts) for day in days]
    steps = {(second - first).days for first, second in zip(dates, dates[1:], strict=False)}
    steps = steps or {1}
    lengths = {day.length for day in days}
    if len(steps) != 1 or not steps & set(PACES) or len(lengths) != 1:
        return None
    hours = {} if days[0].all_day else _hours(days)
    return node(
        "Schedule",
        repeatCount=len(days),
        repeatFrequency=PACES[steps.pop()],
        duration=_duration(lengths.pop()),
        startDate=dates[0].isoformat(),
        endDate=dates[-1].isoformat(),
        **hours,
    )


def _hours(days: tuple[Day, ...]) -> dict:
    """From when to when, by the clock of the place, where that is the same each day."""
    hours = {(day.starts.time(), day.ends.time(), str(day.starts.tzinfo)) for day in days}
    if len(hours) != 1:
        return {}
    starts, ends, zone = hours.pop()
    return {
        "startTime": starts.isoformat(timespec="seconds"),
        "endTime": ends.isoformat(timespec="seconds"),
        "scheduleTimezone": zone,
    }


def _duration(length: timedelta) -> str:
    """A length of time in the words of ISO 8601: whole days, or hours and minutes."""
    minutes = int(length.total_seconds()) // 60
    if not minutes % (24 * 60):
        return f"P{minutes // (24 * 60)}D"
    hours, minutes = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")


def _last_date(day: Day) -> date | datetime:
    """The end of a day; one without times ends on the day itself, where ``ends`` is the next."""
    return day.ends - DAY if day.all_day else day.ends


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _order(moment: date | datetime) -> tuple:
    """Sorts dates and moments among each other."""
    if isinstance(moment, datetime):
        return moment.date(), moment.timestamp()
    return moment - DAY, float("inf")


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
