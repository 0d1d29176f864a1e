"""Names that a line gives in so many words: in a heading, an introduction, a note about the author."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import product
from operator import itemgetter
from typing import NamedTuple

import regex

from quoteattr.document.structure.patterns import NAME, QUOTATION, own_words
from quoteattr.document.structure.types import Block, Offsets
from quoteattr.language.layout_words import LayoutWords, first_words, pattern_of, tokens_of

_TOKEN = regex.compile(r"\S++")
_NAME = regex.compile(NAME)
_FULL_NAME = 2  # words
STOPS = tuple(",.!?;:—–")
_PRONOUN = regex.compile(r"(?<!\S)(?P<word>\p{L}{1,2}),\s(?=\p{Lu})")
_SMALL = regex.compile(r"\s\p{Ll}")
_EDGES = "*_“”\"‘’'()[].,:;!?"
LONGEST_HEADING = 100  # code points
_HEAD = 2  # lines that may name who tells what follows
_FIRST = 10  # paragraphs among which authors introduce themselves
_LONGEST_NAME = 8  # words
_SURE_PHRASE, _LONGEST_PHRASE = 3, 4  # words of "my name is", behind which any name is one's own; "my full name is"


class Token(NamedTuple):
    """What stands between white space, and the word of it in small letters without the marks about it."""

    start: int
    end: int
    seen: str
    low: str


def self_introduced(text: str, prose: Sequence[Block], words: LayoutWords) -> Offsets | None:
    """The one name under which the first paragraphs introduce their author: *My name is Ana Lund*, *I'm Ana Lund*."""
    found = [name for block in prose[:_FIRST] for name in _introductions(text, block, words)]
    return found[0] if len({text[slice(*name)] for name in found}) == 1 else None


def told_in_end_note(text: str, prose: Sequence[Block], words: LayoutWords) -> Offsets | None:
    """Whom the last paragraph is about, if it says what they are and the text before it has an "I" or a "we".

    A full name alone is that of who signs.
    """
    if len(prose) < 2:
        return None
    *others, note = prose
    tokens = tokens_in(text, note.start, note.end)
    name = name_after(text, tokens, 0, words)
    rest = [token for token in tokens if name and token.start >= name[1]]
    if not name or tokens[0].low in words.roles.people.not_names or (rest and rest[0].low not in words.being):
        return None
    is_signed = not rest and len(tokens) > 1 and text[others[-1].end - 1] in STOPS
    is_somebody = is_signed or any(words.roles.is_person(token.low) for token in rest)
    in_first_person = any(
        not words.first_person.isdisjoint(own_words(text, block.start, block.end)) for block in others
    )
    return name if is_somebody and in_first_person else None


def told_above(text: str, blocks: Sequence[Block], words: LayoutWords) -> Offsets | None:
    """Who is named in the first lines, with no more than what they are, if an "I" tells the rest and never the name.

    *Ana Lund, crane operator*, *JUSTICE LUND, dissenting.*
    """
    people = words.roles.people
    for k, block in enumerate(blocks[:_HEAD]):
        if block.kind not in ("heading", "paragraph") or block.end - block.start > LONGEST_HEADING:
            return None
        name = name_after(text, tokens_in(text, block.start, block.end), 0, words)
        rest = text[name[1] : block.end].lstrip() if name else ""
        if not name or (rest and rest[0] not in ",(–—"):
            continue
        own = {word for other in blocks[k + 1 :] for word in own_words(text, other.start, other.end)}
        called = tokens_of(text[slice(*name)])
        first, last = called[0], called[-1]
        is_titled = first in people.common_given or (first in people.titles and last not in words.roles.organizations)
        is_somebody = is_titled or (first not in people.not_names and any(map(words.roles.is_person, tokens_of(rest))))
        is_paper = not words.papers.isdisjoint(called)  # STATEMENT OF CLAIM
        if is_somebody and not is_paper and last not in own and not words.first_person.isdisjoint(own):
            return name
    return None


def names_told(text: str, blocks: Sequence[Block], words: LayoutWords) -> Iterator[Offsets]:
    """The full names of people in fields, headings and directions: *Guests: Ana Lund, Tom Rey*, *BEFORE ANA LUND*."""
    for block in blocks:
        if block.kind in ("heading", "direction"):
            yield from full_names(text, (block.start, block.end), words)
        elif block.kind == "field":
            names = (name for span in block.body for name in _listed(text, span, words))
            yield from (name for name in names if " " in text[slice(*name)])


def roles_told(text: str, blocks: Sequence[Block], words: LayoutWords) -> dict[str, Offsets]:
    """Whose a label is, in small letters, as the text says.

    *Host: Ana Lund*, *Ana Lund (host)* and *HOST: Hello, I'm Ana Lund* make her the host.
    """
    found: dict[str, Offsets] = {}
    for block in blocks:
        label = text[slice(*block.label)] if block.label else ""
        if block.kind == "turn":
            name = self_introduced(text, [block], words) if label and not words.is_part(label) else None
            told = [(name, label)] if name else []
        elif block.kind == "field":
            whole = [match.span() for span in block.body if (match := _NAME.fullmatch(text, *span))]
            told = [(span, label) for span in whole if not words.is_field(label)]
        else:
            told = [*_with_roles(text, block, words)]
        for name, role in told:
            found.setdefault(role.casefold(), without_titles(text, name, words))
    return found


def name_of_self(text: str, block: Block, words: LayoutWords, *, calls: bool) -> Offsets | None:
    """The one name by which who speaks tells who they are; `calls`: also as on the telephone.

    *I'm Ana*, *This is Ana from Sarn*, *Ana here*.
    """
    found = [*_introductions(text, block, words)]
    for span in block.body[:1] if calls and not found else ():
        tokens = tokens_in(text, *span)
        openers = first_words(words.call_openers)
        phrases = product([k for k, token in enumerate(tokens) if token.low.partition("-")[0] in openers], (1, 2))
        after = [k + n for k, n in phrases if "-".join(t.low for t in tokens[k : k + n]) in words.call_openers]
        behind = [k for k in range(1, len(tokens)) if tokens[k].low in words.call_closers]
        before = [k - 1 for k in behind if tokens[k].seen[-1] in STOPS]  # *here,* and no *here is*
        hailed = next((k for k, token in enumerate(tokens) if token.low in words.hails), len(tokens))
        for k in (*after, *before):
            name = _capitals(text, tokens, k, words)
            if name and (hailed < k or tokens[k].low in words.roles.people.common_given):
                found.append(name)
    return found[0] if len({text[slice(*name)] for name in found}) == 1 else None


def vocatives(text: str, block: Block, words: LayoutWords) -> Iterator[Offsets]:
    """The names by which a turn addresses somebody, such as *Hey, Ana, did it rain?* or *You saw it, Mrs. Lund.* does.

    Behind a greeting, or what else opens talk, it may be any; else one with a title or a known given name, set off
    in a sentence that asks or says *you*, and not beside what tells who it is.
    """
    people = words.roles.people
    for span in block.body:
        tokens, quoted = tokens_in(text, *span), _quoted(text, *span)
        for sentence in _sentences(tokens, words):
            says_you = any(tokens[k].low in words.second_person for k in sentence)
            asks = tokens[sentence[-1]].seen[-1] == "?"
            for k in sentence:
                before = tokens[k - 1] if k > sentence[0] else None
                is_hailed = before is not None and before.low in words.hails
                may_be = is_hailed or tokens[k].low in people.common_given or tokens[k].low in people.titles
                name = _capitals(text, tokens, k, words) if may_be and tokens[k].seen[0].isupper() else None
                if not name or text[name[1] : name[1] + 1] not in ("", *STOPS) or _holds(quoted, name[0]):
                    continue
                if before and is_hailed:
                    is_called = before.seen[-1] == "," or before.low in words.greetings
                elif before:
                    is_apposed = words.roles.is_person(before.low) or (
                        before.seen[0].isupper() and before.low not in words.times
                    )
                    is_called = before.seen[-1] in ",—–" and not is_apposed and (says_you or asks)
                else:
                    is_called = says_you or asks
                if is_called:
                    yield name


def _sentences(tokens: Sequence[Token], words: LayoutWords) -> Iterator[range]:
    """The sentences of a turn, as ranges of tokens."""
    start = 0
    for k, token in enumerate(tokens, 1):
        if k == len(tokens) or (token.seen[-1] in ".?!…" and token.low not in words.roles.people.titles):
            yield range(start, k)
            start = k


def _capitals(text: str, tokens: Sequence[Token], k: int, words: LayoutWords) -> Offsets | None:
    """The words in capitals from a token on, if they may name somebody: not *Monday*, *Mr. Mayor*, *Ana's*."""
    name = name_after(text, tokens, k, words)
    if not name:
        return None
    small = _SMALL.search(text, *name)
    start, end = name[0], small.start() if small else name[1]
    people = words.roles.people
    called = [token for token in tokens_of(text[start:end]) if token not in people.titles]
    is_noun = len(called) == 1 and (called[0] in people.not_names or words.roles.is_person(called[0]))
    if not called or is_noun or words.is_field(text[start:end]) or text[end - 2 : end] in ("'s", "’s"):
        return None
    return start, end


def _listed(text: str, span: Offsets, words: LayoutWords) -> Iterator[Offsets]:
    """The names of a list, without titles: *Ana Lund*, *Tom Rey* of *Ana Lund, Dr. Tom Rey and friends*."""
    tokens = tokens_in(text, *span)
    done = 0
    for k, token in enumerate(tokens):
        name = name_after(text, tokens, k, words) if token.start >= done else None
        if name:
            done = name[1]
            yield without_titles(text, name, words)


def _with_roles(text: str, block: Block, words: LayoutWords) -> Iterator[tuple[Offsets, str]]:
    """The names in a block with what stands in brackets behind them: *Ana Lund (chair)*, not *Port Sarn (Coastwire)*.

    With a capital it is a role behind a given name alone; behind a place it is the agency that reports from there.
    """
    if text.find("(", block.start, block.end) < 0:  # nearly always
        return
    tokens = tokens_in(text, block.start, block.end)
    people = words.roles.people
    for k, token in enumerate(tokens):
        name = name_before(tokens, k, words) if token.seen[0] == "(" else None
        role = text[token.start + 1 : min(token.start + LONGEST_HEADING, block.end)].partition(")")[0] if name else ""
        if name and (role[:1].islower() or tokens_of(text[slice(*name)])[0] in people.common_given):
            yield name, role


def full_names(text: str, span: Offsets, words: LayoutWords) -> Iterator[Offsets]:
    """The names in a stretch that begin with a given name and go on: *Ana Lund* of *DEPOSITION OF DR. ANA LUND*."""
    tokens = tokens_in(text, *span)
    people = words.roles.people
    done = 0
    for k, token in enumerate(tokens):
        name = name_after(text, tokens, k, words) if token.low in people.common_given else None
        rest = tokens_of(text[slice(*name)])[1:] if name and token.start >= done else []
        if name and rest and people.not_names.isdisjoint(rest):  # *DAY AT THE PIER*
            done = name[1]
            yield name


def presented(text: str, span: Offsets, words: LayoutWords) -> Offsets | None:
    """The name of two words or more with which a paragraph begins, as one that presents somebody does."""
    tokens = tokens_in(text, *span)
    name = _capitals(text, tokens, 0, words) if tokens else None
    called = tokens_of(text[slice(*name)]) if name and not text[slice(*span)].isupper() else []
    is_somebody = len(called) > 1 and words.roles.organizations.keys().isdisjoint(called)
    return name if is_somebody and called[0] not in words.roles.people.not_names else None


def without_titles(text: str, name: Offsets, words: LayoutWords) -> Offsets:
    """A name without the titles before it where two words are left: *Ana Lund* of *Dr. Ana Lund*, but *Dr. Lund*."""
    tokens = tokens_in(text, *name)
    while len(tokens) > _FULL_NAME and tokens[0].low in words.roles.people.titles:
        tokens = tokens[1:]
    return tokens[0].start, name[1]


def tokens_in(text: str, start: int, end: int) -> list[Token]:
    """What white space parts between two offsets."""
    found = _TOKEN.finditer(text, start, end)
    return [Token(m.start(), m.end(), m[0], m[0].strip(_EDGES).replace("’", "'").lower()) for m in found]


def name_after(text: str, tokens: Sequence[Token], k: int, words: LayoutWords) -> Offsets | None:
    """The name that begins with a token, if it does: *Kim von der Leyde*, up to *and*, *to* or *is*."""
    if k >= len(tokens):
        return None
    start = tokens[k].end - len(tokens[k].seen.lstrip(_EDGES))
    found = _NAME.match(text, start, tokens[-1].end)
    if not found:
        return None
    end = found.end()
    places = words.roles.people.words.locative_prepositions
    stops = (words.joining, words.being, words.addressee_markers, words.author_markers, places)
    for i in range(k, len(tokens)):
        if tokens[i].start >= end:
            break
        if i > k and any(tokens[i].low in stop for stop in stops):
            end = tokens[i - 1].end
        elif tokens[i].seen[-1] == "." and len(tokens[i].low) > 1 and tokens[i].low not in words.roles.people.titles:
            end = min(end, tokens[i].end - 1)
    return start, end


def name_before(tokens: Sequence[Token], k: int, words: LayoutWords) -> Offsets | None:
    """The name that ends before a token: the words in capitals there, but for what opens the line."""
    people = words.roles.people
    first = k
    while first > max(0, k - _LONGEST_NAME):
        before = tokens[first - 1]
        is_end = before.seen[-1] in ".,:;)" and before.low not in people.titles and len(before.low) > 1
        if not before.seen[0].isupper() or before.low in words.author_markers or (first < k and is_end):
            break
        first -= 1
    if first == k or (tokens[first].low in people.not_names and tokens[first].low not in people.titles):
        return None
    return tokens[first].start, tokens[k - 1].start + len(tokens[k - 1].seen.rstrip(",.:;"))


def _introductions(text: str, block: Block, words: LayoutWords) -> Iterator[Offsets]:
    """The names that a paragraph gives its author outside quotations."""
    found = [*_phrased(text, block, words), *_apposed(text, block, words)]  # nearly always empty
    quoted = _quoted(text, block.start, block.end) if found else []
    yield from (name for name in found if not _holds(quoted, name[0]))


def _phrased(text: str, block: Block, words: LayoutWords) -> Iterator[Offsets]:
    """Any name behind *My name is*, a known one behind *I am*."""
    if not pattern_of(words.introductions).search(text, block.start, block.end):
        return
    openers = first_words(words.introductions)
    tokens = tokens_in(text, block.start, block.end)
    places = [k for k, token in enumerate(tokens) if token.low.partition("-")[0] in openers]
    for k, n in product(places, range(1, _LONGEST_PHRASE + 1)):
        if "-".join(token.low for token in tokens[k : k + n]) in words.introductions:
            name = name_after(text, tokens, k + n, words)
            if name and (n >= _SURE_PHRASE or words.is_person(text[slice(*name)])):
                yield name


def _apposed(text: str, block: Block, words: LayoutWords) -> Iterator[Offsets]:
    """A full name between commas behind *I*: *I, Ana Lund, baker, say as follows*."""
    own = words.first_person & words.subject_pronouns
    for comma in _PRONOUN.finditer(text, block.start, block.end):
        end = min(block.end, comma.end() + LONGEST_HEADING)
        is_own = comma["word"].lower() in own
        name = name_after(text, tokens_in(text, comma.end(), end), 0, words) if is_own else None
        if name and " " in text[slice(*name)] and text[name[1] : name[1] + 1] == ",":
            yield without_titles(text, name, words)


def _quoted(text: str, start: int, end: int) -> list[Offsets]:
    return [match.span() for match in QUOTATION.finditer(text, start, end)]


def _holds(spans: Sequence[Offsets], place: int) -> bool:
    """Whether a place is in one of some spans, which are in order."""
    before = bisect_right(spans, place, key=itemgetter(0)) - 1
    return before >= 0 and place < spans[before][1]
