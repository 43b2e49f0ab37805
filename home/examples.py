"""Examples of all that pages are made of, each in its states, drawn from the templates of readers.

Apps say what they have with the hook ``component_examples``: a function without arguments that
returns ``Component``s. Blocks show the values of their own previews in the editor.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy as _
from wagtail import hooks
from wagtail.images import get_image_model
from wagtail.models import Page

from home.blocks import BodyBlock
from home.listings import ListPaginator

HOOK = "component_examples"

# A name that an element has, and what leads to elements by their names.
NAME = re.compile(r'\sid="([^"]+)"')
LEADS = re.compile(
    r'(?P<before>\s(?:id|for|aria-labelledby|aria-describedby|aria-controls)="|\shref="#)'
    r'(?P<names>[^"]+)"'
)


@dataclass(frozen=True, slots=True)
class State:
    """A component in one state; ``draw`` returns its HTML, given a request."""

    name: str
    draw: Callable


@dataclass(frozen=True, slots=True)
class Component:
    """A part of pages, with the states in which readers can meet it."""

    title: str
    states: list[State]
    anchor: str


def of_template(name: str, template: str, **context) -> State:
    """A state that a template of ours draws, at the present moment."""
    return State(
        name,
        lambda request: render_to_string(
            template, {"now": timezone.now(), "LANGUAGE": get_language(), **context}, request
        ),
    )


def of_block(block, name: str, **changes) -> State:
    """A state of a block: the value of its preview in the editor, with ``changes``."""

    def draw(request):
        value = block.get_preview_value()
        for key, changed in changes.items():
            value[key] = changed
        return block.render(value, {"request": request})

    return State(name, draw)


def of_stream(stream, more: dict | None = None) -> Iterator[Component]:
    """Each block of a stream, with the further states that ``more`` has for its key."""
    for key, block in stream.child_blocks.items():
        states = [of_block(block, _("As in the editor"))]
        states += [of_block(block, name, **changes) for name, changes in (more or {}).get(key, [])]
        yield Component(
            _("Block: %(name)s") % {"name": block.label}, states, f"block-{slugify(key)}"
        )


class Names:
    """The names (``id``) on the page: what readers meet once stands here in several states.

    Within an example all that leads to a part of it still does.
    """

    def __init__(self, taken: Iterable[str]):
        self.taken = set(taken)

    def apart(self, html: str) -> SafeString:
        """An example as its template drew it, with no name that was given before."""
        own = set(NAME.findall(html))
        other = {name: self._free(name, own) for name in own & self.taken}
        self.taken |= own | set(other.values())

        def renamed(match):
            names = " ".join(other.get(name, name) for name in match["names"].split())
            return f'{match["before"]}{names}"'

        # What templates have drawn, in which only names are changed.
        return SafeString(LEADS.sub(renamed, html))  # nosec B703

    def _free(self, name, own):
        number = 2
        while f"{name}-{number}" in self.taken | own:
            number += 1
        return f"{name}-{number}"


# What a block looks like besides what its preview shows.
BLOCK_STATES = {
    "heading": [(_("Heading within a part"), {"level": "h3", "text": "Begin klein"})],
    "callout": [(_("Please note"), {"kind": "note"}), (_("Without a title"), {"title": ""})],
    "quote": [(_("Without a name"), {"attribution": ""})],
    "image": [(_("Without a caption"), {"caption": ""})],
    "video": [(_("Without a picture"), {"poster": None})],
}


def picture():
    """The picture that was uploaded last, or None where there is none."""
    return get_image_model().objects.order_by("-pk").first()


def page_of(model, slug: str, **fields):
    """A page that exists nowhere, with an address below the home page."""
    homes = Page.objects.filter(depth=2, locale__language_code=get_language())
    home = homes.select_related("locale").first()
    return model(slug=slug, url_path=f"{home.url_path}{slug}/", locale=home.locale, **fields)


def pages_of(number: int, count: int):
    """Page ``number`` of a list of ``count`` pages."""
    return ListPaginator(range(count), 1).page(number)


def of_home() -> list[Component]:
    """What any page can have."""
    steps = {"first_url": "?page=1", "stem": "?page="}
    headings = [
        SimpleNamespace(text=text, anchor=f"block-{key}")
        for text, key in [("Wat je ervan leert", "heading"), ("Hoe je begint", "text")]
    ]
    return [
        Component(
            _("Steps through a list"),
            [
                of_template(name, "components/pagination.html", pages=pages_of(number, 4), **steps)
                for name, number in [(_("First"), 1), (_("In the middle"), 2), (_("Last"), 4)]
            ],
            "pagination",
        ),
        Component(
            _("Contents of a long article"),
            [of_template(_("Usual"), "components/contents.html", contents=headings)],
            "parts",
        ),
        Component(
            _("Share"),
            [
                of_template(
                    _("Usual"),
                    "components/share.html",
                    address="https://example.com/blog/vragen/",
                    title="Vragen",
                    mail_link="mailto:?subject=Vragen",
                )
            ],
            "sharing",
        ),
        *of_stream(BodyBlock(), BLOCK_STATES),
    ]


def components() -> list[Component]:
    """All components that the apps have, in the order in which they say so."""
    return [component for of_app in hooks.get_hooks(HOOK) for component in of_app()]
