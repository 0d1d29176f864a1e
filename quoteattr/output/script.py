"""The whole text as a script: narration and speech in order, each with its speaker or the narrator."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from quoteattr.document.paragraphs import paragraphs
from quoteattr.records import Result

NARRATOR = "narrator"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the text that one voice reads.

    Attributes:
        id: of the quotation and the stretch of it (*q3.2*), or of the narration by its offset (*n120*).
        kind: whether the words are somebody's.
        speaker: the speaker's name; `NARRATOR`, or `UNKNOWN` where nobody can tell.
        speaker_id: the speaker's id; None for narrator and unknown.
        start: offset of the stretch in code points, white space at its edges left out.
        end: where it ends.
        text: the words there.
    """

    id: str
    kind: Literal["narration", "speech"]
    speaker: str
    speaker_id: str | None
    start: int
    end: int
    text: str


def to_script(extraction: Result) -> list[Line]:
    """Return the text as lines in order; joined, they hold all of it but the white space between them.

    Speech is the content of direct quotations; what stands in another is read with it. All else, words told in mixed or
    indirect quotations too, is the narrator's, a line a paragraph.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> extraction = QuoteExtractor().extract("“It rained,” Ana Lund said. “All day.”")
        >>> [(line.speaker, line.text) for line in to_script(extraction)]
        [('Ana Lund', '“It rained,”'), ('narrator', 'Ana Lund said.'), ('Ana Lund', '“All day.”')]
    """
    lines: list[Line] = []
    reached = 0
    bounds = paragraphs(extraction.text)
    for line in _speech(extraction):
        if line.start >= reached:
            lines += _narration(extraction.text, reached, line.start, bounds)
            lines.append(line)
            reached = line.end
    return [*lines, *_narration(extraction.text, reached, len(extraction.text), bounds)]


def script_text(lines: Sequence[Line]) -> str:
    """Return the script to be read: the name in capitals, then the words on one line."""
    return "".join(f"{line.speaker.upper()}: {' '.join(line.text.split())}\n\n" for line in lines)


def script_data(extraction: Result) -> dict[str, object]:
    """Return the script as plain data, ready for `json.dumps`."""
    return {"id": extraction.id, "lines": [asdict(line) for line in to_script(extraction)]}


def _speech(extraction: Result) -> list[Line]:
    lines = []
    for quote in extraction.quotes:
        if quote.kind == "direct":
            name = quote.speaker.name if quote.speaker else UNKNOWN
            speaker = quote.speaker.id if quote.speaker else None
            for number, span in enumerate(quote.content, start=1):
                id = f"{quote.id}.{number}"
                lines.append(Line(id, "speech", name, speaker, span.start, span.end, span.text))
    return sorted(lines, key=lambda line: (line.start, -line.end))


def _narration(text: str, start: int, end: int, bounds: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """Yield the lines of text[start:end], one a paragraph."""
    first = max(0, bisect_right(bounds, (start, len(text))) - 1)
    for a, b in bounds[first:]:
        if a >= end:
            break
        a, b = max(a, start), min(b, end)
        words = text[a:b].strip()
        if words:
            a = text.index(words, a)
            yield Line(f"n{a}", "narration", NARRATOR, None, a, a + len(words), words)
