"""What every page and app of the site shares: people, pictures, settings, the base of pages."""

from home.models.images import SiteImage, SiteRendition
from home.models.pages import BasePage, HomePage, StandardPage
from home.models.people import Person
from home.models.settings import SiteSettings
from home.models.snippets import AddressedSnippet, TranslatableSnippet
from home.models.users import User

__all__ = [
    "AddressedSnippet",
    "BasePage",
    "HomePage",
    "Person",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "StandardPage",
    "TranslatableSnippet",
    "User",
]
