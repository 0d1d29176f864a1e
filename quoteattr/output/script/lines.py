"""The whole text as a script: narration and speech in order, each with its speaker or the narrator."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Literal

from quoteattr.document.paragraphs import paragraphs
from quoteattr.records import Quote, Result

NARRATOR = "narrator"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the text that one voice reads.

    Attributes:
        id: from the offset it starts at (*line-120*): the same in every run on the same text.
        kind: whether the words are somebody's.
        speaker: the speaker's name; `NARRATOR`, or `UNKNOWN` where nobody can tell.
        speaker_id: the speaker's id; None for narrator and unknown.
        quote: the id of the quotation that the words are of; None for the narrator's.
        start: offset in code points.
        end: where the next line starts.
        text: the words there, white space behind them included.
    """

    id: str
    kind: Literal["narration", "speech"]
    speaker: str
    speaker_id: str | None
    quote: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a line's words stand, white space at their edges left out, and the quotation they are of."""

    start: int
    end: int
    quote: Quote | None = None


def to_script(extraction: Result) -> list[Line]:
    """Return the text as lines in order; their texts, one after the other, are the whole text.

    Speech is the content of direct quotations; what stands in another is read with it. All else, words told in mixed or
    indirect quotations too, is the narrator's, a line a paragraph.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> extraction = QuoteExtractor().extract("“It rained,” Ana Lund said. “All day.”")
        >>> [(line.speaker, line.text) for line in to_script(extraction)]
        [('Ana Lund', '“It rained,” '), ('narrator', 'Ana Lund said. '), ('Ana Lund', '“All day.”')]
    """
    text = extraction.text
    pieces: list[_Piece] = []
    reached = 0
    bounds = paragraphs(text)
    for spoken in _speech(extraction):
        if spoken.start >= reached:
            pieces += [*_narration(text, reached, spoken.start, bounds), spoken]
            reached = spoken.end
    pieces += _narration(text, reached, len(text), bounds)
    if text and not pieces:  # white space alone
        pieces.append(_Piece(0, len(text)))
    starts = [0, *(piece.start for piece in pieces[1:]), len(text)]
    return [_line(text, a, b, piece.quote) for piece, (a, b) in zip(pieces, pairwise(starts), strict=False)]


def script_text(lines: Sequence[Line]) -> str:
    """Return the script to be read: the name in capitals, then the words on one line."""
    return "".join(f"{line.speaker.upper()}: {' '.join(line.text.split())}\n\n" for line in lines)


def script_data(extraction: Result) -> dict[str, object]:
    """Return the script as plain data, ready for `json.dumps`."""
    lines = [asdict(line) for line in to_script(extraction)]
    return {"id": extraction.id, "meta": dict(extraction.meta), "lines": lines}


def _line(text: str, start: int, end: int, quote: Quote | None) -> Line:
    speaker = quote.speaker if quote else None
    return Line(
        id=f"line-{start}",
        kind="speech" if quote else "narration",
        speaker=speaker.name if speaker else UNKNOWN if quote else NARRATOR,
        speaker_id=speaker.id if speaker else None,
        quote=quote.id if quote else None,
        start=start,
        end=end,
        text=text[start:end],
    )


def _speech(extraction: Result) -> list[_Piece]:
    direct = (quote for quote in extraction.quotes if quote.kind == "direct")
    spoken = [_Piece(span.start, span.end, quote) for quote in direct for span in quote.content]
    return sorted(spoken, key=lambda piece: (piece.start, -piece.end))


def _narration(text: str, start: int, end: int, bounds: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    """Yield the pieces of text[start:end], one a paragraph."""
    first = max(0, bisect_right(bounds, (start, len(text))) - 1)
    for a, b in bounds[first:]:
        if a >= end:
            break
        a, b = max(a, start), min(b, end)
        words = text[a:b].strip()
        if words:
            a = text.index(words, a)
            yield _Piece(a, a + len(words))
