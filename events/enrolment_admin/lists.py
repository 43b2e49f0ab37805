"""The enrolments of an edition: the list, the sheet to take along, and the list for the door."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton

from events import audit, notices
from events.enrolment_admin import counts, sheets
from events.enrolment_admin.base import EditionMixin, EditionPage, day_or_404, standing
from events.enrolment_admin.steps import why_closed
from events.models import EnrolmentState, Interest


def shown_name(enrolment) -> str:
    """The name, or that it was removed."""
    return enrolment.name or gettext("(removed)")


def shown_state(enrolment) -> str:
    """The state, of who waits with the place in the line."""
    if enrolment.state == EnrolmentState.WAITING and getattr(enrolment, "turn", None):
        return gettext("%(number)d. On the waiting list") % {"number": enrolment.turn}
    return enrolment.get_state_display()


class EnrolmentListView(EditionPage):
    """Everyone who enrolled in an edition; what is looked for is posted, so no address holds it."""

    template_name = "admin/enrolments/list.html"
    permission_to_post = "view"

    @cached_property
    def state(self) -> str:
        """The state that the list is narrowed to, if any."""
        state = self.request.GET.get("state", "")
        return state if state in EnrolmentState.values else ""

    @cached_property
    def query(self) -> str:
        """What is looked for."""
        return self.request.POST.get("q", "").strip()[:200]

    def post(self, request, *args, **kwargs):
        """Look for somebody."""
        return self.get(request, *args, **kwargs)

    @cached_property
    def header_buttons(self):
        buttons = []
        if self.user_has_permission("add") and not why_closed(self.edition, timezone.now()):
            buttons.append(
                HeaderButton(
                    gettext("Add somebody"),
                    url=reverse("enrolments:add", args=[self.edition.pk]),
                    icon_name="plus",
                )
            )
        return buttons

    @cached_property
    def header_more_buttons(self):
        pk = self.edition.pk
        buttons = []
        if self.user_has_permission("change"):
            buttons += [
                Button(
                    gettext("Mail to everyone"),
                    url=reverse("enrolments:write", args=[pk]),
                    icon_name="mail",
                    priority=10,
                ),
                Button(
                    gettext("Inform the participants"),
                    url=reverse("enrolments:changes", args=[pk]),
                    icon_name="mail",
                    priority=20,
                ),
            ]
        buttons += [
            Button(
                gettext("Download for Excel (XLSX)"),
                url=reverse("enrolments:export", args=[pk, "xlsx"]),
                icon_name="download",
                priority=30,
            ),
            Button(
                gettext("Download as CSV"),
                url=reverse("enrolments:export", args=[pk, "csv"]),
                icon_name="download",
                priority=40,
            ),
        ]
        training = self.edition.training_id
        if number := Interest.objects.filter(training=training, confirmed_at__isnull=False).count():
            buttons.append(
                Button(
                    gettext("Interested people (%(number)d)") % {"number": number},
                    url=reverse("enrolments:interested", args=[training]),
                    icon_name="group",
                    priority=45,
                )
            )
        for number, day in enumerate(self.edition.days, start=1):
            buttons.append(
                Button(
                    gettext("Attendance list of %(date)s") % {"date": f"{day.date:%d-%m-%Y}"},
                    url=reverse("enrolments:attendance", args=[pk, number]),
                    icon_name="print",
                    priority=50 + number,
                )
            )
        return buttons

    @cached_property
    def pending(self) -> list:
        """Who has to be told of a change, for who may tell them."""
        return notices.pending(self.edition) if self.user_has_permission("change") else []

    def rows(self) -> list:
        """The people to be shown, each who waits with its turn."""
        found = counts.in_order(self.edition.enrolments.all())
        if self.state:
            found = found.filter(state=self.state)
        if self.query:
            found = found.filter(
                Q(name__icontains=self.query)
                | Q(email__icontains=self.query)
                | Q(organisation__icontains=self.query)
            )
        turns = {pk: turn for turn, pk in enumerate(self.line, start=1)}
        rows = list(found)
        for row in rows:
            row.turn = turns.get(row.pk)
        return rows

    @cached_property
    def line(self) -> list[int]:
        """The waiting list."""
        return list(self.edition.enrolments.in_line().values_list("pk", flat=True))

    def filters(self, numbers) -> list[dict]:
        """The ways to narrow the list to one state, each with its number."""
        here = self.request.path
        everyone = {
            "label": gettext("Everyone"),
            "number": sum(numbers.values()),
            "url": here,
            "current": not self.state,
        }
        return [
            everyone,
            *(
                {
                    "label": EnrolmentState(state).label,
                    "number": number,
                    "url": f"{here}?state={state}",
                    "current": state == self.state,
                }
                for state, number in numbers.items()
                if number or state == self.state
            ),
        ]

    def get_context_data(self, **kwargs):
        numbers = counts.by_state(self.edition)
        columns = [
            TitleColumn(
                "name",
                label=capfirst(_("name")),
                accessor=shown_name,
                get_url=lambda row: reverse("enrolments:person", args=[row.uuid]),
            ),
            Column("state", label=capfirst(_("state")), accessor=shown_state),
            Column("email", label=capfirst(_("e-mail address"))),
            Column("organisation", label=capfirst(_("organisation"))),
            DateColumn("created_at", label=capfirst(_("enrolled at"))),
        ]
        rows = self.rows()
        return super().get_context_data(
            table=Table(columns, rows),
            rows=rows,
            query=self.query,
            filters=self.filters(numbers),
            summary=counts.summary(self.edition, numbers),
            standing=standing(self.edition, timezone.now()),
            untold=sum(len(group.enrolments) for group in self.pending),
            changes_url=reverse("enrolments:changes", args=[self.edition.pk]),
            **kwargs,
        )


class ExportView(EditionMixin, View):
    """The list as a file."""

    def get(self, request, *, edition: int, ending: str):
        """Everyone, in the order of the list."""
        table = sheets.table_of(list(counts.in_order(self.edition.enrolments.all())))
        audit.note(self.edition, audit.EXPORTED, self.request.user)
        return sheets.answer(table, sheets.stem_of(self.edition), ending)


class AttendanceView(EditionMixin, TemplateView):
    """Who has a place on one day, to be printed and signed."""

    template_name = "admin/enrolments/attendance.html"

    def get_page_title(self):
        return gettext("Attendance list")

    def get_context_data(self, **kwargs):
        day = day_or_404(self.edition, self.kwargs["day"])
        people = self.edition.enrolments.filter(state=EnrolmentState.CONFIRMED)
        return {
            **super().get_context_data(**kwargs),
            "day": day,
            "number": self.kwargs["day"],
            "count": len(self.edition.days),
            "people": people.order_by("name", "pk"),
        }
