"""People log in with their e-mail address, whatever its case; there are no user names."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import GroupApprovalTask
from wagtail.users.models import UserProfile

from home.models import User
from tests.factories import UserFactory
from tests.roles import browser

pytestmark = pytest.mark.indexed

DUPLICATE = "Er is al een gebruiker met dit e-mailadres."


def log_in(client, email, password="geheim"):  # noqa: S107 - of the factory
    """Fill in the log-in form of the admin."""
    return client.post(reverse("wagtailadmin_login"), {"username": email, "password": password})


class TestLoggingIn:
    @pytest.fixture(autouse=True)
    def anna(self, db):
        return UserFactory(email="Anna@example.com", is_superuser=True)

    @pytest.mark.parametrize(
        "typed", ["Anna@example.com", "anna@example.com", "ANNA@EXAMPLE.COM", " anna@example.com "]
    )
    def test_the_case_of_the_address_does_not_matter(self, client, anna, typed):
        response = log_in(client, typed)
        assert response.status_code == 302
        assert response["Location"] == "/admin/"
        assert client.session["_auth_user_id"] == str(anna.pk)

    def test_a_wrong_password_is_refused(self, client):
        response = log_in(client, "anna@example.com", "anders")
        assert response.status_code == 200
        assert "_auth_user_id" not in client.session

    def test_an_unknown_address_is_refused(self, client):
        assert log_in(client, "bert@example.com").status_code == 200
        assert "_auth_user_id" not in client.session

    def test_an_address_without_capitals_can_be_typed_with_them(self, rf):
        bert = UserFactory(email="bert@example.com")
        request = rf.post("/")
        assert authenticate(request, email="Bert@Example.com", password="geheim") == bert

    def test_the_form_asks_for_an_email_address(self, client):
        html = client.get(reverse("wagtailadmin_login")).content.decode()
        assert "E-mailadres" in html
        assert "ebruikersnaam" not in html

    def test_the_link_to_a_new_password_is_mailed_whatever_the_case(self, client, mailoutbox):
        response = client.post(
            reverse("wagtailadmin_password_reset"), {"email": "ANNA@example.com"}
        )
        assert response.status_code == 302
        assert [message.to for message in mailoutbox] == [["Anna@example.com"]]


class TestUser:
    def test_there_is_no_user_name(self):
        assert "username" not in {field.name for field in User._meta.get_fields()}
        assert User.USERNAME_FIELD == "email"
        assert User.REQUIRED_FIELDS == []

    def test_it_is_shown_by_its_name_or_else_its_address(self):
        assert str(User(email="a@example.com", first_name="Anna", last_name="Vos")) == "Anna Vos"
        assert str(User(email="a@example.com")) == "a@example.com"

    def test_it_needs_an_address(self, db):
        with pytest.raises(ValueError, match="A user needs an e-mail address"):
            User.objects.create_user("")

    def test_the_database_refuses_the_same_address_in_other_case(self, db):
        User.objects.create_user("anna@example.com")
        with pytest.raises(IntegrityError):
            User.objects.create_user("Anna@example.com")


class TestCreatesuperuser:
    def test_it_makes_somebody_who_may_do_everything(self, db, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "vragen-staat-vrij")
        call_command("createsuperuser", "--no-input", "--email=anna@example.com", verbosity=0)
        anna = User.objects.get()
        assert (anna.email, anna.is_superuser, anna.is_staff) == ("anna@example.com", True, True)
        assert anna.check_password("vragen-staat-vrij")

    def test_it_refuses_the_same_address_in_other_case(self, db, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "vragen-staat-vrij")
        UserFactory(email="anna@example.com")
        with pytest.raises(CommandError, match="already taken"):
            call_command("createsuperuser", "--no-input", "--email=ANNA@example.com")
        assert User.objects.count() == 1


class TestUsersInTheAdmin:
    def post_new(self, admin, email):
        return admin.post(
            reverse("wagtailusers_users:add"),
            {
                "email": email,
                "first_name": "Anna",
                "last_name": "Vos",
                "password1": "vragen-staat-vrij",
                "password2": "vragen-staat-vrij",
            },
        )

    def test_a_user_is_made(self, admin):
        assert self.post_new(admin, "anna@example.com").status_code == 302
        anna = User.objects.get(email="anna@example.com")
        assert anna.check_password("vragen-staat-vrij")
        assert anna.is_superuser is False

    @pytest.mark.parametrize("email", ["owner@example.com", "OWNER@example.com"])
    def test_an_address_in_use_is_refused_at_its_field(self, admin, email):
        response = self.post_new(admin, email)
        assert response.status_code == 200
        assert response.context["form"].errors == {"email": [DUPLICATE]}
        assert User.objects.count() == 1

    def test_a_user_cannot_take_the_address_of_another(self, admin):
        anna = UserFactory(email="anna@example.com", first_name="Anna", last_name="Vos")
        url = reverse("wagtailusers_users:edit", args=[anna.pk])
        fields = {"email": "Owner@example.com", "first_name": "Anna", "last_name": "Vos"}
        response = admin.post(url, {**fields, "is_active": "on"})
        assert response.context["form"].errors == {"email": [DUPLICATE]}
        # Its own address in other case is its own.
        admin.post(url, {**fields, "email": "Anna@example.com", "is_active": "on"})
        anna.refresh_from_db()
        assert anna.email == "Anna@example.com"
        assert anna.check_password("geheim")

    @pytest.mark.parametrize(("name", "label"), [("index", "E-mailadres"), ("add", "E-mail")])
    def test_no_user_name_is_spoken_of(self, admin, name, label):
        html = admin.get(reverse(f"wagtailusers_users:{name}")).content.decode()
        assert label in html
        assert "ebruikersnaam" not in html

    @pytest.mark.parametrize(
        ("password", "message"),
        [
            ("kort", "Uw wachtwoord moet minstens 10 tekens lang zijn."),
            ("1234567890", "Dit wachtwoord bevat alleen cijfers."),
            ("1234567890", "Dit wachtwoord is te algemeen."),
            ("anna.vos@ex", "Het wachtwoord lijkt te veel op de e-mailadres."),
        ],
    )
    def test_an_easy_password_is_refused_in_dutch(self, admin, password, message):
        response = admin.post(
            reverse("wagtailusers_users:add"),
            {
                "email": "anna.vos@example.com",
                "first_name": "Anna",
                "last_name": "Vos",
                "password1": password,
                "password2": password,
            },
        )
        assert message in response.context["form"].errors["password2"]


class TestSuperusers:
    """Who may do everything is put out of work by nobody who may not."""

    @pytest.fixture
    def boss(self, site):
        return UserFactory(email="boss@example.com", is_superuser=True)

    @pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
    def test_an_owner_leaves_them_alone_in_a_list_as_well(self, boss, action):
        fields = {"mark_as_active": "False", "role": Group.objects.first().pk}
        other = UserFactory(email="bert@example.com")
        address = reverse("wagtail_bulk_action", args=["home", "user", action])
        browser("owner").post(f"{address}?id={boss.pk}&id={other.pk}", fields)
        boss.refresh_from_db()
        assert boss.is_active
        assert not boss.groups.exists()

    def test_others_are_put_out_of_work_by_an_owner(self, boss):
        other = UserFactory(email="bert@example.com")
        address = reverse("wagtail_bulk_action", args=["home", "user", "set_active_state"])
        browser("owner").post(f"{address}?id={other.pk}", {"mark_as_active": "False"})
        other.refresh_from_db()
        assert not other.is_active


class TestLanguageOfTheAdmin:
    def test_it_is_dutch_unless_somebody_chooses_english(self, client, owner):
        client.force_login(owner)
        html = client.get("/admin/").content.decode()
        assert 'lang="nl"' in html
        assert "Instellingen" in html
        from wagtail.users.models import UserProfile

        profile = UserProfile.get_for_user(owner)
        profile.preferred_language = "en"
        profile.save()
        html = client.get("/admin/").content.decode()
        assert 'lang="en"' in html
        assert "Settings" in html


class TestNamesOfGroups:
    """A group that is a role is called what people read elsewhere, in their language."""

    NAMES = {
        "nl": ["Redacteuren", "Moderatoren", "Eigenaars", "Vertalers"],
        "en": ["Editors", "Moderators", "Owners", "Translators"],
    }

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_in_the_list_of_groups(self, admin, owner, language):
        Group.objects.create(name="Zomerploeg")
        UserProfile.objects.update_or_create(user=owner, defaults={"preferred_language": language})
        html = admin.get(reverse("wagtailusers_groups:index")).content.decode()
        shown = re.findall(r'/admin/groups/edit/\d+/"[^>]*>\s*([^<]+?)\s*</a>', html)
        assert sorted(shown) == sorted([*self.NAMES[language], "Zomerploeg"])

    def test_where_users_are_picked_by_group(self, admin):
        html = admin.get(reverse("wagtailusers_users:index")).content.decode()
        for name in self.NAMES["nl"]:
            assert name in html
        for name in self.NAMES["en"]:
            assert not re.search(rf">\s*{name}\s*<", html)

    def test_who_reviews_a_step_of_a_workflow(self, admin):
        task = GroupApprovalTask.objects.first()
        html = admin.get(
            reverse("wagtailadmin_workflows:edit_task", args=[task.pk])
        ).content.decode()
        assert "Redacteuren" in html
        assert not re.search(r">\s*(Editors|Moderators)\s*<", html)

    def test_code_knows_them_by_their_own_name(self, db):
        assert set(Group.objects.values_list("name", flat=True)) >= set(self.NAMES["en"])
