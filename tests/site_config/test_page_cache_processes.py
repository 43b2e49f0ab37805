"""Two servers keep the pages of one site: nothing old is sent once what changed it is over.

On SQLite both are on one machine, and share its directory. With Redis each has a directory of its
own, as on two machines.
"""

import http.client
import re
import subprocess
import sys
import threading
import time
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from tests.browser.conftest import free_port
from tests.databases import own_cache, own_database
from tests.site_config.processes import ROOT, SERVER, beside_the_tests

SITE = "site_config.wsgi:application"
ARTICLE, TRAINING, CALENDAR = "/blog/acht/", "/trainingen/hulp-vragen/", "/trainingen/agenda.ics"
CAMPAIGN = "?utm_source=nieuwsbrief"
# What is done; where readers see it; what then stands there, and what no longer does.
ACTS = [
    ("a_page", ARTICLE, "Negen redenen", "Acht redenen"),
    ("a_page Nog eens negen", "/blog/", "Nog eens negen", "Negen redenen"),
    ("a_page Of toch", "/blog/atom.xml", "Of toch", "Nog eens negen"),
    ("an_article luister", "/blog/", "Luister<", None),
    ("an_article zwijg", "/sitemap.xml", "/blog/zwijg/", None),
    ("a_translation", "/en/blog/", "Listen", None),
    ("a_tag", "/blog/luister/", "horen", None),
    ("an_address", "/blog/", "/blog/hoor/", "/blog/luister/"),
    ("a_page_in_private", "/blog/", None, "Luister<"),
    ("a_page_for_all_again", "/blog/", "Luister<", None),
    ("a_page_moved", "/sitemap.xml", "/blog/hoor/", None),
    ("a_page_deleted", "/blog/", None, "Luister<"),
    ("a_person", ARTICLE, "Marit de Wit", "Marit Hoekstra"),
    ("a_subject", "/blog/", "Aandacht", "Luisteren"),
    ("a_place", TRAINING, "De Eikenhof", "De Lindehof"),
    ("a_price", "/en/trainings/asking-for-help/", "777", "1,250"),
    ("an_edition", TRAINING, "7 mei 2040", None),
    ("a_day", CALENDAR, "20400514T", "20400507T"),
    ("an_enrolment", TRAINING, "Nog 5 plaatsen", "Nog 6 plaatsen"),
    ("a_withdrawal", TRAINING, "Nog 6 plaatsen", "Nog 5 plaatsen"),
    ("a_cancellation", CALENDAR, "STATUS:CANCELLED", None),
    ("the_settings", "/", "De Luisterhoek", None),
    ("the_menu", "/", "Vragen is gratis", "Vragen kun je leren"),
    ("a_picture", ARTICLE, "Tekening: Bo", "Tekening: Anna"),
    ("several_at_once", ARTICLE, "Dertien redenen", "Of toch"),
    ("what_was_scheduled", ARTICLE, "Tien redenen", "Dertien redenen"),
    ("the_host", ARTICLE, 'rel="canonical" href="http://localhost', "http://127.0.0.1"),
    ("what_has_expired", "/blog/", None, "Tien redenen"),
]


def get(port, path, method="GET", body=None, **headers):
    """Ask a server, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    found = SimpleNamespace(
        status=response.status,
        headers=response.headers,
        how=response.headers.get("Cache-Status", "").removeprefix("lesdag; "),
        text=response.read().decode(errors="replace"),
    )
    connection.close()
    return found


class Editor:
    """The process that changes the site."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.site_config.editing"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline() == "ready\n"

    def do(self, act):
        self.process.stdin.write(f"{act}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer, "the editor's process ended"
        return answer


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """An editor, and two servers of the same site."""
    environment = beside_the_tests(
        DJANGO_SETTINGS_MODULE="tests.site_config.plain_files", SECRET_KEY="x" * 60, DEBUG="0"
    )
    one = tmp_path_factory.mktemp("one")
    environment["DATA_DIR"] = str(one)
    own_database(environment, "pages")
    own_cache(environment, 13)
    other = tmp_path_factory.mktemp("other") if "CACHE_URL" in environment else one
    running = []
    try:
        editor = Editor(environment)
        running.append(editor.process)
        ports = [free_port(), free_port()]
        for port, folder in zip(ports, (one, other), strict=True):
            running.append(
                subprocess.Popen(
                    [sys.executable, "-m", *SERVER.split(), "--port", str(port), SITE],
                    cwd=ROOT,
                    env={**environment, "DATA_DIR": str(folder)},
                )
            )
        for port in ports:
            wait_for(port)
        yield SimpleNamespace(editor=editor, ports=ports)
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(timeout=30)


def wait_for(port):
    deadline = time.monotonic() + 120
    while True:
        try:
            return get(port, "/robots.txt")
        except OSError:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.2)


def fill(ports, path):
    """Let both servers keep a page."""
    for port in ports:
        # Whoever reads first makes the row of the settings, which counts as a change.
        how = [get(port, path).how for _time in range(3)]
        assert how[-1] == "hit", (path, how)


def test_no_kind_of_change_leaves_anything_old(served):
    """One after another, as each builds upon those before; no stale answer is tolerated.

    Nor is one to readers who come from a campaign, whom Django answers.
    """
    stale = []
    for act, path, appears, disappears in ACTS:
        fill(served.ports, path)
        for port in served.ports:
            assert get(port, path + CAMPAIGN).how == ""
        served.editor.do(act)
        truth = bytes.fromhex(served.editor.do(f"draw {path}")).decode()
        assert appears is None or appears in truth, act
        assert disappears is None or disappears not in truth, act
        for port in served.ports:
            answer = get(port, path)
            if answer.text != truth:
                stale.append((act, path))
            if path.endswith("/") and get(port, path + CAMPAIGN).text != truth:
                stale.append((act, path + CAMPAIGN))
            again = get(port, path)
            assert (again.how, again.text) == ("hit", answer.text), act
    assert stale == []


def test_a_draft_leaves_all_as_it_is(served):
    served.editor.do("an_article ontwerp")
    fill(served.ports, "/blog/ontwerp/")
    fill(served.ports, "/")
    served.editor.do("a_draft ontwerp")
    for port in served.ports:
        for path in ("/", "/blog/ontwerp/"):
            assert get(port, path).how == "hit"


def test_a_redirect_is_followed_at_once(served):
    for port in served.ports:
        assert get(port, "/oud/").status == 404
    served.editor.do("a_redirect")
    for port in served.ports:
        assert get(port, "/oud/").status == 301


def test_what_is_done_in_the_admin_of_one_server_is_seen_on_the_other(served):
    one, other = served.ports
    served.editor.do("an_article hiernaast")
    fill(served.ports, "/blog/")
    assert "Hiernaast" in get(other, "/blog/").text
    # Log in, and unpublish that article.
    form = get(one, "/admin/login/")
    cookie = form.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]
    logged_in = post(
        one,
        "/admin/login/",
        cookie,
        csrfmiddlewaretoken=token,
        username="owner@example.com",
        password="geheim",
    )
    assert logged_in.status == 302
    cookie = "; ".join(line.partition(";")[0] for line in logged_in.headers.get_all("Set-Cookie"))
    pages = get(one, "/admin/api/main/pages/?search=hiernaast", Cookie=cookie)
    found = re.search(r"/admin/pages/(\d+)/edit/", pages.text) or re.search(
        r'"id": (\d+)', pages.text
    )
    address = f"/admin/pages/{found[1]}/unpublish/"
    form = get(one, address, Cookie=cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]
    answer = post(one, address, cookie, csrfmiddlewaretoken=token)
    assert answer.status == 302, answer.text
    for port in (other, one):
        assert "Hiernaast" not in get(port, "/blog/").text
    # Who is logged in gets nothing that was kept.
    assert get(one, "/blog/", Cookie=cookie).how == ""


def post(port, path, cookie, **fields):
    return get(
        port,
        path,
        "POST",
        urlencode(fields),
        Cookie=cookie,
        **{
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": "http://127.0.0.1:8000",
            "Host": f"127.0.0.1:{port}",
        },
    )


def test_nothing_old_is_sent_while_many_read_and_somebody_publishes(served):
    """Pages are being drawn, on both, at every moment at which one is published."""
    served.editor.do("an_article druk")
    path, ended = "/blog/druk/", threading.Event()

    def read(port):
        while not ended.is_set():
            get(port, path)
            get(port, "/blog/")

    readers = [threading.Thread(target=read, args=(port,)) for port in served.ports]
    for reader in readers:
        reader.start()
    stale = 0
    try:
        for number in range(15):
            served.editor.do(f"a_title druk Titel-{number}.")
            for port in served.ports:
                stale += f"Titel-{number}." not in get(port, path).text
    finally:
        ended.set()
        for reader in readers:
            reader.join()
    assert stale == 0
