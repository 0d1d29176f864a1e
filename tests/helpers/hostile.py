"""Texts that ask for more work than others, each made in any length."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

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

LAYOUTS = {
    "mail heads": "From: {a} {b}\nDate: {h} May\n\n",
    "mail heads apart": "From: {a} {b}\n\nDate: {h} May\n\n",
    "mails with rules": "From: {a} {b}\nDate: {h} May\n\nIt rained.\n\n-----\n\n",
    "forwarded mails": "-----Original Message-----\nFrom: {a} {b}\nSent: Monday\n\nIt rained.\n\n",
    "quoted mails": "> {a} wrote:\n> > it rained\n> so it did\n",
    "heads of quoted mails": "On {h} May 2019, {a} {b} wrote:\n> It rained.\n\nDid it?\n\n",
    "letters that are greeted twice": "By {a} {b}\n\nIt rained.\n\nDear {a},\n\nDear {b},\n\n",
    "posts": "user_{a} · {h} hours ago\n\nI think it rained, you know. Did it?\n\n",
    "posts without times": "{a} said:\n\nI think it rained.\n\n",
    "posts under many lines": "user_{a}\nMember\n{h} May 2019, 10:{m:02}\nPosts: {k}\nJoined: 2004\n\nDid it rain?\n\n",
    "posts that quote": "user_{a} · {h} hours ago\n\nuser_{b} wrote:\nDid it rain?\n\nI think it did.\n\n",
    "posts with names behind": "It rained on us all day. – user_{a} May {h} at 12:{m:02}\n\n",
    "posts with names below": "It rained on us all day.\nPosted by: user_{a} | {h} May 2019\n\n",
    "posts with ranks and names below": "It rained on us all day.\n{h} May 2019\nuser_{a}\nMember\n{k} posts\n\n",
    "posts with names and times at sentences' ends": "It rained on us. So it did. user_{a} (talk) 3 May 2019\n\n",
    "posts with times below": "{a} {b}\nDid it rain?\nLike · Reply · {h}h\n\n",
    "pages that count on": "ANA: Yes?\nTOM: I think it was,\nPage {k}\n",
    "heads of posts alone": "user_{a} · {h} hours ago\n",
    "times": "{h}:{m:02}\n",
    "names and times": "{a} {c}  {h}:{m:02}\nDid it rain?\n\n",
    "nicks": "<{a}> did it rain?\n",
    "an official record": "Mr. {a}. I think it rained.\n\nThe CHAIR. It rained.\n\n",
    "short labels": "{c}. I think it rained, sir.\n\n",
    "columns": "{c}\tDid it rain?\n",
    "a table": "| {a} | {k} | {b} | did it rain? |\n",
    "names and figures in columns": "{a}   {b}   {k}   {m}\n",
    "names on their lines": "{c} {a}\nI think it rained, did it?\n\n",
    "offices on their lines": "{c} Lund, mayor\nI think it rained, did it?\n\n",
    "questions in bold": "**Did you see rain, {a}?**\n\nI did, I think.\n\n",
    "questions": "Did you see rain, {a}?\n\nI did, I think.\n\n",
    "questions and no answers": "Q: Did it rain?\n\n",
    "examinations": "EXAMINATION BY MR. {c}:\n\nQ. State your name.\nA. {a} {b}.\n",
    "callers": "HOST: Go on, {a}.\nCALLER: Hello, this is {a} here.\n",
    "a list": "- {a}: rain\n",
    "choices": "A. It rained.\nB. It snowed.\n",
    "a glossary": "{a}: a kind of rain\n\n",
    "page numbers": "it rained in the town and then\n{k}\nall of us went on to the\n",
    "running heads": "it rained in the town and then\n\nTHE RAIN {k}\n\nall of us went on to the\n",
    "signed quotations": "“It rained.”\n\n{a} {b}, baker\n\n",
    "tokenized": 'It rained , {a} thought .\n" Did it ? "\nasked Ana .\n',
}
"""Layouts, a few lines of each, to be repeated: `a` and `b` are names, `c` is one of few, the others are numbers."""


def repeated(form: str) -> Callable[[int], str]:
    """A layout as often as it takes."""

    def make(n: int) -> str:
        numbers = range(n // len(form.split()) + 1)
        return "".join(
            form.format(a=name(k), b=name(k + 1), c=name(k % 40), k=k, h=k % 12 + 1, m=k % 60) for k in numbers
        )

    return make


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
    "as many forms as posts": lambda n: "\n".join(
        f"user_{k} {''.join('|/@•~+=%&^'[k % (n // 12) // 10**d % 10] for d in range(5))} 3 May\nit rained"
        for k in range(n // 6)
    ),
    "roles never closed": lambda n: "ANA: Yes?\nTOM: No!\nANA: I see.\n\nWith " + "Ana (a " * (n // 2),
    "brackets in a turn": lambda n: "ANA: Yes?\nTOM: No!\nANA: I see. " + "Well (sun) so " * (n // 3),
} | {kind: repeated(form) for kind, form in LAYOUTS.items()}
"""Of some n words."""

LINES = sorted({line for form in LAYOUTS.values() for line in repeated(form)(40).split("\n")})
ODD = ["", "", "\u200b", "\u200f", "\ufeff", "\u0301", "\U0001f338", "\0", "\f", "\r", *"“([<*:.>—"]
LAID_OUT = st.builds(
    lambda lines, newline: newline.join(line[:place] + odd + line[place:] for line, odd, place in lines),
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(ODD), st.integers(0, 30)), max_size=20),
    st.sampled_from(["\n", "\n\n", "\r\n", "\f", "\u2029"]),
)
"""Lines of layouts in any order, some with a mark that nothing closes or a character that nobody sees."""
