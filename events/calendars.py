"""From editions to calendar files: which words and facts each day's entry has, and the answer."""

import gzip
import hashlib
import re
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.text import slugify
from django.utils.translation import gettext, override

from events import ical
from events.calendar_links import Subscription
from home.caching import take_offer
from home.compression import accepts_gzip
from home.models import SiteSettings
from home.pictures import SHARED_TYPE, cover_address
from home.rich_text import plain_text

UNFIT_FOR_FILES = re.compile(
    r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff/\\:*?"<>|]'
)
# In octets; file systems take 255, and the date and the ending come behind it.
LONGEST_NAME = 180


def events_of(
    edition, *, practice: SiteSettings | None = None, picture: ical.Image | None = None
) -> list[ical.Event]:
    """Return the calendar entries of a dressed edition, in the order of its days.

    Behind them come those of removed days, as cancelled, where the edition was fetched with them
    (``removed``). Who gives the training is told of ``practice``. When an entry last changed is
    not known here: ``last_modified`` is when its day was made, for want of a later moment.
    """
    days = edition.days
    uids = [day.uuid for day in days]
    with override(edition.page.locale.language_code):
        events = [
            _event(edition, day, place, uids, practice) for place, day in enumerate(days, start=1)
        ]
        events += [_removed(edition, day) for day in getattr(edition, "removed", ())]
    organizer = None
    if practice is not None and practice.email:
        organizer = ical.Organizer(practice.organisation, practice.email)
    return [replace(event, organizer=organizer, image=picture) for event in events]


def practice() -> SiteSettings | None:
    """Who gives the trainings."""
    return SiteSettings.objects.filter(site__is_default_site=True).first()


def picture(page) -> ical.Image | None:
    """The cover of a page for calendars that show pictures; None where it has none to show."""
    address = cover_address(page)
    return ical.Image(address, SHARED_TYPE) if address else None


def _event(edition, day, number, uids, practice) -> ical.Event:
    return ical.Event(
        **_shared(edition, day),
        **_time(day, edition.location.zone if edition.location else _site_zone()),
        summary=_summary(edition, number, len(uids)),
        description=_description(edition, number, len(uids), practice),
        status=_status(edition),
        related=tuple(uid for uid in uids if uid != day.uuid),
    )


def _removed(edition, day) -> ical.Event:
    """A day that is no longer part of the edition, without a number: the others took it over."""
    title = edition.page.title
    return ical.Event(
        **_shared(edition, day),
        **_time(day, day.zone),
        summary=gettext("CANCELLED: %(title)s") % {"title": title},
        description="\n".join(
            [gettext("This day has been cancelled."), "", title, *_link(edition)]
        ),
        status=ical.Status.CANCELLED,
    )


def _time(day, zone) -> dict:
    if day.all_day:
        return {"starts": day.date, "ends": day.ends_at.astimezone(zone).date()}
    return {"starts": day.starts_at.astimezone(zone), "ends": day.ends_at.astimezone(zone)}


def _shared(edition, day) -> dict:
    """What the entry of a day says whether it is held or was removed."""
    page = edition.page
    # A place that is not published is not told.
    location = edition.location if edition.place else None
    online = location.online if location else False
    return {
        "uid": day.uuid,
        "location": _location(edition),
        "url": page.full_url or "",
        "language": page.locale.language_code,
        "sequence": day.sequence,
        "created": day.created_at,
        "last_modified": day.created_at,
        "geo": (
            (float(location.latitude), float(location.longitude))
            if location and not online and location.latitude is not None
            else None
        ),
        "categories": (gettext("Training"),),
        "conference": location.online_url if online else "",
        "conference_label": edition.place.name if online else "",
    }


def _site_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _status(edition) -> ical.Status:
    if edition.is_cancelled:
        return ical.Status.CANCELLED
    return ical.Status.TENTATIVE if edition.is_postponed else ical.Status.CONFIRMED


def day_name(page, number: int, count: int) -> str:
    """What one of ``count`` days of a training is called outside its page: number and subject."""
    name = page.title
    if count > 1:
        name = gettext("%(title)s (day %(number)d of %(count)d)") % {
            "title": name,
            "number": number,
            "count": count,
        }
    if subject := page.programme_title(number):
        name = f"{name}: {subject}"
    return name


def _summary(edition, number, count) -> str:
    """The title as it stands in a calendar, with the day and its subject."""
    title = day_name(edition.page, number, count)
    if edition.is_cancelled:
        return gettext("CANCELLED: %(title)s") % {"title": title}
    if edition.is_postponed:
        return gettext("POSTPONED: %(title)s") % {"title": title}
    return title


def _description(edition, number, count, practice) -> str:
    """What somebody wants to know who looks at the day in a calendar, on the way to it perhaps."""
    lines = []
    reason = edition.reason_in(edition.page.locale.language_code)
    why = reason.text.splitlines() if reason else []
    if edition.is_cancelled:
        lines += [gettext("This training has been cancelled."), *why, ""]
    elif edition.is_postponed:
        lines += [
            gettext("This training has been postponed; a new date will follow."),
            *why,
            gettext("You need not come on this day."),
            "",
        ]
    lines.append(edition.page.title)
    if subject := edition.page.programme_title(number):
        words = {"number": number, "count": count, "subject": subject}
        lines.append(
            gettext("Day %(number)d of %(count)d: %(subject)s") % words if count > 1 else subject
        )
    if edition.language and edition.language != edition.page.locale.language_code:
        lines.append(language_note(edition.language))
    if not edition.is_cancelled and not edition.is_postponed:
        lines += _directions(edition)
        if practice is not None and practice.phone:
            words = {"phone": practice.phone}
            lines += ["", gettext("Questions on the day itself? Call %(phone)s.") % words]
    return "\n".join([*lines, *_link(edition)])


def _directions(edition) -> list[str]:
    directions = plain_text(edition.place.directions) if edition.place else ""
    if not directions:
        return []
    online = edition.location.online
    return ["", gettext("How to take part") if online else gettext("How to get there"), directions]


def _link(edition) -> list[str]:
    return ["", gettext("More about this training:"), edition.page.full_url or ""]


def language_note(language: str) -> str:
    """Say in the reader's language in which language a training is given."""
    return {
        "nl": gettext("This training is given in Dutch."),
        "en": gettext("This training is given in English."),
    }.get(language, "")


def _location(edition) -> str:
    if edition.place is None:
        return ""
    if edition.location.online:
        return edition.location.online_url or edition.place.name
    lines = (" ".join(line.split()) for line in edition.location.address_lines)
    return ", ".join([edition.place.name, *lines])


def feed_response(
    request, page, told, now: datetime, subscription: Subscription | None = None
) -> HttpResponse:
    """Answer a subscription with what is ``told`` (events.entries), with the picture of ``page``.

    Under the name of the page, unless it is a ``subscription`` to a part of what it lists.
    """
    practice = SiteSettings.for_request(request)
    name = subscription.name if subscription else page.title
    feed = ical.Feed(
        # Among other calendars of the same person it must say whose it is.
        name=f"{name} · {practice.organisation}",
        description=subscription.description if subscription else page.description,
        source=subscription.url if subscription else page.feed_url,
        url=page.full_url or "",
        language=page.locale.language_code,
        color=practice.calendar_color,
        image=picture(page),
    )
    return _response(
        request,
        ical.assemble(told.entries, feed),
        'inline; filename="agenda.ics"',
        changed_at=max(moment for moment in (told.changed_at, page.last_published_at) if moment),
        now=now,
        # Short beside the time after which a subscriber comes back, who so gets nothing old; but
        # better an old calendar than none while the site is away.
        cached=f"public, max-age=900, stale-if-error={feed.refresh // timedelta(seconds=1)}",
    )


def file_response(
    request, page, slug: str, told, now: datetime, number: int | None = None
) -> HttpResponse:
    """Answer a download with what is ``told`` (events.entries) of an edition, or of one day of it.

    Its file name is made of the title.
    """
    name = page.title
    if number is not None:
        name = gettext("%(title)s, day %(number)d") % {"title": name, "number": number}
    return _response(
        request,
        ical.assemble(told.entries),
        _attachment(name, slug),
        changed_at=told.changed_at,
        now=now,
        cached="public, max-age=300",
    )


def _attachment(name: str, slug: str) -> str:
    """Name a download: in ASCII for old programs, then as it is (RFC 6266, RFC 8187)."""
    name = " ".join(UNFIT_FOR_FILES.sub(" ", name).split())
    name = f"{name.encode()[:LONGEST_NAME].decode(errors='ignore').strip()}, {slug}"
    return (
        f'attachment; filename="{slugify(name) or "agenda"}.ics"; '
        f"filename*=UTF-8''{quote(f'{name}.ics', safe='')}"
    )


def _response(
    request, body: bytes, disposition: str, *, changed_at: datetime, now: datetime, cached: str
) -> HttpResponse:
    """Answer with a calendar, or with 304 where the reader has these very bytes (RFC 9110, 13).

    Compressed here, and not by Django's middleware, which makes every ETag a weak one and no two
    answers alike: each of both forms has a strong ETag of its own, the same in every process.
    """
    etag = hashlib.sha256(body).hexdigest()[:32]
    packed = accepts_gzip(request)
    response = HttpResponse(content_type=ical.CONTENT_TYPE)
    response["ETag"] = f'"{etag}-gzip"' if packed else f'"{etag}"'
    response["Vary"] = "Accept-Encoding"
    # Who has a session may be seeing a private training.
    known = settings.SESSION_COOKIE_NAME in request.COOKIES
    response["Cache-Control"] = "private, no-store" if known else cached
    response["X-Robots-Tag"] = "noindex"
    changed = int(changed_at.timestamp())
    if changed >= int(now.timestamp()):
        # It may change once more within this second, of which no date could tell (§8.8.2.2).
        changed = None
    else:
        response["Last-Modified"] = http_date(changed)
    take_offer(request, response)
    answer = get_conditional_response(request, response["ETag"], changed, response)
    if answer is not response:
        return answer
    response.content = gzip.compress(body, compresslevel=6, mtime=0) if packed else body
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    response["Content-Disposition"] = disposition
    return response
