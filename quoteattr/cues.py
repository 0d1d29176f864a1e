"""Stage 2: which tokens introduce speech: candidate cues and what speaks for them.

Candidates are all verbs, the nouns, adjectives, adverbs and prepositions of the lexicon, and colons: an open
list of verbs finds more than a closed one (+0.6 F on PolNeAR dev).
"""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.contents import speech_marks
from quoteattr.document import Document
from quoteattr.lexicon import Lexicon
from quoteattr.sources import subject_of
from quoteattr.wordlists import word_set

_FRAME = frozenset({"ccomp", "xcomp", "dobj", "prep", "nsubj", "nsubjpass", "attr", "acl", "relcl", "appos", "advcl"})
_LEXICAL = frozenset({"prep", "prt", "agent", "mark", "aux", "neg", "auxpass", "dative"})
_HELPERS = frozenset({"aux", "auxpass"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "xcomp", "ccomp", "acomp", "oprd"})
_SHARED = (
    "bias", "tag=", "pos,dep=", "head,dep=", "frame=", "child=ccomp", "child=xcomp", "child=dobj", "child=prep",
    "subject=", "subject noun=", "inside=", "quotations=", "quotation after at=", "quotation before at=",
    "clause opens=", "paragraph=", "word+1=", "word-1=",
)  # fmt: skip
_SILENT = frozenset({"det", "amod", "poss", "compound", "advmod", "npadvmod"})


def lexeme(doc: Document, token: int) -> str:
    """Lemma and first letter of the part of speech, as in ``say/V``: how the lexicon names a cue word."""
    pos = doc.parse.pos[token]
    return f"{doc.stem[token]}/{'V' if pos == 'AUX' else pos[:1]}"


def cue_candidates(doc: Document, lexicon: Lexicon) -> list[int]:
    """The tokens that may introduce reported speech, in text order."""
    parse = doc.parse
    return [
        i
        for i, pos in enumerate(parse.pos)
        if pos in ("VERB", "AUX") or parse.word[i] == ":" or lexeme(doc, i) in lexicon
        if parse.dep[i] not in _HELPERS
        if doc.stem[i] not in lexicon.removed
    ]


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

    Each feature of the construction stands again with the act the lexicon gives the cue, so that what is
    learned of common cues serves rare ones of the same act (+0.8 F on cues).
    """
    key, act = lexeme(doc, cue), lexicon.act(lexeme(doc, cue))
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
    head = doc.stem[parse.head[cue]]
    yield "cue=" + key
    yield "word=" + doc.form[cue]
    yield "tag=" + parse.tag[cue]
    yield "dep=" + dep
    yield f"cue,dep={key},{dep}"
    yield f"pos,dep={pos},{dep}"
    yield f"head,dep={head},{dep}"
    yield f"head pos,dep={parse.pos[parse.head[cue]]},{dep}"
    yield f"cue,head,dep={key},{head},{dep}"
    yield f"suffix={doc.form[cue][-3:]},{pos[:1]}"


def _child_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    """The cue's frame: its complements, prepositions, particles and complementizer."""
    parse = doc.parse
    pos = parse.pos[cue]
    frame: set[str] = set()
    for k in parse.children[cue]:
        dep, side = parse.dep[k], "<" if k < cue else ">"
        if dep == "punct":
            if parse.word[k] == ":":
                yield "takes colon"
        elif dep in _LEXICAL:
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
            yield f"pos,child={pos},{dep}{side}"
            frame.add(dep)
            if dep in ("ccomp", "xcomp"):
                yield f"clause tag={dep},{parse.tag[k]}"
                yield f"clause opens={dep},{doc.form[parse.left[k]] if k > cue else '<'}"
    kinds = "+".join(sorted(frame & _FRAME))
    yield f"frame={pos},{kinds}"
    yield f"cue,frame={key},{kinds}"


def _subject_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    subject, route = subject_of(doc, cue)
    if subject is None:
        yield "subject=none"
        return
    kind = noun_type(doc, subject)
    yield "subject=" + kind
    yield "subject route=" + route
    yield "subject noun=" + doc.stem[subject]
    yield f"cue,subject={key},{kind.split(':')[0]}"


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
        length = last - first
        yield f"quotation before at={min(cue - last, 6)}"
        yield f"quotation before length={min(length // 4, 4)}"
        yield f"quotation before ends={parse.word[last - 2]}"
        if last > start:
            yield f"quotation before in sentence={min(length // 4, 3)}"
            yield f"cue,quotation before={key}"
    if after:
        first, last = after[0]
        length = last - first
        yield f"quotation after at={min(first - cue, 6)}"
        yield f"quotation after length={min(length // 4, 4)}"
        if first < end:
            yield f"quotation after in sentence={min(length // 4, 3)}"
            yield f"cue,quotation after={key}"
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
    yield f"root={parse.dep[cue] == 'ROOT'}"


def _neighbour_features(doc: Document, cue: int, key: str) -> Iterator[str]:
    parse = doc.parse
    first, last = parse.paragraphs[parse.paragraph[cue]]
    for offset in (-2, -1, 1, 2):
        i = cue + offset
        if first <= i < last:
            yield f"word{offset:+}={doc.form[i]}"
            yield f"pos{offset:+}={parse.pos[i]}"
            if abs(offset) == 1:
                yield f"cue,word{offset:+}={key},{doc.form[i]}"
        else:
            yield f"word{offset:+}=#"
    yield f"paragraph={min(parse.paragraph[cue], 2)}"
    yield f"headline={parse.word[last - 1] not in ('.', chr(34), '?', '!')}"


def _object_features(doc: Document, cue: int, key: str, act: str, lexicon: Lexicon) -> Iterator[str]:
    """What the cue's complements are and hold (*made a claim*, *had doubts about*), and the verb above it."""
    parse = doc.parse
    for k in parse.children[cue]:
        dep = parse.dep[k]
        if dep == "prep":
            for o in parse.children[k]:
                if parse.dep[o] in ("pobj", "pcomp"):
                    yield f"prepositional={doc.form[k]},{parse.pos[o]}"
                    yield f"cue,prepositional={key},{doc.form[k]},{parse.pos[o]}"
        elif dep in ("aux", "neg"):
            yield f"act,aux={act},{doc.form[k]}"
        if k < cue or dep not in _OBJECTS:
            continue
        own = lexicon.act(lexeme(doc, k))
        yield f"object={dep},{doc.stem[k]}"
        yield f"object act={own}"
        yield f"act,object={act},{dep},{doc.stem[k]}"
        yield f"act,object act={act},{own},{dep}"
        yield f"cue,object={key},{doc.stem[k]}"
        for g in parse.children[k]:
            if parse.dep[g] in ("prep", "acl", "relcl", "det", "poss"):
                yield f"object has={dep},{parse.dep[g]},{doc.form[g] if parse.dep[g] in ('prep', 'det') else ''}"
    head = parse.head[cue]
    if head != cue:
        above = lexicon.act(lexeme(doc, head))
        yield f"head act={above},{parse.dep[cue]}"
        yield f"act,head act={act},{above},{parse.dep[cue]}"
    start, end = parse.sentences[parse.sentence[cue]]
    yield f"sentence quarter={4 * (cue - start) // (end - start)}"
