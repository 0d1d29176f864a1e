"""Out to annotation tools and back: brat, Label Studio, INCEpTION; out to doccano, Prodigy, BookNLP."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from samples import TEXT, sample

from quoteattr.errors import InputError, MissingExtraError
from quoteattr.output.booknlp import to_booknlp
from quoteattr.output.brat import from_brat, to_brat
from quoteattr.output.doccano import to_doccano
from quoteattr.output.label_studio import CONFIG, from_task, to_task
from quoteattr.output.prodigy import to_prodigy
from quoteattr.output.uima import from_uima, to_uima
from quoteattr.records import Result


def through_brat(extraction: Result) -> Result:
    return from_brat(extraction.text, to_brat(extraction), extraction.id)


def through_label_studio(extraction: Result) -> Result:
    return from_task(json.loads(json.dumps(to_task(extraction))))


def through_uima(extraction: Result) -> Result:
    return from_uima(*to_uima(extraction))


@pytest.mark.parametrize("through", [through_brat, through_label_studio, through_uima])
def test_what_was_found_comes_back(through: Callable[[Result], Result]) -> None:
    """Contents, cues, sources, addressees and labels; a person looked, so all is sure."""
    before, after = sample(), through(sample())
    assert (after.id, after.text) == (before.id, before.text)
    assert len(after.quotes) == len(before.quotes)
    order = sorted(before.quotes, key=lambda quote: quote.content[0].start)
    for was, now in zip(order, after.quotes, strict=True):
        assert list(now.content) == sorted(was.content, key=lambda span: span.start)
        assert (now.kind, now.verbatim) == (was.kind, was.verbatim)
        for name in ("cue", "source", "addressee"):
            one, two = getattr(was, name), getattr(now, name)
            assert (one and (one.start, one.end)) == (two and (two.start, two.end))
        assert (was.speaker and was.speaker.name) == (now.speaker and now.speaker.name)
        assert (was.cue and was.cue.act) == (now.cue and now.cue.act)
        assert (now.confidence, now.rule) == (1, "annotated")
    assert {speaker.name for speaker in after.speakers} == {q.speaker.name for q in before.quotes if q.speaker}


@pytest.mark.parametrize("through", [through_brat, through_label_studio, through_uima])
def test_who_is_told_comes_back(through: Callable[[Result], Result]) -> None:
    """Also of what nobody known says."""
    first, *others = sample().quotes
    listener = next(each for each in sample().speakers if each != first.speaker)
    told = [first.model_copy(update={"listener": listener, "speaker": speaker}) for speaker in (first.speaker, None)]
    for quote in told:
        after = through(sample().model_copy(update={"quotes": (quote, *others)})).quotes[0]
        assert after.listener
        assert after.listener.name == listener.name
        assert (after.speaker and after.speaker.name) == (quote.speaker and quote.speaker.name)


def test_an_annotators_own_event_needs_no_labels() -> None:
    """The kind is what the marks show; nobody is named where no note names one."""
    text = "“It rained,” Ana Lund said. She left."
    ann = "T1\tContent 0 12\t“It rained,”\nT2\tAttribution 22 26\tsaid\nE1\tAttribution:T2 Content:T1\n"
    (quote,) = from_brat(text, ann).quotes
    assert (quote.kind, quote.speaker, quote.cue) == ("direct", None, None)
    assert [span.text for span in quote.verbatim] == ["It rained,"]


def test_a_label_that_is_none_is_told() -> None:
    ann = to_brat(sample()).replace("Kind E1 direct", "Kind E1 dirct")
    with pytest.raises(InputError, match="'dirct' is none of direct, mixed, indirect, reported; correct the label"):
        from_brat(TEXT, ann)


def test_label_studio_takes_the_last_annotation_and_what_was_added_by_hand() -> None:
    task = to_task(sample())
    start = TEXT.index("Wait and see")
    region = {
        "id": "x", "type": "labels", "from_name": "role", "to_name": "text",
        "value": {"start": start, "end": start + 12, "text": "Wait and see", "labels": ["content"]},
    }  # fmt: skip
    task["annotations"] = [{"result": []}, {"result": [region]}, {"result": [], "was_cancelled": True}]
    (quote,) = from_task(task).quotes
    assert (quote.text, quote.kind, quote.speaker) == ("Wait and see", "indirect", None)
    with pytest.raises(InputError, match="give Label Studio's JSON export"):
        from_task({"text": "x"})
    region["value"] = {"start": 0, "end": 10**6, "text": "", "labels": ["content"]}
    with pytest.raises(InputError, match="is not within the text"):
        from_task(task)


def test_label_studio_knows_every_label_of_its_tasks() -> None:
    names = {element.get("name") for element in ElementTree.fromstring(CONFIG).iter()}
    values = {element.get("value") for element in ElementTree.fromstring(CONFIG).iter()}
    for part in to_task(sample())["predictions"][0]["result"]:
        if part["type"] == "relation":
            assert set(part["labels"]) <= values
        else:
            assert part["from_name"] in names
            assert set(part["value"].get("labels", [])) | set(part["value"].get("choices", [])) <= values


def test_uima_without_its_layer_or_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    xmi, types = to_uima(sample())
    with pytest.raises(InputError, match="export both anew"):
        from_uima(xmi[:300], types)
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(MissingExtraError, match=r"quoteattr\[annotate\]"):
        to_uima(sample())


def test_doccano_entities_are_the_words_and_relations_join_them() -> None:
    line = json.loads(json.dumps(to_doccano(sample().model_copy(update={"meta": {"outlet": "Post"}}))))
    words = [TEXT[each["start_offset"] : each["end_offset"]] for each in line["entities"]]
    labels = [each["label"] for each in line["entities"]]
    assert words[:3] == ["“The bridge \U0001f309 is safe,”", "“and it will open in June.”", "said"]
    assert labels[:4] == ["content:direct", "content:direct", "cue", "source"]
    assert line["relations"][1] == {"id": 1, "from_id": 2, "to_id": 0, "type": "cue"}
    assert (line["outlet"], line["document"], line["speakers"]["q1"]) == ("Post", "bridge.txt", "Ana Sólyom")


def test_prodigy_spans_are_whole_tokens() -> None:
    line = to_prodigy(sample())
    tokens, spans, relations = line["tokens"], line["spans"], line["relations"]
    assert isinstance(tokens, list)
    assert isinstance(spans, list)
    assert isinstance(relations, list)
    assert "".join(t["text"] + " " * t["ws"] for t in tokens) == TEXT
    for each in spans:
        assert tokens[each["token_start"]]["start"] == each["start"]
        assert tokens[each["token_end"]]["end"] == each["end"]
    assert {each["label"] for each in relations} == {"DIRECT", "CUE", "SOURCE", "ADDRESSEE"}


def test_booknlp_tables_point_to_its_tokens() -> None:
    tables = {suffix: [line.split("\t") for line in text.splitlines()] for suffix, text in to_booknlp(sample()).items()}
    words = {row[3]: row[4] for row in tables[".tokens"][1:]}
    head, *quotes = tables[".quotes"]
    first = dict(zip(head, quotes[0], strict=True))
    assert words[first["quote_start"]] == "“"
    assert words[first["quote_end"]] == "”"
    assert (words[first["mention_start"]], first["mention_phrase"]) == ("Mayor", "Mayor Ana Sólyom")
    assert first["char_id"] == "0"
    assert len(quotes) == sum(len(quote.content) for quote in sample().quotes if quote.kind == "direct")
    assert [tables[".entities"][1][k] for k in (0, 3, 4)] == ["0", "PROP", "PER"]
    assert all(len(row) == len(table[0]) for table in tables.values() for row in table)
