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


def contrasts(browser: WebDriver) -> list[tuple[str, float]]:
    """Every visible element with words of its own, and the ratio of their colour to that behind them."""
    script = """
      const words = [...document.querySelectorAll("body *")].filter(e => [...e.childNodes].some(n => n.data?.trim()));
      const ground = e => {
        for (; e; e = e.parentElement) {
          const c = getComputedStyle(e).backgroundColor;
          if (c !== "rgba(0, 0, 0, 0)") return c;
        }
      };
      return words.filter(e => e.checkVisibility() && !e.closest("svg"))
        .map(e => [e.className + e.tagName, getComputedStyle(e).color, ground(e)]);
    """
    found = []
    for element, ink, ground in browser.execute_script(script):
        high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
        found.append((element, (high + 0.05) / (low + 0.05)))
    return found


def luminance(rgb: str) -> float:
    """WCAG 2's, of a colour as the browser computes it."""
    channels = [int(part) / 255 for part in rgb.removeprefix("rgb(").removesuffix(")").split(", ")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


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
