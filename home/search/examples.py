"""Examples of what readers see when they search, for the page "Components"."""

from datetime import date
from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from home.examples import Component, of_template
from home.search.excerpts import mark
from home.search.finding import Answer, Hit
from home.search.kinds import Details, kinds
from home.search.views import LONGEST_QUESTION, Result, SearchForm

FORM = "components/search_form.html"
OUTCOME = "components/search_outcome.html"
RESULT = "components/search_result.html"


def _asked(question: str) -> SearchForm:
    form = SearchForm({"q": question})
    form.is_valid()
    return form


def _result(**fields) -> Result:
    words = {"title": "Hulp vragen kun je leren", "words": "Vragen staat vrij."}
    return Result(**{"url": "#result", "kind": kinds()[0], **words, **fields})


def of_search() -> list[Component]:
    """The field in which readers ask, what they are told was found, and each kind of result."""
    hits = [Hit(number, kinds()[0].key) for number in range(3)]
    elsewhere = SimpleNamespace(link="#outcome")
    forms = [
        (_("Not filled in"), {}),
        (_("With a question"), {"form": _asked("hulp vragen")}),
        (_("With a question that is too long"), {"form": _asked("a" * (LONGEST_QUESTION + 1))}),
        (_("For one kind of result"), {"form": _asked("hulp"), "kind": "blog"}),
    ]
    outcomes = [
        (_("One found"), Answer(hits[:1]), 1),
        (_("Several found"), Answer(hits), 3),
        (_("A typing error"), Answer(hits, corrected="luisteren"), 3),
        (_("Not all words"), Answer(hits, only_some=True), 3),
        (_("Recommended alone"), Answer(links=[elsewhere]), 1),
        (_("None of this kind"), Answer(hits), 0),
        (_("Nothing found"), Answer(), 0),
    ]
    found = mark("Hulp vragen kun je leren", frozenset({"hulp"}), "nl")
    results = [
        (_("With a date"), _result(title=found, details=Details(written=date(2026, 11, 2)))),
        (
            _("With its next date"),
            _result(details=Details(has_dates=True, begins=date(2027, 2, 1))),
        ),
        (_("Without a new date"), _result(details=Details(has_dates=True))),
        (_("Recommended"), _result(promoted=True)),
        (_("Elsewhere"), _result(promoted=True, kind=None, words="")),
    ]
    return [
        Component(
            _("Search field"),
            [of_template(name, FORM, **shown) for name, shown in forms],
            "search-field",
        ),
        Component(
            _("What was found"),
            [
                of_template(
                    name,
                    OUTCOME,
                    question="luistren",
                    answer=answer,
                    count=count,
                    corrected_url="#outcome",
                )
                for name, answer, count in outcomes
            ],
            "outcome",
        ),
        Component(
            _("Search result"),
            [of_template(name, RESULT, result=result) for name, result in results],
            "result",
        ),
    ]
