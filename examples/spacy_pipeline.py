"""Quotations inside any spaCy pipeline: on every `Doc`, beside whatever else the pipeline finds.

    python examples/spacy_pipeline.py

With a pipeline of your own, `nlp = spacy.load("...")` and the two `add_pipe` calls are all it takes.
"""

from __future__ import annotations

from quoteattr.document.spacy_models import load_model

TEXTS = [
    "“The ferry is late again,” Noor Vale told passengers. She said that fog was to blame.",
    "According to the harbour office, no boat will sail before noon.",
]


def main() -> None:
    """Print quotations, speakers and spans of two texts."""
    nlp = load_model()
    nlp.add_pipe("quoteattr_paragraphs", before="parser")  # sentences then never cross a paragraph break
    nlp.add_pipe("quoteattr", config={"min_confidence": 0.5})
    for doc in nlp.pipe(TEXTS):
        for quote in doc._.quotes:
            print(f"{quote.kind}: {quote.text} ({quote.source.text if quote.source else '?'})")
        print("speakers:", ", ".join(speaker.name for speaker in doc._.speakers))
        print("cues as spaCy spans:", [(span.text, span.start, span.end) for span in doc.spans["cues"]])


if __name__ == "__main__":
    main()
