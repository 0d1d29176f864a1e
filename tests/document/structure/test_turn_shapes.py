"""Shapes of turns: in each the label, the words and nothing else."""

from __future__ import annotations

import pytest
from structure_shown import blocks, said, turns

ANA, TOM, KIM = ("Ana Lund", "Did it rain?"), ("Tom Rey", "It did."), ("Kim Oduya", "All day.")
ALL = [ANA, TOM, KIM, ("Ana Lund", "Then we must go.")]
LOWER = [("kim", "Did it rain?"), ("tom_r", "It did."), ("kim", "All day?")]

# how a label and its words are written; {n} is the name, {c} the name in capitals, {s} the surname, {w} the words
SHAPES = {
    "colon": "{n}: {w}\n\n",
    "colon, no blank lines": "{n}: {w}\n",
    "colon, no space": "{n}:{w}\n",
    "colon after a space": "{n} : {w}\n",
    "bullets": "- {n}: {w}\n",
    "numbered": "{i}. {n}: {w}\n",
    "bold label": "**{n}**: {w}\n\n",
    "bold label with its colon": "**{n}:** {w}\n\n",
    "starred label": "*{n}*: {w}\n\n",
    "html": "<p><strong>{n}:</strong> {w}</p>\n",
    "label above": "{n}:\n{w}\n\n",
    "bold label above": "**{n}**\n{w}\n\n",
    "markdown heading": "### {n}\n{w}\n\n",
    "name above": "{n}\n{w}\n\n",
    "brackets": "[{n}] {w}\n",
    "brackets and colon": "[{n}]: {w}\n",
    "voice tags": "<v {n}>{w}</v>\n\n",
    "tab": "{n}\t{w}\n",
    "columns": "{n:16}{w}\n",
    "table": "| {n} | {w} |\n",
    "bar": "{n} | {w}\n",
    "dash": "{n} – {w}\n\n",
    # times: before and behind, on the line and above it
    "time before": "[00:00:0{i}] {n}: {w}\n",
    "bare time before": "00:0{i} {n}: {w}\n",
    "time with a full stop": "10.0{i}am – {n}: {w}\n",
    "number in brackets": "({i}) {n}: {w}\n",
    "escaped by a converter": "&gt;&gt; {n}: {w}\n",
    "time behind": "{n} (00:0{i}): {w}\n\n",
    "time behind, words below": "{n} [00:0{i}]:\n{w}\n\n",
    "time in the label's line": "{n}  0:0{i}\n{w}\n\n",
    "time of day": "{n}  1:0{i} PM\n{w}\n\n",
    "name in brackets, then time": "[{n}] 10:02:0{i}\n{w}\n\n",
    "time above": "0:0{i}\n{n}\n{w}\n\n",
    "chat export": "12/03/2024, 18:0{i} - {n}: {w}\n",
    "chat export in brackets": "[12/03/2024, 18:02:0{i}] {n}: {w}\n",
    "messages by name and date": "{n}, [12.03.24 18:0{i}]\n{w}\n\n",
    "subtitles": "{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{n}: {w}\n\n",
    "table of times": "0:0{i}\t{n}\t{w}\n",
    # what a label says beside the name
    "age": "{n}, 4{i}: {w}\n\n",
    "office": "{n} - Chair: {w}\n\n",
    "party and constituency": "{n} (Leeds North) (Lab): {w}\n\n",
    "office in an apposition": "{n}, the harbour master: {w}\n\n",
    "group, as parliaments write": "{n} (S&D). – {w}\n\n",
    "constituency above": "{n} (Leeds North)\n{w}\n\n",
}
CAPITALS = {
    "colon": "{c}: {w}\n",
    "caption": ">> {c}: {w}\n",
    "full stop": "{c}. {w}\n\n",
    "bold and full stop": "**{c}.** {w}\n\n",
    "full stop and dash": "{c}.—{w}\n\n",
    "dash": "{c} — {w}\n\n",
    "aside, then words": "{c} (aside) {w}\n\n",
    "nothing between": "{c} {w}\n\n",
    "screenplay": "                    {c}\n          {w}\n\n",
    "no indent": "{c}\n{w}\n\n",
    "off screen": "{c} (O.S.) (CONT'D)\n(quietly)\n{w}\n\n",
    "dual dialogue": "{c} ^\n{w}\n\n",
    "apart": "{c}\n\n{w}\n\n",
}
HANDLES = {
    "colon": "{n}: {w}\n",
    "at": "@{n}: {w}\n",
    "nick": "<{n}> {w}\n",
    "time and nick": "10:0{i} <{n}> {w}\n",
    "operator": "10:0{i} <@{n}> {w}\n",
    "bar": "10:0{i} {n} | {w}\n",
    "day and time": "{n} — Today at 10:0{i} AM\n{w}\n\n",
    "how long ago": "{n} · {i}h\n{w}\n\n",
    "date below": "{n}\nPosted 8 May 2024, 10:0{i}\n{w}\n\n",
    "how long ago below": "{n}\n{i} hours ago\n{w}\n\n",
    "words in small letters, without blank lines": "{n} — 03/14/2023 6:0{i} PM\nwell, {w}\n",
}


def written(form: str, said: list[tuple[str, str]]) -> str:
    return "".join(form.format(n=name, c=name.upper(), w=words, i=i) for i, (name, words) in enumerate(said, 1))


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: str) -> None:
    assert turns(written(SHAPES[shape], ALL)) == ALL


@pytest.mark.parametrize("shape", CAPITALS)
def test_shapes_in_capitals(shape: str) -> None:
    again = [*ALL, TOM]
    assert turns(written(CAPITALS[shape], again)) == [(name.upper(), words) for name, words in again]


@pytest.mark.parametrize("form", ["**{n}**\n\n{w}\n\n", "## {n}\n\n{w}\n\n", "{n}\n\n{w}\n\n"])
def test_names_that_may_be_headings(form: str) -> None:
    assert turns(written(form, ALL)) == []  # one name that recurs is too little where a blank line follows it
    assert turns(written(form, [*ALL, TOM])) == [*ALL, TOM]


@pytest.mark.parametrize("shape", HANDLES)
def test_handles(shape: str) -> None:
    at, well = "@" if shape == "at" else "", "well, " if "well" in HANDLES[shape] else ""
    assert turns(written(HANDLES[shape], LOWER)) == [(at + name, well + words) for name, words in LOWER]


@pytest.mark.parametrize("name", ["Ana L.", "Ana 🌸", "Me", "u/ana_", "June"])
def test_labels_of_chats_and_plays(name: str) -> None:
    text = f"{name}: Did it rain?\nTom: It did.\n{name}: All day?\nTom: Yes."
    assert [label for label, _ in turns(text)] == [name, "Tom"] * 2


def test_offices_of_congress() -> None:
    text = "The SPEAKER pro tempore. I thank you.\n\nMr. LUND. Did it rain?\n\nThe SPEAKER pro tempore. It did."
    assert [label for label, _ in turns(text)] == ["The SPEAKER pro tempore", "Mr. LUND", "The SPEAKER pro tempore"]


def test_numbered_questions() -> None:
    text = "1 Q. Did it rain?\nA. It did.\n2 Q. All day?\nA. I forget."
    assert [label for label, _ in turns(text)] == ["Q", "A"] * 2
    text = "Q1   Ana Lund: Did it rain?\n\nTom Rey: It did.\n\nQ2   Kim Ode: All day?\n\nTom Rey: I forget."
    assert [label for label, _ in turns(text)] == ["Ana Lund", "Tom Rey", "Kim Ode", "Tom Rey"]


@pytest.mark.parametrize(
    ("form", "asides", "mark"),
    [
        ("{n}, 61: {w}\n", ["61"], None),
        ("{n}, 61, baker: {w}\n", ["61, baker"], None),
        ("{n} (Leeds North) (Lab): {w}\n", ["Leeds North", "Lab"], None),
        ("{n} – Chair [0:0{i}]: {w}\n", ["Chair"], "0:0{i}"),
        ("{c} of Texas. {w}\n", ["of Texas"], None),
        ("{c} (CONT'D)\n{w}\n\n", [], None),
        ("{n} @ana · Mar {i}\n{w}\n\n", ["@ana"], "Mar {i}"),
        ("12/03/2024, 18:0{i} - {n}: {w}\n", [], "12/03/2024, 18:0{i}"),
    ],
)
def test_what_a_label_tells_beside_the_name(form: str, asides: list[str], mark: str | None) -> None:
    text = written(form, ALL)
    found = blocks(text)
    assert [text[slice(*b.label)].title() for b in found if b.label] == [name for name, _ in ALL]
    for i, block in enumerate(found, 1):
        assert [text[slice(*aside)] for aside in block.asides] == asides
        assert (block.mark and text[slice(*block.mark)]) == (mark and mark.format(i=i))


NUMBERS = ["Speaker 1", "Participant 3", "Juror #3", "SPEAKER_00", "P2", "Man No. 2", "The Witness", "First juror"]


@pytest.mark.parametrize("label", NUMBERS)
def test_numbers_and_offices(label: str) -> None:
    said = [(label, "Did it rain?"), ("Moderator", "Yes."), (label, "All day?")]
    assert turns(written("{n}: {w}\n", said)) == said


UNKNOWN = [
    "Participant 3: {w}", "Kim Oduya [00:10]: {w}", "Kim Oduya (MP): {w}", "kim: {w}", "@kim: {w}", "Kim, 23: {w}",
    "**Kim**: {w}", "Juror #3: {w}", "Kim von der Leyde: {w}", "Kim Oduya - Chair: {w}", "Brannoch: {w}",
    "First juror: {w}", "Several hon. Members: {w}", "K: {w}", "Kim & Tom: {w}", "10:02 Kim: {w}", "- Kim: {w}",
]  # fmt: skip


@pytest.mark.parametrize("line", UNKNOWN)
def test_a_label_that_occurs_once_is_a_turn_of_its_own(line: str) -> None:
    text = f"Ana Lund: Did it rain?\n\n{line.format(w='All of last week.')}\n\nAna Lund: And now?\n\nTom Rey: It did."
    assert [words for _, words in turns(text)] == ["Did it rain?", "All of last week.", "And now?", "It did."]


QA = [("Q", "Did it rain?"), ("A", "It did."), ("Q", "All day?"), ("A", "All day.")]


@pytest.mark.parametrize("between", [". ", ": ", ".  ", "    ", "\t", " "])
def test_questions_and_answers(between: str) -> None:
    assert turns(written(f"{{n}}{between}{{w}}\n", QA)) == QA


def test_numbered_questions_and_answers() -> None:
    assert turns("Q1: Did it rain?\nA1: It did.\nQ2: All day?\nA2: All day.") == [
        ("Q1", "Did it rain?"), ("A1", "It did."), ("Q2", "All day?"), ("A2", "All day."),
    ]  # fmt: skip


COURT = """ANA LUND, having been first duly sworn, testified as follows:

DIRECT EXAMINATION

BY MR. REY:

Q.  Did it rain?

A.  It did.

MR. HOLM: Objection.

THE COURT: Sustained.

Q (By Mr. Rey)  All day?

THE WITNESS: May I have some water?
"""


def test_court() -> None:
    assert turns(COURT) == [
        ("Q", "Did it rain?"),
        ("A", "It did."),
        ("MR. HOLM", "Objection."),
        ("THE COURT", "Sustained."),
        ("Q", "All day?"),
        ("THE WITNESS", "May I have some water?"),
    ]
    kinds = [block.kind for block in blocks(COURT)]
    assert kinds[:3] == ["heading", "heading", "heading"]


def test_lines_with_numbers() -> None:
    lines = ["Q. Did it rain on the", "third of May?", "A. It did.", "Q. All day?", "A. All day, in the", "town."]
    lines += ["MR. HOLM: Objection.", "THE COURT: Overruled.", "Q. Go on.", "A. That is all."]
    text = "\n".join(f"{i:2}     {line}" for i, line in enumerate(lines, 1))
    assert turns(text) == [
        ("Q", "Did it rain on the | third of May?"),
        ("A", "It did."),
        ("Q", "All day?"),
        ("A", "All day, in the | town."),
        ("MR. HOLM", "Objection."),
        ("THE COURT", "Overruled."),
        ("Q", "Go on."),
        ("A", "That is all."),
    ]


CONGRESS = """The CHAIRMAN. The committee will come to order.

Mr. TARR of Texas. Mr. Chairman, I yield myself five minutes.

The bridge has been closed since May.

Ms. JACKSON-HOLM. Will the gentleman yield?

Senator McLUND. I object.

The PRESIDING OFFICER (Mr. Vold). Is there objection?

Mr. TARR of Texas. There is.
"""


def test_congress() -> None:
    assert turns(CONGRESS) == [
        ("The CHAIRMAN", "The committee will come to order."),
        ("Mr. TARR", "Mr. Chairman, I yield myself five minutes. | The bridge has been closed since May."),
        ("Ms. JACKSON-HOLM", "Will the gentleman yield?"),
        ("Senator McLUND", "I object."),
        ("The PRESIDING OFFICER", "Is there objection?"),
        ("Mr. TARR", "There is."),
    ]


def test_full_stops_behind_small_letters() -> None:
    said = [("Mr. Tarr", "Will you come?"), ("Ms. Lund", "I will."), ("Mr. Tarr", "When?")]
    said += [("Ms. Lund", "In May, sir."), ("Dr. Holm", "And I?")]
    assert turns(written("{n}. {w}\n\n", said)) == said


STATEMENTS = """What people say

Ana Lund – CEO, Harbour Foods
We have waited for this bridge. I am glad.

Tom Rey, fisherman
I would have kept the ferry.

Kim Oduya – student
My bus takes an hour less.
"""


def test_statements_under_name_and_role() -> None:
    assert turns(STATEMENTS) == [
        ("Ana Lund", "We have waited for this bridge. I am glad."),
        ("Tom Rey", "I would have kept the ferry."),
        ("Kim Oduya", "My bus takes an hour less."),
    ]
    roles = [STATEMENTS[slice(*block.asides[0])] for block in blocks(STATEMENTS) if block.asides]
    assert roles == ["CEO, Harbour Foods", "fisherman", "student"]


CAPTIONS = ">> The ferry leaves at six.\n>> Are you sure?\n>> Quite sure.\nIt always does.\n>> ANCHOR: We will see."


def test_changes_of_speaker_without_a_label() -> None:
    assert turns(CAPTIONS) == [
        (None, "The ferry leaves at six."),
        (None, "Are you sure?"),
        (None, "Quite sure. | It always does."),
        ("ANCHOR", "We will see."),
    ]


SUBTITLES = """1
00:00:01,000 --> 00:00:03,500
- Did the boat come?
-It did not.

2
00:00:03,600 --> 00:00:05,000
- Are you sure?
- I am.
"""


def test_dashes_in_subtitles() -> None:
    said = ["Did the boat come?", "It did not.", "Are you sure?", "I am."]
    assert turns(SUBTITLES) == [(None, words) for words in said]


def test_a_turn_over_two_captions_is_one() -> None:
    text = "1\n0:01 --> 0:02\nANA: Did it\n\n2\n0:02 --> 0:03\nrain?\n\n3\n0:03 --> 0:04\nTOM: It did.\n\n"
    text += "4\n0:04 --> 0:05\nANA: All day?"
    assert turns(text) == [("ANA", "Did it | rain?"), ("TOM", "It did."), ("ANA", "All day?")]
    first = next(block for block in blocks(text) if block.kind == "turn")
    assert [text[slice(*span)] for span in first.omitted] == ["2", "0:02 --> 0:03"]


DASHES = """The two of them stood on the pier.

— The boat has gone, said Clara.

— Then we shall walk, he answered, and be late.

– Walk! In this rain?

― Why not, said the old man. It is only water.

— Is it? Clara asked softly. I think not.

They went.
"""


def test_dialogue_by_dashes() -> None:
    assert turns(DASHES) == [
        (None, "The boat has gone,"),
        (None, "Then we shall walk, | and be late."),
        (None, "Walk! In this rain?"),
        (None, "Why not, | It is only water."),
        (None, "Is it? | I think not."),
    ]
    tags = [DASHES[slice(*tag)] for block in blocks(DASHES) for tag in block.tags]
    assert tags == ["said Clara", "he answered", "said the old man", "Clara asked softly"]


def test_a_turn_in_marks() -> None:
    assert [label for label, _ in turns("“ANA: Did it rain?\n“TOM: It did.\n“ANA: All day?”")] == ["ANA", "TOM", "ANA"]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x85", "\u2028"])
def test_any_newline_parts_turns(newline: str) -> None:
    assert turns(written("{n}: {w}\n\n", ALL).replace("\n", newline)) == ALL


def subtitles(*captions: str, newline: str = "\n") -> str:
    """The captions with their numbers and times, as SRT has them."""
    times = (f"{i}\n00:00:{i:02},000 --> 00:00:{i + 1:02},000\n{words}\n" for i, words in enumerate(captions, 1))
    return "\n".join(times).replace("\n", newline)


WRAPPED = {
    "a label said once": (
        [
            ">> HOST: The council has put off\nits vote.",
            ">> REY: They owe us an answer.\nTom Lund said he asked.",
            ">> HOST: And if there is none,\nwhat then?",
            ">> HOLM: There will be one.",
            ">> I am sure of it.",
        ],
        ["HOST", "REY", "HOST", "HOLM", None],
    ),
    "labels without marks": (
        [
            "HOST: The council has put off\nits vote.",
            "REY: They owe us an answer, and we\nwait for it.",
            "HOST: And if there is none,\nwhat then?",
            "HOLM: There will be one.",
        ],
        ["HOST", "REY", "HOST", "HOLM"],
    ),
    "labels in small letters": (
        [
            "Ana Lund: We were told that it\nwould open in May.",
            "Reporter: Who told you so?",
            "Ana Lund: The man from the county,\nI forget his name.",
            "And he lied.",
        ],
        ["Ana Lund", "Reporter", "Ana Lund"],
    ),
    "marks without labels": (
        [">> The storm has reached the\ncoast.", ">> We lost the roof. We lost\nall we had.", ">> What now?"],
        [None, None, None],
    ),
    "a turn over many captions": (
        [
            ">> The harbour has been shut since\nMonday.",
            "The boats lie at the pier.",
            "The men sit in the cafes\nand wait.",
            "Some have not been paid.",
            "I can tell\nyou that.",
            ">> And what does the owner\nsay?",
            ">> He will not talk.",
        ],
        [None, None, None],
    ),
    "labels in one caption": (
        [
            "HOST: The council met\nfor the last time.",
            "REY: We did what\nwe could.",
            "I am proud of that and of\nthe town.",
            "HOST: And the debts?\nREY: They were there before.",
        ],
        ["HOST", "REY", "HOST", "REY"],
    ),
    "two in one caption": (
        [
            "- I never thought they would\ncome back.\n- Nor did I.",
            "- What shall we tell them when\nthey ask?\n- Nothing.",
        ],
        [None, None, None, None],
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("kind", WRAPPED)
def test_turns_in_wrapped_subtitles(kind: str, newline: str) -> None:
    captions, labels = WRAPPED[kind]
    text = subtitles(*captions, newline=newline)
    assert [label for label, _ in turns(text)] == labels
    words = " ".join(words for caption in captions for words in caption.split() if words not in (">>", "-"))
    heard = " ".join(f"{label}: {said}" if label else said for label, said in turns(text)).replace(" | ", " ")
    assert heard == words


def test_sentences_go_on_over_the_lines_of_a_subtitle() -> None:
    text = subtitles("In 1962 the river froze for the\nfirst time.", "Tom Rey said that he had\nwalked across it.")
    paragraphs = [said(text, block) for block in blocks(text) if block.kind == "paragraph"]
    assert paragraphs == ["In 1962 the river froze for the first time.", "Tom Rey said that he had walked across it."]


def test_times_of_subtitles_may_say_where_they_stand() -> None:
    shown = "WEBVTT\n\n0:01 --> 0:02 align:start line:0%\nHOST: The council\nmet.\n\n0:02 --> 0:03 align:end\n{}\n"
    text = shown.format("REY: It did.\n\n0:03 --> 0:04 align:end\nAll day.\n\n0:04 --> 0:05\nHOST: I see.")
    assert turns(text) == [("HOST", "The council met."), ("REY", "It did. | All day."), ("HOST", "I see.")]


def test_agencies_in_labels_with_stops() -> None:
    said = [("DR LUND", "You may ask."), ("TOM REY", "Is it wet?"), ("DR LUND", "It is."), ("KIM HOLM", "I see.")]
    agencies = {"TOM REY": "TOM REY, TT", "KIM HOLM": "KIM HOLM, BTA"}
    assert turns("\n\n".join(f"{agencies.get(label, label)}. {words}" for label, words in said)) == said


INITIALS = (
    "Nell Orr ({0}) talks to Edith Lund (EL).\n\n{0}   Did it rain?\n\nEL   I saw it.\n\n{0}   And?\n\nEL   We left."
)


def test_initials_that_the_text_gives_may_be_words() -> None:
    assert turns(INITIALS.format("NO"))[0] == ("NO", "Did it rain?")
    assert turns(INITIALS.format("NO").replace("(NO)", "")) == []


def test_labels_in_quotation_marks_in_initials_and_behind_a_number() -> None:
    text = "Q1 Chair: Well?\n\n“KEEPER” (actor): I saw it.\n\nDR. L.-S. (off mic): You did!\n\nChair: We thank you."
    assert [label for label, _ in turns(text)] == ["Chair", "KEEPER", "DR. L.-S.", "Chair"]


def test_two_speak_in_an_official_record() -> None:
    text = "STATEMENT OF IDA LUND\n\nMs. LUND. Thank you. It is shut.\n\nI rang.\n\nSenator REY. I thank you."
    assert turns(text) == [("Ms. LUND", "Thank you. It is shut. | I rang."), ("Senator REY", "I thank you.")]
    assert turns("Ms. Lund. Thank you.\n\nSenator Rey. I thank you.") == []


@pytest.mark.parametrize("head", ["[00:0{k}] SPEAKER {k}", "0:0{k} – Speaker {k}", "Speaker {k}  0:0{k}"])
def test_speakers_by_number_and_time(head: str) -> None:
    said = [words for _, words in ALL]
    text = "".join(f"{head.format(k=k)}\n{words}\n\n" for k, words in enumerate(said, 1))
    assert [words for _, words in turns(text)] == said


OFFICES = {
    "nouns for people": {"Ana Lund": "Marine biologist", "Tom Rey": "Baker, Port Sarn", "Kim Oduya": "Author"},
    "again": {"Ana Lund": "Equity Research", "Tom Rey": "Harbour Bank", "Kim Oduya": "Minister"},
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("offices", OFFICES.values(), ids=OFFICES)
def test_offices_below_names(offices: dict[str, str], gap: str) -> None:
    said = [ANA, TOM, KIM, ANA, TOM]
    text = "".join(f"{name}\n{offices[name]}{gap}{words}\n\n" for name, words in said)
    assert turns(text) == said
    assert [text[slice(*block.asides[0])] for block in blocks(text)] == [offices[name] for name, _ in said]


def test_a_name_is_no_office_of_the_one_above_it() -> None:
    text = "Ana Lund\nTom Rey\n\nDid it rain?\n\nTom Rey\nIt did.\n\nAna Lund\nI see.\n\nTom Rey\nSo do I."
    assert ("Tom Rey", "Did it rain?") in turns(text)
