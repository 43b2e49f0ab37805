"""Draws pages in this very process, past the page cache: what each costs a processor, and asks.

``python -m tests.bench.drawing TIMES PATH…`` prints, for the site of the environment, one line of
JSON: for each path the milliseconds of processor time of one answer (the median), its queries, and
its days if it is a calendar. Other programs on the machine lengthen neither number.
"""

import json
import os
import statistics
import sys
import time
from urllib.parse import urlsplit


def measure(application, path: str, times: int) -> dict:
    """The figures of one address."""
    from django.db import connection, reset_queries

    for _time in range(3):
        status, body = ask(application, path)
        assert status.startswith("200 "), (path, status)
    costs = []
    for _time in range(times):
        begun = time.process_time()
        ask(application, path)
        costs.append(1000 * (time.process_time() - begun))
    # Django forgets those of the last request only when the next begins.
    connection.force_debug_cursor = True
    reset_queries()
    ask(application, path)
    queries = len(connection.queries_log)
    connection.force_debug_cursor = False
    return {
        "ms": statistics.median(costs),
        "queries": queries,
        "events": body.count(b"BEGIN:VEVENT"),
    }


def ask(application, path: str) -> tuple[str, bytes]:
    """Status and body, as a server asks for them."""
    from django.test import RequestFactory

    site = urlsplit(os.environ["SITE_URL"])
    environ = RequestFactory().get(path, HTTP_HOST=site.netloc).environ
    environ["SERVER_PORT"] = str(site.port)
    heads = []
    answer = application(environ, lambda status, head, exc_info=None: heads.append(status))
    try:
        return heads[0], b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()


def main(times: str, *paths: str) -> None:
    """Print the figures of all paths."""
    from site_config.wsgi import application

    print(json.dumps({path: measure(application, path, int(times)) for path in paths}))


if __name__ == "__main__":
    main(*sys.argv[1:])
