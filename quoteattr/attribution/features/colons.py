"""Features of a colon that may introduce speech: what stands before it and behind it, and around the text's others.

*Weight: 14 kg* and *Mayor: no new tax* look alike. But who speaks is named elsewhere, speaks again, says clauses, and
seldom stands in a list of things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from quoteattr.attribution.syntax import is_person
from quoteattr.document.document import Document
from quoteattr.document.ranges import Range, counted
from quoteattr.loglinear.features import Columns, optional

_STOPS = frozenset(".;!?:")
# Set by hand: what lies beyond them is no label or nothing said, or told no finer, for it is rare.
_MAX_LABEL = 8  # tokens before a colon
_MAX_BEHIND = 15  # tokens behind it
_MAX_OTHERS = 3  # labels of other words in the text, and those of the same


class _Label(NamedTuple):
    """The words before a colon, in tokens and as they are, those behind it, and whether a clause is among these."""

    before: Range
    behind: Range
    words: str
    has_clause: bool


class _Features(NamedTuple):
    """What tells a speaker's label from another; empty for a cue that is no colon."""

    place: str = ""
    clause: str = ""
    behind: str = ""
    others: str = ""
    again: str = ""
    voice: str = ""
    named: str = ""


def colon_columns(doc: Document, cues: Sequence[int]) -> Columns:
    """Return columns for those cues that are colons outside quotations; the others have none of these features."""
    labels = _labels(doc) if any(doc.parse.word[cue] == ":" for cue in cues) else {}
    named = _named_outside(doc, labels.values()) if labels else frozenset()
    times = Counter(label.words for label in labels.values())
    clauses = Counter(label.words for label in labels.values() if label.has_clause)
    rows = [_features(doc, labels[cue], times, clauses, named) if cue in labels else _Features() for cue in cues]
    return {f"colon {name}": optional([row[k] for row in rows]) for k, name in enumerate(_Features._fields)}


def _labels(doc: Document) -> dict[int, _Label]:
    """Return for each colon outside quotations what stands before and behind it in its line or sentence."""
    parse = doc.parse
    colons = [i for i, word in enumerate(parse.word) if word == ":" and doc.quoted[i] < 0]
    found = {}
    for colon, later in zip(colons, [*colons[1:], len(parse)], strict=True):
        start, end = parse.paragraphs[parse.paragraph[colon]]
        first = colon
        while first > max(start, colon - _MAX_LABEL) and not _opens(doc, first):
            first -= 1
        behind = colon + 1, max(colon + 1, min(end, later, colon + 1 + _MAX_BEHIND))
        words = " ".join(parse.lower[first:colon])
        found[colon] = _Label((first, colon), behind, words, counted(doc.finite_before, (behind,)) > 0)
    return found


def _opens(doc: Document, token: int) -> bool:
    """Whether a token opens a line or stands behind a stop."""
    return doc.parse.word[token - 1] in _STOPS or _opens_line(doc, token)


def _opens_line(doc: Document, token: int) -> bool:
    parse = doc.parse
    return token == 0 or "\n" in parse.text[parse.end[token - 1] : parse.start[token]]


def _named_outside(doc: Document, labels: Collection[_Label]) -> frozenset[str]:
    """Return the proper nouns of the text outside its labels."""
    inside = {i for label in labels for i in range(*label.before)}
    return frozenset(doc.parse.lower[i] for i, pos in enumerate(doc.parse.pos) if pos == "PROPN" and i not in inside)


def _features(
    doc: Document, label: _Label, times: Counter[str], clauses: Counter[str], named: frozenset[str]
) -> _Features:
    parse, (first, colon) = doc.parse, label.before
    others = times.total() - times[label.words]
    follower = parse.word[label.behind[0]] if label.behind[0] < label.behind[1] else ""
    return _Features(
        place=f"{'title' if parse.paragraph[colon] == 0 else 'text'} {'line' if _opens_line(doc, first) else 'inside'}",
        clause=str(label.has_clause),
        behind=_shape(follower),
        others=f"{min(others, _MAX_OTHERS)} {_share(clauses.total() - clauses[label.words], others)}",
        again=str(min(times[label.words], _MAX_OTHERS)),
        voice=str(any(parse.tag[i] == "PRP" and is_person(doc, i) for i in range(*label.behind))),
        named=str(any(parse.lower[i] in named for i in range(first, colon))),
    )


def _share(some: int, every: int) -> str:
    if some in (0, every):
        return "all" if some else "none"
    return "most" if 2 * some >= every else "some"


def _shape(word: str) -> str:
    """Return whether a word begins with a capital, a small letter, a figure or a mark."""
    first = word[:1]
    return "capital" if first.isupper() else "letter" if first.isalpha() else "figure" if first.isdigit() else "mark"
