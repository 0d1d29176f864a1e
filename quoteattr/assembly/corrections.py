"""Corrections: an extraction and what a person says of it -> a new extraction, consistent again.

Of quotations:

    accept    it is right as it is
    assign    somebody else says it, whom the extraction knows; or nobody knows who
    delimit   its borders are elsewhere
    mark      its cue or its source is there
    drop      it is none
    add       one was missed

Of speakers:

    rename    one has another name
    merge     two are one
    split     one is two: some quotations are those of somebody new

A quotation that a person looked at has confidence 1, and so has its named speaker. Ids stay: what is added gets the
number after the highest, nothing else is renumbered. Who speaks and listens no longer, because of a correction, is no
speaker any more. The page of `quoteattr review` does the same (`output/pages/templates/review/corrections.js`), but
marks no cues, and `quoteattr train attribution` learns from quotations with a cue alone.

Example:
    >>> from quoteattr import QuoteExtractor
    >>> found = QuoteExtractor().extract("“It rained,” Ana Lund said. “All day,” she added.")
    >>> corrected = rename(assign(found, "q2", None), "s1", "Ana Maria Lund")
    >>> [quote.speaker and quote.speaker.name for quote in corrected.quotes]
    ['Ana Maria Lund', None]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from quoteattr.assembly.cast import joint_name
from quoteattr.assembly.extraction import Extraction
from quoteattr.assembly.stretches import check_stretches, cue_and_source, holds, meet
from quoteattr.document.quotations import find_quotations
from quoteattr.document.quoted_words import kind_of, verbatim_in
from quoteattr.document.ranges import Offsets
from quoteattr.errors import CorrectionError
from quoteattr.records import Quote, Span, Speaker, spans_at


def accept(extraction: Extraction, quote_id: str) -> Extraction:
    """Return the extraction with this quotation confirmed.

    Raises:
        CorrectionError: there is no such quotation.
    """
    return _changed(extraction, [quote_id], {})


def assign(extraction: Extraction, quote_id: str, speaker_id: str | None) -> Extraction:
    """Return the extraction with this quotation given to a speaker it knows, or with None to nobody.

    Raises:
        CorrectionError: there is no such quotation or speaker.
    """
    speaker = None if speaker_id is None else _speaker(extraction, speaker_id)
    return _changed(extraction, [quote_id], {"speaker": speaker})


def delimit(extraction: Extraction, quote_id: str, content: Iterable[Offsets]) -> Extraction:
    """Return the extraction with the content of this quotation here.

    Its kind and its verbatim words follow from the marks, except where they did not before: a turn of a transcript
    stays direct. Cue, source and addressee do not stay if their words are now among those said.

    Args:
        extraction: where the quotation is.
        quote_id: which quotation.
        content: one or more stretches of the text: half-open offsets in code points.

    Raises:
        CorrectionError: there is no such quotation, a stretch is empty or outside the text, stretches overlap, or
            another quotation has the same words, or some of its words inside and some outside.
    """
    quote = _quote(extraction, quote_id)
    stretches = _checked(extraction, content, but=quote_id)
    around = {name: _outside(getattr(quote, name), stretches) for name in ("cue", "source", "addressee")}
    changed = quote.model_copy(update=_said(extraction.text, stretches, quote) | around)
    return _placed(extraction, _sure(changed))


def mark(
    extraction: Extraction, quote_id: str, *, cue: Offsets | None = None, source: Offsets | None = None
) -> Extraction:
    """Return the extraction with the cue of this quotation here, or its source, or both; what is None stays.

    Args:
        extraction: where the quotation is.
        quote_id: which quotation.
        cue: where the word stands that introduces it (*said*, or a colon): half-open offsets in code points.
        source: where the words stand that say whose it is.

    Raises:
        CorrectionError: there is no such quotation, or a stretch is empty, outside the text or among the words said.
    """
    quote = _quote(extraction, quote_id)
    return _changed(extraction, [quote_id], cue_and_source(extraction.text, _offsets(quote), cue, source))


def drop(extraction: Extraction, quote_id: str) -> Extraction:
    """Return the extraction without this quotation; those inside it are inside the next around it.

    Raises:
        CorrectionError: there is no such quotation.
    """
    dropped = _quote(extraction, quote_id)
    left = [each for each in extraction.quotes if each.id != quote_id]
    return _consistent(extraction, (_nested(each, left) if each.inside == dropped.id else each for each in left))


def add(
    extraction: Extraction,
    content: Iterable[Offsets],
    speaker_id: str | None = None,
    *,
    cue: Offsets | None = None,
    source: Offsets | None = None,
) -> Extraction:
    """Return the extraction with one more quotation, in its place in the text.

    Args:
        extraction: where it was missed.
        content: one or more stretches of the text: half-open offsets in code points.
        speaker_id: who says it, of those whom the extraction knows; None if nobody knows.
        cue: where its cue stands, if it has one, as in `mark`.
        source: where its source stands.

    Raises:
        CorrectionError: there is no such speaker, a stretch is empty or outside the text, stretches overlap, or
            another quotation has the same words, or some of its words inside and some outside.
    """
    stretches = _checked(extraction, content)
    fields = (
        _said(extraction.text, stretches)
        | cue_and_source(extraction.text, stretches, cue, source)
        | {
            "id": _next_id("q", (quote.id for quote in extraction.quotes)),
            "speaker": None if speaker_id is None else _speaker(extraction, speaker_id),
            "confidence": 1.0,
            "rule": "annotated",
        }
    )
    return _placed(extraction, _sure(Quote.model_validate(fields)))


def rename(extraction: Extraction, speaker_id: str, name: str) -> Extraction:
    """Return the extraction with this speaker named so; a former name that the text has stays as an alias.

    Raises:
        CorrectionError: there is no such speaker, or the name has no letter.
    """
    speaker = _speaker(extraction, speaker_id)
    former = [speaker.name] if speaker.named and speaker.name in extraction.text else []
    return _recast(extraction, {speaker_id: _named(speaker, name, [*former, *speaker.aliases])})


def merge(extraction: Extraction, speaker_id: str, other_id: str) -> Extraction:
    """Return the extraction with two speakers as one, which has the first one's id and what is known of either.

    Its name, kind and gender are the first one's, where that has a name, a kind, a gender.

    Raises:
        CorrectionError: there is no such speaker, they are the same, or one is a group and the other a member of it.
    """
    speaker, other = _speaker(extraction, speaker_id), _speaker(extraction, other_id)
    if speaker_id == other_id or speaker_id in other.members or other_id in speaker.members:
        raise CorrectionError(f"{speaker_id!r} and {other_id!r} cannot be one; give two, not a group and its member")
    namesake = other if other.named and not speaker.named else speaker
    named = [each.name for each in (speaker, other) if each.named]
    joined = speaker.model_copy(
        update={
            "named": namesake.named,
            "kind": other.kind if speaker.kind == "unknown" else speaker.kind,
            "gender": other.gender if speaker.gender == "unknown" else speaker.gender,
            "roles": tuple(dict.fromkeys([*speaker.roles, *other.roles])),
        }
    )
    one = _called(joined, namesake.name, [*named, *speaker.aliases, *other.aliases])
    return _recast(extraction, {speaker_id: one, other_id: one})


def split(extraction: Extraction, quote_ids: Collection[str], name: str) -> Extraction:
    """Return the extraction with these quotations given to somebody new of this name.

    Raises:
        CorrectionError: there is no such quotation, none is named, or the name has no letter.
    """
    if not quote_ids:
        raise CorrectionError("there is nothing to give to somebody new; give the id of at least one quotation")
    id = _next_id("s", (speaker.id for speaker in extraction.speakers))
    speaker = _named(Speaker(id=id, name=name, named=True), name, ())
    known = extraction.model_copy(update={"speakers": (*extraction.speakers, speaker)})
    return _changed(known, quote_ids, {"speaker": speaker})


def _quote(extraction: Extraction, id: str) -> Quote:
    for quote in extraction.quotes:
        if quote.id == id:
            return quote
    raise CorrectionError(f"there is no quotation {id!r}; give the id of one of the {len(extraction.quotes)}")


def _speaker(extraction: Extraction, id: str) -> Speaker:
    for speaker in extraction.speakers:
        if speaker.id == id:
            return speaker
    raise CorrectionError(f"there is no speaker {id!r}; give the id of one of the {len(extraction.speakers)}")


def _next_id(letter: str, taken: Iterable[str]) -> str:
    numbers = [int(found[1]) for id in taken if (found := re.fullmatch(rf"{letter}([0-9]{{1,15}})", id))]
    return f"{letter}{max(numbers, default=0) + 1}"


def _changed(extraction: Extraction, quote_ids: Collection[str], change: Mapping[str, object]) -> Extraction:
    ids = {_quote(extraction, id).id for id in quote_ids}
    quotes = (_sure(quote.model_copy(update=change)) if quote.id in ids else quote for quote in extraction.quotes)
    return _consistent(extraction, quotes)


def _sure(quote: Quote) -> Quote:
    is_named = quote.speaker is not None and quote.speaker.named
    return quote.model_copy(update={"confidence": 1.0, "speaker_confidence": 1.0 if is_named else None})


def _consistent(extraction: Extraction, quotes: Iterable[Quote]) -> Extraction:
    """Return the extraction with these quotations, and without those who speak and listen no longer."""
    quotes = tuple(map(_to_another, quotes))
    silenced = _heard(extraction.quotes) - _heard(quotes)
    speakers = tuple(speaker for speaker in extraction.speakers if speaker.id not in silenced)
    return Extraction.model_validate(dict(extraction) | {"quotes": quotes, "speakers": speakers})


def _to_another(quote: Quote) -> Quote:
    """Return a quotation without its listener if that is its speaker: nobody is told something by themselves."""
    is_own = quote.listener is not None and quote.speaker is not None and quote.listener.id == quote.speaker.id
    return quote.model_copy(update={"listener": None}) if is_own else quote


def _heard(quotes: Iterable[Quote]) -> set[str]:
    people = [one for quote in quotes for one in (quote.speaker, quote.listener) if one]
    return {id for one in people for id in (one.id, *one.members)}


def _named(speaker: Speaker, name: str, aliases: Iterable[str]) -> Speaker:
    if not any(map(str.isalnum, name)):
        raise CorrectionError(f"{name!r} is no name; give one with a letter in it")
    return _called(speaker.model_copy(update={"named": True}), name, aliases)


def _called(speaker: Speaker, name: str, aliases: Iterable[str]) -> Speaker:
    others = tuple(dict.fromkeys(alias for alias in aliases if alias != name))
    return speaker.model_copy(update={"name": name, "aliases": others})


def _recast(extraction: Extraction, recast: Mapping[str, Speaker]) -> Extraction:
    """Return the extraction with these speakers, by their former ids, as they are now; groups follow their members."""
    before = {speaker.id: speaker for speaker in extraction.speakers}
    now = {id: recast.get(id, speaker) for id, speaker in before.items()}
    now = {id: _regrouped(speaker, before, now) for id, speaker in now.items()}
    speakers = {speaker.id: speaker for speaker in now.values()}
    quotes = [
        quote.model_copy(
            update={
                "speaker": quote.speaker and now[quote.speaker.id],
                "listener": quote.listener and now[quote.listener.id],
            }
        )
        for quote in extraction.quotes
    ]
    return _consistent(extraction.model_copy(update={"speakers": tuple(speakers.values())}), quotes)


def _regrouped(group: Speaker, before: Mapping[str, Speaker], now: Mapping[str, Speaker]) -> Speaker:
    """Return a group with its members as they are now, under their names if it was; a group of one is that one."""
    if not group.members or not before.keys() >= set(group.members):
        return group
    members = {now[id].id: now[id] for id in group.members}
    if len(members) == 1:
        return next(iter(members.values()))
    is_joint = group.name == joint_name([before[id].name for id in group.members])
    name = joint_name([member.name for member in members.values()]) if is_joint else group.name
    return group.model_copy(update={"members": tuple(members), "name": name})


def _checked(extraction: Extraction, content: Iterable[Offsets], but: str | None = None) -> list[Offsets]:
    """Return the stretches in text order, if a quotation (other than the one named) may have them as its content."""
    stretches = sorted(content)
    check_stretches(extraction.text, stretches)
    for (start, end), (first, last) in pairwise(stretches):
        if first < end:
            raise CorrectionError(f"{start}:{end} and {first}:{last} overlap; give them as one stretch")
    if not any(map(str.isalnum, "".join(extraction.text[start:end] for start, end in stretches))):
        raise CorrectionError("a quotation has words; give at least one stretch with a letter in it")
    for other in extraction.quotes:
        there = _offsets(other)
        if other.id != but and meet(stretches, there) and holds(stretches, there) == holds(there, stretches):
            raise CorrectionError(f"the words overlap with those of {other.id!r}; give all of these, or none, or fewer")
    return stretches


def _offsets(quote: Quote) -> list[Offsets]:
    return [(span.start, span.end) for span in quote.content]


def _said(text: str, stretches: Sequence[Offsets], before: Quote | None = None) -> dict[str, object]:
    """Return the fields of a quotation that follow from its content, and from what it was `before`."""
    quotations = find_quotations(text)
    kind, verbatim = kind_of(text, stretches, quotations), verbatim_in(stretches, quotations)
    if before is not None and before.kind != kind_of(text, _offsets(before), quotations):  # the layout gave it
        kind = before.kind
        verbatim = list(stretches) if kind == "direct" else verbatim
    content = spans_at(text, stretches)
    words = " ".join(span.text for span in content)
    return {"kind": kind, "content": content, "text": words, "verbatim": spans_at(text, verbatim)}


def _outside(span: Span | None, stretches: Sequence[Offsets]) -> Span | None:
    return None if span is None or meet([(span.start, span.end)], stretches) else span


def _placed(extraction: Extraction, quote: Quote) -> Extraction:
    """Return the extraction with this quotation, in place of the one of its id; what is inside which is seen anew."""
    others = [each for each in extraction.quotes if each.id != quote.id]
    quotes = sorted([*others, quote], key=_offsets)
    here = _offsets(quote)

    def seen_anew(each: Quote) -> Quote:
        is_touched = each.id == quote.id or each.inside == quote.id or holds(here, _offsets(each))
        return _nested(each, quotes) if is_touched else each

    return _consistent(extraction, map(seen_anew, quotes))


def _nested(quote: Quote, quotes: Iterable[Quote]) -> Quote:
    """Return the quotation inside the smallest of the others that holds all its words, as `quotes.enclosing`."""
    here = _offsets(quote)
    around = [each for each in quotes if each.id != quote.id and holds(_offsets(each), here)]
    inmost = max(around, key=lambda each: (each.content[0].start, -each.content[-1].end), default=None)
    return quote.model_copy(update={"inside": inmost and inmost.id})
