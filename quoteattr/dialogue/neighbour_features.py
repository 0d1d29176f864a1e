"""Features from the other turns of a conversation: who is cued, addressed and mentioned there, and how far away.

Alternation of speakers and vocatives were introduced by He et al. (2013) and are sieves of Muzny et al. (2017).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quoteattr.dialogue.context import KINDS, Context, Rows, ranks, remembered, steps
from quoteattr.dialogue.naming.introductions import given_names
from quoteattr.dialogue.types import LOOSE, Turn, gap

# The numbers below were set by hand on the training novels.
_WINDOW = 25  # paragraphs within which other turns' cues belong to the same conversation
_ACTIVE, _LAST = 10, 8  # turns on each side in which cues count; turns back in which they are ranked by distance
_RANKS, _SPEAKERS = 4, 4  # told apart; those beyond share the next rank or number
_TENTHS = 9  # of a conversation's weight told apart
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)  # turns whose named cues count
_NEAR_NEIGHBOURS = (-2, -1, 1, 2)  # turns whose pronouns and forms of address count
_SLACK = 2  # paragraphs that neighbours may lie farther apart than turns that follow one another
_CALLS, _CALLS_WINDOW = (-2, -1, 0, 1), 4  # turns whose calls count, and within how many paragraphs
_ALTERNATION = 9  # turns from which the alternation of two speakers is read
_MOST, _MOST_CALLS = 3, 2  # turns counted for alternation, at most
_PARTY = 8  # turns on each side whose named speakers make up the party
_WORDS, _LENGTHS = 8, 9  # words a step of length, and steps at most
_START = 4  # turns from the beginning of a conversation told apart


class NeighbourReader:
    """Adds to the rows of features of a turn what its neighbours tell of each candidate."""

    def __init__(self, context: Context) -> None:
        self.context, self.characters, self.turns = context, context.characters, context.turns
        self.given_names = given_names(context.story)

    def add_activity(self, i: int, rows: Rows) -> None:
        """Add speaker activity: how often each candidate is cued within ten turns, and how lately before."""
        kind, cued = KINDS[self.turns[i].kind], self.context.cued
        around = self.context.around(i, _ACTIVE, _WINDOW)
        active = Counter([e for e in (*cued[around.start : i], *cued[i + 1 : around.stop]) if e >= 0])
        lately = [entity for entity in cued[max(around.start, i - _LAST) : i] if entity >= 0]
        last = {entity: back for back, entity in enumerate(dict.fromkeys(reversed(lately)))}
        ranked = ranks(active, _RANKS)
        speakers = min(len(active), _SPEAKERS)
        for entity, row in rows.items():
            rank, back = ranked.get(entity, _RANKS), min(last.get(entity, _RANKS), _RANKS)
            row += _activity(kind, active.get(entity, 0), rank, speakers, back)

    def add_party(self, i: int, rows: Rows) -> None:
        """Add the part of each candidate in the whole conversation, beside the other candidates."""
        kind, run = KINDS[self.turns[i].kind], self.context.runs[i]
        party, named = self.context.parties[run], self.context.anchored[run]
        parts = {entity: party.get(entity, 0) for entity in rows}
        ranked, total = ranks(parts, _RANKS), max(1, sum(parts.values()))
        several = min(len(named), _SPEAKERS)
        for entity, row in rows.items():
            share = min(_TENTHS, 10 * parts[entity] // total)
            row += _party(kind, ranked[entity], share, named.get(entity, 0), several)

    def add_neighbours(self, i: int, rows: Rows) -> None:
        """Add the cues of the turns around: names, and the gender of pronouns and of forms of address."""
        kind, context = self.turns[i].kind, self.context
        for step in _NEIGHBOURS:
            if not context.near(i, i + step, abs(step) + _SLACK):
                continue
            if (anchor := context.anchor[i + step]) in rows:
                rows[anchor].append(f"named speaker of turn,cue kind={step},{kind}")
            if step not in _NEAR_NEIGHBOURS:
                continue
            other = self.turns[i + step]
            reference = self.characters.references[other.cue.index] if other.cue is not None else None
            if reference is not None and reference.kind == "pronoun" and reference.gender in ("m", "f"):
                context.add_agreement(rows, "agrees with pronoun,turn,cue kind", reference.gender, f",{step},{kind}")
            self._add_form_of_address(i, step, rows)
        self._add_form_of_address(i, 0, rows)

    def _add_form_of_address(self, i: int, step: int, rows: Rows) -> None:
        if gender := self.context.addressed[i + step]:
            self.context.add_agreement(rows, "agrees with form of address,turn", gender, f",{step}")

    def add_alternation(self, i: int, rows: Rows) -> None:
        """Add what farther turns tell by their even or odd distance, as two people alternate."""
        kind, context, conversation = KINDS[self.turns[i].kind], self.context, self.context.conversation(i)
        low, high = max(i - _ALTERNATION, conversation.start), min(i + _ALTERNATION + 1, conversation.stop)
        even, odd = ([*range(i - step, low - 1, -2), *range(i + step, high, 2)] for step in (2, 1))
        cued, others_cued = (_capped([context.anchor[j] for j in part], _MOST) for part in (even, odd))
        shown, others_shown = ([context.shown[j] for j in part] for part in (even, odd))
        called, others_called = (
            _capped([entity for j in part for entity in self.turns[j].called], _MOST_CALLS) for part in (even, odd)
        )
        mentioned = _capped([entity for j in (*even, *odd) for entity in self.turns[j].mentioned], _MOST)
        genders = {}
        for own, unlike in (("m", "f"), ("f", "m")):
            fitting = min(shown.count(own) + others_shown.count(unlike), _MOST)
            unfitting = min(shown.count(unlike) + others_shown.count(own), _MOST)
            genders[own] = f"genders that alternate with,against,cue kind={fitting},{unfitting},{kind}"
        for entity, row in rows.items():
            same, other = cued.get(entity, 0), others_cued.get(entity, 0)
            calls, others_calls = called.get(entity, 0), others_called.get(entity, 0)
            row += _alternation(kind, same, other, calls, others_calls, mentioned.get(entity, 0))
            if own := self.characters.gender[entity]:
                row.append(genders[own])

    def add_calls(self, i: int, rows: Rows) -> None:
        """Add who is addressed by name, mentioned, or the addressee of the cue in this turn and in those around it."""
        kind = self.turns[i].kind
        for step in _CALLS:
            if step and not self.context.near(i, i + step, _CALLS_WINDOW):
                continue
            turn = self.turns[i + step]
            for entity in turn.called & rows.keys():
                rows[entity] += (f"called in turn={step}", f"called in turn,cue kind={step},{kind}")
            for entity in turn.mentioned & rows.keys():
                rows[entity] += (f"mentioned in turn={step}", f"mentioned in turn,cue kind={step},{kind}")
            if turn.cue is None or turn.cue.addressee is None:
                continue
            told = self.characters.references[turn.cue.addressee]
            if told.entity in rows:
                rows[told.entity].append(f"addressee of turn,cue kind={step},{kind}")
            elif told.entity < 0 and told.gender in ("m", "f"):
                self.context.add_agreement(rows, "agrees with addressee,turn,cue kind", told.gender, f",{step},{kind}")

    def add_own_words(self, i: int, rows: Rows) -> None:
        """Add whose name the turn gives as its own, and who is elsewhere addressed as in it and in its neighbours."""
        kind = KINDS[self.turns[i].kind]
        for entity, how in self.given_names[i].items():
            if entity in rows:
                rows[entity].append(f"gives name,cue kind={how},{kind}")
        for step in (-1, 0, 1):
            is_near = not step or self.context.near(i, i + step, _CALLS_WINDOW)
            if not is_near or not self.context.forms[i + step]:
                continue
            for entity, how in self.context.likeness_of_address(i, i + step, rows).items():
                rows[entity] += (f"addressed as,turn={how},{step}", f"addressed as,turn,cue kind={how},{step},{kind}")

    def transitions(self, i: int) -> tuple[list[str], list[str], list[str]]:
        """Return what speaks for the speaker's coming back after no turn, after one, after both."""
        if not i:
            return [], [], []
        turn, before = self.turns[i], self.turns[i - 1]
        kind = f"loose {turn.kind}" if turn.cue is not None and turn.cue.strength == LOOSE else turn.kind
        near, length = _gap(before, turn), steps(min(turn.words // _WORDS, _LENGTHS))
        party = min(len({e for e in self.context.anchor[max(0, i - _PARTY) : i + _PARTY + 1] if e >= 0}), _SPEAKERS)
        once = [
            f"gap={near}",
            f"gap,cue kind={near},{kind}",
            f"cue kind,cue kind before={kind},{before.kind}",
            f"asks before,gap={before.asks},{near}",
            f"alone before,alone,gap={before.alone},{turn.alone},{near}",
            f"length={length}",
            f"gap,calls before,calls={near},{bool(before.called)},{bool(turn.called)}",
            f"first person,first person before={turn.first_person},{before.first_person}",
            f"speakers named nearby,gap={party},{near}",
            f"speakers named nearby,cue kind={party},{kind}",
            f"length,cue kind,gap={length},{kind},{near}",
        ]
        if i < 2:
            return once, [], []
        far = f"{near},{_gap(self.turns[i - 2], before)}"
        place = min(i - self.context.conversation(i).start, _START)
        twice = [
            f"gap,gap before={far}",
            f"gap,gap before,cue kind={far},{kind}",
            f"cue kind,cue kind before,cue kind two before={kind},{before.kind},{self.turns[i - 2].kind}",
            f"alone before,alone={before.alone},{turn.alone}",
            f"asks before,asks={before.asks},{turn.asks}",
            f"speakers named nearby,gap,gap before={party},{far}",
            f"speakers named nearby,cue kind={party},{kind}",
            f"turns since conversation began,cue kind={place},{kind}",
        ]
        return once, twice, [f"gap,gap before={far}", f"cue kind={kind}"]


def _capped(entities: Sequence[int], most: int) -> dict[int, int]:
    """Count each of some entities, `most` times at most."""
    return {entity: min(entities.count(entity), most) for entity in {*entities}}


@remembered
def _activity(kind: str, cues: int, rank: int, speakers: int, back: int) -> tuple[str, ...]:
    return (
        f"cues nearby,cue kind={steps(cues)},{kind}",
        f"rank by cues nearby,cue kind={rank},{kind}",
        f"speakers cued nearby,rank by cues nearby,cue kind={speakers},{rank},{kind}",
        f"rank of last cue,cue kind={back},{kind}",
    )


@remembered
def _party(kind: str, rank: int, share: int, cues: int, speakers: int) -> tuple[str, ...]:
    return (
        f"rank in conversation,cue kind={rank},{kind}",
        f"share of conversation,cue kind={share},{kind}",
        f"named cues in conversation,speakers named,cue kind={steps(cues)},{speakers},{kind}",
    )


@remembered
def _alternation(kind: str, same: int, other: int, calls: int, others_calls: int, mentions: int) -> tuple[str, ...]:
    return (
        f"named cues at even distance,at odd distance,cue kind={same},{other},{kind}",
        f"calls at even distance,at odd distance={calls},{others_calls}",
        f"mentions in turns around={mentions}",
    )


def _gap(earlier: Turn, later: Turn) -> str:
    """Return the paragraphs from one turn to a later one as a range."""
    g = gap(earlier, later)
    return "0-1" if g <= 1 else "2" if g == 2 else "3" if g == 3 else "4-6" if g <= 6 else "7-15" if g <= 15 else "16+"
