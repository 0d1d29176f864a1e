"""Text or Doc -> `Parse`: the immutable view of tokens and dependencies that all stages read.

A text is parsed paragraph by paragraph, with only the components attribution needs (no entities, no
document-wide lemmatizer): on whole documents one sentence in eleven crosses a paragraph break.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress, count, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from quoteattr.document.fast_models.groups import Progress, parse_in_groups
from quoteattr.document.paragraphs import dateline
from quoteattr.document.ranges import Offsets, Range
from quoteattr.document.sentence_lines import join_sentences
from quoteattr.document.spacy_models import PIPELINES, model_name
from quoteattr.document.structure.blocks import parsed_spans, read_blocks
from quoteattr.document.structure.types import Block
from quoteattr.document.visible import Visible, visible
from quoteattr.document.words import ANALYSING, Analyser, Word, normalise, word_of
from quoteattr.errors import ModelNotSuitableError
from quoteattr.language.layout_words import LayoutWords

_NEEDED = frozenset({"tok2vec", "transformer", "curated_transformer", "tagger", "parser"})
_PLACES = ("IS_SPACE", "IDX", "LENGTH", "SENT_START", "HEAD")
_PARSED: tuple[str, ...] = ("TAG", "DEP")
_ANALYSED = (*_PARSED, "POS", "LEMMA")
# Set by hand.
_MAX_CHUNK = 8_000  # code points given to the parser at once; longer paragraphs are cut, after a sentence if one ends
Ints = NDArray[np.int64]
Bounds = Sequence[Offsets]
Needed = Callable[[str, Bounds], Bounds]


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens of one text in parallel lists; white space is no token.

    `start`/`end` are offsets into `text`. The columns from `word` to `capitalised` are those of `Word`.
    `head[i] == i` marks a root. `left[i]`/`right[i]` bound the subtree of `i`, half-open. `sentences` and
    `paragraphs` are half-open token ranges; `sentence[i]` and `paragraph[i]` index them; `bounds` are the
    paragraphs' offsets, `blocks` what the text is made of. `view` is what a reader sees of the text, with the
    paragraphs' offsets in it, where that is not the text itself. `is_partial` tells whether paragraphs were left out.
    """

    text: str
    model: str
    bounds: Bounds
    start: Sequence[int]
    end: Sequence[int]
    word: Sequence[str]
    lower: Sequence[str]
    tag: Sequence[str]
    pos: Sequence[str]
    lemma: Sequence[str]
    form: Sequence[str]
    stem: Sequence[str]
    lexeme: Sequence[str]
    letters: Sequence[int]
    bare: Sequence[str]
    key: Sequence[str]
    large: Sequence[bool]
    capitalised: Sequence[bool]
    dep: Sequence[str]
    head: Sequence[int]
    children: Sequence[Sequence[int]]
    left: Sequence[int]
    right: Sequence[int]
    sentence: Sequence[int]
    sentences: Sequence[Range]
    paragraph: Sequence[int]
    paragraphs: Sequence[Range]
    blocks: Sequence[Block]
    view: tuple[Visible, list[Offsets]] | None
    is_partial: bool = False

    def __len__(self) -> int:
        return len(self.start)

    def subtree(self, i: int) -> range:
        """Return the tokens between the edges of the subtree of `i`."""
        return range(self.left[i], self.right[i])

    def span(self, first: int, last: int) -> str:
        """Return the visible text from token `first` to token `last`, inclusive."""
        return visible(self.text[self.start[first] : self.end[last]]).text


def places(column: Sequence[str], values: Container[str]) -> list[int]:
    """Return the tokens that have one of these values in a column of a parse."""
    return list(compress(count(), map(values.__contains__, column)))


def parse_texts(
    nlp: Language,
    texts: Iterable[str],
    analyse: Analyser,
    batch_size: int = 64,
    needed: Needed = lambda _, bounds: bounds,
    layout: LayoutWords | None = None,
    progress: Progress | None = None,
) -> Iterator[Parse]:
    """Parse texts lazily and in order, `batch_size` texts' paragraphs at a time.

    `needed` picks the paragraphs of a text, by their offsets, that are worth parsing; the others have no tokens. With
    words for `layout` the structure of each text is read first, and the words of its turns are parsed apart. `progress`
    is called with the number of code points parsed since it was called last, some ten times for a novel.

    Raises:
        ModelNotSuitableError: if the pipeline lacks a component that is needed.
    """
    model = model_name(nlp)
    for name in ("tagger", "parser", *ANALYSING):
        if name not in (nlp.component_names if name in ANALYSING else nlp.pipe_names):
            raise ModelNotSuitableError(f"pipeline {model} has no {name}; load an English one, such as {PIPELINES[0]}")
    idle = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory not in _NEEDED]
    reporting = layout.reporting_verbs if layout else ()
    source = iter(texts)
    while batch := list(islice(source, batch_size)):
        views = [visible(text) for text in batch]
        blocks = [read_blocks(view.text, layout) if layout else () for view in views]
        bounds = [_bounds(view.text, own) for view, own in zip(views, blocks, strict=True)]
        bodies = [_bodies(view.text, spans, needed) for view, spans in zip(views, bounds, strict=True)]
        chunks = [
            [c for a, b in read for c in _chunks(view.text, a, b)] for view, read in zip(views, bodies, strict=True)
        ]
        flat = [
            normalise(view.text[a:b], reporting) for view, spans in zip(views, chunks, strict=True) for a, b in spans
        ]
        docs = parse_in_groups(nlp, flat, idle, progress)
        for text, view, own, spans, read, parts in zip(batch, views, blocks, bounds, bodies, chunks, strict=True):
            tokens = Tokens(zip([start for start, _ in parts], docs, strict=False), attributes=_PARSED)
            parse = build_parse(view.text, spans, tokens, analyse, model, own)
            parse = replace(parse, is_partial=True) if len(read) < len(spans) else parse
            yield parse if view.text is text else _of_given(parse, text, view)


def _bounds(text: str, blocks: Sequence[Block]) -> list[Offsets]:
    """Return the spans that marks and parses never cross; the sentences of tokenized lines without turns joined."""
    spans = parsed_spans(text, blocks)
    return spans if any(block.kind == "turn" for block in blocks) else join_sentences(text, spans)


def _bodies(text: str, bounds: list[Offsets], needed: Needed) -> list[Offsets]:
    """Return the paragraphs that are needed, without the dateline."""
    line = dateline(text, bounds)
    return [(line[1] if line and line[0] == a else a, b) for a, b in needed(text, bounds)]


def _of_given(parse: Parse, text: str, view: Visible) -> Parse:
    """Turn the parse of the visible text into that of the text given."""
    return replace(
        parse,
        text=text,
        view=(view, [*parse.bounds]),
        bounds=[view.given(a, b) for a, b in parse.bounds],
        blocks=[block.moved(view.given) for block in parse.blocks],
        start=[*map(view.start.__getitem__, parse.start)],
        end=[view.end[after - 1] for after in parse.end],
    )


def parse_doc(doc: Doc, analyse: Analyser | None = None, model: str = "", layout: LayoutWords | None = None) -> Parse:
    """Make a `Parse` of a user's own `Doc`, its dependencies cut at paragraph breaks, and about the words of turns.

    Parts of speech and lemmas are the analyser's, so that they are those of `parse_texts`; the Doc's own
    where the pipeline can give none.

    Raises:
        ModelNotSuitableError: if the Doc lacks an annotation that is needed.
    """
    needed = _PARSED
    if analyse is not None and not analyse.complete:
        analyse, needed = None, _ANALYSED
    text = doc.text
    blocks = read_blocks(text, layout) if layout else ()
    bounds = _bounds(text, blocks)
    kept = _bodies(text, bounds, lambda _, own: own)
    tokens = Tokens([(0, doc)], kept, _PARSED if analyse else _ANALYSED)
    for name in needed:  # has_annotation is slow
        if not tokens.key[name].all():
            missing = f"the Doc has no {name} annotation; run a pipeline with a tagger and a parser on it"
            raise ModelNotSuitableError(missing)
    return build_parse(text, bounds, tokens, analyse, model, blocks)


def _chunks(text: str, start: int, end: int) -> Iterator[Offsets]:
    while end - start > _MAX_CHUNK:
        low, high = start + _MAX_CHUNK // 2, start + _MAX_CHUNK
        cut = text.rfind(". ", low, high) + 1 or text.rfind(" ", low, high)
        cut = high if cut < 0 else cut
        yield start, cut
        start = cut
    yield start, end


class Tokens:
    """The tokens of parsed chunks, as whole columns: token by token would take ten times as long.

    Without white space, and without what begins in none of the spans `kept`, if these are given. `key` are hashes by
    attribute, the word's and those asked for, `begun` how many sentences have begun with each token, `head` its
    governor among these tokens.
    """

    def __init__(
        self,
        parts: Iterable[tuple[int, Doc]],
        kept: Sequence[Offsets] | None = None,
        attributes: Sequence[str] = _ANALYSED,
    ) -> None:
        keys = ("ORTH", *attributes)
        columns: list[int | str] = [*_PLACES, *keys]
        tables: list[NDArray[Any]] = [np.zeros((0, len(columns)), np.uint64)]
        starts, self.strings = [0], StringStore()
        for start, doc in parts:  # none is kept: the Docs of a novel take as much memory as all that is made of them
            tables.append(doc.to_array(columns))
            starts.append(start)
            self.strings = doc.vocab.strings
        table = np.concatenate(tables)
        space, place, length, opens, distance = table[:, : len(_PLACES)].astype(np.int64).T
        offsets = np.repeat(starts, [*map(len, tables)])
        if kept is not None:
            space |= _outside(kept, place + offsets)
        own = np.flatnonzero(space == 0)
        self.key = dict(zip(keys, table[own, len(_PLACES) :].T, strict=True))
        self.start = (offsets + place)[own]
        self.end = self.start + length[own]
        self.begun = np.cumsum(opens == 1)[own]
        self.head = self._heads(distance, space, own)

    @staticmethod
    def _heads(distance: Ints, space: Ints, kept: Ints) -> Ints:
        """Return governors among the tokens kept; a token whose governors are all left out is a root."""
        own = np.arange(len(distance))
        head: Ints = own + distance
        while ((onward := np.where(space[head] != 0, head[head], head)) != head).any():
            head = onward
        head = np.where(space[head] != 0, own, head)
        place: Ints = np.cumsum(space == 0) - 1
        return place[head[kept]]

    def names(self, attribute: str) -> list[str]:
        """Return the strings of an attribute."""
        keys = self.key[attribute].tolist()
        known = {key: self.strings[key] for key in set(keys)}
        return list(map(known.__getitem__, keys))

    def words(self, analyse: Analyser | None) -> list[Word]:
        """Return the words with part of speech and lemma by the analyser, or without one by the Docs themselves."""
        if analyse is not None:
            return analyse.words(self.key["ORTH"], self.key["TAG"], self.strings)
        own = map(self.names, ("ORTH", "TAG", "POS", "LEMMA"))
        return [word_of(normalise(word), tag, (pos, lemma.lower())) for word, tag, pos, lemma in zip(*own, strict=True)]


def _outside(spans: Sequence[Offsets], offsets: Ints) -> Ints:
    """Return 1 for each offset that lies in none of the spans, which are in text order, else 0."""
    starts, ends = np.array([(0, 0), *spans]).T
    ends = np.maximum.accumulate(ends)
    return (offsets >= ends[np.searchsorted(starts[1:], offsets, side="right")]).astype(np.int64)


def build_parse(
    text: str,
    bounds: list[Offsets],
    tokens: Tokens,
    analyse: Analyser | None,
    model: str,
    blocks: Sequence[Block] = (),
) -> Parse:
    """Make the parse of a text from tokens and paragraphs; heads never leave a paragraph."""
    words = tokens.words(analyse)
    columns: dict[str, Any] = {name: [] for name in Word._fields}
    columns.update(zip(columns, map(list, zip(*words, strict=True)), strict=False))  # nothing to pair in an empty text
    dep, head = tokens.names("DEP"), tokens.head
    paragraph = np.searchsorted([first for first, _ in bounds], tokens.start, side="right") - 1
    for i in np.flatnonzero(paragraph[head] != paragraph):
        head[i], dep[i] = i, "ROOT"
    fresh = np.diff(paragraph, prepend=-1) > 0
    opens = (np.diff(tokens.begun, prepend=0) > 0) | fresh
    ranges = [(0, 0)] * len(bounds)
    for a, b in _runs(fresh):
        ranges[paragraph[a]] = (a, b)
    children, left, right = _tree(head.tolist())
    return Parse(
        text=text, model=model, bounds=bounds, blocks=blocks, view=None,
        start=tokens.start.tolist(), end=tokens.end.tolist(), **columns,
        dep=dep, head=head.tolist(), children=children, left=left, right=right, sentences=_runs(opens),
        sentence=(np.cumsum(opens) - 1).tolist(), paragraph=paragraph.tolist(), paragraphs=ranges,
    )  # fmt: skip


def _runs(opens: NDArray[np.bool_]) -> list[Range]:
    """Return the half-open ranges that begin where `opens` is true."""
    firsts = np.flatnonzero(opens).tolist()
    return list(zip(firsts, [*firsts[1:], len(opens)], strict=False))  # nothing to pair in an empty text


def _tree(head: list[int]) -> tuple[list[list[int]], list[int], list[int]]:
    """Return children and half-open subtree edges of each token."""
    tokens = list(range(len(head) + 1))
    none: list[int] = []  # one for all leaves
    children = [none] * len(head)
    order: list[int] = []  # governors before what hangs from them
    for i, h in zip(tokens, head, strict=False):
        if h == i:
            order.append(i)
        elif children[h]:
            children[h].append(i)
        else:
            children[h] = [i]
    for i in order:
        order += children[i]
    left, right = tokens[:-1], tokens[1:]
    for i in reversed(order):
        h = head[i]
        if left[i] < left[h]:
            left[h] = left[i]
        if right[i] > right[h]:
            right[h] = right[i]
    return children, left, right
