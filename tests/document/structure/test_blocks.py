"""Blocks: what holds of any text, and texts in which several kinds meet."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hostile import LAID_OUT
from hypothesis import given
from hypothesis import strategies as st
from structure_shown import WORDS, blocks, kinds, turns

from quoteattr.document.structure.authors import find_authors
from quoteattr.document.structure.bearers import find_bearers
from quoteattr.document.structure.blocks import parsed_spans
from quoteattr.document.structure.labels import link_labels

MINUTES = """Minutes of the Harbour Committee
Date: 8 January 2024
Present: Ana Lund (chair), Tom Rey
Apologies: Karl Berg

Ana Lund: I open the meeting. Has everyone read the plan?
Tom Rey: I have. I don't like it.
Action: Ana to rewrite the plan.
Ana Lund: Then I will rewrite it.

(The meeting closed at ten.)

Next meeting: 5 February
"""


def test_fields_about_turns() -> None:
    assert kinds(MINUTES) == [
        ("heading", "Minutes of the Harbour Committee"),
        ("field", "Date"),
        ("field", "Present"),
        ("field", "Apologies"),
        ("turn", "Ana Lund"),
        ("turn", "Tom Rey"),
        ("field", "Action"),
        ("turn", "Ana Lund"),
        ("direction", "(The meeting closed at ten.)"),
        ("field", "Next meeting"),
    ]


REPORTED = """Minutes of Oak House

Item 1: Roof. The secretary informed the members that the roof leaks.
Item 2: Lift, 4 May.
Date: 8 January 2024
"""


def test_of_fields_those_with_a_sentence_are_parsed() -> None:
    parsed = parsed_spans(REPORTED, blocks(REPORTED))
    assert [kind for kind, _ in kinds(REPORTED)][1:] == ["field"] * 3
    assert [REPORTED[a:b] for a, b in parsed][1:] == ["Roof. The secretary informed the members that the roof leaks."]


PLAY = """ACT I

SCENE I. A pier.

Enter ANA and TOM.

ANA. Did the boat come?
TOM. It did not.
It may come tomorrow,
Or never.
ANA (aside). He lies.
[She goes to the window.]
TOM. What do you say?
ANA. Nothing, sir. (She sits down.) Nothing.
Exeunt.
"""


def test_a_play() -> None:
    assert kinds(PLAY)[:3] == [
        ("heading", "ACT I"), ("heading", "SCENE I. A pier."), ("direction", "Enter ANA and TOM."),
    ]  # fmt: skip
    assert turns(PLAY) == [
        ("ANA", "Did the boat come?"),
        ("TOM", "It did not. | It may come tomorrow, Or never."),
        ("ANA", "He lies."),
        ("TOM", "What do you say?"),
        ("ANA", "Nothing, sir. | Nothing."),
    ]
    left_out = [PLAY[slice(*span)] for block in blocks(PLAY) for span in block.omitted]
    assert left_out == ["[She goes to the window.]", "(She sits down.)", "Exeunt."]


SCRIPT = """                    THE FERRY

FADE IN:

INT. PIER - NIGHT

Rain on the roof. ANA LUND, 61, counts coins.

                    ANA
              (without looking up)
          We are closed.

                    TOM (O.S.)
          I know. I only want to
          ask about the boat.

He sits down.

                    ANA (CONT'D)
          There is no boat.

EXT. SEA - DAWN

                    TOM
          Look!
"""


def test_a_screenplay() -> None:
    assert turns(SCRIPT) == [
        ("ANA", "We are closed."),
        ("TOM", "I know. I only want to ask about the boat."),
        ("ANA", "There is no boat."),
        ("TOM", "Look!"),
    ]
    others = [kind for kind, _ in kinds(SCRIPT) if kind != "turn"]
    assert others == ["heading", "heading", "heading", "paragraph", "paragraph", "heading"]


CHAT = """12/03/2024, 18:02 - Messages are encrypted.
12/03/2024, 18:02 - Ana: are you coming
12/03/2024, 18:03 - Tom: on my way
bring anything?

milk: two bottles
12/03/2024, 18:03 - Tom added Kim
12/03/2024, 18:05 - +44 20 7946 0000: who is this
12/03/2024, 18:06 - Ana: it's Kim
"""


def test_messages_of_several_lines_and_events() -> None:
    assert turns(CHAT) == [
        ("Ana", "are you coming"),
        ("Tom", "on my way bring anything? | milk: two bottles"),
        ("+44 20 7946 0000", "who is this"),
        ("Ana", "it's Kim"),
    ]
    events = [CHAT[block.start : block.end] for block in blocks(CHAT) if block.kind == "direction"]
    assert [event.partition(" - ")[2] for event in events] == ["Messages are encrypted.", "Tom added Kim"]


OTHER = """Ana Lund (Lab): Did it rain?
**Tom Rey, 61:** It did.
- Kim: All day!
@kim: ok
<kim> ok
[Ana] I did.
Q. Did it rain?
A    It did.
BY MR. REY:
Mr. TARR of Texas. I object.
ANA — Yes.
— Yes, said Ana.
>> Yes?
>> ANA: Yes.
1
0:01 --> 0:02
0:03
WEBVTT
<v Ana Lund>Yes.</v>
Ana Lund  0:03
ANA
| Ana | Did it rain? |
Ana\tDid it rain?
Ana Lund – CEO
Ana Lund
I did.
ANA I did.
Ana. I did.
Dear Ana,
Yours,
By Ana Lund
Ana Lund to Tom Rey
My name is Ana Lund.
> It rained.
>> It did.
On 8 May, Ana Lund wrote:
***
“Yes.”
— Ana Lund
SARN (LNS) — It rained.
## Rain
From: Ana
"""
LINES = st.sampled_from([line for text in (MINUTES, PLAY, SCRIPT, CHAT, OTHER) for line in text.split("\n")])
SHUFFLED = st.builds(
    lambda lines, newline: newline.join(lines),
    st.lists(LINES, max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n", "\u2028", "\r"]),
)
ANY = st.text(
    st.sampled_from("aAbB Q1.,:;>-—–()[]<>/*_|#@\"“”’'?!\n\n\t\r\f\u2028\u200b\ufeff\xa0é\u0301"), max_size=150
)


PAGE = re.compile(r"\d\s+[A-Z]|[A-Z].*\s\d")  # the head of a page


@given(SHUFFLED | LAID_OUT | ANY | st.text(max_size=60))
def test_holds_on_any_text(text: str) -> None:
    found = blocks(text)
    edges = [(0, 0), *((block.start, block.end) for block in found), (len(text), len(text))]
    between = "".join(text[a:b] for (_, a), (b, _) in pairwise(edges))
    assert PAGE.search(between) or not any(c.isalpha() for c in between)  # but white space it may be lines' numbers
    assert all(end <= start for (_, end), (start, _) in pairwise(edges))
    for block in found:
        label = [block.label] if block.label and block.start < block.label[1] and block.label[0] < block.end else []
        inner = sorted([*label, *block.asides, *block.body, *block.omitted, *block.tags])
        assert all(block.start <= a < b <= block.end for a, b in inner)
        assert all(b <= c for (_, b), (c, _) in pairwise(inner))
        assert not block.mark or text[slice(*block.mark)].strip()
    parts = find_authors(text, found, WORDS)
    assert all(part.start < part.end for part in parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    assert all(found[i].kind == "turn" for i in find_bearers(text, found, WORDS))
    link_labels([text[slice(*block.label)] for block in found if block.label], [], WORDS)


def test_no_text_has_no_blocks() -> None:
    assert blocks("") == blocks("\ufeff \n\t\u200b") == ()


def test_calls_with_offices_behind_dashes() -> None:
    text = "Kim Oduya -- Rey Bank -- Analyst\n\nDid it rain?\n\nAna Lund -- Chief Executive\n\nIt did. I was there."
    assert turns(text) == [("Kim Oduya", "Did it rain?"), ("Ana Lund", "It did. I was there.")]


def test_names_behind_q_and_a() -> None:
    text = "Q - Ana Lund: Did it rain?\n\nA - Tom Rey: It did.\n\nQ - Ana Lund: All day?"
    assert [label for label, _ in turns(text)] == ["Ana Lund", "Tom Rey", "Ana Lund"]


def test_stage_directions_in_italics() -> None:
    text = "*Enter* Duke ANA *and a* Guard.\n\n*Pause.* TOM *leans out.*\n\nANA: Is it you?\n\nTOM: It is.\n\nANA: You!"
    assert [kind for kind, _ in kinds(text)] == ["direction", "direction", "turn", "turn", "turn"]


def test_who_enters_speaks_not_yet() -> None:
    text = "Enter Duke ANA, TOM, and a Guard.\n\nANA. Is it you?\n\nTOM. It is.\n\nANA. You!"
    assert [label for label, _ in turns(text)] == ["ANA", "TOM", "ANA"]


@pytest.mark.parametrize("page", ["Page {}", "[Page {} of 9]", "- page {} -"])
def test_pages_that_count_on_are_nobodys_words(page: str) -> None:
    gap, pages = "\n\n", [page.format(k) for k in (3, 5)]
    text = f"MR. REY: Was it?{gap}{pages[0]}{gap}MS. LUND: Yes. I\n{pages[1]}\nsaw it.{gap}MR. REY: I see."
    assert turns(text) == [("MR. REY", "Was it?"), ("MS. LUND", "Yes. I | saw it."), ("MR. REY", "I see.")]


def test_a_page_alone_and_pages_out_of_order_are_words() -> None:
    text = "ANA: Where is it?\nTOM: Look at\nPage 3\nANA: And then?\nTOM: Back to\nPage 2\nANA: I see."
    assert ("TOM", "Back to Page 2") in turns(text)
    text = "Speaker 1\nIs it open?\n\nSpeaker 2\nIt is, you know.\n\nSpeaker 1\nI see."
    assert [label for label, _ in turns(text)] == ["Speaker 1", "Speaker 2", "Speaker 1"]
