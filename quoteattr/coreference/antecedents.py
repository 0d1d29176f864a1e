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
from quoteattr.loglinear.features import Part, features_of
from quoteattr.loglinear.weights import Weights, softmax

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
    `fit` how they suit the anaphor, `marks` what else sets them apart from the others.
    """

    referents: Referents
    occurrences: Sequence[Occurrence]
    standing: str
    fit: str = ""
    marks: Sequence[str] = ()


NOBODY = Candidate((), (), "")
Ranker = Callable[[Anaphor, Sequence[Candidate]], Sequence[float]]  # the probability of each candidate


def make_ranker(weights: Weights) -> Ranker:
    """Return the ranker with these weights."""

    def rank(anaphor: Anaphor, candidates: Sequence[Candidate]) -> Sequence[float]:
        return softmax([*map(weights[anaphor.model].score, _parts(anaphor, candidates))])

    return rank


def candidate_features(anaphor: Anaphor, candidates: Sequence[Candidate]) -> Iterator[list[str]]:
    """Yield the features of each candidate by name."""
    return map(features_of, _parts(anaphor, candidates))


def _parts(anaphor: Anaphor, candidates: Sequence[Candidate]) -> Iterator[Sequence[Part]]:
    """Yield the features of each candidate by groups."""
    scores = [salience(each.occurrences, anaphor.step, anaphor.paragraph) for each in candidates]
    ranks = sorted(range(len(candidates)), key=lambda k: -scores[k])
    recent = sorted(range(len(candidates)), key=lambda k: -_latest(candidates[k]))
    total, best = sum(scores) or 1.0, max(scores, default=0.0)
    parts_of = _of_described if anaphor.model == "description" else _of_somebody
    for k, candidate in enumerate(candidates):
        if not candidate.referents:
            rivals, share = min(len(candidates) - 1, _MANY), _share(best / total)
            yield [(_nobody, (anaphor.word, anaphor.speaks, rivals, share, anaphor.own))]
        else:
            places = min(ranks.index(k), _MANY), min(recent.index(k), _MANY), _share(scores[k] / total)
            yield parts_of(anaphor, candidate, *places)


def _latest(candidate: Candidate) -> int:
    return candidate.occurrences[0].token if candidate.occurrences else -1


def _nobody(word: str, speaks: bool, rivals: int, share: int, own: Sequence[str]) -> list[str]:
    return [
        "nobody",
        f"nobody,word={word},{speaks}",
        f"nobody,rivals={rivals}",
        f"nobody,share={share}",
        *(f"nobody,{each}" for each in own),
    ]


def _of_described(anaphor: Anaphor, candidate: Candidate, rank: int, recency: int, share: int) -> list[Part]:
    """Return what speaks for whom a description may mean; little, for few descriptions in corpora mean anybody."""
    last, count = candidate.occurrences[0], min(len(candidate.occurrences), _MANY)
    named, back = isinstance(candidate.referents[0], int), min(anaphor.step - last.step, _FAR)
    return [
        (_fit, (candidate.fit, anaphor.word, candidate.standing)),
        (_described, (named, last.traits.sort, last.traits.gender, last.weight, back)),
        (_placed, (named, min(rank, 2), min(recency, 2), count, share)),
        *((_told, (named, own)) for own in anaphor.own),
        *((_marked, (named, anaphor.word, mark)) for mark in candidate.marks),
    ]


def _fit(fit: str, word: str, standing: str) -> list[str]:
    return [f"fit={fit}", f"fit,word={fit},{word}", f"standing={standing}"]


def _described(named: bool, sort: str, gender: str, role: float, back: int) -> list[str]:
    return [
        f"named={named}",
        f"named,sort={named},{sort}",
        f"named,gender={named},{gender}",
        f"named,role={named},{role:g}",
        f"named,back={named},{back}",
    ]


def _placed(named: bool, rank: int, recency: int, count: int, share: int) -> list[str]:
    return [
        f"named,rank={named},{rank}",
        f"named,recency={named},{recency}",
        f"named,count={named},{count}",
        f"named,share={named},{share}",
    ]


def _told(named: bool, own: str) -> list[str]:
    return [f"named,{own},{named}"]


def _marked(named: bool, word: str, mark: str) -> list[str]:
    return [f"named,{mark},{named}", f"word,{mark},{word}"]


def _of_somebody(anaphor: Anaphor, candidate: Candidate, rank: int, recency: int, share: int) -> list[Part]:
    last, count = candidate.occurrences[0], min(len(candidate.occurrences), _MANY)
    word, back = anaphor.word, min(anaphor.step - last.step, _FAR)
    paragraphs = min(anaphor.paragraph - last.paragraph, _FAR)
    best, named = max([each.weight for each in candidate.occurrences]), isinstance(candidate.referents[0], int)
    parts: list[Part] = [
        (_where, (word, anaphor.speaks, anaphor.opens, back, paragraphs, last.weight, last.step == anaphor.step)),
        (_prominence, (count, best, rank, recency, share)),
        (_who, (word, last.traits.sort, last.traits.gender, back, named, count, candidate.standing)),
        (_able, (anaphor.speaks, last.traits.sort, candidate.standing)),
        *((_noted, (mark,)) for mark in candidate.marks),
    ]
    if candidate.fit:
        parts.append((_suits, (candidate.fit, word, anaphor.own, back, min(rank, 2), share, count)))
    return parts


def _where(
    word: str, speaks: bool, opens: bool, back: int, paragraphs: int, role: float, is_same_sentence: bool
) -> Iterator[str]:
    yield f"back={back}"
    yield f"word,back={word},{back}"
    yield f"paragraphs={paragraphs}"
    yield f"speaks,back,role={speaks},{back},{role:g}"
    yield f"role={role:g}"
    yield f"opens,paragraphs={opens},{paragraphs}"
    if is_same_sentence:
        yield f"same sentence,role={role:g},{speaks}"


def _prominence(count: int, best: float, rank: int, recency: int, share: int) -> list[str]:
    return [
        f"count={count}",
        f"best role={best:g}",
        f"rank={rank}",
        f"recency={recency}",
        f"rank,recency={min(rank, 2)},{min(recency, 2)}",
        f"share={share}",
    ]


def _who(word: str, sort: str, gender: str, back: int, named: bool, count: int, standing: str) -> list[str]:
    return [
        f"word,sort={word},{sort}",
        f"word,gender={word},{gender}",
        f"gender,back={gender},{back}",
        f"named,sort={named},{sort}",
        f"named,count={named},{count}",
        f"standing={standing}",
        f"word,standing={word},{standing}",
    ]


def _able(speaks: bool, sort: str, standing: str) -> list[str]:
    return [f"speaks,sort,standing={speaks},{sort},{standing}"]  # what says something is seldom a loss or a bridge


def _noted(mark: str) -> list[str]:
    return [mark]


def _suits(fit: str, word: str, own: Sequence[str], back: int, rank: int, share: int, count: int) -> list[str]:
    return [
        f"fit={fit}",
        f"fit,word={fit},{word}",
        *(f"fit,{each},{fit}" for each in own),
        f"fit,back={fit},{back}",
        f"fit,rank={fit},{rank}",
        f"fit,share={fit},{share}",
        f"fit,count={fit},{count}",
    ]


def _share(value: float) -> int:
    """Return the part of the scale from 0 to 1 that a value lies in."""
    return min(int(value * _SHARES), _SHARES - 1)
