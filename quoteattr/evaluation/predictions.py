"""Where predictions come from: a file of extractions, or the extractor itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from quoteattr.errors import InputError
from quoteattr.evaluation.gold import GoldDocument, Prediction, prediction_of
from quoteattr.records import Extraction

Predictions = Mapping[str, Sequence[Prediction]]  # by document


def predictions_of(extractions: Iterable[Extraction]) -> Predictions:
    """The predictions of extractions whose ids are names of documents."""
    return {one.id: [prediction_of(quote) for quote in one.quotes] for one in extractions if one.id}


def read_predictions(path: Path, documents: Sequence[GoldDocument]) -> Predictions:
    """Read extractions as JSON lines, one document a line with its name as `id`.

    Documents of other names are passed over, so that one file may serve several splits.

    Raises:
        InputError: the file cannot be read, an extraction is of another text than the document of its name,
            or no document has any extraction.
    """
    texts = {document.id: document.text for document in documents}
    kept = []
    for number, extraction in _extractions(path):
        if extraction.id in texts:
            if extraction.text != texts[extraction.id]:
                raise InputError(
                    f"{path}:{number}: not the text of {extraction.id}; extract from the corpus's own text"
                )
            kept.append(extraction)
    if not kept:
        raise InputError(
            f"{path}: no extraction has the id of a document to evaluate, such as {documents[0].id!r}; "
            "give each extraction its document's name as id"
        )
    return predictions_of(kept)


def _extractions(path: Path) -> Iterator[tuple[int, Extraction]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8: {error}; give a file of JSON lines") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, Extraction.model_validate_json(line)
            except ValidationError as error:
                problem = error.errors()[0]["msg"]
                raise InputError(
                    f"{path}:{number}: not an extraction: {problem}; write it with `quoteattr extract`"
                ) from None
