"""The page for reviewing beside the functions in Python: any corrections, and 200 quotations by keys alone.

Needs Chromium and its driver (Debian: ``apt-get install chromium chromium-driver``); skipped without.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import call
from drawn_corrections import Step, made, steps
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import quote, sample

from quoteattr.assembly.extraction import Extraction
from quoteattr.output.speaker_shares import rank_voices
from quoteattr.records import Speaker

pytest.importorskip("selenium", reason="no selenium: pip install 'quoteattr[browser]'")

from chromium import WHY_NOT, chromium
from review_page import Load, current, loading, press, saved
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.keys import Keys

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


def test_page_and_functions_correct_alike(load: Load) -> None:
    """Whatever is corrected, in marked words or in turns without marks, one in the other."""
    turns = "LUND: Yes. He said “no 𝄞”.\n\nREYES: Rain ‘again’. And “sun”, all day.\n\nLUND: “It rained.”"
    ana, bo = (Speaker(id=f"s{n}", name=name, named=True) for n, name in ((1, "Ana B"), (2, "Bo A")))
    both = Speaker(id="s3", name="Ana B and Bo A", named=True, kind="group", members=("s1", "s2"))
    quotes = (
        quote(1, "direct", ["Yes. He said “no 𝄞”."], speaker=ana, text=turns).model_copy(update={"listener": bo}),
        quote(2, "direct", ["Rain ‘again’. And “sun”, all day."], speaker=bo, text=turns).model_copy(
            update={"listener": ana}
        ),
        quote(4, "mixed", ["Rain ‘again’."], speaker=ana, inside="q2", text=turns),
        quote(5, "direct", ["‘again’"], speaker=bo, inside="q4", text=turns),
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

    def compare(index: int, drawn: list[Step]) -> None:
        extraction = extractions[index]
        for step, found in zip(drawn, browser.execute_script(script, index, drawn), strict=True):
            corrected = made(extraction, step)
            assert found == (corrected and corrected.model_dump(mode="json", include={"speakers", "quotes"})), step
            extraction = corrected or extraction

    @settings(max_examples=200, deadline=None)
    @given(st.data(), st.sampled_from([0, 1]))
    def compare_any(data: st.DataObject, index: int) -> None:
        compare(index, data.draw(steps(extractions[index])))

    again = turns.index("again")
    compare(1, [("delimit", ("q5", [(again, again + 5)])), ("drop", ("q4",))])  # inside the smaller, then the larger
    compare_any()


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
