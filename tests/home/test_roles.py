"""The groups that a new site has, what each may do, and a second pair of eyes."""

import importlib
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, WorkflowPage, WorkflowState

from blog.models import ArticlePage
from events.models import Edition
from home.models import ReviewSettings, StandardPage, User
from home.page_permissions import SitePermissions
from home.roles import EDITORS, MODERATORS, OWNERS, TRANSLATORS, ensure_roles
from tests.factories import (
    ArticlePageFactory,
    PersonFactory,
    StandardPageFactory,
    UserFactory,
    make_edition,
    make_training,
    translate,
)
from tests.roles import browser, person


def rights(group: str) -> set[str]:
    """The rights of a group, on models and, with "page:", on pages."""
    found = Group.objects.get(name=group)
    return {
        f"{row.content_type.app_label}.{row.codename}"
        for row in found.permissions.select_related("content_type")
    } | {
        f"page:{row.permission.codename.removesuffix('_page')}"
        for row in found.page_permissions.select_related("permission")
    }


def ours(group: str) -> set[str]:
    """The same without those that Wagtail's first migrations gave, and that it asks no more."""
    return {name for name in rights(group) if not name.startswith(("wagtailimages", "wagtaildocs"))}


@pytest.fixture
def article(site) -> ArticlePage:
    page = ArticlePageFactory(parent=site.blog, slug="acht")
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


class TestNewSite:
    """What the migrations alone make."""

    def test_it_has_four_groups(self, db):
        assert set(Group.objects.values_list("name", flat=True)) == {
            EDITORS,
            MODERATORS,
            OWNERS,
            TRANSLATORS,
        }

    def test_editors_write_plan_and_publish_but_arrange_nothing(self, db):
        found = rights(EDITORS)
        assert {"page:add", "page:change", "page:publish"} <= found
        assert {"events.add_edition", "events.publish_edition", "blog.change_tag"} <= found
        assert {"home.write_source", "wagtail_localize.submit_translation"} <= found
        assert not found & {"home.arrange_site", "home.change_sitesettings", "home.add_user"}
        assert "wagtailredirects.add_redirect" not in found

    def test_moderators_arrange_and_read_the_history(self, db):
        found = rights(MODERATORS)
        assert rights(EDITORS) < found
        assert {"home.arrange_site", "home.read_history", "page:bulk_delete"} <= found
        assert "home.add_user" not in found

    def test_owners_change_settings_redirects_and_users(self, db):
        found = rights(OWNERS)
        assert ours(MODERATORS) < ours(OWNERS)
        assert {
            "home.add_user",
            "home.change_sitesettings",
            "home.change_reviewsettings",
            "events.change_enrolmentsettings",
            "wagtailredirects.delete_redirect",
        } <= found

    def test_translators_have_no_right_on_any_page_until_there_is_english(self, db):
        assert rights(TRANSLATORS) == {
            "wagtailadmin.access_admin",
            *(
                f"{app}.{action}_{model}"
                for app, model in (("home", "person"), ("events", "location"), ("home", "category"))
                for action in ("change", "publish", "view")
            ),
        }

    def test_translators_are_let_in_where_english_begins(self, site):
        rows = GroupPagePermission.objects.filter(group__name=TRANSLATORS)
        assert {row.page_id for row in rows} == {site.home_en.pk}
        assert rights(TRANSLATORS) >= {"page:change", "page:publish"}

    def test_nobody_is_asked_to_hand_in(self, db):
        assert not WorkflowPage.objects.exists()
        assert not ReviewSettings.load().second_pair_of_eyes

    def test_the_migration_goes_back_and_forth(self, db):
        migration = importlib.import_module("home.migrations.0004_roles")
        before = {name: rights(name) for name in (EDITORS, MODERATORS, OWNERS, TRANSLATORS)}
        migration.undo(apps, None)
        assert set(Group.objects.values_list("name", flat=True)) == {EDITORS, MODERATORS}
        assert "events.add_edition" not in rights(EDITORS)
        assert WorkflowPage.objects.get().page.depth == 1
        migration.make(apps, None)
        assert {name: rights(name) for name in before} == before
        assert not WorkflowPage.objects.exists()

    def test_making_them_once_more_takes_nothing_away(self, db):
        Group.objects.get(name=EDITORS).permissions.add(
            Group.objects.get(name=OWNERS).permissions.get(codename="add_redirect")
        )
        ensure_roles()
        assert "wagtailredirects.add_redirect" in rights(EDITORS)


class TestStructure:
    """Main pages stay in their places for editors; the rest is theirs."""

    @pytest.mark.parametrize(("role", "status"), [("editor", 302), ("moderator", 200)])
    @pytest.mark.parametrize("name", ["delete", "move", "unpublish"])
    def test_main_pages_are_moved_and_removed_by_moderators(self, site, role, status, name):
        page = StandardPageFactory(parent=site.home, title="Contact", slug="contact")
        url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        assert browser(role).get(url).status_code == status

    @pytest.mark.parametrize(("role", "status"), [("editor", 302), ("moderator", 200)])
    def test_main_pages_are_added_by_moderators(self, site, role, status):
        url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", site.home.pk])
        assert browser(role).get(url).status_code == status

    def test_several_main_pages_are_not_deleted_at_once_by_editors(self, site):
        page = StandardPageFactory(parent=site.home, title="Contact", slug="contact")
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        browser("editor").post(f"{url}?id={page.pk}")
        assert StandardPage.objects.filter(pk=page.pk).exists()

    def test_editors_change_main_pages_and_put_pages_below_them(self, site):
        page = StandardPageFactory(parent=site.home, title="Over ons")
        editor = browser("editor")
        for url in (
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            reverse("wagtailadmin_pages:add", args=["home", "standardpage", page.pk]),
            reverse("wagtailadmin_pages:add", args=["blog", "articlepage", site.blog.pk]),
        ):
            assert editor.get(url).status_code == 200, url

    def test_editors_delete_an_article(self, site, article):
        url = reverse("wagtailadmin_pages:delete", args=[article.pk])
        assert browser("editor").post(url).status_code == 302
        assert not ArticlePage.objects.exists()

    def test_editors_cannot_move_a_page_up_among_the_main_ones(self, site):
        above = StandardPageFactory(parent=site.home, title="Over ons")
        page = StandardPageFactory(parent=above, title="Team", slug="team")
        permissions = page.permissions_for_user(person("editor"))
        assert permissions.can_move()
        assert not permissions.can_move_to(Page.objects.get(pk=site.home.pk).specific)

    def test_a_plain_page_knows_the_same_rights_as_its_own_type(self, site):
        """Lists and bulk actions ask the former."""
        page = Page.objects.get(pk=site.blog.pk)
        assert isinstance(site.blog.permissions_for_user(person("editor")), SitePermissions)
        assert not page.permissions_for_user(User.objects.get()).can_delete()


class TestUsers:
    """An owner who is no superuser makes nobody one, and does not touch those who are."""

    @pytest.fixture
    def chief(self, db):
        return UserFactory(email="chief@example.com", is_superuser=True)

    def test_an_owner_makes_a_user_of_a_group(self, site):
        editors = Group.objects.get(name=EDITORS)
        browser("owner").post(
            reverse("wagtailusers_users:add"),
            {
                "email": "anna@example.com",
                "first_name": "Anna",
                "last_name": "Vos",
                "password1": "vragen-staat-vrij",
                "password2": "vragen-staat-vrij",
                "groups": [editors.pk],
                "is_superuser": "on",
            },
        )
        anna = User.objects.get(email="anna@example.com")
        assert list(anna.groups.all()) == [editors]
        assert not anna.is_superuser

    def test_an_owner_changes_no_superuser(self, site, chief):
        url = reverse("wagtailusers_users:edit", args=[chief.pk])
        owner = browser("owner")
        assert owner.get(url)["Location"] == "/admin/"
        owner.post(url, {"email": "mine@example.com", "password1": "a", "password2": "a"})
        chief.refresh_from_db()
        assert chief.email == "chief@example.com"

    def test_the_groups_are_named_in_dutch_with_what_they_do(self, site):
        owner = browser("owner")
        html = owner.get(reverse("wagtailusers_users:add")).content.decode()
        assert "Redacteuren" in html
        assert "schrijven, plannen trainingen" in html
        assert "is_superuser" not in html


class TestReview:
    """A second pair of eyes, that an owner switches on and off."""

    @pytest.fixture
    def on(self, site):
        owner = browser("owner")
        url = reverse("wagtailsettings:edit", args=["home", "reviewsettings"])
        owner.post(owner.get(url)["Location"], {"second_pair_of_eyes": "on"})
        assert ReviewSettings.load().second_pair_of_eyes
        return owner

    def test_editors_then_cannot_publish(self, on, article):
        found = rights(EDITORS)
        assert not {name for name in found if "publish" in name}
        assert "page:publish" in rights(MODERATORS)
        assert not article.permissions_for_user(person("editor")).can_publish()

    def test_a_page_is_handed_in_and_published_once_approved(self, on, article):
        editor, moderator = person("editor"), person("moderator")
        article.introduction = "Nieuw."
        article.save_revision(user=editor)
        article.get_workflow().start(article, editor)
        state = WorkflowState.objects.get()
        assert ArticlePage.objects.get().introduction != "Nieuw."
        task = state.current_task_state.specific
        assert task.task.specific.user_can_access_editor(article, moderator)
        assert not task.task.specific.user_can_access_editor(article, editor)
        task.approve(user=moderator)
        assert ArticlePage.objects.get().introduction == "Nieuw."

    def test_an_edition_is_handed_in_and_published_once_approved(self, on, site):
        edition = make_edition(make_training(site), date(2027, 2, 1), publish=False)
        editor, moderator = browser("editor"), browser("moderator")
        url = reverse("wagtailsnippets_events_edition:edit", args=[edition.pk])
        html = editor.get(url).content.decode()
        assert 'name="action-submit"' in html
        assert 'name="action-publish"' not in html
        edition.get_workflow().start(edition, User.objects.get(email="editor@example.com"))
        assert not Edition.objects.get().live
        assert 'data-workflow-action-name="approve"' in moderator.get(url).content.decode()
        state = WorkflowState.objects.get().current_task_state.specific
        state.approve(user=User.objects.get(email="moderator@example.com"))
        assert Edition.objects.get().live

    def test_switched_off_editors_publish_again(self, on, article):
        url = reverse("wagtailsettings:edit", args=["home", "reviewsettings"])
        on.post(on.get(url)["Location"], {})
        assert "page:publish" in rights(EDITORS)
        assert "events.publish_edition" in rights(EDITORS)
        assert not article.has_workflow
        assert not PersonFactory().has_workflow

    def test_making_the_roles_once_more_leaves_it_on(self, on):
        ensure_roles()
        assert not {name for name in rights(EDITORS) if "publish" in name}

    def test_translators_still_publish_english(self, on, site):
        page = StandardPageFactory(parent=site.home, title="Over ons")
        page.save_revision().publish()
        english = translate(page, {"Over ons": "About us"})
        assert english.permissions_for_user(person("translator")).can_publish()


class TestReportsMenu:
    """Each role is led to the reports that it may see."""

    @pytest.mark.parametrize(
        ("role", "sees_history"), [("translator", False), ("editor", False), ("moderator", True)]
    )
    def test_stale_dates_are_for_all_who_write_and_history_for_moderators(
        self, site, role, sees_history
    ):
        html = browser(role).get("/admin/").content.decode()
        assert reverse("stale_dates:report") in html
        assert (reverse("wagtailadmin_reports:site_history") in html) is sees_history
