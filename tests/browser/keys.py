"""Drives a page by Tab, Enter, Space and typing alone, and looks whether one sees each stop."""

from dataclasses import dataclass

# What has the focus, and what shows it: an outline of its own or of what it lies in.
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([red, green, blue]) => [red, green, blue]
    .map(each => each / 255)
    .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
  const contrast = (one, other) =>
    (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
  const behind = each => {
    for (let up = each.parentElement; up; up = up.parentElement) {
      const colour = numbers(getComputedStyle(up).backgroundColor);
      if (colour.length === 3) return colour;
    }
    return [255, 255, 255];
  };
  let shown = 0;
  for (let each = at; each && each !== document.body; each = each.parentElement) {
    for (const part of [null, '::before', '::after']) {
      const style = getComputedStyle(each, part);
      if (part && style.content === 'none') continue;
      if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) continue;
      shown = Math.max(shown, contrast(numbers(style.outlineColor), behind(each)));
    }
  }
  const boxes = [...at.getClientRects()].filter(box => box.width && box.height);
  const [left, top] = boxes.length
    ? [boxes[0].left + boxes[0].width / 2, boxes[0].top + boxes[0].height / 2] : [-1, -1];
  const there = document.elementFromPoint(left, top);
  const all = [...document.querySelectorAll('*')];
  return {
    words: (at.labels?.[0]?.innerText || at.innerText || at.getAttribute('aria-label') || '')
      .trim().split(/\\s+/).join(' '),
    tag: at.tagName.toLowerCase(),
    name: at.name || '',
    address: at.getAttribute('href') || '',
    place: all.indexOf(at),
    contrast: shown,
    covered: !there || !(at.contains(there) || there.contains(at)
      || [...(at.labels || [])].some(each => each.contains(there))),
    size: boxes.map(box => [box.width, box.height]),
    html: at.outerHTML.slice(0, 120),
  };
}"""
# By Tab a group of radio buttons is one stop.
STOPS = """() => {
  const groups = new Set();
  return [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
  )].filter(each => {
    if (each.disabled || each.tabIndex < 0) return false;
    if (!each.checkVisibility({visibilityProperty: true})) return false;
    if (each.type !== 'radio') return true;
    const isNew = !groups.has(each.name);
    groups.add(each.name);
    return isNew;
  }).length;
}"""
# Of what is not text: WCAG 1.4.11.
CONTRAST = 3


@dataclass(frozen=True)
class Stop:
    """Where one is after a press of Tab."""

    words: str
    tag: str
    name: str
    address: str
    place: int
    contrast: float
    covered: bool
    size: list
    html: str


class Keys:
    """A reader without a mouse; each stop has to be seen, and each is further on than the last."""

    def __init__(self, page):
        self.page = page

    def stop(self) -> Stop | None:
        """What has the focus, if anything has."""
        found = self.page.evaluate(STOP)
        return Stop(**found) if found else None

    def tab(self) -> Stop | None:
        """Press Tab; None at the end of the page."""
        self.page.keyboard.press("Tab")
        stop = self.stop()
        if stop:
            assert stop.contrast >= CONTRAST, f"One does not see where one is: {stop.html}"
            assert not stop.covered, f"Something lies over it: {stop.html}"
        return stop

    def tab_to(self, words: str = "", *, name: str = "", address: str = "") -> Stop:
        """Press Tab until one is at what has these words, or that name or address."""
        for _press in range(250):
            stop = self.tab()
            if stop and (
                (words and stop.words == words)
                or (name and stop.name == name)
                or (address and address in stop.address)
            ):
                return stop
        raise AssertionError(f"Not reached by keyboard: {words or name or address}")

    def follow(self, words: str = "", **where) -> None:
        """Go to a link, and along it, by Enter."""
        self.tab_to(words, **where)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, name: str, text: str) -> None:
        """Go to a field and write."""
        self.tab_to(name=name)
        self.page.keyboard.type(text)

    def round(self) -> list[Stop]:
        """Every stop of the page, from the first to the last."""
        stops = []
        for _press in range(600):
            stop = self.tab()
            if stop is None or (stops and stop.place == stops[0].place):
                return stops
            stops.append(stop)
        raise AssertionError("The keyboard does not get out of this page.")
