"""Markup: whatever the spans, elements nest, strings join to the text, and each span's pieces cover it."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from hypothesis import given
from hypothesis import strategies as st
from samples import TEXT, sample
from work import lines

from quoteattr.assembly.extraction import Extraction
from quoteattr.document.paragraphs import paragraphs
from quoteattr.output.markup import End, Markup, Piece, mark_up
from quoteattr.records import Cue, Mention, Quote, Role, Span


def covered(markup: Markup) -> dict[tuple[int, Role], set[int]]:
    """The offsets that lie inside elements of each quotation and role; fails where elements do not nest."""
    found: dict[tuple[int, Role], set[int]] = defaultdict(set)
    open_pieces: list[Piece] = []
    at = 0
    for block in markup.blocks:
        for token in block.tokens:
            if isinstance(token, Piece):
                open_pieces.append(token)
            elif isinstance(token, End):
                assert open_pieces.pop() == token.piece
            else:
                for piece in open_pieces:
                    found[piece.quote, piece.role].update(range(at, at + len(token)))
                at += len(token)
        assert open_pieces == [], "an element runs over its paragraph"
        at += len(block.gap)
    return found


def joined(markup: Markup) -> str:
    words = ([token for token in block.tokens if isinstance(token, str)] for block in markup.blocks)
    return "".join("".join(each) + block.gap for each, block in zip(words, markup.blocks, strict=True))


def test_sample_is_cut_where_paragraphs_end_and_nowhere_else() -> None:
    markup = mark_up(sample())
    assert joined(markup) == TEXT
    assert markup.pieces[0, "content"] == 2  # interrupted by its cue
    assert markup.pieces[3, "content"] == 3
    assert markup.pieces[4, "content"] == markup.pieces[4, "cue"] == 1  # nested, and its cue in the outer one


def test_nested_quotation_lies_inside_the_outer() -> None:
    tokens = [token for block in mark_up(sample()).blocks for token in block.tokens]
    order = [token.quote for token in tokens if isinstance(token, Piece) and token.role == "content"]
    assert order == [0, 0, 1, 2, 3, 3, 4, 3, 5, 6]
    inner = tokens.index(Piece(4, "content", 0))
    assert Piece(3, "content", 1) in tokens[:inner]
    assert End(Piece(3, "content", 1)) in tokens[inner:]


def test_white_space_alone_is_one_gap() -> None:
    blocks = mark_up(Extraction(text=" \r\n\t", model="by hand")).blocks
    assert [(block.tokens, block.gap) for block in blocks] == [((), " \r\n\t")]


def test_of_two_that_cross_the_first_is_cut() -> None:
    """The second stays whole, the first goes on inside it."""
    text = "abcdef"
    spans = [Span(start=0, end=4, text="abcd"), Span(start=2, end=6, text="cdef")]
    quotes = [
        Quote(id=str(n), kind="direct", content=(span,), text=span.text, confidence=1, rule="any")
        for n, span in enumerate(spans)
    ]
    (block,) = mark_up(Extraction(text=text, model="by hand", quotes=tuple(quotes))).blocks
    first, rest, second = Piece(0, "content", 0), Piece(0, "content", 1), Piece(1, "content", 0)
    assert block.tokens == (first, "ab", End(first), second, rest, "cd", End(rest), "ef", End(second))


def nest(depth: int) -> Extraction:
    """So many quotations, each inside the one before."""
    text = "x" * (2 * depth + 1)
    quotes = []
    for n in range(depth):
        span = Span.model_construct(start=n, end=len(text) - n, text="")
        quotes.append(Quote.model_construct(content=(span,), cue=None, source=None, addressee=None))
    return Extraction.model_construct(text=text, quotes=tuple(quotes))


def test_work_grows_with_nesting_as_with_length() -> None:
    """Ten times as deep, ten times the work: quadratic cost would be a hundred times."""
    shallow, deep = nest(100), nest(1000)
    assert lines(partial(mark_up, deep)) < 12 * lines(partial(mark_up, shallow))
    assert sum(mark_up(deep).pieces.values()) == 1000


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any text with any spans: crossing, equal, empty, over paragraphs."""
    letters = st.sampled_from(["a", "b", " ", "\n", "\r\n", "\U0001f309", "”"])
    text = "".join(draw(st.lists(letters, max_size=60)))

    def span() -> Span:
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return Span(start=start, end=end, text=text[start:end])

    quotes = []
    for number in range(draw(st.integers(0, 5))):
        content = tuple(sorted((span() for _ in range(draw(st.integers(1, 3)))), key=lambda each: each.start))
        quotes.append(
            Quote(
                id=f"q{number}",
                kind="direct",
                content=content,
                text=" ".join(each.text for each in content),
                cue=Cue(**span().__dict__, lemma="say", kind="verb", act="speech") if number % 2 else None,
                source=Mention(**span().__dict__, form="name"),
                confidence=0.5,
                rule="any",
            )
        )
    return Extraction(text=text, model="by hand", quotes=tuple(quotes))


@given(extractions())
def test_any_spans_nest_and_are_covered(extraction: Extraction) -> None:
    """What elements cover is each span's characters, white space between paragraphs aside."""
    markup = mark_up(extraction)
    assert joined(markup) == extraction.text
    inside = {offset for start, end in paragraphs(extraction.text) for offset in range(start, end)}
    expected: dict[tuple[int, Role], set[int]] = {}
    for index, quote in enumerate(extraction.quotes):
        expected[index, "content"] = {at for each in quote.content for at in range(each.start, each.end)}
        if quote.cue:
            expected[index, "cue"] = set(range(quote.cue.start, quote.cue.end))
        if quote.source:
            expected[index, "source"] = set(range(quote.source.start, quote.source.end))
    assert covered(markup) == {key: at & inside for key, at in expected.items() if at & inside}
