"""Turns: what one person says at a time, and the narration around it that tells who."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter, itemgetter

import regex

from quoteattr.attribution.types import Attribution
from quoteattr.dialogue.speech_cues import CueFinder
from quoteattr.dialogue.types import LOOSE, STRONG, Characters, Offsets, Reference, SpeechCue, Turn, TurnKind
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import PRONOUNS, token_range
from quoteattr.document.quotations import Quotation
from quoteattr.language.people import People

_FINAL = ",.!?;:—–-_'’…"
_SET_OFF = regex.compile("(?<=[“«‘])[\u00a0\u2009\u202f]|[\u00a0\u2009\u202f](?=[”»’])")  # narrow spaces inside marks
_MARKS = "\"“”‘’'«» \n"
_LETTER = regex.compile(r"\p{L}")
_FIRST_PERSON = regex.compile(r"\b(?:I|me|my)\b")
_DASH = r"\s*+(?:—|–|--)\s*+"
_INTERRUPTS = regex.compile(rf'{_DASH}[^"“”.!?\n]{{1,120}}?{_DASH}["“]')  # “The boat”—she pointed at it—“has gone.”
# Most words of a quotation that is no speech, if it has no final mark; set by hand on the training novels.
_SMALL = 4  # in small letters: 'a "false start" of his'
_AMID = 3  # within a sentence: 'she read "The White Lady" aloud'
_BARE = 2


@dataclass(frozen=True, slots=True)
class _Segment:
    """A run of narration in a paragraph with quotations: half-open tokens, and how many quotations stand before it."""

    first: int
    last: int
    follows: int


def spoken(parse: Parse, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations that are speech: not nested, no titles, no words held at arm's length."""
    openings = {start for start, _ in parse.bounds}
    return [
        quotation for quotation in quotations
        if quotation.parent is None and _is_speech(parse.text, quotation, quotation.start in openings)
    ]  # fmt: skip


def _is_speech(text: str, quotation: Quotation, opens_paragraph: bool) -> bool:
    content = text[quotation.start : quotation.end].strip(_MARKS).strip()
    words = content.split()
    if not words or not _LETTER.search(content):
        return False
    if opens_paragraph or quotation.continues is not None:
        return True
    ends = content[-1] in _FINAL or _INTERRUPTS.match(text, quotation.end) is not None
    if len(words) <= _SMALL and not ends and (content[0].islower() or len(words) <= _BARE):
        return False
    before = text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:]
    goes_on = text[quotation.end : quotation.end + 1] not in ("", "\n")
    return not (len(words) <= _AMID and not ends and goes_on and before not in (",", ":"))


def find_turns(parse: Parse, speech: Sequence[Quotation], characters: Characters, people: People) -> list[Turn]:
    """Return the turns of a text in order; `speech` are the quotations that are spoken."""
    return _TurnFinder(parse, speech, characters, people).turns()


class _TurnFinder:
    def __init__(self, parse: Parse, speech: Sequence[Quotation], characters: Characters, people: People) -> None:
        self.parse, self.speech, self.characters = parse, speech, characters
        self.finder = CueFinder(parse, characters.references, people)
        self.offsets = [parse.start[reference.first] for reference in characters.references]

    def turns(self) -> list[Turn]:
        """Return the turns, those that go on in the next paragraph joined."""
        by_paragraph: dict[int, list[Quotation]] = defaultdict(list)
        starts = [start for start, _ in self.parse.bounds]
        for quotation in self.speech:
            by_paragraph[bisect_right(starts, quotation.start) - 1].append(quotation)
        groups: list[list[Turn]] = []
        for paragraph, quotations in by_paragraph.items():
            for turn in self._turns_of(paragraph, quotations):
                if turn.continued and groups and paragraph - groups[-1][-1].last_paragraph == 1:
                    groups[-1].append(turn)
                else:
                    groups.append([turn])
        return [self._described(_joined(group)) for group in groups]

    def _turns_of(self, paragraph: int, quotations: list[Quotation]) -> list[Turn]:
        """Return the turns of a paragraph, parted where another speaker's cue begins."""
        spans = [(quotation.start, quotation.end) for quotation in quotations]
        segments = self._segments(paragraph, spans)
        continued = quotations[0].continues is not None
        cues = self._cues(paragraph, spans, segments, continued)
        begun = {k for k in self._cuts(cues) if not self._goes_on(spans, k)} | self._adjacent(spans)
        turns = []
        for first, last in pairwise([0, *sorted(begun), len(spans)]):
            low, high = (bisect_left(cues, k, key=itemgetter(0)) for k in (first, last))
            own = [cue for _, cue in cues[low:high]]
            low, high = (bisect_right(segments, k, key=attrgetter("follows")) for k in (first, last))
            narration = segments[low if first else 0 : high]
            beats, cue = self._beats(spans[first][0], narration), self._telling(own)
            turns.append(
                Turn(
                    paragraph, spans[first:last], paragraph, own, beats, cue, self._kind(cue, beats),
                    alone=not narration, continued=continued and first == 0,
                )
            )  # fmt: skip
        return turns

    def _segments(self, paragraph: int, spans: list[tuple[int, int]]) -> list[_Segment]:
        """Return the segments of narration in a paragraph that hold a word."""
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
        """Return all cues in a paragraph, each with the number of the span it belongs to."""
        found: list[tuple[int, SpeechCue]] = []
        for segment in segments:
            led = any(k == segment.follows - 1 and cue.strength == STRONG for k, cue in found[-2:])
            after, before = self._cues_between(spans, segment, led)
            if after is not None:
                found.append((segment.follows - 1, after))
            if before is not None:
                found.append((segment.follows, before))
            elif (beat := self._beat_between(segment, len(spans), found)) is not None:
                found.append((segment.follows, beat))
        if not found and not continued and spans[0][0] == self.parse.bounds[paragraph][0]:
            before = self._in_paragraph_before(paragraph)
            if before is not None:
                found.append((0, before))
        return found

    def _cues_between(
        self, spans: list[tuple[int, int]], segment: _Segment, led: bool
    ) -> tuple[SpeechCue | None, SpeechCue | None]:
        """Return the cues for the span before the segment and for the one after it.

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
        if before.strength < STRONG and self.finder.clauses.is_circumstance(before.verb):
            return after, None  # "said X, when Y had gone," leads over to nothing of Y's
        if led and before.verb == after.verb and before.strength == STRONG:
            return None, before
        return after, before if before.verb > after.verb and before.strength == STRONG else None

    def _in_paragraph_before(self, paragraph: int) -> SpeechCue | None:
        """Return the cue in the narration that ends the paragraph before, if it leads over to this one."""
        if not paragraph:
            return None
        a, b = self.parse.paragraphs[paragraph - 1]
        if a == b:
            return None
        k = bisect_right(self.speech, self.parse.start[b - 1], key=lambda quotation: quotation.start) - 1
        edge = self.speech[k].end if k >= 0 else 0
        first = next((i for i in range(a, b) if self.parse.start[i] >= edge), b)
        return self.finder.before(first, b, first > a, apart=True) if first < b else None

    def _beat_between(self, segment: _Segment, spans: int, found: Sequence[tuple[int, SpeechCue]]) -> SpeechCue | None:
        """Return the cue of another's act between two quotations, the first of which somebody says.

        '"…" said X. Y nodded. "…"': whoever acts right before the second speaks it.
        """
        said = next((cue for k, cue in reversed(found) if cue.strength == STRONG), None)
        beat = self.finder.beat(segment.first, segment.last) if said and segment.follows < spans else None
        return beat if said is not None and beat is not None and self._differ(said, beat) else None

    def _adjacent(self, spans: list[tuple[int, int]]) -> set[int]:
        """Return the numbers of the spans right behind another: who goes on speaking needs no new mark."""
        text = self.parse.text
        return {k for k in range(1, len(spans)) if not text[spans[k - 1][1] : spans[k][0]].strip()}

    def _cuts(self, cues: list[tuple[int, SpeechCue]]) -> list[int]:
        """Return the numbers of the spans where another speaker's words begin."""
        cuts = []
        current: SpeechCue | None = None
        for k, cue in cues:
            if (cue.strength == LOOSE and cue.shape != "beat") or (current is not None and cue.shape == "goes on"):
                continue  # "…?" said X. "…?" Y stared: no words of Y's
            if current is not None and k and self._differ(current, cue):
                cuts.append(k)
            current = cue
        return sorted(set(cuts))

    def _goes_on(self, spans: list[tuple[int, int]], k: int) -> bool:
        """Return whether span `k` goes on with the sentence of the one before: '"It is true," said X, "that …"'."""
        text = self.parse.text
        between, words = text[spans[k - 1][1] : spans[k][0]].rstrip(), text[slice(*spans[k])].strip(_MARKS)
        said = text[slice(*spans[k - 1])].rstrip(_MARKS)
        return said.endswith(",") and between.endswith(",") and words[:1].islower()

    def _differ(self, cue: SpeechCue, other: SpeechCue) -> bool:
        """Return whether two cues mean different people: two names or descriptions, or of different gender."""
        one, two = (self.characters.references[c.index] for c in (cue, other))
        if one.kind == two.kind != "pronoun":
            return one.entity != two.entity
        if {one.kind, two.kind} == {"name", "nominal"}:
            described, named = (one, two) if one.kind == "nominal" else (two, one)
            form = self.characters.form[described.entity] if described.entity >= 0 else "plain"
            if form != "plain" and named.entity not in self.characters.known_as.get(described.noun, ()):
                return described.entity != named.entity
        genders = [r.gender or (self.characters.gender[r.entity] if r.entity >= 0 else "") for r in (one, two)]
        return all(genders) and genders[0] != genders[1]

    def _beats(self, start: int, narration: Sequence[_Segment]) -> dict[str, int]:
        """Return the first and last subject of the narration before and after a turn that begins at `start`."""
        references = self.characters.references
        beats: dict[str, int] = {}
        for segment in narration:
            where = "before" if self.parse.start[segment.first] < start else "after"
            inside = [k for i in range(segment.first, segment.last) if (k := self.finder.at.get(i)) is not None]
            subjects = [k for k in inside if references[k].subject]
            if subjects:
                beats.setdefault(f"{where} first", subjects[0])
                beats[f"{where} last"] = subjects[-1]
        return beats

    def _kind(self, cue: SpeechCue | None, beats: Mapping[str, int]) -> TurnKind:
        if cue is None:
            return "beat" if beats else "none"
        reference = self.characters.references[cue.index]
        return "I" if reference.gender == "i" else reference.kind

    def _telling(self, cues: Sequence[SpeechCue]) -> SpeechCue | None:
        """Return the cue that tells best who speaks: the strongest, but rather "sighed Ann" than "she said"."""
        best = max(cues, key=lambda cue: cue.strength, default=None)
        if best is None or self._is_name(best):
            return best
        beside = (cue for cue in cues if cue.strength > LOOSE and cue.shape in ("inverted", "direct"))
        return next(filter(self._is_name, beside), best)

    def _is_name(self, cue: SpeechCue) -> bool:
        return self.characters.references[cue.index].kind == "name"

    def _described(self, turn: Turn) -> Turn:
        """Return the turn with what its words tell: whom it addresses and mentions, whether it asks, its length."""
        contents = [self.parse.text[a:b] for a, b in turn.spans]
        referred = [reference for span in turn.spans for reference in self._inside(span) if reference.entity >= 0]
        return replace(
            turn,
            called=frozenset(reference.entity for reference in referred if reference.called),
            mentioned=frozenset(reference.entity for reference in referred if not reference.called),
            asks=contents[-1].rstrip(_MARKS).endswith("?"),
            words=sum(len(_SET_OFF.sub("", content).split()) for content in contents),
            first_person=any(_FIRST_PERSON.search(content) for content in contents),
        )

    def _inside(self, span: Offsets) -> Sequence[Reference]:
        low, high = (bisect_left(self.offsets, offset) for offset in span)
        return self.characters.references[low:high]


def mark_beyond(
    parse: Parse, turns: Sequence[Turn], characters: Characters, attributions: Sequence[Attribution], people: People
) -> list[Turn]:
    """Return the turns, those marked that an attribution gives to a source that is no single person.

    *“Bread!” they cried. “Come soon,” it read. “Fine weather,” two of the men called.* What a person's name or pronoun
    is a strong cue of stays theirs.
    """
    referring = {i for reference in characters.references for i in range(reference.first, reference.last)}
    found = {
        start: attribution
        for attribution in attributions
        if attribution.cue is not None and _is_beyond(parse, attribution, referring, people)
        for start, _ in attribution.content
    }
    return [
        turn if turn.cue is not None and turn.cue.strength == STRONG else _beyond(parse, turn, found) for turn in turns
    ]


def _is_beyond(parse: Parse, attribution: Attribution, referring: set[int], people: People) -> bool:
    """Return whether a source refers to no single person; "his voice" and "the sound of Ana" do, to whose it is."""
    head = attribution.source_head
    if attribution.source is None or head is None or head in referring:
        return False
    if parse.tag[head] in PRONOUNS:
        return parse.lower[head] in people.words.plural | people.words.neuter
    return parse.tag[head] != "NN" or referring.isdisjoint(range(*token_range(parse, attribution.source)))


def _beyond(parse: Parse, turn: Turn, found: Mapping[int, Attribution]) -> Turn:
    """Return the turn with the attribution of its first quotations, if the cue stands in its paragraphs, outside them.

    A cue elsewhere is that of a quotation which the turn was taken to go on with, as in reports.
    """
    attribution = next((found[start] for start, _ in turn.spans if start in found), None)
    if attribution is None or attribution.cue is None or attribution.cue_head is None:
        return turn
    is_beside = turn.paragraph <= parse.paragraph[attribution.cue_head] <= turn.last_paragraph
    if not is_beside or any(a <= attribution.cue[0] < b for a, b in turn.spans):
        return turn
    return replace(turn, cues=(), cue=None, kind="none", beyond=attribution)


def _joined(turns: Sequence[Turn]) -> Turn:
    """Join a turn with the re-opened paragraphs that continue it; the first cue counts."""
    if len(turns) == 1:  # nearly always
        return turns[0]
    cued = next((turn for turn in turns if turn.cue is not None), turns[0])
    return replace(
        turns[0],
        spans=[span for turn in turns for span in turn.spans],
        last_paragraph=turns[-1].last_paragraph,
        alone=all(turn.alone for turn in turns),
        cues=cued.cues,
        cue=cued.cue,
        kind=cued.kind,
    )
