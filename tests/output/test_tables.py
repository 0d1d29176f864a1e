"""Tables: one row a quotation, typed also when empty, every value as in the records; Arrow loses nothing."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from samples import TEXT, sample

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import MissingExtraError
from quoteattr.integrations import arrow
from quoteattr.output import tables
from quoteattr.settings import Settings

Convert = Callable[[Iterable[Extraction]], object]
EMPTY = Extraction(text="", model="by hand")


def test_row_holds_the_records_fields() -> None:
    """The first sample quotation, column by column."""
    row = tables.to_rows([sample()])[0]
    one, two = sample().quotes[0].content
    assert row == {
        "document": "bridge.txt",
        "id": "q1",
        "kind": "direct",
        "text": "“The bridge \U0001f309 is safe,” “and it will open in June.”",
        "verbatim": "The bridge \U0001f309 is safe, and it will open in June.",
        "start": one.start,
        "end": two.end,
        "offsets": f"{one.start}-{one.end} {two.start}-{two.end}",
        "cue": "said",
        "cue_start": TEXT.index("said,"),
        "cue_end": TEXT.index("said,") + 4,
        "cue_lemma": "say",
        "cue_kind": "verb",
        "act": "speech",
        "negated": False,
        "hypothetical": False,
        "source": "Mayor Ana Sólyom",
        "source_start": TEXT.index("Mayor"),
        "source_end": TEXT.index(" said"),
        "source_form": "name",
        "speaker_id": "s1",
        "speaker": "Ana Sólyom",
        "speaker_named": True,
        "speaker_kind": "person",
        "speaker_gender": "female",
        "speaker_confidence": None,
        "speaker_ref": "Q42",
        "addressee": None,
        "addressee_start": None,
        "addressee_end": None,
        "listener_id": None,
        "listener": None,
        "confidence": 0.98,
        "rule": "the verb's clause",
        "inside": None,
    }


def test_what_is_not_known_is_none() -> None:
    row = tables.to_rows([sample()])[-1]
    known = {"document", "id", "kind", "text", "verbatim", "start", "end", "offsets", "confidence", "rule"}
    assert {name for name, value in row.items() if value is not None} == known


def test_rows_keep_the_order_of_documents() -> None:
    other = sample().model_copy(update={"id": "b"})
    assert [(row["document"], row["id"]) for row in tables.to_rows([other, EMPTY, sample()])] == [
        (document, f"q{n}") for document in ("b", "bridge.txt") for n in range(1, 8)
    ]


def test_csv_reads_back_with_line_breaks_quotes_and_astral_characters() -> None:
    """A content over two lines, CRLF within, comes back as it was, and so do the offsets."""
    text = 'A “one,\r\n"two" \U0001f309” b'
    whole = {"start": 2, "end": len(text) - 2, "text": text[2:-2]}
    quote = {"id": "q1", "kind": "direct", "content": [whole], "text": whole["text"]}
    quote |= {"confidence": 1, "rule": "=1+1"}
    extraction = Extraction.model_validate({"text": text, "model": "by hand", "quotes": [quote]})
    stream = io.StringIO(newline="")
    tables.write_csv([extraction], stream)
    stream.seek(0)
    (row,) = csv.DictReader(stream)
    assert row["text"] == text[int(row["start"]) : int(row["end"])] == text[2:-2]
    assert row["rule"] == "=1+1"
    assert row["cue"] == row["cue_start"] == ""


def test_csv_of_nothing_has_its_header() -> None:
    stream = io.StringIO()
    tables.write_csv([], stream)
    assert stream.getvalue() == ",".join(tables.COLUMNS) + "\n"


@pytest.mark.parametrize("extractions", [[sample()], [EMPTY], []])
def test_pandas_has_nullable_types_whatever_the_rows(extractions: list[Extraction]) -> None:
    frame = tables.to_pandas(extractions)
    assert tuple(frame.columns) == tables.COLUMNS
    assert frame["start"].dtype == frame["cue_start"].dtype == pd.Int64Dtype()
    assert frame["negated"].dtype == pd.BooleanDtype()
    assert frame["confidence"].dtype == pd.Float64Dtype()
    assert frame["speaker"].dtype == pd.StringDtype()
    assert len(frame) == sum(len(extraction.quotes) for extraction in extractions)


def test_pandas_slices_the_text() -> None:
    frame = tables.to_pandas([sample()])
    sourced = frame.dropna(subset=["source"])
    assert len(sourced) == 6
    assert [TEXT[start:end] for start, end in zip(sourced.source_start, sourced.source_end, strict=True)] == [
        *sourced.source
    ]
    assert frame.groupby("speaker").size().to_dict()["Ana Sólyom"] == 2


@pytest.mark.parametrize("extractions", [[sample()], [EMPTY], []])
def test_polars_has_typed_columns_whatever_the_rows(extractions: list[Extraction]) -> None:
    frame = tables.to_polars(extractions)
    assert tuple(frame.columns) == tables.COLUMNS
    assert frame.schema["cue_start"] == pl.Int64
    assert frame.schema["negated"] == pl.Boolean
    assert frame.schema["inside"] == pl.String
    assert frame.to_dicts() == tables.to_rows(extractions)


def test_what_came_with_the_texts_is_in_columns_of_its_own() -> None:
    """Documents need not have the same keys; a key may be called as a column is."""
    one = sample().model_copy(update={"meta": {"date": "2026-01-03", "kind": "wire"}})
    two = sample().model_copy(update={"meta": {"date": "2026-01-04", "views": 7, "tags": ["a", "b"]}})
    stream = io.StringIO(newline="")
    tables.write_csv([one, two], stream)
    first, *_, last = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    meta = ["meta_date", "meta_kind", "meta_views", "meta_tags"]
    assert list(first) == [*tables.COLUMNS, *meta]
    assert [first[name] for name in meta] == ["2026-01-03", "wire", "", ""]
    assert [last[name] for name in meta] == ["2026-01-04", "", "7", '["a","b"]']
    assert first["kind"] == "direct"
    assert tables.to_pandas([one, two])["meta_views"].to_list()[-1] == 7
    assert tables.to_polars([one, two])["meta_views"].to_list() == [None] * 7 + [7] * 7


def test_arrow_loses_nothing(tmp_path: Path) -> None:
    """Through a Parquet file and back: equal records, whatever was None."""
    told = {"settings": Settings(remove_cues=frozenset({"toast"})), "meta": {"date": "2026-01-03", "tags": [1, None]}}
    extractions = [sample(), EMPTY, sample().model_copy(update=told)]
    pq.write_table(arrow.to_arrow(extractions), tmp_path / "quotes.parquet")
    assert list(arrow.from_arrow(pq.read_table(tmp_path / "quotes.parquet"))) == extractions


def test_arrow_schema_follows_the_records() -> None:
    """Fields in the records' order; only what may be None is nullable."""
    schema = arrow.arrow_schema()
    assert schema.names == list(Extraction.model_fields)
    quote = schema.field("quotes").type.value_type
    assert quote.field("confidence").type == "double"
    assert not quote.field("confidence").nullable
    assert quote.field("cue").nullable
    assert quote.field("cue").type.field("negated").type == "bool"
    assert quote.field("content").type.value_type.field("start").type == "int64"
    assert arrow.to_arrow([]).schema == schema


@pytest.mark.parametrize(
    ("package", "extra", "convert"),
    [
        ("pandas", "pandas", tables.to_pandas),
        ("polars", "polars", tables.to_polars),
        ("pyarrow", "arrow", arrow.to_arrow),
    ],
)
def test_missing_package_names_the_command(
    package: str, extra: str, convert: Convert, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"{package} is not .* pip install 'quoteattr\[{extra}\]'"):
        convert([sample()])
