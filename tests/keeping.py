"""What many tests begin with: made once for those that ask for it, and never changed by one.

Making a training with its pages costs more than most tests do. Each thing that is ``made`` lies in
a savepoint of its own: a test that asks for it reads it from the database, a test that does not
has it undone first. What a test changes is rolled back as ever.
"""

import inspect
from dataclasses import dataclass
from datetime import datetime

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import translation


def made(at: datetime | str, read=None):
    """Make a fixture of a function of other such fixtures that makes something, at that moment.

    ``read`` gives a test its own copy of it: by default its row, read again.
    """

    def decorate(maker):
        def fixture(db, **_below):
            thing = KEEPER.thing(maker)
            return read(thing) if read else type(thing).objects.get(pk=thing.pk)

        below = inspect.signature(maker).parameters
        fixture.__signature__ = inspect.Signature(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in ("db", *below)
        )
        fixture.__doc__, fixture.__module__ = maker.__doc__, maker.__module__
        fixture.maker, fixture.at = maker, at
        return pytest.fixture(name=maker.__name__)(fixture)

    return decorate


@dataclass
class Layer:
    """A thing that is made, and the savepoint that undoes it."""

    maker: object
    savepoint: transaction.Atomic
    thing: object

    def undo(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)


class Keeper:
    """The things that are there now, each made upon those before it."""

    def __init__(self):
        self.layers: list[Layer] = []

    def thing(self, maker):
        """What ``maker`` made."""
        return next(layer.thing for layer in self.layers if layer.maker is maker)

    def make_ready(self, wanted: list) -> None:
        """Have just what these fixtures make, in this order."""
        same = 0
        for layer, fixture in zip(self.layers, wanted, strict=False):
            if layer.maker is not fixture.maker:
                break
            same += 1
        while len(self.layers) > same:
            self.layers.pop().undo()
        for fixture in wanted[same:]:
            self._make(fixture)
        if wanted[same:]:
            # As cold as where nothing had to be made.
            cache.clear()

    def _make(self, fixture) -> None:
        names = inspect.signature(fixture.maker).parameters
        below = {layer.maker.__name__: layer.thing for layer in self.layers}
        savepoint = transaction.atomic()
        savepoint.__enter__()
        try:
            with (
                time_machine.travel(fixture.at, tick=False),
                translation.override(settings.LANGUAGE_CODE),
            ):
                thing = fixture.maker(**{name: below[name] for name in names})
        except BaseException:
            Layer(fixture.maker, savepoint, None).undo()
            raise
        self.layers.append(Layer(fixture.maker, savepoint, thing))


KEEPER = Keeper()


def _made_fixture(item, name: str):
    """The fixture of that name that is ``made``, also below one that asks for it and adds to it."""
    for definition in reversed(item._fixtureinfo.name2fixturedefs.get(name, ())):
        if hasattr(definition.func, "maker"):
            return definition.func
        if name not in definition.argnames:
            return None
    return None


def wanted_by(item) -> list:
    """The fixtures that are ``made`` among those of a test, each after those it builds upon."""
    found = {}

    def visit(name):
        fixture = _made_fixture(item, name)
        if not fixture or name in found:
            return
        for below in inspect.signature(fixture.maker).parameters:
            visit(below)
        found[name] = fixture

    for name in sorted(item.fixturenames):
        visit(name)
    return list(found.values())


@pytest.fixture(autouse=True)
def _made_or_undone(request):
    """Before a test enters its transaction, what it asks for is there, and nothing else is."""
    wanted = wanted_by(request.node)
    if not wanted and not KEEPER.layers:
        return
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        KEEPER.make_ready(wanted)


@pytest.fixture
def _django_db_helper(_made_or_undone, _django_db_helper):
    """A test marked ``django_db`` enters its transaction no sooner than others (pytest-django)."""
    return _django_db_helper


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_left(request):
    """The next module begins with an empty database: it may have the demo loaded."""
    yield
    if KEEPER.layers:
        with request.getfixturevalue("django_db_blocker").unblock():
            KEEPER.make_ready([])
