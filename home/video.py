"""Addresses of videos that may be embedded, recognised without asking the service."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"}
VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}


@dataclass(frozen=True, slots=True)
class Video:
    """A video at a service: its page, and the address that a frame may show."""

    provider: str
    watch_url: str
    embed_url: str


def parse_video_url(url: str) -> Video | None:
    """Return the video that an address of YouTube or Vimeo names, or None for any other address.

    YouTube's frame is that of its ``nocookie`` host, Vimeo's asks not to track.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    path = [step for step in parts.path.split("/") if step]
    if parts.hostname in YOUTUBE_HOSTS and path:
        if path[0] == "watch":
            return _youtube(parse_qs(parts.query).get("v", [""])[0])
        if path[0] in {"embed", "shorts", "live"} and len(path) > 1:
            return _youtube(path[1])
    if parts.hostname == "youtu.be" and path:
        return _youtube(path[0])
    if parts.hostname in VIMEO_HOSTS:
        for number, step in enumerate(path):
            if re.fullmatch(r"[0-9]{5,12}", step):
                key = parse_qs(parts.query).get("h", path[number + 1 : number + 2] or [""])[0]
                return _vimeo(step, key)
    return None


def _youtube(identifier: str) -> Video | None:
    if not re.fullmatch(r"[\w-]{11}", identifier, re.ASCII):
        return None
    return Video(
        "YouTube",
        f"https://www.youtube.com/watch?v={identifier}",
        f"https://www.youtube-nocookie.com/embed/{identifier}?autoplay=1",
    )


def _vimeo(number: str, key: str) -> Video:
    """The video with a number; one that Vimeo does not list is shown to who knows its key."""
    if not re.fullmatch(r"[0-9a-f]{6,20}", key):
        key = ""
    return Video(
        "Vimeo",
        f"https://vimeo.com/{number}" + (f"/{key}" if key else ""),
        f"https://player.vimeo.com/video/{number}?" + (f"h={key}&dnt=1" if key else "dnt=1"),
    )
