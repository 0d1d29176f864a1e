"""Name boundaries: where a person's name begins in a run of capitals, which names are institutions', headwords.

*Ohio Gov. | John Kasich*, *Manager | Lena Moss*, *LUND, Ana*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from quoteattr.document.document import QUOTES
from quoteattr.document.parse import Parse
from quoteattr.entities.types import Form, Name
from quoteattr.language.people import People

PROPER = frozenset({"NNP", "NNPS"})
_PLURAL = ("s", "men", "children", "people")
_LONGEST = 12  # tokens before the word for an institution; set by hand
_TO_YEAR = 4  # tokens from a bracket to the first year in it; set by hand


def is_institution(words: Sequence[str], people: People) -> bool:
    """Whether a name of several words is headed by a word for an institution or document."""
    return len(words) > 1 and people.organizations.get(institution_head(words, people)) in ("head", "document")


def institution_runs(parse: Parse, capitals: Iterable[int], people: People) -> Iterator[range]:
    """Yield the tokens of each run of capitals that a word for an institution ends, however else its words are used.

    *the Secondary Teachers’ Organization*, *the Scottish Government*.
    """
    for i in capitals:
        if people.organizations.get(parse.key[i]) == "head" and parse.tag[i] in PROPER:
            first, low = i, max(parse.paragraphs[parse.paragraph[i]][0], i - _LONGEST)
            while first > low and (steps := _goes_before(parse, first - 1, low, people)):
                first -= steps
            if first < i:
                yield range(first, i + 1)


def _goes_before(parse: Parse, k: int, low: int, people: People) -> int:
    """Count the tokens up to `k` that belong to the name of an institution: a capital, one with *’* or a hyphen."""
    if _may_name(parse, k, people):
        return 1
    is_plural = parse.tag[k] == "POS" and parse.key[k - 1].endswith(_PLURAL)
    is_linked = is_plural or (parse.word[k] == "-" and parse.end[k] == parse.start[k + 1])
    return 2 if is_linked and k > low and _may_name(parse, k - 1, people) else 0


def _may_name(parse: Parse, k: int, people: People) -> bool:
    """Whether a capitalised word may stand in the name of an institution: no title, day or numeral."""
    key = parse.key[k]
    if not parse.capitalised[k] or key in people.titles or not key.strip("ivxlc"):
        return False
    return key in people.peoples or (parse.tag[k] in PROPER and key not in people.not_names)


def institution_head(words: Sequence[str], people: People) -> str:
    """Return the word that says what an institution is: "board" in "board of governors"."""
    link = next((i for i, word in enumerate(words) if i and word in people.words.office_prepositions), len(words))
    return words[link - 1]


def name_start(run: Sequence[str], before: Sequence[str], alone: Collection[tuple[str, ...]], people: People) -> int:
    """Count the words of a run of capitalised words that stand before the person it names; 0 if it is one name.

    Args:
        run: The lower-case words of the run.
        before: The lower-case words that precede it, nearest last.
        alone: All runs of the text.
        people: Word lists.
    """
    if run[0] in people.titles or is_institution(run, people):
        return 0
    office = _after_domain_of(run, before, alone, people) or _office(run, people)
    if office:
        return office
    for cut in range(1, len(run) - 1):
        front, rest = tuple(run[:cut]), tuple(run[cut:])
        if rest[0] in ("-", *QUOTES):
            continue  # "Manager-Owner" is one word, 'Paul "the Boss" Hale' one name
        is_known = rest in alone or rest[-1:] in alone or rest[0] in people.given
        both_alone = front in alone and rest in alone and front[0] not in people.given
        if both_alone or (is_known and _is_apart(front, people)):
            return cut
    return 0


def _office(run: Sequence[str], people: People) -> int:
    """Return where the last office inside the run begins: "| Chief Justice X"; 0 if there is none.

    What stands in marks or brackets is a byname: 'Ana "Coach" Lund'.
    """
    byname = next((i for i, word in enumerate(run) if word in QUOTES or word == "("), len(run))
    last = next((i for i in range(min(len(run) - 1, byname) - 1, 0, -1) if people.titles.get(run[i]) == "rank"), 0)
    while last > 0 and people.titles.get(run[last - 1]) == "rank":
        last -= 1
    return last


def _after_domain_of(
    run: Sequence[str], before: Sequence[str], alone: Collection[tuple[str, ...]], people: People
) -> int:
    """Return the end of what an office is held in or for; 0 if none is.

    A place, "Ambassador to Iran | Levan Jagarian", or what stands before a given name or a name known from elsewhere,
    "Minister for Foreign Affairs | Ana Lund".
    """
    if len(before) < 2 or before[-1] not in people.words.office_prepositions or before[-2] not in people.titles:
        return 0
    cuts = range(len(run) - 2, 0, -1)
    place = next((cut for cut in cuts if _is_apart(tuple(run[:cut]), people)), 0)
    given = next((cut for cut in reversed(cuts) if run[cut] in people.given), 0)
    return place or given or next((cut for cut in cuts if {tuple(run[cut:]), (run[-1],)} & {*alone}), 0)


def _is_apart(front: tuple[str, ...], people: People) -> bool:
    """Whether these words name a place or institution, a country's or party's people, or what somebody does."""
    if not QUOTES.isdisjoint(front):
        return False  # a nickname is inside a name
    is_people = len(front) == 1 and len(front[0]) > 1 and front[0] in people.peoples
    is_role = people.nouns.get(front[-1]) == "role" or front[-1] in people.occupations
    is_place = " ".join(front) in people.places or is_institution(front, people)
    return is_people or is_place or (is_role and front[0] not in people.given)


def turn_headwords(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """Return the names with the headwords of encyclopedias as one: *LUND, Ana (1871–1949)*, *Lund, Ana* on a line.

    What stands behind the comma comes first in the form, so that *Lund* and *Ana Lund* are the same person.
    """
    opens = {first for first, _ in parse.paragraphs}
    found = list[Name]()
    for name in names:
        before = found[-1] if found else None
        if before and before.first in opens and _is_headword(parse, before, name, names):
            form = Form(False, name.form.titles, (*name.form.names, *before.form.names))
            found[-1] = Name(before.first, name.last, form, name.quoted)
        else:
            found.append(name)
    return found


def _is_headword(parse: Parse, surname: Name, given: Name, names: Sequence[Name]) -> bool:
    """Whether years in brackets follow two names with a comma between, or a new line, and then the surname again."""
    if given.first != surname.last + 1 or parse.word[surname.last] != "," or surname.form.the or given.form.the:
        return False
    after = given.last
    if after >= len(parse):
        return False
    if parse.word[after] == "(":
        return any(parse.word[k][0].isdigit() for k in range(after + 1, min(after + _TO_YEAR, len(parse))))
    is_line = "\n" in parse.text[parse.end[after - 1] : parse.start[after]]
    return is_line and any(name.first > after and name.form.names == surname.form.names for name in names)
