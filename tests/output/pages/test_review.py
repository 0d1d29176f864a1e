"""The page for reviewing in a real browser: by keys alone, saved and read back, the same as the functions in Python.

Needs Chromium and its driver (Debian: ``apt-get install chromium chromium-driver``); skipped without.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from command_line import call
from drawn_corrections import Step, made, steps
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import HOSTILE, TEXT, hostile, quote, sample

from quoteattr.assembly import corrections
from quoteattr.assembly.extraction import Extraction
from quoteattr.output.pages.review import render_review
from quoteattr.output.speaker_shares import rank_voices
from quoteattr.records import Quote, Speaker

pytest.importorskip("selenium", reason="no selenium: pip install 'quoteattr[browser]'")

from chromium import WHY_NOT, chromium, contrasts, scheme, size
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)]
Load = Callable[[Sequence[Extraction]], WebDriver]


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    """One headless Chromium for all tests."""
    with chromium() as driver:
        yield driver


@pytest.fixture
def load(browser: WebDriver, tmp_path: Path) -> Iterator[Load]:
    """Shows the page of extractions, with nothing kept from before; afterwards its console must have been silent."""

    def show(extractions: Sequence[Extraction]) -> WebDriver:
        path = tmp_path / "review.html"
        path.write_text(render_review(extractions), encoding="utf-8", newline="")
        browser.get(path.as_uri())
        browser.execute_script("localStorage.clear()")
        browser.refresh()
        return browser

    size(browser, 1360, 900)
    scheme(browser, "light")
    downloads = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", downloads)
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
    for _ in range(100):
        if path.exists():
            break
        time.sleep(0.05)
    return [Extraction.model_validate_json(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


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


def test_page_and_functions_correct_alike(load: Load) -> None:
    """Any corrections, of marked words and of turns without marks: the script's are those of the functions."""
    turns = "LUND: Yes. He said “no 𝄞”.\n\nREYES: Rain ‘again’. And “sun”, all day.\n\nLUND: “It rained.”"
    ana, bo = (Speaker(id=f"s{n}", name=name, named=True) for n, name in ((1, "Ana B"), (2, "Bo A")))
    both = Speaker(id="s3", name="Ana B and Bo A", named=True, kind="group", members=("s1", "s2"))
    quotes = (
        quote(1, "direct", ["Yes. He said “no 𝄞”."], speaker=ana, text=turns),
        quote(2, "direct", ["Rain ‘again’. And “sun”, all day."], speaker=bo, text=turns),
        quote(3, "direct", ["“It rained.”"], speaker=both, text=turns),
    )
    extractions = sample(), Extraction(text=turns, model="by hand", speakers=(ana, bo, both), quotes=quotes)
    browser = load(extractions)
    script = """
      const [index, steps] = arguments;
      const { text, ...rest } = JSON.parse(document.getElementById("data").textContent).documents[index];
      let state = { ...rest, text: new texts.Text(text) };
      return steps.map(([name, args]) => {
        try { state = corrections.all[name](state, ...args); }
        catch (error) { if (error instanceof corrections.CorrectionError) return null; throw error; }
        return { speakers: state.speakers, quotes: state.quotes };
      });
    """

    @settings(max_examples=200, deadline=None)
    @given(st.data(), st.sampled_from([0, 1]))
    def check(data: st.DataObject, index: int) -> None:
        extraction = extractions[index]
        drawn = data.draw(steps(extraction.text))
        for step, found in zip(drawn, browser.execute_script(script, index, drawn), strict=True):
            corrected = made(extraction, step)
            assert found == (corrected and corrected.model_dump(mode="json", include={"speakers", "quotes"})), step
            extraction = corrected or extraction

    check()


def story(size: int, pick: random.Random) -> Extraction:
    """A story of so many quotations by twelve people and nobody, more or less sure, with characters of two units."""
    people = [Speaker(id=f"s{n}", name=f"Person {chr(64 + n)}", named=True) for n in range(1, 13)]
    lines = [f"“Line 𝄞 {n} of the story,” somebody said. Nobody answered.\n\n" for n in range(size)]
    text, quotes = "".join(lines), []
    for n, line in enumerate(lines):
        words = line.partition(" somebody")[0]
        quotes.append(
            quote(n, "direct", [words], text=text, speaker=pick.choice([*people, None]), confidence=pick.random())
        )
    speaking = {each.speaker for each in quotes}
    return Extraction(
        id="story", text=text, model="by hand", speakers=tuple(p for p in people if p in speaking), quotes=tuple(quotes)
    )


def test_two_hundred_quotations_by_keys_alone(load: Load, tmp_path: Path) -> None:
    """Each is judged by a draw; the page saves what the functions make, and nothing is left to review."""
    pick = random.Random(16)
    extraction = story(200, pick)
    browser = load([extraction])
    numbers = {voice.speaker.id: voice.number for voice in rank_voices(extraction) if voice.speaker}
    while left := [each for each in extraction.quotes if each.confidence < 1]:
        doubtful = min(left, key=lambda each: each.confidence)
        assert current(browser) == doubtful.id
        id, speaker, (span,) = doubtful.id, doubtful.speaker, doubtful.content
        other = pick.choice([each.id for each in extraction.speakers if each != speaker])
        choices: list[tuple[list[str], list[Step]]] = [
            ([Keys.ENTER], [("accept", (id,))]),
            ([Keys.ENTER], [("accept", (id,))]),
            (["s", str(numbers[other]), Keys.ENTER], [("assign", (id, other))]),
            (["0", Keys.ENTER], [("assign", (id, None))]),
            (["s", f"New {id}", Keys.ENTER], [("split", ([id], f"New {id}"))]),
            (["x"], [("drop", (id,))]),
            (["x", "u", Keys.ENTER], [("accept", (id,))]),
            (
                ["b", *[Keys.ARROW_LEFT] * 3, Keys.ENTER, Keys.ENTER],
                [("delimit", (id, [(span.start, span.end - len(" story,”"))]))],
            ),
        ]
        if speaker is not None and len(extraction.speakers) > 8:
            renaming, merging = ("rename", (speaker.id, f"{speaker.name} {id}")), ("merge", (other, speaker.id))
            choices += [
                (["r", Keys.END, f" {id}", Keys.ENTER, Keys.ENTER], [renaming, ("accept", (id,))]),
                (["m", str(numbers[other]), Keys.ENTER, Keys.ENTER], [merging, ("accept", (id,))]),
            ]
        keys, taken = pick.choice(choices)
        press(browser, *keys)
        for step in taken:
            extraction = made(extraction, step) or extraction
        for each in extraction.speakers:
            numbers.setdefault(each.id, max(numbers.values()) + 1)
    assert saved(browser, tmp_path) == [extraction]
    assert len(extraction.quotes) < 200
    assert call("render", tmp_path / "corrected.jsonl", "-o", tmp_path / "page.html").exit_code == 0
    assert f"<b>{len(extraction.quotes)}</b> quotations" in (tmp_path / "page.html").read_text(encoding="utf-8")
