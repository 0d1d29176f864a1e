"""Token attributes of word form and tag alone (normalised form, POS, lemma, feature keys), cached per pair."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import islice
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from quoteattr.loglinear.features import MIX

_JOINTS = str.maketrans("", "", "'-.")
ANALYSING = ("attribute_ruler", "lemmatizer")
_BLANK = "\n", "_SP"  # a word and its tag
Keys = NDArray[np.uint64]  # of strings, in a store
# One code point for one, so that offsets hold: all marks look alike to the parser, a double hyphen, or one at
# the beginning of a word, parts words as a dash does, and a dash between a mark and a word, which the tokenizer
# would leave in one piece (`true,"—said`), is a blank.
ALIKE = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "′": "'",
        "―": "—",
    }
)
_SPACE = regex.compile(r"[^\S ]")  # but the blank itself
_DOUBLE_HYPHEN = regex.compile(r"(?<!-)--(?!-)")
_FIRST_HYPHEN = regex.compile(r"(?<!\S)-(?=\p{L})")
_DASH_AT_MARK = regex.compile(r"(?<=[\"'])[—–](?=\p{L})|(?<=[\p{L}\p{N},.;!?…])[—–](?=[\"'])")
# A capital at the first word behind a mark, or of a sentence that leads to one: “It is open”. Said Ana; Said Ana, “Go.”
_INVERTED = regex.compile(r"(?:(?<=\S[\"'][.,]?\s)(\p{Lu}\p{Ll}+)(?=\s)|^(\p{Lu}\p{Ll}+)(?=\s[^\"]{1,60}[,:]\s\"))")


def normalise(text: str, reporting: Container[str] = ()) -> str:
    """Return the text as the parser reads it: same length, marks straight, every white space one blank.

    A verb of `reporting` at a quotation mark, *“…” Said Ana*, has a small letter: the parser would take it for a name.
    """
    dashed = _FIRST_HYPHEN.sub("—", _DOUBLE_HYPHEN.sub(" —", text.translate(ALIKE)))
    parted = _SPACE.sub(" ", _DASH_AT_MARK.sub(" ", dashed))
    return _INVERTED.sub(lambda found: small if (small := found[0].lower()) in reporting else found[0], parted)


class Word(NamedTuple):
    """A word with its tag.

    `word` is normalised (straight marks). `form` and `stem` are lower-case word and lemma with proper nouns
    hidden, so that what is learned from them holds for other people and other years; `lexeme` is the stem with
    the first letter of the part of speech, as in ``say/V``: how the lexicon names a cue word. `letters` counts
    letters and digits. `bare` is the word without marks of emphasis, `key` the same in small letters without a
    final stop. `large` are those with a capital; "Smith", "McKay", "O'Brien" and "BBC" are `capitalised`, as names
    are; "I" is not.
    """

    word: str
    lower: str
    tag: str
    pos: str
    lemma: str
    form: str
    stem: str
    lexeme: str
    letters: int
    bare: str
    key: str
    large: bool
    capitalised: bool


Analysis = tuple[str, str]  # part of speech, lemma


def word_of(word: str, tag: str, analysis: Analysis) -> Word:
    """Make the record of a normalised word."""
    pos, lemma = analysis
    lower = word.lower()
    form, stem = ("<name>", "<name>") if tag in ("NNP", "NNPS") else (lower, lemma)
    lexeme = f"{stem}/{'V' if pos == 'AUX' else pos[:1]}"
    letters = len(word) if word.isalnum() else sum(map(str.isalnum, word))
    bare = word.strip("_|*")
    key, large = bare.lower().rstrip("."), bare[:1].isupper()
    capitalised = large and len(bare) > 1 and bare.translate(_JOINTS).isalnum()
    return Word(word, lower, tag, pos, lemma, form, stem, lexeme, letters, bare, key, large, capitalised)


class Analyser:
    """Gives part of speech and lemma of a word by its tag, from the pipeline's own rules, and remembers them.

    A document's pairs of word and tag repeat, so that asking for each pair once costs a twentieth of
    running the pipeline's `attribute_ruler` and `lemmatizer` over all tokens; the new ones of a text are asked for
    together. Differs from them for 2% of parts of speech (those that depend on neighbours: AUX or VERB, DET or
    PRON) and 0.1% of lemmas.

    Disabled components are used all the same. `complete` says whether the pipeline has both.
    """

    _MOST = 50_000  # pairs remembered, besides those of one text: some 30 MB

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._pipes = [pipe for name, pipe in nlp.components if name in ANALYSING]
        self.complete = len(self._pipes) == len(ANALYSING)
        self._known: dict[int, Word] = {}

    def __call__(self, word: str, tag: str) -> Analysis:
        """Return part of speech and lower-case lemma of a word with this tag."""
        return self.analyses([(word, tag)])[0]

    def analyses(self, pairs: Iterable[tuple[str, str]]) -> list[Analysis]:
        """Return those of words with their tags, a blank behind each, lest a rule takes two for words of one phrase."""
        parted = [each for pair in pairs for each in (pair, _BLANK)]
        doc = Doc(self._vocab, words=[word for word, _ in parted], tags=[tag for _, tag in parted])
        for pipe in self._pipes:
            doc = pipe(doc)
        return [(token.pos_, (token.lemma_ or token.text).lower()) for token in islice(doc, 0, None, 2)]

    def words(self, words: Keys, tags: Keys, strings: StringStore) -> list[Word]:
        """Return the words with these keys, each of a word and of its tag, in a store of strings."""
        known = self._known
        if len(known) >= self._MOST:  # bounds memory in endless streams
            known.clear()
        pairs = (words ^ tags * MIX).tolist()  # one number each: tuples take three times as long
        new = {pair: i for i, pair in enumerate(pairs) if pair not in known}
        if new:
            met = [(strings[words.item(i)].translate(ALIKE), strings[tags.item(i)]) for i in new.values()]
            found = zip(new, met, self.analyses(met), strict=True)
            known.update({pair: word_of(*word, analysis) for pair, word, analysis in found})
        return [*map(known.__getitem__, pairs)]
