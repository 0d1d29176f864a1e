"""Who speaks most in a folder of articles: a bar chart of quoted words by speaker.

    python examples/who_speaks_most.py [FOLDER [PICTURE.png]]

Speakers are found anew in each document and joined here by name: enough for a few articles about the same people;
in a larger archive two people may share a name.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import matplotlib

matplotlib.use("agg")  # draws into a file, so no display is needed

import matplotlib.pyplot as plt

from quoteattr import QuoteExtractor, Settings

SHOWN = 10


def words_by_speaker(folder: Path) -> Counter[str]:
    """Words in quotations by the name of their speaker; unnamed speakers are left out."""
    words: Counter[str] = Counter()
    extractor = QuoteExtractor(Settings(kinds=frozenset({"direct", "mixed"})))
    for extraction in extractor.pipe(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))):
        for quote in extraction.quotes:
            if quote.speaker and quote.speaker.named:
                words[quote.speaker.name] += len(quote.text.split())
    return words


def main(folder: str = "", picture: str = "who_speaks_most.png") -> None:
    """Draw the chart and print its figures."""
    words = words_by_speaker(Path(folder) if folder else Path(__file__).with_name("articles"))
    names, counts = zip(*words.most_common(SHOWN), strict=True)
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    axes.barh(names, counts, color="#4477aa")
    axes.invert_yaxis()  # the most first
    axes.set_xlabel("words quoted")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(picture)
    for name, count in zip(names, counts, strict=True):
        print(f"{count:4} {name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
