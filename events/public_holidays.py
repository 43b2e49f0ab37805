"""Dutch public holidays, by name, and on which of them people are free in practice.

The dates and names are those of the library ``holidays``. Not all of its days count alike:

- New Year's Day, Easter Sunday and Monday, King's Day, Ascension Day, Whit Sunday and Monday and
  both days of Christmas: nearly everybody is free. Working days leave these out.
- Good Friday: equal to a Sunday for terms in law (Algemene termijnenwet), yet most people work.
- Liberation Day: a national day each year; most employers give it once in five years, when it is
  a jubilee (2025, 2030), and only then does it count as a day on which people are free.

Of the last two an editor is told, and decides; no working day is left out for them otherwise. The
library knows the years from 1966 to 2100. School holidays are no public holidays: they differ by
region, and people work.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holidays import OPTIONAL, PUBLIC, country_holidays

GOOD_FRIDAY, LIBERATION_DAY = "Goede vrijdag", "Bevrijdingsdag"
JUBILEE = 5
# The library's names of its languages.
LANGUAGES = {"nl": "nl", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A day with a name; ``is_free`` where nearly nobody works on it."""

    name: str
    is_free: bool


def public_holiday(day: date, language: str = "nl") -> PublicHoliday | None:
    """The Dutch public holiday on a day, if there is one, named in ``language``."""
    dutch = _names(day.year, "nl").get(day)
    if dutch is None:
        return None
    # Two on one day, such as Ascension Day and Liberation Day in 2016, are named together.
    found = dutch.split("; ")
    sometimes = {GOOD_FRIDAY} | ({LIBERATION_DAY} if day.year % JUBILEE else set())
    name = _names(day.year, LANGUAGES.get(language, "nl"))[day].replace("; ", ", ")
    return PublicHoliday(name, is_free=not set(found) <= sometimes)


@lru_cache(maxsize=64)
def _names(year: int, language: str) -> dict[date, str]:
    return dict(
        country_holidays("NL", years=year, language=language, categories=(PUBLIC, OPTIONAL))
    )
