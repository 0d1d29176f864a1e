"""A folder of texts to one Parquet file, one row a document with all fields, however many documents there are.

    python examples/batch_to_parquet.py [FOLDER [FILE.parquet [PROCESSES]]]

Texts are read and results written as they come, so that memory stays the same for ten documents or a million.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from quoteattr import Extraction, QuoteExtractor
from quoteattr.integrations.arrow import arrow_schema, from_arrow, to_arrow

ROWS = 1000  # documents in memory at a time


def found_in(folder: Path, n_process: int) -> Iterator[Extraction]:
    """The extraction of every text of the folder, with the file's name for its id."""
    files = sorted(folder.glob("*.txt"))
    texts = ((path.read_text(encoding="utf-8"), path.name) for path in files)
    extractor = QuoteExtractor()
    for extraction, name in extractor.pipe(texts, as_tuples=True, n_process=n_process, on_error="skip"):
        yield extraction.model_copy(update={"id": name})


def main(folder: str = "", target: str = "quotes.parquet", n_process: str = "1") -> None:
    """Write the file, then read it back as records."""
    source = Path(folder) if folder else Path(__file__).with_name("articles")
    with pq.ParquetWriter(target, arrow_schema()) as writer:
        found = found_in(source, int(n_process))
        while extractions := list(islice(found, ROWS)):
            writer.write_table(to_arrow(extractions))
    for extraction in from_arrow(pq.read_table(target)):
        print(f"{extraction.id}: {len(extraction.quotes)} quotations by {len(extraction.speakers)} speakers")


if __name__ == "__main__":
    main(*sys.argv[1:])
