"""Sources: the features of candidates are named after what the tree and the marks have."""

from __future__ import annotations

import pytest
from ranked_trees import AROUND, FIRST, SAID, SECOND
from trees import at, document, ranges

from quoteattr.attribution.features.sources import SourceRow, no_source_features, source_features

SOURCES = [
    (
        SAID, "said", "Ana", "subject:nsubj|whole", ["that it rained"],
        {
            "route=subject:nsubj", "form=whole", "head=PROPN", "gap=1,left", "content side=right",
            "same sentence=True", "word after=said", "cue,route=say/V,subject:nsubj", "inside=False,False",
        },
    ),
    (SAID, "said", "us", "made|-appos", [], {"content side=around", "gap=6,right", "head=PRON:us", "cut length=0"}),
    (
        AROUND, "said", "Ana", "inverted:nsubj|whole", [FIRST],
        {"content side=left", "gap=1,right", "word after=on"},
    ),
    (AROUND, "said", "It", "made|up", [SECOND], {"inside=True,False"}),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "cue", "source", "label", "content", "present"), SOURCES)
def test_features_of_sources(
    tree: str, cue: str, source: str, label: str, content: list[str], present: set[str]
) -> None:
    doc = document(tree)
    row = SourceRow(at(doc, cue), ranges(doc, *content), ranges(doc, source)[0], label)
    (found,) = map(set, source_features(doc, [row]))
    assert present - found == set()


def test_features_of_having_no_source() -> None:
    doc = document(SAID)
    found = set(no_source_features(doc, at(doc, "said"), {(0, 1): "subject:nsubj|whole"}))
    assert {"none", "none,cue=say/V", "none,subject=True", "none,passive=False", "none,candidates=1"} <= found
    assert "none,routes=subject:nsubj" in found
    assert "none,candidates=0" in no_source_features(doc, at(doc, "hurt"), {})
