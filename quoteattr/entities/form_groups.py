"""Groups of name forms: evidence about each form, and a union-find of the forms of one entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quoteattr.entities.types import Form
from quoteattr.records import SpeakerKind

# Minimum of sentences, and of their share of mentions, with both names: two people. Set by hand.
_MIN_TOGETHER, _MIN_TOGETHER_SHARE = 5, 0.025


@dataclass(slots=True)
class FormFacts:
    """What the text shows about one form: counts of its uses, and the kind of entity it seems to name.

    `beside` counts the forms that stand in one sentence of the narration with it; `places` are the numbers of
    its uses among all names of the text.
    """

    count: int = 0
    narrated: int = 0
    kind: SpeakerKind = "unknown"
    gender: str = ""
    beside: dict[Form, int] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Groups:
    """Union-find over forms, with the gender, size and titles of each group.

    `owner` are the forms of known people: these are together from the start, and never one with another's.
    """

    facts: Mapping[Form, FormFacts]
    owner: dict[Form, int] = field(default_factory=dict)
    parent: dict[Form, Form] = field(default_factory=dict)
    gender: dict[Form, str] = field(default_factory=dict)
    size: dict[Form, int] = field(default_factory=dict)
    titles: dict[Form, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    beside: dict[Form, dict[Form, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for form, fact in self.facts.items():
            self.parent[form] = form
            self.gender[form] = fact.gender
            self.size[form] = fact.count
            self.beside[form] = dict(fact.beside)
            for title in form.titles:
                self.titles[form][title] = fact.count
        firsts: dict[int, Form] = {}
        for form, owner in self.owner.items():
            self.join(firsts.setdefault(owner, form), form)

    def root(self, form: Form) -> Form:
        """Return the form that stands for the group."""
        parent = self.parent
        while parent[form] != form:
            parent[form] = form = parent[parent[form]]  # halves the path, so that long chains stay cheap
        return form

    def join(self, form: Form, other: Form) -> None:
        """Merge the groups of two forms, under the first."""
        a, b = self.root(form), self.root(other)
        if a == b or self._are_known_apart(a, b):
            return
        self.parent[b] = a
        if b in self.owner:
            self.owner[a] = self.owner[b]
        self.gender[a] = self.gender[a] or self.gender[b]
        self.size[a] += self.size[b]
        self.titles[a] += self.titles[b]
        for near, count in self.beside[b].items():
            self.beside[a][near] = self.beside[a].get(near, 0) + count

    def _are_known_apart(self, a: Form, b: Form) -> bool:
        return a in self.owner and b in self.owner and self.owner[a] != self.owner[b]

    def agree(self, form: Form, other: Form, *, ranked: bool = False) -> bool:
        """Whether the two groups may be one: no other gender, not known apart, and not named side by side.

        Who is `ranked` alike may have another gender than the rank once showed: *Gen. Ana Lund*, *General Lund*.
        """
        a, b = self.root(form), self.root(other)
        if self._are_known_apart(a, b):
            return False
        if not ranked and self.gender[a] and self.gender[b] and self.gender[a] != self.gender[b]:
            return False
        together = sum(count for near, count in self.beside[b].items() if self.root(near) == a)
        return together < max(_MIN_TOGETHER, _MIN_TOGETHER_SHARE * min(self.size[a], self.size[b]))

    def is_alone(self, form: Form) -> bool:
        """Whether nothing has been joined to the form, nor it to anything."""
        return self.root(form) == form and self.size[form] == self.facts[form].count

    def largest(self, forms: Iterable[Form]) -> Form | None:
        """Return the form whose group has most mentions."""
        return max(forms, key=lambda form: (self.size[self.root(form)], form), default=None)
