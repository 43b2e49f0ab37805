"""What search engines are told of trainings: from dressed editions to schema.org's words."""

from zoneinfo import ZoneInfo

from django.conf import settings

from events import structured_data as schema
from events.calendars import day_name
from events.enrolling import ENROL_WORDS
from home import found
from home.rich_text import plain_text
from home.structured_data import item_list


def list_of_trainings(page, context) -> list[dict]:
    """The list of trainings, each by the address of its page: of all, or of those on a subject.

    A list that is narrowed by more than that is told of as the whole, by its canonical address.
    """
    if context["is_narrowed"] and not context["subject"]:
        return []
    request = context["request"]
    addresses = [card.page.get_full_url(request) or "" for card in context["trainings"]]
    return [item_list(addresses)] if addresses else []


def training(page, context) -> list[dict]:
    """A training with the editions that its page shows."""
    url, now = context["navigation"].canonical, context["now"]
    language, facts = page.locale.language_code, context["facts"]
    told = schema.Training(
        name=page.title,
        url=url,
        description=page.description,
        language=language,
        languages=(facts.language,),
        images=tuple(found.images(page, context)),
        price=facts.price,
        for_whom=plain_text(page.for_whom),
        teaches=plain_text(page.take_home),
        programme=tuple(
            (day.value["title"], plain_text(day.value["text"].source)) for day in page.programme
        ),
        published=_at_the_practice(page.first_published_at),
        changed=_at_the_practice(page.last_published_at),
        trainers=tuple(
            schema.Trainer(person.name, person.role, description=plain_text(person.biography))
            for person in context["trainers"]
        ),
    )
    runs = [_run(edition, page, url, language, now) for edition in context["editions"]]
    return [schema.course(found.practice(context), told, runs)]


def _run(edition, page, url, language, now) -> schema.Run:
    is_open = edition.is_open(now)
    return schema.Run(
        name=page.title,
        url=f"{url}#{edition.slug}",
        status=_status(edition),
        language=edition.language or page.facts.language,
        days=tuple(_days(edition, page)),
        availability=_availability(edition, is_open),
        place=_place(edition),
        capacity=edition.capacity,
        places_left=edition.places_left,
        enrol_url=f"{url}{edition.slug}/{ENROL_WORDS[language]}/" if is_open else "",
        open_since=edition.open_since.astimezone(edition.zone) if edition.open_since else None,
    )


def _at_the_practice(moment):
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)) if moment else None


def _status(edition) -> schema.Status:
    if edition.is_cancelled:
        return schema.Status.CANCELLED
    return schema.Status.POSTPONED if edition.is_postponed else schema.Status.SCHEDULED


def _availability(edition, is_open: bool) -> schema.Availability:
    if not is_open:
        return schema.Availability.OUT_OF_STOCK
    if edition.capacity is None:
        return schema.Availability.LIMITED
    full = edition.puts_on_list
    return schema.Availability.SOLD_OUT if full else schema.Availability.IN_STOCK


def _place(edition) -> schema.Place | None:
    """Where it is given; a place that is not published is not told."""
    if edition.place is None:
        return None
    facts = edition.location
    return schema.Place(
        name=edition.place.name,
        online=facts.online,
        url=facts.online_url,
        street=facts.street,
        postal_code=facts.postal_code,
        city=facts.city,
        country=facts.country,
        geo=None if facts.latitude is None else (float(facts.latitude), float(facts.longitude)),
    )


def _days(edition, page):
    zone, days = edition.zone, edition.days
    for number, day in enumerate(days, start=1):
        starts, ends = day.starts_at.astimezone(zone), day.ends_at.astimezone(zone)
        before = day.previous_starts_at
        yield schema.Day(
            name=day_name(page, number, len(days)),
            starts=starts.date() if day.all_day else starts,
            ends=ends.date() if day.all_day else ends,
            previous_start=before.astimezone(zone) if before else None,
        )
