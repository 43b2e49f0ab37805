"""The dashboard: a greeting, what people come to do, what waits for them; each sees their own."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.admin.views.home import HomeView
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask
from wagtail_localize.models import Translation, TranslationSource

from blog.dashboard import ReadPanel
from events.coming_panel import ComingPanel
from home import dashboard, review
from home.dashboard import Need, Needs, buttons_for, needs_of
from home.dashboard_panels import ButtonsPanel, NeedsPanel
from home.models import Person, StandardPage
from home.roles import TRANSLATORS
from home.stale_dates import stale_pages
from tests.conftest import NOW
from tests.factories import (
    ArticlePageFactory,
    PersonFactory,
    StandardPageFactory,
    UserFactory,
    make_training,
    translate,
)
from tests.markup import tidy
from tests.roles import browser

pytestmark = pytest.mark.once

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# The questions of each panel, for whoever may do most.
# All that the screen asks, with what Wagtail asks for its frame and its menu.
WHOLE = {"editor": 48, "translator": 37, "owner": 47}
FIGURES = {"ButtonsPanel": 4, "NeedsPanel": 44, "ComingPanel": 6, "ReadPanel": 4}


def member_of(group, **fields):
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(site):
    return member_of("Editors", email="rik@example.com", first_name="Rik", last_name="Redacteur")


@pytest.fixture
def moderator(site):
    return member_of("Moderators", email="mia@example.com", first_name="Mia")


@pytest.fixture
def translator(site):
    user = UserFactory(email="vera@example.com", first_name="Vera")
    user.groups.add(Group.objects.get(name=TRANSLATORS))
    return user


def seen_by(client, user) -> str:
    """The dashboard as somebody sees it, from the greeting on."""
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    return tidy(page[page.index('<div class="dashboard">') :])


def waiting(user, heading) -> list[tuple[str, str]]:
    """What waits for somebody under a heading: title and sentence."""
    found = [needs for needs in needs_of(user, NOW) if needs.heading == heading]
    return [(need.title, need.sentence) for needs in found for need in needs.items]


def headings(user) -> list[str]:
    return [needs.heading for needs in needs_of(user, NOW)]


def draft_by(user, page, title):
    page.title = title
    page.save_revision(user=user)


class TestPage:
    @pytest.mark.parametrize(
        ("hour", "words"),
        [
            (4, "Goedenavond, Rik"),
            (7, "Goedemorgen, Rik"),
            (12, "Goedemiddag, Rik"),
            (18, "Goedenavond, Rik"),
        ],
    )
    def test_greets_by_the_hour_and_says_the_date(self, client, editor, time_machine, hour, words):
        time_machine.move_to(datetime(2026, 11, 24, hour, 30, tzinfo=AMSTERDAM))
        page = seen_by(client, editor)
        assert words in re.search("<h1.*?</h1>", page)[0]
        assert "dinsdag 24 november 2026" in page

    def test_greets_who_gave_no_name(self, client, site):
        assert re.search("<h1[^>]*>Goedemorgen</h1>", seen_by(client, member_of("Editors")))

    def test_has_none_of_wagtails_own_panels(self, client, owner, site):
        page = seen_by(client, owner)
        assert "w-summary" not in page
        assert "w-panel--dashboard" not in page
        assert "guide.wagtail.org" not in page

    def test_replaces_the_panels_that_wagtail_has_now(self, rf, owner, monkeypatch):
        """One that Wagtail adds would be gone unseen: look whether it is worth keeping."""
        monkeypatch.setattr(hooks, "get_hooks", lambda name: [])
        request = rf.get("/admin/")
        request.user = owner
        view = HomeView()
        view.setup(request)
        assert [panel.name for panel in view.get_panels()] == [
            "workflow_objects_to_moderate",
            "user_objects_in_workflow_moderation",
            "recent_edits",
            "locked_pages",
        ]

    def test_says_kindly_that_nothing_waits(self, client, editor):
        assert "Er wacht niets op je. Alles is in orde." in seen_by(client, editor)


class TestButtons:
    def titles(self, user):
        return [button.title for button in buttons_for(user)]

    @pytest.mark.parametrize("group", ["Editors", "Moderators"])
    def test_editors_and_moderators_write_plan_and_look(self, site, group):
        assert self.titles(member_of(group)) == [
            "Schrijf een artikel",
            "Plan een training",
            "Bekijk aanmeldingen",
        ]

    def test_the_owner_does_too(self, owner, site):
        assert len(self.titles(owner)) == 3

    def test_translators_translate(self, translator, site):
        (button,) = buttons_for(translator)
        assert button.title == "Vertaal"
        assert button.url == f"/admin/pages/{site.home_en.pk}/"

    def test_each_opens(self, client, editor):
        client.force_login(editor)
        for button in buttons_for(editor):
            assert client.get(button.url).status_code == 200

    def test_no_more_than_three_are_shown(self, editor, monkeypatch):
        def four(user):
            return [dashboard.Button(f"Knop {number}", "", "/", "edit") for number in range(4)]

        monkeypatch.setattr(dashboard, "_buttons", [(1, four)])
        assert self.titles(editor) == ["Knop 0", "Knop 1", "Knop 2"]


class TestNeeds:
    def needs(self, number):
        return Needs("Soort", [Need(f"Ding {each}", "Doe iets.", "/") for each in range(number)])

    def test_a_few_are_shown_and_the_rest_unfolds(self):
        needs = self.needs(50)
        assert [len(needs.shown), len(needs.folded), needs.more, needs.left_out] == [4, 40, 46, 6]

    def test_the_page_says_how_many_more(self, client, editor, monkeypatch):
        monkeypatch.setattr(dashboard, "_needs", [(1, lambda user, now: [self.needs(50)])])
        page = seen_by(client, editor)
        assert "<summary> Nog 46 </summary>" in page
        assert "En nog 6 die hier niet staan." in page
        assert "Er wacht niets op je" not in page

    def test_come_in_the_order_that_was_registered(self, editor, monkeypatch):
        def of(heading):
            return lambda user, now: [Needs(heading, [Need("a", "b", "/")]), Needs("Leeg", [])]

        monkeypatch.setattr(dashboard, "_needs", [(2, of("Daarna")), (1, of("Eerst"))])
        assert headings(editor) == ["Eerst", "Daarna"]


class TestUnfinishedWork:
    MINE, OTHERS = "Waar je mee bezig was", "Waar anderen mee bezig zijn"

    def test_is_ones_own_and_that_of_others(self, site, editor, moderator):
        never = StandardPageFactory(parent=site.home, title="Nieuw", slug="nieuw", live=False)
        draft_by(editor, never, "Nieuw")
        changed = StandardPageFactory(parent=site.home, title="Contact", slug="contact")
        draft_by(moderator, changed, "Bel ons")
        assert waiting(editor, self.MINE) == [
            (
                "Nieuw",
                "Pagina. Je hebt dit op dinsdag 24 november bewaard; het is nog niet gepubliceerd.",
            )
        ]
        assert waiting(editor, self.OTHERS) == [
            (
                "Bel ons",
                "Pagina. Mia heeft dit op dinsdag 24 november gewijzigd; lezers zien dat nog niet.",
            )
        ]

    def test_is_not_what_waits_for_a_review(self, site, editor, moderator):
        review.apply(on=True)
        page = StandardPageFactory(parent=site.home, title="Contact", slug="contact")
        person = PersonFactory()
        for thing, changes in ((page, {"title": "Bel ons"}), (person, {"role": "Coach"})):
            for name, value in changes.items():
                setattr(thing, name, value)
            thing.save_revision(user=editor)
        assert len(waiting(editor, self.MINE)) == 2
        for thing in (page, person):
            thing.get_workflow().start(thing, editor)
        assert waiting(editor, self.MINE) == []
        assert waiting(moderator, self.OTHERS) == []

    def test_leads_to_its_form(self, client, site, editor):
        page = StandardPageFactory(parent=site.home, title="Contact", slug="contact")
        draft_by(editor, page, "Bel ons")
        assert f'<a href="/admin/pages/{page.pk}/edit/">Bel ons</a>' in seen_by(client, editor)

    def test_is_over_when_it_is_published(self, site, editor):
        page = StandardPageFactory(parent=site.home, title="Contact", slug="contact")
        draft_by(editor, page, "Bel ons")
        page.latest_revision.publish()
        assert waiting(editor, self.MINE) == []

    def test_what_waits_for_its_moment_is_done(self, site, editor):
        page = StandardPageFactory(parent=site.home, title="Later", slug="later", live=False)
        page.go_live_at = NOW + timedelta(days=1)
        page.save_revision(user=editor).publish()
        assert waiting(editor, self.MINE) == []

    def test_may_be_a_person(self, site, editor):
        person = PersonFactory()
        person.role = "Trainer"
        person.save_revision(user=editor)
        assert waiting(editor, self.MINE)[0][0] == "Marit Hoekstra"

    def test_a_translation_in_the_making_is_no_draft(self, site, editor):
        about = StandardPageFactory(parent=site.home, title="Over ons", slug="over-ons")
        translate(about, {}, user=editor, publish=False)
        assert waiting(editor, self.MINE) == []
        assert ("Over ons", "1 tekst om te vertalen") in waiting(editor, "Engels dat niet bij is")

    def test_is_for_who_can_go_on_with_it(self, site, translator, editor):
        page = StandardPageFactory(parent=site.home, title="Contact", slug="contact")
        draft_by(editor, page, "Bel ons")
        assert headings(translator) == []


@pytest.fixture
def reviewed(site):
    """Pages wait for a second pair of eyes: those of moderators."""
    workflow = Workflow.objects.create(name="Second pair of eyes")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name="Moderators"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


class TestReviews:
    def start(self, site, workflow, user, number=0):
        page = StandardPageFactory(
            parent=site.home, title=f"Contact {number}", slug=f"contact-{number}"
        )
        page.save_revision(user=user)
        return page, workflow.start(page, user)

    def test_wait_for_who_can_give_them(self, site, reviewed, editor, moderator):
        page, _state = self.start(site, reviewed, editor)
        assert waiting(moderator, "Wacht op jouw beoordeling") == [
            ("Contact 0", "Rik Redacteur vroeg op dinsdag 24 november om een beoordeling.")
        ]
        assert "Wacht op jouw beoordeling" not in headings(editor)
        # It is not unfinished besides.
        assert "Waar anderen mee bezig zijn" not in headings(moderator)

    def test_come_back_with_what_is_asked(self, site, reviewed, editor, moderator):
        _page, state = self.start(site, reviewed, editor)
        state.current_task_state.reject(user=moderator, comment="Welke maandag?")
        assert waiting(editor, "Naar jou teruggestuurd") == [
            ("Contact 0", "Mia vraagt je: ‘Welke maandag?’")
        ]
        assert "Wacht op jouw beoordeling" not in headings(moderator)


class TestTranslations:
    HEADING = "Engels dat niet bij is"

    @pytest.fixture
    def about(self, site):
        page = StandardPageFactory(parent=site.home, title="Over ons", slug="over-ons")
        page.introduction = ""
        page.save_revision().publish()
        return StandardPage.objects.get(pk=page.pk)

    def test_one_that_is_missing_is_for_who_may_send_it(self, site, about, editor, translator):
        assert ("Over ons", "Nog niet in het Engels") in waiting(editor, self.HEADING)
        assert waiting(translator, self.HEADING) == []

    def test_one_that_is_complete_is_not_named(self, about, translator, editor):
        translate(about, {"Over ons": "About us"})
        assert waiting(translator, self.HEADING) == []
        assert waiting(editor, self.HEADING) == []

    def test_one_that_is_not_published_is(self, about, translator):
        translate(about, {"Over ons": "About us"}, publish=False)
        assert waiting(translator, self.HEADING) == [
            ("Over ons", "Vertaald; nog niet gepubliceerd")
        ]

    def test_one_of_which_the_dutch_changed_is(self, about, translator, time_machine):
        english = translate(about, {"Over ons": "About us"})
        time_machine.move_to(NOW + timedelta(hours=1))
        about.title = "Wie wij zijn"
        about.save_revision().publish()
        found = [need for needs in needs_of(translator, NOW) for need in needs.items]
        assert [need.url for need in found] == [f"/admin/pages/{english.pk}/edit/"]
        assert found[0].title == "Wie wij zijn"

    def test_one_that_was_written_by_hand_is_left_alone(self, site, editor):
        assert Translation.objects.count() == 0
        assert TranslationSource.objects.count() == 0
        assert waiting(editor, self.HEADING) == []

    def test_people_are_translated_too(self, site, editor):
        PersonFactory()
        assert ("Marit Hoekstra", "Nog niet in het Engels") in waiting(editor, self.HEADING)


class TestStaleDates:
    HEADING = "Data in de tekst om na te kijken"

    def test_are_quoted_with_what_is_wrong(self, site, editor, translator):
        page = StandardPageFactory(parent=site.home, title="Nieuws", slug="nieuws")
        page.introduction = "We beginnen op maandag 26 januari 2026, en op 2 februari 2026 weer."
        page.save_revision().publish()
        (found,) = [each for each in needs_of(editor, NOW) if each.heading == self.HEADING]
        (need,) = found.items
        assert need.title == "Nieuws"
        assert need.sentence == (
            "‘maandag 26 januari 2026’: Deze dag is voorbij: het was maandag 26 januari 2026. "
            "Nog 1 datum."
        )
        assert need.url.startswith(f"/admin/pages/{page.pk}/edit/")
        assert found.url == "/admin/reports/stale-dates/"
        assert waiting(translator, self.HEADING) == []


class TestLocks:
    def test_are_for_who_turned_the_key(self, site, owner, moderator):
        Page.objects.filter(pk=site.blog.pk).update(locked=True, locked_by=owner, locked_at=NOW)
        assert waiting(owner, "Door jou op slot gezet") == [
            ("Blog", "Niemand anders kan dit wijzigen tot je het van het slot haalt.")
        ]
        assert waiting(moderator, "Door jou op slot gezet") == []


class TestQueries:
    """As many questions for few things as for many."""

    PANELS = [ButtonsPanel, NeedsPanel, ComingPanel, ReadPanel]

    def measure(self, user):
        request, numbers = RequestFactory().get("/admin/"), {}
        # What was read of a page is kept.
        stale_pages(NOW)
        for panel in self.PANELS:
            # As in a new request: what is known of a person's rights is forgotten.
            request.user = type(user).objects.get(pk=user.pk)
            with CaptureQueriesContext(connection) as queries:
                panel().render_html({"request": request})
            numbers[panel.__name__] = len(queries)
        return numbers

    def grow(self, site, workflow, editor, moderator, begin, number):
        from tests.events.test_dashboard import plan_all_sorts

        for each in range(begin, begin + number):
            page = StandardPageFactory(parent=site.home, title=f"Pagina {each}", slug=f"p-{each}")
            translate(page, {}, publish=False)
            draft_by(editor, page, f"Nieuw {each}")
            locked = StandardPageFactory(parent=site.home, title=f"Slot {each}", slug=f"s-{each}")
            Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=moderator)
            asked = StandardPageFactory(parent=site.home, title=f"Vraag {each}", slug=f"v-{each}")
            asked.save_revision(user=editor)
            workflow.start(asked, editor)
            back = StandardPageFactory(parent=site.home, title=f"Terug {each}", slug=f"t-{each}")
            back.save_revision(user=moderator)
            state = workflow.start(back, moderator)
            state.current_task_state.reject(user=editor, comment="Kijk nog eens.")
            PersonFactory(name=f"Persoon {each}").save_revision(user=editor)
            training = plan_all_sorts(site, each)
            ArticlePageFactory(parent=site.blog, slug=f"artikel-{each}", related_training=training)

    def test_of_each_panel_are_as_many_for_few_as_for_many(
        self, site, reviewed, editor, moderator, translator, owner
    ):
        make_training(site, slug="gewoon")
        self.grow(site, reviewed, editor, moderator, 0, 2)
        people = {"editor": editor, "moderator": moderator, "owner": owner, "Vera": translator}
        before = {name: self.measure(user) for name, user in people.items()}
        assert len(headings(moderator)) >= 9
        self.grow(site, reviewed, editor, moderator, 2, 5)
        assert {name: self.measure(user) for name, user in people.items()} == before
        most = {panel: max(row[panel] for row in before.values()) for panel in before["owner"]}
        assert most == FIGURES
        assert Person.objects.count() > 7

    def test_the_whole_screen_takes_no_more_than_this(self, site):
        plan = make_training(site, slug="gewoon")
        ArticlePageFactory(parent=site.blog, slug="artikel", related_training=plan)
        for role, most in WHOLE.items():
            client = browser(role)
            client.get("/admin/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/admin/")
            assert len(queries) <= most, role
