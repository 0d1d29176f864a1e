"""Where predictions come from: a file of extractions, or the extractor itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.corrected import extractions_in
from quoteattr.evaluation.corpora.gold import GoldDocument, Prediction, predictions_of
from quoteattr.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

Predictions = Mapping[str, Sequence[Prediction]]  # by document


def read_predictions(path: Path, documents: Sequence[GoldDocument]) -> Predictions:
    """Read extractions as JSON lines, one document a line with its name as `id`.

    Documents of other names are passed over, so that one file may serve several splits.

    Raises:
        InputError: the file cannot be read, an extraction is of another text than the document of its name,
            or no document has any extraction.
    """
    texts = {document.id: document.text for document in documents}
    found: dict[str, list[Prediction]] = {}
    for number, extraction in extractions_in(path):
        if extraction.id is not None and extraction.id in texts:
            if extraction.text != texts[extraction.id]:
                raise InputError(
                    f"{path}:{number}: not the text of {extraction.id}; extract from the corpus's own text"
                )
            found[extraction.id] = predictions_of(extraction)
    if not found:
        raise InputError(
            f"{path}: no extraction has the id of a document to evaluate, such as {documents[0].id!r}; "
            "give each extraction its document's name as id"
        )
    return found


def extract_predictions(
    documents: Sequence[GoldDocument],
    settings: Settings,
    nlp: Language | None = None,
    n_process: int = 1,
    weights: Path | None = None,
    cast: bool = False,
) -> tuple[Predictions, str]:
    """Extract from the documents, with each one's `cast` given if asked for; also the name of what did it.

    Raises:
        QuoteattrError: nothing can be extracted, as `QuoteExtractor` says.
    """
    from quoteattr.extractor import QuoteExtractor  # loads spaCy, which reading a file does not need

    extractor = QuoteExtractor(settings.model_copy(update={"closed": cast or settings.closed}), nlp, weights)
    pairs: Iterable[tuple[Extraction, str]]
    if cast:
        pairs = ((extractor.extract(each.text, people=each.cast), each.id) for each in documents)
    else:
        texts = ((document.text, document.id) for document in documents)
        # a few at a time: each may be a novel
        pairs = extractor.pipe(texts, as_tuples=True, batch_size=4, n_process=n_process)
    found: dict[str, list[Prediction]] = {}
    made = ""
    for extraction, name in pairs:
        found[name] = predictions_of(extraction)
        made = f"{extraction.model}, weights {extraction.weights}" if weights else extraction.model
    return found, f"quoteattr with {made}{', each with its gold list of characters' if cast else ''}"
