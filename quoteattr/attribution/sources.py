"""Candidate sources of a cue: the mentions of whose words they may be.

Each candidate is a token range with a label, "route|form": the way through the dependencies from the cue
to the head noun, and whether the phrase is whole or cut before a trailing modifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quoteattr.attribution.syntax import BEFORE_VERBS, MAX_STEPS, NOMINAL, noun_behind, subject_between, trim
from quoteattr.document.document import FINITE_VERBS, Document
from quoteattr.document.ranges import Range, Ranges, contains, overlap

_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_STOPS = frozenset(".-–—:;!?")
_CLOSING = frozenset(",)-–—")  # after an insertion
_OPENING = frozenset(",(-–—")  # and before it
_MAX_INSERTION = 60  # tokens; set by hand
_MAX_INSERTIONS = 2  # commas that may open the insertion
_MAX_ROUTE = 30  # characters: a longer way up the tree leads to no source; set by hand
_BEFORE_COLON = 25  # tokens that may name the speaker; set by hand
_NAME_BEFORE_COLON = 8  # tokens within which the name itself stands; set by hand


def source_candidates(doc: Document, cue: int, content: Ranges) -> dict[Range, str]:
    """Return the candidate sources of a cue with this content: token range -> label; the first label is kept."""
    between = subject_between(doc, cue)
    found = dict.fromkeys(trim(doc, (between,)), "between|whole") if between else {}
    for head, route in (*_heads(doc, cue), *_beside(doc, cue)):
        for form, within in _phrases(doc, cue, head, route):
            if span := _span(doc, within, content, head):
                found.setdefault(span, f"{route}|{form}")
    if doc.parse.word[cue] == ":":
        for form, span in _before_colon(doc, cue):
            if not overlap(content, (span,)):
                found.setdefault(span, f"colon|{form}")
    return found


def _heads(doc: Document, cue: int) -> Iterator[tuple[int, str]]:
    """Yield the head tokens of possible sources, on the way up from the cue, each with its route."""
    parse = doc.parse
    token, route = cue, ""
    for step in range(MAX_STEPS):
        for k in parse.children[token]:
            yield from _dependents(doc, token, k, route, step)
        dep, head = parse.dep[token], parse.head[token]
        if head == token or len(route) > _MAX_ROUTE:
            return
        route += dep + "/"
        if dep in ("acl", "relcl", "amod", "compound", "appos", "poss") or parse.pos[head] in (
            "NOUN",
            "PROPN",
            "PRON",
        ):
            yield head, route + "head"
        token = head


def _beside(doc: Document, cue: int) -> Iterator[tuple[int, str]]:
    """Yield the nouns right before and right behind the cue: its subject where the parse is wrong.

    An object before a colon is no speaker: *Ana Lund took the middle road: “…”*.
    """
    parse = doc.parse
    start, _ = parse.sentences[parse.sentence[cue]]
    before = cue - 1
    while before >= start and parse.pos[before] in BEFORE_VERBS:
        before -= 1
    if before >= start and parse.pos[before] in NOMINAL:
        if parse.word[cue] != ":" or parse.dep[before] != "dobj":
            yield before, "beside:before"
    elif before >= start and parse.word[before] in _CLOSING:
        yield from ((noun, "beside:parted") for noun in _before_insertion(doc, start, before))
    after = noun_behind(doc, cue)
    if after is not None:
        yield after, "beside:after"


def _before_insertion(doc: Document, start: int, closing: int) -> Iterator[int]:
    """Yield the nouns before an insertion that ends here: *Ana Lund, the mayor, said*; it may have commas inside."""
    parse = doc.parse
    near = range(closing - 1, max(start, closing - _MAX_INSERTION), -1)
    openings = (k for k in near if parse.word[k] in _OPENING and parse.pos[k - 1] in NOMINAL)
    yield from (k - 1 for k in islice(openings, _MAX_INSERTIONS))


def _dependents(doc: Document, token: int, k: int, route: str, step: int) -> Iterator[tuple[int, str]]:
    parse = doc.parse
    dep = parse.dep[k]
    if dep in ("nsubj", "nsubjpass", "csubj"):
        yield k, f"{route}{'inverted' if k > token else 'subject'}:{dep}"
    elif dep == "poss":
        yield k, route + "poss"
    elif dep == "agent":
        yield from ((o, route + "agent") for o in parse.children[k] if parse.dep[o] == "pobj")
    elif dep == "prep" and (step == 0 or parse.lower[k] in doc.language.words.agentive_prepositions):
        for o in parse.children[k]:
            if parse.dep[o] == "pobj":
                yield o, f"{route}prep:{parse.lower[k]}"
            elif parse.dep[o] == "prep":
                yield from ((p, f"{route}prep2:{parse.lower[o]}") for p in parse.children[o] if parse.dep[p] == "pobj")
    elif step == 0 and dep in (
        "dobj",
        "compound",
        "amod",
        "nmod",
        "appos",
        "pobj",
        "attr",
        "npadvmod",
        "dep",
    ):
        yield k, "child:" + dep
    if dep in ("dobj", "attr"):
        yield from ((p, f"{route}{dep}.poss") for p in parse.children[k] if parse.dep[p] == "poss")


def _phrases(doc: Document, cue: int, head: int, route: str) -> Iterator[tuple[str, Range]]:
    """Yield the bounds of the phrase of a head noun: whole, and cut before each trailing modifier."""
    parse = doc.parse
    if route.endswith("/head"):
        if head < cue:
            yield "whole", (parse.left[head], cue)
        yield "noun", (max(parse.left[head], cue + 1) if cue < head else parse.left[head], head + 1)
        return
    low, high = parse.left[head], parse.right[head]
    low, high = (low, min(high, cue)) if head < cue else (max(low, cue + 1), high)
    yield "whole", (low, high)
    for k in parse.children[head]:
        if k > head and parse.dep[k] in ("relcl", "acl", "appos", "prep", "advcl"):
            yield "-" + parse.dep[k], (low, min(high, parse.left[k]))


def _span(doc: Document, within: Range, content: Ranges, head: int) -> Range | None:
    """Return the unbroken span around the head noun that is outside the content, if any."""
    low, high = within
    for a, b in content:
        if b <= head:
            low = max(low, b)
        else:
            high = min(high, a)
    low = _after_clause(doc, low, head)
    if low <= head < high:
        phrase = trim(doc, ((low, high),))
        if contains(phrase, head):
            return _with_whole_quotation(doc, *phrase[0], content)
    return None


def _with_whole_quotation(doc: Document, low: int, high: int, content: Ranges) -> Range:
    """Widen a phrase to the quotation that it ends in, if that begins in it: a guide known as “*Moss*” is called so."""
    k = doc.quoted[high - 1]
    if k < 0 or doc.marked[k][0] <= low or overlap(content, (doc.marked[k],)):
        return low, high
    return low, doc.marked[k][1]


def _after_clause(doc: Document, low: int, head: int) -> int:
    """Return where a phrase begins if a whole clause was taken into it: *the phone rang and* | *Tom Rey*.

    A finite verb in a noun phrase stands behind a relative pronoun.
    """
    parse = doc.parse
    if low >= head or doc.finite_before[head] == doc.finite_before[low]:
        return low
    verb = next((i for i in range(low, head) if parse.tag[i] in FINITE_VERBS), head)
    if any(parse.tag[i] in _RELATIVES for i in range(low, verb)):
        return low
    return next((i + 1 for i in range(verb, head) if parse.pos[i] == "CCONJ"), low)


def _before_colon(doc: Document, cue: int) -> Iterator[tuple[str, Range]]:
    """Yield the words between a colon and the stop before it, unless they are a clause, and the last name there."""
    parse = doc.parse
    low = max(parse.paragraphs[parse.paragraph[cue]][0], cue - _BEFORE_COLON)
    first = cue
    while first > low and parse.word[first - 1] not in _STOPS:
        first -= 1
    phrase = trim(doc, ((first, cue),))
    is_clause = doc.finite_before[cue] > doc.finite_before[first]  # *Ana Lund was blunt:*
    if phrase and (not is_clause or any(parse.tag[i] in _RELATIVES for i in range(first, cue))):
        yield "whole", phrase[0]
    for k in range(cue - 1, max(low, cue - _NAME_BEFORE_COLON) - 1, -1):
        if parse.pos[k] in ("PROPN", "PRON"):
            while (
                parse.dep[k] in ("compound", "flat")
                and low <= parse.head[k] < cue
                and parse.pos[parse.head[k]] == "PROPN"
            ):
                k = parse.head[k]
            name = trim(doc, ((parse.left[k], min(parse.right[k], cue)),))
            if name:
                yield "name", name[0]
            return
