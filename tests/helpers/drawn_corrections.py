"""Corrections drawn at random, as the name of a function of `quoteattr.assembly.corrections` and what it is given."""

from __future__ import annotations

from hypothesis import strategies as st

from quoteattr.assembly import corrections
from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import CorrectionError

Step = tuple[str, tuple[object, ...]]
IDS = st.sampled_from([f"{letter}{n}" for letter in "qs" for n in range(1, 11)])
NAMES = st.text("Ana B-", max_size=5)


def steps(text: str) -> st.SearchStrategy[list[Step]]:
    """Lists of corrections of an extraction from this text; some of them are none that it admits."""
    stretch = st.tuples(st.integers(-2, len(text) + 2), st.integers(1, 80)).map(lambda pair: (pair[0], sum(pair)))
    content = st.lists(stretch, max_size=3)
    named = {
        "accept": (IDS,), "assign": (IDS, st.none() | IDS), "delimit": (IDS, content), "drop": (IDS,),
        "add": (content, st.none() | IDS), "rename": (IDS, NAMES), "merge": (IDS, IDS),
        "split": (st.lists(IDS, max_size=3), NAMES),
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
