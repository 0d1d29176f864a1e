"""Stage 7c, fiction: turns: what one person says at a time, and the words around it that tell who."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, itemgetter

import regex

from quoteattr.dialogue.speech_cues import CueFinder
from quoteattr.dialogue.types import Characters, SpeechCue, Turn
from quoteattr.document.parse import Parse
from quoteattr.document.quotations import Quotation
from quoteattr.language.people import People

_FINAL = ",.!?;:—–-_'’…"
_MARKS = "\"“”‘’'«» \n"
_LETTER = regex.compile(r"\p{L}")
_FIRST_PERSON = regex.compile(r"\b(?:I|me|my)\b")



@dataclass(frozen=True, slots=True)
class _Segment:
    """A run of narration in a paragraph with quotations: half-open tokens, and the quotation that follows it."""

    first: int
    last: int
    follows: int



def spoken(parse: Parse, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that are speech: not nested, no titles, no words held at arm's length."""
    openings = {start for start, _ in parse.bounds}
    return [
        quotation for quotation in quotations
        if quotation.parent is None and _is_speech(parse.text, quotation, quotation.start in openings)
    ]  # fmt: skip



def _is_speech(text: str, quotation: Quotation, opens_paragraph: bool) -> bool:
    content = text[quotation.start : quotation.end].strip(_MARKS)
    words = content.split()
    if not words or not _LETTER.search(content):
        return False
    if opens_paragraph or quotation.continues is not None:
        return True
    ends = content[-1] in _FINAL
    if len(words) <= 4 and not ends and (content[0].islower() or len(words) <= 2):
        return False
    before = text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:]
    goes_on = text[quotation.end : quotation.end + 1] not in ("", "\n")
    return not (len(words) <= 3 and not ends and goes_on and before not in (",", ":"))



def find_turns(parse: Parse, speech: Sequence[Quotation], characters: Characters, people: People) -> list[Turn]:
    """The turns of a text, in order; `speech` are the quotations that are spoken."""
    return _TurnFinder(parse, speech, characters, people).turns()



class _TurnFinder:
    def __init__(
        self, parse: Parse, speech: Sequence[Quotation], characters: Characters, people: People
    ) -> None:
        self.parse, self.speech, self.characters = parse, speech, characters
        self.finder = CueFinder(parse, characters.references, people)
        self.offsets = [parse.start[reference.first] for reference in characters.references]

    def turns(self) -> list[Turn]:
        by_paragraph: dict[int, list[Quotation]] = defaultdict(list)
        starts = [start for start, _ in self.parse.bounds]
        for quotation in self.speech:
            by_paragraph[bisect_right(starts, quotation.start) - 1].append(quotation)
        self.quoted_paragraphs = frozenset(by_paragraph)
        turns: list[Turn] = []
        for paragraph, quotations in by_paragraph.items():
            for turn in self._turns_of(paragraph, quotations):
                if turn.continued and turns and paragraph - turns[-1].last_paragraph == 1:
                    _continue(turns[-1], turn)
                else:
                    turns.append(turn)
        for turn in turns:
            self._describe(turn)
        return turns

    def _turns_of(self, paragraph: int, quotations: list[Quotation]) -> list[Turn]:
        spans = [(quotation.start, quotation.end) for quotation in quotations]
        segments = self._segments(paragraph, spans)
        cues = self._cues(paragraph, spans, segments, quotations[0].continues is not None)
        begun = [k for k in self._cuts(cues) if not self._goes_on(spans, k)]
        cuts = [0, *begun, len(spans)]
        turns = []
        for first, last in pairwise(cuts):
            turn = Turn(paragraph, spans[first:last], paragraph)
            turn.continued = first == 0 and quotations[0].continues is not None
            low, high = (bisect_left(cues, k, key=itemgetter(0)) for k in (first, last))
            turn.cues = [cue for _, cue in cues[low:high]]
            low, high = (bisect_right(segments, k, key=attrgetter("follows")) for k in (first, last))
            self._read_narration(turn, segments[low if first else 0 : high])
            turns.append(turn)
        return turns

    def _segments(self, paragraph: int, spans: list[tuple[int, int]]) -> list[_Segment]:
        """The runs of narration in a paragraph that hold a word, with the number of spans before each."""
        a, b = self.parse.paragraphs[paragraph]
        segments: list[_Segment] = []
        k, first = 0, a
        for i in range(a, b + 1):
            offset = self.parse.start[i] if i < b else self.parse.bounds[paragraph][1]
            outside = i < b and (k == len(spans) or offset < spans[k][0])
            if outside:
                continue
            if first < i and any(self.parse.word[j][:1].isalpha() for j in range(first, i)):
                segments.append(_Segment(first, i, k))
            first = i + 1
            while k < len(spans) and i + 1 < b and self.parse.start[i + 1] >= spans[k][1]:
                k += 1
        return segments

    def _cues(
        self, paragraph: int, spans: list[tuple[int, int]], segments: list[_Segment], continued: bool
    ) -> list[tuple[int, SpeechCue]]:
        """All cues in a paragraph, each with the number of the span it belongs to."""
        found: list[tuple[int, SpeechCue]] = []
        for segment in segments:
            led = any(k == segment.follows - 1 and cue.strength == 2 for k, cue in found[-2:])
            after, before = self._cues_between(spans, segment, led)
            if after is not None:
                found.append((segment.follows - 1, after))
            if before is not None:
                found.append((segment.follows, before))
        if not found and not continued and spans[0][0] == self.parse.bounds[paragraph][0]:
            before = self._in_paragraph_before(paragraph)
            if before is not None:
                found.append((0, before))
        return found

    def _cues_between(
        self, spans: list[tuple[int, int]], segment: _Segment, led: bool
    ) -> tuple[SpeechCue | None, SpeechCue | None]:
        """The cues for the span before the segment and for the one after it.

        `led` tells that a cue leads over to the span before: in 'X said, "…" Y said, "…"' so does the next.
        """
        after = before = None
        if segment.follows:
            said = self.parse.text[slice(*spans[segment.follows - 1])].rstrip(_MARKS)
            after = self.finder.after(segment.first, segment.last, said[-1:])
        if segment.follows < len(spans):
            before = self.finder.before(segment.first, segment.last, segment.follows > 0)
        if after is None or before is None:
            return after, before
        if before.strength < 2 and self.finder.clauses.is_circumstance(before.verb):
            return after, None  # "said X, when Y had gone," leads over to nothing of Y's
        if led and before.verb == after.verb and before.strength == 2:
            return None, before
        return after, before if before.verb > after.verb and before.strength == 2 else None

    def _in_paragraph_before(self, paragraph: int) -> SpeechCue | None:
        """The cue in the narration that ends the paragraph before, if it leads over to this one."""
        if not paragraph:
            return None
        a, b = self.parse.paragraphs[paragraph - 1]
        if a == b:
            return None
        k = bisect_right(self.speech, self.parse.start[b - 1], key=lambda quotation: quotation.start) - 1
        edge = self.speech[k].end if k >= 0 else 0
        first = next((i for i in range(a, b) if self.parse.start[i] >= edge), b)
        return self.finder.before(first, b, first > a, apart=True) if first < b else None

    def _cuts(self, cues: list[tuple[int, SpeechCue]]) -> list[int]:
        """The numbers of the spans where another speaker's words begin."""
        cuts = []
        current: SpeechCue | None = None
        for k, cue in cues:
            if not cue.strength or (current is not None and cue.shape == "goes on"):
                continue  # "…?" said X. "…?" Y stared: no words of Y's
            if current is not None and k and self._differ(current, cue):
                cuts.append(k)
            current = cue
        return sorted(set(cuts))

    def _goes_on(self, spans: list[tuple[int, int]], k: int) -> bool:
        """Whether span `k` goes on with the sentence of the one before: '"It is true," said X, "that …"'."""
        text = self.parse.text
        between, words = text[spans[k - 1][1] : spans[k][0]].rstrip(), text[slice(*spans[k])].strip(_MARKS)
        said = text[slice(*spans[k - 1])].rstrip(_MARKS)
        return said.endswith(",") and between.endswith(",") and words[:1].islower()

    def _differ(self, cue: SpeechCue, other: SpeechCue) -> bool:
        one, two = (self.characters.references[c.index] for c in (cue, other))
        if one.kind == two.kind == "name":
            return one.entity != two.entity
        genders = [r.gender or (self.characters.gender[r.entity] if r.entity >= 0 else "") for r in (one, two)]
        return all(genders) and genders[0] != genders[1]

    def _read_narration(self, turn: Turn, segments: list[_Segment]) -> None:
        references = self.characters.references
        turn.alone = not segments
        for segment in segments:
            where = "before" if self.parse.start[segment.first] < turn.spans[0][0] else "after"
            inside = [k for i in range(segment.first, segment.last) if (k := self.finder.at.get(i)) is not None]
            subjects = [k for k in inside if references[k].subject]
            if subjects:
                turn.beats.setdefault(f"{where} first", subjects[0])
                turn.beats[f"{where} last"] = subjects[-1]
        turn.cue = self._telling(turn.cues)
        if turn.cue is None:
            turn.kind = "beat" if turn.beats else "none"
        else:
            reference = references[turn.cue.index]
            turn.kind = "I" if reference.gender == "i" else reference.kind

    def _telling(self, cues: Sequence[SpeechCue]) -> SpeechCue | None:
        """The cue that tells best who speaks: the strongest, but rather "sighed Ann" than "she said"."""
        best = max(cues, key=lambda cue: cue.strength, default=None)
        if best is None or self._is_name(best):
            return best
        beside = (cue for cue in cues if cue.strength and cue.shape in ("inverted", "direct"))
        return next(filter(self._is_name, beside), best)

    def _is_name(self, cue: SpeechCue) -> bool:
        return self.characters.references[cue.index].kind == "name"

    def _describe(self, turn: Turn) -> None:
        for a, b in turn.spans:
            low, high = (bisect_left(self.offsets, offset) for offset in (a, b))
            for reference in self.characters.references[low:high]:
                if reference.entity >= 0:
                    (turn.called if reference.called else turn.mentioned).add(reference.entity)
        contents = [self.parse.text[a:b] for a, b in turn.spans]
        turn.asks = contents[-1].rstrip(_MARKS).endswith("?")
        turn.words = sum(len(content.split()) for content in contents)
        turn.first_person = any(_FIRST_PERSON.search(content) for content in contents)



def _continue(turn: Turn, more: Turn) -> None:
    """Add a re-opened paragraph to the turn it goes on with."""
    turn.spans += more.spans
    turn.last_paragraph = more.last_paragraph
    turn.alone = turn.alone and more.alone
    if turn.cue is None and more.cue is not None:
        turn.cues, turn.cue, turn.kind = more.cues, more.cue, more.kind
