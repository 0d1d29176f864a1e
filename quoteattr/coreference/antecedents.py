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
            yield _of_somebody(pronoun, candidate, *places)


def _latest(candidate: Candidate) -> int:
    return candidate.occurrences[0].token if candidate.occurrences else -1


def _of_nobody(pronoun: Pronoun, rivals: int, share: float) -> list[str]:
    return [
        "nobody",
        f"nobody,pronoun={pronoun.word},{pronoun.speaks}",
        f"nobody,rivals={min(rivals, _MANY)}",
        f"nobody,share={_share(share)}",
    ]


def _of_somebody(pronoun: Pronoun, candidate: Candidate, rank: int, recency: int, share: int) -> list[str]:
    last, count = candidate.occurrences[0], min(len(candidate.occurrences), _MANY)
    word, speaks, back = pronoun.word, pronoun.speaks, min(pronoun.step - last.step, _FAR)
    paragraphs = min(pronoun.paragraph - last.paragraph, _FAR)
    role, best = f"{last.weight:g}", f"{max([each.weight for each in candidate.occurrences]):g}"
    (sort, gender, _), standing = last.traits, candidate.standing
    is_named = isinstance(candidate.referents[0], int)
    return [
        f"back={back}", f"pronoun,back={word},{back}", f"paragraphs={paragraphs}",
        f"speaks,back,role={speaks},{back},{role}", f"role={role}", f"opens,paragraphs={pronoun.opens},{paragraphs}",
        f"count={count}", f"best role={best}", f"rank={min(rank, _MANY)}", f"recency={min(recency, _MANY)}",
        f"rank,recency={min(rank, 2)},{min(recency, 2)}", f"share={share}",
        *([f"same sentence,role={role},{speaks}"] if last.step == pronoun.step else ()),
        f"pronoun,sort={word},{sort}", f"pronoun,gender={word},{gender}", f"gender,back={gender},{back}",
        f"named,sort={is_named},{sort}", f"named,count={is_named},{count}", f"standing={standing}",
        f"pronoun,standing={word},{standing}",
    ]  # fmt: skip


def _share(value: float) -> int:
    """Return the part of the scale from 0 to 1 that a value lies in."""
    return min(int(value * _SHARES), _SHARES - 1)
