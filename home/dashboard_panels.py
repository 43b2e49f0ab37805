"""What stands on the dashboard in place of Wagtail's panels: buttons, what needs somebody."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from home.dashboard import buttons_for, needs_of


class DashboardPanel(Component):
    """A panel of ours, with the style that all of them share."""

    class Media:
        css = {"all": ["admin/dashboard.css"]}


class ButtonsPanel(DashboardPanel):
    """The three things that people come to do."""

    name = "buttons"
    template_name = "admin/dashboard/buttons_panel.html"
    order = 10

    def get_context_data(self, parent_context):
        return {"buttons": buttons_for(parent_context["request"].user)}


class NeedsPanel(DashboardPanel):
    """What waits for whoever is looking."""

    name = "needs"
    template_name = "admin/dashboard/needs_panel.html"
    order = 30

    def get_context_data(self, parent_context):
        return {"needs": needs_of(parent_context["request"].user, timezone.now())}


def replace_panels(request, panels):
    """Put our panels in the place of Wagtail's, before other apps add theirs.

    (``construct_homepage_panels``) What Wagtail's say of reviews, locks and recent work is among
    what needs somebody.
    """
    panels[:] = [ButtonsPanel(), NeedsPanel()]


def leave_out_summary(request, items):
    """Count no pages and pictures above the panels (``construct_homepage_summary_items``)."""
    items.clear()
