"""What a line is by its own look and its neighbours': heading, rule, caption, stage direction, quoted mail."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

import regex

from quoteattr.document.structure.patterns import TIME
from quoteattr.document.structure.types import Kind, Line
from quoteattr.language.layout_words import LayoutWords, tokens_of

_LONGEST_HEADING = 80  # code points
_LONGEST_OATH = 120
_MOST_WORDS = 12  # of a heading that is no full line
_CAPTION = regex.compile(
    rf"WEBVTT\b.*|[(\[]?{TIME}[)\]]?(?:\s*+(?:-->|[-–—])\s*+{TIME}(?:\s.*)?)?|\d{{1,5}}"  # a number if a time follows
)
_NUMBER = regex.compile(r"\d{1,5}")
_RULE = regex.compile(r"(?:[-=~_*#+•·—–.|:]\s*+){3,}")
_MARKDOWN = regex.compile(r"#{1,6}\s++\S.*")
_BRACKETED = regex.compile(
    r"\([^()]*+\)[.!?]?|\[[^\[\]]*+\][.!?]?|\{[^{}]*+\}|_\([^()]*+\)_|"
    r"\*[^*\s][^*]*+\*(?:\s[\p{Lu}\s.,&'’-]++\*[^*]++\*)*+"  # *Pause.* ANA *leans out.*
)
_EVENT = regex.compile(r"(?:\*{1,3}|-!-|==|-->|<--|→|←)\s++[@+%&~]?[\p{L}_][^\s*]*+\s[^*]++")
_SEPARATOR = regex.compile(r"[-_=]{3,}+(?:\s?\p{L}[\p{L}\s]*+[-_=]{3,}+)?")  # -----Original Message-----
_FIELD = regex.compile(r"\*?\p{Lu}[\p{L}-]{1,12}:")
_PAGE = regex.compile(r"[-–—\[(\s]*+(?P<word>\p{L}++)\s(?P<number>\d{1,4})(?:\s\p{Ll}{2}\s\d{1,4})?+[-–—\])\s]*+")
_SIGNS = "--"  # above what is added to all mails of one person
_FEWEST_MAILS = 2  # heads of mails: one may be that of the text
_QUOTED = regex.compile(r">(?!>)")  # >> opens captions
_NUMERAL = regex.compile(r"\d+|[IVXLC]+")
_END = regex.compile(r"[.!?,;:…][\"”'’»)\]*_]*+$")
_INITIALS = regex.compile(r"(?:\b\p{Lu}\.){2,}$")  # CAPT. ANA LUND, R.N.
_MOST_BEFORE = 4  # words, the last of which is the *by* of *FURTHER CROSS EXAMINATION BY*
_MOST = 0.8  # share of lines in capitals from which capitals mean nothing


def line_kinds(text: str, lines: Sequence[Line], words: LayoutWords) -> Mapping[int, Kind]:
    """The kinds of the lines that show one, by index; a line that opens a turn may be among them."""
    texts = [text[line.start : line.end] for line in lines]
    in_capitals = sum(t.isupper() for t in texts) > _MOST * len(texts)
    quotes = any(_QUOTED.match(t) for t in texts)
    forwarded = _digest(lines, texts, words) or _forwarded(texts, words)
    heads = _mail_headers(texts, words)
    pages = _pages(texts, words)
    kinds: dict[int, Kind] = {}
    for i, (line, seen) in enumerate(zip(lines, texts, strict=True)):
        after = texts[i + 1] if i + 1 < len(texts) else ""
        if _CAPTION.fullmatch(seen) and (not _NUMBER.fullmatch(seen) or "-->" in after):
            kinds[i] = "caption"
        elif i in forwarded or i in heads or (quotes and seen[0] == ">"):
            kinds[i] = "quoted mail"
        elif _RULE.fullmatch(seen):
            kinds[i] = "rule"
        elif _BRACKETED.fullmatch(seen) or _EVENT.fullmatch(seen) or i in pages or _comes_or_goes(seen, words):
            kinds[i] = "direction"
        elif (
            _is_oath(seen, words) or _is_examination(seen, words) or _is_heading(line, seen, after, in_capitals, words)
        ):
            kinds[i] = "heading"
    return kinds


def _pages(lines: Sequence[str], words: LayoutWords) -> set[int]:
    """The lines that are nothing but one word and a number, each larger than the last: *Page 3*, *[Page 5 of 9]*.

    What stands in the middle of a sentence is no line: numbers may be missing.
    """
    counted: dict[str, dict[int, int]] = defaultdict(dict)
    for i, line in enumerate(lines):
        if (page := _PAGE.fullmatch(line)) and not words.is_person(page["word"]):
            counted[page["word"]][i] = int(page["number"])
    return {
        i
        for pages in counted.values()
        if len(pages) > 1 and all(a < b for a, b in pairwise(pages.values()))
        for i in pages
    }


def _mail_headers(lines: Sequence[str], words: LayoutWords) -> set[int]:
    """The lines that say who wrote the mail quoted below them; a mail program may have broken such a line in two."""
    quoted = [i for i in range(1, len(lines)) if lines[i].startswith(">")]
    return {k for i in quoted for k in range(i - mail_header_lines(lines[max(i - 2, 0) : i], words), i)}


def mail_header_lines(lines: Sequence[str], words: LayoutWords) -> int:
    """How many lines at the end, one or two, say who wrote the mail quoted below; 0 if none does."""
    return next((n for n in (1, 2) if n <= len(lines) and is_mail_header(" ".join(lines[-n:]), words)), 0)


def _forwarded(lines: Sequence[str], words: LayoutWords) -> set[int]:
    """The lines of mails quoted without marks, from the *From:* below *-----Original Message-----* to the next."""
    heads = [i for i in range(1, len(lines)) if _SEPARATOR.fullmatch(lines[i - 1]) and forwarder(lines[i], words)]
    return {k for i, after in pairwise([*heads, len(lines) + 1]) for k in range(i, after - 1)}


def _digest(lines: Sequence[Line], texts: Sequence[str], words: LayoutWords) -> set[int]:
    """The lines of mails to all, if two or more stand below each other: from each head's fields to a rule or the next.

    Where a line tells that a mail is forwarded, the first is the text itself; mails to somebody are letters.
    """
    fields = [is_mail_field(seen) for seen in texts]
    heads = []
    for i, line in enumerate(lines):
        if fields[i] and (line.after_blank or not fields[i - 1]):
            below = takewhile(lambda k: fields[k] and not lines[k].after_blank, range(i + 1, len(lines)))
            head = texts[i : i + 1 + sum(1 for _ in below)]
            heads += [i] if len(head) > 1 and any(forwarder(field, words) for field in head) else []
    if any(fields[i] and seen.partition(":")[0].lower() in words.addressee_markers for i, seen in enumerate(texts)):
        return set()
    ends = [i for i, seen in enumerate(texts) if _SEPARATOR.fullmatch(seen) or seen == _SIGNS]
    if len(heads) < _FEWEST_MAILS or any(c.isalpha() for i in ends for c in texts[i]):
        return set()
    stops = [*ends, len(texts)]
    return {k for a, b in pairwise([*heads, len(texts)]) for k in range(a, min(b, stops[bisect_left(ends, a)]))}


def is_mail_field(line: str) -> bool:
    """Whether a line is one of a mail's head: *Sent: Monday*."""
    return _FIELD.match(line) is not None


def forwarder(line: str, words: LayoutWords) -> bool:
    """Whether a line is the *From: Ana Lund* of a mail's head."""
    label, colon, _ = line.partition(":")
    return bool(colon) and label.strip("* ").lower() in words.author_markers


def _comes_or_goes(seen: str, words: LayoutWords) -> bool:
    """Whether a line is *Exit* or *Enter ANA with a lamp*."""
    first, _, rest = seen.strip("*_[](). ").partition(" ")
    if first.lower().rstrip(".*_") not in words.stage or len(seen) > _LONGEST_HEADING:
        return False
    return not rest or any(word[0].isupper() for word in rest.split())


def is_mail_header(line: str, words: LayoutWords) -> bool:
    """Whether a line says who wrote the mail quoted below it: *On 8 Jan 2024, Ana Lund wrote:*."""
    last = line.rstrip(":").rpartition(" ")[2].lower()
    is_quoted = line.startswith(">")  # and so needs no date: > Ana wrote:
    return line.endswith(":") and last in words.mail_verbs and (is_quoted or any(c.isdigit() or c == "@" for c in line))


def may_be_title(seen: str) -> bool:
    """Whether a line is short and ends as no sentence does: a heading, if it stands apart from what is about it."""
    return len(seen) <= _LONGEST_HEADING and len(seen.split()) <= _MOST_WORDS and not _END.search(seen[-8:])


def _is_oath(seen: str, words: LayoutWords) -> bool:
    """Whether a line says who answers from there on: *ANA LUND, having been sworn, testified as follows:*."""
    return seen.partition(",")[0].isupper() and not words.oaths.isdisjoint(tokens_of(seen[:_LONGEST_OATH]))


def _is_examination(seen: str, words: LayoutWords) -> bool:
    """Whether a line says who asks from there on: *BY MR. REY:*, *EXAMINATION BY MR. REY:*."""
    if not seen.isupper() or len(seen) > _LONGEST_HEADING or seen[-1] not in ":.":
        return False
    return not words.examinations.isdisjoint(tokens_of(seen)[:_MOST_BEFORE])


def _is_heading(line: Line, seen: str, after: str, in_capitals: bool, words: LayoutWords) -> bool:
    if len(seen) > _LONGEST_HEADING:
        return False
    if _MARKDOWN.fullmatch(seen) or (_RULE.fullmatch(after) and after[0] in "-=~" and not _END.search(seen[-8:])):
        return True
    first, _, rest = seen.partition(" ")
    if first.rstrip(".:").lower() in words.scenes and (seen.isupper() or _NUMERAL.match(rest)):
        return True
    shouts = (
        seen.isupper()
        and len(seen.split()) <= _MOST_WORDS
        and not _END.search(_INITIALS.sub("", seen[-8:]).rstrip(":"))
    )
    return shouts and line.after_blank and not in_capitals and sum(c.isalpha() for c in seen) > 1
