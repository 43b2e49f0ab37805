"""Make the two screenshots of README.md from a fresh demo: ``make screenshots``."""

import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import admin
from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS, ROOT, start_demo

TARGET = ROOT / ".github" / "screenshots"
VIEWPORT = {"width": 1280, "height": 900}


def save(page, name: str) -> None:
    """Keep what the page shows as a small WebP file."""
    page.wait_for_load_state("networkidle")
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "shot.png"
        page.screenshot(path=path)
        Image.open(path).convert("RGB").save(TARGET / f"{name}.webp", quality=80)


def main() -> None:
    """Start a demo in a directory of its own and take the pictures."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data_dir:
        process, address = start_demo(Path(data_dir))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
                context = browser.new_context(base_url=address, viewport=VIEWPORT)
                page = context.new_page()
                page.goto("/trainingen/hulp-vragen-kun-je-leren/")
                save(page, "training")
                admin.log_in(page)
                page.get_by_role("link", name="Planning").click()
                save(page, "planning")
                browser.close()
        finally:
            process.terminate()
            process.wait(timeout=20)


if __name__ == "__main__":
    main()
