"""Which openings are turns: told by what surrounds them, not by a list of names.

Labels of people recur and alternate, and what follows them is talk; labels of fields are common nouns, come in the
same order again, and their values are no sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from quoteattr.document.structure.evidence import Candidate, candidates, first_block, names_in, share
from quoteattr.document.structure.labels import link_labels
from quoteattr.document.structure.turn_shapes import OWN_LINE
from quoteattr.document.structure.types import Line, Opening, Shape
from quoteattr.language.layout_words import LayoutWords

_APART = 100  # paragraphs, or lines where the text is not wrapped, between two labels of different exchanges
_GAP = 2  # paragraphs without a label between two turns that are neighbours
_LIKE_HEADINGS: frozenset[Shape] = frozenset({"capitals", "own line"})  # with a blank line behind them
_PAIR = 2  # turns that make an exchange, where it is told in passing or in an official record
# shares, set by hand
_HALF = 0.5  # of turns or of a label's lines: most of them
_MOST = 0.8  # of turns with times: all messages have one


@dataclass(frozen=True, slots=True)
class Demand:
    """What openings of one shape must show to be turns: the poorer the shape, the more.

    `least` is how many there must be, `labels` how many different ones, `recurring` how many that recur. `evidence`
    is the share of turns with a person's label plus the share of those that are talk, `value` the mean of
    `Candidate.value`, `cover` the share of lines from the first turn to the last that the turns hold.
    """

    least: int = 3
    labels: int = 2
    recurring: int = 1
    evidence: float = 0.34
    value: float = 0.1
    cover: float = 0.0


# Set by hand on texts written for the purpose, so that none fires on the news and novels of the training corpora.
DEMANDS: Mapping[Shape, Demand] = {
    "voice": Demand(least=1, labels=1, recurring=0, evidence=0, value=-1),
    "nick": Demand(least=2, recurring=0, evidence=0, value=-1),
    "colon": Demand(),
    "bracket": Demand(),
    "columns": Demand(cover=0.5),
    "dash": Demand(cover=0.3),
    "stop": Demand(evidence=0.2, cover=0.5),
    "short stop": Demand(least=5, recurring=2, cover=0.6),
    "bare": Demand(least=4, recurring=2, cover=0.6),
    "timed line": Demand(least=2, recurring=0, evidence=0, value=-0.5),
    "capitals": Demand(evidence=0.2, cover=0.5),
    "role line": Demand(least=2, recurring=0, evidence=1.5),
    "own line": Demand(evidence=0.5, cover=0.7),
    "caption mark": Demand(least=2, labels=0, recurring=0, evidence=0, value=-0.5),
    "opening dash": Demand(least=2, labels=0, recurring=0, evidence=0.5, value=0.3),
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """The openings that open turns, and those with a colon that are fields, in order."""

    turns: Sequence[Opening]
    fields: Sequence[Opening]


def accept(text: str, lines: Sequence[Line], found: Mapping[Shape, Sequence[Opening]], words: LayoutWords) -> Accepted:
    """The turns and the fields; a line that may be a turn in two ways has the shape of more other turns."""
    if not any(found.values()):
        return Accepted((), ())
    names = names_in(text, words)
    weighed = {shape: candidates(text, lines, openings, names, words) for shape, openings in found.items()}
    labelled = {c.opening.line: c for c in weighed["colon"] if c.sign >= 0}
    groups = [
        _turns(run, lines, DEMANDS[shape], words)
        for shape, openings in weighed.items()
        for run in _runs(openings, lines)
    ]
    turns: dict[int, Candidate] = {}
    for group in sorted(groups, key=len, reverse=True):
        for turn in group:  # >> ANA: among turns that begin with >> alone
            turns.setdefault(turn.opening.line, turn if turn.name else labelled.get(turn.opening.line, turn))
    turns |= {c.opening.line: c for c in _parts(weighed, sorted(turns), words)}
    own_line = [shape for shape in reversed(weighed) if shape in OWN_LINE]  # of two in one line the narrower comes last
    alone = [c for shape in own_line for c in weighed[shape] if c.opening.line not in turns]
    turns |= {c.opening.line: c for c in _alike(alone, [turns[line] for line in sorted(turns)])}
    in_order = [turns[line] for line in sorted(turns)]
    rest = [c for c in weighed["colon"] if c.opening.line not in turns]
    return Accepted([turn.opening for turn in in_order], _fields(rest, in_order, lines))


def _parts(found: Mapping[Shape, Sequence[Candidate]], turns: Sequence[int], words: LayoutWords) -> Iterator[Candidate]:
    """Those between turns, in a shape that no turn may have, whose label asks or presides: *Q.*, *Court.*."""
    for c in (*found["short stop"], *found["colon"]):
        is_part = c.key in (words.questions if c.opening.shape == "colon" else words.bench)
        if is_part and turns and turns[0] < c.opening.line < turns[-1]:
            yield c


def _alike(found: Sequence[Candidate], turns: Sequence[Candidate]) -> Iterator[Candidate]:
    """Those among or right before turns whose labels have lines to themselves too, and are theirs or recur.

    *Ana Lund* and *Tom Rey, baker*; *TOM REY (Sarn)* and *Tom Rey*.
    """
    own = [turn for turn in turns if turn.opening.shape in OWN_LINE]
    if not own:
        return
    keys = Counter(c.key for c in found)
    known = {turn.key for turn in own}
    apart, last = {turn.apart for turn in own}, own[-1].opening.line
    for c in sorted(found, key=lambda c: c.opening.line):
        fits = c.apart in apart and c.sign >= 0 and c.value >= 0
        is_cue = c.opening.shape == "capitals" and not c.apart  # of a script, where some speak but once
        if fits and (c.key in known or is_cue or (max(keys[c.key] - 1, c.sign) > 0 and c.opening.line < last)):
            known.add(c.key)
            yield c


def _fields(found: Sequence[Candidate], turns: Sequence[Candidate], lines: Sequence[Line]) -> list[Opening]:
    """Labels for which two of three things speak: a field's word, a value that is no sentence, a neighbour.

    A neighbour is another label for which one of these speaks; for a field's word a turn, whose words it cannot be.
    """
    first = turns[0].opening.line if turns else 0
    points = {c.opening.line: (c.sign < 0) + (c.value < 0) + 2 * (c.lists and c.opening.line < first) for c in found}
    ordered = sorted([*found, *turns], key=lambda c: c.opening.line)
    beside: set[int] = set()
    for pair in pairwise(ordered):
        if _distance(lines, *pair) <= _GAP:
            for one, other in (pair, pair[::-1]):
                if points.get(other.opening.line, one.sign < 0):
                    beside.add(one.opening.line)
    return [
        c.opening
        for c in found
        if points[c.opening.line] + (c.opening.line in beside) > 1
        and (c.opening.line or 0 in beside)  # a headline opens the text
    ]


def _runs(found: Sequence[Candidate], lines: Sequence[Line]) -> Iterator[list[Candidate]]:
    """The openings of each exchange: those without a long stretch of other text between them."""
    run: list[Candidate] = []
    for candidate in found:
        if run and _distance(lines, run[-1], candidate) > _APART:
            yield run
            run = []
        run.append(candidate)
    if run:
        yield run


def _distance(lines: Sequence[Line], a: Candidate, b: Candidate) -> int:
    return lines[b.opening.line].paragraph - lines[a.opening.line].paragraph


def _turns(run: Sequence[Candidate], lines: Sequence[Line], demand: Demand, words: LayoutWords) -> list[Candidate]:
    """Those of a run that are turns: all whose label is no field's and has others beside it, or none."""
    turns = _beside_others(_speakers(run, words), lines)
    are_apart = turns and turns[0].opening.shape in _LIKE_HEADINGS and share(turn.apart for turn in turns) >= _HALF
    if are_apart and not _are_addresses(turns):
        demand = replace(demand, least=demand.least + 1, recurring=demand.recurring + 1)
    if len(turns) < demand.least:
        return turns if _is_question_and_answer(turns) or _is_record(turns) else []
    linked = link_labels((turn.name for turn in turns), (), words)
    people = [linked[turn.name].casefold() if turn.name in linked else turn.key for turn in turns]
    counts = Counter(people)
    if len(counts) < demand.labels or _cover(turns, lines) < demand.cover or _is_programme(turns, counts):
        return []
    if sum(count > 1 for count in counts.values()) < demand.recurring:
        return turns if _are_statements(turns) or _are_addresses(turns) else []
    if not _is_talk(turns, demand):
        return []
    if share(turn.opening.mark for turn in turns) >= _MOST:  # what has no time is part of a message
        return [turn for turn in turns if turn.opening.mark]
    return turns


def _speakers(run: Sequence[Candidate], words: LayoutWords) -> list[Candidate]:
    """The candidates whose label is no field's, as far as labels and values tell."""
    keys = Counter(c.key for c in run)
    if set("abc") <= keys.keys() and _are_choices([c.key for c in run]):
        return []
    beside = zip([None, *run], run, [*run[1:], None], strict=False)  # one before too many
    asked = Counter(c.key for before, c, after in beside if c.asks or _talks_to(c, before, after))
    asking = {key for key, count in asked.items() if count >= _HALF * keys[key]}  # *Sarn Journal*, as its reporters do
    if any(c.sign > 0 for c in run):  # women whose names are months
        asking |= {key for key, count in keys.items() if key in words.times and count > 1}
    before_talk = {c.opening.line for c in _before_talk(run)}
    return [c for c in run if (c.sign >= 0 or c.key in asking) and c.opening.line not in before_talk]


def _talks_to(c: Candidate, before: Candidate | None, after: Candidate | None) -> bool:
    """Whether a label such as a field's is that of talk between labels of others: *MEDIA RELATIONS: Are you ready?*."""
    others = [other for other in (before, after) if other]
    return c.talks and c.value > 0 and all(other.sign >= 0 and other.value > 0 for other in others)


def _are_choices(letters: Sequence[str]) -> bool:
    """Whether labels are lists of letters in their order, of two or more: *A, B, C, A, B*."""
    if any(len(letter) > 1 for letter in letters):
        return False
    starts = [k for k, letter in enumerate(letters) if letter == "a"]
    lists = [letters[a:b] for a, b in pairwise([0, *starts[1:], len(letters)])]
    return all(
        len(each) > 1 and all(ord(b) == ord(a) + 1 for a, b in pairwise(["`", *each]))  # "`" stands before "a"
        for each in lists
    )


def _is_talk(turns: Sequence[Candidate], demand: Demand) -> bool:
    people, talk = share(turn.sign > 0 for turn in turns), share(turn.talks for turn in turns)
    timed = share(turn.opening.mark for turn in turns)
    known = max(people, timed, share(turn.name.islower() for turn in turns)) >= _HALF
    value = sum(turn.value for turn in turns) / len(turns)
    return people + talk + timed >= demand.evidence and value >= (min(demand.value, -_HALF) if known else demand.value)


def _beside_others(found: Sequence[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """Those whose label recurs, or that are near one with another label; without a label, those near one another.

    Two with times are near: all between them goes on from the first; so are two of an official record.
    """
    if not found:
        return []
    counts = Counter(c.key for c in found if c.name)
    near = [
        _distance(lines, a, b) <= _GAP + 1
        or (a.opening.mark is not None and b.opening.mark is not None)
        or (a.opening.shape == "stop" and min(a.sign, b.sign) > 0)
        for a, b in pairwise(found)
    ]
    beside = [a or b for a, b in zip([False, *near], [*near, False], strict=True)]
    return [c for c, other in zip(found, beside, strict=True) if other or counts[c.key] > 1]


def _before_talk(run: Sequence[Candidate]) -> list[Candidate]:
    """Those before the first that is talk that tell who takes part, or are a headline: no sentence follows.

    *Host: Ana Lund*, *Witnesses: Tom Rey, Kim Holm*; *Lund: We Shall Build*, above what LUND says, written so once.
    """
    before = list(takewhile(lambda c: (c.value < 1 or c.lists) and not c.opening.mark, run))
    rest = run[len(before) :]
    if sum(c.value for c in rest) <= _HALF * len(rest):
        return []
    names = {c.name for c in rest}
    once = [c for c in before if not c.opening.line and c.name not in names]
    return once + [c for c in before if c.lists or c.opening.shape in OWN_LINE]


def _are_statements(turns: Sequence[Candidate]) -> bool:
    """Whether turns of whom nobody speaks twice are people's words: in the first person, under their names.

    In a list of the accused or of a team all have a name and an age, and nobody says *I*.
    """
    shares = [share(turn.sign > 0 for turn in turns), share(turn.first or turn.aged for turn in turns)]
    says_i = any(turn.first for turn in turns)
    return says_i and min(shares) >= _HALF


def _are_addresses(turns: Sequence[Candidate]) -> bool:
    """Whether all turns are talk under labels of people: speakers who follow each other, each with one address."""
    return all(turn.sign > 0 and turn.talks for turn in turns)


def _is_question_and_answer(turns: Sequence[Candidate]) -> bool:
    """Whether two labels stand for one question and what a person of the text answers: an exchange told in passing."""
    if len(turns) != _PAIR:
        return False
    question, answer = turns
    in_passing = question.opening.line > 0
    return in_passing and question.asks and answer.sign > 0 and not answer.asks


def _is_programme(turns: Sequence[Candidate], counts: Mapping[str, int]) -> bool:
    """Whether labels in lines of their own, each there once, are nobody's, and nobody talks: *10:00 Welcome*."""
    is_known = any(turn.sign > 0 or turn.talks for turn in turns)
    return turns[0].opening.shape in OWN_LINE and not is_known and max(counts.values()) == 1


def _is_record(turns: Sequence[Candidate]) -> bool:
    """Whether two talk under labels as official records print them: *Mr. LUND. Thank you.* and *Dr. REY. I agree.*."""
    return len(turns) == _PAIR and turns[0].opening.shape == "stop" and _are_addresses(turns)


def _cover(turns: Sequence[Candidate], lines: Sequence[Line]) -> float:
    afters = [*(turn.opening.line for turn in turns[1:]), len(lines)]
    blocks = [first_block(lines, turn.opening, after) for turn, after in zip(turns, afters, strict=True)]
    held = sum(block.stop - turn.opening.line for turn, block in zip(turns, blocks, strict=True))
    return held / (blocks[-1].stop - turns[0].opening.line)
