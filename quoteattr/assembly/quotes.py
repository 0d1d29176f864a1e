"""Attributions -> records: offsets, cue with its act and modality, mentions, speakers."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from quoteattr.assembly.cast import Cast, build_cast
from quoteattr.assembly.stretches import holds
from quoteattr.attribution.addressees import addressee_of
from quoteattr.attribution.layouts import TURNS
from quoteattr.attribution.types import CONFIDENCE_DIGITS, Attribution, Choice
from quoteattr.coreference.types import Resolution
from quoteattr.document.document import Document, offsets_of
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import form_of, head_of, phrase_head, token_range
from quoteattr.document.quoted_words import kind_of, verbatim_in
from quoteattr.document.ranges import Offsets, Ranges, contains
from quoteattr.entities.types import Registry
from quoteattr.records import Cue, CueKind, Mention, MentionForm, Quote, QuoteKind, Speaker, spans_at
from quoteattr.settings import Settings

_KINDS: dict[str, CueKind] = {
    "VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb",
    "ADP": "preposition", "SCONJ": "preposition", "PUNCT": "punctuation",
}  # fmt: skip
_PARTICLES = frozenset({"ADP", "ADV", "SCONJ", "PART"})
_SEPARATORS = frozenset({",", ";", "—", "–", "-"})
_MAX_NESTING = 8  # levels looked through for the attribution around; set by hand
_MAX_CLIMB = 3  # governors of a cue that may negate it or make it hypothetical; set by hand


class _Linked(NamedTuple):
    """An attribution with whom it is attributed to, ready to become a record."""

    attribution: Attribution
    kind: QuoteKind
    cue: Cue | None
    source: Mention | None
    speaker: Speaker | None
    addressee: Mention | None
    listener: Speaker | None
    speaker_confidence: float | None


def build_records(
    doc: Document,
    attributions: Sequence[Attribution],
    resolution: Resolution,
    settings: Settings,
    confidences: Sequence[float | None],
) -> tuple[tuple[Speaker, ...], tuple[Quote, ...]]:
    """Make records of the attributions that are wanted: those who speak, and the quotations in text order.

    `confidences` are by attribution how sure its speaker is who has a name; who is not sure enough is left out.
    """
    cast = build_cast(doc, attributions, resolution)
    if not settings.resolve_speakers:
        cast = Cast((), *[(None,) * len(attributions)] * 2)
    sure = tuple(speaker if _is_sure(p, settings) else None for speaker, p in zip(cast.of, confidences, strict=True))
    links = _links(doc, attributions, resolution.registry, replace(cast, of=sure), confidences, settings)
    quotes = _build_quotes(doc, list(links))
    return _speaking(cast.speakers, quotes), tuple(quotes)


def _is_sure(confidence: float | None, settings: Settings) -> bool:
    return confidence is None or confidence >= settings.min_speaker_confidence


def _links(
    doc: Document,
    attributions: Sequence[Attribution],
    registry: Registry,
    cast: Cast,
    confidences: Sequence[float | None],
    settings: Settings,
) -> Iterator[_Linked]:
    """Link the attributions that are wanted with their cues, mentions and speakers."""
    parse = doc.parse
    mentions = (mention for mention in registry.mentions if registry.entities[mention.entity].named)
    named = frozenset(token for mention in mentions for token in range(mention.first, mention.last))
    rows = zip(attributions, cast.of, cast.to, confidences, enclosing(attributions), strict=True)
    for attribution, speaker, listener, confidence, around in rows:
        kind = kind_of_attribution(doc, attribution)
        cue = build_cue(doc, attribution)
        is_wanted = kind in settings.kinds and (cue is None or settings.wants(cue.act))
        if is_wanted and (settings.nested or around is None):
            source = build_mention(parse, attribution.source, named)
            if source and attribution.rule == "label":
                source = source.model_copy(update={"form": _label_form(source, registry)})
            addressee = build_mention(parse, addressee_of(doc, attribution), named)
            sure = confidence if speaker else None
            yield _Linked(attribution, kind, cue, source, speaker, addressee, listener, sure)


def kind_of_attribution(doc: Document, attribution: Attribution) -> QuoteKind:
    """Return the kind of quotation that an attribution is: by its layout, by marks, or a topic alone."""
    if attribution.rule in TURNS:
        return "direct"
    kind = kind_of(doc.parse.text, attribution.content, doc.quotations)
    return "reported" if kind == "indirect" and attribution.is_topic else kind


def _label_form(label: Mention, registry: Registry) -> MentionForm:
    """Return "name" if a label has a part of its bearer's name, *LUND:*, else "nominal": *Q.*, *HOST:*."""
    bearer = registry.labels.get((label.start, label.end))
    name = registry.entities[bearer].name if bearer is not None and registry.entities[bearer].named else ""
    return "nominal" if set(label.text.casefold().split()).isdisjoint(name.casefold().split()) else "name"


def to_attributions(doc: Document, chosen: Sequence[Choice]) -> list[Attribution]:
    """Convert choices from tokens to character offsets, sorted by content.

    Choices whose content has no word are dropped.
    """
    found = []
    for choice in chosen:
        if not doc.words(choice.content):
            continue
        first, last = _cue_tokens(doc, choice)
        named = choice.source is not None and contains((choice.source,), choice.cue)  # the name itself is the cue
        source, head = None, None
        if choice.source:
            a, b = choice.source
            source = doc.parse.start[a], doc.parse.end[b - 1]
            head = phrase_head(doc.parse, *choice.source)
        found.append(
            Attribution(
                content=offsets_of(doc, _without_separators(doc.parse, choice.content)),
                cue=None if named else (doc.parse.start[first], doc.parse.end[last - 1]),
                cue_head=None if named else choice.cue,
                source=source,
                source_head=head,
                confidence=round(choice.confidence, CONFIDENCE_DIGITS),
                rule=choice.label.partition(":")[0],
                is_topic=choice.is_topic,
            )
        )
    return sorted(found, key=lambda a: (a.content, a.cue or ()))


def _without_separators(parse: Parse, content: Ranges) -> Ranges:
    """Cut commas and dashes off the inner edges of a content's spans: they belong to the words around it."""
    found = []
    for a, b in content:
        while a < b and a > content[0][0] and parse.word[a] in _SEPARATORS:
            a += 1
        while a < b and b < content[-1][1] and parse.word[b - 1] in _SEPARATORS:
            b -= 1
        found.append((a, b))
    return tuple(found)


def _cue_tokens(doc: Document, choice: Choice) -> tuple[int, int]:
    """Return the tokens of a cue with auxiliaries and negation before it and particle or preposition after it."""
    parse = doc.parse
    cue = choice.cue
    others: Ranges = (*choice.content, *((choice.source,) if choice.source else ()))
    first, last = cue, cue + 1
    while (
        first > parse.sentences[parse.sentence[cue]][0]
        and parse.head[first - 1] == cue
        and parse.dep[first - 1] in ("aux", "auxpass", "neg", "advmod")
        and not contains(others, first - 1)
    ):
        first -= 1
    while (
        last < parse.sentences[parse.sentence[cue]][1]
        and parse.head[last] == cue
        and parse.dep[last] in ("prt", "prep", "agent", "advmod")
        and parse.pos[last] in _PARTICLES
        and not contains(others, last)
        and (parse.dep[last] == "prt" or contains(others, last + 1))
    ):
        last += 1
    return first, last


def build_cue(doc: Document, attribution: Attribution) -> Cue | None:
    """Make the cue's record: its lemma, kind, act, and whether it is negated or hypothetical."""
    if attribution.cue is None:
        return None
    parse, head = doc.parse, attribution.cue_head
    start, end = attribution.cue
    if head is None:  # the colon behind a label
        mark = parse.text[start:end]
        return Cue(start=start, end=end, text=mark, lemma=mark, kind="punctuation", act="speech")
    according = parse.lower[head] in doc.language.words.source_prepositions
    return Cue(
        start=start,
        end=end,
        text=parse.text[start:end],
        lemma="according to" if according else parse.lemma[head],
        kind="preposition" if according else _KINDS.get(parse.pos[head], "punctuation"),
        act=doc.language.cues.acts.get(parse.lexeme[head], "speech"),
        negated=_is_negated(doc, head),
        hypothetical=_is_hypothetical(doc, head),
    )


def _is_negated(doc: Document, cue: int) -> bool:
    """Whether the cue is negated: *did not say*, *never said*, *made no claim*, *did not want to say*."""
    parse = doc.parse
    for _ in range(_MAX_CLIMB):
        for k in parse.children[cue]:
            is_none = parse.dep[k] == "det" and parse.lower[k] in doc.language.words.negative_determiners
            if parse.dep[k] == "neg" or is_none:
                return True
        if parse.dep[cue] != "xcomp":
            return False
        cue = parse.head[cue]
    return False


def _is_hypothetical(doc: Document, cue: int) -> bool:
    """Whether a modal is on the cue or a condition around it: *will say*, *may have said*, *if he says*."""
    parse = doc.parse
    if any(parse.tag[k] == "MD" and parse.dep[k] == "aux" for k in parse.children[cue]):
        return True
    for _ in range(_MAX_CLIMB):
        if any(parse.dep[k] == "mark" and parse.lower[k] in doc.language.words.conditions for k in parse.children[cue]):
            return True
        if parse.dep[cue] not in ("conj", "xcomp", "ccomp"):
            return False
        cue = parse.head[cue]
    return False


def build_mention(parse: Parse, offsets: Offsets | None, named: Container[int]) -> Mention | None:
    """Make the record of a source or addressee; `named` are the tokens of names."""
    if offsets is None:
        return None
    start, end = offsets
    first, last = token_range(parse, offsets)
    is_read = first < len(parse)  # a label is no token, and behind the last label nothing may have been parsed
    form = form_of(parse, head_of(parse, first, last), named) if is_read else "nominal"
    return Mention(start=start, end=end, text=parse.text[start:end], form=form)


def _speaking(speakers: Sequence[Speaker], quotes: Sequence[Quote]) -> tuple[Speaker, ...]:
    """Return the speakers and listeners that quotes have, and the members of their groups, in the order given."""
    people = [one for quote in quotes for one in (quote.speaker, quote.listener) if one]
    ids = {id for one in people for id in (one.id, *one.members)}
    return tuple(speaker for speaker in speakers if speaker.id in ids)


def enclosing(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution, in text order, the index of the smallest other whose content contains its own."""
    order = sorted(range(len(attributions)), key=lambda i: _outermost_first(attributions[i]))
    found: list[int | None] = [None] * len(attributions)
    around: list[int] = []  # those whose hull may still contain the next
    for i in order:
        content, (start, end) = attributions[i].content, _hull(attributions[i])
        while around and _hull(attributions[around[-1]])[1] <= start:
            around.pop()
        for j in reversed(around[-_MAX_NESTING:]):
            outer = attributions[j].content
            if outer[-1][1] >= end and outer != content and holds(outer, content):
                found[i] = j
                break
        around.append(i)
    return found


def _outermost_first(attribution: Attribution) -> tuple[int, int, int]:
    """Return what orders attributions by where they begin; of those that begin together the longest, fullest first."""
    start, end = _hull(attribution)
    return start, -end, -sum(b - a for a, b in attribution.content)


def _hull(attribution: Attribution) -> Offsets:
    return attribution.content[0][0], attribution.content[-1][1]


def _build_quotes(doc: Document, linked: Sequence[_Linked]) -> list[Quote]:
    """Make records, numbered in text order."""
    text = doc.parse.text
    quotes = []
    inside = enclosing([link.attribution for link in linked])
    for number, (link, around) in enumerate(zip(linked, inside, strict=True), 1):
        attribution = link.attribution
        content = spans_at(text, attribution.content)
        is_turn = attribution.rule in TURNS
        verbatim = attribution.content if is_turn else verbatim_in(attribution.content, doc.quotations)
        words = " ".join(span.text for span in content)
        quotes.append(
            Quote(
                id=f"q{number}",
                kind=link.kind,
                content=content,
                text=words,
                verbatim=spans_at(text, verbatim),
                cue=link.cue,
                source=link.source,
                speaker=link.speaker,
                addressee=link.addressee,
                listener=link.listener,
                confidence=attribution.confidence,
                speaker_confidence=link.speaker_confidence,
                rule=attribution.rule,
                inside=None if around is None else f"q{around + 1}",
            )
        )
    return quotes
