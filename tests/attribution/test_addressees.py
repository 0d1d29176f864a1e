"""To whom an attribution's words are addressed."""

from __future__ import annotations

import pytest
from trees import document

from quoteattr.attribution.addressees import addressee_of
from quoteattr.attribution.types import Attribution

TREES = [
    (
        "She/PRP/nsubj/told told=tell/VBD/ROOT the/DT/det/reporters reporters=reporter/NNS/dobj/told "
        "that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/told",
        "told",
        "that it rained",
        "the reporters",
    ),
    (
        "She/PRP/nsubj/said said=say/VBD/ROOT to/IN/prep/said Moss/NNP/pobj/to that/IN/mark/rained "
        "it/PRP/nsubj/rained rained=rain/VBD/ccomp/said",
        "said",
        "that it rained",
        "Moss",
    ),
    (
        "They/PRP/nsubjpass/told were=be/VBD/auxpass/told told=tell/VBN/ROOT that/IN/mark/rained it/PRP/nsubj/rained "
        "rained=rain/VBD/ccomp/told",
        "told",
        "that it rained",
        "They",
    ),
    (
        "She/PRP/nsubj/spoke spoke=speak/VBD/ROOT with/IN/prep/spoke him/PRP/pobj/with about/IN/prep/spoke "
        "rain/NN/pobj/about",
        "spoke",
        "about rain",
        "him",
    ),
    # a phrase that begins in the content is the model's mistake
    (
        "She/PRP/nsubj/spoke spoke=speak/VBD/ROOT to/IN/prep/spoke ‘/``/punct/White White/JJ/amod/Shooting "
        "People/NNS/compound/Shooting ’/''/punct/White Shooting/NN/pobj/to",
        "spoke",
        "White People",
        None,
    ),
    # what is told, not to whom
    (
        "She/PRP/nsubj/told told=tell/VBD/ROOT a/DT/det/story story/NN/dobj/told about/IN/prep/story "
        "rain/NN/pobj/about",
        "told",
        "about rain",
        None,
    ),
    # a verb without addressee
    (
        "She/PRP/nsubj/praised praised=praise/VBD/ROOT Moss/NNP/dobj/praised for/IN/prep/praised it/PRP/pobj/for",
        "praised",
        "for it",
        None,
    ),
    # the object is what was said
    ("She/PRP/nsubj/told told=tell/VBD/ROOT lies=lie/NNS/dobj/told", "told", "lies", None),
]


@pytest.mark.parametrize(("tree", "cue", "content", "expected"), TREES)
def test_addressee(tree: str, cue: str, content: str, expected: str | None) -> None:
    doc = document(tree)
    parse = doc.parse
    start = parse.text.index(content)
    attribution = Attribution(
        ((start, start + len(content)),), None, list(parse.word).index(cue), None, None, 1.0, "test"
    )
    found = addressee_of(doc, attribution)
    assert (found and parse.text[slice(*found)]) == expected


def test_no_cue_no_addressee() -> None:
    doc = document("It/PRP/ROOT")
    assert addressee_of(doc, Attribution(((0, 2),), None, None, None, None, 1.0, "test")) is None
