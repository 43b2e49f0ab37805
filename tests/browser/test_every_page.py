"""Every kind of page of the demo, in every state that readers meet, in each look, in a browser."""

from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from tests.browser import looking
from tests.browser.conftest import make_visits

pytestmark = pytest.mark.once

# The layout is the same in both languages: a page that is looked at in two of the four looks in
# Dutch is looked at in the other two in English, the next page the other way about.
LOOKS = ([(1280, "light"), (360, "dark")], [(360, "light"), (1280, "dark")])
LANGUAGES = ["nl", "en"]
# 1280 × 1024 pixels, enlarged four times (WCAG 1.4.10).
ENLARGED = {"width": 320, "height": 256}
ADD_INLINE = """() => new Promise(done => {
  document.addEventListener('securitypolicyviolation', () => done());
  document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}));
})"""
# What is told of a page whose form was sent with nothing in it.
WITH_ERRORS = ("enrol form", "waiting list", "informed form")


@dataclass
class Seen:
    """What was seen on all pages of a language, by kind of page."""

    violations: list = field(default_factory=list)
    structures: dict = field(default_factory=dict)
    sideways: list = field(default_factory=list)
    cut: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    looks: int = 0


@pytest.fixture(scope="module", params=LANGUAGES)
def seen(request, chromium, demo_site, reader_paths):
    """All pages of a language, each loaded once and looked at in every way."""
    seen, known = Seen(), set()
    kinds = list(dict.fromkeys(name.partition(" ")[2] for name in reader_paths))
    with make_visits(chromium, demo_site) as visit:
        page = visit(reduced_motion="reduce")
        for name, path in reader_paths.items():
            language, kind = name.split(" ", 1)
            if language == request.param and path not in known:
                known.add(path)
                page.goto(path)
                looks = LOOKS[(kinds.index(kind) + LANGUAGES.index(language)) % 2]
                look(page, kind, seen, looks)
                if kind in WITH_ERRORS:
                    page.locator("main form button[type=submit]").last.click()
                    page.locator("#mend").wait_for()
                    look(page, f"{kind} with errors", seen, looks)
        seen.refused = page.refused
        # A page that is not there is an answer like any other, but not to a browser's console.
        seen.complaints = [each for each in page.complaints if "status of 4" not in each]
    return seen


def look(page, kind: str, seen: Seen, looks: list[tuple[int, str]]) -> None:
    """Look at the page that is open: in these looks, enlarged, and with more space in its text."""
    page.evaluate(looking.UNFOLD)
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = looking.violations(page, looking.OF_COLOURS if scheme == "dark" else None)
        seen.violations += [f"{kind}, {width} {scheme}: {each}" for each in found]
        seen.looks += 1
        seen.structures[kind, width] = page.evaluate(looking.STRUCTURE)
    page.set_viewport_size(ENLARGED)
    for spaced in (False, True):
        if spaced:
            page.evaluate(looking.SPACE)
        if (over := page.evaluate(looking.SIDEWAYS)) > 0:
            seen.sideways.append(f"{kind}{', spaced' if spaced else ''}: {over} px")
    seen.cut += [f"{kind}: {each}" for each in page.evaluate(looking.CUT)]
    page.emulate_media(color_scheme="light")


def test_axe_finds_nothing_by_day_and_night_on_a_phone_and_on_a_desk(seen):
    assert seen.looks >= 2 * 40
    assert seen.violations == []


def test_nothing_scrolls_sideways_when_enlarged_four_times(seen):
    assert seen.sideways == []


def test_no_text_is_cut_off_by_the_spacing_a_reader_needs(seen):
    assert seen.cut == []


def test_each_page_has_one_h1_and_skips_no_level(seen):
    for where, page in seen.structures.items():
        levels = page["levels"]
        assert levels.count(1) == 1, where
        assert levels[0] == 1, (where, levels)
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False)), (where, levels)


def test_each_page_has_its_landmarks_each_with_a_name_of_its_own(seen):
    for where, page in seen.structures.items():
        assert page["landmarks"] == [1, 1, 1], where
        assert all(page["navigations"]), (where, page["navigations"])
        assert len(set(page["navigations"])) == len(page["navigations"]), where


def test_each_page_begins_with_the_way_past_its_head_and_keeps_the_order_of_reading(seen):
    for where, page in seen.structures.items():
        assert page["first"] == "#main", where
        assert page["ordered"] == 0, where


def test_each_page_says_its_language(seen, request):
    languages = defaultdict(set)
    for (_kind, _width), page in seen.structures.items():
        languages[page["language"]].add(_kind)
    assert list(languages) == [request.node.callspec.params["seen"]]


def test_no_page_breaks_a_script(seen):
    assert seen.complaints == []


def test_no_page_breaks_the_policy(seen):
    assert seen.refused == []


def test_what_breaks_the_policy_is_heard(visit, demo_site):
    page = visit()
    page.goto("/")
    page.evaluate(ADD_INLINE)
    assert page.refused == [f"{demo_site}/: script-src-elem inline"]
