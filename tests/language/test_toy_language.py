"""A second language from a folder: one file is enough to run the pass with; more files, more is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from quoteattr import Quote, QuoteExtractor, Settings
from quoteattr.errors import DataError
from quoteattr.language.language import load_language

TEXT = "Ana Lund painted that it rained.\n\n“It rained all day,” Grank Tom Okafor carved."


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The folder of a language whose speakers say *paint* and *carve* for say and think."""
    (tmp_path / "cues.tsv").write_text("# a toy\npaint/V\tspeech\tstate\ncarve/V\tthought\n", encoding="utf-8")
    return tmp_path


def quotes(folder: Path, nlp: Language, **changes: object) -> tuple[Quote, ...]:
    settings = Settings.model_validate({"language": str(folder), **changes})
    return QuoteExtractor(settings, nlp).extract(TEXT).quotes


def test_the_cues_of_a_folder_introduce_speech(toy: Path, nlp: Language) -> None:
    found = [(quote.cue and quote.cue.lemma, quote.text) for quote in quotes(toy, nlp)]
    assert ("paint", "that it rained") in found
    assert not any("It rained" in text for _, text in found)  # is thought, and only speech is asked for
    assert any("It rained" in quote.text for quote in quotes(toy, nlp, acts="all"))


def test_titles_are_known_once_they_are_listed(toy: Path, nlp: Language) -> None:
    def speaker() -> list[str]:
        return [q.speaker.name for q in quotes(toy, nlp, acts="all") if q.speaker and "It rained" in q.text]

    assert speaker() == ["Grank Tom Okafor"]
    (toy / "titles.txt").write_text("grank\tm\trank\n", encoding="utf-8")
    load_language.cache_clear()
    assert speaker() == ["Tom Okafor"]


def test_a_language_needs_its_cues(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(DataError, match=r"cues\.tsv cannot be read"):
        QuoteExtractor(Settings(language=str(tmp_path)), nlp)
    (tmp_path / "cues.tsv").write_text("paint/V\tspeech\n", encoding="utf-8")
    (tmp_path / "word_classes.txt").write_text("masculine\tzhe\nunheard\tof\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"line 2: .* is not 'class<TAB>words'"):
        QuoteExtractor(Settings(language=str(tmp_path)), nlp)
