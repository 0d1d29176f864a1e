"""The pass: text -> parse -> stages -> records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from threading import Lock
from typing import Literal, TypeVar, overload

from spacy.language import Language
from spacy.tokens import Doc

from quoteattr.assembly.cast import Cast, build_cast
from quoteattr.assembly.quotes import (
    Linked,
    build_cue,
    build_mention,
    build_quotes,
    holders,
    kind_of,
    speaking,
    to_attributions,
)
from quoteattr.assembly.speeches import join_dialogue
from quoteattr.attribution.addressees import addressee_of
from quoteattr.attribution.constructions import by_construction
from quoteattr.attribution.continuations import join
from quoteattr.attribution.decoder import MODELS as ATTRIBUTION_MODELS
from quoteattr.attribution.decoder import choose, choose_nested, preferred
from quoteattr.attribution.layouts import by_layout
from quoteattr.attribution.types import Attribution
from quoteattr.coreference.resolver import find_speakers
from quoteattr.dialogue.decoder import MODELS as DIALOGUE_MODELS
from quoteattr.dialogue.decoder import attribute_dialogue
from quoteattr.document.document import Document, align, deeper
from quoteattr.document.parse import Bounds, Parse, parse_doc, parse_texts
from quoteattr.document.quotations import find_quotations
from quoteattr.document.register import detect_profile, may_be_fiction
from quoteattr.document.spacy_models import load_model, model_name, warn_of_version
from quoteattr.document.words import Analyser
from quoteattr.entities.registry import find_entities
from quoteattr.entities.types import Registry
from quoteattr.extraction import Extraction
from quoteattr.language.cue_lexicon import Lexicon, load_lexicon
from quoteattr.language.roles import load_roles
from quoteattr.language.wordlists import data_file, word_map
from quoteattr.loglinear.weights import Weights, load_weights
from quoteattr.records import Cue, Quote, QuoteKind
from quoteattr.settings import Settings
from quoteattr.streams import OnError, stream

Key = TypeVar("Key")
_LEAD = 3  # paragraphs in which a report introduces its people
_one_at_a_time = Lock()  # spaCy's memory zones do not nest, nor know of threads



@cache
def _data(language: str) -> tuple[Lexicon, Weights, Weights]:
    """Lexicon and weights of a language, read once in a process; dialogue falls back on weights set by hand."""
    trained, by_hand = data_file("dialogue.tsv", language), data_file("dialogue_rules.tsv", language)
    return (
        load_lexicon(data_file("cues.tsv", language)),
        load_weights(data_file("attribution.tsv", language), ATTRIBUTION_MODELS),
        load_weights(trained if trained.is_file() else by_hand, DIALOGUE_MODELS),
    )



class QuoteExtractor:
    """Loaded once, used often.

    Threads may share one: they take turns, so it is processes that make it faster. With a pipeline given as an object
    they do not take turns, and it is for you to see to it that they do.

    Args:
        settings: What to extract; the defaults suit English news and fiction.
        nlp: An English spaCy pipeline with tagger and parser, or the name of one to load; without it, the
            first installed is loaded.

    Raises:
        ModelNotFoundError: if no pipeline is given and none is installed.
        ModelNotSuitableError: if the pipeline cannot be loaded or has no tagger or parser.
        SettingsError: if there is no data for the settings' language.

    Example:
        >>> extractor = QuoteExtractor(Settings(min_confidence=0.6))
        >>> extraction = extractor.extract("“It rained,” Ana Lund said. She denied that it had snowed.")
        >>> [(quote.kind, quote.cue.lemma, quote.speaker.name) for quote in extraction.quotes]
        [('direct', 'say', 'Ana Lund'), ('indirect', 'deny', 'Ana Lund')]
        >>> [len(found.quotes) for found in extractor.pipe(["“Go,” Bo Ek said.", "It rained."])]
        [1, 0]
    """

    def __init__(self, settings: Settings | None = None, nlp: Language | str | None = None) -> None:
        self.settings = settings or Settings()
        lexicon, self._weights, self._dialogue_weights = _data(self.settings.language)
        self._is_own = not isinstance(nlp, Language)  # nobody else makes Docs with it
        self.nlp = nlp if isinstance(nlp, Language) else load_model(nlp)
        warn_of_version(self.nlp)
        self._roles = load_roles(self.settings.language)
        self._model = model_name(self.nlp)
        self._analyse = Analyser(self.nlp)
        self._lexicon = lexicon.with_changes(self.settings.add_cues, self.settings.remove_cues, self._analyse)

    def __reduce__(self) -> tuple[object, ...]:
        """What a new process needs to make the same: word lists and weights are read there."""
        return QuoteExtractor, (self.settings, self.nlp), {"_is_own": True}

    def extract(self, text: str | Doc, *, id: str | None = None) -> Extraction:
        """Find who said what in a text, or in a Doc that has been tagged and parsed.

        Raises:
            ModelNotSuitableError: if a Doc has no tags or dependencies.
        """
        if isinstance(text, Doc):
            return self._extraction(parse_doc(text, self._analyse, self._model), id)
        return next(self.pipe([text])).model_copy(update={"id": id})

    def extract_many(self, texts: Iterable[str]) -> list[Extraction]:
        """Extract from a batch of texts whose paragraphs are parsed together."""
        with self._forgetting():
            parses = parse_texts(self.nlp, texts, self._analyse, needed=self._needed)
            return [self._extraction(parse, None) for parse in parses]

    def _needed(self, text: str, bounds: Bounds) -> Bounds:
        """All paragraphs, or the lead and those with and around quotations where nothing else is wanted.

        All of what may be a story: its register is measured, and its speakers are found, on the whole text.
        """
        if "indirect" in self.settings.kinds or self.settings.profile == "fiction":
            return bounds
        quotations = find_quotations(text, bounds)
        if self.settings.profile == "auto" and may_be_fiction(quotations, bounds):
            return bounds
        starts = [start for start, _ in bounds]
        near = set(range(min(_LEAD, len(bounds))))
        for quotation in quotations:
            k = bisect_right(starts, quotation.start) - 1  # a quotation never leaves its paragraph
            near.update((max(k - 1, 0), k))
            if bounds[k] == (quotation.start, quotation.end):  # its cue may follow
                near.add(min(k + 1, len(bounds) - 1))
        return [bounds[k] for k in sorted(near)]

    @contextmanager
    def _forgetting(self) -> Iterator[None]:
        """Let spaCy forget the words it meets here, or an endless stream would fill the memory.

        Not with a pipeline of the user's: Docs that another thread makes with it meanwhile would break.
        """
        if not self._is_own:
            yield
            return
        with _one_at_a_time:
            in_users_zone = self.nlp.vocab.in_memory_zone  # type: ignore[attr-defined]  # not in spaCy's stubs
            with nullcontext() if in_users_zone else self.nlp.memory_zone():
                yield

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
        results = stream(self.extract_many, items, batch_size=batch_size, n_process=n_process, on_error=on_error)
        return results if as_tuples else (extraction for extraction, _ in results)

    def _extraction(self, parse: Parse, id: str | None) -> Extraction:
        doc = align(parse, find_quotations(parse.text, parse.bounds))
        quotations = doc.quotations
        least = self.settings.min_confidence
        chosen = choose(doc, self._weights, self._lexicon, least)
        for found in (by_construction(doc, self._lexicon, chosen), by_layout(doc)):
            chosen = preferred(doc, [choice for choice in found if choice.confidence >= least], chosen)
        chosen = join(doc, chosen)
        if self.settings.nested:
            inner = align(parse, deeper(quotations))
            chosen += choose_nested(inner, self._weights, self._lexicon, chosen, least)
        attributions = to_attributions(doc, chosen)
        profile = detect_profile(parse, quotations) if self.settings.profile == "auto" else self.settings.profile
        if not attributions and profile == "news":  # nobody to look for
            return Extraction(id=id, text=parse.text, profile=profile, model=parse.model, speakers=(), quotes=())
        registry = find_entities(parse, quotations, self._roles.people)
        reading = find_speakers(parse, quotations, registry, attributions, self._roles)
        if profile == "fiction":
            dialogue = attribute_dialogue(
                parse, quotations, reading.registry, self._dialogue_weights, self._roles.people
            )
            attributions, reading = join_dialogue(dialogue, attributions, reading)
        cast = build_cast(parse, attributions, reading, self._roles)
        if not self.settings.resolve_speakers:
            cast = Cast((), (None,) * len(attributions))
        quotes = build_quotes(parse.text, list(self._links(doc, registry, attributions, cast)))
        return Extraction(
            id=id,
            text=parse.text,
            profile=profile,
            model=parse.model,
            speakers=speaking(cast.speakers, quotes),
            quotes=tuple(quotes),
        )

    def _wants(self, kind: QuoteKind, cue: Cue | None) -> bool:
        return kind in self.settings.kinds and (cue is None or self.settings.wants(cue.act))

    def _links(
        self,
        doc: Document,
        registry: Registry,
        attributions: Sequence[Attribution],
        cast: Cast,
    ) -> Iterator[Linked]:
        """The attributions that are wanted, with their cues, mentions and speakers."""
        parse, ways = doc.parse, word_map("addressing", self.settings.language)
        named = frozenset(token for mention in registry.mentions for token in range(mention.first, mention.last))
        for attribution, speaker, holder in zip(attributions, cast.of, holders(attributions), strict=True):
            kind = kind_of(parse.text, attribution.content, doc.quotations)
            cue = build_cue(doc, attribution, self._lexicon)
            if (self.settings.nested or holder is None) and self._wants(kind, cue):
                source = build_mention(parse, attribution.source, named)
                addressee = build_mention(parse, addressee_of(parse, attribution, ways), named)
                yield Linked(attribution, kind, cue, source, speaker, addressee)



@cache
def _loaded(settings: Settings, name: str | None) -> QuoteExtractor:
    return QuoteExtractor(settings, name)



def extract_quotes(
    text: str | Doc, *, settings: Settings | None = None, nlp: Language | str | None = None
) -> list[Quote]:
    """Find who said what in a text.

    Args:
        text: The text, or a spaCy Doc that has been tagged and parsed.
        settings: What to extract.
        nlp: An English spaCy pipeline, or the name of one to load, once; without it, the first installed.

    Returns:
        The quotations in text order, with half-open offsets in code points of the text given.

    Raises:
        ModelNotFoundError: if no pipeline is given and none is installed.
        ModelNotSuitableError: if the pipeline or Doc lacks tags or dependencies.

    Example:
        >>> (quote,) = extract_quotes("According to Ana Lund, it rained.")
        >>> quote.speaker.name, quote.text, quote.content[0].start
        ('Ana Lund', 'it rained', 23)
    """
    settings = settings or Settings()
    extractor = QuoteExtractor(settings, nlp) if isinstance(nlp, Language) else _loaded(settings, nlp)
    return list(extractor.extract(text).quotes)
