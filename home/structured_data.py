"""What schema.org has words for on any page: the organisation, the site, the way to it, answers.

Values in, a dict out: no request and no query. Each dict is a node of a page's JSON-LD, without
"@context". What is empty is left out, so that nothing is said that nobody knows.
"""

import re
from dataclasses import dataclass

CONTEXT = "https://schema.org"
# A number of the Dutch Chamber of Commerce, in the words of ISO 6523.
CHAMBER_OF_COMMERCE = "0106"
SEARCH_TERM = "search_term_string"


def node(kind: str, **values) -> dict:
    """A node of ``kind`` with those of ``values`` that say something; ``id`` becomes "@id"."""
    identity = {"@id": values.pop("id")} if values.get("id") else {}
    values.pop("id", None)
    return {
        "@type": kind,
        **identity,
        **{name: value for name, value in values.items() if value not in (None, "", [], {})},
    }


def graph(nodes: list[dict]) -> dict:
    """The JSON-LD of a page that tells of several things."""
    return {"@context": CONTEXT, "@graph": nodes}


def term(name: str) -> str:
    """A value that schema.org itself has a word for, such as ``EventCancelled``."""
    return f"{CONTEXT}/{name}"


@dataclass(frozen=True, slots=True)
class Practice:
    """Who makes the site; ``url`` is that of the front door, which names the practice for ever."""

    name: str
    url: str
    logo: str = ""
    description: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    chamber_of_commerce: str = ""
    same_as: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name of the practice in JSON-LD."""
        return f"{self.url}#organization"


def organization(practice: Practice) -> dict:
    """The practice with all that readers see of it (Google: Organization)."""
    number = re.sub(r"\D", "", practice.chamber_of_commerce)
    return node(
        "Organization",
        id=practice.id,
        name=practice.name,
        url=practice.url,
        logo=practice.logo,
        image=practice.logo,
        description=practice.description,
        email=practice.email,
        telephone=practice.phone,
        address=address(practice.street, practice.postal_code, practice.city, "")
        if practice.street or practice.city
        else None,
        contactPoint=node(
            "ContactPoint",
            contactType="customer service",
            email=practice.email,
            telephone=practice.phone,
            availableLanguage=list(practice.languages),
        )
        if practice.email or practice.phone
        else None,
        iso6523Code=f"{CHAMBER_OF_COMMERCE}:{number}" if number else "",
        sameAs=list(practice.same_as),
    )


def publisher(practice: Practice) -> dict:
    """The practice as far as a page about something else names it."""
    return node(
        "Organization",
        id=practice.id,
        name=practice.name,
        url=practice.url,
        logo=practice.logo,
    )


def address(street: str, postal_code: str, city: str, country: str) -> dict:
    """A postal address; no ``country`` is the Netherlands."""
    return node(
        "PostalAddress",
        streetAddress=street,
        postalCode=postal_code,
        addressLocality=city,
        addressCountry=country or "NL",
    )


def website(practice: Practice, *, url: str, language: str, search_url: str) -> dict:
    """The site in one language, which can be searched (Google: site name, search box)."""
    return node(
        "WebSite",
        id=f"{url}#website",
        name=practice.name,
        url=url,
        inLanguage=language,
        description=practice.description,
        publisher={"@id": practice.id},
        potentialAction={
            **node(
                "SearchAction",
                target=node("EntryPoint", urlTemplate=f"{search_url}?q={{{SEARCH_TERM}}}"),
            ),
            "query-input": f"required name={SEARCH_TERM}",
        },
    )


def breadcrumbs(steps: list[tuple[str, str]]) -> dict:
    """The way to a page: the title and the address of each page, the page itself at the end."""
    return node(
        "BreadcrumbList",
        itemListElement=[
            node("ListItem", position=position, name=name, item={"@id": url})
            for position, (name, url) in enumerate(steps, start=1)
        ],
    )


def item_list(urls: list[str]) -> dict:
    """A list of pages that each tell of one thing (Google: Course list)."""
    return node(
        "ItemList",
        itemListElement=[
            node("ListItem", position=position, url=url)
            for position, url in enumerate(urls, start=1)
        ],
    )


def faq_page(questions: list[tuple[str, str]], *, url: str, language: str) -> dict:
    """Questions and their answers, both as plain text."""
    return node(
        "FAQPage",
        id=f"{url}#faq",
        inLanguage=language,
        mainEntity=[
            node("Question", name=question, acceptedAnswer=node("Answer", text=answer))
            for question, answer in questions
        ],
    )
