"""The dashboard: who does not know of a change yet, how full it is, which mails failed."""

from datetime import timedelta

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from events import notices
from events.enrolment_admin import counts
from events.enrolment_admin.base import POLICY, list_url
from events.models import Edition, Enrolment, Mail, MailState

LATELY = timedelta(days=7)
SHOWN = 8


class UntoldPanel(Component):
    """Editions that changed, or went out of sight, since the people in them were told."""

    name = "untold"
    template_name = "admin/enrolments/untold_panel.html"
    order = 90

    class Media:
        css = {"all": ["admin/enrolments.css"]}

    def get_context_data(self, parent_context):
        now = timezone.now()
        return {
            "editions": _lines("enrolments:changes", notices.untold(now)),
            # Such as after a moment at which it was to be unpublished.
            "hidden": _lines("wagtailsnippets_events_edition:edit", notices.out_of_sight(now)),
        }


def _lines(address: str, numbers: dict[Edition, int]) -> list[dict]:
    return [
        {"title": str(edition), "number": number, "url": reverse(address, args=[edition.pk])}
        for edition, number in numbers.items()
    ]


class EnrolmentsPanel(Component):
    """How full the editions to come are, who came lately, and mails that could not be sent."""

    name = "enrolments"
    template_name = "admin/enrolments/enrolments_panel.html"
    order = 100

    class Media:
        css = {"all": ["admin/enrolments.css"]}

    def get_context_data(self, parent_context):
        now = timezone.now()
        editions = counts.counted(
            Edition.objects.published()
            .unfinished(now)
            .select_related("training")
            .prefetch_related("sessions")
        )
        more = max(0, editions.count() - SHOWN)
        return {
            "more": more,
            "planning_url": reverse("wagtailsnippets_events_edition:list"),
            "editions": [
                {
                    "title": str(edition),
                    "words": counts.words(edition),
                    "status": "" if edition.is_open(now) else edition.get_status_display(),
                    "url": list_url(edition.pk),
                }
                for edition in editions[:SHOWN]
            ],
            "lately": Enrolment.objects.filter(created_at__gt=now - LATELY).count(),
            "failed": Mail.objects.filter(state=MailState.FAILED).count(),
            "mails_url": mails_url(),
        }


def mails_url() -> str:
    """The list of mails, where there is one."""
    for name in ("mails", "mails:index", "mails:list"):
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def panels_for(user) -> list[Component]:
    """The panels for an editor; none for who may see no enrolments."""
    if not POLICY.user_has_permission(user, "view"):
        return []
    found = [EnrolmentsPanel()]
    if POLICY.user_has_permission(user, "change"):
        found.insert(0, UntoldPanel())
    return found
