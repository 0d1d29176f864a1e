"""Training of the dialogue weights: novels with their gold speakers -> `data/en/dialogue.tsv`.

A conditional random field over turns: the likelihood of the gold speakers among all sequences of speakers,
with a Gaussian prior around what is expected. A turn whose gold speaker is unknown, or is no candidate, is
left open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.language import Language

from quoteattr.dialogue.context import with_scenes
from quoteattr.dialogue.decoder import (
    CHAIN,
    MODELS,
    ScoredTurn,
    by_candidate,
    conversations,
    decode,
    in_batches,
    read_story,
    score_turn,
    sure_speakers,
)
from quoteattr.dialogue.naming.decision import MODEL as NAMING
from quoteattr.dialogue.turn_features import story_features
from quoteattr.dialogue.types import WIDTH, Story, Turn, TurnFeatures
from quoteattr.dialogue.voices import Speakers, Voices, named_speakers, with_voices
from quoteattr.document.document import Document, read
from quoteattr.document.parse import parse_texts
from quoteattr.document.register import detect_profile
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.document.words import Analyser
from quoteattr.entities.registry import find_entities
from quoteattr.evaluation.corpora.gold import GoldDocument
from quoteattr.evaluation.corpora.passages import outermost, read_all_passages
from quoteattr.evaluation.corpora.readers import read_pdnc
from quoteattr.evaluation.scores.names import Cast
from quoteattr.language.data_files import language_folder
from quoteattr.language.language import load_language
from quoteattr.loglinear.chain import Array, Chains, Scores, marginals, pad_chains
from quoteattr.loglinear.weights import Weights, load_weights
from quoteattr.training.naming import PASSAGE, excerpts, fit_naming, naming_examples
from quoteattr.training.naming import Example as Described

_MIN_USES = 5  # rows a feature must stand in; set by hand
_PRIOR = 3.0  # times the squared distance of the weights from what is expected; chosen in folds over twelve novels
_ITERATIONS = 80  # set by hand
_MIN_WEIGHT = 0.03  # what weighs less is left out: in folds over the passages nothing is worse without it
_PARTS = 3  # of the novels, each read by the first pass with weights of the other two; set by hand
_TAKEN = 0.5  # share of the cues taken out of a copy of each novel; set by hand
_OPEN = ("pronoun", "nominal")  # kinds of cues in that copy from which nothing is learned
_BY_HAND = ("nominal ", "referent of cue=nominal", "narrator without I")  # of these few novels teach what they mean
_Cell = tuple[int, int, float]  # row, column, value
_HEADER = """\
# Weights of the dialogue model (who speaks each turn of a story); see dialogue.md beside this file.
# Columns: model, feature, weight. Written by: quoteattr train speakers --corpus pdnc PATH --corpus passages PATH
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A novel: its turns, their features, and which candidates of each are the gold speaker (none: open)."""

    turns: Sequence[Turn]
    features: Sequence[TurnFeatures]
    right: Sequence[Sequence[bool]]


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel before its voices are heard: its story, the other features of its turns, which candidates are right."""

    story: Story
    features: Sequence[TurnFeatures]
    right: Sequence[Sequence[bool]]

    def heard(self, speakers: Speakers) -> Example:
        """Return the example with voices learned from the turns of known speakers."""
        return Example(self.story.turns, with_voices(self.story, self.features, speakers), self.right)


def train(
    corpus: Path, passages: Sequence[Path], out: Path, novels: Sequence[str] = (), described: Sequence[Path] = ()
) -> None:
    """Train on novels of a PDNC folder, all if none are named, and on folders of passages; write the weights to `out`.

    Of the passages, what reads as a story is learned from: short, with people just described and then named. Those of
    the folders `described` teach whom descriptions mean, and nothing else.

    Raises:
        InputError: a folder is not there or holds no novel or no passage.
        ModelNotFoundError: no spaCy pipeline is installed.
    """
    gold, nlp = read_pdnc(corpus, only=novels), load_model()
    stories, told = (_stories(read_all_passages(folders), nlp) for folders in (passages, described))
    whole = [read_novel(d, doc) for d, doc in _documents(gold, nlp)]
    parts = [(d, i) for i, novel in enumerate(gold) for d in excerpts(novel)]
    short = [(d, read_novel(d, doc)) for d, doc in _documents([d for d, _ in parts], nlp)]
    copies = [with_fewer_cues(d, novel) for d, novel in zip(gold, whole, strict=True)]
    unseen = weights_without(whole)
    others = [*copies, *(novel for _, novel in stories)]
    models = fit([*examples(whole, unseen), *_heard(others)])
    unseen = unseen or [Weights(models)]  # of a single novel
    naming = [_described(*each, unseen[i % len(unseen)]) for each, (_, i) in zip(short, parts, strict=True)]
    naming += [_described(*each, unseen[0], PASSAGE) for each in (*stories, *told)]
    models[NAMING] = fit_naming([example for own in naming for example in own])
    weights = [(name, f, w) for name in MODELS for f, w in sorted(models[name].items()) if abs(w) >= _MIN_WEIGHT]
    lines = [f"{name}\t{feature}\t{w:g}\n" for name, feature, w in weights]
    chosen = f"# PDNC: {', '.join(d.id for d in gold)}; parsed by {model_name(nlp)}\n" if novels else ""
    out.write_text(chosen + _HEADER + "".join(lines), encoding="utf8")


def _stories(passages: Sequence[GoldDocument], nlp: Language) -> list[tuple[GoldDocument, Novel]]:
    """Read the passages that are stories."""
    marked = [_with_names(outermost(passage)) for passage in passages]
    return [(d, read_novel(d, doc)) for d, doc in _documents(marked, nlp) if detect_profile(doc) == "fiction"]


def _documents(gold: Sequence[GoldDocument], nlp: Language) -> Iterator[tuple[GoldDocument, Document]]:
    language = load_language()
    parses = parse_texts(nlp, (document.text for document in gold), Analyser(nlp), batch_size=1)
    for document, parse in zip(gold, parses, strict=True):
        yield document, read(parse, language)


def _with_names(passage: GoldDocument) -> GoldDocument:
    """Return a passage with its speakers for a cast; each has one name, the fullest."""
    names = {each.speaker for each in passage.attributions if each.speaker is not None}
    return replace(passage, aliases={name: frozenset({name}) for name in names})


def read_novel(gold: GoldDocument, doc: Document) -> Novel:
    """Read a novel: its turns with features and gold speakers."""
    story = read_story(doc, find_entities(doc))
    features = list(story_features(story))
    return Novel(story, features, _right(gold, story, features))


def _right(gold: GoldDocument, story: Story, features: Sequence[TurnFeatures]) -> list[list[bool]]:
    """Return which candidates of each turn are its gold speaker."""
    meant = _characters_meant(story, Cast(gold.aliases))
    speakers = _gold_speakers(gold, story.turns)
    return [
        [speaker is not None and meant[entity] == speaker for entity in row.candidates]
        for row, speaker in zip(features, speakers, strict=True)
    ]


def with_fewer_cues(gold: GoldDocument, novel: Novel) -> Novel:
    """Return a copy of a novel with half of its cues taken out, for what tells the speakers of uncued turns.

    How speakers follow one another is read off the novel as it is, for authors leave out cues where that is plain.
    Turns whose cue is a pronoun or a description are left open: they teach no more than they did.
    """
    old = novel.story
    drawn = np.random.default_rng(0).random(len(old.turns)) < _TAKEN
    taken = [turn.kind != "none" and bool(out) for turn, out in zip(old.turns, drawn, strict=True)]
    kept = {turn.paragraph for turn, out in zip(old.turns, taken, strict=True) if not out}
    taken = [out and turn.paragraph not in kept for turn, out in zip(old.turns, taken, strict=True)]
    silent = {turn.paragraph for turn, out in zip(old.turns, taken, strict=True) if out}
    references = [
        replace(each, kind="pronoun", entity=-1, gender="", subject=False)
        if each.paragraph in silent and not each.quoted
        else each
        for each in old.characters.references
    ]
    turns = [
        replace(turn, cues=(), cue=None, kind="none", beats={}, alone=True) if out else turn
        for turn, out in zip(old.turns, taken, strict=True)
    ]
    story = with_scenes(replace(old, characters=replace(old.characters, references=references), turns=turns))
    features = [
        replace(own, once=other.once, twice=other.twice, thrice=other.thrice)
        for own, other in zip(story_features(story), novel.features, strict=True)
    ]
    right = [
        [False] * len(own) if turn.kind in _OPEN else own
        for turn, own in zip(turns, _right(gold, story, features), strict=True)
    ]
    return Novel(story, features, right)


def weights_without(novels: Sequence[Novel]) -> list[Weights]:
    """Return for each third of the novels weights fitted on the others; none, of a single novel.

    On novels it has seen the first pass would be surer than it is of new ones.
    """
    first = _heard(novels)
    parts = range(min(_PARTS, len(novels)) if len(novels) > 1 else 0)
    return [Weights(fit([each for i, each in enumerate(first) if i % _PARTS != part])) for part in parts]


def examples(novels: Sequence[Novel], unseen: Sequence[Weights]) -> list[Example]:
    """Return the novels as the decoder's second pass meets them, with voices learned from whom the first is sure of.

    The first pass goes by weights that have not seen the novel.
    """
    if not unseen:
        return _heard(novels)
    passes = (_first_pass(novel, unseen[i % len(unseen)]) for i, novel in enumerate(novels))
    return [novel.heard(sure_speakers(*found)) for novel, found in zip(novels, passes, strict=True)]


def _heard(novels: Iterable[Novel]) -> list[Example]:
    """Return novels as the first pass meets them, with voices learned from whom cues name."""
    return [novel.heard(named_speakers(novel.story)) for novel in novels]


def _described(gold: GoldDocument, novel: Novel, weights: Weights, counts: float = 1.0) -> list[Described]:
    """Return the descriptions of a short text as they are after a first pass; each counts so much."""
    likely, cast = by_candidate(*_first_pass(novel, weights)), Cast(gold.aliases)
    meant, speakers = _characters_meant(novel.story, cast), _gold_speakers(gold, novel.story.turns)
    return list(naming_examples(novel.story, likely, meant, speakers, counts))


def _first_pass(novel: Novel, weights: Weights) -> tuple[list[ScoredTurn], list[list[float]]]:
    rows = [score_turn(features, weights) for features in novel.features]
    return decode(novel.story, rows, Voices(novel.story), named_speakers(novel.story), weights)


def _characters_meant(story: Story, cast: Cast) -> list[str | None]:
    """Return the gold character of each entity: by its name, else by most of its aliases."""
    meant: list[str | None] = []
    for index, entity in enumerate(story.characters.entities):
        found = cast.find("narrator") if index == story.characters.narrator else None
        found = found or cast.find(entity.name)
        if found is None:
            votes = Counter(who for alias in entity.aliases if (who := cast.find(alias)) is not None)
            found = min(votes, key=lambda who: (-votes[who], who), default=None)
        meant.append(found)
    return meant


def _gold_speakers(gold: GoldDocument, turns: Sequence[Turn]) -> list[str | None]:
    """Return the gold speaker of most of each turn's text."""
    spans = sorted((a, b, i) for i, turn in enumerate(turns) for a, b in turn.spans)
    starts = [a for a, _, _ in spans]
    votes = [Counter[str | None]() for _ in turns]
    for attribution in gold.attributions:
        for a, b in attribution.content:
            k = bisect_right(starts, a + 2) - 1
            if k >= 0 and a < spans[k][1]:
                votes[spans[k][2]][attribution.speaker] += b - a
    return [min(v, key=lambda who: (-v[who], who or ""), default=None) for v in votes]


def fit(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Fit the models' weights, rounded to three decimals."""
    columns = _columns(examples)
    parts = [(e, part) for e in examples for part in conversations(e.turns)]
    batches = [_Batch(batch, columns) for batch in in_batches(parts, lambda item: len(item[1]))]
    edges = np.cumsum([0, *(len(columns[name]) for name in CHAIN)])
    expected = np.array([w for name in CHAIN for w in _expected(name, columns[name])])

    def loss(w: Array) -> tuple[float, Array]:
        parts = [w[a:b] for a, b in pairwise(edges)]
        off = w - expected
        value, slope = _PRIOR * float(off @ off), 2 * _PRIOR * off
        for batch in batches:
            own, slopes = batch.loss(parts)
            value += own
            slope += np.concatenate(slopes)
        return value, slope

    found = minimize(loss, expected, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS})
    return {
        name: {f: float(x) for f, x in zip(columns[name], np.round(found.x[a:b], 3), strict=True) if x}
        for name, a, b in zip(CHAIN, edges[:-1], edges[1:], strict=True)
    }


def _expected(name: str, features: Iterable[str]) -> list[float]:
    """Return the mean of the prior: of some features the weights set by hand, else 0."""
    rules = load_weights(language_folder("en") / "dialogue_rules.tsv", CHAIN)[name]
    return [rules.get(feature, 0.0) if feature.startswith(_BY_HAND) else 0.0 for feature in features]


def _columns(examples: Sequence[Example]) -> dict[str, dict[str, int]]:
    """Number the features of each model in order of their names."""
    rows = (row for e in examples for turn in e.features for row in turn.unary)
    uses = Counter(feature for row in rows for feature in set(row))
    names = {"speaker": [feature for feature, count in uses.items() if count >= _MIN_USES]}
    for name in CHAIN[1:]:
        names[name] = list({feature for e in examples for turn in e.features for feature in getattr(turn, name)})
    return {name: {feature: i for i, feature in enumerate(sorted(names[name]))} for name in CHAIN}


class _Batch:
    """Conversations as matrices of features: a row for each candidate of each turn of each conversation."""

    def __init__(self, parts: Sequence[tuple[Example, range]], columns: Mapping[str, Mapping[str, int]]) -> None:
        self.shape = (max(len(part) for _, part in parts), len(parts))
        self.chains: Chains = pad_chains([[e.features[i].candidates for i in part] for e, part in parts], WIDTH)
        self.allowed = np.zeros((*self.shape, WIDTH), dtype=np.bool_)
        cells: dict[str, list[_Cell]] = {name: [] for name in CHAIN}
        for j, (e, part) in enumerate(parts):
            for n, i in enumerate(part):
                right = e.right[i]
                self.allowed[n, j, : len(right)] = right if any(right) else True
                step = n * self.shape[1] + j
                turn = e.features[i]
                for k, row in enumerate(turn.unary):
                    cells["speaker"] += _cells(step * WIDTH + k, row[: turn.shared], columns["speaker"], turn.share)
                    cells["speaker"] += _cells(step * WIDTH + k, row[turn.shared :], columns["speaker"])
                for z, name in enumerate(CHAIN[1:]):
                    if n > min(z, 1):
                        cells[name] += _cells(step, getattr(turn, name), columns[name])
        steps = self.shape[0] * self.shape[1]
        heights = (steps * WIDTH, steps, steps, steps)
        self.matrices = [
            _matrix(cells[name], (height, len(columns[name]))) for name, height in zip(CHAIN, heights, strict=True)
        ]
        self.transposed = [matrix.T.tocsr() for matrix in self.matrices]

    def loss(self, weights: Sequence[Array]) -> tuple[float, list[Array]]:
        """Return the negative log-likelihood and its gradient, by model."""
        values = [matrix @ w for matrix, w in zip(self.matrices, weights, strict=True)]
        scores = Scores(values[0].reshape(*self.shape, WIDTH), *(v.reshape(self.shape) for v in values[1:]))
        every, gold = marginals(self.chains, scores), marginals(self.chains, scores, self.allowed)
        pairs = (
            (every.unary, gold.unary), (every.once, gold.once),
            (every.twice, gold.twice), (every.thrice, gold.thrice),
        )  # fmt: skip
        slopes = [m @ (a - b).ravel() for m, (a, b) in zip(self.transposed, pairs, strict=True)]
        return float((every.log_total - gold.log_total).sum()), slopes


def _cells(row: int, features: Iterable[str], columns: Mapping[str, int], value: float = 1.0) -> list[_Cell]:
    return [(row, columns[feature], value) for feature in features if feature in columns]


def _matrix(cells: Sequence[_Cell], shape: tuple[int, int]) -> csr_matrix:
    places = [row for row, _, _ in cells], [column for _, column, _ in cells]
    return csr_matrix((np.array([value for *_, value in cells]), places), shape=shape)
