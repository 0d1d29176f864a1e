"""Many machines: a function for Spark's `mapInArrow`, and the schema of what it gives.

    texts.mapInArrow(extract_batches, schema=spark_schema())

Workers need the Python that quoteattr is installed in: set ``PYSPARK_PYTHON`` to it before the session begins, as
`examples/spark_job.py` does. The function works on Arrow record batches, wherever they come from; it does not need
Spark.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import InputError, needing
from quoteattr.extractor import QuoteExtractor
from quoteattr.integrations.arrow import arrow_row, arrow_schema, pyarrow
from quoteattr.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql.types import StructType

_ROWS = 64  # texts at a time: Spark's batches of ten thousand would be too much memory


def extract_batches(
    batches: Iterator[pa.RecordBatch],
    *,
    text_column: str = "text",
    id_column: str | None = "id",
    settings: Settings | None = None,
    model: str | None = None,
) -> Iterator[pa.RecordBatch]:
    """Extract from the texts of every batch, lazily: one row a text, in order, none lost.

    A text that cannot be worked on gives a row without quotations whose column ``error`` says why. The
    model is loaded once in a worker process.

    Args:
        batches: Batches with a column of texts.
        text_column: The name of that column.
        id_column: The name of the column that identifies a text; None if there is none.
        settings: What to extract.
        model: The name of the spaCy pipeline; without it, the first one installed.

    Raises:
        InputError: if a batch lacks a column.
        ModelNotFoundError: if the pipeline is not installed on the worker.
    """
    extractor = _extractor(settings or Settings(), model)
    for batch in batches:
        for start in range(0, batch.num_rows, _ROWS):
            rows = batch.slice(start, _ROWS)
            texts = _column(rows, text_column)
            ids = _column(rows, id_column) if id_column is not None else [None] * len(texts)
            yield _to_batch(_extract(extractor, texts, ids))


def output_schema() -> pa.Schema:
    """Return the Arrow schema of what `extract_batches` gives: the fields of `Extraction`, and ``error``.

    Raises:
        MissingExtraError: if pyarrow is not installed.
    """
    pa = pyarrow()
    return arrow_schema().append(pa.field("error", pa.string()))


def spark_schema() -> StructType:
    """Return the same schema as `mapInArrow` wants it.

    Raises:
        MissingExtraError: if pyspark is not installed.
    """
    with needing("pyspark", "spark"):
        from pyspark.sql.pandas.types import from_arrow_schema
    return from_arrow_schema(output_schema())


@cache
def _extractor(settings: Settings, model: str | None) -> QuoteExtractor:
    return QuoteExtractor(settings, model)


def _column(rows: pa.RecordBatch, name: str) -> list[Any]:  # Any: a column holds whatever it holds
    if name not in rows.schema.names:
        raise InputError(f"no column {name!r} among {', '.join(rows.schema.names)}; name it: text_column, id_column")
    values: list[Any] = rows.column(name).to_pylist()
    return values


def _extract(extractor: QuoteExtractor, texts: list[Any], ids: list[Any]) -> Iterator[tuple[Extraction, str | None]]:
    """Yield each text's extraction, and what is wrong with the text if anything is."""
    failed: dict[int, InputError] = {}
    pairs = ((text, number) for number, text in enumerate(texts))
    done = {number: found for found, number in extractor.pipe(pairs, as_tuples=True, on_error=failed.__setitem__)}
    for number, (text, id) in enumerate(zip(texts, ids, strict=True)):
        known = done.get(number) or Extraction(text=text if isinstance(text, str) else "", model="")
        error = str(failed[number]) if number in failed else None
        yield known.model_copy(update={"id": None if id is None else str(id)}), error


def _to_batch(results: Iterator[tuple[Extraction, str | None]]) -> pa.RecordBatch:
    rows = [arrow_row(extraction) | {"error": error} for extraction, error in results]
    return pyarrow().RecordBatch.from_pylist(rows, schema=output_schema())
