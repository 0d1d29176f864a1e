"""Names in the text: runs of capitalised words, each with its form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress, count

from quoteattr.document.document import QUOTES
from quoteattr.document.inversions import speaker_end
from quoteattr.document.parse import Parse
from quoteattr.entities.bynames import byname_end
from quoteattr.entities.name_boundaries import PROPER, institution_runs, is_institution, name_start
from quoteattr.entities.odd_names import OddNames, is_cited, is_in_given_name
from quoteattr.entities.types import Form, Name
from quoteattr.language.people import People

_OPENERS = frozenset("\"'`.!?:;—–-*([|…")
_FINITE = frozenset({"VBD", "VBZ"})  # in a headline in title case the verb has a capital too
_FUNCTION_POS = frozenset({"ADP", "DET", "PRON", "SCONJ", "CCONJ", "AUX", "INTJ"})
# Bounds and shares, set by hand.
_MAX_NAME = 15  # tokens: longer runs of capitals are headings or lists
_MIN_HEADLINE = 4  # tokens of a paragraph that may be in title case
_MIN_LONG_WORDS, _LONG_WORD = 2, 5  # long words that show title case, and their letters
_MIN_CAPITALISED = 0.5  # capitalised uses of a word amid sentences for each small one: a name
_MIN_USES = 2  # capitalised uses that make a word a name without other evidence


def find_names(parse: Parse, quoted: Sequence[bool], people: People) -> list[Name]:
    """Find the names of a text, in text order."""
    return _Scanner(parse, quoted, people).names()


class _Scanner:
    """Reads names off the tokens, with the text's own habits of capitalising each word as evidence."""

    def __init__(self, parse: Parse, quoted: Sequence[bool], people: People) -> None:
        self.parse, self.quoted, self.people = parse, quoted, people
        self.articles, self.genitives = people.words.definite_articles, people.words.genitive_prepositions
        self.words, self.keys, self.capital = parse.bare, parse.key, parse.capitalised
        self.large = list(compress(count(), parse.large))
        self.capitals = [i for i in self.large if self.capital[i]]
        self.headings = self._find_headings()
        self.title_case = self._find_title_case()
        self._count_habits()
        self.odd = OddNames(parse, self.capitals, self.opens, people)
        self.is_name = [False] * len(parse)
        for i in self.capitals:
            self.is_name[i] = self._is_name_word(i)
        for around in [*self._around_bynames()]:
            self.is_name[around] = True
        running = (i for i in self.capitals if parse.paragraph[i] not in self.headings | self.title_case)
        for run in institution_runs(parse, running, people):
            self.is_name[run.start : run.stop] = [True] * len(run)

    def _around_bynames(self) -> Iterator[int]:
        """Yield the words around a byname in marks that are a name though only one of them is known as such."""
        for i in self.capitals:
            end = byname_end(self.parse, i + 1) if self._same_paragraph(i, i + 1) and self.words[i + 1] in QUOTES else 0
            if not end or not self._same_paragraph(i, end) or self.parse.paragraph[i] in self.title_case:
                continue
            known = {self.keys[i], self.keys[end]} & self.people.not_names
            if self.capital[end] and self.is_name[i] != self.is_name[end] and not known and self.capital[i + 2]:
                yield from (i, end)

    def _count_habits(self) -> None:
        """Count all, capitalised and mid-sentence capitalised uses of every word as it is written."""
        parse, words = self.parse, self.words
        firsts = {a for a, _ in parse.sentences}
        running = [i for i in self.capitals if parse.paragraph[i] not in self.title_case]
        self.opens = {i for i in self.capitals if i in firsts or not words[i - 1] or words[i - 1][-1] in _OPENERS}
        self.uses = Counter(words)
        self.running = Counter(words[i] for i in running)
        self.pairs = {(words[i - 1], words[i]) for i in running if i}
        self.middle = Counter(words[i] for i in running if i not in self.opens)

    def _find_headings(self) -> set[int]:
        """Find paragraphs in capitals throughout: there a capital is no evidence of a name.

        But one that recurs is a speaker's name above what is said, as in a script.
        """
        lines = [tuple(self.words[a:b]) for a, b in self.parse.paragraphs]
        capitals = {p: line for p, line in enumerate(lines) if not any(w.isalpha() and not w.isupper() for w in line)}
        times = Counter(capitals.values())
        return {p for p, line in capitals.items() if times[line] == 1}

    def _find_title_case(self) -> set[int]:
        """Find paragraphs with a capital on every longer word: there only words known from elsewhere are names.

        But a line that ends in a colon names who speaks next, and one between quotation marks is said.
        """
        return {
            number
            for number, (first, last) in enumerate(self.parse.paragraphs)
            if last - first >= _MIN_HEADLINE
            and self.words[last - 1] != ":"
            and not (self.words[first] in QUOTES and self.words[last - 1] in QUOTES)
            and _is_title_case(self.words[first:last])
            and not any(self.parse.tag[i] in _FINITE and self.words[i].islower() for i in range(first, last))
        }

    def _is_name_word(self, i: int) -> bool:
        word = self.words[i]
        if self._is_kin_name(i):
            return True
        if self.parse.paragraph[i] in self.headings or _is_numeral(word):
            return False
        if i in self.opens and speaker_end(self.parse, i, self.people):
            return False  # "Tweeted Ana Lund:"
        if self.keys[i] in self.people.not_names:
            return self.odd.is_name(i)
        small, middle, tag = self.uses[word.lower()], self.middle[word], self.parse.tag[i]
        if small and self.parse.pos[i] in _FUNCTION_POS:
            return False
        proper = tag in PROPER
        if proper and self._is_given_name(i):
            return True
        if self.parse.paragraph[i] in self.title_case:
            return middle > small or (proper and i > 0 and self._is_given_name(i - 1))
        if i in self.opens and self.parse.pos[i] not in _FUNCTION_POS and self._is_given_name(i):
            return self.parse.tag[i + 1] == "NNP"  # "Rosalind Hale died" may be taken for an imperative
        if not middle:
            return not small and (self.running[word] >= _MIN_USES or proper or is_cited(self.parse, i))
        return middle >= _MIN_CAPITALISED * small or (proper and middle >= _MIN_USES and i not in self.opens)

    def _is_kin_name(self, i: int) -> bool:
        """Whether this is what a relative is called by, with a capital and without "my" or "the": "Mum said"."""
        parse, word = self.parse, self.keys[i]
        is_kin = self.people.nouns.get(word) == "address" and self.people.titles.get(word) != "style"
        if not is_kin or parse.tag[i] not in ("NN", "NNP"):
            return False
        return not any(parse.dep[c] in ("det", "poss", "compound", "amod") for c in parse.children[i])

    def _is_given_name(self, i: int) -> bool:
        """Whether this is a given name before another capital: "Bill Frelick", though the text speaks of bills."""
        return self.keys[i] in self.people.given and self._same_paragraph(i, i + 1) and self.capital[i + 1]

    def names(self) -> list[Name]:
        runs = list(self._runs())
        alone = {tuple(self.keys[a:b]) for a, b in runs}
        surnames = {run[-1] for run in alone if len(run) > 1 and run[0] not in self.people.titles}
        found = (self._name(a + self._front(a, b, alone), b, surnames) for a, b in runs)
        return [name for name in found if name is not None]

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Yield the half-open token ranges of capitalised words that go together."""
        end = 0
        for i in self.large:
            if i < end:
                continue
            stop = self._titled(i) if self._is_title(i) else i
            if stop == i and (self.is_name[i] or self._is_bare_title(i) or self._is_first_particle(i)):
                stop = self._run(i + 1, i)
            if stop > i:
                end = self._tail(i, stop)
                yield i, end

    def _tail(self, first: int, last: int) -> int:
        """Return the end of a name that goes on in small letters: "the Obama administration", "a Reuters poll"."""
        for k in (last, last + 1):
            if not self._same_paragraph(first, k) or self.parse.tag[k] not in ("NN", "JJ"):
                break
            if self.words[k] in self.people.tails and self.parse.dep[k] != "compound":
                return k + 1
        return last

    def _front(self, first: int, last: int, alone: Collection[tuple[str, ...]]) -> int:
        """Count the tokens of the run that stand before the person's name."""
        if last - first < 3:
            return 0  # of two words the first belongs to the name
        low = self.parse.paragraphs[self.parse.paragraph[first]][0]
        before = self.keys[max(low, first - 2) : first]
        return name_start(self.keys[first:last], before, alone, self.people)

    def _same_paragraph(self, i: int, j: int) -> bool:
        return j < len(self.words) and self.parse.paragraph[i] == self.parse.paragraph[j]

    def _is_title(self, i: int) -> bool:
        return self.parse.large[i] and self.keys[i] in self.people.titles

    def _is_bare_title(self, i: int) -> bool:
        """Whether this is a capitalised title after the article: "the King"."""
        return self._is_title(i) and i > 0 and self.keys[i - 1] in self.articles and self._same_paragraph(i - 1, i)

    def _is_first_particle(self, i: int) -> bool:
        """Whether a particle with a capital opens a surname, as at a sentence's start: "Van der Velde"."""
        return self.keys[i] in self.people.words.name_particles and self._run(i + 1, i) > i + 1

    def _titled(self, i: int) -> int:
        """Return the end of the name whose titles begin at `i`; `i` itself if no name follows them."""
        j = i
        while self._same_paragraph(i, j) and (self._is_title(j) or (j > i and self._is_abbreviating(j))):
            j += 1
        if not self._same_paragraph(i, j):
            return i
        if self.words[j] in self.genitives and j - i == 1:  # "the Duke of York", "Secretary of State"
            return j + 2 if self._same_paragraph(i, j + 1) and self.is_name[j + 1] else i
        is_name = self.capital[j] and (self.is_name[j] or self.keys[j] not in self.people.not_names)
        if not (is_name or (_is_initial(self.words[j]) and self._joins(j, i))):
            return i
        return self._run(j + 1, i)

    def _is_abbreviating(self, k: int) -> bool:
        """Whether this is a stop that may belong to a title: "Capt. Ana Lund", but "I saw Father. Ana Lund came"."""
        return self.words[k] == "." and self.keys[k - 1] not in self.people.nouns

    def _run(self, k: int, start: int) -> int:
        """Return the end of the run of name words that `start` opened."""
        while k - start < _MAX_NAME and self._same_paragraph(start, k) and (joined := self._joins(k, start)):
            k += joined
        return k

    def _joins(self, k: int, start: int) -> int:
        """Count the tokens from `k` on that continue the name that began at `start`."""
        word, words = self.words[k], self.words
        if self.parse.paragraph[k] in self.title_case and word != "-" and not self._go_together(k):
            return 0  # in a headline only words that go together elsewhere do
        if self.is_name[k] or self._is_institution_word(k) or (_is_numeral(word) and word != "I"):
            return 1
        if word == "." and len(words[k - 1]) == 1:
            return 1
        if not self._same_paragraph(start, k + 1):
            return 0
        follows = self.is_name[k + 1]
        if self._is_abbreviating(k) and self._is_title(k - 1):  # "RCMP Cpl. Ana Lund"
            return int(follows and self.parse.sentence[k + 1] == self.parse.sentence[k])
        if _is_initial(word) and (follows or _is_initial(words[k + 1])):
            return 1
        if word in self.people.words.name_particles and (follows or words[k + 1] in self.people.words.name_particles):
            last = k + 1 if follows else k + 2  # "Ines van der Velde"
            return last + 1 - k if self._same_paragraph(start, last) and self.is_name[last] else 0
        if word in self.people.words.generations and (self.parse.head[k] < k or self.parse.head[k - 1] == k):
            return 1  # "Lund minor"
        is_whole = k - 1 > start or self._is_given_half(k) or self._is_honorific(k + 1)
        if word == "-" and self._touches(k) and (self.capital[k + 1] or is_whole):
            return 2  # "Ban Ki-moon", "Hye-jin", "Nana-ji"
        if self.parse.tag[k] in PROPER and self.capital[k] and self._is_given_half(k + 1):
            return 3  # "Hwang In-suk"
        if word == "&" and follows:
            return 2
        if word in QUOTES or word == "(":
            return self._joins_byname(k, start)
        return self._joins_epithet(k, start) if word in self.articles else self._joins_of(k, start)

    def _is_given_half(self, hyphen: int) -> bool:
        """Whether a hyphen stands inside a given name: "Hye-jin", also where it opens a sentence."""
        touches = self._same_paragraph(hyphen, hyphen + 1) and self.words[hyphen] == "-" and self._touches(hyphen)
        return touches and self.middle[self.words[hyphen - 1]] > 0 and is_in_given_name(self.parse, hyphen, self.people)

    def _joins_epithet(self, k: int, start: int) -> int:
        """Count the tokens of a byname right behind one name: "Hob the Tinker"; "told Ana the Senate …" has none."""
        heads, behind = self.parse.head, k + 1
        goes_with = heads[behind] == start or heads[start] == behind
        is_one = k - 1 == start and self.capital[behind] and not self._is_title(start)
        return 2 if is_one and goes_with and not (self._same_paragraph(k, k + 2) and self.capital[k + 2]) else 0

    def _joins_byname(self, k: int, start: int) -> int:
        """Count the tokens of a byname inside a name, and the next: 'Joe "the Hat" Doe', "Margaret (Peg) Dunn"."""
        end = byname_end(self.parse, k)
        if not end or not self._same_paragraph(start, end) or not self.is_name[end]:
            return 0
        return end + 1 - k if self.words[k] in QUOTES or self._may_be_byname(k + 1, end - 1, start) else 0

    def _may_be_byname(self, first: int, last: int, start: int) -> bool:
        """Whether words in brackets behind one word of a name are no country, party or place."""
        people, word = self.people, " ".join(self.keys[first:last])
        known = word in people.places or word in people.peoples or word in people.organizations
        alone = all(key in people.titles for key in self.keys[start : first - 2])
        return alone and not known and self.keys[first - 2] not in people.titles

    def _go_together(self, k: int) -> bool:
        return (self.words[k - 1], self.words[k]) in self.pairs or self._is_given_name(k - 1)

    def _is_institution_word(self, k: int) -> bool:
        """Whether this is like "Court" in "the U.S. Court of Appeals", however often "court" is written small."""
        is_head = self.people.organizations.get(self.keys[k]) == "head"
        return is_head and self.capital[k] and self.parse.tag[k] in PROPER

    def _joins_of(self, k: int, start: int) -> int:
        """Count the tokens over which an institution's name goes on at "of" or "for": "the Department of Justice"."""
        links = self.words[k] in self.people.words.name_prepositions
        if not links or not is_institution(("", *self.keys[start:k]), self.people):
            return 0
        name = k + 2 if self.words[k + 1] in self.articles else k + 1
        return name + 1 - k if self._same_paragraph(start, name) and self.capital[name] else 0

    def _touches(self, k: int) -> bool:
        parse = self.parse
        return parse.start[k] == parse.end[k - 1] and parse.end[k] == parse.start[k + 1]

    def _form_keys(self, first: int, last: int) -> list[str]:
        """Return the words of a name without hyphens, honorifics behind them, and byname."""
        keys, i = [], first
        while i < last:
            end = byname_end(self.parse, i)
            if not end and self.keys[i] not in ("", "-", "'s", "'") and not (i == first + 2 and self._is_honorific(i)):
                keys.append(self.keys[i])
            i = max(end, i + 1)
        return keys

    def _is_honorific(self, i: int) -> bool:
        """Whether a word behind a hyphen honours the name before it, and is no part of it: "Nana-ji"."""
        return self.words[i - 1] == "-" and self.words[i] in self.people.words.honorific_suffixes

    def _is_people(self, i: int) -> bool:
        """Whether a name's last word is for many people: "Oversight Committee Republicans"."""
        return self.keys[i] in self.people.peoples and self.parse.tag[i] in ("NNPS", "NNS")

    def _is_owned(self, first: int, last: int) -> bool:
        """Whether a word stands behind whose it is: *Her Excellency*, *our Council*; of names *our Nell* alone does."""
        is_behind = first > 0 and self.parse.tag[first - 1] == "PRP$"
        return is_behind and last - first == 1 and self.keys[first] not in self.people.given

    def _name(self, first: int, last: int, surnames: Collection[str]) -> Name | None:
        keys = self._form_keys(first, last)
        peoples, titles = self.people.peoples, self.people.titles
        after_the = first > 0 and self.keys[first - 1] in self.articles and self._same_paragraph(first - 1, first)
        is_people = keys[0] in peoples and all(key in peoples or key in titles for key in keys)
        if is_people or self._is_people(last - 1) or self._is_owned(first, last):
            return None
        institution = is_institution(keys, self.people)
        is_whole = len(keys) == 1 or institution or not self.genitives.isdisjoint(keys)
        if after_the and (is_whole or not self._is_title(first)):
            return Name(first, last, Form(True, (), tuple(keys)), self.quoted[first])
        cut = 0 if institution else next((i for i, key in enumerate(keys) if key not in titles), len(keys))
        if cut == len(keys) and (keys[-1] in surnames or (cut == 1 and self._is_kin_name(first))):
            cut -= 1  # "Mr. King", where Larry King is known; "Granny said"
        if cut == len(keys) or (cut and keys[cut] in self.genitives):
            return None
        return Name(first, last, Form(False, tuple(keys[:cut]), tuple(keys[cut:])), self.quoted[first])


def _is_title_case(words: Iterable[str]) -> bool:
    """Whether there are several longer words and all have a capital."""
    longer = 0
    for word in words:
        if len(word) >= _LONG_WORD and word.isalpha():
            if not word[0].isupper():
                return False
            longer += 1
    return longer >= _MIN_LONG_WORDS


def _is_initial(word: str) -> bool:
    """Whether a word is one capital with or without a stop, and not "I" or "A", which begin sentences."""
    return len(word.rstrip(".")) == 1 and word[0].isupper() and word not in ("I", "A")


def _is_numeral(word: str) -> bool:
    return not word.strip("IVXLC")
