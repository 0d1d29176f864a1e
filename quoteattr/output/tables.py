"""Extractions as tables: rows, CSV, pandas, polars.

One row a quotation, plain columns (`Row`), for spreadsheets and data frames. One row a document with every field of the
records, for Parquet and Spark, is made in `quoteattr.integrations.arrow`.
"""

from __future__ import annotations

import csv
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TextIO, TypedDict, Union, cast, get_args, get_origin, get_type_hints

from pydantic import JsonValue
from pydantic_core import to_json

from quoteattr.errors import needing
from quoteattr.output.around import Context, around_of, units_of
from quoteattr.output.speaker_shares import Voice, rank_voices
from quoteattr.records import Quote, Result, Speaker

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Row(TypedDict):
    """One quotation as plain columns; a span is three of them, and all three are None where it is not known.

    `start` and `end` enclose the whole content; `offsets` lists its stretches ("12-30 45-60"), which differ
    where the content is interrupted; `verbatim` are its words between quotation marks. Only `text`, `verbatim` and the
    columns named after a span hold words of the text.
    """

    document: str | None
    id: str
    kind: str
    text: str
    verbatim: str | None
    start: int
    end: int
    offsets: str
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    cue_lemma: str | None
    cue_kind: str | None
    act: str | None
    negated: bool | None
    hypothetical: bool | None
    source: str | None
    source_start: int | None
    source_end: int | None
    source_form: str | None
    speaker_id: str | None
    speaker: str | None
    speaker_named: bool | None
    speaker_kind: str | None
    speaker_gender: str | None
    speaker_confidence: float | None
    speaker_ref: str | None
    addressee: str | None
    addressee_start: int | None
    addressee_end: int | None
    listener_id: str | None
    listener: str | None
    confidence: float
    rule: str
    inside: str | None


COLUMNS: tuple[str, ...] = tuple(Row.__annotations__)
META = "meta_"  # begins the name of a column that came with the text; no other column begins so


class SpeakerRow(TypedDict):
    """One speaker of one document as plain columns; several names, roles or members are parted by "; "."""

    document: str | None
    id: str
    name: str
    named: bool
    kind: str
    gender: str
    ref: str | None
    aliases: str
    roles: str
    members: str
    quotations: int
    words: int


SPEAKER_COLUMNS: tuple[str, ...] = tuple(SpeakerRow.__annotations__)


def to_rows(extractions: Iterable[Result], context: Context | None = None) -> list[Row]:
    """Return one row a quotation, in the order given; what came with its text (`Result.meta`) are further columns.

    Args:
        extractions: of any number of documents.
        context: add what stands around the quotation in its sentence or paragraph, as the columns `before` and `after`.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> texts = ["“It rained,” Ana Lund said.", "“It snowed,” Bo Ek said."]
        >>> [row["source"] for row in to_rows(QuoteExtractor().pipe(texts))]
        ['Ana Lund', 'Bo Ek']
    """
    return list(iter_rows(extractions, context))


def iter_rows(extractions: Iterable[Result], context: Context | None = None) -> Iterator[Row]:
    """Yield the rows of `to_rows` lazily, for more documents than fit in memory."""
    for extraction in extractions:
        meta = meta_columns(extraction.meta)
        units = units_of(extraction.text, context) if context else ()
        for quote in extraction.quotes:
            around = around_of(extraction.text, quote, units) if context else {}
            yield cast("Row", {**_row(extraction.id, quote), **around, **meta})


def iter_speaker_rows(extractions: Iterable[Result]) -> Iterator[SpeakerRow]:
    """Return one row a speaker of each document, with how much they say there; who says most comes first.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> [row["words"] for row in iter_speaker_rows([QuoteExtractor().extract("“It rained,” Ana Lund said.")])]
        [2]
    """
    for extraction in extractions:
        meta = meta_columns(extraction.meta)
        for voice in rank_voices(extraction):
            if voice.speaker is not None:
                yield cast("SpeakerRow", {**_speaker_row(extraction.id, voice.speaker, voice), **meta})


def meta_columns(meta: Mapping[str, JsonValue]) -> dict[str, object]:
    """Return what came with the text as columns: ``date`` is ``meta_date``; lists and objects are JSON."""
    return {
        META + key: to_json(value).decode() if isinstance(value, list | dict) else value for key, value in meta.items()
    }


def columns_of(rows: Iterable[Mapping[str, object]], known: Sequence[str]) -> list[str]:
    """Return the known columns and those that came with the texts, in the order in which they are met."""
    return list(dict.fromkeys(chain(known, *rows)))


def write_csv(extractions: Iterable[Result], stream: TextIO) -> None:
    r"""Write one line a quotation under a line of column names; what is not known is an empty field.

    Words are written as they stand in the text, so a cell may begin with "=", "+", "-" or "@": where a spreadsheet
    would take that for a formula, import as text, or write a workbook (`quoteattr.output.excel`).

    Args:
        extractions: of any number of documents; all are read before the column names are written.
        stream: opened with ``newline=""`` (as the csv module asks), or line breaks in a quotation change.
    """
    write_table(to_rows(extractions), COLUMNS, stream)


def write_table(
    rows: Sequence[Mapping[str, object]], known: Sequence[str], stream: TextIO, delimiter: str = ","
) -> None:
    """Write rows as CSV, or with another delimiter, under a line of column names, the known ones first."""
    writer = csv.DictWriter(stream, columns_of(rows, known), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def to_pandas(extractions: Iterable[Result]) -> pd.DataFrame:
    """Return one row a quotation, in columns of pandas' nullable types, also where there are no rows.

    Raises:
        MissingExtraError: pandas is not installed.

    Example:
        >>> to_pandas([]).dtypes["cue_start"]
        Int64Dtype()
    """
    with needing("pandas", "pandas"):
        import pandas as pd
    dtypes = {"str": "string", "int": "Int64", "float": "Float64", "bool": "boolean"}
    rows = to_rows(extractions)
    frame = pd.DataFrame(rows, columns=columns_of(rows, COLUMNS)).convert_dtypes()
    return frame.astype({name: dtypes[kind.__name__] for name, kind in _column_types().items()})


def to_polars(extractions: Iterable[Result]) -> pl.DataFrame:
    """Return one row a quotation, in typed columns, also where there are no rows.

    Raises:
        MissingExtraError: polars is not installed.

    Example:
        >>> to_polars([]).schema["confidence"]
        Float64
    """
    with needing("polars", "polars"):
        import polars as pl
    dtypes = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean}
    schema = {name: dtypes[kind] for name, kind in _column_types().items()}
    rows = to_rows(extractions)
    meta = {name: None for name in columns_of(rows, ()) if name not in schema}  # polars sees which type fits
    return pl.DataFrame(rows, schema={**schema, **meta}, infer_schema_length=None, strict=False)


def _speaker_row(document: str | None, speaker: Speaker, voice: Voice) -> SpeakerRow:
    return SpeakerRow(
        document=document,
        id=speaker.id,
        name=speaker.name,
        named=speaker.named,
        kind=speaker.kind,
        gender=speaker.gender,
        ref=speaker.ref,
        aliases="; ".join(speaker.aliases),
        roles="; ".join(speaker.roles),
        members="; ".join(speaker.members),
        quotations=voice.quotes,
        words=voice.words,
    )


def _row(document: str | None, quote: Quote) -> Row:
    cue, source, speaker, addressee = quote.cue, quote.source, quote.speaker, quote.addressee
    return Row(
        document=document,
        id=quote.id,
        kind=quote.kind,
        text=quote.text,
        verbatim=" ".join(span.text for span in quote.verbatim) or None,
        start=quote.content[0].start,
        end=quote.content[-1].end,
        offsets=" ".join(f"{span.start}-{span.end}" for span in quote.content),
        cue=cue.text if cue else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        cue_lemma=cue.lemma if cue else None,
        cue_kind=cue.kind if cue else None,
        act=cue.act if cue else None,
        negated=cue.negated if cue else None,
        hypothetical=cue.hypothetical if cue else None,
        source=source.text if source else None,
        source_start=source.start if source else None,
        source_end=source.end if source else None,
        source_form=source.form if source else None,
        speaker_id=speaker.id if speaker else None,
        speaker=speaker.name if speaker else None,
        speaker_named=speaker.named if speaker else None,
        speaker_kind=speaker.kind if speaker else None,
        speaker_gender=speaker.gender if speaker else None,
        speaker_confidence=quote.speaker_confidence,
        speaker_ref=speaker.ref if speaker else None,
        addressee=addressee.text if addressee else None,
        addressee_start=addressee.start if addressee else None,
        addressee_end=addressee.end if addressee else None,
        listener_id=quote.listener.id if quote.listener else None,
        listener=quote.listener.name if quote.listener else None,
        confidence=quote.confidence,
        rule=quote.rule,
        inside=quote.inside,
    )


def _column_types() -> dict[str, type]:
    """Return the type of each column of `Row`, None aside."""
    return {name: not_none(hint)[0] for name, hint in get_type_hints(Row).items()}


# Annotations are values of no common type (classes, unions, generic aliases): hence `object` below.
def not_none(hint: object) -> tuple[type, bool]:
    """Return a hint without its None, and whether it had one."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False  # type: ignore[return-value]
    (inner,) = (each for each in get_args(hint) if each is not type(None))
    return inner, True
