"""What is kept of one person, for who asks for it; and its removal. No address says whose."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from events import audit, privacy
from events.enrolment_admin.base import EnrolmentAdminMixin
from events.mail_admin import READ
from events.models import Enrolment, Interest


class AddressForm(forms.Form):
    """Whose data it is."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Everything that is kept with this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class TracesView(EnrolmentAdminMixin, TemplateView):
    """Show what is kept of somebody, give it, or remove it; the last two by POST."""

    template_name = "admin/enrolments/personal_data.html"
    page_title = _("Personal data")
    permission_required = "delete"
    permission_to_post = "delete"
    header_icon = "lock"
    error = ""
    form = None

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def traces(self) -> privacy.Traces | None:
        """The person; None as long as nobody was looked for."""
        raise NotImplementedError

    @cached_property
    def may_export(self) -> bool:
        """Whether this editor may read mails, which are part of it."""
        return self.request.user.has_perm(READ)

    def post(self, request, *args, **kwargs):
        """Give or remove what is kept, or show it."""
        act = request.POST.get("act")
        if self.traces and act == "export":
            if not self.may_export:
                raise PermissionDenied
            audit.note_person(audit.subjects(self.traces), audit.GIVEN, request.user)
            response = JsonResponse(
                privacy.everything_of(self.traces),
                json_dumps_params={"indent": 2, "ensure_ascii": False},
            )
            response["Content-Disposition"] = 'attachment; filename="personal-data.json"'
            return response
        if self.traces and act == "erase":
            if request.POST.get("sure"):
                things = audit.subjects(self.traces)
                privacy.erase(self.traces, timezone.now())
                audit.note_person(things, audit.ERASED, request.user)
                messages.success(request, gettext("Everything of this person has been removed."))
                return redirect(self.done_url)
            self.error = gettext("Tick that you are sure.")
        return self.get(request, *args, **kwargs)

    @property
    def done_url(self) -> str:
        """Where an editor goes on after somebody was removed."""
        return reverse("enrolments:personal_data")

    def kept(self) -> dict | None:
        """The rows that are kept, by what they are."""
        if not self.traces:
            return None
        rows = {
            "enrolments": self.traces.enrolments.select_related(
                "edition__training"
            ).prefetch_related("edition__sessions"),
            "interests": self.traces.interests.select_related("training"),
            "mails": self.traces.mails.defer("text", "html", "calendars"),
        }
        return {name: list(found) for name, found in rows.items() if found}

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "error": self.error,
            "kept": self.kept(),
            "may_export": self.may_export,
        }


class PersonalDataView(TracesView):
    """Look somebody up by the address of their mail."""

    @cached_property
    def form(self) -> AddressForm:
        """Whose data it is."""
        return AddressForm(self.request.POST if self.request.method == "POST" else None)

    @cached_property
    def traces(self) -> privacy.Traces | None:
        if not self.form.is_bound or not self.form.is_valid():
            return None
        return privacy.of_address(self.form.cleaned_data["email"])


class EnrolmentDataView(TracesView):
    """Somebody who enrolled, also by hand and without an address."""

    @cached_property
    def traces(self) -> privacy.Traces:
        return privacy.of_enrolment(get_object_or_404(Enrolment, uuid=self.kwargs["uuid"]))


class InterestDataView(TracesView):
    """A wish to be told of dates, by itself."""

    @cached_property
    def interest(self) -> Interest:
        """The wish."""
        return get_object_or_404(Interest, uuid=self.kwargs["uuid"])

    @cached_property
    def traces(self) -> privacy.Traces:
        return privacy.of_interest(self.interest)

    @property
    def done_url(self) -> str:
        return reverse("enrolments:interested", args=[self.interest.training_id])
