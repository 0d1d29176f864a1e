"""The page for reviewing in a real browser: what each key does, what is saved, kept and said.

Needs Chromium and its driver (Debian: ``apt-get install chromium chromium-driver``); skipped without.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import HOSTILE, TEXT, hostile, quote, sample

from quoteattr.assembly import corrections
from quoteattr.assembly.extraction import Extraction
from quoteattr.records import Quote

pytest.importorskip("selenium", reason="no selenium: pip install 'quoteattr[browser]'")

from chromium import WHY_NOT, chromium, contrasts, scheme, size
from review_page import Load, content, current, loading, press, saved, select, shown
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)]


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    """One headless Chromium for all tests."""
    with chromium() as driver:
        yield driver


@pytest.fixture
def load(browser: WebDriver, tmp_path: Path) -> Iterator[Load]:
    """Shows the page of extractions; afterwards its console must have been silent."""
    with loading(browser, tmp_path) as show:
        yield show


def said(extraction: Extraction, id: str) -> Quote:
    return next(each for each in extraction.quotes if each.id == id)


def test_what_is_not_touched_is_saved_as_it_was(load: Load, tmp_path: Path) -> None:
    """Whatever the text; numbers too large for a browser as well."""
    marked = sample().model_copy(update={"meta": {"number": 2**70, "share": 0.1, "title": HOSTILE}})
    plain = Extraction(id=None, text="\n\r\n\r x\r\ry \u2028\x0c\0\n", model="by hand")
    extractions = [marked, hostile(), plain, Extraction(text="", model="none")]
    assert saved(load(extractions), tmp_path) == extractions


def test_hostile_input_stays_text(load: Load) -> None:
    browser = load([hostile()])
    assert content(browser) == hostile().text
    press(browser, "s", "onmouse")
    assert browser.execute_script("return window.hacked") is None
    outside = (
        "img, h1 *, bdi *, option *, article :not(div, p, mark, span), [onmouseover], [onfocus], [onload], [onerror]"
    )
    assert browser.find_elements(By.CSS_SELECTOR, outside) == []
    assert len(browser.find_elements(By.CSS_SELECTOR, "script")) == 2


def test_the_least_sure_comes_first(load: Load) -> None:
    browser = load([sample()])
    seen = []
    for _ in range(7):
        seen.append(current(browser))
        press(browser, Keys.ENTER)
    assert seen == ["q7", "q6", "q2", "q3", "q4", "q5", "q1"]
    assert shown(browser, "reviewed") == "7 of 7 quotations reviewed"
    assert shown(browser, "status").startswith("All quotations are reviewed")


def test_what_is_put_off_comes_when_the_others_are_done(load: Load) -> None:
    browser = load([sample()])
    press(browser, "l", "l", *[Keys.ENTER] * 5)
    assert current(browser) == "q7"
    press(browser, Keys.ENTER)
    assert current(browser) == "q6"


def test_the_speaker_is_chosen_by_number_name_or_anew(load: Load, tmp_path: Path) -> None:
    """Numbers are those of the list: 1 the ferryman, 2 the deputy, 3 the mayor, 4 the engineer, 5 both."""
    browser = load([sample()])
    press(browser, "3", Keys.ENTER)  # q7
    press(browser, "s", "okaf", Keys.ENTER)  # q6: the first so called is the deputy
    press(browser, "s", "Ida Berg", Keys.ENTER)  # q2
    press(browser, "0", Keys.ENTER)  # q3: nobody
    press(browser, "s", Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)  # q4: the third
    press(browser, "s", Keys.ESCAPE)  # q5 stays
    (found,) = saved(browser, tmp_path)
    names = {each.id: each.speaker and each.speaker.name for each in found.quotes}
    assert names == {
        "q1": "Ana Sólyom", "q2": "Ida Berg", "q3": None, "q4": "Ana Sólyom", "q5": "Ana Sólyom", "q6": "Tom Okafor",
        "q7": "Ana Sólyom",
    }  # fmt: skip
    assert current(browser) == "q5"


def test_merge_rename_drop_and_back(load: Load, tmp_path: Path) -> None:
    browser = load([sample()])
    press(browser, Keys.ENTER, Keys.ENTER)  # q7, q6; q2 is the deputy's
    press(browser, "r", *[Keys.BACKSPACE] * 20, "Thomas Okafor", Keys.ENTER)
    press(browser, "m", "1", Keys.ENTER)  # he is the spokesman
    press(browser, "x")
    expected = corrections.accept(corrections.accept(sample(), "q7"), "q6")
    expected = corrections.rename(expected, "s2", "Thomas Okafor")
    merged = corrections.merge(expected, "s4", "s2")
    dropped = corrections.drop(merged, "q2")
    assert saved(browser, tmp_path) == [dropped]
    press(browser, "u")
    assert current(browser) == "q2"
    assert saved(browser, tmp_path) == [merged]
    press(browser, "u", "u", "u", "u", "u", "u")
    assert shown(browser, "status") == "There is nothing to undo."
    assert saved(browser, tmp_path) == [sample()]
    ActionChains(browser).key_down(Keys.CONTROL).send_keys("yyyyyy").key_up(Keys.CONTROL).perform()
    assert saved(browser, tmp_path) == [dropped]


def test_borders_are_moved_by_keys(load: Load, tmp_path: Path) -> None:
    """Words beyond the basic plane are one letter; the other border, a stretch taken out, and none of it."""
    browser = load([sample()])
    press(browser, "b", Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ENTER)
    assert [each.text for each in said(saved(browser, tmp_path)[0], "q7").content] == ["“Wait and see"]
    press(browser, "b")
    ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.ARROW_RIGHT * 2).key_up(Keys.SHIFT).perform()
    press(browser, " ", Keys.ARROW_RIGHT, Keys.ENTER)
    assert said(saved(browser, tmp_path)[0], "q7").text == "Wait and see \U0001d11e"
    press(browser, "b", Keys.ARROW_UP, Keys.ESCAPE)
    assert said(saved(browser, tmp_path)[0], "q7").text == "Wait and see \U0001d11e"
    while current(browser) != "q1":
        press(browser, Keys.ARROW_LEFT)
    press(browser, "b", " ", " ", Keys.DELETE, Keys.ENTER)
    assert [each.text for each in said(saved(browser, tmp_path)[0], "q1").content] == [
        "“The bridge \U0001f309 is safe,”"
    ]
    press(browser, "b", *[Keys.ARROW_DOWN] * 2, *[Keys.ARROW_LEFT] * 3, Keys.ENTER)
    assert "overlap" in shown(browser, "status")
    press(browser, Keys.ESCAPE, Keys.ENTER)
    assert len(saved(browser, tmp_path)[0].quotes) == 7


def test_borders_are_those_of_selected_words(load: Load, tmp_path: Path) -> None:
    browser = load([sample()])
    select(browser, "and see \U0001d11e.”")
    press(browser, "b")
    select(browser, " “Wait ")
    press(browser, "+")
    (found,) = saved(browser, tmp_path)
    assert [each.text for each in said(found, "q7").content] == ["“Wait", "and see \U0001d11e.”"]
    assert found == corrections.delimit(sample(), "q7", [(each.start, each.end) for each in said(found, "q7").content])


def test_a_quotation_is_added_by_selecting_or_by_keys(load: Load, tmp_path: Path) -> None:
    browser = load([sample()])
    select(browser, "Harbour \U0001f6a2 bridge to open")
    press(browser, "n", "3", Keys.ENTER)
    (found,) = saved(browser, tmp_path)
    assert found == corrections.add(sample(), [(0, 24)], "s1")
    press(browser, *[Keys.ARROW_LEFT] * 9)
    press(browser, "n", Keys.ARROW_RIGHT, " ", Keys.ARROW_RIGHT, Keys.ENTER)
    assert "overlap" in shown(browser, "status")  # the border can be moved on
    press(browser, Keys.ARROW_LEFT, Keys.ENTER, Keys.ESCAPE)
    assert current(browser) == "q9"
    assert said(saved(browser, tmp_path)[0], "q9").text == "June"


def test_work_survives_a_reload(load: Load, tmp_path: Path) -> None:
    browser = load([sample()])
    press(browser, Keys.ENTER, "x", "s", "Ida", Keys.ENTER, "u")
    expected = saved(browser, tmp_path)
    browser.refresh()
    assert shown(browser, "status") == "2 corrections taken up again from before."
    assert saved(browser, tmp_path) == expected
    press(browser, "U")
    assert "Ida" in [each.name for each in saved(browser, tmp_path)[0].speakers]


def test_what_is_kept_and_damaged_does_no_harm(load: Load, tmp_path: Path) -> None:
    browser = load([sample()])
    press(browser, Keys.ENTER)
    for kept in (
        "{",
        '{"steps": 1}',
        '{"done": 9, "saved": 0, "steps": [[0, "accept", ["q9"]], [7, "x", []]]}',
        "null",
    ):
        browser.execute_script("localStorage.setItem(Object.keys(localStorage)[0], arguments[0])", kept)
        browser.refresh()
        assert saved(browser, tmp_path) == [sample()]


def test_without_storage_one_is_warned(load: Load, browser: WebDriver) -> None:
    stop = {"source": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"}
    load([sample()])
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", stop)
    browser.refresh()
    try:
        assert browser.find_element(By.ID, "unkept").is_displayed()
        leave = "const e = new Event('beforeunload', {cancelable: true}); return !dispatchEvent(e)"
        assert not browser.execute_script(leave)
        press(browser, Keys.ENTER)
        assert browser.execute_script(leave)
        press(browser, "w")
        assert not browser.execute_script(leave)
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_documents_follow_one_another(load: Load, tmp_path: Path) -> None:
    text = "“It rained,” Ida said."
    other = Extraction(id="b", text=text, model="by hand", quotes=(quote(1, "direct", ["“It rained,”"], text=text),))
    browser = load([sample(), other])
    press(browser, *[Keys.ENTER] * 7)
    assert (shown(browser, "title"), current(browser)) == ("b", "q1")
    press(browser, "s", "Ida", Keys.ENTER, "d")
    assert content(browser) == TEXT
    menu = Select(browser.find_element(By.ID, "document"))
    assert [each.text for each in menu.options] == [f"{TEXT.splitlines()[0]} (done)", "b (done)"]
    menu.select_by_index(1)
    assert content(browser) == text
    names = [[each.name for each in found.speakers] for found in saved(browser, tmp_path)]
    assert names == [[each.name for each in sample().speakers], ["Ida"]]


@pytest.mark.parametrize("width", [320, 700, 1000, 1360, 2000])
def test_nothing_overflows_sideways(load: Load, width: int) -> None:
    browser = load([sample().model_copy(update={"meta": {"title": "an_unbreakable_title_" * 10}}), sample()])
    size(browser, width, 800)
    assert browser.execute_script("const e = document.documentElement; return e.scrollWidth - e.clientWidth") == 0


@pytest.mark.parametrize("name", ["light", "dark"])
def test_schemes_keep_contrast(load: Load, name: str) -> None:
    """Every word at least 4.5:1 on what is behind it: the page, the choices, the borders being moved."""
    browser = load([sample()])
    scheme(browser, name)
    for keys in ((Keys.ENTER,), ("s",), (Keys.ESCAPE, "b"), (Keys.ESCAPE, "?")):
        press(browser, *keys)
        ratios = contrasts(browser)
        assert len(ratios) > 40
        assert {element: ratio for element, ratio in ratios if ratio < 4.5} == {}


def test_names_and_focus(load: Load) -> None:
    """What a screen reader says: the quotation in question, the choices for its speaker, and what came of it."""
    browser = load([sample()])
    focused = browser.switch_to.active_element
    assert (focused.aria_role, focused.accessible_name) == ("group", "Speaker not known, direct, 40% sure")
    press(browser, "s")
    box = browser.switch_to.active_element
    assert (box.aria_role, box.accessible_name) == ("combobox", "Who says it?")
    press(browser, Keys.ARROW_DOWN)
    chosen = browser.find_element(By.ID, str(browser.switch_to.active_element.get_attribute("aria-activedescendant")))
    assert (chosen.aria_role, chosen.accessible_name) == ("option", "Tom Okafor deputy · 1 quotation")
    press(browser, Keys.ENTER)
    assert browser.find_element(By.CSS_SELECTOR, "[data-q=q7].begins").accessible_name == "Tom Okafor, direct, reviewed"
    assert (browser.find_element(By.ID, "status").aria_role, shown(browser, "status")) == ("status", "Speaker changed.")
    controls = browser.find_elements(By.CSS_SELECTOR, "button, select, input, progress, dialog")
    assert all(each.accessible_name for each in controls if each.is_displayed())


def test_keys_can_be_turned_off(load: Load) -> None:
    """For those who speak to their computer: then letters do nothing, buttons do."""
    browser = load([sample()])
    press(browser, "?", " ", Keys.ESCAPE, "x", Keys.ENTER)
    assert shown(browser, "reviewed") == "0 of 7 quotations reviewed"
    browser.find_element(By.CSS_SELECTOR, "[data-command=accept]").click()
    assert shown(browser, "reviewed") == "1 of 7 quotations reviewed"
