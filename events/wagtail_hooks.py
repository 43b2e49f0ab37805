"""Planning in the admin: editions, locations, and what a training with editions refuses."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from events import (
    audit,
    coming_panel,
    enrolment_examples,
    examples,
    needs,  # noqa: F401 - what needs somebody
    notices,
    training_chooser,
    unpublishing,  # noqa: F401
)
from events.day_plan_admin import DayPlanView
from events.duplicating import DuplicateButtonMixin, EditionCopyView
from events.enrolment_admin import counts
from events.enrolment_admin.base import POLICY, list_url
from events.mail_admin import LetterViewSet, MailViewSet
from events.models import Edition, Interest, Location, Mail, MailKind, TrainingPage
from events.planning_check import warnings
from events.planning_decisions import DecisionButtonsMixin, EditionDecisionView
from events.planning_list import EditionIndexView, SourceChooserViewSet
from events.planning_month import EditionAddView, EditionMonthView, with_scheduled
from events.planning_panels import check_context, editions_url
from home.editing import AskBeforeOverwriting
from home.examples import HOOK
from home.menus import MenuItemFor
from home.review import with_states
from home.snippet_lists import TranslatableViewSet

PLANNING = ModelPermissionPolicy(Edition)
hooks.register(HOOK, examples.of_events)
hooks.register(HOOK, enrolment_examples.of_enrolments)
hooks.register("construct_page_chooser_queryset", training_chooser.begin_with_trainings)
hooks.register("register_log_actions", audit.register)


class EditionEditView(DuplicateButtonMixin, DecisionButtonsMixin, AskBeforeOverwriting, EditView):
    """The form of an edition, with the way to the people who enrolled in it."""

    partials_template_name = "admin/edition_partials.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.expects_json_response or self.hydrate_create_view:
            # Saved by itself: the panel is renewed where it stands.
            context |= check_context(self.object)
        return context

    @cached_property
    def header_buttons(self):
        if not POLICY.user_has_permission(self.request.user, "view"):
            return super().header_buttons
        button = HeaderButton(
            gettext("Enrolments"), url=list_url(self.object.pk), icon_name="group", priority=2000
        )
        return [*super().header_buttons, button]


class EditionViewSet(SnippetViewSet):
    """The list "Planning": all editions, the next to begin on top; and the same as a month."""

    model = Edition
    icon = "calendar-alt"
    menu_label = _("Planning")
    menu_name = "planning"
    menu_order = 150
    add_to_admin_menu = True
    index_view_class = EditionIndexView
    add_view_class = EditionAddView
    copy_view_class = EditionCopyView
    edit_view_class = EditionEditView

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{"month_url_name": self.get_url_name("month"), **kwargs}
        )

    @property
    def month_view(self):
        """A month of all editions."""
        return self.construct_view(EditionMonthView, queryset=self.get_queryset)

    @property
    def day_plan_view(self):
        """The dates of a run of days."""
        return self.construct_view(DayPlanView)

    @property
    def decision_view(self):
        """The page on which it is decided whether an edition goes ahead."""
        return self.construct_view(EditionDecisionView)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("days/", self.day_plan_view, name="day_plan"),
            path("decide/<int:pk>/<slug:decision>/", self.decision_view, name="decide"),
            path("month/", self.month_view, name="month"),
            path("month/<str:month>/", self.month_view, name="month"),
        ]

    def get_queryset(self, request):
        """All editions, with what the list shows of each."""
        return counts.with_interested(
            counts.counted(
                with_scheduled(
                    with_states(
                        Edition.objects.select_related("training", "location")
                    ).prefetch_related("sessions")
                )
            )
        )


class LocationEditView(AskBeforeOverwriting, EditView):
    """The form of a location."""


class LocationViewSet(TranslatableViewSet):
    """Places where trainings are given."""

    model = Location
    chooser_viewset_class = SourceChooserViewSet
    icon = "site"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["name", Column("city", label=_("City")), LiveStatusTagColumn()]
    edit_view_class = LocationEditView


@hooks.register("register_admin_urls")
def enrolment_addresses():
    """The pages about enrolments."""
    return [path("enrolments/", include("events.enrolment_admin.urls"))]


hooks.register("construct_homepage_panels", coming_panel.show_coming)


@hooks.register("register_admin_menu_item")
def interested_menu_item():
    """Below Planning: who wants to be told of dates, for who may see enrolments."""
    return MenuItemFor(
        _("Interested people"),
        reverse("enrolments:interests"),
        may=lambda user: POLICY.user_has_permission(user, "view"),
        name="interested",
        icon_name="group",
        order=155,
    )


@hooks.register("register_admin_menu_item")
def personal_data_menu_item():
    """Next to the other lists: what is kept of one person, for who may remove it."""
    return MenuItemFor(
        _("Personal data"),
        reverse("enrolments:personal_data"),
        may=lambda user: POLICY.user_has_permission(user, "delete"),
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


def just_published(request, edition) -> bool:
    """Whether readers now see what an editor sent: no draft, and nothing planned for later."""
    if not isinstance(edition, Edition) or "action-publish" not in request.POST:
        return False
    row = Edition.objects.values("live", "live_revision", "latest_revision").get(pk=edition.pk)
    return row["live"] and row["live_revision"] == row["latest_revision"]


@hooks.register("after_create_snippet", order=-10)
@hooks.register("after_edit_snippet", order=-10)
def say_what_to_look_at(request, edition):
    """What had better be looked at does not stop a publication; it is said once more after it."""
    if not just_published(request, edition):
        return None
    if found := warnings(edition.pk, timezone.now()):
        edit_url = reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
        messages.warning(
            request,
            format_html(
                "{}<ul>{}</ul>",
                gettext("It is published. Is this as you mean it?"),
                format_html_join("", "<li>{}</li>", ((words,) for words in found)),
            ),
            buttons=[messages.button(edit_url, gettext("Edit"))],
        )
    return None


@hooks.register("register_page_header_buttons")
def lead_to_editions(page, user, view_name, next_url=None):
    """From the page of a training, in either language, to its dates."""
    if isinstance(page.specific_deferred, TrainingPage) and PLANNING.user_has_any_permission(
        user, ["add", "change", "delete", "view"]
    ):
        yield Button(
            gettext("Dates in Planning"),
            url=editions_url(page.specific.facts),
            icon_name="calendar-alt",
            priority=12,
        )


@hooks.register("after_edit_snippet")
def lead_to_who_does_not_know(request, edition):
    """After a change is published of which people were told something else, tell them."""
    if not just_published(request, edition):
        return None
    published = Edition.objects.get(pk=edition.pk)
    offered = Mail.objects.filter(
        edition=published, kind=MailKind.OFFER, created_at__gte=published.last_published_at
    ).count()
    if offered:
        words = ngettext(
            "%(number)d person on the waiting list has been offered a place by mail.",
            "%(number)d people on the waiting list have been offered a place by mail.",
            offered,
        )
        messages.info(request, words % {"number": offered})
    if not POLICY.user_has_permission(request.user, "change") or not notices.pending(published):
        return None
    messages.warning(request, gettext("Some participants do not know of this change yet."))
    return redirect("enrolments:changes", edition.pk)


@hooks.register("after_edit_snippet")
def say_who_does_not_know_of_a_place(request, location):
    """After an address changes, people of the editions there are still to be told."""
    if not isinstance(location, Location) or "action-publish" not in request.POST:
        return
    if not POLICY.user_has_permission(request.user, "change"):
        return
    for edition, number in notices.untold(timezone.now()).items():
        if edition.location_id == location.facts.pk:
            words = ngettext(
                "%(number)d person of %(edition)s does not know of this change yet.",
                "%(number)d people of %(edition)s do not know of this change yet.",
                number,
            )
            button = messages.button(
                reverse("enrolments:changes", args=[edition.pk]), gettext("Inform the participants")
            )
            messages.warning(
                request, words % {"number": number, "edition": edition}, buttons=[button]
            )
