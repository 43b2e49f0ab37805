"""What the pages about enrolments share: who may see them, and the way back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from events.models import Edition, Enrolment

# What events.places refuses, as its exceptions say it.
REFUSALS = (
    gettext_noop("All places are taken."),
    gettext_noop("This person has no e-mail address."),
    gettext_noop("That address is enrolled already."),
    gettext_noop("There is nothing to confirm."),
    gettext_noop("This enrolment has ended."),
    gettext_noop("Publish the edition, with its number of places, first."),
    gettext_noop("Tick that you are sure."),
    gettext_noop("Somebody else has just decided about this edition."),
    gettext_noop("Nobody knows any more who this was."),
    gettext_noop("This edition is not open."),
    gettext_noop("Somebody else has just moved this person."),
    gettext_noop("The edition has just changed again. Look at it once more."),
    gettext_noop("Choose an edition to move to."),
)

POLICY = ModelPermissionPolicy(Enrolment)


def in_words(refused: Exception) -> str:
    """Why a step was refused, in the language of the editor."""
    return gettext(str(refused))


def standing(edition: Edition, now) -> str:
    """Why nobody can come to an edition as it is now; empty where it goes ahead."""
    if edition.is_cancelled:
        return gettext("This edition has been cancelled.")
    if edition.is_postponed:
        return gettext("This edition has been postponed.")
    return gettext("This edition is over.") if edition.is_over(now) else ""


def list_url(edition_pk: int) -> str:
    """The address of the list of an edition."""
    return reverse("enrolments:list", args=[edition_pk])


class EnrolmentAdminMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A page about enrolments, for who may see those; nothing of it is kept on the way."""

    permission_policy = POLICY
    permission_required = "view"
    header_icon = "group"
    permission_to_post = "change"

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and not self.user_has_permission(self.permission_to_post):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response


class EditionMixin(EnrolmentAdminMixin):
    """A page about the enrolments of one edition."""

    @cached_property
    def edition(self) -> Edition:
        """The edition as it is published."""
        editions = Edition.objects.select_related("training", "location").prefetch_related(
            "sessions"
        )
        return get_object_or_404(editions, pk=self.kwargs["edition"])

    def get_breadcrumbs_items(self):
        items = [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailsnippets_events_edition:list"),
                "label": gettext("Planning"),
            },
            {
                "url": reverse("wagtailsnippets_events_edition:edit", args=[self.edition.pk]),
                "label": str(self.edition),
            },
            {"url": list_url(self.edition.pk), "label": gettext("Enrolments")},
        ]
        if title := self.get_page_title():
            items.append({"label": title})
        # Beside the title, since the way to it is folded away at first.
        items[-1] = {**items[-1], "url": "", "sublabel": str(self.edition)}
        return items

    def get_header_title(self):
        return f"{self.get_page_title() or gettext('Enrolments')}: {self.edition}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{**kwargs, "edition": self.edition, "list_url": list_url(self.edition.pk)}
        )


class PersonMixin(EditionMixin):
    """A page about one enrolment."""

    @cached_property
    def enrolment(self) -> Enrolment:
        """The enrolment, known by a number that says nothing of the person."""
        return get_object_or_404(Enrolment, uuid=self.kwargs["enrolment"])

    @cached_property
    def edition(self) -> Edition:
        """The edition that the person is enrolled in."""
        self.kwargs["edition"] = self.enrolment.edition_id
        return EditionMixin.edition.func(self)


class EditionPage(EditionMixin, TemplateView):
    """A page about an edition, with a template of its own."""


def day_or_404(edition: Edition, number: int):
    """Day ``number`` of an edition, counted from 1."""
    days = edition.days
    if not 1 <= number <= len(days):
        raise Http404
    return days[number - 1]


def label_of(field: str) -> str:
    """The label of a field of an enrolment."""
    return capfirst(str(Enrolment._meta.get_field(field).verbose_name))
