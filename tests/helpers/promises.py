"""What is promised of every extraction, whatever the text."""

from __future__ import annotations

from itertools import combinations

from quoteattr import Extraction, Quote


def offsets(quote: Quote) -> list[tuple[int, int]]:
    """Where the pieces of a quotation's content stand."""
    return [(span.start, span.end) for span in quote.content]


def apart(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans share nothing."""
    return a[1] <= b[0] or b[1] <= a[0]


def holds(text: str, found: Extraction) -> None:
    """Exact offsets, contents apart from each other and from their cues and sources, order, and a JSON round trip."""
    assert found.text == text
    for quote in found.quotes:
        for span in quote.spans():
            assert text[span.start : span.end] == span.text
            assert span.text.strip() == span.text != ""
        own = offsets(quote)
        assert own == sorted(own)
        for other in (quote.cue, quote.source, quote.addressee):
            assert other is None or all(apart((other.start, other.end), piece) for piece in own)
        assert quote.text == " ".join(span.text for span in quote.content)
        assert any(map(str.isalnum, quote.text))
    for one, two in combinations(found.quotes, 2):
        assert all(apart(a, b) for a in offsets(one) for b in offsets(two))
    assert [offsets(quote)[0] for quote in found.quotes] == sorted(offsets(quote)[0] for quote in found.quotes)
    assert [quote.id for quote in found.quotes] == [f"q{n}" for n in range(1, len(found.quotes) + 1)]
    assert Extraction.model_validate_json(found.model_dump_json()) == found
    known = {speaker.id for speaker in found.speakers}
    assert all(quote.speaker is None or quote.speaker in found.speakers for quote in found.quotes)
    assert all(member in known for speaker in found.speakers for member in speaker.members)
