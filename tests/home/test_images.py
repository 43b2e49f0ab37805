"""Pictures carry the name of their maker, are safe to show, and come in sizes and formats."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import AvifImagePlugin, Image, ImageFile
from wagtail.images import get_image_model

from home.models import SiteImage, SiteRendition
from tests.factories import (
    ALT,
    ArticlePageFactory,
    SiteImageFactory,
    StandardPageFactory,
    make_training,
)

pytestmark = pytest.mark.indexed

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

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("leeg.png", b"", "Het verstuurde bestand is leeg."),
            ("kwaad.jpg", b"<!doctype html><script>alert(1)</script>", "afbeelding"),
            ("kwaad.png", b"MZ\x90\x00\x03", "afbeelding"),
            ("half.png", b"\x89PNG\r\n\x1a\n", "afbeelding"),
            ("half.webp", picture("WEBP")[:40], "afbeelding"),
            ("half.avif", picture("AVIF")[:60], "afbeelding"),
            ("stoelen.webp", picture("PNG"), "afbeelding"),
            ("stoelen.exe", picture("PNG"), "afbeelding"),
        ],
    )
    def test_what_is_no_picture_of_its_kind_is_refused_in_dutch(
        self, admin, name, content, message
    ):
        response = upload(admin, name, content)
        assert response.status_code == 200
        assert message in " ".join(response.context["form"].errors["file"])
        assert SiteImage.objects.count() == 0


class TestHugePictures:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    def test_are_refused_with_a_message_before_they_are_decoded(self, admin, kind, monkeypatch):
        # A small file of very many dots, as somebody would send who means ill.
        buffer = BytesIO()
        size = (16_000, 4_000)
        Image.new("1" if kind == "PNG" else "L", size).save(buffer, kind)
        monkeypatch.setattr(
            ImageFile.ImageFile, "load", lambda self: pytest.fail("The picture was decoded.")
        )
        extension = {"JPEG": "jpg"}.get(kind, kind.lower())
        response = upload(admin, f"veld.{extension}", buffer.getvalue())
        assert response.status_code == 200
        (message,) = response.context["form"].errors["file"]
        assert message.startswith("Deze afbeelding bevat teveel pixels")
        assert "Het maximum aantal toegestane pixels is 60000000." in message
        assert SiteImage.objects.count() == 0


def sources(html):
    """For each format, the widths that a picture is offered in."""
    return {
        kind: re.findall(r"(\d+)w", widths)
        for widths, kind in re.findall(r'<source [^>]*srcset="([^"]+)" type="([^"]+)"', html)
    }


class TestPicturesForReaders:
    @pytest.fixture
    def page(self, site):
        """A page with a wide cover and a wide picture in its text."""
        cover, picture = SiteImageFactory(file__width=1600, file__height=1000), SiteImageFactory()
        shown = {"image": picture.pk, "alt_text": ALT, "decorative": False}
        page = StandardPageFactory(
            parent=site.home, slug="over-ons", cover=cover, cover_alt="Twee stoelen"
        )
        page.body = [{"type": "image", "value": {"image": shown, "caption": ""}}]
        page.save_revision().publish()
        return page

    @pytest.fixture
    def pictures(self, client, page):
        """The pictures of its page: that on top and that in the text."""
        html = client.get("/over-ons/").content.decode()
        return re.findall(r"<picture>.*?</picture>", html, re.DOTALL)

    def test_come_in_two_widths_as_avif_webp_and_jpeg(self, pictures):
        cover, _picture = pictures
        assert sources(cover) == {"image/avif": ["640", "1280"], "image/webp": ["640", "1280"]}
        assert re.search(r'<img [^>]*srcset="[^"]+\.jpg 640w, [^"]+\.jpg 1280w"', cover)

    def test_say_how_large_they_are_so_that_nothing_jumps(self, pictures):
        cover, picture = pictures
        assert 'height="400"' in cover and 'width="640"' in cover
        for each in (cover, picture):
            assert each.count("sizes=") == each.count("srcset=")

    def test_the_first_comes_at_once_and_those_further_down_when_they_come_near(self, pictures):
        cover, picture = pictures
        assert 'fetchpriority="high"' in cover and "loading=" not in cover
        assert 'loading="lazy"' in picture and "fetchpriority" not in picture

    @pytest.mark.parametrize(
        "kind, begin", [("avif", b"ftypavif"), ("webp", b"WEBP"), ("jpg", b"\xff\xd8")]
    )
    def test_are_sent_as_what_they_are(self, client, pictures, kind, begin):
        address = re.search(rf'[^\s"]+\.{kind}', pictures[0])[0]
        response = client.get(address)
        assert response["Content-Type"] == f"image/{kind.replace('jpg', 'jpeg')}"
        assert begin in b"".join(response.streaming_content)[:16]

    def test_avif_is_written_quickly_unless_somebody_names_a_speed(self, monkeypatch):
        speeds, write = [], AvifImagePlugin._save

        def watch(image, file, name):
            speeds.append(image.encoderinfo["speed"])
            write(image, file, name)

        monkeypatch.setattr(AvifImagePlugin, "_save", watch)
        Image.new("RGB", (8, 8)).save(BytesIO(), "AVIF")
        Image.new("RGB", (8, 8)).save(BytesIO(), "AVIF", speed=9)
        assert speeds == [7, 9]

    def test_cost_as_many_queries_however_many_there_are(self, client, page):
        def queries(count):
            shown = {"image": SiteImageFactory().pk, "alt_text": ALT, "decorative": False}
            picture = {"type": "image", "value": {"image": shown, "caption": ""}}
            film = {"title": "Film", "url": "https://vimeo.com/76979871", "poster": shown}
            video = {"type": "video", "value": film}
            page.body = [picture, video] * count
            page.save_revision().publish()
            client.get("/over-ons/")
            # Where nothing is remembered, the sizes are asked of the database.
            cache.clear()
            with CaptureQueriesContext(connection) as asked:
                html = client.get("/over-ons/").content.decode()
            assert html.count("<picture>") == 1 + 2 * count
            return len(asked)

        assert queries(1) == queries(5)


class TestPicturesInLists:
    @pytest.mark.parametrize("covered", [True, False])
    def test_the_first_comes_at_once_where_nothing_is_above_it(self, client, site, covered):
        for number in (1, 2):
            ArticlePageFactory(
                parent=site.blog,
                title=f"Artikel {number}",
                slug=f"artikel-{number}",
                cover=SiteImageFactory(),
                cover_alt=ALT,
            )
        if covered:
            site.blog.cover = SiteImageFactory()
            site.blog.save_revision().publish()
        html = client.get("/blog/").content.decode()
        at_once = [
            'fetchpriority="high"' in picture and 'loading="lazy"' not in picture
            for picture in re.findall(r"<picture>.*?</picture>", html, re.DOTALL)
        ]
        assert at_once == ([True] if covered else []) + [not covered, False]

    def test_of_trainings_as_well(self, client, site):
        make_training(site, cover=SiteImageFactory(), cover_alt=ALT)
        html = client.get("/trainingen/").content.decode()
        (picture,) = re.findall(r"<picture>.*?</picture>", html, re.DOTALL)
        assert 'fetchpriority="high"' in picture
