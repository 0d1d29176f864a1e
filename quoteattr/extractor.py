"""The extractor: pipeline and models loaded once, texts parsed, the pass run on each, records made of what it found."""

from __future__ import annotations

import gc
import logging
from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Literal, TypeVar, overload

import regex
from pydantic import JsonValue
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from quoteattr import __version__
from quoteattr.analysis import Analysis, analyse, analyse_all, load_models
from quoteattr.assembly.extraction import Extraction
from quoteattr.assembly.quotes import build_records
from quoteattr.document.document import read
from quoteattr.document.fast_models.groups import Progress
from quoteattr.document.fast_models.pipelines import make_fast
from quoteattr.document.fast_models.threads import one_thread
from quoteattr.document.parse import Bounds, Parse, parse_doc, parse_texts
from quoteattr.document.quotations import find_quotations
from quoteattr.document.register import has_bare_turns, may_be_fiction
from quoteattr.document.spacy_models import load_model, model_name, warn_of_version
from quoteattr.document.words import Analyser
from quoteattr.errors import InputError, SettingsError
from quoteattr.language.language import load_language
from quoteattr.records import Quote
from quoteattr.settings import Person, Settings
from quoteattr.streams import OnError, Text, stream

Key = TypeVar("Key")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}]++")
_FULL_NAME = regex.compile(r"(?<!\p{L})\p{Lu}[\p{L}’'.-]*+\s(?:\p{L}\.?\s)?(\p{Lu}[\p{L}\p{M}]++)")  # Ana B. *Lund*
_LEAD = 3  # paragraphs in which a report introduces its people
_MOST_WORDS = 20_000  # that spaCy keeps for good: some 20 MB; what comes later is forgotten after each batch
_log = logging.getLogger(__name__)
_one_at_a_time = Lock()  # spaCy's memory zones do not nest, nor know of threads


class QuoteExtractor:
    """Extracts quotations and speakers from text.

    Loading takes a second: create one and use it again. With its own pipeline it is thread-safe: calls are serialized,
    so only processes make it faster. With a pipeline given as an object, serialize the calls yourself.

    Args:
        settings: What to extract; the defaults suit English news and fiction.
        nlp: An English spaCy pipeline with tagger and parser, or the name or folder of one to load; without it, the
            first installed is loaded.
        weights: A folder with weights that `quoteattr train` wrote, such as `attribution.tsv`; for what is not there,
            the package's own.

    Raises:
        ModelNotFoundError: if no pipeline is given and none is installed.
        ModelNotSuitableError: if the pipeline cannot be loaded or has no tagger or parser.
        SettingsError: if there is no data for the settings' language.
        DataError: if the folder holds no weights, or damaged ones.

    Example:
        >>> extractor = QuoteExtractor(Settings(min_confidence=0.6))
        >>> extraction = extractor.extract("“It rained,” Ana Lund said. She denied that it had snowed.")
        >>> [(quote.kind, quote.cue.lemma, quote.speaker.name) for quote in extraction.quotes]
        [('direct', 'say', 'Ana Lund'), ('indirect', 'deny', 'Ana Lund')]
        >>> [len(found.quotes) for found in extractor.pipe(["“Go,” Bo Ek said.", "It rained."])]
        [1, 0]
    """

    def __init__(
        self,
        settings: Settings | None = None,
        nlp: Pipeline | str | Path | None = None,
        weights: str | Path | None = None,
    ) -> None:
        self.settings = _checked(settings)
        language = load_language(self.settings.language)
        self._weights = None if weights is None else Path(weights).absolute()
        self.models = load_models(self.settings.language, self._weights)
        self._is_own = not isinstance(nlp, Pipeline)  # nobody else makes Docs with it
        self.nlp = nlp if isinstance(nlp, Pipeline) else make_fast(load_model(None if nlp is None else str(nlp)))
        warn_of_version(self.nlp)
        self._model = model_name(self.nlp)
        _log.info("pipeline %s; weights %s", self._model, self.models.provenance)
        self._analyse = Analyser(self.nlp)
        self._language = language.with_cues(self.settings.add_cues, self.settings.remove_cues, self._analyse)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what a new process needs to make the same: word lists and weights are read there."""
        return QuoteExtractor, (self.settings, self.nlp, self._weights), {"_is_own": True}

    def extract(
        self,
        text: str | Doc,
        *,
        id: str | None = None,
        meta: Mapping[str, JsonValue] | None = None,
        people: Iterable[Person] = (),
    ) -> Extraction:
        """Find who said what in a text, or in a Doc that has been tagged and parsed.

        Args:
            text: The text or Doc.
            id: What the document is called.
            meta: What else belongs to it, such as its date; it is passed on.
            people: Who is known beforehand, beside those of the settings.

        Raises:
            ModelNotSuitableError: if a Doc has no tags or dependencies.
            SettingsError: if the people are none.
        """
        extractor = self._knowing(people)
        if isinstance(text, Doc):
            with _collector_paused():
                found = extractor._extraction(parse_doc(text, self._analyse, self._model, self._language.layout))
        else:
            found = next(extractor.pipe([text]))
        return found.model_copy(update={"id": id, "meta": meta or {}})

    def _knowing(self, people: Iterable[Person]) -> QuoteExtractor:
        """Return the extractor with more known people; everything else it shares with this one."""
        people = tuple(people)
        if not people:
            return self
        if other := next((each for each in people if not isinstance(each, Person)), None):
            raise SettingsError(f"people hold {other!r}; give each as Person(name=...)")
        knowing = object.__new__(QuoteExtractor)
        known = self.settings.model_copy(update={"people": (*self.settings.people, *people)})
        knowing.__dict__.update(self.__dict__, settings=known)
        return knowing

    def provenance(self) -> dict[str, JsonValue]:
        """Return what every extraction says of its making: version, pipeline, weights and settings, as in its JSON."""
        settings = self.settings.model_dump(mode="json")
        return {
            "model": self._model, "version": __version__, "weights": self.models.provenance, "settings": settings
        }  # fmt: skip

    def analyse(self, text: str) -> Analysis:
        """Run the pass on a text and return what it found and chose from, before records are made of it."""
        with self._parsing():
            return analyse(read(next(iter(self._parse([text]))), self._language), self.models, self.settings)

    def extract_many(self, texts: Sequence[Text], progress: Progress | None = None) -> list[Extraction]:
        """Extract from a batch of texts or Docs, which goes through each stage together; `progress` as in `pipe`."""
        with self._parsing(), _collector_paused():
            docs = [read(parse, self._language) for parse in self._parse(texts, progress)]
            return [*map(self.extraction_of, analyse_all(docs, self.models, self.settings))]

    def _parse(self, texts: Sequence[Text], progress: Progress | None = None) -> Iterator[Parse]:
        strings, layout = (text for text in texts if isinstance(text, str)), self._language.layout
        parsed = parse_texts(self.nlp, strings, self._analyse, needed=self._needed, layout=layout, progress=progress)
        for text in texts:
            yield parse_doc(text, self._analyse, self._model, layout) if isinstance(text, Doc) else next(parsed)

    def _needed(self, text: str, bounds: Bounds) -> Bounds:
        """Return all paragraphs, or the lead and those with and around quotations where nothing else is wanted.

        Those in which the names there first stand in full are read as well. All is of what may be a story: its register
        is measured, and its speakers are found, on the whole text; likewise of what has turns without a cue.
        """
        if self.settings.kinds & {"indirect", "reported"} or self.settings.profile == "fiction":
            return bounds
        quotations = find_quotations(text, bounds, self._language.elisions)
        if has_bare_turns(quotations, bounds):
            return bounds
        if self.settings.profile == "auto" and may_be_fiction(text, quotations, bounds, self._language.words):
            return bounds
        starts = [start for start, _ in bounds]
        near = set(range(min(_LEAD, len(bounds))))
        for quotation in quotations:
            k = bisect_right(starts, quotation.start) - 1  # a quotation never leaves its paragraph
            near.update((max(k - 1, 0), k))
            if bounds[k] == (quotation.start, quotation.end):  # its cue may follow
                near.add(min(k + 1, len(bounds) - 1))
        return _with_introductions(text, bounds, near)

    @contextmanager
    def _parsing(self) -> Iterator[None]:
        """Keep to one processor; once spaCy knows many words, let it forget those it meets here.

        An endless stream would fill the memory. Before that, common words are learned, once for all batches. Nothing
        is forgotten with a pipeline of the user's: Docs that another thread makes with it meanwhile would break.
        """
        if not self._is_own:
            yield
            return
        with _one_at_a_time, one_thread():
            vocab = self.nlp.vocab
            in_users_zone = vocab.in_memory_zone  # type: ignore[attr-defined]  # not in spaCy's stubs
            with nullcontext() if in_users_zone or len(vocab) < _MOST_WORDS else self.nlp.memory_zone():
                yield

    @overload
    def pipe(
        self, texts: Iterable[Text], *, as_tuples: Literal[False] = False, batch_size: int = 64, n_process: int = 1,
        on_error: OnError[int] = "raise", people: Iterable[Person] = (), progress: Progress | None = None,
    ) -> Generator[Extraction]: ...  # fmt: skip

    @overload
    def pipe(
        self, texts: Iterable[tuple[Text, Key]], *, as_tuples: Literal[True], batch_size: int = 64, n_process: int = 1,
        on_error: OnError[Key] = "raise", people: Iterable[Person] = (), progress: Progress | None = None,
    ) -> Generator[tuple[Extraction, Key]]: ...  # fmt: skip

    def pipe(  # type: ignore[no-untyped-def]
        self, texts, *, as_tuples=False, batch_size=64, n_process=1, on_error="raise", people=(), progress=None
    ):
        """Extract from many texts, lazily and in order.

        Args:
            texts: Texts, or Docs that have been tagged and parsed, or pairs of either and whatever identifies it.
            as_tuples: Whether pairs are given, and pairs of extraction and key wanted; a key of letters is the id.
            batch_size: How many texts are worked on together at most; fewer if they are long.
            n_process: How many processes work; give them texts, for a Doc is sent there with all its vocabulary.
            on_error: "raise" an InputError for a text that cannot be worked on, "skip" it, or call this with
                its key (its number, without pairs) and the error.
            people: Who is known beforehand in all these texts, beside those of the settings.
            progress: Called with the number of code points parsed since it was called last, also within a long
                text; only where one process works, this one.

        Raises:
            SettingsError: if the people are none.
            InputError: if one text is given instead of many, or texts without keys with `as_tuples`.
        """
        if isinstance(texts, str | Doc):
            raise InputError("pipe takes many texts; give a list: pipe([text]), or call extract(text)")
        items = _pairs(texts) if as_tuples else ((text, number) for number, text in enumerate(texts))
        many = self._knowing(people).extract_many
        if progress and n_process == 1:
            many = partial(many, progress=progress)
        results = stream(many, items, batch_size=batch_size, n_process=n_process, on_error=on_error)
        return (_identified(each) for each in results) if as_tuples else (extraction for extraction, _ in results)

    def _extraction(self, parse: Parse) -> Extraction:
        return self.extraction_of(analyse(read(parse, self._language), self.models, self.settings))

    def extraction_of(self, analysis: Analysis, id: str | None = None) -> Extraction:
        """Make the records of an analysed text."""
        parse = analysis.doc.parse
        speakers, quotes = build_records(
            analysis.doc, analysis.attributions, analysis.resolution, self.settings, analysis.confidences
        )
        return Extraction(
            id=id, text=parse.text, profile=analysis.profile, model=parse.model, version=__version__,
            weights=self.models.provenance, settings=self.settings, speakers=speakers, quotes=quotes,
        )  # fmt: skip


def _identified(result: tuple[Extraction, Key]) -> tuple[Extraction, Key]:
    """Return the pair with the key as the extraction's id, if it can be one."""
    found, key = result
    return (found.model_copy(update={"id": key}), key) if isinstance(key, str) else result


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Let the search for garbage in cycles rest: a pass makes much that lives as long as itself, and no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _with_introductions(text: str, bounds: Bounds, near: set[int]) -> Bounds:
    """Return the paragraphs `near`, and of the others each that is the first to give a name of these in full."""
    wanted = {name for k in near for name in _NAME.findall(text, *bounds[k])}
    read = []
    for k, span in enumerate(bounds):
        given = wanted.intersection(_FULL_NAME.findall(text, *span))
        if k in near or given:
            read.append(span)
            wanted -= given
    return read


def _checked(settings: Settings | None) -> Settings:
    """Return the settings, or the default ones.

    Raises:
        SettingsError: if they are none.
    """
    if settings is None or isinstance(settings, Settings):
        return settings or Settings()
    if isinstance(settings, dict):
        raise SettingsError("settings are given as a dict; give Settings(**settings)")
    if isinstance(settings, str | Pipeline):
        raise SettingsError("a pipeline is given where settings belong; name it: nlp=...")
    raise SettingsError(f"settings are of type {type(settings).__name__}; give Settings(...)")


def _pairs(texts: Iterable[tuple[Text, Key]]) -> Iterator[tuple[Text, Key]]:
    """Yield the pairs, once it is certain that they are."""
    for pair in texts:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise InputError(
                f"as_tuples=True takes pairs of text and key, not {type(pair).__name__}; "
                "give (text, key), or leave as_tuples out"
            )
        yield pair


@cache
def _loaded(settings: Settings, name: str | None) -> QuoteExtractor:
    return QuoteExtractor(settings, name)


def extract_quotes(
    text: str | Doc, *, settings: Settings | None = None, nlp: Pipeline | str | None = None
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
    settings = _checked(settings)
    extractor = QuoteExtractor(settings, nlp) if isinstance(nlp, Pipeline) else _loaded(settings, nlp)
    return list(extractor.extract(text).quotes)
