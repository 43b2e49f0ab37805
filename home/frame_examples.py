"""Examples of the frame of pages and of whom and what they show, for the page "Components"."""

from copy import copy
from dataclasses import replace

from django.utils.translation import get_language, gettext_lazy as _

from home.examples import Component, of_template, page_of, picture
from home.models import Person, StandardPage
from home.navigation import Alternate, Navigation

LANGUAGES = {"nl": "en", "en": "nl"}
BIOGRAPHY = "<p>Marit geeft al twaalf jaar training aan wie alles zelf doet.</p>"


def _standing() -> Navigation:
    """Where a page two steps below the home page stands, that the other language has too."""
    steps = [
        page_of(StandardPage, slug, title=title)
        for slug, title in [("begin", "Lesdag"), ("over-ons", "Over ons")]
    ]
    other = Alternate(LANGUAGES[get_language()], "#frame-language", "About us", True)
    return Navigation("", steps, [], [other])


def _person(**fields) -> Person:
    """A person who exists nowhere."""
    return Person(**{"name": "Marit Hoekstra", "role": "Trainer", "biography": BIOGRAPHY, **fields})


def of_frame() -> list[Component]:
    """Where a page stands, its languages and its menu, its cover, people, and ways on."""
    there = _standing()
    elsewhere = replace(there, switch=[replace(there.switch[0], exact=False)])
    items = [
        {"title": title, "url": f"#{anchor}", "is_current": anchor == "menu", "current": "page"}
        for title, anchor in [("Trainingen", "training-card"), ("Blog", "menu")]
    ]
    image = picture()
    found = [
        Component(
            _("Menu"), [of_template(_("Usual"), "components/menu_items.html", items=items)], "menu"
        ),
        Component(
            _("The way up"),
            [of_template(_("Usual"), "components/breadcrumbs.html", navigation=there)],
            "crumbs",
        ),
        Component(
            _("Choice of language"),
            [
                of_template(
                    _("To the same page"), "components/language_switch.html", navigation=there
                ),
                of_template(
                    _("To the nearest page"),
                    "components/language_switch.html",
                    navigation=elsewhere,
                ),
                of_template(
                    _("What is said then"), "components/language_note.html", navigation=elsewhere
                ),
            ],
            "frame-language",
        ),
        Component(
            _("Person"),
            [
                of_template(name, "components/person.html", person=person, level=3)
                for name, person in [
                    (_("With a picture"), _person(photo=image, email="marit@example.com")),
                    (_("Without a picture"), _person()),
                    (_("With a name alone"), _person(role="", biography="")),
                ]
            ],
            "person",
        ),
        Component(
            _("Where nothing was found"),
            [of_template(_("As things are now"), "components/ways_on.html")],
            "ways-on",
        ),
    ]
    if image:
        found.insert(3, Component(_("Cover"), _covers(image), "cover"))
    return found


def _covers(image) -> list:
    shown = {"alt": "", "sizes": "92vw"}
    credited = copy(image)
    credited.credit = "Foto: Marit Hoekstra"
    return [
        of_template(name, "components/cover.html", image=each, **shown)
        for name, each in [(_("Usual"), image), (_("With its maker"), credited)]
    ]
