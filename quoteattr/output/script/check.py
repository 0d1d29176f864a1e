"""What of somebody else's script contradicts the text, or the speakers found in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from quoteattr.output.script.alignment import Places, Word, align, words_of
from quoteattr.output.script.foreign import ForeignLine
from quoteattr.output.script.lines import NARRATOR, UNKNOWN, to_script
from quoteattr.records import Quote, Result, Speaker

FindingKind = Literal["not in the text", "left out", "out of order", "said twice", "wrong speaker", "doubtful speaker"]
_SURE = 0.8  # how sure an attribution without a name beside it must be to doubt another's; README's figure
_SHORTEST = 3  # words a line must have to be looked for elsewhere: shorter ones stand everywhere


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or doubtful, in somebody's script.

    Attributes:
        kind: *wrong speaker* where the text itself names another beside the words, *doubtful speaker* where another is
            found by other means, or no speech at all.
        line: its number, from 1; of words left out, the line they are missing behind, 0 before the first.
        start: offset in the text, in code points; None where the words do not stand there.
        end: offset behind the last of them.
        words: of the line, or of the text where they are left out.
        given: the speaker in the script.
        found: the speaker in the text, where another one speaks.
    """

    kind: FindingKind
    line: int
    start: int | None
    end: int | None
    words: str
    given: str = ""
    found: str | None = None

    @property
    def is_certain(self) -> bool:
        """Whether it contradicts the text, rather than what was made of it."""
        return self.kind != "doubtful speaker"


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A script beside its text: the words of both; which is which; what words of the text stand elsewhere."""

    script: Sequence[ForeignLine]
    lines: Sequence[Sequence[Word]]
    matches: Sequence[Sequence[int | None]]
    text: Sequence[Word]
    owner: dict[int, int]  # by word of the text: the index of the line that has it


def check_script(script: Sequence[ForeignLine], extraction: Result) -> list[Finding]:
    """Return what of a script contradicts the text, in its order: words first, then speakers.

    Only words count, not marks, case or white space. Names agree if one has all words of the other, aliases too.

    Args:
        script: the lines, from `read_script`.
        extraction: the text, and who speaks in it.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> extraction = QuoteExtractor().extract("“It rained,” Ana Lund said.")
        >>> script = [ForeignLine(1, "Bo", "It rained, Ana Lund said.")]
        >>> [(found.kind, found.found) for found in check_script(script, extraction)]
        [('wrong speaker', 'Ana Lund')]
    """
    aligned = _aligned(script, extraction.text)
    moved, findings = _displaced(aligned)
    findings += _left_out(aligned, moved, extraction.text)
    findings += _speakers(aligned, extraction)
    return sorted(findings, key=lambda each: (each.line, each.start or 0))


def _aligned(script: Sequence[ForeignLine], text: str) -> _Aligned:
    words = words_of(text)
    lines = [words_of(line.text) for line in script]
    found = iter(align([word.form for line in lines for word in line], [word.form for word in words]))
    matches = [[next(found) for _ in line] for line in lines]
    owner = {at: index for index, line in enumerate(matches) for at in line if at is not None}
    return _Aligned(script, lines, matches, words, owner)


def _displaced(aligned: _Aligned) -> tuple[set[int], list[Finding]]:
    """Return the words of the text that the script has elsewhere, and the lines whose words are not in their place."""
    places = Places([word.form for word in aligned.text])
    moved: set[int] = set()
    findings: list[Finding] = []
    for line, words, match in zip(aligned.script, aligned.lines, aligned.matches, strict=True):
        missing = match.count(None)
        elsewhere = None
        if _SHORTEST <= len(words) <= 2 * missing:
            elsewhere = places.find([word.form for word in words])
        if elsewhere is not None:
            there = range(elsewhere, elsewhere + len(words))
            twice = sum(at in aligned.owner or at in moved for at in there) * 2 > len(words)
            moved.update(there)
            start, end = aligned.text[there[0]].start, aligned.text[there[-1]].end
            kind: FindingKind = "said twice" if twice else "out of order"
            findings.append(Finding(kind, line.number, start, end, line.text.strip(), line.speaker))
        elif missing:
            findings += _not_there(line, words, match)
    return moved, findings


def _not_there(line: ForeignLine, words: Sequence[Word], match: Sequence[int | None]) -> Iterator[Finding]:
    """Yield the runs of a line's words that the text has not at this place."""
    for is_missing, run in groupby(zip(words, match, strict=True), key=lambda pair: pair[1] is None):
        if is_missing:
            said = [word for word, _ in run]
            shown = line.text[said[0].start : said[-1].end]
            yield Finding("not in the text", line.number, None, None, shown, line.speaker)


def _left_out(aligned: _Aligned, moved: set[int], text: str) -> Iterator[Finding]:
    """Yield the runs of the text's words that no line has."""
    reached = 0  # the number of the line before
    for is_missing, run in groupby(
        range(len(aligned.text)), key=lambda at: at not in aligned.owner and at not in moved
    ):
        places = list(run)
        if is_missing:
            start, end = aligned.text[places[0]].start, aligned.text[places[-1]].end
            yield Finding("left out", reached, start, end, text[start:end])
        elif (last := max((aligned.owner[at] for at in places if at in aligned.owner), default=None)) is not None:
            reached = aligned.script[last].number


def _speakers(aligned: _Aligned, extraction: Result) -> Iterator[Finding]:
    """Yield the lines that are given to another than the text has, or than was found; each other speaker once."""
    quotes = {quote.id: quote for quote in extraction.quotes}
    by_id = {speaker.id: speaker for speaker in extraction.speakers}
    starts = [word.start for word in aligned.text]
    told: set[tuple[int, str]] = set()
    for piece in to_script(extraction):
        quote = quotes.get(piece.quote or "")
        kind = _weight(quote) if quote else None
        if quote is None or quote.speaker is None or kind is None:
            continue
        for line in _holders(aligned, _words_within(starts, piece.start, piece.end)):
            key = line.number, quote.speaker.id
            if key not in told and not _agree(line.speaker, quote.speaker, by_id):
                told.add(key)
                words = piece.text.rstrip()
                end = piece.start + len(words)
                yield Finding(kind, line.number, piece.start, end, words.strip(), line.speaker, quote.speaker.name)
    yield from _without_speech(aligned, extraction, starts)


def _weight(quote: Quote) -> FindingKind | None:
    """Return what it is to give a quotation to another: *wrong* if the text names the speaker beside it."""
    if quote.source is not None and quote.source.form == "name":
        return "wrong speaker"
    return "doubtful speaker" if quote.confidence >= _SURE else None


def _holders(aligned: _Aligned, words: Sequence[int]) -> Iterator[ForeignLine]:
    """Yield the lines that have half of the words, or half of whose words they are."""
    shared = Counter(aligned.owner[at] for at in words if at in aligned.owner)
    for index, count in shared.items():
        if 2 * count >= min(len(words), len(aligned.lines[index])):
            yield aligned.script[index]


def _without_speech(aligned: _Aligned, extraction: Result, starts: Sequence[int]) -> Iterator[Finding]:
    """Yield the lines that are somebody's, though the text quotes nobody there."""
    spans = [span for quote in extraction.quotes for span in quote.content]
    quoted = {at for span in spans for at in _words_within(starts, span.start, span.end)}
    for line, match in zip(aligned.script, aligned.matches, strict=True):
        places = [at for at in match if at is not None]
        if places and not _is_nobody(line.speaker) and quoted.isdisjoint(places):
            start, end = aligned.text[places[0]].start, aligned.text[places[-1]].end
            yield Finding("doubtful speaker", line.number, start, end, line.text.strip(), line.speaker, NARRATOR)


def _words_within(starts: Sequence[int], start: int, end: int) -> range:
    """Return the numbers of the words that begin in text[start:end]."""
    return range(bisect_left(starts, start), bisect_left(starts, end))


def _is_nobody(name: str) -> bool:
    return name.casefold() in ("", UNKNOWN) or name.casefold().startswith(NARRATOR[:6])  # "Narration", "NARRATOR (he)"


def _agree(name: str, speaker: Speaker, by_id: Mapping[str, Speaker]) -> bool:
    """Return whether a name has all words of one of the speaker's, a member's for a group, or the other way round."""
    given = {word.form for word in words_of(name)}
    people = [speaker, *(by_id[member] for member in speaker.members if member in by_id)]
    for own in (form for one in people for form in (one.name, *one.aliases)):
        words = {word.form for word in words_of(own)}
        if given and words and (given <= words or words <= given):
            return True
    return False
