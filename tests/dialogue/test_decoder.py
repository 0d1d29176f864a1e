"""Dialogue: turns and their cues, and who speaks them, with the hand-set weights."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from marked import document_of
from spacy.language import Language
from stories import STORY

from quoteattr.dialogue.candidates import find_candidates
from quoteattr.dialogue.cooccurrence import Cooccurrence
from quoteattr.dialogue.decoder import MODELS, ScoredTurn, attribute_dialogue, posteriors, read_story
from quoteattr.dialogue.turn_features import story_features
from quoteattr.dialogue.types import Dialogue, Speech, Turn
from quoteattr.document.parse import Parse, parse_texts
from quoteattr.document.words import Analyser
from quoteattr.entities.registry import find_entities
from quoteattr.loglinear.weights import Weights, load_weights

HAND_SET = Path(str(files("quoteattr") / "data" / "en" / "dialogue_rules.tsv"))


@pytest.fixture(scope="module")
def weights() -> Weights:
    return load_weights(HAND_SET, MODELS)


def parsed(nlp: Language, text: str) -> Parse:
    return next(parse_texts(nlp, [text], Analyser(nlp)))


def attributed(nlp: Language, text: str, weights: Weights) -> Dialogue:
    doc = document_of(text, nlp)
    return attribute_dialogue(doc, find_entities(doc), weights)


def speaker(dialogue: Dialogue, speech: Speech) -> str | None:
    return None if speech.entity is None else dialogue.entities[speech.entity].name


def cue_shapes(nlp: Language, text: str) -> list[str | None]:
    doc = document_of(text, nlp)
    story = read_story(doc, find_entities(doc))
    return [turn.cue.shape if turn.cue else None for turn in story.turns]


CUES = [
    ('"We leave at noon," said Clara.', ["inverted"]),
    ('"We leave at noon," Clara said.', ["direct"]),
    ('"We leave at noon," cried the good-hearted Mrs. Venn.', ["inverted"]),
    ('"We leave at noon," flashed Clara.', ["inverted"]),
    ('"We leave at noon," was the answer of Clara.', ["noun"]),
    ('"We leave at noon," was Clara\'s dry answer.', ["noun"]),
    ('Clara said, "We leave at noon."', ["before"]),
    ('Clara turned and said:\n\n"We leave at noon."', ["before"]),
    ('Clara turned to the window, and continued.\n\n"We leave at noon."', ["closing"]),
    ('Clara laughed, and proceeded.\n\n"We leave at noon."', ["closing"]),
    ('Clara protested. "We leave at noon."', ["closing"]),
    ('Clara said to herself "We leave at noon."', ["before"]),
    ('"We leave at noon." Clara smiled.', [None]),
    ('"We leave at noon."', [None]),
    ('"Yes," said Clara, so softly that Hugh asked, "What did you say?"', ["inverted", "before"]),
]
SOURCES = [
    ('"We leave at noon," said Clara when Hugh had gone, "or never."', "Clara"),
    ('"We leave at noon," said Clara, adding, as Hugh nodded, "or never."', "Clara"),
    ('Clara met Hugh, who, out of breath, cried, "We leave at noon."', "Hugh"),
    ('Hugh took his hat, and turning to Clara, said, "We leave at noon."', "Hugh"),
    ('Nothing could give Hugh the courage to say, "We leave at noon."', "Hugh"),
    ('Clara was stopped by Hugh\'s saying, "We leave at noon."', "Hugh"),
    ('Clara was on the stairs when thus accosted by Hugh, "We leave at noon."', "Hugh"),
    ('Clara had just begun "We leave at noon" when it rained.', "Clara"),
    ('Clara was in time to hear it say, "We leave at noon."', None),
    ('"Shall we leave at noon?" Hugh was a man of habit.', None),
    ('"We leave at noon?" Clara did not answer.', None),
    ('"We leave at noon?" he wanted to know.', "he"),
    ('"Do we leave at noon?" Clara wanted to know.', "Clara"),
    ('"We leave at noon," and Clara wanted to know why.', "Clara"),
    ('"We leave at noon," put in Clara.', "Clara"),
    ('"We leave at noon," sighed Clara. "Or never." And she said to Hugh, "Pack."', "Clara"),
    ('"We leave at noon," growled this engaging ruffian.', "this engaging ruffian"),
    ('"We leave at noon," spluttered the Frenchman.', "the Frenchman"),
    ('Clara could hear Hugh telling the porter, "We leave at noon."', "Hugh"),
    ('Hugh, quite out of breath, turned to Clara and said, "We leave at noon."', "Hugh"),
    ('Clara was quiet, which gave Hugh the chance of adding, "We leave at noon."', "Hugh"),
    ('Clara left, and Hugh, fearing for the boat, took up his oar again, to say, "We leave at noon."', "Hugh"),
    ('"We leave at noon--" this to Hugh as he went out.', None),
]


@pytest.mark.parametrize(("text", "expected"), SOURCES)
def test_the_cue_names_the_subject_of_its_verb(nlp: Language, text: str, expected: str | None) -> None:
    names = "Clara met Hugh. She liked Hugh, and he liked Clara.\n\n"
    doc = document_of(names + text, nlp)
    story = read_story(doc, find_entities(doc))
    cue = story.turns[0].cue
    reference = None if cue is None else story.characters.references[cue.index]
    assert (reference and doc.parse.span(reference.first, reference.last - 1)) == expected


@pytest.mark.parametrize(
    "text",
    [
        'Clara said, "Are you in town?" Hugh said, "Have you a match?"',
        '"Are you in town?" Clara began, but she stopped, for Hugh cried out, "Have you a match?"',
    ],
)
def test_each_cue_leads_over_to_its_own_quotation(nlp: Language, text: str) -> None:
    text = "Clara met Hugh.\n\n" + text
    doc = document_of(text, nlp)
    story = read_story(doc, find_entities(doc))
    sources = [story.characters.references[turn.cue.index] for turn in story.turns if turn.cue is not None]
    assert [doc.parse.word[source.first] for source in sources] == ["Clara", "Hugh"]


@pytest.mark.parametrize(
    "text",
    [
        '"We leave at noon," said Mr. Venn, when Clara had read the note aloud, "or never."',
        '"I hope," said Hugh, when Mrs. Venn returned, "that it is nothing."',
        '"I hope," said Clara, quite calmed by the manner in which Hugh spoke, "that it is nothing."',
        '"I hope," cried Clara, with a blush which Hugh thought becoming, "that it is nothing."',
        '"I hope," said Clara, "that it is nothing." Hugh stared, and turned to ask about the oars.',
        '"Shall we go?" said Clara. "Or shall we stay?" he stared at the oars.',
    ],
)
def test_another_s_clause_beside_a_quotation_begins_no_turn(nlp: Language, text: str) -> None:
    doc = document_of(text, nlp)
    story = read_story(doc, find_entities(doc))
    assert [len(turn.spans) for turn in story.turns] == [2]


@pytest.mark.parametrize(("text", "expected"), CUES)
def test_cues_are_found_by_their_construction(nlp: Language, text: str, expected: list[str | None]) -> None:
    names = "Clara met Hugh. She liked Hugh, and he liked Clara.\n\n"
    assert cue_shapes(nlp, names + text) == expected


def test_a_story_is_attributed_turn_by_turn(nlp: Language, weights: Weights) -> None:
    dialogue = attributed(nlp, STORY, weights)
    clara, hugh, gardener = "Miss Clara Venn", "Mr. Hugh Dorrit", "the gardener"
    assert [speaker(dialogue, speech) for speech in dialogue.speeches] == [
        clara, hugh, clara, hugh, clara, hugh, clara, gardener, clara, hugh, clara,
    ]  # fmt: skip


def test_offsets_lie_on_the_words(nlp: Language, weights: Weights) -> None:
    for speech in attributed(nlp, STORY, weights).speeches:
        for a, b in speech.content:
            assert STORY[a] == STORY[b - 1] == '"'
        if speech.cue is not None and speech.source is not None:
            assert STORY[slice(*speech.cue)] in ("said", "replied")
            assert STORY[slice(*speech.source.offsets)] in ("Clara", "Hugh", "she", "the gardener")
        assert 0 <= speech.confidence <= 1


def test_the_addressee_is_found_where_the_cue_names_it(nlp: Language, weights: Weights) -> None:
    told = [speech.addressee for speech in attributed(nlp, STORY, weights).speeches if speech.addressee]
    assert [(STORY[slice(*mention.offsets)], mention.form) for mention in told] == [("her", "pronoun")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('He called it a "mistake" and went home.', 0),
        ('She read "Silas Marner" aloud.', 0),
        ('"Mistake," he said.', 1),
        ('"It began in May.\n\n"It ended in June."', 1),
        ("No quotation here.", 0),
        ("", 0),
    ],
)
def test_titles_and_single_words_in_quotes_are_no_speech(
    nlp: Language, weights: Weights, text: str, count: int
) -> None:
    assert len(attributed(nlp, text, weights).speeches) == count


def test_the_narrator_is_named_by_those_who_call_him(nlp: Language, weights: Weights) -> None:
    told = "I met Clara at the gate. I was late, and I knew it.\n\n" + "\n\n".join(
        f'"You are late again, Edwin," said Clara.\n\n"I am {word}," I said. I took off my hat.'
        for word in ("sorry", "tired", "wet", "old")
    )
    dialogue = attributed(nlp, told, weights)
    assert dialogue.narrator is not None
    assert dialogue.entities[dialogue.narrator].name == "Edwin"
    assert [speaker(dialogue, speech) for speech in dialogue.speeches] == ["Clara", "Edwin"] * 4


def test_i_at_the_end_of_a_sentence_is_the_narrator(nlp: Language, weights: Weights) -> None:
    text = 'I met Clara. I was late, and I knew it.\n\n"You are late," said Clara.\n\n"I am sorry," said I.'
    speech = attributed(nlp, text, weights).speeches[-1]
    assert speech.source is not None
    assert text[slice(*speech.source.offsets)] == "I"


def test_who_is_told_of_by_a_narrator_is_not_the_narrator(nlp: Language) -> None:
    text = 'I met Clara. I was late, and I knew it.\n\n"You are late," she said.\n\n"I am sorry," I said.'
    doc = document_of(text, nlp)
    story = read_story(doc, find_entities(doc))
    told, own = find_candidates(story, Cooccurrence(story.characters))
    assert story.characters.narrator not in told
    assert story.characters.narrator in own


def test_voices_are_learned_from_those_of_whom_the_first_pass_is_sure(nlp: Language, weights: Weights) -> None:
    text = "Clara met Hugh.\n\n“Good day,” said Clara.\n\n“Good day,” said Hugh.\n\n“Is it far?” she asked."
    dialogue = attributed(nlp, text, weights)
    assert [None if who is None else dialogue.entities[who].name for who in dialogue.heard] == [
        "Clara",
        "Hugh",
        "Clara",
    ]


def test_no_woman_is_he(nlp: Language, weights: Weights) -> None:
    text = 'Mrs. Pell came in. She smiled.\n\n"You are late," said Mrs. Pell.\n\n"I am late," he said.'
    hers, his = attributed(nlp, text, weights).speeches
    assert hers.entity is not None
    assert his.entity is None


def test_it_counts_how_lately_somebody_was_introduced(nlp: Language) -> None:
    text = 'Clara sat down. A tinker came in.\n\n"Good day," said the tinker.'
    doc = document_of(text, nlp)
    story = read_story(doc, find_entities(doc))
    (turn,) = story_features(story)
    names = [story.characters.entities[entity].name for entity in turn.candidates]
    expected = {"nominal introduced,class=1,role", "nominal class,itself,known=role,True,none"}
    assert expected <= set(turn.unary[names.index("the tinker")])


def test_conversations_are_decoded_alike_alone_and_together() -> None:
    def turn(paragraph: int) -> Turn:
        return Turn(paragraph, [(paragraph, paragraph + 1)], paragraph)

    def scored(number: int) -> ScoredTurn:
        return ScoredTurn([1, 2, 3], [0.1 * number, 0.3, 0.2], (-1.0, 0.5, 0.1))

    turns = [turn(p) for p in (*range(5), *range(40, 43), *range(80, 2_400))]
    rows = [scored(i % 7) for i in range(len(turns))]
    apart = [likely for a, b in ((0, 5), (5, 8), (8, len(turns))) for likely in posteriors(rows[a:b], turns[a:b])]
    for one, other in zip(posteriors(rows, turns), apart, strict=True):
        assert one == pytest.approx(other)


def test_nobody_is_named_where_nobody_is_likely(nlp: Language) -> None:
    blank = Weights({name: {} for name in MODELS})
    names = ["Ada", "Ben", "Cora", "Dan", "Eve", "Fay"]
    text = " ".join(f"{name} said nothing." for name in names) + '\n\n"Who goes there?"'
    dialogue = attributed(nlp, text, blank)
    assert [speech.entity for speech in dialogue.speeches] == [None]


def test_who_is_called_by_the_narrator_is_not_the_narrator(nlp: Language, weights: Weights) -> None:
    told = "I met the Captain at the gate. I was late, and I knew it.\n\n" + "\n\n".join(
        f"“Is it {word}, Edwin?” he asked.\n\n“It is, Marlow,” I said. “Marlow, it is {word}.”\n\n“Thank you, Edwin.”"
        for word in ("cold", "dark")
    )
    dialogue = attributed(nlp, told, weights)
    assert dialogue.narrator is not None
    assert dialogue.entities[dialogue.narrator].name == "Edwin"


def test_who_gives_their_own_name_speaks(nlp: Language, weights: Weights) -> None:
    text = (
        "Clara opened the door to a tall man and looked at Hugh.\n\n“What is your name?” asked Clara.\n\n"
        "“Ezra Quill. I come about the clock.”\n\n“And yours?”\n\n“I am called Nell, ma’am,” she said."
    )
    dialogue = attributed(nlp, text, weights)
    assert [speaker(dialogue, speech) for speech in dialogue.speeches][1] == "Ezra Quill"
