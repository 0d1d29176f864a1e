"""A headless Chromium for tests and pictures: no network, a profile of its own, sizes and schemes at will.

As a script it takes pictures of a page, to look at and for the README::

    python tests/helpers/chromium.py page.html pictures/
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
WHY_NOT = "" if CHROMIUM and DRIVER else "no Chromium: apt-get install chromium chromium-driver"
SIZES = {"wide": (1360, 900), "middle": (960, 800), "narrow": (390, 844)}


@contextmanager
def chromium() -> Iterator[WebDriver]:
    """Starts a browser that asks nobody for anything; ends it."""
    with tempfile.TemporaryDirectory() as profile:
        options = Options()
        options.binary_location = str(CHROMIUM)
        for argument in (
            *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            f"--user-data-dir={profile}",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = WebDriver(options=options, service=Service(str(DRIVER)))
        try:
            yield driver
        finally:
            driver.quit()


def size(browser: WebDriver, width: int, height: int) -> None:
    """Make the window's inside this large."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def scheme(browser: WebDriver, name: str, media: str = "") -> None:
    """Prefer "light" or "dark"; show as on "print" or, if not given, on a screen."""
    feature = {"name": "prefers-color-scheme", "value": name}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [feature]})


def take_pictures(page: Path, folder: Path) -> None:
    """Save the page in each size and scheme, a quotation focused so that its note shows."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for tone in ("light", "dark"):
            scheme(browser, tone)
            for name, (width, height) in SIZES.items():
                size(browser, width, height)
                browser.get(page.resolve().as_uri())
                browser.execute_script("document.querySelectorAll('article .begins')[1]?.focus()")
                browser.save_screenshot(str(folder / f"{page.stem}-{tone}-{name}.png"))


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]), Path(sys.argv[2]))
