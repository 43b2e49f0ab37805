"""Panels of the admin that tell how things are planned: of an edition, and of a training."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.admin.panels import Panel
from wagtail.permissions import policy_registry

from events import planning_check
from home.review import with_states

# How many editions that are over a training's panel lists; all of them are in Planning.
PAST_SHOWN = 5


class PlanningPanel(Panel):
    """A panel without fields of its own."""

    class BoundPanel(Panel.BoundPanel):
        class Media:
            css = {"all": ["admin/planning.css"]}


class CheckPanel(PlanningPanel):
    """What had better be looked at before an edition is published, and how calendars show it.

    Always of what was saved last; ``EditionEditView`` renews it when the form is saved by itself.
    """

    class BoundPanel(PlanningPanel.BoundPanel):
        template_name = "admin/edition_check.html"

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                **check_context(self.instance),
            }


def check_context(edition) -> dict:
    """What the template of the panel shows."""
    found = planning_check.check(edition.pk, timezone.now()) if edition.pk else None
    return {"check": found}


class EditionsPanel(PlanningPanel):
    """The editions of a training, on its page in either language, and the way to plan one."""

    class BoundPanel(PlanningPanel.BoundPanel):
        template_name = "admin/training_editions.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.instance.pk:
                context |= editions_context(self.instance, self.request.user)
            return context


def editions_url(training) -> str:
    """All editions of a training in Planning; ``training`` is its page in the source language."""
    return f"{reverse('wagtailsnippets_events_edition:list')}?when=all&training={training.pk}"


def editions_context(page, user) -> dict:
    """The editions of the training of a page, by what they wait for: five queries at most."""
    from events.enrolment_admin import counts
    from events.models import Edition
    from events.planning_month import show_drafts, states_of, with_scheduled

    policy = policy_registry.get_by_type(Edition)
    training, now = page.facts, timezone.now()
    may_change = policy.user_has_permission(user, "change")
    rows = counts.counted(
        with_scheduled(with_states(Edition.objects.of(page)))
        .select_related("training", "location", "latest_revision")
        .prefetch_related("sessions")
    )
    coming, past, drafts = [], [], []
    for edition in show_drafts(rows.order_by("starts_at", "pk")):
        group = coming
        if not edition.live:
            group = drafts
        elif edition.ends_at and edition.ends_at <= now and not edition.is_postponed:
            group = past
        group.append(_line(edition, counts.words(edition), states_of(edition), may_change))
    past.reverse()
    groups = [
        (gettext("Coming"), coming),
        (gettext("Drafts, which readers do not see"), drafts),
        (gettext("Over"), past[:PAST_SHOWN]),
    ]
    add_url = ""
    if policy.user_has_permission(user, "add"):
        add_url = f"{reverse('wagtailsnippets_events_edition:add')}?training={training.pk}"
    return {
        "groups": [{"title": title, "lines": lines} for title, lines in groups if lines],
        "add_url": add_url,
        "all_url": editions_url(training),
    }


def _line(edition, taken: str, states: list[str], may_change: bool) -> dict:
    first = edition.first_day
    return {
        "title": date_format(first, "l j F Y") if first else gettext("no days yet"),
        "days": len(edition.days),
        "place": edition.location.name if edition.location else "",
        "taken": taken if edition.live else "",
        # That it is published goes without saying among those that are coming.
        "states": states[1:] if edition.live else [],
        "url": reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
        if may_change
        else "",
    }
