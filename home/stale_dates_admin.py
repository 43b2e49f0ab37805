"""Stale dates in the admin: the report of all pages, and the list of one page for its editor."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page

from home import stale_dates
from home.menus import MenuItemFor


def panel(request, page_id):
    """The dates that no longer hold in the latest draft of a page, to be put in its panel."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.specific.get_latest_revision_as_object()
    return render(request, "admin/stale_dates_list.html", {"dates": stale_dates.of_page(draft)})


class StaleDatesFilterSet(WagtailFilterSet):
    """By language."""

    class Meta:
        model = Page
        fields = ["locale"]


class StaleDatesReport(PageReportView):
    """All live pages that name a date which no longer holds, with the dates."""

    page_title = _("Stale dates")
    header_icon = "calendar"
    template_name = "admin/stale_dates_report.html"
    results_template_name = "admin/stale_dates_report_results.html"
    index_url_name = "stale_dates:report"
    index_results_url_name = "stale_dates:report_results"
    filterset_class = StaleDatesFilterSet
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "locale", "stale_words"]
    export_headings = {"title": _("Title"), "locale": _("Language"), "stale_words": _("Dates")}

    @cached_property
    def found(self):
        """What is stale, by the number of the page."""
        return {stale.page.pk: stale for stale in stale_dates.stale_pages(timezone.now())}

    def get_queryset(self):
        pages = self.permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        self.queryset = pages.filter(pk__in=self.found).select_related("locale").order_by("path")
        return super().get_queryset()

    def decorate_paginated_queryset(self, pages):
        for page in pages:
            page.stale = self.found[page.pk]
            page.stale_words = "; ".join(
                f"{found.words} ({found.label}): {found.why}" for found in page.stale.dates
            )
        return pages


def menu_item():
    """Among the reports, before those of Wagtail, for whoever has pages to edit."""
    return MenuItemFor(
        _("Stale dates"),
        reverse("stale_dates:report"),
        may=user_has_any_page_permission,
        name="stale-dates",
        icon_name="calendar",
        order=100,
    )


def admin_urls():
    """The addresses of the report and of the list."""
    addresses = [
        path("", StaleDatesReport.as_view(), name="report"),
        path("results/", StaleDatesReport.as_view(results_only=True), name="report_results"),
        path("page/<int:page_id>/", panel, name="panel"),
    ]
    return [path("reports/stale-dates/", include((addresses, "stale_dates")))]
