"""The page "Components" of the admin: all parts of pages in all their states, as readers see them.

Whoever works on the site sees there at once what a change of style or of a template does.
"""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem

from home.examples import Names, components

NAME = "components"


class ComponentsView(TemplateView):
    """A page in the style of the site, for whoever may enter the admin."""

    template_name = "admin/components.html"

    def get_context_data(self, **kwargs):
        shown = components()
        names = Names({"main", *(component.anchor for component in shown)})
        parts = [
            {
                "component": component,
                "states": [
                    {"name": state.name, "html": names.apart(state.draw(self.request))}
                    for state in component.states
                ],
            }
            for component in shown
        ]
        return super().get_context_data(parts=parts, **kwargs)


def admin_urls():
    """The address of the page."""
    return [path("components/", ComponentsView.as_view(), name=NAME)]


def menu_item():
    """In the menu "Help", below the guide."""
    return MenuItem(_("Components"), reverse(NAME), name=NAME, icon_name="view", order=200)
