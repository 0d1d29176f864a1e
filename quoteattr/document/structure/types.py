"""What a text is made of before any sentence is parsed: lines, openings of turns, blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Offsets = tuple[int, int]
"""Half-open, in code points of the text given: `text[start:end]`."""

Kind = Literal[
    "paragraph",  # running text
    "turn",  # what somebody says, with or without a label that tells who
    "direction",  # a stage direction or another event between turns: (Laughter.), Exit ANA, *** kim has left
    "heading",  # CHAPTER I, INT. PIER - DAY, ## Results
    "rule",  # a line of * * * or ---
    "field",  # Date: 8 January; nobody's speech
    "quoted mail",  # lines behind ">", with "On …, Ana Lund wrote:" above them
    "caption",  # the number and the time of a subtitle, or a time alone on its line
    "salutation",  # Dear Ana,
    "signature",  # Yours, Ana Lund · — Ana Lund, mayor
    "byline",  # By Ana Lund · Reviewed by kim
    "dateline",  # LEEDS (AP) —
]

Shape = Literal[
    "colon",  # Ana Lund, 61: words · 10:02 Ana [MP]: words · **Ana:** words · >> ANA: words · Q. words
    "stop",  # MR. LUND of Texas. words · ANA (aside) words
    "short stop",  # Ana. words · Mr. Lund. words
    "dash",  # ANA — words
    "bracket",  # [Ana] words
    "nick",  # <ana> words
    "voice",  # <v Ana Lund>words</v>
    "columns",  # Ana      words · | Ana | words |
    "bare",  # ANA words
    "capitals",  # ANA (O.S.) in a line of its own
    "own line",  # Ana Lund in a line of its own
    "timed line",  # Ana Lund  0:03 in a line of its own · 0:03 above Ana Lund
    "post",  # kim_92 · 2 hours ago above, behind or below a post, in one line or several, whatever form all have
    "role line",  # Ana Lund – CEO in a line of its own
    "caption mark",  # >> words
    "opening dash",  # — words, said Ana
    "question",  # **words** in a paragraph of its own, of an interview without labels
    "answer",  # words below it
]


@dataclass(frozen=True, slots=True)
class Line:
    """A line without surrounding white space; `indent` is what stands before it, in columns.

    `after_blank` tells whether a blank line, or the text's start, stands before it; `paragraph` counts the paragraphs.
    """

    start: int
    end: int
    indent: int
    after_blank: bool
    paragraph: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open a turn: `line` is its index, `body` where the words begin.

    `body` is the line's end where they begin on the next one. For `10:02 Ana Lund (MP): Yes.` `mark` is the span
    of *10:02*, `label` that of *Ana Lund*, `asides` that of *MP*.
    """

    line: int
    shape: Shape
    label: Offsets | None
    asides: tuple[Offsets, ...]
    mark: Offsets | None
    body: int


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text; blocks follow each other, share nothing and hold all but white space and page furniture.

    *10:02 Ana Lund (MP): Yes. (Laughter.) We do.* is one block, `start` to `end`:

    Attributes:
        kind: What the block is; see `Kind`.
        start: Where it begins.
        end: Where it ends.
        label: The name alone: *Ana Lund*. Of a turn its speaker's label; of a byline or a signature who wrote, of a
            salutation who is written to, of quoted mail its author, of a field its label. None where nobody is named.
            What goes on behind mail that it quotes has the label of the block before, outside its own span.
        asides: What else the label tells, each without its brackets: role, age, office, constituency, handle: *MP*.
        mark: A time or a number that goes with the block: *10:02*; that of a caption may stand before `start`.
        body: The words, a span for each paragraph or piece: *Yes.* and *We do.* A paragraph's body is all of it.
        omitted: What stands among the words and is nobody's: stage directions, caption numbers, times: *(Laughter.)*
        tags: In dash dialogue the reports within the line: *said Ana* of *— Yes, said Ana.*
        shape: How a turn's label is written; None for other kinds.
    """

    kind: Kind
    start: int
    end: int
    label: Offsets | None = None
    asides: tuple[Offsets, ...] = ()
    mark: Offsets | None = None
    body: tuple[Offsets, ...] = ()
    omitted: tuple[Offsets, ...] = ()
    tags: tuple[Offsets, ...] = ()
    shape: Shape | None = None

    def moved(self, move: Callable[[int, int], Offsets]) -> Block:
        """Return the block with all its spans moved."""

        def each(spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
            return tuple(move(*span) for span in spans)

        start, end = move(self.start, self.end)
        return Block(
            kind=self.kind,
            start=start,
            end=end,
            label=self.label and move(*self.label),
            asides=each(self.asides),
            mark=self.mark and move(*self.mark),
            body=each(self.body),
            omitted=each(self.omitted),
            tags=each(self.tags),
            shape=self.shape,
        )
