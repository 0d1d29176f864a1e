"""The spaCy component: ``nlp.add_pipe("quoteattr")`` puts quotations and speakers on every `Doc`.

What was found is stored as plain data in ``doc.user_data["quoteattr"]``, which survives `Doc.to_bytes`,
`DocBin(store_user_data=True)` and ``n_process``. ``doc._.quotes`` and ``doc._.speakers`` make records of it,
``doc.spans`` holds the same as span groups "quotes", "cues" and "sources".
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from pydantic import ValidationError
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import from_bytes, from_disk, registry, to_bytes, to_disk

from quoteattr.assembly.extraction import Extraction
from quoteattr.document.paragraphs import paragraphs
from quoteattr.errors import SettingsError, first_problem
from quoteattr.extractor import QuoteExtractor
from quoteattr.integrations.spacy_people import people_of
from quoteattr.output.spacy_doc import GROUPS, KEY, annotate
from quoteattr.records import Quote, Speaker
from quoteattr.settings import Settings

SCORER = "quoteattr.quotes_scorer.v1"
ScoreFunction = Callable[..., dict[str, object]]  # spaCy's scorers take any keyword


class QuoteComponent:
    """Finds who says what in a parsed `Doc`.

    Args:
        nlp: The pipeline the component is part of.
        settings: What to find.
        scorer: What `nlp.evaluate` calls; None for no scores.
        name: The component's name in the pipeline.
        use_ents: Whether the people among the entities of a `Doc` are known: `doc.ents`, with a linker's ids.
        weights: A folder with weights that `quoteattr train` wrote, or None for the package's own.
    """

    def __init__(
        self,
        nlp: Language,
        settings: Settings,
        scorer: ScoreFunction | None = None,
        name: str = "quoteattr",
        use_ents: bool = False,
        weights: str | None = None,
    ) -> None:
        self.name = name
        self.scorer = scorer
        self.settings = settings
        self.use_ents = use_ents
        self.weights = weights
        self._nlp = nlp
        self._extractor: QuoteExtractor | None = None  # made when the pipeline around it is complete

    def __getstate__(self) -> dict[str, object]:
        """Return the component without its extractor, which is made anew: it would be read before the pipeline is."""
        return {**self.__dict__, "_extractor": None}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the `Doc`.

        Raises:
            ModelNotSuitableError: if it has no tags or dependencies.
            DataError: if the folder of the config holds no weights, or damaged ones.
        """
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> Extraction:
        """Return what is found in the `Doc`, which stays as it is."""
        if self._extractor is None or self._extractor.settings != self.settings:
            self._extractor = QuoteExtractor(self.settings, self._nlp, self.weights)
        return self._extractor.extract(doc, people=people_of(doc) if self.use_ents else ())

    def set_annotations(self, doc: Doc, extraction: Extraction) -> None:
        """Put an extraction of this very text on the `Doc`."""
        annotate(doc, extraction)

    def score(self, examples: Iterable[Example], **kwargs: object) -> dict[str, object]:
        """Return the scorer's figures for `nlp.evaluate`."""
        return self.scorer(examples, **kwargs) if self.scorer is not None else {}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the component as bytes; its only part is "settings"."""
        return to_bytes({"settings": self._write}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Become what `to_bytes` was called on."""
        from_bytes(data, {"settings": self._read}, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component to a directory; its only part is "settings"."""

        def write(file: Path) -> None:
            file.write_bytes(self._write())

        to_disk(path, {"settings.json": write}, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Become what `to_disk` was called on."""
        from_disk(path, {"settings.json": lambda file: self._read(file.read_bytes())}, exclude)
        return self

    def _write(self) -> bytes:
        return self.settings.model_dump_json().encode()

    def _read(self, data: bytes) -> None:
        self.settings = Settings.model_validate_json(data)


def extraction_of(doc: Doc) -> Extraction | None:
    """Return the extraction a component put on the `Doc`; None if none did."""
    data = doc.user_data.get(KEY)
    return None if data is None else Extraction.model_validate({**data, "text": doc.text})


def quotes_of(doc: Doc) -> tuple[Quote, ...]:
    """Return the quotations of a `Doc` (the getter of ``doc._.quotes``), made anew at each call: keep them."""
    extraction = extraction_of(doc)
    return extraction.quotes if extraction else ()


def speakers_of(doc: Doc) -> tuple[Speaker, ...]:
    """Return the speakers of a `Doc` (the getter of ``doc._.speakers``)."""
    extraction = extraction_of(doc)
    return extraction.speakers if extraction else ()


DEFAULTS = Settings().model_dump(mode="json")


@Language.factory(
    "quoteattr",
    assigns=["doc.spans", "doc._.quotes", "doc._.speakers"],
    requires=["token.tag", "token.dep", "token.head"],
    default_config={**DEFAULTS, "use_ents": False, "weights": None, "scorer": {"@scorers": SCORER}},
    default_score_weights={"spans_quotes_f": 1.0, "spans_quotes_p": 0.0, "spans_quotes_r": 0.0},
)
def create_quoteattr(
    nlp: Language,
    name: str,
    kinds: list[str],
    acts: list[str] | str,
    profile: str,
    min_confidence: float | None,
    min_speaker_confidence: float,
    resolve_speakers: bool,
    nested: bool,
    add_cues: list[dict[str, str]],
    remove_cues: list[str],
    people: list[dict[str, object]],
    closed: bool,
    language: str,
    use_ents: bool,
    weights: str | None,
    scorer: ScoreFunction | None,
) -> QuoteComponent:
    """Make the component from the config of `nlp.add_pipe`: fields of `Settings` and arguments of `QuoteComponent`.

    Raises:
        SettingsError: if a value is not one of those allowed.
    """
    config = {
        "kinds": kinds, "acts": acts, "profile": profile, "min_confidence": min_confidence,
        "min_speaker_confidence": min_speaker_confidence, "resolve_speakers": resolve_speakers, "nested": nested,
        "add_cues": add_cues, "remove_cues": remove_cues, "people": people, "closed": closed, "language": language,
    }  # fmt: skip
    try:
        settings = Settings.model_validate(config)
    except ValidationError as error:
        raise SettingsError(f"config of {name!r}: {first_problem(error)}") from error
    return QuoteComponent(nlp, settings, scorer, name, use_ents, weights)


@registry.scorers(SCORER)  # type: ignore[untyped-decorator]  # catalogue has no types
def make_quotes_scorer() -> ScoreFunction:
    """Return the scorer of the component: precision, recall and F of the spans in ``doc.spans["quotes"]``."""
    return score_quotes


def score_quotes(examples: Iterable[Example], **kwargs: object) -> dict[str, object]:
    """Compare each span group with the reference: ``spans_quotes_f``, ``spans_cues_f``, ``spans_sources_f``.

    A span counts if its tokens and its label (the quotation's kind, the cue's act, the source's form) are
    right. Groups the reference has not are None.
    """
    examples = list(examples)
    scores: dict[str, object] = {}
    for group in GROUPS:
        scores |= _score_group(examples, group)
    return scores


def _score_group(examples: list[Example], group: str) -> dict[str, object]:
    return Scorer.score_spans(
        examples,
        f"spans_{group}",
        getter=lambda doc, _: doc.spans.get(group, []),
        has_annotation=lambda doc: group in doc.spans,
        allow_overlap=True,
    )


@Language.component("quoteattr_paragraphs", assigns=["token.is_sent_start"])
def start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """Let a sentence begin at every paragraph; to be put before the parser, which then keeps to it.

    Otherwise one sentence in eleven of a news article crosses a paragraph break, and quotations with it.
    """
    starts = iter([start for start, _ in paragraphs(doc.text)])
    start = next(starts, None)
    for token in doc:
        if start is not None and token.idx + len(token.text) > start and not token.is_space:
            token.is_sent_start = True
            start = next((later for later in starts if later > token.idx), None)
    return doc


def register_extensions() -> None:
    """Make ``doc._.quotes`` and ``doc._.speakers`` known, unless they are: another's stay another's."""
    for name, getter in (("quotes", quotes_of), ("speakers", speakers_of)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)


register_extensions()
