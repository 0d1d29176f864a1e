"""Features of a turn's candidates: what speaks for or against each to be the speaker.

Cue, gender agreement, distance and number of mentions are features of Elson and McKeown (2010) and He et al. (2013).
What neighbouring turns tell stands in `neighbour_features`, what a description tells in `nominal_features`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quoteattr.dialogue.candidates import find_candidates
from quoteattr.dialogue.context import KINDS, Context, Rows, ranks, remembered, steps
from quoteattr.dialogue.cooccurrence import Cooccurrence
from quoteattr.dialogue.neighbour_features import NeighbourReader
from quoteattr.dialogue.nominal_features import NominalReader
from quoteattr.dialogue.types import DESCRIBED, MOST_MENTIONS, Reference, Story, Turn, TurnFeatures

# The numbers below were set by hand on the training novels.
_BACK = 14  # paragraphs in which a mention counts as recent
_WINDOW = 30  # paragraphs on each side in which mentions make somebody present
_LEAD = 3  # paragraphs before a turn in which narration leads over to it
_MOST_FREQUENT, _MOST_PRESENT = 9, 6  # highest powers of two of mentions told apart, in the story and in the window
_ANTECEDENTS = 3  # told apart by rank; farther ones, and who is none, share the next rank
_CUED_PRESENT, _PRESENT = 4, 5  # candidates told apart by rank in the window, where the cue has a gender and elsewhere
_SHARE = -0.5  # power of the number of uncued turns in a row that who is present counts in each: it is told but once
_PLACES = ("before first", "before last", "after first", "after last")


def story_features(story: Story) -> Iterator[TurnFeatures]:
    """Yield candidates and features of every turn, one at a time: together they would fill the memory."""
    return map(FeatureReader(story).features, range(len(story.turns)))


@dataclass(frozen=True, slots=True)
class _Recent:
    """How many paragraphs before a turn each entity was last mentioned, in steps, by kind of mention.

    `narrated` and `subject` hold the last mentioned first.
    """

    narrated: dict[int, str]
    subject: dict[int, str]
    quoted: dict[int, str]


class FeatureReader:
    """Reads candidates and features of the turns of a story, in any order."""

    def __init__(self, story: Story) -> None:
        self.story, self.characters, self.turns = story, story.characters, story.turns
        cooccurrence = Cooccurrence(self.characters)
        self.candidates = find_candidates(story, cooccurrence)
        self.context = Context(story)
        self.neighbours = NeighbourReader(self.context)
        self.nominals = NominalReader(self.context, cooccurrence)
        self.firsts = [reference.first for reference in self.characters.references]
        self.frequency = [min(_power(1 + e.count), _MOST_FREQUENT) for e in self.characters.entities]
        self.times: dict[int, list[int]] = defaultdict(list)  # of the mentions of each entity
        for reference in self.characters.references:
            self.times[reference.entity].append(story.read[reference.paragraph])

    def features(self, i: int) -> TurnFeatures:
        """Return the candidates and features of turn `i`."""
        turn, narrator = self.turns[i], self.characters.narrator
        rows: Rows = {e: [f"form,narrator={self.characters.form[e]},{e == narrator}"] for e in self.candidates[i]}
        if turn.kind != "name":
            recent, present = self._recent(turn), self._present(turn, rows)
            self._add_recency(turn, rows, recent, present)
            self.neighbours.add_activity(i, rows)
            self.neighbours.add_party(i, rows)
        shared = len(next(iter(rows.values()), ())) if turn.kind == "none" else 0
        self._add_cue(turn, rows)
        if turn.kind in ("pronoun", "nominal"):
            self._add_agreement(turn, rows, recent, present)
        self._add_beats(turn, rows)
        if turn.kind != "name":
            self._add_lead(turn, rows)
            self.neighbours.add_neighbours(i, rows)
            self.neighbours.add_alternation(i, rows)
            self.neighbours.add_own_words(i, rows)
            if turn.kind == "nominal":
                self.nominals.add_nominal(i, rows)
            self._add_surroundings(turn, rows)
        self.neighbours.add_calls(i, rows)
        share = self.context.uncued[i] ** _SHARE if shared else 1.0
        return TurnFeatures([*rows], [*rows.values()], *self.neighbours.transitions(i), shared, share)

    def _add_cue(self, turn: Turn, rows: Rows) -> None:
        """Add who is the referent of the turn's cue, or of a second cue in its paragraph."""
        kind, cue, references = turn.kind, turn.cue, self.characters.references
        own = cue if kind in ("name", "nominal", "I") else None
        form = "name" if kind == "I" else kind  # "I" names the narrator
        others = [references[other.index] for other in turn.cues if cue is not None and other.index != cue.index]
        if own is not None and (entity := references[own.index].entity) in rows:
            rows[entity] += (
                f"referent of cue,strength,shape={form},{own.strength},{own.shape}",
                f"referent of cue={form}",
            )
        if self.characters.narrator in rows and kind != "I":
            rows[self.characters.narrator].append(f"narrator without I={kind}")
        for second in others:
            if second.entity in rows:
                rows[second.entity].append(f"referent of second cue,cue kind={second.kind},{kind}")
            elif second.entity < 0 and second.gender in ("m", "f"):
                self.context.add_agreement(rows, "agrees with second cue,cue kind", second.gender, f",{kind}")

    def _add_agreement(self, turn: Turn, rows: Rows, recent: _Recent, present: Mapping[int, int]) -> None:
        """Add who agrees in gender with the cue, and how near an antecedent of it each is."""
        kind = turn.kind
        reference = self.characters.references[turn.cue.index] if turn.cue is not None else None
        if reference is None or reference.gender not in ("m", "f"):
            return
        agrees = {entity: self.context.agrees(entity, reference.gender) for entity in rows}
        form, narrator = self.characters.form, self.characters.narrator
        able = {e for e in rows if agrees[e] != "no" and form[e] not in DESCRIBED and e != narrator}
        antecedents, subjects = ([e for e in since if e in able] for since in (recent.narrated, recent.subject))
        before, _ = self._narrated_here(turn)
        rank = ranks(present, _CUED_PRESENT)
        for entity, row in rows.items():
            row += (f"{kind} agrees={agrees[entity]}", f"{kind} agrees,form={agrees[entity]},{form[entity]}")
            if agrees[entity] == "no":
                continue
            subject_rank, distance = _rank(subjects, entity), recent.subject.get(entity, "none")
            row += (
                f"{kind} antecedent rank={_rank(antecedents, entity)}",
                f"{kind} subject rank={subject_rank}",
                f"{kind} rank in window={rank[entity]}",
            )
            if antecedents == [entity]:
                row.append(f"{kind} only antecedent=True")
            row += (
                f"{kind} subject distance={distance}",
                f"{kind} subject rank,subject distance={subject_rank},{distance}",
            )
            if entity in before:
                row.append(f"{kind} narrated before quotation=True")

    def _add_beats(self, turn: Turn, rows: Rows) -> None:
        """Add who is a subject of the narration around the turn's quotations, or mentioned in it."""
        kind, references = turn.kind, self.characters.references
        uncued = turn.cue is None
        for place in _PLACES:
            index = turn.beats.get(place)
            if index is None or (turn.cue is not None and index == turn.cue.index):
                continue
            beat = references[index]
            if beat.kind == "pronoun" and beat.gender in ("m", "f"):
                self.context.add_agreement(rows, "agrees with beat,place,uncued", beat.gender, f",{place},{uncued}")
            elif beat.entity in rows:
                rows[beat.entity].append(f"referent of beat,place,uncued={beat.kind},{place},{uncued}")
        before, after = self._narrated_here(turn)
        for entity in before & rows.keys():
            rows[entity].append(f"narrated before quotation,cue kind=True,{kind}")
        for entity in after & rows.keys():
            rows[entity].append(f"narrated after quotation,cue kind=True,{kind}")

    def _add_recency(self, turn: Turn, rows: Rows, recent: _Recent, present: Mapping[int, int]) -> None:
        """Add how lately each was mentioned, how often in the window around the turn, and how often in the story."""
        kind = KINDS[turn.kind]
        rank = ranks(present, _PRESENT)
        for entity, row in rows.items():
            row += _recency(
                kind,
                recent.narrated.get(entity, "none"),
                recent.subject.get(entity, "none"),
                recent.quoted.get(entity, "none"),
                rank[entity],
                self.frequency[entity],
                min(_power(1 + present[entity]), _MOST_PRESENT),
            )

    def _add_lead(self, turn: Turn, rows: Rows) -> None:
        """Add who is mentioned in the lead, the last paragraph of narration alone shortly before the turn."""
        lead = self._lead(turn)
        if lead is None:
            return
        distance, references = turn.paragraph - lead, self.context.references_in(lead)
        last = next((r for r in reversed(references) if r.subject), None) if distance == 1 else None
        for entity, row in rows.items():
            row += [
                f"mentioned in lead,subject,distance=True,{reference.subject},{distance}"
                for reference in references
                if reference.entity == entity
            ]
            if last is not None and last.entity == entity:
                row.append("last subject right before=True")
            elif last is not None and last.kind == "pronoun" and last.gender in ("m", "f"):
                row.append(f"agrees with last subject right before={self.context.agrees(entity, last.gender)}")

    def _add_surroundings(self, turn: Turn, rows: Rows) -> None:
        """Add who is the first subject of the narration right after the turn, the first and the last of the lead."""
        follows = turn.last_paragraph + 1
        following = () if follows in self.context.spoken else self.context.references_in(follows)
        first = next((r for r in following if r.subject), None)
        if first is not None:
            self._add_subject("subject after turn,cue kind", turn.kind, first, rows)
        lead = self._lead(turn)
        subjects = [r for r in self.context.references_in(lead) if r.subject] if lead is not None else []
        if lead is not None and subjects:
            distance = str(turn.paragraph - lead)
            self._add_subject("first subject of lead,distance", distance, subjects[0], rows)
            self._add_subject("last subject of lead,distance", distance, subjects[-1], rows)

    def _add_subject(self, family: str, value: str, subject: Reference, rows: Rows) -> None:
        if subject.kind == "pronoun" and subject.gender in ("m", "f"):
            self.context.add_agreement(rows, f"agrees with {family}", subject.gender, f",{value}")
        elif subject.entity in rows:
            rows[subject.entity].append(f"{family}=True,{value}")

    def _lead(self, turn: Turn) -> int | None:
        """Return the last paragraph shortly before a turn without quotations."""
        before = range(turn.paragraph - 1, max(-1, turn.paragraph - _LEAD - 1), -1)
        return next((paragraph for paragraph in before if paragraph not in self.context.spoken), None)

    def _recent(self, turn: Turn) -> _Recent:
        """Return the last mentions before a turn's cue, or before its paragraph if it has none."""
        references = self.characters.references
        first, _ = self.story.parse.paragraphs[turn.paragraph]
        here = bisect_left(self.firsts, first if turn.cue is None else references[turn.cue.index].first)
        recent = _Recent({}, {}, {})
        told = self.story.told
        for reference in reversed(references[max(here - MOST_MENTIONS, 0) : here]):
            if told[turn.paragraph] - told[reference.paragraph] > _BACK:
                break
            since = self.story.since(reference, turn)
            if reference.entity < 0 or since > _BACK:
                continue
            back = steps(since)
            if reference.quoted:
                recent.quoted.setdefault(reference.entity, back)
            else:
                recent.narrated.setdefault(reference.entity, back)
                if reference.subject:
                    recent.subject.setdefault(reference.entity, back)
        return recent

    def _present(self, turn: Turn, entities: Iterable[int]) -> dict[int, int]:
        """Count the mentions of some entities in the window around a turn."""
        now = self.story.read[turn.paragraph]
        times = ((entity, self.times[entity]) for entity in entities)
        return {entity: bisect_right(own, now + _WINDOW) - bisect_left(own, now - _WINDOW) for entity, own in times}

    def _narrated_here(self, turn: Turn) -> tuple[set[int], set[int]]:
        """Return the entities in the narration of the turn's paragraph before its first quotation, and after it."""
        references = self.characters.references
        cue = None if turn.cue is None else turn.cue.index
        here = bisect_left(self.firsts, turn.spans[0][0], key=self.story.parse.start.__getitem__)
        first, last = self.story.parse.paragraphs[turn.paragraph]
        low = bisect_left(self.firsts, first, max(here - MOST_MENTIONS, 0), here)
        high = bisect_left(self.firsts, last, here, min(here + MOST_MENTIONS, len(self.firsts)))
        before, after = (
            {references[k].entity for k in part if k != cue and not references[k].quoted} - {-1}
            for part in (range(low, here), range(here, high))
        )
        return before, after


@remembered
def _recency(
    kind: str, narrated: str, subject: str, quoted: str, rank: int, frequency: int, mentions: int
) -> tuple[str, ...]:
    return (
        f"mention distance,cue kind={narrated},{kind}",
        f"subject distance,cue kind={subject},{kind}",
        f"quoted mention distance,cue kind={quoted},{kind}",
        f"rank in window,cue kind={rank},{kind}",
        f"frequency={frequency}",
        f"mentions in window,cue kind={mentions},{kind}",
    )


def _rank(order: Sequence[int], entity: int) -> int:
    """Return the rank of an entity; those far behind, or not in order, share the last."""
    return min(order.index(entity), _ANTECEDENTS) if entity in order else _ANTECEDENTS


def _power(count: int) -> int:
    """Return the highest power of two that a count, of 1 or more, reaches."""
    return count.bit_length() - 1
