"""The page of the admin that says how the site is, for owners."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.menus import MenuItemFor
from home.roles import RUN_SITE
from site_config import health, state

NAME = "state_of_site"
PARTS = {
    "database": _("The database answers"),
    "migrations": _("The database has the form that this version asks for"),
    "cache": _("The cache keeps what it is given"),
    "storage": _("Pictures and documents can be kept"),
    "mail": _("Mail is sent"),
}


class StateView(WagtailAdminTemplateMixin, TemplateView):
    """Versions, parts, checks, last backup and mail."""

    template_name = "admin/state_of_site.html"
    page_title = _("State of the site")
    header_icon = "cogs"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RUN_SITE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        now = timezone.now()
        found = health.look(now)
        return super().get_context_data(
            versions=state.versions(),
            parts=[(PARTS[name], well) for name, well in found.items()],
            warnings=state.warnings(),
            backup=state.last_backup(now),
            mail=state.mail(now),
            **kwargs,
        )


def admin_urls():
    """The address of the page."""
    return [path("state/", StateView.as_view(), name=NAME)]


def menu_item():
    """The way to it, among the settings."""
    return MenuItemFor(
        _("State of the site"),
        reverse_lazy(NAME),
        name="state-of-site",
        icon_name="cogs",
        order=1200,
        may=lambda user: user.has_perm(RUN_SITE),
    )
