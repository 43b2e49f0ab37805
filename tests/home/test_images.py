"""Pictures carry the name of their maker, and only kinds that are safe to show are let in."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from home.models import SiteImage, SiteRendition
from tests.factories import SiteImageFactory

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind="PNG"):
    """The bytes of a small picture."""
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, kind)
    return buffer.getvalue()


def upload(admin, name, content):
    """Upload a file in the admin's form of one picture."""
    return admin.post(
        reverse("wagtailimages:add"),
        {
            "title": "Stoelen",
            "credit": "Foto: Anna de Vries",
            "file": SimpleUploadedFile(name, content),
            "collection": "1",
        },
    )


class TestCredit:
    def test_the_model_is_ours(self):
        assert get_image_model() is SiteImage
        assert SiteImage.get_rendition_model() is SiteRendition

    def test_it_is_in_the_form_and_is_saved(self, admin):
        form = admin.get(reverse("wagtailimages:add")).content.decode()
        assert 'name="credit"' in form
        assert upload(admin, "stoelen.png", picture()).status_code == 302
        image = SiteImage.objects.get()
        assert (image.title, image.credit) == ("Stoelen", "Foto: Anna de Vries")
        assert (image.width, image.height) == (40, 30)

    def test_it_can_be_changed(self, admin, db):
        image = SiteImageFactory()
        response = admin.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {"title": "Stoelen", "credit": "Foto: Bert", "collection": "1"},
        )
        assert response.status_code == 302
        image.refresh_from_db()
        assert image.credit == "Foto: Bert"


class TestKinds:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
    def test_pictures_are_let_in(self, admin, kind):
        extension = {"JPEG": "jpg"}.get(kind, kind.lower())
        assert upload(admin, f"stoelen.{extension}", picture(kind)).status_code == 302
        assert SiteImage.objects.count() == 1

    @pytest.mark.parametrize("name", ["kwaad.svg", "kwaad.png", "kwaad.html"])
    def test_drawings_with_scripts_are_refused_whatever_they_are_called(self, admin, name):
        response = upload(admin, name, SVG)
        assert response.status_code == 200
        assert "file" in response.context["form"].errors
        assert SiteImage.objects.count() == 0
