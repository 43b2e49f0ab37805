"""Our screens in the admin, and those of Wagtail that we shape, can be used by everybody.

None of them does what the policy of the admin refuses.
"""

import json
import re
import subprocess
import sys

import pytest

from tests.browser import admin
from tests.browser.conftest import ROOT
from tests.browser.looking import OF_COLOURS

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.once

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360)
# An address of each screen, as the things of the demo have them.
FIND = """
import json
from django.db.models import Count
from django.urls import reverse
from blog.models import ArticlePage
from events.models import Edition, EditionStatus, Letter, TrainingPage
from home.models import Category, User
from tests.factories import translate
from wagtail_localize.models import Translation

edition = (
    Edition.objects.filter(status=EditionStatus.SCHEDULED, live=True)
    .annotate(number=Count("enrolments")).order_by("-number").first()
)
enrolment = edition.enrolments.exclude(state="withdrawn").first()
article = ArticlePage.objects.filter(locale__language_code="nl", cover__isnull=False).first()
training = TrainingPage.objects.filter(locale__language_code="nl", pk=edition.training_id).first()
snippet = "wagtailsnippets_events_edition:"
# Written by hand since its translation was stopped, and one that is half translated.
by_hand, half = (Category.objects.create(name=name, slug=name) for name in ("handwerk", "half"))
for category in (by_hand, half):
    category.save_revision().publish()
by_hand, half = (
    translate(Category.objects.get(pk=category.pk), words, publish=bool(words))
    for category, words in ((by_hand, {"handwerk": "handicraft"}), (half, {}))
)
Translation.objects.filter(source__object_id=by_hand.translation_key).update(enabled=False)
by_hand.save_revision().publish()
category = "wagtailsnippets_home_category:edit"
Letter.complete()
print("SCREENS" + json.dumps({
    "dashboard": "/admin/",
    "planning": reverse(snippet + "list"),
    "month": reverse(snippet + "month"),
    "new edition": reverse(snippet + "add"),
    "edition": reverse(snippet + "edit", args=[edition.pk]),
    "planning again": reverse(snippet + "copy", args=[edition.pk]),
    "cancelling": reverse(snippet + "decide", args=[edition.pk, "cancel"]),
    "postponing": reverse(snippet + "decide", args=[edition.pk, "postpone"]),
    "enrolments": reverse("enrolments:list", args=[edition.pk]),
    "one enrolment": reverse("enrolments:person", args=[enrolment.uuid]),
    "attendance": reverse("enrolments:attendance", args=[edition.pk, 1]),
    "new enrolment": reverse("enrolments:add", args=[edition.pk]),
    "interested": reverse("enrolments:interested", args=[training.pk]),
    "interested, all": reverse("enrolments:interests"),
    "mail texts": reverse("wagtailsnippets_events_letter:list"),
    "mail text": reverse("wagtailsnippets_events_letter:edit", args=[Letter.objects.first().pk]),
    "locations": reverse("wagtailsnippets_events_location:list"),
    "users": reverse("wagtailusers_users:index"),
    "user": reverse("wagtailusers_users:edit", args=[User.objects.order_by("pk").last().pk]),
    "groups": reverse("wagtailusers_groups:index"),
    "working together": reverse("wagtailsettings:edit", args=["home", "reviewsettings"]),
    "promotions": reverse("wagtailsearchpromotions:index"),
    "new promotion": reverse("wagtailsearchpromotions:add"),
    "going on with a translation": [reverse(category, args=[by_hand.pk]),
        {"localize-restart-translation": "on"}],
    "publishing half": [reverse(category, args=[half.pk]), {"action": "publish"}],
    "a translation by hand": reverse(category, args=[by_hand.pk]),
    "mail to all": reverse("enrolments:write", args=[edition.pk]),
    "notices": reverse("enrolments:changes", args=[edition.pk]),
    "mails": reverse("mails:index"),
    "stale dates": reverse("stale_dates:report"),
    "picture": reverse("picture_uses", args=[article.cover_id]),
    "English": reverse("translations"),
    "personal data": reverse("enrolments:personal_data"),
    "article": reverse("wagtailadmin_pages:edit", args=[article.pk]),
    "training": reverse("wagtailadmin_pages:edit", args=[training.pk]),
    "translation": reverse("wagtailadmin_pages:edit", args=[article.get_translation(
        Translation.objects.first().target_locale).pk]),
}))
"""


@pytest.fixture(scope="module")
def found(demo_settings):
    """The addresses of the screens, by what they are."""
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", FIND],
        cwd=ROOT,
        env=demo_settings,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return json.loads(next(line for line in said.splitlines() if line.startswith("SCREENS"))[7:])


# What Wagtail 8 and wagtail-localize 1.14 draw themselves: the rule, where, and why it stands.
THEIRS = [
    (
        "aria-input-field-name",
        ".public-DraftEditor-content",
        "Draftail names its fields beside them",
    ),
    ("page-has-heading-one", "html:has([data-edit-form])", "Wagtail's forms have a trail, no h1"),
    (
        "page-has-heading-one",
        "html:has(.js-translation-editor)",
        "so has the editor of translations",
    ),
    ("target-size", "#w-minimap-toggle", "Wagtail's button of its map of the page"),
    (
        "label",
        ".ui-autocomplete-input",
        "Wagtail's field for tags: jQuery makes a field of its own",
    ),
    ("link-in-text-block", "#listing-results p > a", "Wagtail's way out of an empty list"),
    ("label", ".js-translation-editor input[type=file]", "wagtail-localize's field for a PO file"),
]


def violations(page, rules: list[str] | None = None) -> list[str]:
    """What axe finds against a page, but for what is Wagtail's own, in a line each."""
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": chosen, "resultTypes": ["violations"]}
    left = []
    for each in axe.Axe().run(page, options=options).response["violations"]:
        for node in each["nodes"]:
            target = node["target"][-1]
            is_theirs = [
                selector
                for rule, selector, _why in THEIRS
                if rule == each["id"]
                and page.evaluate(
                    "([target, selector]) => document.querySelector(target)?.matches(selector)",
                    [target, selector],
                )
            ]
            if not is_theirs:
                left.append(f"{each['id']}: {target} {node['html'][:200]}")
    return left


def open_all(page) -> None:
    """Open what is folded on our screens, so that axe sees it."""
    page.evaluate(
        "document.querySelectorAll('main details:not([hidden])').forEach(d => { d.open = true; })"
    )


def go(page, address) -> None:
    """Open a screen; one that answers to a form is an address and what the form holds."""
    if isinstance(address, str):
        page.goto(address)
        return
    page.goto(address[0])
    with page.expect_navigation():
        page.evaluate(
            """sent => {
              const form = Object.assign(document.createElement('form'), {method: 'post'});
              const token = document.querySelector('[name=csrfmiddlewaretoken]')?.value
                ?? JSON.parse(document.getElementById('wagtail-config').textContent).CSRF_TOKEN;
              for (const [name, value] of Object.entries({...sent, csrfmiddlewaretoken: token}))
                form.append(Object.assign(document.createElement('input'), {name, value}));
              document.body.append(form);
              form.submit();
            }""",
            address[1],
        )
    page.get_by_role("button", name=re.compile("^(Ja, verdergaan|Toch publiceren)")).wait_for()


# Colours that fade into those of the other scheme are neither.
SETTLE = """document.getAnimations().forEach(each => {
  if (each instanceof CSSTransition) each.finish();
})"""


def look(page, number: int) -> list[str]:
    """What is wrong with the screen that is open; every other one is looked at as on a phone.

    In the dark at the other width: what is drawn there is drawn at both, in the colours alone.
    """
    widths = WIDTHS if number % 2 else WIDTHS[::-1]
    wrong = []
    for width, scheme, rules in zip(widths, ("dark", "light"), (OF_COLOURS, None), strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        wrong += [f"{width} {scheme}: {each}" for each in violations(page, rules)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{width}: wider than the window")
    return wrong


def test_no_screen_has_violations(visit, found):
    page = visit(locale="nl-NL", reduced_motion="reduce")
    page.goto("/admin/login/")
    wrong = {"log in": look(page, 0) + look(page, 1)}
    admin.log_in(page, "eigenaar")
    for number, (name, address) in enumerate(found.items()):
        page.set_viewport_size({"width": WIDTHS[number % 2], "height": 900})
        go(page, address)
        open_all(page)
        wrong[name] = look(page, number)
    assert {name: each for name, each in wrong.items() if each} == {}
    assert page.complaints == []
    assert page.refused == []


RIGHT = """rows => Math.max(...rows.flatMap(row => [...row.querySelectorAll('td *')])
  .filter(each => each.checkVisibility() && !each.closest('.w-sr-only'))
  .map(each => each.getBoundingClientRect().right))"""
LISTS = ["planning", "enrolments", "mails", "mail texts", "stale dates", "locations", "users"]


def test_lists_are_cards_on_a_phone(visit, found):
    page = visit(viewport={"width": 360, "height": 900})
    admin.log_in(page, "eigenaar")
    for name in LISTS:
        page.goto(found[name])
        rows = page.locator("main table.listing tbody tr")
        assert rows.evaluate_all(RIGHT) <= 360, name
        # A title has the width of the screen, not that of a column.
        title = rows.first.locator("td.title").first
        assert title.evaluate("cell => cell.getBoundingClientRect().width") > 230, name
    page.goto(found["planning"])
    first = rows.first
    # A title stands on one line, and each number with what it counts.
    assert first.locator(".title-wrapper").first.bounding_box()["height"] < 40
    name = first.locator("[data-name='Aanmeldingen:']")
    assert name.bounding_box()["width"] > 50
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not name.is_visible()


def test_the_head_of_an_edition_is_to_be_read_and_pressed(visit, found):
    page = visit(viewport={"width": 360, "height": 900}, color_scheme="dark")
    admin.log_in(page, "moderator")
    page.goto(found["edition"])
    for name in ("Aanmeldingen", "Nog eens plannen"):
        box = page.locator("header").get_by_role("link", name=name).bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= 360, name
    help_box = page.locator(".help-info").first
    light = "box => getComputedStyle(box).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert max(help_box.evaluate(light)) < 100
    page.set_viewport_size({"width": 1280, "height": 900})
    title = page.locator("header [data-w-breadcrumbs] li").last
    assert title.bounding_box()["width"] > 150
