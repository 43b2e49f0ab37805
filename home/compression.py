"""Which compressed forms of an answer whoever asks can read."""

import re

NOTHING = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*", re.IGNORECASE)


def accepts_gzip(request) -> bool:
    """Whether Accept-Encoding names gzip, and not with a weight of nothing (RFC 9110, 12.5.3)."""
    for coding in request.headers.get("Accept-Encoding", "").split(","):
        name, _semicolon, weight = coding.partition(";")
        if name.strip().lower() == "gzip":
            return not NOTHING.fullmatch(weight)
    return False
