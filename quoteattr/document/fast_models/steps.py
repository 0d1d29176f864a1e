"""spaCy's greedy parser, run from step to step by its own methods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from thinc.api import NumpyOps

from quoteattr.document.fast_models.row_products import linear


def may_step(parser: Any) -> bool:
    """Whether a component is a parser whose work `parse_by_steps` does: spaCy's greedy one, on the processor."""
    if type(parser) is not DependencyParser or not isinstance(parser.model.ops, NumpyOps):
        return False
    attributes = parser.model.attrs
    return parser.cfg["beam_width"] == 1 and attributes["has_upper"] and not attributes["unseen_classes"]


def parse_by_steps(parser: Any, docs: Sequence[Doc]) -> None:
    """Parse texts that have been tagged, all of them step by step together, as the parser itself would."""
    states = parser.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    if unfinished:
        model, scores = parser.model.predict(docs), linear(parser.model.get_ref("upper"))
        while unfinished:
            vectors = model.state2vec.predict(model.get_token_ids(unfinished))
            unfinished = parser.transition_states(unfinished, scores(vectors))
        model.clear_memory()  # 4 KB a word, which a cycle of references keeps until the collector comes
    parser.set_annotations(docs, states)
