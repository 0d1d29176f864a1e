"""What extraction costs in CPU time, beside spaCy's default pipeline on the same texts."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from measure import say, seconds, words

from quoteattr import QuoteExtractor, Settings
from quoteattr.document.parse import parse_texts
from quoteattr.document.spacy_models import model_name
from quoteattr.document.words import Analyser


def main(texts: Sequence[str]) -> None:
    """Print each way's share of the default pipeline, all measured in the same rounds."""
    extractor = QuoteExtractor()
    direct = QuoteExtractor(Settings(kinds=frozenset({"direct"})))
    model = model_name(extractor.nlp)
    nlp, analyse = spacy.load(model.rpartition("-")[0]), Analyser(extractor.nlp)
    docs = list(nlp.pipe(texts))
    default, parse, whole, only_direct, own = seconds(
        [
            lambda: list(nlp.pipe(texts)),
            lambda: list(parse_texts(extractor.nlp, texts, analyse)),
            lambda: list(extractor.pipe(texts)),
            lambda: list(direct.pipe(texts)),
            lambda: [extractor.extract(doc) for doc in docs],
        ]
    )
    thousands = words(texts) / 1000
    print(f"cost: {len(texts)} texts, {thousands:.1f} thousand words, {model}, CPU time")
    say("spaCy's default pipeline", 1000 * default / thousands, "ms/1,000 w")
    say("the lean parse", 1000 * parse / thousands, "ms/1,000 w")
    say("text to speakers", 1000 * whole / thousands, "ms/1,000 w")
    say("own stages / lean parse", (whole - parse) / parse, "x")
    say("text to speakers / default pipeline", whole / default, "x", "goal: 0.75")
    say('text to speakers, kinds={"direct"} / default pipeline', only_direct / default, "x", "goal: 0.50")
    say("ready Doc to speakers / default pipeline", own / default, "x", "goal: 0.08")
    print(f"  one core: {3600 * thousands / whole:,.0f} thousand words, {3600 * len(texts) / whole:,.0f} texts an hour")
