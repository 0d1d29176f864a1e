"""Stage 0: raw text -> paragraphs, the unit that marks and parses never cross."""

from __future__ import annotations

import regex

_LINE = regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BLANK_LINE = regex.compile(
    r"(?:\r\n|[\n\r\x85\u2028])[^\S\n\r\x85\u2028\u2029]*+(?:\r\n|[\n\r\x85\u2028])|[\u2029\f]"
)
_WIDEST_WRAP = 120  # columns; wider lines are paragraphs, not wrapped lines


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, as half-open offsets without surrounding white space.

    Every line is a paragraph, unless the text is hard-wrapped (as Project Gutenberg's are): then blank
    lines alone part paragraphs.
    """
    lines = [span for match in _LINE.finditer(text) if (span := _strip(text, *match.span()))]
    if not _is_wrapped(text, lines):
        return lines
    edges = [0]
    for match in _BLANK_LINE.finditer(text, overlapped=True):
        edges += match.span()
    edges.append(len(text))
    return [span for a, b in zip(edges[::2], edges[1::2], strict=True) if (span := _strip(text, a, b))]


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return (start + left, start + len(body.rstrip())) if left < len(body) else None


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines break because they are full: the next line's first word would not have fitted."""
    broken, full, continued = 0, 0, []
    for (a, b), (c, d) in zip(lines, lines[1:], strict=False):
        if not _BLANK_LINE.search(text, b, c):
            continued.append((b - a, len(text[c:d].split(maxsplit=1)[0])))
    if not continued:
        return False
    lengths = sorted(length for length, _ in continued)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    for length, word in continued:
        broken += 1
        full += length + 1 + word >= width - 4
    return width <= _WIDEST_WRAP and broken >= 3 and full >= 0.7 * broken
