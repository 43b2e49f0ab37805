"""A process that changes a site, one thing at a time, as its editors, readers and crontab do.

Run as ``python -m tests.site_config.editing``: it makes the site, and then does each act that is
named on a line of its own. It answers ``done`` when that is over, as an editor sees the next page.
``draw PATH`` gives what Django draws, without anything in front of it.
"""

import sys
from datetime import date, timedelta

import django
import time_machine

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone, translation  # noqa: E402
from wagtail.contrib.redirects.models import Redirect  # noqa: E402
from wagtail.models import PageViewRestriction, Site  # noqa: E402

from blog.models import ArticlePage, BlogIndexPage  # noqa: E402
from events import places  # noqa: E402
from events.models import Edition, EditionStatus, Location, TrainingPage  # noqa: E402
from home.models import Category, HomePage, Person, SiteImage, SiteSettings  # noqa: E402
from tests import factories  # noqa: E402

DAY = date(2040, 2, 6)


def make_site():
    """A site with an article, a training, and an edition that has four places."""
    site = factories.make_site()
    training = factories.make_training(site)
    factories.make_edition(training, DAY, capacity=4)
    article = factories.ArticlePageFactory(
        parent=site.blog,
        slug="acht",
        author=Person.objects.get(),
        category=factories.CategoryFactory(),
        cover=factories.SiteImageFactory(),
        related_training=training,
    )
    factories.copy_in_english(article, title="Eight reasons", slug="eight")
    factories.UserFactory(email="owner@example.com", is_superuser=True, is_staff=True)


def _publish(model, **fields):
    thing = model.objects.filter(locale__language_code="nl").latest("pk")
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save_revision().publish()


def _training():
    return TrainingPage.objects.get(slug="hulp-vragen")


def _edition():
    return Edition.objects.latest("pk")


def _retitle(slug, title):
    article = ArticlePage.objects.get(slug=slug)
    article.title = title
    return article.save_revision()


def a_page(title="Negen redenen"):
    _retitle("acht", title).publish()


def an_article(slug):
    factories.ArticlePageFactory(
        parent=BlogIndexPage.objects.get(slug="blog", locale__language_code="nl"),
        title=slug.title(),
        slug=slug,
    )


def a_title(words):
    slug, title = words.split(maxsplit=1)
    _retitle(slug, title).publish()


def a_draft(slug):
    _retitle(slug, "Nog niet af")


def a_translation():
    factories.copy_in_english(
        ArticlePage.objects.get(slug="luister"), title="Listen", slug="listen"
    )


def a_tag():
    article = ArticlePage.objects.get(slug="luister")
    article.tags.add("horen")
    article.save_revision().publish()


def an_address():
    article = ArticlePage.objects.get(slug="luister")
    article.slug = "hoor"
    article.save_revision().publish()


def a_page_in_private():
    PageViewRestriction.objects.create(
        page=ArticlePage.objects.get(slug="hoor"), restriction_type="password", password="geheim"
    )


def a_page_for_all_again():
    PageViewRestriction.objects.all().delete()


def a_page_moved():
    ArticlePage.objects.get(slug="hoor").move(
        BlogIndexPage.objects.get(slug="blog", locale__language_code="nl"), pos="first-child"
    )


def a_page_deleted():
    ArticlePage.objects.get(slug="hoor").delete()


def a_person():
    _publish(Person, name="Marit de Wit")


def a_subject():
    _publish(Category, name="Aandacht")


def a_place():
    _publish(Location, name="De Eikenhof")


def a_price():
    _publish(TrainingPage, price=777)


def an_edition():
    factories.make_edition(_training(), date(2040, 5, 7), capacity=6)


def a_day():
    edition = _edition()
    days = edition.days
    days[0].date = date(2040, 5, 14)
    edition.sessions.set(days)
    edition.save_revision().publish()


def a_cancellation():
    edition = _edition()
    edition.status = EditionStatus.CANCELLED
    edition.save_revision().publish()


def an_edition_deleted():
    _edition().delete()


def an_enrolment():
    details = {"name": "Anna", "email": "anna@example.com", "language": "nl"}
    places.add(_edition().pk, details, now=timezone.now())


def a_withdrawal():
    places.withdraw(_edition().enrolments.get().pk, now=timezone.now())


def the_settings():
    known = SiteSettings.for_site(Site.objects.get())
    known.organisation = "De Luisterhoek"
    known.save()


def the_menu():
    _publish(HomePage, hero_title="Vragen is gratis")


def a_picture():
    picture = SiteImage.objects.latest("pk")
    picture.credit = "Tekening: Bo"
    picture.save()


def a_redirect():
    Redirect.add_redirect("/oud", "/blog/")


def what_was_scheduled():
    article = ArticlePage.objects.get(slug="acht")
    article.title, article.go_live_at = "Tien redenen", timezone.now() + timedelta(hours=1)
    article.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")


def what_has_expired():
    article = ArticlePage.objects.get(slug="acht")
    ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now())
    call_command("publish_scheduled")


def the_host():
    site = Site.objects.get()
    site.hostname = "localhost"
    site.save()


def several_at_once():
    with transaction.atomic():
        for title in ("Elf", "Twaalf", "Dertien redenen"):
            _retitle("acht", title).publish()


def draw(path):
    """What Django draws now, on a line."""
    return Client(SERVER_NAME="127.0.0.1").get(path).content.hex()


def main():
    make_site()
    translation.activate(settings.LANGUAGE_CODE)
    print("ready", flush=True)
    for line in sys.stdin:
        name, *words = line.split(maxsplit=1)
        print(globals()[name](*map(str.strip, words)) or "done", flush=True)


if __name__ == "__main__":
    main()
