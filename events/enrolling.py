"""What readers do by themselves: enrol in an edition, and ask to be kept informed of a training."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language, gettext

from events import abuse, letters, places, schedule
from events.enrolment_forms import EnrolForm, InterestForm, sent
from events.models.editions import Edition
from events.models.enrolment_settings import EnrolmentSettings
from events.models.enrolments import Enrolment, EnrolmentState, Interest, email_key
from events.models.mails import MailKind
from home.navigation import Part
from home.translations import localized_pages

# The words in the addresses, for each language.
ENROL_WORDS = {"nl": "aanmelden", "en": "enrol"}
INFORMED_WORDS = {"nl": "op-de-hoogte", "en": "keep-informed"}
DONE_WORDS = {"nl": "gelukt", "en": "done"}
# What the address says besides where all places were taken.
WAITS = "full"
# So long after the last day people can still look at their enrolment.
AFTERWARDS = timedelta(weeks=4)


def keep_out(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of every cache and out of search engines."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def own_word(words: dict[str, str], word: str) -> None:
    """Raise Http404 where the word in an address is not that of the reader's language."""
    if words[get_language()] != word:
        raise Http404


def enrol(page, request, slug: str, word: str, done: str | None = None) -> HttpResponse:
    """The form by which a reader enrols in an edition of ``page``; ``done``: what comes next."""
    own_word(ENROL_WORDS, word)
    now = timezone.now()
    edition = schedule.edition_of(page, slug)
    if edition is None:
        raise Http404
    below = {code: f"{slug}/{word}/" for code, word in ENROL_WORDS.items()}
    rules = EnrolmentSettings.of_practice()
    context = {"edition": edition, "now": now, "facts": page.facts, "rules": rules}
    if done is not None:
        own_word(DONE_WORDS, done)
        below = {code: f"{path}{DONE_WORDS[code]}/" for code, path in below.items()}
        context["by_link"] = rules.confirm_by_link
        context["waits"] = WAITS in request.GET
        return _answer(
            page, request, "events/enrol_done.html", gettext("Thank you"), below, context
        )
    title = gettext("Enrol")
    if not edition.is_open(now):
        status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
        return _answer(page, request, "events/enrol_closed.html", title, below, context, status)
    form = EnrolForm(
        sent(request),
        purpose=f"enrol.{edition.pk}",
        asked=page.enrolment_questions,
        conditions=_conditions(rules, request),
    )
    context["form"] = form

    def act():
        details = {
            **form.details,
            "language": get_language(),
            "consented_at": now,
        }
        places.enrol(edition.pk, details, now=now, opened_at=form.opened_at)

    try:
        status = _receive(request, form, act)
    except places.NotPossible:
        return _answer(
            page, request, "events/enrol_closed.html", title, below, context, HTTPStatus.CONFLICT
        )
    if status == HTTPStatus.SEE_OTHER:
        # As it was on the form: the same for everybody, whoever has just taken the last place.
        return _on_to(page, request, below, f"?{WAITS}" if edition.puts_on_list else "")
    return _answer(page, request, "events/enrol_form.html", title, below, context, status)


def keep_informed(page, request, word: str, done: str | None = None) -> HttpResponse:
    """The form by which a reader asks to be told when a date of ``page`` is planned."""
    own_word(INFORMED_WORDS, word)
    now = timezone.now()
    below = {code: f"{word}/" for code, word in INFORMED_WORDS.items()}
    context = {"rules": EnrolmentSettings.of_practice()}
    if done is not None:
        own_word(DONE_WORDS, done)
        below = {code: f"{path}{DONE_WORDS[code]}/" for code, path in below.items()}
        return _answer(
            page, request, "events/informed_done.html", gettext("Thank you"), below, context
        )
    form = InterestForm(sent(request), purpose=f"informed.{page.facts.pk}")

    def act():
        ask_to_be_told(page, form.cleaned_data, now=now, opened_at=form.opened_at)

    status = _receive(request, form, act)
    if status == HTTPStatus.SEE_OTHER:
        return _on_to(page, request, below)
    title = gettext("Keep me informed")
    context["form"] = form
    return _answer(page, request, "events/informed_form.html", title, below, context, status)


def ask_to_be_told(page, details: dict, *, now: datetime, opened_at: datetime) -> None:
    """Write down that somebody wants to be told, and ask by mail whether that is so."""
    with transaction.atomic():
        found = (
            Interest.objects.select_for_update()
            .filter(training=page.facts, email_key=email_key(details["email"]))
            .first()
        )
        given = {
            "name": details["name"],
            "email": details["email"],
            "language": get_language(),
        }
        if found is None:
            try:
                with transaction.atomic():
                    found = Interest.objects.create(training=page.facts, created_at=now, **given)
            except IntegrityError:
                # The same form was sent twice at once; the other one writes the mail.
                return
        else:
            # Whoever presses the button in the mail confirms what was written last.
            for name, value in given.items():
                setattr(found, name, value)
            if found.confirmed_at is None:
                found.created_at = now
                found.save()
        mails = found.mails.filter(kind=MailKind.INTEREST)
        if abuse.may_answer(mails, opened_at=opened_at, now=now):
            letters.send_interest(MailKind.INTEREST, found, now=now)


def confirm_interest(interest: Interest, *, now: datetime) -> None:
    """The person has pressed the button: from now on we write when a date is planned.

    In the language of the page on which that was, and anew for as long as anybody is kept. At once
    of a date that was planned between asking and pressing.
    """
    with transaction.atomic():
        is_new = Interest.objects.filter(pk=interest.pk, confirmed_at=None).exists()
        Interest.objects.filter(pk=interest.pk).update(confirmed_at=now, language=get_language())
        if is_new:
            interest.refresh_from_db()
            for edition in Edition.objects.published().of(interest.training).open(now):
                letters.tell_interested(edition, now, only=interest)


def stop_telling(interest: Interest) -> None:
    """Forget somebody who wants to hear no more."""
    interest.delete()


@transaction.atomic
def change_details(enrolment: Enrolment, details: dict) -> None:
    """Write down what the person changed; its place stays as it is.

    Raises NotPossible where the enrolment has ended, or was moved to another edition meanwhile.
    """
    # A step that is under way saves the whole row.
    places.hold(enrolment.edition_id)
    there = Enrolment.objects.active().filter(pk=enrolment.pk, edition=enrolment.edition_id)
    allowed = {name: details[name] for name in ("name", "phone", "organisation", "remark")}
    if not there.update(**allowed):
        raise places.NotPossible("This enrolment has ended.")


def training_page(training):
    """The page of a training in the reader's language; None where nobody may see one."""
    return localized_pages([training]).get(str(training.pk))


def has_ended(enrolment: Enrolment, now: datetime) -> bool:
    """Whether the link of this enrolment leads nowhere any more."""
    if enrolment.erased_at or enrolment.state == EnrolmentState.LAPSED:
        return True
    unconfirmed = enrolment.state == EnrolmentState.ASKED
    if unconfirmed and enrolment.created_at <= now - places.CONFIRM_WITHIN:
        return True
    return enrolment.edition.is_over(now - AFTERWARDS)


def _receive(request, form, act) -> HTTPStatus:
    """Take in a form; the answer is the same for every address, known or not."""
    if request.method != "POST":
        return HTTPStatus.OK
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if abuse.too_many(request, form.cleaned_data["email"]):
        form.add_error(
            None,
            gettext(
                "We have had this too often just now. Everything you typed is here: try again in "
                "an hour."
            ),
        )
        return HTTPStatus.TOO_MANY_REQUESTS
    act()
    return HTTPStatus.SEE_OTHER


def _conditions(rules, request):
    if not rules.conditions_page_id:
        return ""
    page = localized_pages([rules.conditions_page]).get(str(rules.conditions_page_id))
    return (page.get_url(request) if page else "") or ""


def _on_to(page, request, below, query=""):
    language = get_language()
    response = HttpResponseRedirect(
        f"{page.get_url(request)}{below[language]}{DONE_WORDS[language]}/{query}"
    )
    response.status_code = HTTPStatus.SEE_OTHER
    return keep_out(response)


def _answer(page, request, name, title, below, context, status=HTTPStatus.OK):
    page.part = Part(title=f"{title}: {page.title}", description="", paths=below)
    response = page.render(request, template=name, context_overrides={**context, "title": title})
    response.status_code = status
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(abuse.WINDOW)
    return keep_out(response)
