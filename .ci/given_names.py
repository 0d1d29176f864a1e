"""Print lines for `quoteattr/data/en/given.txt`: given names of many countries that its hand-written lines lack.

A name is taken that Faker has in four locales or more, always of one gender, if it is no word of the pipeline's lexicon
and in no other list of `data/en` but nicknames. Run: `pip install faker`, then `python .ci/given_names.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import spacy
from faker.providers import person

DATA = Path(__file__).parents[1] / "quoteattr" / "data" / "en"
GENDERS = {"m": "first_names_male", "f": "first_names_female"}
NAME = re.compile(r"[a-zß-ɏ]{3,}")
LOCALES = 4


def main() -> None:
    """Print a line of names for each gender."""
    genders: dict[str, set[str]] = defaultdict(set)
    locales: dict[str, set[str]] = defaultdict(set)
    for module in iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for gender, attribute in GENDERS.items():
            for name in map(str.lower, getattr(provider, attribute, ())):
                genders[name].add(gender)
                locales[name].add(module.name)
    lists = (file for file in DATA.glob("*.txt") if file.stem != "nicknames")
    known = _words(lists) | _lexicon()
    taken = (n for n in sorted(genders) if len(locales[n]) >= LOCALES and NAME.fullmatch(n) and n not in known)
    by_gender: dict[str, list[str]] = defaultdict(list)
    for name in taken:
        if len(genders[name]) == 1:
            by_gender[min(genders[name])].append(name)
    for gender, names in by_gender.items():
        print(gender, " ".join(names), sep="\t")


def _words(files: Iterable[Path]) -> set[str]:
    return {word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf8").lower())}


def _lexicon() -> set[str]:
    table = spacy.load("en_core_web_sm").get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return {word for words in table.values() for word in words}


if __name__ == "__main__":
    main()
