"""Corrections drawn at random, as the name of a function of `quoteattr.assembly.corrections` and what it is given."""

from __future__ import annotations

from hypothesis import strategies as st

from quoteattr.assembly import corrections
from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import CorrectionError

Step = tuple[str, tuple[object, ...]]
QUOTES = st.sampled_from([f"q{n}" for n in range(1, 10)])
SPEAKERS = st.sampled_from([f"s{n}" for n in range(1, 7)])
NAMES = st.text("Ana B-", max_size=5)


def steps(extraction: Extraction) -> st.SearchStrategy[list[Step]]:
    """Lists of corrections of an extraction; it does not admit all of them."""
    edges = {edge for each in extraction.quotes for span in each.content for edge in (span.start, span.end)}
    edge = st.sampled_from(sorted(edges)) | st.integers(-1, len(extraction.text) + 1)
    stretch = st.tuples(edge, edge).map(lambda pair: (min(pair), max(pair)))
    content = st.lists(stretch, max_size=2)
    named = {
        "accept": (QUOTES,), "assign": (QUOTES, st.none() | SPEAKERS), "delimit": (QUOTES, content), "drop": (QUOTES,),
        "add": (content, st.none() | SPEAKERS), "rename": (SPEAKERS, NAMES), "merge": (SPEAKERS, SPEAKERS),
        "split": (st.lists(QUOTES, max_size=3), NAMES),
    }  # fmt: skip
    return st.lists(
        st.one_of([st.tuples(st.just(name), st.tuples(*args)) for name, args in named.items()]), max_size=12
    )


def made(extraction: Extraction, step: Step) -> Extraction | None:
    """The extraction corrected; None if it does not admit that."""
    name, args = step
    try:
        corrected: Extraction = getattr(corrections, name)(extraction, *args)
    except CorrectionError:
        return None
    return corrected
