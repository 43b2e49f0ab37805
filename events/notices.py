"""Changes that people were not told of yet: who, of what, and the mails that tell them.

What somebody was last told (``Enrolment.told``) is compared with the edition as it is published
(``events.told``), so that it does not matter how it changed: by an editor, at a moment that was
set before, or because its place did.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, override

from events import letters, places, told
from events.models import Edition, EditionStatus, Enrolment, EnrolmentState, Mail, MailKind

# Who is told; the others have nothing to come to.
TOLD = (EnrolmentState.CONFIRMED, EnrolmentState.OFFERED, EnrolmentState.WAITING)


@dataclass
class Group:
    """People who were all told the same, which is no longer so."""

    old: dict
    new: dict
    enrolments: list[Enrolment] = field(default_factory=list)

    @property
    def kind(self) -> MailKind:
        """Which mail tells them."""
        return kind_of(self.new)

    @property
    def differences(self) -> list[str]:
        """What is different, in the present language."""
        return differences(self.old, self.new)

    @property
    def old_lines(self) -> list[str]:
        """What they know."""
        return lines(self.old)

    @property
    def new_lines(self) -> list[str]:
        """How it is."""
        return lines(self.new)

    @property
    def written_to(self) -> list[Enrolment]:
        """Those who get a mail."""
        return [row for row in self.enrolments if row.email]

    @property
    def to_call(self) -> list[Enrolment]:
        """Those who have no e-mail address."""
        return [row for row in self.enrolments if not row.email]

    @property
    def same_lines(self) -> set[str]:
        """What they know that is still so."""
        return {*self.old_lines} & {*self.new_lines}


def kind_of(facts: dict) -> MailKind:
    """The mail that tells of an edition as it is now."""
    return {
        EditionStatus.CANCELLED: MailKind.CANCELLED,
        EditionStatus.POSTPONED: MailKind.POSTPONED,
    }.get(facts["status"], MailKind.CHANGED)


def version(facts: dict) -> str:
    """A short mark of facts: an editor sends what was on the screen, and nothing newer."""
    text = json.dumps(facts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_news(known: dict, new: dict) -> bool:
    """Whether somebody who was told ``known`` should hear of ``new``.

    Who knows that it is cancelled, or put off, need not hear of another place of what is not held.
    """
    if known["status"] == new["status"] != EditionStatus.SCHEDULED:
        return False
    return known != new


def pending(edition: Edition) -> list[Group]:
    """Who was told something else of an edition than what is published, by what they were told."""
    if not edition.live:
        return []
    new = told.facts_of(edition)
    groups: dict[str, Group] = {}
    for enrolment in edition.enrolments.filter(state__in=TOLD).order_by("created_at", "pk"):
        if enrolment.told and is_news(enrolment.told, new):
            enrolment.edition = edition
            group = groups.setdefault(version(enrolment.told), Group(enrolment.told, new))
            group.enrolments.append(enrolment)
    return list(groups.values())


def untold(now: datetime) -> dict[Edition, int]:
    """Editions to come of which some people know something else, with how many those are."""
    found: dict[int, list[dict]] = {}
    rows = Enrolment.objects.filter(
        state__in=TOLD, edition__live=True, edition__ends_at__gt=now
    ).values_list("edition_id", "told")
    for pk, facts in rows.order_by("edition_id"):
        if facts:
            found.setdefault(pk, []).append(facts)
    editions = (
        Edition.objects.filter(pk__in=found)
        .select_related("training", "location__locale")
        .prefetch_related("sessions")
        .order_by("starts_at", "pk")
    )
    numbers = {}
    for edition in editions:
        new = told.facts_of(edition)
        number = sum(is_news(facts, new) for facts in found[edition.pk])
        if number:
            numbers[edition] = number
    return numbers


def counted_on(editions, now: datetime) -> dict[Edition, int]:
    """Which of some editions people count on that are to come, with how many those are.

    Who was told that it is cancelled counts on it no longer.
    """
    rows = Enrolment.objects.filter(
        state__in=TOLD, edition__in=editions, edition__ends_at__gt=now
    ).values_list("edition_id", "told")
    numbers = Counter(
        pk for pk, facts in rows if facts.get("status") != EditionStatus.CANCELLED.value
    )
    found = Edition.objects.filter(pk__in=numbers).select_related("training")
    return {
        edition: numbers[edition.pk]
        for edition in found.prefetch_related("sessions").order_by("starts_at", "pk")
    }


def out_of_sight(now: datetime) -> dict[Edition, int]:
    """Editions that people count on, and that readers saw once and see no more."""
    hidden = Edition.objects.filter(
        Q(live=False) | Q(training__live=False), first_published_at__isnull=False
    )
    return counted_on(hidden, now)


@transaction.atomic
def tell(edition_pk: int, *, seen: str, words: dict[str, str], now: datetime) -> int:
    """Write to everyone who does not know yet; returns how many were written to.

    ``words`` are the editor's, by language. Raises NotPossible where the edition is no longer as
    the editor has seen it (``seen``). Who has no address is taken to have been told otherwise.
    """
    written = 0
    for group in _held(edition_pk, seen):
        for enrolment in group.enrolments:
            note = note_for(group, enrolment.language, words)
            if letters.send(group.kind, enrolment, now=now, note=note):
                written += 1
            _take_as_told(enrolment, group.new)
    return written


@transaction.atomic
def take_as_told(edition_pk: int, *, seen: str) -> int:
    """Note that everyone knows already, without a mail; returns how many those are."""
    known = 0
    for group in _held(edition_pk, seen):
        for enrolment in group.enrolments:
            _take_as_told(enrolment, group.new)
            known += 1
    return known


@transaction.atomic
def knows(enrolment_pk: int) -> None:
    """Somebody was told by word of mouth how the edition is."""
    pk = Enrolment.objects.values_list("edition_id", flat=True).get(pk=enrolment_pk)
    facts = told.facts_of(places.hold(pk))
    Enrolment.objects.filter(pk=enrolment_pk, edition_id=pk, told={}).update(told=facts)


def preview(group: Group, language: str, words: dict[str, str], now: datetime) -> Mail | None:
    """The mail to the first of a group in ``language``, as it would be: written and taken back."""
    for enrolment in group.enrolments:
        if enrolment.language == language and enrolment.email:
            one = Enrolment.objects.select_related("edition").get(pk=enrolment.pk)
            return written_and_taken_back(group.kind, one, note_for(group, language, words), now)
    return None


def written_and_taken_back(kind, enrolment: Enrolment, note: str, now: datetime) -> Mail | None:
    """A mail as it would be written; nothing of it stays, and nothing is sent."""
    with transaction.atomic():
        mail = letters.send(kind, enrolment, now=now, note=note)
        transaction.set_rollback(True)
    return mail


def note_for(group: Group, language: str, words: dict[str, str]) -> str:
    """What the mail says besides its own words: what is different, and what the editor adds."""
    extra = words.get(language, "").strip()
    if group.kind != MailKind.CHANGED:
        return extra
    with override(language):
        return "\n\n".join(text for text in [*group.differences, extra] if text)


def languages(groups: Iterable[Group]) -> list[str]:
    """The languages of those who would be written to."""
    return sorted({row.language for group in groups for row in group.enrolments}, reverse=True)


def _held(edition_pk: int, seen: str) -> list[Group]:
    edition = places.hold(edition_pk)
    if version(told.facts_of(edition)) != seen:
        raise places.NotPossible("The edition has just changed again. Look at it once more.")
    return pending(edition)


def _take_as_told(enrolment: Enrolment, facts: dict) -> None:
    enrolment.told = facts
    enrolment.save(update_fields=["told"])


def _day(day: dict) -> str:
    words = date_format(date.fromisoformat(day["date"]), "l j F Y")
    if not day["starts"] or not day["ends"]:
        return gettext("%(date)s, all day") % {"date": words}
    hours = gettext("%(starts)s–%(ends)s") % {
        "starts": time_format(time.fromisoformat(day["starts"])),
        "ends": time_format(time.fromisoformat(day["ends"])),
    }
    return f"{words}, {hours}"


def _place(facts: dict) -> str:
    """The place in a line; its time zone where that is another than the site's."""
    return ", ".join(text for text in facts["place"] if text != settings.TIME_ZONE)


def lines(facts: dict) -> list[str]:
    """An edition in words: whether it goes ahead, its days, its place."""
    status = EditionStatus(facts["status"]).label
    found = [str(status), *(_day(day) for day in facts["days"]), _place(facts)]
    return [line for line in found if line]


def differences(old: dict, new: dict) -> list[str]:
    """What is different between what was told and what is so, each in a sentence."""
    found = []
    if old["status"] != new["status"]:
        found.append(
            {
                EditionStatus.CANCELLED: gettext("The training has been cancelled."),
                EditionStatus.POSTPONED: gettext("The training has been postponed."),
            }.get(new["status"], gettext("The training goes ahead again."))
        )
    before = {day["uuid"]: day for day in old["days"]}
    for day in new["days"]:
        was = before.pop(day["uuid"], None)
        if was is None:
            found.append(gettext("A day has been added: %(day)s.") % {"day": _day(day)})
        elif was != day:
            found.append(gettext("%(old)s becomes %(new)s.") % {"old": _day(was), "new": _day(day)})
    for day in before.values():
        found.append(gettext("A day has been dropped: %(day)s.") % {"day": _day(day)})
    if old["place"] != new["place"]:
        if new["place"]:
            found.append(gettext("The place is now: %(place)s.") % {"place": _place(new)})
        else:
            found.append(gettext("The place is not known yet."))
    return found
