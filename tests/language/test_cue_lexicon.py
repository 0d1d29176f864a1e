"""The cue lexicon: shipped words have their acts, a bad line is named, changes leave the original."""

from __future__ import annotations

from pathlib import Path

import pytest

import quoteattr
from quoteattr import QuoteExtractor
from quoteattr.document.words import Analyser
from quoteattr.errors import DataError
from quoteattr.language.cue_lexicon import CueLexicon, read_cues
from quoteattr.records import Act, CueKind
from quoteattr.settings import CueWord

FILE = Path(quoteattr.__file__).parent / "data" / "en" / "cues.tsv"


def regular(word: str, tag: str) -> tuple[str, str]:
    """What a lemmatizer that knows every verb makes of its regular forms."""
    return "VERB", word.removesuffix("s").removesuffix("ed").removesuffix("ing")


KNOWN: dict[Act, str] = {
    # fiction, courts, science, business, British and Indian English, function words, empty verbs
    "speech": "say/V tell/V write/V report/V show/V accord/V according/A call/V promise/V refuse/V "
    "praise/V accuse/V condemn/V murmur/V whisper/V exclaim/V ejaculate/V retort/V testify/V "
    "rule/V hold/V plead/V depose/V demonstrate/V hypothesise/V guide/V forecast/V project/V "
    "criticise/V apologise/V emphasise/V opine/V aver/V urge/V allege/V clarify/V claim/N "
    "statement/N allegation/N announcement/N promise/N threat/N adamant/A reportedly/A "
    "allegedly/A per/A in/A :/P be/V have/V",
    "thought": "think/V believe/V know/V expect/V recognise/V belief/N view/N opinion/N sure/A certain/A "
    "confident/A aware/A",
    "intent": "want/V intend/V plan/V seek/V hope/V hop/V plan/N hope/N hopeful/A keen/A willing/A",
    "attitude": "support/V oppose/V like/V love/V prefer/V fear/V worry/V feel/V hate/V hat/V concern/N worried/A",
    "perception": "see/V hear/V notice/V seem/V appear/V find/V apparently/A",
}
PAIRS = [(word, act) for act, words in KNOWN.items() for word in words.split()]


@pytest.fixture(scope="module")
def shipped() -> CueLexicon:
    return read_cues(FILE)


@pytest.mark.parametrize(("lexeme", "act"), PAIRS)
def test_known_words_have_their_acts(shipped: CueLexicon, lexeme: str, act: Act) -> None:
    assert shipped.acts[lexeme] == act


def test_the_shipped_lexicon_is_large(shipped: CueLexicon) -> None:
    """Several registers need many words each; 800 come from one corpus of political news alone."""
    assert len(shipped.acts) >= 900


def test_the_shipped_file_is_sorted_without_duplicates() -> None:
    """So that a change shows as one line in a diff, and no line silently overrules another."""
    lines = FILE.read_text(encoding="utf8").splitlines()
    lexemes = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert lexemes == sorted(set(lexemes))


def test_lexemes_are_lower_case_lemmas_with_a_part_of_speech(shipped: CueLexicon) -> None:
    """One written otherwise could never match a token."""
    for lexeme in shipped.acts:
        lemma, _, part = lexeme.rpartition("/")
        assert part in {"V", "N", "A", "S", "P"}, lexeme
        assert lemma == "".join(lemma.lower().split()) != "", lexeme


@pytest.mark.parametrize("lexeme", ["table/N", "said/V", "<name>/P", "it/P"])
def test_other_words_are_no_cues(shipped: CueLexicon, lexeme: str) -> None:
    assert lexeme not in shipped


@pytest.mark.parametrize(
    "line",
    [
        "say/V",
        "say/V speech",
        "say/V\tshouting",
        "say/V\tspeech\t",
        "say/V\tspeech\tstate\tdeny",
        "say/V\t",
        "say/V\tSpeech",
    ],
    ids=["no act", "a blank for the tab", "unknown act", "empty class", "a fourth column", "empty act", "capital"],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text(f"# a comment\n\ntell/V\tspeech\n{line}\nask/V\tspeech\n", encoding="utf8")
    with pytest.raises(DataError) as caught:
        read_cues(path)
    message = str(caught.value)
    assert f"{path}, line 4: {line!r}" in message
    assert "lexeme<TAB>act" in message


def test_a_missing_file_says_how_to_mend_it(tmp_path: Path) -> None:
    path = tmp_path / "none.tsv"
    with pytest.raises(DataError, match="cannot be read") as caught:
        read_cues(path)
    assert str(path) in str(caught.value)
    assert "reinstall" in str(caught.value)


def test_comments_and_empty_lines_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text("# tell/V\tspeech\n\nsay/V\tspeech\tstate\nthink/V\tthought\n", encoding="utf8")
    assert read_cues(path) == CueLexicon({"say/V": "speech", "think/V": "thought"}, {"say/V": "state/V"})


def test_a_class_says_which_part_of_speech_it_is_of(tmp_path: Path) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text("claim/V\tspeech\tstate\nclaim/N\tspeech\tstate\n", encoding="utf8")
    lexicon = read_cues(path)
    assert [lexicon.class_of(word) for word in ("claim/V", "claim/N", "table/N")] == ["state/V", "state/N", ""]


def test_each_class_is_named_by_one_of_its_words(shipped: CueLexicon) -> None:
    """So that an explanation may say: a word like “state”."""
    classes = {(word.rpartition("/")[0], name.rpartition("/")[0]) for word, name in shipped.classes.items()}
    assert {(name, name) for _, name in classes} <= classes


def test_a_word_that_is_added_has_no_class_of_the_one_it_replaces() -> None:
    changed = CueLexicon({"say/V": "speech"}, {"say/V": "state/V"}).with_changes(
        [CueWord(lemma="say", act="thought")], [], regular
    )
    assert changed == CueLexicon({"say/V": "thought"})


@pytest.mark.parametrize(
    ("kind", "lexeme"),
    [
        ("verb", "post/V"),
        ("noun", "post/N"),
        ("adjective", "post/A"),
        ("adverb", "post/A"),
        ("preposition", "post/A"),
        ("punctuation", "post/P"),
    ],
)
def test_with_changes_adds_a_word_of_each_kind(kind: CueKind, lexeme: str) -> None:
    post = CueWord(lemma="Post", kind=kind, act="intent")
    changed = CueLexicon({"say/V": "speech"}).with_changes([post], [], regular)
    assert changed.acts == {"say/V": "speech", lexeme: "intent"}


def test_with_changes_gives_a_known_word_another_act(shipped: CueLexicon) -> None:
    changed = shipped.with_changes([CueWord(lemma="feel", act="thought")], [], regular)
    assert changed.acts["feel/V"] == "thought"
    assert len(changed.acts) == len(shipped.acts)


def test_with_changes_means_all_that_the_lemmatizer_makes_of_a_verb(extractor: QuoteExtractor) -> None:
    """SpaCy's rules reduce forms of verbs they do not know to other lemmas than the verb."""
    analyse = Analyser(extractor.nlp)
    lemmas = {analyse("skeets", "VBZ")[1], analyse("skeeted", "VBD")[1]}
    changed = CueLexicon({}).with_changes([CueWord(lemma="skeet")], ["skeet"], analyse)
    assert {f"{lemma}/V" for lemma in lemmas} <= set(changed.acts)
    assert lemmas <= changed.removed


def test_with_changes_removes_lemmas_and_leaves_the_original(shipped: CueLexicon) -> None:
    """Removed lemmas add up over several changes; acts of the rest stay."""
    changed = shipped.with_changes([], ["Tweet"], regular).with_changes([], ["post"], regular)
    assert changed.removed == {"tweet", "post"}
    assert changed.acts == shipped.acts
    assert shipped.removed == frozenset()
