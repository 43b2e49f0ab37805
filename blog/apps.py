"""The app of articles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles, their categories and tags; may show trainings."""

    name = "blog"
    verbose_name = _("Articles")
