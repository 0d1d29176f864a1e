"""Stage 7b, fiction: turns: what one person says at a time, and the words around it that tell who."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from quoteattr.characters import Characters, Reference
from quoteattr.marks import Quotation
from quoteattr.parsing import Parse
from quoteattr.people import People

_FINITE = ("VBD", "VBZ", "VBP", "VBN", "VB")
_STOPS = frozenset(".;:!?\"")
_FINAL = ",.!?;:—–-_'…"
_LETTER = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class CueReference:
    """A reference that a speech verb, or its place, makes the speaker of a turn.

    `strength`: 2 a verb of saying beside the quotation; 1 another verb beside it; 0 a verb of saying in the
    sentence before. `shape` is "inverted", "direct", "before" or "paragraph" (the one before).
    """

    index: int
    verb: int
    strength: int
    shape: str


@dataclass(slots=True)
class Turn:
    """The quotations of one paragraph, or of several re-opened ones, spoken by one person.

    `spans` are offsets, marks included; `cues`, `beats`, `voc` and `mentioned` index references and entities.
    `beats` maps a place ("before first", "before last", "after first", "after last") to the subject there.
    """

    paragraph: int
    spans: list[tuple[int, int]]
    last_paragraph: int
    cues: list[CueReference] = field(default_factory=list)
    beats: dict[str, int] = field(default_factory=dict)
    cue: CueReference | None = None
    kind: str = "none"
    called: set[int] = field(default_factory=set)
    mentioned: set[int] = field(default_factory=set)
    alone: bool = True
    asks: bool = False
    words: int = 0
    first_person: bool = False
    continued: bool = False


def spoken(parse: Parse, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that are speech: not nested, no titles, no words held at arm's length."""
    starts = {parse.bounds[k][0] for k in range(len(parse.bounds))}
    found = []
    for quotation in quotations:
        if quotation.parent is None and _is_speech(parse.text, quotation, quotation.start in starts):
            found.append(quotation)
    return found


def _is_speech(text: str, quotation: Quotation, opens_paragraph: bool) -> bool:
    content = text[quotation.start : quotation.end].strip("\"“”‘’'«» \n")
    words = content.split()
    if not words or not _LETTER.search(content):
        return False
    if opens_paragraph or quotation.continues is not None:
        return True
    ends = content[-1] in _FINAL or text[quotation.end - 2 : quotation.end - 1] in _FINAL
    if len(words) <= 4 and not ends and (content[0].islower() or len(words) <= 2):
        return False
    before = text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:]
    goes_on = text[quotation.end : quotation.end + 1] not in ("", "\n")
    return not (len(words) <= 3 and not ends and goes_on and before not in (",", ":"))


def find_turns(parse: Parse, speech: Sequence[Quotation], cast: Characters, people: People) -> list[Turn]:
    """The turns of a text, in order."""
    return _TurnFinder(parse, speech, cast, people).turns()


class _TurnFinder:
    def __init__(self, parse: Parse, speech: Sequence[Quotation], cast: Characters, people: People) -> None:
        self.parse, self.speech, self.cast, self.people = parse, speech, cast, people
        self.starts = parse.start
        self.by_paragraph: dict[int, list[int]] = defaultdict(list)
        for index, reference in enumerate(cast.references):
            self.by_paragraph[reference.paragraph].append(index)

    def turns(self) -> list[Turn]:
        by_paragraph: dict[int, list[Quotation]] = defaultdict(list)
        k = 0
        for quotation in self.speech:
            while k + 1 < len(self.parse.bounds) and quotation.start >= self.parse.bounds[k + 1][0]:
                k += 1
            by_paragraph[k].append(quotation)
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
        turn = Turn(paragraph, spans, paragraph, continued=quotations[0].continues is not None)
        self._read_narration(turn)
        return [turn]

    def _segments(self, turn: Turn) -> list[list[int]]:
        """The runs of narration in the turn's paragraph, as token lists."""
        a, b = self.parse.paragraphs[turn.paragraph]
        segments: list[list[int]] = []
        current: list[int] = []
        k = 0
        for i in range(a, b):
            offset = self.starts[i]
            while k < len(turn.spans) and offset >= turn.spans[k][1]:
                k += 1
            if k < len(turn.spans) and offset >= turn.spans[k][0]:
                if current:
                    segments.append(current)
                    current = []
            else:
                current.append(i)
        if current:
            segments.append(current)
        return [segment for segment in segments if any(self._is_word(i) for i in segment)]

    def _is_word(self, i: int) -> bool:
        return self.parse.word[i][:1].isalpha()

    def _read_narration(self, turn: Turn) -> None:
        segments = self._segments(turn)
        references = self.cast.references
        at = {references[k].first: k for k in self.by_paragraph[turn.paragraph]}
        turn.alone = not segments
        opens, closes = turn.spans[0][0], turn.spans[-1][1]
        for segment in segments:
            before = self.starts[segment[0]] < opens
            cue = None if before else self._cue_after(segment, at)
            if cue is None and self.starts[segment[-1]] < closes:
                cue = self._cue_before(segment, at)
            if cue is not None:
                turn.cues.append(cue)
            where = "before" if before else "after"
            subjects = [at[i] for i in segment if i in at and references[at[i]].subject]
            if subjects:
                turn.beats.setdefault(f"{where} first", subjects[0])
                turn.beats[f"{where} last"] = subjects[-1]
            others = [at[i] for i in segment if i in at]
            if others:
                turn.beats.setdefault("any", others[0])
        if not turn.cues and turn.spans[0][0] == self.parse.bounds[turn.paragraph][0] and not turn.continued:
            cue = self._cue_in_paragraph_before(turn.paragraph)
            if cue is not None:
                turn.cues.append(cue)
        turn.cue = max(turn.cues, key=lambda cue: cue.strength, default=None)
        turn.kind = self._kind(turn)

    def _kind(self, turn: Turn) -> str:
        if turn.cue is None:
            return "beat" if turn.beats else "none"
        reference = self.cast.references[turn.cue.index]
        return "I" if reference.gender == "i" and reference.kind == "pronoun" else reference.kind

    def _speech_verb(self, i: int) -> bool:
        parse = self.parse
        return parse.lemma[i] in self.people.speech and parse.tag[i] in ("VBD", "VBZ", "VBP", "VBN")

    def _strength(self, verb: int) -> int:
        return min(2, self.people.speech.get(self.parse.lemma[verb], 0)) or 1

    def _cue_after(self, segment: list[int], at: dict[int, int]) -> CueReference | None:
        """The speaker named right after a quotation: "said X", "X said"."""
        words = [i for i in segment if self._is_word(i)]
        return self._inverted(segment, words, at) or self._direct(segment, words, at)

    def _inverted(self, segment: list[int], words: list[int], at: dict[int, int]) -> CueReference | None:
        for verb in words[:3]:
            if not self._speech_verb(verb):
                continue
            for i in range(verb + 1, min(verb + 5, segment[-1] + 1)):
                if i in at and not self._is_object(at[i]):
                    return CueReference(at[i], verb, self._strength(verb), "inverted")
                if self.parse.word[i] in _STOPS or self.parse.word[i] == ",":
                    break
        return None

    def _is_object(self, index: int) -> bool:
        reference = self.cast.references[index]
        return reference.kind == "pronoun" and self.parse.lower[reference.first] in ("him", "me", "himself", "herself", "his")

    def _direct(self, segment: list[int], words: list[int], at: dict[int, int]) -> CueReference | None:
        first = next((i for i in words[:3] if i in at), None)
        if first is None:
            return None
        reference = self.cast.references[at[first]]
        if reference.possessive and reference.kind == "pronoun":
            return None
        for i in range(reference.last, min(reference.last + 6, segment[-1] + 1)):
            if self.parse.word[i] in _STOPS:
                return None
            if self._speech_verb(i):
                return CueReference(at[first], i, self._strength(i), "direct")
        return None

    def _cue_before(self, segment: list[int], at: dict[int, int]) -> CueReference | None:
        """The speaker of the sentence that leads to a quotation: "X said:"."""
        sentence = self._last_sentence(segment)
        for verb in reversed(sentence):
            if self._speech_verb(verb):
                index = self._subject(verb, sentence[0], at)
                if index is None:
                    return None
                leads = self.parse.word[sentence[-1]] in (",", ":", ";", "-", "--", "—")
                strength = (2 if self.parse.word[sentence[-1]] in ",:" else 1) if leads else 0
                return CueReference(index, verb, strength, "before")
        return None

    def _last_sentence(self, segment: list[int]) -> list[int]:
        for k in range(len(segment) - 2, -1, -1):
            i = segment[k]
            if self.parse.word[i] in (".", "!", "?"):
                return segment[k + 1 :]
        return segment

    def _subject(self, verb: int, start: int, at: dict[int, int]) -> int | None:
        """The reference that is the verb's subject, or stands where it should."""
        parse, references = self.parse, self.cast.references
        near = [at[i] for i in range(max(start, verb - 13), verb) if i in at and not self._is_oblique(at[i])]
        for k in near:
            for i in range(references[k].first, references[k].last):
                if parse.head[i] == verb and parse.dep[i] == "nsubj":
                    return k
        if parse.dep[verb] == "relcl":
            noun = parse.head[verb]
            for k in near:
                if references[k].first <= noun < references[k].last:
                    return k
        return next((k for k in near if references[k].subject), near[0] if near else None)

    def _is_oblique(self, index: int) -> bool:
        reference = self.cast.references[index]
        if reference.kind != "pronoun":
            return False
        return reference.possessive or self.parse.lower[reference.first] in ("him", "me")

    def _cue_in_paragraph_before(self, paragraph: int) -> CueReference | None:
        """The subject of the paragraph before, if that ends in a colon or comma and outside speech."""
        if not paragraph:
            return None
        a, b = self.parse.paragraphs[paragraph - 1]
        if a == b or self.parse.word[b - 1] not in (",", ":") or self._is_spoken(b - 1):
            return None
        segment = list(range(a, b))
        spoken_until = max((i for i in segment if self._is_spoken(i)), default=a - 1)
        sentence = self._last_sentence(segment[spoken_until + 1 - a :])
        verbs = [i for i in sentence if self._speech_verb(i)]
        references = self.cast.references
        indices = [k for k in self.by_paragraph[paragraph - 1] if references[k].first >= sentence[0]]
        at = {references[k].first: k for k in indices}
        index = self._subject(verbs[-1], sentence[0], at) if verbs else None
        if index is None:
            index = next((k for k in indices if references[k].subject), indices[0] if indices else None)
        verb = verbs[-1] if verbs else sentence[-1]
        return None if index is None else CueReference(index, verb, 1, "paragraph")

    def _is_spoken(self, i: int) -> bool:
        offset = self.starts[i]
        k = bisect_left(self.speech, offset + 1, key=lambda quotation: quotation.start) - 1
        return k >= 0 and offset < self.speech[k].end

    def _describe(self, turn: Turn) -> None:
        text = self.parse.text
        for paragraph in range(turn.paragraph, turn.last_paragraph + 1):
            for k in self.by_paragraph[paragraph]:
                reference = self.cast.references[k]
                offset = self.starts[reference.first]
                if reference.entity >= 0 and any(a <= offset < b for a, b in turn.spans):
                    (turn.called if reference.called else turn.mentioned).add(reference.entity)
        contents = [text[a:b] for a, b in turn.spans]
        turn.asks = contents[-1].rstrip("\"”’' \n").endswith("?")
        words = [word for content in contents for word in content.split()]
        turn.words = len(words)
        turn.first_person = any(word.strip("\"“,.;!?") in ("I", "I'm", "my", "me", "I'll", "I've") for word in words)


def _continue(turn: Turn, more: Turn) -> None:
    """Add a re-opened paragraph to the turn it goes on with."""
    turn.spans += more.spans
    turn.last_paragraph = more.last_paragraph
    turn.alone = turn.alone and more.alone
    if turn.cue is None and more.cue is not None:
        turn.cues, turn.cue, turn.kind = more.cues, more.cue, more.kind
