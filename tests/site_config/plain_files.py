"""The site's settings, with static files under their own names: nobody waits for collecting."""

from site_config.settings import *  # noqa: F403
from site_config.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
