"""Antecedents of pronouns and descriptions: mention ranking by log-linear models, "nobody" among the options.

As in Denis and Baldridge (2008): all candidates compete at once, and pronouns, plural ones and descriptions have models
of their own. What the weights say of distance, grammatical role, repetition and stated roles is learned; that an
antecedent agrees in number, gender and sort is asked of each beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from quoteattr.coreference.salience import Occurrence, salience
from quoteattr.entities.types import Referents
from quoteattr.loglinear.weights import Weights, score, softmax

Model = Literal["pronoun", "plural", "description"]
MODELS: tuple[Model, ...] = get_args(Model)
_FAR, _MANY = 4, 4  # sentences, paragraphs and uses from which on they are not told apart; set by hand
_SHARES = 5  # parts of the scale of shares; set by hand


class Anaphor(NamedTuple):
    """A pronoun or description that looks for its antecedent.

    `model` ranks its candidates, `word` is the pronoun, or the class of a description's noun; `own` are further
    features. It is a source if it `speaks`; it may open its paragraph.
    """

    token: int
    model: Model
    word: str
    step: int
    paragraph: int
    speaks: bool
    opens: bool
    own: Sequence[str] = ()


class Candidate(NamedTuple):
    """Who an anaphor may refer to: nobody, or the referents of some occurrences, the latest first.

    `standing` says what the text has made of them by now: a person with full name and role, a thing, somebody unnamed;
    `fit` how they suit the anaphor.
    """

    referents: Referents
    occurrences: Sequence[Occurrence]
    standing: str
    fit: str = ""


NOBODY = Candidate((), (), "")
Ranker = Callable[[Anaphor, Sequence[Candidate]], Sequence[float]]  # the probability of each candidate


def make_ranker(weights: Weights) -> Ranker:
    """Return the ranker with these weights."""

    def rank(anaphor: Anaphor, candidates: Sequence[Candidate]) -> Sequence[float]:
        model = weights[anaphor.model]
        return softmax([score(model, features) for features in candidate_features(anaphor, candidates)])

    return rank


def candidate_features(anaphor: Anaphor, candidates: Sequence[Candidate]) -> Iterator[list[str]]:
    """Yield the features of each candidate."""
    scores = [salience(each.occurrences, anaphor.step, anaphor.paragraph) for each in candidates]
    ranks = sorted(range(len(candidates)), key=lambda k: -scores[k])
    recent = sorted(range(len(candidates)), key=lambda k: -_latest(candidates[k]))
    total, best = sum(scores) or 1.0, max(scores, default=0.0)
    for k, candidate in enumerate(candidates):
        if not candidate.referents:
            yield _of_nobody(anaphor, len(candidates) - 1, best / total)
        else:
            places = ranks.index(k), recent.index(k), _share(scores[k] / total)
            of_it = _of_described if anaphor.model == "description" else _of_somebody
            yield list(of_it(anaphor, candidate, *places))


def _latest(candidate: Candidate) -> int:
    return candidate.occurrences[0].token if candidate.occurrences else -1


def _of_nobody(anaphor: Anaphor, rivals: int, share: float) -> list[str]:
    return [
        "nobody",
        f"nobody,word={anaphor.word},{anaphor.speaks}",
        f"nobody,rivals={min(rivals, _MANY)}",
        f"nobody,share={_share(share)}",
        *(f"nobody,{own}" for own in anaphor.own),
    ]


def _of_described(anaphor: Anaphor, candidate: Candidate, rank: int, recency: int, share: int) -> Iterator[str]:
    """Yield what speaks for whom a description may mean: few features, for few descriptions in corpora mean anybody."""
    last, count = candidate.occurrences[0], min(len(candidate.occurrences), _MANY)
    named = isinstance(candidate.referents[0], int)
    fit, back = candidate.fit, min(anaphor.step - last.step, _FAR)
    yield f"named={named}"
    yield f"fit={fit}"
    yield f"fit,word={fit},{anaphor.word}"
    yield f"named,sort={named},{last.traits.sort}"
    yield f"named,gender={named},{last.traits.gender}"
    yield f"named,back={named},{back}"
    yield f"named,rank={named},{min(rank, 2)}"
    yield f"named,recency={named},{min(recency, 2)}"
    yield f"named,role={named},{last.weight:g}"
    yield f"named,count={named},{count}"
    yield f"named,share={named},{share}"
    yield f"standing={candidate.standing}"
    for own in anaphor.own:
        yield f"named,{own},{named}"


def _of_somebody(anaphor: Anaphor, candidate: Candidate, rank: int, recency: int, share: int) -> Iterator[str]:
    last, count = candidate.occurrences[0], min(len(candidate.occurrences), _MANY)
    word, back = anaphor.word, min(anaphor.step - last.step, _FAR)
    paragraphs = min(anaphor.paragraph - last.paragraph, _FAR)
    yield f"back={back}"
    yield f"word,back={word},{back}"
    yield f"paragraphs={paragraphs}"
    yield f"speaks,back,role={anaphor.speaks},{back},{last.weight:g}"
    yield f"role={last.weight:g}"
    yield f"opens,paragraphs={anaphor.opens},{paragraphs}"
    yield f"count={count}"
    yield f"best role={max(each.weight for each in candidate.occurrences):g}"
    yield f"rank={min(rank, _MANY)}"
    yield f"recency={min(recency, _MANY)}"
    yield f"rank,recency={min(rank, 2)},{min(recency, 2)}"
    yield f"share={share}"
    if last.step == anaphor.step:
        yield f"same sentence,role={last.weight:g},{anaphor.speaks}"
    traits, standing = last.traits, candidate.standing
    is_named = isinstance(candidate.referents[0], int)
    yield f"word,sort={word},{traits.sort}"
    yield f"word,gender={word},{traits.gender}"
    yield f"gender,back={traits.gender},{back}"
    yield f"named,sort={is_named},{traits.sort}"
    yield f"named,count={is_named},{count}"
    yield f"standing={standing}"
    yield f"word,standing={word},{standing}"
    if candidate.fit:
        yield f"fit={candidate.fit}"
        yield f"fit,word={candidate.fit},{word}"
        for own in anaphor.own:
            yield f"fit,{own},{candidate.fit}"
        yield f"fit,back={candidate.fit},{back}"
        yield f"fit,rank={candidate.fit},{min(rank, 2)}"
        yield f"fit,share={candidate.fit},{share}"
        yield f"fit,count={candidate.fit},{count}"


def _share(value: float) -> int:
    """Return the part of the scale from 0 to 1 that a value lies in."""
    return min(int(value * _SHARES), _SHARES - 1)
