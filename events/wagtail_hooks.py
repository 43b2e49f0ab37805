"""Planning in the admin: editions, locations, and what a training with editions refuses."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, TitleColumn
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Revision
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CopyView, EditView, SnippetViewSet

from events import notices, unpublishing  # noqa: F401
from events.enrolment_admin import counts
from events.enrolment_admin.base import POLICY, list_url
from events.enrolment_admin.dashboard import panels_for
from events.enrolment_admin.interested import interested_url
from events.mail_admin import LetterViewSet, MailViewSet
from events.models import Edition, Interest, Location, Session
from events.planning_month import EditionAddView, EditionIndexView, EditionMonthView


def planned_from(edition) -> str:
    """The first day with its weekday, and the hours."""
    days = edition.days
    if not days:
        return gettext("no days yet")
    return f"{date_format(days[0].date, 'D j F Y')}, {days[0].hours}"


def planned_days(edition) -> int:
    """How many days it takes."""
    return len(edition.days)


class EditionCopyView(CopyView):
    """Plan an edition like another one: with days of its own, which go ahead."""

    def get_initial_form_instance(self):
        model = self.get_object()
        edition = Edition(
            training=model.training,
            location=model.location,
            capacity=model.capacity,
            language=model.language,
        )
        edition.sessions.set(
            [Session(date=day.date, starts=day.starts, ends=day.ends) for day in model.days]
        )
        return edition


class EditionEditView(EditView):
    """The form of an edition, with the way to the people who enrolled in it."""

    @cached_property
    def header_buttons(self):
        if not POLICY.user_has_permission(self.request.user, "view"):
            return super().header_buttons
        button = HeaderButton(
            gettext("Enrolments"), url=list_url(self.object.pk), icon_name="group", priority=2000
        )
        return [*super().header_buttons, button]


class EditionViewSet(SnippetViewSet):
    """The list "Planning": all editions, the last to begin on top; and the same as a month."""

    model = Edition
    icon = "calendar-alt"
    menu_label = _("Planning")
    menu_name = "planning"
    menu_order = 150
    add_to_admin_menu = True
    list_display = [
        "training_title",
        Column("first_day", label=_("First day"), accessor=planned_from),
        Column("days", label=_("Days"), accessor=planned_days),
        Column("location", label=_("Location")),
        TitleColumn(
            "enrolments",
            label=_("Enrolments"),
            accessor=counts.words,
            get_url=lambda edition: list_url(edition.pk),
        ),
        TitleColumn(
            "interested",
            label=_("Interested"),
            get_url=lambda edition: interested_url(edition.training_id),
        ),
        Column("status", label=_("Goes ahead"), accessor="get_status_display"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["status", "training", "location"]
    index_view_class = EditionIndexView
    add_view_class = EditionAddView
    copy_view_class = EditionCopyView
    edit_view_class = EditionEditView
    ordering = ["-starts_at", "-pk"]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{"month_url_name": self.get_url_name("month"), **kwargs}
        )

    @property
    def month_view(self):
        """A month of all editions."""
        return self.construct_view(EditionMonthView, queryset=self.get_queryset)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("month/", self.month_view, name="month"),
            path("month/<str:month>/", self.month_view, name="month"),
        ]

    def get_queryset(self, request):
        """All editions, with what the list shows of each."""
        waiting = Revision.objects.filter(
            content_type=ContentType.objects.get_for_model(Edition),
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        )
        return counts.with_interested(
            counts.counted(
                Edition.objects.select_related("training", "location")
                .prefetch_related("sessions")
                .annotate(is_scheduled=Exists(waiting))
            )
        )


class LocationViewSet(SnippetViewSet):
    """Places where trainings are given."""

    model = Location
    icon = "site"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["name", Column("city", label=_("City")), LiveStatusTagColumn()]


@hooks.register("register_admin_urls")
def enrolment_addresses():
    """The pages about enrolments."""
    return [path("enrolments/", include("events.enrolment_admin.urls"))]


@hooks.register("construct_homepage_panels")
def show_enrolments(request, panels):
    """The dashboard tells how full the editions are, and who has to be told something."""
    panels.extend(panels_for(request.user))


class PersonalDataMenuItem(MenuItem):
    """The way to what is kept of one person, for who may remove it."""

    def is_shown(self, request):
        return POLICY.user_has_permission(request.user, "delete")


class InterestedMenuItem(MenuItem):
    """The way to who wants to be told of dates, for who may see enrolments."""

    def is_shown(self, request):
        return POLICY.user_has_permission(request.user, "view")


@hooks.register("register_admin_menu_item")
def interested_menu_item():
    """Below Planning."""
    return InterestedMenuItem(
        _("Interested people"),
        reverse("enrolments:interests"),
        name="interested",
        icon_name="group",
        order=155,
    )


@hooks.register("register_admin_menu_item")
def personal_data_menu_item():
    """Next to the other lists."""
    return PersonalDataMenuItem(
        _("Personal data"),
        reverse("enrolments:personal_data"),
        name="personal-data",
        icon_name="lock",
        order=260,
    )


@hooks.register("register_permissions")
def enrolment_permissions():
    """Who may see, add, change and remove people is chosen for each group."""
    return Permission.objects.filter(
        content_type__app_label="events", content_type__model="enrolment"
    )


register_snippet(EditionViewSet)
register_snippet(LocationViewSet)
register_snippet(LetterViewSet)


@hooks.register("register_admin_viewset")
def register_mails():
    """The page "Mails"."""
    return MailViewSet()


def editions_below(pages):
    """The editions of trainings at or below ``pages``, of the whole translation groups."""
    from wagtail.models import Page

    keys = set()
    for page in pages:
        keys.update(
            Page.objects.descendant_of(page, inclusive=True)
            .filter(locale__language_code=settings.LANGUAGE_CODE)
            .values_list("translation_key", flat=True)
        )
    return (
        Edition.objects.filter(training__translation_key__in=keys)
        .select_related("training")
        .order_by("starts_at")
    )


def refusal(editions) -> str:
    """Say which editions hang on the pages that somebody wants to delete."""
    return format_html(
        "{}<ul>{}</ul>",
        gettext(
            "This cannot be deleted: these editions hang on it. Unpublish the page instead; "
            "readers then see neither."
        ),
        format_html_join(
            "",
            "<li>{}, {}</li>",
            (
                (
                    edition.training.title,
                    date_format(edition.starts_at, "j F Y")
                    if edition.starts_at
                    else gettext("no days yet"),
                )
                for edition in editions
            ),
        ),
    )


def wishes_below(pages) -> bool:
    """Whether somebody wants to be told of a training at or below ``pages``."""
    return any(
        Interest.objects.filter(
            training__path__startswith=page.path, training__depth__gte=page.depth
        ).exists()
        for page in pages
    )


def words_of_wishes() -> str:
    """Say why a training that people wait for cannot be deleted."""
    return gettext(
        "This cannot be deleted: people have asked to be told of a date. "
        "Unpublish the page instead."
    )


def why_not_to_delete(pages) -> str:
    """Why pages cannot be deleted; empty where they can."""
    editions = list(editions_below(pages))
    if editions:
        return refusal(editions)
    return words_of_wishes() if wishes_below(pages) else ""


@hooks.register("before_delete_page")
def refuse_to_delete_planned_trainings(request, page):
    """A page that editions or people hang on stays: cancelling is the way."""
    if reason := why_not_to_delete([page]):
        messages.error(request, reason)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


class DeletePages(DeleteBulkAction):
    """The same for pages that are ticked in a list."""

    def dispatch(self, request, *args, **kwargs):
        pages, _without_access = self.get_actionable_objects()
        if reason := why_not_to_delete(pages):
            messages.error(request, reason)
            return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
        return super().dispatch(request, *args, **kwargs)


# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", DeletePages, order=100)


@hooks.register("before_delete_snippet")
def refuse_to_delete_editions_with_people(request, instances):
    """An edition that somebody enrolled in stays, also if it was never published."""
    editions = [row.pk for row in instances if isinstance(row, Edition)]
    held = Edition.objects.filter(pk__in=editions, enrolments__isnull=False).distinct()
    held = held.select_related("training").prefetch_related("sessions")
    if not held:
        return None
    messages.error(
        request,
        gettext("%(editions)s cannot be deleted: people have enrolled in it. Cancel it instead.")
        % {"editions": "; ".join(str(edition) for edition in held)},
    )
    return redirect("wagtailsnippets_events_edition:list")


@hooks.register("before_delete_snippet")
def refuse_to_delete_published_editions(request, instances):
    """A date that readers have seen, and have in their calendars, is cancelled, never deleted."""
    published = [
        edition
        for edition in instances
        if isinstance(edition, Edition) and edition.first_published_at
    ]
    if not published:
        return None
    messages.error(
        request,
        gettext(
            "%(editions)s cannot be deleted: readers have it in their calendars. Cancel it instead."
        )
        % {"editions": "; ".join(str(edition) for edition in published)},
    )
    return redirect("wagtailsnippets_events_edition:list")


@hooks.register("after_edit_snippet")
def lead_to_who_does_not_know(request, edition):
    """After a change is published of which people were told something else, tell them."""
    if not isinstance(edition, Edition) or "action-publish" not in request.POST:
        return None
    published = Edition.objects.get(pk=edition.pk)
    if not POLICY.user_has_permission(request.user, "change") or not notices.pending(published):
        return None
    messages.warning(request, gettext("Some participants do not know of this change yet."))
    return redirect("enrolments:changes", edition.pk)
