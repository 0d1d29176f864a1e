"""Speech cues: the reference that the narration beside a quotation makes its speaker, by construction.

The constructions are those of narrative prose (Elson and McKeown 2010): "…" said X; "…" X said; X said, "…";
further a noun of saying ("was X's answer"), and sentences that lead over to a quotation without a verb of saying.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoteattr.dialogue.clauses import Clauses
from quoteattr.dialogue.types import LOOSE, STRONG, WEAK, Reference, SpeechCue
from quoteattr.document.parse import Parse
from quoteattr.language.people import People

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_ENDS = frozenset({".", "!", "?"})
_STOPS = _ENDS | {";", ":", '"', ","}
_LEADS = frozenset({",", ":", "--", "—", "-", "–"})
_ACROSS = frozenset({"DT", "JJ", "JJS", "RB", "RP", "IN", "HYPH", "VBN", "VBG", "NN", "PRP$", "CD", "POS", "NNP"})
# The numbers below are tokens, set by hand on the training novels.
_FARTHEST = 100  # from a verb to the quotation it leads over to
_REACH = 8  # from a verb to the subject after it, from a subject to its verb, from a closing verb to the sentence's end
_SUBJECT_WORDS, _VERB_WORDS = 4, 3  # after a quotation within which the subject and the verb of its cue begin


class CueFinder:
    """Finds cues in segments of narration; `at` maps the first token of each reference to its index."""

    def __init__(self, parse: Parse, references: Sequence[Reference], people: People) -> None:
        self.parse, self.references, self.people = parse, references, people
        self.words = people.words
        self.at: Mapping[int, int] = {reference.first: k for k, reference in enumerate(references)}
        self.clauses = Clauses(parse, references, self.at, people.words)

    def after(self, first: int, last: int, end: str) -> SpeechCue | None:
        """Return the cue in the narration at tokens `first`..`last`, right after a quotation.

        `end` is the mark the quotation ends in: after a comma or dash its sentence goes on; after a question or
        exclamation mark too, if in a small letter.
        """
        return self._with_addressee(self._after(first, last, end), last)

    def _after(self, first: int, last: int, end: str) -> SpeechCue | None:
        stop = self._sentence_end(first, last)
        words = [i for i in range(first, stop) if self.parse.word[i][:1].isalpha()]
        if not words or self.parse.lower[words[0]] in self.words.subordinators:
            return None
        subject = next((i for i in words[:_SUBJECT_WORDS] if i in self.at), None)
        verb = next((i for i in words[:_VERB_WORDS] if self._is_cue_verb(i, i == words[0])), None)
        if verb is not None and (subject is None or verb < subject):
            return self._noun_after(words, stop) or self._inverted(verb, stop)
        return self._noun_after(words, stop) or (self._direct(subject, stop, end) if subject is not None else None)

    def before(self, first: int, last: int, follows_speech: bool, apart: bool = False) -> SpeechCue | None:
        """Return the cue in the narration at tokens `first`..`last`, before a quotation.

        `follows_speech`: the narration follows on another quotation, to which its first sentence may belong;
        `apart`: the quotation begins the next paragraph.
        """
        return self._with_addressee(self._before(first, last, follows_speech, apart), last)

    def beat(self, first: int, last: int) -> SpeechCue | None:
        """Return as a cue who acts in the last of several sentences of narration: "said X. Y nodded"."""
        start = self._sentence_start(first, last)
        k = self.at.get(start)
        if start == first or k is None or not self.references[k].subject or self.parse.word[last - 1] not in _ENDS:
            return None
        reach = range(self.references[k].last, min(self.references[k].last + _VERB_WORDS, last))
        verb = next((i for i in reach if self.parse.tag[i] in ("VBD", "VBZ")), None)
        if verb is None or self.parse.lemma[verb] in self.words.auxiliaries:
            return None
        return SpeechCue(k, verb, LOOSE, "beat")

    def _with_addressee(self, cue: SpeechCue | None, last: int) -> SpeechCue | None:
        """Return the cue with its addressee: the reference after its verb that is an object or follows "to"."""
        if cue is None:
            return None
        for i in range(cue.verb + 1, min(cue.verb + _REACH, last)):
            k = self.at.get(i)
            if k is None or k == cue.index or self.clauses.owns(k):
                if self.parse.word[i] in _ENDS:
                    return cue
                continue
            reference = self.references[k]
            object_of = any(
                self.parse.head[j] == cue.verb and self.parse.dep[j] in ("dobj", "dative")
                for j in range(reference.first, reference.last)
            )
            is_after_to = self.parse.lower[i - 1] in self.words.addressing_prepositions
            return replace(cue, addressee=k) if object_of or is_after_to else cue
        return cue

    def _before(self, first: int, last: int, follows_speech: bool, apart: bool) -> SpeechCue | None:
        start = self._sentence_start(first, last)
        leads = self.parse.word[last - 1] in _LEADS or self._is_speech(last - 1, False)
        if not leads:
            closing = None if follows_speech and start == first else self._closing_verb(start, last)
            if apart:
                return closing if closing is not None and self._strength(closing.verb) == STRONG else None
            if closing is not None:
                return closing
        elif (opening := self._opening_verb(start, last)) is not None:
            return opening
        subordinate = None
        for verb in range(last - 1, max(start, last - _FARTHEST) - 1, -1):
            if self._is_noun_cue(verb) and leads:
                index = self.clauses.owner(verb, start)
                if index is not None:
                    return SpeechCue(index, verb, STRONG, "noun before")
            if self._is_speech(verb, leads):
                index = None if self.clauses.is_impersonal(verb) else self.clauses.subject(verb, start)
                if index is None:
                    if leads and self.clauses.is_impersonal(verb):
                        return None
                    continue
                if self._strength(verb) == STRONG or not self.clauses.is_circumstance(verb):
                    runs_on = self.parse.word[last - 1].isalpha() and self._strength(verb) == STRONG
                    return SpeechCue(index, verb, STRONG if leads or runs_on else LOOSE, "before")
                subordinate = subordinate or SpeechCue(index, verb, WEAK if leads else LOOSE, "before")
        if subordinate is not None or not leads:
            return subordinate
        index = self.clauses.last_subject(start, last)
        return None if index is None else SpeechCue(index, last - 1, WEAK, "lead")

    def _sentence_end(self, first: int, last: int) -> int:
        return next((i for i in range(first, last) if self.parse.word[i] in _ENDS and i > first), last)

    def _sentence_start(self, first: int, last: int) -> int:
        return next((i + 1 for i in range(last - 2, first - 1, -1) if self.parse.word[i] in _ENDS), first)

    def _is_cue_verb(self, i: int, opens: bool) -> bool:
        """Return whether a verb is a finite one of speech, or any full verb that opens the narration: "flashed X"."""
        parse = self.parse
        if parse.tag[i] not in _FINITE:
            return opens and self._may_report(i)
        return parse.lemma[i] in self.people.speech or (opens and parse.lemma[i] not in self.words.auxiliaries)

    def _may_report(self, i: int) -> bool:
        """Return whether a word, whatever its tag, has the form of a past tense of speech: "sneered X"."""
        word, speech = self.parse.lower[i], self.people.speech
        if self.parse.tag[i] == "VB":
            return word in speech  # "put in X"
        return word.endswith("ed") and not speech.keys().isdisjoint((word[:-1], word[:-2], word[:-3]))

    def _is_speech(self, i: int, leads: bool) -> bool:
        """Return whether a verb reports speech: finite, or in any form if the sentence leads over to the quotation."""
        parse = self.parse
        strength = self.people.speech.get(parse.lemma[i], 0)
        if not strength:
            return False
        if any(parse.dep[c] in ("nsubjpass", "agent") for c in parse.children[i]):
            return False
        if parse.tag[i] in _FINITE:
            return True
        perceived = self.clauses.perceived(i) is not None
        return leads and parse.tag[i] in ("VB", "VBG") and (strength == STRONG or perceived)

    def _strength(self, verb: int) -> int:
        return self.people.speech.get(self.parse.lemma[verb], WEAK)

    def _inverted(self, verb: int, stop: int) -> SpeechCue | None:
        """Return the inverted cue: "said X", "put in X", "cried the good-hearted X"."""
        for i in range(verb + 1, min(verb + _REACH, stop)):
            k = self.at.get(i)
            if k is not None and self.parse.lower[i] not in self.words.object_pronouns and not self.clauses.owns(k):
                return SpeechCue(self._named(k), verb, self._strength(verb), "inverted")
            if self.parse.tag[i] not in _ACROSS and i not in self.at and i > verb + 1:
                return None
        return None

    def _named(self, k: int) -> int:
        """Return the name in apposition to a nominal, if one follows: "said his sister, Miss X,"; else the nominal."""
        reference = self.references[k]
        following = self.at.get(reference.last + 1)
        if reference.kind != "nominal" or following is None or self.parse.word[reference.last] != ",":
            return k
        name = self.references[following]
        closes = name.last >= len(self.parse) or self.parse.word[name.last] in _STOPS
        return following if name.kind == "name" and closes else k

    def _direct(self, subject: int, stop: int, end: str) -> SpeechCue | None:
        """Return the direct cue: "X said", or, where the quotation's sentence goes on, any verb: "X wanted to know"."""
        k = self.at[subject]
        reference = self.references[k]
        if self.clauses.owns(k) or self.parse.lower[subject] in self.words.object_pronouns:
            return None
        reach = range(reference.last, min(reference.last + _REACH, stop))
        for i in reach:
            speaks = self.parse.tag[i] in _FINITE or self.parse.tag[i] in ("VB", "VBG")
            strength = self.people.speech.get(self.parse.lemma[i], 0) if speaks else 0
            if strength and any(self.parse.dep[c] == "neg" for c in self.parse.children[i]):
                return None
            if strength == STRONG or (strength == WEAK and end != "." and self._governs(i, reference)):
                return SpeechCue(self._named(k), i, strength, "direct")
        verb = next((i for i in reach if self.parse.tag[i] in ("VBD", "VBZ")), None)
        if verb is None or self.clauses.is_object(k):
            return None
        asks = end == "?" and any(self.parse.lemma[c] in self.words.known_things for c in self.parse.children[verb])
        if asks or end not in _ENDS or (end != "." and self._is_lower(subject)):
            return SpeechCue(k, verb, WEAK, "goes on")
        return None

    def _is_lower(self, i: int) -> bool:
        word = self.parse.word[i]
        return word[:1].islower() or word == "I"

    def _governs(self, verb: int, reference: Reference) -> bool:
        """Return whether the reference is the verb's subject, or stands right before it, at most a word between."""
        subject = any(self.parse.head[i] == verb for i in range(reference.first, reference.last))
        return subject or verb - reference.last <= 1

    def _noun_after(self, words: list[int], stop: int) -> SpeechCue | None:
        """Return the cue of a noun of saying: "was X's answer", "was the reply of X"."""
        if self.parse.lemma[words[0]] not in self.words.speech_arrivals or self.parse.tag[words[0]] not in _FINITE:
            return None
        for i in range(words[0] + 1, min(words[0] + _REACH, stop)):
            owned = self.parse.tag[i] == "NN" and (index := self.clauses.owner(i, words[0])) is not None
            if owned or self.parse.lemma[i] in self.people.replies:
                index = self.clauses.owner(i, words[0])
                if index is None and i + 2 < stop and self.parse.lower[i + 1] in self.words.answer_origins:
                    index = self.at.get(i + 2)
                return None if index is None else SpeechCue(index, i, STRONG, "noun")
        return None

    def _is_noun_cue(self, i: int) -> bool:
        """Return whether a noun of saying leads over to a quotation: "X's remark was, soon afterwards--"."""
        parse = self.parse
        return parse.lemma[i] in self.people.replies and parse.tag[i] == "NN" and parse.dep[i] == "nsubj"

    def _opening_verb(self, start: int, last: int) -> SpeechCue | None:
        """Return the cue of a sentence that is but verb, subject and what leads over: *Said X, "…"*."""
        opens = self.parse.text[self.parse.start[start]].isupper() and self._is_speech(start, False)
        cue = self._inverted(start, last) if opens else None
        is_whole = cue is not None and self.references[cue.index].last == last - 1
        return replace(cue, shape="before") if cue is not None and is_whole and cue.strength == STRONG else None

    def _closing_verb(self, start: int, last: int) -> SpeechCue | None:
        """Return the verb of saying without object that closes a sentence: "X turned round, and proceeded."."""
        for verb in range(last - 2, max(start, last - _REACH) - 1, -1):
            if self._is_speech(verb, False):
                objects = any(self.parse.dep[c] in ("dobj", "ccomp", "xcomp") for c in self.parse.children[verb])
                index = None if objects else self.clauses.subject(verb, start)
                return None if index is None else SpeechCue(index, verb, WEAK, "closing")
        return None
