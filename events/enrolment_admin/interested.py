"""Who wants to be told of a date: how many for each training, and the people of one."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn
from wagtail.admin.widgets.button import Button

from events import audit
from events.enrolment_admin import sheets
from events.enrolment_admin.base import EnrolmentAdminMixin
from events.models import TrainingPage


def interested_url(training_pk: int) -> str:
    """The address of the list of a training."""
    return reverse("enrolments:interested", args=[training_pk])


class TrainingsView(EnrolmentAdminMixin, TemplateView):
    """The trainings that people want to be told of, those with the most people on top."""

    template_name = "admin/enrolments/interests.html"
    page_title = _("Interested people")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        rows = list(
            TrainingPage.objects.annotate(
                number=Count("interests", filter=Q(interests__confirmed_at__isnull=False)),
                asked=Count("interests", filter=Q(interests__confirmed_at=None)),
            )
            .filter(Q(number__gt=0) | Q(asked__gt=0))
            .order_by("-number", "title", "pk")
        )
        columns = [
            TitleColumn(
                "title", label=_("Training"), get_url=lambda training: interested_url(training.pk)
            ),
            Column("number", label=_("Wants to be kept informed")),
            Column("asked", label=_("Not confirmed yet")),
        ]
        return super().get_context_data(table=Table(columns, rows), rows=rows, **kwargs)


class TrainingMixin(EnrolmentAdminMixin):
    """A page about the interested people of one training."""

    page_title = _("Interested people")

    @cached_property
    def training(self) -> TrainingPage:
        """The page in the source language, by which wishes are kept."""
        return get_object_or_404(TrainingPage, pk=self.kwargs["training"])

    def people(self):
        """Everyone who asked, who asked first on top."""
        return self.training.interests.order_by("created_at", "pk")


class InterestedView(TrainingMixin, TemplateView):
    """The people of a training; what is looked for is posted, so no address holds it."""

    template_name = "admin/enrolments/interested.html"
    permission_to_post = "view"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("enrolments:interests"), "label": self.get_page_title()},
            {"url": "", "label": self.training.title},
        ]

    def get_header_title(self):
        return f"{self.get_page_title()}: {self.training.title}"

    @cached_property
    def header_more_buttons(self):
        labels = {
            "xlsx": gettext("Download for Excel (XLSX)"),
            "csv": gettext("Download as CSV"),
        }
        return [
            Button(
                label,
                url=reverse("enrolments:interested_export", args=[self.training.pk, ending]),
                icon_name="download",
                priority=10 * number,
            )
            for number, (ending, label) in enumerate(labels.items(), start=1)
        ]

    def post(self, request, *args, **kwargs):
        """Look for somebody."""
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        query = self.request.POST.get("q", "").strip()[:200]
        found = self.people()
        if query:
            found = found.filter(Q(name__icontains=query) | Q(email__icontains=query))
        may_remove = self.user_has_permission("delete")
        columns = [
            TitleColumn(
                "name",
                label=_("Name"),
                get_url=lambda row: (
                    reverse("enrolments:interested_data", args=[row.uuid]) if may_remove else None
                ),
            ),
            Column("email", label=_("E-mail address")),
            Column("language", label=_("Language"), accessor="get_language_display"),
            DateColumn("created_at", label=_("Asked")),
            DateColumn("confirmed_at", label=_("Confirmed")),
        ]
        rows = list(found)
        return super().get_context_data(
            table=Table(columns, rows),
            rows=rows,
            query=query,
            number=self.people().filter(confirmed_at__isnull=False).count(),
            **kwargs,
        )


class ExportView(TrainingMixin, View):
    """The list as a file."""

    def get(self, request, *, training: str, ending: str):
        """Everyone, in the order of the list."""
        table = sheets.table_of_interested(list(self.people()))
        audit.note(self.training, audit.EXPORTED, self.request.user)
        return sheets.answer(table, f"{self.training.slug}-interested", ending)
