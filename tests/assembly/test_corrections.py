"""Corrections: each makes a consistent extraction, and touches nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from drawn_corrections import Step, made, steps
from hypothesis import given, settings
from samples import BOTH, DEPUTY, ENGINEER, FERRYMAN, MAYOR, TEXT, quote, sample, span

from quoteattr.assembly.corrections import accept, add, assign, delimit, drop, mark, merge, rename, split
from quoteattr.assembly.extraction import Extraction
from quoteattr.errors import CorrectionError
from quoteattr.records import Cue, Mention, Quote, Speaker

Correct = Callable[[Extraction], Extraction]


def said(extraction: Extraction, id: str) -> Quote:
    return next(each for each in extraction.quotes if each.id == id)


def named(extraction: Extraction, id: str) -> Speaker:
    return next(each for each in extraction.speakers if each.id == id)


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    found = span(words, text)
    return found.start, found.end


def untouched(extraction: Extraction, *ids: str) -> bool:
    """Whether all quotations of the sample but these are as they were."""
    before = [each for each in sample().quotes if each.id not in ids]
    return [each for each in extraction.quotes if each.id not in ids] == before


def test_accept_makes_sure() -> None:
    corrected = accept(sample(), "q7")
    assert said(corrected, "q7") == said(sample(), "q7").model_copy(update={"confidence": 1.0})
    assert untouched(corrected, "q7")


def test_nobody_is_told_something_by_themselves() -> None:
    quotes = sample().quotes
    told = sample().model_copy(update={"quotes": (quotes[0].model_copy(update={"listener": DEPUTY}), *quotes[1:])})
    assert said(merge(told, "s4", "s2"), "q1").listener == named(merge(told, "s4", "s2"), "s4")
    assert said(merge(told, "s1", "s2"), "q1").listener is None
    assert said(assign(told, "q1", "s2"), "q1").listener is None


def test_assign_gives_a_quotation_to_a_speaker_or_to_nobody() -> None:
    corrected = assign(assign(sample(), "q7", "s2"), "q1", None)
    assert [(q.speaker, q.confidence, q.speaker_confidence) for q in corrected.quotes if q.id in "q1q7"] == [
        (None, 1, None),
        (DEPUTY, 1, 1),
    ]
    assert untouched(corrected, "q1", "q7")
    assert corrected.speakers == sample().speakers


def test_who_is_left_without_words_is_no_speaker() -> None:
    """The engineer has one quotation; the deputy is still one of two who deny."""
    assert assign(sample(), "q3", "s1").speakers == (MAYOR, DEPUTY, FERRYMAN, BOTH)
    assert drop(sample(), "q2").speakers == sample().speakers
    alone = drop(drop(sample(), "q2"), "q6")  # with the group, its silent member
    assert alone.speakers == (MAYOR, ENGINEER, FERRYMAN)
    silent = sample().model_copy(update={"speakers": (*sample().speakers, Speaker(id="s9", name="Ida", named=True))})
    assert named(drop(silent, "q7"), "s9").name == "Ida"  # who never spoke stays


def test_rename_reaches_every_quotation_and_keeps_the_texts_form() -> None:
    corrected = rename(sample(), "s1", "Ana Klára Sólyom")
    mayor = named(corrected, "s1")
    assert (mayor.name, mayor.aliases) == ("Ana Klára Sólyom", ("Ana Sólyom", "Sólyom", "the mayor"))
    assert [each.id for each in corrected.quotes if each.speaker == mayor] == ["q1", "q5"]
    again = named(rename(corrected, "s1", "Sólyom"), "s1")
    assert again.aliases == ("Ana Sólyom", "the mayor")  # the text never had the middle name


def test_rename_names_who_had_no_name() -> None:
    ferryman = named(rename(sample(), "s4", "Bo Rask"), "s4")
    assert (ferryman.name, ferryman.named, ferryman.aliases) == ("Bo Rask", True, ())


def test_groups_are_called_by_their_members() -> None:
    group = BOTH.model_copy(update={"name": "Ana Sólyom and Tom Okafor"})
    quotes = tuple(q.model_copy(update={"speaker": group}) if q.speaker == BOTH else q for q in sample().quotes)
    joint = sample().model_copy(update={"speakers": (*sample().speakers[:4], group), "quotes": quotes})
    assert named(rename(joint, "s2", "Thomas Okafor"), "s5").name == "Ana Sólyom and Thomas Okafor"
    assert named(rename(sample(), "s2", "Thomas Okafor"), "s5").name == BOTH.name  # it had another name
    other = named(merge(joint, "s4", "s2"), "s5")
    assert (other.name, other.members) == ("Ana Sólyom and Tom Okafor", ("s1", "s4"))


def test_merge_joins_what_is_known() -> None:
    corrected = merge(sample(), "s4", "s2")
    assert named(corrected, "s4") == Speaker(
        id="s4", name="Tom Okafor", named=True, kind="person", aliases=("Okafor",), roles=("deputy",), gender="male"
    )
    assert [each.id for each in corrected.speakers] == ["s1", "s4", "s3", "s5"]  # where the first of the two appeared
    assert [each.id for each in corrected.quotes if each.speaker and each.speaker.id == "s4"] == ["q2", "q4"]
    assert [each.confidence for each in corrected.quotes] == [each.confidence for each in sample().quotes]
    both = named(merge(sample(), "s3", "s1"), "s3")
    assert (both.name, both.roles) == ("Ana Sólyom", ("Mayor",))
    assert named(merge(sample(), "s1", "s3"), "s1") == MAYOR  # a description is no alias


def test_a_group_of_one_is_that_one() -> None:
    corrected = merge(sample(), "s1", "s2")
    assert [each.id for each in corrected.speakers] == ["s1", "s3", "s4"]
    assert said(corrected, "q6").speaker == named(corrected, "s1")
    assert named(corrected, "s1").aliases == ("Tom Okafor", "Sólyom", "the mayor", "Okafor")


def test_split_makes_somebody_new() -> None:
    corrected = split(sample(), ["q5", "q7"], "Ida Berg")
    assert named(corrected, "s6") == Speaker(id="s6", name="Ida Berg", named=True)
    assert [each.id for each in corrected.quotes if each.speaker and each.speaker.id == "s6"] == ["q5", "q7"]
    assert untouched(corrected, "q5", "q7")


def test_delimit_moves_borders() -> None:
    """Less of a mixed quotation is direct; a cue among the words is none; who was inside still is, or no longer."""
    corrected = delimit(sample(), "q2", [at("the cables “stronger than the rock”"[4:])])
    assert (said(corrected, "q2").kind, said(corrected, "q2").text) == ("mixed", "cables “stronger than the rock”")
    assert (said(corrected, "q2").inside, said(corrected, "q3").inside) == ("q3", None)
    quoted = delimit(sample(), "q2", [at("“stronger than the rock”")])
    assert [each.text for each in said(quoted, "q2").verbatim] == ["stronger than the rock"]
    assert said(quoted, "q2").kind == "direct"
    start, end = at(
        "told reporters that the last engineer to inspect it had called the cables “stronger than the rock”"
    )
    wide = said(delimit(sample(), "q2", [(start, end)]), "q2")
    assert (wide.cue, wide.addressee, wide.source) == (None, None, said(sample(), "q2").source)
    assert said(delimit(sample(), "q4", [at("“We heard the same promise last year,”")]), "q4").kind == "direct"
    assert said(delimit(sample(), "q4", [at("“We heard the same promise last year,”")]), "q5").inside is None


def test_a_turn_stays_direct() -> None:
    text = "LUND: Yes. He said “no”.\nREYES: Rain again."
    turn = quote(1, "direct", ["Yes. He said “no”."], text=text).model_copy(update={"rule": "label"})
    found = Extraction(text=text, model="by hand", quotes=(turn,))
    for words in ("Yes.", "He said “no”."):
        corrected = said(delimit(found, "q1", [at(words, text)]), "q1")
        assert (corrected.kind, [each.text for each in corrected.verbatim]) == ("direct", [words])


def test_drop_leaves_the_others_where_they_are() -> None:
    corrected = drop(sample(), "q2")
    assert [each.id for each in corrected.quotes] == ["q1", "q3", "q4", "q5", "q6", "q7"]
    assert said(corrected, "q3").inside is None
    assert untouched(corrected, "q2", "q3")


def test_add_puts_a_quotation_in_its_place() -> None:
    first = add(sample(), [at("June"), at("bridge to open")], "s2")
    assert [each.id for each in first.quotes] == ["q8", "q1", "q2", "q3", "q4", "q5", "q6", "q7"]
    new = said(first, "q8")
    assert (new.text, new.kind, new.speaker, new.confidence, new.rule) == (
        "bridge to open June",
        "indirect",
        DEPUTY,
        1,
        "annotated",
    )
    inner = add(sample(), [at("the mayor, and she")])
    assert (said(inner, "q8").inside, said(inner, "q8").speaker) == ("q4", None)
    outer = add(sample(), [at("that the last engineer to inspect it had called the cables “stronger than the rock”.")])
    assert (said(outer, "q2").inside, said(outer, "q3").inside) == ("q8", "q2")
    assert untouched(outer, "q2", "q8")


def test_a_quotation_is_added_with_its_cue_and_source() -> None:
    text = "Oduya: It leaks. So the mayor gave it out."
    bare = Extraction(text=text, model="none")
    colon = add(bare, [at("It leaks.", text)], cue=at(":", text), source=at("Oduya", text))
    (new,) = colon.quotes
    assert new.cue == Cue(start=5, end=6, text=":", lemma=":", kind="punctuation", act="speech")
    assert new.source == Mention(start=0, end=5, text="Oduya", form="name")
    (known,) = mark(colon, "q1", cue=at("gave it out", text), source=at("the mayor", text)).quotes
    assert known.cue
    assert (known.cue.kind, known.cue.lemma, known.cue.act) == ("verb", "gave it out", "speech")
    assert known.source
    assert (known.source.text, known.source.form) == ("the mayor", "nominal")


def test_mark_leaves_what_is_not_given() -> None:
    before = said(sample(), "q1")
    cue = mark(sample(), "q1", cue=at("Harbour"))
    assert said(cue, "q1").source == before.source
    assert said(cue, "q1").cue != before.cue
    assert untouched(cue, "q1")
    assert mark(sample(), "q7") == accept(sample(), "q7")


@pytest.mark.parametrize(
    ("correct", "complaint"),
    [
        (lambda e: accept(e, "q9"), "there is no quotation 'q9'"),
        (lambda e: assign(e, "q1", "s9"), "there is no speaker 's9'"),
        (lambda e: drop(e, ""), "there is no quotation ''"),
        (lambda e: mark(e, "q9", cue=(0, 1)), "there is no quotation 'q9'"),
        (lambda e: mark(e, "q1", source=(3, 3)), "3:3 is no stretch of the text"),
        (lambda e: mark(e, "q1", cue=(0, len(TEXT) + 1)), f"which ends at {len(TEXT)}"),
        (lambda e: mark(e, "q6", cue=at("there had")), "is no cue; give words or a mark outside those said"),
        (lambda e: add(e, [at("Harbour")], source=at("arb")), "is no source"),
        (lambda e: rename(e, "s9", "Ida"), "there is no speaker 's9'"),
        (lambda e: rename(e, "s1", " - "), "' - ' is no name"),
        (lambda e: merge(e, "s1", "s1"), "cannot be one"),
        (lambda e: merge(e, "s1", "s5"), "cannot be one"),
        (lambda e: merge(e, "s5", "s1"), "cannot be one"),
        (lambda e: split(e, [], "Ida"), "at least one quotation"),
        (lambda e: split(e, ["q9"], "Ida"), "there is no quotation 'q9'"),
        (lambda e: add(e, []), "a quotation has words"),
        (lambda e: add(e, [(0, 0)]), "0:0 is no stretch of the text"),
        (lambda e: add(e, [(-1, 3)]), "-1:3 is no stretch of the text"),
        (lambda e: add(e, [(0, len(TEXT) + 1)]), f"which ends at {len(TEXT)}"),
        (lambda e: add(e, [(0, 7), (3, 9)]), "0:7 and 3:9 overlap"),
        (lambda e: add(e, [at("\r\n")]), "a quotation has words"),
        (lambda e: add(e, [at("that there had been a delay")]), "overlap with those of 'q6'"),
        (lambda e: add(e, [at("denied that there")]), "overlap with those of 'q6'"),
        (lambda e: delimit(e, "q6", [at("a delay. “Wait")]), "overlap with those of 'q7'"),
        (lambda e: add(e, [at("Harbour")], "s9"), "there is no speaker 's9'"),
    ],
)
def test_what_cannot_be_is_refused(correct: Correct, complaint: str) -> None:
    with pytest.raises(CorrectionError, match=complaint):
        correct(sample())


@pytest.mark.slow
@settings(max_examples=300)
@given(steps(sample()))
def test_any_corrections_give_an_extraction(drawn: list[Step]) -> None:
    """One that validates and reads back from JSON, without dangling ids; nothing else is raised."""
    extraction = sample()
    for step in drawn:
        corrected = made(extraction, step)
        if corrected is None:
            continue
        assert Extraction.model_validate_json(corrected.model_dump_json()) == corrected
        assert {each.inside for each in corrected.quotes} <= {each.id for each in corrected.quotes} | {None}
        ids = {each.id for each in corrected.speakers}
        assert {member for each in corrected.speakers for member in each.members} <= ids
        assert ids - {each.id for each in extraction.speakers} <= {q.speaker.id for q in corrected.quotes if q.speaker}
        nothing = {"quotes": (), "speakers": ()}
        assert corrected.model_copy(update=nothing) == sample().model_copy(update=nothing)
        extraction = corrected
