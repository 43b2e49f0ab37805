"""What something else hangs on is not deleted; whoever tries sees what that is."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from blog.models import ArticlePage, Tag
from events.models import Edition, Location, TrainingPage
from home.in_use import users_of
from home.models import Category, Person, SiteImage, StandardPage
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    LocationFactory,
    PersonFactory,
    SiteImageFactory,
    StandardPageFactory,
    copy_in_english,
    make_edition,
    make_training,
    translate,
)

pytestmark = pytest.mark.indexed


@pytest.fixture
def article(site) -> ArticlePage:
    return ArticlePageFactory(parent=site.blog, title="Acht redenen", slug="acht")


def use(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save_revision().publish()


def body(kind, value) -> str:
    return json.dumps([{"type": kind, "value": value}])


def delete_page(admin, page) -> str:
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    return admin.post(url, follow=True).content.decode()


def delete_several(admin, label, *rows) -> str:
    url = reverse("wagtail_bulk_action", args=[*label.split("."), "delete"])
    ids = "&".join(f"id={row.pk}" for row in rows)
    back = reverse("wagtailadmin_explore_root")
    return admin.post(f"{url}?{ids}&next={back}", follow=True).content.decode()


def delete_snippet(admin, row) -> str:
    url = reverse(row.snippet_viewset.get_url_name("delete"), args=[row.pk])
    return admin.post(url, follow=True).content.decode()


class TestPages:
    @pytest.fixture
    def page(self, site):
        return StandardPageFactory(parent=site.home, title="Voorwaarden", slug="voorwaarden")

    @pytest.fixture
    def linked(self, article, page):
        link = f'<p>Lees <a linktype="page" id="{page.pk}">meer</a>.</p>'
        use(article, body=body("text", link))
        return page

    @pytest.mark.parametrize("several", [False, True])
    def test_one_that_is_linked_to_stays(self, admin, linked, several):
        html = (
            delete_several(admin, "wagtailcore.page", linked)
            if several
            else delete_page(admin, linked)
        )
        assert "Voorwaarden kan niet worden verwijderd" in html
        assert "Artikel “Acht redenen” (Nederlands)" in html
        assert StandardPage.objects.filter(pk=linked.pk).exists()

    def test_a_link_to_a_page_below_it_counts(self, admin, site, article):
        above = StandardPageFactory(parent=site.home, title="Over ons")
        below = StandardPageFactory(parent=above, title="Team", slug="team")
        use(article, body=body("call_to_action", {"text": "Lees", "page": below.pk, "url": ""}))
        assert "Acht redenen" in delete_page(admin, above)
        assert StandardPage.objects.filter(pk=above.pk).exists()

    def test_links_among_what_goes_do_not_count(self, admin, site):
        above = StandardPageFactory(parent=site.home, title="Over ons")
        below = StandardPageFactory(parent=above, title="Team", slug="team")
        link = f'<p><a linktype="page" id="{above.pk}">Terug</a></p>'
        use(below, body=body("text", link))
        delete_page(admin, above)
        assert not StandardPage.objects.exists()

    def test_a_page_that_nothing_hangs_on_goes_with_its_english(self, admin, page):
        page.save_revision().publish()
        translate(page, {"Voorwaarden": "Conditions"})
        delete_page(admin, Page.objects.get(pk=page.pk))
        assert not StandardPage.objects.exists()

    def test_a_training_that_an_article_recommends_stays(self, admin, site, article):
        training = make_training(site)
        use(article, related_training=training)
        assert "Acht redenen" in delete_page(admin, training)
        assert TrainingPage.objects.filter(pk=training.pk).exists()


class TestSnippets:
    @pytest.mark.parametrize("several", [False, True])
    @pytest.mark.parametrize("model", [Person, Category])
    def test_one_that_an_article_shows_stays(self, admin, article, model, several):
        thing = PersonFactory() if model is Person else CategoryFactory()
        use(article, **{"author" if model is Person else "category": thing})
        label = f"{model._meta.app_label}.{model._meta.model_name}"
        html = delete_several(admin, label, thing) if several else delete_snippet(admin, thing)
        assert f"{thing} kan niet worden verwijderd" in html
        assert "Acht redenen" in html
        assert model.objects.filter(pk=thing.pk).exists()

    def test_a_trainer_stays(self, admin, site):
        person = PersonFactory()
        make_training(site, person=person)
        assert "Hulp vragen kun je leren" in delete_snippet(admin, person)
        assert Person.objects.filter(pk=person.pk).exists()

    def test_a_location_of_an_edition_stays(self, admin, site):
        training = make_training(site)
        place = LocationFactory(name="Elders")
        edition = make_edition(training, date(2027, 2, 1), publish=False, location=place)
        html = delete_snippet(admin, place)
        assert "Elders kan niet worden verwijderd" in html
        assert str(edition) in html
        assert Location.objects.filter(pk=place.pk).exists()

    def test_a_person_who_is_nowhere_goes_in_both_languages(self, admin, site):
        person = PersonFactory()
        person.save_revision().publish()
        translate(person, {"Trainer en coach": "Trainer and coach"})
        assert Person.objects.count() == 2
        delete_snippet(admin, Person.objects.get(locale__language_code="nl"))
        assert not Person.objects.exists()

    def test_the_english_of_a_person_goes_by_itself(self, admin, site):
        person = PersonFactory()
        person.save_revision().publish()
        delete_snippet(admin, translate(person, {}))
        assert Person.objects.get() == person

    def test_a_draft_of_an_edition_goes(self, admin, site):
        edition = make_edition(make_training(site), date(2027, 2, 1), publish=False)
        delete_snippet(admin, edition)
        assert not Edition.objects.exists()


class TestTags:
    @pytest.fixture
    def tag(self, db):
        return Tag.objects.create(name="luisteren", slug="luisteren")

    @pytest.mark.parametrize("several", [False, True])
    def test_one_that_an_article_wears_stays(self, admin, article, tag, several):
        article.tags.add(tag)
        article.save_revision().publish()
        copy_in_english(article, title="Eight reasons", slug="eight")
        html = delete_several(admin, "blog.tag", tag) if several else delete_snippet(admin, tag)
        assert "luisteren kan niet worden verwijderd" in html
        assert "Artikel “Acht redenen” (Nederlands)" in html
        # Its English article has no tags of its own to take it from.
        assert "Eight reasons" not in html
        assert list(ArticlePage.objects.get(pk=article.pk).tags.all()) == [tag]

    def test_one_that_only_a_draft_wears_stays(self, admin, article, tag):
        article.tags.add(tag)
        article.save_revision()
        assert "(Nederlands) (concept)" in delete_snippet(admin, tag)
        assert Tag.objects.get() == tag

    def test_one_that_no_article_wears_goes(self, admin, article, tag):
        article.tags.add(Tag.objects.create(name="vragen", slug="vragen"))
        article.save_revision().publish()
        delete_snippet(admin, tag)
        assert Tag.objects.get().name == "vragen"


class TestFiles:
    @pytest.fixture
    def document(self, db):
        from django.core.files.base import ContentFile

        document = get_document_model()(title="Spiekbriefje")
        document.file.save("spiekbriefje.txt", ContentFile(b"Vraag."))
        return document

    @pytest.mark.parametrize("several", [False, True])
    def test_a_picture_that_is_shown_stays(self, admin, article, several):
        picture = SiteImageFactory(title="Stoelen")
        use(article, cover=picture)
        if several:
            html = delete_several(admin, "home.siteimage", picture)
        else:
            url = reverse("wagtailimages:delete", args=[picture.pk])
            html = admin.post(url, follow=True).content.decode()
        assert "Stoelen kan niet worden verwijderd" in html
        assert "Acht redenen" in html
        assert SiteImage.objects.filter(pk=picture.pk).exists()

    def test_a_picture_that_is_shown_nowhere_goes(self, admin):
        picture = SiteImageFactory()
        admin.post(reverse("wagtailimages:delete", args=[picture.pk]))
        assert not SiteImage.objects.exists()

    @pytest.mark.parametrize("several", [False, True])
    def test_a_document_that_is_offered_stays(self, admin, article, document, several):
        link = f'<p><a linktype="document" id="{document.pk}">Spiekbriefje</a></p>'
        use(article, body=body("text", link))
        if several:
            html = delete_several(admin, "wagtaildocs.document", document)
        else:
            url = reverse("wagtaildocs:delete", args=[document.pk])
            html = admin.post(url, follow=True).content.decode()
        assert "Spiekbriefje kan niet worden verwijderd" in html
        assert "Acht redenen" in html
        assert get_document_model().objects.filter(pk=document.pk).exists()


class TestDrafts:
    """What only a draft shows is kept as well, and the draft is named."""

    NAMED = "Artikel “Acht redenen” (Nederlands) (concept)"

    def draft(self, thing, **fields):
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save_revision()

    @pytest.mark.parametrize("place", ["cover", "body"])
    def test_a_picture_in_a_draft_stays(self, admin, article, place):
        picture = SiteImageFactory(title="Stoelen")
        shown = {"image": picture.pk, "alt_text": "Stoelen", "decorative": False}
        fields = {
            "cover": {"cover": picture, "cover_alt": "Stoelen"},
            "body": {"body": body("image", {"image": shown, "caption": ""})},
        }[place]
        self.draft(article, **fields)
        url = reverse("wagtailimages:delete", args=[picture.pk])
        assert self.NAMED in admin.post(url, follow=True).content.decode()
        assert SiteImage.objects.filter(pk=picture.pk).exists()

    @pytest.mark.parametrize("kind", ["text", "document"])
    def test_a_document_in_a_draft_stays(self, admin, article, kind):
        document = get_document_model().objects.create(title="Spiekbriefje", file="briefje.txt")
        link = f'<p><a linktype="document" id="{document.pk}">Spiekbriefje</a></p>'
        value = link if kind == "text" else {"document": document.pk, "title": ""}
        self.draft(article, body=body(kind, value))
        url = reverse("wagtaildocs:delete", args=[document.pk])
        assert self.NAMED in admin.post(url, follow=True).content.decode()
        assert get_document_model().objects.filter(pk=document.pk).exists()

    @pytest.mark.parametrize("kind", ["text", "questions", "call_to_action"])
    def test_a_page_that_a_draft_links_to_stays(self, admin, site, article, kind):
        page = StandardPageFactory(parent=site.home, title="Voorwaarden", slug="voorwaarden")
        link = f'<p><a linktype="page" id="{page.pk}">meer</a></p>'
        value = {
            "text": link,
            "questions": {
                "title": "",
                "items": [{"type": "item", "value": {"question": "Waar?", "answer": link}}],
            },
            "call_to_action": {"title": "Lees", "button": "Lees", "page": page.pk, "url": ""},
        }[kind]
        self.draft(article, body=body(kind, value))
        assert self.NAMED in delete_page(admin, page)
        assert StandardPage.objects.filter(pk=page.pk).exists()

    @pytest.mark.parametrize("model", [Person, Category])
    def test_a_person_or_category_of_a_draft_stays(self, admin, article, model):
        thing = PersonFactory() if model is Person else CategoryFactory()
        self.draft(article, **{"author" if model is Person else "category": thing})
        assert self.NAMED in delete_snippet(admin, thing)
        assert model.objects.filter(pk=thing.pk).exists()

    def test_a_location_of_a_draft_of_an_edition_stays(self, admin, site):
        edition = make_edition(make_training(site), date(2027, 2, 1))
        place = LocationFactory(name="Elders")
        self.draft(edition, location=place)
        html = delete_snippet(admin, place)
        assert "Elders kan niet worden verwijderd" in html
        assert f"“{edition}” (concept)" in html
        assert Location.objects.filter(pk=place.pk).exists()

    def test_a_picture_that_the_latest_draft_no_longer_shows_goes(self, admin, article):
        picture = SiteImageFactory()
        self.draft(article, cover=picture, cover_alt="Stoelen")
        self.draft(article, cover=None, cover_alt="")
        admin.post(reverse("wagtailimages:delete", args=[picture.pk]))
        assert not SiteImage.objects.exists()

    def test_are_read_in_as_many_queries_however_many_there_are(self, site):
        picture = SiteImageFactory()
        shown = {"image": picture.pk, "alt_text": "Stoelen", "decorative": False}

        def add(count, start):
            for number in range(start, start + count):
                article = ArticlePageFactory(parent=site.blog, slug=f"artikel-{number}")
                self.draft(article, body=body("image", {"image": shown, "caption": ""}))

        def count():
            with CaptureQueriesContext(connection) as queries:
                users = users_of([picture])
            return len(users), len(queries)

        add(1, 0)
        count()
        _users, few = count()
        add(4, 1)
        assert count() == (5, few)
