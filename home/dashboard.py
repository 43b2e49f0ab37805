"""The dashboard: what each app puts on it, for whoever opens it.

``home`` knows neither trainings nor articles: their apps contribute buttons and what waits for
somebody with the two decorators below, in modules that their ``wagtail_hooks`` import. A whole
panel of their own they add with Wagtail's hook ``construct_homepage_panels``. Each shows people
only what they can act on, and asks the database a fixed number of questions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

BUTTONS = 3
# How much of each kind is seen at once, and how much more when it is unfolded.
SHOWN, UNFOLDED = 4, 40


@dataclass(frozen=True, slots=True)
class Button:
    """What people come to do."""

    title: str
    text: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for somebody: what it is, a sentence, and where it is mended."""

    title: str
    sentence: str
    url: str


@dataclass(frozen=True)
class Needs:
    """Things of one kind that wait; ``url`` leads to where all of them stand, if there is one."""

    heading: str
    items: list[Need]
    icon: str = "pick"
    url: str = ""

    @cached_property
    def shown(self) -> list[Need]:
        """Those that are seen at once."""
        return self.items[:SHOWN]

    @cached_property
    def folded(self) -> list[Need]:
        """Those that a press shows."""
        return self.items[SHOWN : SHOWN + UNFOLDED]

    @cached_property
    def more(self) -> int:
        """How many are not seen at once."""
        return max(0, len(self.items) - SHOWN)

    @cached_property
    def left_out(self) -> int:
        """How many are not on the page at all."""
        return max(0, len(self.items) - SHOWN - UNFOLDED)


ButtonSource = Callable[..., Iterable[Button]]
NeedSource = Callable[..., Iterable[Needs]]
_buttons: list[tuple[int, ButtonSource]] = []
_needs: list[tuple[int, NeedSource]] = []


def register_buttons(order: int):
    """Register a function from a user to buttons; of all of them the first three are shown."""

    def register(function: ButtonSource) -> ButtonSource:
        _buttons.append((order, function))
        return function

    return register


def register_needs(order: int):
    """Register a function from a user and the present moment to ``Needs``; the lowest come first.

    What has no items is left out.
    """

    def register(function: NeedSource) -> NeedSource:
        _needs.append((order, function))
        return function

    return register


def _in_order(registered):
    return [function for _order, function in sorted(registered, key=lambda pair: pair[0])]


def buttons_for(user) -> list[Button]:
    """What this person comes to do."""
    return [button for function in _in_order(_buttons) for button in function(user)][:BUTTONS]


def needs_of(user, now: datetime) -> list[Needs]:
    """What waits for this person."""
    found = [needs for function in _in_order(_needs) for needs in function(user, now)]
    return [needs for needs in found if needs.items]
