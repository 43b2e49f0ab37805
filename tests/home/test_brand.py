"""The admin looks like the site: its name, its sign, its colours."""

import re

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.models import Site

from blog.blocks import ArticleBodyBlock
from home.models import SiteSettings
from tests.factories import PersonFactory


class TestName:
    def test_log_in_page_says_where_one_logs_in(self, client, site):
        settings = SiteSettings.for_site(Site.objects.get())
        settings.organisation = "De Vraagzaak"
        settings.save()
        html = client.get("/admin/login/").text
        assert re.search(r"<h1>\s*Log in bij De Vraagzaak\s*</h1>", html)
        assert re.search(r"<title>\s*Inloggen - De Vraagzaak</title>", html)
        assert "wagtail_logo" not in html
        assert 'aria-label="Wagtail"' not in html

    def test_admin_has_the_name_and_the_sign_of_the_site(self, admin, site):
        html = admin.get("/admin/").text
        assert re.search(r"<title>[^<]* - Lesdag</title>", html)
        sign = r"<template data-wagtail-sidebar-branding-logo>(.*?)</template>"
        branding = re.search(sign, html, re.DOTALL)
        assert 'site/favicon.svg" alt="Lesdag"' in " ".join(branding[1].split())
        assert re.search(r'<link rel="icon"\s+href="[^"]*site/favicon.svg"', html)
        assert "wagtailadmin/images/favicon.ico" not in html


class TestColours:
    @pytest.mark.parametrize("address", ["/admin/login/", "/admin/"])
    def test_style_is_on_the_log_in_page_and_in_the_admin(self, site, owner, address):
        visitor = Client()
        if address == "/admin/":
            visitor.force_login(owner)
        assert "admin/brand.css" in visitor.get(address).text


class TestWords:
    def test_fields_of_the_log_in_page_are_named_in_dutch(self, client, site):
        labels = re.findall(r"<label[^>]*>\s*([^<]*?)\s*<", client.get("/admin/login/").text)
        assert labels[:2] == ["E-mailadres", "Wachtwoord"]

    def test_the_list_of_people_names_its_columns_in_dutch(self, admin, site):
        PersonFactory()
        html = admin.get("/admin/snippets/home/person/").text
        assert re.search(r"<th[^>]*>\s*(<a[^>]*>\s*)?Rol\b", html)

    def test_a_picture_in_a_text_has_a_dutch_label_for_each_field(self):
        with override("nl"):
            block = ArticleBodyBlock().child_blocks["image"].child_blocks["image"]
            assert str(block.child_blocks["image"].label) == "Afbeelding"
        assert block.deconstruct()[0] == "wagtail.images.blocks.ImageBlock"
