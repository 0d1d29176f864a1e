"""Candidate contents by the order of words, quotations and paragraphs, whatever the syntax."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest

from quoteattr.attribution.syntax import NOMINAL, SUBJECTS, Candidate, clause_edges, noun_behind, speech_marks
from quoteattr.document.document import FINITE_VERBS, Document
from quoteattr.document.ranges import Range, Ranges
from quoteattr.language.people import SURE_SPEECH

BEFORE_NAME = "surface:before name"
_MAX_TURN = 500  # tokens; no turn of speech behind a colon is longer in one paragraph; set by hand
_MAX_TO_RELATIVE = 10  # tokens between a relative pronoun and a verb of saying; set by hand
_MAX_COMMAS = 3  # before a cue, behind one of which its name begins; set by hand
_RELATIVES = frozenset({"WDT", "WP"})
_PHRASE_OPENERS = NOMINAL | {"DET", "ADJ", "NUM"}
_MODIFIERS = frozenset({"relcl", "acl"})
_NOMINAL_PARTS = NOMINAL | {"DET", "ADJ", "NUM", "AUX", "ADV"}
_MAX_TO_THAT = 12  # tokens between a verb and its *that*; set by hand
_MAX_TO_PARTED = 40  # the same where a comma stands before *that*: *said, in a voice that carried, that …*


def rest_of_sentence(doc: Document, cue: int) -> Iterator[Candidate]:
    """Yield the rest of the sentence, whatever its syntax: before, after, both."""
    parse = doc.parse
    start, end = parse.sentences[parse.sentence[cue]]
    low, high = clause_edges(doc, cue)
    yield "sentence:before", ((start, low),)
    first = high + 1
    if first < end and parse.lower[first] in doc.language.times:  # said *Sunday* …
        first += 1
    yield "sentence:after", ((first, end),)
    if start < low and first < end and not _is_name_given(doc, first):
        yield "sentence:both", ((start, low), (first, end))
    if cue + 2 < end and parse.pos[cue + 1] in ("ADP", "PART"):
        yield "sentence:after particle", ((cue + 2, end),)


def by_word_order(doc: Document, cue: int) -> Iterator[Candidate]:
    """Yield what follows *that*, or whoever is told, by the order of words alone: long clauses are often misparsed."""
    parse = doc.parse
    end = parse.sentences[parse.sentence[cue]][1]
    for i in range(cue + 2, min(cue + _MAX_TO_PARTED, end)):
        is_near = i < cue + _MAX_TO_THAT or parse.word[i - 1] == ","
        if is_near and parse.lower[i] in doc.language.words.complementizers and parse.tag[i] == "IN":
            yield "surface:that", ((i, end),)
            break
    if parse.pos[cue] == "VERB" and cue + 2 < end:
        told = noun_behind(doc, cue)
        if told is not None and told + 1 < end:
            yield "surface:told", ((told + 1, end),)
    yield from _before_name(doc, cue)


def _before_name(doc: Document, cue: int) -> Iterator[Candidate]:
    """Yield what stands before a comma behind which a name leads to the cue: *…, Ana Lund, an engineer, said*.

    The parser may take the name for an apposition to the clause's last noun. A description behind a name is its.
    """
    parse = doc.parse
    start = parse.sentences[parse.sentence[cue]][0]
    if parse.tag[cue] not in FINITE_VERBS or doc.quoted[cue] >= 0:
        return
    commas = [*islice((i for i in range(cue - 2, start, -1) if parse.word[i] == ","), _MAX_COMMAS)]
    for i, before in zip_longest(commas, commas[1:]):
        if doc.finite_before[cue] > doc.finite_before[i + 1]:
            return
        is_named = before is not None and all(parse.pos[k] == "PROPN" for k in range(before + 1, i))
        if parse.pos[i + 1] == "PROPN" or (parse.pos[i + 1] == "DET" and not is_named):
            yield BEFORE_NAME, ((start, i),)


def takes_speaker(doc: Document, cue: int, content: Ranges) -> bool:
    """Whether a content takes all words before a cue that ends its sentence and has no subject: its speaker as well."""
    parse = doc.parse
    behind = doc.words(((cue + 1, parse.sentences[parse.sentence[cue]][1]),))
    if parse.word[cue - 1] != "," or behind or any(parse.dep[k] in SUBJECTS for k in parse.children[cue]):
        return False
    return content[-1][1] == cue - 1


def around_gap(doc: Document, cue: int) -> Iterator[Candidate]:
    """Yield a relative pronoun with the clause behind the cue, of which it is a part.

    *The mill, which Ana Lund said had never paid a tax, closed.* The parser takes pronoun and name for one phrase.
    """
    parse, end = doc.parse, doc.parse.sentences[doc.parse.sentence[cue]][1]
    pronoun = relative_before(doc, cue)
    if pronoun is not None and cue + 1 < end and not _opens_with_phrase(doc, cue + 1):
        commas = (i for i in range(cue + 2, end) if parse.word[i] == ",")
        yield "relative:gap", ((pronoun, pronoun + 1), (cue + 1, next(commas, end)))
        yield "relative:gap to end", ((pronoun, pronoun + 1), (cue + 1, relative_end(doc, pronoun, cue, end)))


def _opens_with_phrase(doc: Document, token: int) -> bool:
    """Whether a quotation opens here with a noun phrase, which is whole: *that she called* “*a surprise*”."""
    first = doc.parse.pos[token + 1 : token + 2]  # nothing where a quotation that is open before ends the text
    return doc.quoted[token] >= 0 and not _PHRASE_OPENERS.isdisjoint(first)


def relative_end(doc: Document, pronoun: int, cue: int, end: int) -> int:
    """Return where a clause that opens with a comma ends: at the comma before the next verb, at most at `end`.

    *The mill, which Ana Lund said had never paid a tax,* | *closed*.
    """
    parse = doc.parse
    if not pronoun or parse.word[pronoun - 1] != ",":
        return end
    commas = (i for i in range(cue + 2, end - 1) if parse.word[i] == "," and parse.pos[i + 1] in ("VERB", "AUX"))
    return next(commas, end)


def relative_before(doc: Document, cue: int) -> int | None:
    """Return the relative pronoun from which only a noun phrase parts a finite verb: *which Ana Lund said*."""
    parse = doc.parse
    start = parse.sentences[parse.sentence[cue]][0]
    if parse.tag[cue] not in FINITE_VERBS:
        return None
    pronoun = cue - 1
    while pronoun > max(start, cue - _MAX_TO_RELATIVE) and parse.pos[pronoun] in _NOMINAL_PARTS:
        if parse.tag[pronoun] in _RELATIVES:
            break
        pronoun -= 1
    return pronoun if parse.tag[pronoun] in _RELATIVES and pronoun < cue - 1 else None


def by_quotations(before: Ranges, after: Ranges) -> Iterator[Candidate]:
    """Yield the quotations around a cue: before, after, both, all."""
    if before:
        yield "quotation:before", before[-1:]
    if after:
        yield "quotation:after", after[:1]
        yield "quotation:two after", after[:2]
        yield "quotation:all after", after
    if before and after:
        yield "quotation:both", (before[-1], after[0])
        yield "quotation:last before, all after", (before[-1], *after)


def by_quotations_and_words(doc: Document, cue: int, before: Ranges, after: Ranges) -> Iterator[Candidate]:
    """Yield a clause with the quotations behind it, and the words up to a quotation or behind a colon.

    *But as for the ferry, “it leaks,” she said. “It always has.”*: what leads to a quotation goes with both.
    """
    if not after:
        return
    parse = doc.parse
    start = parse.sentences[parse.sentence[cue]][0]
    if before and start < before[-1][0]:
        yield "mixed:both", ((start, before[-1][1]), after[0])
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
    if parse.word[cue] == ":":
        end = parse.paragraphs[parse.paragraph[cue]][1]
        yield "colon:rest", ((cue + 1, min(end, cue + _MAX_TURN)),)


def quotations_around(doc: Document, cue: int) -> tuple[Ranges, Ranges]:
    """Return the quotations of the cue's paragraph before and behind it that may be what it introduces."""
    marked = speech_marks(doc, cue, doc.parse.paragraph[cue])
    if not marked or doc.quoted[cue] >= 0:
        return (), ()
    before = tuple([q for q in marked if q[1] <= cue])
    after = tuple([q for q in marked if q[0] > cue and not (before and _is_apart(doc, cue, q[0]))])
    return () if before and _is_beat(doc, cue, before[-1]) else before, after


def _is_beat(doc: Document, cue: int, said: Range) -> bool:
    """Whether a verb tells what somebody does once all is said, as in *“It will stand.” She smiled*.

    Behind a full stop only verbs of saying are cues: so it is in PolNeAR's train part.
    """
    parse, last = doc.parse, said[1]
    is_sentence = last < cue and parse.word[last - 2] == "." and parse.large[last]
    return is_sentence and doc.language.people.speech.get(parse.lemma[cue]) != SURE_SPEECH


def _is_apart(doc: Document, cue: int, token: int) -> bool:
    """Whether the quotation at a token gives a name, or another verb that modifies a noun has it.

    *“I heard it,” said Ray Moss, in a shirt that read “Save the Ferry”*: that is what the shirt says.
    """
    verb, parse = token - 1, doc.parse
    return _is_name_given(doc, token) or (verb > cue and parse.pos[verb] == "VERB" and parse.dep[verb] in _MODIFIERS)


def _is_name_given(doc: Document, token: int) -> bool:
    """Whether the quotation at a token gives a name: it stands right behind a participle, or behind its preposition.

    *“I heard it,” said Ray Moss, who is nicknamed “Shorty”*: no more of what was said; *…, known as “Shorty”*.
    """
    parse = doc.parse
    last = doc.marked[doc.quoted[token]][0] - 1 if doc.quoted[token] >= 0 else -1
    naming = parse.head[last] if last > 0 and parse.pos[last] in ("ADP", "SCONJ") else last
    return last > 0 and naming >= last - 1 and parse.tag[naming] == "VBN"


def _clause(doc: Document, cue: int) -> Range | None:
    """Return the clause that is the cue's complement, behind or before it."""
    parse = doc.parse
    for k in parse.children[cue]:
        if parse.dep[k] == "ccomp":
            return (parse.left[k], parse.right[k])
    return None


def _takes_as_known(doc: Document, cue: int) -> bool:
    """Whether a clause of circumstance takes what is said as known: *smiled as he said it*."""
    parse = doc.parse
    return parse.dep[cue] == "advcl" and any(
        parse.dep[k] == "dobj" and parse.pos[k] == "PRON" for k in parse.children[cue]
    )


def by_paragraphs(doc: Document, cue: int) -> Iterator[Candidate]:
    """Yield quotations of the next paragraph after a colon or an ending cue, or of the one before."""
    parse = doc.parse
    p = parse.paragraph[cue]
    if doc.quoted[cue] >= 0:
        return
    end = parse.paragraphs[p][1]
    colon = parse.word[end - 1] == ":"
    ends = parse.sentences[parse.sentence[cue]][1] >= end and (colon or not _takes_as_known(doc, cue))
    if ends and p + 1 < len(parse.paragraphs):
        first, last = parse.paragraphs[p + 1]
        marked = speech_marks(doc, cue, p + 1)
        if marked and marked[0][0] <= first + 1 and (colon or not _clause(doc, cue)):
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
