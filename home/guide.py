"""The editors' guide: the ten tasks of an editor on one page of the admin, with pictures.

Its text is that of the templates ``admin/guide/<language>.html``, whole for each language of the
admin; its pictures are made from the demo by ``make screenshots``.
"""

from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.roles import ROLES

NAME = "guide"
TEMPLATES = {"nl": "admin/guide/nl.html", "en": "admin/guide/en.html"}


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """The guide in the language of whoever reads it."""

    page_title = _("Guide")
    header_icon = "help"

    def get_template_names(self):
        return [TEMPLATES[get_language()]]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(roles=ROLES, **kwargs)


def admin_urls():
    """The address of the guide."""
    return [path("guide/", GuideView.as_view(), name=NAME)]


def menu_item():
    """On top of the menu "Help"."""
    return MenuItem(_("Guide"), reverse(NAME), name=NAME, icon_name="help", order=100)
