"""Words that are no part of an address for editors: something else of the site is there."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

# What stands first in the addresses that are no pages, in any language; and that of English.
TAKEN = frozenset(
    [
        "_util",
        "aanmelding",
        "admin",
        "belangstelling",
        "documents",
        "en",
        "enrolment",
        "interest",
        "media",
        "search",
        "share",
        "static",
        "views",
        "zoeken",
    ]
)


def refuse_taken(slug: str) -> None:
    """Raise ValidationError, at the slug, where no page right below the front door can have it."""
    if slug in TAKEN:
        raise ValidationError(
            {"slug": gettext("The site itself uses this address. Choose another.")}
        )
