"""What all pages and apps share: subjects, people, pictures, settings, the base of pages."""

from home.models.categories import Category
from home.models.images import SiteImage, SiteRendition
from home.models.jobs import ScheduledJob
from home.models.pages import BasePage, HomePage, StandardPage
from home.models.people import Person
from home.models.review import ReviewSettings
from home.models.search import SearchEntry, SearchTerm, SearchWord
from home.models.settings import SiteSettings
from home.models.snippets import AddressedSnippet, TranslatableSnippet
from home.models.users import User

__all__ = [
    "AddressedSnippet",
    "BasePage",
    "Category",
    "HomePage",
    "Person",
    "ReviewSettings",
    "ScheduledJob",
    "SearchEntry",
    "SearchTerm",
    "SearchWord",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "StandardPage",
    "TranslatableSnippet",
    "User",
]
