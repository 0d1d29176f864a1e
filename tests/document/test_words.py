"""Words: marks that look alike, and what the tag alone tells."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language
from spacy.strings import StringStore

from quoteattr.document.words import Analyser, Keys, normalise, word_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” ‘go’ «go» „go‟ ‚go‛ 5′", '"Go," \'go\' "go" "go" \'go\' 5\''),
        ("a\tb\nc\u00a0d\u2009e\u3000f", "a b c d e f"),
        ("Go--now", "Go —now"),
        ("Go---now ----", "Go---now ----"),
        ("“Go” -Ana -- mid- and long-term -5", '"Go" —Ana  — mid- and long-term -5'),
        ("cafe\u0301", "cafe\u0301"),
        ("“True,”—said Ana. “Go”–and—“so on” ― Ana", '"True," said Ana. "Go" and "so on" — Ana'),
        ("“Go.” —Ana and—all", '"Go." —Ana and—all'),
    ],
)
def test_normalised_text_keeps_its_length(text: str, expected: str) -> None:
    assert normalise(text) == expected
    assert len(expected) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is open”. Said Ana. Said is here.", '"It is open". said Ana. Said is here.'),
        ("“Go!” Said Ana. “Said Ana?”", '"Go!" said Ana. "Said Ana?"'),
        ("Said Ana, “Go.”", 'said Ana, "Go."'),
        ("Said Ana was here.", "Said Ana was here."),
        ("“Go!” Ana left.", '"Go!" Ana left.'),
    ],
)
def test_a_verb_of_saying_at_a_quotation_mark_has_a_small_letter(text: str, expected: str) -> None:
    assert normalise(text, {"said"}) == expected


ANALYSES = [
    ("said", "VBD", ("VERB", "say")),
    ("Says", "VBZ", ("VERB", "say")),
    ("reporters", "NNS", ("NOUN", "reporter")),
    ("She", "PRP", ("PRON", "she")),
    ("Lund", "NNP", ("PROPN", "lund")),
    ("according", "VBG", ("VERB", "accord")),
    ("of", "IN", ("ADP", "of")),
    ('"', "``", ("PUNCT", '"')),
]


@pytest.mark.parametrize(("word", "tag", "expected"), ANALYSES)
def test_part_of_speech_and_lemma_by_word_and_tag(
    word: str, tag: str, expected: tuple[str, str], nlp: Language
) -> None:
    assert Analyser(nlp)(word, tag) == expected


WORDS = [
    ("Says", "VBZ", ("VERB", "say"), ("Says", "says", "VBZ", "VERB", "say", "says", "say", "say/V", 4)),
    ("Has", "VBZ", ("AUX", "have"), ("Has", "has", "VBZ", "AUX", "have", "has", "have", "have/V", 3)),
    ("Lund", "NNP", ("PROPN", "lund"), ("Lund", "lund", "NNP", "PROPN", "lund", "<name>", "<name>", "<name>/P", 4)),
    ("B-52", "NN", ("NOUN", "b-52"), ("B-52", "b-52", "NN", "NOUN", "b-52", "b-52", "b-52", "b-52/N", 3)),
    ('"', "``", ("PUNCT", '"'), ('"', '"', "``", "PUNCT", '"', '"', '"', '"/P', 0)),
]


@pytest.mark.parametrize(("word", "tag", "analysis", "expected"), WORDS)
def test_what_a_word_is_by_itself(
    word: str, tag: str, analysis: tuple[str, str], expected: tuple[str | int, ...]
) -> None:
    assert word_of(word, tag, analysis)[: len(expected)] == expected


SHAPES = [
    ("Smith", ("Smith", "smith", True)), ("McKay", ("McKay", "mckay", True)), ("O'Brien", ("O'Brien", "o'brien", True)),
    ("_Mr._", ("Mr.", "mr", True)), ("BBC", ("BBC", "bbc", True)), ("I", ("I", "i", False)), ("A.", ("A.", "a", True)),
    ("rain", ("rain", "rain", False)), ("B&B", ("B&B", "b&b", False)), ("**", ("", "", False)), (".", (".", "", False)),
]  # fmt: skip


@pytest.mark.parametrize(("word", "expected"), SHAPES)
def test_how_a_word_is_written(word: str, expected: tuple[str, str, bool]) -> None:
    seen = word_of(word, "NN", ("NOUN", word))
    assert (seen.bare, seen.key, seen.capitalised) == expected


def keys_of(word: str, tag: str, strings: StringStore) -> tuple[Keys, Keys]:
    """The keys of a word and of its tag, each in a column of one."""
    return np.array([strings.add(word)], np.uint64), np.array([strings.add(tag)], np.uint64)


def test_what_the_analyser_remembers_is_bounded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Analyser, "_MOST", 2)
    analyse, strings = Analyser(nlp), nlp.vocab.strings
    for text in ("rain", "snow", "hail’s", "rain", "rain"):
        (word,) = analyse.words(*keys_of(text, "NN", strings), strings)
        assert word.word == text.replace("’", "'")
        assert len(analyse._known) <= 2


def test_each_pair_is_worked_out_once(nlp: Language) -> None:
    analyse, strings = Analyser(nlp), nlp.vocab.strings
    words, tags = keys_of("rain", "NN", strings)
    first, second = analyse.words(words.repeat(2), tags.repeat(2), strings)
    (third,) = analyse.words(words, tags, strings)
    assert first is second is third


def test_words_worked_out_together_are_no_phrase(nlp: Language) -> None:
    """The pipeline's rules for *gonna* and *let's* look at two tokens."""
    pairs = [("gon", "VBG"), ("na", "TO"), ("let", "VB"), ("'s", "PRP"), ("rained", "VBD")]
    analyse = Analyser(nlp)
    assert analyse.analyses(pairs) == [analyse(word, tag) for word, tag in pairs]
