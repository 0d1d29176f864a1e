"""Training of whom descriptions mean: what the gold speakers tell of each description."""

from __future__ import annotations

import pytest
from drawn_stories import entity, said, speech, story

pytest.importorskip("scipy")

from quoteattr.training.naming import gold_names

PORTER = f"{speech('Yes')} said/VBD/ROOT the/DT/det/porter porter/NN/nsubj/said ././punct/said"


@pytest.mark.parametrize(
    ("spoken", "is_tied"),
    [
        (("Hugh", "Hugh"), True),
        (("Hugh", "Clara"), False),  # two porters
        ((None, None), False),  # who has no name
        (("Rosa", "Rosa"), False),  # whose name the text does not have
    ],
)
def test_a_description_is_given_to_whoever_speaks_all_of_its_turns(
    spoken: tuple[str | None, ...], is_tied: bool
) -> None:
    told = story(said("Clara"), PORTER, said("Hugh"), PORTER)
    first, second = spoken
    meant = [each.name if each.named else None for each in told.characters.entities]
    names = gold_names(told, meant, ["Clara", first, "Hugh", second])
    assert names == ({entity(told, "the porter"): entity(told, "Hugh")} if is_tied else {})
