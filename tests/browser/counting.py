"""Counts what a person does in Chromium, from what the browser itself hears.

Whatever drives the page is counted, without being asked: presses of the mouse, keys, fields that
are filled in, and pages that load. An address that was typed, and not come to by a press, is kept.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields

from playwright.sync_api import Error

# A field counts once for as long as one stays in it. Events that scripts make are not the
# person's; but Playwright chooses, attaches and sets dates by such events, so those count.
LISTEN = """(() => {
  const SET = 'select, input[type=file], input[type=date], input[type=time], input[type=month]';
  const PRESSED = 'input[type=checkbox], input[type=radio], input[type=button]';
  let stay = null;
  const filled = (event) => {
    const node = event.composedPath()[0];
    const place = node.closest?.('[contenteditable=true], input, textarea, select');
    if (!place || place === stay || place.matches(PRESSED)) return;
    // A text that is left behind says once more that it has changed.
    if ((!event.isTrusted || event.type === 'change') && !place.matches(SET)) return;
    stay = place;
    window.countedAct('fields');
  };
  for (const kind of ['beforeinput', 'input', 'paste', 'change']) {
    addEventListener(kind, filled, true);
  }
  addEventListener('focusout', () => { stay = null; }, true);
  // Not at the window: there Playwright stops a press that would miss, and tries again.
  document.addEventListener('pointerdown', (event) => {
    if (event.isTrusted) window.countedAct('clicks');
  }, true);
  addEventListener('keydown', (event) => {
    if (!event.isTrusted || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
    // A letter is part of what a field is filled with.
    if (event.key.length > 1 || event.ctrlKey || event.metaKey) window.countedAct('keys');
  }, true);
})()"""


@dataclass
class Tally:
    """What one task took."""

    clicks: int = 0
    keys: int = 0
    fields: int = 0
    loads: int = 0
    seconds: float = 0.0
    typed: list[str] = field(default_factory=list)

    def __add__(self, other: "Tally") -> "Tally":
        """What both took."""
        return Tally(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )


class Counter:
    """Listens to all pages of a browser's context, and counts while a task is done."""

    def __init__(self, context):
        self.context = context
        self._tally: Tally | None = None
        context.expose_binding("countedAct", lambda _source, kind: self._add(kind))
        context.add_init_script(LISTEN)
        context.on("page", self._listen)
        context.on("request", self._ask_whence)
        for page in context.pages:
            page.evaluate(LISTEN)
            self._listen(page)

    def _listen(self, page):
        # Of the page itself: previews in frames are seen in passing.
        page.on("domcontentloaded", lambda _page: self._add("loads"))

    def _add(self, kind):
        if self._tally:
            setattr(self._tally, kind, getattr(self._tally, kind) + 1)

    def _ask_whence(self, request):
        if not self._tally or not request.is_navigation_request():
            return
        if "referer" not in request.headers:
            self._tally.typed.append(request.url)

    @contextmanager
    def task(self) -> Iterator[Tally]:
        """Count what is done within; the seconds are known when it is over."""
        tally = self._tally = Tally()
        begun = time.monotonic()
        try:
            yield tally
            for page in self.context.pages:
                # What the page has heard arrives before its answer does.
                with suppress(Error):
                    page.evaluate("0")
        finally:
            tally.seconds = time.monotonic() - begun
            self._tally = None
