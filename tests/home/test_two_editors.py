"""Two editors, or two tabs, on one thing: the second to save is asked before it overwrites."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import querydict_from_html

from blog.models import Tag
from events.models import EnrolmentSettings, Letter
from home.models import SiteSettings
from tests.factories import (
    PersonFactory,
    StandardPageFactory,
    UserFactory,
    make_edition,
    make_training,
)


def filled(html: str) -> dict:
    """What the browser would send of the form as it is shown."""
    forms = BeautifulSoup(html, "html.parser").find_all("form")
    number = next(number for number, each in enumerate(forms) if each.has_attr("data-edit-form"))
    data = querydict_from_html(html, form_index=number).copy()
    # A stream is built by a script.
    data.setdefault("body-count", "0")
    # The line break that a text area begins with is none of its words.
    for name, value in list(data.items()):
        data[name] = value.removeprefix("\n") if isinstance(value, str) else value
    return data


def form(client, url) -> dict:
    """The form as somebody opens it."""
    return filled(client.get(url).content.decode())


@pytest.fixture(params=["page", "person", "edition"])
def thing(request, site):
    if request.param == "page":
        row = StandardPageFactory(parent=site.home, introduction="Eerst.")
        row.save_revision()
        return row, reverse("wagtailadmin_pages:edit", args=[row.pk]), "introduction"
    if request.param == "person":
        row = PersonFactory()
        row.save_revision()
        return row, reverse("wagtailsnippets_home_person:edit", args=[row.pk]), "role"
    row = make_edition(make_training(site), date(2027, 2, 1))
    return row, reverse("wagtailsnippets_events_edition:edit", args=[row.pk]), "capacity"


def latest(row):
    return type(row).objects.get(pk=row.pk).get_latest_revision_as_object()


@pytest.fixture
def colleague(db):
    """A browser in which somebody else is logged in."""
    browser = Client()
    anna = UserFactory(
        email="anna@example.com",
        first_name="Anna",
        last_name="de Wit",
        is_superuser=True,
        is_staff=True,
    )
    browser.force_login(anna)
    return browser


def test_the_second_to_save_is_asked_and_loses_nothing(admin, colleague, thing):
    row, url, field = thing
    one, two = ("8", "9") if field == "capacity" else ("Van de een", "Van de ander")
    first, second = form(colleague, url), form(admin, url)
    first[field], second[field] = one, two
    assert colleague.post(url, first).status_code == 302
    answer = admin.post(url, second)
    html = answer.content.decode()
    assert "Niet bewaard: Anna de Wit heeft op 24 november 2026 7.00 een nieuwere" in html
    assert "Wat je hebt geschreven staat hieronder. Vergelijk het met de nieuwere" in html
    assert two in html
    assert str(getattr(latest(row), field)) == one
    # What was shown is sent once more, knowing now.
    again = filled(html)
    assert again[field] == two
    assert admin.post(url, again).status_code == 302
    assert str(getattr(latest(row), field)) == two


def test_who_saved_on_another_tab_is_asked_as_well(admin, thing):
    row, url, field = thing
    one, two = ("8", "9") if field == "capacity" else ("Van de een", "Van de ander")
    first, second = form(admin, url), form(admin, url)
    first[field], second[field] = one, two
    assert admin.post(url, first).status_code == 302
    html = admin.post(url, second).content.decode()
    assert "Niet bewaard: je hebt zelf op een ander tabblad of in een ander venster" in html
    assert filled(html)[field] == two
    assert str(getattr(latest(row), field)) == one


def test_what_a_form_saved_by_itself_is_its_own(admin, thing):
    row, url, field = thing
    sent = form(admin, url)
    sent[field] = "8" if field == "capacity" else "Half"
    by_itself = admin.post(url, sent, headers={"Accept": "application/json"}).json()
    assert by_itself["success"]
    # As autosave.js does.
    sent["loaded_revision_id"] = str(by_itself["revision_id"])
    sent["loaded_revision_created_at"] = by_itself["revision_created_at"]
    sent[field] = "9" if field == "capacity" else "Heel"
    assert admin.post(url, sent).status_code == 302
    assert str(getattr(latest(row), field)) == sent[field]


def test_one_editor_is_never_asked(admin, thing):
    row, url, field = thing
    for value in ("3", "4"):
        sent = form(admin, url)
        sent[field] = value
        assert admin.post(url, sent).status_code == 302
    assert str(getattr(latest(row), field)) == "4"


def test_each_is_told_of_the_other(admin, colleague, thing):
    """Wagtail's own notice, which asks the server every ten seconds."""
    _row, url, _field = thing
    colleague.get(url)
    page = BeautifulSoup(admin.get(url).content, "html.parser")
    asked = page.find("form", class_="w-editing-sessions")["data-w-swap-src-value"]
    told = admin.post(asked).json()
    assert [other["user"] for other in told["other_sessions"]] == ["Anna de Wit"]
    assert "Anna de Wit" in BeautifulSoup(told["html"], "html.parser").get_text()


class TestWithoutRevisions:
    """Settings, texts of mails and tags."""

    @pytest.fixture(params=["settings", "enrolling", "letter", "tag"])
    def plain(self, request, site):
        if request.param == "settings":
            row, field = SiteSettings.for_site(Site.objects.get()), "organisation"
            return (
                row,
                reverse("wagtailsettings:edit", args=["home", "sitesettings", row.site_id]),
                field,
            )
        if request.param == "enrolling":
            row, field = EnrolmentSettings.for_site(Site.objects.get()), "confirm_by_link"
            url = reverse("wagtailsettings:edit", args=["events", "enrolmentsettings", row.site_id])
            return row, url, field
        if request.param == "letter":
            Letter.complete()
            row = Letter.objects.first()
            return row, reverse("wagtailsnippets_events_letter:edit", args=[row.pk]), "subject"
        row = Tag.objects.create(name="Thee", slug="thee")
        return row, reverse("wagtailsnippets_blog_tag:edit", args=[row.pk]), "name"

    def test_the_second_to_save_is_shown_what_is_stored_and_loses_nothing(
        self, admin, colleague, plain
    ):
        row, url, field = plain
        first, second = form(colleague, url), form(admin, url)
        if field == "confirm_by_link":
            first.pop(field)
            second[field] = "on"
            assert colleague.post(url, first).status_code == 302
            html = admin.post(url, second).content.decode()
            one, shown = False, "Nu bewaard: “Nee”"
        else:
            first[field], second[field] = "Van de een", "Van de ander"
            assert colleague.post(url, first).status_code == 302
            html = admin.post(url, second).content.decode()
            one, shown = "Van de een", "Nu bewaard: “Van de een”"
        assert "Niet bewaard: Anna de Wit heeft op 24 november 2026 7.00 een nieuwere" in html
        assert shown in html
        row.refresh_from_db()
        assert getattr(row, field) == one
        again = filled(html)
        if field == "confirm_by_link":
            assert BeautifulSoup(html, "html.parser").find(
                "input", {"name": field, "checked": True}
            )
            again[field] = "on"
        assert again[field] == second[field]
        assert admin.post(url, again).status_code == 302
        row.refresh_from_db()
        assert getattr(row, field) != one

    def test_who_agrees_or_changes_nothing_newer_is_not_asked(self, admin, colleague, plain):
        row, url, field = plain
        first, second = form(colleague, url), form(admin, url)
        if field == "confirm_by_link":
            first.pop(field)
            second.pop(field)
        else:
            first[field] = second[field] = "Eens"
        assert colleague.post(url, first).status_code == 302
        assert admin.post(url, second).status_code == 302

    def test_ones_own_other_tab_is_named_so(self, admin, plain):
        _row, url, field = plain
        first, second = form(admin, url), form(admin, url)
        if field == "confirm_by_link":
            first.pop(field)
            second[field] = "on"
        else:
            first[field], second[field] = "Een", "Twee"
        assert admin.post(url, first).status_code == 302
        html = admin.post(url, second).content.decode()
        assert "je hebt zelf op een ander tabblad of in een ander venster" in html

    def test_a_form_of_before_without_marks_is_taken(self, admin, plain):
        _row, url, _field = plain
        for marks in (None, "x", "[]"):
            sent = form(admin, url)
            sent.pop("opened")
            if marks:
                sent["opened"] = marks
            assert admin.post(url, sent).status_code == 302
