"""Quotations left open, whose paragraph ends in their cue, as *“Shall we go? he asked* does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quoteattr.document.parse import Parse
from quoteattr.document.quotations import Quotation
from quoteattr.language.people import SURE_SPEECH, People

_PAUSES = frozenset(",?!")
_FINITE = frozenset({"VBD", "VBZ"})
_SUBJECTS = frozenset({"PRP", "NN", "NNP"})
_LONGEST = 8  # tokens of a cue, subject and full stop among them; set by hand


def end_before_cues(parse: Parse, quotations: Sequence[Quotation], people: People) -> list[Quotation]:
    """Return the quotations, those left open ended before the cue that ends their paragraph.

    What the next paragraph opens then continues nothing: it is the reply.
    """
    ended: dict[int, int] = {}
    carried = {q.continues for q in quotations if q.continues is not None and q.start == q.inside[0]}
    for number, quotation in enumerate(quotations):
        if quotation.closed or quotation.parent is not None or number in carried:
            continue
        cue = _closing_cue(parse, quotation, people)
        if cue is not None:
            ended[number] = parse.end[cue - 1]
    if not ended:
        return list(quotations)
    found = []
    for number, q in enumerate(quotations):
        end = ended.get(number, q.end)
        continues = None if q.continues in ended else q.continues
        found.append(replace(q, end=end, inside=(q.inside[0], min(q.inside[1], end)), continues=continues))
    return found


def _closing_cue(parse: Parse, quotation: Quotation, people: People) -> int | None:
    """Return the first token of the cue that ends a quotation's paragraph behind a pause: *said Ana*, *he asked*."""
    first, last = (bisect_left(parse.start, offset) for offset in (quotation.start, quotation.end))
    pauses = (i for i in range(last - 2, max(first, last - _LONGEST), -1) if parse.word[i - 1] in _PAUSES)
    cue = next(pauses, None)
    verbs = [] if cue is None else [k for k in range(cue, last) if parse.tag[k] in _FINITE]
    if cue is None or len(verbs) != 1 or people.speech.get(parse.lemma[verbs[0]]) != SURE_SPEECH:
        return None
    subject = range(cue, verbs[0]) if verbs[0] > cue else range(cue + 1, last)
    is_small = not parse.large[cue] or parse.tag[cue] == "NNP"
    is_told = any(parse.tag[k] in _SUBJECTS for k in subject)
    return cue if is_small and is_told and parse.word[last - 1] == "." else None
