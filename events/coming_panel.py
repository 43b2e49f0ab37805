"""What is next, on the dashboard: the editions to come, where, how full, and who comes."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from wagtail.permissions import policy_registry

from events.enrolment_admin import counts
from events.enrolment_admin.base import POLICY, list_url
from events.models import Edition, EditionStatus, Enrolment
from home.dashboard import Button, register_buttons
from home.dashboard_panels import DashboardPanel

LATELY = timedelta(days=7)
SHOWN = 6


def may(user, *actions) -> bool:
    """Whether somebody may do one of these things with editions."""
    return policy_registry.get_by_type(Edition).user_has_any_permission(user, actions)


@register_buttons(order=20)
def plan_button(user):
    """The way to a new edition."""
    if may(user, "add"):
        yield Button(
            gettext("Plan a training"),
            gettext("Choose a training and give its days."),
            reverse("wagtailsnippets_events_edition:add"),
            "calendar-alt",
        )


@register_buttons(order=30)
def enrolments_button(user):
    """The way to who comes."""
    if may(user, "view", "change") and POLICY.user_has_permission(user, "view"):
        yield Button(
            gettext("See enrolments"),
            gettext("Who comes, who waits; add or write to people."),
            reverse("wagtailsnippets_events_edition:list"),
            "group",
        )


class ComingPanel(DashboardPanel):
    """The editions that go ahead and are not over, the first to be held next first."""

    name = "coming"
    template_name = "admin/dashboard/next_panel.html"
    order = 20

    def get_context_data(self, parent_context):
        now, user = timezone.now(), parent_context["request"].user
        coming = Edition.objects.published().unfinished(now).filter(status=EditionStatus.SCHEDULED)
        editions = counts.counted(coming.select_related("training", "location"))
        editions = list(editions.prefetch_related("sessions")[:SHOWN])
        may_see = POLICY.user_has_permission(user, "view")
        may_change = may(user, "change")
        return {
            "editions": [_line(edition, now, may_see, may_change) for edition in editions],
            "more": coming.count() - len(editions),
            "lately": (
                Enrolment.objects.filter(created_at__gt=now - LATELY).count() if may_see else 0
            ),
            "planning_url": reverse("wagtailsnippets_events_edition:list"),
        }


def _line(edition, now, may_see, may_change) -> dict:
    days = edition.days
    number, day = next(
        ((number, day) for number, day in enumerate(days, 1) if day.ends_at > now),
        (len(days), days[-1]),
    )
    place = edition.location
    return {
        "title": edition.training.title,
        "day": day,
        "which_day": _which_day(number, len(days)),
        "place": place.name if place and place.live else gettext("place to follow"),
        "taken": min(edition.taken, edition.capacity or edition.taken),
        "capacity": edition.capacity,
        "words": _fullness(edition),
        "waiting": _waiting(edition.waiting),
        "edit_url": (
            reverse("wagtailsnippets_events_edition:edit", args=[edition.pk]) if may_change else ""
        ),
        "list_url": list_url(edition.pk) if may_see else "",
        "list_label": gettext("List of people of %(edition)s") % {"edition": edition},
    }


def _which_day(number: int, of: int) -> str:
    if of == 1:
        return gettext("One day")
    if number == 1:
        return ngettext("First of %(of)d day", "First of %(of)d days", of) % {"of": of}
    return gettext("Day %(number)d of %(of)d") % {"number": number, "of": of}


def _fullness(edition) -> str:
    if edition.capacity is None:
        return counts.words(edition)
    return gettext("%(taken)d of %(capacity)d places taken") % {
        "taken": edition.taken,
        "capacity": edition.capacity,
    }


def _waiting(number: int) -> str:
    return (
        ngettext("%(number)d waiting", "%(number)d waiting", number) % {"number": number}
        if number
        else ""
    )


def show_coming(request, panels):
    """Add what is next, for who plans (``construct_homepage_panels``)."""
    if may(request.user, "add", "change", "view"):
        panels.append(ComingPanel())
