"""Who speaks in a document, ranked by how much: the cast list of pages and indexes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quoteattr.records import Result, Speaker

NOBODY = 0  # the number of the voice of quotations whose speaker is not known


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with what they say in this document.

    Attributes:
        number: rank by words, from 1; `NOBODY` for quotations whose speaker is not known.
        speaker: None for `NOBODY`.
        quotes: how many quotations.
        words: in those quotations; a nested quotation counts for its own speaker and for the one around it.
        share: of the words in all quotations, 0-1.
        members: numbers of the voices a group is made of.
        together: how many quotations of groups that the speaker is one of.
    """

    number: int
    speaker: Speaker | None
    quotes: int
    words: int
    share: float
    members: tuple[int, ...] = ()
    together: int = 0

    @property
    def name(self) -> str:
        """The speaker's name."""
        return self.speaker.name if self.speaker else "Speaker not known"

    @property
    def label(self) -> str:
        """The figure that stands for the voice."""
        return str(self.number) if self.speaker else "?"

    @property
    def about(self) -> str:
        """What the text says of the speaker, or why there is nothing to say."""
        if self.speaker is None:
            return ""
        if self.members:
            return "speaking together"
        return "; ".join(self.speaker.roles) or ("" if self.speaker.named else "not named")


def rank_voices(extraction: Result) -> list[Voice]:
    """The voices of a document, most words first, members of a group that never speak alone included.

    Where some quotations are nobody's, a voice without speaker comes last.
    """
    quotes: Counter[str | None] = Counter()
    words: Counter[str | None] = Counter()
    for quote in extraction.quotes:
        key = quote.speaker.id if quote.speaker else None
        quotes[key] += 1
        words[key] += count_words(quote.text)
    ranked = sorted(_heard(extraction), key=lambda speaker: (-words[speaker.id], -quotes[speaker.id]))
    number_of = {speaker.id: number for number, speaker in enumerate(ranked, start=1)}
    together: Counter[str] = Counter()
    for speaker in ranked:
        together.update(dict.fromkeys(speaker.members, quotes[speaker.id]))
    total = sum(words.values()) or 1

    def voice(speaker: Speaker | None) -> Voice:
        key = speaker.id if speaker else None
        members = speaker.members if speaker else ()
        return Voice(
            number=NOBODY if key is None else number_of[key],
            speaker=speaker,
            quotes=quotes[key],
            words=words[key],
            share=words[key] / total,
            members=tuple(number_of[member] for member in members if member in number_of),
            together=together[key] if key is not None else 0,
        )

    return [voice(speaker) for speaker in ranked] + [voice(None)] * (None in quotes)


def count_words(text: str) -> int:
    """Stretches between white space."""
    return len(text.split())


def _heard(extraction: Result) -> list[Speaker]:
    """Every speaker of a quotation, and every member of such a group."""
    speaking = {quote.speaker.id: quote.speaker for quote in extraction.quotes if quote.speaker}
    members = {member for speaker in speaking.values() for member in speaker.members}
    silent = [s for s in extraction.speakers if s.id in members and s.id not in speaking]
    return [*speaking.values(), *silent]
