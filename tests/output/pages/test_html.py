"""Pages: the text character for character, nothing that acts, tints that all eyes tell apart. See also test_browser."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import textwrap
from html.parser import HTMLParser
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pytest
from samples import HOSTILE, MAYOR, TEXT, hostile, quote, sample

from quoteattr.assembly.extraction import Extraction
from quoteattr.output.pages.html import render_frame, render_page
from quoteattr.output.pages.index import render_index, summarise

EMPTY = Extraction(text="", model="by hand")
Colour = npt.NDArray[np.float64]


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text inside each named element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element; void ones have no end."""
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "img", "input"):
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Elements are closed in turn."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text belongs to every element it is in."""
        for tag in set(self._open):
            self.texts[tag][-1] += data


@pytest.mark.parametrize(
    "extraction",
    [
        sample(),
        hostile(),
        EMPTY,
        Extraction(text=" \r\n\r\n  x\r\ry\n\n\n", model="by hand"),
        Extraction(text="\n\nleading line breaks", model="by hand"),
        Extraction(text="x" * 1_000_000, model="by hand"),
    ],
    ids=["sample", "hostile", "empty", "breaks", "leading", "megabyte"],
)
def test_article_is_the_text(extraction: Extraction) -> None:
    assert Page(render_page(extraction)).texts["article"] == [extraction.text]


def test_null_is_shown_as_html_shows_it() -> None:
    page = Page(render_page(Extraction(text="a\0b", model="by hand")))
    assert page.texts["article"] == ["a\ufffdb"]


@pytest.mark.parametrize("html", [render_page(hostile()), render_index([summarise(hostile(), HOSTILE)], HOSTILE)])
def test_hostile_input_makes_no_element_and_no_attribute(html: str) -> None:
    """The elements and attribute names are those of a page with harmless words in the same places."""
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= {
        *("html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "span", "b", "svg", "g"),
        *("rect", "text", "div", "nav", "button", "ol", "li", "bdi", "section", "ul", "mark", "main", "article"),
        *("aside", "dl", "dt", "dd", "footer", "script", "table", "thead", "tbody", "tr", "th", "td"),
        *("label", "select", "option", "input"),
    }
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src", "action")}
    assert [a["href"] for _, a in page.elements if str(a.get("href")).startswith("#")]
    assert len(page.texts.get("script", [])) in (0, 2)


@pytest.mark.parametrize("html", [render_page(sample()), render_index([summarise(sample(), "a.html")])])
def test_policy_allows_exactly_the_inline_style_and_script(html: str) -> None:
    page = Page(html)
    (policy,) = (a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    directives = dict(part.strip().split(" ", 1) for part in str(policy).split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["style-src"] == digest(page.texts["style"][0])
    assert directives.get("script-src") == (digest(page.texts["script"][1]) if "script" in page.texts else None)


def digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@pytest.mark.parametrize("html", [render_page(sample()), render_index([summarise(sample(), "a.html")])])
def test_nothing_is_fetched(html: str) -> None:
    assert not re.search(r"https?:|//\w|url\(|@import", html)


def test_marks_hold_the_contents() -> None:
    """Each quotation's marks, joined, are its stretches, also where one lies in another."""
    html = render_page(sample())
    for index, each in enumerate(sample().quotes):
        begins = [m.start() for m in re.finditer(rf'<mark class="[^"]*" data-q="{index}"', html)]
        assert [first_mark(html[start:]) for start in begins] == [span.text for span in each.content]


def first_mark(html: str) -> str:
    """The text of the mark that begins here."""
    depth, text = 0, ""
    for tag, words in re.findall(r"(<[^>]*>)|([^<]+)", html):
        depth += tag.startswith("<mark") - (tag == "</mark>")
        text += words
        if depth == 0:
            break
    return text


def test_data_says_who_how_and_how_sure() -> None:
    page = Page(render_page(sample()))
    data = json.loads(page.texts["script"][0])
    assert data["quotes"][4] == {
        "voice": 3,
        "kind": "direct",
        "cue": "answered (answer; verb, speech)",
        "source": "she (pronoun)",
        "addressee": None,
        "confidence": 0.9,
        "rule": "the verb's clause",
        "inside": "a spokesman for the ferrymen",
    }
    assert data["voices"]["3"] == {"name": "Ana Sólyom", "label": "3", "tint": "v3", "about": "Mayor", "members": []}
    assert data["quotes"][6]["voice"] == 0
    assert data["voices"]["5"]["members"] == [3, 2]


def test_cue_says_if_it_is_negated_or_hypothetical() -> None:
    text = "He may not have said so."
    told = quote(1, "indirect", ["so"], ("said", "said", "say"), text=text)
    assert told.cue
    cue = told.cue.model_copy(update={"negated": True, "hypothetical": True})
    extraction = Extraction(text=text, model="by hand", quotes=(told.model_copy(update={"cue": cue}),))
    data = json.loads(Page(render_page(extraction)).texts["script"][0])
    assert data["quotes"][0]["cue"] == "said (say; verb, speech, negated, hypothetical)"


def test_speakers_beyond_the_palette_are_hatched_then_neutral() -> None:
    text = " ".join(f"w{n} " * (20 - n) for n in range(20))
    speakers = tuple(MAYOR.model_copy(update={"id": f"s{n}"}) for n in range(20))
    quotes = tuple(
        quote(n, "direct", [f"w{n} " * (20 - n)], text=text, speaker=each) for n, each in enumerate(speakers)
    )
    page = Page(render_page(Extraction(text=text, model="by hand", speakers=speakers, quotes=quotes)))
    tints = [str(a["class"]).removeprefix("voice ") for tag, a in page.elements if a.get("data-voice")]
    assert tints == [f"v{n}" for n in range(1, 9)] + [f"v{n} hatched" for n in range(1, 9)] + ["neutral"] * 4


def test_bar_adds_up_and_joins_those_beyond_the_palette() -> None:
    """Bands follow one another from 0 to 100%; the 17th speaker and later are one band, nobody's words the last."""
    text = "word " * 30
    voices = [MAYOR.model_copy(update={"id": f"s{n}", "name": f"N{n}"}) if n < 20 else None for n in range(25)]
    quotes = [quote(n, "direct", ["word"], text=text, speaker=each) for n, each in enumerate(voices)]
    speakers = tuple(each for each in voices if each)
    page = Page(render_page(Extraction(text=text, model="by hand", speakers=speakers, quotes=tuple(quotes))))
    bands = [a for tag, a in page.elements if tag == "rect" and a.get("class") == "band"]
    edges = [(float(str(a["x"])[:-1]), float(str(a["width"])[:-1])) for a in bands]
    assert [width for _, width in edges] == [4] * 16 + [16, 20]
    assert [x for x, _ in edges] == [4 * n for n in range(17)] + [80]
    assert page.texts["text"][-2:] == ["others", "?"]


@pytest.mark.parametrize(
    ("extraction", "title", "expected"),
    [
        (sample(), None, "Harbour \U0001f6a2 bridge to open in June"),
        (sample(), "A bridge", "A bridge"),
        (Extraction(id="a.txt", text="It rained.\nAll day", model="by hand"), None, "a"),
        (Extraction(id="novels/North.and_South.txt.gz", text="x" * 121, model="by hand"), None, "North.and_South"),
        (Extraction(id="x", text="A\nb", model="by hand", meta={"headline": "Rain"}), None, "Rain"),
        (EMPTY, None, "Untitled"),
    ],
)
def test_title(extraction: Extraction, title: str | None, expected: str) -> None:
    page = Page(extraction.to_html(title))
    assert page.texts["h1"] == page.texts["title"][:1] == [expected]
    assert summarise(extraction, "x.html", title).title == expected


def test_index_links_pages_and_adds_up() -> None:
    summaries = [summarise(sample(), "a b/c#1.html", "One"), summarise(EMPTY, "two.html", "Two")]
    page = Page(render_index(summaries, "All"))
    links = [a["href"] for tag, a in page.elements if tag == "a"]
    assert links == ["#pages", "a%20b/c%231.html", "two.html"]
    assert page.texts["a"][1:] == ["One", "Two"]
    assert page.texts["b"] == ["2", "2", "7", "85"]
    assert page.texts["h1"] == ["All"]


@pytest.mark.parametrize(
    ("path", "link"),
    [("javascript:alert(1)", "javascript%3Aalert%281%29"), ("C:\\a.html", "C%3A%5Ca.html"), ("é.html", "%C3%A9.html")],
)
def test_index_links_lead_to_files_beside_it(path: str, link: str) -> None:
    page = Page(render_index([summarise(EMPTY, path)]))
    assert [a["href"] for tag, a in page.elements if tag == "a"] == ["#pages", link]


def test_printers_lines_are_not_the_pages() -> None:
    """Where lines break within paragraphs the page breaks its own; elsewhere every line is as given."""
    wrapped = textwrap.fill("It had rained in the valley since morning, and nobody knew when it would stop. " * 6, 70)
    for text, classes in ((f"{wrapped}\n\n{wrapped}", "news wrapped"), (TEXT, "news")):
        page = Page(render_page(Extraction(text=text, model="by hand")))
        assert [a["class"] for tag, a in page.elements if tag == "article"] == [classes]


def test_long_casts_can_be_searched() -> None:
    assert 'id="find"' not in render_page(sample())


def test_counts_agree_with_what_choosing_shows() -> None:
    """The mayor speaks twice alone and once with her deputy: three are shown when she is chosen."""
    page = Page(render_page(sample()))
    counts = [text for text in page.texts["span"] if text.endswith("words")]
    assert counts[2] == "2 quotations, 1 with others, 14 words"


def test_share_of_the_text_counts_nested_quotations_once() -> None:
    outer, inner = sample().quotes[1:3]
    assert inner.inside == outer.id
    both = sample().model_copy(update={"quotes": (outer, inner)})
    assert summarise(both, "x.html").quoted == pytest.approx(len(outer.text.split()) / len(TEXT.split()))


def test_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    page = Page(sample()._repr_html_())
    ((tag, attributes),) = page.elements
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-scripts"
    assert attributes["srcdoc"] == render_page(sample())
    assert render_frame(sample()) == sample()._repr_html_()


# --- colours -------------------------------------------------------------------------------------------------

CSS = files("quoteattr.output.pages").joinpath("templates/page.css").read_text(encoding="utf-8")
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
EYES = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def scheme(dark: bool) -> dict[str, str]:
    """The custom properties of the light or dark scheme."""
    light, _, rest = CSS.partition("@media screen and (prefers-color-scheme: dark)")
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", rest.partition("\n.v1")[0] if dark else light))


def linear(colour: str) -> Colour:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    result: Colour = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return result


def contrast(one: str, two: str) -> float:
    """WCAG 2's ratio."""
    low, high = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (one, two))
    return (high + 0.05) / (low + 0.05)


def oklab(rgb: Colour) -> Colour:
    lms = rgb @ np.array(
        [
            [0.4122214708, 0.2119034982, 0.0883024619],
            [0.5363325363, 0.6806995451, 0.2817188376],
            [0.0514459929, 0.1073969566, 0.6299787005],
        ]
    )
    result: Colour = np.cbrt(lms) @ np.array(
        [
            [0.2104542553, 1.9779984951, 0.0259040371],
            [0.7936177850, -2.4285922050, 0.7827717662],
            [-0.0040720468, 0.4505937099, -0.8086757660],
        ]
    )
    return result


@pytest.mark.parametrize("dark", [False, True])
def test_words_have_aa_contrast_on_every_ground(dark: bool) -> None:
    """Text at least 4.5:1 on page, panel and tints; figures on their tint; lines at least 3:1 wherever they run."""
    colours = scheme(dark)
    grounds = [colours["page"], *(colours[f"t{n}"] for n in range(9))]
    for ground in [*grounds, colours["panel"]]:
        assert contrast(colours["ink"], ground) >= 4.5
    for ground in (colours["page"], colours["panel"]):
        assert contrast(colours["muted"], ground) >= 4.5
    assert contrast(colours["accent"], colours["page"]) >= 4.5
    for n in range(9):
        line = colours[f"l{n}"]
        assert contrast(line, colours[f"t{n}"]) >= 4.5
        assert contrast(line, colours["page"]) >= 4.5
        assert min(contrast(line, ground) for ground in grounds) >= 3


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("eyes", EYES)
def test_tints_differ_to_all_eyes(dark: bool, eyes: str) -> None:
    """0.045 in OKLab is more than twice the difference one just sees; the figures before quotations tell them too."""
    colours = scheme(dark)
    seen = [
        oklab(np.clip(np.array(EYES[eyes]) @ linear(colours[name]), 0, 1))
        for name in ("page", *(f"t{n}" for n in range(1, 9)))
    ]
    nearest = min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))
    assert nearest >= 0.045
