"""Records: offsets, the cue with its act and modality, mentions, kinds."""

from __future__ import annotations

import pytest
from trees import at, document, ranges

from quoteattr.assembly.quotes import (
    _build_quotes,
    _Linked,
    _speaking,
    build_cue,
    build_mention,
    to_attributions,
)
from quoteattr.attribution.types import Attribution, Choice
from quoteattr.document.document import Document
from quoteattr.language.cue_lexicon import CueLexicon
from quoteattr.records import Cue, Quote, Span, Speaker

LEXICON = CueLexicon(
    {"say/V": "speech", "think/V": "thought", "want/V": "intent", "claim/N": "speech", "sure/A": "thought"}
)

RAINED = "it/PRP/nsubj/rained rained=rain/VBD/ccomp/"


def cue_of(tree: str, cue: str, content: str = "it rained", source: str | None = None) -> Cue:
    doc = document(tree, cues=LEXICON)
    said = Choice(at(doc, cue), ranges(doc, content), ranges(doc, source)[0] if source else None, 0.9, "made:up")
    (attribution,) = to_attributions(doc, [said])
    built = build_cue(doc, attribution)
    assert built is not None
    assert doc.parse.text[built.start : built.end] == built.text
    return built


CUES = [
    # the words of the cue: auxiliaries and negation before it, particle and preposition after it
    ("Ana/NNP/nsubj/said said=say/VBD/ROOT " + RAINED + "said", "said", "said"),
    ("Ana/NNP/nsubj/say did/VBD/aux/say not/RB/neg/say say/VB/ROOT " + RAINED + "say", "say", "did not say"),
    (
        "Ana/NNP/nsubj/said has/VBZ/aux/said often/RB/advmod/said said=say/VBN/ROOT "
        + RAINED + "said", "said", "has often said",
    ),
    ("Ana/NNP/nsubj/points points=point/VBZ/ROOT out/RP/prt/points " + RAINED + "points", "points", "points out"),
    ("Ana/NNP/nsubj/spoke spoke=speak/VBD/ROOT of/IN/prep/spoke rain/NN/pobj/of", "spoke", "spoke of"),
    (
        "Ana/NNP/nsubj/spoke spoke=speak/VBD/ROOT of/IN/prep/spoke rain/NN/pobj/of on/IN/prep/spoke "
        "Monday/NNP/pobj/on",
        "spoke", "spoke of",
    ),
    (
        "Ana/NNP/nsubj/spoke spoke=speak/VBD/ROOT on/IN/prep/spoke Monday/NNP/pobj/on "
        "rain/NN/dobj/spoke",
        "spoke", "spoke",
    ),
    ("Rain/NN/nsubj/fell fell=fall/VBD/ROOT per/IN/prep/fell Ana/NNP/pobj/per", "per", "per"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "cue", "expected"), CUES)
def test_the_words_of_a_cue(tree: str, cue: str, expected: str) -> None:
    content = "it rained" if "it/" in tree else "Rain" if "Rain/" in tree else "rain"
    assert cue_of(tree, cue, content).text == expected


def test_the_words_of_a_cue_stop_at_content_and_source() -> None:
    tree = "Often/RB/advmod/says says=say/VBZ/ROOT Ana/NNP/nsubj/says so/RB/advmod/says"
    assert cue_of(tree, "says", "Often", "Ana").text == "says"
    assert cue_of(tree, "says", "so", "Ana").text == "Often says"


MODALITY = [
    # negated, hypothetical
    ("Ana/NNP/nsubj/said said=say/VBD/ROOT " + RAINED + "said", "said", False, False),
    ("Ana/NNP/nsubj/say did/VBD/aux/say n't/RB/neg/say say/VB/ROOT " + RAINED + "say", "say", True, False),
    ("Ana/NNP/nsubj/said never/RB/neg/said said=say/VBD/ROOT " + RAINED + "said", "said", True, False),
    (
        "Ana/NNP/nsubj/made made=make/VBD/ROOT no/DT/det/claim claim/NN/dobj/made "
        + RAINED + "claim", "claim", True, False,
    ),
    (
        "Ana/NNP/nsubj/want did/VBD/aux/want not/RB/neg/want want/VB/ROOT to/TO/aux/say say/VB/xcomp/want "
        "" + RAINED + "say",
        "say", True, False,
    ),
    ("Ana/NNP/nsubj/say will/MD/aux/say say/VB/ROOT " + RAINED + "say", "say", False, True),
    ("Ana/NNP/nsubj/said may/MD/aux/said have/VB/aux/said said=say/VBN/ROOT " + RAINED + "said", "said", False, True),
    ("Ana/NNP/nsubj/say will/MD/aux/say not/RB/neg/say say/VB/ROOT " + RAINED + "say", "say", True, True),
    (
        "If/IN/mark/says Ana/NNP/nsubj/says says=say/VBZ/advcl/left "
        "" + RAINED + "says Tom/NNP/nsubj/left left/VBD/ROOT",
        "says", False, True,
    ),
    (
        "If/IN/mark/left Ana/NNP/nsubj/left left/VBD/advcl/went and/CC/cc/left said=say/VBD/conj/left " + RAINED
        + "said Tom/NNP/nsubj/went went=go/VBD/ROOT",
        "said", False, True,
    ),
    # what holds of a clause around it does not hold of the cue
    (
        "Tom/NNP/nsubj/left never/RB/neg/left left/VBD/ROOT as/IN/mark/said Ana/NNP/nsubj/said "
        "said=say/VBD/advcl/left "
        + RAINED + "said",
        "said", False, False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "cue", "negated", "hypothetical"), MODALITY)
def test_negation_and_modality(tree: str, cue: str, negated: bool, hypothetical: bool) -> None:
    built = cue_of(tree, cue)
    assert (built.negated, built.hypothetical) == (negated, hypothetical)


def test_a_deep_chain_of_conditions_is_looked_through_so_far() -> None:
    tree = "If/IN/mark/v0 v0/VBD/ROOT v1/VBD/conj/v0 v2/VBD/conj/v1 v3/VBD/conj/v2 " + RAINED + "v3"
    assert cue_of(tree, "v2").hypothetical
    assert not cue_of(tree, "v3").hypothetical


def test_negation_is_looked_for_through_so_much_control() -> None:
    tree = "not/RB/neg/v0 v0/VBD/ROOT v1/VB/xcomp/v0 v2/VB/xcomp/v1 v3/VB/xcomp/v2 " + RAINED + "v3"
    assert cue_of(tree, "v2").negated
    assert not cue_of(tree, "v3").negated


KINDS = [
    ("Ana/NNP/nsubj/thinks thinks=think/VBZ/ROOT " + RAINED + "thinks", "thinks", "think", "verb", "thought"),
    ("the/DT/det/claim claim/NN/ROOT " + RAINED + "claim", "claim", "claim", "noun", "speech"),
    ("Ana/NNP/nsubj/sure sure/JJ/ROOT " + RAINED + "sure", "sure", "sure", "adjective", "thought"),
    (
        "per/IN/prep/rained Ana/NNP/pobj/per it/PRP/nsubj/rained "
        "rained=rain/VBD/ROOT",
        "per", "per", "preposition", "speech",
    ),
    ("Ana/NNP/ROOT :/:/punct/Ana " + RAINED + "Ana", ":", ":", "punctuation", "speech"),
    (
        "according=accord/VBG/prep/rained to/IN/prep/according Ana/NNP/pobj/to it/PRP/nsubj/rained "
        "rained=rain/VBD/ROOT",
        "according", "according to", "preposition", "speech",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "cue", "lemma", "kind", "act"), KINDS)
def test_lemma_kind_and_act(tree: str, cue: str, lemma: str, kind: str, act: str) -> None:
    built = cue_of(tree, cue)
    assert (built.lemma, built.kind, built.act) == (lemma, kind, act)


def attribution(doc: Document, content: str, **fields: object) -> Attribution:
    a, b = ranges(doc, content)[0]
    given = {"cue": None, "cue_head": None, "source": None, "source_head": None, "confidence": 0.5, "rule": "made up"}
    return Attribution(content=((doc.parse.start[a], doc.parse.end[b - 1]),), **{**given, **fields})  # type: ignore[arg-type]


def test_no_cue_no_record_of_one() -> None:
    doc = document("it/PRP/nsubj/rained rained=rain/VBD/ROOT", cues=LEXICON)
    assert build_cue(doc, attribution(doc, "it rained")) is None


def test_choices_become_offsets_in_the_order_of_their_contents() -> None:
    doc = document(
        "It/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/said the/DT/det/mayor mayor/NN/nsubj/said "
        "said=say/VBD/ROOT ././punct/said",
        "Tom/NNP/nsubj/left left/VBD/ROOT ././punct/left",
        cues=LEXICON,
    )
    text = doc.parse.text
    late = Choice(5, ((7, 9),), None, 0.512345, "colon:rest")
    early = Choice(5, ((0, 2), (9, 10)), (3, 5), 0.25, "fronted:ccomp")
    first, second = to_attributions(doc, [late, early])
    assert [text[a:b] for a, b in first.content] == ["It rained", "."]
    assert first.source is not None
    assert text[slice(*first.source)] == "the mayor"
    assert first.source_head == 4
    assert (first.confidence, first.rule) == (0.25, "fronted")
    assert [text[a:b] for a, b in second.content] == ["Tom left"]
    assert (second.source, second.source_head, second.confidence) == (None, None, 0.5123)


def test_commas_that_part_the_pieces_are_no_content() -> None:
    doc = document(
        "It/PRP/nsubj/rained ,/,/punct/rained Ana/NNP/nsubj/said said=say/VBD/parataxis/rained ,/,/punct/said "
        "rained=rain/VBD/ROOT —/:/punct/rained all/DT/det/day day/NN/npadvmod/rained ,/,/punct/rained",
        cues=LEXICON,
    )
    (found,) = to_attributions(doc, [Choice(3, ((0, 2), (4, 5), (6, 10)), None, 0.9, "x")])
    assert [doc.parse.text[a:b] for a, b in found.content] == ["It", "all day,"]


def test_a_content_over_two_paragraphs_is_two_spans() -> None:
    doc = document("it/PRP/nsubj/rained rained=rain/VBD/ROOT", "it/PRP/nsubj/snowed snowed=snow/VBD/ROOT", cues=LEXICON)
    (found,) = to_attributions(doc, [Choice(0, ((1, 4),), None, 0.9, "x")])
    assert [doc.parse.text[a:b] for a, b in found.content] == ["rained", "it snowed"]


MENTIONS = [
    ("Ana/NNP/ROOT", "Ana", {0}, "name"),
    ("Ana/NNP/ROOT", "Ana", set(), "nominal"),
    ("the/DT/det/mayor mayor/NN/ROOT", "the mayor", set(), "nominal"),
    ("she/PRP/ROOT", "she", set(), "pronoun"),
    ("some/DT/ROOT", "some", set(), "pronoun"),
    (
        "Mayor/NNP/compound/Lund Lund/NNP/ROOT ,/,/punct/Lund a/DT/det/mayor "
        "mayor/NN/appos/Lund",
        "Mayor Lund , a mayor", {1}, "name",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "phrase", "named", "form"), MENTIONS)
def test_mentions_say_their_form(tree: str, phrase: str, named: set[int], form: str) -> None:
    doc = document(tree, cues=LEXICON)
    a, b = ranges(doc, phrase)[0]
    mention = build_mention(doc.parse, (doc.parse.start[a], doc.parse.end[b - 1]), named)
    assert mention is not None
    assert mention.form == form
    assert mention.text == doc.parse.text[mention.start : mention.end]


def test_no_offsets_no_mention() -> None:
    assert build_mention(document("Ana/NNP/ROOT", cues=LEXICON).parse, None, set()) is None


ANA = Speaker(id="s1", name="Ana", named=True)
TOM = Speaker(id="s2", name="Tom", named=True)
BOTH = Speaker(id="s3", name="Ana and Tom", named=True, kind="group", members=("s1", "s2"))
REY = Speaker(id="s4", name="Rey", named=True)
NOTHING = (None,) * 6  # cue, source, speaker, addressee, listener, how sure the speaker is


def test_quotes_are_numbered_and_their_pieces_joined() -> None:
    doc = document("“/``/punct/Go Go/VB/ROOT ”/''/punct/Go we/PRP/nsubj/said said=say/VBD/ROOT Stay/VB/dep/said")
    one = attribution(doc, '" Go "', confidence=0.75, rule="quotation")
    two = Attribution((*attribution(doc, "Stay").content,), None, None, None, None, 0.5, "sentence")
    linked = [_Linked(one, "direct", None, None, ANA, None, TOM, 0.5), _Linked(two, "indirect", *NOTHING)]
    quotes = _build_quotes(doc, linked)
    assert [(q.id, q.kind, q.text, q.confidence, q.rule) for q in quotes] == [
        ("q1", "direct", "“Go”", 0.75, "quotation"),
        ("q2", "indirect", "Stay", 0.5, "sentence"),
    ]
    assert (quotes[0].speaker, quotes[0].listener, quotes[0].speaker_confidence) == (ANA, TOM, 0.5)
    joined = Attribution((*one.content, *two.content), None, None, None, None, 0.5, "sentence")
    (quote,) = _build_quotes(doc, [_Linked(joined, "direct", *NOTHING)])
    assert quote.text == "“Go” Stay"
    assert [span.text for span in quote.content] == ["“Go”", "Stay"]


def test_only_those_who_speak_are_speakers() -> None:
    content = (Span(start=0, end=2, text="Go"),)
    quotes = [
        Quote(id="q1", kind="direct", content=content, text="Go", speaker=speaker, confidence=1, rule="x")
        for speaker in (BOTH, None)
    ]
    assert _speaking([ANA, TOM, BOTH, REY], quotes) == (ANA, TOM, BOTH)
    assert _speaking([ANA], []) == ()


def test_a_content_without_a_letter_is_none() -> None:
    doc = document("Ana/NNP/nsubj/said said=say/VBD/ROOT ���/NN/dobj/said ././punct/said", cues=LEXICON)
    assert to_attributions(doc, [Choice(1, ((2, 3),), None, 0.9, "made up")]) == []
