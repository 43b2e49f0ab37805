"""A reader visits the whole site and enrols; the browser records what is kept and who is asked."""

import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import ROOT
from tests.browser.test_dashboard import AS_A_PERSON, FIREFOX

pytestmark = pytest.mark.once

KEPT = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  files: (await navigator.storage.getDirectory().then(
    async root => (await Array.fromAsync(root.keys())).length
  )),
})"""
NOTHING = {
    "cookies": "",
    "local": 0,
    "session": 0,
    "databases": 0,
    "caches": 0,
    "workers": 0,
    "files": 0,
}
TELL_LINK = """
from events.enrolment_links import path_of
from events.models import Enrolment
row = Enrolment.objects.get(email="lezer@example.com")
print("PATH" + path_of(row, row.language))
"""
VISIT = ("home", "standard", "blog", "article", "search", "trainings", "trainings online") + (
    "month",
    "training",
    "informed form",
)


def own_link(demo_settings) -> str:
    """The path of the page behind the link that was mailed to the reader."""
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", TELL_LINK],
        cwd=ROOT,
        env=demo_settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.partition("PATH")[2].strip()


def test_a_whole_visit_leaves_no_cookie_asks_no_other_host_and_stores_nothing(
    visit, demo_site, demo_settings, reader_paths
):
    page = visit(user_agent=FIREFOX, accept_downloads=True)
    page.add_init_script(AS_A_PERSON)
    asked, cookies, kept, beacons = set(), [], {}, []
    page.context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.context.on(
        "request", lambda each: beacons.append(each) if each.resource_type == "ping" else None
    )
    page.context.on(
        "response",
        lambda answer: cookies.append(answer.url) if "set-cookie" in answer.headers else None,
    )

    def note(where):
        kept[where] = page.evaluate(KEPT)

    for language in ("nl", "en"):
        for kind in VISIT:
            page.goto(reader_paths[f"{language} {kind}"])
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            note(f"{language} {kind}")
        page.goto(f"{reader_paths[f'{language} home']}bestaat-niet/")
        note(f"{language} nowhere")

    page.goto(reader_paths["nl training"])
    page.locator("details.add summary").first.click()
    with page.expect_download():
        page.locator("a.add__file").first.click()
    page.goto(reader_paths["nl enrol form"])
    page.fill("[name=name]", "Een Lezer")
    page.fill("[name=email]", "lezer@example.com")
    for group in page.locator("fieldset.field").all():
        group.locator("input").first.check()
    page.check("[name=consent]")
    page.wait_for_timeout(3000)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/gelukt/$"))
    note("enrolled")
    page.goto(own_link(demo_settings))
    note("own link")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    note("confirmed")

    assert len(kept) == 2 * (len(VISIT) + 1) + 3
    assert {where: found for where, found in kept.items() if found != NOTHING} == {}
    assert page.context.cookies() == []
    assert page.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
    assert cookies == []
    assert asked == {urlsplit(demo_site).netloc}
    # The one thing that is told: that an article was read, and by no means by whom.
    assert [each.method for each in beacons] == ["POST", "POST"]
    for each in beacons:
        assert "cookie" not in each.all_headers()
        assert not each.post_data
