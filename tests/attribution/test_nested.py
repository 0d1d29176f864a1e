"""What is said inside a quotation: attributions that stand whole, with their cue, in the content of another."""

from __future__ import annotations

from dataclasses import replace

from trees import at, parsed, ranges, words

from quoteattr.attribution.decoder import choose_nested
from quoteattr.attribution.types import Choice
from quoteattr.document.document import Document, inner_document, read
from quoteattr.language.cue_lexicon import CueLexicon
from quoteattr.language.language import load_language
from quoteattr.loglinear.weights import Weights

LEXICON = CueLexicon({"say/V": "speech", "tell/V": "speech"})
WEIGHTS = Weights(
    {
        "first": {"bias": 3.0},
        "cue": {"bias": 3.0, "cue=leave/V": -6.0},
        "content": {"label=complement:0:ccomp": 3.0},
        "rerank": {"log": 1.0},
        "source": {"form=whole": 1.0, "none": 0.5},
        "filter": {},
    }
)
TOLD = (
    "“/``/punct/said He/PRP/nsubj/said said=say/VBD/ccomp/told it/PRP/nsubj/rained "
    "rained=rain/VBD/ccomp/said ,/,/punct/said "
    "”/''/punct/said Ana/NNP/nsubj/told told=tell/VBD/ROOT us/PRP/dative/told ././punct/told"
)
OUTSIDE = "Tom/NNP/nsubj/said said=say/VBD/ROOT she/PRP/nsubj/left left=leave/VBD/ccomp/said ././punct/said"


def inside(tree: str) -> Document:
    """Read as one who stands inside the outermost quotations."""
    parse = parsed(tree)
    return inner_document(read(parse, replace(load_language(), cues=LEXICON)))


def found(doc: Document, *holders: tuple[str, str], least: float = 0.4) -> list[tuple[str, str, str | None]]:
    """Cue, content and source of what the holders, given as cue and content, hold."""
    given = [Choice(at(doc, cue), ranges(doc, *said.split(" | ")), None, 0.9, "made up") for cue, said in holders]
    return [
        (doc.parse.word[c.cue], words(doc, c.content), None if c.source is None else words(doc, [c.source]))
        for c in choose_nested(doc, WEIGHTS, given, least)
    ]


def test_what_the_quoted_one_reports() -> None:
    assert found(inside(TOLD), ("told", '" He said it rained , "')) == [("said", "it rained", "He")]


def test_every_piece_of_a_content_may_hold_one() -> None:
    doc = inside(f"{TOLD} {OUTSIDE.replace('said', 'says')}")
    assert found(doc, ("told", '" He said it rained , " | Tom says she left')) == [
        ("said", "it rained", "He"), ("says", "she left", "Tom"),
    ]  # fmt: skip


def test_each_holder_has_its_own() -> None:
    doc = inside(f"{TOLD} {OUTSIDE.replace('said', 'says')}")
    assert found(doc, ("told", '" He said it rained , "'), ("us", "Tom says she left")) == [
        ("said", "it rained", "He"), ("says", "she left", "Tom"),
    ]  # fmt: skip


def test_nothing_outside_a_holder() -> None:
    doc = inside(f"{TOLD} {OUTSIDE}")
    assert found(doc, ("told", '" He')) == []
    assert found(doc) == []


def test_a_content_that_leaves_its_holder_is_none() -> None:
    doc = inside(OUTSIDE)
    assert found(doc, ("Tom", "said she")) == []
    assert found(doc, ("Tom", "said she left")) == [("said", "she left", "Tom")]


def test_the_likelihood_is_the_cues_own_and_bounded_below() -> None:
    doc = inside(TOLD)
    assert found(doc, ("told", '" He said it rained , "'), least=0.96) == []
    (choice,) = choose_nested(doc, WEIGHTS, [Choice(8, ((0, 7),), None, 0.9, "")], 0.4)
    assert 0.95 < choice.confidence < 0.96  # the logistic of 3
    assert choice.label == "complement:0:ccomp"
