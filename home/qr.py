"""QR codes (ISO/IEC 18004), for what a telephone reads from paper or a screen; made by segno.

Pure: an address in, the outline of its dark modules out, which a template draws as SVG.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

# The margin that readers of the code need around it, in modules.
QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class Code:
    """A square of ``size`` modules, the quiet zone among them; ``path`` in SVG's terms."""

    size: int
    path: str


@lru_cache(maxsize=256)
def code_of(text: str) -> Code:
    """The code of a text; it survives a fold or a stain over 15% of it (level M)."""
    symbol = segno.make_qr(text, error="m")
    size = symbol.symbol_size(border=QUIET_ZONE)[0]
    rows = enumerate(symbol.matrix_iter(border=QUIET_ZONE))
    return Code(size, "".join(step for y, row in rows for step in _bars(y, row)))


def _bars(y: int, row):
    """The dark bars of a row, each a rectangle one module high."""
    x = 0
    for is_dark, modules in groupby(row):
        width = len(list(modules))
        if is_dark:
            yield f"M{x} {y}h{width}v1h-{width}z"
        x += width
