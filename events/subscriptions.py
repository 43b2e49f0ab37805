"""What people can subscribe to: all days at one place, or with one trainer, in one language."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext, override

from events import schedule
from events.calendar_links import Subscription
from home.translations import localized_rows

# The words in the addresses of calendars of a place and of a trainer, for each language.
PLACE_WORDS = {"nl": "locatie", "en": "location"}
TRAINER_WORDS = {"nl": "trainer", "en": "trainer"}


def of_place(page, place) -> Subscription:
    """The calendar of a place below a list of trainings; ``place`` is in the reader's language."""
    language = page.locale.language_code
    with override(language):
        words = {"place": place.name}
        if place.facts.online:
            # No preposition fits: a name can be "Zoom" or "Online, at home".
            name = gettext("Trainings: %(place)s") % words
            description = gettext("The days of our online trainings: %(place)s.") % words
        else:
            name = gettext("Trainings at %(place)s") % words
            description = gettext("The days of our trainings at %(place)s.") % words
    url = page.get_file_url(place_path(language, place.facts.slug))
    return Subscription(name, url, description, place.name)


def of_trainer(page, trainer) -> Subscription:
    """The calendar of a trainer below a list of trainings."""
    language = page.locale.language_code
    with override(language):
        words = {"trainer": trainer.name}
        name = gettext("Trainings by %(trainer)s") % words
        description = gettext("The days of the trainings that %(trainer)s gives.") % words
    url = page.get_file_url(trainer_path(language, trainer.facts.slug))
    return Subscription(name, url, description, trainer.name)


def place_path(language: str, slug: str) -> str:
    """Where the calendar of a place is, below the list of trainings."""
    return f"{PLACE_WORDS[language]}/{slug}/agenda.ics"


def trainer_path(language: str, slug: str) -> str:
    """Where the calendar of a trainer is, below the list of trainings."""
    return f"{TRAINER_WORDS[language]}/{slug}/agenda.ics"


def places_and_trainers_below(page, now: datetime) -> tuple[list, list]:
    """The calendars of the places and of the trainers with days in them, by name."""
    places, trainers = _places_and_trainers(page.locale.language_code, now)
    return (
        _by_subject(of_place(page, place) for place in places),
        _by_subject(of_trainer(page, trainer) for trainer in trainers),
    )


def _by_subject(subscriptions) -> list[Subscription]:
    return sorted(subscriptions, key=lambda found: (found.subject.casefold(), found.url))


def paths(language: str) -> list[str]:
    """Where calendars of places and trainers are or were, below a list of trainings."""
    from events.models import Location
    from home.models import Person

    slugs = [
        model.objects.exclude(slug=None).values_list("slug", flat=True)
        for model in (Location, Person)
    ]
    return [
        *(place_path(language, slug) for slug in slugs[0]),
        *(trainer_path(language, slug) for slug in slugs[1]),
    ]


def belongs(language: str, training=None, *, location=None, trainer=None) -> Q:
    """Which calendar entries are those of one training, location or trainer.

    A training by its page, which may be a private one; else they are of public trainings alone.
    """
    if training is not None:
        return Q(edition__training__translation_key=training.translation_key)
    found = Q(edition__training__translation_key__in=schedule.public_keys(language))
    if location is not None:
        found &= Q(edition__location__translation_key=location.translation_key)
    if trainer is not None:
        found &= Q(edition__training__in=_given_by(trainer))
    return found


def _given_by(trainer):
    """The trainings of which the source page lists a person, in whichever language."""
    from events.models import TrainingTrainer

    listed = TrainingTrainer.objects.filter(person__translation_key=trainer.translation_key)
    return listed.values("page")


def _places_and_trainers(language: str, now: datetime) -> tuple[list, list]:
    """The published locations, and the trainers, with days in their feeds in ``language``.

    As its readers know them, each with its ``facts``. Five queries, however many.
    """
    from events.models import Location, TrainingTrainer
    from home.models import Person

    editions = _in_feeds(language, now)
    listed = TrainingTrainer.objects.filter(page__in=editions.values("training"))
    places = Location.objects.filter(pk__in=editions.values("location"))
    trainers = Person.objects.filter(translation_key__in=listed.values("person__translation_key"))
    return _with_facts(places, language), _with_facts(trainers, language)


def _in_feeds(language: str, now: datetime):
    """The editions that the feed of all trainings holds."""
    from events.models import Edition, EditionStatus

    return (
        Edition.objects.published()
        .filter(
            ends_at__gt=now - schedule.PAST_FOR,
            training__translation_key__in=schedule.public_keys(language),
        )
        .exclude(status=EditionStatus.CANCELLED, ends_at__lte=now - schedule.CANCELLED_FOR)
        .order_by()
    )


def _with_facts(rows, language: str) -> list:
    """The published rows that have an address, as readers of ``language`` know them."""
    rows = list(rows.filter(live=True).exclude(slug=None))
    localized = localized_rows(rows, language)
    found = []
    for row in rows:
        known = localized[row.translation_key]
        known.facts = row
        found.append(known)
    return found
