"""The editors' guide: open to all who log in, and true: its words stand on the screen."""

import json
import re
from functools import cache

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JavaScriptCatalog
from PIL import Image
from wagtail.users.models import UserProfile

from tests.roles import ROLES, browser, person
from tests.site_config.processes import ROOT

PICTURES = ROOT / "site_config" / "static" / "guide"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")
TASKS = [
    "article",
    "schedule",
    "plan",
    "again",
    "move",
    "cancel",
    "translate",
    "people",
    "picture",
    "stale",
]


def read(language: str, role: str = "editor"):
    """The guide as somebody sees it whose admin is in that language."""
    user = person(role)
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("guide"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser").select_one(".guide")


@cache
def catalogue() -> dict[str, str]:
    """English to Dutch: all words of the admin, as people see them."""
    with override("nl"):
        view = JavaScriptCatalog(packages=["wagtail.admin", "wagtail_localize"])
        translations = [
            DjangoTranslation(
                "nl", domain="djangojs", localedirs=view.get_paths(["wagtail_localize"])
            ),
            DjangoTranslation("nl"),
        ]
    found = {}
    for translation in translations:
        keys = translation._catalog.keys()
        for key in keys:
            english = (key[0] if isinstance(key, tuple) else key).rsplit("\x04", 1)[-1]
            dutch = translation._catalog.get(key)
            if english and isinstance(dutch, str):
                found[english] = dutch
    return found


@cache
def with_placeholders() -> list[tuple[str, str]]:
    """Those into which something is put, English beside Dutch."""
    return [
        (key, value)
        for key, value in catalogue().items()
        if PLACEHOLDER.search(key) or key.endswith(" ")
    ]


def first_small(words: str) -> str:
    """Labels of fields are written small in the code, and shown with a capital."""
    return words[:1].lower() + words[1:]


@cache
def known() -> set[tuple[str, str]]:
    """English and Dutch of the same word."""
    return {(first_small(key), first_small(value)) for key, value in catalogue().items()}


def filling(words: str, pattern: str):
    """What stands at the placeholders of a pattern in these words; None if they do not fit it.

    A text that ends in a space has something put after it.
    """
    expression = fitting(pattern)
    if expression is None:
        return None
    found = expression.fullmatch(words) or expression.fullmatch(first_small(words))
    return found and found.groups()


@cache
def fitting(pattern: str) -> re.Pattern | None:
    """What fits a pattern with placeholders; None if nearly anything would.

    Kept, as there are more of them than ``re`` keeps by itself.
    """
    literals = PLACEHOLDER.split(pattern)
    if pattern.endswith(" "):
        literals.append("")
    if len("".join(literals).strip()) < 3:
        return None
    return re.compile("(.+)".join(map(re.escape, literals)))


def is_said(english: str, dutch: str) -> bool:
    """Whether the admin says this in English where it says that in Dutch."""
    if (first_small(english), first_small(dutch)) in known():
        return True
    for key, value in with_placeholders():
        pairs = filling(english, key), filling(dutch, value)
        if all(pairs) and all(
            (first_small(one), first_small(other)) in known()
            for one, other in zip(*pairs, strict=True)
        ):
            return True
    return False


def marked(guide) -> dict[str, list[str]]:
    """The words of each part that are marked as standing on the screen."""
    parts = guide.select(".guide__begin, section")
    return {
        part.get("aria-labelledby", "begin"): sorted(
            {" ".join(word.get_text().split()) for word in part.select("b")}
        )
        for part in parts
    }


def named(name: str, menu):
    """What has that name in the menu that is handed to the browser."""
    if isinstance(menu, dict):
        if menu.get("name") == name:
            yield menu
        menu = list(menu.values())
    for part in menu if isinstance(menu, list) else []:
        yield from named(name, part)


class TestReaders:
    @pytest.mark.parametrize("role", ROLES)
    def test_every_role_can_read_it(self, site, role):
        html = browser(role).get("/admin/guide/").text
        assert re.search(r"<title>\s*Handleiding - ", html)
        assert "1. Een artikel schrijven" in html

    def test_who_has_not_logged_in_is_asked_to(self, client, site):
        answer = client.get("/admin/guide/")
        assert answer.status_code == 302
        assert answer["Location"] == "/admin/login/?next=/admin/guide/"

    def test_it_is_in_the_language_of_the_admin_of_its_reader(self, site):
        headings = [heading.get_text() for heading in read("en").select("section h2")]
        assert headings[0] == "1. Write an article"
        assert headings[-1] == "What cannot get lost"

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_it_is_read_in_ten_minutes(self, site, language):
        words = read(language).select_one(".guide__text").get_text().split()
        assert 800 < len(words) < 2000


class TestText:
    def test_what_it_calls_things_is_what_they_are_called(self, site):
        dutch, english = marked(read("nl")), marked(read("en", "translator"))
        assert list(dutch) == ["begin", *TASKS, "roles", "safe"] == list(english)
        assert sum(map(len, dutch.values())) > 50
        wrong = [
            f"{part}: {one}"
            for part in dutch
            for words, others, turn in [
                (dutch[part], english[part], lambda one, other: (other, one)),
                (english[part], dutch[part], lambda one, other: (one, other)),
            ]
            for one in words
            if not any(is_said(*turn(one, other)) for other in others)
        ]
        assert wrong == []

    def test_a_word_that_the_admin_does_not_say_is_found_out(self):
        assert is_said("Plan again", "Nog eens plannen")
        assert is_said("Publish in English", "Publiceer in het Engels")
        assert is_said("Add Day", "Voeg Dag toe")
        assert not is_said("Plan again", "Nogmaals plannen")
        assert not is_said("Add Day", "Voeg Daag toe")

    @pytest.mark.parametrize(
        ("language", "first", "last"),
        [
            ("nl", "Vertalers", "doen alles wat moderatoren doen"),
            ("en", "Translators", "do all that moderators do"),
        ],
    )
    def test_it_says_who_may_do_what_in_the_words_of_the_roles(self, site, language, first, last):
        roles = read(language).select_one("section[aria-labelledby=roles] dl")
        assert [len(roles.select(tag)) for tag in ("dt", "dd")] == [4, 4]
        assert roles.dt.get_text() == first
        assert roles.select("dd")[-1].get_text().strip().startswith(last)


class TestLinks:
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_the_contents_lead_to_each_part(self, site, language):
        guide = read(language)
        links = [link["href"].removeprefix("#") for link in guide.select("nav a")]
        assert links == [heading["id"] for heading in guide.select("section h2")]
        for part in guide.select("section"):
            assert part["aria-labelledby"] == part.h2["id"]

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_all_others_lead_somewhere(self, site, language):
        links = {link["href"] for link in read(language).select(".guide__text a")}
        assert links == {"/admin/"}
        assert browser("translator").get("/admin/").status_code == 200


class TestPictures:
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_each_is_there_has_its_size_and_is_described(self, site, language):
        shown = read(language).select("img")
        assert len(shown) == len(TASKS)
        for image in shown:
            name = image["src"].removeprefix("/static/")
            assert name.startswith(f"guide/{language}/")
            size = Image.open(finders.find(name)).size
            assert size == (int(image["width"]), int(image["height"])), name
            assert len(image["alt"]) > 40
            assert image["loading"] == "lazy"

    def test_none_is_left_over_and_together_they_are_small(self, site):
        guides = [read("nl"), read("en", "translator")]
        shown = {image["src"] for guide in guides for image in guide.select("img")}
        files = list(PICTURES.rglob("*.*"))
        assert shown == {f"/static/guide/{path.relative_to(PICTURES).as_posix()}" for path in files}
        assert sum(path.stat().st_size for path in files) < 1_000_000


class TestWayThere:
    @pytest.mark.parametrize("role", ROLES)
    def test_it_is_on_the_dashboard_and_in_the_menu(self, site, role):
        html = browser(role).get("/admin/").text
        link = BeautifulSoup(html, "html.parser").select_one(".dashboard__guide a")
        assert link["href"] == "/admin/guide/"
        assert link.get_text() == "Hoe ging dat ook weer? Lees de handleiding"
        menu = BeautifulSoup(html, "html.parser").select_one("#wagtail-sidebar-props").get_text()
        (item,) = named("guide", json.loads(menu))
        assert (item["label"], item["url"]) == ("Handleiding", "/admin/guide/")

    @pytest.mark.parametrize(
        ("role", "kept"),
        [("translator", False), ("editor", False), ("moderator", False), ("owner", True)],
    )
    def test_what_is_new_in_wagtail_is_for_owners_and_its_guide_for_nobody(self, site, role, kept):
        html = browser(role).get("/admin/").text
        assert ("whats-new-in-wagtail" in html) is kept
        assert "Editor Guide" not in html
        assert "keyboard-shortcuts-trigger" in html
