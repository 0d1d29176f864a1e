"""Texts that ask for more work than others, each made in any length."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

ARTICLE = " ".join((Path(__file__).parents[2] / "examples" / "article.txt").read_text(encoding="utf-8").split()) + " "


def name(k: int) -> str:
    """The k-th of 166,375 names that no list knows."""
    syllables = ""
    for _ in range(3):
        syllables += "bdfglmnprst"[k % 11] + "aeiou"[k // 11 % 5]
        k //= 55
    return syllables.capitalize()


TEXTS: dict[str, Callable[[int], str]] = {
    "one line": lambda n: ARTICLE * (n // len(ARTICLE.split()) + 1),
    "an entity a sentence": lambda n: "\n\n".join(f"“It rained,” said {name(k)} {name(7 * k)}." for k in range(n // 9)),
    "a role a sentence": lambda n: "\n\n".join(f"The {name(k)} minister said it rained." for k in range(n // 7)),
    "nested": lambda n: "“a ‘b " * (n // 8) + "c’ d” " * (n // 8),
    "marks alone": lambda n: '" ' * n,
    "alternation": lambda n: " ".join(random.Random(7).choices([*"“”‘’'\",.", "said", "Ana", "it"], k=n)),
    "labels": lambda n: "\n".join(f"{name(k % 40).upper()}: It rained here." for k in range(n // 6)),
    "a script": lambda n: "\n".join(f"{name(k % 40).upper()}\nIt rained here." for k in range(n // 4)),
    "names alone": lambda n: "\n".join(name(k % 40).upper() for k in range(n)),
    "utterances": lambda n: "“It rained here,” Ana and all the others whom she knew honked. " * (n // 60),
    "pointing back": lambda n: "“It rained here today.”\n\nThat was what she said.\n\n" * (n // 10),
    "soft hyphens": lambda n: "It rai\u00adned he\u200dre, sa\u00adid Re\u0301my.\n\n" * (n // 5),
    "cues alone": lambda n: "he said " * (n // 2),
    "one coordination": lambda n: ", ".join(name(k) for k in range(n // 2)) + " said it rained.",
    "particles": lambda n: f"Ana {'de ' * (n - 5)}Lund said it rained.",
    "signatures": lambda n: "\n".join(f"“It rained here today.” — {name(k)} {name(k + 5)}" for k in range(n // 10)),
    "turns": lambda n: "“Did it rain?” asked Clara.\n\n“It did.”\n\n“All day,” said Peter.\n\n" * (n // 14),
    "never closed": lambda n: "“It rained, and it rained.\n\n" * (n // 7),
}
"""Of some n words."""

MARKS: dict[str, Callable[[int], str]] = {
    "pairs": lambda n: '"a" ' * (n // 2),
    "nested": lambda n: "“‘" * (n // 4) + "a" + "’”" * (n // 4),
    "alternation": lambda n: "".join(random.Random(7).choices("\"“”‘’'«»„ab ,.", k=n)),
}
"""Of some n characters."""

STRUCTURES: dict[str, Callable[[int], str]] = {
    "fields": lambda n: "\n".join(f"{name(k % 40)}: {name(k)} {name(k + 1)}" for k in range(n // 3)),
    "speakers": lambda n: "\n".join(f"{name(k % 9)} {name(k)}: Did it rain?" for k in range(n // 5)),
    "headings": lambda n: "\n\n".join(name(k).upper() for k in range(n)),
    "dashes": lambda n: "— It rained, said Ana.\n" * (n // 5),
    "captions": lambda n: "\n\n".join(f"{k}\n0:01 --> 0:03\nIt rained here." for k in range(n // 6)),
    "captions in a turn": lambda n: "ANA: Yes?\nTOM: No!\nANA: I see.\n" + "0:03\n" * n + "TOM: Me too.",
    "quoted mail": lambda n: "\n".join("> " * (k % 5) + "It rained here." for k in range(n // 4)),
    "brackets": lambda n: "ANA: Yes?\nTOM: No!\nANA: " + "(laughs) [x] " * (n // 2),
    "open brackets": lambda n: "ANA: Yes?\nTOM: No!\nANA: " + "( " * n,
    "letters": lambda n: "\n\n".join(f"Dear {name(k)},\n\nIt rained.\n\nYours,\n{name(k + 3)}" for k in range(n // 6)),
    "introductions": lambda n: "I am Ana “I am Tom” " * (n // 6),
    "interviews": lambda n: "INTERVIEWS TALKS TO " * (n // 3) + "\n\nQ: Well?\nA: I see.\nQ: Yes.",
    "oaths": lambda n: "ANA LUND, sworn:\n\n" * (n // 3) + "Q: Well?\nA: I see.\nQ: Yes.",
    "numbered lines": lambda n: "\n".join(f"{k % 25 + 1} It rained here" for k in range(n // 4)),
    "asides": lambda n: f"Ana{' (x)' * 3}, {'a' * 50}: I see.\n" * (n // 7),
    "a long label": lambda n: "A" * n + ": I see.",
}
"""Of some n words."""
