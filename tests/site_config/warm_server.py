"""The server of README, which starts at once each time that it was killed.

Run as ``python -m tests.site_config.warm_server PORT``. All that the site consists of is loaded
here, once. For each line that it reads it starts a server, in a session of its own that may be
killed as one, and answers with its process. Its workers load the application, as ever, and have
connections of their own.
"""

import os
import signal
import sys

import django
from django.urls import get_resolver
from granian.cli import cli

from tests.site_config.processes import SERVER

OPTIONS = [*SERVER.split()[1:], "--workers", "2"]


def main():
    django.setup()
    # With all views.
    assert get_resolver().url_patterns
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        pid = os.fork()
        if not pid:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdin.fileno())
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            cli([*OPTIONS, "--port", sys.argv[1], "site_config.wsgi:application"])
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
