"""Attributions by construction, whatever the cue word: headlines, pointing back, utterances, relative clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from quoteattr.attribution.surface_contents import relative_before, relative_end
from quoteattr.attribution.syntax import (
    MIN_SPEECH_WORDS,
    QUESTION_TAGS,
    SUBJECTS,
    is_person,
    subject_between,
    subjects_of,
    trim,
)
from quoteattr.attribution.types import Choice
from quoteattr.document.document import FINITE_VERBS, Document
from quoteattr.document.inversions import is_written_large, opening_tokens, speaker_end
from quoteattr.document.ranges import Range, Ranges, mark, size, union

_CONFIDENCE = 0.8  # of all attributions here; set by hand
_CLAUSAL = frozenset({"MD", "TO", *FINITE_VERBS, "VBN", "VBG"})
_STOPS = frozenset(".!?…")
_MAX_TAIL = 8  # tokens of a headline's cue and source; set by hand
_MAX_SUBJECT = 40  # tokens from a quotation to its verb; set by hand
_PREDICATES = FINITE_VERBS | {"MD", "VBN"}  # *said fled*: a participle without auxiliary is a past misread


def by_construction(doc: Document, chosen: Sequence[Choice]) -> list[Choice]:
    """Find the attributions of the headline, of sentences that point back to a quotation, and of other verbs.

    No quotation is attributed twice: the contents of the `chosen` stay theirs, and what one construction has, another
    has not.
    """
    of_verbs = (_inverted, _pointing_back, _uttered, _in_relatives, _announced)
    found = [*_headline(doc)]
    for find in of_verbs:
        found += list(find(doc, [*chosen, *found]))
    return found


def _headline(doc: Document) -> Iterator[Choice]:
    """Find the attribution of a headline: content before its last comma, cue and source behind it in either order.

    *Fares to double, warns union*; *Fares to double, union warns*. A headline is a text's first paragraph and has no
    full stop. *Told* is a passive there, whose auxiliary is left out: *Fares to double, court told* names no source.
    """
    parse = doc.parse
    start, end = next(((a, b) for a, b in parse.paragraphs if a < b), (0, 0))
    comma = next((i for i in range(end - 1, start, -1) if parse.word[i] == ","), start)
    if comma == start or not 2 < end - comma <= _MAX_TAIL + 1 or doc.quoted_tokens(((comma, end),)):
        return
    is_cue = [parse.tag[i] in FINITE_VERBS and parse.lexeme[i] in doc.language.cues for i in (comma + 1, end - 1)]
    if sum(is_cue) != 1:
        return
    cue, rest = (comma + 1, (comma + 2, end)) if is_cue[0] else (end - 1, (comma + 1, end - 1))
    says_who = parse.pos[rest[1] - 1] in ("NOUN", "PROPN", "PRON") and not _has(doc, rest, _CLAUSAL)
    content = trim(doc, ((start, comma),))
    if says_who and content and (_has(doc, content[0], _CLAUSAL) or doc.quoted_tokens(content)):
        is_told = parse.lemma[cue] in doc.language.words.addressed_by_subject
        yield Choice(cue, content, None if is_told else rest, _CONFIDENCE, "headline")


def _inverted(doc: Document, chosen: Sequence[Choice]) -> Iterator[Choice]:
    """Find quotations beside a verb that opens a sentence and was taken for no verb: *Tweeted Ana Lund: “…”*."""
    parse = doc.parse
    starts = {first: k for k, (first, _) in enumerate(doc.marked)}
    ends = {last: k for k, (_, last) in enumerate(doc.marked)}
    cues = {choice.cue for choice in chosen if choice.source}
    for verb in opening_tokens(parse):
        is_free = is_written_large(parse, verb) and doc.quoted[verb] < 0 and verb not in cues
        end = speaker_end(parse, verb, doc.language.people) if is_free else 0
        if not end:
            continue
        is_behind = parse.word[end] == "."
        quotation = ends.get(verb, ends.get(verb - 1)) if is_behind else starts.get(end + 1)
        if quotation is not None:
            yield Choice(verb, (doc.marked[quotation],), (verb + 1, end), _CONFIDENCE, "inversion")


def _has(doc: Document, span: Range, tags: frozenset[str]) -> bool:
    return any(doc.parse.tag[i] in tags for i in range(*span))


def _pointing_back(doc: Document, chosen: Sequence[Choice]) -> Iterator[Choice]:
    """Find sentences that open with a demonstrative, or *so*, for the utterance right before, if that is nobody's yet.

    *“…” That was what she told us.* *So said Ana Lund.* *Those were her words.* *With these words she left.*
    """
    parse, words = doc.parse, doc.language.words
    pointers = words.manner_adverbs | words.demonstratives
    attributed = bytearray(len(parse))  # to a cue before the words and outside their quotation
    for choice in chosen:
        outside = doc.quoted[choice.cue]
        mark(attributed, ((a, b) for a, b in choice.content if choice.cue < a and doc.quoted[a] != outside))
    for start, end in parse.sentences:
        pointer = start + (parse.lower[start] in words.instrumental_prepositions and end > start + 1)
        if parse.lower[pointer] not in pointers or doc.quoted[start] >= 0 or parse.word[end - 1] == ":":
            continue
        content = _utterance_before(doc, start)
        if content and 2 * sum(attributed.count(1, a, b) for a, b in content) <= size(content):
            found = _cue_and_speaker(doc, start, end) if pointer == start else _noun_and_actor(doc, start)
            for cue, speaker in found:
                source = trim(doc, ((parse.left[speaker], parse.right[speaker]),))
                yield Choice(cue, content, source[0], _CONFIDENCE, "pointing back")


def _utterance_before(doc: Document, token: int) -> Ranges:
    """Return the quotation that ends right before a token and begins its paragraph, with those it continues."""
    found: list[Range] = []
    while token and (k := doc.quoted[token - 1]) >= 0:
        token = doc.marked[k][0]
        if token > doc.parse.paragraphs[doc.parse.paragraph[token]][0]:
            return ()
        found.append(doc.marked[k])
        if doc.outer[k].continues is None:
            break
    return union(found) if doc.words(tuple(found)) >= MIN_SPEECH_WORDS else ()


def _cue_and_speaker(doc: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the cue of a sentence that points back, and the head of its source; at most one."""
    parse, language = doc.parse, doc.language
    verb = parse.head[start]
    is_so = parse.lower[start] in language.words.manner_adverbs
    if verb == start + 1 and is_so and parse.lexeme[verb] in language.cues:
        yield from ((verb, k) for k in subjects_of(doc, verb) if k > verb)
    elif parse.lemma[verb] in language.words.identity_verbs and parse.dep[start] in SUBJECTS:
        for i in range(verb + 1, end):
            is_asked = any(parse.tag[k] in QUESTION_TAGS for k in parse.children[i])
            if parse.pos[i] == "VERB" and is_asked and parse.lexeme[i] in doc.language.cues:
                yield from ((i, k) for k in subjects_of(doc, i))
                return
            if parse.dep[i] == "attr" and parse.head[i] == verb and doc.language.cues.act(parse.lexeme[i]) == "speech":
                yield from ((i, k) for k in _owners(doc, i))
                return


def _noun_and_actor(doc: Document, preposition: int) -> Iterator[tuple[int, int]]:
    """Yield the noun of speech behind a preposition, and the subject of the verb that this modifies.

    *With these words she left.*
    """
    parse = doc.parse
    for noun in parse.children[preposition]:
        if doc.language.cues.act(parse.lexeme[noun]) == "speech" and parse.head[preposition + 1] == noun:
            yield from ((noun, k) for k in subjects_of(doc, parse.head[preposition]))


def _owners(doc: Document, noun: int) -> list[int]:
    """Return the possessor of a noun: *her* words, the words *of Ana Lund*, a warning *from the union*."""
    parse = doc.parse
    below = [noun, *(k for k in parse.children[noun] if parse.lower[k] in doc.language.words.origin_prepositions)]
    return [k for i in below for k in parse.children[i] if parse.dep[k] in ("poss", "pobj")][:1]


def _attributed(doc: Document, chosen: Sequence[Choice]) -> bytearray:
    """Return for each token whether it is a part of what one of these choices says."""
    attributed = bytearray(len(doc.parse))
    for choice in chosen:
        mark(attributed, choice.content)
    return attributed


def _uttered(doc: Document, chosen: Sequence[Choice]) -> Iterator[Choice]:
    """Find quoted clauses that open their sentence and end in a pause before subject and verb, whatever the verb.

    *“It is raining,” Ana honked.* Only where the words are nobody's yet.
    """
    parse = doc.parse
    attributed = _attributed(doc, chosen)
    for first, last in doc.marked:
        start, end = parse.sentences[parse.sentence[first]]
        is_speech = doc.words(((first, last),)) >= MIN_SPEECH_WORDS
        is_clause = is_speech and doc.finite_before[last] > doc.finite_before[first]
        if first != start or not is_clause or attributed.find(1, first, end) >= 0:
            continue
        for verb in range(last + 1, min(end, last + _MAX_SUBJECT)):
            subject = subject_between(doc, verb)
            if subject and parse.stem[verb] not in doc.language.cues.removed:
                yield Choice(verb, ((first, last),), trim(doc, (subject,))[0], _CONFIDENCE, "utterance")
                break


def _in_relatives(doc: Document, chosen: Sequence[Choice]) -> Iterator[Choice]:
    """Find what somebody says in a relative clause, where nothing as sure as this holds it.

    The subject of what is said may be the pronoun: *a man who witnesses said ran away*. A finite verb right behind one
    of saying has its subject before it, but the parser takes pronoun and witnesses for one phrase. Of 34 in PolNeAR's
    train part, 27 are attributions. Or a quotation stands behind the verb: *what critics called “a licence to steal”*,
    *a step that farmers called “a surprise”*; of 19 of the latter there and in passages, 14 are.
    """
    parse, cues = doc.parse, doc.language.cues
    attributed = _attributed(doc, [choice for choice in chosen if choice.confidence >= _CONFIDENCE])
    for cue in range(2, len(parse) - 1):
        is_speech = parse.pos[cue] == "VERB" and cues.act(parse.lexeme[cue]) == "speech" and doc.quoted[cue] < 0
        pronoun = relative_before(doc, cue) if is_speech and parse.stem[cue] not in cues.removed else None
        if pronoun is not None:
            is_free = parse.lower[pronoun] not in doc.language.words.relatives  # *what*
            content = _named(doc, cue) or (() if is_free else _gapped(doc, cue, pronoun))
            if content and attributed.find(1, pronoun, content[-1][1]) < 0:
                yield Choice(cue, content, trim(doc, ((pronoun + 1, cue),))[0], _CONFIDENCE, "relative")


def _gapped(doc: Document, cue: int, pronoun: int) -> Ranges:
    """Return a relative pronoun with the clause behind the cue that it is the subject of; nothing if there is none."""
    parse = doc.parse
    if parse.tag[cue + 1] not in _PREDICATES:
        return ()
    end = relative_end(doc, pronoun, cue, parse.right[_main_verb(doc, cue + 1)])
    return trim(doc, ((pronoun, pronoun + 1), (cue + 1, max(end, cue + 2))))


def _named(doc: Document, cue: int) -> Ranges:
    """Return the quotation right behind a cue and perhaps its preposition; nothing if there is none.

    What many do now is a custom, not a report: *what sailors call “a sheet”*.
    """
    if doc.parse.tag[cue] == "VBP" and doc.parse.pos[cue - 1] == "NOUN":
        return ()
    first = cue + 1 + (doc.parse.pos[cue + 1] in ("ADP", "SCONJ"))
    k = doc.quoted[first] if first < len(doc.parse) else -1
    return (doc.marked[k],) if k >= 0 and doc.marked[k][0] == first else ()


def _main_verb(doc: Document, verb: int) -> int:
    """Return the verb that a finite auxiliary belongs to, or the verb itself."""
    parse = doc.parse
    while parse.dep[verb] in ("aux", "auxpass") and parse.head[verb] > verb:
        verb = parse.head[verb]
    return verb


def _announced(doc: Document, chosen: Sequence[Choice]) -> Iterator[Choice]:
    """Find quotations, nobody's yet, behind a colon and words that tell whose they are, whatever their verb, if any.

    *The judges were as gracious: “He was not.”* *The driver, over his shoulder: “He sings better hungry.”* Of 142 such
    in PolNeAR's train part and in passages, 132 are that source's.
    """
    parse = doc.parse
    attributed = _attributed(doc, chosen)
    for first, last in doc.marked:
        colon = first - 1
        is_led = colon > 0 and parse.word[colon] == ":" and parse.paragraph[colon] == parse.paragraph[first]
        if is_led and doc.quoted[colon] < 0 and doc.words(((first, last),)) and attributed.find(1, first, last) < 0:
            start = parse.sentences[parse.sentence[colon]][0]
            top = next((i for i in range(start, colon) if parse.head[i] == i), colon)
            is_phrase = doc.finite_before[colon] == doc.finite_before[start]
            if is_phrase and _STOPS.isdisjoint(parse.word[last - 2]):  # *Photographs: “Staff, 1911”*
                continue
            actors = [top] if is_phrase else [k for k in subjects_of(doc, top) if k < colon]
            for actor in filter(partial(_is_somebody, doc), actors):
                source = (parse.left[actor], actor + 1 if is_phrase else min(parse.right[actor], colon))
                yield Choice(colon, ((first, last),), trim(doc, (source,))[0], _CONFIDENCE, "announcement")


def _is_somebody(doc: Document, token: int) -> bool:
    """Whether a noun is for a person, or a name stands in apposition to it: *the head of sales, Ana Lund*."""
    parse = doc.parse
    return is_person(doc, token) or any(
        parse.dep[k] == "appos" and parse.tag[k] == "NNP" for k in parse.children[token]
    )
