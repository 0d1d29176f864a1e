"""Pages in a real browser: the text survives its parser, nothing acts, filter, keyboard, schemes, a novel's speed.

Needs Chromium and its driver (Debian: ``apt-get install chromium chromium-driver``); skipped without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from many_documents import document, person
from samples import TEXT, hostile, quote, sample

from quoteattr.assembly.extraction import Extraction
from quoteattr.output.pages.html import render_page
from quoteattr.output.pages.index import render_index, summarise
from quoteattr.records import Span, Speaker

pytest.importorskip("selenium", reason="no selenium: pip install 'quoteattr[browser]'")

from chromium import WHY_NOT, chromium, contrasts, luminance, scheme, size
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)]
Load = Callable[[str], WebDriver]


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    """One headless Chromium for all tests."""
    with chromium() as driver:
        yield driver


@pytest.fixture
def load(browser: WebDriver, tmp_path: Path) -> Iterator[Load]:
    """Shows a page in the browser; afterwards its console must have been silent."""

    def show(html: str) -> WebDriver:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8", newline="")
        browser.get(path.as_uri())
        return browser

    size(browser, 1360, 900)
    scheme(browser, "light")
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    yield show
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]


def content(browser: WebDriver) -> str:
    text: str = browser.execute_script("return document.querySelector('article').textContent")
    return text


def off(browser: WebDriver) -> list[str]:
    """The quotations a filter has put aside."""
    script = "return [...document.querySelectorAll('article .begins.off')].map(e => e.id.replace('quote-', ''))"
    ids: list[str] = browser.execute_script(script)
    return ids


def note(browser: WebDriver) -> dict[str, str]:
    """What the note says; empty while it is hidden."""
    fields = browser.find_elements(By.CSS_SELECTOR, "#note [data-field]")
    return {str(f.get_attribute("data-field")): f.text for f in fields if f.is_displayed()}


def press(browser: WebDriver, *keys: str) -> None:
    ActionChains(browser).send_keys(*keys).perform()


def voice(browser: WebDriver, number: int) -> None:
    browser.find_element(By.CSS_SELECTOR, f"[data-voice='{number}']").click()


@pytest.mark.parametrize(
    "extraction",
    [sample(), hostile(), Extraction(text="\n\r\n\r x\r\ry \u2028\x0c\n", model="by hand")],
    ids=["sample", "hostile", "breaks"],
)
def test_text_survives_the_parser(load: Load, extraction: Extraction) -> None:
    assert content(load(render_page(extraction))) == extraction.text


def test_hostile_input_stays_text(load: Load) -> None:
    """In the page, in its note and cast, and in the index, nothing of it runs or becomes an element."""
    for html in (render_page(hostile()), render_index([summarise(hostile(), "x.html")], hostile().text)):
        browser = load(html)
        assert browser.execute_script("return window.hacked") is None
        assert browser.find_elements(By.CSS_SELECTOR, "img, h1 *, [onmouseover], [onfocus], [onload], [onerror]") == []
    browser = load(render_page(hostile()))
    browser.execute_script("document.querySelector('.begins').focus()")
    assert note(browser)["rule"].startswith("<script>window.hacked=1</script>")
    voice(browser, 1)
    assert browser.execute_script("return window.hacked") is None


def test_policy_stops_what_gets_in_anyway(browser: WebDriver, load: Load) -> None:
    """Even an element written into the page by other means cannot run a script or fetch."""
    load(render_page(sample()))
    browser.execute_script("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=1\">')")
    browser.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.hacked=1'; document.body.append(s)"
    )
    messages = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert len(messages) >= 2
    assert all("Content Security Policy" in message["message"] for message in messages)
    assert browser.execute_script("return window.hacked") is None


def test_a_megabyte_in_one_line(load: Load) -> None:
    text = "word " * 200_000
    assert content(load(render_page(Extraction(text=text, model="by hand")))) == text


def test_choosing_speakers_puts_the_others_aside(load: Load) -> None:
    browser = load(render_page(sample()))
    voice(browser, 3)  # the mayor: her own, the nested one, and what she says together with her deputy
    assert off(browser) == ["q2", "q3", "q4", "q7"]
    assert browser.find_element(By.ID, "status").text == "3 of 7 shown"
    pressed = browser.find_elements(By.CSS_SELECTOR, "[aria-pressed='true']")
    assert [button.get_attribute("data-voice") for button in pressed] == ["3"]
    voice(browser, 0)
    assert off(browser) == ["q2", "q3", "q4"]
    voice(browser, 3)
    assert off(browser) == ["q1", "q2", "q3", "q4", "q5", "q6"]
    browser.find_element(By.ID, "all").click()
    assert off(browser) == []
    assert browser.find_element(By.ID, "status").text == "7 quotations"
    assert not browser.find_element(By.ID, "all").is_displayed()


def choose(browser: WebDriver, name: str, option: str) -> None:
    Select(browser.find_element(By.ID, name)).select_by_visible_text(option)


def test_kind_and_confidence_filter_together_with_speakers(load: Load) -> None:
    browser = load(render_page(sample()))
    choose(browser, "kind", "mixed")
    assert off(browser) == ["q1", "q4", "q5", "q6", "q7"]
    voice(browser, 2)
    assert browser.find_element(By.ID, "status").text == "1 of 7 shown"
    browser.find_element(By.ID, "all").click()
    assert off(browser) == []
    choose(browser, "sure", "less than 60%")
    assert off(browser) == ["q1", "q2", "q3", "q4", "q5", "q6"]
    choose(browser, "sure", "80% and more")
    assert off(browser) == ["q6", "q7"]


def test_a_long_cast_is_searched(load: Load) -> None:
    text = "\n\n".join(f"“Line {n}.”" for n in range(20))
    speakers = tuple(Speaker(id=f"s{n}", name=f"Person {n}", named=True, aliases=(f"Al {n}",)) for n in range(20))
    quotes = tuple(quote(n, "direct", [f"“Line {n}.”"], speaker=each, text=text) for n, each in enumerate(speakers))
    browser = load(render_page(Extraction(text=text, model="by hand", speakers=speakers, quotes=quotes)))
    browser.find_element(By.ID, "find").send_keys("al 17")
    shown = [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".name") if each.is_displayed()]
    assert shown == ["Person 17"]


def test_kinds_and_doubt_look_different(load: Load) -> None:
    """Each kind has its own ground, a doubtful one a frame; with forced colours, each kind has its own line."""
    browser = load(render_page(sample()))
    style = "return getComputedStyle(document.querySelector(`#quote-${arguments[0]}`))[arguments[1]]"
    assert len({browser.execute_script(style, name, "backgroundImage") for name in ("q1", "q2", "q6")}) == 3
    assert browser.execute_script(style, "q7", "outlineStyle") == "dashed"
    assert browser.execute_script(style, "q1", "outlineStyle") == "none"
    forced = {"features": [{"name": "forced-colors", "value": "active"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", forced)
    lines = [browser.execute_script(style, name, "borderBottomStyle") for name in ("q1", "q2", "q6")]
    assert lines == ["solid", "dashed", "dotted"]
    forced["features"].append({"name": "prefers-color-scheme", "value": "dark"})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", forced)
    ink = "return getComputedStyle(document.querySelector(arguments[0]), arguments[1]).color"
    inks = {browser.execute_script(ink, *where) for where in (("body", None), ("mark", None), ("mark", "::before"))}
    assert len(inks) == 1  # a mark's own ink is black there, on black


def test_pointing_at_a_quotation_says_who_and_how(load: Load) -> None:
    browser = load(render_page(sample()))
    assert note(browser) == {}
    ActionChains(browser).move_to_element(browser.find_element(By.CSS_SELECTOR, ".q .q[data-q='4']")).perform()
    assert note(browser) == {
        "label": "3",
        "name": "Ana Sólyom",
        "about": "Mayor",
        "kind": "direct",
        "cue": "answered (answer; verb, speech)",
        "source": "she (pronoun)",
        "confidence": "90%",
        "rule": "the verb's clause",
        "inside": "a spokesman for the ferrymen",
    }
    live = browser.find_elements(By.CSS_SELECTOR, ".live")
    assert [element.get_attribute("textContent") for element in live] == ["she", "answered", "‘Not before June’"]


def test_keyboard_alone_reaches_everything(load: Load) -> None:
    """Tab: skip link, tools, each speaker, one quotation; arrows step through quotations; Escape closes the note."""
    browser = load(render_page(sample()))
    stops = []
    focused = "const e = document.activeElement; return e.id || e.dataset.voice || e.className"
    for _ in range(12):
        press(browser, Keys.TAB)
        stops.append(browser.execute_script(focused))
    assert stops == ["skip", "previous", "next", "kind", "sure", "1", "2", "3", "4", "5", "0", "quote-q1"]
    assert note(browser)["name"] == "Ana Sólyom"
    described = browser.execute_script("return document.activeElement.getAttribute('aria-describedby')")
    assert described == "note"
    press(browser, Keys.ARROW_RIGHT)
    assert note(browser)["name"] == "Tom Okafor"
    press(browser, Keys.ARROW_LEFT)
    assert note(browser)["name"] == "Ana Sólyom"
    press(browser, Keys.ARROW_LEFT)
    assert browser.execute_script("return document.activeElement.id") == "quote-q1"
    press(browser, Keys.ESCAPE)
    assert note(browser) == {}
    assert len(browser.find_elements(By.CSS_SELECTOR, "article [tabindex='0']")) == 1


def test_stepping_passes_over_what_is_put_aside(load: Load) -> None:
    browser = load(render_page(sample()))
    voice(browser, 3)
    seen = []
    for _ in range(4):
        browser.find_element(By.ID, "next").click()
        seen.append(browser.execute_script("return document.activeElement.id"))
    assert seen == ["quote-q1", "quote-q5", "quote-q6", "next"]
    browser.find_element(By.ID, "previous").click()
    assert browser.execute_script("return document.activeElement.id") == "quote-q5"


def test_a_link_leads_to_a_quotation(load: Load) -> None:
    browser = load(render_page(sample()))
    browser.get(browser.current_url + "#quote-q6")
    browser.refresh()
    assert note(browser)["name"] == "Sólyom and Okafor"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_schemes_keep_contrast(load: Load, name: str) -> None:
    """The colours as computed by the browser: every word at least 4.5:1 on what is behind it."""
    browser = load(render_page(sample()))
    scheme(browser, name)
    page = browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor")
    assert luminance(page) > 0.9 if name == "light" else luminance(page) < 0.02
    ratios = contrasts(browser)
    assert len(ratios) > 40
    assert {element: ratio for element, ratio in ratios if ratio < 4.5} == {}


@pytest.mark.parametrize("width", [320, 700, 1000, 1360, 2000])
def test_nothing_overflows_sideways(load: Load, width: int) -> None:
    long = "an_unbreakable_title_" * 10
    wide = sample().model_copy(update={"id": long})
    for html in (render_page(wide, long + "!"), render_index([summarise(wide, "x.html", long)], "Index")):
        browser = load(html)
        size(browser, width, 800)
        assert browser.execute_script("const e = document.documentElement; return e.scrollWidth - e.clientWidth") == 0


def shown(browser: WebDriver, selector: str) -> list[str]:
    return [element.text for element in browser.find_elements(By.CSS_SELECTOR, selector) if element.is_displayed()]


def test_index_finds_sorts_and_shows_whose_documents_are_chosen(load: Load) -> None:
    ana, bo, cy = person("Ana Sólyom", "female", "mayor"), person("Bo Ek"), person("Cy Holm")
    documents = [document("b", ana, bo), document("a", bo), document("c", ana, cy, cy, cy)]
    browser = load(render_index([summarise(each, f"{each.id}.html", each.id) for each in documents]))
    titles, people = ".pages tbody a", "#people .name"
    assert (shown(browser, titles), shown(browser, people)) == (["b", "a", "c"], ["Cy Holm", "Ana Sólyom", "Bo Ek"])
    for header, expected in (("title", "abc"), ("title", "cba"), ("words", "cba"), ("words", "abc")):
        browser.find_element(By.CSS_SELECTOR, f"[data-sort={header}]").click()
        assert shown(browser, titles) == list(expected)
    assert browser.find_element(By.CSS_SELECTOR, "th[aria-sort]").get_attribute("aria-sort") == "ascending"
    Select(browser.find_element(By.ID, "order")).select_by_value("name")
    assert shown(browser, people) == ["Ana Sólyom", "Bo Ek", "Cy Holm"]
    browser.find_element(By.ID, "find").send_keys("solyom")
    assert shown(browser, people) == ["Ana Sólyom"]
    browser.find_element(By.CSS_SELECTOR, "#people li:not([hidden]) button").click()
    assert sorted(shown(browser, titles)) == ["b", "c"]
    assert shown(browser, "#status") == ["2 of 3 documents"]
    browser.find_element(By.ID, "find-document").send_keys("holm")
    assert shown(browser, titles) == ["c"]
    browser.find_element(By.ID, "all").click()
    assert len(shown(browser, titles)) == 3


def test_index_shows_a_person_in_one_colour(load: Load) -> None:
    ana, bo = person("Ana Sólyom"), person("Bo Ek")
    documents = [document("a", ana, bo, bo), document("b", ana, ana, ana, bo)]
    browser = load(render_index([summarise(each, f"{each.id}.html") for each in documents]))
    for name in ("Ana Sólyom", "Bo Ek"):
        script = """const names = [...document.querySelectorAll("bdi")].filter(bdi => bdi.textContent === arguments[0]);
            const chips = names.map(bdi => (bdi.closest("button") ?? bdi.parentElement).querySelector(".chip"));
            return chips.map(chip => getComputedStyle(chip).backgroundColor)"""
        colours = browser.execute_script(script, name)
        assert (len(colours), len(set(colours))) == (3, 1)


def test_print_shows_text_and_cast_without_tools(load: Load) -> None:
    browser = load(render_page(sample()))
    scheme(browser, "dark", "print")
    shown = {name: browser.find_element(By.CSS_SELECTOR, name).is_displayed() for name in (".toolbar", ".voice", ".q")}
    assert shown == {".toolbar": False, ".voice": True, ".q": True}
    style = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
    assert browser.execute_script(style, "html", "backgroundColor") == "rgb(255, 255, 255)"
    assert browser.execute_script(style, ".q", "printColorAdjust") == "exact"


def test_notebook_frame_works_and_is_closed_in(load: Load) -> None:
    """In a cell of another page: the filter works inside, the cell's page keeps its style and is out of reach."""
    browser = load(f"<!doctype html><title>Notebook</title><p>cell</p>{sample()._repr_html_()}")
    assert browser.execute_script("return getComputedStyle(document.body).maxWidth") == "none"
    browser.switch_to.frame(browser.find_element(By.TAG_NAME, "iframe"))
    assert content(browser) == TEXT
    voice(browser, 2)
    assert off(browser) == ["q1", "q3", "q4", "q5", "q7"]
    reach = "try { return parent.document.title } catch (error) { return error.name }"
    assert browser.execute_script(reach) == "SecurityError"
    browser.switch_to.default_content()


def test_landmarks_and_names(load: Load) -> None:
    browser = load(render_page(sample()))
    roles = {"header": "banner", "nav": "navigation", "main": "main", "aside": "complementary", "footer": "contentinfo"}
    browser.execute_script("document.querySelector('.begins').focus()")  # the note is a landmark while it shows
    for tag, role in roles.items():
        assert [element.aria_role for element in browser.find_elements(By.TAG_NAME, tag)] == [role]
    assert browser.find_element(By.TAG_NAME, "mark").accessible_name == "Ana Sólyom, direct, 98% sure"
    assert browser.find_element(By.ID, "sure").accessible_name == "Sure"
    names = [button.accessible_name for button in browser.find_elements(By.CSS_SELECTOR, "button.voice")]
    assert names[2] == "Ana Sólyom Mayor also Sólyom, the mayor 2 quotations, 1 with others, 14 words"
    assert "Tom Okafor" in browser.find_element(By.CSS_SELECTOR, "svg.shares").accessible_name


def moved(span: Span, by: int) -> Span:
    return span.model_copy(update={"start": span.start + by, "end": span.end + by})


def test_novel_paints_at_once(load: Load) -> None:
    """100,000 words with 5,000 quotations of 60 speakers: first paint under 2 s, a filter under 1 s."""
    line = "“I never saw the river,” said Ada. " + "The lamp went out and nobody lit it again. " * 2 + "\n\n"
    text = line * 4_200
    first = quote(0, "direct", ["“I never saw the river,”"], ("said", "said Ada", "say"), text=line)
    speakers = [Speaker(id=f"s{n}", name=f"Ada {n}", named=True) for n in range(60)]
    quotes = [
        first.model_copy(
            update={
                "id": f"q{n}",
                "content": (moved(first.content[0], n * len(line)),),
                "cue": first.cue and moved(first.cue, n * len(line)),
                "speaker": speakers[n * n % 60],
            }
        )
        for n in range(4_200)
    ]
    assert len(text.split()) > 100_000
    browser = load(render_page(Extraction(text=text, model="by hand", speakers=tuple(speakers), quotes=tuple(quotes))))
    observe = """
      new PerformanceObserver(list => arguments[0](list.getEntriesByName("first-contentful-paint")[0].startTime))
        .observe({ type: "paint", buffered: true });
    """
    assert browser.execute_async_script(observe) < 2_000
    script = """
      const start = performance.now();
      document.querySelector('.voice').click();
      document.body.offsetHeight;
      return performance.now() - start;
    """
    assert browser.execute_script(script) < 1_000
