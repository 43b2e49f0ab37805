"""The pages behind people's own links: see, confirm, change or withdraw an enrolment."""

from django.http import Http404


def enrolment(request, word, token):
    """Somebody's enrolment."""
    raise Http404


def interest(request, word, token):
    """That somebody wants to be kept informed."""
    raise Http404
