"""What readers narrow the list of trainings by: subject, month of the first day, town, free places.

Pure: what is planned and what an address asks for in; links, and what fits, out. A choice is a
plain address, ``?month=2027-03&place=utrecht&free=1`` in every language, to be shared and cached;
``?category=luisteren`` names the subject in the language of the page.
Where an address asks for what nothing has, as after the month is over, nothing fits: an answer, no
error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext

from events.months import Month

CATEGORY = "category"
KEYS = (CATEGORY, "month", "place", "free")
ONLINE = "online"
FREE = "1"


@dataclass(frozen=True, slots=True)
class Run:
    """An edition in which people can enrol, as far as the list is narrowed by it.

    A training without any is one as well, without ``pk`` and ``month``. ``training`` names its
    training in every language; ``subject`` is the name of its ``category``.
    """

    pk: int | None
    month: Month | None
    town: str = ""
    online: bool = False
    has_room: bool = False
    training: UUID | None = None
    category: str = ""
    subject: str = ""

    def value(self, key: str) -> str:
        """What an address says to get this one, and others; empty where it can say nothing."""
        if key == CATEGORY:
            return self.category
        if key == "month":
            return str(self.month or "")
        if key == "place":
            return ONLINE if self.online else slugify(self.town, allow_unicode=True)
        return FREE if self.has_room else ""

    def words(self, key: str) -> str:
        """What readers are told of that, where there is something."""
        if key == CATEGORY:
            return self.subject
        if key == "month":
            return date_format(self.month.first, "F Y")
        if key == "place":
            return gettext("Online") if self.online else self.town
        return gettext("With free places")

    def order(self, key: str) -> tuple:
        """The months as they come, subjects and towns by name, online at the end."""
        if key == CATEGORY:
            return (self.subject.casefold(),)
        return (str(self.month or ""),) if key == "month" else (self.online, self.town.casefold())


@dataclass(frozen=True, slots=True)
class Option:
    """One way to narrow the list, or not to."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The options of one kind, of which one is current at most."""

    key: str
    title: str
    options: tuple[Option, ...]


def asked(query: Mapping[str, str]) -> dict[str, str]:
    """What an address asks for."""
    return {key: query[key] for key in KEYS if query.get(key)}


def fitting(runs: Iterable[Run], choice: Mapping[str, str]) -> list[Run]:
    """Those that are what is asked for in each respect."""
    return [run for run in runs if all(run.value(key) == choice[key] for key in choice)]


def subject_alone(runs: Iterable[Run], choice: Mapping[str, str]) -> str:
    """The name of the subject that is asked for, and nothing else; empty otherwise."""
    if list(choice) != [CATEGORY]:
        return ""
    return next((run.subject for run in runs if run.category == choice[CATEGORY]), "")


def groups(runs: list[Run], choice: Mapping[str, str], root: str) -> list[Group]:
    """The ways to narrow the list at ``root``, each of which leaves something in it.

    A kind in which all are alike is left out, unless it is asked for.
    """
    known = {
        key: value for key, value in choice.items() if any(run.value(key) == value for run in runs)
    }
    titles = {
        CATEGORY: (gettext("Subject"), gettext("All subjects")),
        "month": (gettext("Begins in"), gettext("All months")),
        "place": (gettext("Where"), gettext("All places")),
        "free": (gettext("Free places"), gettext("Full ones too")),
    }
    found = []
    for key, (title, every) in titles.items():
        others = {name: value for name, value in known.items() if name != key}
        offered = {
            run.value(key): run.words(key) if run.value(key) else ""
            for run in sorted(fitting(runs, others), key=lambda run: run.order(key))
        }
        if len(offered) < 2 and key not in choice:
            continue
        offered.pop("", None)
        options = [Option(every, _address(root, others), key not in choice)]
        options += [
            Option(words, _address(root, {**others, key: value}), choice.get(key) == value)
            for value, words in offered.items()
        ]
        found.append(Group(key, title, tuple(options)))
    return found


def query(choice: Mapping[str, str]) -> str:
    """A choice as it stands in addresses, after the question mark."""
    return urlencode({key: choice[key] for key in KEYS if key in choice})


def _address(root: str, choice: Mapping[str, str]) -> str:
    return f"{root}?{query(choice)}" if choice else root
