"""Somebody else's script: each kind of mistake found where it is, and nothing found where there is none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from samples import TEXT, sample

from quoteattr.errors import InputError
from quoteattr.output.script.check import Finding, check_script
from quoteattr.output.script.foreign import ForeignLine, read_script
from quoteattr.output.script.lines import to_script

OWN = [ForeignLine(number, line.speaker, line.text) for number, line in enumerate(to_script(sample()), start=1)]
MAYOR_LINE = 1  # the index of her first words


def found(script: list[ForeignLine]) -> list[tuple[str, int, str]]:
    return [(each.kind, each.line, each.words) for each in check_script(script, sample())]


def changed(index: int, **fields: str) -> list[ForeignLine]:
    return [*OWN[:index], replace(OWN[index], **fields), *OWN[index + 1 :]]  # type: ignore[arg-type]


def test_nothing_contradicts_ones_own_script() -> None:
    assert found(OWN) == []


def test_marks_case_and_white_space_do_not_count() -> None:
    shouted = [replace(line, text=line.text.strip(" \r\n“”‘’.,").upper()) for line in OWN]
    assert found(shouted) == []


def test_other_words_and_missing_ones() -> None:
    assert found(changed(0, text=OWN[0].text.replace("open in", "open soon in"))) == [("not in the text", 1, "soon")]
    assert found(changed(0, text=OWN[0].text.replace("Harbour", ""))) == [("left out", 0, "Harbour")]
    (missing,) = check_script(OWN[:2] + OWN[3:], sample())
    assert (missing.kind, missing.line, TEXT[missing.start : missing.end]) == ("left out", 2, "Mayor Ana Sólyom said")


def test_lines_elsewhere_and_twice() -> None:
    moved = [*OWN[:2], *OWN[3:], OWN[2]]
    assert found(moved) == [("out of order", 3, OWN[2].text.strip())]
    twice = [*OWN, replace(OWN[1], number=99)]
    assert found(twice) == [("said twice", 99, OWN[1].text.strip())]


def test_whoever_the_text_names_is_right() -> None:
    (wrong,) = check_script(changed(MAYOR_LINE, speaker="Tom"), sample())
    assert wrong == Finding("wrong speaker", 2, 36, 59, "“The bridge \U0001f309 is safe,”", "Tom", "Ana Sólyom")
    assert wrong.is_certain
    assert found(changed(MAYOR_LINE, speaker="Narrator"))[0][0] == "wrong speaker"
    for name in ("Sólyom", "Mayor Ana Sólyom", "ANA", "The Mayor", "SÓLYOM (wearily)"):
        assert found(changed(MAYOR_LINE, speaker=name)) == []


def test_what_no_name_tells_is_a_doubt() -> None:
    at = next(k for k, line in enumerate(OWN) if line.speaker == "a spokesman for the ferrymen")
    (doubt,) = check_script(changed(at, speaker="Tom"), sample())
    assert (doubt.kind, doubt.found, doubt.is_certain) == ("doubtful speaker", "a spokesman for the ferrymen", False)
    (doubt,) = check_script(changed(2, speaker="Ana Sólyom"), sample())  # "Mayor Ana Sólyom said,"
    assert (doubt.kind, doubt.line, doubt.found) == ("doubtful speaker", 3, "narrator")


def test_a_line_with_its_tag_inside_is_checked_by_it() -> None:
    joined = [OWN[0], replace(OWN[1], speaker="Tom", text=OWN[1].text + OWN[2].text + OWN[3].text), *OWN[4:]]
    assert [kind for kind, *_ in found(joined)] == ["wrong speaker"]


@pytest.mark.parametrize(
    "data",
    [
        [{"speaker": "Ana", "text": "No."}],
        [{"Character": 1, "character": "Ana", "dialogue": "No.", "id": 3}],
        {"title": "t", "tags": ["x"], "script": [{"voice": "Ana", "line": "No."}]},
        {"lines": [{"speaker": "Ana", "speaker_id": None, "text": "No."}]},
    ],
)
def test_scripts_in_many_shapes(data: object) -> None:
    for written in (json.dumps(data), json.dumps(data, indent=2)):
        assert read_script(written) == [ForeignLine(1, "Ana", "No.")]


def test_a_script_as_json_lines() -> None:
    lines = ['{"speaker": null, "text": "It rained."}', "", '{"speaker": "Ana", "text": "No."}']
    assert read_script("\n".join(lines)) == [ForeignLine(1, "", "It rained."), ForeignLine(2, "Ana", "No.")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("ANA: No.", "is not JSON"),
        ("[]", "holds no list"),
        ('["ANA", "No."]', "holds no list"),
        ('{"a": 1}', "holds no list"),
        ('[{"speaker": "Ana"}]', "line 1 has the keys speaker; give each line one of speaker"),
        ('[{"text": "No."}]', "line 1 has the keys text; give"),
        ('[{"speaker": "Ana", "text": 3}]', "line 1 has the keys speaker, text; give"),
    ],
)
def test_what_is_no_script_is_told(data: str, words: str) -> None:
    with pytest.raises(InputError, match=r"^s\.json: ") as error:
        read_script(data, "s.json")
    assert words in str(error.value)
