"""Stage 7f, fiction: the named features that speak for or against each candidate of a turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from quoteattr.dialogue.candidates import find_candidates
from quoteattr.dialogue.context import KINDS, Rows, Scene, steps
from quoteattr.dialogue.cooccurrence import Cooccurrence
from quoteattr.dialogue.neighbour_features import ConversationReader
from quoteattr.dialogue.types import DESCRIBED, MOST_MENTIONS, Reference, Story, Turn, TurnFeatures

_BACK = 14  # paragraphs in which a mention counts as recent
_WINDOW = 30  # paragraphs on each side in which mentions make somebody present
_PLACES = ("before first", "before last", "after first", "after last")
_ARTICLES = {"the": "the", "a": "a", "an": "a", "": ""}
_STYLES = {
    "mrs": frozenset({"mrs", "madame", "mme"}),
    "mr": frozenset({"mr", "monsieur", "sir", "m"}),
    "miss": frozenset({"miss", "mademoiselle", "mlle"}),
    "aunt": frozenset({"aunt", "auntie"}),
    "uncle": frozenset({"uncle"}),
    "lady": frozenset({"lady"}),
    "doctor": frozenset({"dr", "doctor"}),
}



def story_features(story: Story) -> Iterator[TurnFeatures]:
    """Candidates and features of every turn, one at a time: together they would fill the memory."""
    cooccurrence = Cooccurrence(story.characters)
    reader = _FeatureReader(story, cooccurrence, find_candidates(story, cooccurrence))
    return map(reader.features, range(len(story.turns)))



@dataclass(slots=True)
class _Recent:
    """Paragraphs of the last mention of each entity before a place, by kind, and who was mentioned last first."""

    narrated: dict[int, int]
    subject: dict[int, int]
    quoted: dict[int, int]
    order: list[int]
    subjects: list[int]



class _FeatureReader:
    def __init__(self, story: Story, cooccurrence: Cooccurrence, candidates: list[list[int]]) -> None:
        self.story, self.cooccurrence, self.candidates = story, cooccurrence, candidates
        self.cast, self.turns = story.characters, story.turns
        self.scene = Scene(story)
        self.conversation = ConversationReader(self.scene)
        self.firsts = [reference.first for reference in story.characters.references]
        self.frequency = [min(int(log2(1 + entity.count)), 9) for entity in story.characters.entities]
        self.window: Counter[int] = Counter()
        self.window_edges = (0, 0)

    def _recent(self, position: int, paragraph: int) -> _Recent:
        recent = _Recent({}, {}, {}, [], [])
        references = self.cast.references
        k = bisect_left(self.firsts, position) - 1
        last = max(k - MOST_MENTIONS, -1)
        while k > last and references[k].paragraph >= paragraph - _BACK:
            reference = references[k]
            k -= 1
            entity = reference.entity
            if entity < 0:
                continue
            if reference.quoted:
                recent.quoted.setdefault(entity, reference.paragraph)
                continue
            if entity not in recent.narrated:
                recent.narrated[entity] = reference.paragraph
                recent.order.append(entity)
            if reference.subject and entity not in recent.subject:
                recent.subject[entity] = reference.paragraph
                recent.subjects.append(entity)
        return recent

    def _present(self, paragraph: int) -> Counter[int]:
        """Mentions by entity in the paragraphs around; the window slides on with the turns."""
        references = self.cast.references
        low, high = self.window_edges
        while high < len(references) and references[high].paragraph <= paragraph + _WINDOW:
            if references[high].entity >= 0:
                self.window[references[high].entity] += 1
            high += 1
        while low < high and references[low].paragraph < paragraph - _WINDOW:
            if references[low].entity >= 0:
                self.window[references[low].entity] -= 1
            low += 1
        self.window_edges = (low, high)
        return self.window

    def features(self, i: int) -> TurnFeatures:
        turn, candidates = self.turns[i], self.candidates[i]
        narrator = self.cast.narrator
        rows = [[f"form={self.cast.form[e]}{'N' if e == narrator else ''}"] for e in candidates]
        self._add_cue(turn, candidates, rows)
        recent = self._add_agreement(turn, candidates, rows)
        self._add_beats(turn, candidates, rows)
        if turn.kind != "name":
            self._add_recency(turn, candidates, rows, recent)
            self.conversation.add_activity(i, candidates, rows)
            self.conversation.add_party(i, candidates, rows)
            self.conversation.add_neighbours(i, candidates, rows)
            self.conversation.add_parity(i, candidates, rows)
        if turn.kind == "nominal":
            self._add_nominal(i, candidates, rows)
        self._add_surroundings(turn, candidates, rows)
        self.conversation.add_calls(i, candidates, rows)
        return TurnFeatures(candidates, rows, *self.conversation.transitions(i))

    def _add_cue(self, turn: Turn, candidates: list[int], rows: Rows) -> None:
        kind, cue, narrator = turn.kind, turn.cue, self.cast.narrator
        own = cue if kind in ("name", "nominal", "I") else None
        form = "name" if kind == "I" else kind  # "I" names the narrator
        for entity, row in zip(candidates, rows, strict=True):
            if own is not None and self.cast.references[own.index].entity == entity:
                row += (f"cue:{form}:{own.strength}:{own.shape}", f"cue:{form}")
            if entity == narrator and kind != "I":
                row.append(f"noI:{kind}")
            for other in turn.cues:
                if cue is None or other.index == cue.index:
                    continue
                second = self.cast.references[other.index]
                if second.entity == entity:
                    row.append(f"cue2:{second.kind}:{kind}")
                elif second.entity < 0 and second.gender in ("m", "f"):
                    row.append(f"cue2g:{self.scene.agrees(entity, second.gender)}:{kind}")

    def _add_agreement(self, turn: Turn, candidates: list[int], rows: Rows) -> _Recent:
        reference = self.cast.references[turn.cue.index] if turn.cue is not None else None
        position = reference.first if reference is not None else self.story.parse.paragraphs[turn.paragraph][0]
        recent = self._recent(position, turn.paragraph)
        if reference is None or turn.kind not in ("pronoun", "nominal") or reference.gender not in ("m", "f"):
            return recent
        kind, gender = KINDS[turn.kind], reference.gender
        fits = {
            e for e in candidates
            if self.cast.form[e] not in DESCRIBED and e != self.cast.narrator and self.scene.agrees(e, gender) != "x"
        }  # fmt: skip
        order = [e for e in recent.order if e in fits]
        subjects = [e for e in recent.subjects if e in fits]
        here = self._mentioned_here(turn)[0]
        present = self._ranked_present(turn, candidates)
        for entity, row in zip(candidates, rows, strict=True):
            agrees = self.scene.agrees(entity, gender)
            row += (f"{kind}:g{agrees}", f"{kind}:g{agrees}:{self.cast.form[entity]}")
            if agrees == "x":
                continue
            rank = order.index(entity) if entity in order else 9
            rank_subject = subjects.index(entity) if entity in subjects else 9
            row += (f"{kind}:rk{min(rank, 3)}", f"{kind}:rks{min(rank_subject, 3)}")
            row.append(f"{kind}:wr{min(present[entity], 4)}")
            if len(order) == 1 and not rank:
                row.append(f"{kind}:only")
            since = recent.subject.get(entity)
            ago = "x" if since is None else steps(turn.paragraph - since)
            row += (f"{kind}:lsd{ago}", f"{kind}:rks{min(rank_subject, 3)}:lsd{ago}")
            if entity in here:
                row.append(f"{kind}:here")
        return recent

    def _ranked_present(self, turn: Turn, candidates: list[int]) -> dict[int, int]:
        present = self._present(turn.paragraph)
        ranked = sorted(candidates, key=lambda e: -present[e])
        return {entity: rank for rank, entity in enumerate(ranked)}

    def _mentioned_here(self, turn: Turn) -> tuple[set[int], set[int]]:
        """Entities in the narration of the turn's paragraph before the first quotation, and after it."""
        before: set[int] = set()
        after: set[int] = set()
        cue = None if turn.cue is None else self.cast.references[turn.cue.index]
        start = self.story.parse.start
        here = bisect_left(self.firsts, turn.spans[0][0], key=start.__getitem__)
        first, last = self.story.parse.paragraphs[turn.paragraph]
        low = bisect_left(self.firsts, first, max(here - MOST_MENTIONS, 0), here)
        high = bisect_left(self.firsts, last, here, min(here + MOST_MENTIONS, len(self.firsts)))
        for reference in self.cast.references[low:high]:
            if reference.entity >= 0 and not reference.quoted and reference is not cue:
                early = start[reference.first] < turn.spans[0][0]
                (before if early else after).add(reference.entity)
        return before, after

    def _add_beats(self, turn: Turn, candidates: list[int], rows: Rows) -> None:
        before, after = self._mentioned_here(turn)
        kind = turn.kind
        uncued = kind in ("none", "beat")
        for place in _PLACES:
            index = turn.beats.get(place)
            if index is None or (turn.cue is not None and index == turn.cue.index):
                continue
            beat = self.cast.references[index]
            for entity, row in zip(candidates, rows, strict=True):
                if beat.kind == "pronoun" and beat.gender in ("m", "f"):
                    row.append(f"beatg:{place}:{self.scene.agrees(entity, beat.gender)}:{uncued}")
                elif beat.entity == entity:
                    row.append(f"beat:{place}:{beat.kind}:{uncued}")
        for entity, row in zip(candidates, rows, strict=True):
            if entity in before:
                row.append(f"hereb:{kind}")
            if entity in after:
                row.append(f"herea:{kind}")

    def _add_recency(self, turn: Turn, candidates: list[int], rows: Rows, recent: _Recent) -> None:
        kind, paragraph = KINDS[turn.kind], turn.paragraph
        present, ranks = self._present(paragraph), self._ranked_present(turn, candidates)
        lead = next((p for p in range(paragraph - 1, max(-1, paragraph - 4), -1) if p not in self.scene.spoken), None)
        led = self.scene.by_paragraph[lead] if lead is not None else []
        subjects = [reference for reference in led if reference.subject]
        for entity, row in zip(candidates, rows, strict=True):
            for label, since in (("dm", recent.narrated), ("ds", recent.subject), ("dq", recent.quoted)):
                place = since.get(entity)
                row.append(f"{label}{'x' if place is None else steps(paragraph - place)}:{kind}")
            row += (
                f"wr{min(ranks[entity], 5)}:{kind}",
                f"fr{self.frequency[entity]}",
                f"wc{min(int(log2(1 + present[entity])), 6)}:{kind}",
            )
            if lead is None:
                continue
            row += [f"led:{reference.subject}:{paragraph - lead}" for reference in led if reference.entity == entity]
            if subjects and paragraph - lead == 1:
                last = subjects[-1]
                if last.entity == entity:
                    row.append("led last")
                elif last.kind == "pronoun" and last.gender in ("m", "f"):
                    row.append(f"led last g{self.scene.agrees(entity, last.gender)}")

    def _add_nominal(self, i: int, candidates: list[int], rows: Rows) -> None:
        turn = self.turns[i]
        assert turn.cue is not None
        reference = self.cast.references[turn.cue.index]
        described = reference.entity
        sort = self.story.people.nouns.get(reference.noun, "other")
        noun = reference.noun if sort in ("kin", "plain") else "other"
        article = _ARTICLES.get(reference.determiner, "his")
        marked = "tail" if any(" " in word for word in reference.modifiers) else str(bool(reference.modifiers))
        uses, count = steps(self.scene.cue_uses[described]), steps(self.cast.entities[described].count)
        form = self.cast.form[described]
        shares = [self.cooccurrence.share(described, entity) for entity in candidates]
        best = max(shares)
        introduced = self._introduced(described, reference)
        for entity, share, row in zip(candidates, shares, rows, strict=True):
            same = entity == described
            if same:
                row += (
                    f"nom:{reference.determiner}",
                    f"nom:{article}:{sort}:use{uses}",
                    f"nom:{article}:{sort}:mod{marked}",
                    f"nom:mod{marked}",
                    f"nom:g{reference.gender}",
                    f"nom:{noun}",
                    f"nom:{article}:n{count}:{form}",
                    f"nom:best{_quarter(best)}:{count}",
                    f"nom:new{introduced}:{sort}",
                )
            row.append(f"nom:{article}:{sort}:{same}:{self.cast.form[entity]}")
            if sort in ("role", "other", "address"):
                row.append(f"nom:{sort}:{same}:known{self._known(reference.noun, entity)}")
            if not same and self.cast.form[entity] not in DESCRIBED:
                if not reference.gender:
                    row.append(f"nom:{sort}:of{self.cast.gender[entity]}")
                beside = self.scene.beside[described][entity] / max(1, self.cast.entities[described].count)
                near = "0" if not beside else "1" if beside < 0.05 else "2" if beside < 0.15 else "3"
                row.append(f"nom:beside{near}:{count}:{article}")
                row.append(f"nom:company{_quarter(share)}:{count}")
                if best and share == best:
                    row += (f"nom:likeliest:{count}", f"nom:likeliest{_quarter(share)}:beside{near}")
                row.append(f"nom:anc{min(self.scene.anchor[max(0, i - 8) : i + 9].count(entity), 3)}:{sort}")
                row.append(f"kin:{noun}:{self._style(entity)}")

    def _introduced(self, described: int, reference: Reference) -> str:
        """How many paragraphs ago the narration last introduced somebody so: "a man", then "the man"."""
        places = self.scene.introduced[described]
        k = bisect_right(places, reference.paragraph)
        return steps(reference.paragraph - places[k - 1]) if k else "x"

    def _known(self, noun: str, entity: int) -> str:
        """Whether the text says the noun of this entity, of another named one, or of nobody."""
        bearers = self.cast.known_as.get(noun, frozenset())
        return "own" if entity in bearers else "other" if bearers else "none"

    def _style(self, entity: int) -> str:
        titles = self.cast.entities[entity].titles
        for style, members in _STYLES.items():
            if titles & members:
                return style
        return "none"

    def _add_surroundings(self, turn: Turn, candidates: list[int], rows: Rows) -> None:
        """Subjects of the narration right after the turn and shortly before it."""
        kind, paragraph = turn.kind, turn.paragraph
        follows = turn.last_paragraph + 1
        following = () if follows in self.scene.spoken else self.scene.by_paragraph[follows]
        first = next((r for r in following if r.subject), None)
        if first is not None and kind != "name":
            self._add_subject(f"nn:{kind}", first, candidates, rows)
        for p in range(paragraph - 1, max(-1, paragraph - 4), -1):
            if p in self.scene.spoken:
                continue
            subjects = [r for r in self.scene.by_paragraph[p] if r.subject]
            if subjects and kind != "name":
                self._add_subject(f"pn0:{paragraph - p}", subjects[0], candidates, rows)
                self._add_subject(f"pnL:{paragraph - p}", subjects[-1], candidates, rows)
            break

    def _add_subject(self, label: str, subject: Reference, candidates: list[int], rows: Rows) -> None:
        for entity, row in zip(candidates, rows, strict=True):
            if subject.kind == "pronoun" and subject.gender in ("m", "f"):
                row.append(f"{label}:{self.scene.agrees(entity, subject.gender)}")
            elif subject.entity == entity:
                row.append(label)



def _quarter(share: float) -> int:
    return min(int(4 * share), 3)
