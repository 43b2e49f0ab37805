"""HTML that stands by itself outside this site: what a page says, in a feed for instance.

Only elements and attributes from a list remain, so that no script, style, form or hidden thing
goes along whatever a template holds; addresses become absolute.
"""

from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Doctype

# Each with the attributes that it keeps.
ELEMENTS = {
    "a": {"href"},
    "b": set(),
    "blockquote": set(),
    "br": set(),
    "caption": set(),
    "em": set(),
    "figcaption": set(),
    "figure": set(),
    "h2": set(),
    "h3": set(),
    "hr": set(),
    "i": set(),
    "img": {"src", "alt", "width", "height"},
    "li": set(),
    "ol": set(),
    "p": set(),
    "strong": set(),
    "table": set(),
    "tbody": set(),
    "td": set(),
    "th": set(),
    "thead": set(),
    "time": {"datetime"},
    "tr": set(),
    "ul": set(),
}
# Gone with all that is in them; of others the words remain.
DROPPED = ["script", "style", "template", "svg", "form", "button", "input", "iframe", "object"]
# An element with another meaning here than on the page.
RENAMED = {"summary": "h3"}
ADDRESSES = {"href", "src"}
SCHEMES = {"http", "https", "mailto", "tel"}


def portable(html: str, base: str) -> str:
    """What remains of ``html`` that stood at the absolute address ``base``."""
    soup = BeautifulSoup(html, "html.parser")
    for sign in soup.find_all(string=lambda text: isinstance(text, Comment | Doctype)):
        sign.extract()
    for element in soup.find_all(DROPPED):
        element.decompose()
    for element in soup.find_all(True):
        element.name = RENAMED.get(element.name, element.name)
        if element.name not in ELEMENTS:
            element.unwrap()
            continue
        element.attrs = dict(_kept(element, base))
        if element.name == "img" and "src" not in element.attrs:
            element.decompose()
    lines = (line.strip() for line in soup.decode(formatter="minimal").splitlines())
    return "\n".join(line for line in lines if line)


def _kept(element, base: str):
    for name in sorted(ELEMENTS[element.name] & set(element.attrs)):
        value = element.attrs[name]
        if name in ADDRESSES:
            value = urljoin(base, value.strip())
            if urlsplit(value).scheme not in SCHEMES:
                continue
        yield name, value
