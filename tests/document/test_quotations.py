"""Quotation marks: which stretches they enclose, whatever the print, the typist and the tokenizer did to them."""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quotation_checks import check

from quoteattr.document.paragraphs import paragraphs
from quoteattr.document.quotations import Quotation, find_quotations


def quoted(text: str) -> list[str]:
    """What the outermost quotations hold, marks included; an unclosed one ends in `|`."""
    return [show(text, q) for q in find_quotations(text) if q.parent is None]


def nested(text: str) -> list[str]:
    return [show(text, q) for q in find_quotations(text) if q.parent is not None]


def show(text: str, quotation: Quotation) -> str:
    return text[quotation.start : quotation.end] + ("" if quotation.closed else "|")


PRINT = [
    ("“Go,” he said. “Now.”", ["“Go,”", "“Now.”"]),
    ('"Go," he said. "Now."', ['"Go,"', '"Now."']),
    ("''Go,'' he said. ''Now.''", ["''Go,''", "''Now.''"]),
    ("``Go,'' he said. ``Now.''", ["``Go,''", "``Now.''"]),
    ("‘‘Go,’’ he said.", ["‘‘Go,’’"]),
    ("‘Go,’ he said. ‘Now.’", ["‘Go,’", "‘Now.’"]),
    ("'Go,' he said. 'Now.'", ["'Go,'", "'Now.'"]),
    ("`Go,' he said.", ["`Go,'"]),
    ("« Allez », dit-il. «Oui.»", ["« Allez »", "«Oui.»"]),
    ("»Geh«, sagte er. ›Ja.‹", ["»Geh«", "›Ja.‹"]),
    ("‹Oui› »Ja»", ["‹Oui›", "»Ja»"]),
    ('„Geh“, sagte er. „Idź” „Ja"', ["„Geh“", "„Idź”", '„Ja"']),
    ("‚Geh‘, sagte er.", ["‚Geh‘"]),
    ("‟Go,” he said. ‛Go,’ she said.", ["‟Go,”", "‛Go,’"]),
    ("”Gå”, sade han.", ["”Gå”"]),
    ("彼は「はい」と言った。『本』を", ["「はい」", "『本』"]),
    ("他说“你好”。她说‘好’。", ["“你好”", "‘好’"]),
    ("He said ＂go＂ twice.", ["＂go＂"]),
    ('HE SAID, "NO."', ['"NO."']),
    ("He went home.", []),
    ("", []),
]

APOSTROPHES = [
    "I don't know; it's o'clock o’clock don‘t.",
    "the Clintons' house, the Bushes’ dog, James' hat",
    "the '90s, the ’80s, the ‘70s and '08",
    "rock 'n' roll, rock ’n’ roll, fish 'n' chips",
    "'Tis a pity, 'twas so, and ’em, ‘em and 'em.",
    "He was goin' home an' talkin' o' nothin'.",
    "The dogs' bowls and the cats' beds",
    "He 'as a 'ouse.",
    "Jones's book, ma'am, and Joe's 'n' Bob's",
    "the boys’ and girls’ games, the ladies’ room",
]

IN_SINGLES = [
    ("'I don't know,' he said. 'It's the boys' house.'", ["'I don't know,'", "'It's the boys' house.'"]),
    ("‘I don’t know,’ he said. ‘It’s the boys’ house.’", ["‘I don’t know,’", "‘It’s the boys’ house.’"]),
    ("'The dogs' bowls are here,' he said.", ["'The dogs' bowls are here,'"]),
    ("'I'm goin' home,' he said.", ["'I'm goin' home,'"]),
    ("'Twas I,' he said.", ["'Twas I,'"]),
    ("‘’Tis true,’ he said.", ["‘’Tis true,’"]),
    ("'Get 'em out,' she said, 'in the '90s.'", ["'Get 'em out,'", "'in the '90s.'"]),
    ("'I said \"go\" to him,' he said.", ["'I said \"go\" to him,'"]),
    ("'Come in!' 'No.' 'Why not?' he asked.", ["'Come in!'", "'No.'", "'Why not?'"]),
    ("the so-called 'experts' of the '60s", ["'experts'"]),
    ("'A', 'B' and 'C'", ["'A'", "'B'", "'C'"]),
    ("‘He left, she said.", ["‘He left, she said.|"]),
    ("'I saw it.\n\n'I saw it twice,' he said.", ["'I saw it.|", "'I saw it twice,'"]),
]

MEASURES = [
    "He is 6'2\", or 6’2”, and she is 5' 10\" tall.",
    "a 5\" pipe and a 12' x 9' room",
    "at 40° 26' 46\" N",
    "It took 3' 20\".",
    'the 7" and 9" pans',
]

IN_MEASURES = [
    ('"I\'m 6\'2"," he said.', ['"I\'m 6\'2","']),
    ("“He’s like 6’2”,” she said.", ["“He’s like 6’2”,”"]),
    ('the 12" record and the "hit" single', ['"hit"']),
    ('"It was in 1990" is what he said.', ['"It was in 1990"']),
    ("He read '1984' and \"1984\".", ["'1984'", '"1984"']),
]

NEIGHBOURS = [
    ('He said,"Go."', ['"Go."']),
    ('He said:"Go".', ['"Go"']),
    ('("Go")', ['"Go"']),
    ('he said--"Go"--and left', ['"Go"']),
    ('"I thought--" she began. "--and then?"', ['"I thought--"', '"--and then?"']),
    ('"I thought ..." she said. "... and then?"', ['"I thought ..."', '"... and then?"']),
    ('"Yes.""No."', ['"Yes."', '"No."']),
    ("“Yes.”“No.”", ["“Yes.”", "“No.”"]),
    ('"[The] man," he said of the "$5" bill.', ['"[The] man,"', '"$5"']),
    ('a ".45" and "#it" and "@her" and "¿qué?"', ['".45"', '"#it"', '"@her"', '"¿qué?"']),
    ('Ann "Polly" Hart read "Emma"; "fake" news', ['"Polly"', '"Emma"', '"fake"']),
    ('<p>"Go," he said.</p>', ['"Go,"']),
    ('_"Go,"_ he said. *"No."* "_Now_."', ['"Go,"', '"No."', '"_Now_."']),
    ('\ufeff"Go," he said.', ['"Go,"']),
    ('He said\u00a0"go" and \u200b"no"\u200b.', ['"go"', '"no"']),
    ("“\u202fGo\u202f”", ["“\u202fGo\u202f”"]),
    ("'cafe\u0301's' and “e\u0301”", ["'cafe\u0301's'", "“e\u0301”"]),
]

NESTED = [
    ("“‘Yes,’ he said, ‘no.’”", ["“‘Yes,’ he said, ‘no.’”"], ["‘Yes,’", "‘no.’"]),
    ("\"'Yes,' he said, 'no.'\"", ["\"'Yes,' he said, 'no.'\""], ["'Yes,'", "'no.'"]),
    ("'\"Yes,\" he said.'", ["'\"Yes,\" he said.'"], ['"Yes,"']),
    ("“\u2009‘Yes’\u2009”", ["“\u2009‘Yes’\u2009”"], ["‘Yes’"]),
    ("“A “b” c,” he said.", ["“A “b” c,”"], ["“b”"]),
    ('"A "b" c," he said.', ['"A "b" c,"'], ['"b"']),
    ('"A “b” c," he said.', ['"A “b” c,"'], ["“b”"]),
    ("«Il dit “oui”», dit-il.", ["«Il dit “oui”»"], ["“oui”"]),
    ("「彼は『本』と」", ["「彼は『本』と」"], ["『本』"]),
    ("“A ‘b “c” d’ e,” he said.", ["“A ‘b “c” d’ e,”"], ["‘b “c” d’", "“c”"]),
    ("''He said 'no,''' she said.", ["''He said 'no,'''"], ["'no,'"]),
    ("'''No' is a word,'' she said.", ["'''No' is a word,''"], ["'No'"]),
    ("‘I know ‘Yes?’ Go,’ said Ann.", ["‘I know ‘Yes?’ Go,’"], ["‘Yes?’"]),
    ("`the boys' boat ‘Go’ Yes!' he said.", ["`the boys' boat ‘Go’ Yes!'"], ["‘Go’"]),
    ('""Go.""', ['""Go.""'], ['"Go."']),
    ("\"Don't say 'ain't,'\" she said.", ["\"Don't say 'ain't,'\""], ["'ain't,'"]),
]

MISTAKES = [
    ("”word“ and ”another“", ["”word“", "”another“"]),
    ('“mixed" and "other”', ['“mixed"', '"other”']),
    ("“I know,“ he said. “Yes.”", ["“I know,“", "“Yes.”"]),
    ("”I know,” he said.", ["”I know,”"]),
    ("“I know, he said.", ["“I know, he said.|"]),
    ('"I know, he said.', ['"I know, he said.|']),
    ('I know," he said. "Go home."', ['"Go home."']),
    ('"I know, he said. "Go home."', ['"Go home."']),
    ("“I know, he said. “Go home.” He left.", ["“Go home.”"]),
    ('"I know." he said. Go home," she said.', ['"I know."']),
    ('I know," he said.\n\n"Go home," she said.', ['"Go home,"']),
    ('He said "I know.\nThen he left.\n"Go," she said.', ['"I know.|', '"Go,"']),
    ('"Go , "He left."Why?"', ['"Go , "', '"Why?"']),
    ("He said, ‘Go‘ and left.", ["‘Go‘"]),
    ("Ann said, «Go“» he said«", ["«Go“»"]),
    ('"the 5" pipe?"" He left.', ['"the 5" pipe?"']),
    ('He said: “the 5" pipe.”"and left.', ['“the 5" pipe.”']),
    ("“Go.”” he said.", ["“Go.”"]),
    ("““Go.” he said.", ["“Go.”"]),
    ('"Go."" he said.', ['"Go."']),
    ('""Go." he said.', ['"Go."']),
    ('"" said Ann. "Go." ""', ['"Go."']),
    ("“ ” “a”", ["“a”"]),
    ('A stray " in a line.', []),
    ('"', []),
    ("'", []),
    ("“", []),
    ("”", []),
    ('"" and “” and ‘’.', []),
    ('He said "" and "go".', ['"go"']),
    ("The code `x` and `y` here.", []),
    ("» Read more", []),
]

OVER_PARAGRAPHS = [
    ("“One.\n\n“Two.\n\n“Three,” he said.", ["“One.|", "“Two.|", "“Three,”"], [None, 0, 1]),
    ('"One.\n"Two.\n"Three," he said.', ['"One.|', '"Two.|', '"Three,"'], [None, 0, 1]),
    ("'One.\n'Two,' he said.", ["'One.|", "'Two,'"], [None, 0]),
    ("«Un.\n»Deux», dit-il.", ["«Un.|", "»Deux»"], [None, 0]),
    ("“One.\n“Two.\nHe left.", ["“One.|", "“Two.|"], [None, 0]),
    ("“One.\nHe left.\n“Two.”", ["“One.|", "“Two.”"], [None, None]),
    ("“One.\nTwo,” he said.", ["“One.|", "Two,”"], [None, 0]),
    ("“One.\nTwo.\nThree,” he said.", ["“One.|", "Two.|", "Three,”"], [None, 0, 1]),
    ('"It is “law” now.\n"Two," she said.', ['"It is “law” now.|', '"Two,"'], [None, 0]),
    ('"It is "law" now.\n"Two," she said.', ['"law"', '"Two,"'], [None, None]),
    ('"They came, crying “Go!”\n“Yes,” she said.', ["“Go!”", "“Yes,”"], [None, None]),
    ("Why?‘It is late.\n‘Go home.’", ["‘It is late.|", "‘Go home.’"], [None, 0]),
    ("«Why?\n»Wait.«", ["«Why?|", "»Wait.«"], [None, None]),
    ("“One.\n”Two.”", ["“One.|", "”Two.”"], [None, 0]),
    ("“One.\n” Two.", ["“One.|"], [None]),
    ("“One.\n‘Two.’", ["“One.|", "‘Two.’"], [None, None]),
    ('"One.\n“Two.”', ['"One.|', "“Two.”"], [None, None]),
    ("“One.\nThen “two.”", ["“One.|", "“two.”"], [None, None]),
    ("'One.\nTwo.'", ["'One.|", "Two.'"], [None, 0]),
    ("'One.\nThe boys' went.", ["'One.|"], [None]),
    ("’One.\nThe boys’ went.", [], []),
    ("the 'Go' he said.\n\nAnn came in 1990.' ", ["'Go'"], [None]),
    ("'One.\nTwo.\nThree.'", ["'One.|"], [None]),
    ("„One.\nTwo.“", ["„One.|", "Two.“"], [None, 0]),
    ("He said “One.\n\n“Two.” “Three.”", ["“One.|", "“Two.”", "“Three.”"], [None, 0, None]),
]

TOKENIZED = [
    ('" Go , " he said .\n" No .\nNot now .\nGo ! " she said .', ['" Go , "', '" No .|', "Not now .|", 'Go ! "']),
    ("“ Go , ” he said .\n“ No .\nGo ! ” she said .", ["“ Go , ”", "“ No .|", "Go ! ”"]),
    ("' I do n't know , ' he said .\n' It 's\nhers . '", ["' I do n't know , '", "' It 's|", "hers . '"]),
    ("`` Go , '' he said , `` now . ''", ["`` Go , ''", "`` now . ''"]),
]


@pytest.mark.parametrize(("text", "expected"), [*PRINT, *IN_SINGLES, *IN_MEASURES, *NEIGHBOURS, *MISTAKES, *TOKENIZED])
def test_outermost(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize("text", [*APOSTROPHES, *MEASURES])
def test_no_quotation_marks(text: str) -> None:
    assert find_quotations(text) == []


@pytest.mark.parametrize(("text", "outer", "inner"), NESTED)
def test_nested(text: str, outer: list[str], inner: list[str]) -> None:
    assert (quoted(text), nested(text)) == (outer, inner)


@pytest.mark.parametrize(("text", "expected", "continues"), OVER_PARAGRAPHS)
def test_over_paragraphs(text: str, expected: list[str], continues: list[int | None]) -> None:
    found = find_quotations(text)
    assert quoted(text) == expected
    assert [q.continues for q in found if q.parent is None] == [c if c is None else index(found, c) for c in continues]


def index(found: list[Quotation], outermost: int) -> int:
    """Where in the list the outermost quotation of this number stands."""
    return [k for k, q in enumerate(found) if q.parent is None][outermost]


def test_reopened_with_what_is_nested() -> None:
    text = "“‘One.\n\n“‘Two,’ he said.”"
    assert [(show(text, q), q.parent, q.continues) for q in find_quotations(text)] == [
        ("“‘One.|", None, None),
        ("‘One.|", 0, None),
        ("“‘Two,’ he said.”", None, 0),
        ("‘Two,’", 2, 1),
    ]


def test_reopened_without_what_is_nested() -> None:
    text = "“He said, ‘One.\n\n“Two.”"
    assert [(show(text, q), q.continues) for q in find_quotations(text)] == [
        ("“He said, ‘One.|", None),
        ("‘One.|", None),
        ("“Two.”", 0),
    ]


def test_only_what_the_marks_open_again_goes_on() -> None:
    text = "“‘One.\n“Then ‘two.’”"
    assert [(show(text, q), q.parent, q.continues) for q in find_quotations(text)] == [
        ("“‘One.|", None, None),
        ("‘One.|", 0, None),
        ("“Then ‘two.’”", None, 0),
        ("‘two.’", 2, None),
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“One ‘two «three „four.\n“Ten.”", "“‘«„"),
        ("“One ‘two «three „four ‹five.\n“Ten.”", "“‘«„"),  # no more: their cost would grow with their number
    ],
)
def test_four_open_quotations_may_go_on(text: str, marks: str) -> None:
    *before, last = find_quotations(text)
    assert "".join(q.mark for q in before) == marks
    assert not any(q.closed for q in before)
    assert (show(text, last), last.continues) == ("“Ten.”", 0)


def test_dropped_quotations_leave_indices_right() -> None:
    text = "“” “A ‘b’.\n“C.”"
    assert find_quotations(text) == [
        Quotation(3, 10, "“", closed=False),
        Quotation(6, 9, "‘", parent=0),
        Quotation(11, 15, "“", continues=0),
    ]


def test_a_quotation_goes_on_past_a_paragraph_that_is_but_its_mark() -> None:
    text = '„It rained.\n"\nIt did.“'
    assert [(show(text, q), q.continues) for q in find_quotations(text)] == [("„It rained.|", None), ("It did.“", 0)]


def test_mark_is_the_opening_one() -> None:
    assert [q.mark for q in find_quotations("``a'' ''b'' “c\" »d« 'e'")] == ["``", "''", "“", "»", "'"]


def test_given_bounds_are_obeyed() -> None:
    text = '"One" two "three'
    assert [show(text, q) for q in find_quotations(text, [(0, 5), (6, 16)])] == ['"One"', '"three|']
    assert find_quotations(text, []) == []


# ---- whatever the input ------------------------------------------------------------------------------------

MARKS = "\"“”„‟«»‹›'‘’‚‛`「」『』＂"
SOUP = st.text(st.sampled_from(MARKS + "  \n\n.,!?-—abSn'sT9_\u00a0\u200b"), max_size=120)


@given(st.text(max_size=200))
def test_holds_on_any_text(text: str) -> None:
    check(text)


@settings(max_examples=400)
@given(SOUP)
def test_holds_on_soups_of_marks(text: str) -> None:
    check(text)


@given(SOUP)
def test_same_answer_twice(text: str) -> None:
    assert find_quotations(text) == find_quotations(text)


@given(SOUP)
def test_a_paragraph_without_marks_at_the_end_changes_nothing_before(text: str) -> None:
    bounds = paragraphs(text)
    longer = text + "\n\nHe left."
    assert find_quotations(longer, [*bounds, (len(text) + 2, len(longer))]) == find_quotations(text, bounds)


WORDS = st.lists(
    st.sampled_from(["I", "don't", "know", "the boys' house", "o'clock", "'90s", "Ann's", "it's", "goin'", "'tis"]),
    min_size=1,
    max_size=6,
)
STOPS = st.sampled_from([",", ".", "!", "?", "--"])
SAID = st.builds(lambda words, stop: " ".join(["Well", *words, "now"]) + stop, WORDS, STOPS)
TOLD = st.sampled_from(["", "he said.", "said the man,", "She looked at Ann's house.", "They left at 5 o'clock."])
Turn = tuple[str, str]
PARAGRAPHS = st.lists(st.lists(st.tuples(SAID, TOLD), min_size=1, max_size=4), min_size=1, max_size=4)


def dialogue(written: Iterable[Iterable[Turn]], opening: str, closing: str) -> tuple[str, list[tuple[int, int]]]:
    """Write turns with a pair of marks; return the text and where they stand."""
    text, spans = "", []
    for paragraph in written:
        for said, told in paragraph:
            spans.append((len(text), len(text) + len(opening + said + closing)))
            text += opening + said + closing + " " + told + (" " if told else "")
        text = text.rstrip() + "\n\n"
    return text, spans


@pytest.mark.parametrize("pair", ['""', "“”", "„“", "‘’", "«»", "»«", ("''", "''"), ("``", "''")])
@given(written=PARAGRAPHS)
def test_dialogue_in_any_marks(pair: tuple[str, str], written: list[list[Turn]]) -> None:
    text, spans = dialogue(written, *pair)
    check(text)
    assert [(q.start, q.end) for q in find_quotations(text) if q.parent is None] == spans


@given(written=PARAGRAPHS)
def test_straight_and_curly_alike(written: list[list[Turn]]) -> None:
    curly, _ = dialogue([[(s.replace("'", "’"), t.replace("'", "’")) for s, t in p] for p in written], "“", "”")
    straight = curly.translate(str.maketrans("“”’", '""\''))
    assert [(q.start, q.end, q.closed) for q in find_quotations(curly)] == [
        (q.start, q.end, q.closed) for q in find_quotations(straight)
    ]


@given(written=PARAGRAPHS, change=st.sampled_from(["NFD", "\r\n", "\u00a0", "\u2028"]))
def test_other_spaces_and_forms_change_nothing(written: list[list[Turn]], change: str) -> None:
    text, _ = dialogue(written, "“", "”")
    changes: dict[str, Callable[[str], str]] = {
        "NFD": lambda t: unicodedata.normalize("NFD", t.replace("now", "né")),
        "\r\n": lambda t: t.replace("\n", "\r\n"),
        "\u00a0": lambda t: t.replace(" ", "\u00a0"),
        "\u2028": lambda t: t.replace("\n", "\u2028"),
    }
    other = changes[change](text)
    assert [show(other, q) for q in find_quotations(other)] == [
        changes[change](show(text, q)) for q in find_quotations(text)
    ]


@given(written=PARAGRAPHS, place=st.integers(0, 10_000))
def test_a_lost_mark_spoils_only_its_paragraph(written: list[list[Turn]], place: int) -> None:
    first, _ = dialogue(written[:1], '"', '"')
    rest, spans = dialogue([[("Well, we know,", "he said.")], *written[1:]], '"', '"')
    at = [i for i, c in enumerate(first) if c == '"']
    cut = at[place % len(at)]
    broken = first[:cut] + first[cut + 1 :] + "Nobody spoke for a while.\n\n"
    found = [(q.start, q.end) for q in find_quotations(broken + rest) if q.start >= len(broken)]
    assert found == [(a + len(broken), b + len(broken)) for a, b in spans]


# ---- cost --------------------------------------------------------------------------------------------------

HOSTILE: dict[str, Callable[[int], str]] = {
    "marks alone": lambda n: '"' * n,
    "apostrophes alone": lambda n: "'" * n,
    "pairs": lambda n: '"a" ' * (n // 2),
    "nested": lambda n: "“‘" * (n // 4) + "a" + "’”" * (n // 4),
    "nested words": lambda n: "“a ‘b " * (n // 4) + "c’ d” " * (n // 4),
    "never closed": lambda n: " “a" * n,
    "never opened": lambda n: "a” " * n,
    "unclosed paragraphs": lambda n: "“a ‘b “c «d\nx\n" * (n // 4),
    "deep, then paragraphs": lambda n: "“a" * (n // 2) + "\n“a" * (n // 2),
    "italics": lambda n: '"_' * n,
    "alternation": lambda n: "".join(random.Random(7).choices("\"“”‘’'«»„ab ,.", k=n)),
}


def work(text: str) -> int:
    """Lines of this package run: the same on every machine."""
    lines = 0

    def count(frame: object, event: str, argument: object) -> object:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]  # typeshed's protocol for trace functions is recursive
    try:
        find_quotations(text)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_length_only(name: str) -> None:
    small, large = (work(HOSTILE[name](n)) for n in (400, 1600))
    assert large < 4.4 * small


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pairs", "nested", "unclosed paragraphs"])
def test_many_marks_neither_raise_nor_recurse(name: str) -> None:
    text = HOSTILE[name](20_000)
    found = find_quotations(text)
    assert len(found) >= 9_999


def test_one_line_megabyte() -> None:
    text = '"' + "x " * 500_000 + '"' + "_" * 500_000 + '"'
    assert [q.start for q in find_quotations(text)][:1] == [0]
