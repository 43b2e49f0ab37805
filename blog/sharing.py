"""Links by which readers pass an article on, without anybody in between."""

from urllib.parse import quote


def mail_link(title: str, address: str) -> str:
    """A ``mailto:`` address of a message about the article, without anyone it goes to.

    Lines of the body end as RFC 6068, 5 asks. Empty where there is no address to pass on.
    """
    if not address:
        return ""
    body = f"{title}\r\n{address}\r\n"
    return f"mailto:?subject={quote(title, safe='')}&body={quote(body, safe='')}"
