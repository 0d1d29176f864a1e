"""Lead-ins without a verb: a line that says whose the next quotation is: *And from Ana:*, *Statement by Ana Lund.*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoteattr.attribution.syntax import MIN_SPEECH_WORDS, trim
from quoteattr.attribution.types import Choice
from quoteattr.document.document import Document
from quoteattr.document.ranges import Range, mark

_CONFIDENCE = 0.8  # set by hand
_MAX_LEAD_IN = 20  # tokens; set by hand
_PROPER = frozenset({"NNP", "NNPS"})
_ENDS = frozenset({".", ":", "-", "--", "–", "—"})


def by_lead_in(doc: Document, chosen: Sequence[Choice]) -> list[Choice]:
    """Return the attributions of quotations that open a paragraph behind a line that names whom they are from.

    Only where the words are nobody's yet: none of the `chosen` has them.
    """
    parse = doc.parse
    taken = bytearray(len(parse))
    for choice in chosen:
        mark(taken, choice.content)
    found = []
    for quotation in doc.marked:
        first = quotation[0]
        opens = first > 0 and parse.paragraphs[parse.paragraph[first]][0] == first
        if not opens or taken[first] or doc.words((quotation,)) < MIN_SPEECH_WORDS:
            continue
        line = parse.paragraphs[parse.paragraph[first - 1]]
        if doc.quoted_tokens((line,)) or line[1] - line[0] > _MAX_LEAD_IN or _has_clause(doc, line):
            continue
        for cue, source in _origin(doc, line):
            found.append(Choice(cue, (quotation,), source, _CONFIDENCE, "lead-in"))
    return found


def _has_clause(doc: Document, line: Range) -> bool:
    return doc.finite_before[line[1]] > doc.finite_before[line[0]]


def _origin(doc: Document, line: Range) -> Iterator[tuple[int, Range]]:
    """Yield the cue and the source of a lead-in, at most one: the colon, or the preposition before who is named."""
    parse, words = doc.parse, doc.language.words
    start, end = line
    is_led = parse.word[end - 1] == ":"
    low = start
    for i in range(start, end - 1):
        is_speech = i > start and doc.language.cues.act(parse.lexeme[i - 1]) == "speech"
        if parse.lower[i] not in words.lead_in_prepositions or not (is_led or is_speech or i == start):
            continue
        cue, low = i - is_speech, i + 1
        desk = next((k for k in range(low, end - 1) if parse.lower[k] in words.desks), None)
        if desk is not None and parse.lower[desk + 1] in words.genitive_prepositions:
            low = desk + 2
        break
    else:
        if not is_led:
            return
        cue = end - 1
    source = trim(doc, ((low, end - (parse.word[end - 1] in _ENDS)),))
    if source and any(parse.tag[k] in _PROPER for k in range(*source[0])):
        yield end - 1 if is_led else cue, _without_adverbs(doc, source[0])


def _without_adverbs(doc: Document, span: Range) -> Range:
    """Return a phrase without the adverbs around it: *Ana Lund again*."""
    first, last = span
    while first < last - 1 and doc.parse.pos[first] in ("ADV", "CCONJ"):
        first += 1
    while last - 1 > first and doc.parse.pos[last - 1] == "ADV":
        last -= 1
    return first, last
