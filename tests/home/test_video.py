"""Addresses of videos are recognised without asking the service, and no other address is."""

import pytest

from home.video import Video, parse_video_url

pytestmark = pytest.mark.once

YOUTUBE = Video(
    "YouTube",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
)
VIMEO = Video(
    "Vimeo", "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"
)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "http://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=42s",
        "https://youtu.be/dQw4w9WgXcQ?si=abc",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ",
    ],
)
def test_a_video_at_youtube_is_framed_from_its_host_without_cookies(url):
    assert parse_video_url(url) == YOUTUBE


@pytest.mark.parametrize(
    "url",
    [
        "https://vimeo.com/76979871",
        "https://www.vimeo.com/76979871?share=copy",
        "https://vimeo.com/channels/staffpicks/76979871",
        "https://player.vimeo.com/video/76979871",
    ],
)
def test_a_video_at_vimeo_is_framed_without_tracking(url):
    assert parse_video_url(url) == VIMEO


def test_a_video_at_vimeo_that_is_not_listed_keeps_its_key():
    assert parse_video_url("https://vimeo.com/76979871/ab12cd34ef") == Video(
        "Vimeo",
        "https://vimeo.com/76979871/ab12cd34ef",
        "https://player.vimeo.com/video/76979871?h=ab12cd34ef&dnt=1",
    )
    assert (
        parse_video_url("https://player.vimeo.com/video/76979871?h=ab12cd34ef").embed_url
        == "https://player.vimeo.com/video/76979871?h=ab12cd34ef&dnt=1"
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "no address",
        "javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ",
        "data:text/html,https://youtu.be/dQw4w9WgXcQ",
        "ftp://youtube.com/watch?v=dQw4w9WgXcQ",
        "//youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://evil.example\\@youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example#@youtube.com/watch?v=dQw4w9WgXcQ",
        "https://[::1/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/",
        "https://www.youtube.com/embed/",
        'https://www.youtube.com/watch?v="onload=x"',
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ%22%3E",
        "https://youtu.be/../../evil",
        "https://youtu.be/dQw4w9WgXcQ\n",
        "https://vimeo.com/about",
        "https://vimeo.com/٧٦٩٧٩٨٧١",
        "https://vimeo.com/76979871x",
    ],
)
def test_any_other_address_is_none(url):
    found = parse_video_url(url)
    if url.endswith("\n"):
        # Python's urlsplit drops a line break; nothing of it is left over.
        assert found in (None, YOUTUBE)
    else:
        assert found is None


def test_somebody_in_front_of_the_host_changes_nothing_of_what_is_framed():
    assert parse_video_url("https://user:pw@www.youtube.com/watch?v=dQw4w9WgXcQ") == YOUTUBE
