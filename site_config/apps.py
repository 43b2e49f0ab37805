"""The project itself: settings, addresses, static files and the Dutch catalogue."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class SiteConfig(AppConfig):
    """Wires the apps together and holds no content."""

    name = "site_config"
    default = True


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's administration of users, with our list and forms."""

    user_viewset = "home.user_admin.UserViewSet"
