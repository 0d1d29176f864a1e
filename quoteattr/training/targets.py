"""Targets of the attribution models: gold attributions in tokens, and the candidates that match them best."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoteattr.attribution.contents import content_candidates
from quoteattr.attribution.cues import cue_candidates
from quoteattr.attribution.types import Proposal
from quoteattr.document.document import Document
from quoteattr.document.ranges import Offsets, Ranges, common, overlap, union
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument
from quoteattr.evaluation.corpora.passages import outermost
from quoteattr.evaluation.scores.matching import MIN_OVERLAP

_CUE_BONUS = 0.3  # by which a match of cues outweighs overlap of contents, where several proposals match; set by hand


@dataclass(frozen=True, slots=True)
class GoldTokens:
    """A gold attribution in tokens; its kind is empty where nobody told a topic from a proposition."""

    content: Ranges
    cue: Ranges
    source: Ranges
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its gold attributions, and the best cue token and content candidate for each.

    `unknown` are candidate cues of which gold does not tell whether they are any: the other words of a gold cue of
    several; where `clauses_only` are marked, all that are none of them.
    """

    doc: Document
    gold: Sequence[GoldTokens]
    best: Mapping[int, tuple[GoldTokens, Ranges]]
    unknown: frozenset[int]
    clauses_only: bool = False


def tokens_of(doc: Document, spans: Iterable[Offsets]) -> Ranges:
    """Return the tokens that spans of offsets overlap."""
    parse = doc.parse
    return union((bisect_right(parse.end, start), bisect_left(parse.start, end)) for start, end in spans)


def gold_tokens(doc: Document, attributions: Iterable[GoldAttribution]) -> list[GoldTokens]:
    """Convert gold attributions to tokens, without those whose content has no token."""
    found = [
        GoldTokens(tokens_of(doc, each.content), tokens_of(doc, each.cue), tokens_of(doc, each.source), each.kind)
        for each in attributions
    ]
    return [gold for gold in found if gold.content]


def learnable(doc: Document, gold: GoldDocument) -> GoldDocument:
    """Return gold without what the layout gives, the turns behind labels, and without what lies in another's content.

    The models choose in each turn as in running text, so what somebody reports there is an attribution to learn.
    """
    spans = [tokens_of(doc, block.body) for block in doc.turns]
    starts = {span[0][0] for span in spans if span}

    def is_turn(each: GoldAttribution) -> bool:
        content = tokens_of(doc, each.content)
        return bool(content) and content[0][0] in starts and not tokens_of(doc, each.cue)

    kept = tuple(each for each in gold.attributions if not is_turn(each))
    return outermost(replace(gold, attributions=kept))


def jaccard(doc: Document, some: Ranges, others: Ranges) -> float:
    """Return the Jaccard overlap of two sets of tokens in letters and digits."""
    both = doc.letters(common(some, others))
    either = doc.letters(some) + doc.letters(others) - both
    return both / either if either else 0.0


def learned(doc: Document, gold: GoldDocument) -> Example:
    """Find what a document teaches; what is reported within turns is left open where their layout was not read."""
    told = learnable(doc, gold)
    left_out = [] if doc.parse.blocks else [each for each in gold.attributions if each not in told.attributions]
    unknown = (token for each in left_out for span in tokens_of(doc, each.cue) for token in range(*span))
    found = example(doc, gold_tokens(doc, told.attributions), clauses_only=gold.clauses_only)
    return replace(found, unknown=(found.unknown | frozenset(unknown)) - found.best.keys())


def example(doc: Document, gold: Sequence[GoldTokens], *, clauses_only: bool = False) -> Example:
    """Find for each gold attribution the cue token and content candidate that match it best."""
    parse = doc.parse
    possible = frozenset(cue_candidates(doc))
    best: dict[int, tuple[GoldTokens, Ranges]] = {}
    unknown = set(possible) if clauses_only else set()
    for g in gold:
        found: tuple[float, bool, int, Ranges] | None = None
        for a, b in g.cue:
            unknown.update(range(a, b))
            for cue in range(a, b):
                if cue not in possible:
                    continue
                for content in content_candidates(doc, cue):
                    fit = (jaccard(doc, g.content, content), parse.pos[cue] == "VERB", -cue, content)
                    if fit[0] >= MIN_OVERLAP and (found is None or fit[:2] > found[:2]):
                        found = fit
        if found and -found[2] not in best:
            best[-found[2]] = (g, found[3])
    return Example(doc, gold, best, frozenset(unknown - best.keys()), clauses_only)


def right_proposals(e: Example, proposals: Sequence[Proposal]) -> list[float]:
    """Return 1.0 for each proposal whose likeliest content matches a gold one, one to one, else 0.0."""
    pairs = []
    for g, gold in enumerate(e.gold):
        for i, proposal in enumerate(proposals):
            if overlap(gold.content, proposal.contents[0][1]):
                fit = jaccard(e.doc, gold.content, proposal.contents[0][1])
                if fit >= MIN_OVERLAP:
                    same_cue = bool(overlap(gold.cue, ((proposal.cue, proposal.cue + 1),)))
                    pairs.append((-fit - _CUE_BONUS * same_cue, g, i))
    truth = [0.0] * len(proposals)
    used: set[int] = set()
    for _, g, i in sorted(pairs):
        if g not in used and not truth[i]:
            used.add(g)
            truth[i] = 1.0
    return truth
