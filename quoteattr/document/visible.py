"""What a reader sees of a text, and where it stands in the text given: the parser reads as people do.

Soft hyphens and zero-width characters part words for a tokenizer that are one to a reader; thin spaces part a mark from
its word; a letter and its combining accent are one letter. Of markup, escapes and signs that call a footnote nothing
is seen; where a space is missing at a quotation mark, one is.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

import regex

# Most texts have nothing of it, which is soon found: odd characters, markup, escapes; a mark without a space at it.
_MAYBE = regex.compile(
    '[«\u00ad\u2009-\u200d\u202f\u2060\ufeff\\p{M}\u00b9\u00b2\u00b3\u2070-\u2079†‡]|[*_]{1,3}[\\p{L}\\p{N}"“”]|</?[a-zA-Z]|'
    '\\\\["\'“”]|""|["”][\\p{L}\\p{N}\\[]|(?<=[\\p{L}\\p{N},.;:!?])["“]'
)
_MARK = '["“”„»«]'
_UNSEEN = regex.compile(
    "[\u00ad\u200b-\u200d\u2060\ufeff]++|"
    "(?<=[“„‘])[\u2009\u200a\u202f]++|[\u2009\u200a\u202f]++(?=[”’])|"
    "(?<=«)[\u00a0\u2009\u200a\u202f]++|[\u00a0\u2009\u200a\u202f]++(?=»)|"
    # <p>, </b>, <a href="/ana">
    "</?(?:p|b|i|u|em|strong|span|div|br|a|h[1-6]|q|blockquote|cite|small|sup|sub|font|li|ul|ol)(?=[\\s/>])[^<>\\n]{0,300}>|"
    # *“It rained,”* and **Ana Lund**: emphasis about words
    '(?<![\\p{L}\\p{N}*_])[*_]{1,3}(?=[\\p{L}\\p{N}"“‘])|(?<=[\\p{L}\\p{N}"”’.,!?])[*_]{1,3}(?![\\p{L}\\p{N}*_])|'
    # \\" and "" are one mark to a reader
    '\\\\(?=["\'“”])|"(?="[\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}.,!?…])"(?="(?!"))|'
    # “It rained,”¹ · “It rained,”[3] · “It rained,”1 said Ana
    f"(?<={_MARK})(?:[\u00b9\u00b2\u00b3\u2070-\u2079†‡]++|\\[\\d{{1,3}}\\]|\\d{{1,2}}(?=\\s\\p{{L}}))"
)
# That begin with a rare character, not with any letter before it, makes these search ten times as fast.
_ACCENTS = regex.compile("(?<=\\p{L})\\p{M}++")
_OPENS_WITHOUT_SPACE = regex.compile("(?<=[\\p{L}\\p{N},.;:!?])[“„](?=[\\p{L}\\p{N}])")  # said,“The bridge
# safe,”said Ana · ”She smiled · "safe",but
_CLOSES_WITHOUT_SPACE = regex.compile('(?<=[\\p{L}\\p{N},.!?…—])”(?=\\p{L})|(?<=["”]),(?=\\p{L})')
# **Did it rain?** in a line of its own
_EMPHASISED = regex.compile(
    "(?m)^[ \t]*+(?P<open>[*_]{1,3}|<(?P<tag>b|strong|i|em)>)[^*_<>\n]++(?P<close>(?P=open)|</(?P=tag)>)[ \t]*+$"
)
_FEWEST = 2  # lines in emphasis with a question from which they may be an interview's
_STRAIGHT = regex.compile('[\n"]')


class Visible(NamedTuple):
    """`text[i]` stands from `start[i]` to `end[i]` in the text given, in code points; or the texts are the same."""

    text: str
    start: Sequence[int]
    end: Sequence[int]

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open offsets in the text given of a span that is not empty."""
        return self.start[start], self.end[end - 1]


def visible(text: str) -> Visible:
    """Return what a reader sees of a text."""
    same = Visible(text, range(len(text)), range(1, len(text) + 1))
    if not _MAYBE.search(text):
        return same
    kept = _about_questions(text)
    changes = [(*found.span(), "") for found in _UNSEEN.finditer(text) if found.start() not in kept]
    accented = [(found.start() - 1, found.end()) for found in _ACCENTS.finditer(text)]
    changes += [(a, b, normalize("NFC", text[a:b])) for a, b in accented]
    changes += [(at, at, " ") for at in _without_space(text)]
    pieces: list[str] = []
    starts, ends = array("q"), array("q")  # as lists they would take 80 MB of a million characters
    at = 0
    for first, last, instead in sorted(changes):
        if len(instead) > 1 or first < at:  # no such letter with this accent is in Unicode
            continue
        pieces += text[at:first], instead
        starts.extend([*range(at, first), *([first] * len(instead))])
        ends.extend([*range(at + 1, first + 1), *([last] * len(instead))])
        at = last
    if not pieces:
        return same
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Visible("".join(pieces), starts, ends)


def _about_questions(text: str) -> frozenset[int]:
    """Where emphasis begins and ends that fills lines, in a text some of whose questions stand so: it has a meaning."""
    found = [*_EMPHASISED.finditer(text)]
    if sum(text[match.start("close") - 1] == "?" for match in found) < _FEWEST:
        return frozenset()
    return frozenset(place for match in found for place in (match.start("open"), match.start("close")))


def _without_space(text: str) -> Iterator[int]:
    """Yield where a space is missing at a mark, *said,“The bridge*: before it if it opens, else behind it.

    Every other straight mark of a line opens.
    """
    yield from (found.start() for found in _OPENS_WITHOUT_SPACE.finditer(text))
    yield from (found.end() for found in _CLOSES_WITHOUT_SPACE.finditer(text))
    opens = False
    for found in _STRAIGHT.finditer(text):
        at = found.start()
        if found.group() == "\n":
            opens = False
            continue
        opens = not opens
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if after.isalpha() and (before.isalpha() or before in (",", ".", ":", ";", "!", "?", "…")):
            yield at if opens else at + 1
