"""What search engines are told of the blog: from pages and their context to schema.org's words."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language

from blog import structured_data
from home import found


def blog(page, context) -> list[dict]:
    """The list of articles; a part of it, by subject or further back, has no name of its own."""
    request = context["request"]
    if page.listing_query(request):
        return []
    return [
        structured_data.blog(
            found.practice(context),
            url=context["navigation"].canonical,
            name=page.title,
            description=page.description,
            language=get_language(),
        )
    ]


def article(page, context) -> list[dict]:
    """An article."""
    url, writer = context["navigation"].canonical, context["author"]
    above = context["navigation"].ancestors
    return [
        structured_data.blog_posting(
            found.practice(context),
            url=url,
            blog_url=(above[-1].get_full_url(context["request"]) or "") if above else "",
            title=page.title,
            description=page.description,
            language=get_language(),
            images=found.images(page, context),
            written=page.date,
            changed_at=page.last_published_at,
            zone=ZoneInfo(settings.TIME_ZONE),
            author=structured_data.author(
                name=writer.name,
                # Where the page itself tells more of whoever wrote it.
                url=f"{url}#author" if writer.biography else "",
                job_title=writer.role,
            )
            if writer
            else None,
            section=page.subject.name if page.subject else "",
            keywords=[tag.label for tag in context["article_tags"]],
        )
    ]
