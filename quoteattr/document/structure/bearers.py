"""Whom labels without a name stand for: Q and A, THE WITNESS, THE COURT, HOST, by what stands in and around turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, pairwise, product, takewhile
from typing import Literal

from quoteattr.document.structure.letter_parts import signature_of_turn
from quoteattr.document.structure.named_people import (
    STOPS,
    Token,
    full_names,
    name_after,
    name_before,
    name_of_self,
    presented,
    tokens_in,
    vocatives,
    without_titles,
)
from quoteattr.document.structure.types import Block, Offsets
from quoteattr.language.layout_words import LayoutWords, pattern_of, tokens_of

_LONGEST_PHRASE = 3  # words of "in conversation with"
_SUBJECT = 20  # words before a verb among which its subject stands


Part = Literal["asks", "answers", "presides"]
_PARTS: tuple[Part, ...] = ("asks", "answers")  # that a label may stand for, and names in turns tell of


@dataclass(frozen=True, slots=True)
class _Parts:
    """Who plays the part at some point of a text: spans of their names, None where unknown."""

    asks: Offsets | None = None
    answers: Offsets | None = None
    presides: Offsets | None = None


def find_bearers(text: str, blocks: Sequence[Block], words: LayoutWords) -> dict[int, Offsets]:
    """The names that turns' labels stand for, by the index of the turn's block, where the text tells.

    *EXAMINATION BY MR. REY* and *Q (By Mr. Rey)* say who asks from there on, *ANA LUND, having been sworn* who
    answers and who is THE WITNESS, *BEFORE THE HONORABLE LEA VOLD* who is THE COURT. What stands before the turns may
    say that it is an interview with somebody, or that one person spoke to another; a byline names who asks, or who
    answers letters. A turn may be signed.
    """
    turns = [k for k, block in enumerate(blocks) if block.kind == "turn"]
    if not turns:
        return {}
    stated, called = _stated(text, blocks, turns, words), _called(text, blocks, turns, words)
    signed = {k: name for k in turns if (name := _signed(text, blocks[k], words))}
    parts = _introduced(text, blocks, words)
    if signed and not parts.answers:  # whoever signs asks, the author answers: a column of letters
        parts = _Parts(answers=parts.asks)
    found: dict[int, Offsets] = {}
    for k, block in enumerate(blocks):
        if block.kind != "turn":
            goes_on = k > 0 and text[block.start].islower()  # *ANA LUND,* and in the next line *having been sworn*
            start = blocks[k - 1].start if goes_on else block.start
            parts = _told(text, tokens_in(text, start, block.end), parts, words)
            if block.kind == "field" and block.body and _part(text, block, words) == "answers":  # Witness: Ana Lund
                name = name_after(text, tokens_in(text, *block.body[0]), 0, words)
                parts = replace(parts, answers=without_titles(text, name, words) if name else parts.answers)
            continue
        for aside in block.asides:
            parts = _told(text, tokens_in(text, *aside), parts, words)
        parts = replace(parts, answers=stated.get(k, parts.answers))
        name = signed.get(k) or _played(_part(text, block, words), parts) or called.get(k)
        if name:
            found[k] = name
    return found


def _part(text: str, block: Block, words: LayoutWords) -> Part | None:
    """The part that a turn's label names, *Q* or *THE WITNESS*, or that its shape shows."""
    last = tokens_of(text[slice(*block.label)])[-1:] if block.label else []
    if block.shape == "question" or (last and words.questions.issuperset(last)):
        return "asks"
    if block.shape == "answer" or (last and (words.answers | words.stand).issuperset(last)):
        return "answers"
    return "presides" if last and words.bench.issuperset(last) else None


def _played(part: Part | None, parts: _Parts) -> Offsets | None:
    """Who plays a part."""
    if part == "asks":
        return parts.asks
    return parts.answers if part == "answers" else parts.presides if part else None


def _signed(text: str, block: Block, words: LayoutWords) -> Offsets | None:
    """Who has signed a turn under a label without a name: *Q. Am I late? — Late in Troy*."""
    last = block.omitted[-1:] if block.body else ()
    signed = signature_of_turn(text, (block.body[-1][0], last[0][1]), words) if last else None
    return signed[1] if signed else None


def _called(text: str, blocks: Sequence[Block], turns: Sequence[int], words: LayoutWords) -> dict[int, Offsets]:
    """Whom turns under a label without a name are by: as they say themselves, or as the other of two calls them."""
    labels = {k: _part(text, blocks[k], words) or text[slice(*blocks[k].label or (0, 0))].casefold() for k in turns}
    if not any(label in _PARTS or words.is_part(label) for label in {*labels.values()}):
        return {}
    own = {
        k: name for k in turns if (name := name_of_self(text, blocks[k], words, calls=labels[k] != labels[turns[0]]))
    }
    others = {token for label in labels.values() for token in tokens_of(label)}.difference(words.roles.people.titles)
    told: dict[int, list[Offsets]] = defaultdict(list)
    answered: dict[int, list[Offsets]] = defaultdict(list)
    pairs = ({*_PARTS}, {*labels.values()})
    talk = [(k, after) for k, after in pairwise(turns) if {labels[k], labels[after]} in pairs]
    called = {k: _without(others, text, vocatives(text, blocks[k], words)) for k in {*chain(*talk)}}
    for k, after in talk:
        told[after] += called[k]
        answered[k] += called[after]
    found: dict[int, Offsets] = {}
    for stretch in _stretches(text, blocks, labels, own, words):
        names = [own[k] for k in stretch if k in own] or [name for k in stretch for name in (*told[k], *answered[k])]
        one = _one(text, names, words)
        borne = {k: one or _one(text, answered[k], words) for k in stretch}
        found |= {k: name for k, name in borne.items() if name}
    return found


def _without(others: Set[str], text: str, names: Iterable[Offsets]) -> list[Offsets]:
    """Names without a word of another's label."""
    return [name for name in names if others.isdisjoint(tokens_of(text[slice(*name)]))]


def _stretches(
    text: str, blocks: Sequence[Block], labels: Mapping[int, str], own: Mapping[int, Offsets], words: LayoutWords
) -> list[list[int]]:
    """The turns of each label that names a part alone, parted where another person may have it.

    It is one person's who speaks first. Else it is anybody's who introduces themselves or greets, as the next *CALLER*
    does; and each *Q* to somebody named may be another reporter's.
    """
    opener, is_interview = next(iter(labels.values())), "answers" in labels.values()
    stretches: dict[str, list[list[int]]] = defaultdict(lambda: [[]])
    for k, label in labels.items():
        if label in _PARTS or words.is_part(label):
            first = tokens_of(text[slice(*blocks[k].body[0])])[:1] if blocks[k].body else []
            is_other = label != opener and (k in own or not words.greetings.isdisjoint(first))
            if is_other or (
                label == "asks" and not is_interview and not words.is_person(text[slice(*blocks[k].label or (0, 0))])
            ):
                stretches[label].append([])
            stretches[label][-1].append(k)
    return [stretch for each in stretches.values() for stretch in each]


def _one(text: str, names: Sequence[Offsets], words: LayoutWords) -> Offsets | None:
    """The fullest of some names, if the others are shorter forms of it."""
    said = {name: {*tokens_of(text[slice(*name)])}.difference(words.roles.people.titles) for name in names}
    fullest = max(names, key=lambda name: (len(said[name]), name[1] - name[0]), default=None)
    return fullest if fullest and all(part <= said[fullest] for part in said.values()) else None


def _stated(text: str, blocks: Sequence[Block], turns: Sequence[int], words: LayoutWords) -> dict[int, Offsets]:
    """Who answers from a turn on that says nothing but their name, as *State your name* asks for it."""
    found: dict[int, Offsets] = {}
    for k, after in pairwise(turns):
        asks = any(pattern_of(words.name_requests).search(text, *span) for span in blocks[k].body)
        if blocks[after].body and asks:
            start, end = blocks[after].body[0]
            tokens = tokens_in(text, start, end)
            first = next((i for i in range(len(tokens)) if _is_introduced(tokens[:i], words)), 0)
            name = name_after(text, tokens, first, words)
            if name and text[name[1] : name[1] + 1] in (*STOPS, ""):
                found[after] = name
    return found


def _is_introduced(before: Sequence[Token], words: LayoutWords) -> bool:
    """Whether what stands before a name is *My name is*."""
    return "-".join(token.low for token in before) in words.introductions


def _told(text: str, tokens: Sequence[Token], parts: _Parts, words: LayoutWords) -> _Parts:
    """The parts as a heading, a paragraph or an aside of a transcript gives them."""
    for k, token in enumerate(tokens):
        is_headed = not k or tokens[k - 1].seen.isupper() or (k == 1 and tokens[0].low in words.examined)
        if token.low in words.examinations and is_headed:
            parts = replace(parts, asks=name_after(text, tokens, k + 1, words) or parts.asks)
        elif token.low in words.judges:
            parts = replace(parts, presides=name_after(text, tokens, k + 1, words) or parts.presides)
        elif token.low in words.oaths:
            name = name_after(text, tokens, 0, words)
            is_named = name and words.stand.isdisjoint(tokens_of(text[slice(*name)]))  # (Witness sworn.)
            parts = replace(parts, answers=without_titles(text, name, words) if name and is_named else parts.answers)
    return parts


def _introduced(text: str, blocks: Sequence[Block], words: LayoutWords) -> _Parts:
    """Who asks and who answers, as what stands before the first turn introduces an interview, or names one person."""
    phrases = words.interview_nouns | words.interview_verbs | words.meeting_verbs | words.bylines
    asks: list[Offsets] = []
    answers: list[Offsets] = []
    is_told = False
    opening = [*takewhile(lambda block: block.kind != "turn", blocks)]
    for block in opening:
        if block.kind == "byline" and block.label:
            asks.append(block.label)
        tokens = tokens_in(text, block.start, block.end)
        for k, n in product(range(len(tokens)), range(1, _LONGEST_PHRASE + 1)):
            phrase = "-".join(token.low for token in tokens[k : k + n])
            after = _named_after(text, tokens, k + n, words) if phrase in phrases else None
            if not after:
                continue
            is_byline = phrase in words.bylines or (
                phrase in words.interview_nouns and k > 0 and tokens[k].seen[-1] == ":"
            )
            is_told |= not is_byline
            if is_byline:  # *Interview by Ana Lund*, *Interview: Ana*, also at the end of a paragraph
                asks += [after] if phrase not in words.bylines or "-" in phrase else []
            elif phrase not in words.meeting_verbs or _is_told_by_asker(text, tokens[max(0, k - _SUBJECT) : k], words):
                answers.append(after)
            if phrase in words.interview_verbs and (before := name_before(tokens, k, words)):
                asks.append(before)
    if not is_told:
        spans = [(block.start, block.end) for block in opening]
        named = [name for span in spans for name in full_names(text, span, words)]
        answers = _other(text, named, asks) or [name for span in spans if (name := presented(text, span, words))]
    return _Parts(_only(text, asks), _only(text, _other(text, answers, asks)))


def _other(text: str, names: Iterable[Offsets], asks: Iterable[Offsets]) -> list[Offsets]:
    """Those of some names that are not the name of who asks."""
    asking = {text[slice(*name)].lower() for name in asks}
    return [name for name in names if text[slice(*name)].lower() not in asking]


def _named_after(text: str, tokens: Sequence[Token], k: int, words: LayoutWords) -> Offsets | None:
    """The name that begins with a token or behind what its bearer is: *Ana Lund*, *the potter Ana Lund*."""
    small = [*takewhile(lambda token: token.seen.islower(), tokens[k : k + _LONGEST_PHRASE])]
    is_office = bool(small) and words.roles.is_person(small[-1].low)
    return name_after(text, tokens, k + len(small) if is_office else k, words)


def _is_told_by_asker(text: str, subject: Sequence[Token], words: LayoutWords) -> bool:
    """Whether who *spoke to Ana Lund* is who asks: *we*, *the Gazette*; of a person it may be either."""
    if not subject or subject[-1].low in words.first_person:
        return True
    names = (name_after(text, subject, k, words) for k in range(len(subject)))
    is_person = any(name and words.is_person(text[slice(*name)]) for name in names)
    return not is_person and subject[-1].low not in words.subject_pronouns


def _only(text: str, names: Sequence[Offsets]) -> Offsets | None:
    """The one name that is given, wherever it stands; None if there are two."""
    return names[0] if len({text[slice(*name)].lower() for name in names}) == 1 else None
