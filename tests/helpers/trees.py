"""Trees drawn by hand: what a rule does with a parse, whatever the model would have made of the words.

A tree is written ``word/tag/dep/head``, tokens parted by blanks, its head by its word (the nearest one
with that word, or the token with that number); a lemma that is not the word in small letters follows an equals sign::

    “/``/punct/rained It/PRP/nsubj/rained rained=rain/VBD/ROOT ”/''/punct/rained
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import spacy
from spacy.tokens import Doc

from quoteattr.document.document import Document, read
from quoteattr.document.parse import Parse, Tokens, build_parse
from quoteattr.document.ranges import Range, Ranges
from quoteattr.language.cue_lexicon import CueLexicon
from quoteattr.language.language import load_language

VOCAB = spacy.blank("en").vocab
POS = {
    "VB": "VERB", "VBD": "VERB", "VBZ": "VERB", "VBP": "VERB", "VBG": "VERB", "VBN": "VERB", "MD": "AUX",
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON",
    "WDT": "PRON", "DT": "DET", "IN": "ADP", "TO": "PART", "RP": "ADP", "RB": "ADV", "WRB": "SCONJ", "JJ": "ADJ",
    "CC": "CCONJ", "CD": "NUM", "POS": "PART",
}  # fmt: skip
NO_SPACE_BEFORE = frozenset(",.:;?!”’)") | {"'s", "n't"}
NO_SPACE_AFTER = frozenset("“‘(")


def drawn(tree: str) -> Doc:
    """The Doc of one paragraph."""
    rows = [token.split("/") for token in tree.split()]
    names = [row[0].split("=") for row in rows]
    words = [name[0] for name in names]
    heads = [_head(words, i, row[3]) if len(row) > 3 else i for i, row in enumerate(rows)]
    follows = [*words[1:], " "]
    return Doc(
        VOCAB,
        words=words,
        spaces=[w not in NO_SPACE_AFTER and f not in NO_SPACE_BEFORE for w, f in zip(words, follows, strict=True)],
        tags=[row[1] for row in rows],
        pos=[POS.get(row[1], "PUNCT") for row in rows],
        lemmas=[name[-1].lower() for name in names],
        heads=heads,
        deps=[row[2] for row in rows],
    )


def _head(words: list[str], token: int, name: str) -> int:
    if name.isdigit():
        return int(name)
    return min((i for i, word in enumerate(words) if word == name and i != token), key=lambda i: abs(i - token))


def parsed(*trees: str) -> Parse:
    """The parse of a text with one paragraph a tree, parted by blank lines."""
    text, parts, bounds = "", [], []
    for doc in map(drawn, trees):
        start = len(text) + 2 * bool(text)
        text += "\n\n" * bool(text) + doc.text.rstrip()
        parts.append((start, doc))
        bounds.append((start, len(text)))
    return build_parse(text, bounds, Tokens(parts), None, "drawn")


def document(*trees: str, cues: CueLexicon | None = None) -> Document:
    """The same with its quotations; with these words that introduce speech, if any are given."""
    language = load_language()
    return read(parsed(*trees), language if cues is None else replace(language, cues=cues))


def at(doc: Document, word: str) -> int:
    """The first token with this word."""
    return list(doc.parse.word).index(word)


def words(doc: Document, ranges: Iterable[Range]) -> str:
    """The words of the ranges, parted by blanks; ranges by ``|``."""
    return " | ".join(" ".join(doc.parse.word[a:b]) for a, b in ranges)


def ranges(doc: Document, *phrases: str) -> Ranges:
    """Where each phrase of words first stands, as token ranges."""
    found = []
    for phrase in phrases:
        wanted = phrase.split()
        n = len(wanted)
        found.append(next((i, i + n) for i in range(len(doc.parse)) if list(doc.parse.word[i : i + n]) == wanted))
    return tuple(found)
