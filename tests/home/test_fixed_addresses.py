"""No page takes the address of something else of the site."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.urls.resolvers import LocalePrefixPattern

from blog.models import BlogIndexPage
from events.models import TrainingIndexPage
from home.fixed_addresses import TAKEN
from site_config.urls import urlpatterns
from tests.factories import ArticlePageFactory, StandardPageFactory

REFUSAL = "Dit adres gebruikt de site zelf. Kies een ander."


def first_words(patterns):
    """The words that can stand first, and before a slash, in the addresses of ``patterns``."""
    for entry in patterns:
        if isinstance(entry.pattern, LocalePrefixPattern):
            yield from first_words(entry.url_patterns)
            continue
        first, slash, _rest = re.sub(r"\?(P<\w+>|:)", "", str(entry.pattern)).partition("/")
        # One without a word of its own, as for the files of calendars, is of pages; no page's
        # address has a dot.
        if slash and "[" not in first and "." not in first:
            yield from re.findall(r"[a-z_]+", first)


class TestTaken:
    def test_names_all_that_is_no_page(self):
        languages = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
        assert {*first_words(urlpatterns), *languages, "static"} == TAKEN

    @pytest.mark.parametrize("slug", sorted(TAKEN))
    def test_a_page_cannot_have_it(self, site, slug):
        with pytest.raises(ValidationError) as refused:
            StandardPageFactory(parent=site.home, slug=slug)
        assert refused.value.message_dict == {"slug": [REFUSAL]}

    @pytest.mark.parametrize("page", [TrainingIndexPage, BlogIndexPage])
    def test_nor_can_the_main_lists(self, site, page):
        found = page.objects.get(locale__language_code="en")
        found.slug = "search"
        with pytest.raises(ValidationError) as refused:
            found.save()
        assert refused.value.message_dict == {"slug": [REFUSAL]}

    def test_an_article_can_for_it_is_further_down(self, client, site):
        ArticlePageFactory(parent=site.blog, slug="zoeken", title="Zoeken naar woorden")
        assert "Zoeken naar woorden" in client.get("/blog/zoeken/").content.decode()

    def test_an_editor_reads_so_at_the_field_and_loses_nothing(self, admin, site):
        response = admin.post(
            reverse("wagtailadmin_pages:add", args=["home", "standardpage", site.home.pk]),
            {
                "title": "Zoeken",
                "slug": "zoeken",
                "introduction": "Waar is het?",
                "body-count": "0",
                "action-publish": "1",
                "comments-TOTAL_FORMS": "0",
                "comments-INITIAL_FORMS": "0",
            },
        )
        form = response.context["form"]
        assert form.errors == {"slug": [REFUSAL]}
        assert form["introduction"].value() == "Waar is het?"
