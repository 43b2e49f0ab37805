"""The whole menu of each role, as it stands there: what it needs, and nothing else."""

import json
import re

import pytest

from tests.roles import browser

HELP = {"Help": ["Handleiding", "Onderdelen", "Sneltoetsen"]}
STALE = {"Rapporten": ["Verouderde data"]}
WORK = [
    *("Pagina’s", "Planning", "Belangstellenden", "Mails", "Engels", "Locaties", "Mailteksten"),
    *("Mensen", "Persoonsgegevens", "Afbeeldingen", "Documenten", "Losse onderdelen"),
]
HISTORY = [
    *("Verouderde data", "Vergrendelde pagina's", "Workflows", "Workflow taken"),
    "Sitegeschiedenis",
]
AGE = "Verouderende pagina's"
USE = ["Paginatypegebruik", "Vertalingen"]
SETTINGS = [
    *("Aanmelden", "Samenwerken", "Gebruikers", "Doorverwijzingen"),
    *("Uitgelichte zoekresultaten", "Organisatie"),
]
MENUS = {
    "translator": ["Pagina’s", "Engels", "Locaties", "Mensen", "Losse onderdelen", STALE, HELP],
    "editor": [*WORK, STALE, HELP],
    "moderator": [
        *WORK,
        {"Rapporten": [*HISTORY, AGE, *USE]},
        {"Instellingen": ["Uitgelichte zoekresultaten"]},
        HELP,
    ],
    "owner": [
        *WORK,
        {"Rapporten": [*HISTORY, "Inlogpogingen", AGE, "Staat van de site", *USE]},
        {"Instellingen": SETTINGS},
        {"Help": ["Handleiding", "Onderdelen", "Wat is er nieuw in Wagtail", "Sneltoetsen"]},
    ],
}


def labels(items: list) -> list:
    """The entries of a menu as the script that draws it gets them; what is within one as well."""
    found = []
    for item in items:
        entry, *more = item["_args"]
        below = next((each for each in more if isinstance(each, list)), None)
        # The version of Wagtail, which changes.
        label = re.sub(r" \d+\.\d+$", "", entry["label"])
        found.append({label: labels(below)} if below else label)
    return found


def menu(html: str) -> list:
    """The main menu of a page of the admin."""
    props = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.S)[1])
    modules = {module["_type"]: module["_args"] for module in props["modules"]}
    return labels(modules["wagtail.sidebar.MainMenuModule"][0])


@pytest.mark.parametrize("role", ["translator", "editor", "moderator", "owner"])
def test_each_role_sees_its_menu(site, role):
    assert menu(browser(role).get("/admin/").content.decode()) == MENUS[role]
