"""What kinds of results there are; each class of pages names its own.

``home`` knows no articles and no trainings: a page class says its kind, and what a result of that
kind shows besides its title.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.apps import apps
from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """A kind of result: its word in addresses, for each language, and its names for readers."""

    key: str
    paths: dict[str, str]
    name: Promise
    plural: Promise

    def __hash__(self):
        return hash(self.key)


@dataclass(frozen=True)
class Details:
    """What a result shows besides its words.

    When it was ``written``; or, of what ``has_dates``, when the next ``begins``, None without one.
    """

    written: date | None = None
    has_dates: bool = False
    begins: date | None = None


@cache
def models() -> dict[str, list[type]]:
    """Map the key of each kind to the classes of pages that are of it; ordinary pages come last."""
    from home.models import BasePage

    found = {}
    for model in apps.get_models():
        if issubclass(model, BasePage):
            found.setdefault(model.search_kind.key, []).append(model)
    found[BasePage.search_kind.key] = found.pop(BasePage.search_kind.key)
    return found


def kinds() -> list[Kind]:
    """All kinds of results, in the order in which readers choose among them."""
    return [classes[0].search_kind for classes in models().values()]
