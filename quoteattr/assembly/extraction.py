"""What users get for a text: its `Result`, with the tables and pages that can be made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from quoteattr.output.pages.html import render_frame, render_page
from quoteattr.output.script.lines import Line, to_script
from quoteattr.output.tables import Row, to_pandas, to_rows
from quoteattr.records import Result
from quoteattr.settings import Settings

if TYPE_CHECKING:
    import pandas as pd


class Extraction(Result):
    """All that was found in one text; validates back from its own JSON.

    Raises:
        pydantic.ValidationError: on construction, if a span does not match the text, or the speaker of a quotation is
            not as in `speakers`.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> extraction = QuoteExtractor().extract("“It rained,” Ana Lund said.")
        >>> [(speaker.name, len(quotes)) for speaker, quotes in extraction.by_speaker().items() if speaker]
        [('Ana Lund', 1)]
        >>> Extraction.model_validate_json(extraction.model_dump_json()) == extraction
        True
    """

    settings: Settings | None = Field(default=None, description="what was asked for; None if it is not known")

    def to_html(self, title: str | None = None) -> str:
        """Make one self-contained page: the text as given, quotations tinted by speaker (`html.render_page`).

        Example:
            >>> Extraction(text="It rained.", model="none").to_html("Weather")[:15]
            '<!doctype html>'
        """
        return render_page(self, title)

    def _repr_html_(self) -> str:
        """Return the page for a notebook's cell."""
        return render_frame(self)

    def to_script(self) -> list[Line]:
        """Return the whole text as lines in order, each with its speaker, narrator or "unknown" (`script.lines`).

        Example:
            >>> from quoteattr import QuoteExtractor
            >>> extraction = QuoteExtractor().extract("“It rained,” Ana Lund said.")
            >>> [line.speaker for line in extraction.to_script()]
            ['Ana Lund', 'narrator']
        """
        return to_script(self)

    def to_rows(self) -> list[Row]:
        """Return one plain dictionary a quotation. See `tables.Row` for the columns.

        Example:
            >>> from quoteattr import QuoteExtractor
            >>> (row,) = QuoteExtractor().extract("“It rained,” Ana Lund said.").to_rows()
            >>> row["text"], row["cue"], row["source"], row["start"], row["end"]
            ('“It rained,”', 'said', 'Ana Lund', 0, 12)
        """
        return to_rows([self])

    def to_dataframe(self) -> pd.DataFrame:
        """Return one row a quotation, as a pandas data frame; `tables.to_polars` and `arrow.to_arrow` give others.

        Raises:
            MissingExtraError: pandas is not installed.

        Example:
            >>> from quoteattr import QuoteExtractor
            >>> QuoteExtractor().extract("“It rained,” Ana Lund said.").to_dataframe()["source"].to_list()
            ['Ana Lund']
        """
        return to_pandas([self])
