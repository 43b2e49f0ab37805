"""The screens of the admin on the demo, what they show, and which of it is English."""

import html
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from uuid import UUID

import django
import polib
import wagtail
import wagtail_localize
from django.urls import Resolver404, resolve
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from blog import demo_content as blog_content
from blog.models import Tag
from events import demo_content as events_content
from events.models import Edition, Letter, Location, Mail, TrainingPage
from home import demo_content as home_content
from home.demo_text import T
from home.models import Category, Person, SiteSettings, StandardPage, User
from tests.home.test_role_addresses import address, views

HOST = "127.0.0.1:8000"
ROOT = Path(__file__).resolve().parents[1]
# What people see or hear besides the text between tags.
SPOKEN = ("title", "placeholder", "aria-label", "aria-description", "alt")
LINKS = ("href", "action", "data-url", "data-w-action-url-value", "data-chooser-url")
WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’]*")
# Placeholders, tags, addresses, names of files, and what is quoted from a page.
NO_WORDS = re.compile(
    r"%\(\w+\)\w|\{\w*\}|%\w|<[^>]*>|https?:\S+|\S+@\S+|/\S*/\S*|\S+\.\w{2,4}\b|‘[^’]*’"
)
# No Dutch word is written so.
ENGLISH = {
    "the",
    "and",
    "this",
    "your",
    "with",
    "been",
    "are",
    "page",
    "pages",
    "from",
    "by",
    "an",
    "any",
    "which",
    "these",
    "there",
    "their",
    "where",
    "when",
    "does",
    "you",
    "my",
    "our",
    "has",
    "not",
    "will",
    "would",
    "should",
    "could",
    "must",
    "can't",
    "don't",
    "please",
    "to",
    "for",
    "all",
    "view",
    "edit",
    "add",
    "search",
    "save",
    "name",
    "show",
    "choose",
    "enabled",
    "disabled",
    "settings",
    "users",
    "locale",
    "locales",
    "can",
    "translation",
    "translations",
    "copy",
    "sort",
    "used",
    "usage",
    "sync",
}


class Shown(HTMLParser):
    """The texts of a screen that people see or hear, and where its links lead.

    What is marked as English is left out.
    """

    VOID = {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
    SILENT = {"script", "style", "svg"}

    def __init__(self, page: str):
        super().__init__()
        self.texts, self.links, self.open = [], [], []
        self.feed(page)
        self.close()

    @property
    def is_silent(self) -> bool:
        """Whether what is read now is no text, or English on purpose."""
        return any(silent for _tag, silent in self.open)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", "nl")
        silent = (
            tag in self.SILENT or not language.startswith("nl") or given.get("translate") == "no"
        )
        if tag not in self.VOID:
            self.open.append((tag, silent))
        if not silent and not self.is_silent:
            self.texts += [given[name] for name in SPOKEN if given.get(name)]
            if tag == "input" and given.get("type") in ("submit", "button", "reset"):
                self.texts.append(given.get("value", ""))
        self.links += [given[name] for name in LINKS if given.get(name)]

    def handle_endtag(self, tag):
        while self.open and any(name == tag for name, _silent in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        if not self.is_silent and (text := " ".join(data.split())):
            self.texts.append(text)


def texts_of(thing) -> Iterator[T]:
    """Each text in two languages within the demo's content."""
    if isinstance(thing, T):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from texts_of(value)
    elif isinstance(thing, list | tuple | set):
        for value in thing:
            yield from texts_of(value)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for name in thing.__dataclass_fields__:
            yield from texts_of(getattr(thing, name))


def plain(text: str) -> str:
    """A text without tags, with one space for any white space."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "\n", text)).split())


@cache
def english_content() -> list[str]:
    """What the demo says in English on purpose, the longest first."""
    found = set()
    for module in (home_content, blog_content, events_content):
        for name, value in vars(module).items():
            if name.startswith("_"):
                continue
            for text in texts_of(value):
                found |= {plain(part) for part in re.split(r"<[^>]+>|\n", text.en)}
                found.add(plain(text.en))
    Letter.complete()
    found |= set(Mail.objects.filter(language="en").values_list("subject", flat=True))
    found |= set(Letter.objects.filter(language="en").values_list("subject", flat=True))
    found |= set(Tag.objects.exclude(name_en="").values_list("name_en", flat=True))
    return sorted((each for each in found if len(each) > 3), key=len, reverse=True)


def catalogues() -> Iterator[Path]:
    """The Dutch catalogues of whatever speaks in the admin."""
    for package in (wagtail, wagtail_localize):
        yield from Path(package.__file__).parent.rglob("locale/nl/LC_MESSAGES/*.po")
    for part in ("conf", "contrib/auth"):
        yield Path(django.__file__).parent / part / "locale/nl/LC_MESSAGES/django.po"
    yield from (ROOT / "site_config").glob("*/nl/LC_MESSAGES/*.po")


@cache
def vocabulary() -> tuple[set[str], set[str]]:
    """The words that only the English of the catalogues has; and what has no Dutch, whole."""
    english, dutch, without = set(), set(), set()
    for path in catalogues():
        for entry in polib.pofile(str(path)):
            if entry.obsolete:
                continue
            given = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
            english |= words(f"{entry.msgid} {entry.msgid_plural}")
            dutch |= words(given)
            if not given.strip():
                without.add(entry.msgid)
    for module in (home_content, blog_content, events_content):
        for text in texts_of(list(vars(module).values())):
            dutch |= words(plain(text.nl))
    return (english - dutch) | ENGLISH, without


def words(text: str) -> set[str]:
    """The words of a message, in small letters, without its placeholders and tags."""
    text = NO_WORDS.sub(" ", text)
    found = {word.casefold().replace("’", "'") for word in WORD.findall(text)}
    return {word for word in found if len(word) > 1}


def english_in(text: str, allowed=()) -> set[str]:
    """The English words of a text that people see in the admin."""
    rest = plain(text)
    for each in allowed:
        rest = re.sub(each, " ", rest)
    suspects, without = vocabulary()
    if not words(rest) & suspects and rest not in without:
        return set()
    for piece in english_content():
        rest = rest.replace(piece, " ")
    start = rest.strip(" …")
    if len(start) > 12 and any(start in piece for piece in english_content()):
        return set()
    return words(rest) & suspects | ({rest} & without)


class Things(dict):
    """One of each kind; of what there is none, addresses lead nowhere."""

    def __missing__(self, kind):
        return Nothing()


class Nothing:
    """What is not there, whichever of its values an address asks for."""

    uuid = UUID(int=0)

    def __getattr__(self, name):
        return 1

    def __getitem__(self, kind):
        return None

    def get(self, kind):
        return None


def things_of_the_demo() -> Things:
    """One of each thing that addresses of the admin speak of, from the demo."""
    source = TranslationSource.objects.get(
        object__pk=TrainingPage.objects.filter(locale__language_code="nl").first().translation_key
    )
    edition = Edition.objects.filter(enrolments__isnull=False).first()
    return Things(
        page=StandardPage.objects.filter(locale__language_code="nl", depth=3).first(),
        edition=edition,
        location=Location.objects.filter(locale__language_code="nl").first(),
        person=Person.objects.filter(locale__language_code="nl").first(),
        category=Category.objects.filter(locale__language_code="nl").first(),
        training=TrainingPage.objects.filter(locale__language_code="nl").first(),
        source=source,
        translation=Translation.objects.filter(source=source).first(),
        segment=StringSegment.objects.filter(source=source).first(),
        letter=Letter.objects.first() or Nothing(),
        enrolment=edition.enrolments.first(),
        image=get_image_model().objects.first(),
        settings=SiteSettings.for_site(Site.objects.get()),
        user=User.objects.filter(is_superuser=False).first(),
        locale=Locale.objects.get(language_code="en"),
    )


def first_addresses() -> Iterator[str]:
    """An address of each view of the admin, and of the form of each kind of page."""
    things = things_of_the_demo()
    for name in dict(views()):
        yield address(name, things)
    seen = set()
    for page in Page.objects.filter(depth__gt=1).order_by("path"):
        kind = (page.content_type_id, page.locale_id)
        if kind not in seen:
            seen.add(kind)
            yield f"/admin/pages/{page.pk}/edit/"
            yield f"/admin/pages/{page.pk}/"


def kind_of(path: str):
    """What an address is one of: the view and the kind of thing."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    kinds = ("app_label", "model_name", "app_name", "step", "ending", "content_type_model_name")
    return match.view_name, tuple(str(match.kwargs[name]) for name in kinds if name in match.kwargs)


@dataclass
class Found:
    """A screen: its address, and what it shows."""

    path: str
    status: int
    texts: list[str]
    body: str


def screens(client, wanted=None) -> Iterator[Found]:
    """Every screen: what the addresses of all views answer, and what their links lead to."""
    waiting = deque(wanted or ["/admin/", *first_addresses()])
    asked, kinds = set(), set()
    while waiting:
        path = waiting.popleft()
        if path in asked or "logout" in path or "/login/" in path or "/error_test" in path:
            continue
        asked.add(path)
        response = client.get(path, HTTP_HOST=HOST)
        following = []
        kinds.add(kind_of(urlsplit(path).path))
        if response.status_code in (301, 302):
            following = [response["Location"]]
        elif response.status_code == 200 and not response.streaming:
            kind = response["Content-Type"].split(";")[0]
            if kind not in ("text/html", "application/json"):
                continue
            body = response.text
            if kind == "application/json":
                given = response.json()
                body = given.get("html") or "" if isinstance(given, dict) else ""
            shown = Shown(body)
            yield Found(path, response.status_code, shown.texts, body)
            following = shown.links
        for link in following:
            url = urldefrag(urljoin(f"http://{HOST}{path}", link))[0]
            parts = urlsplit(url)
            if parts.netloc != HOST or not parts.path.startswith("/admin/"):
                continue
            kind = kind_of(parts.path)
            if kind is None or kind in kinds:
                continue
            kinds.add(kind)
            waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
