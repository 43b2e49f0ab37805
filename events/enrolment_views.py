"""The pages behind people's own links: see, confirm, change or withdraw, without an account.

Looking changes nothing, for mail programs follow links by themselves; only a pressed button does.
"""

from http import HTTPMethod, HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import enrolling, enrolment_links, letter_facts, letters, places
from events.enrolment_forms import DetailsForm, sent
from events.models.enrolment_settings import EnrolmentSettings
from events.models.enrolments import EnrolmentState
from events.models.pages import TrainingIndexPage
from home.navigation import Alternate, Navigation, nowhere

METHODS = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.POST]


@csrf_exempt
@require_http_methods(METHODS)
def enrolment(request, word, token):
    """Somebody's enrolment: its days, its state, and what can be done about it."""
    found = enrolment_links.enrolment_of(token)
    if found is None:
        return _not_right(request)
    if word != enrolment_links.ENROLMENT_WORDS[get_language()]:
        return _to_own_word(found)
    now = timezone.now()
    if enrolling.has_ended(found, now):
        context = {
            "enrolment": found,
            "states": EnrolmentState,
            "training": enrolling.training_page(found.edition.training),
        }
        return _answer(request, found, "events/link_ended.html", context, HTTPStatus.GONE)
    form = DetailsForm(initial={name: getattr(found, name) for name in DetailsForm.base_fields})
    context, status = {}, HTTPStatus.OK
    if request.method == HTTPMethod.POST:
        posted = sent(request)
        step = posted.get("step", "")
        if step == "details":
            form = DetailsForm(posted)
        if step not in STEPS:
            status = HTTPStatus.BAD_REQUEST
        elif step == "details" and not form.is_valid():
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            try:
                STEPS[step](found, form, now)
            except places.NotPossible:
                found = enrolment_links.enrolment_of(token)
                context, status = {"refused": True}, HTTPStatus.CONFLICT
            else:
                return _again(request, step)
    else:
        context = {"said": request.GET.get("said", "")}
    context |= _about(found, now) | {"form": form}
    return _answer(request, found, "events/own_enrolment.html", context, status)


@csrf_exempt
@require_http_methods(METHODS)
def interest(request, word, token):
    """That somebody wants to be kept informed: confirm it, or stop it."""
    found = enrolment_links.interest_of(token)
    if found is not None and word != enrolment_links.INTEREST_WORDS[get_language()]:
        return _to_own_word(found)
    if found is None:
        if enrolment_links.is_ours(token):
            return _answer(request, None, "events/interest_stopped.html", {}, HTTPStatus.GONE)
        return _not_right(request)
    if request.method == HTTPMethod.POST:
        step = request.POST.get("step", "")
        # A mail program may press the button for who asks it to (RFC 8058).
        if step == "stop" or request.POST.get("List-Unsubscribe") == "One-Click":
            enrolling.stop_telling(found)
            context = {"training": enrolling.training_page(found.training)}
            return _answer(request, None, "events/interest_stopped.html", context)
        if step == "confirm":
            enrolling.confirm_interest(found, now=timezone.now())
            return _again(request, "confirm")
    page = enrolling.training_page(found.training)
    context = {
        "interest": found,
        "training": page,
        "rules": EnrolmentSettings.of_practice(),
    }
    return _answer(request, found, "events/own_interest.html", context)


@csrf_exempt
@require_http_methods(METHODS)
def no_such_link(request):
    """An address that begins as somebody's own link does, and is none."""
    return _not_right(request)


def _not_right(request) -> HttpResponse:
    """Say what to do to somebody whose link opens nothing."""
    lists = TrainingIndexPage.objects.live().filter(locale__language_code=get_language())
    context = {"trainings": lists.first(), "navigation": nowhere(request)}
    return _private(
        render(request, "events/link_not_right.html", context, status=HTTPStatus.NOT_FOUND)
    )


def _withdraw(found, form, now):
    if found.edition.is_over(now):
        raise places.NotPossible("This edition is over.")
    places.withdraw(found.pk, now=now, notify=True)


def _change(found, form, now):
    if not _may_change(found, now):
        raise places.NotPossible("This edition is over, or cancelled.")
    enrolling.change_details(found, form.cleaned_data)


STEPS = {
    "confirm": lambda found, form, now: places.confirm(found.pk, now=now),
    "withdraw": _withdraw,
    "details": _change,
}


def _may_change(found, now) -> bool:
    edition = found.edition
    return found.is_active and not edition.is_cancelled and not edition.is_over(now)


def _about(found, now) -> dict:
    edition = letter_facts.dressed(found.edition, get_language())
    is_public = edition.live and edition.training.live and edition.page.live
    is_over = edition.is_over(now)
    return {
        "enrolment": found,
        "edition": edition,
        # Who cannot see the training any more is led to no page or file of it.
        "training": edition.page if is_public else None,
        "facts": edition.training,
        "states": EnrolmentState,
        "in_line": found.number_in_line,
        "is_over": is_over,
        "is_open": edition.is_open(now),
        "may_confirm": places.takes_people(found.edition, now)
        and found.state in (EnrolmentState.ASKED, EnrolmentState.OFFERED)
        and not (found.offer_until and found.offer_until <= now),
        # In the calendar of whom a mail puts the days, or takes them out.
        "in_calendar": letters.was_invited(found),
        "may_change": _may_change(found, now),
        "may_withdraw": found.is_active and not is_over,
        "would_wait": found.state == EnrolmentState.ASKED and letters.would_wait(found),
        "confirm_until": found.created_at + places.CONFIRM_WITHIN,
    }


def _again(request, said) -> HttpResponse:
    """Show the page anew after a step, so that reloading it takes no other."""
    response = HttpResponseRedirect(f"{request.path}?said={said}")
    response.status_code = HTTPStatus.SEE_OTHER
    return _private(response)


def _answer(request, row, name, context, status=HTTPStatus.OK) -> HttpResponse:
    languages = {"nl": "Nederlands", "en": "English"}
    switch = [
        Alternate(code, enrolment_links.path_of(row, code), title, True)
        for code, title in languages.items()
        if row is not None and code != request.LANGUAGE_CODE
    ]
    context = {**context, "navigation": Navigation("", [], [], switch)}
    return _private(render(request, name, context, status=status))


def _to_own_word(row) -> HttpResponse:
    """Lead to the address with the word of the reader's language; it was typed, or is old."""
    address = enrolment_links.path_of(row, get_language())
    return _private(HttpResponseRedirect(address, preserve_request=True))


def _private(response) -> HttpResponse:
    # The address is the key: it must not go along to where people click next.
    response.headers["Referrer-Policy"] = "no-referrer"
    # Nor stand in the log, where Django writes the address of each answer from 400 on.
    response._has_been_logged = True
    return enrolling.keep_out(response)
