"""What is accepted as talk by what stands around it, and what never is: fields, lists, headings, prose."""

from __future__ import annotations

import pytest
from structure_shown import kinds, turns

FIELDS = {
    "mail": "From: Tom Rey\nTo: Ana Lund\nDate: 8 May 2024\nSubject: Bridge\n\n"
    "It is closed.\n\nFrom: Ana Lund\nTo: Tom Rey\nDate: 9 May 2024\nSubject: Re: Bridge\n\nThank you.",
    "films": "Director: Ana Lund\nStars: Tom Rey, Kim Oduya\nRating: four stars\n\n"
    "Director: Karl Berg\nStars: Mia Feld\nRating: two stars",
    "summaries": "Findings: The bridge leaks.\n\nNext Steps: It is mended.\n\n"
    "Findings: The ferry runs.\n\nNext Steps: It runs on.",
    "teams": "Troy: Lund, Rey, Oduya.\nSarn: Feld, Holm, Vold.\nTroy: 2\nSarn: 1",
    "players": "Lund: 12 points\nRey: 7 points\nLund: 9 points",
    "days": "Monday: The bridge is closed.\nTuesday: Can you swim?\nMonday: You cannot.",
    "months": "March: We open.\nApril: We close.\nMarch: We open again!",
    "books": "London: Faber, 1999.\nTroy: Sarn Press, 2001.\nLondon: Verso, 2004.",
    "recipe": "Serves: 4\nIngredients: two fish, salt.\nMethod: Cut the fish. Fry it.\nTip: Add cream.\nNote: We do.",
    "agenda": "10:00 Opening: Mayor Ana Lund\n10:30 Ferries: Tom Rey\n11:00 Coffee: in the hall",
    "keys": "name: Ana\nage: 61\ntown: Sarn\nname: Tom\nage: 34\ntown: Troy",
    "steps": "Step 1: You cut the fish.\nStep 2: You fry it.\nStep 3: You add salt.",
    "chapters": "Day 1: I went home.\nDay 2: I went out.\nDay 3: I wrote this.",
    "for and against": "Pros: I like the screen.\nCons: I hate the battery.\nPros: I like the keys.\nCons: I hate it.",
    "listing": "When: Friday, 8 pm\nWhere: The pier\nWho: Bring your friends!\nWhen: Sunday\nWhere: Troy\nWho: You!",
    "claims": "THE CLAIM: It never rained.\nTHE FACTS: It did.\nTHE CLAIM: I built it.\nTHE FACTS: You did not.",
}


@pytest.mark.parametrize("kind", FIELDS)
def test_fields_are_no_turns(kind: str) -> None:
    assert turns(FIELDS[kind]) == []


@pytest.mark.parametrize("kind", sorted(FIELDS.keys() - {"chapters", "teams", "players", "mail"}))
def test_fields_are_known_as_fields(kind: str) -> None:
    labels = [label for block, label in kinds(FIELDS[kind]) if block == "field"]
    assert len(labels) == sum(":" in line for line in FIELDS[kind].split("\n"))


NO_TURNS = {
    "a programme": "10:00 Welcome\nAna Lund, chair\n11:00 Coffee\n11:30 What the lighthouse keepers of old ate\n"
    "Tom Rey, University of Sarn",
    "letters": "DEAR ANA: Did it rain?\n\nDEAR WET: It did.\n\nDEAR ANA: You lie.\n\nDEAR DRY: Do I?",
    "glossary": "Ferry: a boat that carries people.\nPier: a place where boats land.\nTide: the rise of the sea.",
    "candidates": "Ana Lund: The mayor wants to close it.\nTom Rey: He runs it.\nKim Oduya: She is the youngest.",
    "marks": "Ana Lund: 7. She ran well.\nTom Rey: 5. He was slow.\nKim Oduya: 8. She scored twice.",
    "team pages": "Ana Lund – CEO\nAna has run it since 2010.\n\nTom Rey – cook\nTom came from the port.",
    "two turns": "Ana: Did it rain?\nTom: It did.",
    "one speaker": "Ana: Did it rain?\nAna: Tell me.\nAna: Please!",
    "choices": "A: You can eat it.\nB: You can buy it.\nC: It is a boat.\nA: You can.\nB: It is.\nC: No!",
    "a list": "A. Did it rain?\nB. It did.\nA. All day?\nB. You know.",
    "numerals": "I. Did it rain?\n\nII. It did.\n\nI. All day?\n\nII. All day.",
    "headings": "RAIN\nIt rained in Troy.\n\nSPORT\nTroy lost.\n\nFERRIES\nThey run.",
    "the accused": "Ana Lund, 61: Took a bus without leave.\nTom Berg, 34: Was fined ten crowns.\n"
    "Kim Vold, 19: No show.",
    "the arrested": "ARRESTS\n\nBerg, Tom, 34, of Sarn; no lights.\nLund, Ana, 61; took a bus, no licence.\n"
    "Vold, Kim, of Troy; two counts.\nRey, Tom; no show.",
    "bullets": "– two eggs\n– some salt\n– a pound of flour",
    "statements in bullets": "— The bridge was closed on Monday.\n— The ferry did not run.\n— The bus did.",
    "steps by dashes": "Ferry — ten to six\nBus — noon\nFerry — midnight",
    "a table": "Ana\t12\t7\nTom\t9\t3\nAna\t10\t1\nTom\t8\t8",
    "verse": "The boats come in, the boats go out,\nThe gulls are crying all about,\nO sea, O sea,\nCome back to me.",
    "short sentences": "No. I did not.\nYes. You did.\nNo. I never did.\nYes. You did!\nNo. I left.",
    "markup": "<b>\nIt rained.\n</b>\n<p> Did it rain?\n<b> Did you see it?",
    "news": "The bridge was closed, officials said.\n\nLund: “It leaks.”\n\nThe plan: close it.\n\nIt may rain.",
    "a dateline": "SARN — The bridge was closed.\n\n“It leaks,” said Ana Lund.\n\nIt may rain.",
    "initials": "THE BRIDGE. It leaks.\n\nThe ferry runs. Nobody took it.\n\nTHE FERRY. It is old.",
}


@pytest.mark.parametrize("kind", NO_TURNS)
def test_what_is_no_talk(kind: str) -> None:
    assert turns(NO_TURNS[kind]) == []


TALK = {
    "in the first person, each once": "Anna Pohl, 61: I would vote for it.\nTom Berg, 34: My father hated it.\n"
    "Kim Oduya, student: We need work here.",
    "ages, one in the first person": "Ana Lund, 61: It was fine.\nTom Berg, 34: A bus comes.\nKim Vold, 12: I swing.",
    "a label of several words": "Chair: Did it rain?\nMember of the public: It did.\nChair: All day?",
    "without a stop": "Ana: on my way\nTom: ok, see you\nAna: bringing the map",
    "names nobody knows": "Brannoch: Did it rain?\nTelluvia: It did.\nBrannoch: All day?",
    "initials of the full names": "Ana Lund: Did it rain?\nTom Rey: It did.\nAL: All day?\nTR: All day.",
    "single letters": "A: Did it rain?\nB: It did.\nA: All day?\nB: Yes.",
    "a paper that asks": "Sarn Journal: Did it rain? I forget.\nLund: It did.\nSarn Journal: Thank you.\nLund: Bye.",
    "surnames that are fields": "Tom Price runs the ferry.\n\nPrice: Did it rain?\nLund: It did.\nPrice: All day?",
    "in capitals": "ANA: DID IT RAIN AT THE PIER?\nTOM: IT RAINED ALL OF THE DAY.\nANA: I SEE.",
    "another language": "ANA : Il pleut ?\nTOM : Oui, il pleut.\nANA : Toute la journée ?",
    "a machine": "User: How do I cook fish?\nAssistant: Fry it.\nUser: Thanks!",
}


@pytest.mark.parametrize("kind", TALK)
def test_talk(kind: str) -> None:
    lines = [line.partition(":") for line in TALK[kind].split("\n") if ":" in line]
    expected = [(label.partition(",")[0].strip(), words.strip()) for label, _, words in lines]
    assert turns(TALK[kind]) == expected


def test_a_headline_above_turns_is_none() -> None:
    text = "Lund: We Shall Build It\n\nLUND: Did it rain?\n\nREY: It did.\n\nLUND: All day?"
    assert [label for label, _ in turns(text)] == ["LUND", "REY", "LUND"]


def test_a_label_far_from_the_others_is_none() -> None:
    text = "Rain: It rained.\n\nIt was wet.\n\nSo was he.\n\nThey met.\n\nLund: Did it?\n\nRey: It did.\n\nLund: I see."
    assert [label for label, _ in turns(text)] == ["Lund", "Rey", "Lund"]


def test_two_exchanges_far_apart_are_judged_apart() -> None:
    talk = "Ana: Did it rain?\n\nTom: It did.\n\nAna: All day?"
    fields = "Ana: 12 points.\n\nTom: 7 points.\n\nAna: 9 points."
    far = "\n\n".join(["It rained on and on."] * 120)
    assert len(turns(f"{talk}\n\n{far}\n\n{fields}")) == len(turns(f"{fields}\n\n{far}\n\n{talk}")) == 3


@pytest.mark.parametrize("label", ["“I am late,” she said", "Then he said", "But", "The old man was", "See https"])
def test_prose_with_a_colon_ends_no_turn(label: str) -> None:
    text = f"Ana: Did it rain?\nTom: I will tell you.\n{label}: it never did.\nAna: I see."
    assert [name for name, _ in turns(text)] == ["Ana", "Tom", "Ana"]


def test_speakers_above_one_address_each() -> None:
    text = "Operator\n\nWelcome, all of you.\n\nAna Lund\n\nThank you, Kim. We go on.\n\nTom Rey\n\nThanks. I see that."
    assert [label for label, _ in turns(text)] == ["Operator", "Ana Lund", "Tom Rey"]
    assert turns(text.replace("Thank you, Kim. We go on.", "She runs the ferry.")) == []


QUESTION = "Coast Wire: Will you print the figures?"
ANSWER = "Lund: All of them."
TOLD = "On Monday Ana Lund, the mayor, spoke. An exchange:"


@pytest.mark.parametrize(
    ("paragraphs", "number"),
    [
        ((TOLD, QUESTION, ANSWER), 2),
        ((TOLD, ANSWER, QUESTION), 0),  # nobody answers
        ((TOLD, QUESTION, "Price: All of them."), 0),  # no person of the text
        ((TOLD, QUESTION), 0),
    ],
)
def test_one_question_and_what_a_person_of_the_text_answers(paragraphs: tuple[str, ...], number: int) -> None:
    assert len(turns("\n\n".join(paragraphs))) == number


CAST = {
    "fields": "Hosts: Ana Lund, Tom Rey\nGuest: Kim Oduya",
    "offices": "Witnesses: Dr. Kim Oduya, engineer, State College; Mr. Jan Holm, ferryman.",
    "lines": "Speakers\nAna Lund – mayor\nTom Rey – ferryman",
}


@pytest.mark.parametrize("kind", CAST)
def test_who_takes_part_is_no_turn(kind: str) -> None:
    shape = "{} – mayor\n\n{}" if kind == "lines" else "{}: {}"
    said = [("Ana Lund", "Did you see it?"), ("Tom Rey", "I did."), ("Ana Lund", "All day?"), ("Tom Rey", "Yes.")]
    text = "\n\n".join([CAST[kind], *(shape.format(name, words) for name, words in said)])
    assert turns(text) == said


def test_names_alone_in_their_lines_among_offices() -> None:
    lines = ["Ana Lund, mayor", "Tom Rey, ferryman", "Kim Holm", "Ana Lund, mayor", "Kim Holm"]
    text = "\n\n".join(f"{line}\nDid you see it?" for line in lines)
    assert [label for label, _ in turns(text)] == [line.partition(",")[0] for line in lines]


def test_a_part_that_speaks_once_in_a_script() -> None:
    text = "ANA\nDid it rain?\n\nTOM\nIt did.\n\nANA\nAll day?\n\nEXT. PIER - DAY\n\nA gull.\n\nBOATMAN\nTickets!"
    assert [label for label, _ in turns(text)] == ["ANA", "TOM", "ANA", "BOATMAN"]


def test_dialogue_by_dashes_is_known_by_its_reports() -> None:
    text = "– It rained, said Ana.\n\n– All day, Tom answered.\n\n– And the whole of the night."
    assert [words for _, words in turns(text)] == ["It rained,", "All day,", "And the whole of the night."]


@pytest.mark.parametrize(
    "labels",
    ["A B A C A B", "A B A B C A", "HE SHE HE SHE", "MS RBC MS RBC", "She He She He"],
)
def test_letters_pronouns_and_initials_are_speakers(labels: str) -> None:
    said = ["did you see it", "I saw the boat go", "and where did it go?", "I don't know that.", "You do.", "I do not."]
    text = "\n\n".join(f"{label}: {words}" for label, words in zip(labels.split(), said, strict=False))
    assert turns(text) == [*zip(labels.split(), said, strict=False)]


CHOICES = {
    "of two questions": "A: I agree.\nB: I do not.\nC: You tell me.\n\nA: I did it.\nB: You did.\nC: We did.",
    "of different length": "A: I agree.\nB: I do not.\nC: You tell me.\n\nA: I did it.\nB: You did.",
}


@pytest.mark.parametrize("kind", CHOICES)
def test_letters_in_their_order_are_choices(kind: str) -> None:
    assert turns(CHOICES[kind]) == []


def test_what_heads_an_interview_is_no_label() -> None:
    head = "Interview with Ana Lund, baker. Interviewer: Tom Rey. Tape 3."
    text = f"{head}\n\nTR: Did it rain?\n\nAL: I think it did.\n\nTR: All day?\n\nAL: All day."
    assert [label for label, _ in turns(text)] == ["TR", "AL"] * 2


def test_a_line_of_two_shapes_has_the_narrower() -> None:
    """*GULLS* in capitals alone ends with its block, whatever the order of a set."""
    text = "ANA\nDid it rain?\n\nTOM\nIt did.\n\nANA\nAll day?\n\nGULLS\n(in unison)\nYou bet!\n\nOne gull turns round."
    assert turns(text)[-1] == ("GULLS", "You bet!")


def test_a_label_such_as_a_fields_is_one_who_talks_among_others_who_do() -> None:
    said = [("SARN REVIEW", "You left the town."), ("ANA", "I did."), ("SARN REVIEW", "It rained."), ("ANA", "It did.")]
    assert turns("\n\n".join(f"{name}: {words}" for name, words in said * 2)) == said * 2
    assert turns("Name: Ana Lund\nReview: You leave it wet, I think.\n\nName: Tom Rey\nReview: Do you?") == []


def test_questions_and_the_bench_among_labels_of_another_shape() -> None:
    said = [("THE CHAIR", "Questions for us."), ("Q", "Did it rain?"), ("ANA LUND", "It did."), ("Q", "All day?")]
    said += [("ANA LUND", "You know it did."), ("Court", "Go on."), ("ANA LUND", "I did."), ("THE CHAIR", "Thank you.")]
    assert turns("\n\n".join(f"{name}. {words}" for name, words in said)) == said


def test_a_first_turn_that_names_somebody_is_no_list_of_those_present() -> None:
    said = [
        ("CLERK", "First card is Ana Lund-Rey."),
        ("ANA", "Good evening to you."),
        ("CLERK", "Go on."),
        ("ANA", "I will."),
    ]
    assert turns("\n\n".join(f"{name}: {words}" for name, words in said)) == said
