"""The pages behind people's own links: see, confirm, change or withdraw, without an account.

Looking changes nothing, for mail programs follow links by themselves; only a pressed button does.
"""

from functools import partial
from http import HTTPMethod, HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import enrolling, enrolment_links, invitations, places
from events.enrolment_forms import DetailsForm
from events.models.enrolments import EnrolmentState
from home.navigation import Alternate, Navigation

METHODS = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.POST]


@csrf_exempt
@require_http_methods(METHODS)
def enrolment(request, word, token):
    """Somebody's enrolment: its days, its state, and what can be done about it."""
    enrolling.own_word(enrolment_links.ENROLMENT_WORDS, word)
    found = enrolment_links.enrolment_of(token)
    if found is None:
        raise Http404
    now = timezone.now()
    if enrolling.has_ended(found, now):
        return _answer(request, found, "events/link_ended.html", {}, HTTPStatus.GONE)
    form = DetailsForm(initial={name: getattr(found, name) for name in DetailsForm.base_fields})
    status = HTTPStatus.OK
    if request.method == HTTPMethod.POST:
        step = request.POST.get("step", "")
        if step == "details":
            form = DetailsForm(request.POST)
            if form.is_valid() and found.is_active:
                enrolling.change_details(found, form.cleaned_data)
                return _again(request, "changed")
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        elif step in STEPS:
            try:
                STEPS[step](found.pk, now=now)
            except places.NotPossible:
                found = enrolment_links.enrolment_of(token)
                context = _about(found, now) | {"form": form, "refused": True}
                return _answer(
                    request, found, "events/own_enrolment.html", context, HTTPStatus.CONFLICT
                )
            return _again(request, step)
        else:
            status = HTTPStatus.BAD_REQUEST
    context = _about(found, now) | {"form": form, "said": request.GET.get("said", "")}
    return _answer(request, found, "events/own_enrolment.html", context, status)


@csrf_exempt
@require_http_methods(METHODS)
def interest(request, word, token):
    """That somebody wants to be kept informed: confirm it, or stop it."""
    enrolling.own_word(enrolment_links.INTEREST_WORDS, word)
    found = enrolment_links.interest_of(token)
    if found is None:
        if enrolment_links.is_ours(token):
            return _answer(request, None, "events/interest_stopped.html", {}, HTTPStatus.GONE)
        raise Http404
    if request.method == HTTPMethod.POST:
        step = request.POST.get("step", "")
        if step == "stop":
            enrolling.stop_telling(found)
            return _answer(request, None, "events/interest_stopped.html", {})
        if step == "confirm":
            enrolling.confirm_interest(found, now=timezone.now())
            return _again(request, "confirm")
    page = enrolling.training_page(found.training)
    return _answer(
        request, found, "events/own_interest.html", {"interest": found, "training": page}
    )


STEPS = {"confirm": places.confirm, "withdraw": partial(places.withdraw, notify=True)}


def _about(found, now) -> dict:
    edition = invitations.dressed(found.edition_id, get_language())
    return {
        "enrolment": found,
        "edition": edition or found.edition,
        "training": edition.page if edition else None,
        "facts": found.edition.training,
        "states": EnrolmentState,
        "in_line": found.number_in_line,
        "can_confirm": places.takes_people(found.edition, now),
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


def _private(response) -> HttpResponse:
    # The address is the key: it must not go along to where people click next.
    response.headers["Referrer-Policy"] = "no-referrer"
    # Nor stand in the log, where Django writes the address of each answer from 400 on.
    response._has_been_logged = True
    return enrolling.keep_out(response)
