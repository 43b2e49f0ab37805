"""Makers of things for tests, with explicit values."""

import json
from dataclasses import dataclass
from datetime import date, time

import factory
import wagtail_factories
from django.test import TestCase
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from blog.models import ArticlePage, BlogIndexPage
from events.models import (
    Edition,
    Location,
    Session,
    TrainingIndexPage,
    TrainingPage,
    TrainingTrainer,
)
from home.models import Category, HomePage, Person, SiteImage, StandardPage, User

MORNING, AFTERNOON = time(9, 30), time(16, 30)
ALT = "Two chairs"


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who logs in; the password is "geheim"."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"user{number}@example.com")
    password = factory.django.Password("geheim")


class SiteImageFactory(wagtail_factories.ImageFactory):
    """A small picture."""

    class Meta:
        model = SiteImage

    title = "Picture"
    credit = "Tekening: Anna"


class PersonFactory(factory.django.DjangoModelFactory):
    """A published person, in Dutch."""

    class Meta:
        model = Person

    name = "Marit Hoekstra"
    role = "Trainer en coach"
    biography = "<p>Geeft les sinds 2009.</p>"
    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="nl"))


class LocationFactory(factory.django.DjangoModelFactory):
    """A published place in Utrecht, in Dutch."""

    class Meta:
        model = Location

    name = "De Lindehof"
    street = "Lindelaan 1"
    postal_code = "3599 ZZ"
    city = "Utrecht"
    directions = "<p>Tien minuten lopen van het station.</p>"
    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="nl"))


class CategoryFactory(factory.django.DjangoModelFactory):
    """A published category, in Dutch."""

    class Meta:
        model = Category

    name = "Luisteren"
    slug = "luisteren"
    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="nl"))


class StandardPageFactory(wagtail_factories.PageFactory):
    """A page such as "About us"."""

    class Meta:
        model = StandardPage

    title = "Over ons"


class ArticlePageFactory(wagtail_factories.PageFactory):
    """An article."""

    class Meta:
        model = ArticlePage

    title = "Acht redenen om hulp te vragen"
    introduction = "Vragen staat vrij."
    date = date(2026, 11, 1)


class TrainingPageFactory(wagtail_factories.PageFactory):
    """A training with a programme of five days."""

    class Meta:
        model = TrainingPage

    title = "Hulp vragen kun je leren"
    introduction = "Vijf maandagen."
    price = 1250
    vat_note = "vrijgesteld van btw"
    programme = factory.LazyFunction(
        lambda: json.dumps(
            [
                {"type": "day", "value": {"title": title, "text": f"<p>{title}.</p>"}}
                for title in ["Kijken", "Luisteren", "Vragen", "Weigeren", "Verder"]
            ]
        )
    )


@dataclass
class BilingualSite:
    """The pages that every test site has."""

    home: HomePage
    trainings: TrainingIndexPage
    blog: BlogIndexPage
    home_en: HomePage
    trainings_en: TrainingIndexPage
    blog_en: BlogIndexPage


def make_site() -> BilingualSite:
    """Complete the site that the migrations make with its lists, in both languages."""
    home = HomePage.objects.get(locale__language_code="nl")
    home.hero_title = "Vragen kun je leren"
    home.save_revision().publish()
    home = HomePage.objects.get(pk=home.pk)
    trainings = home.add_child(
        instance=TrainingIndexPage(title="Trainingen", slug="trainingen", show_in_menus=True)
    )
    blog = home.add_child(instance=BlogIndexPage(title="Blog", slug="blog", show_in_menus=True))
    home_en = copy_in_english(home, title="Home", hero_title="Asking can be learned")
    return BilingualSite(
        home=home,
        trainings=trainings,
        blog=blog,
        home_en=home_en,
        trainings_en=copy_in_english(trainings, title="Trainings", slug="trainings"),
        blog_en=copy_in_english(blog, title="Blog"),
    )


def read_again(site: BilingualSite) -> BilingualSite:
    """The same site, of pages that no other test has had in hand."""
    return BilingualSite(
        **{name: type(page).objects.get(pk=page.pk) for name, page in vars(site).items()}
    )


def copy_in_english(page: Page, **fields) -> Page:
    """Make the English page of a Dutch one, published, without going through translation."""
    copy = page.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def translate(thing, strings: dict[str, str], user=None, publish: bool = True):
    """Submit a thing for translation, fill in the English of each Dutch string, and save it.

    Strings that ``strings`` does not name stay untranslated. Returns the English thing.
    """
    english = Locale.objects.get(language_code="en")
    source, _created = TranslationSource.update_or_create_from_instance(thing)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=english)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        if segment.string.data in strings:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=english,
                context=segment.context,
                defaults={"data": strings[segment.string.data]},
            )
    # wagtail-localize publishes once the transaction is through, which a test's never is.
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(user=user, publish=publish)
    return translation.get_target_instance()


def make_training(site: BilingualSite, *, english: bool = True, **fields) -> TrainingPage:
    """Make a published training with a trainer and a place; its English page as well."""
    person = fields.pop("person", None) or PersonFactory()
    location = fields.pop("default_location", None) or LocationFactory()
    training = TrainingPageFactory(
        parent=site.trainings,
        default_location=location,
        **{"slug": "hulp-vragen", **fields},
    )
    training.training_trainers.add(TrainingTrainer(person=person))
    training.save_revision().publish()
    training = TrainingPage.objects.get(pk=training.pk)
    if english:
        slug = "asking-for-help" if training.slug == "hulp-vragen" else f"{training.slug}-en"
        copy_in_english(training, title="Asking for help can be learned", slug=slug)
    return training


def make_edition(training: TrainingPage, *days: date, publish: bool = True, **fields) -> Edition:
    """Plan an edition on ``days``, from 9:30 to 16:30 unless ``starts`` and ``ends`` are given."""
    starts, ends = fields.pop("starts", MORNING), fields.pop("ends", AFTERNOON)
    edition = Edition(training=training, **fields)
    edition.sessions.set([Session(date=day, starts=starts, ends=ends) for day in days])
    edition.live = False
    edition.full_clean()
    edition.save()
    revision = edition.save_revision()
    if publish:
        revision.publish()
    return Edition.objects.get(pk=edition.pk)
