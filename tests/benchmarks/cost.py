"""What extraction costs in CPU time beside spaCy's default pipeline and textacy, if installed, on the same texts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import spacy
from measure import ARTICLE, say, seconds, words
from spacy.tokens import Doc

from quoteattr import QuoteExtractor, Settings
from quoteattr.document.fast_models.threads import one_thread
from quoteattr.document.parse import parse_texts
from quoteattr.document.spacy_models import model_name
from quoteattr.evaluation.corpora.passages import register_of

sys.path.append(str(Path(__file__).parents[1] / "helpers"))
from gold_passages import passages

STORY = ARTICLE.with_name("story.txt")
TIMES = 16  # that the own story and transcripts are read


def main(texts: Sequence[str]) -> None:
    """Print each way's share of the default pipeline, all measured in the same rounds."""
    _news(texts)
    story = [f"Chapter {number}\n\n{STORY.read_text(encoding='utf-8')}" for number in range(TIMES)]
    _other("a story, profile fiction", story, Settings(profile="fiction"), "goal: 0.42")
    transcripts = [passage.text for passage in passages() if register_of(passage) == "transcript"] * TIMES
    _other("transcripts", transcripts, Settings(), "goal: 0.38")


def _news(texts: Sequence[str]) -> None:
    extractor = QuoteExtractor()
    direct = QuoteExtractor(Settings(kinds=frozenset({"direct"})))
    model = model_name(extractor.nlp)
    nlp = spacy.load(model.rpartition("-")[0])
    docs = list(nlp.pipe(texts))
    default, parse, whole, only_direct, own, peer = seconds(
        [
            lambda: list(nlp.pipe(texts)),
            lambda: _parse(extractor, texts),
            lambda: list(extractor.pipe(texts)),
            lambda: list(direct.pipe(texts)),
            lambda: list(extractor.pipe(docs)),
            _textacy(docs),
        ]
    )
    thousands = words(texts) / 1000
    print(f"cost: {len(texts)} texts, {thousands:.1f} thousand words, {model}, CPU time")
    say("spaCy's default pipeline", 1000 * default / thousands, "ms/1,000 w")
    say("the lean parse", 1000 * parse / thousands, "ms/1,000 w")
    say("text to speakers", 1000 * whole / thousands, "ms/1,000 w")
    say("own stages / lean parse", (whole - parse) / parse, "x")
    say("text to speakers / default pipeline", whole / default, "x", "goal: 0.36")
    say('text to speakers, kinds={"direct"} / default pipeline', only_direct / default, "x", "goal: 0.28")
    say("ready Doc to speakers / default pipeline", own / default, "x", "goal: 0.09")
    say("ready Doc to textacy's direct quotations / default pipeline", peer / default, "x", "0: not installed")
    print(f"  one core: {3600 * thousands / whole:,.0f} thousand words, {3600 * len(texts) / whole:,.0f} texts an hour")


def _other(kind: str, texts: Sequence[str], settings: Settings, goal: str) -> None:
    extractor = QuoteExtractor(settings)
    nlp = spacy.load(model_name(extractor.nlp).rpartition("-")[0])
    list(extractor.pipe(texts))  # what is done once only is done before anything is counted
    default, whole = seconds([lambda: list(nlp.pipe(texts)), lambda: list(extractor.pipe(texts))])
    say(f"{kind}: text to speakers / default pipeline", whole / default, "x", goal)


def _parse(extractor: QuoteExtractor, texts: Iterable[str]) -> None:
    """Parse the texts as the extractor does."""
    with one_thread():
        layout = extractor._language.layout
        list(parse_texts(extractor.nlp, texts, extractor._analyse, needed=extractor._needed, layout=layout))


def _textacy(docs: Sequence[Doc]) -> Callable[[], object]:
    """What finds direct quotations in ready Docs by textacy, or nothing if it is not installed."""
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        return lambda: None

    def found() -> None:
        for doc in docs:
            with suppress(ValueError):  # of an odd number of marks it raises
                list(direct_quotations(doc))

    return found


if __name__ == "__main__":
    main([f"Report {number}\n\n{ARTICLE.read_text(encoding='utf-8')}" for number in range(TIMES)])
