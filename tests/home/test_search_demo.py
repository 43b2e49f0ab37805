"""What somebody looks for in the demo comes first."""

import pytest
from wagtail.models import Page

from home.search.finding import find

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

FIRST = {
    "nl": {
        "hulp vragen": "Hulp vragen kun je leren",
        "hoe vraag ik om hulp": "Hulp vragen kun je leren",
        "luisteren": "Luisteren zonder haast",
        "luistert": "Luisteren zonder haast",
        "lusiteren": "Luisteren zonder haast",
        "grenzen": "Nee zeggen zonder ruzie",
        "grens": "Nee zeggen zonder ruzie",
        "grensen": "Nee zeggen zonder ruzie",
        "nee zeggen": "Nee zeggen zonder ruzie",
        "training": "Trainingen",
        "trainingen": "Trainingen",
        "online training": "Samenwerken op afstand",
        "heggenschaar": "De buurman met de heggenschaar",
        "heggeschaar": "De buurman met de heggenschaar",
        "schaar": "De buurman met de heggenschaar",
        "spiek": "Zo vraag je om hulp: een spiekbriefje",
        "camera": "De camera mag uit",
        "caméra": "De camera mag uit",
        "rooster": "Wat ik leerde van het dienstrooster",
        "stiltes": "Vier seconden stilte",
        "over ons": "Over ons",
        "contact": "Contact",
        "prijs": "Praktisch",
        "joyce": "Werken met Nederlanders",
        "acht redenen": "Acht redenen waarom we geen hulp vragen",
        "annuleren": "Voorwaarden",
        "privacy": "Voorwaarden",
        "factuur": "Praktisch",
        "inschrijven": "Praktisch",
    },
    "en": {
        "asking for help": "Asking for help can be learned",
        "listening": "Unhurried listening",
        "lisening": "Unhurried listening",
        "listen": "Unhurried listening",
        "saying no": "Saying no without a row",
        "trainings": "Training courses",
        "duty roster": "What the duty roster taught me",
        "hedge": "The neighbour with the hedge trimmer",
        "hedge trimer": "The neighbour with the hedge trimmer",
        "crib sheet": "How to ask for help: a crib sheet",
        "about us": "About us",
        "eight reasons": "Eight reasons why we don’t ask for help",
        "privacy": "Conditions",
        "invoice": "Practical matters",
    },
}


@pytest.mark.parametrize(
    ("language", "question", "first"),
    [(language, *pair) for language, pairs in FIRST.items() for pair in pairs.items()],
)
def test_comes_first(demo, language, question, first):
    hits = find(question, language).hits
    assert hits, "nothing found"
    assert Page.objects.get(pk=hits[0].page_id).title == first


@pytest.mark.parametrize(
    ("language", "question"), [("nl", "parkeren"), ("nl", "maart"), ("en", "March")]
)
def test_is_found_as_it_was_typed(demo, language, question):
    answer = find(question, language)
    assert "training" in {hit.kind for hit in answer.hits}
    assert answer.corrected == ""


def test_every_public_page_can_be_found_by_its_title(demo):
    for page in Page.objects.live().public().filter(depth__gte=2).select_related("locale"):
        hits = find(page.title, page.locale.language_code).hits
        assert page.pk in {hit.page_id for hit in hits[:2]}, page.title
