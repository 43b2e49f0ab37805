"""The app of articles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles, their categories and tags; may show trainings."""

    name = "blog"
    verbose_name = _("Articles")

    def ready(self):
        """Listen to names by which articles are found."""
        from blog import search_names  # noqa: F401
