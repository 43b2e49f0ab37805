"""In their own account people change their picture and password, within the site's limits."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from home import passwords


def picture(kind="PNG", size=(20, 20)):
    """The bytes of a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "#2a6f6f").save(buffer, kind)
    return buffer.getvalue()


def change(admin, owner, **more):
    """Send the form of the account."""
    fields = {
        "name_email-first_name": "Anna",
        "name_email-last_name": "de Wit",
        "name_email-email": owner.email,
        "locale-preferred_language": "nl",
        "locale-current_time_zone": "Europe/Amsterdam",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
    }
    return admin.post(reverse("wagtailadmin_account"), {**fields, **more})


class TestPicture:
    def upload(self, admin, owner, name, content):
        change(admin, owner, **{"avatar-avatar": SimpleUploadedFile(name, content)})
        return UserProfile.objects.get(user=owner).avatar

    @pytest.mark.parametrize(
        ("name", "content", "kind"),
        [
            ("anna.png", picture(), "image/png"),
            ("anna.jpg", picture("JPEG", (900, 500)), "image/jpeg"),
            ("anna.webp", picture("WEBP"), "image/webp"),
        ],
    )
    def test_is_shown_to_those_who_work_here_and_to_nobody_else(
        self, admin, owner, site, name, content, kind
    ):
        avatar = self.upload(admin, owner, name, content)
        assert avatar.url in admin.get(reverse("wagtailadmin_account")).content.decode()
        response = admin.get(avatar.url)
        assert (response.status_code, response["Content-Type"]) == (200, kind)
        assert "private" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]
        assert Client().get(avatar.url).status_code == 404

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("anna.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
            ("anna.pdf", picture()),
            ("anna.png", picture("JPEG")),
            ("anna.png", b"<html>"),
            ("anna.png", b""),
            ("anna.jpg", picture("JPEG", (900, 500))[:900]),
            ("anna.bmp", picture("BMP")),
        ],
    )
    def test_is_a_whole_picture_of_a_kind_that_the_site_takes(
        self, admin, owner, site, name, content
    ):
        assert not self.upload(admin, owner, name, content)

    def test_nobody_reaches_another_file_that_way(self, admin, site):
        for name in ("..", "%2e%2e", "../original_images/a.png", "x.png"):
            assert admin.get(f"/media/avatar_images/{name}").status_code == 404


class TestPassword:
    def change(self, admin, owner, old):
        return change(
            admin,
            owner,
            **{
                "password-old_password": old,
                "password-new_password1": "vragen-staat-vrij",
                "password-new_password2": "vragen-staat-vrij",
            },
        )

    def test_the_old_one_is_not_guessed_without_end(self, admin, owner, site):
        for _each in range(passwords.TRIES):
            self.change(admin, owner, "fout")
        response = self.change(admin, owner, "geheim")
        assert "Er waren te veel pogingen" in response.content.decode()
        owner.refresh_from_db()
        assert owner.check_password("geheim")

    def test_who_knows_it_has_another(self, admin, owner, site):
        assert self.change(admin, owner, "geheim").status_code == 302
        owner.refresh_from_db()
        assert owner.check_password("vragen-staat-vrij")
