"""Syntax and marks around a cue: its subject, the noun beside it, the quotations near; trimming of spans."""

from __future__ import annotations

from quoteattr.document.document import EMPTY_QUOTATION, FINITE_VERBS, Document
from quoteattr.document.ranges import Range, Ranges

Candidate = tuple[str, Ranges]  # label, tokens
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
QUESTION_TAGS = frozenset({"WP", "WRB"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
BEFORE_VERBS = frozenset({"ADV", "AUX", "PART"})  # may stand between a subject and its verb
MIN_SPEECH_WORDS = 3  # shorter quotations are titles, nicknames and scare quotes more often than speech; set by hand
MAX_STEPS = 5  # governors climbed to from a cue in search of its subject or source; set by hand
_OPEN_SUBJECTS = NOMINAL | {"DET", "ADJ", "NUM"}
_PAUSES = frozenset({",", "?", "!", "-", "—", "–", "...", "…"})  # before a closing mark: the sentence goes on
MARKS = frozenset({'"', "''", "``", "'", "`", "「", "」", "『", "』"})
_CLOSERS = MARKS | {"?", "!", ")"}


def trim(doc: Document, ranges: Ranges) -> Ranges:
    """Cut outer punctuation off ranges, but for quotation marks and, at the end, ?, ! and )."""
    pos, word = doc.parse.pos, doc.parse.word
    if not ranges or ranges[0][0] >= ranges[-1][1]:
        return ()
    if pos[ranges[0][0]] != "PUNCT" and pos[ranges[-1][1] - 1] != "PUNCT":  # nearly always
        return ranges
    kept: list[Range] = []
    for i, (a, b) in enumerate(ranges):
        while a < b and pos[a] == "PUNCT" and word[a] not in MARKS:
            a += 1
        if a < b:
            kept = [(a, b), *ranges[i + 1 :]]
            break
    while kept:
        a, b = kept.pop()
        while a < b and pos[b - 1] == "PUNCT" and word[b - 1] not in _CLOSERS:
            b -= 1
        if a < b:
            return (*kept, (a, b))
    return ()


def noun_type(doc: Document, token: int) -> str:
    """Return the type of a source's head noun: the pronoun it is, a time, a proper name, or its part of speech."""
    parse = doc.parse
    if parse.lower[token] in doc.language.times:
        return "TIME"
    if parse.pos[token] == "PRON":
        return "PRON:" + parse.lower[token]
    return "PROPN" if doc.parse.form[token] == "<name>" else parse.pos[token]


def subject_of(doc: Document, token: int) -> tuple[int | None, str]:
    """Return the subject of a verb, through conjunction, control and modification, and the route to it.

    The subject of a relative or participial clause is its antecedent.
    """
    parse = doc.parse
    route = ""
    for _ in range(MAX_STEPS):
        for k in parse.children[token]:
            if parse.dep[k] in SUBJECTS and parse.dep[k] != "expl":
                return k, route or "own"
        dep, head = parse.dep[token], parse.head[token]
        if head == token or dep not in (
            "conj", "xcomp", "advcl", "acl", "relcl", "prep", "pcomp", "pobj", "dobj", "attr", "acomp", "ccomp",
            "oprd", "dative",
        ):  # fmt: skip
            break
        route += "/" + dep
        if dep in ("acl", "relcl"):
            return head, route
        token = head
    return None, route


def subjects_of(doc: Document, verb: int) -> list[int]:
    """Return the verb's own subject, but for a question word; at most one."""
    parse = doc.parse
    return [k for k in parse.children[verb] if parse.dep[k] in SUBJECTS and parse.tag[k] not in QUESTION_TAGS][:1]


def is_person(doc: Document, token: int) -> bool:
    """Whether a noun or a pronoun is for a person, as far as words tell; every proper noun may be."""
    parse = doc.parse
    if parse.tag[token] == "PRP":
        return parse.lower[token] not in doc.language.words.bystanders
    return parse.tag[token] == "NNP" or doc.language.roles.is_person(parse.lemma[token])


def clause_edges(doc: Document, cue: int) -> Range:
    """Return the first and last token of a cue with the subject, auxiliaries, negation and particle beside it."""
    parse = doc.parse
    low, high = cue, cue
    for k in parse.children[cue]:
        if k < cue and (parse.dep[k] in SUBJECTS or parse.dep[k] in ("aux", "auxpass", "neg", "advmod")):
            low = min(low, parse.left[k])
        elif k > cue and (parse.dep[k] in SUBJECTS or parse.dep[k] == "prt"):
            high = max(high, parse.right[k] - 1)
    return low, high


def speech_marks(doc: Document, cue: int, paragraph: int) -> Ranges:
    """Return the token ranges of the quotations of a paragraph near the cue, without empty ones."""
    if not doc.by_paragraph[paragraph]:
        return ()
    marked = (doc.marked[k] for k in doc.quotations_near(cue, paragraph))
    return tuple([(first, last) for first, last in marked if last - first > EMPTY_QUOTATION])


def subject_between(doc: Document, cue: int) -> Range | None:
    """Return the span between a quotation that ends in a pause and a finite verb: the verb's subject.

    *“…,” Ana Lund, who is the mayor, said*: the parser may take long quotations for anything, but here the marks
    tell. Of 2,415 such spans before a gold cue in PolNeAR's train part, 2,387 are its source.
    """
    parse, is_participle = doc.parse, doc.parse.tag[cue] == "VBN"  # what *barked* is often taken for
    if not (is_participle or parse.tag[cue] in FINITE_VERBS) or doc.quoted[cue] >= 0:
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
    if opening is None or opening >= last or parse.lower[opening] in doc.language.times:
        return None
    if parse.pos[opening] not in _OPEN_SUBJECTS:
        return None
    first = opening
    holds_clause = doc.finite_before[last] > doc.finite_before[first]  # ", who is the mayor,"
    return None if holds_clause and (is_participle or parse.word[last - 1] != ",") else (first, last)


def behind_pause(doc: Document, token: int) -> int | None:
    """Return where the sentence goes on if a quotation that ends in a pause ends right before this token.

    The pause may stand behind the mark, as the British have it, or before one inside that ends as well.
    """
    parse = doc.parse
    if token - parse.paragraphs[parse.paragraph[token]][0] < 2 or doc.quoted[token - 1] < 0:
        return None
    if parse.word[token] == ",":
        return token + 1
    return token if parse.word[token - 2 - (parse.word[token - 2] == "'")] in _PAUSES else None


def noun_behind(doc: Document, cue: int) -> int | None:
    """Return the head of the noun phrase right behind the cue, if there is one in its sentence.

    A verb behind it may be its head, but not where a quotation that pauses ends before the cue: there no clause
    follows but the speaker. *“…,” said Ana Lund, half joking.*
    """
    parse = doc.parse
    noun = cue + 1
    if noun >= parse.sentences[parse.sentence[cue]][1]:
        return None
    is_inverted = doc.quoted[cue] < 0 and parse.tag[cue] in FINITE_VERBS and _pauses_before(doc, cue)
    while (head := parse.head[noun]) > noun and parse.left[head] > cue:
        if is_inverted and parse.pos[head] not in NOMINAL:
            break
        noun = head
    return noun if parse.pos[noun] in NOMINAL else None


def _pauses_before(doc: Document, cue: int) -> bool:
    return behind_pause(doc, cue) is not None or behind_pause(doc, cue - 1) == cue
