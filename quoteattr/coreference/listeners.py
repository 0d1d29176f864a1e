"""Whom attributions are said to: entities that their addressees name, and the other of two who speak in turns.

Rather nobody than a wrong one: *reporters* and *the court* stay words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from quoteattr.attribution.addressees import addressee_of
from quoteattr.attribution.layouts import TURNS
from quoteattr.attribution.types import Attribution
from quoteattr.document.document import Document
from quoteattr.document.phrases import conjuncts, phrase_head, token_range
from quoteattr.entities.exchanges import only_other, others_around
from quoteattr.entities.types import Referents, Registry

Meant = Callable[[int, Referents], Referents]


def find_listeners(
    doc: Document,
    registry: Registry,
    attributions: Sequence[Attribution],
    speakers: Sequence[Referents],
    meant: Meant,
) -> list[Referents]:
    """Return the entities that each attribution is said to; none where that is not certain enough.

    Args:
        doc: the text.
        registry: its people.
        attributions: in text order.
        speakers: the referents of their sources.
        meant: what the head of a mention refers to, but for these: nobody is told something by themselves.
    """
    found = [_told(doc, registry, each, own, meant) for each, own in zip(attributions, speakers, strict=True)]
    for k, other in _answered(doc, attributions, speakers):
        found[k] = found[k] or (other,)
    return found


def _told(doc: Document, registry: Registry, attribution: Attribution, speakers: Referents, meant: Meant) -> Referents:
    """Return the entities that an attribution's addressee names: *told Ana*, *told me* in a letter; a mail's reader."""
    parse = doc.parse
    if attribution.rule == "mail":
        return _party(registry.addressees, attribution.content[0][0])
    offsets = addressee_of(doc, attribution)
    if offsets is None:
        return ()
    first, last = token_range(parse, offsets)
    found: list[int] = []
    for head in conjuncts(parse, phrase_head(parse, first, last), first, last):
        is_author = parse.lower[head] in doc.language.words.first_person
        told = _party(registry.authors, parse.start[head]) if is_author else meant(head, speakers)
        found += [one for one in told if isinstance(one, int) and one not in speakers]
    return tuple(dict.fromkeys(found))


def _party(parts: Sequence[tuple[int, int, int]], offset: int) -> tuple[int, ...]:
    return next(((entity,) for start, end, entity in parts if start <= offset < end), ())


def _answered(
    doc: Document, attributions: Sequence[Attribution], speakers: Sequence[Referents]
) -> Iterator[tuple[int, int]]:
    """Yield the turns of interviews and plays that one other speaks just before and after, with who that is."""
    turns = [k for k, attribution in enumerate(attributions) if attribution.rule in TURNS]
    entities = [_entity(speakers[k]) for k in turns]
    starts = [start for start, _ in doc.parse.bounds]
    spans = [(attributions[k].content[0][0], attributions[k].content[-1][1]) for k in turns]
    places = [(bisect_right(starts, first), bisect_right(starts, last - 1)) for first, last in spans]
    for k, around in zip(turns, others_around(entities, places), strict=True):
        other = only_other(entities, around)
        if other is not None:
            yield k, other


def _entity(referents: Referents) -> int | None:
    return referents[0] if len(referents) == 1 and isinstance(referents[0], int) else None
