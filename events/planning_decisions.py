"""Deciding that an edition does not go ahead, or does after all: with a reason, and published."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from events import audit, notices, places
from events.enrolment_admin.base import POLICY
from events.models import Edition, EditionStatus, Interest


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that is decided of an edition, in the words in which an editor is asked."""

    name: str
    status: EditionStatus
    icon: str
    action: str
    title: str
    on_the_page: str
    in_calendars: Callable[[int], str]
    button: str
    done: str

    @property
    def has_reason(self) -> bool:
        """Whether readers want to know why."""
        return self.status != EditionStatus.SCHEDULED


DECISIONS = {
    decision.name: decision
    for decision in (
        Decision(
            name="cancel",
            status=EditionStatus.CANCELLED,
            icon="cross",
            action=_("Cancel…"),
            title=_("Cancel this edition"),
            on_the_page=_(
                "The page of the training says “Cancelled” at these dates, with your reason. "
                "Nobody can enrol any more."
            ),
            in_calendars=lambda days: ngettext(
                "The day turns into “CANCELLED” in the calendars of people who follow them.",
                "All %(days)d days turn into “CANCELLED” in the calendars of people who follow "
                "them.",
                days,
            ),
            button=_("Cancel the edition"),
            done=_("%(edition)s is cancelled."),
        ),
        Decision(
            name="postpone",
            status=EditionStatus.POSTPONED,
            icon="time",
            action=_("Postpone…"),
            title=_("Postpone this edition"),
            on_the_page=_(
                "The page of the training says “Postponed. A new date will follow.” at these "
                "dates, with your reason. Nobody can enrol until there are new dates."
            ),
            in_calendars=lambda days: ngettext(
                "The day turns into “POSTPONED” in the calendars of people who follow them.",
                "All %(days)d days turn into “POSTPONED” in the calendars of people who follow "
                "them.",
                days,
            ),
            button=_("Postpone the edition"),
            done=_("%(edition)s is postponed."),
        ),
        Decision(
            name="resume",
            status=EditionStatus.SCHEDULED,
            icon="check",
            action=_("Goes ahead after all…"),
            title=_("This edition goes ahead after all"),
            on_the_page=_(
                "The page of the training shows these dates as usual again, without a reason, and "
                "people can enrol until it begins."
            ),
            in_calendars=lambda days: ngettext(
                "The day is as it was in the calendars of people who follow them.",
                "All %(days)d days are as they were in the calendars of people who follow them.",
                days,
            ),
            button=_("It goes ahead"),
            done=_("%(edition)s goes ahead again."),
        ),
    )
}


class ReasonForm(forms.ModelForm):
    """Why an edition does not go ahead, in both languages."""

    class Meta:
        model = Edition
        fields = ["reason_nl", "reason_en"]
        widgets = {
            "reason_nl": forms.Textarea(attrs={"rows": 3, "lang": "nl"}),
            "reason_en": forms.Textarea(attrs={"rows": 3, "lang": "en"}),
        }
        labels = {"reason_nl": _("Why, in Dutch"), "reason_en": _("Why, in English")}
        help_texts = {
            "reason_nl": _("For instance: De trainer is ziek. Left empty, no reason is given."),
            "reason_en": _(
                "For instance: The trainer is ill. Left empty, readers of English see the Dutch."
            ),
        }

    def _post_clean(self):
        """Only the words are asked for here; the rest of the edition is not looked at."""


def decisions_about(edition, now) -> list[Decision]:
    """What can be decided of an edition as readers see it: nothing of a draft, or of the past."""
    if not edition.live or not edition.slug:
        return []
    if edition.ends_at and edition.ends_at <= now and not edition.is_postponed:
        return []
    return [one for one in DECISIONS.values() if one.status != edition.status]


def buttons_of(edition, user, now, *, priority: int) -> list[Button]:
    """The ways to decide, for who may publish."""
    if not policy_registry.get_by_type(Edition).user_has_permission(user, "publish"):
        return []
    return [
        Button(
            decision.action,
            url=reverse("wagtailsnippets_events_edition:decide", args=[edition.pk, decision.name]),
            icon_name=decision.icon,
            priority=priority + number,
        )
        for number, decision in enumerate(decisions_about(edition, now))
    ]


class DecisionButtonsMixin:
    """The ways to decide among the actions of the form of an edition."""

    @cached_property
    def header_more_buttons(self):
        # What readers see counts, and not the draft in the form.
        row = Edition.objects.get(pk=self.object.pk)
        buttons = buttons_of(row, self.request.user, timezone.now(), priority=12)
        return [*super().header_more_buttons, *buttons]


@transaction.atomic
def decide(edition_pk: int, decision: Decision, reasons: dict[str, str], user) -> Edition:
    """Publish a decision about an edition as readers see it, and nothing else.

    A draft with other changes stays one, with the same decision. Raises NotPossible where
    somebody else was first.
    """
    edition = places.hold(edition_pk)
    if decision not in decisions_about(edition, timezone.now()):
        raise places.NotPossible("Somebody else has just decided about this edition.")
    draft = edition.latest_revision if edition.has_unpublished_changes else None
    edition.status = decision.status
    edition.reason_nl, edition.reason_en = reasons.get("nl", ""), reasons.get("en", "")
    # The moment at which a waiting version would be published is that of the draft.
    edition.go_live_at = None
    edition.save_revision(user=user, log_action=True).publish(user=user)
    audit.note(edition, audit.OF_STATUS[decision.status], user)
    if draft is not None:
        rest = draft.as_object()
        rest.status = decision.status
        rest.reason_nl, rest.reason_en = edition.reason_nl, edition.reason_en
        rest.save_revision(user=user)
    return Edition.objects.get(pk=edition_pk)


class EditionDecisionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask for the reason, say what will happen, and let it happen."""

    model = None
    index_url_name = None
    edit_url_name = None
    permission_required = "publish"
    template_name = "admin/edition_decision.html"
    header_icon = "calendar-alt"

    def setup(self, request, *args, pk, decision, **kwargs):
        super().setup(request, *args, pk=pk, decision=decision, **kwargs)
        self.pk = pk
        self.decision = DECISIONS.get(decision)
        if self.decision is None:
            raise Http404

    @cached_property
    def edition(self) -> Edition:
        """The edition as readers see it."""
        editions = Edition.objects.select_related("training", "location", "latest_revision")
        return get_object_or_404(editions.prefetch_related("sessions"), pk=self.pk)

    @property
    def edit_url(self) -> str:
        """The form of the edition."""
        return reverse(self.edit_url_name, args=[self.pk])

    def dispatch(self, request, *args, **kwargs):
        allowed = self.user_has_permission(self.permission_required)
        if allowed and self.decision not in decisions_about(self.edition, timezone.now()):
            return self.refuse()
        return super().dispatch(request, *args, **kwargs)

    def refuse(self):
        """Nothing is left to decide."""
        messages.warning(
            self.request,
            gettext("This cannot be decided now. This is how %(edition)s stands.")
            % {"edition": self.edition},
        )
        return redirect(self.edit_url)

    @cached_property
    def form(self) -> ReasonForm | None:
        """The reason, where readers want one."""
        if not self.decision.has_reason:
            return None
        data = self.request.POST if self.request.method == "POST" else None
        initial = {"reason_nl": self.edition.reason_nl, "reason_en": self.edition.reason_en}
        return ReasonForm(data, initial=initial)

    def post(self, request, *args, **kwargs):
        """Publish it, and go on to the people who have to be told."""
        reasons = {}
        if self.form is not None:
            if not self.form.is_valid():
                return self.get(request, *args, **kwargs)
            reasons = {code: self.form.cleaned_data[f"reason_{code}"] for code in ("nl", "en")}
        try:
            edition = decide(self.pk, self.decision, reasons, request.user)
        except places.NotPossible:
            return self.refuse()
        messages.success(
            request,
            self.decision.done % {"edition": edition},
            buttons=[messages.button(self.edit_url, gettext("Edit"))],
        )
        if POLICY.user_has_permission(request.user, "change") and notices.pending(edition):
            return redirect("enrolments:changes", edition.pk)
        return redirect(self.index_url_name)

    def get_page_title(self):
        return self.decision.title

    def get_page_subtitle(self):
        return str(self.edition)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse(self.index_url_name),
                "label": capfirst(self.model._meta.verbose_name_plural),
            },
            {"url": self.edit_url, "label": str(self.edition)},
            {"url": "", "label": self.get_page_title(), "sublabel": str(self.edition)},
        ]

    def get_context_data(self, **kwargs):
        edition, now = self.edition, timezone.now()
        people = edition.enrolments.filter(state__in=notices.TOLD)
        days = len(edition.days)
        goes_ahead = self.decision.status == EditionStatus.SCHEDULED
        interested = Interest.objects.filter(
            training__translation_key=edition.training.translation_key, confirmed_at__isnull=False
        )
        return {
            **super().get_context_data(**kwargs),
            "edition": edition,
            "decision": self.decision,
            "form": self.form,
            "in_calendars": self.decision.in_calendars(days) % {"days": days},
            "people": people.count(),
            "without": people.filter(email="").count(),
            "may_tell": POLICY.user_has_permission(self.request.user, "change"),
            "interested": interested.exists()
            if goes_ahead and edition.starts_at and edition.starts_at > now
            else False,
            "has_begun": goes_ahead and bool(edition.starts_at and edition.starts_at <= now),
            "edit_url": self.edit_url,
        }
