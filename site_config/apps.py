"""The project itself: settings, addresses, static files and the Dutch catalogue."""

from django.apps import AppConfig
from django.core.signals import request_finished
from wagtail.users.apps import WagtailUsersAppConfig


class SiteConfig(AppConfig):
    """Wires the apps together and holds no content."""

    name = "site_config"
    default = True

    def ready(self):
        """All packages are loaded: name their nameless fields, hear of all that is published."""
        from site_config import front_cache, publications, requests
        from site_config.package_words import name_them

        request_finished.connect(requests.no_request)

        name_them()
        publications.connect()
        # Behind it: what is fetched once more is new.
        front_cache.connect()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's administration of users and groups, with our lists and forms."""

    group_viewset = "home.user_admin.GroupViewSet"
    user_viewset = "home.user_admin.UserViewSet"
