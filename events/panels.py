"""Panels of the admin for the days of an edition."""

from wagtail.admin.panels import FieldPanel

from events.day_plan_admin import DayPlanPanel
from events.forms import SessionForm, SessionFormSet


class HiddenPanel(FieldPanel):
    """A field that travels with the form, unseen."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "admin/hidden_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.heading = ""


class SessionsPanel(DayPlanPanel):
    """The days of an edition, checked together."""

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = SessionForm
        formset["formset"] = SessionFormSet
        # The form set says so in words of its own.
        formset["validate_min"] = False
        return options
