"""What schema.org has words for in the blog: the list of articles, and an article.

Values in, a dict out: no request and no query.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from home.structured_data import Practice, node, publisher


def blog(practice: Practice, *, url: str, name: str, description: str, language: str) -> dict:
    """The list of articles."""
    return node(
        "Blog",
        id=f"{url}#blog",
        name=name,
        description=description,
        url=url,
        inLanguage=language,
        publisher=publisher(practice),
    )


def author(*, name: str, url: str = "", job_title: str = "", image: str = "") -> dict:
    """Who wrote an article; ``url`` is where readers find out more."""
    return node("Person", name=name, url=url, jobTitle=job_title, image=image)


def blog_posting(
    practice: Practice,
    *,
    url: str,
    blog_url: str,
    title: str,
    description: str,
    language: str,
    images: list[str],
    written: date,
    changed_at: datetime | None,
    zone: ZoneInfo,
    author: dict | None = None,
    section: str = "",
    keywords: list[str] = (),
) -> dict:
    """An article (Google: Article).

    ``written`` is the date that readers see; it counts from midnight in ``zone``, and what was
    changed before it has not been changed since.
    """
    published = datetime.combine(written, time.min, tzinfo=zone)
    changed = max(published, changed_at.astimezone(zone)) if changed_at else published
    return node(
        "BlogPosting",
        id=f"{url}#article",
        mainEntityOfPage=url,
        url=url,
        headline=title,
        description=description,
        image=images,
        datePublished=published.isoformat(timespec="seconds"),
        dateModified=changed.isoformat(timespec="seconds"),
        author=author or publisher(practice),
        publisher=publisher(practice),
        inLanguage=language,
        articleSection=section,
        keywords=list(keywords),
        isPartOf={"@id": f"{blog_url}#blog"} if blog_url else None,
    )
