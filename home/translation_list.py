"""The page "English" of the admin: what is out of date, and how far each translation is."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.menus import MenuItemFor
from home.translation_state import (
    State,
    all_states,
    translatable_snippets,
    translations_out_of_date,
)

NAME = "translations"


def may_translate(user) -> bool:
    """Whether somebody may change any page or translated snippet."""
    return any(
        policy_registry.get_by_type(model).user_has_permission(user, "change")
        for model in (Page, *translatable_snippets())
    )


class TranslationsView(WagtailAdminTemplateMixin, TemplateView):
    """All that is not as in Dutch on top; on request everything, with how far it is."""

    template_name = "admin/translations.html"
    page_title = _("English")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not may_translate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def shows_all(self) -> bool:
        """Whether also what is up to date is shown."""
        return self.request.GET.get("show") == "all"

    def states(self) -> list[State]:
        """The rows."""
        user = self.request.user
        if self.shows_all:
            return sorted(all_states(user), key=lambda state: state.title.casefold())
        return translations_out_of_date(user)

    def get_context_data(self, **kwargs):
        states = self.states()
        columns = [
            TitleColumn("title", label=_("Title"), get_url=lambda state: state.url),
            Column("kind", label=_("Kind")),
            Column("words", label=_("To do")),
            Column("progress", label=_("Translated")),
            DateColumn("changed_at", label=_("Changed in Dutch")),
        ]
        return super().get_context_data(
            table=Table(columns, states),
            states=states,
            shows_all=self.shows_all,
            **kwargs,
        )


def admin_urls():
    """The address of the list."""
    return [path("translations/", TranslationsView.as_view(), name=NAME)]


def menu_item():
    """Below Planning and Mails, for who may translate something."""
    return MenuItemFor(
        _("English"),
        reverse(NAME),
        may=may_translate,
        name=NAME,
        icon_name="wagtail-localize-language",
        order=170,
    )
