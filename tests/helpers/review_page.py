"""The page for reviewing in Chromium: loaded, worked by keys and by selecting, saved and read back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from chromium import scheme, size
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from quoteattr.assembly.extraction import Extraction
from quoteattr.output.pages.review import render_review

Load = Callable[[Sequence[Extraction]], WebDriver]


@contextmanager
def loading(browser: WebDriver, folder: Path) -> Iterator[Load]:
    """Shows the page of extractions, with nothing kept from before; afterwards its console must have been silent."""

    def show(extractions: Sequence[Extraction]) -> WebDriver:
        path = folder / "review.html"
        path.write_text(render_review(extractions), encoding="utf-8", newline="")
        browser.get(path.as_uri())
        browser.execute_script("localStorage.clear()")
        browser.refresh()
        return browser

    size(browser, 1360, 900)
    scheme(browser, "light")
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    yield show
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]


def press(browser: WebDriver, *keys: str) -> None:
    ActionChains(browser, duration=0).send_keys(*keys).perform()


def shown(browser: WebDriver, id: str) -> str:
    return browser.find_element(By.ID, id).text


def current(browser: WebDriver) -> str | None:
    """The quotation that has the focus."""
    id: str | None = browser.execute_script("return document.activeElement.dataset.q ?? null")
    return id


def content(browser: WebDriver) -> str:
    text: str = browser.execute_script("return document.querySelector('article').textContent")
    return text


def select(browser: WebDriver, words: str) -> None:
    """Select these words of the text, as a mouse would, from one text node to another."""
    script = """
      const walk = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
      const start = document.querySelector("article").textContent.indexOf(arguments[0]);
      const end = start + arguments[0].length;
      const range = document.createRange();
      for (let at = 0, node; (node = walk.nextNode()); at += node.length) {
        if (start >= at && start < at + node.length) range.setStart(node, start - at);
        if (end > at && end <= at + node.length) range.setEnd(node, end - at);
      }
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    """
    browser.execute_script(script, words)


def saved(browser: WebDriver, tmp_path: Path) -> list[Extraction]:
    """What the page saves, read back."""
    path = tmp_path / "corrected.jsonl"
    path.unlink(missing_ok=True)
    press(browser, "w")
    for _ in range(200):
        if path.exists() and path.stat().st_size:  # the browser puts an empty file in its place until all is written
            break
        time.sleep(0.05)
    return [Extraction.model_validate_json(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
