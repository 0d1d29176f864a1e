"""The pass: text -> parse -> stages -> records."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import Literal, TypeVar, overload

from spacy.language import Language
from spacy.tokens import Doc

from quoteattr.assembly import Linked, build_cue, build_quotes, to_attributions
from quoteattr.attribution import MODELS as ATTRIBUTION_MODELS
from quoteattr.attribution import Attribution, choose
from quoteattr.continuation import join
from quoteattr.document import Document, align
from quoteattr.errors import SettingsError
from quoteattr.lexicon import Lexicon, load_lexicon
from quoteattr.marks import find_quotations
from quoteattr.parsing import Analyser, Parse, load_model, model_name, parse_doc, parse_texts
from quoteattr.records import Extraction, Mention, Quote, Speaker
from quoteattr.settings import Settings
from quoteattr.streams import OnError, stream
from quoteattr.weights import Weights, load_weights

Key = TypeVar("Key")


@cache
def _data(language: str) -> tuple[Lexicon, Weights]:
    """Lexicon and weights of a language, read once in a process."""
    with as_file(files("quoteattr") / "data" / language) as folder:
        if not folder.is_dir():
            raise SettingsError(f"no data for language {language!r}; use 'en'")
        return load_lexicon(folder / "cues.tsv"), load_weights(folder / "attribution.tsv", ATTRIBUTION_MODELS)


class QuoteExtractor:
    """Loaded once, used often.

    Args:
        settings: What to extract; the defaults suit English news and fiction.
        nlp: An English spaCy pipeline with tagger and parser; without one, the first installed is loaded.

    Raises:
        ModelNotFoundError: if no pipeline is given and none is installed.
        ModelNotSuitableError: if the pipeline has no tagger or parser.
        SettingsError: if there is no data for the settings' language.
    """

    def __init__(self, settings: Settings | None = None, nlp: Language | None = None) -> None:
        self.settings = settings or Settings()
        lexicon, self._weights = _data(self.settings.language)
        self._lexicon = lexicon.with_changes(self.settings.add_cues, self.settings.remove_cues)
        self.nlp = nlp or load_model()
        self._analyse = Analyser(self.nlp)

    def extract(self, text: str | Doc, *, id: str | None = None) -> Extraction:
        """Find who said what in a text, or in a Doc that has been tagged and parsed.

        Raises:
            ModelNotSuitableError: if a Doc has no tags or dependencies.
        """
        if isinstance(text, Doc):
            return self._extraction(parse_doc(text, self._analyse, model_name(self.nlp)), id)
        return next(self.pipe([text])).model_copy(update={"id": id})

    def extract_many(self, texts: Iterable[str]) -> list[Extraction]:
        """Extract from a batch of texts whose paragraphs are parsed together."""
        return [self._extraction(parse, None) for parse in parse_texts(self.nlp, texts, self._analyse)]

    @overload
    def pipe(
        self, texts: Iterable[str], *, as_tuples: Literal[False] = False, batch_size: int = 64, n_process: int = 1,
        on_error: OnError[int] = "raise",
    ) -> Generator[Extraction]: ...  # fmt: skip

    @overload
    def pipe(
        self, texts: Iterable[tuple[str, Key]], *, as_tuples: Literal[True], batch_size: int = 64, n_process: int = 1,
        on_error: OnError[Key] = "raise",
    ) -> Generator[tuple[Extraction, Key]]: ...  # fmt: skip

    def pipe(self, texts, *, as_tuples=False, batch_size=64, n_process=1, on_error="raise"):  # type: ignore[no-untyped-def]
        """Extract from many texts, lazily and in order.

        Args:
            texts: Texts, or pairs of a text and whatever identifies it.
            as_tuples: Whether pairs are given, and pairs of extraction and key wanted.
            batch_size: How many texts are parsed together.
            n_process: How many processes work.
            on_error: "raise" an InputError for a text that cannot be worked on, "skip" it, or call this with
                its key (its number, without pairs) and the error.
        """
        items = texts if as_tuples else ((text, number) for number, text in enumerate(texts))
        results = stream(
            self.extract_many, items, batch_size=batch_size, n_process=n_process, on_error=on_error
        )
        return results if as_tuples else (extraction for extraction, _ in results)

    def _extraction(self, parse: Parse, id: str | None) -> Extraction:
        quotations = find_quotations(parse.text, parse.bounds)
        doc = align(parse, quotations)
        chosen = join(doc, choose(doc, self._weights, self._lexicon, self.settings.min_confidence))
        attributions = [a for a in to_attributions(doc, chosen) if self._wants(doc, a)]
        linked = [self._link(doc, attribution) for attribution in attributions]
        quotes = [q for q in build_quotes(parse.text, linked) if q.kind in self.settings.kinds]
        speakers = dict.fromkeys(quote.speaker for quote in quotes if quote.speaker)
        return Extraction(
            id=id, text=parse.text, model=parse.model, speakers=tuple(speakers), quotes=tuple(quotes)
        )

    def _wants(self, doc: Document, attribution: Attribution) -> bool:
        cue = build_cue(doc, attribution, self._lexicon)
        return cue is None or self.settings.wants(cue.act)

    def _link(self, doc: Document, attribution: Attribution) -> Linked:
        text = doc.parse.text
        source = speaker = None
        if attribution.source:
            start, end = attribution.source
            source = Mention(start=start, end=end, text=text[start:end], form="nominal")
            speaker = Speaker(id=text[start:end], name=text[start:end], named=False)
        return Linked(attribution, build_cue(doc, attribution, self._lexicon), source, speaker, None)


@cache
def _default(settings: Settings) -> QuoteExtractor:
    return QuoteExtractor(settings)


def extract_quotes(
    text: str | Doc, *, settings: Settings | None = None, nlp: Language | None = None
) -> list[Quote]:
    """Find who said what in a text.

    Args:
        text: The text, or a spaCy Doc that has been tagged and parsed.
        settings: What to extract.
        nlp: An English spaCy pipeline; without one, the first installed is loaded, once.

    Returns:
        The quotations in text order, with half-open offsets in code points of the text given.

    Raises:
        ModelNotFoundError: if no pipeline is given and none is installed.
        ModelNotSuitableError: if the pipeline or Doc lacks tags or dependencies.
    """
    settings = settings or Settings()
    extractor = QuoteExtractor(settings, nlp) if nlp else _default(settings)
    return list(extractor.extract(text).quotes)
