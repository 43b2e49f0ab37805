"""The picture that a shared link shows: a page's title and cover, in the look of the site.

Values in, bytes out: no request, no query, no clock. The same card gives the same bytes, and
``Card.digest`` names them, so that a picture can be kept for ever under its address.
"""

import hashlib
import json
import math
import unicodedata
from dataclasses import astuple, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

# In pixels, what Open Graph's readers take as a large picture.
SIZE = WIDTH, HEIGHT = 1200, 630
CONTENT_TYPE = "image/jpeg"
# Of the picture, the part on the right that the cover fills; its rendition has this size.
COVER_SIZE = 540, 630
# Goes up with any change of the drawing below: other bytes need another address.
DESIGN = 1

FONT = Path(__file__).parent / "fonts" / "SourceSerifPro-Semibold.ttf"
# The tokens of site.css, in its light scheme.
PAPER, SAND, INK, TEAL, TEAL_SOFT, TERRA, OCHRE, PINK = (
    "#fbf7f0",
    "#efe4d2",
    "#22313a",
    "#1f5c55",
    "#8fb8ae",
    "#c8553d",
    "#d9a441",
    "#e7b8a4",
)
# Drawn so much larger, and made smaller at the end, which gives smooth edges.
SCALE = 2
EDGE, TOP = 72, 64
TITLE_WIDTH, TITLE_HEIGHT = 560, 380
LARGEST, SMALLEST, STEP = 84, 38, 2
LEADING = 1.1
ELLIPSIS = "…"
# Signs that a text face has no shape for: pictures, and what is assigned to nobody.
SHAPELESS = {"So", "Sk", "Cn", "Co", "Cs", "Cc", "Cf"}


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of a page says; ``cover`` is whatever names the cover and how it is cut."""

    title: str
    organisation: str
    kind: str = ""
    cover: str = ""

    @property
    def digest(self) -> str:
        """Names the picture: 16 hexadecimal digits, the same in every process."""
        said = json.dumps([DESIGN, *astuple(self)]).encode()
        return hashlib.sha256(said).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Setting:
    """A text broken into lines that fit, and the size of its letters in pixels."""

    lines: list[str]
    size: int


def draw(card: Card, cover: Image.Image | None = None) -> bytes:
    """Draw the picture, as a JPEG; ``cover`` is cut to ``COVER_SIZE`` if it is of another size."""
    canvas = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    if cover is None:
        _draw_landscape(canvas)
    else:
        _lay_cover(canvas, cover)
    pen = ImageDraw.Draw(canvas)
    top = TOP
    if kind := printable(card.kind):
        pen.text(_at(EDGE, top), kind, font=_font(30), fill=TERRA, anchor="lt")
        top += 56
    setting = set_title(card.title, TITLE_WIDTH, TITLE_HEIGHT - (top - TOP))
    for line in setting.lines:
        pen.text(_at(EDGE, top), line, font=_font(setting.size), fill=INK, anchor="la")
        top += setting.size * LEADING
    _draw_brand(canvas, printable(card.organisation))
    made = BytesIO()
    small = canvas.resize(SIZE, Image.Resampling.LANCZOS)
    small.save(made, "JPEG", quality=88, subsampling=0, optimize=True)
    return made.getvalue()


def printable(text: str) -> str:
    """The text in one line, without the signs that the face has no shape for."""
    kept = (sign for sign in text if unicodedata.category(sign) not in SHAPELESS or sign.isspace())
    return " ".join("".join(kept).split())


def set_title(title: str, width: int, height: int) -> Setting:
    """Break a title into lines within ``width`` and ``height``, in letters as large as fit.

    A word that is too wide in the smallest letters is broken; what is too long ends in "…".
    """
    words = printable(title).split()
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        lines = _break(words, size, width)
        if len(lines) * size * LEADING <= height and _widest(lines, size) <= width:
            return Setting(lines, size)
    lines = _break([part for word in words for part in _parts(word, width)], SMALLEST, width)
    room = int(height / (SMALLEST * LEADING))
    if len(lines) > room:
        lines = lines[:room]
        lines[-1] = _shortened(lines[-1], width)
    return Setting(lines, SMALLEST)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # Laid out by Pillow itself: another library for it may be there or not, and sets otherwise.
    return ImageFont.truetype(FONT, size * SCALE, layout_engine=ImageFont.Layout.BASIC)


def _length(text: str, size: int) -> float:
    return _font(size).getlength(text) / SCALE


def _widest(lines: list[str], size: int) -> float:
    return max((_length(line, size) for line in lines), default=0)


def _break(words: list[str], size: int, width: int) -> list[str]:
    """Fill each line with as many words as fit; one that does not fit has a line of its own."""
    lines = []
    for word in words:
        if lines and _length(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _parts(word: str, width: int) -> list[str]:
    """Cut a word into pieces that fit a line in the smallest letters."""
    parts = [""]
    for sign in word:
        if _length(parts[-1] + sign, SMALLEST) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def _shortened(line: str, width: int) -> str:
    while line and _length(line + ELLIPSIS, SMALLEST) > width:
        line = line[:-1]
    return line.rstrip(" ,;:") + ELLIPSIS


def _at(*numbers: float) -> list[tuple[float, float]] | tuple[float, float]:
    scaled = [number * SCALE for number in numbers]
    if len(scaled) == 2:
        return tuple(scaled)
    return list(zip(scaled[::2], scaled[1::2], strict=True))


def _wave(left: float, right: float, height: float, swing: float, turns: float) -> list[float]:
    """The points of a hill's back from left to right: a sine of ``turns`` around ``height``."""
    points = []
    for step in range(101):
        share = step / 100
        points += [
            left + (right - left) * share,
            height - swing * math.sin(share * turns * 2 * math.pi),
        ]
    return points


def _hill(pen, left, right, height, swing, turns, color) -> None:
    edge = _wave(left, right, height, swing, turns)
    pen.polygon(_at(*edge, right, HEIGHT, left, HEIGHT), fill=color)


def _draw_landscape(canvas) -> None:
    """A sun above hills, on the right, where a page has no cover."""
    pen = ImageDraw.Draw(canvas)
    pen.polygon(_at(*_cut(), WIDTH, HEIGHT, WIDTH, 0), fill=SAND)
    pen.ellipse(_at(800, 130, 1070, 400), fill=TERRA)
    picture = Image.new("RGBA", canvas.size)
    hills = ImageDraw.Draw(picture)
    _hill(hills, 640, WIDTH, 400, 60, 0.9, PINK)
    _hill(hills, 640, WIDTH, 450, -40, 0.8, TEAL_SOFT)
    _hill(hills, 640, WIDTH, 520, 36, 0.9, TEAL)
    canvas.paste(picture, mask=_within_cut(canvas.size, picture.getchannel("A")))


def _lay_cover(canvas, cover) -> None:
    """The cover on the right, its left edge cut out by hand as it were."""
    left = WIDTH - COVER_SIZE[0]
    fitted = ImageOps.fit(
        cover.convert("RGB"),
        (COVER_SIZE[0] * SCALE, COVER_SIZE[1] * SCALE),
        Image.Resampling.LANCZOS,
    )
    picture = Image.new("RGB", canvas.size)
    picture.paste(fitted, _at(left, 0))
    canvas.paste(picture, mask=_within_cut(canvas.size))
    pen = ImageDraw.Draw(canvas)
    pen.line(_at(*_cut()), fill=OCHRE, width=6 * SCALE)


def _cut() -> list[float]:
    """The points of the edge between words and picture, from top to bottom."""
    points = []
    for step in range(101):
        share = step / 100
        points += [692 + 22 * math.sin(share * 2.4 * math.pi + 0.6) - 18 * share, HEIGHT * share]
    return points


def _within_cut(size, mask: Image.Image | None = None) -> Image.Image:
    """What lies right of the edge, of ``mask`` where there is one."""
    right = Image.new("L", size)
    ImageDraw.Draw(right).polygon(_at(*_cut(), WIDTH, HEIGHT, WIDTH, 0), fill=255)
    if mask is None:
        return right
    both = Image.new("L", size)
    both.paste(mask, mask=right)
    return both


def draw_mark(size: int, ground: str = PAPER, room: float = 0.0) -> Image.Image:
    """The mark of the site as in favicon.svg, on a square of ``size`` pixels.

    ``room`` is the part of the square that stays free on each side.
    """
    large = size * 4
    picture = Image.new("RGB", (large, large), ground)
    unit = large * (1 - 2 * room) / 32
    origin = large * room

    def at(*numbers):
        return [origin + number * unit for number in numbers]

    bubble = Image.new("L", picture.size)
    pen = ImageDraw.Draw(bubble)
    pen.rounded_rectangle(at(4, 3, 28, 25), radius=4 * unit, fill=255)
    pen.polygon(at(8, 24, 14, 25, 8, 30), fill=255)
    picture.paste(SAND, mask=bubble)
    inside = Image.new("RGBA", picture.size)
    pen = ImageDraw.Draw(inside)
    pen.ellipse(at(10.5, 9.5, 21.5, 20.5), fill=TERRA)
    back = (
        [(4, 18.5), (9, 14.5), (13, 20.5), (17, 19)],
        [(17, 19), (21, 17.5), (24, 16.5), (28, 18.5)],
    )
    points = [point for curve in back for point in _curve(*curve)]
    pen.polygon([*at(*(n for point in points for n in point)), *at(28, 32, 4, 32)], fill=TEAL)
    shown = Image.new("L", picture.size)
    shown.paste(inside.getchannel("A"), mask=bubble)
    picture.paste(inside, mask=shown)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _curve(start, first, second, end) -> list[tuple[float, float]]:
    """Points of a cubic Bézier curve."""
    points = []
    for step in range(33):
        t = step / 32
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        points.append(
            tuple(
                a * start[axis] + b * first[axis] + c * second[axis] + d * end[axis]
                for axis in (0, 1)
            )
        )
    return points


def _draw_brand(canvas, organisation: str) -> None:
    """The mark with the name of the practice, at the foot."""
    side, bottom = 64, HEIGHT - 56
    mark = draw_mark(side * SCALE)
    canvas.paste(mark, _at(EDGE - 8, bottom - side))
    size = 34
    while size > 18 and _length(organisation, size) > TITLE_WIDTH - side:
        size -= STEP
    pen = ImageDraw.Draw(canvas)
    pen.text(
        _at(EDGE + side + 8, bottom - side / 2),
        organisation,
        font=_font(size),
        fill=TEAL,
        anchor="lm",
    )
