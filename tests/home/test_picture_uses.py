"""A picture is replaced and described everywhere from one screen, in each language."""

import json
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, GroupPagePermission, Page

from blog.models import ArticlePage
from home import picture_uses
from home.models import SiteImage
from home.roles import EDITORS, TRANSLATORS
from tests.factories import (
    ArticlePageFactory,
    PersonFactory,
    SiteImageFactory,
    UserFactory,
    translate,
)

pytestmark = pytest.mark.indexed

BLOCK = "0a1b2c3d-0000-4000-8000-000000000001"


def somebody(role: str):
    """Somebody in the group of that name."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def picture(db) -> SiteImage:
    return SiteImageFactory(
        title="De zaal van vroeger",
        focal_point_x=5,
        focal_point_y=5,
        collection=Collection.get_first_root_node(),
    )


def body(picture, alt_text="", decorative=True) -> str:
    shown = {"image": picture.pk, "alt_text": alt_text, "decorative": decorative}
    value = {"image": shown, "caption": "Boven"}
    return json.dumps([{"type": "image", "id": BLOCK, "value": value}])


def article(site, title, **fields) -> ArticlePage:
    page = ArticlePageFactory(parent=site.blog, title=title, slug=title.lower(), **fields)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def ramen(site, picture) -> ArticlePage:
    return article(site, "Ramen", body=body(picture))


@pytest.fixture
def stoelen(site, picture) -> ArticlePage:
    return article(site, "Stoelen", cover=picture, cover_alt="Een stoel")


def address(picture) -> str:
    return reverse("picture_uses", args=[picture.pk])


def cover(page) -> str:
    return f"alt-{page.pk}-cover"


def in_text(page) -> str:
    return f"alt-{page.pk}-body.{BLOCK}.image"


def ask(client, picture) -> str:
    response = client.get(address(picture))
    assert response.status_code == 200
    return response.content.decode()


def save(client, picture, **words) -> str:
    """Save with these words, the other fields as they were; what the screen after it says."""
    data = dict(ask_fields(client, picture))
    data.update(words)
    # wagtail-localize publishes once the transaction is through, which a test's never is.
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(address(picture), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def ask_fields(client, picture):
    form = client.get(address(picture)).context["words_form"]
    return {name: field.initial for name, field in form.fields.items()}


def fresh(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def shown(page) -> dict:
    return fresh(page).body.stream_block.get_prep_value(fresh(page).body)[0]["value"]


class TestWords:
    def test_are_published_on_each_page(self, admin, picture, ramen, stoelen):
        words = {in_text(ramen): "Een zaal met ramen", cover(stoelen): "Een zaal met stoelen"}
        html = save(admin, picture, **words)
        assert "De woorden zijn opgeslagen op 2 pagina’s." in html
        assert shown(ramen) == {
            "image": {
                "image": picture.pk,
                "alt_text": "Een zaal met ramen",
                "decorative": False,
            },
            "caption": "Boven",
        }
        assert fresh(stoelen).cover_alt == "Een zaal met stoelen"
        for page in (ramen, stoelen):
            assert fresh(page).live
            assert not fresh(page).has_unpublished_changes
            assert fresh(page).latest_revision_id != page.latest_revision_id

    def test_left_empty_make_the_picture_decoration(self, admin, site, picture):
        page = article(site, "Licht", body=body(picture, "Een lamp", decorative=False))
        save(admin, picture, **{in_text(page): ""})
        assert shown(page)["image"] == {"image": picture.pk, "alt_text": "", "decorative": True}

    def test_that_stay_the_same_touch_no_page(self, admin, picture, ramen, stoelen):
        assert "Er is niets veranderd." in save(admin, picture)
        assert fresh(ramen).latest_revision_id == ramen.latest_revision_id
        assert fresh(stoelen).latest_revision_id == stoelen.latest_revision_id

    def test_on_several_lines_become_one(self, admin, picture, stoelen):
        save(admin, picture, **{cover(stoelen): "Een stoel\r\nbij het raam"})
        assert fresh(stoelen).cover_alt == "Een stoel bij het raam"

    def test_that_are_too_long_are_refused_at_their_field(self, admin, picture, stoelen):
        html = save(admin, picture, **{cover(stoelen): "a" * 251})
        assert "250 tekens bevat (het zijn er nu 251)." in html
        assert "a" * 251 in html
        assert fresh(stoelen).cover_alt == "Een stoel"

    def test_of_another_picture_on_the_page_stay(self, admin, site, picture):
        page = article(site, "Twee", body=body(SiteImageFactory(), "Iets anders", False))
        page.cover = picture
        page.save_revision().publish()
        save(admin, picture, **{cover(page): "De zaal"})
        assert shown(page)["image"]["alt_text"] == "Iets anders"


class TestPagesThatAreLeftAlone:
    def test_a_draft_with_other_changes_is_listed_with_a_link(self, admin, picture, stoelen):
        stoelen.title = "Banken"
        stoelen.save_revision()
        html = ask(admin, picture)
        assert cover(stoelen) not in html
        assert "Er is een concept dat nog niet gepubliceerd is; verander de woorden daarin." in html
        assert reverse("wagtailadmin_pages:edit", args=[stoelen.pk]) in html
        save(admin, picture, **{cover(stoelen): "Een zaal"})
        assert fresh(stoelen).cover_alt == "Een stoel"
        assert fresh(stoelen).get_latest_revision_as_object().title == "Banken"

    def test_one_that_somebody_began_to_change_meanwhile(
        self, admin, picture, stoelen, monkeypatch
    ):
        before = picture_uses.save_own

        def save_after_somebody(one, *args):
            page = fresh(stoelen)
            page.title = "Banken"
            page.save_revision()
            return before(one, *args)

        monkeypatch.setattr(picture_uses, "save_own", save_after_somebody)
        html = save(admin, picture, **{cover(stoelen): "Een zaal"})
        assert "Banken (Nederlands) is gebleven zoals het was: kijk het daar na." in html or (
            "Stoelen (Nederlands) is gebleven zoals het was: kijk het daar na." in html
        )
        assert fresh(stoelen).cover_alt == "Een stoel"
        assert fresh(stoelen).get_latest_revision_as_object().title == "Banken"

    def test_a_locked_one(self, client, picture, stoelen):
        stoelen.locked, stoelen.locked_by = True, UserFactory()
        stoelen.save()
        client.force_login(somebody(EDITORS))
        assert "Iemand heeft deze pagina op slot gezet." in ask(client, picture)

    def test_a_person_is_named_without_words(self, admin, picture):
        person = PersonFactory(name="Ot de Vries", photo=picture)
        html = ask(admin, picture)
        assert "Persoon “Ot de Vries”" in html
        assert reverse(person.snippet_viewset.get_url_name("edit"), args=[person.pk]) in html


class TestEnglish:
    @pytest.fixture
    def chairs(self, stoelen):
        strings = {"Stoelen": "Chairs", "Een stoel": "A chair"}
        source = fresh(stoelen)
        source.introduction, source.body = "", "[]"
        source.save_revision().publish()
        return translate(fresh(stoelen), strings)

    def test_is_published_with_the_dutch(self, admin, picture, stoelen, chairs):
        save(admin, picture, **{cover(stoelen): "Een zaal & meer", cover(chairs): "A room & more"})
        assert fresh(stoelen).cover_alt == "Een zaal & meer"
        assert fresh(chairs).cover_alt == "A room & more"
        assert fresh(chairs).title == "Chairs"
        # Publishing the translation again keeps it.
        translate(fresh(stoelen), {})
        assert fresh(chairs).cover_alt == "A room & more"

    def test_is_changed_alone(self, admin, picture, stoelen, chairs):
        save(admin, picture, **{cover(chairs): "One chair"})
        assert fresh(chairs).cover_alt == "One chair"
        assert fresh(stoelen).latest_revision_id == stoelen_revision(stoelen)

    def test_left_empty_waits_for_a_translator(self, admin, picture, stoelen, chairs):
        html = save(admin, picture, **{cover(stoelen): "Een zaal", cover(chairs): ""})
        assert "Chairs (Engels) is gebleven zoals het was: kijk het daar na." in html
        assert fresh(stoelen).cover_alt == "Een zaal"
        assert fresh(chairs).cover_alt == "A chair"
        assert "1 tekst om te vertalen" in admin.get(reverse("translations")).content.decode()

    def test_of_words_that_are_not_there_is_refused(self, admin, picture, stoelen, chairs):
        html = save(admin, picture, **{cover(stoelen): "", cover(chairs): "A room"})
        assert "Zeg het ook in het Nederlands: deze woorden zijn er een vertaling van." in html
        assert fresh(stoelen).cover_alt == "Een stoel"

    def test_that_is_out_of_date_is_left_alone(self, admin, picture, stoelen, chairs):
        source = fresh(stoelen)
        source.introduction = "Nieuwe woorden."
        source.save_revision().publish()
        html = ask(admin, picture)
        assert cover(stoelen) in html
        assert cover(chairs) not in html
        assert "Hier moet eerst iets anders vertaald worden." in html


def stoelen_revision(page) -> int:
    """The number of the revision that is live."""
    return Page.objects.get(pk=page.pk).live_revision_id


class TestFile:
    def test_takes_the_place_of_the_old_one(self, admin, picture, ramen):
        buffer = BytesIO()
        Image.new("RGB", (60, 20), "teal").save(buffer, "PNG")
        file = SimpleUploadedFile("nieuw.png", buffer.getvalue())
        assert "De afbeelding is vervangen op alle pagina’s." in save(admin, picture, file=file)
        picture.refresh_from_db()
        assert (picture.width, picture.height) == (60, 20)
        assert picture.focal_point_x is None

    def test_that_is_no_picture_is_refused_and_the_words_stay(self, admin, picture, stoelen):
        file = SimpleUploadedFile("nieuw.png", b"geen plaatje")
        html = save(admin, picture, **{"file": file, cover(stoelen): "Een zaal"})
        assert "Een zaal" in html
        assert fresh(stoelen).cover_alt == "Een stoel"


class TestWho:
    def test_translators_do_not_come_here(self, client, picture):
        client.force_login(somebody(TRANSLATORS))
        assert client.get(address(picture)).status_code == 302

    def test_who_may_not_publish_leaves_a_draft(self, client, picture, stoelen):
        GroupPagePermission.objects.filter(
            group=Group.objects.get(name=EDITORS), permission__codename="publish_page"
        ).delete()
        client.force_login(somebody(EDITORS))
        html = save(client, picture, **{cover(stoelen): "Een zaal"})
        assert "1 daarvan is een concept; iemand anders publiceert het." in html
        assert fresh(stoelen).cover_alt == "Een stoel"
        assert fresh(stoelen).get_latest_revision_as_object().cover_alt == "Een zaal"


def test_the_form_of_a_picture_leads_there(admin, picture):
    html = admin.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert address(picture) in html
    assert "Overal vervangen of beschrijven" in html


def test_many_pages_take_no_more_queries(
    admin, site, picture, ramen, django_assert_max_num_queries
):
    ask(admin, picture)
    with django_assert_max_num_queries(100) as few:
        ask(admin, picture)
    for number in range(5):
        article(site, f"Meer-{number}", cover=picture)
    with django_assert_max_num_queries(len(few) + 2):
        ask(admin, picture)
