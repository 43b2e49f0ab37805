"""One enrolment: who it is, what was written, and the steps that an editor takes."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages

from events import notices, places
from events.enrolment_admin import steps
from events.enrolment_admin.base import EditionPage, PersonMixin, in_words, list_url, standing
from events.enrolment_admin.forms import (
    AddForm,
    DetailsForm,
    MoveForm,
    TellForm,
    WithdrawForm,
)
from events.mail_admin import READ
from events.models import EnrolmentState, MailKind

ALL_TAKEN = _("All places are taken.")


class AddView(EditionPage):
    """Add somebody by hand: a place, or the end of the line."""

    template_name = "admin/enrolments/add.html"
    page_title = _("Add somebody")
    permission_required = permission_to_post = "add"
    form = None

    def post(self, request, *args, **kwargs):
        """Add the person, unless that address is there already, or nobody can come any more."""
        self.form = AddForm(request.POST, edition=self.edition)
        if self.form.is_valid():
            try:
                enrolment = steps.add(
                    self.edition.pk,
                    self.form.details,
                    now=timezone.now(),
                    tell=self.form.cleaned_data.get("tell", False),
                )
            except steps.Closed as refused:
                self.form.add_error(None, in_words(refused))
            except places.NotPossible as refused:
                self.form.add_error("email", in_words(refused))
            else:
                messages.success(request, placed(enrolment))
                return redirect(list_url(self.edition.pk))
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        now = timezone.now()
        closed = steps.why_closed(self.edition, now)
        return super().get_context_data(
            form=self.form or (None if closed else AddForm(edition=self.edition)),
            closed=gettext(closed) if closed and not self.form else "",
            notes=[] if closed else steps.what_happens(self.edition, now),
            **kwargs,
        )


def placed(enrolment) -> str:
    """Where somebody has come who was added or moved."""
    if enrolment.state == EnrolmentState.CONFIRMED:
        return gettext("This person has a place.")
    return gettext("All places are taken: this person is on the waiting list.")


class PersonView(PersonMixin, TemplateView):
    """Who enrolled, and everything about it on one page."""

    template_name = "admin/enrolments/person.html"
    form = None

    def get_page_title(self):
        return self.enrolment.name or gettext("(removed)")

    def post(self, request, *args, **kwargs):
        """Change the details."""
        self.form = DetailsForm(request.POST)
        if self.form.is_valid() and not self.enrolment.erased_at:
            try:
                changed, mail = steps.change(
                    self.enrolment.pk, self.form.details, now=timezone.now()
                )
            except places.NotPossible as refused:
                self.form.add_error("email", in_words(refused))
            else:
                done = (
                    gettext("The details have been changed, and the new address is written to.")
                    if mail
                    else gettext("The details have been changed.")
                )
                messages.success(request, done)
                return redirect("enrolments:person", changed.uuid)
        return self.get(request, *args, **kwargs)

    @cached_property
    def may_change(self) -> bool:
        """Whether this editor may take steps."""
        return self.user_has_permission("change") and not self.enrolment.erased_at

    def get_context_data(self, **kwargs):
        enrolment = self.enrolment
        return {
            **super().get_context_data(**kwargs),
            "enrolment": enrolment,
            "standing": standing(self.edition, timezone.now()),
            "in_line": enrolment.number_in_line,
            "is_placed": enrolment.state == EnrolmentState.CONFIRMED,
            "form": self.form or DetailsForm(instance=enrolment),
            "steps": self.possible_steps() if self.may_change else [],
            "why_no_place": self.why_no_place if self.may_change else "",
            "may_change": self.may_change,
            "may_remove": self.user_has_permission("delete") and not enrolment.erased_at,
            # A mail holds the link by which this person withdraws.
            "may_read": self.request.user.has_perm(READ),
            "mails": enrolment.mails.exclude(kind=MailKind.NOTICE)
            .defer("html", "calendars")
            .order_by("-created_at", "-pk"),
        }

    @cached_property
    def why_no_place(self) -> str:
        """Why this person cannot be given a place; empty for who can, or has one."""
        enrolment, edition = self.enrolment, self.edition
        if enrolment.state == EnrolmentState.CONFIRMED:
            return ""
        if closed := steps.why_closed(edition, timezone.now()):
            return gettext(closed)
        others = edition.enrolments.active().exclude(email_key="")
        if not enrolment.is_active and others.filter(email_key=enrolment.email_key).exists():
            return gettext("This person has enrolled once more since.")
        if enrolment.state != EnrolmentState.OFFERED and not places.free(edition):
            return ALL_TAKEN
        return ""

    @property
    def may_be_extra(self) -> bool:
        """Whether room can be made for this person, who cannot be given a place otherwise."""
        enrolment, edition = self.enrolment, self.edition
        return (
            self.why_no_place is ALL_TAKEN
            and enrolment.state != EnrolmentState.CONFIRMED
            and edition.capacity is not None
            and not edition.has_unpublished_changes
        )

    def possible_steps(self) -> list[dict]:
        """The steps that can be taken from here, each with its form."""
        enrolment, state = self.enrolment, self.enrolment.state
        found = []
        if state != EnrolmentState.CONFIRMED and not self.why_no_place:
            tell = None if self.edition.is_postponed else self.tell_form("place")
            found.append(self.step("place", gettext("Give a place"), tell))
            if (
                state == EnrolmentState.WAITING
                and enrolment.email
                and places.takes_people(self.edition, timezone.now())
            ):
                found.append(self.step("offer", gettext("Offer a place now"), None))
        if self.may_be_extra:
            tell = None if self.edition.is_postponed else self.tell_form("extra")
            found.append(self.step("extra", gettext("Make room for this person"), tell))
        if enrolment.is_active and not self.edition.is_over(timezone.now()):
            move = MoveForm(auto_id="move-%s", enrolment=enrolment)
            if move.fields["edition"].queryset.exists():
                found.append(self.step("move", gettext("Move to another edition"), move))
            sure = WithdrawForm(auto_id="withdraw-%s", enrolment=enrolment)
            found.append(self.step("withdraw", gettext("Withdraw"), sure, serious=True))
        return found

    def tell_form(self, name: str) -> TellForm | None:
        """Whether a mail is written, asked where there is an address to write to."""
        return TellForm(auto_id=f"{name}-%s") if self.enrolment.email else None

    def step(self, name: str, label: str, form, *, serious: bool = False) -> dict:
        """A step as the page shows it."""
        url = reverse("enrolments:step", args=[self.enrolment.uuid, name])
        return {"name": name, "label": label, "form": form, "url": url, "serious": serious}


class StepView(PersonMixin, View):
    """A step of somebody: only by POST, and all through ``events.places``."""

    http_method_names = ["post"]
    permission_required = "change"

    def post(self, request, *, enrolment, step: str, **kwargs):
        """Take the step, or say why it cannot be taken."""
        if self.enrolment.erased_at:
            messages.error(request, gettext("The data of this person has been removed."))
        else:
            try:
                messages.success(request, getattr(self, step)())
            except places.NotPossible as refused:
                messages.error(request, in_words(refused))
        return redirect("enrolments:person", self.enrolment.uuid)

    @property
    def told(self) -> dict:
        """The moment, and whether the person is written to."""
        return {"now": timezone.now(), "tell": bool(self.request.POST.get("tell"))}

    def place(self) -> str:
        """Give a place."""
        steps.refuse_closed(self.edition, timezone.now())
        places.give_place(self.enrolment.pk, **self.told)
        return gettext("This person has a place.")

    def offer(self) -> str:
        """Offer a place, which is always told."""
        places.offer(self.enrolment.pk, now=timezone.now())
        return gettext("The place has been offered by mail.")

    def extra(self) -> str:
        """Make room for one more."""
        steps.give_extra_place(self.enrolment.pk, user=self.request.user, **self.told)
        return gettext("The edition has one place more, and this person has it.")

    def withdraw(self) -> str:
        """Withdraw, once the editor is sure; the place may go to somebody else at once."""
        if not WithdrawForm(self.request.POST, enrolment=self.enrolment).is_valid():
            raise places.NotPossible("Tick that you are sure.")
        now = timezone.now()
        places.withdraw(self.enrolment.pk, now=now, tell=self.told["tell"])
        offered = self.edition.enrolments.filter(
            state=EnrolmentState.OFFERED, mails__kind=MailKind.OFFER, mails__created_at=now
        ).first()
        if offered:
            return gettext(
                "This person has been withdrawn, and the place has been offered to %(name)s."
            ) % {"name": offered.name}
        return gettext("This person has been withdrawn.")

    def move(self) -> str:
        """Move to another edition."""
        form = MoveForm(self.request.POST, enrolment=self.enrolment)
        if not form.is_valid():
            raise places.NotPossible("Choose an edition to move to.")
        moved = places.move(self.enrolment.pk, form.cleaned_data["edition"].pk, **self.told)
        notices.knows(moved.pk)
        return placed(moved)
