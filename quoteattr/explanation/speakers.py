"""Why a speaker: whom else the source could refer to, or who else could speak the turn."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.attribution.types import Attribution
from quoteattr.dialogue.turn_features import story_features
from quoteattr.dialogue.types import Dialogue
from quoteattr.dialogue.voices import with_voices
from quoteattr.document.phrases import phrase
from quoteattr.entities.types import Referents, Unnamed
from quoteattr.explanation.attributions import SHOWN, Case, difference, reasons
from quoteattr.explanation.records import Candidate, Explanation
from quoteattr.loglinear.weights import Weights
from quoteattr.records import Quote


def explain_speaker(case: Case, dialogue_weights: Weights, explanation: Explanation) -> Explanation:
    """Return the explanation with who could have been the speaker, and why this one was taken."""
    quote, dialogue = explanation.quote, case.analysis.dialogue
    if dialogue is not None and (turn := _turn_of(dialogue, quote)) is not None:
        return _by_turn(case, dialogue_weights, explanation, dialogue, turn)
    return explanation.model_copy(update={"speakers": _by_source(case, quote)})


def _by_source(case: Case, quote: Quote) -> tuple[Candidate, ...]:
    """Whom the source could refer to, by how likely or how salient each was where it stands."""
    number = _attribution_of(case.analysis.attributions, quote)
    if number is None or quote.source is None:
        return ()
    resolution = case.analysis.resolution
    chosen, rule = resolution.referents[number], case.words.rule(quote.source.form)
    heads = resolution.heads[number] if number < len(resolution.heads) else ()
    options = next((resolution.options[head] for head in heads if resolution.options.get(head)), ())
    shares = {referents: salience for salience, referents in options}
    if chosen and chosen not in shares:
        shares = {chosen: 1.0}  # a name needs no antecedent
    total = sum(shares.values()) or 1.0
    somebody = ((who, share) for who, share in shares.items() if who)
    ranked = sorted(somebody, key=lambda option: (option[0] != chosen, -option[1]))[:SHOWN]
    names = {who: _name(case, who) for who, _ in ranked} | ({chosen: quote.speaker.name} if quote.speaker else {})
    is_sure = quote.speaker is not None
    return tuple(
        Candidate(text=names[who], probability=round(share / total, 4), rule=rule, chosen=is_sure and who == chosen)
        for who, share in ranked
    )


def _by_turn(case: Case, weights: Weights, explanation: Explanation, dialogue: Dialogue, turn: int) -> Explanation:
    """Who could speak the turn, by the probability of each, and what tells the likeliest two apart."""
    ranked = sorted(dialogue.options[turn], key=lambda option: -option[1])
    entity = dialogue.speeches[turn].entity if explanation.quote.speaker else None
    rule = case.words.rule(explanation.quote.rule)
    speakers = tuple(
        Candidate(text=dialogue.entities[who].name, probability=round(p, 4), rule=rule, chosen=who == entity)
        for who, p in ranked[:SHOWN]
    )
    features = with_voices(dialogue.story, list(story_features(dialogue.story)), dialogue.heard)[turn]
    own, other = ([features.unary[features.candidates.index(who)] for who, _ in ranked[:2]] + [[], []])[:2]
    shared = {*own[: features.shared], *other[: features.shared]}
    row = {f: value * features.share if f in shared else value for f, value in difference(own, other).items()}
    why = reasons(case.words, "speaker", weights["speaker"], row)
    return explanation.model_copy(update={"speakers": speakers, "speaker": why})


def _turn_of(dialogue: Dialogue, quote: Quote) -> int | None:
    """The turn that holds a quotation, or holds part of it: a speech may be parted by its cues."""
    spans = {(span.start, span.end) for span in quote.content}
    return next((i for i, speech in enumerate(dialogue.speeches) if spans <= {*speech.content}), None)


def _attribution_of(attributions: Sequence[Attribution], quote: Quote) -> int | None:
    content = tuple((span.start, span.end) for span in quote.content)
    cue = quote.cue and (quote.cue.start, quote.cue.end)
    return next((k for k, each in enumerate(attributions) if each.content == content and each.cue == cue), None)


def _name(case: Case, referents: Referents) -> str:
    entities, parse = case.analysis.resolution.registry.entities, case.doc.parse
    names = []
    for referent in referents:
        if isinstance(referent, Unnamed):
            first, last = phrase(parse, referent.token)
            names.append(" ".join(parse.span(first, last - 1).split()))
        else:
            names.append(entities[referent].name)
    return " and ".join(names)
