"""Lines that say who wrote a text and to whom: bylines, salutations, signatures, the heads of quoted mail."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import regex

from quoteattr.document.structure.patterns import HANDLE, NAME, own_words
from quoteattr.document.structure.types import Block, Offsets
from quoteattr.language.layout_words import LayoutWords, first_words, tokens_of

_LONGEST = 100  # code points of a byline or a signature
_LOOK_BACK = 8  # code points for a mark and markup
_LONGEST_CLOSING = 40  # code points of "I remain, Sir, your obedient servant"
_M = r"[*_]*+"  # markup
_LONGEST_PHRASE = 3  # words of "an interview with"
_TOKEN = regex.compile(r"\p{L}++")
_AFTER = regex.compile(r":?\s++")
_ASIDE = regex.compile(r"[^\s,|(–—-][^|)]*[^\s|).*_]")
_WRITER = regex.compile(rf"{_M}(?P<name>{NAME}|{HANDLE}){_M}(?P<rest>(?:\s?[,|(–—-]|\s(?=\p{{Ll}}{{2,4}}\s)).*+)?$")
_GREETED = regex.compile(rf"(?P<name>{NAME}|\p{{Ll}}++(?:\s\p{{Ll}}++){{0,2}}+)(?:\s?[,:—–-]++|$)")
_TITLE = regex.compile(r"(?P<title>\p{Lu}\p{Ll}++),?(?:\s?[—–]|:?$)(?<=\W)")  # Sir, — · Sir:
_SIGNER = rf"{_M}(?P<name>{NAME})(?P<rest>(?:,|\s?\()[^\"“”«»?!]{{1,60}}+)?\.?{_M}$"
_SIGNED = regex.compile(rf"\s*+(?:/s/\s++)?+{_SIGNER}")  # /s/: signed by hand
_PLACE = regex.compile(rf"{_M}{NAME}(?:,\s{NAME})?+\.?{_M}")
_DASHED = regex.compile(rf"{_M}(?:[—–―~]|--?(?!-))\s*+{_SIGNER}")
_BEHIND_MARK = regex.compile(rf"(?<=[\"”»’]|[\"”»’][*_])\s*+(?:[—–―~]|--?(?!-))\s*+{_SIGNER}")
_BEHIND_SENTENCE = regex.compile(rf"(?<=[.!?…][\"”»’)]?+\s)(?:[—–―]|--)\s*+{_SIGNER}$")
_BEHIND_TURN = regex.compile(
    rf"(?<=[.!?…][\"”’)]?+\s++)(?:[—–―]|--?)\s*+{_M}(?P<name>{NAME}(?:(?<=\p{{Lu}})\.)?)(?:,\s[^.!?:;]{{2,40}}+)?{_M}$"
)
_INITIAL = regex.compile(r"\p{Lu}\.")
_OPENED = regex.compile(r"[*_]*+[\"“«„]")
_FULL_STOP = regex.compile(r"[.!?:,]$|.{60}")  # or too long for an office
_CLOSED = regex.compile(r"[\"”»][*_]*+$")
_MAILER = regex.compile(
    rf"(?:(?<!\S)[^\s@]++@\S++\s\((?P<name>{NAME})\)|"  # ana@example.org (Ana Lund) writes:
    rf"(?:\d\s?[AP]M,?\s)?(?P<name>{NAME}|{HANDLE})[\"”]?\s*+(?:[<(\[][^<>()]*+[>)\]])?)\s*+\p{{L}}++:$"
)


def byline(text: str, line: Offsets, words: LayoutWords) -> Block | None:
    """*By Ana Lund, staff writer*, *Reviewed by kim_92 on 8 May*; None if a line is no such."""
    start, end = line
    phrase = _phrase(text, line, words.bylines)
    writer = _WRITER.match(text, phrase[1], end) if phrase and end - start <= _LONGEST else None
    if not phrase or not writer or writer["name"].lower() in words.times:
        return None
    name = writer["name"]
    is_name = (name[0].isupper() and _is_name(name, words)) or not name.isalpha()
    if not is_name and " " not in text[slice(*phrase)].strip():  # "by hand", but "reviewed by kim"
        return None
    return Block("byline", start, end, writer.span("name"), _aside(text, writer.span("rest")))


def salutation(text: str, line: Offsets, words: LayoutWords) -> Block | None:
    """*Dear Ana,* at a line's start; what follows on the line is no part of it."""
    start, end = line
    phrase = _phrase(text, line, words.greetings)
    greeted = _GREETED.match(text, phrase[1], end) if phrase else None
    if (title := _TITLE.match(text, start, end)) and title["title"].lower() in words.roles.people.titles:
        return Block("salutation", start, title.end())
    if not greeted:
        return None
    return Block("salutation", start, greeted.end(), greeted.span("name"))


def signature(text: str, lines: Sequence[Offsets], greeted: bool, words: LayoutWords) -> Block | None:
    """*— Ana Lund, mayor* in the first of some lines; or *Yours sincerely,* there and *Ana Lund* behind it or below.

    Where somebody has been greeted, other words may close a letter: *Stay in touch,*
    """
    start, end = lines[0]
    signed, last = _DASHED.match(text, start, end), 0
    if not signed:
        head, comma, tail = text[start:end].rpartition(",")
        if comma and tail.strip():
            signed = _SIGNED.match(text, start + len(head) + 1, end) if _is_closing(head, words) else None
        elif len(lines) > 1:
            signed, last = _SIGNED.match(text, *lines[1]), 1
            if signed and not _is_closing(text[start:end], words):
                is_short = end - start <= _LONGEST_CLOSING or _line_breaks(text, end, lines[1][0]) > 1
                signed = signed if greeted and comma and is_short and not signed["rest"] else None
                start = start if end - start <= _LONGEST_CLOSING else lines[1][0]
    if not signed or not _is_name(signed["name"], words):
        return None
    asides = _aside(text, signed.span("rest"))
    below = lines[last + 1 : last + 2] if last else ()
    if below and _line_breaks(text, lines[last][1], below[0][0]) == 1 and not _FULL_STOP.search(text, *below[0]):
        asides, last = (*asides, *below), last + 1
    return Block("signature", start, lines[last][1], signed.span("name"), asides)


def signature_at_end(text: str, lines: Sequence[Offsets], greeted: bool, words: LayoutWords) -> Block | None:
    """*Ana Lund* among the last lines of a text in the first person: alone, below *Your loving son*, above a place.

    Who is named in the text is not its author.
    """
    for k in range(1, len(lines)):
        signed, lead = _SIGNED.fullmatch(text, *lines[k]), text[slice(*lines[k - 1])]
        is_apart = _line_breaks(text, lines[k - 1][1], lines[k][0]) > 1
        is_short = len(lead) <= _LONGEST_CLOSING and lead[-1].isalpha() and not lead.isupper()
        is_closed = not is_apart and (is_short or lead[-1] == ",")
        if not signed or not (is_apart or is_closed) or not _is_name(signed["name"], words):
            continue
        own = own_words(text, 0, lines[k][0])
        called = signed["name"]
        is_person = words.is_person(called) or _INITIAL.match(called) or _is_told(text, lines[k:], words)
        is_full = " " in called and (is_person or _may_be_person(text, lines[k:], words))
        is_known = greeted or is_closed or is_full
        if is_known and tokens_of(signed["name"])[-1] not in own and not words.first_person.isdisjoint(own):
            return Block("signature", lines[k][0], lines[-1][1], signed.span("name"), tuple(lines[k + 1 :]))
        return None
    return None


def _is_told(text: str, lines: Sequence[Offsets], words: LayoutWords) -> bool:
    """Whether what the bearer of a name is stands right below it, with a capital: *Tribunal Judge*."""
    below = text[slice(*lines[1])] if len(lines) > 1 and _line_breaks(text, lines[0][1], lines[1][0]) == 1 else ""
    is_office = any(words.roles.is_person(token) or token in words.roles.people.titles for token in tokens_of(below))
    return is_office and _FULL_STOP.search(below) is None


def _may_be_person(text: str, lines: Sequence[Offsets], words: LayoutWords) -> bool:
    """Whether a name that no list tells stands above a place, which is all that follows: *Ines Varga*, *Port Sarn*."""
    name, *below = lines
    if len(below) != 1 or _line_breaks(text, name[1], below[0][0]) > 1:
        return False
    called, place = tokens_of(text[slice(*name)]), tokens_of(text[slice(*below[0])])
    is_body = not words.roles.organizations.keys().isdisjoint(called) or words.is_field(text[slice(*name)])
    is_name = words.roles.people.not_names.isdisjoint((*called, *place))  # *Related Posts*, *Read More*
    return is_name and not is_body and _PLACE.fullmatch(text, *below[0]) is not None


def signature_behind(text: str, paragraph: Offsets, words: LayoutWords) -> Block | None:
    """*— Ana Lund* behind a quotation that fills the rest of its paragraph, or behind sentences in the first person."""
    start, end = paragraph
    is_opened = _OPENED.match(text, start, end) is not None
    signed = (_BEHIND_MARK if is_opened else _BEHIND_SENTENCE).search(text, max(start, end - _LONGEST), end)
    if not signed or not _is_name(signed["name"], words):
        return None
    if not is_opened and words.first_person.isdisjoint(own_words(text, start, signed.start())):
        return None
    begin = signed.start() + len(signed.group()) - len(signed.group().lstrip())
    return Block("signature", begin, end, signed.span("name"), _aside(text, signed.span("rest")))


def signature_of_turn(text: str, said: Offsets, words: LayoutWords) -> tuple[Offsets, Offsets] | None:
    """Where *— Sleepless in Troy* stands behind the sentences of a turn, and the name in it."""
    signed = _BEHIND_TURN.search(text, max(said[0], said[1] - _LONGEST), said[1])
    return (signed.span(), signed.span("name")) if signed and _is_name(signed["name"], words) else None


def signature_under(text: str, line: Offsets, words: LayoutWords) -> Block | None:
    """*Ana Lund, engineer*, alone under a quotation that fills its paragraph or under a letter."""
    signed = _SIGNED.match(text, *line)
    if not signed or text[line[1] - 1] in ".:;,":
        return None
    first, *others = tokens_of(signed["name"])
    if first in words.roles.people.not_names or not (others or signed["rest"]):
        return None
    return Block("signature", *line, signed.span("name"), _aside(text, signed.span("rest")))


def is_quotation(text: str, paragraph: Offsets) -> bool:
    """Whether a paragraph opens and closes with quotation marks."""
    start, end = paragraph
    return bool(_OPENED.match(text, start, end) and _CLOSED.search(text, max(start, end - _LOOK_BACK), end))


def mailer(text: str, line: Offsets) -> Offsets | None:
    """The name in *On Mon, 8 Jan 2024 at 10:02, Ana Lund <ana@example.org> wrote:*."""
    found = _MAILER.search(text, max(line[0], line[1] - _LONGEST), line[1])
    return found.span("name") if found else None


def _phrase(text: str, line: Offsets, group: frozenset[str]) -> Offsets | None:
    """The line's first words, if they are a phrase of the group: from the first to where the next word begins."""
    end = min(line[1], line[0] + _LONGEST)
    first = _TOKEN.search(text, line[0], end)
    if not first or first.group().lower() not in first_words(group) or text[line[0] : first.start()].strip("*_ "):
        return None
    tokens = list(islice(_TOKEN.finditer(text, line[0], end), _LONGEST_PHRASE))
    for k in range(len(tokens), 0, -1):
        after = _AFTER.match(text, tokens[k - 1].end(), end)
        if after and "-".join(token.group().lower() for token in tokens[:k]) in group:
            return tokens[0].start(), after.end()
    return None


def _line_breaks(text: str, start: int, end: int) -> int:
    return len(text[start:end].splitlines())


def _is_closing(phrase: str, words: LayoutWords) -> bool:
    """Whether a phrase closes a letter: *Yours sincerely*, *I am, Sir, your obedient servant*."""
    tokens = tokens_of(phrase) if len(phrase) <= _LONGEST_CLOSING else ()
    if not tokens or words.closings.isdisjoint((tokens[0], tokens[-1])):
        return False
    return all(token in words.closings or token in words.roles.people.not_names for token in tokens)


def _is_name(name: str, words: LayoutWords) -> bool:
    """Whether a phrase in capitals is more than words of grammar and closings."""
    return any(t not in words.roles.people.not_names and t not in words.closings for t in tokens_of(name))


def _aside(text: str, rest: Offsets) -> tuple[Offsets, ...]:
    """What stands behind a name, without the punctuation about it."""
    aside = _ASIDE.search(text, *rest) if rest[0] >= 0 else None
    return (aside.span(),) if aside else ()
