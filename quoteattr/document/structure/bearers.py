"""Whom labels without a name stand for: Q and A, THE WITNESS, THE COURT, Interviewer, by what stands around turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product, takewhile

from quoteattr.document.structure.named_people import Token, name_after, name_before, tokens_in
from quoteattr.document.structure.types import Block, Offsets
from quoteattr.language.layout_words import LayoutWords, tokens_of

_LONGEST_PHRASE = 3  # words of "in conversation with"
_SUBJECT = 20  # words before a verb among which its subject stands


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
    say that it is an interview with somebody, or that one person spoke to another; a byline names who asks.
    """
    if not any(block.kind == "turn" for block in blocks):
        return {}
    parts = _introduced(text, blocks, words)
    found: dict[int, Offsets] = {}
    for k, block in enumerate(blocks):
        if block.kind != "turn":
            parts = _told(text, tokens_in(text, block.start, block.end), parts, words)
            continue
        for aside in block.asides:
            parts = _told(text, tokens_in(text, *aside), parts, words)
        name = _played(text[slice(*block.label)], parts, words) if block.label else None
        if name:
            found[k] = name
    return found


def _played(label: str, parts: _Parts, words: LayoutWords) -> Offsets | None:
    """Who plays the part that a label names: *Q*, *THE WITNESS*."""
    last = tokens_of(label)[-1:]
    if words.questions.issuperset(last):
        return parts.asks
    if (words.answers | words.stand).issuperset(last):
        return parts.answers
    return parts.presides if words.bench.issuperset(last) else None


def _told(text: str, tokens: Sequence[Token], parts: _Parts, words: LayoutWords) -> _Parts:
    """The parts as a heading, a paragraph or an aside of a transcript gives them."""
    for k, token in enumerate(tokens):
        if token.low in words.examinations and (not k or tokens[k - 1].seen.isupper()):
            parts = replace(parts, asks=name_after(text, tokens, k + 1, words) or parts.asks)
        elif token.low in words.judges:
            parts = replace(parts, presides=name_after(text, tokens, k + 1, words) or parts.presides)
        elif token.low in words.oaths:
            parts = replace(parts, answers=name_after(text, tokens, 0, words) or parts.answers)
    return parts


def _introduced(text: str, blocks: Sequence[Block], words: LayoutWords) -> _Parts:
    """Who asks and who answers, as what stands before the first turn introduces an interview."""
    phrases = words.interview_nouns | words.interview_verbs | words.meeting_verbs
    asks: list[Offsets] = []
    answers: list[Offsets] = []
    for block in takewhile(lambda block: block.kind != "turn", blocks):
        if block.kind == "byline" and block.label:
            asks.append(block.label)
        tokens = tokens_in(text, block.start, block.end)
        for k, n in product(range(len(tokens)), range(1, _LONGEST_PHRASE + 1)):
            phrase = "-".join(token.low for token in tokens[k : k + n])
            after = name_after(text, tokens, k + n, words) if phrase in phrases else None
            if after and phrase in words.interview_verbs and (before := name_before(tokens, k, words)):
                asks.append(before)
            subject = tokens[max(0, k - _SUBJECT) : k]
            if after and (phrase not in words.meeting_verbs or _is_told_by_asker(text, subject, words)):
                answers.append(after)
    return _Parts(_only(text, asks), _only(text, sorted(set(answers) - set(asks))))


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
