"""Why a cue, a content and a source: the candidates of the models, and what spoke for and against the chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from quoteattr.analysis import Analysis
from quoteattr.attribution.cues import cue_features
from quoteattr.attribution.features.contents import content_features
from quoteattr.attribution.features.quotations import likely_cues
from quoteattr.attribution.features.sources import SourceRow, no_source_features, source_features
from quoteattr.attribution.filter import filter_rows
from quoteattr.attribution.reranking import rerank_rows
from quoteattr.attribution.sources import source_candidates
from quoteattr.attribution.topics import topic_features
from quoteattr.attribution.types import Proposal
from quoteattr.document.document import Document
from quoteattr.document.phrases import token_range
from quoteattr.document.ranges import Range, Ranges, overlap, size, union
from quoteattr.explanation.records import Candidate, Explanation, Reason
from quoteattr.explanation.wording import PlainWords
from quoteattr.loglinear.features import Model
from quoteattr.loglinear.weights import Weights, score, softmax
from quoteattr.records import Quote, Span

SHOWN = 4  # candidates, and reasons for and against
_LEAST = 0.1  # reasons that weigh less are left out

_Content = tuple[float, Ranges, str]  # as in `Proposal.contents`


@dataclass(frozen=True, slots=True)
class Case:
    """A text with all that explanations of it need: what the pass found and weighed, its weights, plain words.

    `claims` are by cue and content the features of the reranking.
    """

    analysis: Analysis
    weights: Weights
    words: PlainWords
    claims: Mapping[int, Mapping[Ranges, Mapping[str, float]]]

    @property
    def doc(self) -> Document:
        """The document that is explained."""
        return self.analysis.doc


def make_case(analysis: Analysis, weights: Weights, words: PlainWords) -> Case:
    """Return the case of an analysed text."""
    weighed = analysis.weighed
    claims = {
        cue: {content: row for (_, content, _), row in zip(weighed.rankings[cue], rows, strict=True)}
        for cue, rows in rerank_rows(analysis.doc, weighed.cues, weighed.rankings)
    }
    return Case(analysis, weights, words, claims)


def explain_attribution(case: Case, quote: Quote) -> Explanation:
    """Explain a quotation's cue, content and source; lists stay empty where no model decided."""
    rule = case.words.rule(quote.rule)
    number = _proposal_of(case, quote)
    if number is None:  # found by layout or in dialogue
        return Explanation(quote=quote, rule=rule)
    proposal = case.analysis.weighed.proposals[number]
    said = _tokens(case.doc, quote.content)
    nearest = max(proposal.contents, key=lambda c: overlap(c[1], said) / size(c[1]))  # it may since be cut or joined
    contents, content = _explain_content(case, proposal, nearest)
    sources, source = _explain_source(case, proposal.cue, nearest[1], quote)
    here = dict.fromkeys(cue_features(case.doc, [proposal.cue])[0], 1.0)
    weighed = case.analysis.weighed
    kept = filter_rows(case.doc, weighed.proposals, weighed.sources)[number]
    return Explanation(
        quote=quote,
        rule=rule,
        cue_probability=round(proposal.probability, 4),
        cue=reasons(case.words, "cue", case.weights["cue"], here),
        contents=contents,
        content=content,
        sources=sources,
        source=source,
        kept=reasons(case.words, "filter", case.weights["filter"], kept),
        kind=_explain_kind(case, proposal.cue, nearest, quote),
    )


def _explain_kind(case: Case, cue: int, nearest: _Content, quote: Quote) -> tuple[Reason, ...]:
    if quote.kind not in ("indirect", "reported"):
        return ()
    _, content, label = nearest
    features = topic_features(case.doc, cue, content, label)
    return reasons(case.words, "topic", case.weights["topic"], dict.fromkeys(features, 1.0))


def _proposal_of(case: Case, quote: Quote) -> int | None:
    """The index of the proposal that the quotation was made of; the one with the likeliest cue, if several can be."""
    if quote.cue is None:
        return None
    start = case.doc.parse.start
    able = [
        i
        for i, p in enumerate(case.analysis.weighed.proposals)
        if quote.cue.start <= start[p.cue] < quote.cue.end
        and quote.rule in {label.partition(":")[0] for _, _, label in p.contents}
    ]
    return max(able, key=lambda i: case.analysis.weighed.proposals[i].probability, default=None)


def _tokens(doc: Document, spans: Iterable[Span]) -> Ranges:
    return union(token_range(doc.parse, (span.start, span.end)) for span in spans)


def _explain_content(
    case: Case, proposal: Proposal, nearest: _Content
) -> tuple[tuple[Candidate, ...], tuple[Reason, ...]]:
    doc = case.doc
    candidates = tuple(
        Candidate(text=words_of(doc, c), probability=round(p, 4), rule=case.words.rule(label), chosen=c == nearest[1])
        for p, c, label in proposal.contents[:SHOWN]
    )
    rival = next((c for c in proposal.contents if c is not nearest), None)
    likely = likely_cues(doc, {p.cue: p.probability for p in case.analysis.weighed.proposals})
    rows = [(proposal.cue, content, label) for _, content, label in (nearest, *([rival] if rival else []))]
    features, *others = content_features(doc, rows, likely)
    row = difference(features, chain(*others))
    claims = case.claims.get(proposal.cue, {})  # a single content has none beside it
    own, other = (claims[each[1]] if each and claims else {} for each in (nearest, rival))
    beside = {name: own.get(name, 0.0) - other.get(name, 0.0) for name in {**own, **other} if "log" not in name}
    return candidates, (
        *reasons(case.words, "content", case.weights["content"], row),
        *reasons(case.words, "rerank", case.weights["rerank"], beside),
    )


def _explain_source(
    case: Case, cue: int, content: Ranges, quote: Quote
) -> tuple[tuple[Candidate, ...], tuple[Reason, ...]]:
    doc, model = case.doc, case.weights["source"]
    found = source_candidates(doc, cue, content)
    options: list[tuple[Range | None, str, list[str]]] = [(None, "", no_source_features(doc, cue, found))]
    features = source_features(doc, [SourceRow(cue, content, *option) for option in found.items()])
    options += [(span, label, row) for (span, label), row in zip(found.items(), features, strict=True)]
    likely = softmax([score(model, features) for _, _, features in options])
    ranked = sorted(zip(likely, options, strict=True), key=lambda option: -option[0])
    chosen = _tokens(doc, [quote.source])[0] if quote.source else None
    candidates = tuple(
        Candidate(
            text=words_of(doc, (span,)) if span else "",
            probability=round(p, 4),
            rule=case.words.route(label) if span else "no source",
            chosen=span == chosen,
        )
        for p, (span, label, _) in ranked[:SHOWN]
    )
    rival = ranked[1][1][2] if len(ranked) > 1 else []
    return candidates, reasons(case.words, "source", model, difference(ranked[0][1][2], rival))


def words_of(doc: Document, ranges: Ranges) -> str:
    """Return the words of token ranges, as they are written, parted by an ellipsis."""
    return " … ".join(doc.parse.text[doc.parse.start[a] : doc.parse.end[b - 1]] for a, b in ranges)


def difference(own: Iterable[str], other: Iterable[str]) -> dict[str, float]:
    """Features of the one and not the other: for it; of the other and not the one: against it."""
    mine, theirs = dict.fromkeys(own), dict.fromkeys(other)
    return {f: 1.0 for f in mine if f not in theirs} | {f: -1.0 for f in theirs if f not in mine}


def reasons(words: PlainWords, name: str, model: Model, row: Mapping[str, float]) -> tuple[Reason, ...]:
    """The strongest reasons for, then against, features of the same meaning added up."""
    sums: dict[str, float] = {}
    for feature, value in row.items():
        if weight := model.get(feature, 0.0) * value:
            meaning = words.feature(name, feature)
            sums[meaning] = sums.get(meaning, 0.0) + weight
    ordered = sorted(sums.items(), key=lambda item: -item[1])
    strongest = [*[r for r in ordered if r[1] > _LEAST][:SHOWN], *[r for r in ordered if r[1] < -_LEAST][-SHOWN:]]
    return tuple(Reason(words=meaning, weight=round(weight, 2)) for meaning, weight in strongest)
