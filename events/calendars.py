"""From editions to calendar files: which words and facts each day's entry has, and the answer."""

import gzip
import hashlib
import re
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.utils.translation import gettext, override

from events import ical

UNFIT_FOR_FILES = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff/\\:*?"<>|]')


def events_of(edition, number: int | None = None) -> list[ical.Event]:
    """Return the calendar entries of a dressed edition: of all days, or of day ``number`` alone.

    With all days come those that were removed, as cancelled, where the edition was fetched with
    them (``removed``).
    """
    language = edition.page.locale.language_code
    days = edition.days
    uids = [day.uuid for day in days]
    with override(language):
        events = [
            _event(edition, day, place, len(days), language, uids)
            for place, day in enumerate(days, start=1)
            if number in (None, place)
        ]
        if number is None:
            events += [_removed(edition, day, language) for day in getattr(edition, "removed", ())]
    return events


def _event(edition, day, number, count, language, uids) -> ical.Event:
    return ical.Event(
        **_shared(edition, day, language),
        **_time(day, edition.location.zone if edition.location else _site_zone()),
        summary=_summary(edition, number, count),
        description=_description(edition, number, count, language),
        status=_status(edition),
        related=tuple(uid for uid in uids if uid != day.uuid),
    )


def _removed(edition, day, language) -> ical.Event:
    """A day that is no longer part of the edition, without a number: the others took it over."""
    title = edition.page.title
    return ical.Event(
        **_shared(edition, day, language),
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


def _shared(edition, day, language) -> dict:
    """What the entry of a day says whether it is held or was removed."""
    page = edition.page
    # A place that is not published is not told.
    location = edition.location if edition.place else None
    changed = [day.modified_at, page.last_published_at, edition.last_published_at]
    if edition.place is not None:
        changed += [edition.place.last_published_at, location.last_published_at]
    online = location.online if location else False
    return {
        "uid": day.uuid,
        "location": _location(edition),
        "url": page.full_url or "",
        "language": language,
        "sequence": day.sequence,
        "created": day.created_at,
        "last_modified": max(moment for moment in changed if moment),
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


def _summary(edition, number, count) -> str:
    """The title as it stands in a calendar, with the day and its subject."""
    title = edition.page.title
    if count > 1:
        title = gettext("%(title)s (day %(number)d of %(count)d)") % {
            "title": title,
            "number": number,
            "count": count,
        }
    if subject := edition.page.programme_title(number):
        title = f"{title}: {subject}"
    if edition.is_cancelled:
        return gettext("CANCELLED: %(title)s") % {"title": title}
    if edition.is_postponed:
        return gettext("POSTPONED: %(title)s") % {"title": title}
    return title


def _description(edition, number, count, language) -> str:
    lines = []
    if edition.is_cancelled:
        lines += [gettext("This training has been cancelled."), ""]
    elif edition.is_postponed:
        lines += [gettext("This training has been postponed; a new date will follow."), ""]
    lines.append(edition.page.title)
    if subject := edition.page.programme_title(number):
        lines.append(
            gettext("Day %(number)d of %(count)d: %(subject)s")
            % {"number": number, "count": count, "subject": subject}
        )
    if edition.language and edition.language != language:
        lines.append(language_note(edition.language))
    return "\n".join([*lines, *_link(edition)])


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
    return ", ".join([edition.place.name, *edition.location.address_lines])


def feed_response(request, page, editions) -> HttpResponse:
    """Answer a subscription: everything that ``editions`` says, under the name of ``page``."""
    language = page.locale.language_code
    feed = ical.Feed(
        name=page.title,
        description=page.description,
        source=page.feed_url,
        url=page.full_url or "",
        language=language,
    )
    events = [event for edition in editions for event in events_of(edition)]
    return _response(request, ical.serialise(events, feed), 'inline; filename="agenda.ics"')


def file_response(request, page, edition, number: int | None = None) -> HttpResponse:
    """Answer a download: one edition, or one day of it, under a file name made of the title."""
    name = page.title
    if number is not None:
        name = gettext("%(title)s, day %(number)d") % {"title": name, "number": number}
    disposition = _attachment(f"{name}, {edition.slug}")
    return _response(request, ical.serialise(events_of(edition, number)), disposition)


def _attachment(name: str) -> str:
    """Name a download: in ASCII for old programs, then as it is (RFC 6266, RFC 8187)."""
    name = " ".join(UNFIT_FOR_FILES.sub(" ", name).split())
    return (
        f'attachment; filename="{slugify(name) or "agenda"}.ics"; '
        f"filename*=UTF-8''{quote(f'{name}.ics', safe='')}"
    )


def _response(request, body: bytes, disposition: str) -> HttpResponse:
    """Answer with a calendar, or with 304 where the reader has these very bytes (RFC 9110, 13).

    Compressed here, and not by Django's middleware, which makes every ETag a weak one and no two
    answers alike: each of both forms has a strong ETag of its own, the same in every process.
    """
    etag = hashlib.sha256(body).hexdigest()[:32]
    packed = bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
    if packed:
        body = gzip.compress(body, mtime=0)
        etag += "-gzip"
    response = HttpResponse(body, content_type=ical.CONTENT_TYPE)
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(body))
    response["Content-Disposition"] = disposition
    response["ETag"] = f'"{etag}"'
    response["Vary"] = "Accept-Encoding"
    # Who has a session may be seeing a private training.
    known = settings.SESSION_COOKIE_NAME in request.COOKIES
    response["Cache-Control"] = "private, no-store" if known else "public, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response["ETag"], response=response)
