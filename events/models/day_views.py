"""All days of all trainings for readers: a month as a grid, and everything that comes as a list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from wagtail.contrib.routable_page.models import re_path

from events import schedule
from events.months import Month, by_month, days_of, weeks_of
from home.navigation import Part

# The word for each view in its address, for each language.
MONTH_WORDS = {"nl": "maand", "en": "month"}
DATES_WORDS = {"nl": "data", "en": "dates"}
# Addresses that no training can have: below the list of trainings they are views of it.
RESERVED = {*MONTH_WORDS.values(), *DATES_WORDS.values()}
# How far from the present month there are pages, whether anything is planned or not.
MONTHS_BACK, MONTHS_AHEAD = 12, 12
# A week from Monday, to name the weekdays after.
WEEKDAYS = [date(2001, 1, 1) + timedelta(days=number) for number in range(7)]


@dataclass(frozen=True, slots=True)
class MonthLink:
    """The way to a month."""

    month: Month
    url: str


def today_at(now: datetime) -> date:
    """The date at the practice."""
    return timezone.localdate(now, ZoneInfo(settings.TIME_ZONE))


def range_of_months(now: datetime) -> tuple[Month, Month]:
    """The first and the last month that have a page: so that no crawler walks for ever."""
    present = Month.of(today_at(now))
    last = schedule.last_day()
    return (
        present + -MONTHS_BACK,
        max(present + MONTHS_AHEAD, Month.of(last)) if last else present + MONTHS_AHEAD,
    )


def listed_views(now: datetime) -> list[dict[str, str]]:
    """The views that search engines are told of: all dates, and each month with days to come.

    Each as what follows the address of the list of trainings, for each language.
    """
    months = [Month.of(first) for first in schedule.months_to_come(today_at(now))]
    return [
        {code: f"{word}/" for code, word in DATES_WORDS.items()},
        *({code: f"{word}/{month}/" for code, word in MONTH_WORDS.items()} for month in months),
    ]


class DayViews:
    """The routes of a list of trainings to all their days."""

    @re_path(r"^(?P<word>maand|month)/?$")
    def present_month(self, request, word):
        """The month of today; its one address is that of the month."""
        return self._month(request, word, Month.of(today_at(timezone.now())))

    @re_path(r"^(?P<word>maand|month)/(?P<written>[0-9]{4}-[0-9]{2})/?$")
    def month(self, request, word, written):
        """All days of a month."""
        return self._month(request, word, Month.parse(written))

    @re_path(r"^(?P<word>data|dates)/?$")
    def dates(self, request, word):
        """All coming days."""
        language = self._own_language(word, DATES_WORDS)
        now = timezone.now()
        self.part = Part(
            title=gettext("All training days"),
            description=gettext(
                "All coming days of our trainings, month by month, with their times."
            ),
            paths={code: f"{word}/" for code, word in DATES_WORDS.items()},
        )
        days = days_of(schedule.coming_days(language, now), today_at(now))
        months = [
            (MonthLink(month, self.month_url(month, request)), days)
            for month, days in by_month(days)
        ]
        return self.render(
            request,
            template="events/training_dates.html",
            context_overrides={"months": months, "now": now},
        )

    def month_url(self, month: Month | None, request=None) -> str:
        """The address of a month; without one that of the month of today, whenever it is asked."""
        word = MONTH_WORDS[get_language()]
        return f"{self._root(request)}{word}/" + (f"{month}/" if month else "")

    def views(self, request) -> list[dict]:
        """The ways to look at the trainings: their list, a month, all days."""
        root, language = self._root(request), get_language()
        path = self.part.paths[language] if self.part else ""
        views = [
            (root, gettext("All trainings")),
            (self.month_url(None, request), gettext("By month")),
            (f"{root}{DATES_WORDS[language]}/", gettext("All dates")),
        ]
        here = root + path
        return [
            {
                "url": url,
                "title": title,
                "is_current": url == here or (url != root and here.startswith(url)),
                # The address of a month is another than that of the present one.
                "current": "page" if url == here else "true",
            }
            for url, title in views
        ]

    def _root(self, request) -> str:
        return self.get_url(request) or ""

    @staticmethod
    def _own_language(word, words) -> str:
        """The reader's language, which is that of the page; its word belongs in the address."""
        language = get_language()
        if words[language] != word:
            raise Http404
        return language

    def _month(self, request, word, month):
        language = self._own_language(word, MONTH_WORDS)
        now = timezone.now()
        today = today_at(now)
        first, last = range_of_months(now)
        if month is None or not first <= month <= last:
            raise Http404
        name = {"month": date_format(month.first, "F Y")}
        self.part = Part(
            title=gettext("Trainings in %(month)s") % name,
            description=gettext("All days of our trainings in %(month)s, with their times.") % name,
            paths={code: f"{word}/{month}/" for code, word in MONTH_WORDS.items()},
        )
        entries = schedule.days_between(language, month.first, month.last)
        following = None if entries else schedule.next_day(language, month.last)
        present = Month.of(today)
        links = {
            "previous": month + -1 if month > first else None,
            "next": month + 1 if month < last else None,
            "following": Month.of(following) if following else None,
        }
        context = {
            name: MonthLink(link, self.month_url(link, request)) if link else None
            for name, link in links.items()
        }
        context.update(
            month=month,
            weekdays=WEEKDAYS,
            weeks=weeks_of(month, entries, today),
            days=days_of(entries, today),
            present_url=self.month_url(None, request) if month != present else "",
            now=now,
        )
        return self.render(
            request, template="events/training_month.html", context_overrides=context
        )
