"""The form of a line: its words, its times and numbers, the signs between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import regex

from quoteattr.document.structure.patterns import TIME
from quoteattr.document.structure.types import Line, Offsets
from quoteattr.language.layout_words import LayoutWords

_LONGEST = 100  # code points
_CUT = 3  # letters to which a month or a day is cut: Mar, Tue
_WIDE = 2  # code points between words that do not belong together
_MOST_UNITS = 3  # small words that go with a number: 2 hours ago
_MOST_BEHIND = 8  # words and signs behind the last number: | parent | next [–]
_STARS = "★☆✭✩⭐●○"  # of a rating: ★★★☆☆
RATING = regex.compile(rf"[{_STARS}]{{2,}}+")
_PIECE = regex.compile(
    rf"(?P<number>{TIME}|[{_STARS}]{{2,}}+|[#№]?\d[\d.,:/+–-]*+(?:\p{{L}}{{1,2}}(?![\p{{L}}\p{{N}}_]))?+\.?(?![\p{{L}}\p{{N}}_]))|"
    r"(?P<word>[@~]?[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_]|[.'’/@+&-](?=[\p{L}\p{N}_]))*+(?:(?<=\b\p{L}{1,4})\.(?=[\s,]))?+)|"
    r"(?P<markup></?\p{L}++>|[*_]++|\#{1,6}(?=\s)|[\p{So}\p{Sk}\p{M}\u200d\ufe0f])|"
    r"(?P<sign>\S)"
)
_SENTENCE = regex.compile(r"[\"“”?!;…]|[.][\"”’')\]*_]*+$")
_LINKS = frozenset(",.-–—|/@·•~")  # between parts of one time: 3 March, 14:05
_BRACKETS = {"(": ")", "[": "]"}
_CLOSING = frozenset(_BRACKETS.values())
_DAY = regex.compile(r"\d{1,2}(?:st|nd|rd|th)?+[,.]?+")
FIGURE = regex.compile(rf"[\d{_STARS}]")
_YEAR = regex.compile(r"\d{4}(?!\d)|['’]")  # 2016, '16
_UNIT = regex.compile(r"\p{Ll}++\.?+")
_ORDINAL = regex.compile(r"[#№]|\d++\.$")  # the number of a post
_FIGURE_ALONE = regex.compile(r"[#№]?\d[\d.,]*+")
_NUMBER, _WORDS, _UNITS, _COUNTED, _BEHIND, _ALONE = "#", "W", "u", "c", "+", "n"
SAYS = "says:"  # the key of all lines that are a name and a verb of speech, with a colon at the end


@dataclass(frozen=True, slots=True)
class Form:
    """What a line is made of: `Post by Tern » 12 May 2019, 08:41` is *W»#*.

    `key` is the same for lines of one form, without what stands in brackets or behind the last number. `runs` are the
    words that stand together, as spans, `number` the first number or rating or, without any, the first time,
    `units` the small words with the last one.
    """

    key: str
    runs: tuple[tuple[Offsets, ...], ...]
    number: Offsets | None
    units: tuple[Offsets, ...]


@dataclass(slots=True)
class _Item:
    kind: str
    start: int
    end: int
    words: list[Offsets]


def form_of(text: str, line: Line, words: LayoutWords) -> Form | None:
    """The form of a line; None if it is long or is a sentence."""
    if line.end - line.start > _LONGEST or _is_sentence(text, line, words):
        return None
    items = list(_without_brackets(_linked(text, _items(text, line, words))))
    last = max((k for k, item in enumerate(items) if item.kind == _NUMBER), default=len(items) - 1)
    if len(items) - last > _MOST_BEHIND:
        return None
    numbers = [(item.start, item.end) for item in items if item.kind == _NUMBER]
    number = next((span for span in numbers if FIGURE.search(text, *span)), next(iter(numbers), None))
    runs = tuple(tuple(item.words) for item in items if item.kind == _WORDS)
    if number is None and text[line.end - 1] == ":" and (name := _before_verb(text, runs, words)):
        return Form(SAYS, (name,), None, ())
    units = tuple(items[last].words) if number else ()
    key = "".join(item.kind for item in items[: last + 1]).lstrip("".join(_LINKS))
    if key == _NUMBER:  # 2 hours ago · 12 replies · 318 · 4 June
        is_bare = number is not None and _FIGURE_ALONE.fullmatch(text, *number) is not None
        is_apart = not units and items[last + 1 : last + 2] and items[last + 1].kind != _WORDS  # 2w • Edited
        key += _ages(text, units, words) if units else _ALONE if is_bare else _BEHIND if runs and not is_apart else ""
    return Form(key, runs, number, units)


def _ages(text: str, units: Sequence[Offsets], words: LayoutWords) -> str:
    """What tells numbers with small words from others: those that are times, *2 hours ago*, from *12 replies*."""
    small = [text[slice(*unit)] for unit in units]
    is_age = any(unit.rstrip("s") in words.times or f"{unit}." in words.time_endings for unit in small)
    return _UNITS if is_age else _COUNTED


def _before_verb(text: str, runs: Sequence[Sequence[Offsets]], words: LayoutWords) -> tuple[Offsets, ...]:
    """The words before a verb of speech: those of *kim_92* in *kim_92 replied to Ana:*."""
    spoken = [span for run in runs for span in run]
    verbs = words.reporting_verbs | words.mail_verbs
    before = tuple(takewhile(lambda span: text[slice(*span)] not in verbs, spoken))
    return before if len(before) < len(spoken) else ()


def _is_sentence(text: str, line: Line, words: LayoutWords) -> bool:
    found = _SENTENCE.search(text, line.start, line.end)
    return found is not None and not text.endswith(tuple(words.time_endings), line.start, line.end)


def _items(text: str, line: Line, words: LayoutWords) -> Iterator[_Item]:
    """Words, numbers and signs, words that stand together as one."""
    pieces = [piece for piece in _PIECE.finditer(text, line.start, line.end) if piece.lastgroup != "markup"]
    run: _Item | None = None
    for k, piece in enumerate(pieces):
        if piece.lastgroup == "word" and not _is_time(pieces, k, words):
            if run is not None and piece.start() - run.end >= _WIDE:
                yield run
                run = None
            if run is None:
                run = _Item(_WORDS, *piece.span(), [])
            run.words.append(piece.span())
            run.end = piece.end()
            continue
        if run is not None:
            yield run
            run = None
        yield _Item(piece.group() if piece.lastgroup == "sign" else _NUMBER, *piece.span(), [])
    if run is not None:
        yield run


def _is_time(pieces: Sequence[regex.Match[str]], k: int, words: LayoutWords) -> bool:
    """Whether a word is one of a date: *March*, *Tue*; what is a name as well, *Jan*, only beside a day's number."""
    small = pieces[k].group().lower().rstrip(".")
    given = words.roles.people.common_given
    is_whole = small in words.times
    if is_whole and small not in given:
        return True
    before, after, further = (pieces[i].group() if 0 <= i < len(pieces) else "" for i in (k - 1, k + 1, k + 2))
    is_day = [_DAY.fullmatch(piece) is not None for piece in (before, after)]
    if (is_day[0] and _YEAR.match(after)) or (is_day[1] and _YEAR.match(further)):  # May is no noun of time
        return True
    is_cut = len(small) == _CUT and any(time.startswith(small) for time in words.times)
    return (is_cut and small not in given) or ((is_cut or is_whole) and any(is_day))


def _linked(text: str, found: Iterable[_Item]) -> list[_Item]:
    """The items, numbers that only commas, dashes and small words part as one, with the small words behind it."""
    items: list[_Item] = []
    for item in found:
        back = len(items)
        while back and items[back - 1].kind in _LINKS:
            back -= 1
        if item.kind == _NUMBER and back and items[back - 1].kind == _NUMBER:
            del items[back:]
            items[-1].end = item.end
            items[-1].words = []
        elif (
            item.kind == _WORDS
            and items
            and items[-1].kind == _NUMBER
            and not _ORDINAL.match(text, items[-1].start, items[-1].end)
        ):
            units = list(takewhile(lambda span: _UNIT.fullmatch(text, *span), item.words))[:_MOST_UNITS]
            items[-1].words = units
            if rest := item.words[len(units) :]:
                items.append(_Item(_WORDS, rest[0][0], item.end, rest))
        else:
            items.append(item)
    return items


def _without_brackets(items: Sequence[_Item]) -> Iterator[_Item]:
    """The items without brackets, and without what stands in them if words stand before and no number is among it."""
    at = 0
    while at < len(items):
        closing = _BRACKETS.get(items[at].kind)
        end = next((k for k in range(at, len(items)) if items[k].kind == closing), None) if closing else None
        is_behind = any(item.kind == _WORDS for item in items[:at])
        if end is not None and is_behind and all(item.kind != _NUMBER for item in items[at:end]):
            at = end
        if items[at].kind not in _CLOSING and items[at].kind not in _BRACKETS:
            yield items[at]
        at += 1
