"""Topics: whether a content tells what was said, or only what it was about.

*She denied any wrongdoing* tells a proposition, *she spoke of her mother* a topic: the report of a speech act, of
which neither words nor proposition are given (Leech and Short 1981; "reported" in the Redewiedergabe corpus, Brunner
et al. 2020).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoteattr.attribution.syntax import SUBJECTS
from quoteattr.attribution.types import Choice
from quoteattr.document.document import Document
from quoteattr.document.phrases import phrase_head
from quoteattr.document.ranges import Ranges, contains
from quoteattr.loglinear.features import Model
from quoteattr.loglinear.weights import logistic, score

_EVEN = 0.5  # probability
_SUFFIX = 4  # letters: *-tion*, *-ment*, *-ness*; set by hand
_OWN = frozenset({"det", "poss", "prep", "acl", "relcl", "ccomp", "amod", "appos", "mark", "aux"})
_MODIFIERS = frozenset({"ADV", "ADJ"})
_OPENERS = frozenset({"ADP", "SCONJ", "DET", "PRON", "PART", "ADV"})


def mark_topics(doc: Document, model: Model, chosen: Sequence[Choice], least: float = 0.0) -> list[Choice]:
    """Mark the choices without quoted words that likelier report a topic than a proposition.

    Those that less likely than `least` report a proposition, all doubts taken together, are marked too.
    """
    found = []
    for choice in chosen:
        topic = _topic_probability(doc, model, choice)
        is_doubtful = choice.confidence * (1 - topic) < least
        found.append(choice._replace(is_topic=topic > 0 and (topic > _EVEN or is_doubtful)))
    return found


def _topic_probability(doc: Document, model: Model, choice: Choice) -> float:
    if doc.quoted_tokens(choice.content):
        return 0.0
    first, last = choice.content[0][0], choice.content[-1][1]
    if doc.parse.pos[first] == "PRON" and _MODIFIERS.issuperset(doc.parse.pos[first + 1 : last]):
        return 1.0  # *said it*, *said nothing else*: what was said stands elsewhere, or nowhere
    return logistic(score(model, topic_features(doc, choice.cue, choice.content, choice.label)))


def topic_features(doc: Document, cue: int, content: Ranges, label: str) -> list[str]:
    """Return the features of a cue and its content that tell topic from proposition."""
    parse, cues = doc.parse, doc.language.cues
    first, head = content[0][0], phrase_head(parse, *content[0])
    lexeme, noun = parse.lexeme[cue], parse.lexeme[head]
    kinds = [value for value in (cues.class_of(lexeme), "act " + cues.act(lexeme)) if value]
    shape = f"{parse.pos[head]},{'clause' if _has_subject(doc, head) else parse.dep[head]}"
    opener = parse.lower[first] if parse.pos[first] in _OPENERS else parse.tag[first]
    preposition = _preposition_before(doc, cue, first)
    near = [
        f"shape={shape}", f"tag={parse.tag[head]}", f"opens={opener}", f"preposition={preposition}",
        f"label={label.partition(':')[0]},{label.rpartition(':')[2]}", f"noun act={cues.act(noun)}",
        f"in pieces={len(content) > 1}", *_dependents(doc, head, content),
    ]  # fmt: skip
    if parse.pos[head] == "NOUN":
        near += [f"noun={parse.stem[head]}", f"suffix={parse.lemma[head][-_SUFFIX:]}"]
    by_cue = [f"cue={lexeme}", f"cue,shape={lexeme},{shape}", f"cue,preposition={lexeme},{preposition}"]
    by_kind = [f"kind,{feature};{kind}" for kind in kinds for feature in (near[0], near[2], near[3])]
    return ["bias", *near, *by_cue, *by_kind, *(f"kind={kind}" for kind in kinds)]


def _has_subject(doc: Document, head: int) -> bool:
    return any(doc.parse.dep[k] in SUBJECTS for k in doc.parse.children[head])


def _dependents(doc: Document, head: int, content: Ranges) -> Iterator[str]:
    """Name what hangs from the content's head within it."""
    parse = doc.parse
    for k in parse.children[head]:
        if parse.dep[k] in _OWN and contains(content, k):
            yield f"has={parse.dep[k]}"
            if parse.dep[k] in ("det", "prep", "mark"):
                yield f"has word={parse.lower[k]}"


def _preposition_before(doc: Document, cue: int, first: int) -> str:
    """Return the preposition that leads to the content: *spoke* of *his mother*."""
    parse = doc.parse
    for token in (first, first - 1):
        if token > cue and parse.pos[token] == "ADP":
            return parse.lower[token]
    return "none"
