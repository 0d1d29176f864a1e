"""Speaker records of a document."""

from __future__ import annotations

import pytest
from marked import cast_of
from spacy.language import Language


def test_ids_follow_first_appearance(nlp: Language) -> None:
    cast = cast_of("[Anna Berg] said {yes}. [Tom Reyes] said {no}. [Berg] said {yes again}.", nlp)
    assert [(speaker.id, speaker.name) for speaker in cast.speakers] == [("s1", "Anna Berg"), ("s2", "Tom Reyes")]
    assert [speaker and speaker.id for speaker in cast.of] == ["s1", "s2", "s1"]


def test_record_of_a_named_speaker(nlp: Language) -> None:
    cast = cast_of("[Tom Reyes, the harbour master of Sarn,] said {yes}. [He] said {it twice}, as Reyes does.", nlp)
    (speaker,) = cast.speakers
    assert speaker.named
    assert (speaker.name, speaker.kind, speaker.gender) == ("Tom Reyes", "person", "male")
    assert speaker.aliases == ("Reyes",)
    assert speaker.roles == ("harbour master of Sarn",)


def test_several_together_are_a_group_after_its_members(nlp: Language) -> None:
    cast = cast_of("[Anna Berg, Tom Reyes and the dockers] said {yes}.", nlp)
    *members, group = cast.speakers
    assert [member.name for member in members] == ["Anna Berg", "Tom Reyes", "the dockers"]
    assert (group.name, group.kind) == ("Anna Berg, Tom Reyes and the dockers", "group")
    assert group.members == tuple(member.id for member in members)
    assert cast.of == (group,)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("[A spokesman for the port] said {no}.", "a spokesman for the port", "person"),
        ("[Most voters] said {no}.", "most voters", "group"),
        ("[Republicans] said {no}.", "Republicans", "group"),
        ("[The company] said {no}.", "the company", "organization"),
        ("[The letter, which she had kept,] said {no}.", "the letter", "unknown"),
    ],
)
def test_unnamed_speakers_are_called_by_their_words(text: str, name: str, kind: str, nlp: Language) -> None:
    (speaker,) = cast_of(text, nlp).speakers
    assert not speaker.named
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("[A spokesman] said {no}. [The spokesman] said {it twice}.", True),
        ("[A spokesman] said {no}. [Another spokesman] said {yes}.", False),
        ("[Dockers] said {no}. [Dockers] said {it twice}.", True),
        ("[Young dockers] said {no}. [The old dockers] said {yes}.", False),
        ("[Some dockers] said {no}. [They] said {it twice}.", True),
    ],
)
def test_second_mentions_of_the_unnamed(text: str, same: bool, nlp: Language) -> None:
    """A definite or bare phrase takes up what an earlier one brought in; "a", "another" bring in somebody new."""
    assert len(cast_of(text, nlp).speakers) == (1 if same else 2)


def test_unknown_pronoun_has_no_speaker(nlp: Language) -> None:
    cast = cast_of("[He] said {no}.", nlp)
    assert (cast.speakers, cast.of) == ((), (None,))
