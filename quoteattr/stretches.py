"""Stage 3b: candidate contents by the order of words, quotations and paragraphs, whatever the syntax."""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.document import Document
from quoteattr.ranges import Range, Ranges
from quoteattr.wordlists import word_set

Candidate = tuple[str, Ranges]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
BEFORE_VERBS = frozenset({"ADV", "AUX", "PART"})  # may stand between a subject and its verb
_OPEN_SUBJECTS = NOMINAL | {"DET", "ADJ", "NUM"}
_PAUSES = frozenset({",", "?", "!", "-", "—", "–", "...", "…"})  # before a closing mark: the sentence goes on
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_LONGEST = 500  # tokens; no turn of speech behind a colon is longer in one paragraph
_TOLD = 12  # tokens between a verb and its *that*


def clause_edges(doc: Document, cue: int) -> Range:
    """The cue with the subject, auxiliaries, negation and particle beside it: first and last token."""
    parse = doc.parse
    low, high = cue, cue
    for k in parse.children[cue]:
        if k < cue and (parse.dep[k] in SUBJECTS or parse.dep[k] in ("aux", "auxpass", "neg", "advmod")):
            low = min(low, parse.left[k])
        elif k > cue and (parse.dep[k] in SUBJECTS or parse.dep[k] == "prt"):
            high = max(high, parse.right[k] - 1)
    return low, high


def speech_marks(doc: Document, cue: int, paragraph: int) -> Ranges:
    """The quotations of a paragraph near the cue, as token ranges; those of two tokens say nothing."""
    if not doc.by_paragraph[paragraph]:
        return ()
    marked = (doc.marked[k] for k in doc.quotations_near(cue, paragraph))
    return tuple([(first, last) for first, last in marked if last - first > 2])


def subject_between(doc: Document, cue: int) -> Range | None:
    """What stands between a quotation that ends in a pause and a finite verb is its subject.

    *“…,” Ana Lund, who is the mayor, said*: the parser may take long quotations for anything, but here the marks
    tell. Of 2,415 such stretches before a gold cue in PolNeAR's train part, 2,387 are its source.
    """
    parse, is_participle = doc.parse, doc.parse.tag[cue] == "VBN"  # what *barked* is often taken for
    if not (is_participle or parse.tag[cue] in _FINITE) or doc.quoted[cue] >= 0:
        return None
    start, last = parse.sentences[parse.sentence[cue]][0], cue
    if not doc.quoted_tokens(((start, cue),)):
        return None
    while last > start and parse.pos[last - 1] in BEFORE_VERBS and not (is_participle and parse.pos[last - 1] == "AUX"):
        last -= 1
    first = last
    while first > start and doc.quoted[first - 1] < 0:
        first -= 1
    opening = behind_pause(doc, first)
    if opening is None or opening >= last or parse.lower[opening] in word_set("times"):
        return None
    if parse.pos[opening] not in _OPEN_SUBJECTS:
        return None
    first = opening
    holds_clause = doc.finite_before[last] > doc.finite_before[first]  # ", who is the mayor,"
    return None if holds_clause and (is_participle or parse.word[last - 1] != ",") else (first, last)


def behind_pause(doc: Document, token: int) -> int | None:
    """Where the sentence goes on if a quotation that ends in a pause ends right before this token.

    The pause may stand behind the mark, as the British have it, or before one inside that ends as well.
    """
    parse = doc.parse
    if token - parse.paragraphs[parse.paragraph[token]][0] < 2 or doc.quoted[token - 1] < 0:
        return None
    if parse.word[token] == ",":
        return token + 1
    return token if parse.word[token - 2 - (parse.word[token - 2] == "'")] in _PAUSES else None


def noun_behind(doc: Document, cue: int) -> int | None:
    """The head of the noun phrase right behind the cue, if one stands there in its sentence.

    A verb behind it may be its head, but not where a quotation that pauses ends before the cue: there no clause
    follows but the speaker. *“…,” said Ana Lund, half joking.*
    """
    parse = doc.parse
    noun = cue + 1
    if noun >= parse.sentences[parse.sentence[cue]][1]:
        return None
    is_inverted = doc.quoted[cue] < 0 and parse.tag[cue] in _FINITE and _pauses_before(doc, cue)
    while (head := parse.head[noun]) > noun and parse.left[head] > cue:
        if is_inverted and parse.pos[head] not in NOMINAL:
            break
        noun = head
    return noun if parse.pos[noun] in NOMINAL else None


def _pauses_before(doc: Document, cue: int) -> bool:
    return behind_pause(doc, cue) is not None or behind_pause(doc, cue - 1) == cue


def rest_of_sentence(doc: Document, cue: int) -> Iterator[Candidate]:
    """The rest of the sentence, whatever its syntax: before, after, both."""
    parse = doc.parse
    start, end = parse.sentences[parse.sentence[cue]]
    low, high = clause_edges(doc, cue)
    yield "sentence:before", ((start, low),)
    first = high + 1
    if first < end and parse.lower[first] in word_set("times"):  # said *Sunday* …
        first += 1
    yield "sentence:after", ((first, end),)
    if start < low and first < end:
        yield "sentence:both", ((start, low), (first, end))
    if cue + 2 < end and parse.pos[cue + 1] in ("ADP", "PART"):
        yield "sentence:after particle", ((cue + 2, end),)


def by_word_order(doc: Document, cue: int) -> Iterator[Candidate]:
    """What follows *that*, or whoever is told, by the order of words alone: long clauses are parsed awry."""
    parse = doc.parse
    end = parse.sentences[parse.sentence[cue]][1]
    for i in range(cue + 2, min(cue + _TOLD, end)):
        if parse.lower[i] == "that" and parse.tag[i] == "IN":
            yield "surface:that", ((i, end),)
            break
    if parse.pos[cue] == "VERB" and cue + 2 < end:
        told = noun_behind(doc, cue)
        if told is not None and told + 1 < end:
            yield "surface:told", ((told + 1, end),)


def by_quotations(doc: Document, cue: int) -> Iterator[Candidate]:
    """Quotations of the cue's paragraph: before, after, both, all."""
    parse = doc.parse
    marked = speech_marks(doc, cue, parse.paragraph[cue])
    if not marked or doc.quoted[cue] >= 0:
        return
    before = tuple([q for q in marked if q[1] <= cue])
    after = tuple([q for q in marked if q[0] > cue])
    if before:
        yield "quotation:before", before[-1:]
    if after:
        yield "quotation:after", after[:1]
        yield "quotation:two after", after[:2]
        yield "quotation:all after", after
    if before and after:
        yield "quotation:both", (before[-1], after[0])
        yield "quotation:last before, all after", (before[-1], *after)
    high = clause_edges(doc, cue)[1]
    for q in after[:2]:
        if parse.sentence[q[0]] == parse.sentence[cue]:
            yield "mixed:after", ((high + 1, q[1]),)
    end = parse.sentences[parse.sentence[cue]][1]
    later = [q for q in after if q[0] >= end]
    clause = _clause(doc, cue)
    if later and clause and parse.word[end - 1] != ":":
        yield "clause:quotation", (clause, later[0])
        yield "clause:quotations", (clause, *later)
    if after and parse.word[cue] == ":":
        end = parse.paragraphs[parse.paragraph[cue]][1]
        yield "colon:rest", ((cue + 1, min(end, cue + _LONGEST)),)


def _clause(doc: Document, cue: int) -> Range | None:
    """The clause that is the cue's complement, behind or before it."""
    parse = doc.parse
    for k in parse.children[cue]:
        if parse.dep[k] == "ccomp":
            return (parse.left[k], parse.right[k])
    return None


def _is_said_before(doc: Document, cue: int) -> bool:
    """Whether a clause of circumstance takes what is said as known: *smiled as he said it*."""
    parse = doc.parse
    return parse.dep[cue] == "advcl" and any(
        parse.dep[k] == "dobj" and parse.pos[k] == "PRON" for k in parse.children[cue]
    )


def by_paragraphs(doc: Document, cue: int) -> Iterator[Candidate]:
    """Quotations of the next paragraph after a colon or an ending cue, or of the one before."""
    parse = doc.parse
    p = parse.paragraph[cue]
    if doc.quoted[cue] >= 0:
        return
    end = parse.paragraphs[p][1]
    colon = parse.word[end - 1] == ":"
    ends = parse.sentences[parse.sentence[cue]][1] >= end and (colon or not _is_said_before(doc, cue))
    if ends and p + 1 < len(parse.paragraphs):
        first, last = parse.paragraphs[p + 1]
        marked = speech_marks(doc, cue, p + 1)
        if marked and marked[0][0] <= first + 1:
            clause = None if colon else _clause(doc, cue)
            if clause:
                yield "next:clause", (clause, *marked)
            yield "next:quotation", marked[:1]
            yield "next:quotations", marked
            if colon and p + 2 < len(parse.paragraphs):
                more = speech_marks(doc, cue, p + 2)
                if more and more[0][0] <= parse.paragraphs[p + 2][0]:
                    yield "next:two paragraphs", (*marked, *more)
        elif colon and not marked:
            yield "next:paragraph", ((first, last),)
    if not colon and p and (marked := speech_marks(doc, cue, p - 1)):
        first, last = parse.paragraphs[p - 1]
        fills = marked[0][0] <= first and marked[-1][1] >= last - 1
        goes_on = doc.outer[doc.by_paragraph[p - 1][0]].continues is not None  # a speech begun before
        if fills and not goes_on and not any(q[1] <= cue for q in speech_marks(doc, cue, p)):
            yield "previous:paragraph", marked
