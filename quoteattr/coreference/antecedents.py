"""Antecedents of singular pronouns: mention ranking by a log-linear model, "nobody" among the options.

As in Denis and Baldridge (2008): all candidates compete at once. What the weights say of distance, grammatical role
and repetition is learned; that an antecedent agrees with its pronoun is asked of each beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quoteattr.coreference.salience import Occurrence, salience
from quoteattr.entities.types import Referents
from quoteattr.loglinear.weights import Weights, score, softmax

MODELS = ("antecedent",)
_FAR, _MANY = 4, 4  # sentences, paragraphs and uses from which on they are not told apart; set by hand
_SHARES = 5  # parts of the scale of shares; set by hand


class Pronoun(NamedTuple):
    """A pronoun that looks for its antecedent: where it stands, whether it is a source and opens its paragraph."""

    token: int
    word: str
    step: int
    paragraph: int
    speaks: bool
    opens: bool


class Candidate(NamedTuple):
    """Who the pronoun may refer to: nobody, or the referents of some occurrences, the latest first.

    `standing` says what the text has made of them by now: a person with full name and role, a thing, somebody unnamed.
    """

    referents: Referents
    occurrences: Sequence[Occurrence]
    standing: str


Ranker = Callable[[Pronoun, Sequence[Candidate]], Sequence[float]]  # the probability of each candidate


def make_ranker(weights: Weights) -> Ranker:
    """Return the ranker with these weights."""
    model = weights[MODELS[0]]

    def rank(pronoun: Pronoun, candidates: Sequence[Candidate]) -> Sequence[float]:
        return softmax([score(model, features) for features in candidate_features(pronoun, candidates)])

    return rank


def candidate_features(pronoun: Pronoun, candidates: Sequence[Candidate]) -> Iterator[list[str]]:
    """Yield the features of each candidate."""
    scores = [salience(each.occurrences, pronoun.step, pronoun.paragraph) for each in candidates]
    ranks = sorted(range(len(candidates)), key=lambda k: -scores[k])
    recent = sorted(range(len(candidates)), key=lambda k: -_latest(candidates[k]))
    total, best = sum(scores) or 1.0, max(scores, default=0.0)
    for k, candidate in enumerate(candidates):
        if not candidate.occurrences:
            yield _of_nobody(pronoun, len(candidates) - 1, best / total)
        else:
            places = ranks.index(k), recent.index(k), _share(scores[k] / total)
            yield list(_of_somebody(pronoun, candidate, *places))


def _latest(candidate: Candidate) -> int:
    return candidate.occurrences[0].token if candidate.occurrences else -1


def _of_nobody(pronoun: Pronoun, rivals: int, share: float) -> list[str]:
    return [
        "nobody",
        f"nobody,pronoun={pronoun.word},{pronoun.speaks}",
        f"nobody,rivals={min(rivals, _MANY)}",
        f"nobody,share={_share(share)}",
    ]


def _of_somebody(pronoun: Pronoun, candidate: Candidate, rank: int, recency: int, share: int) -> Iterator[str]:
    last, count = candidate.occurrences[0], min(len(candidate.occurrences), _MANY)
    word, back = pronoun.word, min(pronoun.step - last.step, _FAR)
    paragraphs = min(pronoun.paragraph - last.paragraph, _FAR)
    yield f"back={back}"
    yield f"pronoun,back={word},{back}"
    yield f"paragraphs={paragraphs}"
    yield f"speaks,back,role={pronoun.speaks},{back},{last.weight:g}"
    yield f"role={last.weight:g}"
    yield f"opens,paragraphs={pronoun.opens},{paragraphs}"
    yield f"count={count}"
    yield f"best role={max(each.weight for each in candidate.occurrences):g}"
    yield f"rank={min(rank, _MANY)}"
    yield f"recency={min(recency, _MANY)}"
    yield f"rank,recency={min(rank, 2)},{min(recency, 2)}"
    yield f"share={share}"
    if last.step == pronoun.step:
        yield f"same sentence,role={last.weight:g},{pronoun.speaks}"
    traits, standing = last.traits, candidate.standing
    is_named = isinstance(candidate.referents[0], int)
    yield f"pronoun,sort={word},{traits.sort}"
    yield f"pronoun,gender={word},{traits.gender}"
    yield f"gender,back={traits.gender},{back}"
    yield f"named,sort={is_named},{traits.sort}"
    yield f"named,count={is_named},{count}"
    yield f"standing={standing}"
    yield f"pronoun,standing={word},{standing}"


def _share(value: float) -> int:
    """Return the part of the scale from 0 to 1 that a value lies in."""
    return min(int(value * _SHARES), _SHARES - 1)
