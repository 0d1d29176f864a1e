"""Candidate contents of a cue: every span that syntax or quotation marks allow to be what was said.

Each candidate is a set of tokens with a label, "family:detail", that says how it depends on the cue. Most are
clauses that the cue governs, as indirect speech is found in Krestel et al. (2008) and Pareti et al. (2013). A
candidate that overlaps a quotation without the cue widens to all of it. On PolNeAR train the best candidate of a
gold cue matches 96% of the contents leniently and 88% exactly; `decoder` chooses among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from quoteattr.attribution.surface_contents import (
    BEFORE_NAME,
    around_gap,
    by_paragraphs,
    by_quotations,
    by_quotations_and_words,
    by_word_order,
    quotations_around,
    rest_of_sentence,
    takes_speaker,
)
from quoteattr.attribution.syntax import SUBJECTS, Candidate, subject_between, trim
from quoteattr.document.document import EMPTY_QUOTATION, Document
from quoteattr.document.ranges import Range, Ranges, minus, union

_NOT_COMPLEMENTS = frozenset({"punct", "cc", "aux", "neg", "prt", "auxpass", "conj"}) | SUBJECTS
_SPINE = frozenset({"advcl", "conj", "relcl", "acl", "parataxis", "appos", "prep"})
_TAILS = frozenset({"relcl", "advcl", "appos", "acl", "prep", "cc", "conj"})
_HANDLES = frozenset("@#")
_SEPARATOR = ";"
# How far candidates are sought, set by hand; every candidate costs time.
_MAX_COMPLEMENTS = 4  # right children of the cue with which a content may begin
_MAX_GROUP = 5  # right children that together may be a content
_MAX_CLAUSES = 3  # of these, complement clauses that may be cut
_MAX_TAILS = 2  # trailing modifiers, the last ones, before each of which a content may be cut
_MAX_SPINES = 2  # right children that may be cut along their right edge
_SPINE_DEPTH = 6  # governors down that edge
_MAX_GOVERNORS = 3  # governors above a preposition whose subtree may be content
_MAX_ADJUNCTS = 2  # complements of an adjective cue
_ORDINALS = 2  # the label tells a first, a second and a later complement apart


def content_candidates(doc: Document, cue: int) -> dict[Ranges, str]:
    """Return the candidate contents of a cue: token ranges -> label; the first label found for a set is kept."""
    found: dict[Ranges, str] = {}
    tried: set[Ranges] = set()
    subject, right = subject_between(doc, cue), complements(doc, cue)
    before, after = quotations_around(doc, cue)
    by_complements = (family(doc, cue, right) for family in _BY_COMPLEMENTS)
    by_others = (family(doc, cue) for family in _BY_OTHERS)
    by_marks = (by_quotations_and_words(doc, cue, before, after), by_paragraphs(doc, cue))
    for label, ranges in chain(by_quotations(before, after), *by_complements, *by_others, *by_marks):
        if ranges not in tried:
            tried.add(ranges)
            content = _content(doc, cue, subject, ranges)
            if content and _tells(doc, content):
                found.setdefault(content, label)
    around = slice(min([c[0][0] for c in found], default=0), max([c[-1][1] for c in found], default=0))
    has_separator = _SEPARATOR in doc.parse.word[around]  # seldom
    for content, label in [*found.items()] if has_separator else ():
        clipped = _clipped(doc, cue, content)
        if clipped and doc.words(clipped):
            found.setdefault(clipped, f"clipped:{label.partition(':')[0]}")
    if BEFORE_NAME in found.values():
        return {content: label for content, label in found.items() if not takes_speaker(doc, cue, content)}
    return found


def _tells(doc: Document, content: Ranges) -> bool:
    """Whether a content has words other than a pronoun alone: *She denied it* does not tell what she said."""
    words, first = doc.words(content), content[0][0]
    return words > 1 or (words == 1 and (doc.parse.pos[first] != "PRON" or doc.quoted[first] >= 0))


def _clipped(doc: Document, cue: int, content: Ranges) -> Ranges:
    """Cut a content off at the semicolons around the cue, outside quotations: what is beyond is a report by itself."""
    ((low, *_), *_), (*_, (*_, high)) = content, content
    stops = [i for i in range(low, high) if doc.parse.word[i] == _SEPARATOR and doc.quoted[i] < 0]
    if not stops:
        return ()
    first = max((i + 1 for i in stops if i < cue), default=low)
    last = min((i for i in stops if i > cue), default=high)
    inside = union((max(a, first), min(b, last)) for a, b in content if max(a, first) < min(b, last))
    return trim(doc, inside)


def _content(doc: Document, cue: int, subject: Range | None, ranges: Ranges) -> Ranges:
    """Cut the cue, its subject and outer punctuation off ranges, and widen them to whole quotations.

    A range without a word is none of the content, such as the last mark of what the subject is called.
    """
    if len(ranges) != 1 or subject or ranges[0][0] <= cue < ranges[0][1]:
        ranges = minus(union(ranges), cue, cue + 1)
        ranges = minus(ranges, *subject) if subject else ranges
        return _without_debris(
            doc, trim(doc, union([_widened(doc, cue, *each) for each in ranges if doc.words((each,))]))
        )
    ((first, last),) = ranges
    if first >= last:
        return ()
    if doc.quoted_before[first] == doc.quoted_before[last]:  # nearly always
        return trim(doc, ranges)
    return _without_debris(doc, trim(doc, (_widened(doc, cue, first, last),)))


def _without_debris(doc: Document, content: Ranges) -> Ranges:
    """Cut off what stands before an opening mark and is no part of a clause: a time, a handle, *BREAKING:*."""
    if not content or doc.quoted[content[0][0]] >= 0 or not doc.quoted_tokens(content[:1]):
        return content
    word, (first, last) = doc.parse.word, content[0]
    while doc.quoted[first] < 0 and (
        word[first][:1] in _HANDLES
        or not any(map(str.isalpha, word[first]))
        or (word[first].isupper() and word[first + 1] == ":")
    ):
        first += 1
    return ((first, last), *content[1:]) if doc.quoted[first] >= 0 else content


def _widened(doc: Document, cue: int, first: int, last: int) -> Range:
    """Widen a range to the quotations that it begins in or ends in, but for that of the cue."""
    for k in (doc.quoted[first], doc.quoted[last - 1]):
        if k >= 0:
            a, b = doc.marked[k]
            if b - a > EMPTY_QUOTATION and not a <= cue < b:
                first, last = min(first, a), max(last, b)
    return first, last


def complements(doc: Document, cue: int) -> list[int]:
    """Return the cue's right children that can be content: no subject, auxiliary, particle, conjunct or mark."""
    return [k for k in doc.parse.children[cue] if k > cue and doc.parse.dep[k] not in _NOT_COMPLEMENTS]


def _complements(doc: Document, cue: int, right: Sequence[int]) -> Iterator[Candidate]:
    """Yield contiguous groups of right children, and the objects of prepositions up to such a group's end."""
    parse = doc.parse
    subjects = [parse.subtree(k) for k in parse.children[cue] if k > cue and parse.dep[k] in SUBJECTS]
    for i, first in enumerate(right[:_MAX_COMPLEMENTS]):
        if _is_time(doc, first):
            continue
        inner = [g for g in parse.children[first] if parse.dep[g] in ("pobj", "pcomp", "prep")]
        is_prep = parse.dep[first] in ("prep", "agent", "dative") or parse.pos[first] == "ADP"
        for j in range(i, min(len(right), i + _MAX_GROUP)):
            end = parse.right[right[j]]
            middle = "" if j == i else f"+{parse.dep[right[j]]}" if j == i + 1 else f"+..+{parse.dep[right[j]]}"
            group: Ranges = ((parse.left[first], end),)
            for subject in subjects:
                group = minus(group, subject.start, subject.stop)
            yield f"complement:{min(i, _ORDINALS)}:{parse.dep[first]}{middle}", group
            if is_prep and inner and inner[0] > first:
                tail = "" if i == j else "+"
                yield (
                    f"prepositional:{parse.lower[first]}:{parse.dep[inner[0]]}{tail}",
                    ((parse.left[inner[0]], end),),
                )


def _is_time(doc: Document, token: int) -> bool:
    """Whether a complement is an adverbial of time, which says when, not what: said *Monday*, said *on Tuesday*."""
    parse, times = doc.parse, doc.language.times
    return parse.lower[token] in times or (
        parse.dep[token] == "prep" and any(parse.lower[k] in times for k in parse.children[token])
    )


def _inner(doc: Document, cue: int, right: Sequence[int]) -> Iterator[Candidate]:
    """Yield grandchildren: the clause or preposition on the cue's object is the content (made the *claim that* …)."""
    parse = doc.parse
    for k in right[:_MAX_COMPLEMENTS]:
        may_govern = parse.dep[k] in ("dobj", "attr", "pobj", "oprd", "acomp", "xcomp", "prep", "advcl", "advmod")
        if not may_govern or _is_time(doc, k):
            continue
        for g in parse.children[k]:
            if g < k or parse.dep[g] not in (
                "acl", "relcl", "prep", "ccomp", "xcomp", "appos", "advcl", "dobj", "pobj", "pcomp", "oprd",
            ):  # fmt: skip
                continue
            yield f"inner:{parse.dep[k]}:{parse.dep[g]}", ((parse.left[g], parse.right[g]),)
            if parse.dep[g] == "prep":
                for o in parse.children[g]:
                    if parse.dep[o] in ("pobj", "pcomp"):
                        yield f"inner:{parse.dep[k]}:prep:{parse.dep[o]}", ((parse.left[o], parse.right[o]),)


def _shortened(doc: Document, cue: int, right: Sequence[int]) -> Iterator[Candidate]:
    """Yield right children cut before a trailing clause, preposition or conjunct."""
    parse = doc.parse
    for i, k in enumerate(right[:_MAX_COMPLEMENTS]):
        dep = parse.dep[k]
        start = k + 1 if dep == "prep" else parse.left[k]
        if dep in ("dobj", "attr", "pobj", "oprd", "acomp", "xcomp", "prep", "advcl", "advmod"):
            for g in [g for g in parse.children[k] if g > k and parse.dep[g] in _TAILS][-_MAX_TAILS:]:
                yield f"shortened:{dep}-{parse.dep[g]}", ((start, parse.left[g]),)
        if dep == "prep":
            for o in parse.children[k]:
                for g in [g for g in parse.children[o] if g > o and parse.dep[g] in _TAILS][-_MAX_TAILS:]:
                    yield f"shortened:pobj-{parse.dep[g]}", ((k + 1, parse.left[g]),)
        if dep in ("ccomp", "xcomp") and i < _MAX_CLAUSES:
            for g in parse.children[k]:
                if g > k and parse.dep[g] in ("advcl", "cc", "conj", "parataxis"):
                    yield f"shortened:{dep}-{parse.dep[g]}", ((parse.left[k], parse.left[g]),)


def _without_spine(doc: Document, cue: int, right: Sequence[int]) -> Iterator[Candidate]:
    """Yield a complement cut before each clause or conjunct that ends it, however deep: "that X, adding that Y"."""
    parse = doc.parse
    for k in right[:_MAX_SPINES]:
        if parse.dep[k] not in ("ccomp", "xcomp", "dobj", "prep"):
            continue
        token, end = k, parse.right[k]
        for _ in range(_SPINE_DEPTH):
            last = (g for g in reversed(parse.children[token]) if g > token and parse.dep[g] != "punct")
            token = next((g for g in last if parse.right[g] >= end - 1), -1)
            if token < 0:
                break
            if parse.dep[token] in _SPINE:
                cut = parse.left[token]
                cut -= cut > 0 and parse.dep[cut - 1] == "cc"
                yield (
                    f"spine:{parse.dep[k]}-{parse.dep[token]}",
                    ((k + 1 if parse.dep[k] == "prep" else parse.left[k], cut),),
                )


def _relative(doc: Document, cue: int, right: Sequence[int]) -> Iterator[Candidate]:
    """Yield a fronted object with the complement behind the cue: *which* he describes *as his second home*.

    Behind *that she called* “*a surprise*” the quotation says it all.
    """
    parse = doc.parse
    joins = right and doc.quoted[parse.left[right[0]]] < 0
    for k in parse.children[cue]:
        if (
            k < cue
            and joins
            and parse.dep[k] in ("dobj", "pobj", "attr", "advmod")
            and parse.tag[k] in ("WDT", "WP", "WRB", "IN")
        ):
            yield (
                f"relative:{parse.dep[right[-1]]}",
                ((parse.left[k], parse.right[k]), (parse.left[right[0]], parse.right[right[-1]])),
            )
            yield (
                f"relative:{parse.dep[right[0]]}",
                ((parse.left[k], parse.right[k]), (parse.left[right[0]], parse.right[right[0]])),
            )
    if parse.dep[cue] == "relcl" and right and parse.head[cue] < cue:
        noun = parse.head[cue]
        own = (parse.left[noun], noun + 1)
        yield f"antecedent:{parse.dep[right[0]]}", (own, (parse.left[right[0]], parse.right[right[-1]]))
        yield "antecedent", (own,)


def _fronted(doc: Document, cue: int, right: Sequence[int]) -> Iterator[Candidate]:
    """Yield left children: content before the cue, and a passive's subject with its complement."""
    parse = doc.parse
    for k in parse.children[cue]:
        if k > cue:
            break
        if parse.dep[k] in (
            "ccomp", "dobj", "advcl", "csubj", "parataxis", "dep", "xcomp", "conj", "prep", "nsubjpass", "nsubj",
            "attr", "pobj", "oprd",
        ):  # fmt: skip
            yield f"fronted:{parse.dep[k]}", ((parse.left[k], parse.right[k]),)
        if parse.dep[k] in ("nsubjpass", "nsubj") and right:
            own = (parse.left[k], parse.right[k])
            for last in (right[-1], right[0]):
                yield (
                    f"passive:{parse.dep[k]}:{parse.dep[last]}",
                    (own, (parse.left[right[0]], parse.right[last])),
                )


def _governing(doc: Document, cue: int) -> Iterator[Candidate]:
    """Yield the clause that governs the cue, without the cue's own words (parataxis, *according to*, *in X's view*)."""
    parse = doc.parse
    dep, head = parse.dep[cue], parse.head[cue]
    if head == cue:
        return
    if dep == "prep":
        h = head
        for _ in range(_MAX_GOVERNORS):
            yield "governing:prep", _except(doc, h, cue)
            if parse.head[h] == h:
                break
            h = parse.head[h]
    elif dep in (
        "parataxis", "ccomp", "advcl", "relcl", "dep", "conj", "acl", "npadvmod", "appos", "xcomp",
    ):  # fmt: skip
        yield f"governing:{dep}", _except(doc, head, cue)
    if dep in ("pobj", "dobj", "attr"):
        if parse.dep[head] == "prep":
            yield "governing:phrase", _except(doc, parse.head[head], head)
        if parse.dep[head] in ("prep", "ROOT", "ccomp"):
            for k in parse.children[head]:
                if k > cue and parse.dep[k] in ("ccomp", "xcomp", "advcl", "acl", "relcl", "prep", "attr"):
                    yield f"sibling:{parse.dep[k]}", ((parse.left[k], parse.right[k]),)


def _except(doc: Document, head: int, part: int) -> Ranges:
    parse = doc.parse
    return minus([(parse.left[head], parse.right[head])], parse.left[part], parse.right[part])


def _predicates(doc: Document, cue: int) -> Iterator[Candidate]:
    """Yield a noun cue's predicate (the *claim* is that …), an adjective's complement (is *sure* that …)."""
    parse = doc.parse
    dep, head = parse.dep[cue], parse.head[cue]
    if dep in ("nsubj", "nsubjpass"):
        for k in parse.children[head]:
            if k > head and parse.dep[k] in ("ccomp", "xcomp", "attr", "acomp", "advcl", "prep"):
                yield f"predicate:{parse.dep[k]}", ((parse.left[k], parse.right[k]),)
        if parse.lemma[head] in doc.language.words.identity_verbs:
            yield "predicate:be", ((head + 1, parse.right[head]),)
    elif dep in ("acomp", "attr", "amod", "xcomp", "oprd", "advmod"):
        after = [
            k for k in parse.children[head] if k > cue and parse.dep[k] in ("ccomp", "xcomp", "prep", "advcl", "acl")
        ]
        for k in after[:_MAX_ADJUNCTS]:
            yield f"adjectival:{parse.dep[k]}", ((parse.left[k], parse.right[k]),)


_BY_COMPLEMENTS = (_complements, _inner, _shortened, _without_spine, _relative, _fronted)
_BY_OTHERS = (_governing, _predicates, rest_of_sentence, by_word_order, around_gap)
