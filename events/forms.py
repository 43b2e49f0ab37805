"""Checks of what an editor plans, with messages at the field that they concern."""

from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from events.clock import ClockChange, clock_change, span


class SessionForm(WagtailAdminModelForm):
    """One day: a date, and both times or neither."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "date" in self.fields:
            self.fields["date"].is_coming = True
        if "uuid" in self.fields:
            # An added row is copied in the browser and must not take the template's identity.
            self.fields["uuid"].required = False
            self.fields["uuid"].widget = forms.HiddenInput()
            if self.instance.pk is None and self.instance.date is None:
                self.initial["uuid"] = None

    def clean_uuid(self):
        """Keep the day's identity; a new day has the one that its instance was made with."""
        return self.cleaned_data.get("uuid") or self.instance.uuid

    def validate_unique(self):
        """The form set tells days apart; a message at a hidden field would be seen by nobody."""

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        # A draft may wait for the other time.
        if not self.is_deferred_validation:
            if starts and not ends and "ends" not in self.errors:
                self.add_error("ends", _("When does the day end?"))
            if ends and not starts and "starts" not in self.errors:
                self.add_error("starts", _("When does the day start?"))
        if starts and starts == ends:
            self.add_error("ends", _("The end is the same as the start."))
        return cleaned


class SessionFormSet(BaseChildFormSet):
    """The days of one edition: at least one, none in a gap of the clock, no two at once."""

    def clean(self):
        super().clean()
        rows = [
            form
            for form in self.forms
            if hasattr(form, "cleaned_data")
            and form.cleaned_data.get("date")
            and not self._should_delete_form(form)
        ]
        if not rows and self.min_num and not any(form.errors for form in self.forms):
            raise forms.ValidationError(gettext("Plan at least one day."), code="no_days")
        zone = self._zone()
        for form in rows:
            self._check_clock(form, zone)
        self._check_overlaps([form for form in rows if not form.errors], zone)
        self._check_identities(rows)

    def _zone(self) -> ZoneInfo:
        edition = self.instance
        location = edition.location if edition.location_id else None
        if location is None and edition.training_id:
            location = edition.training.facts.default_location
        return location.facts.zone if location else ZoneInfo(settings.TIME_ZONE)

    @staticmethod
    def _check_clock(form, zone):
        day = form.cleaned_data["date"]
        messages = {
            ClockChange.SKIPPED: _(
                "On %(date)s the clock goes forward: %(time)s does not exist that day."
            ),
            ClockChange.REPEATED: _(
                "On %(date)s the clock goes back: %(time)s happens twice that day."
            ),
        }
        for name in ("starts", "ends"):
            at = form.cleaned_data.get(name)
            if at is None or form.errors:
                continue
            moment, starts = day, form.cleaned_data.get("starts")
            if name == "ends" and starts and at < starts:
                _start, end = span(day, starts, at, ZoneInfo("UTC"))
                moment = end.date()
            if change := clock_change(moment, at, zone):
                form.add_error(
                    name,
                    messages[change] % {"date": date_format(moment), "time": time_format(at)},
                )

    @staticmethod
    def _check_overlaps(rows, zone):
        spans = sorted(
            (
                (
                    *span(
                        form.cleaned_data["date"],
                        form.cleaned_data.get("starts"),
                        form.cleaned_data.get("ends"),
                        zone,
                    ),
                    number,
                    form,
                )
                for number, form in enumerate(rows)
            ),
            key=lambda row: row[:3],
        )
        latest_end, latest_day = None, None
        for starts_at, ends_at, _number, form in spans:
            # Read first: a message at a field takes its value away.
            day = form.cleaned_data["date"]
            if latest_end and starts_at < latest_end:
                form.add_error(
                    "date",
                    _("This day overlaps another day of this edition, on %(date)s.")
                    % {"date": date_format(latest_day)},
                )
            if latest_end is None or ends_at > latest_end:
                latest_end, latest_day = ends_at, day

    def _check_identities(self, rows):
        """No two days are the same one, and none is a day, held or removed, of another edition."""
        from events.models import RemovedDay, Session

        identities = [form.cleaned_data["uuid"] for form in rows if "uuid" in form.cleaned_data]
        elsewhere = {
            uuid
            for model in (Session, RemovedDay)
            for uuid in model.objects.exclude(edition=self.instance.pk)
            .filter(uuid__in=identities)
            .values_list("uuid", flat=True)
        }
        seen = set()
        for form in rows:
            if "uuid" not in form.cleaned_data:
                continue
            if form.cleaned_data["uuid"] in elsewhere:
                form.cleaned_data["uuid"] = form.instance.uuid = uuid4()
            if form.cleaned_data["uuid"] in seen:
                form.add_error("date", _("This day is there twice."))
            seen.add(form.cleaned_data["uuid"])


class EditionForm(WagtailAdminModelForm):
    """One edition; the checks of its days are those of ``SessionFormSet``."""

    NO_ROOM = _("There must be room for at least one person.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The days are checked against the place that is chosen with them; a form without an
        # instance gives its formsets another one (modelcluster 6.4).
        for formset in self.formsets.values():
            formset.instance = self.instance
        if "capacity" in self.fields:
            self.fields["capacity"].error_messages["min_value"] = self.NO_ROOM

    def clean_location(self):
        """Readers see a location only once it is published."""
        location = self.cleaned_data.get("location")
        if location and not location.facts.live and not self.is_deferred_validation:
            raise forms.ValidationError(
                _("%(location)s is a draft. Publish it first, under Locations."),
                params={"location": location.name},
            )
        return location

    def clean_capacity(self):
        """Say in words that nobody could come, before the database does."""
        capacity = self.cleaned_data.get("capacity")
        if capacity is not None and capacity < 1:
            raise forms.ValidationError(self.NO_ROOM)
        if self.instance.pk and not self.is_deferred_validation:
            self._refuse_too_few(capacity)
        return capacity

    def _refuse_too_few(self, capacity):
        """Nobody loses a place because there are fewer: who has one is moved or withdrawn first.

        Where more people were let in than there is room for, the number may stay as it is.
        """
        published = type(self.instance).objects.with_taken().filter(pk=self.instance.pk).first()
        if capacity is None:
            training = self.cleaned_data.get("training")
            capacity = training.facts.default_capacity if training else None
        if published is None or None in (capacity, published.capacity):
            return
        if capacity < min(published.taken, published.capacity):
            raise forms.ValidationError(
                ngettext(
                    "%(number)d person has a place or an offer, so there cannot be fewer places.",
                    "%(number)d people have a place or an offer, so there cannot be fewer places.",
                    published.taken,
                ),
                params={"number": published.taken},
            )
