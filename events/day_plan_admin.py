"""Planning days in one go: the part above the days of an edition, and the dates it asks for."""

from datetime import date, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.forms import Media
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.views.generic import View
from wagtail.admin.panels import InlinePanel
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from events.day_plan_forms import FORM_ID, PREFIX, DayPlanForm, warnings_on

URL_NAME = "wagtailsnippets_events_edition:day_plan"


def zone_of(location: str, training: str) -> ZoneInfo:
    """The time zone of the chosen place, else of where the training is usually given, else ours."""
    from events.models import Location, TrainingPage

    place = None
    if location.isdecimal():
        place = Location.objects.filter(pk=location).first()
    elif training.isdecimal():
        page = TrainingPage.objects.filter(pk=training).first()
        place = page and page.facts.default_location
    return place.facts.zone if place else ZoneInfo(settings.TIME_ZONE)


def written(day: date, zone: ZoneInfo) -> dict:
    """A date as the rows of the form have it, and as an editor reads it."""
    return {
        "value": AdminDateInput().format_value(day),
        "words": date_format(day, "l j F Y"),
        "warnings": warnings_on(day, zone),
    }


def written_time(at: time | None) -> dict:
    """A time as the rows of the form have it."""
    return {"value": AdminTimeInput().format_value(at) or "", "words": "", "warnings": []}


def what_was_read(form: DayPlanForm, zone: ZoneInfo) -> dict:
    """How each date and time was read that could be, also where something else is wrong."""
    read = {}
    for name, value in form.cleaned_data.items():
        if isinstance(value, list) and len(value) == 1:
            (value,) = value
        if isinstance(value, date):
            read[form.add_prefix(name)] = written(value, zone)
        elif isinstance(value, time):
            read[form.add_prefix(name)] = written_time(value)
    return read


class DayPlanView(PermissionCheckedMixin, View):
    """The dates of a plan with what to know of each, or what is wrong with it; for scripts."""

    http_method_names = ["get"]
    model = None
    any_permission_required = ["add", "change"]

    def get(self, request, *args, **kwargs):
        form = DayPlanForm(request.GET)
        zone = zone_of(request.GET.get("location", ""), request.GET.get("training", ""))
        days = [written(day, zone) for day in form.days] if form.is_valid() else []
        html = ""
        if days:
            times = {
                name: written_time(form.cleaned_data[name])["value"] for name in ("starts", "ends")
            }
            html = render_to_string("admin/day_plan_result.html", {"days": days, **times}, request)
        return JsonResponse(
            {
                "errors": {form.add_prefix(name): found for name, found in form.errors.items()},
                "read": what_was_read(form, zone),
                "days": days,
                "html": html,
            }
        )


class DayPlanPanel(InlinePanel):
    """Rows for days, and above them a part that fills in many of them at once."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "admin/sessions_panel.html"

        @property
        def media(self):
            plan = Media(css={"all": ["admin/day-plan.css"]}, js=["admin/day-plan.js"])
            return super().media + DayPlanForm().media + plan

        def get_context_data(self, parent_context=None):
            days = sorted(
                (day for day in self.instance.sessions.all() if day.date), key=lambda day: day.date
            )
            times = {"starts": days[-1].starts, "ends": days[-1].ends} if days else {}
            return {
                **super().get_context_data(parent_context),
                "plan": DayPlanForm(initial=times),
                "plan_url": reverse(URL_NAME),
                "plan_form": FORM_ID,
                "plan_prefix": PREFIX,
                "is_new": not days,
            }
