"""The list "Planning": what is coming on top, narrowed, searched, sorted, and as a sheet."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView

from events import notices
from events.enrolment_admin import counts, sheets
from events.enrolment_admin.base import POLICY, list_url
from events.enrolment_admin.interested import interested_url
from events.models import Edition, EditionStatus, Location, Session, TrainingPage, TrainingTrainer
from events.planning_decisions import buttons_of
from events.planning_month import show_drafts

COMING, PAST, ALL = "coming", "past", "all"


def coming(now) -> Q:
    """Editions that are not over; one that is postponed, or has no days, waits for new ones."""
    return Q(ends_at__gt=now) | Q(ends_at=None) | Q(status=EditionStatus.POSTPONED)


def with_days(editions):
    """Editions with how many days readers see (``day_count``), to be sorted by."""
    days = Session.objects.filter(edition=OuterRef("pk")).order_by()
    numbers = days.values("edition").annotate(number=Count("pk")).values("number")
    return editions.annotate(day_count=Coalesce(Subquery(numbers), 0))


def next_first(editions, now):
    """What is coming in order, the next on top; below it what is over, the latest on top."""
    is_over = Case(When(coming(now), then=Value(0)), default=Value(1), output_field=IntegerField())
    return editions.annotate(is_over=is_over).order_by(
        "is_over",
        Case(When(is_over=0, then=F("starts_at"))).asc(nulls_last=True),
        F("starts_at").desc(nulls_last=True),
        "pk",
    )


def of_the_source(model):
    """Each thing once: its row in the source language, which editions point to."""
    return model.objects.filter(locale__language_code=settings.LANGUAGE_CODE)


class EditionFilterSet(WagtailFilterSet):
    """By what editors look for a date; what is coming is shown unless they ask for more."""

    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[(COMING, _("Coming")), (PAST, _("Over")), (ALL, _("All"))],
        initial=COMING,
        empty_label=None,
        widget=forms.RadioSelect,
        method="filter_when",
    )
    training = django_filters.ModelChoiceFilter(
        label=_("Training"), queryset=lambda request: of_the_source(TrainingPage).order_by("title")
    )
    location = django_filters.ModelChoiceFilter(
        label=_("Location"), queryset=lambda request: of_the_source(Location).order_by("name")
    )
    status = django_filters.ChoiceFilter(
        label=_("Goes ahead"),
        choices=EditionStatus.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    live = django_filters.ChoiceFilter(
        label=_("Seen by readers"),
        choices=[("true", _("Published")), ("false", _("Draft"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="filter_live",
    )
    places = django_filters.ChoiceFilter(
        label=_("Places"),
        choices=[
            ("free", _("Places left")),
            ("full", _("Full")),
            ("waiting", _("With a waiting list")),
        ],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="filter_places",
    )

    class Meta:
        model = Edition
        fields = []

    def filter_when(self, editions, name, value):
        """Coming, over, or both."""
        if value == ALL:
            return editions
        wanted = coming(timezone.now())
        return editions.filter(wanted) if value == COMING else editions.exclude(wanted)

    def filter_live(self, editions, name, value):
        """Whether readers see it."""
        return editions.filter(live=value == "true")

    def filter_places(self, editions, name, value):
        """How full it is."""
        return {
            "free": lambda: editions.filter(Q(capacity=None) | Q(taken__lt=F("capacity"))),
            "full": lambda: editions.filter(taken__gte=F("capacity")),
            "waiting": lambda: editions.filter(waiting__gt=0),
        }[value]()


def planned_from(edition) -> str:
    """The first day with its weekday, and the hours."""
    days = edition.days
    if not days:
        return gettext("no days yet")
    return f"{date_format(days[0].date, 'D j F Y')}, {days[0].hours}"


def planned_days(edition) -> int:
    """How many days it takes."""
    return len(edition.days)


def state_of(edition) -> str:
    """Whether it goes ahead, and where that is so whether it is full, has begun or is over."""
    now = timezone.now()
    words = edition.get_status_display()
    if edition.status != EditionStatus.SCHEDULED or not edition.live:
        return words
    if edition.ends_at and edition.ends_at <= now:
        return gettext("Over")
    if edition.starts_at and edition.starts_at <= now:
        return gettext("Has begun")
    return gettext("%(state)s, full") % {"state": words} if edition.places_left == 0 else words


class NamedColumn(TitleColumn):
    """A column whose name stands before each value where the list is too narrow for its head."""

    cell_template_name = "admin/named_cell.html"

    class Media:
        css = {"all": ["admin/planning.css"]}


class EditionIndexView(IndexView):
    """The list, with the way to the month."""

    page_title = _("Planning")
    month_url_name = None
    filterset_class = EditionFilterSet
    # That there is anything to export; what, is said by ``as_spreadsheet``.
    list_export = ["pk"]
    list_display = [
        "training_title",
        Column("first_day", label=_("First day"), accessor=planned_from, sort_key="starts_at"),
        NamedColumn(
            "days",
            label=_("Days"),
            accessor=planned_days,
            sort_key="day_count",
            classname="planning__plain",
        ),
        Column("location", label=_("Location"), sort_key="location__name"),
        NamedColumn(
            "enrolments",
            label=_("Enrolments"),
            accessor=counts.words,
            get_url=lambda edition: list_url(edition.pk),
            sort_key="taken",
        ),
        NamedColumn(
            "interested",
            label=_("Interested"),
            get_url=lambda edition: interested_url(edition.training_id),
        ),
        Column("status", label=_("Goes ahead"), accessor=state_of, sort_key="status"),
        LiveStatusTagColumn(sort_key=None),
    ]

    def get(self, request, *args, **kwargs):
        """The list, above it whether people have to be told of a change."""
        tells = not self.results_only and not self.is_export
        if tells and POLICY.user_has_permission(request.user, "change"):
            number = len(notices.untold(timezone.now()))
            if number:
                words = ngettext(
                    "The participants of %(number)d edition do not know of a change yet.",
                    "The participants of %(number)d editions do not know of a change yet.",
                    number,
                )
                link = messages.button(reverse("wagtailadmin_home"), gettext("See which"))
                messages.warning(request, words % {"number": number}, buttons=[link])
        return super().get(request, *args, **kwargs)

    @cached_property
    def header_buttons(self):
        month = HeaderButton(
            gettext("Month"),
            url=reverse(self.month_url_name),
            icon_name="calendar-alt",
            priority=2000,
        )
        return [*super().header_buttons, month]

    def get_filterset_kwargs(self):
        kwargs = super().get_filterset_kwargs()
        data = kwargs["data"].copy()
        if data.get("when") not in (COMING, PAST, ALL):
            data["when"] = COMING
        return {**kwargs, "data": data}

    def get_base_queryset(self):
        return with_days(super().get_base_queryset().select_related("latest_revision"))

    def order_queryset(self, queryset):
        if self.is_explicitly_ordered:
            queryset = super().order_queryset(queryset)
            # So that pages of the list follow each other.
            return queryset.order_by(*queryset.query.order_by, "starts_at", "pk")
        return next_first(queryset, timezone.now())

    def search_queryset(self, queryset):
        """Each word is in the title of the training, in either language, its place or trainer."""
        for word in self.search_query.split():
            people = TrainingTrainer.objects.filter(person__name__icontains=word)
            pages = TrainingPage.objects.filter(title__icontains=word)
            places = Location.objects.filter(Q(name__icontains=word) | Q(city__icontains=word))
            queryset = queryset.filter(
                Q(training__translation_key__in=pages.values("translation_key"))
                | Q(training__in=people.values("page"))
                | Q(location__translation_key__in=places.values("translation_key"))
            )
        return queryset

    def get_list_more_buttons(self, instance):
        now = timezone.now()
        return [
            *super().get_list_more_buttons(instance),
            *buttons_of(instance, self.request.user, now, priority=22),
        ]

    def paginate_queryset(self, queryset, page_size):
        paginator, page, rows, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = show_drafts(rows)
        return paginator, page, page.object_list, is_paginated

    def get_filename(self):
        return f"planning-{timezone.localdate():%Y-%m-%d}"

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """All that the list shows, narrowed and sorted as it is; no cell can be a formula."""
        table = planning_table(show_drafts(queryset))
        return sheets.answer(table, self.get_filename(), spreadsheet_format)


def planning_table(editions) -> list[list[str]]:
    """A row of headings and a row for each edition, all text."""
    head = [
        gettext("Training"),
        gettext("First day"),
        gettext("Begins"),
        gettext("Ends"),
        gettext("Days"),
        gettext("All days"),
        gettext("Location"),
        gettext("City"),
        gettext("Places taken"),
        gettext("Places"),
        gettext("Waiting"),
        gettext("Interested"),
        gettext("Goes ahead"),
        gettext("Seen by readers"),
    ]
    return [head, *(_row(edition) for edition in editions)]


def _row(edition) -> list[str]:
    days = edition.days
    first = days[0] if days else None
    return [
        edition.training.title,
        f"{first.date:%d-%m-%Y}" if first else "",
        f"{first.starts:%H:%M}" if first and not first.all_day else "",
        f"{first.ends:%H:%M}" if first and not first.all_day else "",
        str(len(days)),
        ", ".join(f"{day.date:%d-%m-%Y}" for day in days),
        edition.location.name if edition.location else "",
        edition.location.city if edition.location else "",
        str(edition.taken),
        "" if edition.capacity is None else str(edition.capacity),
        str(edition.waiting),
        str(edition.interested),
        state_of(edition),
        gettext("Published") if edition.live else gettext("Draft"),
    ]


class SourceChooseMixin:
    """Lists each thing once, in the source language: what is chosen is settled to that anyway."""

    i18n_enabled = False

    def get_object_list(self):
        return super().get_object_list().filter(locale__language_code=settings.LANGUAGE_CODE)


class SourceChooseView(SourceChooseMixin, ChooseView):
    """The window in which one is chosen."""


class SourceChooseResultsView(SourceChooseMixin, ChooseResultsView):
    """The list within it."""


class SourceChooserViewSet(SnippetChooserViewSet):
    """Chooses a thing of which the facts count, once and not once for each language."""

    choose_view_class = SourceChooseView
    choose_results_view_class = SourceChooseResultsView
