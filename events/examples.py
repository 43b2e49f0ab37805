"""Examples of what trainings and their dates look like, for the page "Components"."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.blocks import ProgrammeDayBlock
from events.enrolment_forms import DetailsForm
from events.models import Edition, EditionStatus, Location, Session, TrainingPage
from events.schedule import Card
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
    location = Location(
        name="De Lindehof", street="Lindelaan 1", postal_code="3599 ZZ", city="Utrecht"
    )
    made = Edition(capacity=12, language="nl", location=location, **fields)
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


def of_events() -> list[Component]:
    """Cards of trainings, their editions in each state, leaves of the calendar, and forms."""
    page = training("hulp-vragen")
    cancelled, postponed = EditionStatus.CANCELLED, EditionStatus.POSTPONED
    editions = [
        (_("Open"), edition("open")),
        (_("Open, of one day"), edition("one-day", days=1)),
        (_("Full"), edition("full", taken=12)),
        (_("Cancelled"), edition("cancelled", status=cancelled, reason_nl="De trainer is ziek.")),
        (_("Postponed"), edition("postponed", status=postponed)),
        (_("Past"), edition("past", ahead=-DAYS_AHEAD)),
    ]
    cards = [
        (_("With a picture"), Card(training("a", cover=picture()), 1250, edition())),
        (_("Without a picture"), Card(training("b"), 495, edition(days=1))),
        (_("Full"), Card(training("c"), 495, edition(taken=12))),
        (_("Without a date"), Card(training("d"), None, None)),
    ]
    form = DetailsForm({"name": "", "phone": "geen"})
    form.is_valid()
    return [
        Component(
            _("Card of a training"),
            [of_template(name, CARD, card=card, level=3) for name, card in cards],
            "training-card",
        ),
        Component(
            _("Edition"),
            [of_template(name, EDITION, edition=each, page=page) for name, each in editions],
            "edition",
        ),
        Component(
            _("Leaf of the calendar"),
            [of_template(_("Usual"), "components/leaf.html", date=edition().first_day)],
            "leaf",
        ),
        Component(
            _("Form with errors"),
            [
                of_template(
                    _("At the top"), "components/form_errors.html", form=form, is_example=True
                ),
                of_template(_("At the fields"), "admin/form_example.html", form=form),
            ],
            "form",
        ),
        Component(
            _("Block: %(name)s") % {"name": ProgrammeDayBlock().label or _("Day")},
            [of_block(ProgrammeDayBlock(), _("As in the editor"))],
            "block-day",
        ),
    ]
