"""The shortest use: one text in, its quotations out, each with its speaker and exact offsets.

    python examples/quickstart.py

Each line is: speaker, cue, words, and how sure it is.
"""

from __future__ import annotations

from pathlib import Path

from quoteattr import extract_quotes

ARTICLE = Path(__file__).with_name("article.txt")


def main() -> None:
    """Print who said what in the sample article."""
    text = ARTICLE.read_text(encoding="utf-8")
    for quote in extract_quotes(text):
        speaker = quote.speaker.name if quote.speaker else "somebody"
        cue = quote.cue.text if quote.cue else "-"
        print(f"{speaker} | {cue} | {quote.text} | {quote.confidence:.2f}")
        for span in quote.content:
            assert text[span.start : span.end] == span.text


if __name__ == "__main__":
    main()
