"""Roles of named entities: from apposition, titles, premodifiers and copulas.

A role and a description ("the Russian ambassador") are read from the parse in the same way, so that one
can be matched with the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quoteattr.document.document import QUOTES
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import NOUNS, phrase_head
from quoteattr.entities.types import Description, Form
from quoteattr.language.roles import RoleWords
from quoteattr.language.word_classes import WordClasses

_COMMON = frozenset({"NN", "NNS"})
_SINGULAR = frozenset({"NN", "NNP", "JJ"})  # *has been sheriff* may be taken for an adjective
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PREDICATES = frozenset({"attr", "acomp", "oprd"})
_MODIFIER = NOUNS | {"JJ", "JJS", "VBG", "VBN", "HYPH", "AFX"}
_CONTENT = NOUNS | {"JJ"}
_COMPLEMENT = _MODIFIER | {"IN", "DT", "POS", "CC", "PRP$", "TO"}
_MAX_PREMODIFIERS = 9  # tokens: longer runs are headlines or lists; set by hand
_MAX_COMPLEMENT = 24  # tokens: longer ones are misparsed; set by hand


def describe(parse: Parse, head: int, words: RoleWords) -> Description:
    """Read the noun phrase headed by a token as a description."""
    first = _run_start(parse, words, head, max(parse.left[head], head - _MAX_PREMODIFIERS))
    possessors = [c for c in parse.children[head] if parse.dep[c] == "poss" and parse.tag[c] in NOUNS]
    return _description(parse, first, head, _end_of_complement(parse, head), words, possessors)


def noun_of(parse: Parse, head: int, words: RoleWords) -> str:
    """Return the head noun of a phrase, in its canonical form."""
    return words.normal(parse.lemma[head] if parse.tag[head] in _COMMON else parse.lower[head])


def _description(
    parse: Parse, first: int, noun: int, last: int, words: RoleWords, possessors: Iterable[int] = ()
) -> Description:
    before = {words.normal(parse.lower[i]) for i in range(first, noun) if parse.word[i][0].isalnum()}
    after = [i for i in range(noun + 1, last) if parse.tag[i] in _CONTENT]
    owners = [i for p in possessors for i in parse.subtree(p)[-_MAX_PREMODIFIERS:] if parse.tag[i] in _CONTENT]
    privative = (before & words.privative) | set(_not_held(parse, noun, last, words))
    return Description(
        head=noun_of(parse, noun, words),
        modifiers=frozenset(before - privative),
        complement=frozenset(words.normal(parse.lower[i]) for i in after),
        owner=frozenset(words.normal(parse.lower[i]) for i in owners),
        privative=frozenset(privative),
        first=first,
        last=last,
    )


def _not_held(parse: Parse, noun: int, last: int, words: RoleWords) -> Iterator[str]:
    """Yield the words that make an office another one, or one of the past: *mayor-elect*, *Attorney General*."""
    lower, classes = parse.lower, words.people.words
    for mark, word in ((noun - 1, noun - 2), (noun + 1, noun + 2)):
        if 0 <= word < len(parse) and parse.word[mark] == "-" and lower[word] in words.privative:
            yield lower[word]
    if noun + 1 < len(parse) and lower[noun + 1] in classes.postposed_privatives:
        yield lower[noun + 1]
    if noun and f"{lower[noun - 1]}-{lower[noun]}" in classes.compound_offices:
        yield lower[noun - 1]
    yield from (lower[i] for i in {*parse.children[noun], last} if i < len(parse) and _ends_office(parse, i, words))


def _ends_office(parse: Parse, i: int, words: RoleWords) -> bool:
    """Whether a word beside an office, or its verb, tells that it has ended: *until May*, *from 1990 to 1998*."""
    if parse.lower[i] in words.people.words.lapses:
        return True
    is_origin = parse.lower[i] in words.people.words.origin_prepositions
    return is_origin and any(parse.tag[c] == "CD" for c in parse.children[i])


def is_description(form: Form, words: RoleWords) -> bool:
    """Whether a form is a description with capitals, and no name: "the Chairman", "the High Sheriff", "the Court"."""
    if not form.the or words.people.organizations.get(" ".join(form.names)) == "whole":
        return False
    return words.is_role(form.names[-1]) or (len(form.names) == 1 and form.names[0] in words.organizations)


def is_definite(parse: Parse, head: int, words: WordClasses) -> bool:
    """Whether the noun phrase takes its referent as known: "the X", "this X", "his X", "X's Y", "the 34-year-old"."""
    return _follows_article(parse, head, words) or any(
        parse.lower[c] in words.definite if parse.dep[c] == "det" else parse.dep[c] == "poss"
        for c in parse.children[head]
    )


def _follows_article(parse: Parse, head: int, words: WordClasses) -> bool:
    """Whether a compound stands behind "the", which the parser may give to the verb or to its first part."""
    first = head
    while first > 1 and parse.word[first - 1] == "-" and parse.start[first] == parse.end[first - 1]:
        first -= 2
    low = max(first - _MAX_PREMODIFIERS, 1)
    while low < first < head and parse.tag[first - 1] in _MODIFIER:
        first -= 1
    return 0 < first < head and parse.lower[first - 1] in words.definite_articles


def age_of(parse: Parse, head: int, words: WordClasses) -> str | None:
    """Return the age that a phrase gives, as it is written: "Ana Lund, 34,", "the 34-year-old trader"."""
    aged = (i for i in (head, *parse.children[head]) if parse.lower[i] in words.ages)
    numbers = [n for i in aged for unit in parse.children[i] for n in parse.children[unit] if parse.tag[n] == "CD"]
    numbers += [c for c in parse.children[head] if parse.dep[c] == "appos" and parse.tag[c] == "CD"]
    return parse.word[numbers[0]] if numbers else None


def is_bare(parse: Parse, head: int) -> bool:
    """Whether the noun phrase has no determiner at all, as in a headline: "Judge rejects request"."""
    return not any(parse.dep[c] in ("det", "poss", "nummod", "predet") for c in parse.children[head])


def roles_of(parse: Parse, first: int, last: int, words: RoleWords, is_called: bool = False) -> Iterator[Description]:
    """Yield the roles that the text gives an entity where it names it by tokens `first` up to `last`.

    Whom speech calls by name (`is_called`: *"Come down to your dinner, Anne."*) is in apposition to nothing.
    """
    head = phrase_head(parse, first, last)
    yield from _titles(parse, first, head, words)
    if is_called:
        return
    if parse.tag[first - 1] in _MODIFIER:
        yield from _premodifier(parse, first, head, words)
    for c in parse.children[head]:
        if parse.dep[c] == "appos" and c >= last and _describes(parse, c, words):
            yield describe(parse, c, words)
    governor = parse.head[head]
    if parse.dep[head] == "appos" and governor < first and _describes(parse, governor, words):
        description = describe(parse, governor, words)
        yield description._replace(last=min(description.last, first))
    if parse.dep[head] in _SUBJECTS:
        yield from _predicated(parse, governor, words)
    for clause in parse.children[head]:
        if parse.dep[clause] == "relcl" and not _was(parse, clause, words):
            yield from _predicated(parse, clause, words)


def _predicated(parse: Parse, verb: int, words: RoleWords) -> Iterator[Description]:
    """Yield what a clause says its subject is, or was made: *is the mayor*, *was elected mayor*."""
    classes = words.people.words
    is_made = parse.lemma[verb] in classes.appointing and parse.tag[verb] == "VBN"
    if not (is_made or parse.lemma[verb] in classes.copulas) or _is_negated(parse, words, verb):
        return
    ended = {parse.lower[c] for c in parse.children[verb] if _ends_office(parse, c, words)}
    for c in parse.children[verb]:
        if parse.dep[c] in _PREDICATES and words.is_role(parse.lemma[c]) and parse.tag[c] in _SINGULAR:
            role = describe(parse, c, words)
            yield role._replace(privative=role.privative | ended)


def _was(parse: Parse, clause: int, words: RoleWords) -> bool:
    """Whether a relative clause says what somebody was, and may be no longer: *who was mayor*, *who had been*."""
    past = [clause, *(c for c in parse.children[clause] if parse.dep[c] in ("aux", "auxpass"))]
    is_copula = parse.lemma[clause] in words.people.words.identity_verbs
    return is_copula and any(parse.tag[i] == "VBD" for i in past)


def _is_negated(parse: Parse, words: RoleWords, verb: int) -> bool:
    no = words.people.words.negative_determiners
    return any(parse.dep[c] == "neg" or parse.lower[parse.left[c]] in no for c in parse.children[verb])


def _describes(parse: Parse, i: int, words: RoleWords) -> bool:
    """Whether a noun can say what somebody is; a capitalised word ("Poor") does not by its ending alone."""
    if parse.tag[i] in _COMMON:
        return words.is_somebody(parse.lemma[i])
    return parse.tag[i] in NOUNS and words.is_known(parse.lower[i])


def _end_of_complement(parse: Parse, head: int) -> int:
    """Return the end of the prepositional complements of a noun, before any clause, apposition or mark."""
    end = right = head + 1
    if right < parse.right[head] and parse.tag[right] == "IN" and parse.head[right] == head:
        while right < min(parse.right[head], head + _MAX_COMPLEMENT) and parse.tag[right] in _COMPLEMENT:
            right += 1
            if parse.tag[right - 1] in NOUNS:
                end = right
    return end


def _titles(parse: Parse, first: int, head: int, words: RoleWords) -> Iterator[Description]:
    """Yield offices written as part of the name: "President", "Sen."; not "Mr.", nor a nickname in quotation marks."""
    last = None
    for i in range(first, head):
        if parse.word[i] in QUOTES:
            break
        if words.is_role(parse.lower[i]):
            last = i
    if last is not None:
        start = _run_start(parse, words, first, _lowest(parse, first))
        while start < first and not _modifies_title(parse, start, first, head, words):
            start += 1
        yield _description(parse, start, last, last + 1, words)


def _modifies_title(parse: Parse, i: int, first: int, head: int, words: RoleWords) -> bool:
    """Whether a word before a title belongs to it: "Florida Sen. X", but not the order "Fetch Dr. X".

    It must depend on the name, and if a capital shows no more than that it opens the sentence, be known to name a
    country, a place, a party or a role.
    """
    if not first <= parse.head[i] <= head:
        return False
    before = parse.word[i - 1] if i else '"'
    if parse.tag[i] not in ("NNP", "NNPS") or before.isalnum() or before == ",":
        return True
    word, people = parse.lower[i], words.people
    known = word in people.places or word in people.peoples or words.normal(word) in words.nations
    return known or words.is_known(word)


def _premodifier(parse: Parse, first: int, head: int, words: RoleWords) -> Iterator[Description]:
    """Yield the noun before a name: "Trump lawyer X", "Ambassador to Iran X", "his Russian counterpart X".

    A noun that only its ending shows to be an agent must be of one phrase with the name: "around a corner Ana said".
    """
    low = _lowest(parse, first)
    start = _run_start(parse, words, first, low)
    if start == first:
        return
    noun = first - 1
    is_joined = first <= parse.head[noun] <= head or parse.head[head] == noun
    if _describes(parse, noun, words) and (is_joined or words.is_person(parse.lower[noun])):
        if not _is_relative(parse, noun, head):
            yield _description(parse, start, noun, noun + 1, words)
        return
    link = start - 2 if start > low and parse.lower[start - 1] in words.people.words.definite_articles else start - 1
    is_link = parse.lower[link] in words.people.words.office_prepositions
    if link > low and is_link and words.is_role(parse.lower[link - 1]):
        yield _description(parse, _run_start(parse, words, link - 1, low), link - 1, first, words)


def _is_relative(parse: Parse, noun: int, name: int) -> bool:
    """Whether a name is the subject of a clause about the noun before it: "the chair Ana placed", "the girl Bo met"."""
    clause = parse.head[name]
    return parse.dep[name] == "nsubj" and parse.dep[clause] == "relcl" and parse.head[clause] == noun


def _lowest(parse: Parse, i: int) -> int:
    """Return how far back the premodifiers of a name at `i` may reach."""
    return max(i - _MAX_PREMODIFIERS, parse.sentences[parse.sentence[i]][0])


def _ends_age(parse: Parse, words: RoleWords, i: int) -> bool:
    return parse.lower[i] in words.people.words.ages and i > 0 and parse.word[i - 1] == "-"


def _run_start(parse: Parse, words: RoleWords, end: int, low: int) -> int:
    """Return where the modifiers before `end` begin; an age ("43-year-old") is none."""
    while end > low and parse.tag[end - 1] in _MODIFIER and not _ends_age(parse, words, end - 1):
        end -= 1
    return end + 1 if parse.tag[end] == "HYPH" else end
