"""The icons of the site for places that take no SVG, made from the mark: ``make icons``."""

from pathlib import Path

from home.share_pictures import draw_mark

FOLDER = Path(__file__).parent.parent / "site_config" / "static" / "site" / "icons"
# Name, pixels, and the part of each side that stays free: a maskable icon is cut to a circle.
ICONS = [
    ("apple-touch-icon.png", 180, 0.06),
    ("icon-192.png", 192, 0.0),
    ("icon-512.png", 512, 0.0),
    ("icon-maskable-512.png", 512, 0.14),
]
FAVICON, FAVICON_SIZES = "favicon.ico", [(16, 16), (32, 32), (48, 48)]


def write(folder: Path = FOLDER) -> None:
    """Write all icons into ``folder``."""
    for name, size, room in ICONS:
        draw_mark(size, room=room).save(folder / name, optimize=True)
    draw_mark(48).save(folder / FAVICON, sizes=FAVICON_SIZES)


if __name__ == "__main__":
    write()
