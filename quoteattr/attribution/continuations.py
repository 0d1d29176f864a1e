"""Quotations without a cue of their own: what the speaker before goes on to say, and the turns of a talk."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.attribution.syntax import MARKS, MIN_SPEECH_WORDS, is_person, subjects_of
from quoteattr.attribution.types import Attribution, Choice
from quoteattr.document.document import Document
from quoteattr.document.phrases import token_range
from quoteattr.document.ranges import Offsets, mark, size, union

UNCUED = "uncued"  # the rule of a turn that no source is given for
_LED = "led"  # the same where the narration tells whose it is
_STOPS = frozenset({".", "!", "?", "...", "…", "—", "–", "-"})
_SINGLE = frozenset("'‘’‚‛`")
_MAX_TAKEN = 0.2  # share of a quotation that may belong to an attribution before it counts as taken; set by hand
_CONFIDENCE = 0.9  # of quotations that are sentences 856 of 874 are gold in PolNeAR train, 594 of 594 in passages
_MIN_DIRECT = 0.8  # share of quoted tokens from which a content counts as direct; set by hand


def join_continuations(doc: Document, chosen: Sequence[Choice]) -> list[Choice]:
    """Join quotations that are no cue's content to the attribution they continue.

    A quotation that opens a sentence continues the last quoted attribution of its paragraph; one that opens a
    paragraph without attributions, the quotation of the paragraph before, unless that ends in a question: another
    answers it. Both must be in the same marks: a heading in other marks continues nothing.
    """
    parse = doc.parse
    joined = list(chosen)
    taken = bytearray(len(parse))  # the tokens of all attributions
    for choice in joined:
        mark(taken, (*choice.content, (choice.cue, choice.cue + 1), choice.source or (0, 0)))
    by_paragraph: dict[int, list[int]] = {}
    for i, choice in enumerate(joined):
        ends = parse.paragraph[choice.content[-1][1] - 1] if _is_quoted(doc, choice) else 0  # behind *He wrote:*
        by_paragraph.setdefault(max(parse.paragraph[choice.cue], ends), []).append(i)
    before: int | None = None  # the quoted attribution that the paragraph before ended with
    for p, marks in enumerate(doc.by_paragraph):
        own = by_paragraph.get(p, [])
        runs_on = False
        for k in marks:
            start, end = doc.marked[k]
            if taken.count(1, start, end) > _MAX_TAKEN * (end - start) or doc.words(((start, end),)) < MIN_SPEECH_WORDS:
                continue
            at_start = start <= parse.paragraphs[p][0]
            target = _last_before(doc, joined, own, start) if at_start or _opens_sentence(doc, start) else None
            if target is None and at_start and not own and not (before is not None and _asks(doc, joined[before])):
                target = before
            if target is not None and _same_marks(doc, joined[target], k):
                joined[target] = joined[target]._replace(content=union([*joined[target].content, (start, end)]))
                mark(taken, ((start, end),))
                runs_on = True
        if own or not runs_on:
            before = _last_quoted(doc, joined, own)
    return joined


def uncued(doc: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the quotations, nobody's yet, that are sentences of their own, or all of a paragraph in a talk.

    *“Is it far?” asked Ana.* In the next paragraph: *“Not very.”* It is a turn of their talk. *Bo Ek began talking to
    Ana. “The lamp is out.”* Whose such words are, the sentence before may tell, if somebody acts in it.
    """
    parse = doc.parse
    taken = bytearray(len(parse))
    for each in attributions:
        mark(taken, (token_range(parse, span) for span in each.content))
    talks = [any(taken.find(1, *doc.marked[k]) >= 0 for k in marks) for marks in doc.by_paragraph]
    found: dict[int, tuple[Attribution, list[Offsets]]] = {}  # with its content, by the paragraph that it ends in
    headings = _headings(doc)
    for p, marks in enumerate(doc.by_paragraph):
        start, end = parse.paragraphs[p]
        own = tuple([doc.marked[k] for k in marks])
        is_turn = any(talks[max(p - 1, 0) : p + 2]) and size(own) == end - start and taken.find(1, start, end) < 0
        said = [
            k
            for k in marks
            if is_turn or (taken.find(1, *doc.marked[k]) < 0 and k not in headings and _is_sentence(doc, k))
        ]
        spans = tuple([doc.marked[k] for k in said])
        if doc.words(spans):
            talks[p] = True
            content = [(parse.start[first], parse.end[last - 1]) for first, last in spans]
            if p - 1 in found and doc.outer[said[0]].continues is not None:
                found[p] = found.pop(p - 1)
                found[p][1].extend(content)
            else:
                actor = _actor_before(doc, spans[0][0])
                rule = UNCUED if actor is None else _LED
                found[p] = Attribution((), None, None, None, actor, _CONFIDENCE, rule), content
    return [each._replace(content=tuple(content)) for each, content in found.values()]


def _is_sentence(doc: Document, k: int) -> bool:
    """Whether a quotation begins behind a full stop, or its paragraph, and ends as sentences do, before another."""
    parse, (first, last) = doc.parse, doc.marked[k]
    start, end = parse.paragraphs[parse.paragraph[first]]
    goes_on = doc.outer[k + 1 : k + 2] and doc.outer[k + 1].continues is not None
    if parse.word[first] not in MARKS or not (parse.word[last - 1] in MARKS or goes_on):
        return False  # of a text quoted as a whole, paragraph by paragraph
    begins = first == start or _opens_sentence(doc, first)
    ends = not _STOPS.isdisjoint(parse.word[max(first, last - 2) : last])
    return begins and ends and (last == end or parse.large[last] or doc.quoted[last] >= 0)


def _headings(doc: Document) -> frozenset[int]:
    """Return the quotations in single marks that fill a paragraph, of a text that has mostly others."""
    singles = [k for k, each in enumerate(doc.outer) if each.mark in _SINGLE]
    if 2 * len(singles) >= len(doc.outer):
        return frozenset()
    paragraphs = frozenset(doc.parse.paragraphs)
    return frozenset(k for k in singles if doc.marked[k] in paragraphs)


def _actor_before(doc: Document, token: int) -> int | None:
    """Return the subject of the sentence before a token if it is a person and nothing is quoted there or beside it.

    Of 16 quotations behind such a sentence in passages of 24 registers, 14 were the subject's.
    """
    parse = doc.parse
    if not token or parse.word[token - 1] != ".":
        return None
    start, end = parse.sentences[parse.sentence[token - 1]]
    opening = parse.paragraphs[parse.paragraph[token]][0]
    if doc.quoted_before[token] > doc.quoted_before[max(min(start - 1, opening), 0)]:
        return None
    verb = next(i for i in range(start, end) if parse.head[i] == i)
    return next((k for k in subjects_of(doc, verb) if is_person(doc, k)), None)


def _last_before(doc: Document, joined: Sequence[Choice], own: Sequence[int], start: int) -> int | None:
    """Return the quoted attribution of the paragraph that ends last before a token."""
    earlier = [i for i in own if _is_quoted(doc, joined[i]) and joined[i].content[-1][1] <= start]
    return max(earlier, key=lambda i: joined[i].content[-1][1], default=None)


def _last_quoted(doc: Document, joined: Sequence[Choice], own: Sequence[int]) -> int | None:
    """Return the attribution a following paragraph would continue: the last direct one, else the last quoted one."""
    direct = [i for i in own if _is_direct(doc, joined[i])]
    if direct:
        return max(direct, key=lambda i: joined[i].content[-1][1])
    return next((i for i in reversed(own) if _is_quoted(doc, joined[i])), None)


def _same_marks(doc: Document, choice: Choice, mark: int) -> bool:
    last = doc.quotations_in(choice.content)[-1]
    return (doc.outer[last].mark in _SINGLE) == (doc.outer[mark].mark in _SINGLE)


def _asks(doc: Document, choice: Choice) -> bool:
    start, end = choice.content[-1]
    return "?" in doc.parse.word[max(start, end - 2) : end]


def _is_quoted(doc: Document, choice: Choice) -> bool:
    """Whether a choice has quoted words; what is reported within a quotation has none of its own."""
    return doc.quoted[choice.cue] < 0 and doc.quoted_tokens(choice.content) > 0


def _is_direct(doc: Document, choice: Choice) -> bool:
    return _is_quoted(doc, choice) and doc.quoted_tokens(choice.content) >= _MIN_DIRECT * size(choice.content)


def _opens_sentence(doc: Document, token: int) -> bool:
    return doc.parse.word[token - 1][-1:] in ".?!\":'”"
