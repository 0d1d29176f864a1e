"""Stage 2: which tokens introduce speech: candidate cues and what speaks for them.

Candidates are all verbs, the nouns, adjectives, adverbs and prepositions of the lexicon, and colons: an open
list of verbs finds more than a closed one (+0.6 F on PolNeAR dev). That is every fourth token, so a model of
a few features first drops those that are plainly no cue.
"""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.document import Document
from quoteattr.lexicon import Lexicon
from quoteattr.sources import subject_of
from quoteattr.stretches import speech_marks
from quoteattr.wordlists import word_set

_FRAME = frozenset({"ccomp", "xcomp", "dobj", "prep", "nsubj", "nsubjpass", "attr", "acl", "relcl", "appos", "advcl"})
_LEXICAL = frozenset({"prep", "prt", "agent", "mark", "aux", "neg", "auxpass", "dative"})
_HELPERS = frozenset({"aux", "auxpass"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "xcomp", "ccomp", "acomp", "oprd"})
_SHARED = ("bias", "child=ccomp", "child=xcomp", "child=dobj", "child=prep", "inside=", "quotation")
_NEAR = 6  # tokens within which a quotation counts as near
_SILENT = frozenset({"det", "amod", "poss", "compound", "advmod", "npadvmod"})


def cue_candidates(doc: Document, lexicon: Lexicon) -> list[int]:
    """The tokens that may introduce reported speech, in text order."""
    parse = doc.parse
    return [
        i
        for i, pos in enumerate(parse.pos)
        if pos in ("VERB", "AUX") or parse.word[i] == ":" or doc.lexeme[i] in lexicon
        if parse.dep[i] not in _HELPERS
        if doc.stem[i] not in lexicon.removed
    ]


def first_features(doc: Document, cue: int, lexicon: Lexicon) -> list[str]:
    """What tells at first sight that a token is no cue: word, act, dependency, what follows, quotations near."""
    parse = doc.parse
    key, dep = doc.lexeme[cue], parse.dep[cue]
    act = lexicon.act(key)
    after = "-"
    for k in parse.children[cue]:
        if k > cue and parse.dep[k] != "punct":
            after = parse.dep[k]
            break
    around = doc.quoted_before[min(cue + _NEAR, len(parse))] - doc.quoted_before[max(cue - _NEAR, 0)]
    near = "in" if doc.quoted[cue] >= 0 else "by" if around else "no"
    word = doc.form[cue + 1] if cue + 1 < len(parse) else "#"
    return [
        "bias", "cue=" + key, f"cue,dep={key},{dep}", f"cue,near={key},{near}", f"cue,after={key},{after}",
        f"act,dep={act},{parse.tag[cue]},{dep}", f"act,after={act},{after},{near}", f"act,word={act},{word}",
    ]  # fmt: skip


def noun_type(doc: Document, token: int) -> str:
    """What kind of noun a source's head is: a pronoun itself, a time, a proper name, or its part of speech."""
    parse = doc.parse
    if parse.lower[token] in word_set("times"):
        return "TIME"
    if parse.pos[token] == "PRON":
        return "PRON:" + parse.lower[token]
    return "PROPN" if doc.form[token] == "<name>" else parse.pos[token]


def cue_features(doc: Document, cue: int, lexicon: Lexicon) -> list[str]:
    """What speaks for or against a token being a cue.

    The complements and the quotations stand again with the act the lexicon gives the cue, so that what is learned
    of common cues serves rare ones of the same act.
    """
    key, act = doc.lexeme[cue], lexicon.act(doc.lexeme[cue])
    features = [
        "bias",
        *_word_features(doc, cue, key),
        *_child_features(doc, cue, key),
        *_subject_features(doc, cue, key),
        *_mark_features(doc, cue, key),
        *_ancestor_features(doc, cue),
        *_neighbour_features(doc, cue, key),
    ]
    shared = [f"act,{feature}" for feature in features if feature.startswith(_SHARED)]
    return [*features, *(f"{feature};{act}" for feature in shared), *_object_features(doc, cue, key, act, lexicon)]


def _word_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    parse = doc.parse
    dep, pos = parse.dep[cue], parse.pos[cue]
    yield "cue=" + key
    yield f"cue,dep={key},{dep}"
    yield f"head pos,dep={parse.pos[parse.head[cue]]},{dep}"
    yield f"suffix={doc.form[cue][-3:]},{pos[:1]}"


def _child_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    """The cue's frame: its complements, prepositions, particles and complementizer."""
    parse = doc.parse
    frame: set[str] = set()
    for k in parse.children[cue]:
        dep, side = parse.dep[k], "<" if k < cue else ">"
        if dep == "punct":
            continue
        if dep in _LEXICAL:
            word = doc.form[k]
            yield f"child={dep}{side}{word}"
            yield f"cue,child={key},{dep}:{word}"
            if dep == "prep":
                frame.add(dep)
        elif dep in _SILENT:
            yield f"child={dep}{side}"
            yield f"child={dep}:{doc.form[k]}"
        else:
            yield f"child={dep}{side}"
            yield f"cue,child={key},{dep}"
            frame.add(dep)
            if dep in ("ccomp", "xcomp"):
                yield f"clause opens={dep},{doc.form[parse.left[k]] if k > cue else '<'}"
    yield f"frame={parse.pos[cue]},{'+'.join(sorted(frame & _FRAME))}"


def _subject_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    subject, _ = subject_of(doc, cue)
    if subject is not None:
        yield "subject noun=" + doc.stem[subject]
        yield f"cue,subject={key},{noun_type(doc, subject).split(':')[0]}"


def _mark_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    """Where the nearest quotations of the paragraph stand, and how long they are."""
    parse = doc.parse
    inside = doc.quoted[cue] >= 0
    yield f"inside={inside}"
    yield f"cue,inside={key},{inside}"
    if inside:
        return
    start, end = parse.sentences[parse.sentence[cue]]
    marked = speech_marks(doc, cue, parse.paragraph[cue])
    before = [q for q in marked if q[1] <= cue]
    after = [q for q in marked if q[0] > cue]
    if before:
        first, last = before[-1]
        length = min((last - first) // 4, 4)
        yield f"quotation before at={min(cue - last, 6)}"
        yield f"quotation before length={length}"
        yield f"quotation before ends={parse.word[last - 2]}"
        if last > start:
            yield f"quotation before in sentence={length}"
            yield f"cue,quotation before={key}"
    if after:
        first, last = after[0]
        length = min((last - first) // 4, 4)
        yield f"quotation after at={min(first - cue, 6)}"
        yield f"quotation after length={length}"
        if first < end:
            yield f"quotation after in sentence={length}"
            yield f"cue,quotation after={key}"
    if marked:
        yield f"quotations={min(len(before), 2)},{min(len(after), 2)}"


def _ancestor_features(doc: Document, cue: int) -> Iterator[str]:
    parse = doc.parse
    token, path = cue, ""
    for step in range(5):
        head, dep = parse.head[token], parse.dep[token]
        if head == token:
            break
        path += "/" + dep
        if parse.pos[head] in ("VERB", "NOUN", "AUX", "ADP"):
            yield "under=" + doc.stem[head]
            yield f"under,path={doc.stem[head]},{path if step < 2 else path.split('/')[1] + '..'}"
        token = head
    yield "path=" + path


def _neighbour_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    parse = doc.parse
    first, last = parse.paragraphs[parse.paragraph[cue]]
    for offset in (-2, -1, 1, 2):
        i = cue + offset
        if not first <= i < last:
            yield f"word{offset:+}=#"
            continue
        yield f"word{offset:+}={doc.form[i]}"
        if offset > -2:
            yield f"pos{offset:+}={parse.pos[i]}"
        if abs(offset) == 1:
            yield f"cue,word{offset:+}={key},{doc.form[i]}"


def _object_features(doc: Document, cue: int, key: str, act: str, lexicon: Lexicon) -> Iterator[str]:
    """What the cue's complements are and hold (*made a claim*, *had doubts about*), and the verb above it."""
    parse = doc.parse
    for k in parse.children[cue]:
        dep = parse.dep[k]
        if dep in ("aux", "neg"):
            yield f"act,aux={act},{doc.form[k]}"
        if k < cue or dep not in _OBJECTS:
            continue
        yield f"object={dep},{doc.stem[k]}"
        yield f"act,object={act},{dep},{doc.stem[k]}"
        yield f"act,object act={act},{lexicon.act(doc.lexeme[k])},{dep}"
        for g in parse.children[k]:
            if parse.dep[g] in ("prep", "acl", "relcl", "det", "poss"):
                yield f"object has={dep},{parse.dep[g]},{doc.form[g] if parse.dep[g] in ('prep', 'det') else ''}"
    head = parse.head[cue]
    if head != cue:
        yield f"head act={lexicon.act(doc.lexeme[head])},{parse.dep[cue]}"
    start, end = parse.sentences[parse.sentence[cue]]
    yield f"sentence quarter={4 * (cue - start) // (end - start)}"
