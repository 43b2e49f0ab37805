"""Mails that an editor sends to many: of a change, or of anything."""

import hashlib
from collections import Counter

from django import forms
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _, gettext_noop, ngettext
from wagtail.admin import messages

from events import audit, letters, notices, places, told
from events.enrolment_admin import counts
from events.enrolment_admin.base import EditionPage, in_words, list_url
from events.enrolment_links import url_of
from events.models import EnrolmentState, Mail, MailKind

LOOK_AGAIN = gettext_noop("You have changed the text. Look at the mails once more, then send them.")


class WordsForm(forms.Form):
    """What an editor writes besides, in each language of the people."""

    def __init__(self, *args, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code in languages:
            self.fields[f"words_{code}"] = forms.CharField(
                label=gettext("Your own words in %(language)s") % {"language": name_of(code)},
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
                max_length=5000,
                required=False,
                help_text=gettext("They stand in the mail, after what has changed."),
            )

    def clean(self):
        """Ask for the words in each language, or in none: else some would get a mail without."""
        cleaned = super().clean()
        given = {code: cleaned.get(f"words_{code}", "").strip() for code in self.languages}
        for code, words in given.items():
            if not words and any(given.values()) and f"words_{code}" not in self.errors:
                self.add_error(f"words_{code}", said_in(code))
        return cleaned

    @property
    def words(self) -> dict[str, str]:
        """The words by language."""
        return {code: self.cleaned_data.get(f"words_{code}", "") for code in self.languages}


def said_in(code: str) -> str:
    """That a text is missing for who reads a language."""
    return gettext("Some of these people read %(language)s: write it in that language too.") % {
        "language": name_of(code)
    }


def mark_of(*parts) -> str:
    """A short mark of what an editor has on the screen: nothing else is sent."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def name_of(code: str) -> str:
    """A language in the language of the editor."""
    return gettext(dict(settings.LANGUAGES).get(code, code))


def shown(mail: Mail) -> dict:
    """A mail as an editor looks at it, without the link by which this person withdraws."""
    mail.text = mail.text.replace(
        url_of(mail.enrolment), gettext("(here stands the link of this person)")
    )
    return {"language": name_of(mail.language), "code": mail.language, "mail": mail}


class ChangesView(EditionPage):
    """Tell the people of an edition what has changed, once."""

    template_name = "admin/enrolments/changes.html"
    page_title = _("Inform the participants")
    permission_required = "change"

    @cached_property
    def groups(self) -> list[notices.Group]:
        """Who does not know yet."""
        return notices.pending(self.edition)

    @cached_property
    def form(self) -> WordsForm:
        """The editor's own words."""
        data = self.request.POST if self.request.method == "POST" else None
        return WordsForm(data, languages=notices.languages(self.groups))

    def post(self, request, *args, **kwargs):
        """Show the mails with the words, send them, or note that everyone knows."""
        act, seen = request.POST.get("act"), request.POST.get("seen", "")
        if act not in ("send", "known") or not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        if act == "send" and request.POST.get("words") != mark_of(self.form.words):
            messages.warning(request, gettext(LOOK_AGAIN))
            return self.get(request, *args, **kwargs)
        try:
            if act == "send":
                number = notices.tell(
                    self.edition.pk, seen=seen, words=self.form.words, now=timezone.now()
                )
                done = ngettext(
                    "%(number)d mail has been written.",
                    "%(number)d mails have been written.",
                    number,
                )
            else:
                number = notices.take_as_told(self.edition.pk, seen=seen)
                done = ngettext(
                    "Noted that %(number)d person knows.",
                    "Noted that %(number)d people know.",
                    number,
                )
        except places.NotPossible as refused:
            messages.error(request, in_words(refused))
            return redirect(request.path)
        messages.success(request, done % {"number": number})
        return redirect(list_url(self.edition.pk))

    @property
    def words_shown(self) -> dict[str, str]:
        """The editor's words that stand in the mails on the screen."""
        if self.form.is_bound and self.form.is_valid():
            return self.form.words
        return dict.fromkeys(self.form.languages, "")

    def letters(self) -> list[dict]:
        """The mail to each group in each language."""
        words, now = self.words_shown, timezone.now()
        found = []
        for group in self.groups:
            for code in notices.languages([group]):
                mail = notices.preview(group, code, words, now)
                if mail:
                    found.append(shown(mail))
        return found

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "groups": self.groups,
            "number": sum(len(group.enrolments) for group in self.groups),
            "without": sum(not row.email for group in self.groups for row in group.enrolments),
            "form": self.form,
            "letters": self.letters(),
            "seen": notices.version(told.facts_of(self.edition)),
            "words": mark_of(self.words_shown),
        }


# Who can be written to; the others have nothing to come to.
STATES = (EnrolmentState.CONFIRMED, EnrolmentState.OFFERED, EnrolmentState.WAITING)


class WriteForm(forms.Form):
    """A mail to everyone: to whom, and subject and text in each language."""

    to = forms.MultipleChoiceField(
        label=_("To whom"),
        widget=forms.CheckboxSelectMultiple,
        initial=[EnrolmentState.CONFIRMED],
        error_messages={"required": _("Choose to whom you write.")},
    )

    def __init__(self, *args, numbers: dict[str, int], languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.fields["to"].choices = [
            (state, f"{EnrolmentState(state).label} ({numbers.get(state, 0)})") for state in STATES
        ]
        for code in languages:
            words = {"language": name_of(code)}
            self.fields[f"subject_{code}"] = forms.CharField(
                label=gettext("Subject in %(language)s") % words, max_length=150, required=False
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=gettext("Text in %(language)s") % words,
                help_text=gettext(
                    "Above it stands the greeting; below it days, place and price, and your name."
                ),
                widget=forms.Textarea(attrs={"rows": 8, "lang": code}),
                max_length=10000,
                required=False,
            )

    def require(self, languages) -> bool:
        """Ask for the texts in the languages of those who are chosen."""
        for code in languages:
            for name in (f"subject_{code}", f"text_{code}"):
                if not self.cleaned_data.get(name):
                    self.add_error(name, said_in(code))
        return not self.errors

    def note(self, code: str) -> str:
        """The mail as ``letters`` takes it: the subject is the first line, a blank one follows."""
        subject = " ".join(self.cleaned_data[f"subject_{code}"].split())
        return f"{subject}\n\n{self.cleaned_data[f'text_{code}'].strip()}"


class WriteView(EditionPage):
    """Write to all, or to those of some states; with a look at who gets what first."""

    template_name = "admin/enrolments/write.html"
    page_title = _("Mail to everyone")
    permission_required = "change"

    @cached_property
    def everyone(self) -> list:
        """All who are enrolled, also those who cannot be written to."""
        rows = list(counts.in_order(self.edition.enrolments.filter(erased_at=None)))
        for row in rows:
            row.edition = self.edition
        return rows

    @cached_property
    def people(self) -> list:
        """Who can be written to."""
        return [row for row in self.everyone if row.state in STATES and row.email]

    @cached_property
    def form(self) -> WriteForm:
        """What is written."""
        data = self.request.POST if self.request.method == "POST" else None
        languages = sorted({row.language for row in self.people}, reverse=True)
        numbers = Counter(row.state for row in self.people)
        return WriteForm(data, numbers=numbers, languages=languages)

    @cached_property
    def chosen(self) -> list:
        """Those who are chosen."""
        return [row for row in self.people if row.state in self.form.cleaned_data["to"]]

    @cached_property
    def is_ready(self) -> bool:
        """Whether there is a mail for each who is chosen."""
        if not self.form.is_bound or not self.form.is_valid():
            return False
        if not self.chosen:
            self.form.add_error("to", gettext("There is nobody to write to."))
            return False
        return self.form.require({row.language for row in self.chosen})

    @property
    def version(self) -> str:
        """A short mark of who is written to: an editor writes to those on the screen, no others."""
        return mark_of([(row.pk, row.state, row.email, row.language) for row in self.chosen])

    @property
    def words_mark(self) -> str:
        """A short mark of the texts that are looked at."""
        return mark_of([(code, self.form.note(code)) for code in self.form.languages])

    def post(self, request, *args, **kwargs):
        """Show the mails, or send them: once, however often the button is pressed."""
        stamp = request.POST.get("stamp", "")[:40]
        if request.POST.get("act") != "send" or not stamp:
            return self.get(request, *args, **kwargs)
        with transaction.atomic():
            # Held, so that nobody withdraws between looking who there is and writing.
            places.hold(self.edition.pk)
            if not self.is_ready:
                return self.get(request, *args, **kwargs)
            if Mail.objects.filter(key__startswith=f"to-all-{stamp}-").exists():
                messages.info(request, gettext("This mail has been written already."))
                return redirect(list_url(self.edition.pk))
            if request.POST.get("seen") != self.version:
                self.form.add_error(
                    "to", gettext("Who would be written to has just changed. Look once more.")
                )
                return self.get(request, *args, **kwargs)
            if request.POST.get("words") != self.words_mark:
                messages.warning(request, gettext(LOOK_AGAIN))
                return self.get(request, *args, **kwargs)
            now, number = timezone.now(), 0
            for row in self.chosen:
                key = f"to-all-{stamp}-{row.pk}"
                note = self.form.note(row.language)
                number += bool(letters.send(MailKind.TO_ALL, row, now=now, key=key, note=note))
            audit.note(self.edition, audit.WRITTEN, request.user)
        done = ngettext(
            "%(number)d mail has been written.", "%(number)d mails have been written.", number
        )
        messages.success(request, done % {"number": number})
        return redirect(list_url(self.edition.pk))

    def letters(self) -> list[dict]:
        """The mail in each language, to the first who reads it."""
        first = {row.language: row for row in reversed(self.chosen)} if self.is_ready else {}
        now = timezone.now()
        return [
            shown(notices.written_and_taken_back(MailKind.TO_ALL, row, self.form.note(code), now))
            for code, row in first.items()
        ]

    def left_out(self) -> list[dict]:
        """Who gets nothing, by the reason."""
        without = [row for row in self.everyone if row.state in STATES and not row.email]
        others = [row for row in self.people if row not in self.chosen]
        gone = [row for row in self.everyone if row.state not in STATES]
        reasons = [
            (gettext("No e-mail address: call them"), without),
            (gettext("Not chosen"), others),
            (gettext("Not confirmed, withdrawn or lapsed"), gone),
        ]
        return [{"reason": reason, "people": rows} for reason, rows in reasons if rows]

    def get_context_data(self, **kwargs):
        mails = self.letters()
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "letters": mails,
            "chosen": self.chosen if mails else [],
            "number": len(self.chosen) if mails else 0,
            "left_out": self.left_out() if mails else [],
            "people": self.people,
            "seen": self.version if mails else "",
            "words": self.words_mark if mails else "",
            # A second press of the button, or a page that is sent again, writes nothing more.
            "stamp": self.request.POST.get("stamp", "")[:40]
            or f"{self.request.user.pk}-{timezone.now():%Y%m%d%H%M%S%f}",
        }
