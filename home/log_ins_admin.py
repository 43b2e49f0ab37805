"""The report of log-ins, for owners: who came in, how, from which network, and who was refused."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.models import ModelLogEntry

from home.log_in_record import ACTIONS
from home.menus import MenuItemFor
from home.roles import RUN_SITE

NAME, RESULTS = "log_ins", "log_ins_results"


class LogInsView(ReportView):
    """What Wagtail's log has of logging in, the last first."""

    model = ModelLogEntry
    page_title = _("Log-ins")
    header_icon = "key"
    index_url_name = NAME
    index_results_url_name = RESULTS
    is_searchable = False
    list_export = []
    default_ordering = "-timestamp"
    columns = [
        DateColumn("timestamp", label=_("When")),
        Column("label", label=_("Who")),
        Column("message", label=_("What")),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RUN_SITE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return ModelLogEntry.objects.filter(action__in=ACTIONS).order_by("-timestamp", "-pk")


def menu_item():
    """The way to the report."""
    return MenuItemFor(
        _("Log-ins"),
        reverse_lazy(NAME),
        name="log-ins",
        icon_name="key",
        order=1100,
        may=lambda user: user.has_perm(RUN_SITE),
    )


def admin_urls():
    """The addresses of the report."""
    return [
        path("log-ins/", LogInsView.as_view(), name=NAME),
        path("log-ins/results/", LogInsView.as_view(results_only=True), name=RESULTS),
    ]
