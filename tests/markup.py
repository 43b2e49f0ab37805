"""Makes HTML easy to compare: how a template is laid out is nobody's promise."""


def tidy(html: str) -> str:
    """Put one space for any white space, and none before the end of a tag."""
    return " ".join(html.split()).replace(" >", ">")
