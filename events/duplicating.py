"""Planning the same training once more: an edition's days on other dates, with the same gaps."""

from functools import cached_property

from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CopyView

from events.day_plan_forms import DuplicateForm, warnings_on, weekday_words
from events.day_plans import shifted
from events.models import Edition, Location, Session


def as_planned(edition: Edition) -> Edition:
    """An edition as readers see it; one that they do not see as its latest draft has it."""
    if edition.live or not edition.latest_revision:
        return edition
    return edition.latest_revision.as_object()


def duplicate(edition: Edition, first=None) -> Edition:
    """A new edition like another one, from ``first`` on: it goes ahead, and nobody is in it."""
    days = edition.days
    dates = [day.date for day in days]
    if first and dates:
        dates = shifted(dates, first)
    copy = Edition(
        training=edition.training,
        # A draft can hold on to a place that was deleted since.
        location=Location.objects.filter(pk=edition.location_id).first(),
        capacity=edition.capacity,
        language=edition.language,
    )
    copy.sessions.set(
        [
            Session(date=date, starts=day.starts, ends=day.ends)
            for date, day in zip(dates, days, strict=True)
        ]
    )
    return copy


class EditionCopyView(CopyView):
    """Asks for the new first day, and then shows the form of the new edition, filled in."""

    first = None
    page_title = _("Plan again")

    @cached_property
    def original(self) -> Edition:
        """The edition that is planned once more."""
        return as_planned(self.get_object())

    def get_page_subtitle(self):
        return gettext("Plan again: %(edition)s") % {"edition": self.original}

    def get_header_title(self):
        return self.get_page_subtitle()

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": "", "label": self.get_page_subtitle()}]

    def get_initial_form_instance(self):
        return duplicate(self.original, self.first)

    def get(self, request, *args, **kwargs):
        if not self.original.days:
            return super().get(request, *args, **kwargs)
        form = DuplicateForm(request.GET if "first" in request.GET else None)
        if not form.is_valid():
            return self.ask(form)
        self.first = form.cleaned_data["first"]
        self.warn()
        return super().get(request, *args, **kwargs)

    def ask(self, form):
        """The page on which the new first day is filled in."""
        context = WagtailAdminTemplateMixin.get_context_data(
            self,
            form=form,
            original=self.original,
        )
        return render(self.request, "admin/edition_duplicate.html", context)

    def warn(self):
        """Say what an editor should know of the new days before they are published."""
        days = self.original.days
        words = [weekday_words(days[0].date, self.first)]
        for day in dict.fromkeys(shifted([day.date for day in days], self.first)):
            found = warnings_on(day, self.original.zone)
            words += [f"{date_format(day, 'l j F Y')}: {warning}" for warning in found]
        words = [(each,) for each in words if each]
        if words:
            messages.warning(
                self.request, format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", words))
            )


class DuplicateButtonMixin:
    """A form of an edition with the way to plan it again in sight, not among the rest."""

    @cached_property
    def header_more_buttons(self):
        copy_url = self.get_copy_url()
        return [button for button in super().header_more_buttons if button.url != copy_url]

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if copy_url := self.get_copy_url():
            button = HeaderButton(
                gettext("Plan again"), url=copy_url, icon_name="copy", priority=2100
            )
            return [*buttons, button]
        return buttons


@hooks.register("construct_snippet_listing_buttons")
def say_plan_again(buttons, snippet, user):
    """In the list "Planning" a copy is called what it is for."""
    if not isinstance(snippet, Edition):
        return
    for button in buttons:
        if button.icon_name == "copy":
            button.label = _("Plan again")
