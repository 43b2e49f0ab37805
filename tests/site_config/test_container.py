"""The image and what compose wires together fit the project: paths, commands, variables, health.

Nothing is built here: ``test_restart.py`` runs the same commands with the same variables.
"""

import re
import shlex
import subprocess

import pytest
import yaml
from django.core.management import get_commands

from tests.site_config.processes import ROOT

pytestmark = pytest.mark.once

DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if service["image"] == "lesdag")
# Not of the settings: of Python itself.
OF_PYTHON = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}


def read_by_settings():
    """The variables that the settings read."""
    source = (ROOT / "site_config" / "settings.py").read_text()
    return set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', source))


def copied():
    """The paths that the image is made of, without those from an earlier stage."""
    found = []
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        found += shlex.split(line)[:-1]
    return found


class TestImage:
    def test_is_made_of_what_is_there_and_in_git(self):
        assert len(copied()) == 9
        for name in copied():
            assert (ROOT / name).exists(), name
            listed = subprocess.run(
                ["git", "ls-files", "--others", "--cached", "--exclude-standard", name],
                cwd=ROOT,
                capture_output=True,
                check=True,
                text=True,
            )
            assert listed.stdout, name

    def test_holds_every_app_and_the_templates(self):
        apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
        assert apps == {"blog", "events", "home", "site_config"}
        assert apps | {"templates", "manage.py", "requirements.txt"} <= set(copied())

    def test_whoever_builds_is_sent_that_and_nothing_else(self):
        lines = (ROOT / ".dockerignore").read_text().splitlines()
        assert lines[1] == "*"
        assert {line[1:] for line in lines if line.startswith("!")} == set(copied())

    def test_runs_as_nobody_in_particular_what_is_locked(self):
        stages = DOCKERFILE.split("\nFROM ")
        assert len(stages) == 3
        assert re.search(r"^USER lesdag$", stages[-1], re.MULTILINE)
        assert "--require-hashes" in stages[1]
        assert "pip" not in stages[-1]

    def test_sets_only_what_is_read(self):
        last = DOCKERFILE.rpartition("\nFROM ")[2]
        names = set(re.findall(r"([A-Z_]+)=", re.search(r"^ENV (.*)$", last, re.MULTILINE)[1]))
        assert names - OF_PYTHON == {"DATA_DIR", "STATIC_ROOT"} <= read_by_settings()

    def test_starts_quickly_as_packages_are_compiled_once_wherever_they_are_installed(self):
        # A process that has to compile them takes more than twice as long to its first page.
        assert "--no-compile" not in DOCKERFILE
        for name in ("Makefile", "README.md"):
            lines = [line for line in (ROOT / name).read_text().splitlines() if "pip sync" in line]
            assert lines
            assert all("--compile-bytecode" in line for line in lines), name

    def test_is_said_to_be_well_by_the_address_that_knows(self):
        assert "http://127.0.0.1:8000/readyz" in DOCKERFILE
        assert '"--port", "8000"' in DOCKERFILE
        assert "site_config.wsgi:application" in DOCKERFILE


class TestCompose:
    def test_has_two_servers_a_worker_a_scheduler_and_what_they_need(self):
        assert OURS == ["prepare", "scheduler", "web-one", "web-two", "worker"]
        assert sorted(set(SERVICES) - set(OURS)) == ["cache", "database", "media"]

    @pytest.mark.parametrize("name", OURS)
    def test_gives_the_site_only_variables_that_it_reads(self, name):
        environment = SERVICES[name]["environment"]
        assert set(environment) <= read_by_settings()
        assert {"DATABASE_URL", "CACHE_URL", "MEDIA_BUCKET", "SECRET_KEY"} <= set(environment)

    def test_says_no_secret_but_asks_for_each(self):
        asked = set()
        for service in SERVICES.values():
            for variable, value in service.get("environment", {}).items():
                if re.search("PASSWORD|SECRET|KEY|TOKEN|EMAIL_URL|DATABASE_URL", variable):
                    assert re.search(r"\$\{[A-Z_]+:\?[^}]+\}", value), variable
                asked |= set(re.findall(r"\$\{([A-Z_]+)", str(value)))
        told = (ROOT / "compose.yaml").read_text().partition("x-site")[0]
        assert asked == set(re.findall(r"[A-Z]+_[A-Z_]+", told))

    def test_names_no_host_in_an_image(self):
        for service in SERVICES.values():
            assert "." not in service["image"].partition("/")[0].partition(":")[0]
            assert service["image"] == "lesdag" or ":" in service["image"]

    def test_runs_commands_that_there_are(self):
        found = set()
        for name in OURS:
            command = " ".join(SERVICES[name].get("command", []))
            found |= set(re.findall(r"manage\.py (\w+)", command))
        assert found == {"make_bucket", "migrate", "scheduler", "worker"} <= set(get_commands())

    def test_waits_for_health_of_what_says_how_it_is(self):
        for name, service in SERVICES.items():
            for other, how in service.get("depends_on", {}).items():
                if how["condition"] == "service_healthy":
                    assert "test" in SERVICES[other]["healthcheck"], (name, other)
                else:
                    assert (other, how["condition"]) == (
                        "prepare",
                        "service_completed_successfully",
                    )

    def test_keeps_what_must_last(self):
        assert set(COMPOSE["volumes"]) == {"database", "media"}
        for name in COMPOSE["volumes"]:
            assert SERVICES[name]["volumes"][0].startswith(f"{name}:/")

    def test_gives_the_site_no_rights_and_no_disk(self):
        for name in OURS:
            service = SERVICES[name]
            assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
            assert "volumes" not in service
