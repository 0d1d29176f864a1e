"""Candidate contents beside those of other cues, and how they are reranked."""

from __future__ import annotations

import pytest
from trees import at, document, ranges, words

from quoteattr.attribution.reranking import rerank, rerank_rows
from quoteattr.attribution.types import Ranked
from quoteattr.document.document import Document
from quoteattr.loglinear.features import Model

TWO = (
    "\"/``/punct/said Go/VB/ccomp/said ,/,/punct/said \"/''/punct/said said=say/VBD/ROOT Ana/NNP/nsubj/said "
    "././punct/said "
    "\"/``/punct/added Wait/VB/ccomp/added ,/,/punct/added \"/''/punct/added added=add/VBD/ROOT "
    "Bo/NNP/nsubj/added ././punct/added"
)
FIRST, SECOND = '" Go , "', '" Wait , "'


def ranked(doc: Document, *contents: tuple[float, str]) -> list[Ranked]:
    """Contents of these phrases."""
    return [(p, ranges(doc, *phrase.split(" | ")), "made up:1") for p, phrase in contents]


@pytest.fixture
def doc() -> Document:
    """Two quotations, each with its cue."""
    return document(TWO)


def test_what_another_cue_contests_is_seen(doc: Document) -> None:
    said, added = at(doc, "said"), at(doc, "added")
    rankings = {said: ranked(doc, (0.6, f"{FIRST} | {SECOND}"), (0.4, FIRST)), added: ranked(doc, (1.0, SECOND))}
    rows = dict(rerank_rows(doc, {said: 0.9, added: 0.8}, rankings))
    both, one = rows[said]
    assert both["most contested"] == pytest.approx(0.8)
    assert both["contested"] == pytest.approx(0.4)  # of half of its tokens
    assert both["contested=2,all"] == 1
    assert "quotation=True,4" in both
    assert (one["most contested"], one["contested"]) == pytest.approx((0, 0))
    assert "quotation=False,4" in one
    assert "leaves=0,all" in one  # what it leaves is another's
    assert added not in rows  # it has one content only


def test_what_no_cue_contests_is_seen(doc: Document) -> None:
    said = at(doc, "said")
    rankings = {said: ranked(doc, (0.6, f"{FIRST} | {SECOND}"), (0.4, FIRST))}
    ((_, (_, one)),) = rerank_rows(doc, {said: 0.9}, rankings)
    assert "leaves=2,all" in one
    assert "quotation=False,0" in one


def test_a_contested_quotation_goes_to_its_own_cue(doc: Document) -> None:
    said, added = at(doc, "said"), at(doc, "added")
    rankings = {said: ranked(doc, (0.6, f"{FIRST} | {SECOND}"), (0.4, FIRST)), added: ranked(doc, (1.0, SECOND))}
    model = Model({"log": 1.0, "most contested": -2.0})
    found = rerank([doc], model, [{said: 0.9, added: 0.8}], [rankings])[0]
    assert {doc.parse.word[cue]: words(doc, contents[0][1]) for cue, contents in found.items()} == {
        "said": FIRST,
        "added": SECOND,
    }
    alone = rerank([doc], model, [{said: 0.9}], [{said: rankings[said]}])[0]
    assert words(doc, alone[said][0][1]) == f"{FIRST} | {SECOND}"


def test_of_likely_contents_one_like_the_others_scores_highest() -> None:
    doc = document("Ana/NNP/nsubj/said said=say/VBD/ROOT aaaa/NN/dobj/said bbbb/NN/dobj/said cccc/NN/dobj/said")
    contents = ranked(doc, (0.4, "Ana"), (0.3, "aaaa bbbb"), (0.3, "aaaa bbbb cccc"))
    (best, *_, last) = rerank([doc], Model({"log": 1.0}), [{1: 0.9}], [{1: contents}])[0][1]
    assert words(doc, best[1]).startswith("aaaa bbbb")
    assert best[0] == pytest.approx(0.45, abs=0.01)  # half of 0.3 and 0.6
    assert words(doc, last[1]) == "Ana"


def test_a_cue_without_rivals_keeps_its_contents(doc: Document) -> None:
    said = at(doc, "said")
    ((score, content, label),) = rerank([doc], Model(), [{said: 0.9}], [{said: ranked(doc, (1.0, FIRST))}])[0][said]
    assert (score, words(doc, content), label) == (1.0, FIRST, "made up:1")


def test_documents_are_reranked_together_as_each_alone(doc: Document) -> None:
    said, added = at(doc, "said"), at(doc, "added")
    both = {said: ranked(doc, (0.6, f"{FIRST} | {SECOND}"), (0.4, FIRST)), added: ranked(doc, (1.0, SECOND))}
    rankings, cues = [both, {}, {said: both[said]}], [{said: 0.9, added: 0.8}, {}, {said: 0.9}]
    model = Model({"log": 1.0, "most contested": -2.0, "log,quoted=all": 0.5, "quotation=True,4": -1.0})
    assert rerank([doc] * 3, model, cues, rankings) == [
        rerank([doc], model, [cue], [ranking])[0] for cue, ranking in zip(cues, rankings, strict=True)
    ]
    assert rerank([], model, [], []) == []
