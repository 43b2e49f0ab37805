"""Servers to be measured, each a process of its own: this site, a trivial view, nginx."""

import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.conftest import free_port
from tests.site_config.processes import SERVER

GRANIAN = f"{SERVER} --workers 2"
# What a browser says, so that each server sends the same compressed bytes.
READS = "gzip, deflate, br"
OF_THE_CONNECTION = {"connection", "content-length", "date", "server", "transfer-encoding"}
OF_THE_LAYER = {"cache-status", "x-request-id"}


@dataclass
class Server:
    """One that listens."""

    port: int
    process: subprocess.Popen

    def memory(self) -> float:
        """The memory of its largest process, in MB: what it has in RAM (RSS)."""
        pids = [self.process.pid]
        for pid in pids:
            pids += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return max(map(resident, pids))


def resident(pid: int) -> float:
    """The MB that a process has in RAM."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


@contextmanager
def granian(application: str, folder: Path, environment: dict, port: int | None = None):
    """A WSGI application on the server that the site runs on."""
    port = port or free_port()
    command = [sys.executable, "-m", *GRANIAN.split(), "--port", str(port), application]
    with running(command, port, cwd=folder, env=environment) as server:
        yield server


@contextmanager
def nginx(folder: Path, answers: dict):
    """nginx, which sends each of these answers from a file: maps paths to ``(head, body)``."""
    port = free_port()
    places = []
    for number, (path, (head, body)) in enumerate(answers.items()):
        file = folder / f"{number}.bytes"
        file.write_bytes(body)
        kind = head["content-type"]
        lines = [
            f'add_header {name} "{escaped(value)}";'
            for name, value in head.items()
            if name != "content-type"
        ]
        places.append(
            f"location = {path} {{ root {folder}; rewrite ^ /{file.name} break; etag off; "
            f'types {{}} default_type "{kind}"; {" ".join(lines)} }}'
        )
    file = folder / "nginx.conf"
    file.write_text(
        f"""
        daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 2;
        events {{}}
        http {{
          access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
          open_file_cache max=100;
          client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
          fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
          server {{ listen 127.0.0.1:{port}; {" ".join(places)} }}
        }}
        """
    )
    # The workers of a server that root starts would be somebody else, who may not read here.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [shutil.which("nginx"), "-c", str(file), "-p", str(folder), *user]
    with running(command, port) as server:
        yield server


def escaped(value: str) -> str:
    """A value as it stands in quotation marks in nginx's configuration."""
    return value.replace("\\", "\\\\").replace('"', '\\"')


@contextmanager
def running(command: list[str], port: int, **options):
    """A server that answers by now, until the end."""
    process = subprocess.Popen(command, **options)
    try:
        deadline = time.monotonic() + 120
        while not answers_at(port):
            assert process.poll() is None, f"the server ended: {command}"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.2)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def answers_at(port: int) -> bool:
    """Whether anything answers there."""
    try:
        fetch(port, "/")
    except (OSError, http.client.HTTPException):
        return False
    return True


def fetch(port: int, path: str) -> tuple[int, dict, bytes]:
    """Status, head and body of an answer as a browser gets it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Accept-Encoding": READS})
    response = connection.getresponse()
    head = {name.lower(): value for name, value in response.getheaders()}
    body = response.read()
    connection.close()
    return response.status, head, body


def keep(port: int, path: str) -> tuple[dict, bytes]:
    """Ask both processes of a server until they have the answer ready; that answer."""
    for _time in range(12):
        status, head, body = fetch(port, path)
        assert status == 200, (path, status)
    return {
        name: value
        for name, value in head.items()
        if name not in OF_THE_CONNECTION and name not in OF_THE_LAYER
    }, body


def write_answers(file: Path, answers: dict) -> None:
    """Answers for ``tests.bench.trivial``."""
    file.write_text(
        json.dumps({path: [head, body.hex()] for path, (head, body) in answers.items()})
    )
