"""The grammar of turns: the shapes in which a line names who speaks, or shows that somebody speaks.

A line alone decides nothing: `openings` gives every line that has a shape, `acceptance` tells turns from the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

import regex

from quoteattr.document.structure.line_kinds import may_be_title
from quoteattr.document.structure.lines import goes_on, wrap_width
from quoteattr.document.structure.patterns import HANDLE, MOST_INITIALS, TIME
from quoteattr.document.structure.types import Line, Offsets, Opening, Shape
from quoteattr.language.layout_words import LayoutWords, tokens_of

_LONGEST_LABEL = 120  # code points from a line's start to where the words begin
_LONGEST_LINE = 70  # code points of a label that has its line to itself

# markup about labels: **Ana**, _Ana_, <b>Ana</b>, ## Ana
_TAG = r"(?:b|strong|i|em|u|p|span|div|font|li|td|dt|dd)"
_M = rf"(?:(?:\*{{1,3}}|_{{1,3}}|#{{1,6}}(?=\s)|</?{_TAG}(?:\s[^<>]{{0,80}})?>)\s*+)*+"
_END = r"(?:\*{1,3}|_{1,3}|</[a-z]++>)?+"  # where it closes behind a colon or a full stop
_BODY = r"[\p{Lu}\p{Lt}\p{Lo}](?:[\p{L}\p{M}\p{N}'’]|[_&/-](?=[\p{L}\p{N}]))*+"
_ABBREVIATION = r"\p{Lu}\p{L}{0,3}\.(?=\s?\p{L})"  # Mr., J.
_WORD = rf"(?:(?:{_ABBREVIATION})++(?:{_BODY})?|\p{{Lu}}\.-\p{{Lu}}\.|{_BODY})"  # Dr. Lund, J. R., L.-S.
_COUNT = r"(?:#|No\.? ?)?\d{1,3}(?!\d)"
_LAST = r"\p{Lu}\.(?!\s?\p{L})"  # Ana L.
_SIGN = r"[\p{So}\p{Sk}\u200d\ufe0f]++"  # Ana 🌸
_SMALL = r"(?:\p{Ll}{1,4}\.?\s|&\s){0,3}"  # Kim von der Leyde
_NAME = rf"{_WORD}(?:\s(?:{_SMALL}{_WORD}|{_COUNT}|{_LAST}|{_SIGN})){{0,6}}"  # Juror #3
_OFFICE = r"\p{Lu}[\p{L}'’-]*+(?:\s\p{Ll}[\p{L}'’-]*+(?:\.(?=\s\p{Ll}))?+){1,4}"  # The witness, Some hon. members
_PHONE = r"\+\d[\d ()-]{6,18}\d"
# capitals, but for titles and the like: Mr. LUND, The CHAIRMAN, McLUND, JUROR 3; a numeral is no name
_CAPITAL = r"(?:\p{Lu}\p{Ll}{0,2}['’]?)?\p{Lu}(?:[\p{Lu}\p{M}\p{N}'’]|-(?=\p{Lu}))++"
_CAPITALS = (
    rf"(?![IVXLC]++\b(?!['’]))(?:\p{{Lu}}\p{{Ll}}*+\.?\s|\p{{Lu}}{{1,4}}\.\s?){{0,2}}"
    rf"{_CAPITAL}(?:\s(?:{_CAPITAL}|\p{{Lu}}\.|&|{_COUNT})){{0,4}}"
)
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\s\p{L}{3,9}\.?\s\d{4}|\p{L}{3,9}\.?\s\d{1,2},?\s\d{4})"
_WHEN = rf"(?:{_DATE},?\s|\p{{L}}{{3,9}}\sat\s)?(?:at\s)?{TIME}(?:\s?(?:-->|[-–—])\s?{TIME})?"
_MARK = rf"(?:[\[(]?(?P<mark>{_WHEN})[\])]?)"
_BRACKET = r"[(\[][^()\[\]]{1,60}[)\]]"
_FREE = r"[^:?!()\[\]*_<>]{1,60}+"
_BRACKETS = rf"(?P<rest>(?:\s*+{_BRACKET}){{0,2}}+)"
_REST = rf"(?P<rest>(?:\s*+{_BRACKET}|,\s{_FREE}|\s[-–—|]\s{_FREE}|\s{{1,4}}{TIME}){{0,3}}+)"  # (MP), 61 - Chair 10:02
_PART = r"(?:\p{Lu}(?:\s[-–—]|\d{1,4}[.:]?)\s++(?=\p{Lu}))?"  # Q - Ana: · Q12 Ana:
_LEAD = rf"{_M}(?:{_MARK}\s*+(?:[-–—|]\s++)?)?(?:\(?\d{{1,4}}[.)]\s++)?{_PART}(?:(?:>|&gt;){{2,3}}\s*+|[-–—•]\s++)?{_M}"
_Q = r"(?P<letter>\p{Lu})\d{0,3}(?P<rest>(?:\s*+\([^()]{1,60}\))?+)(?:[.:][—–-]*+\s*+|\s{2,}|\t|\s(?=\p{Lu}))"
_GAP = "\t"  # stands for two characters of white space, too, among those that a line begins with
_WORDS = r"(?=[^\p{L}\p{N}\s]{0,4}+\s?[\p{L}\p{N}])"

_PATTERNS: Mapping[Shape, tuple[tuple[str, str], ...]] = {  # each with the characters one of which no match lacks
    "voice": (("<", r"<v(?:\.[\w.]+)?\s(?P<name>[^<>]{1,60})>\s*+"),),
    "nick": (
        ("<", rf"(?:{_MARK}\s*+)?<(?!{_TAG}>)[@+%&~ ]?(?P<name>[\p{{L}}_][^<>/=\"]{{0,30}})>\s++(?=\S)"),
        (">|", rf"{_MARK}\s++[@+%&~]?(?P<name>{HANDLE})\s*+[|>]\s++(?=\S)"),
    ),
    "colon": (
        (
            ":：",
            rf"{_LEAD}[\"“]?[\[(]?(?P<name>{_NAME}|{_OFFICE}|{HANDLE}|{_PHONE})[\])]?”?{_M}{_REST}{_M}\s?[:：]"
            rf"(?=\s|$|[\"“‘«*_<]|\p{{Lu}}|(?<=\p{{Lu}}[:：])\p{{Ll}}){_END}\s*+",
        ),
        ("", rf"(?:\d{{1,4}}\s++)?{_LEAD}{_Q}(?=\S)"),
    ),
    "bracket": (("[", rf"\[(?P<name>{_NAME}|{HANDLE})\]\s++(?!{TIME}$){_WORDS}"),),
    "columns": (
        (
            _GAP,
            rf"(?:{_MARK}(?:\t|\s{{2,}}))?(?P<name>{_NAME}|{_OFFICE}|{HANDLE}){_REST}(?: *+\t\s*+|\s{{2,}}){_WORDS}",
        ),
        ("|", rf"(?:\|\s*+)?{_M}(?P<name>{_NAME}|{HANDLE}){_M}\s*+\|\s*+{_WORDS}"),
    ),
    "role line": ((",–—|-", rf"{_M}(?P<name>{_NAME}){_M}(?P<rest>(?:,|\s(?:[–—|]|--?))\s[^:;?!*_<>]{{2,60}}){_M}$"),),
    "dash": (
        (
            "—–―-",
            rf"{_M}(?P<name>{_NAME}){_M}(?P<rest>(?:\s*+{_BRACKET}|,\s[\p{{Ll}}\s]{{2,40}}+)?+)"
            rf"\.?(?:\s++(?:[—–―]|--?){_M}\s++{_WORDS}|(?:[—–―]|--){_M}(?=[\"“‘'«¿¡…]*+\p{{Lu}}))",
        ),
    ),
    "stop": (
        (
            "—–-.)*_>",
            rf"{_M}(?P<name>The\s{_CAPITAL}(?:\s\p{{Ll}}++){{1,2}}|{_CAPITALS})(?P<rest>(?:\s\p{{Ll}}{{2,3}}(?:\s{_BODY}){{1,3}}|,\s{_CAPITAL})?(?:\s*+{_BRACKET})?+)\.?"
            rf"{_END}(?:\.?[—–-]+\s*+|(?<=[.)*_>])\s++){_WORDS}",
        ),
    ),
    "short stop": (
        (
            ".",
            rf"{_M}(?P<name>(?:\p{{Lu}}\p{{Ll}}{{0,4}}\.\s)?\p{{Lu}}\p{{L}}{{1,11}}(?:\s\p{{Lu}}\p{{Ll}}{{1,11}})?)\."
            rf"{_M}(?:[—–]++|(?<=[\s*_>])|\s)\s*+{_WORDS}",
        ),
    ),
    "bare": (("", rf"(?P<name>{_CAPITALS}){_BRACKETS}\s++(?=[\"“‘¿¡]?\p{{Lu}}(?:\p{{Ll}}|['’\s,]))"),),
    "timed line": (
        (":", rf"{_M}\[?(?P<name>{_NAME}|{HANDLE})\]?{_M}\s*+(?:[-–—|,]\s*+)?{_MARK}{_M}$"),
        (":", rf"{_MARK}\s*+(?:[-–—|]\s*+)?{_M}(?P<name>{_NAME}){_M}$"),
    ),
    "capitals": (
        ("", rf"{_M}(?P<name>{_CAPITALS}){_BRACKETS}\s*+\^?\.?{_M}$"),
        ("@", r"@(?P<name>\p{L}[^:@]{0,40})$"),  # forced, as Fountain has it
    ),
    "own line": (("", rf"{_M}(?P<name>{_NAME}){_M}{_BRACKETS}{_M}$"),),
    "caption mark": ((">;", r"(?:>|&gt;){2,3}\s*+(?=\S)"),),
    "opening dash": (("—–―-", r"(?:[—–―]|--?(?=\s)|-(?=\p{Lu}))\s*+(?=[\"“‘«¿¡…]*+[\p{Lu}\p{Lt}\p{Lo}])"),),
}
_SHAPES = MappingProxyType(
    {shape: [(frozenset(signs), regex.compile(tried)) for signs, tried in each] for shape, each in _PATTERNS.items()}
)
_SIGNS = frozenset(sign for each in _PATTERNS.values() for signs, _ in each for sign in signs)
_MOST_KINDS = 1_000  # of lines by their signs whose patterns are remembered; set by hand
OWN_LINE: frozenset[Shape] = frozenset({"timed line", "post", "capitals", "role line", "own line"})
_ASIDE = regex.compile(
    r"\s*+[(\[]\s*+(?P<aside>[^()\[\]]*[^()\[\]\s])\s*+[)\]]|(?:,|\s(?:[–—|]|--?))\s++(?P<aside>[^()\[\]]*[^()\[\]\s])|"
    r"\s*+(?P<aside>[^()\[\]\s,](?:[^()\[\]]*[^()\[\]\s])?)"
)
_TIME = regex.compile(_WHEN)
_INITIALS = regex.compile(rf"(?<=\p{{Ll}}\s)[(\[](\p{{Lu}}{{2,{MOST_INITIALS}}})[)\]]")  # Nell Osborne (NO)
_WIDE = regex.compile(r"\s\s")
_MARKED = regex.compile(_MARK)
_ABOVE = regex.compile(rf"{_MARK}|(?P<mark>{TIME} --> {TIME})(?:\s\p{{Ll}}++:\S++)++")  # align:start


def openings(
    text: str, lines: Sequence[Line], may_speak: Sequence[int], words: LayoutWords
) -> Mapping[Shape, list[Opening]]:
    """Those of the lines that have a shape of a turn's first line, by shape; a line may have several."""
    found: dict[Shape, list[Opening]] = {shape: [] for shape in _SHAPES}
    width = wrap_width(lines)
    initials = frozenset(match[1] for match in _INITIALS.finditer(text))
    roles = _role_lines(text, lines, words)
    time: Offsets | None = None  # above the lines of one block, as in subtitles
    told = -1  # the last line that tells what the person is who is named above
    for i in may_speak:
        if i == told:
            continue
        line = lines[i]
        goes_on_here = i > 0 and goes_on(text, lines[i - 1], line, width)
        torn = i + 1 < len(lines) and goes_on(text, line, lines[i + 1], width)
        short = line.end - line.start <= _LONGEST_LINE
        seen = _signs(text[line.start : min(line.end, line.start + _LONGEST_LABEL)])
        above = None if line.after_blank else _ABOVE.fullmatch(text, lines[i - 1].start, lines[i - 1].end)
        time = None if line.after_blank else above.span("mark") if above else time
        for shape, patterns in _possible(seen, short):
            opening = _opening(text, i, line, shape, patterns, initials, words)
            is_dated = opening and opening.mark and shape in OWN_LINE  # even in small letters
            is_within = goes_on_here or (torn and shape in OWN_LINE)
            if not opening or (is_within and not is_dated):
                continue
            if time and not opening.mark and (above or shape not in OWN_LINE):
                timed: Shape = "timed line" if shape in OWN_LINE else shape
                opening = replace(opening, shape=timed, mark=time)
            if shape in OWN_LINE and i + 1 in roles:
                told, role = i + 1, lines[i + 1]
                opening = replace(opening, asides=(*opening.asides, (role.start, role.end)), body=role.end)
            found[opening.shape].append(opening)
    return found


def _role_lines(text: str, lines: Sequence[Line], words: LayoutWords) -> Set[int]:
    """The lines that tell what the person is who is named in the line above: *Chief Executive* below *Ana Lund*.

    They end in a noun for people or stand below the same name again, and no paragraph begins so.
    """
    seen = [text[line.start : min(line.end, line.start + _LONGEST_LABEL)] for line in lines]
    begun = {seen[i] for i, line in enumerate(lines) if line.after_blank}
    below = [
        i
        for i in range(1, len(lines) - 1)
        if lines[i - 1].after_blank and not lines[i].after_blank and all(map(may_be_title, seen[i - 1 : i + 1]))
    ]
    pairs = Counter((seen[i - 1], seen[i]) for i in below)
    ends = {i: tokens_of(seen[i].partition(",")[0])[-1:] for i in below if seen[i] not in begun}
    return {i for i, end in ends.items() if pairs[seen[i - 1], seen[i]] > 1 or any(map(words.roles.is_person, end))}


def _signs(beginning: str) -> frozenset[str]:
    """Return the signs of patterns among the characters a line begins with; a tab for a gap as wide as one."""
    return _SIGNS.intersection(beginning + _GAP if _WIDE.search(beginning) else beginning)


@lru_cache(_MOST_KINDS)
def _possible(seen: frozenset[str], is_short: bool) -> Sequence[tuple[Shape, Sequence[regex.Pattern[str]]]]:
    """Return the shapes that a line with these signs may have, each with the patterns to try."""
    shapes = [shape for shape in _SHAPES if is_short or shape not in OWN_LINE]
    tried = {shape: [p for signs, p in _SHAPES[shape] if not signs or not signs.isdisjoint(seen)] for shape in shapes}
    return [(shape, patterns) for shape, patterns in tried.items() if patterns]


def opens_with_time(text: str, line: Line) -> bool:
    """Whether a line begins with a time, as an event does among turns with times: *10:03 kim has left*."""
    return _MARKED.match(text, line.start, line.end) is not None


def _opening(
    text: str,
    index: int,
    line: Line,
    shape: Shape,
    patterns: Sequence[regex.Pattern[str]],
    initials: Set[str],
    words: LayoutWords,
) -> Opening | None:
    """Return the line as an opening of this shape, if it is one by any of the patterns.

    `initials` may be labels though they are words of grammar: *NO*.
    """
    end = min(line.end, line.start + _LONGEST_LABEL)
    for pattern in patterns:
        match = pattern.match(text, line.start, end)
        if not match:
            continue
        spans = {name: match.span(name) for name, found in match.groupdict().items() if found}
        label = spans.get("name") or spans.get("letter")
        named = text[slice(*label)] if label else ""
        if label and named not in initials and not _may_be_label(named, "letter" in spans, words):
            continue
        if "rest" in spans and not words.oaths.isdisjoint(tokens_of(match["rest"])):
            continue  # *ANA LUND, having been sworn, testified as follows:*
        behind = [found.span("aside") for found in _ASIDE.finditer(text, *spans["rest"])] if "rest" in spans else []
        times = [aside for aside in behind if _TIME.fullmatch(text, *aside)]
        asides = [a for a in behind if a not in times and not _is_script_remark(text[slice(*a)], words)]
        return Opening(index, shape, label, tuple(asides), spans.get("mark") or next(iter(times), None), match.end())
    return None


def _is_script_remark(aside: str, words: LayoutWords) -> bool:
    """Whether an aside is *O.S.* or *CONT'D*."""
    return "".join(tokens_of(aside)).replace(".", "") in words.script_remarks


def _may_be_label(label: str, is_letter: bool, words: LayoutWords) -> bool:
    """Whether a label is more than a word of grammar; one in small letters is a handle or says what a person is."""
    tokens = tokens_of(label)
    people = words.roles.people
    whole = "-".join(tokens)
    if whole in words.questions or whole in words.answers or label[0] == "+":
        return True
    if is_letter or not tokens or any(tokens[0] in group for group in (words.scenes, words.stage)):
        return False
    if not words.examinations.isdisjoint(tokens if label.isupper() else tokens[:1]):  # EXAMINATION BY MR. REY
        return False
    if len(tokens) > 1 and tokens[0] in words.interview_nouns | words.greetings:  # Interview with Ana Lund, Dear Ana
        return False
    in_small_letters = " " in label and label.split()[-1][0].islower()
    if in_small_letters or all(token in people.not_names and token not in people.nicknames for token in tokens):
        return (
            words.is_person(label)
            or words.is_person(tokens[0])  # Member of the public
            or words.is_field(label)
            or (label.istitle() and tokens[0] in words.first_person | words.second_person)  # Me
            or (len(tokens) == 1 and tokens[0] in words.subject_pronouns)  # SHE
            or (label.isupper() and tokens[0] in people.titles and 1 < len(label) <= MOST_INITIALS)  # MS, Mina Sol
        )
    return True
