"""The settings follow from the environment, are safe with none, and pass Django's checks."""

import json
import re
import stat

import pytest

from tests.site_config.processes import ROOT, make_checkout

# No database is asked.
pytestmark = pytest.mark.once

SETTINGS = {"DJANGO_SETTINGS_MODULE": "site_config.settings"}
TLS = {"SITE_URL": "https://lesdag.example"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the project; each test gives it a data directory of its own."""
    return make_checkout(tmp_path_factory.mktemp("settings") / "lesdag")


@pytest.fixture(scope="module")
def bare(checkout, tmp_path_factory):
    """The settings where nothing is set but where the data go."""
    return checkout.settings(DATA_DIR=str(tmp_path_factory.mktemp("bare")))


@pytest.fixture(scope="module")
def served(checkout, tmp_path_factory):
    """The settings of a site that is served over TLS."""
    return checkout.settings(DATA_DIR=str(tmp_path_factory.mktemp("served")), **TLS)


class TestNothingSet:
    def test_data_go_below_the_project(self, tmp_path):
        copy = make_checkout(tmp_path / "lesdag")
        found = copy.settings()
        assert found["DATA_DIR"] == str(tmp_path / "lesdag" / "var")
        assert sorted(entry.name for entry in (tmp_path / "lesdag" / "var").iterdir()) == [
            "media",
            "secret_key",
            "static",
        ]

    def test_errors_are_not_shown_to_readers(self, bare):
        assert bare["DEBUG"] is False

    def test_only_this_machine_is_answered(self, bare):
        assert bare["SITE_URL"] == "http://127.0.0.1:8000"
        assert bare["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
        assert bare["CSRF_TRUSTED_ORIGINS"] == ["http://127.0.0.1:8000"]

    def test_sqlite_local_disk_memory_and_console(self, bare):
        assert bare["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
        assert bare["DATABASES"]["default"]["NAME"] == f"{bare['DATA_DIR']}/db.sqlite3"
        # Opened for each page, it would cost what several queries do.
        assert bare["DATABASES"]["default"]["CONN_MAX_AGE"] == 60
        assert bare["STORAGES"]["default"] == {"BACKEND": "site_config.media_folder.MediaFolder"}
        assert bare["MEDIA_ROOT"] == f"{bare['DATA_DIR']}/media"
        assert bare["STATIC_ROOT"] == f"{bare['DATA_DIR']}/static"
        assert bare["CACHES"]["default"]["BACKEND"].endswith("LocMemCache")
        assert bare["EMAIL_BACKEND"].endswith("console.EmailBackend")

    def test_cookies_travel_without_tls(self, bare):
        assert bare["SESSION_COOKIE_SECURE"] is False
        assert bare["CSRF_COOKIE_SECURE"] is False
        assert bare["SECURE_SSL_REDIRECT"] is False
        assert bare["SECURE_HSTS_SECONDS"] == 0
        assert "SECURE_PROXY_SSL_HEADER" not in bare

    def test_only_the_four_checks_of_tls_are_silenced(self, bare):
        assert bare["SILENCED_SYSTEM_CHECKS"] == [
            "security.W004",
            "security.W008",
            "security.W012",
            "security.W016",
        ]

    def test_deployment_checks_pass(self, checkout, tmp_path):
        result = check_deployment(checkout, tmp_path)
        assert result.returncode == 0, result.stderr
        assert "no issues (4 silenced)" in result.stdout


class TestServedOverTLS:
    def test_cookies_are_secure(self, served):
        assert served["SESSION_COOKIE_SECURE"] is True
        assert served["CSRF_COOKIE_SECURE"] is True

    def test_browsers_are_told_to_stay_on_tls_for_two_years(self, served):
        assert served["SECURE_HSTS_SECONDS"] == 63_072_000
        assert served["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
        assert served["SECURE_SSL_REDIRECT"] is True

    def test_only_its_own_host_is_answered(self, served):
        assert served["ALLOWED_HOSTS"] == ["lesdag.example"]
        assert served["CSRF_TRUSTED_ORIGINS"] == ["https://lesdag.example"]
        assert served["WAGTAILADMIN_BASE_URL"] == "https://lesdag.example"
        assert served["DEFAULT_FROM_EMAIL"] == "Lesdag <noreply@lesdag.example>"

    def test_without_a_mail_server_no_link_to_a_new_password_lands_in_a_log(self, served, bare):
        assert served["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
        assert served["WAGTAIL_PASSWORD_RESET_ENABLED"] is False
        assert bare["WAGTAIL_PASSWORD_RESET_ENABLED"] is True

    def test_a_proxy_is_believed(self, served):
        assert served["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]

    def test_a_proxy_is_not_believed_where_there_is_none(self, checkout, tmp_path):
        found = checkout.settings(DATA_DIR=str(tmp_path), BEHIND_PROXY="0", **TLS)
        assert "SECURE_PROXY_SSL_HEADER" not in found

    def test_the_redirect_can_be_left_to_the_proxy(self, checkout, tmp_path):
        found = checkout.settings(DATA_DIR=str(tmp_path), SECURE_SSL_REDIRECT="0", **TLS)
        assert found["SECURE_SSL_REDIRECT"] is False

    def test_deployment_checks_pass_with_nothing_silenced(self, checkout, tmp_path, served):
        assert served["SILENCED_SYSTEM_CHECKS"] == []
        result = check_deployment(checkout, tmp_path, **TLS)
        assert result.returncode == 0, result.stderr
        assert "no issues (0 silenced)" in result.stdout

    def test_a_slash_at_the_end_of_the_address_is_harmless(self, checkout, tmp_path):
        found = checkout.settings(DATA_DIR=str(tmp_path), SITE_URL="https://lesdag.example/")
        assert found["CSRF_TRUSTED_ORIGINS"] == ["https://lesdag.example"]


class TestServedWithoutTLS:
    def test_another_machine_than_this_is_warned_of(self, checkout, tmp_path):
        result = check_deployment(checkout, tmp_path, SITE_URL="http://lesdag.example")
        assert result.returncode == 1
        for check in ("security.W004", "security.W008", "security.W012", "security.W016"):
            assert check in result.stderr


class TestOwnChoices:
    def test_hosts_can_be_listed(self, checkout, tmp_path):
        found = checkout.settings(
            DATA_DIR=str(tmp_path), ALLOWED_HOSTS="lesdag.example,www.lesdag.example", **TLS
        )
        assert found["ALLOWED_HOSTS"] == ["lesdag.example", "www.lesdag.example"]

    def test_debug_log_and_sender(self, checkout, tmp_path):
        found = checkout.settings(
            DATA_DIR=str(tmp_path),
            DEBUG="1",
            LOG_LEVEL="INFO",
            DEFAULT_FROM_EMAIL="Lesdag <post@lesdag.example>",
        )
        assert found["DEBUG"] is True
        assert found["LOGGING"]["root"]["level"] == "INFO"
        assert found["DEFAULT_FROM_EMAIL"] == "Lesdag <post@lesdag.example>"
        assert found["SERVER_EMAIL"] == "Lesdag <post@lesdag.example>"

    def test_a_server_for_each_task(self, checkout, tmp_path):
        found = checkout.settings(
            DATA_DIR=str(tmp_path),
            DATABASE_URL="postgres://lesdag:p%40ss@db.example:5433/lesdag?sslmode=require",
            CACHE_URL="redis://cache.example:6379/2",
            EMAIL_URL="smtp+tls://post%40lesdag.example:p%2Fw@mail.example:587",
            MEDIA_BUCKET="lesdag-media",
            MEDIA_ENDPOINT_URL="https://s3.example",
            MEDIA_REGION="nl-ams",
            MEDIA_ACCESS_KEY="key",
            MEDIA_SECRET_KEY="secret",
        )
        database = found["DATABASES"]["default"]
        assert database["ENGINE"] == "django.db.backends.postgresql"
        assert (database["NAME"], database["USER"], database["PASSWORD"]) == (
            "lesdag",
            "lesdag",
            "p@ss",
        )
        assert (database["HOST"], database["PORT"]) == ("db.example", 5433)
        assert database["OPTIONS"] == {"sslmode": "require", "connect_timeout": 5}
        assert database["CONN_MAX_AGE"] == 60
        assert database["CONN_HEALTH_CHECKS"] is True
        waits = {"socket_connect_timeout": 0.5, "socket_timeout": 1}
        shared = {"LOCATION": "redis://cache.example:6379/2", "OPTIONS": waits}
        # What is drawn stays in the process.
        assert found["CACHES"].pop("drawn")["BACKEND"].endswith(".LocMemCache")
        assert found["CACHES"] == {
            "default": {**shared, "BACKEND": "site_config.redis_cache.RedisCache"},
            "pages": {
                **shared,
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "KEY_PREFIX": "pages",
            },
        }
        assert found["SESSION_ENGINE"] == "site_config.sessions"
        assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
        assert found["EMAIL_HOST"] == "mail.example"
        assert found["EMAIL_PORT"] == 587
        assert found["EMAIL_HOST_USER"] == "post@lesdag.example"
        assert found["EMAIL_HOST_PASSWORD"] == "p/w"
        assert found["EMAIL_USE_TLS"] is True
        assert found["STORAGES"]["default"] == {
            "BACKEND": "site_config.media_bucket.MediaBucket",
            "OPTIONS": {
                "bucket_name": "lesdag-media",
                "endpoint_url": "https://s3.example",
                "region_name": "nl-ams",
                "access_key": "key",
                "secret_key": "secret",
                "custom_domain": "127.0.0.1:8000/media",
                "url_protocol": "http:",
            },
        }

    def test_static_files_may_lie_apart_from_the_data(self, checkout, tmp_path):
        apart = str(tmp_path / "apart")
        found = checkout.settings(DATA_DIR=str(tmp_path / "data"), STATIC_ROOT=apart)
        assert found["STATIC_ROOT"] == apart
        assert not (tmp_path / "data" / "static").exists()

    def test_threads_may_share_connections(self, checkout, tmp_path):
        found = checkout.settings(
            DATA_DIR=str(tmp_path),
            DATABASE_URL="postgres://lesdag@db.example/lesdag",
            DATABASE_POOL="4",
        )
        database = found["DATABASES"]["default"]
        assert database["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 4, "timeout": 5}
        # Django refuses a pool of connections that last.
        assert "CONN_MAX_AGE" not in database
        assert database["CONN_HEALTH_CHECKS"] is True

    def test_the_admin_may_be_elsewhere(self, checkout, tmp_path):
        probe = (
            "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'site_config.settings'; "
            "django.setup(); from django.urls import resolve, reverse; "
            "print(*(reverse(name) for name in ('wagtailadmin_home', 'wagtailadmin_login', "
            "'log_in_code', 'otp_webauthn:credential-authentication-begin', 'log_ins'))); "
            "print(resolve('/admin/login/').url_name)"
        )
        result = checkout.run("-c", probe, DATA_DIR=str(tmp_path), ADMIN_PATH="/beheer/kantoor/")
        assert result.stdout.split() == [
            "/beheer/kantoor/",
            "/beheer/kantoor/login/",
            "/beheer/kantoor/login/code/",
            "/beheer/kantoor/login/passkey/show/",
            "/beheer/kantoor/log-ins/",
            # What remains is an address of pages, where none is.
            "wagtail_serve",
        ], result.stderr
        for wrong in ("", "/", "a b", "../x", "a//b"):
            result = checkout.run("manage.py", "check", DATA_DIR=str(tmp_path), ADMIN_PATH=wrong)
            assert "ADMIN_PATH: letters" in result.stderr, wrong

    def test_passkeys_belong_to_the_host(self, checkout, tmp_path, served, bare):
        assert served["PASSKEYS"] is True
        assert served["OTP_WEBAUTHN_RP_ID"] == "lesdag.example"
        assert served["OTP_WEBAUTHN_ALLOWED_ORIGINS"] == ["https://lesdag.example"]
        # No browser has a passkey for a number.
        assert bare["PASSKEYS"] is False

    def test_two_factors_are_demanded_of_groups(self, checkout, tmp_path, bare):
        assert bare["REQUIRE_TWO_FACTORS"] == []
        found = checkout.settings(DATA_DIR=str(tmp_path), REQUIRE_TWO_FACTORS="Owners,Moderators")
        assert found["REQUIRE_TWO_FACTORS"] == ["Owners", "Moderators"]

    def test_the_log_may_be_json(self, checkout, tmp_path):
        found = checkout.settings(DATA_DIR=str(tmp_path), LOG_FORMAT="json")
        form = found["LOGGING"]["formatters"]["line"]
        assert form["class"] == "site_config.logs.JSONFormatter"
        result = checkout.run("manage.py", "check", DATA_DIR=str(tmp_path), LOG_FORMAT="xml")
        assert "LOG_FORMAT: text or json." in result.stderr

    def test_a_secret_may_begin_with_a_dollar(self, checkout, tmp_path):
        # django-environ takes "$name" for the value of another variable.
        found = checkout.settings(DATA_DIR=str(tmp_path), SECRET_KEY=r"\$ecret")
        assert found["SECRET_KEY"] == "$ecret"

    def test_a_file_named_env_is_read_and_the_environment_goes_first(self, tmp_path):
        copy = make_checkout(tmp_path / "lesdag")
        (copy.path / ".env").write_text(
            f"# comment\nDATA_DIR={tmp_path}/data\nSITE_URL=https://file.example\nLOG_LEVEL=INFO\n"
        )
        found = copy.settings(LOG_LEVEL="ERROR")
        assert found["ALLOWED_HOSTS"] == ["file.example"]
        assert found["DATA_DIR"] == f"{tmp_path}/data"
        assert found["LOGGING"]["root"]["level"] == "ERROR"


class TestSecretKey:
    def test_it_is_made_once_for_its_owner_alone(self, checkout, tmp_path):
        first = checkout.settings(DATA_DIR=str(tmp_path))["SECRET_KEY"]
        assert checkout.settings(DATA_DIR=str(tmp_path))["SECRET_KEY"] == first
        assert len(first) >= 64
        file = tmp_path / "secret_key"
        assert file.read_text() == first
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["secret_key"]

    def test_processes_that_start_at_once_agree(self, checkout, tmp_path):
        probe = "from site_config.settings import SECRET_KEY; print(SECRET_KEY)"
        started = [checkout.start("-c", probe, DATA_DIR=str(tmp_path)) for _number in range(6)]
        keys = [process.communicate(timeout=60)[0].strip() for process in started]
        assert len(keys[0]) >= 64
        assert set(keys) == {keys[0]}

    def test_one_that_loses_the_race_takes_the_key_of_the_first(self, tmp_path, monkeypatch):
        from site_config import data_dir

        def link_too_late(draft, path):
            path.write_text("of the first")
            raise FileExistsError

        monkeypatch.setattr(data_dir.os, "link", link_too_late)
        assert data_dir.secret_key(tmp_path) == "of the first"
        assert [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]

    def test_the_environment_goes_first_and_no_file_is_made(self, checkout, tmp_path):
        found = checkout.settings(DATA_DIR=str(tmp_path), SECRET_KEY="mine")
        assert found["SECRET_KEY"] == "mine"
        assert not (tmp_path / "secret_key").exists()


PRAGMAS = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "site_config.settings"
import django
django.setup()
from django.db import connection
found = {}
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
        cursor.execute(f"PRAGMA {name}")
        found[name] = cursor.fetchone()[0]
found["isolation"] = connection.transaction_mode
print(json.dumps(found))
"""


class TestSQLite:
    def test_it_is_safe_under_several_processes_and_power_cuts(self, checkout, tmp_path):
        result = checkout.run("-c", PRAGMAS, DATA_DIR=str(tmp_path))
        assert result.returncode == 0, result.stderr
        assert json.loads(result.stdout) == {
            "journal_mode": "wal",
            "synchronous": 2,  # FULL
            "foreign_keys": 1,
            "busy_timeout": 20_000,
            "isolation": "IMMEDIATE",
        }


class TestPageCache:
    def test_is_on_unless_somebody_develops_or_says_otherwise(self, checkout, tmp_path, bare):
        assert (bare["PAGE_CACHE"], bare["PAGE_CACHE_BYTES"]) == (True, 64 * 1024 * 1024)
        assert "pages" not in bare["CACHES"]
        for variables in ({"PAGE_CACHE": "off"}, {"DEBUG": "1"}):
            found = checkout.settings(DATA_DIR=str(tmp_path), **variables)
            assert found["PAGE_CACHE"] is False
        assert bare["DRAWN_PAGES"] is True
        for variables in ({"DRAWN_PAGES": "off"}, {"DEBUG": "1"}):
            found = checkout.settings(DATA_DIR=str(tmp_path), **variables)
            assert found["DRAWN_PAGES"] is False
        found = checkout.settings(DATA_DIR=str(tmp_path), PAGE_CACHE_MB="8")
        assert found["PAGE_CACHE_BYTES"] == 8 * 1024 * 1024

    def test_stands_in_front_of_what_every_server_runs(self, checkout, tmp_path):
        """Also of ``runserver``, which asks for WSGI_APPLICATION."""
        show = (
            "from django.core.servers.basehttp import get_internal_wsgi_application as get;"
            "import site_config.wsgi; print(type(get()).__name__)"
        )
        for variables, name in (({}, "PageCache"), ({"PAGE_CACHE": "0"}, "WSGIHandler")):
            result = checkout.run("-c", show, DATA_DIR=str(tmp_path), **SETTINGS, **variables)
            assert result.stdout.strip() == name, result.stderr

    def test_a_cache_in_front_is_switched_on_by_its_name(self, checkout, tmp_path, bare):
        assert "wagtail.contrib.frontend_cache" not in bare["INSTALLED_APPS"]
        found = checkout.settings(
            DATA_DIR=str(tmp_path),
            FRONTEND_CACHE="varnish",
            FRONTEND_CACHE_LOCATION="http://127.0.0.1:6081",
        )
        assert "wagtail.contrib.frontend_cache" in found["INSTALLED_APPS"]
        assert found["WAGTAILFRONTENDCACHE"] == {
            "varnish": {
                "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
                "LOCATION": "http://127.0.0.1:6081",
            }
        }
        assert found["WAGTAILFRONTENDCACHE_LANGUAGES"] == []


class TestExplained:
    def test_every_variable_stands_in_the_example_and_no_other(self):
        source = (ROOT / "site_config" / "settings.py").read_text()
        read = set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', source))
        example = (ROOT / ".env.example").read_text()
        assert "SITE_URL" in read
        assert set(re.findall(r"^# ?([A-Z_]+)=", example, re.MULTILINE)) == read

    def test_the_example_sets_nothing(self):
        lines = (ROOT / ".env.example").read_text().splitlines()
        assert [line for line in lines if line and not line.startswith("#")] == []

    def test_the_example_is_accepted_when_its_lines_are_set(self, tmp_path):
        copy = make_checkout(tmp_path / "lesdag")
        example = (ROOT / ".env.example").read_text()
        lines = re.findall(r"^# ?([A-Z_]+=.*)$", example, re.MULTILINE)
        apart = ("DATA_DIR=", "STATIC_ROOT=")
        lines = [line for line in lines if not line.startswith(apart)]
        (copy.path / ".env").write_text("\n".join(lines))
        found = copy.settings(DATA_DIR=str(tmp_path / "data"))
        assert found["SERVED_OVER_TLS"] is True
        assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
        assert found["STORAGES"]["default"]["BACKEND"] == "site_config.media_bucket.MediaBucket"


def check_deployment(checkout, data_dir, **variables):
    """Run Django's checks as they are run before a deployment."""
    return checkout.run(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DATA_DIR=str(data_dir),
        **variables,
    )
