"""Give a new site its two languages and a Dutch home page of our own type."""

from django.conf import settings
from django.db import migrations

ALL_PAGES = "Alle pagina's"


def make_front_door(apps, schema_editor):
    """Turn the page that Wagtail's first migrations made into a home page; keep any other site."""
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")

    for language, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    # At the top of the lists in the admin, where Wagtail calls them "Root".
    Collection = apps.get_model("wagtailcore", "Collection")
    Collection.objects.filter(depth=1, name="Root").update(name="Alle bestanden")
    Page.objects.filter(depth=1, title="Root").update(title=ALL_PAGES, draft_title=ALL_PAGES)
    welcome = Page.objects.filter(
        depth=2, slug="home", content_type__model="page", content_type__app_label="wagtailcore"
    ).first()
    if welcome is None or welcome.numchild:
        return
    source = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    welcome.delete()
    home = HomePage.objects.create(
        title="Home",
        draft_title="Home",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=source,
        hero_title="Welkom",
    )
    Site.objects.filter(is_default_site=True).delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_front_door, migrations.RunPython.noop)]
