"""Makes a site large: as many articles and editions as asked for, of a seed, in bulk.

What is added is older than what is there, so that pages show the same with few as with many, and
differ only in how much the database has to look through. ``python -m tests.bench.many 10000 10000``
does it to the site of the environment.
"""

import random
import sys
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils.text import slugify

AT_ONCE = 500
# Within the first of these days the past begins: calendars tell of a year.
LONG_OVER, OLDEST = timedelta(days=500), timedelta(days=9000)
TITLES = (
    ("Vraag", "Luister", "Wacht", "Lach", "Oefen", "Begin"),
    ("samen", "rustig", "eerlijk", "moedig"),
)


def grow(articles: int, editions: int, seed: int = 1) -> None:
    """Add so many articles, in Dutch, and so many editions that are over, of all trainings."""
    from wagtail.models import Page

    from events import changes
    from events.models import Edition
    from home import generation

    # Other identifiers each time that a site grows.
    dice = random.Random(f"{seed} {Edition.objects.count()} {Page.objects.count()}")
    with transaction.atomic():
        add_articles(articles, dice)
        add_editions(editions, dice)
        if editions:
            changes.note()
        generation.published()


def add_articles(count: int, dice: random.Random) -> None:
    """Articles made of the texts, covers, authors, subjects and tags of those that are there."""
    from blog.models import ArticlePage, ArticleTag, BlogIndexPage, Tag

    blog = BlogIndexPage.objects.get(locale__language_code="nl")
    models = list(ArticlePage.objects.child_of(blog).live())
    last, newest = blog.get_children().last(), min(model.date for model in models)
    tags = list(Tag.objects.all())
    begun = blog.numchild
    step = last._get_path(blog.path, blog.depth + 1, 1)[len(blog.path) :]
    taken = last._str2int(last.path[-len(step) :])
    made, copies = [], defaultdict(list)
    for number in range(count):
        model = dice.choice(models)
        title = f"{' '.join(map(dice.choice, TITLES))} {begun + number}"
        day = newest - timedelta(days=1 + dice.randrange(OLDEST.days))
        page = like(
            model,
            path=last._get_path(blog.path, blog.depth + 1, taken + 1 + number),
            title=title,
            draft_title=title,
            slug=slugify(title),
            url_path=f"{blog.url_path}{slugify(title)}/",
            date=day,
            first_published_at=at(day),
            last_published_at=at(day),
            latest_revision_created_at=at(day),
        )
        made.append(page)
        copies[model.pk].append(page)
    insert_pages(ArticlePage, made)
    let_them_be_found(copies)
    type(blog).objects.filter(pk=blog.pk).update(numchild=begun + count)
    if tags:
        ArticleTag.objects.bulk_create(
            (
                ArticleTag(tag=tag, content_object_id=article.pk)
                for article in made
                for tag in dice.sample(tags, min(2, len(tags)))
            ),
            AT_ONCE,
        )


def like(model, **fields):
    """A page like another, not yet saved, of a thing of its own."""
    values = {field.attname: getattr(model, field.attname) for field in model._meta.concrete_fields}
    values["body"] = model.body.get_prep_value()
    apart = {"id", "page_ptr_id", "latest_revision_id", "live_revision_id", "alias_of_id"}
    page = type(model)(
        **{name: value for name, value in values.items() if name not in apart},
    )
    page.translation_key = uuid.uuid4()
    page.numchild = 0
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def insert_pages(kind, pages: list) -> None:
    """Insert pages of a kind: Django's own way of many at once takes no model that has a parent."""
    from wagtail.models import Page

    for some in chunks(pages):
        rows = [
            Page(
                **{
                    field.attname: getattr(page, field.attname)
                    for field in Page._meta.concrete_fields
                    if field.attname != "id"
                }
            )
            for page in some
        ]
        Page.objects.bulk_create(rows)
        for page, row in zip(some, rows, strict=True):
            page.pk = page.page_ptr_id = page.id = row.pk
    fields = list(kind._meta.local_concrete_fields)
    quote = connection.ops.quote_name
    # Names of the models alone, and values apart.
    statement = (
        f"INSERT INTO {quote(kind._meta.db_table)} "  # noqa: S608
        f"({', '.join(quote(field.column) for field in fields)}) "
        f"VALUES ({', '.join(['%s'] * len(fields))})"
    )
    with connection.cursor() as cursor:
        for some in chunks(pages):
            cursor.executemany(
                statement,
                [[as_stored(field, page) for field in fields] for page in some],
            )


def as_stored(field, page):
    """The value of a field as it is handed to the database."""
    return field.get_db_prep_save(field.pre_save(page, True), connection)


def let_them_be_found(copies: dict) -> None:
    """Let search find pages by the words of those that they were made of: maps these to lists.

    Reading ten thousand articles anew takes search minutes.
    """
    from home.models import SearchEntry

    for model, pages in copies.items():
        entry = SearchEntry.objects.get(page_id=model)
        rows = SearchEntry.objects.bulk_create(
            (
                SearchEntry(
                    page_id=page.pk,
                    language=entry.language,
                    kind=entry.kind,
                    text=entry.text,
                    title_length=entry.title_length,
                )
                for page in pages
            ),
            AT_ONCE,
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO home_searchword (entry_id, term_id, weight, in_title) "
                "SELECT new.id, word.term_id, word.weight, word.in_title "
                "FROM home_searchentry new, home_searchword word "
                "WHERE word.entry_id = %s AND new.id BETWEEN %s AND %s",
                [entry.pk, rows[0].pk, rows[-1].pk],
            )


def add_editions(count: int, dice: random.Random) -> None:
    """Editions of two days each, all over since long, by turns of all trainings."""
    from events.models import Edition, Session, TrainingPage

    trainings = list(
        TrainingPage.objects.live()
        .filter(locale__language_code="nl")
        .select_related("default_location")
        .order_by("path")
    )
    begun = Edition.objects.count()
    editions, days = [], []
    for number in range(begun, begun + count):
        training = trainings[number % len(trainings)]
        first = date.today() - LONG_OVER - timedelta(days=dice.randrange(OLDEST.days))
        edition = Edition(
            training=training,
            location=training.default_location,
            slug=f"toen-{number}",
            capacity=12,
            language="nl",
        )
        mine = [
            Session(
                uuid=uuid.UUID(int=dice.getrandbits(128), version=4),
                date=first + timedelta(weeks=week),
                starts=time(9, 30),
                ends=time(16, 30),
            )
            for week in range(2)
        ]
        for day in mine:
            day.place_in_time(edition.zone)
        edition.starts_at, edition.ends_at = mine[0].starts_at, mine[-1].ends_at
        editions.append(edition)
        days.append(mine)
    Edition.objects.bulk_create(editions, AT_ONCE)
    for edition, mine in zip(editions, days, strict=True):
        for day in mine:
            day.edition = edition
    Session.objects.bulk_create((day for mine in days for day in mine), AT_ONCE)


def chunks(things: list) -> Iterator[list]:
    """The things, so many at once."""
    for start in range(0, len(things), AT_ONCE):
        yield things[start : start + AT_ONCE]


def at(day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(8), UTC)


def main(arguments: Iterable[str]) -> None:
    """Let the site of the environment grow."""
    import django

    django.setup()
    from home import table_sizes

    grow(*map(int, arguments))
    table_sizes.tell()


if __name__ == "__main__":
    main(sys.argv[1:])
