"""Register: whether a text is news or fiction, measured on the text itself; it decides how speakers are found."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import regex

from quoteattr.document.document import Document
from quoteattr.document.quotations import Quotation
from quoteattr.language.word_classes import WordClasses
from quoteattr.records import Profile

_FEW = 3  # quotations, or paragraphs with some, below which shares of them say little; set by hand
_EXCHANGE = 2  # paragraphs that a quotation opens: the fewest turns of an exchange
# Weights of the measures, set on 101 news articles, 112 short excerpts of 16 novels and 80 openings of novels.
_WEIGHTS = {"people": 9.0, "names": -55.0, "numbers": -30.0, "past": 4.5, "asked": 2.0, "exchanged": 3.0}
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}]*+")
_NAME = regex.compile(r"(?<=[\p{L}\p{N}] )\p{Lu}[\p{L}\p{M}\p{N}]++")  # a capital within a sentence
_NUMBER = regex.compile(r"(?<![\p{L}\p{N}])\p{N}++")


@dataclass(frozen=True, slots=True)
class Register:
    """Measures of a text, each a share between 0 and 1.

    `people` personal pronouns, `names` proper nouns and `numbers` numerals among the words; `past` past tense
    among the finite verbs outside quotations; `asked` questions and exclamations among quotations; `exchanged`
    paragraphs that are one quotation and stand next to quotations, among the paragraphs with quotations.
    """

    people: float
    names: float
    numbers: float
    past: float
    asked: float
    exchanged: float


def detect_profile(doc: Document) -> Profile:
    """Decide between news and fiction, by a log-linear rule on measures of the register.

    Its threshold favours news, where a guess at who speaks costs more: of 840 news articles 7, of 144 excerpts of
    novels (3,000 characters) 20, half of them without dialogue, fall on the wrong side.
    """
    if doc.parse.is_partial or not _exchanges(doc.narrated, doc.parse.bounds):
        return "news"
    return "fiction" if _score(measure(doc)) > 0 else "news"


def may_be_fiction(
    text: str, quotations: Sequence[Quotation], bounds: Sequence[tuple[int, int]], words: WordClasses
) -> bool:
    """Whether a text, not parsed yet, may be fiction by its quotations and by the look of its words.

    All verbs are taken to be in the past. Of 820 texts with an exchange, from PolNeAR train, PDNC, LitBank and GUM, it
    tells four in five of the news, and takes none for such of the 269 that `detect_profile` calls fiction: the nearest
    of them keeps 1.0 points of score above 0.
    """
    if not _exchanges(quotations, bounds):
        return False
    found = _WORD.findall(text)
    count = max(1, len(found))
    outer = [quotation for quotation in quotations if quotation.parent is None]
    seen = Register(
        people=sum(map(words.conversational.__contains__, map(str.lower, found))) / count,
        names=len(_NAME.findall(text)) / count,
        numbers=len(_NUMBER.findall(text)) / count,
        past=1.0,
        asked=_asked(text, outer),
        exchanged=_exchanged(bounds, outer),
    )
    return _score(seen) > 0


def has_bare_turns(quotations: Sequence[Quotation], bounds: Sequence[tuple[int, int]]) -> bool:
    """Whether a paragraph that is all quotation stands beside one with a quotation: they may be a talk."""
    starts, paragraphs = [start for start, _ in bounds], defaultdict[int, list[Quotation]](list)
    for quotation in quotations:
        if quotation.parent is None:
            paragraphs[bisect_right(starts, quotation.start) - 1].append(quotation)
    return any(
        (k - 1 in paragraphs or k + 1 in paragraphs)
        and own[0].continues is None
        and sum(each.end - each.start + 1 for each in own) > bounds[k][1] - bounds[k][0]  # a space between them
        for k, own in paragraphs.items()
    )


def _score(register: Register) -> float:
    measures = asdict(register)
    return sum([weight * float(measures[name]) for name, weight in _WEIGHTS.items()])


def _exchanges(quotations: Sequence[Quotation], bounds: Sequence[tuple[int, int]]) -> bool:
    """Whether quotations open two of these paragraphs; without an exchange of turns no text is read as a story."""
    return len({q.start for q in quotations}.intersection(start for start, _ in bounds)) >= _EXCHANGE


def measure(doc: Document) -> Register:
    """Measure a text's register."""
    parse = doc.parse
    words = max(1, sum([word[0].isalpha() for word in parse.word]))
    outside = [tag for tag, inside in zip(parse.tag, doc.inside, strict=True) if not inside]
    past, present = outside.count("VBD"), outside.count("VBZ") + outside.count("VBP")
    outer = [quotation for quotation in doc.quotations if quotation.parent is None]
    return Register(
        people=sum(map(doc.language.words.conversational.__contains__, parse.lower)) / words,
        names=(parse.tag.count("NNP") + parse.tag.count("NNPS")) / words,
        numbers=parse.tag.count("CD") / words,
        past=(past + 1) / (past + present + 2),
        asked=_asked(parse.text, outer),
        exchanged=_exchanged(parse.bounds, outer),
    )


def _asked(text: str, quotations: Sequence[Quotation]) -> float:
    asked = sum(text[q.start : q.end].rstrip("\"”’'")[-1:] in ("?", "!") for q in quotations)
    return asked / max(_FEW, len(quotations))


def _exchanged(bounds: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> float:
    starts = [start for start, _ in bounds]
    places = [bisect_right(starts, quotation.start) - 1 for quotation in quotations]
    speaking = set(places)
    alone = sum(
        bounds[place] == (quotation.start, quotation.end) and not speaking.isdisjoint((place - 1, place + 1))
        for quotation, place in zip(quotations, places, strict=True)
    )
    return alone / max(_FEW, len(speaking))
