"""Records, settings and errors: frozen, closed, exact, and the same again after a trip through JSON."""

from __future__ import annotations

import inspect
import json
from typing import Any, get_args  # Any: the tests hand wrong values to constructors on purpose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from quoteattr import errors
from quoteattr.assembly.extraction import Extraction
from quoteattr.records import Act, Cue, Mention, Quote, Span, Speaker
from quoteattr.settings import EVERY_KIND, CueWord, Settings

ALL_ACTS = frozenset(get_args(Act))
TEXT = "“It rained,” Ana Lund told us. “A lot.” She left. “All day,” a clerk said."


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


ANA = Speaker(
    id="s1", name="Ana Lund", named=True, kind="person", aliases=("Lund",), roles=("sailor",), gender="female"
)  # fmt: skip
CLERK = Speaker(id="s2", name="a clerk", named=False)
RAIN = Quote(
    id="q1", kind="direct", content=(Span(**at("“It rained,”")), Span(**at("“A lot.”"))), text="“It rained,” “A lot.”",
    cue=Cue(**at("told"), lemma="tell", kind="verb", act="speech"), source=Mention(**at("Ana Lund"), form="name"),
    speaker=ANA, addressee=Mention(**at("us"), form="pronoun"), confidence=0.9, rule="verb",
)  # fmt: skip
DAY = Quote(
    id="q2", kind="direct", content=(Span(**at("“All day,”")),), text="“All day,”", speaker=CLERK,
    confidence=1, rule="verb",
)  # fmt: skip
NOBODY = Quote(
    id="q3", kind="mixed", content=(Span(**at("A lot")),), text="A lot", confidence=0, rule="none", inside="q1"
)  # fmt: skip
FOUND = Extraction(id="a.txt", text=TEXT, model="en-1", speakers=(ANA, CLERK), quotes=(NOBODY, DAY, RAIN))

RECORDS: list[BaseModel] = [Span(**at("Ana")), RAIN, NOBODY, ANA, CLERK, FOUND, Extraction(text="", model="m")]
RECORDS.append(FOUND.model_copy(update={"settings": Settings(nested=True), "meta": {"date": "2026-01-03", "n": [1]}}))
CHOICES: list[BaseModel] = [
    Settings(),
    Settings(acts="all", kinds=frozenset({"direct"}), min_confidence=1, profile="fiction", language="en"),
    Settings(acts=ALL_ACTS, kinds=EVERY_KIND, nested=True, resolve_speakers=False, remove_cues=frozenset({"say"})),
    Settings(add_cues=(CueWord(lemma="tweet"), CueWord(lemma="hope", kind="noun", act="attitude"))),
]


@pytest.mark.parametrize("value", [*RECORDS, *CHOICES])
def test_json_round_trip(value: BaseModel) -> None:
    again = type(value).model_validate_json(value.model_dump_json())
    assert again == value
    assert hash(again) == hash(value)
    assert type(value).model_validate(json.loads(json.dumps(value.model_dump(mode="json")))) == value


@pytest.mark.parametrize("value", [*RECORDS, *CHOICES, CueWord(lemma="tweet")])
def test_frozen_and_closed(value: BaseModel) -> None:
    for name in type(value).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(value, name, None)
    with pytest.raises(ValidationError, match="Extra inputs"):
        type(value).model_validate({**value.model_dump(), "colour": "red"})


@pytest.mark.parametrize("kind", [Extraction, Settings])
def test_schema_is_closed_and_names_every_field(kind: type[BaseModel]) -> None:
    schema = kind.model_json_schema()
    for part in [schema, *schema["$defs"].values()]:
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
    assert set(schema["properties"]) == set(kind.model_fields)


def test_schema_says_what_is_required() -> None:
    schema = Extraction.model_json_schema()
    assert schema["required"] == ["text", "model"]
    assert schema["$defs"]["Quote"]["required"] == ["id", "kind", "content", "text", "confidence", "rule"]
    assert schema["$defs"]["Span"]["required"] == ["start", "end", "text"]


WRONG: list[tuple[type[BaseModel], dict[str, Any], str]] = [
    (Span, {"start": 0, "end": 3, "text": "four"}, "does not have the length of its text 'four'"),
    (Span, {"start": -1, "end": 3, "text": "four"}, "greater than or equal to 0"),
    (Span, {"start": 5, "end": 1, "text": ""}, "5:1 does not have the length"),
    (Cue, {**at("told"), "lemma": "tell", "kind": "word", "act": "speech"}, "Input should be 'verb'"),
    (Mention, {**at("us"), "form": "noun"}, "Input should be 'name'"),
    (Quote, {**RAIN.model_dump(), "content": ()}, "at least 1 item"),
    (Quote, {**RAIN.model_dump(), "confidence": 1.01}, "less than or equal to 1"),
    (Quote, {**RAIN.model_dump(), "confidence": -0.01}, "greater than or equal to 0"),
    (Extraction, {**FOUND.model_dump(), "text": TEXT.replace("told", "held")}, "q1: the text at 22:26 is not 'told'"),
    (Extraction, {**FOUND.model_dump(), "text": TEXT[:-20]}, "q2: the text at 50:60 is not '“All day,”'"),
    (Extraction, {**FOUND.model_dump(), "text": " " + TEXT}, "is not"),
    (Extraction, {**FOUND.model_dump(), "speakers": (ANA,)}, "q2: its speaker is not the one of id 's2'"),
    (Extraction, {**FOUND.model_dump(), "speakers": (ANA, ANA, CLERK)}, "two speakers have the same id"),
    (
        Extraction,
        {**FOUND.model_dump(), "speakers": (ANA.model_copy(update={"name": "Ann Lund"}), CLERK)},
        "q1: its speaker is not the one of id 's1' in speakers",
    ),
    (Settings, {"min_confidence": 1.5}, "less than or equal to 1"),
    (Settings, {"min_confidence": -0.5}, "greater than or equal to 0"),
    (Settings, {"kinds": ["spoken"]}, "Input should be"),
    (Settings, {"acts": "speech"}, "Input should be 'all'"),
    (Settings, {"profile": "poetry"}, "Input should be"),
    (CueWord, {"lemma": ""}, "at least 1 character"),
]


@pytest.mark.parametrize(("kind", "fields", "message"), WRONG)
def test_wrong_values_are_refused(kind: type[BaseModel], fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(fields)
    assert message in str(caught.value)


def test_every_span_of_a_quote() -> None:
    assert [s.text for s in RAIN.spans()] == ["“It rained,”", "“A lot.”", "told", "Ana Lund", "us"]
    assert [s.text for s in NOBODY.spans()] == ["A lot"]


def test_by_speaker_puts_the_one_who_says_most_first_and_nobody_last() -> None:
    assert list(FOUND.by_speaker().items()) == [(ANA, [RAIN]), (CLERK, [DAY]), (None, [NOBODY])]
    assert Extraction(text="", model="m").by_speaker() == {}


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_offsets_count_code_points(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    if start + len(words) > len(text) or not words:
        return
    span = Span(start=start, end=start + len(words), text=words)
    quote = Quote(id="q", kind="direct", content=(span,), text=words, confidence=0.5, rule="r")
    found = Extraction(text=text, model="m", quotes=(quote,))
    assert found.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        (Settings(), {"speech"}),
        (Settings(acts="all"), set(ALL_ACTS)),
        (Settings(acts=frozenset({"thought", "intent"})), {"thought", "intent"}),
        (Settings(acts=frozenset()), set()),
    ],
)
def test_settings_say_which_acts_are_wanted(settings: Settings, wanted: set[str]) -> None:
    assert {act for act in ALL_ACTS if settings.wants(act)} == wanted


def test_every_error_is_a_leaf_of_one_tree_drawn_in_its_module() -> None:
    leaves = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, Exception)]
    assert errors.QuoteattrError in leaves
    for leaf in leaves:
        assert leaf.__name__ in (errors.__doc__ or "")
        assert leaf is errors.QuoteattrError or leaf.__bases__ == (errors.QuoteattrError,)


def test_missing_extra_names_the_command() -> None:
    error = errors.MissingExtraError("polars", "polars")
    assert str(error) == "polars is not installed; run: pip install 'quoteattr[polars]'"


def test_a_listener_is_one_of_the_speakers() -> None:
    heard = RAIN.model_copy(update={"listener": ANA.model_copy(update={"name": "Bo"})})
    with pytest.raises(ValidationError, match="its listener is not the one of id"):
        Extraction(text=TEXT, model="m", speakers=(ANA,), quotes=(heard,))
