"""Wagtail's log says who exported, erased, cancelled and wrote; it names nobody who enrolled."""

import re
from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from events import audit
from events.models import Enrolment, Interest
from tests.conftest import NOW
from tests.factories import make_edition, make_training
from tests.roles import browser, person

pytestmark = pytest.mark.indexed


@pytest.fixture
def edition(site):
    return make_edition(make_training(site), date(2027, 2, 1))


@pytest.fixture
def enrolment(edition):
    return Enrolment.objects.create(
        edition=edition,
        name="Carla Klant",
        email="carla@example.com",
        language="nl",
        created_at=NOW,
        confirmed_at=NOW,
        state="confirmed",
    )


def entry(action):
    """The one entry of that kind."""
    found = [
        *ModelLogEntry.objects.filter(action=action),
        *PageLogEntry.objects.filter(action=action),
    ]
    assert len(found) == 1
    return found[0]


def test_who_exports_a_list(edition, enrolment):
    client = browser("editor")
    client.get(reverse("enrolments:export", args=[edition.pk, "csv"]))
    told = entry(audit.EXPORTED)
    assert told.user.email == "editor@example.com"
    assert told.timestamp == NOW or told.timestamp > NOW
    assert told.object_id == str(edition.pk)
    assert str(told.message) == "De lijst met deelnemers is geëxporteerd"


def test_who_exports_those_who_are_interested(edition, site):
    browser("editor").get(
        reverse("enrolments:interested_export", args=[edition.training_id, "csv"])
    )
    assert entry(audit.EXPORTED).page_id == edition.training_id


def test_who_gives_and_erases_a_person(edition, enrolment):
    client = browser("editor")
    address = reverse("enrolments:personal_data")
    client.post(address, {"email": "carla@example.com", "act": "export"})
    client.post(address, {"email": "carla@example.com", "act": "erase", "sure": "on"})
    for action in (audit.GIVEN, audit.ERASED):
        told = entry(action)
        assert told.object_id == str(edition.pk)
        assert told.user.email == "editor@example.com"
        words = f"{told.label} {told.message} {told.data}"
        assert "carla" not in words.casefold()


def test_of_who_only_wanted_to_know_the_training_is_named(edition):
    Interest.objects.create(
        training=edition.training, email="dirk@example.com", language="nl", created_at=NOW
    )
    browser("editor").post(
        reverse("enrolments:personal_data"),
        {"email": "dirk@example.com", "act": "erase", "sure": "on"},
    )
    assert entry(audit.ERASED).page_id == edition.training_id


@pytest.mark.parametrize(
    ("decision", "action", "words"),
    [("cancel", audit.CANCELLED, "Geannuleerd"), ("postpone", audit.POSTPONED, "Uitgesteld")],
)
def test_who_decides_about_an_edition(edition, decision, action, words):
    from events.planning_decisions import DECISIONS, decide

    user = person("editor")
    decide(edition.pk, DECISIONS[decision], {"nl": "Te weinig mensen"}, user)
    told = entry(action)
    assert (told.user, str(told.message)) == (user, words)


def test_who_writes_to_everyone(edition, enrolment):
    client = browser("editor")
    address = reverse("enrolments:write", args=[edition.pk])
    words = {"stamp": "eens", "to": ["confirmed"], "subject_nl": "Let op", "text_nl": "Een trui."}
    page = client.post(address, {**words, "act": "look"}).content.decode()
    marks = {
        name: re.search(rf'name="{name}"\s+value="(\w+)"', page)[1] for name in ("seen", "words")
    }
    # Looking is not writing.
    assert not ModelLogEntry.objects.filter(action=audit.WRITTEN).exists()
    for _time in range(2):
        client.post(address, {**words, **marks, "act": "send"})
    told = entry(audit.WRITTEN)
    assert (told.user.email, told.object_id) == ("editor@example.com", str(edition.pk))
    assert "carla" not in f"{told.label} {told.data}".casefold()
    html = browser("moderator").get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Iedereen is geschreven" in html


def test_moderators_read_it_in_the_history_of_the_site(edition, enrolment):
    browser("editor").get(reverse("enrolments:export", args=[edition.pk, "csv"]))
    html = browser("moderator").get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "De lijst met deelnemers is geëxporteerd" in html
    assert "Carla" not in html


def test_settings_promotions_and_redirects_are_in_it_as_well(site):
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.models import Site

    from home.models import SiteSettings

    client = browser("owner")
    settings_of = SiteSettings.for_site(Site.objects.get())
    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", settings_of.site_id])
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    client.post(address, {**data, "organisation": "De Vraagzaak"})
    client.post(
        reverse("wagtailredirects:add"),
        {
            "old_path": "/oud/",
            "site": "",
            "redirect_link": "https://example.com/",
            "is_permanent": "on",
        },
    )
    assert Redirect.objects.exists()
    kinds = {(each.content_type.model, each.action) for each in ModelLogEntry.objects.all()}
    assert {("sitesettings", "wagtail.edit"), ("redirect", "wagtail.create")} <= kinds
