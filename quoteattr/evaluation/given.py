"""Gold attributions with the speakers found for them: how good speakers are apart from attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.language import Language

from quoteattr.attribution import Attribution
from quoteattr.cast import build_cast
from quoteattr.entities import find_entities
from quoteattr.evaluation.gold import GoldAttribution, GoldDocument, Offsets, Prediction, Spans, named
from quoteattr.marks import find_quotations
from quoteattr.parsing import Analyser, Parse, load_model, parse_texts
from quoteattr.people import load_people
from quoteattr.roles import load_roles
from quoteattr.speakers import refer


def speakers_of_gold(
    documents: Sequence[GoldDocument], nlp: Language | None = None
) -> tuple[Mapping[str, Sequence[Prediction]], str]:
    """Predictions that are the gold attributions with a speaker; also the name of what found it.

    Raises:
        ModelNotFoundError: if no pipeline is given and none is installed.
        ModelNotSuitableError: if the pipeline lacks what the stages read.
    """
    nlp = nlp or load_model()
    parses = parse_texts(nlp, (document.text for document in documents), Analyser(nlp))
    found = {}
    model = ""
    for document, parse in zip(documents, parses, strict=True):
        found[document.id] = _predictions(document, parse)
        model = parse.model
    return found, f"gold attributions, speakers by quoteattr with {model}"


def _predictions(document: GoldDocument, parse: Parse) -> list[Prediction]:
    people, words = load_people(), load_roles()
    quotations = find_quotations(parse.text, parse.bounds)
    registry = find_entities(parse, quotations, people)
    attributions = [_attribution(gold) for gold in document.attributions]
    referents = refer(parse, quotations, registry, attributions, words)
    cast = build_cast(parse, registry, attributions, referents, words)
    return [
        Prediction(gold.content, gold.cue, gold.source, *named(speaker, cast.speakers))
        for gold, speaker in zip(document.attributions, cast.of, strict=True)
    ]


def _attribution(gold: GoldAttribution) -> Attribution:
    return Attribution(
        content=gold.content, cue=_longest(gold.cue), cue_head=None, source=_longest(gold.source),
        source_head=None, confidence=1.0, rule="gold",
    )  # fmt: skip


def _longest(spans: Spans) -> Offsets | None:
    """A cue or source in several pieces is stood for by the longest: the stages take one stretch."""
    return max(spans, key=lambda span: span[1] - span[0], default=None)
