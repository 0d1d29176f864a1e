"""Stages 3c and 4b: what speaks for a candidate content or source: named features for the log-linear choice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from quoteattr.cues import noun_type
from quoteattr.document import Document
from quoteattr.ranges import Range, Ranges, contains, size
from quoteattr.sources import phrase_head, subject_of
from quoteattr.weights import Model, score

_FUNCTION = frozenset({"PUNCT", "ADP", "SCONJ", "PART", "CCONJ"})
_TAIL_DEPS = frozenset({"relcl", "advcl", "acl", "appos", "conj", "parataxis"})
_OPENERS = frozenset({"ADP", "SCONJ", "PART", "CCONJ", "PRON", "DET"})
_PAUSES = frozenset({",", "—", "-", ";"})
_LENGTHS = (2, 4, 8, 16, 30, 60)
_QUOTED_LENGTHS = (4, 6, 10)  # with both marks: a word, two or three, a phrase
_ENDS = frozenset({",", ".", "?", "!", "...", "…", "—", "-"})
_DEEPEST = 40  # governors climbed to: no sentence but a list is deeper
_HOPELESS = 4.0  # points of score: drops every third candidate; F stays within 0.1
_RIVAL = 0.3  # probability from which another cue is taken to claim content
_RIVAL_REACH = 200  # tokens


@dataclass(frozen=True, slots=True)
class CueContext:
    """What all candidates of one cue share."""

    sentence_marks: tuple[int, ...]
    subject: int | None
    rivals: tuple[tuple[int, float], ...]


def cue_context(doc: Document, cue: int, likely: Mapping[int, Sequence[tuple[int, float]]]) -> CueContext:
    """The quotations of the cue's sentence, its subject where there are any, and its rivals.

    `likely` are by paragraph the cues outside quotations that are likely enough to claim content, each with
    its probability; a cue's rivals are those within `_RIVAL_REACH` tokens.
    """
    parse = doc.parse
    start, end = parse.sentences[parse.sentence[cue]]
    marks = tuple(
        k
        for k in doc.quotations_near(cue, parse.paragraph[cue])
        if doc.marked[k][0] < end and doc.marked[k][1] > start and doc.marked[k][1] - doc.marked[k][0] > 2
    )
    others = likely.get(parse.paragraph[cue], ())
    low = bisect_left(others, cue - _RIVAL_REACH, key=itemgetter(0))
    high = bisect_right(others, cue + _RIVAL_REACH, key=itemgetter(0))
    rivals = tuple((other, p) for other, p in others[low:high] if other != cue)
    return CueContext(marks, subject_of(doc, cue)[0] if marks else None, rivals)


def likely_cues(doc: Document, probabilities: Mapping[int, float]) -> dict[int, list[tuple[int, float]]]:
    """By paragraph the cues outside quotations that are likely enough to claim content for themselves."""
    found: dict[int, list[tuple[int, float]]] = {}
    for cue in sorted(probabilities):
        if probabilities[cue] >= _RIVAL and doc.quoted[cue] < 0:
            found.setdefault(doc.parse.paragraph[cue], []).append((cue, probabilities[cue]))
    return found


def content_scores(
    doc: Document, model: Model, cue: int, candidates: Mapping[Ranges, str], context: CueContext
) -> Iterator[tuple[float, Ranges, str]]:
    """Candidate contents of a cue with their scores and labels, without the hopeless.

    What label and edges alone put far behind is hardly ever the best in the end: once in 2,800 cues.
    """
    outer = [score(model, _outer_features(doc, cue, content, label)) for content, label in candidates.items()]
    least = max(outer, default=0.0) - _HOPELESS
    for value, (content, label) in zip(outer, candidates.items(), strict=True):
        if value >= least:
            yield value + score(model, _inner_features(doc, cue, content, label, context)), content, label


def content_features(doc: Document, cue: int, content: Ranges, label: str, context: CueContext) -> list[str]:
    """What speaks for or against a candidate content of a cue."""
    return [*_outer_features(doc, cue, content, label), *_inner_features(doc, cue, content, label, context)]


def _outer_features(doc: Document, cue: int, content: Ranges, label: str) -> list[str]:
    """How the content hangs from the cue, and its edges."""
    return [
        f"label={label}",
        f"cue,label={doc.lexeme[cue]},{label}",
        f"pos,dep,label={doc.parse.pos[cue]},{doc.parse.dep[cue]},{label}",
        *_edge_features(doc, cue, content, label.partition(":")[0]),
    ]


def _inner_features(doc: Document, cue: int, content: Ranges, label: str, context: CueContext) -> list[str]:
    """How the content holds together, and how it lies to quotations, clauses and other cues."""
    return [
        f"tops={'/'.join(_tops(doc, content))}",
        *_coverage_features(doc, cue, content, label.partition(":")[0], context),
        *_left_out_features(doc, cue, content),
        *_clause_features(doc, cue, content, label),
        *_tail_features(doc, content),
        *_cut_features(doc, cue, content),
        *_rival_features(doc, cue, content, context),
    ]


def _shown(doc: Document, token: int, also: str = "") -> str:
    pos = doc.parse.pos[token]
    return doc.form[token] if pos in _FUNCTION or pos == also else pos


def _edge_features(doc: Document, cue: int, content: Ranges, family: str) -> Iterator[str]:
    parse = doc.parse
    low, high = content[0][0], content[-1][1] - 1
    first, last = parse.paragraphs[parse.paragraph[low]][0], parse.paragraphs[parse.paragraph[high]][1]
    gap = min(low - cue, 7) if low > cue else -min(cue - high, 7) if high < cue else 0
    yield "dep after=" + (parse.dep[high + 1] if high + 1 < last else "#")
    yield "first=" + doc.form[low]
    yield f"first pos={parse.pos[low]},{family}"
    yield "last pos=" + parse.pos[high]
    yield f"cue,first={doc.stem[cue]},{doc.form[low]}"
    before = _shown(doc, low - 1) if low > first else "#"
    after = _shown(doc, high + 1, "PRON") if high + 1 < last else "#"
    yield f"word before={before}"
    yield f"word after={after}"
    yield f"begins={before},{parse.pos[low]}"
    yield f"ends={parse.pos[high]},{after}"
    yield f"family,word after={family},{after}"
    yield f"gap={gap}"


def _tops(doc: Document, content: Ranges) -> list[str]:
    """How the content hangs together: the relations of the tokens whose heads lie outside it, a few."""
    parse = doc.parse
    found = set()
    for a, b in content:
        i = a
        while i < b:
            top = i
            while parse.head[top] != top and contains(content, parse.head[top]):
                top = parse.head[top]
            found.add(parse.dep[top])
            i = max(parse.right[top], i + 1)
    return sorted(found)[:3]


def _coverage_features(doc: Document, cue: int, content: Ranges, family: str, context: CueContext) -> Iterator[str]:
    """How the content lies to the quotations, and to the sentence they stand in."""
    parse = doc.parse
    marks = doc.quotations_in(content)
    if not marks and not context.sentence_marks:
        return
    low, high = content[0][0], content[-1][1]
    share = doc.quoted_tokens(content) / size(content)
    quoted = "none" if not share else "all" if share == 1 else "most" if share > 0.6 else "some"
    cut = any(not contains(content, i) for k in marks for i in (doc.marked[k][0] + 1, doc.marked[k][1] - 2))
    left_out = min(sum(k not in marks for k in context.sentence_marks), 2)
    start, end = parse.sentences[parse.sentence[cue]]
    yield f"quoted,family={quoted},{family}"
    yield f"cuts quotation={cut},{doc.quoted[cue] >= 0}"
    yield f"quotations={min(len(marks), 3)}"
    yield f"left out,quoted={left_out},{quoted}"
    yield f"pieces={min(len(content), 4)}"
    yield f"length={sum(size(content) >= step for step in _LENGTHS)}"
    yield f"to sentence end={doc.words_before[max(end, high)] == doc.words_before[high]}"
    yield f"from sentence start={low <= start}"
    yield f"sentences,quoted={min(parse.sentence[high - 1] - parse.sentence[low] + 1, 3)},{quoted}"
    if context.subject is not None:
        yield f"holds subject={contains(content, context.subject)},{family}"


def _left_out_features(doc: Document, cue: int, content: Ranges) -> Iterator[str]:
    """The cue's next complement that is not in the content."""
    parse = doc.parse
    high = content[-1][1]
    if high < len(parse) and parse.sentence[high] == parse.sentence[cue]:
        for k in parse.children[cue]:
            if k >= high and parse.dep[k] != "punct":
                yield f"leaves out={parse.dep[k]}:{doc.form[k] if parse.dep[k] == 'prep' else ''}"
                return


def _clause_features(doc: Document, cue: int, content: Ranges, label: str) -> Iterator[str]:
    """Whether the content is a clause, by its finite verbs: some cues take clauses, others phrases."""
    verbs = sum(doc.finite_before[b] - doc.finite_before[a] for a, b in content)
    yield f"finite={min(verbs, 2)}"
    yield f"finite,label={min(verbs, 1)},{label}"
    yield f"finite,cue={min(verbs, 1)},{doc.lexeme[cue]}"


def _tail_features(doc: Document, content: Ranges) -> Iterator[str]:
    """Clauses that end the content: they may belong to it or to the sentence around it."""
    parse = doc.parse
    low, high = content[-1]
    i = high - 1
    while i > low and parse.pos[i] == "PUNCT":
        i -= 1
    for _ in range(_DEEPEST):
        if parse.left[i] < low or parse.head[i] == i or not contains(content, parse.head[i]):
            return
        dep, left = parse.dep[i], parse.left[i]
        if dep in _TAIL_DEPS:
            comma = "," if left and parse.word[left - 1] in _PAUSES else ""
            yield f"tail={comma}{dep}:{_opening(doc, left)}"
        i = parse.head[i]


def _cut_features(doc: Document, cue: int, content: Ranges) -> Iterator[str]:
    """What hangs from the content and yet follows it: a clause or conjunct that the content was cut before."""
    parse = doc.parse
    end = content[-1][1]
    start = end
    while start < len(parse) and (parse.word[start] in _PAUSES or parse.dep[start] == "cc"):
        start += 1
    if start == len(parse) or parse.sentence[start] != parse.sentence[end - 1]:
        return
    top = start
    while parse.head[top] != top and parse.left[parse.head[top]] >= start:
        top = parse.head[top]
    if contains(content, parse.head[top]) and parse.dep[top] != "punct":
        link = f"{',' if parse.word[end] in _PAUSES else ''}{parse.dep[top]}"
        yield f"cut={link}:{_opening(doc, start)}"
        yield f"cue,cut={doc.stem[cue]},{link}"


def _opening(doc: Document, token: int) -> str:
    """How a clause begins: the word itself where it is a function word, else its tag."""
    return doc.form[token] if doc.parse.pos[token] in _OPENERS else doc.parse.tag[token]


def _rival_features(doc: Document, cue: int, content: Ranges, context: CueContext) -> Iterator[str]:
    """Whether another cue stands in the content, or between the cue and one of the content's quotations."""
    parse = doc.parse
    rivals = context.rivals
    for a, b in content:
        for other, p in rivals[bisect_left(rivals, (a,)) : bisect_left(rivals, (b,))]:
            yield f"holds cue={parse.dep[other]},{int(p * 4)}"
    marks = [k for k in doc.quotations_in(content) if k != doc.quoted[cue]]
    for k in marks:
        first, last = doc.marked[k]
        low, high = (cue, first) if first > cue else (last, cue)
        place = "after" if first > cue else "before"
        side = f"{'first' if k == marks[0] else 'later'} {place}"
        between = max((p for t, p in rivals if low <= t < high and not contains(content, t)), default=0.0)
        opens = first == parse.sentences[parse.sentence[first]][0]
        word = parse.word[first + 1] if first + 1 < last else ""
        before = _shown(doc, first - 1) if first > parse.paragraphs[parse.paragraph[first]][0] else "#"
        yield f"quotation={side},{opens},{word[:1].isupper()}"
        yield f"quotation after word={side},{before}"
        yield f"quotation form={place},{_quotation_form(doc, k)},{min(len(marks), 2)}"
        yield f"cue between={side},{int(between * 4)}"
        if between:
            yield f"cue between,quotation={side},{int(between * 2)},{opens},{word[:1].isupper()}"
        if first > cue:
            behind = max((p for t, p in rivals if last <= t < last + 6), default=0.0)
            yield f"cue behind={side},{int(behind * 4)}"
    for j, k in pairwise(marks):
        (_, end), (start, _) = doc.marked[j], doc.marked[k]
        around = end <= cue < start
        yield f"joins={_end_of(doc, j)},{_end_of(doc, k)},{min(doc.words(((end, start),)), 4)},{around}"


def _quotation_form(doc: Document, k: int) -> str:
    """What tells a quoted clause, which begins with a capital and has a stop, from a title and a quoted word."""
    first, last = doc.marked[k]
    length = sum(last - first >= step for step in _QUOTED_LENGTHS)
    return f"{_end_of(doc, k)},{length},{doc.parse.word[min(first + 1, last - 1)][:1].isupper()}"


def _end_of(doc: Document, k: int) -> str:
    """The stop before a quotation's closing mark, or else that a word stands there, and the stop after the mark."""
    first, last = doc.marked[k]
    word = doc.parse.word
    final, after = word[max(last - 2, first)], word[last] if last < len(word) else ""
    return final if final in _ENDS else f"word{after if after in _ENDS else ''}"


def source_features(doc: Document, cue: int, source: Range, label: str, content: Ranges) -> list[str]:
    """What speaks for or against a candidate source of a cue with this content."""
    parse = doc.parse
    route, _, form = label.partition("|")
    key = doc.lexeme[cue]
    low, high = source[0], source[1] - 1
    head = phrase_head(doc, source)
    kind = noun_type(doc, head)
    gap = cue - high if high < cue else low - cue
    after = doc.form[high + 1] if high + 1 < len(parse) else "#"
    shown = after if len(after) < 3 or after in ("who", "which", "that", "said", "says") else "word"
    side = "left" if content and content[-1][1] <= low else "right" if content and content[0][0] > high else "around"
    features = [
        f"route={route}", f"label={label}", f"cue,route={key},{route}", f"pos,route={parse.pos[cue]},{route}",
        f"form={form}", f"head={kind}", f"head noun={doc.stem[head]}", f"route,head={route},{kind.split(':')[0]}",
        f"inside={doc.quoted[low] >= 0},{doc.quoted[cue] >= 0}", f"length={min((high + 1 - low) // 3, 6)}",
        f"gap={min(abs(gap), 6)},{'left' if high < cue else 'right'}", f"word after={shown}",
        f"form,word after={form},{after[:5]}", f"content side={side}",
        f"same sentence={parse.sentence[low] == parse.sentence[cue]}",
    ]  # fmt: skip
    if form not in ("whole", "noun", "name"):
        features.append(f"cut length={min((parse.right[head] - 1 - high) // 3, 5)}")
    return features


def no_source_features(doc: Document, cue: int, candidates: Mapping[Range, str]) -> list[str]:
    """What speaks for a cue having no source in the text."""
    parse = doc.parse
    deps = {parse.dep[k] for k in parse.children[cue]}
    routes = sorted({label.partition("|")[0] for label in candidates.values()})
    return [
        "none", f"none,cue={doc.lexeme[cue]}", f"none,dep={parse.pos[cue]},{parse.dep[cue]}",
        f"none,candidates={min(len(candidates), 3)}", f"none,tag={parse.tag[cue]}",
        f"none,passive={'nsubjpass' in deps}", f"none,subject={'nsubj' in deps}", f"none,routes={'|'.join(routes[:2])}",
    ]  # fmt: skip
