"""How many readers a server can answer, beside others on the same machine: ``make bench``.

Prints Markdown. Nothing is said of whether it is fast enough but in the table of ratios.
"""

import json
import shutil
import statistics
import subprocess
import sys
from contextlib import ExitStack

import pytest

from tests import databases
from tests.bench import fresh, serving, wrk
from tests.browser.conftest import free_port
from tests.site_config.processes import ROOT, bare_environment

pytestmark = pytest.mark.bench

SLUG = "de-buurman-met-de-heggenschaar"
PAGES = {
    "article": f"/blog/{SLUG}/",
    "training": "/trainingen/hulp-vragen-kun-je-leren/",
    "index": "/trainingen/",
    "feed": "/trainingen/agenda.ics",
}
DRAWN = {
    "home": "/",
    **PAGES,
    "list of articles": "/blog/",
    "feed of articles": "/blog/atom.xml",
    "search": "/zoeken/?q=luisteren",
    "sitemap": "/sitemap.xml",
}
CONNECTIONS = (1, 16)
# Nothing is kept: neither by the layer in front nor by Django.
ANEW = {"PAGE_CACHE": "0", "DRAWN_PAGES": "0"}
WHO = ("drawn anew", "fresh project", "uncached", "cached", "trivial view", "nginx")
FEW, MANY = 100, 10_000
TIMES, ROUNDS = 15, 3
SITE, TRIVIAL = "site_config.wsgi:application", "tests.bench.trivial:application"


def table(*rows) -> None:
    """Print a table; the first row is its head."""
    head, *body = [[told(cell) for cell in row] for row in rows]
    print()
    for row in (head, ["---"] + ["---:"] * (len(head) - 1), *body):
        print("| " + " | ".join(row) + " |")


def told(cell) -> str:
    """A cell: numbers with as many figures as say something."""
    if isinstance(cell, float):
        return f"{cell:,.0f}" if cell >= 100 else f"{cell:.1f}" if cell >= 10 else f"{cell:.2f}"
    return str(cell)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The environment of a site with the demo and a few hundred pages and editions more."""
    made = site_of(tmp_path_factory.mktemp("few"))
    run(["-m", "tests.bench.many", str(FEW), str(FEW)], made)
    return made


def site_of(folder) -> dict:
    """The environment of a demo of its own, on SQLite."""
    variables = bare_environment(
        DATA_DIR=str(folder),
        DEBUG="0",
        DJANGO_SETTINGS_MODULE="site_config.settings",
        SECRET_KEY="x" * 60,
        SITE_URL=f"http://127.0.0.1:{free_port()}",
    )
    databases.own_demo(variables, "bench")
    return variables


def run(arguments: list[str], environment: dict) -> str:
    """What Python prints in the site of an environment."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def test_print_answers_a_second(environment, tmp_path):
    """Cached and uncached, beside a trivial view, a fresh project and nginx."""
    if not wrk.is_there():
        pytest.skip("wrk is not installed (Debian: apt-get install wrk nginx)")
    with ExitStack() as stack:
        cached = stack.enter_context(serve(environment))
        uncached = stack.enter_context(serve(environment, PAGE_CACHE="0"))
        anew = stack.enter_context(serve(environment, **ANEW))
        answers = {path: serving.keep(cached.port, path) for path in PAGES.values()}
        for path in PAGES.values():
            serving.keep(uncached.port, path)
            serving.keep(anew.port, path)
        serving.write_answers(tmp_path / "answers.json", answers)
        trivial = {
            **bare_environment(TRIVIAL_ANSWERS=str(tmp_path / "answers.json")),
            "PYTHONPATH": str(ROOT),
        }
        others = {
            "trivial view": stack.enter_context(serving.granian(TRIVIAL, ROOT, trivial)),
        }
        if shutil.which("nginx"):
            others["nginx"] = stack.enter_context(serving.nginx(tmp_path, answers))
        own = fresh.make(tmp_path / "fresh", environment, SLUG)
        plain = stack.enter_context(serving.granian(fresh.APPLICATION, tmp_path / "fresh", own))
        serving.keep(plain.port, fresh.PATH)
        for path, (_head, body) in answers.items():
            for other in others.values():
                assert serving.fetch(other.port, path)[2] == body, path
        sites = {"drawn anew": anew, "uncached": uncached, "cached": cached}
        before = {who: site.memory() for who, site in sites.items()}
        loads = {}
        for name, path in PAGES.items():
            asked = {**sites, **others}
            for connections in CONNECTIONS:
                runs = {who: [] for who in asked}
                more = {"fresh project": []} if name == "article" else {}
                # By turns, so that what else the machine does meets all of them.
                for _run in range(wrk.RUNS):
                    for who, server in asked.items():
                        runs[who].append(wrk.load(server.port, path, connections))
                    for found in more.values():
                        found.append(wrk.load(plain.port, fresh.PATH, connections))
                for who, found in {**runs, **more}.items():
                    loads[name, who, connections] = wrk.median(found)
        after = {who: site.memory() for who, site in sites.items()}
    print_loads(loads, answers)
    print_ratios(loads)
    table(
        ("memory of a process, MB", "before the load", "after it"),
        *((who, before[who], after[who]) for who in sites),
    )


def serve(environment: dict, **settings: str):
    """The site under these settings, at its own address."""
    return serving.granian(SITE, ROOT, {**environment, **settings})


def print_loads(loads: dict, answers: dict) -> None:
    """Answers a second and how long they took."""
    rows = [("page", "bytes sent", "by", "1: a second", "p50 ms", "p99 ms")]
    rows[0] += ("16: a second", "p50 ms", "p99 ms")
    for name, path in PAGES.items():
        sizes = str(len(answers[path][1]))
        for who in WHO:
            found = [loads.get((name, who, connections)) for connections in CONNECTIONS]
            if all(found):
                figures = [figure for load in found for figure in (load.rate, load.p50, load.p99)]
                rows.append((name, sizes, who, *figures))
    table(*rows)


def print_ratios(loads: dict) -> None:
    """What is aimed at, and what came of it."""
    rows = [("ratio of answers a second", "aim", *PAGES)]

    def ratio(words, aim, one, other, connections):
        cells = []
        for name in PAGES:
            pair = [loads.get((name, who, connections)) for who in (one, other)]
            cells.append(pair[0].rate / pair[1].rate if all(pair) else "–")
        rows.append((words, aim, *cells))

    ratio("cached : trivial view, 1 connection", "≥ 2", "cached", "trivial view", 1)
    ratio("cached : trivial view, 16 connections", "≥ 4", "cached", "trivial view", 16)
    for connections in CONNECTIONS:
        ratio(f"cached : nginx, {connections}", "≥ 0.5", "cached", "nginx", connections)
    for who, aim in (("uncached", "≥ 2"), ("drawn anew", "–")):
        for connections in CONNECTIONS:
            words = f"{who} : fresh project's page, {connections}"
            ratio(words, aim, who, "fresh project", connections)
    table(*rows)


def test_print_growth(environment, tmp_path_factory):
    """What pages cost with few and with many articles and editions, on the processor alone."""
    large = site_of(tmp_path_factory.mktemp("many"))
    run(["-m", "tests.bench.many", str(MANY), str(MANY)], large)
    rounds = {FEW: [], MANY: []}
    for _round in range(ROUNDS):
        for size, site in ((FEW, environment), (MANY, large)):
            arguments = ["-m", "tests.bench.drawing", str(TIMES), *DRAWN.values()]
            said = run(arguments, {**site, **ANEW})
            rounds[size].append(json.loads(said))
    rows = [("drawn", f"ms, {FEW}", f"ms, {MANY:,}", "times", f"queries, {FEW}", f"{MANY:,}")]
    for name, path in DRAWN.items():
        few, many = (
            statistics.median(found[path]["ms"] for found in rounds[size]) for size in (FEW, MANY)
        )
        counts = [rounds[size][0][path]["queries"] for size in (FEW, MANY)]
        rows.append((name, few, many, many / few, *counts))
    print(f"\nmilliseconds of a processor; {FEW} and {MANY:,} articles and editions added")
    table(*rows)
