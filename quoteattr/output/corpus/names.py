"""Names of people across documents: without titles, and whether two may be one person's."""

from __future__ import annotations

import unicodedata

import regex

from quoteattr.language.roles import RoleWords
from quoteattr.records import Speaker

_EPITHET = regex.compile(r"""(?<=\s)["“‘(][^"”’)]*["”’)](?=\s)""")  # Marek "the Anchor" Dunvald
Name = tuple[str, ...]  # the words of a name in small letters, without accents, titles and offices


def name_of(words: str, roles: RoleWords) -> Name:
    """Return a person's name without what stands before it: *Finance Minister Piet Okonrade*, *Mr. Okonrade*.

    Example:
        >>> from quoteattr.language.language import load_language
        >>> name_of("Finance Minister Piet Okonrade", load_language().roles)
        ('piet', 'okonrade')
    """
    name = folded(_EPITHET.sub(" ", words))
    titles = [at for at, word in enumerate(name[:-1], start=1) if _is_title(word, roles)]
    return name[titles[-1] :] if titles else name


def folded(words: str) -> Name:
    """Return words in small letters, without accents, stops and commas."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    return tuple(word for each in plain.replace("’", "'").split() if (word := each.strip(".,'\"")))


def full_names(speaker: Speaker, roles: RoleWords) -> list[Name]:
    """Return the names of two words and more that a person goes by, the fullest first; descriptions are none."""
    forms = (form for form in (speaker.name, *speaker.aliases) if all(word[:1].isupper() for word in form.split()))
    return list(dict.fromkeys(name for form in forms if len(name := name_of(form, roles)) > 1))


def may_be_one(name: Name, other: Name, roles: RoleWords) -> bool:
    """Return whether two names may be one person's: *Okonrade*, *P. Okonrade*, *Piet Okonrade*, *Piet A. Okonrade*."""
    if name[-1] != other[-1]:
        return False
    if len(name) == 1 or len(other) == 1:
        return True
    one, two = name[0], other[0]
    if not (one == two or two in roles.people.nicknames.get(one, ()) or _is_initial(one, two)):
        return False
    middle = zip(name[1:-1], other[1:-1], strict=False)  # of one without a middle name, it may be any
    return all(a == b or _is_initial(a, b) for a, b in middle)


def _is_initial(one: str, two: str) -> bool:
    return min(len(one), len(two)) == 1 and one[0] == two[0]


def _is_title(word: str, roles: RoleWords) -> bool:
    """Whether a word before a name is a title or an office, not a given name like *Dean* or *Prince*."""
    return word not in roles.people.given and (word in roles.people.titles or roles.is_role(word))
