"""Why nothing was found at a place: which cues could have claimed it, and what became of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quoteattr.assembly.quotes import build_cue, kind_of_attribution
from quoteattr.attribution.cues import cue_candidates, cue_scores, first_scores
from quoteattr.attribution.decoder import MIN_FIRST
from quoteattr.attribution.types import Attribution
from quoteattr.document.parse import Parse
from quoteattr.document.ranges import contains
from quoteattr.errors import InputError
from quoteattr.explanation.attributions import SHOWN, Case, words_of
from quoteattr.explanation.records import Considered, Place
from quoteattr.loglinear.weights import logistic
from quoteattr.records import Result, Span, spans_at
from quoteattr.settings import Settings


def explain_place(case: Case, extraction: Result, settings: Settings, at: int) -> Place:
    """Say of the word at an offset which quotations hold it and which cues could have claimed it.

    Raises:
        InputError: if no word stands at the offset.
    """
    parse = case.doc.parse
    token = bisect_right(parse.start, at) - 1
    if token < 0 or at >= parse.end[token]:
        raise InputError(f"has no word at offset {at}; give an offset inside one, 0 to {len(parse.text) - 1}")
    holding = [q for q in extraction.quotes if any(span.start <= at < span.end for span in q.content)]
    near = [cue for cue in cue_candidates(case.doc) if parse.paragraph[cue] == parse.paragraph[token]]
    found = [_consider(case, extraction, settings, cue, *scores) for cue, *scores in _scored(case, near)]
    far = {cue: not _claims(case, cue, token) for cue in near}
    ranked = sorted(zip(near, found, strict=True), key=lambda pair: (far[pair[0]], -pair[1].probability, pair[0]))
    return Place(
        word=_word(parse, token),
        quotes=tuple(q.id for q in holding),
        considered=tuple(each for _, each in ranked[:SHOWN]),
    )


def _word(parse: Parse, token: int) -> Span:
    return spans_at(parse.text, [(parse.start[token], parse.end[token])])[0]


def _scored(case: Case, cues: Sequence[int]) -> Iterator[tuple[int, float, float]]:
    """The cues, each with the probability at first sight and that of the cue model."""
    first = map(logistic, first_scores([case.doc], case.weights["first"], [cues])[0])
    second = map(logistic, cue_scores([case.doc], case.weights["cue"], [cues])[0])
    return zip(cues, first, second, strict=True)


def _claims(case: Case, cue: int, token: int) -> bool:
    """Whether one of the cue's likely contents holds the token."""
    return any(contains(content, token) for _, content, _ in case.analysis.weighed.rankings.get(cue, ()))


def _consider(case: Case, extraction: Result, settings: Settings, cue: int, first: float, second: float) -> Considered:
    """Say what became of a candidate cue."""
    parse, weighed = case.doc.parse, case.analysis.weighed
    span = _word(parse, cue)
    number = next((i for i, proposal in enumerate(weighed.proposals) if proposal.cue == cue), None)
    if number is None:
        fate = "dropped" if first < MIN_FIRST else "unlikely" if cue not in weighed.cues else "empty"
        likely = round(first if fate == "dropped" else second, 4)
        return Considered(cue=span, probability=likely, content="", confidence=None, fate=case.words.fate(fate))
    likely = weighed.likely[number]
    return Considered(
        cue=span,
        probability=round(weighed.cues[cue], 4),
        content=words_of(case.doc, weighed.proposals[number].contents[0][1]),
        confidence=round(likely, 4),
        fate=_fate(case, extraction, settings, span, likely),
    )


def _fate(case: Case, extraction: Result, settings: Settings, cue: Span, likely: float) -> str:
    """Say what became of a cue that was proposed with a content."""
    for quote in extraction.quotes:
        if quote.cue and quote.cue.start <= cue.start < quote.cue.end:
            return f"{case.words.fate('found')} {quote.id}"
    for each in case.analysis.attributions:
        if each.cue and each.cue[0] <= cue.start < each.cue[1]:
            return f"{case.words.fate('unwanted')}{_unwanted(case, settings, each)}"
    return case.words.fate("doubtful" if likely < settings.min_attribution_confidence else "beaten")


def _unwanted(case: Case, settings: Settings, attribution: Attribution) -> str:
    """Name the kind or the act of an attribution that was not asked for."""
    kind, cue = kind_of_attribution(case.doc, attribution), build_cue(case.doc, attribution)
    others: list[str] = [kind] if kind not in settings.kinds else []
    if cue and not settings.wants(cue.act):
        others.append(cue.act)
    return f": {', '.join(others)}" if others else ""
