"""Exports: written, read back by a reader of the format, and every offset is where it was."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import spacy
from samples import BOTH, MAYOR, TEXT, hostile, quote, sample
from spacy import displacy
from spacy.tokens import DocBin

from quoteattr.assembly.extraction import Extraction
from quoteattr.evaluation.corpora.brat import read_brat
from quoteattr.integrations.spacy_component import extraction_of
from quoteattr.output.brat import to_brat
from quoteattr.output.spacy_doc import to_doc, to_docbin
from quoteattr.output.tei import to_tei
from quoteattr.output.web_annotation import to_web_annotation
from quoteattr.records import Mention, Quote, Span

EMPTY = Extraction(text="", model="by hand")
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def offsets(*spans: Span | None) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans if span)


# --- brat -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extraction", [sample(), hostile(), EMPTY], ids=["sample", "hostile", "empty"])
def test_brat_reads_back_into_evaluation(extraction: Extraction, tmp_path: Path) -> None:
    """Through files, as another program would leave them."""
    (tmp_path / "a.txt").write_text(extraction.text, encoding="utf-8", newline="")
    (tmp_path / "a.ann").write_text(to_brat(extraction), encoding="utf-8", newline="")
    text = (tmp_path / "a.txt").read_bytes().decode()
    assert text == extraction.text
    gold = read_brat(text, (tmp_path / "a.ann").read_bytes().decode())
    assert [(each.content, each.cue, each.source) for each in gold] == [
        (offsets(*q.content), offsets(q.cue), offsets(q.source)) for q in extraction.quotes
    ]


def test_brat_lines() -> None:
    """Trigger and roles of a quotation with everything, kind and speaker; a trigger of its own without a cue."""
    lines = to_brat(sample()).splitlines()
    told, who, reporters = (TEXT.index(words) for words in ("told", "Her deputy", "reporters"))
    that = TEXT.index("that the last")
    end = that + len(sample().quotes[1].text)
    start = lines.index(f"T5\tAttribution {told} {told + 4}\ttold")
    assert lines[start : start + 9] == [
        f"T5\tAttribution {told} {told + 4}\ttold",
        f"T6\tContent {that} {end}\t{TEXT[that:end]}",
        f"T7\tCue {told} {told + 4}\ttold",
        f"T8\tSource {who} {who + 22}\tHer deputy, Tom Okafor",
        f"T9\tAddressee {reporters} {reporters + 9}\treporters",
        "E2\tAttribution:T5 Content:T6 Cue:T7 Source:T8 Addressee:T9",
        "A3\tKind E2 mixed",
        "A4\tAct E2 speech",
        "#2\tAnnotatorNotes E2\tTom Okafor",
    ]
    wait = TEXT.index("“Wait")
    assert f"Attribution {wait} {len(TEXT) - 2}\t“Wait and see \U0001d11e.”" in lines[-4]
    assert lines[-2].startswith("E7\tAttribution:T")


def test_brat_has_no_spans_of_no_characters() -> None:
    text = "He said."
    nothing = Span(start=3, end=3, text="")
    bare = quote(1, "direct", ["He"], text=text).model_copy(update={"content": (nothing,)})
    assert to_brat(Extraction(text=text, model="by hand", quotes=(bare,))) == ""


# --- Web Annotation --------------------------------------------------------------------------------------------


def selected(annotation: dict[str, list[dict[str, list[dict[str, object]]]]], text: str) -> list[str]:
    """What an annotation's targets select by position; the quote selector must say the same."""
    found = []
    for target in annotation["target"]:
        position, exact = target["selector"]
        start, end = position["start"], position["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert exact["exact"] == text[start:end]
        around = f"{exact['prefix']}{exact['exact']}{exact['suffix']}"
        assert around == text[max(0, start - 32) : end + 32]
        found.append(text[start:end])
    return found


def test_web_annotation_selects_the_same_characters() -> None:
    page = json.loads(json.dumps(to_web_annotation(sample())))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    by_id = {item["id"]: item for item in page["items"]}
    for each in sample().quotes:
        assert selected(by_id.pop(f"#{each.id}"), TEXT) == [span.text for span in each.content]
        for part, span in (("cue", each.cue), ("source", each.source), ("addressee", each.addressee)):
            if span:
                item = by_id.pop(f"#{each.id}-{part}")
                assert selected(item, TEXT) == [span.text]
                assert item["body"][0]["value"] == part
                assert item["body"][1] == {"type": "SpecificResource", "purpose": "linking", "source": f"#{each.id}"}
    assert by_id == {}


def test_web_annotation_says_who_and_what_kind() -> None:
    items = to_web_annotation(sample())["items"]
    assert isinstance(items, list)
    values = {item["id"]: [(b["purpose"], b["value"]) for b in item["body"] if "value" in b] for item in items}
    assert values["#q1"] == [("identifying", "Ana Sólyom"), ("classifying", "direct")]
    assert values["#q7"] == [("classifying", "direct")]


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a b.txt", None, "a%20b.txt"),
        ("a b.txt", "https://example.org/a", "https://example.org/a"),
        (None, None, "ni:///sha-256;" + base64.urlsafe_b64encode(hashlib.sha256(TEXT.encode()).digest()).decode()[:-1]),
    ],
)
def test_web_annotation_names_the_text(name: str | None, source: str | None, expected: str) -> None:
    items = to_web_annotation(sample().model_copy(update={"id": name}), source)["items"]
    assert isinstance(items, list)
    assert {target["source"] for item in items for target in item["target"]} == {expected}


# --- TEI -------------------------------------------------------------------------------------------------------


def spans_of(body: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, int, int]]:
    """Every element of the body with the offsets of its text."""

    def walk(element: ElementTree.Element, at: int) -> Iterator[tuple[ElementTree.Element, int, int]]:
        start = at
        at += len(element.text or "")
        for child in element:
            inner = list(walk(child, at))
            yield from inner
            at = inner[-1][2] + len(child.tail or "")
        yield element, start, at

    yield from walk(body, 0)


def body_of(tei: str) -> ElementTree.Element:
    body = ElementTree.fromstring(tei.encode()).find(f"{TEI}text/{TEI}body")
    assert body is not None
    return body


def test_tei_maps_back_to_the_same_offsets() -> None:
    """Pieces of said, joined by what they point to, are the contents; seg and rs the cues and sources."""
    body = body_of(to_tei(sample()))
    assert "".join(body.itertext()) == TEXT
    said: dict[str, list[tuple[int, int]]] = defaultdict(list)
    whole: dict[str, str] = {}
    mentions: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for element, start, end in sorted(spans_of(body), key=lambda each: each[1]):
        if element.tag == f"{TEI}said":
            name = element.attrib[XML_ID]
            whole[name] = whole[element.attrib["prev"][1:]] if "prev" in element.attrib else name
            said[whole[name]].append((start, end))
        elif element.tag in (f"{TEI}seg", f"{TEI}rs"):
            mentions[element.attrib["corresp"][1:]][element.attrib["type"]] = (start, end)
    assert len(said) == len(sample().quotes)
    for number, each in enumerate(sample().quotes, start=1):
        name = f"quote{number}"
        assert said[name] == list(offsets(*each.content))
        spans = {"cue": each.cue, "source": each.source, "addressee": each.addressee}
        assert mentions[name] == {part: (span.start, span.end) for part, span in spans.items() if span}


def test_tei_speakers_are_declared_and_pointed_to() -> None:
    root = ElementTree.fromstring(to_tei(sample()).encode())
    people = {element.attrib[XML_ID]: element for element in root.iter() if XML_ID in element.attrib}
    names = {key: [e.text for e in element] for key, element in people.items() if key.startswith("speaker")}
    assert names["speaker1"] == ["Ana Sólyom", "Sólyom", "the mayor", "Mayor"]
    first, together = people["quote1"], people["quote6"]
    assert first.attrib["who"] == "#speaker1"
    assert (first.attrib["direct"], first.attrib["cert"], first.attrib["next"]) == ("true", "0.980", "#quote1.2")
    assert together.attrib["who"] == "#speaker1 #speaker2"
    assert people["speaker5"].tag == f"{TEI}personGrp"
    pointers = re.findall(r'#([\w.]+)[ "]', to_tei(sample()))
    assert set(pointers) <= people.keys()
    assert "who" not in people["quote7"].attrib


def test_tei_thoughts_are_not_aloud_and_organizations_not_persons() -> None:
    text = "The Board thinks so."
    board = MAYOR.model_copy(update={"id": "b", "kind": "organization"})
    thought = quote(1, "indirect", ["so"], ("thinks", "thinks", "think"), speaker=board, act="thought", text=text)
    tei = to_tei(Extraction(text=text, model="by hand", speakers=(board,), quotes=(thought,)), "A board")
    assert 'aloud="false"' in tei
    assert '<org xml:id="speaker1"><orgName>Ana Sólyom</orgName>' in tei
    assert "<title>A board</title>" in tei


def test_tei_group_of_unknown_members_stands_for_itself() -> None:
    said = quote(1, "indirect", ["so"], speaker=BOTH, text="so")
    alone = Extraction(text="so", model="by hand", speakers=(BOTH,), quotes=(said,))
    assert 'who="#speaker1"' in to_tei(alone)


@pytest.mark.parametrize("text", ["", " \r\n", "\n\n a\r\rb \r\n\x85c\u00a0\n\u2028d\u00a0\n", "x" * 10**6])
def test_tei_text_is_the_text(text: str) -> None:
    body = body_of(to_tei(Extraction(text=text, model="by hand")))
    assert "".join(body.itertext()) == text
    assert (body.text or "").strip(" \t\r\n") == ""
    assert all((element.tail or "").strip(" \t\r\n") == "" for element in body)


def test_tei_replaces_one_for_one_what_xml_cannot_hold() -> None:
    body = body_of(to_tei(hostile()))
    expected = re.sub("[\x01\x08\x0b\x0c\x1b\ufffe]", "\ufffd", hostile().text)
    assert "".join(body.itertext()) == expected
    assert len(expected) == len(hostile().text)


# --- spaCy -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extraction", [sample(), hostile(), EMPTY], ids=["sample", "hostile", "empty"])
def test_docbin_keeps_text_spans_and_records(extraction: Extraction, tmp_path: Path) -> None:
    to_docbin([extraction, EMPTY]).to_disk(tmp_path / "docs.spacy")
    doc, empty = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(spacy.blank("en").vocab)
    assert empty.text == ""
    assert doc.text == extraction.text
    assert extraction_of(doc) == extraction
    for group, expected in (
        ("quotes", [(q.id, span) for q in extraction.quotes for span in q.content]),
        ("cues", [(q.id, q.cue) for q in extraction.quotes if q.cue]),
        ("sources", [(q.id, q.source) for q in extraction.quotes if q.source]),
    ):
        found = [(span.id_, span.start_char, span.end_char) for span in doc.spans[group]]
        assert found == [(name, span.start, span.end) for name, span in expected]


@pytest.mark.parametrize(("start", "end"), [(1, 4), (3, 9), (5, 6), (0, 13), (2, 3), (12, 13), (6, 12)])
def test_tokens_are_cut_at_any_edge(start: int, end: int) -> None:
    """Within a word, before and after a single and a double space."""
    text = "don't go  now"
    part = {"start": start, "end": end, "text": text[start:end]}
    odd = Quote(
        id="q1",
        kind="direct",
        content=(Span(**part),),  # type: ignore[arg-type]
        text=text[start:end],
        source=Mention(**part, form="name"),  # type: ignore[arg-type]
        confidence=1,
        rule="any",
    )
    doc = to_doc(Extraction(text=text, model="by hand", quotes=(odd,)))
    assert doc.text == text
    (span,) = doc.spans["quotes"]
    assert (span.start_char, span.end_char) == (start, end)


def test_displacy_shows_the_quotations() -> None:
    html = displacy.render(to_doc(sample()), style="span", options={"spans_key": "quotes"}, jupyter=False)
    assert html.count("mixed") >= 2
