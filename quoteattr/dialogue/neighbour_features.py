"""Stage 7e, fiction: features from the other turns of a conversation: who is cued, called, spoken of, and when."""

from __future__ import annotations

from collections import Counter

from quoteattr.dialogue.context import KINDS, Rows, Scene, steps
from quoteattr.dialogue.types import gap

_SCENE = 25  # paragraphs within which other turns' cues belong to the same conversation
_FAR = 9  # turns from which the rhythm of a conversation is read



class ConversationReader:
    """Adds to a turn's rows of features what its neighbours tell."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.cast, self.turns = scene, scene.cast, scene.turns

    def add_activity(self, i: int, candidates: list[int], rows: Rows) -> None:
        """Who else's cues there are in the ten turns on each side, and how long ago each was cued."""
        kind = KINDS[self.turns[i].kind]
        last: dict[int, int] = {}
        for j in range(i - 1, max(-1, i - 9), -1):
            if self.scene.cued[j] >= 0 and self.scene.near(i, j, _SCENE):
                last.setdefault(self.scene.cued[j], len(last))
        active: Counter[int] = Counter()
        for j in range(max(0, i - 10), min(len(self.turns), i + 11)):
            if j != i and self.scene.cued[j] >= 0 and self.scene.near(i, j, _SCENE):
                active[self.scene.cued[j]] += 1
        ranked = {entity: rank for rank, (entity, _) in enumerate(active.most_common())}
        for entity, row in zip(candidates, rows, strict=True):
            rank = min(ranked.get(entity, 9), 4)
            row += (
                f"act{steps(active[entity])}:{kind}",
                f"actr{rank}:{kind}",
                f"actn{min(len(active), 4)}:{rank}:{kind}",
                f"spoke{min(last.get(entity, 9), 4)}:{kind}",
            )

    def add_party(self, i: int, candidates: list[int], rows: Rows) -> None:
        """How much the whole conversation has to do with each candidate, beside the others."""
        kind = KINDS[self.turns[i].kind]
        party = self.scene.parties[self.scene.runs[i]]
        ranked = {entity: rank for rank, entity in enumerate(sorted(candidates, key=lambda e: -party[e]))}
        named = self.scene.anchored[self.scene.runs[i]]
        several = min(sum(count > 0 for count in named.values()), 4)
        total = max(1, sum(party[entity] for entity in candidates))
        for entity, row in zip(candidates, rows, strict=True):
            row += (f"party{min(ranked[entity], 4)}:{kind}", f"partys{min(9, 10 * party[entity] // total)}:{kind}")
            row.append(f"named{steps(named[entity])}:{several}:{kind}")

    def add_neighbours(self, i: int, candidates: list[int], rows: Rows) -> None:
        """Cues of the turns around: names, and the gender of pronouns and of forms of address."""
        kind = self.turns[i].kind
        for step in (-3, -2, -1, 1, 2, 3):
            if not self.scene.near(i, i + step, abs(step) + 2):
                continue
            anchor = self.scene.anchor[i + step]
            if anchor in candidates:
                rows[candidates.index(anchor)].append(f"anc{step}:{kind}")
            if abs(step) == 3:
                continue
            other = self.turns[i + step]
            reference = self.cast.references[other.cue.index] if other.cue is not None else None
            if reference is not None and reference.kind == "pronoun" and reference.gender in ("m", "f"):
                for entity, row in zip(candidates, rows, strict=True):
                    row.append(f"ap{step}:{self.scene.agrees(entity, reference.gender)}:{kind}")
            if self.scene.addressed[i + step]:
                for entity, row in zip(candidates, rows, strict=True):
                    row.append(f"adr{step}:{self.scene.agrees(entity, self.scene.addressed[i + step])}")
        if self.scene.addressed[i]:
            for entity, row in zip(candidates, rows, strict=True):
                row.append(f"adr0:{self.scene.agrees(entity, self.scene.addressed[i])}")

    def add_parity(self, i: int, candidates: list[int], rows: Rows) -> None:
        """What farther turns of the conversation tell by their even or odd distance, as two people alternate."""
        kind = KINDS[self.turns[i].kind]
        scene, run = self.scene, self.scene.runs[i]
        low = max(i - _FAR, scene.run_starts[run])
        high = min(i + _FAR + 1, scene.run_starts[run + 1] if run + 1 < len(scene.run_starts) else len(scene.runs))
        even, after = slice(low + (i - low) % 2, i, 2), slice(i + 2, high, 2)
        odd = slice(low + (i - low + 1) % 2, high, 2)
        cued = (scene.anchor[even] + scene.anchor[after], scene.anchor[odd])
        gender = (scene.shown[even] + scene.shown[after], scene.shown[odd])
        turns = (self.turns[even], self.turns[after], self.turns[odd])
        called = [[entity for turn in part for entity in turn.called] for part in turns]
        mentioned = [entity for part in turns for turn in part for entity in turn.mentioned]
        for entity, row in zip(candidates, rows, strict=True):
            row += (
                f"par{min(cued[0].count(entity), 3)}{min(cued[1].count(entity), 3)}:{kind}",
                f"vpar{min(called[0].count(entity) + called[1].count(entity), 2)}{min(called[2].count(entity), 2)}",
                f"mpar{min(mentioned.count(entity), 3)}",
            )
            own = self.cast.gender[entity]
            if own:
                other = "f" if own == "m" else "m"
                same = gender[0].count(own) + gender[1].count(other)
                against = gender[0].count(other) + gender[1].count(own)
                row.append(f"gpar{min(same, 3)}{min(against, 3)}:{kind}")

    def add_calls(self, i: int, candidates: list[int], rows: Rows) -> None:
        """Who is called by name or spoken of in this turn and in those around it."""
        kind = self.turns[i].kind
        for step in (-2, -1, 0, 1):
            if step and not self.scene.near(i, i + step, 4):
                continue
            turn = self.turns[i + step]
            for entity, row in zip(candidates, rows, strict=True):
                if entity in turn.called:
                    row += (f"voc{step}", f"voc{step}:{kind}")
                if entity in turn.mentioned:
                    row += (f"ment{step}", f"ment{step}:{kind}")
            if turn.cue is None or turn.cue.addressee is None:
                continue
            told = self.cast.references[turn.cue.addressee]
            for entity, row in zip(candidates, rows, strict=True):
                if told.entity == entity:
                    row.append(f"to{step}:{kind}")
                elif told.entity < 0 and told.gender in ("m", "f"):
                    row.append(f"to{step}g:{self.scene.agrees(entity, told.gender)}:{kind}")

    def transitions(self, i: int) -> tuple[list[str], list[str], list[str]]:
        """What speaks for the speaker's coming back after no turn, after one, after both."""
        if not i:
            return [], [], []
        turn, before = self.turns[i], self.turns[i - 1]
        kind = turn.kind + ("w" if turn.cue is not None and not turn.cue.strength else "")
        near = _gap_steps(gap(before, turn))
        party = min(len({e for e in self.scene.anchor[max(0, i - 8) : i + 9] if e >= 0}), 4)
        once = [
            f"g{near}", f"g{near}:{kind}", f"c{kind}:p{before.kind}", f"q{before.asks}:g{near}",
            f"pn{before.alone}:tn{turn.alone}:g{near}", f"len{steps(min(turn.words // 8, 9))}",
            f"g{near}:pv{bool(before.called)}:v{bool(turn.called)}", f"I{turn.first_person}:{before.first_person}",
            f"m{party}:g{near}", f"m{party}:{kind}", f"len{steps(min(turn.words // 8, 9))}:{kind}:g{near}",
        ]  # fmt: skip
        if i < 2:
            return once, [], []
        far = near + _gap_steps(gap(self.turns[i - 2], before))
        kinds = f"c{kind}:p{before.kind}:{self.turns[i - 2].kind}"
        twice = [
            f"g{far}", f"g{far}:{kind}", kinds, f"pn{before.alone}:tn{turn.alone}", f"q{before.asks}:{turn.asks}",
            f"m{party}:g{far}", f"m{party}:{kind}", f"s{min(i - self.scene.run_starts[self.scene.runs[i]], 4)}:{kind}",
        ]  # fmt: skip
        return once, twice, [f"g{far}", f"c{kind}"]



def _gap_steps(g: int) -> str:
    return "0" if g <= 1 else "1" if g == 2 else "2" if g == 3 else "3" if g <= 6 else "4" if g <= 15 else "5"
