"""What tests of people who enrol share: a winter's day, a practice, an edition with two places."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from events import places
from events.models import Enrolment, EnrolmentSettings
from home.models import SiteSettings
from tests.conftest import NOW
from tests.factories import make_edition, make_training
from tests.keeping import made

# Some weeks before the edition.
WINTER = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def winter():
    """The clock stands at ``WINTER`` as a test begins."""
    with time_machine.travel(WINTER):
        yield


@made(at=NOW)
def practice(site):
    """The practice has an address."""
    practice = SiteSettings.objects.get_or_create(site=site.home.get_site())[0]
    practice.email = "info@example.com"
    practice.save()
    return practice


@made(at=NOW)
def edition(site, practice):
    """Two days with room for two, planned long before."""
    training = make_training(site)
    return make_edition(training, date(2027, 3, 1), date(2027, 3, 8), capacity=2)


@pytest.fixture
def at_once(site):
    """Places count without a link to confirm."""
    return EnrolmentSettings.objects.create(site=site.home.get_site(), confirm_by_link=False)


def enrol(edition, who: str, now=WINTER, **fields) -> Enrolment | None:
    """Enrol somebody by the form."""
    details = {"name": who.title(), "email": f"{who}@example.com", "language": "nl", **fields}
    return places.enrol(edition.pk, details, now=now)
