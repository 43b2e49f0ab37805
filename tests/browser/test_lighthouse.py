"""What Lighthouse makes of the kinds of pages that readers come to first."""

import pytest

from tests.browser.lighthouse import PAGES, look_at, slowed_for

pytestmark = [pytest.mark.once, pytest.mark.node]

FAST = 98
# Seconds. What Google calls good, of a phone and a line as Lighthouse means them.
SOON = 2.5
# A machine that other tests keep so busy says nothing of a page's speed, however little it is
# slowed down.
TOO_BUSY, LOOKS = 400, 3
# Milliseconds in which the page did not answer. It has less than 1 kB of script, as test_weight.py
# asserts: what takes longer is a core that another test had meanwhile.
BLOCKED_BY_OTHERS = 150
# Each takes half a minute. `make lighthouse` looks at all, three times.
LOOKED_AT = ("article", "training")


def tells_of_speed(report) -> bool:
    """Whether a report says how fast a page is, and not how busy the machine was."""
    return report.machine >= TOO_BUSY and report.blocked < BLOCKED_BY_OTHERS


def is_slow(report) -> bool:
    """Whether a page was slow, as far as the machine tells."""
    is_late = report.largest_paint >= SOON
    return is_late or (tells_of_speed(report) and report.performance < FAST)


@pytest.mark.parametrize("name", LOOKED_AT)
def test_lighthouse_finds_nothing_to_mend(chromium, demo_site, name):
    report = look_at(demo_site + PAGES[name])
    for _look in range(LOOKS - 1):
        if is_slow(report):
            # It measured the machine as well.
            report = look_at(demo_site + PAGES[name], slowed=slowed_for(report.machine))
    assert report.faults == ()
    assert report.scores[1:] == (100, 100, 100)
    assert report.layout_shift < 0.01
    assert not is_slow(report), report
