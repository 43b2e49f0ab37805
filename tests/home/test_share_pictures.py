"""The picture of a shared link: how it is drawn, where it is, who has none."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from home import share_pictures, share_views
from home.icons import ICONS, write
from home.models import SiteSettings, StandardPage
from home.share_pictures import Card, draw, printable, set_title
from tests.factories import (
    SiteImageFactory,
    StandardPageFactory,
    copy_in_english,
    make_training,
)
from tests.site_config.processes import ROOT

LONG = "aansprakelijkheidsverzekeringsmaatschappijmedewerkersvergadering"


class TestTitle:
    def test_that_is_short_is_set_in_the_largest_letters(self):
        setting = set_title("Hulp vragen", 560, 380)
        assert setting.size == share_pictures.LARGEST
        assert setting.lines == ["Hulp vragen"]

    def test_that_is_longer_is_set_smaller_and_keeps_all_its_words(self):
        title = "Acht redenen om vandaag nog iemand om hulp te vragen, en waarom dat zo moeilijk is"
        setting = set_title(title, 560, 380)
        assert share_pictures.SMALLEST < setting.size < share_pictures.LARGEST
        assert " ".join(setting.lines) == title

    @pytest.mark.parametrize("title", [LONG, f"De {LONG}", "Hulp vragen kun je leren", "x" * 255])
    def test_stays_within_its_room(self, title):
        setting = set_title(title, 560, 380)
        assert share_pictures._widest(setting.lines, setting.size) <= 560
        assert len(setting.lines) * setting.size * share_pictures.LEADING <= 380

    def test_that_is_too_long_ends_in_an_ellipsis(self):
        setting = set_title("Vragen staat vrij, ook op dinsdag. " * 20, 560, 380)
        assert setting.size == share_pictures.SMALLEST
        assert setting.lines[-1].endswith("…")
        assert len(setting.lines) * setting.size * share_pictures.LEADING <= 380

    def test_loses_signs_that_the_face_has_no_shape_for(self):
        assert printable("Hulp 🙋🏽\u200d♀️ vragen:\n één € …") == "Hulp \ufe0f vragen: één € …"


class TestDrawing:
    def test_has_the_size_that_is_told(self):
        picture = Image.open(BytesIO(draw(Card("Hulp vragen", "De Vraagzaak"))))
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))

    def test_of_the_same_card_is_the_same(self):
        card = Card("Hulp vragen", "De Vraagzaak", "Training")
        assert draw(card) == draw(card)

    def test_shows_the_cover_on_the_right(self):
        cover = Image.new("RGB", (900, 400), "#0000ff")
        picture = Image.open(BytesIO(draw(Card("Hulp vragen", "De Vraagzaak"), cover)))
        red, green, blue = picture.getpixel((1100, 300))
        assert blue > 240 and red < 20 and green < 20
        assert min(picture.getpixel((640, 20))) > 230

    def test_has_another_name_when_anything_in_it_changes(self):
        digests = {
            Card("Hulp vragen", "De Vraagzaak").digest,
            Card("Hulp geven", "De Vraagzaak").digest,
            Card("Hulp vragen", "De Luisterzaak").digest,
            Card("Hulp vragen", "De Vraagzaak", "Training").digest,
            Card("Hulp vragen", "De Vraagzaak", cover="1").digest,
        }
        assert len(digests) == 5
        assert all(re.fullmatch(r"[0-9a-f]{16}", digest) for digest in digests)


def shared(client, path) -> str:
    """The address of the picture that a page names, as a path."""
    html = client.get(path).content.decode()
    (address,) = re.findall(r'<meta property="og:image" content="http://testserver([^"]+)">', html)
    return address


class TestAddress:
    @pytest.fixture(autouse=True)
    def _address(self, site):
        Site.objects.update(hostname="testserver", port=80)
        cache.clear()

    @pytest.fixture
    def page(self, site):
        """A page in both languages, with a cover."""
        page = StandardPageFactory(
            parent=site.home, title="Over ons", slug="over-ons", cover=SiteImageFactory()
        )
        copy_in_english(page, title="About us", slug="about-us")
        return StandardPage.objects.get(pk=page.pk)

    def test_of_each_language_is_another_and_may_be_kept_for_ever(self, client, page):
        dutch, english = shared(client, "/over-ons/"), shared(client, "/en/about-us/")
        assert dutch != english
        for address in (dutch, english):
            response = client.get(address)
            assert response["Content-Type"] == "image/jpeg"
            assert response["Cache-Control"] == "public, max-age=31536000, immutable"
            assert Image.open(BytesIO(response.content)).size == (1200, 630)
            assert response.cookies == {}
        assert client.get(dutch).content != client.get(english).content

    def test_is_told_with_size_and_words(self, client, page):
        SiteSettings.objects.update_or_create(
            site=Site.objects.get(), defaults={"organisation": "De Vraagzaak"}
        )
        html = " ".join(client.get("/over-ons/").content.decode().split())
        for name, value in [
            ("type", "image/jpeg"),
            ("width", "1200"),
            ("height", "630"),
            ("alt", "Over ons · De Vraagzaak"),
        ]:
            assert f'<meta property="og:image:{name}" content="{value}">' in html
        assert '<meta name="twitter:card" content="summary_large_image">' in html

    def test_of_a_training_says_so_in_the_language_of_the_page(self, site):
        training = make_training(site)
        assert training.share_card("x").kind == "Training"

    def test_is_drawn_once(self, client, page, monkeypatch):
        address = shared(client, "/over-ons/")
        first = client.get(address).content
        monkeypatch.setattr(share_views, "draw", None)
        assert client.get(address).content == first

    def test_of_an_older_title_leads_to_the_picture_of_now(self, client, page):
        before = shared(client, "/over-ons/")
        page.title = "Wie wij zijn"
        page.save_revision().publish()
        after = shared(client, "/over-ons/")
        assert after != before
        response = client.get(before)
        assert (response.status_code, response["Location"]) == (302, after)

    def test_of_a_page_that_nobody_can_see_is_not_found(self, client, page):
        address = shared(client, "/over-ons/")
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type="password", password="geheim"
        )
        assert client.get(address).status_code == 404
        restriction.delete()
        assert client.get(address).status_code == 200
        page.unpublish()
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("path", ["999999-0123456789abcdef", "1-0123456789abcdef"])
    def test_that_belongs_to_no_page_of_readers_is_not_found(self, client, path):
        assert client.get(f"/share/{path}.jpg").status_code == 404

    def test_of_a_cover_without_a_file_is_drawn_without_it(self, client, page):
        address = shared(client, "/over-ons/")
        page.cover.file.storage.delete(page.cover.file.name)
        assert client.get(address).status_code == 200


class TestIcons:
    def test_are_those_that_the_mark_gives(self, tmp_path):
        write(tmp_path)
        for name, size, _room in ICONS:
            kept = Image.open(ROOT / "site_config" / "static" / "site" / "icons" / name)
            made = Image.open(tmp_path / name)
            assert kept.size == made.size == (size, size)
        kept = Image.open(ROOT / "site_config" / "static" / "site" / "icons" / "favicon.ico")
        assert kept.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
