"""Threads: posts under heads of any one form that recurs with names in it, and texts that only look like threads."""

from __future__ import annotations

import pytest
from structure_shown import blocks, turns

POSTS = [
    ("hornbeam_7", "My kettle hums at night. Is that normal?"),
    ("Dot H", "Mine did until I cleaned it."),
    ("hornbeam_7", "I'll try that. My aunt says that vinegar works."),
]

HEADS = [
    "{n} · {k} hours ago\n{w}\n\n",
    "#{k} {n} · {k} hours ago\n\n{w}\n\n",
    "{n}, {k} March 2019, 14:05\n\n{w}\n\n",
    "by {n} » Tue Mar 0{k}, 2015 9:14 pm\n\n{w}\n\n",
    "Re: Kettles\nby {n} » Tue Mar 0{k}, 2015 9:14 pm\n\n{w}\n\n",
    "Post by {n} » {k} May 2019, 08:41\n\n{w}\n\n",
    "Posted by {n} on March {k}, 2012 at 10:15 AM\n\n{w}\n\n",
    "Comment by {n} — {k} March 2019 @ 14:05\n{w}\n\n",
    "{n} wrote on {k} March 2018:\n\n{w}\n\n",
    "{n} replied {k} hours ago\n\n{w}\n\n",
    "**{n}** – {k} hours ago\n\n{w}\n\n",
    "### {n} ({k} hours ago)\n\n{w}\n\n",
    "{n} | Joined 201{k} | {k}82 posts\n\n{w}\n\n",
    "[–]{n} 1{k} points {k} hours ago\n\n{w}\n\n",
    "{n} {k} hours ago | parent | next [–]\n\n{w}\n\n",
    "[{n}] 10:4{k}\n{w}\n\n",
    "{n} – Veteran Member – {k} June 2010\n\n{w}\n\n",
    "{k}. {n} (Leeds) – {k} March 2011, 18:20\n\n{w}\n\n",
    "{n} (3 Mar 201{k})\n{w}\n----------\n",
    "{n}\n{k}h\n\n{w}\n\n",
    "{n}\n•\n{k}y ago\n\n{w}\n\n",
    "{n}\nForum Regular\nMar {k}, 2019 at 2:05 PM\n\n{w}\n\n",
    "{n} says:\nMarch {k}, 2014 at 10:12 am\n{w}\n\n",
    "{n} says\n\nMarch {k}, 2014 at 10:12 am\n\n{w}\n\nReply\n\n",
    "2019-03-03 14:0{k}\n{n}\n{w}\n\n",
    "03-1{k}-2009, 10:22 AM #{k}\n{n}\nSenior Member\nJoin Date: Feb 2006\nLocation: Hull\nPosts: 1,204\n\n{w}\n\n",
    "User: {n}\nDate: {k} March 2019\n{w}\n\n",
    "03-1{k}-2009, 10:22 AM\n#{k}\n{n}\nSenior Member\n\nLocation: Hull\nPosts: 1,204\n\n{w}\n\n",
    "{n}\n@{n}\n·\nMar {k}\n{w}\n1{k}\n40\n318\n\n",
    "{n}, {k} March 2019\n{w}\n{k} people found this helpful\n\n",
    "Name: {n}\nDate: {k} March 2019\nComments: {w}\n\n",
    "Re: Kettles\n\nby {n} » Tue Mar 0{k}, 2015 9:14 pm\n\n{w}\n\n{n}\nPosts: 1{k}\nJoined: 2 May 2009\nTop\n\n",
    "{n}\n•\n{k}h ago\n{w}\n\nUpvote\n1{k}\nDownvote\nReply\nShare\n\n",
    "{n} commented on Jan {k}, 2021\nMember\n{w}\n\n",
    "{n}\n{k} days ago\nReply to Dot H\n{w}\nReply · Share\n1{k} likes\n\n",
    "{n}\nA baker\n{k}w • Edited\n\n{w}\n\n",
]


@pytest.mark.parametrize("head", HEADS)
def test_posts_under_heads_of_one_form(head: str) -> None:
    text = "".join(head.format(n=name, w=said, k=k) for k, (name, said) in enumerate(POSTS, 1))
    assert turns(text) == POSTS


def test_a_post_of_several_paragraphs_is_one_turn() -> None:
    first, *rest = POSTS
    head = "{} · 3 March 2019\n\n{}\n\n"
    text = "".join(head.format(*post) for post in [(first[0], f"It is new.\n\n{first[1]}"), *rest])
    assert turns(text) == [(first[0], f"It is new. | {first[1]}"), *rest]


def test_what_stands_under_each_post_is_nobodys_words() -> None:
    text = "".join(f"{name}\n{k} years ago\n{said}\n{k}4\nReply\n\n" for k, (name, said) in enumerate(POSTS, 2))
    assert turns(text) == POSTS


def worded(text: str) -> list[tuple[str | None, str]]:
    """The turns that have words; a head right above a quoted post has none."""
    return [(label, said) for label, said in turns(text) if said]


def test_the_name_may_have_a_line_among_others_below_the_words() -> None:
    foot = "Share\nImprove this answer\nFollow\nanswered Mar {k}, 2019 at 20:10\n{n}\n12.4k\n{k} badges\n\n"
    head = "Asked 4 years ago\nModified 1 year ago\nViewed 3k times\n\n"
    text = head + "".join(f"{w}\n\n{foot.format(n=name, k=k)}" for k, (name, w) in enumerate(POSTS, 2))
    assert turns(text) == POSTS
    foot = "{n}\n{k} products in account\n\n"
    text = "".join(f"Posted: {k} June, 2019\n{w}\n{foot.format(n=n, k=k)}" for k, (n, w) in enumerate(POSTS, 2))
    assert turns(text) == POSTS


def test_who_asks_and_who_answers_below_the_words() -> None:
    feet = ["Asked by {} · 3 years ago", "Answered by {} · 2 years ago", "Answered by {} · 1 year ago"]
    text = "".join(f"{said}\n{foot.format(name)}\n\n" for (name, said), foot in zip(POSTS, feet, strict=True))
    assert turns(text) == POSTS


def test_one_of_those_who_write_may_be_called_me() -> None:
    posts = [("Mum", "Did it rain?"), ("Me", "It did, I think."), ("Mum", "You think?")]
    assert turns("".join(f"{name}\nToday 09:1{k}\n{said}\n\n" for k, (name, said) in enumerate(posts))) == posts


def test_a_head_may_name_who_is_answered_too() -> None:
    heads = ["Dot H • 2 days ago", "kim_9 > Dot H • 1 day ago", "Dot H > kim_9 • 1 day ago", "kim_9 • 1 day ago"]
    said = ["My kettle hums.", "Does it?", "It does, I tell you.", "Mine too."]
    text = "".join(f"{head}\n{words}\n14 △ ▽ • Reply • Share ›\n\n" for head, words in zip(heads, said, strict=True))
    assert turns(text) == list(zip(["Dot H", "kim_9"] * 2, said, strict=True))


def test_a_verb_of_speech_alone_makes_a_head() -> None:
    assert turns("".join(f"{name} replied to Ana:\n\n{said}\n\n" for name, said in POSTS)) == POSTS


@pytest.mark.parametrize("quoted", ["Quote:\nOriginally Posted by {n}\n{w}", "{n} wrote:\n{w}", "  {n}:\n  {w}"])
def test_what_a_post_quotes_is_who_wrote_it(quoted: str) -> None:
    first, second, third = POSTS
    quote = quoted.format(n=first[0], w="Is that normal?")
    said = [first[1], f"{quote}\n\n{second[1]}", third[1]]
    text = "".join(
        f"{name} · {k} hours ago\n\n{w}\n\n" for k, ((name, _), w) in enumerate(zip(POSTS, said, strict=True), 1)
    )
    assert worded(text) == [first, (first[0], "Is that normal?"), second, third]


def test_a_post_goes_on_behind_a_quoted_mail() -> None:
    (one, first), (two, second), last = POSTS
    text = (
        f"{one} · 1 hour ago\n\n{first}\n\n{two} · 2 hours ago\n\n> My kettle hums at night.\n\n{second}\n\n"
        f"{last[0]} · 3 hours ago\n\n{last[1]}"
    )
    assert worded(text) == [(one, first), (two, second), last]


def test_a_head_of_another_form_with_a_known_name() -> None:
    text = "Posted by hornbeam_7 9 hours ago\n\nDoes anybody know kettles?\n\n" + "".join(
        f"{name} · {k} hours ago\n\n{said}\n\n" for k, (name, said) in enumerate(POSTS, 1)
    )
    assert turns(text) == [("hornbeam_7", "Does anybody know kettles?"), *POSTS]


NO_THREADS = {
    "events": "Sarn Quartet, 14 May, 7.30pm\nThey play Holm.\n\nThe Herons, 15 May, 8.00pm\nThey sing of boats.\n\n"
    "Sarn Choir, 16 May, 7.30pm\nYou may bring friends.",
    "a timeline": "Sarn, 3 March 2019\nThe bridge was closed.\n\nTroy, 4 March 2019\nThe ferry ran.\n\n"
    "Sarn, 9 March 2019\nThe bridge was opened again.",
    "results": "Ana Lund (Sarn), 3:41.2\nTom Rey (Troy), 3:42.0\nKim Oduya (Sarn), 3:44.8",
    "records": "The Long Pier (1979)\nTheir first record has four songs.\n\nLow Water (1983)\nIt sold badly.\n\n"
    "Boats (1990)\nThe last one is the best.",
    "an index": "A bridge is closed\nPosted 3 March 2019\nThe council closed it.\n\nFerries run again\n"
    "Posted 4 March 2019\nThe boats are back.\n\nRain is coming\nPosted 5 March 2019\nIt will last.",
    "work": "Sarn Ferries, 2011–2014\nI ran the night boats.\n\nTroy Bridges, 2014–2019\nI painted both of them.\n\n"
    "Port of Holm, since 2019\nI am its master.",
    "mails": "From: Tom Rey\nDate: 8 May 2024\n\nIs it closed?\n\nFrom: Ana Lund\nDate: 9 May 2024\n\nYou know it is.",
    "quotations": "Ana Lund said:\n\n“It rained, yes.”\n\nTom Rey said:\n\n“Did it?”\n\nKim Rey said:\n\n“It did.”",
    "posts to be had": "Pump Engineer\nPosted 3 days ago\nDo you like pumps?\n\nNight Baker\nPosted 4 days ago\n"
    "You will bake.\n\nShip Engineer\nPosted 5 days ago\nYou help passengers.",
    "rated inns": "Inn of Sarn ★★★★\nIt is by the sea.\n\nThe Heron ★★★\nDogs are welcome.\n\nFerry House ★★\nNo lift.",
    "lots": "Lot 12\nAttributed to Jan Claas\nView of boats, oil on panel\nEstimate: £3,000–5,000\n\nLot 13\n"
    "Circle of Henry Dorne\nPortrait of a girl, oil on canvas\nEstimate: £1,200–1,800",
    "who works there": "Ruth Ellison\nHead of Sales\nRuth joined in 2004.\nSince 2004\n\nTom Addo\nChief Engineer\n"
    "Tom designs the pumps.\nSince 2009\n\nMina Farouk\nFinance Director\nMina keeps the books.\nSince 2011",
    "changes": "Author: Ruth Ellison\nDate: Mon May 4 10:12:00 2020\n    Fix the totals\n\nAuthor: Tom Addo\n"
    "Date: Tue May 5 09:01:12 2020\n    Add a test\n\nAuthor: Ruth Ellison\nDate: Tue May 5 2020\n    Remove it",
    "stages": "Stage 1 – 3 July\nSarn to Troy, 142 km\nWinner: Tom Rey\nA flat stage with wind.\n\n"
    "Stage 2 – 4 July\nTroy to Holm, 98 km\nWinner: Ana Lund\nShort and steep.",
    "the dead": "Harold Amory\n1938–2019\nHarold ran the forge.\n\nEdna Brill\n1925–2019\nEdna kept a shop.\n\n"
    "Leonard Cox\n1952–2019\nLeonard sang in the choir.",
    "days": "Monday, 3 March\nI went out.\n\nTuesday, 4 March\nI stayed at home.\n\nMonday, 10 March\nI went out.",
}


@pytest.mark.parametrize("kind", NO_THREADS)
def test_what_is_no_thread(kind: str) -> None:
    assert turns(NO_THREADS[kind]) == []


THREADS = {
    "most of the names known, some ask": (
        "{n}, {k} June 2019",
        ["Ana Lund", "Tom Rey", "Wenn Skarr"],
        ["Is it?", "It was.", "It rained."],
    ),
    "half of the names known, half ask": (
        "{n}, {k} June 2019",
        ["Ana Lund", "Brannoch Teld", "Tom Rey", "Wenn Skarr"],
        ["Is it?", "It was.", "Did it?", "It rained."],
    ),
    "one name known, and times": (
        "{n}, {k} June, 10:02",
        ["Ana Lund", "Brannoch Teld", "Wenn Skarr"],
        ["Is it?", "Did it?", "It rained."],
    ),
    "one name known, and verbs": (
        "{n} wrote on {k} June 2019",
        ["Ana Lund", "Brannoch Teld", "Wenn Skarr"],
        ["Is it?", "It was.", "It rained."],
    ),
    "handles, one of which asks": (
        "{n}, {k} June 2019",
        ["v_1", "v_2", "v_3", "v_4"],
        ["Is it?", "It was.", "It is.", "It rained."],
    ),
    "notes": ("{n}, {k} June, 10:02", ["v_1", "v_2", "v_1"], ["It was.", "It rained.", "It is."]),
    "stars": ("{n} ★★★☆☆ Verified", ["Ana Lund", "v_1"], ["It was good.", "It leaks."]),
    "stars below": ("{n}\n●●○○○", ["Ana Lund", "Tom Rey"], ["It was good.", "It leaks."]),
    "stars above": ("★★☆☆☆ {n}, {k} May 2023", ["Ana Lund", "Brannoch Teld"], ["It was good.", "It leaks."]),
    "two": ("{n}, {k} hours ago", ["Ana Lund", "v_1"], ["Is it?", "It was."]),
}


@pytest.mark.parametrize("kind", THREADS)
def test_what_is_enough_for_a_thread(kind: str) -> None:
    head, names, said = THREADS[kind]
    posts = list(zip(names, said, strict=True))
    text = "".join(f"{head.format(n=name, k=k)}\n{words}\n\n" for k, (name, words) in enumerate(posts, 1))
    assert turns(text) == posts


FEET = [
    "{n}\n{w}\nLike · Reply · {k}h\n\n",
    "{n}\n\n{w}\n\nLike  Reply  {k}d\n\n",
    "{n}\n{w}\n{k} hours ago\n",
    "{w}\nPosted by: {n} | {k} March 2019\n\n",
    "{w}\n\nPosted by {n} on March {k}, 2012 at 10:15 AM\n\n",
    "{w} – {n} May {k} '16 at 12:31\n\n",
    "{w}\n— {n}, {k} hours ago\n\n",
    "{w} {n} (talk) 14:02, {k} June 2010 (UTC)\n\n",
]


@pytest.mark.parametrize("form", FEET)
def test_names_below_or_behind_the_words(form: str) -> None:
    text = "Kettles\n\n" + "".join(form.format(n=name, k=k, w=words) for k, (name, words) in enumerate(POSTS, 1))
    assert turns(text) == POSTS


def test_a_name_below_the_words_stands_in_its_post() -> None:
    for line in (" ", "\n", "\n\n"):
        text = "Kettles\n\n" + "".join(f"{words}{line}– {name}, 3 hours ago\n\n" for name, words in POSTS)
        found = [block for block in blocks(text) if block.kind == "turn"]
        assert [text[slice(*block.label or (0, 0))] for block in found] == [name for name, _ in POSTS]
        assert all(block.start < block.label[0] < block.end for block in found if block.label)
        assert not any(block.omitted for block in found)


def test_a_name_that_looks_like_a_heading_is_none() -> None:
    text = "".join(f"{k} March 2019, 14:05\n## {name}\n{words}\n\n" for k, (name, words) in enumerate(POSTS, 1))
    assert turns(text) == POSTS


def test_of_a_name_and_a_place_the_name_is_the_writers() -> None:
    posts = [("Ana Lund", "Leeds", "It hums."), ("Tom Rey", "Cork", "Does it?"), ("Ana Lund", "Leeds", "I hear it.")]
    text = "".join(f"{name}\n{place}  |  April {k}\n{words}\n\n" for k, (name, place, words) in enumerate(posts, 1))
    assert turns(text) == [(name, words) for name, _, words in posts]


def test_who_is_quoted_in_brackets_is_no_foot() -> None:
    text = "".join(
        f"They talked of rain.\n\n“It rained.” ({name}, {k}3, packer)\n\n" for k, (name, _) in enumerate(POSTS, 1)
    )
    assert turns(text) == []


def test_dashes_and_dates_in_prose_are_no_feet() -> None:
    text = "It rained – Troy, 3 May 2019\n\nIt snowed – Sarn, 4 May 2019\n\nIt cleared – Leeds, 5 May 2019"
    assert turns(text) == []
