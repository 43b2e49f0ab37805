"""Lists of which readers see one page at a time."""

from django.core.paginator import Paginator
from django.http import Http404


def page_number(request, paginator: Paginator) -> int:
    """The number asked for; a page that does not exist is not found."""
    asked = request.GET.get("page") or "1"
    if not asked.isascii() or not asked.isdigit() or len(asked) > 6 or asked[0] == "0":
        raise Http404
    number = int(asked)
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    return number
