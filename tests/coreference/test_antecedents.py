"""Antecedents of pronouns and descriptions: what is told of each candidate, and who wins."""

from __future__ import annotations

import pytest
from marked import resolution_of
from spacy.language import Language

from quoteattr.coreference.antecedents import NOBODY, Anaphor, Candidate, candidate_features, make_ranker
from quoteattr.coreference.salience import OTHER, SOURCE, Occurrence, Traits
from quoteattr.loglinear.weights import Weights

HE = Traits("person", "male", "singular")
PRONOUN = Anaphor(token=20, model="pronoun", word="he", step=3, paragraph=1, speaks=True, opens=False)
NEAR = Candidate((0,), [Occurrence(15, 3, 1, (0,), HE, OTHER)], "person named")
FAR = Candidate(
    (1,), [Occurrence(5, 1, 0, (1,), HE, SOURCE), Occurrence(2, 0, 0, (1,), HE, OTHER)], "person named full"
)
CANDIDATES = [NOBODY, NEAR, FAR]
TRADER = Anaphor(20, "description", "occupation", 3, 1, speaks=True, opens=False, own=("noun=trader",))


def test_features_say_how_far_and_how_prominent_each_candidate_is() -> None:
    nobody, near, far = map(set, candidate_features(PRONOUN, CANDIDATES))
    assert {"nobody", "nobody,rivals=2", "nobody,word=he,True"} <= nobody
    assert {"back=0", "recency=0", "count=1", "standing=person named"} <= near
    assert {"back=2", "recency=1", "count=2", "best role=4", "paragraphs=1"} <= far


def test_marks_of_who_a_pronoun_may_mean_are_features() -> None:
    marked = NEAR._replace(marks=("first=True,1",))
    _, near = candidate_features(PRONOUN, [NOBODY, marked])
    assert "first=True,1" in near


def test_what_suits_a_description_is_told_with_the_class_of_its_noun() -> None:
    marked = NEAR._replace(fit="no role only", marks=("most=True",))
    nobody, near = map(set, candidate_features(TRADER, [NOBODY, marked]))
    assert "nobody,noun=trader" in nobody
    assert {"fit=no role only", "fit,word=no role only,occupation", "named,back=True,0"}
    assert {"named,most=True,True", "word,most=True,occupation"} <= near


@pytest.mark.parametrize(
    ("weights", "winner"), [({"back=0": 2.0}, 1), ({"best role=4": 2.0}, 2), ({"nobody": 2.0}, 0), ({}, None)]
)
def test_the_weights_decide_and_probabilities_sum_to_one(weights: dict[str, float], winner: int | None) -> None:
    likely = make_ranker(Weights({"pronoun": weights}))(PRONOUN, CANDIDATES)
    assert sum(likely) == pytest.approx(1)
    best = [k for k, p in enumerate(likely) if p == max(likely)]
    assert best == ([0, 1, 2] if winner is None else [winner])


def test_every_option_of_a_pronoun_has_its_probability(nlp: Language) -> None:
    _, _, resolution = resolution_of("Tom Reyes met Hugh Dorrit. [He] said {no}.", nlp)
    (options,) = resolution.options.values()
    assert sum(p for p, _ in options) == pytest.approx(1)
    assert () in [referents for _, referents in options]
    assert options[0][1] == resolution.referents[0]
