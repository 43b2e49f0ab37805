"""Examples of what trainings and their dates look like, for the page "Components"."""

from datetime import time, timedelta
from types import SimpleNamespace

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import choosing
from events.blocks import ProgrammeDayBlock
from events.calendar_links import Subscription
from events.models import Edition, EditionStatus, Location, Session, TrainingPage
from events.months import Month, days_of, entries_of, weeks_of
from events.schedule import Card, on_paper
from home.examples import Component, of_block, of_template, page_of, picture

CARD = "components/training_card.html"
EDITION = "components/edition.html"
DAYS_AHEAD = 30


def training(slug: str, **fields) -> TrainingPage:
    """A training that exists nowhere."""
    return page_of(
        TrainingPage,
        slug,
        title="Hulp vragen kun je leren",
        introduction="Vijf maandagen voor wie alles zelf doet.",
        **fields,
    )


def edition(slug: str = "", *, days: int = 2, ahead: int = DAYS_AHEAD, taken: int = 4, **fields):
    """An edition that exists nowhere: ``days`` a week apart, the first ``ahead`` days from now."""
    location = fields.pop("location", None) or Location(
        name="De Lindehof", street="Lindelaan 1", postal_code="3599 ZZ", city="Utrecht"
    )
    made = Edition(location=location, **{"capacity": 12, "language": "nl", **fields})
    first = timezone.localdate() + timedelta(days=ahead)
    made.sessions.set(
        [
            Session(date=first + timedelta(weeks=week), starts=time(9, 30), ends=time(16, 30))
            for week in range(days)
        ]
    )
    made.settle()
    made.slug, made.taken, made.place = slug, taken, location
    made.page = made.training = training(slug)
    return made


def moved(slug: str, *, by: timedelta, **fields) -> Edition:
    """An edition that exists nowhere, whose first day was to be earlier ``by`` so much."""
    made = edition(slug, **fields)
    first = made.days[0]
    first.previous_starts_at = first.starts_at - by
    return made


def _of_lists(page) -> list[Component]:
    """What stands around lists of trainings: ways to look at them, to narrow and to follow them."""
    this_month = Month.of(timezone.localdate())
    month = Month.of(edition().first_day)
    runs = [
        choosing.Run(1, this_month, "Utrecht", has_room=True),
        choosing.Run(2, month, online=True, category="luisteren", subject="Luisteren"),
    ]
    chosen, unknown = {"place": "utrecht"}, {"place": "zwolle"}
    narrowings = [
        (_("Usual"), {"groups": choosing.groups(runs, {}, "")}),
        (
            _("Narrowed"),
            {"groups": choosing.groups(runs, chosen, ""), "is_narrowed": True, "trainings": [page]},
        ),
        (
            _("Nothing fits"),
            {"groups": choosing.groups(runs, unknown, ""), "is_narrowed": True, "trainings": []},
        ),
    ]
    views = [
        {"title": title, "url": f"#{anchor}", "is_current": anchor == "views", "current": "page"}
        for title, anchor in [
            (_("All trainings"), "views"),
            (_("By month"), "month"),
            (_("All dates"), "day-list"),
        ]
    ]
    step = SimpleNamespace(month=month, url="#month-steps")
    steps = [
        (_("First"), {"next": step}),
        (_("In the middle"), {"previous": step, "next": step, "present_url": "#month-steps"}),
        (_("Last"), {"previous": step, "present_url": "#month-steps"}),
    ]
    stem = "https://example.com/trainingen"
    places = [
        Subscription(f"Trainingen in {town}", f"{stem}/{town.lower()}.ics", subject=town)
        for town in ("Utrecht", "Zwolle")
    ]
    feed = Subscription(page.title, f"{stem}/agenda.ics")
    return [
        Component(
            _("Ways to look at the trainings"),
            [of_template(_("Usual"), "components/training_views.html", views=views)],
            "views",
        ),
        Component(
            _("Narrow down the list"),
            [
                of_template(name, "components/training_filters.html", all_url="#filters", **shown)
                for name, shown in narrowings
            ],
            "filters",
        ),
        Component(
            _("Other months"),
            [of_template(name, "components/month_steps.html", **shown) for name, shown in steps],
            "month-steps",
        ),
        Component(
            _("Follow in a calendar"),
            [
                of_template(_("Everything"), "components/subscribe.html", feed=feed),
                of_template(
                    _("One place or trainer"),
                    "components/one_part.html",
                    subscriptions=places,
                    title="Per plaats",
                ),
            ],
            "subscribe",
        ),
    ]


def _of_calendars(page) -> list[Component]:
    """What is said of editions in short: at a glance, in lists, and on the calendar of a month."""
    soon, cancelled = edition("soon"), edition("struck", status=EditionStatus.CANCELLED)
    month = Month.of(soon.first_day)
    entries = entries_of([soon, cancelled])
    today = timezone.localdate()
    weeks = weeks_of(month, entries, today)
    days = days_of(entries, today)
    glances = [
        (_("Open"), {"next_edition": soon, "editions": [soon]}),
        (_("Full"), {"next_edition": edition(taken=12), "editions": [soon]}),
        (_("Without a date"), {}),
    ]
    places = [
        (_("Open"), edition()),
        (_("One place left"), edition(taken=11)),
        (_("Full"), edition(taken=12)),
        (_("Past"), edition(ahead=-DAYS_AHEAD)),
    ]
    calendar = {"slot": "components/slot.html", "level": 3}
    rooms = [(_("Usual"), edition("room")), (_("One place left"), edition("one-left", taken=11))]
    return [
        Component(
            _("At a glance"),
            [
                of_template(
                    name,
                    "components/at_a_glance.html",
                    page=page,
                    facts=SimpleNamespace(price=1250),
                    trainers=[SimpleNamespace(name="Marit Hoekstra")],
                    **shown,
                )
                for name, shown in glances
            ],
            "glance",
        ),
        Component(
            _("Places"),
            [
                of_template(name, "components/places_left.html", edition=each)
                for name, each in places
            ],
            "places",
        ),
        Component(
            _("Another date with places"),
            [
                of_template(name, "components/also_with_room.html", edition=each, page=page)
                for name, each in rooms
            ],
            "also",
        ),
        Component(
            _("Coming trainings"),
            [of_template(_("Usual"), "components/agenda.html", editions=[soon], level=3)],
            "agenda",
        ),
        Component(
            _("By month"),
            [
                of_template(
                    _("Usual"),
                    "components/month_table.html",
                    month=month,
                    weekdays=[day.date for day in weeks[1]],
                    weeks=weeks,
                    **calendar,
                )
            ],
            "month",
        ),
        Component(
            _("All days"),
            [of_template(_("Usual"), "components/day_list.html", days=days, **calendar)],
            "day-list",
        ),
        Component(
            _("Given before"),
            [
                of_template(
                    _("Usual"),
                    "components/given_list.html",
                    given=[edition("given", ahead=-DAYS_AHEAD)],
                    page=page,
                )
            ],
            "given",
        ),
    ]


def of_events() -> list[Component]:
    """Cards of trainings, their editions in each state, lists, and calendars."""
    page = training("hulp-vragen")
    cancelled, postponed = EditionStatus.CANCELLED, EditionStatus.POSTPONED
    editions = [
        (_("Open"), edition("open")),
        (_("Open, of one day"), edition("one-day", days=1)),
        (_("Full"), edition("full", taken=12)),
        (_("Cancelled"), edition("cancelled", status=cancelled, reason_nl="De trainer is ziek.")),
        (_("Postponed"), edition("postponed", status=postponed)),
        (_("Begun, so closed for enrolment"), edition("begun", ahead=-2)),
        (_("Past"), edition("past", ahead=-DAYS_AHEAD)),
        (_("One of its days moved"), moved("moved", by=timedelta(days=7))),
        (
            _("Its only day moved to another time"),
            moved("moved-hours", by=timedelta(hours=1), days=1),
        ),
        (_("Online"), edition("online", location=Location(name="Online (via Zoom)", online=True))),
        (
            _("In another time zone"),
            edition("abroad", location=Location(name="Casa", time_zone="Europe/Lisbon")),
        ),
        (_("In another language"), edition("english", language="en")),
    ]
    paper = edition("paper")
    instead = [
        (_("On paper"), paper, on_paper([paper], timezone.now())),
        (
            _("Closed, with another date to come"),
            edition("closed", ahead=-2),
            {"next_edition": paper},
        ),
    ]
    cards = [
        (_("With a picture"), Card(training("a", cover=picture()), 1250, edition())),
        (_("Without a picture"), Card(training("b"), 495, edition(days=1))),
        (_("Full"), Card(training("c"), 495, edition(taken=12))),
        (
            _("Full, with another date that has places"),
            Card(training("e"), 495, edition(taken=12), edition("later")),
        ),
        (_("Without a date"), Card(training("d"), None, None)),
    ]
    return [
        Component(
            _("Card of a training"),
            [of_template(name, CARD, card=card, level=3) for name, card in cards],
            "training-card",
        ),
        Component(
            _("Edition"),
            [
                of_template(name, EDITION, edition=each, page=page, **more)
                for name, each, more in [*((*shown, {}) for shown in editions), *instead]
            ],
            "edition",
        ),
        *_of_lists(page),
        *_of_calendars(page),
        Component(
            _("Leaf of the calendar"),
            [of_template(_("Usual"), "components/leaf.html", date=edition().first_day)],
            "leaf",
        ),
        Component(
            _("Block: %(name)s") % {"name": ProgrammeDayBlock().label or _("Day")},
            [of_block(ProgrammeDayBlock(), _("As in the editor"))],
            "block-day",
        ),
    ]
