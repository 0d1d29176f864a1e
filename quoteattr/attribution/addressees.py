"""The addressee of an attribution: "told reporters", "said to the court", "was told"."""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.attribution.types import Attribution
from quoteattr.document.document import Document
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import NOUNS, phrase, token_range
from quoteattr.document.ranges import Offsets

_OBJECTS = frozenset({"dobj", "dative"})
_ADDRESSABLE = NOUNS | {"PRP", "WP"}


def addressee_of(doc: Document, attribution: Attribution) -> Offsets | None:
    """Return the offsets of an attribution's addressee, if its cue has one.

    A verb names its addressee as the language says: as "object", after "to" or "with", or as the subject of its
    "passive".
    """
    parse, language, verb = doc.parse, doc.language, attribution.cue_head
    if verb is None:
        return None
    taken = [token_range(parse, span) for span in attribution.content]
    if attribution.source is not None:
        taken.append(token_range(parse, attribution.source))
    for noun in _candidates(parse, verb, language.addressing.get(parse.lemma[verb], frozenset())):
        if parse.tag[noun] not in _ADDRESSABLE or parse.lemma[noun] in language.words.told_things:
            continue
        first, last = phrase(parse, noun)
        last = min([last, *(a for a, _ in taken if noun < a)])
        start, end = parse.start[first], parse.end[last - 1]
        is_free = not any(a <= noun and first < b for a, b in taken)
        overlaps = any(a < end and start < b for a, b in attribution.content)  # by a mark in a word
        if is_free and not overlaps:
            return start, end
    return None


def _candidates(parse: Parse, verb: int, ways: frozenset[str]) -> Iterator[int]:
    for c in parse.children[verb]:
        dep, word = parse.dep[c], parse.lower[c]
        if dep in _OBJECTS and parse.tag[c] != "IN" and "object" in ways:
            yield c
        elif dep in ("prep", "dative") and word in ways:
            yield from (o for o in parse.children[c] if parse.dep[o] == "pobj")
        elif dep == "nsubjpass" and "passive" in ways:
            yield c
