"""Blocks that are no turns: headings, captions, quoted mail, the parts of letters, running text."""

from __future__ import annotations

import pytest
from structure_shown import blocks, kinds, said

KINDS = [
    # headings
    ("# Rain\n\nIt rained.", ["heading", "paragraph"]),
    ("Rain\n====\n\nIt rained.", ["heading", "rule", "paragraph"]),
    ("CHAPTER IV\n\nIt rained.", ["heading", "paragraph"]),
    ("Chapter 4\nIt rained.", ["heading", "paragraph"]),
    ("INT. PIER - DAY\n\nIt rained.", ["heading", "paragraph"]),
    ("THE RAIN\nIt rained.", ["heading", "paragraph"]),
    ("A day at the pier\n\nIt rained.", ["heading", "paragraph"]),
    ("It rained.\n\nA day at the pier\n\nIt did.", ["paragraph", "heading", "paragraph"]),
    # none
    ("IT RAINED.\n\nIT DID.", ["paragraph", "paragraph"]),
    ("Chapter two of the book was wet.", ["paragraph"]),
    ("It rained in Sarn\nand in Troy.", ["paragraph", "paragraph"]),
    ("“A day at the pier”\n\nIt rained.", ["paragraph", "paragraph"]),
    # rules, brackets
    ("It rained.\n\n* * *\n\nIt did.", ["paragraph", "rule", "paragraph"]),
    ("It rained.\n\n(Tom Rey said so.)", ["paragraph", "paragraph"]),
    # captions
    ("WEBVTT\n\n00:01.000 --> 00:02.000\nIt rained.", ["caption", "caption", "paragraph"]),
    ("1\n00:00:01,000 --> 00:00:02,000\nIt rained.", ["caption", "paragraph"]),
    ("5:45 p.m.\n\nIt rained.", ["caption", "paragraph"]),
    ("12\n\nIt rained.", ["heading", "paragraph"]),
    # datelines
    ("SARN (LNS) — It rained.\n\nIt did.", ["dateline", "paragraph", "paragraph"]),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_kinds(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(text)] == expected


LABELS = [
    # bylines
    ("By Ana Lund\n\nIt rained.", ("byline", "Ana Lund")),
    ("By ANA LUND, Staff Writer\n\nIt rained.", ("byline", "ANA LUND")),
    ("BYLINE: Ana Lund\n\nIt rained.", ("byline", "Ana Lund")),
    ("Words by Kim von der Leyde\n\nIt rained.", ("byline", "Kim von der Leyde")),
    ("Reviewed by kim_92 on 8 May 2024\n\nIt rained.", ("byline", "kim_92")),
    ("By kim_92 on 8 May 2024\n\nIt rained.", ("byline", "kim_92")),
    ("Posted by kim\n\nIt rained.", ("byline", "kim")),
    ("By Monday\n\nIt rained.", ("heading", "By Monday")),
    ("By hand\n\nIt rained.", ("heading", "By hand")),
    ("By Ana Lund's account it rained.", ("paragraph", "By Ana Lund's account it rained.")),
    # salutations
    ("Dear Ana,\n\nIt rained.", ("salutation", "Ana")),
    ("My dear Ana,—\n\nIt rained.", ("salutation", "Ana")),
    ("Dear Ms. Lund:\n\nIt rained.", ("salutation", "Ms. Lund")),
    ("Dear Ana\n\nIt rained.", ("salutation", "Ana")),
    ("dear mum,\n\nit rained.", ("salutation", "mum")),
    ("Hi Ana, it rained.", ("salutation", "Ana")),
    ("Dear God, it rained on and on that day", ("salutation", "God")),
    ("Dear Ana had seen the rain.", ("paragraph", "Dear Ana had seen the rain.")),
    ("Hello Ana! It rained.", ("paragraph", "Hello Ana! It rained.")),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_who_wrote_and_to_whom(text: str, expected: tuple[str, str]) -> None:
    assert kinds(text)[0] == expected


SIGNED = [
    ("“It rained.” — Ana Lund", "Ana Lund", []),
    ("“It rained.” — Ana Lund, mayor of Troy", "Ana Lund", ["mayor of Troy"]),
    ('"It rained." -- Ana Lund.', "Ana Lund", []),
    ('"It rained." ~ Ana Lund', "Ana Lund", []),
    ("*“It rained.”* — *Ana Lund*", "Ana Lund", []),
    ("“It rained.”\n— Ana Lund (Troy)", "Ana Lund", ["Troy"]),
    ("“It rained.”\n\nAna Lund, engineer", "Ana Lund", ["engineer"]),
    ("It rained.\n\n– Ana Lund", "Ana Lund", []),
    ("It rained.\n\nYours sincerely,\n\nAna Lund", "Ana Lund", []),
    ("It rained.\n\nYours,\nAna Lund\nHarbour Master", "Ana Lund", ["Harbour Master"]),
    ("It rained.\n\nRespectfully, Ana Lund", "Ana Lund", []),
    ("It rained.\n\nI am, Sir, your obedient servant,\nANA LUND.", "ANA LUND", []),
    ("Dear Tom,\n\nIt rained.\n\nStay in touch,\n\nAna", "Ana", []),
    ("Dear Tom,\n\nIt rained. Write soon, and give my love to all of them at home,\n\nAna", "Ana", []),
    ("Dear Tom,\n\nIt rained.\n\nAna Lund", "Ana Lund", []),
]


@pytest.mark.parametrize(("text", "name", "asides"), SIGNED)
def test_signatures(text: str, name: str, asides: list[str]) -> None:
    last = blocks(text)[-1]
    assert last.kind == "signature"
    assert last.label
    assert text[slice(*last.label)] == name
    assert [text[slice(*aside)] for aside in last.asides] == asides


@pytest.mark.parametrize(
    "text",
    [
        "“It rained.” — as they say",
        "It rained. — Ana Lund",
        "“It rained.”\n\nLater, at the bar, Ana Lund said, “It did.”",
        "“It rained.”\n\nAna Lund left.",
        "It rained.\n\nStay in touch,\n\nAna",
        "- Buy eggs\n- Call Tom",
        "Best of all,\nthe rain stopped.",
        "It rained.\n\nAna Lund",
        "It rained all day, the mayor said.\n\n-30-\n---",
    ],
)
def test_no_signatures(text: str) -> None:
    assert "signature" not in {block.kind for block in blocks(text)}


MAIL = """On Mon, 8 Jan 2024 at 10:02, Ana Lund <ana@example.org> wrote:
> The bridge is closed.
> Tell the others.
>
> On Sun, 7 Jan 2024, Tom Rey wrote:
>> Is it open?

I will tell them.
"""


def test_quoted_mail() -> None:
    assert kinds(MAIL) == [
        ("quoted mail", "Ana Lund"),
        ("quoted mail", "Tom Rey"),
        ("paragraph", "I will tell them."),
    ]
    assert [said(MAIL, block) for block in blocks(MAIL)[:2]] == [
        "The bridge is closed. | Tell the others.",
        "Is it open?",
    ]


def test_quoted_mail_of_nobody() -> None:
    text = "She wrote:\n\n> It rained.\n\nIt did."
    assert kinds(text)[1] == ("quoted mail", "> It rained.")


def test_a_caption_has_its_time_for_mark() -> None:
    text = "7\n0:01 --> 0:02\nIt rained."
    (caption, _) = blocks(text)
    assert caption.mark
    assert text[slice(*caption.mark)] == "0:01 --> 0:02"


def test_a_field_has_its_label_and_its_value() -> None:
    text = "Date: 8 May\nPlace (or pier): Sarn\nDate: 9 May"
    found = blocks(text)
    assert [block.kind for block in found] == ["field"] * 3
    assert [said(text, block) for block in found] == ["8 May", "Sarn", "9 May"]
    assert [text[slice(*aside)] for aside in found[1].asides] == ["or pier"]


def test_mail_forwarded_without_marks() -> None:
    head = "-----Original Message-----\nFrom: Ana Lund <ana@example.org>\nSent: Monday\nSubject: rain"
    text = f"See below.\n\nTom\n\n{head}\n\nIt rained.\nAll day."
    quoted = blocks(text)[-1]
    assert (quoted.kind, quoted.label and text[slice(*quoted.label)]) == ("quoted mail", "Ana Lund")
    assert said(text, quoted) == "It rained. | All day."


def test_letters_signed_in_capitals() -> None:
    text = "Sir, — I saw it rain.\n\nANA LUND\nSarn, May 8\n\nSir, — I did not.\n\nTOM REY"
    assert [block for block in kinds(text) if block[0] != "paragraph"] == [
        ("salutation", "Sir, —"),
        ("signature", "ANA LUND"),
        ("salutation", "Sir, —"),
        ("signature", "TOM REY"),
    ]


def test_a_mail_program_may_break_the_line_above_quoted_mail() -> None:
    text = (
        "Yes.\n\nOn Tue, May 3, 2016 at 8:14 AM Ana Lund <ana@example.org>\nwrote:\n\n> It rained.\n> All day.\n\nTom"
    )
    quoted = next(block for block in blocks(text) if block.kind == "quoted mail")
    assert (quoted.label and text[slice(*quoted.label)], said(text, quoted)) == ("Ana Lund", "It rained. | All day.")


def quoted(text: str) -> list[tuple[str, str]]:
    found = [block for block in blocks(text) if block.kind == "quoted mail" and block.body]
    return [(text[slice(*block.label)] if block.label else "", said(text, block)) for block in found]


def test_mail_quoted_within_mail_and_what_goes_on_behind_it() -> None:
    text = (
        "On 8 Jan 2024, Ana Lund wrote:\n> On Monday, Tom Rey wrote:\n>> It rained.\n>\n> It did.\n\nNo.\n\n"
        ">> All day.\n\nNo.\n\nOn 9 Jan 2024, Kim Holm wrote:\n> It snowed."
    )
    assert [(name, words.strip(" |")) for name, words in quoted(text)] == [
        ("Tom Rey", "It rained."),
        ("Ana Lund", "It did."),
        ("Tom Rey", "All day."),
        ("Kim Holm", "It snowed."),
    ]


@pytest.mark.parametrize(
    "header",
    [
        'In troyboats@lists.example, "ana_lund" <ana@...> wrote:',
        "In article <37m@troy.example>, ana@troy.example (Ana Lund) writes:",
    ],
)
def test_headers_of_lists_and_newsgroups(header: str) -> None:
    ((name, words),) = quoted(f"{header}\n> It rained.\n\nIt did.")
    assert (name.lower().replace("_", " "), words) == ("ana lund", "It rained.")


DIGEST = [
    'Message: {k}\nDate: Mon, 4 May 2009\nFrom: "{n}" <x@troy.example>\n\n{w}\n\n------------------------------\n\n',
    "From: x@troy.example ({n})\nNewsgroups: troy.boats\nSubject: Rain\n\n{w}\n--\nMy views only.\n\n",
    "From: {n} <x@troy.example>\nSubject: Rain\n\n{w}\n\n",
]


@pytest.mark.parametrize("form", DIGEST)
def test_mails_below_each_other(form: str) -> None:
    mails = [("Ana Lund", "It rained. My aunt said so."), ("Tom Rey", "It did."), ("Ana Lund", "Well.")]
    text = "".join(form.format(k=k, n=name, w=words) for k, (name, words) in enumerate(mails))
    assert quoted(text) == mails
    assert quoted(form.format(k=1, n="Ana Lund", w="It rained.")) == []


def test_a_mail_among_others_goes_on_behind_what_it_quotes() -> None:
    head = "From: {} <x@troy.example>\nSubject: Rain\n\n"
    reply = "On 8 May 2009, Ana Lund wrote:\n> It rained.\n\nIt did.\n\n> My aunt said so.\n\nYour aunt is right."
    text = f"{head.format('Ana Lund')}It rained. My aunt said so.\n\n-----\n\n{head.format('Tom Rey')}{reply}"
    assert [(name, words) for name, words in quoted(text) if words] == [
        ("Ana Lund", "It rained. My aunt said so."),
        ("Ana Lund", "It rained."),
        ("Tom Rey", "It did."),
        ("Ana Lund", "My aunt said so."),
        ("Tom Rey", "Your aunt is right."),
    ]
