"""The address of a place on a map, for a plain link: no map is ever drawn into a page of ours.

Pure. The addresses are those of https://wiki.openstreetmap.org/wiki/Browsing (read in November
2026): ``?mlat=…&mlon=…#map=zoom/lat/lon`` puts a marker, ``/search?query=…`` looks an address up.
"""

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import quote

MAP = "https://www.openstreetmap.org/"
# So close that streets have their names.
ZOOM = 17
# That of addresses without one.
COUNTRY = "Nederland"


def map_url(
    lines: Sequence[str], latitude: Decimal | None, longitude: Decimal | None, country: str = ""
) -> str:
    """Where a map shows a place: by its coordinates where they are known, else by its address.

    ``lines`` are those of the postal address, ``country`` among them where it has one. Empty for
    what has neither.
    """
    if latitude is not None and longitude is not None:
        latitude, longitude = f"{latitude:.6f}", f"{longitude:.6f}"
        return f"{MAP}?mlat={latitude}&mlon={longitude}#map={ZOOM}/{latitude}/{longitude}"
    if not lines:
        return ""
    words = [" ".join(line.split()) for line in lines]
    if not country:
        words.append(COUNTRY)
    return f"{MAP}search?query={quote(', '.join(words), safe='')}"
