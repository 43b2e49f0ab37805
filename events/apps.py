"""The app of trainings and their dates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Trainings, locations, editions and calendar files; knows no articles."""

    name = "events"
    verbose_name = _("Trainings")

    def ready(self):
        """Listen to what is published."""
        from events import changes, enrolment_signals, search_names  # noqa: F401
