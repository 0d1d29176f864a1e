"""Extractions as brat standoff.

Offsets are those of the text given, in code points, whatever line breaks and characters it has: write the text
beside an export with ``newline=""`` or in bytes. JSON Lines need no export: `Result.model_dump_json` is a
line, and the only format that holds everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from quoteattr.records import Quote, Result, Span

_LINE_BREAK = regex.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def to_brat(extraction: Result) -> str:
    r"""The .ann file of brat standoff: one Attribution event a quotation, as PolNeAR has them.

    The event's trigger is the cue, or the content where there is none. Roles are Content, Cue, Source and
    Addressee; the kind is an attribute, the speaker's name a note. `quoteattr.evaluation.brat.read_brat`
    reads it. Quotations of no characters are left out, as brat has none.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> to_brat(QuoteExtractor().extract("“It rained,” Ana Lund said.")).splitlines()[1]
        'T2\tContent 0 12\t“It rained,”'
    """
    lines: list[str] = []
    bounds = events = 0
    for quote in extraction.quotes:
        content = [span for span in quote.content if span.text]
        if not content:
            continue
        events += 1
        roles = []
        for label, spans in _brat_roles(quote, content):
            bounds += 1
            lines.append(_text_bound(bounds, label, spans))
            roles.append(f"{label}:T{bounds}")
        lines.append(f"E{events}\t{' '.join(roles)}")
        lines.append(f"A{events}\tKind E{events} {quote.kind}")
        if quote.speaker:
            lines.append(f"#{events}\tSpeaker E{events}\t{_LINE_BREAK.sub(' ', quote.speaker.name)}")
    return "".join(f"{line}\n" for line in lines)


def _brat_roles(quote: Quote, content: Sequence[Span]) -> Iterator[tuple[str, Sequence[Span]]]:
    """The event's trigger first, then its arguments."""
    yield "Attribution", [quote.cue] if quote.cue and quote.cue.text else content
    yield "Content", content
    for label, span in (("Cue", quote.cue), ("Source", quote.source), ("Addressee", quote.addressee)):
        if span and span.text:
            yield label, [span]


def _text_bound(number: int, label: str, spans: Sequence[Span]) -> str:
    offsets = ";".join(f"{span.start} {span.end}" for span in spans)
    words = _LINE_BREAK.sub(" ", " ".join(span.text for span in spans))
    return f"T{number}\t{label} {offsets}\t{words}"
