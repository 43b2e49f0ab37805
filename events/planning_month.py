"""Planning as a month in the admin: every edition, whatever its state, on its days."""

from datetime import MAXYEAR, date

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, prefetch_related_objects
from django.db.models.functions import Cast
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _
from django.views.generic import TemplateView
from modelcluster.models import model_from_serializable_data
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Revision
from wagtail.snippets.views.snippets import CreateView

from events.models import Edition, Session, TrainingPage
from events.models.day_views import WEEKDAYS, MonthLink, today_at
from events.months import Month, days_of, entries_of, weeks_of

FIRST, LAST = Month(1, 1), Month(MAXYEAR, 12)


def planned_between(editions, first: date, last: date) -> list:
    """The days from ``first`` to ``last`` of the editions of a queryset, published or not.

    Of an edition that readers see, the days are those that they see. One that they do not see is
    as its latest draft has it: the row is only as fresh as the first. The number of queries does
    not grow with them.
    """
    within = Session.objects.filter(date__range=(first, last)).values("edition")
    found = [
        *editions.filter(live=True, pk__in=within),
        *editions.filter(live=False).select_related("latest_revision"),
    ]
    return entries_of(show_drafts(found), first, last)


def with_scheduled(editions):
    """Editions with whether a version waits for its moment (``Edition.approved_schedule``)."""
    waiting = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Edition),
        object_id=Cast(OuterRef("pk"), CharField()),
        approved_go_live_at__isnull=False,
    )
    return editions.annotate(is_scheduled=Exists(waiting))


def show_drafts(editions) -> list:
    """Editions of which those that readers do not see are as their latest draft has them.

    Fetched with their latest revision, they cost two queries, however many there are.
    """
    editions = list(editions)
    for edition in editions:
        if not edition.live and edition.latest_revision:
            _take_draft(edition, edition.latest_revision.content)
    prefetch_related_objects(editions, "training", "location")
    for edition in editions:
        if edition.location:
            # The editions' locations are rows of the source language.
            edition.location.facts = edition.location
        else:
            # A draft can hold on to a place that was deleted since.
            edition.location = None
    return editions


def _take_draft(edition, content):
    edition.status, edition.capacity = content["status"], content["capacity"]
    # Setting the id of another lets go of the row that was fetched.
    edition.training_id, edition.location_id = content["training"], content["location"]
    edition.sessions.set(
        [model_from_serializable_data(Session, day, check_fks=False) for day in content["sessions"]]
    )


def states_of(edition) -> list[str]:
    """How an edition stands, in words: whether readers see it, and whether it goes ahead."""
    states = [capfirst(edition.status_string)]
    if edition.is_cancelled or edition.is_postponed:
        states.append(edition.get_status_display())
    return states


class EditionAddView(CreateView):
    """The form of a new edition; of the training, and with the first day, that the address names.

    The training may be named by its page in either language.
    """

    def get_initial_form_instance(self):
        try:
            first = parse_date(self.request.GET.get("date", ""))
        except ValueError:
            first = None
        training = self._training()
        if first is None and training is None:
            return super().get_initial_form_instance()
        edition = Edition(training=training) if training else Edition()
        if first is not None:
            edition.sessions.set([Session(date=first)])
        return edition

    def _training(self):
        named = self.request.GET.get("training", "")
        # Longer numbers are no keys.
        if not named.isdecimal() or len(named) > 9:
            return None
        page = TrainingPage.objects.filter(pk=int(named)).first()
        return page.facts if page else None


class EditionMonthView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A month of Planning; without one in the address that of today."""

    model = None
    queryset = None
    index_url_name = None
    add_url_name = None
    edit_url_name = None
    month_url_name = None
    any_permission_required = ["add", "change", "delete", "view"]
    template_name = "admin/edition_month.html"
    page_title = _("Planning")

    def setup(self, request, *args, month: str | None = None, **kwargs):
        super().setup(request, *args, **kwargs)
        self.today = today_at(timezone.now())
        self.month = Month.of(self.today) if month is None else Month.parse(month)
        if self.month is None:
            raise Http404

    @property
    def month_name(self) -> str:
        """The month as editors read it."""
        return date_format(self.month.first, "F Y")

    def get_page_subtitle(self):
        return self.month_name

    def get_breadcrumbs_items(self):
        index = {
            "url": reverse(self.index_url_name),
            "label": capfirst(self.model._meta.verbose_name_plural),
        }
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.month_name}
        return [*self.breadcrumbs_items, index, here]

    @cached_property
    def add_url(self) -> str:
        """Where to plan an edition, for those who may."""
        return reverse(self.add_url_name) if self.user_has_permission("add") else ""

    @cached_property
    def header_buttons(self):
        buttons = [
            HeaderButton(
                gettext("List"),
                url=reverse(self.index_url_name),
                icon_name="list-ul",
                priority=2000,
            )
        ]
        if self.add_url:
            label = gettext("Plan an edition")
            buttons.append(HeaderButton(label, url=self.add_url, icon_name="plus"))
        return buttons

    def link(self, month: Month) -> MonthLink | None:
        """The way to a month, as far as the calendar goes."""
        if not FIRST <= month <= LAST:
            return None
        return MonthLink(month, reverse(self.month_url_name, args=[str(month)]))

    def get_context_data(self, **kwargs):
        month = self.month
        entries = planned_between(self.queryset(self.request), month.first, month.last)
        may_change = self.user_has_permission("change")
        for entry in entries:
            edition = entry.edition
            edition.states = states_of(edition)
            edition.edit_url = reverse(self.edit_url_name, args=[edition.pk]) if may_change else ""
        present = month == Month.of(self.today)
        return {
            **super().get_context_data(**kwargs),
            "month": month,
            "weekdays": WEEKDAYS,
            "weeks": weeks_of(month, entries, self.today),
            "days": days_of(entries, self.today),
            "previous": self.link(month + -1),
            "next": self.link(month + 1),
            "present_url": "" if present else reverse(self.month_url_name),
            "plan_url": self.add_url,
            "today": self.today,
        }
