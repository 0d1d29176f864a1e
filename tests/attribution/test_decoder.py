"""Choice: the surest cues and contents that do not overlap, each with its likeliest source or none."""

from __future__ import annotations

from math import log

import pytest
from trees import at, document, ranges, words

from quoteattr.attribution.decoder import (
    MIN_CUE,
    MODELS,
    choose,
    choose_sources,
    decode,
    proposals_of,
    propose,
    rank,
    sources_of,
    weigh,
)
from quoteattr.attribution.filter import filter_rows
from quoteattr.attribution.types import Choice, Proposal
from quoteattr.document.document import Document
from quoteattr.language.cue_lexicon import CueLexicon
from quoteattr.loglinear.features import Model
from quoteattr.loglinear.weights import Weights

LEXICON = CueLexicon({"say/V": "speech"})
WEIGHTS = Weights(
    {
        "first": {},
        "cue": {"bias": -5.0, "cue=say/V": 8.0},
        "content": {"label=complement:0:ccomp": 3.0, "label=fronted:ccomp": 3.0, "label=quotation:before": 2.0},
        "rerank": {"log": 1.0},
        "source": {"form=whole": 1.0, "head=PROPN": 1.0, "none": 0.5},
        "filter": {"log odds": 1.0},
    }
)
SAID = (
    "Ana/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/said "
    "././punct/said"
)
TWICE = (
    "Ana/NNP/nsubj/said said=say/VBD/ROOT Tom/NNP/nsubj/says says=say/VBZ/ccomp/said it/PRP/nsubj/rained "
    "rained=rain/VBD/ccomp/says all/DT/det/day day/NN/npadvmod/rained ././punct/said"
)


def show(doc: Document, choice: Choice) -> tuple[str, str, str | None]:
    source = None if choice.source is None else words(doc, [choice.source])
    return doc.parse.word[choice.cue], words(doc, choice.content), source


def chosen(doc: Document, weights: Weights, least: float) -> list[Choice]:
    """What is chosen of all that is weighed."""
    return choose(doc, weights, weigh(doc, weights), least)


def test_a_cue_gets_its_likeliest_content_and_source() -> None:
    doc = document(SAID, cues=LEXICON)
    (choice,) = chosen(doc, WEIGHTS, 0.4)
    assert show(doc, choice) == ("said", "that it rained", "Ana")
    assert choice.label == "complement:0:ccomp"
    assert 0.9 < choice.confidence < 1


def test_nothing_less_likely_than_asked_for_is_chosen() -> None:
    doc = document(SAID, cues=LEXICON)
    assert chosen(doc, WEIGHTS, 0.99) == []


def test_without_any_weights_nothing_is_more_likely_than_not() -> None:
    doc = document(SAID, cues=LEXICON)
    assert chosen(doc, Weights({name: {} for name in MODELS}), 0.51) == []


def test_an_empty_text_has_no_attributions() -> None:
    assert chosen(document(cues=LEXICON), WEIGHTS, 0.0) == []


def test_improbable_cues_are_not_proposed() -> None:
    doc = document(SAID, cues=LEXICON)
    assert [doc.parse.word[p.cue] for p in propose(doc, WEIGHTS)[2]] == ["said"]
    for model in ("first", "cue"):
        never = Weights({**WEIGHTS.models, model: {"bias": -5.0}})
        assert propose(doc, never)[2] == []


def test_contents_are_ranked_the_likeliest_first_and_few() -> None:
    doc = document(SAID, cues=LEXICON)
    ((cue, ranked),) = rank([doc], WEIGHTS["content"], [{at(doc, "said"): 0.9}])[0].items()
    shares = [p for p, _, _ in ranked]
    assert doc.parse.word[cue] == "said"
    assert shares == sorted(shares, reverse=True)
    assert len(shares) <= 5
    assert words(doc, ranked[0][1]) == "that it rained"
    assert sum(shares) <= 1.0 + 1e-9
    assert [(p.cue, p.probability) for p in proposals_of({cue: 0.9}, {cue: ranked})] == [(cue, 0.9)]


def test_contents_that_are_hardly_possible_are_not_kept() -> None:
    doc = document(SAID, cues=LEXICON)
    (kept,) = rank([doc], Model({"label=complement:0:ccomp": 3.8}), [{at(doc, "said"): 0.9}])[0].values()
    assert [words(doc, content) for _, content, _ in kept] == ["that it rained"]
    (kept,) = rank([doc], Model({"label=complement:0:ccomp": 1.0}), [{at(doc, "said"): 0.9}])[0].values()
    assert len(kept) > 1


def test_a_cue_without_a_candidate_content_is_dropped() -> None:
    doc = document("Say=say/VB/ROOT !/./punct/Say", cues=LEXICON)
    assert rank([doc], Model(), [{0: 0.9}]) == [{}]


def test_no_source_where_having_none_is_likelier() -> None:
    doc = document(SAID, cues=LEXICON)
    content = ranges(doc, "that it rained")
    ((ana,),) = choose_sources([doc], WEIGHTS["source"], [[(1, content)]])
    assert (ana.tokens, ana.route) == ((0, 1), "subject:nsubj")
    assert ana.probability > 0.5
    for model in ({"none": 5.0, "form=whole": 1.0}, {}):
        ((nobody,),) = choose_sources([doc], Model(model), [[(1, content)]])
        assert (nobody.tokens, nobody.route) == (None, "")
        assert nobody.probability >= 0.5


def proposal(doc: Document, cue: str, *contents: tuple[float, str], probability: float = 0.9) -> Proposal:
    """A cue with these phrases for contents."""
    said = tuple((p, ranges(doc, *phrase.split(" | ")), "made up") for p, phrase in contents)
    return Proposal(at(doc, cue), probability, said)


def rows_of(doc: Document, proposals: list[Proposal]) -> list[dict[str, float]]:
    """The filter's features, with nobody for source."""
    return filter_rows(doc, proposals, sources_of([doc], Model({"none": 9.0}), [proposals])[0])


DECODED = [
    # a cue in a surer one's content yields, and so does a content that holds a surer cue
    ([("said", (0.9, "Tom says it rained"))], [0.9], [("said", "Tom says it rained")]),
    (
        [("said", (0.9, "Tom says it rained")), ("says", (0.9, "it rained"))],
        [0.9, 0.8],
        [("said", "Tom says it rained")],
    ),
    (
        [("said", (0.9, "Tom says it rained")), ("says", (0.9, "it rained"))],
        [0.8, 0.9],
        [("says", "it rained")],
    ),
    # the next best content, if the best is taken
    (
        [("said", (0.6, "it rained"), (0.4, "all day")), ("says", (0.9, "it rained"))],
        [0.8, 0.9],
        [("said", "all day"), ("says", "it rained")],
    ),
    # at almost a third of the cue's probability still
    (
        [("said", (0.6, "it rained"), (0.25, "all day")), ("says", (0.9, "it rained"))],
        [0.8, 0.9],
        [("said", "all day"), ("says", "it rained")],
    ),
    # but not at a quarter
    (
        [("said", (0.6, "it rained"), (0.2, "all day")), ("says", (0.9, "it rained"))],
        [0.8, 0.9],
        [("says", "it rained")],
    ),
    # and not one that is hardly possible
    (
        [("said", (0.97, "it rained"), (0.03, "all day")), ("says", (0.9, "it rained"))],
        [0.8, 0.9],
        [("says", "it rained")],
    ),
    # what is left of a content of which only a little is taken
    (
        [("said", (0.9, "it rained all day")), ("says", (0.9, "day"))],
        [0.8, 0.95],
        [("said", "it rained all"), ("says", "day")],
    ),
    ([("said", (0.9, "it rained all day")), ("says", (0.9, "all day"))], [0.8, 0.95], [("says", "all day")]),
    # nothing below the least
    ([("said", (0.9, "it rained"))], [0.3], []),
]  # fmt: skip


@pytest.mark.parametrize(("proposed", "likely", "expected"), DECODED)
def test_contents_compete_and_never_overlap(
    proposed: list[tuple[str, tuple[float, str]]], likely: list[float], expected: list[tuple[str, str]]
) -> None:
    doc = document(TWICE, cues=LEXICON)
    proposals = [proposal(doc, cue, *contents) for cue, *contents in proposed]
    chosen = decode(doc, proposals, likely, 0.4)
    assert [(doc.parse.word[cue], words(doc, content)) for cue, content, _, _ in chosen] == expected
    assert all(p in likely for _, _, p, _ in chosen)


def test_equal_proposals_are_chosen_in_the_order_of_the_text() -> None:
    doc = document(TWICE, cues=LEXICON)
    proposals = [proposal(doc, "said", (0.9, "it rained")), proposal(doc, "says", (0.9, "it rained"))]
    ((cue, *_),) = decode(doc, proposals, [0.9, 0.9], 0.4)
    assert doc.parse.word[cue] == "said"


def test_no_content_holds_the_cue_of_a_surer_one() -> None:
    doc = document(TWICE, cues=LEXICON)
    proposals = [proposal(doc, "said", (0.9, "Tom says")), proposal(doc, "says", (0.9, "it rained"))]
    ((cue, *_),) = decode(doc, proposals, [0.7, 0.9], 0.4)
    assert doc.parse.word[cue] == "says"


def test_the_first_word_of_a_text_is_taken_once_too() -> None:
    doc = document(TWICE, cues=LEXICON)
    proposals = [proposal(doc, "said", (0.9, doc.parse.word[0])), proposal(doc, "says", (0.9, doc.parse.word[0]))]
    assert len(decode(doc, proposals, [0.7, 0.9], 0.4)) == 1


def test_the_filter_sees_who_holds_whom() -> None:
    doc = document(TWICE, cues=LEXICON)
    outer = proposal(doc, "said", (0.9, "Tom says it rained"), (0.05, "all day"))
    inner = proposal(doc, "says", (0.9, "it rained"), probability=0.5)
    held, holder = rows_of(doc, [outer, inner])
    assert "content=7" in held  # eighths of the likeliest content's probability
    assert held["held odds"] == pytest.approx(0.0)  # the log-odds of 0.5
    assert held["holder odds"] == -4.0
    assert holder["holder odds"] == pytest.approx(2.197, abs=0.001)
    assert holder["held odds"] == -4.0
    assert "holder,family=made up,1" in holder
    assert "beside=1" in holder


def test_the_filter_sees_rivals_and_neighbours() -> None:
    doc = document(TWICE, cues=LEXICON)
    one, two = proposal(doc, "said", (0.9, "it rained")), proposal(doc, "says", (0.9, "it rained all day"))
    first, second = rows_of(doc, [one, two])
    assert first["rival odds"] > 2
    assert second["rival odds"] == -4.0  # less than half of the longer content is claimed
    assert first["near odds"] == second["near odds"] > 2


def test_proposals_of_other_sentences_do_not_meet() -> None:
    doc = document(SAID, SAID.replace("Ana", "Tom"), cues=LEXICON)
    one = proposal(doc, "said", (0.9, "that it rained"))
    other = Proposal(one.cue + 6, 0.9, ((0.9, ((8, 11),), "made up"),))
    alone, beside = rows_of(doc, [one])[0], rows_of(doc, [one, other])[0]
    assert {name for name in alone if "density" not in name} == {name for name in beside if "density" not in name}
    assert beside["log density"] == pytest.approx(alone["log density"] + log(2))


QUOTED = (
    "“/``/punct/said He/PRP/nsubj/said said=say/VBD/ccomp/told it/PRP/nsubj/rained "
    "rained=rain/VBD/ccomp/said ,/,/punct/said "
    "”/''/punct/said Ana/NNP/nsubj/told told=tell/VBD/ROOT us/PRP/dative/told ././punct/told"
)


def test_the_filter_sees_whether_a_quotation_is_quoted_by_another() -> None:
    doc = document(QUOTED, cues=LEXICON)
    inner = proposal(doc, "said", (0.9, "it rained"))
    outer = proposal(doc, "told", (0.9, '" He said it rained , "'))
    row, other = rows_of(doc, [inner, outer])
    assert "inside=True" in row
    assert "quoting=1,True" in row
    assert "inside=False" in other
    assert "quoted=all" in other


def test_extreme_odds_stay_finite() -> None:
    doc = document(SAID, cues=LEXICON)
    rows = rows_of(doc, [proposal(doc, "said", (1.0, "it rained"), probability=p) for p in (0.0, 1.0)])
    assert [row["log odds"] for row in rows] == [pytest.approx(-9.21, abs=0.01), pytest.approx(9.21, abs=0.01)]


def test_the_least_probability_of_a_proposal_is_below_any_useful_threshold() -> None:
    assert 0 < MIN_CUE < 0.4
