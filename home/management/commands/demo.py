"""``manage.py demo``: a site with content of a fictitious practice, served as visitors see it."""

import os
import re
import socket
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.module_loading import module_has_submodule
from django.utils.translation import override
from wagtail.models import Collection, Page

from home import collected_static
from home.addresses import align_site
from home.demo_loading import COLLECTION, UNFINISHED, Demo
from home.models import HomePage, SiteImage, User
from home.roles import EDITORS, MODERATORS, TRANSLATORS
from home.search import index

# Known to all who read this, and printed: the demo is for trying out, on this very machine.
PASSWORD = "vragen-staat-vrij"  # noqa: S105 # nosec B105
# What each can do, the local part of the address, first and last name, and the group.
PEOPLE = [
    ("owner, may do everything", "eigenaar", "Ellen", "Eigenaar", None),
    ("editor, writes and plans", "redacteur", "Rik", "Redacteur", EDITORS),
    ("moderator, publishes", "moderator", "Mia", "Moderator", MODERATORS),
    ("translator, English pages", "vertaler", "Vera", "Vertaler", TRANSLATORS),
]


@contextmanager
def known_as(site_url):
    """Let mails that are written meanwhile lead to where the demo will be served."""
    before = {name: getattr(settings, name) for name in ("SITE_URL", "WAGTAILADMIN_BASE_URL")}
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = site_url
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)


class Command(BaseCommand):
    """Load the demo once, then serve it."""

    help = "Load the demo site once and serve it on ADDRESS, as visitors will see it."

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000", metavar="ADDRESS")
        parser.add_argument("--no-serve", action="store_true", help="only load the content")

    def handle(self, *args, **options):
        host, port = self.parse_address(options["address"])
        everywhere = host == "0.0.0.0"  # noqa: S104 - compared with # nosec B104
        own = f"http://{'127.0.0.1' if everywhere else host}:{port}"
        site_url = os.environ.get("SITE_URL") or own
        if host not in settings.LOOPBACK_HOSTS:
            hosts = [*settings.LOOPBACK_HOSTS, host, socket.gethostname()]
            os.environ.setdefault("ALLOWED_HOSTS", ",".join(hosts))
            self.stderr.write(
                "Others can reach this address, and the demo's passwords are no secret."
            )
        if not options["no_serve"]:
            self.refuse_taken(host, port)
        call_command("migrate", verbosity=0)
        if self.is_loaded():
            self.stdout.write("The demo is there already; nothing is changed.")
            align_site(site_url)
        else:
            self.refuse_other_content()
            align_site(site_url)
            with override(settings.LANGUAGE_CODE), known_as(site_url):
                self.load()
        if not options["no_serve"]:
            self.serve(host, port, site_url)

    @staticmethod
    def parse_address(address):
        """Return host and port of "host:port", "host" or "port"; the host is a name or IPv4."""
        if re.fullmatch("[0-9]+", address):
            address = f"127.0.0.1:{address}"
        match = re.fullmatch(r"([A-Za-z0-9.-]+)(?::([0-9]{1,5}))?", address)
        port = int(match[2] or 8000) if match else 0
        if not 0 < port < 65536:
            raise CommandError(f"{address} is not an address such as 127.0.0.1:8000.")
        return match[1], port

    @staticmethod
    def refuse_taken(host, port):
        """Raise CommandError where another server listens: the system would let both, by turns."""
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                raise CommandError(f"{host}:{port} is taken by another server; give another port.")

    @staticmethod
    def is_loaded():
        """Whether the demo has been loaded into this site.

        Raises CommandError where an earlier run was interrupted.
        """
        if Collection.objects.filter(name=UNFINISHED).exists():
            raise CommandError(
                "An earlier run was interrupted and left the demo unfinished. "
                "Remove its data (var/, or what DATA_DIR and DATABASE_URL name) and try again."
            )
        return Collection.objects.filter(name=COLLECTION).exists()

    @staticmethod
    def refuse_other_content():
        """Raise CommandError where somebody has put content of their own."""
        own = (
            Page.objects.filter(depth__gt=2).exists()
            or HomePage.objects.exclude(latest_revision=None).exists()
            or SiteImage.objects.exists()
        )
        if own:
            raise CommandError(
                "This site has content of its own; the demo would mix with it. "
                "Set DATA_DIR or DATABASE_URL to an empty place and try again."
            )

    def load(self):
        """Load the content of every app, in the order of their imports.

        Not in one transaction: wagtail-localize publishes a translation when the transaction is
        through, and would then publish all at once, over parents that have had children since.
        """
        demo = Demo(self.stdout.write)
        with index.at_rest():
            self.stdout.write("People:")
            demo.owner = self.make_people(demo)
            self.stdout.write("Pictures, places and pages …")
            for config in reversed(list(apps.get_app_configs())):
                ours = Path(config.path).parent == settings.BASE_DIR
                if ours and module_has_submodule(config.module, "demo"):
                    import_module(f"{config.name}.demo").load(demo)
            self.stdout.write("Dutch:")
            demo.fill_all()
            self.stdout.write("English:")
            demo.translate_all()
            with override(settings.LANGUAGE_CODE):
                demo.finish_all()
        index.rebuild()
        demo.collection.refresh_from_db()
        demo.collection.name = COLLECTION
        demo.collection.save()

    def make_people(self, demo):
        """Make a user for each role; returns the owner."""
        from django.contrib.auth.models import Group

        owner = None
        for role, name, first, last, group in PEOPLE:
            fields = {"first_name": first, "last_name": last}
            email = f"{name}@devraagzaak.example"
            if group is None:
                owner = User.objects.create_superuser(email, PASSWORD, **fields)
            else:
                user = User.objects.create_user(email, PASSWORD, **fields)
                user.groups.add(Group.objects.get(name=group))
            self.stdout.write(f"  {email} ({role})")
        return owner

    def serve(self, host, port, site_url):
        """Collect the static files and hand over to the production server."""
        os.environ["SITE_URL"] = site_url
        os.environ["DEBUG"] = "0"
        self.stdout.write("Compressing static files …")
        collected_static.collect()
        self.stdout.write(
            f"\n  Dutch    {site_url}/"
            f"\n  English  {site_url}/en/"
            f"\n  Admin    {site_url}{reverse('wagtailadmin_home')}"
            f"\n\n  Log in with the password {PASSWORD} as"
        )
        for role, name, *_rest in PEOPLE:
            self.stdout.write(f"    {name}@devraagzaak.example  ({role})")
        self.stdout.write("\nStop with Ctrl-C.\n")
        self.stdout.flush()
        os.execv(  # noqa: S606 - our own interpreter # nosec B606
            sys.executable,
            [
                sys.executable,
                "-m",
                "granian",
                "--interface",
                "wsgi",
                "--http",
                "1",
                "--no-ws",
                "--host",
                host,
                "--port",
                str(port),
                "--workers",
                "1",
                "--blocking-threads",
                "4",
                "--no-log",
                "site_config.wsgi:application",
            ],
        )
