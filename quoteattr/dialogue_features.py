"""Stage 7c, fiction: who may speak each turn, and the named features that speak for or against each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log2

import regex

from quoteattr.characters import Characters, Reference
from quoteattr.parsing import Parse
from quoteattr.people import People
from quoteattr.turns import Turn

DESCRIBED = frozenset({"nominal", "plain"})
WIDTH = 12  # candidates a turn
_BACK, _AHEAD = 14, 2  # paragraphs in which a mention makes a candidate
_WINDOW = 30  # paragraphs on each side in which mentions make somebody present
_SCENE = 25  # paragraphs within which other turns' cues belong to the same conversation
_CROWD = 6  # people in one sentence: more are a list
_CLOSE = 3  # paragraphs between turns of one conversation
_FAR = 9  # turns from which the rhythm of a conversation is read
_PLACES = ("before first", "before last", "after first", "after last")
_KINDS = {"none": "n", "beat": "n", "name": "name", "pronoun": "pron", "nominal": "nom", "I": "I"}
_ADDRESS = {
    "m": regex.compile(
        r"[,“\"—-]\s*(?:sir|my lord|old (?:man|boy|chap|fellow)|papa|father|my (?:dear )?(?:boy|fellow|son)|mister"
        r"|your honou?r)\s*[,.!?;\"”—-]",
        regex.IGNORECASE,
    ),
    "f": regex.compile(
        r"[,“\"—-]\s*(?:madam|ma'am|my lady|mamma|mother|miss|my (?:dear )?(?:girl|daughter)|dear lady"
        r"|your ladyship)\s*[,.!?;\"”—-]",
        regex.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class Story:
    """What the features of a text's turns are read from."""

    parse: Parse
    cast: Characters
    turns: Sequence[Turn]
    people: People


@dataclass(frozen=True, slots=True)
class TurnFeatures:
    """One turn's candidates (entities), the features of each, and those of its three potentials."""

    candidates: list[int]
    unary: list[list[str]]
    once: list[str]
    twice: list[str]
    thrice: list[str]


def story_features(story: Story) -> list[TurnFeatures]:
    """Candidates and features of every turn."""
    candidates = find_candidates(story)
    reader = _FeatureReader(story, candidates)
    return [reader.features(i) for i in range(len(story.turns))]


def gap(earlier: Turn, later: Turn) -> int:
    """Paragraphs from one turn to a later one."""
    return later.paragraph - earlier.last_paragraph


def find_candidates(story: Story) -> list[list[int]]:
    """For each turn the entities that may speak it, the likeliest first."""
    cast, turns = story.cast, story.turns
    by_paragraph: dict[int, list[Reference]] = defaultdict(list)
    local: dict[int, Counter[int]] = defaultdict(Counter)
    for reference in cast.references:
        if reference.entity >= 0:
            by_paragraph[reference.paragraph].append(reference)
            for block in (-1, 0, 1):
                local[reference.paragraph // 20 + block][reference.entity] += 1
    cued = [_cue_entity(cast, turn) for turn in turns]
    found = []
    everybody = [i for i, form in enumerate(cast.form) if form in ("name", "narrator")]
    fallback = max(everybody, key=lambda e: cast.entities[e].count, default=None)
    for i, turn in enumerate(turns):
        score: dict[int, float] = defaultdict(float)
        for paragraph in range(turn.paragraph - _BACK, turn.paragraph + _AHEAD + 1):
            for reference in by_paragraph.get(paragraph, ()):
                _count_mention(cast, reference, turn.paragraph, score)
        for j in range(max(0, i - 7), min(len(turns), i + 5)):
            if cued[j] >= 0:
                distance = gap(turn, turns[j]) if j > i else gap(turns[j], turn)
                score[cued[j]] += 2 * exp(-abs(distance) / 8)
        if cued[i] >= 0:
            score[cued[i]] += 100
        if cast.narrator is not None:
            score[cast.narrator] += 3
        for entity, count in local[turn.paragraph // 20].items():
            if cast.form[entity] in ("name", "role"):
                score[entity] += 0.02 * count
        kept = [e for e in score if cast.form[e] != "thing" or cued[i] == e]
        best = sorted(kept, key=lambda e: (-score[e], e))[:WIDTH]
        found.append(best or ([fallback] if fallback is not None else []))
    return found


def _count_mention(cast: Characters, reference: Reference, paragraph: int, score: dict[int, float]) -> None:
    distance = abs(paragraph - reference.paragraph) + (0.5 if reference.paragraph > paragraph else 0)
    if cast.form[reference.entity] in DESCRIBED and (reference.quoted or not reference.subject or distance > 6):
        return
    weight = (0.5 if reference.quoted else 1.0) * (1.5 if reference.subject else 1.0)
    score[reference.entity] += weight * exp(-distance / 4)


def _cue_entity(cast: Characters, turn: Turn) -> int:
    return cast.references[turn.cue.index].entity if turn.cue is not None else -1


def _steps(x: int) -> str:
    """A count or distance in coarse steps."""
    return "0" if x <= 0 else "1" if x == 1 else "2" if x == 2 else "3" if x <= 4 else "5" if x <= 8 else "9"


def _gap_steps(g: int) -> str:
    return "0" if g <= 1 else "1" if g == 2 else "2" if g == 3 else "3" if g <= 6 else "4" if g <= 15 else "5"


@dataclass(slots=True)
class _Recent:
    """Paragraphs of the last mention of each entity before a place, by kind, and who was mentioned last first."""

    narrated: dict[int, int]
    subject: dict[int, int]
    quoted: dict[int, int]
    order: list[int]
    subjects: list[int]


class _FeatureReader:
    def __init__(self, story: Story, candidates: list[list[int]]) -> None:
        self.story, self.candidates = story, candidates
        self.cast, self.turns = story.cast, story.turns
        references = story.cast.references
        self.firsts = [reference.first for reference in references]
        self.by_paragraph: dict[int, list[Reference]] = defaultdict(list)
        for reference in references:
            self.by_paragraph[reference.paragraph].append(reference)
        self.spoken = {p for turn in self.turns for p in range(turn.paragraph, turn.last_paragraph + 1)}
        self.cued = [_cue_entity(story.cast, turn) for turn in self.turns]
        self.cue_uses = Counter(entity for entity in self.cued if entity >= 0)
        self.anchor = [self._anchor(turn, cued) for turn, cued in zip(self.turns, self.cued, strict=True)]
        self.addressed = [self._address_gender(turn) for turn in self.turns]
        self.frequency = [min(int(log2(1 + entity.count)), 9) for entity in story.cast.entities]
        self.runs = self._runs()
        self.run_starts = [i for i, run in enumerate(self.runs) if not i or run != self.runs[i - 1]]
        self.beside = self._beside()
        self.window: Counter[int] = Counter()
        self.window_edges = (0, 0)

    def _beside(self) -> dict[int, Counter[int]]:
        """For each entity the others that the narration names in the same sentence: they are somebody else."""
        by_sentence: dict[int, set[int]] = defaultdict(set)
        for reference in self.cast.references:
            if reference.entity >= 0 and not reference.quoted:
                by_sentence[self.story.parse.sentence[reference.first]].add(reference.entity)
        beside: dict[int, Counter[int]] = defaultdict(Counter)
        for entities in by_sentence.values():
            if 1 < len(entities) <= _CROWD:
                for entity in entities:
                    if self.cast.form[entity] in DESCRIBED or self.cast.form[entity] == "role":
                        beside[entity].update(entities - {entity})
        return beside

    def _runs(self) -> list[int]:
        """Number the runs of turns that follow one another closely, as in one conversation."""
        runs = [0]
        for before, turn in pairwise(self.turns):
            runs.append(runs[-1] + (gap(before, turn) > _CLOSE))
        return runs

    def _anchor(self, turn: Turn, cued: int) -> int:
        """The speaker where a name or "I" says it."""
        if turn.kind == "I":
            return -1 if self.cast.narrator is None else self.cast.narrator
        return cued if turn.kind == "name" else -1

    def _address_gender(self, turn: Turn) -> str:
        text = " ".join(self.story.parse.text[a:b] for a, b in turn.spans)
        male, female = (pattern.search(text) is not None for pattern in _ADDRESS.values())
        return "" if male == female else "m" if male else "f"

    def _agrees(self, entity: int, gender: str) -> str:
        own = self.cast.gender[entity]
        return "u" if not own else "y" if own == gender else "x"

    def _near(self, i: int, j: int, reach: int) -> bool:
        if not 0 <= j < len(self.turns):
            return False
        turn, other = self.turns[i], self.turns[j]
        return (gap(turn, other) if j > i else gap(other, turn)) <= reach

    def _recent(self, position: int, paragraph: int) -> _Recent:
        recent = _Recent({}, {}, {}, [], [])
        references = self.cast.references
        k = bisect_left(self.firsts, position) - 1
        while k >= 0 and references[k].paragraph >= paragraph - _BACK:
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
            self._add_activity(i, candidates, rows)
            self._add_neighbours(i, candidates, rows)
            self._add_parity(i, candidates, rows)
        if turn.kind == "nominal":
            self._add_nominal(i, candidates, rows)
        self._add_surroundings(turn, candidates, rows)
        self._add_calls(i, candidates, rows)
        return TurnFeatures(candidates, rows, *self._transitions(i))

    def _add_cue(self, turn: Turn, candidates: list[int], rows: list[list[str]]) -> None:
        kind, cue, narrator = turn.kind, turn.cue, self.cast.narrator
        own = cue if kind in ("name", "nominal") else None
        for entity, row in zip(candidates, rows, strict=True):
            if own is not None and self.cast.references[own.index].entity == entity:
                row += (f"cue:{kind}:{own.strength}:{own.shape}", f"cue:{kind}")
            if entity == narrator:
                row.append("cueI" if kind == "I" else f"noI:{kind}")
            for other in turn.cues:
                if cue is None or other.index == cue.index:
                    continue
                second = self.cast.references[other.index]
                if second.entity == entity:
                    row.append(f"cue2:{second.kind}:{kind}")
                elif second.entity < 0 and second.gender in ("m", "f"):
                    row.append(f"cue2g:{self._agrees(entity, second.gender)}:{kind}")

    def _add_agreement(self, turn: Turn, candidates: list[int], rows: list[list[str]]) -> _Recent:
        reference = self.cast.references[turn.cue.index] if turn.cue is not None else None
        position = reference.first if reference is not None else self.story.parse.paragraphs[turn.paragraph][0]
        recent = self._recent(position, turn.paragraph)
        if reference is None or turn.kind not in ("pronoun", "nominal") or reference.gender not in ("m", "f"):
            return recent
        kind, gender = _KINDS[turn.kind], reference.gender
        fits = {
            e for e in candidates
            if self.cast.form[e] not in DESCRIBED and e != self.cast.narrator and self._agrees(e, gender) != "x"
        }  # fmt: skip
        order = [e for e in recent.order if e in fits]
        subjects = [e for e in recent.subjects if e in fits]
        here = self._mentioned_here(turn)[0]
        present = self._ranked_present(turn, candidates)
        for entity, row in zip(candidates, rows, strict=True):
            agrees = self._agrees(entity, gender)
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
            ago = "x" if since is None else _steps(turn.paragraph - since)
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
        for reference in self.by_paragraph[turn.paragraph]:
            if reference.entity >= 0 and not reference.quoted and reference is not cue:
                early = self.story.parse.start[reference.first] < turn.spans[0][0]
                (before if early else after).add(reference.entity)
        return before, after

    def _add_beats(self, turn: Turn, candidates: list[int], rows: list[list[str]]) -> None:
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
                    row.append(f"beatg:{place}:{self._agrees(entity, beat.gender)}:{uncued}")
                elif beat.entity == entity:
                    row.append(f"beat:{place}:{beat.kind}:{uncued}")
        for entity, row in zip(candidates, rows, strict=True):
            if entity in before:
                row.append(f"hereb:{kind}")
            if entity in after:
                row.append(f"herea:{kind}")

    def _add_recency(self, turn: Turn, candidates: list[int], rows: list[list[str]], recent: _Recent) -> None:
        kind, paragraph = _KINDS[turn.kind], turn.paragraph
        present, ranks = self._present(paragraph), self._ranked_present(turn, candidates)
        lead = next((p for p in range(paragraph - 1, max(-1, paragraph - 4), -1) if p not in self.spoken), None)
        led = self.by_paragraph[lead] if lead is not None else []
        subjects = [reference for reference in led if reference.subject]
        for entity, row in zip(candidates, rows, strict=True):
            for label, since in (("dm", recent.narrated), ("ds", recent.subject), ("dq", recent.quoted)):
                place = since.get(entity)
                row.append(f"{label}{'x' if place is None else _steps(paragraph - place)}:{kind}")
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
                    row.append(f"led last g{self._agrees(entity, last.gender)}")

    def _add_activity(self, i: int, candidates: list[int], rows: list[list[str]]) -> None:
        """Who else's cues there are in the ten turns on each side, and how long ago each was cued."""
        kind = _KINDS[self.turns[i].kind]
        last: dict[int, int] = {}
        for j in range(i - 1, max(-1, i - 9), -1):
            if self.cued[j] >= 0 and self._near(i, j, _SCENE):
                last.setdefault(self.cued[j], len(last))
        active: Counter[int] = Counter()
        for j in range(max(0, i - 10), min(len(self.turns), i + 11)):
            if j != i and self.cued[j] >= 0 and self._near(i, j, _SCENE):
                active[self.cued[j]] += 1
        ranked = {entity: rank for rank, (entity, _) in enumerate(active.most_common())}
        for entity, row in zip(candidates, rows, strict=True):
            rank = min(ranked.get(entity, 9), 4)
            row += (
                f"act{_steps(active[entity])}:{kind}",
                f"actr{rank}:{kind}",
                f"actn{min(len(active), 4)}:{rank}:{kind}",
                f"spoke{min(last.get(entity, 9), 4)}:{kind}",
            )

    def _add_neighbours(self, i: int, candidates: list[int], rows: list[list[str]]) -> None:
        """Cues of the turns around: names, and the gender of pronouns and of forms of address."""
        kind = self.turns[i].kind
        for step in (-3, -2, -1, 1, 2, 3):
            if not self._near(i, i + step, abs(step) + 2):
                continue
            anchor = self.anchor[i + step]
            if anchor in candidates:
                rows[candidates.index(anchor)].append(f"anc{step}:{kind}")
            if abs(step) == 3:
                continue
            other = self.turns[i + step]
            reference = self.cast.references[other.cue.index] if other.cue is not None else None
            if reference is not None and reference.kind == "pronoun" and reference.gender in ("m", "f"):
                for entity, row in zip(candidates, rows, strict=True):
                    row.append(f"ap{step}:{self._agrees(entity, reference.gender)}:{kind}")
            if self.addressed[i + step]:
                for entity, row in zip(candidates, rows, strict=True):
                    row.append(f"adr{step}:{self._agrees(entity, self.addressed[i + step])}")
        if self.addressed[i]:
            for entity, row in zip(candidates, rows, strict=True):
                row.append(f"adr0:{self._agrees(entity, self.addressed[i])}")

    def _add_parity(self, i: int, candidates: list[int], rows: list[list[str]]) -> None:
        """What farther turns of the conversation tell by their even or odd distance, as two people alternate."""
        kind = _KINDS[self.turns[i].kind]
        cued = (Counter[int](), Counter[int]())
        called = (Counter[int](), Counter[int]())
        gender = (Counter[str](), Counter[str]())
        mentioned = Counter[int]()
        for j in range(max(0, i - _FAR), min(len(self.turns), i + _FAR + 1)):
            if j == i or self.runs[j] != self.runs[i]:
                continue
            odd, turn = (i - j) % 2, self.turns[j]
            if self.anchor[j] >= 0:
                cued[odd][self.anchor[j]] += 1
            elif turn.kind == "pronoun" and turn.cue is not None:
                gender[odd][self.cast.references[turn.cue.index].gender] += 1
            called[odd].update(turn.called)
            mentioned.update(turn.mentioned)
        for entity, row in zip(candidates, rows, strict=True):
            row += (
                f"par{min(cued[0][entity], 3)}{min(cued[1][entity], 3)}:{kind}",
                f"vpar{min(called[0][entity], 2)}{min(called[1][entity], 2)}",
                f"mpar{min(mentioned[entity], 3)}",
            )
            own = self.cast.gender[entity]
            if own:
                other = "f" if own == "m" else "m"
                same, against = gender[0][own] + gender[1][other], gender[0][other] + gender[1][own]
                row.append(f"gpar{min(same, 3)}{min(against, 3)}:{kind}")

    def _add_nominal(self, i: int, candidates: list[int], rows: list[list[str]]) -> None:
        turn = self.turns[i]
        assert turn.cue is not None
        reference = self.cast.references[turn.cue.index]
        described = reference.entity
        sort = self.story.people.nouns.get(reference.noun, "other")
        noun = reference.noun if sort in ("kin", "plain") else "other"
        article = reference.determiner if reference.determiner in ("the", "a", "") else "his"
        marked = "tail" if any(" " in word for word in reference.modifiers) else str(bool(reference.modifiers))
        uses, count = _steps(self.cue_uses[described]), _steps(self.cast.entities[described].count)
        form = self.cast.form[described]
        for entity, row in zip(candidates, rows, strict=True):
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
                )
            if sort in ("role", "other", "address"):
                row.append(f"nom:{same}:known{self._known(reference.noun, entity)}")
            if not same and self.cast.form[entity] not in DESCRIBED:
                beside = self.beside[described][entity] / max(1, self.cast.entities[described].count)
                share = "0" if not beside else "1" if beside < 0.05 else "2" if beside < 0.15 else "3"
                row.append(f"nom:beside{share}:{count}:{article}")
                row.append(f"nom:anc{min(self.anchor[max(0, i - 8) : i + 9].count(entity), 3)}:{sort}")
                row.append(f"kin:{noun}:{self._style(entity)}")

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

    def _add_surroundings(self, turn: Turn, candidates: list[int], rows: list[list[str]]) -> None:
        """Subjects of the narration right after the turn and shortly before it."""
        kind, paragraph = turn.kind, turn.paragraph
        follows = turn.last_paragraph + 1
        first = next((r for r in self.by_paragraph[follows] if r.subject), None) if follows not in self.spoken else None
        if first is not None and kind != "name":
            self._add_subject(f"nn:{kind}", first, candidates, rows)
        for p in range(paragraph - 1, max(-1, paragraph - 4), -1):
            if p in self.spoken:
                continue
            subjects = [r for r in self.by_paragraph[p] if r.subject]
            if subjects and kind != "name":
                self._add_subject(f"pn0:{paragraph - p}", subjects[0], candidates, rows)
                self._add_subject(f"pnL:{paragraph - p}", subjects[-1], candidates, rows)
            break

    def _add_subject(self, label: str, subject: Reference, candidates: list[int], rows: list[list[str]]) -> None:
        for entity, row in zip(candidates, rows, strict=True):
            if subject.kind == "pronoun" and subject.gender in ("m", "f"):
                row.append(f"{label}:{self._agrees(entity, subject.gender)}")
            elif subject.entity == entity:
                row.append(label)

    def _add_calls(self, i: int, candidates: list[int], rows: list[list[str]]) -> None:
        """Who is called by name or spoken of in this turn and in those around it."""
        kind = self.turns[i].kind
        for step in (-2, -1, 0, 1):
            if step and not self._near(i, i + step, 4):
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
                    row.append(f"to{step}g:{self._agrees(entity, told.gender)}:{kind}")

    def _transitions(self, i: int) -> tuple[list[str], list[str], list[str]]:
        if not i:
            return [], [], []
        turn, before = self.turns[i], self.turns[i - 1]
        kind = turn.kind + ("w" if turn.cue is not None and not turn.cue.strength else "")
        near = _gap_steps(gap(before, turn))
        party = min(len({e for e in self.anchor[max(0, i - 8) : i + 9] if e >= 0}), 4)
        once = [
            f"g{near}", f"g{near}:{kind}", f"c{kind}:p{before.kind}", f"q{before.asks}:g{near}",
            f"pn{before.alone}:tn{turn.alone}:g{near}", f"len{_steps(min(turn.words // 8, 9))}",
            f"g{near}:pv{bool(before.called)}:v{bool(turn.called)}", f"I{turn.first_person}:{before.first_person}",
            f"m{party}:g{near}", f"m{party}:{kind}", f"len{_steps(min(turn.words // 8, 9))}:{kind}:g{near}",
        ]  # fmt: skip
        if i < 2:
            return once, [], []
        far = near + _gap_steps(gap(self.turns[i - 2], before))
        kinds = f"c{kind}:p{before.kind}:{self.turns[i - 2].kind}"
        twice = [
            f"g{far}", f"g{far}:{kind}", kinds, f"pn{before.alone}:tn{turn.alone}", f"q{before.asks}:{turn.asks}",
            f"m{party}:g{far}", f"m{party}:{kind}", f"s{min(i - self.run_starts[self.runs[i]], 4)}:{kind}",
        ]  # fmt: skip
        return once, twice, [f"g{far}", f"c{kind}"]


_STYLES = {
    "mrs": frozenset({"mrs", "madame", "mme"}),
    "mr": frozenset({"mr", "monsieur", "sir", "m"}),
    "miss": frozenset({"miss", "mademoiselle", "mlle"}),
    "aunt": frozenset({"aunt", "auntie"}),
    "uncle": frozenset({"uncle"}),
    "lady": frozenset({"lady"}),
    "doctor": frozenset({"dr", "doctor"}),
}
