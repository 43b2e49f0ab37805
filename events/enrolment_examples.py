"""Examples of what people see who enrol, or have enrolled, for the page "Components"."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from events.enrolment_forms import DetailsForm, EnrolForm
from events.examples import DAYS_AHEAD, edition, training
from events.models import EditionStatus, Enrolment, EnrolmentState, Location
from events.questions import QUESTION_BLOCKS
from home.examples import Component, State, of_template

FORM = "admin/form_example.html"
OWN_STATE = "components/own_state.html"
ASKED = [
    {"type": "text", "value": {"question": "Waar loop je tegenaan?", "required": True}},
    {
        "type": "choice",
        "value": {
            "question": "Wat eet je?",
            "required": False,
            "options": ["Alles", "Vegetarisch"],
        },
    },
    {"type": "yes_no", "value": {"question": "Blijf je lunchen?", "required": True}},
]
ANSWERS = [{"question": "Waar loop je tegenaan?", "answer": "Ik zeg te snel ja."}]


def person(state=EnrolmentState.CONFIRMED, **fields) -> Enrolment:
    """The enrolment of somebody who does not exist."""
    now = timezone.now()
    return Enrolment(
        state=state, name="Sanne de Wit", email="sanne@example.com", created_at=now, **fields
    )


def _form(data=None) -> EnrolForm:
    asked = StreamBlock(QUESTION_BLOCKS).to_python(ASKED)
    form = EnrolForm(data, purpose="example", asked=asked, conditions="#forms")
    form.is_valid()
    return form


def _forms() -> list[Component]:
    details = DetailsForm({"name": "", "phone": "geen"})
    details.is_valid()
    top, wrong = "components/form_errors.html", _form({"name": "", "email": "sanne"})
    trapped = _form({"website": "https://example.com"})
    return [
        Component(
            _("Form"),
            [
                of_template(_("Not filled in"), FORM, form=_form()),
                of_template(_("With errors"), FORM, form=wrong),
                of_template(_("With the field that must stay empty"), FORM, form=trapped),
            ],
            "forms",
        ),
        Component(
            _("Form with errors"),
            [
                of_template(_("At the top"), top, form=details, is_example=True),
                of_template(
                    _("At the top, of what is kept"), top, form=details, keeps=True, is_example=True
                ),
                of_template(_("At the fields"), FORM, form=details),
            ],
            "form",
        ),
    ]


def _standings() -> list[State]:
    """Where somebody can stand, each with what can be done then."""
    now = timezone.now()
    usual, over = edition("own"), edition("own-past", ahead=-DAYS_AHEAD)
    cancelled = edition("own-not", status=EditionStatus.CANCELLED, reason_nl="De trainer is ziek.")
    postponed = edition("own-later", status=EditionStatus.POSTPONED)
    state = EnrolmentState
    offer = {"place_in_line": 1, "offer_until": now + timedelta(days=2)}
    had = {"confirmed_at": now}
    stands = [
        (state.ASKED.label, person(state.ASKED), usual, {"may_confirm": True}),
        (
            _("To be confirmed, without a free place"),
            person(state.ASKED),
            usual,
            {"may_confirm": True, "would_wait": True},
        ),
        (_("Can no longer be confirmed"), person(state.ASKED), usual, {}),
        (state.CONFIRMED.label, person(**had), usual, {}),
        (_("Has just confirmed"), person(**had), usual, {"said": "confirm"}),
        (state.WAITING.label, person(state.WAITING, place_in_line=2), usual, {"in_line": 2}),
        (state.OFFERED.label, person(state.OFFERED, **offer), usual, {"may_confirm": True}),
        (_("Was offered a place, too long ago"), person(state.OFFERED, **offer), usual, {}),
        (state.WITHDRAWN.label, person(state.WITHDRAWN, **had), usual, {"in_calendar": True}),
        (
            _("Withdrawn from the waiting list"),
            person(state.WITHDRAWN, place_in_line=2),
            usual,
            {"said": "withdraw"},
        ),
        (state.LAPSED.label, person(state.LAPSED), usual, {}),
        (_("Cancelled"), person(**had), cancelled, {}),
        (_("Postponed"), person(**had), postponed, {}),
        (_("Past"), person(**had), over, {"is_over": True}),
        (_("Past, without a place"), person(state.WAITING), over, {"is_over": True}),
    ]
    return [
        of_template(
            name,
            OWN_STATE,
            enrolment=who,
            edition=run,
            states=state,
            training=run.page,
            is_open=run.is_open(now),
            confirm_until=now + timedelta(days=7),
            **more,
        )
        for name, who, run, more in stands
    ]


def of_enrolments() -> list[Component]:
    """Forms, what they are about, and what people find who enrolled."""
    page = training("hulp-vragen", vat_note="vrij van btw")
    venue = edition()
    venue.place.directions = "<p>Vanaf het station is het tien minuten lopen.</p>"
    venue.page.bring = "<p>Een schrift en een pen.</p>"
    meeting = edition(
        location=Location(
            name="Online (via Zoom)",
            online=True,
            online_url="https://example.com/zoom",
            directions="<p>Je hoeft niets te installeren.</p>",
        )
    )
    about = [
        (_("Usual"), edition(), 1250),
        (_("In another language"), edition(language="en"), 495),
        (_("Without a price"), edition(days=1), None),
    ]
    full = person(
        phone="06 12345678",
        organisation="De Lindehof",
        remark="Ik eet geen vlees.",
        answers=ANSWERS,
    )
    kept = [
        (_("How long somebody is kept"), "components/kept_for.html"),
        (_("Where a mail is not there"), "components/no_mail.html"),
    ]
    rules = SimpleNamespace(retention_months=12)
    return [
        *_forms(),
        Component(
            _("What a form or an enrolment is about"),
            [
                of_template(
                    name,
                    "components/enrolled_for.html",
                    edition=each,
                    page=page,
                    facts=SimpleNamespace(price=price),
                )
                for name, each, price in about
            ],
            "enrolled-for",
        ),
        Component(
            _("Small print of enrolment"),
            [of_template(name, template, rules=rules) for name, template in kept],
            "small-print",
        ),
        Component(_("Where somebody stands"), _standings(), "own-state"),
        Component(
            _("Where to be and what to bring"),
            [
                of_template(name, "components/own_practical.html", edition=each)
                for name, each in [(_("Usual"), venue), (_("Online"), meeting)]
            ],
            "own-practical",
        ),
        Component(
            _("What somebody filled in"),
            [
                of_template(name, "components/own_details.html", enrolment=who)
                for name, who in [(_("Everything"), full), (_("Only what must be"), person())]
            ],
            "own-filled-in",
        ),
    ]
