"""Which compressed forms of an answer whoever asks can read."""

import re
from functools import lru_cache

NOTHING = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*", re.IGNORECASE)
WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", re.IGNORECASE)
# The forms that we make, the shortest first.
CODINGS = ("br", "gzip", "identity")


def accepts_gzip(request) -> bool:
    """Whether Accept-Encoding names gzip, and not with a weight of nothing (RFC 9110, 12.5.3)."""
    for coding in request.headers.get("Accept-Encoding", "").split(","):
        name, _semicolon, weight = coding.partition(";")
        if name.strip().lower() == "gzip":
            return not NOTHING.fullmatch(weight)
    return False


@lru_cache(maxsize=512)
def preferred(accept_encoding: str) -> tuple[str, ...]:
    """The codings of an Accept-Encoding that we can send, what the reader likes best first.

    Of what it likes as much, the shortest. The identity always comes last at least: whoever wants
    nothing that there is gets what every program can read.
    """
    weights = {}
    for part in accept_encoding.lower().split(","):
        name, semicolon, weight = part.partition(";")
        found = WEIGHT.fullmatch(weight) if semicolon else None
        # What makes no sense is not taken for a wish.
        weights[name.strip()] = float(found[1]) if found else float(not semicolon)
    weights["gzip"] = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0)))
    weights["br"] = weights.get("br", weights.get("*", 0))
    plain = weights.get("identity")
    wanted = [
        coding
        for coding in sorted(("br", "gzip"), key=lambda coding: -weights[coding])
        if 0 < weights[coding] >= (plain or 0)
    ]
    return (*wanted, "identity")
