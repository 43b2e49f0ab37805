"""What can be seen, in a browser, to keep somebody out of a page: by axe, and by ourselves."""

from pathlib import Path

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe leaves this one out, of its own accord, though it is WCAG 2.2's.
ALSO = {"target-size": {"enabled": True}}
RUN = """options => axe.run(document, options).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)
))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNFOLD = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"

# Of a page as it is shown: what is not drawn is left out.
STRUCTURE = """() => {
  const seen = selector => [...document.querySelectorAll(selector)].filter(
    each => each.checkVisibility({visibilityProperty: true}));
  const name = each => each.getAttribute('aria-label')
    || (each.getAttribute('aria-labelledby') || '').split(' ')
      .map(id => document.getElementById(id)?.textContent.trim()).join(' ');
  const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  return {
    language: document.documentElement.lang,
    levels: seen('h1, h2, h3, h4, h5, h6').map(each => Number(each.tagName[1])),
    landmarks: ['body > header', 'main', 'body > footer'].map(each => seen(each).length),
    navigations: seen('nav').map(name),
    first: document.querySelector(`body :is(${focusable})`).getAttribute('href'),
    ordered: [...document.querySelectorAll('[tabindex]')].filter(each => each.tabIndex > 0).length,
    unnamed: seen('main').flatMap(main => [...main.querySelectorAll('section')])
      .filter(each => !name(each)).map(each => each.outerHTML.slice(0, 80)),
  };
}"""

# WCAG 1.4.12: a reader's own spacing of lines, paragraphs, words and letters.
SPACE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
UNSPACE = "document.adoptedStyleSheets = []"
# Text that does not fit where it stands, and is cut off there.
CUT = """() => [...document.querySelectorAll('body *')].filter(each => {
  const style = getComputedStyle(each);
  const hides = value => value === 'hidden' || value === 'clip';
  if (!each.textContent.trim() || !each.checkVisibility()) return false;
  if (each.closest('.hidden, svg')) return false;
  return (hides(style.overflowX) && each.scrollWidth > each.clientWidth + 1)
    || (hides(style.overflowY) && each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 120))"""


# What the dark changes: colours, and nothing of what is there or where.
OF_COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page, rules: list[str] | None = None, off: tuple[str, ...] = ()) -> list[str]:
    """What axe finds against a page, in a line each; of all rules but ``off``, or of ``rules``."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": chosen, "resultTypes": ["violations"]}
    if not rules:
        options["rules"] = ALSO | {rule: {"enabled": False} for rule in off}
    return page.evaluate(RUN, options)
