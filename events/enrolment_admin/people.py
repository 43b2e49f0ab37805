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
from events.enrolment_admin.base import EditionPage, PersonMixin, in_words, list_url
from events.enrolment_admin.forms import AddForm, DetailsForm, MoveForm, TellForm
from events.models import EnrolmentState


class AddView(EditionPage):
    """Add somebody by hand: a place, or the end of the line."""

    template_name = "admin/enrolments/add.html"
    page_title = _("Add somebody")
    permission_required = permission_to_post = "add"
    form = None

    def post(self, request, *args, **kwargs):
        """Add the person, unless that address is there already."""
        self.form = AddForm(request.POST)
        if self.form.is_valid():
            try:
                enrolment = places.add(
                    self.edition.pk,
                    self.form.details,
                    now=timezone.now(),
                    tell=self.form.cleaned_data["tell"],
                )
            except places.NotPossible as refused:
                self.form.add_error("email", in_words(refused))
            else:
                # Who got no mail, for want of an address too, was told by whoever wrote this.
                notices.knows(enrolment.pk)
                messages.success(request, placed(enrolment))
                return redirect(list_url(self.edition.pk))
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form or AddForm(), **kwargs)


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
                steps.change(self.enrolment.pk, self.form.details)
            except places.NotPossible as refused:
                self.form.add_error("email", in_words(refused))
            else:
                messages.success(request, gettext("The details have been changed."))
                return redirect(request.path)
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
            "form": self.form or DetailsForm(instance=enrolment),
            "steps": self.possible_steps() if self.may_change else [],
            "may_change": self.may_change,
            "mails": enrolment.mails.defer("html", "calendars").order_by("-created_at", "-pk"),
        }

    def possible_steps(self) -> list[dict]:
        """The steps that can be taken from here, each with its form."""
        enrolment, state = self.enrolment, self.enrolment.state
        found = []
        if state != EnrolmentState.CONFIRMED:
            found.append(self.step("place", gettext("Give a place"), TellForm(auto_id="place-%s")))
        if state == EnrolmentState.WAITING:
            found.append(self.step("offer", gettext("Offer a place now"), None))
        if enrolment.is_active:
            found.append(
                self.step(
                    "move",
                    gettext("Move to another edition"),
                    MoveForm(auto_id="move-%s", enrolment=enrolment),
                )
            )
            found.append(
                self.step(
                    "withdraw",
                    gettext("Withdraw"),
                    TellForm(auto_id="withdraw-%s"),
                    serious=True,
                )
            )
        return found

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
        places.give_place(self.enrolment.pk, **self.told)
        return gettext("This person has a place.")

    def offer(self) -> str:
        """Offer a place, which is always told."""
        places.offer(self.enrolment.pk, now=timezone.now())
        return gettext("The place has been offered by mail.")

    def withdraw(self) -> str:
        """Withdraw."""
        places.withdraw(self.enrolment.pk, **self.told)
        return gettext("This person has been withdrawn.")

    def move(self) -> str:
        """Move to another edition."""
        form = MoveForm(self.request.POST, enrolment=self.enrolment)
        if not form.is_valid():
            raise places.NotPossible("Choose an edition to move to.")
        moved = places.move(self.enrolment.pk, form.cleaned_data["edition"].pk, **self.told)
        notices.knows(moved.pk)
        return placed(moved)
