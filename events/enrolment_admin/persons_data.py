"""What is kept of one person, for who asks for it; and its removal. No address says whose."""

from django import forms
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from events import privacy
from events.enrolment_admin.base import EnrolmentAdminMixin


class AddressForm(forms.Form):
    """Whose data it is."""

    email = forms.EmailField(
        label=_("e-mail address"),
        help_text=_("Everything that is kept with this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class PersonalDataView(EnrolmentAdminMixin, TemplateView):
    """Look somebody up, give the data, or remove it; all by POST."""

    template_name = "admin/enrolments/personal_data.html"
    page_title = _("Personal data")
    permission_required = "delete"
    permission_to_post = "delete"
    header_icon = "lock"
    form = None
    kept = None

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def post(self, request, *args, **kwargs):
        """Show, give or remove what is kept."""
        self.form = AddressForm(request.POST)
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        email, act = self.form.cleaned_data["email"], request.POST.get("act")
        if act == "export":
            response = JsonResponse(
                privacy.everything_of(email), json_dumps_params={"indent": 2, "ensure_ascii": False}
            )
            response["Content-Disposition"] = 'attachment; filename="personal-data.json"'
            return response
        if act == "erase":
            if request.POST.get("sure"):
                privacy.erase(email, timezone.now())
                messages.success(request, gettext("Everything of this person has been removed."))
                return redirect("enrolments:personal_data")
            self.form.add_error(None, gettext("Tick that you are sure."))
        self.kept = privacy.everything_of(email)
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        kept = self.kept
        found = bool(kept and (kept["enrolments"] or kept["interests"] or kept["mails"]))
        return {
            **super().get_context_data(**kwargs),
            "form": self.form or AddressForm(),
            "kept": kept,
            "found": found,
        }
