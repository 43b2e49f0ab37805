"""The page where readers search. It sets no cookie and keeps nothing of what was asked."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.caching import keep
from home.listings import ListPaginator, page_number
from home.models import SearchEntry
from home.navigation import nowhere
from home.search import kinds
from home.search.addresses import WORDS, search_address
from home.search.excerpts import excerpt, mark
from home.search.finding import Answer, Hit, find

RESULTS_PER_PAGE = 10
LONGEST_QUESTION = 200


class SearchForm(forms.Form):
    """What to look for."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(
            attrs={"type": "search", "enterkeyhint": "search", "autocomplete": "off"}
        ),
        error_messages={
            "max_length": _(
                "That is longer than %(limit_value)d characters. A few words are enough."
            )
        },
    )


@dataclass(frozen=True)
class Result:
    """A page or an address elsewhere that answers, as readers see it."""

    url: str
    title: SafeString | str
    kind: kinds.Kind | None
    words: SafeString | str
    details: kinds.Details | None = None
    promoted: bool = False


@dataclass(frozen=True)
class Choice:
    """A kind to which the results can be narrowed, or all of them; with how many there are."""

    name: str
    url: str
    count: int
    chosen: bool


@require_safe
def search(request, word):
    """Show what was found, or what else there is; the word in the address is the language's."""
    language = get_language()
    if word != WORDS[language]:
        raise Http404
    kind = _kind(request.GET.get("type", ""), language)
    question = " ".join(_printable(request.GET.get("q", "")).split())
    form = SearchForm({"q": question})
    valid = form.is_valid()
    answer = find(question, language) if valid else Answer()
    shown = [hit for hit in answer.hits if kind in (None, hit.kind)]
    links = [] if kind else answer.links
    paginator = ListPaginator([*links, *shown], RESULTS_PER_PAGE)
    pages = paginator.get_page(page_number(request, paginator))
    path = kinds_path(kind, language)
    first = search_address(q=question, type=path)
    context = {
        "form": form,
        "question": question if valid else "",
        "answer": answer,
        "results": _dressed(pages.object_list, request, language),
        "count": paginator.count,
        "choices": _choices(question, kind, answer, language) if answer.hits else [],
        "kind": path,
        "pages": pages,
        "first_url": first,
        "stem": f"{first}&page=",
        "corrected_url": search_address(q=answer.corrected, type=path),
        "navigation": _navigation(request, question if valid else "", kind),
    }
    status = HTTPStatus.OK if valid else HTTPStatus.BAD_REQUEST
    response = render(request, "home/search.html", context, status=status)
    keep(request, response)
    return response


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _kind(path: str, language: str) -> str | None:
    """The key of the kind asked for, None for all; one that does not exist is not found."""
    if not path:
        return None
    for kind in kinds.kinds():
        if kind.paths[language] == path:
            return kind.key
    raise Http404


def kinds_path(key: str | None, language: str) -> str:
    """The word in addresses for a kind; empty for all."""
    return next((kind.paths[language] for kind in kinds.kinds() if kind.key == key), "")


def _choices(question, chosen, answer, language) -> list[Choice]:
    counts = {}
    for hit in answer.hits:
        counts[hit.kind] = counts.get(hit.kind, 0) + 1
    everything = Choice(
        _("Everything"),
        search_address(q=question),
        len(answer.hits) + len(answer.links),
        chosen is None,
    )
    return [
        everything,
        *(
            Choice(
                kind.plural,
                search_address(q=question, type=kind.paths[language]),
                counts.get(kind.key, 0),
                chosen == kind.key,
            )
            for kind in kinds.kinds()
            if kind.key in counts or kind.key == chosen
        ),
    ]


def _dressed(found, request, language) -> list[Result]:
    """Give what was found its title, words and details, in a fixed number of queries."""
    pks = [hit.page_id for hit in found if isinstance(hit, Hit)]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=pks).select_related("locale")}
    texts = dict(SearchEntry.objects.filter(page__in=pks).values_list("page_id", "text"))
    details = {}
    for key, models in kinds.models().items():
        of_kind = [pages[hit.page_id] for hit in found if getattr(hit, "kind", "") == key]
        for model in models if of_kind else ():
            details |= model.search_details(of_kind)
    by_key = {kind.key: kind for kind in kinds.kinds()}
    results = []
    for hit in found:
        if not isinstance(hit, Hit):
            results.append(_elsewhere(hit))
            continue
        page, pick = pages[hit.page_id], hit.promoted
        # What editors wrote with it is in the language of the page that they chose.
        own_words = pick.description if pick and pick.page_id == page.pk else ""
        results.append(
            Result(
                url=page.get_url(request) or "",
                title=mark(page.title, hit.found, language),
                kind=by_key[hit.kind],
                words=own_words or excerpt(texts.get(page.pk, ""), hit.found, language),
                details=details.get(page.pk),
                promoted=pick is not None,
            )
        )
    return results


def _elsewhere(pick) -> Result:
    return Result(
        url=pick.external_link_url,
        title=pick.external_link_text or pick.external_link_url,
        kind=None,
        words=pick.description,
        promoted=True,
    )


def _navigation(request, question, kind):
    """The same question in the other language; the page itself is for no search engine."""
    navigation = nowhere(request)
    switch = [
        replace(
            other,
            url=search_address(other.language, q=question, type=kinds_path(kind, other.language)),
        )
        for other in navigation.switch
    ]
    return replace(navigation, switch=switch)
