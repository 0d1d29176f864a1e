"""Who wrote which part of a text, and to whom."""

from __future__ import annotations

import pytest
from structure_shown import WORDS, blocks

from quoteattr.document.structure.authors import find_authors

Part = tuple[str | None, str | None, str, str]


def parts(text: str) -> list[Part]:
    """Author, addressee, evidence, and the words with which each part begins."""
    return [
        (
            part.author and text[slice(*part.author)],
            part.addressee and text[slice(*part.addressee)],
            part.evidence,
            " ".join(text[part.start : part.end].split()[:3]),
        )
        for part in find_authors(text, blocks(text), WORDS)
    ]


WHOLE = [
    ("By Ana Lund, staff writer\n\nI saw it.", "Ana Lund", "byline"),
    ("Rain\n\nBy Ana Lund\n\nI saw it.", "Ana Lund", "byline"),
    ("I saw it.\n\nIt rained.\n\nBy Ana Lund", "Ana Lund", "byline"),
    ("I saw it.\n\nIt rained.\n\n— Ana Lund, Sarn", "Ana Lund", "signature"),
    ("Monday\n\nWet.\n\nTuesday\n\nI saw it, and it rained. – Ana Lund", "Ana Lund", "signature"),
    ("I saw it. “It leaks.” — Pvt. Tom Rey, Sarn", "Pvt. Tom Rey", "signature"),
    ("The diary of Ana Lund\n\nI saw it.", "Ana Lund", "heading"),
    ("FROM THE JOURNAL OF ANA LUND, HARBOUR MASTER\n\nI saw it.", "ANA LUND", "heading"),
    ("Ana Lund’s diary\n\nI saw it.", "Ana Lund", "heading"),
    ("SLEDGE DIARY – Ana Lund\n\nI saw it.", "Ana Lund", "heading"),
    ("The log of Tormod Aasen\n\nI saw it.", "Tormod Aasen", "heading"),
    ("I saw it. My name is Brannoch Teld and I bake.", "Brannoch Teld", "introduction"),
    ("Hi, I'm Ana Lund.\n\n“I am Tom Rey,” he said.", "Ana Lund", "introduction"),
    ("I never liked it.\n\nIt leaks.\n\nAna Lund is a baker in Sarn.", "Ana Lund", "end note"),
    ("I saw it.\n\nWe asked them to look.\n\nTavi Brandvold", "Tavi Brandvold", "end note"),
    ("We saw it.\n\nThey said they will look.\n\nAna Lund\nSarn", "Ana Lund", "signature"),
    ("I saw it.\n\nTell us more.\n\nYour loving son\nTavi", "Tavi", "signature"),
    ("I saw it.\n\nTell us more.\n\nFrom under the stairs,\nTavi", "Tavi", "signature"),
    ("I saw it. Kim asked. I am, etc.,\nILSE BRAND\nHarbour Row.", "ILSE BRAND", "signature"),
    ("I saw it.\n\nIt rained.\n\nNerys Tolva\nPort Sarn", "Nerys Tolva", "signature"),
    ("I saw it.\n\nIt leaks.\n\nSincerely,\n/s/ Ana T. Lund\nHarbour Master", "Ana T. Lund", "signature"),
    ("FISH LAW, with the commentary of Brother Anselm\n\nI saw it.", "Brother Anselm", "heading"),
    ("MR JUSTICE REY\n\n1. I bear in mind that it rained.", "MR JUSTICE REY", "heading"),
    ("LUND, Circuit Judge.\n\nIt rained, I think.", "LUND", "heading"),
    ("From the journal of Ana Lund, baker at the Sarn mill\n\nIt rained, I think.", "Ana Lund", "heading"),
    (
        "HARBOUR COURT\n\nAFFIDAVIT of Tavi Brandvold, of Sarn, baker\n\n1. I saw it.",
        "Tavi Brandvold",
        "heading",
    ),
    ("STATEMENT OF TAVI BRANDVOLD, BAKER\n\nI saw it. It rained.", "TAVI BRANDVOLD", "heading"),
    ("THE LAMP\n\nA sermon preached by Tavi Brandvold at Sarn\n\nI saw it.", "Tavi Brandvold", "heading"),
    ("Decision of Tavi Brandvold, Member\n\n1. I find that it rained.", "Tavi Brandvold", "heading"),
    ("WITNESS STATEMENT\n\nI saw it.\n\nIt rained.\n\nSigned: Tavi Brandvold", "Tavi Brandvold", "signature"),
    ("WITNESS STATEMENT\n\nI saw it.\n\nIt rained.\n\nSigned, Tavi Brandvold", "Tavi Brandvold", "signature"),
    ("Witness: Tavi Brandvold\nDate: 4 May 2019\n\nI saw it.", "Tavi Brandvold", "signature"),
    ("I saw it.\n\nIt rained.\n\nTavi Brandvold\nTribunal Judge\n4 May 2019", "Tavi Brandvold", "signature"),
    ("I saw it.\n\nIt rained.\n\nT. Brandvold\nPort Sarn", "T. Brandvold", "signature"),
    ("My full name is Tavi Brandvold. I saw it.", "Tavi Brandvold", "introduction"),
    ("Welcome back, it's Tavi. I saw it.", "Tavi", "introduction"),
    ("HARBOUR NOTES, by “Gannet”\n\nI saw it.", "Gannet", "heading"),
    ("I, Tavi Brandvold, of Sarn, baker, say as follows.\n\nI saw it.", "Tavi Brandvold", "introduction"),
    ("Ana Lund, crane operator\n\nIt takes me eleven minutes.", "Ana Lund", "heading"),
    (
        "HARBOUR POLICE\nStatement of Ana Hession, baker, of Sarn, taken on 4 May.\n\nI saw it.",
        "Ana Hession",
        "heading",
    ),
    ("Statement of Ana Lund w/o Tom Rey, aged 41, read over to her:\n\nI saw it.", "Ana Lund", "heading"),
]


@pytest.mark.parametrize(("text", "author", "evidence"), WHOLE)
def test_the_author_of_a_text(text: str, author: str, evidence: str) -> None:
    ((found, addressee, told, _),) = parts(text)
    assert (found, addressee, told) == (author, None, evidence)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I saw it.",
        "By Ana Lund and Tom Rey\n\nWe saw it.",
        "I saw it.\n\nIt rained.\n\nSarn Town Council\nPort Sarn",
        "I saw it.\n\nIt rained.\n\nNerys Tolva\nThe door was shut",
        "By Ana Lund, Kim Oduya, and Tom Rey\n\nWe saw it.",
        "The Road to Troy\n\nI saw it.",
        "Statements of Ana Lund were read, and it rained.\n\nI saw it.",
        "The Way Home to Ana Lund\n\nI saw it.",
        "A letter\n\nI saw it.",
        "I am Catholic. I saw it.",
        "“My name is Ana Lund,” she said.",
        "I'm Ana Lund.\n\nAnd I'm Tom Rey.",
        "“It rained.” — Ana Lund",
        "It leaks.\n\nAna Lund is a baker in Sarn.",
        "I saw it.\n\nAna Lund is late.",
        "I saw it.\n\nThere is a baker in Sarn.",
        "Ana Lund\n\nI saw her once. Lund was late.",
        "Ana Lund, baker\n\nIt rained in Sarn.",
        "The Old Harbour\n\nI saw it.",
        "It rained.\n\nIt leaks.\n\nAna Lund\nSarn",
        "I saw it.\n\nLund leaks.\n\nAna Lund\nSarn",
        "I saw it.\n\nIt leaks.\n\nRelated Posts\nRead More",
        "I saw it.\n\nYours,\nAna\n\nIt rained.\n\nIt did.\n\nIt stopped.",
        "The bridge, by Storm damaged\n\nI saw it.",
        "STATEMENT OF SUBSCRIBING WITNESS\n\nI saw it.",
        "A speech by the harbour\n\nI saw it.",
        "It's Tavi. I saw it.",
        "I saw it.\n\nIt leaks.\n\nNerys Tolva\nIt was late, and the judge left.",
        "AFFIDAVIT OF THE MOTHER\n\nI saw it.",
        "It is I, Ana. Well, I saw it.",
        "To me, Ana, it was late.",
        "“I, Ana Lund, say so,” she said.",
        "WITNESS STATEMENT (Harbour Court Rules, r. 3)\n\nI saw it.",
        "WRITTEN STATEMENT ON OATH OF PW4\n\nI saw it.",
        "SLEDGE DIARY – Halden Ice Shelf, season 2\n\nI saw it.",
        "STATEMENT OF CLAIM\n\nI saw it.",
        "It leaks. “I saw it.” It rained. – Ana Lund",
        "I saw it rain. It leaks – Ana Lund",
    ],
)
def test_no_author(text: str) -> None:
    assert parts(text) == []


def test_a_letter_has_its_own_author() -> None:
    text = "By Ana Lund\n\nI found this.\n\nDear Tom,\n\nI miss you.\n\nYours,\nKim\n\nI cried when I read it."
    assert parts(text) == [
        ("Ana Lund", None, "byline", "By Ana Lund"),
        ("Kim", "Tom", "signature", "Dear Tom, I"),
        ("Ana Lund", None, "byline", "I cried when"),
    ]


def test_a_letter_without_a_signature() -> None:
    assert parts("Dear Tom,\n\nI miss you.") == [(None, "Tom", "salutation", "Dear Tom, I")]


def test_a_letter_without_a_signature_may_introduce_its_author() -> None:
    text = "Dear Kim,\n\nMy name is Ana Lund. I saw it."
    assert parts(text)[0][:2] == ("Ana Lund", "Kim")
    assert parts("Dear Kim,\n\nI saw it.\n\nAna Lund is a baker.")[0][:2] == (None, "Kim")


def test_letters_of_a_novel() -> None:
    text = (
        "LETTER I\n\nMiss Lund to Miss Rey\n\nSarn, May 3\n\nI have no news.\n\n"
        "From Miss Rey to Miss Lund\n\nMy dear Ana,\n\nI do not believe you.\n\nTo Miss Rey\n\nYou may."
    )
    assert parts(text) == [
        ("Miss Lund", "Miss Rey", "heading", "Miss Lund to"),
        ("Miss Rey", "Miss Lund", "heading", "From Miss Rey"),
        (None, "Miss Rey", "heading", "To Miss Rey"),
    ]


def test_reviews() -> None:
    above = "Reviewed by sea_dog on 8 May\n\nI liked it.\n\nReviewed by Kim Oduya\n\nI did not."
    assert [author for author, *_ in parts(above)] == ["sea_dog", "Kim Oduya"]
    assert [begin for *_, begin in parts(above)] == ["Reviewed by sea_dog", "Reviewed by Kim"]
    below = "I liked it.\n\nReviewed by sea_dog\n\nI did not.\n\nReviewed by Kim Oduya"
    assert [(author, begin) for author, *_, begin in parts(below)] == [
        ("sea_dog", "I liked it."), ("Kim Oduya", "I did not."),
    ]  # fmt: skip


def test_mail() -> None:
    text = (
        "From: Tom Rey <tom@example.org>\nTo: Ana Lund\nDate: 8 May\nSubject: Bridge\n\nI think it is closed.\n\n"
        "On 7 May, Ana Lund wrote:\n> I am late.\n\nI know."
    )
    assert parts(text) == [
        ("Tom Rey", "Ana Lund", "mail", "From: Tom Rey"),
        ("Ana Lund", None, "mail", "On 7 May,"),
        ("Tom Rey", "Ana Lund", "mail", "I know."),
    ]


def test_two_who_are_greeted_share_nothing() -> None:
    found = parts("By Ana Lund\n\nIt rained.\n\nDear Tom,\n\nDear Kim,\n\nIt rained.")
    assert [part[1] for part in found] == [None, "Tom", "Kim"]
