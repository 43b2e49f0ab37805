"""The settings of the site, read from the environment; ``.env.example`` explains each variable.

With nothing set the site runs on SQLite, the local disk and an in-process cache, safe to try.
"""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from site_config import sentry
from site_config.data_dir import secret_key
from site_config.front_cache_settings import front_cache
from site_config.machine_translation import machine_translator

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# A value that begins with "$" names another variable; "\$" is a dollar.
env.escape_proxy = True
environ.Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
# Made before the site runs, as in an image, it may lie apart from the data.
STATIC_ROOT = Path(env("STATIC_ROOT", default="") or DATA_DIR / "static").resolve()
for directory in (DATA_DIR, DATA_DIR / "media", STATIC_ROOT):
    directory.mkdir(parents=True, exist_ok=True)


# Where the site is, and who may ask for it

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or secret_key(DATA_DIR)

SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
if SITE_URL.startswith("https://") and urlsplit(SITE_URL).port not in {None, 443}:
    # Wagtail keeps a host and a port for the site, and takes only 443 for TLS.
    raise ImproperlyConfigured("SITE_URL: an https:// address takes no other port than 443.")
SITE_PORT = str(urlsplit(SITE_URL).port or "")
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ON_LOOPBACK = SITE_HOST in {host.strip("[]") for host in LOOPBACK_HOSTS}
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or (
    LOOPBACK_HOSTS if ON_LOOPBACK else [SITE_HOST]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

WSGI_APPLICATION = "site_config.wsgi.application"
ROOT_URLCONF = "site_config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# Applications

INSTALLED_APPS = [
    "site_config",
    "blog",
    "events",
    "home",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "site_config.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # These before all that may answer: a redirect to TLS and a static file carry them too.
    "site_config.requests.RequestIdMiddleware",
    "site_config.middleware.BoundsMiddleware",
    "site_config.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "site_config.health.HealthMiddleware",
    "site_config.requests.BodyLengthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_config.middleware.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "site_config.middleware.PathLocaleMiddleware",
    "site_config.middleware.NotModifiedMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "home.factors_middleware.FactorsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.kept_forms.KeptFormsMiddleware",
    "home.admin_guard.AdminGuardMiddleware",
    "home.drawn.DrawnMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "site_config.package_templates.Loader",
                    ],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site",
            ],
        },
    },
]


# Database and cache

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without these, several processes that publish at once fail with "database is locked".
    # synchronous=FULL keeps what was acknowledged through a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        ),
    }
    # Opening a connection for each page costs as much as several queries.
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if DATABASE_POOL := env.int("DATABASE_POOL", default=0):
        # Who finds no connection free for so long, or no database, is answered that all is busy.
        DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
            "min_size": 1,
            "max_size": DATABASE_POOL,
            "timeout": 5,
        }
    else:
        DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    # A machine that is gone does not refuse: readers would wait for minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://lesdag")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    # Readers wait for it.
    CACHES["default"].setdefault("OPTIONS", {})
    CACHES["default"]["OPTIONS"] |= {"socket_connect_timeout": 0.5, "socket_timeout": 1}
if not CACHES["default"]["BACKEND"].endswith((".LocMemCache", ".DummyCache")):
    # Pages that are ready to be sent, shared by all processes (`home/generation.py`).
    CACHES["pages"] = {**CACHES["default"], "KEY_PREFIX": "pages"}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"] |= {"BACKEND": "site_config.redis_cache.RedisCache"}
    # Who is logged in is looked up there first; written in both, nobody is logged out with Redis.
    SESSION_ENGINE = "site_config.sessions"
# Whether pages are kept ready in the memory of each process, and how much of it they may take.
PAGE_CACHE = env.bool("PAGE_CACHE", default=not DEBUG)
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", default=64) * 1024 * 1024
# Whether Django draws a page once for readers whom that passes on; some thirty kilobytes a page.
DRAWN_PAGES = env.bool("DRAWN_PAGES", default=not DEBUG)
CACHES["drawn"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "drawn",
    "OPTIONS": {"MAX_ENTRIES": 500},
    "TIMEOUT": 3600,
}

if FRONTEND_CACHE := env("FRONTEND_CACHE", default=""):
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")
    WAGTAILFRONTENDCACHE = front_cache(
        FRONTEND_CACHE,
        location=env("FRONTEND_CACHE_LOCATION", default=""),
        zone=env("FRONTEND_CACHE_ZONE", default=""),
        token=env("FRONTEND_CACHE_TOKEN", default=""),
        distribution=env("FRONTEND_CACHE_DISTRIBUTION", default=""),
    )
    # Each language has addresses of its own already.
    WAGTAILFRONTENDCACHE_LANGUAGES = []


# People

AUTH_USER_MODEL = "home.User"
AUTHENTICATION_BACKENDS = [
    # Refuses before a password is looked at; the others know who somebody is.
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "django_otp_webauthn.backends.WebAuthnBackend",
]
# Without a slash at either end. Another one than "admin" keeps the log of who tries it short.
ADMIN_PATH = env("ADMIN_PATH", default="admin").strip("/")
if not re.fullmatch(r"[\w-]+(/[\w-]+)*", ADMIN_PATH):
    raise ImproperlyConfigured("ADMIN_PATH: letters, digits, - and _, for instance: beheer.")
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# There is one way to log in, also for who reads a private page.
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
    {
        "NAME": "home.passwords.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
# Who ticks "remember me" stays so long without logging in; others until the browser is closed.
SESSION_COOKIE_AGE = 14 * 24 * 3600

# After so many wrong passwords or codes, one network is refused for one account: never the account.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "home.log_in.account_name"
AXES_CLIENT_IP_CALLABLE = "home.log_in.address_of"
AXES_CLIENT_STR_CALLABLE = "home.log_in.nobody"
AXES_LOCKOUT_CALLABLE = "home.log_in.answer_of_lock"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]
# Wagtail's own log says who logged in (``home.log_in_record``).
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Groups whose people must log in with two factors; "all" for everybody.
REQUIRE_TWO_FACTORS = env.list("REQUIRE_TWO_FACTORS", default=[])
OTP_TOTP_ISSUER = SITE_HOST
# Limited by ``home.two_factors``: a growing pause could be used to lock out the owner.
OTP_TOTP_THROTTLE_FACTOR = 0
OTP_STATIC_THROTTLE_FACTOR = 0
# Browsers know passkeys over TLS and on a machine's own "localhost", and by no number.
PASSKEYS = SITE_URL.startswith("https://") or SITE_HOST == "localhost"
OTP_WEBAUTHN_RP_ID = SITE_HOST
OTP_WEBAUTHN_RP_NAME_CALLABLE = "home.passkeys.name_of_site"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL] if PASSKEYS else ["http://localhost"]


# Languages: Dutch without a prefix, English below /en/

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Our own words, and Dutch that other packages lack: `overrides/nl/LC_MESSAGES/django.po` says why.
LOCALE_PATHS = [BASE_DIR / "site_config" / "locale", BASE_DIR / "site_config" / "overrides"]
WAGTAIL_I18N_ENABLED = True
# Submitting a live page would otherwise publish the English page at once, with Dutch text.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(
    env("MACHINE_TRANSLATOR", default=""),
    key=env("MACHINE_TRANSLATOR_KEY", default=""),
    url=env("MACHINE_TRANSLATOR_URL", default=""),
    project=env("MACHINE_TRANSLATOR_PROJECT", default=""),
)
TIME_ZONE = "Europe/Amsterdam"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["site_config.formats"]


# Wagtail

WAGTAIL_SITE_NAME = "Lesdag"
WAGTAILADMIN_USER_LOGIN_FORM = "home.log_in.LoginForm"
# A class, and no password.
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "home.log_in.PasswordResetForm"  # noqa: S105 # nosec B105
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
# As good as one another, to the eye.
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 82
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.picture_files.ImageForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "epub", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.document_files.DocumentForm"
# Each is saved, none opened on this host.
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
# Private documents stay private on every storage.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Every half second, the default, fills the history and keeps SQLite writing.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# The order of day and month in the admin's date fields; the formats modules accept it.
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAILEMBEDS_FINDERS = []
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True
# A page of the admin posts a field for each part of each block.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000


# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "site_config" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "site_config.media_folder.MediaFolder"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_REGION = env("MEDIA_REGION", default=None)
if MEDIA_BUCKET := env("MEDIA_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "site_config.media_bucket.MediaBucket",
        "OPTIONS": {
            "bucket_name": MEDIA_BUCKET,
            "endpoint_url": env("MEDIA_ENDPOINT_URL", default=None),
            "region_name": MEDIA_REGION,
            "access_key": env("MEDIA_ACCESS_KEY", default=None),
            "secret_key": env("MEDIA_SECRET_KEY", default=None),
            # Pictures are sent on by this site itself, so that readers ask no other host.
            "custom_domain": f"{urlsplit(SITE_URL).netloc}/media",
            "url_protocol": f"{urlsplit(SITE_URL).scheme}:",
        },
    }


# Mail

# Whoever tries the site on this very machine reads on the console what would be mailed. Elsewhere
# that is a log, in which no address and no link to a new password may stand.
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://" if ON_LOOPBACK else "dummymail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"Lesdag <noreply@{SITE_HOST}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = DEFAULT_FROM_EMAIL
# With a mail server, a process of its own sends what is written: `manage.py worker`. Without one,
# a mail is ready when it is written, to be read in the admin.
MAIL_IS_SENT = bool(env("EMAIL_URL", default=""))
# No link to a new password is offered that nobody would get.
WAGTAIL_PASSWORD_RESET_ENABLED = MAIL_IS_SENT or ON_LOOPBACK
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "mail": {
        "BACKEND": (
            "django_tasks_db.DatabaseBackend"
            if MAIL_IS_SENT
            else "django_tasks.backends.immediate.ImmediateBackend"
        ),
        "QUEUES": ["mail"],
    },
}


# Security

SERVED_OVER_TLS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = SERVED_OVER_TLS
CSRF_COOKIE_SECURE = SERVED_OVER_TLS
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin scripts read it.
CSRF_FAILURE_VIEW = "site_config.views.form_expired"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=SERVED_OVER_TLS)
# A probe asks a process itself, past the proxy.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if SERVED_OVER_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVED_OVER_TLS
SECURE_HSTS_PRELOAD = SERVED_OVER_TLS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=SERVED_OVER_TLS)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = []
if ON_LOOPBACK and not SERVED_OVER_TLS:
    # HSTS, the redirect to TLS and secure cookies would make a site on this very machine
    # unreachable; anywhere else they are checked.
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        # A video of these two is framed once the reader has asked for it.
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
PERMISSIONS_POLICY = ", ".join(
    [
        *(
            f"{name}=()"
            for name in (
                "accelerometer",
                "browsing-topics",
                "camera",
                "display-capture",
                "geolocation",
                "gyroscope",
                "hid",
                "identity-credentials-get",
                "idle-detection",
                "local-fonts",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "serial",
                "usb",
                "xr-spatial-tracking",
            )
        ),
        # Passkeys, and the button that copies an address. What Chromium does not know, of which it
        # complains to readers, is left at what browsers take for granted: this site alone.
        *(
            f"{name}=(self)"
            for name in (
                "clipboard-write",
                "publickey-credentials-create",
                "publickey-credentials-get",
            )
        ),
    ]
)
# A document that a browser opens all the same runs nothing, and is not of this host.
DOCUMENT_CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
# Wagtail's admin needs inline scripts and styles in its editors, but none in attributes, where
# what is smuggled into a page would stand; the log-in page has the policy of the public pages.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "frame-ancestors": [SELF],
    "frame-src": [SELF, *CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]],
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "script-src-attr": [NONE],
    "style-src": [SELF, UNSAFE_INLINE],
    "worker-src": [SELF, "blob:"],
}


# Log

LOG_FORMAT = env("LOG_FORMAT", default="text")
if LOG_FORMAT not in {"json", "text"}:
    raise ImproperlyConfigured("LOG_FORMAT: text or json.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "site_config.logs."
            + ("JSONFormatter" if LOG_FORMAT == "json" else "MaskingFormatter"),
            "format": "{asctime} {request_id} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "filters": {"refusals": {"()": "site_config.logs.Refusals"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Django's own handler mails or prints the same record once more.
        "django": {"handlers": [], "level": env("LOG_LEVEL", default="WARNING")},
        # The development server's own handler knows nothing of what must be masked.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

sentry.start(env("SENTRY_DSN", default=""), environment=env("SENTRY_ENVIRONMENT", default="live"))
