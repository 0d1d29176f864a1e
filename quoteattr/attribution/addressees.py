"""To whom an attribution's words are addressed: "told reporters", "said to the court", "was told"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quoteattr.attribution.types import Attribution
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import NOUNS, Offsets, phrase, token_range

_OBJECTS = frozenset({"dobj", "dative"})
_ADDRESSABLE = NOUNS | {"PRP", "WP"}
_SPEECHES = frozenset({"story", "truth", "lie", "tale", "joke", "it", "what", "something", "nothing"})  # are told


def addressee_of(parse: Parse, attribution: Attribution, ways: Mapping[str, frozenset[str]]) -> Offsets | None:
    """The offsets of an attribution's addressee, if its cue has one.

    `ways` maps the lemma of a verb to how it names its addressee: as "object", after "to" or "with", or as
    the subject of its "passive".
    """
    verb = attribution.cue_head
    if verb is None:
        return None
    taken = [token_range(parse, span) for span in attribution.content]
    if attribution.source is not None:
        taken.append(token_range(parse, attribution.source))
    for noun in _candidates(parse, verb, ways.get(parse.lemma[verb], frozenset())):
        first, last = phrase(parse, noun)
        last = min([last, *(a for a, _ in taken if noun < a)])
        start, end = parse.start[first], parse.end[last - 1]
        is_free = not any(a <= noun and first < b for a, b in taken)
        inside = any(a < end and start < b for a, b in attribution.content)  # a mark in a word
        if is_free and not inside and parse.tag[noun] in _ADDRESSABLE and parse.lemma[noun] not in _SPEECHES:
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
