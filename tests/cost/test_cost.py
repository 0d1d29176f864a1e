"""Cost: what this package does itself grows with the length of a text, whatever the text.

Work is counted, not timed (`work`), at one length and at four times that: linear cost gives 4, quadratic 16. The parse
is spaCy's and not counted. What a line of Python has C do is not counted either: `python tests/benchmarks` shows that.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import regex
from hostile import MARKS, STRUCTURES, TEXTS, name
from structure_shown import WORDS as LAYOUT
from work import lines, memory

import quoteattr
from quoteattr import QuoteExtractor, Settings
from quoteattr.document.parse import Parse, parse_texts
from quoteattr.document.quotations import find_quotations
from quoteattr.document.structure.authors import find_authors
from quoteattr.document.structure.bearers import find_bearers
from quoteattr.document.structure.blocks import read_blocks
from quoteattr.document.structure.labels import link_labels
from quoteattr.document.words import Analyser

pytestmark = pytest.mark.slow

MOST = 2.0  # times as much a word; 4 would be quadratic. Some work grows up to a bound, which the short text is below
WORDS = 800
PACKAGE = Path(quoteattr.__file__).parent
ARTICLE = Path(__file__).parents[2] / "examples" / "article.txt"


def parsed(reader: QuoteExtractor, text: str) -> Parse:
    return next(parse_texts(reader.nlp, [text], Analyser(reader.nlp)))


@pytest.mark.parametrize("kind", TEXTS)
def test_own_stages(kind: str, extractor: QuoteExtractor) -> None:
    short, long = (parsed(extractor, TEXTS[kind](n)) for n in (WORDS, 4 * WORDS))
    settings = Settings(acts="all", min_confidence=0, profile="fiction", nested=True)  # as news, and more
    reader = QuoteExtractor(settings, extractor.nlp)
    reader._extraction(short)  # what is done once only is done before anything is counted
    for spent in (lines, memory):
        one, four = (spent(partial(reader._extraction, parse)) for parse in (short, long))
        assert four / len(long) < MOST * one / len(short), spent


def structure(text: str) -> None:
    """All that is read of a text before it is parsed."""
    found = read_blocks(text, LAYOUT)
    find_authors(text, found, LAYOUT)
    find_bearers(text, found, LAYOUT)
    link_labels([text[slice(*block.label)] for block in found if block.label], [], LAYOUT)


@pytest.mark.parametrize("kind", [*TEXTS, *STRUCTURES])
def test_structure(kind: str) -> None:
    short, long = ({**TEXTS, **STRUCTURES}[kind](n) for n in (WORDS, 4 * WORDS))
    for spent in (lines, memory):
        one, four = (spent(partial(structure, text)) for text in (short, long))
        assert four / len(long) < MOST * one / len(short), spent


def test_five_thousand_entities(extractor: QuoteExtractor) -> None:
    """All of them kept apart."""
    text = "\n\n".join(f"“No,” said {name(k)} {name(7 * k + 3)}." for k in range(5000))
    found = extractor.extract(text)
    assert len(found.quotes) > 4500
    assert len(found.speakers) > 0.9 * len(found.quotes)


PEAK = """
import re, sys
from pathlib import Path
from quoteattr import QuoteExtractor
text = Path(sys.argv[1]).read_text(encoding="utf-8") + "\\n\\n_The End_\\n\\n"
(found,) = QuoteExtractor().pipe([(text * 1_000)[:1_000_000]])
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())  # getrusage counts the parent's as well
print(len(found.quotes), peak[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system counts otherwise")
def test_a_million_characters_take_half_a_gigabyte() -> None:
    """With markup, so that what is seen is not the text itself."""
    ran = subprocess.run([sys.executable, "-c", PEAK, ARTICLE], capture_output=True, check=True, text=True)
    quotes, kilobytes = map(int, ran.stdout.split())
    assert quotes > 1_000
    assert kilobytes * 1024 < 500e6


@pytest.mark.parametrize("kind", MARKS)
def test_many_marks(kind: str) -> None:
    short, long = MARKS[kind](2_000), MARKS[kind](8_000)
    for spent in (lines, memory):
        assert spent(partial(find_quotations, long)) < 4 * MOST * spent(partial(find_quotations, short)), spent


@pytest.mark.parametrize(("kind", "found"), [("pairs", 100_000), ("nested", 50_000)])
def test_a_hundred_thousand_marks(kind: str, found: int) -> None:
    assert len(find_quotations(MARKS[kind](2 * found))) == found


def dotted(path: Path) -> str:
    """The name to import a file by."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


MODULES = sorted(PACKAGE.rglob("*.py"))
USES = [
    (f"{path.stem}.{attribute}.{use}", pattern, use)
    for path in MODULES
    for attribute, pattern in vars(__import__(dotted(path), fromlist=["_"])).items()
    if isinstance(pattern, regex.Pattern)
    for use in sorted(set(regex.findall(rf"\b{attribute}\.(\w+)\(", path.read_text(encoding="utf-8"))))
]
"""Every pattern of the package, in each way in which its module uses it."""

TILES = [*"aA \n1-'\"_.,:([", "A ", "A. ", "A of ", "\n ", "\r\n", "’s", "[a", "a'"]
LONG = 100_000
ENOUGH = 10.0  # seconds


def test_patterns_are_looked_for_in_the_whole_package() -> None:
    assert len(MODULES) > 40
    assert USES


def using(pattern: regex.Pattern[str], use: str) -> Callable[[str], object]:
    """Use a pattern on a text as the package does, for a limited time."""
    if use == "sub":
        return partial(pattern.sub, "", timeout=ENOUGH)
    if use == "finditer":
        return lambda text: list(pattern.finditer(text, timeout=ENOUGH))
    return partial(getattr(pattern, use), timeout=ENOUGH)


@pytest.mark.parametrize(("pattern", "use"), [case[1:] for case in USES], ids=[case[0] for case in USES])
def test_patterns_do_not_backtrack(pattern: regex.Pattern[str], use: str) -> None:
    """No line is executed within a pattern, so `regex` has to give up on it by itself.

    Linear work ends within some hundredths of a second, and quadratic work does not within a minute: the limit,
    which counts time of the processor alone, is far from both.
    """
    for tile in TILES:
        using(pattern, use)(tile * LONG + "\0")


def test_a_pattern_that_backtracks_is_given_up() -> None:
    with pytest.raises(TimeoutError):
        regex.compile(r"\(.*\)").search("(" * LONG + "\0", timeout=0.1)
