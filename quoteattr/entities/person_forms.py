"""Person name variants: which forms of name are one entity's: "Elizabeth Bennet", "Miss Bennet" and "Lizzy"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping

from quoteattr.entities.form_groups import FormFacts, Groups
from quoteattr.entities.organization_forms import merge_initials, merge_organizations
from quoteattr.entities.short_names import join_short_names
from quoteattr.entities.types import Form
from quoteattr.language.people import People

# Shares and ratios of mentions, set by hand.
_MIN_USUAL = 0.25  # mentions with a title that make it the usual style
_MAX_RATIO = 20  # times commoner than the full name: a title and surname that are somebody else's
_FEW, _EARLY = 4, 0.2  # uses of a bare first name before the full one, and their share, that mean nothing
_REGULAR = 0.1  # full names for each bare one: regular use
_MAX_NARRATED = 0.35  # uses by the narrator: a name commoner there is rarely another name's pet form
_MIN_STYLED, _MIN_STYLED_SHARE = 3, 0.4  # mentions with title and first name that make this the usual style
_MAX_STYLE_RATIO = 5  # times commoner than these: a title and surname that are somebody else's
_MIN_HOLDER = 0.8  # mentions with a title of its usual holder: the title alone is theirs


def merge_forms(
    facts: Mapping[Form, FormFacts],
    people: People,
    owner: Mapping[Form, int] | None = None,
    bynames: Mapping[Form, Form] | None = None,
) -> list[list[Form]]:
    """Return the groups of forms that name one entity each, the most frequent form of a group first.

    `owner` are the forms of known people, each with its person's number; `bynames` are other names of somebody, each
    with the form it is told with.
    """
    groups, bynames = Groups(facts, dict(owner or {})), bynames or {}
    for byname, form in bynames.items():
        groups.join(form, byname)
    ordered = sorted(facts, key=lambda form: (-facts[form].count, form))
    persons = [f for f in ordered if f not in bynames and facts[f].kind in ("person", "unknown") and not f.the]
    _PersonMerger(groups, persons, people).run()
    join_short_names(groups, persons, people)
    things = [form for form in ordered if facts[form].kind != "person" and not form.titles]
    things += [form for form in ordered if _may_be_a_firm(form, facts[form], people) and groups.is_alone(form)]
    merge_organizations(groups, things, people)
    merge_initials(groups, ordered)
    _merge_forms_with_article(groups, ordered, people)
    members: dict[Form, list[Form]] = defaultdict(list)
    for form in ordered:
        members[groups.root(form)].append(form)
    return list(members.values())


def _may_be_a_firm(form: Form, facts: FormFacts, people: People) -> bool:
    """Whether a form that speaks like a person may be short for a firm: "Peabody said", of Peabody Energy."""
    is_bare = len(form.names) == 1 and not (form.titles or form.the)
    return is_bare and facts.kind == "person" and not facts.gender and form.names[0] not in people.given


def _last_name(form: Form, people: People) -> str:
    """Return the surname of a form: its last word but for postnominals."""
    words = [word for word in form.names if word not in people.postnominals]
    return words[-1] if words else form.names[-1]


class _PersonMerger:
    """Joins the forms of a person, the fullest first; each step works on the groups of the steps before."""

    def __init__(self, groups: Groups, forms: list[Form], people: People) -> None:
        self.groups, self.forms, self.people, self.words = groups, forms, people, people.words
        self.married = self.words.wives | self.words.titled_wives
        self.full = [form for form in forms if len(form.names) >= 2]
        self.single = [form for form in forms if len(form.names) == 1]
        self.as_first: Counter[str] = Counter()
        self.as_last: Counter[str] = Counter()
        self.first_with_title = {(title, form.names[0]) for form in self.full for title in form.titles}
        for form in forms:
            count = groups.facts[form].count
            if len(form.names) >= 2:
                self.as_first[form.names[0]] += count
                self.as_last[_last_name(form, self.people)] += count
            elif form.titles and not self._goes_with_given(form):
                self.as_last[form.names[0]] += count

    def _goes_with_given(self, form: Form) -> bool:
        """Whether a first name follows the title: "Aunt Jane", "Mrs. Ada" where Mrs. Ada Pell is known."""
        titles = set(form.titles)
        kin = any(self.people.titles.get(title) == "kin" for title in titles)
        first = form.names[0] in self.people.given
        known = first and any((title, form.names[0]) in self.first_with_title for title in titles)
        return kin or known or bool(self.words.styles_with_given_names & titles) or titles <= self.words.maidens

    def run(self) -> None:
        self._same_first_and_last()
        self._longer_names()
        self._short_first_names()
        self._bare_first_names()
        self._title_and_surname()
        self._bare_surnames()
        self._title_and_first_name()
        self._kin_alone()

    def _same_first_and_last(self) -> None:
        anchors: dict[tuple[str, str], Form] = {}
        for form in self.full:
            anchor = anchors.setdefault((form.names[0], _last_name(form, self.people)), form)
            if anchor != form and self.groups.agree(anchor, form):
                self.groups.join(anchor, form)
        self.anchors = [(first, last, form) for (first, last), form in anchors.items()]

    def _longer_names(self) -> None:
        """Join names of several words to the one they end or begin: "Varela Costa", "Thuy Linh" of Thuy Linh Dang."""
        longer_with: dict[tuple[str, ...], list[Form]] = defaultdict(list)
        for form in self.full:
            for k in range(1, len(form.names) - 1):
                longer_with[form.names[k:]].append(form)
                longer_with[form.names[: k + 1]].append(form)
        for form in self.full:
            usual = [long for long in longer_with[form.names] if self._is_no_accident(long, form)]
            longer = [long for long in usual if self.groups.agree(long, form)]
            if len({self.groups.root(long) for long in longer}) == 1 and not self._is_first_name(form, longer[0]):
                self.groups.join(longer[0], form)

    def _is_no_accident(self, longer: Form, form: Form) -> bool:
        """Whether two names that stand side by side are one: not in "showed Margaret Howards End"."""
        facts = self.groups.facts
        return facts[form].count <= _MAX_RATIO * facts[longer].count

    def _is_first_name(self, form: Form, longer: Form) -> bool:
        """Whether a form begins with another common given name than the longer one: Walter, not William Walter.

        Rarer ones begin surnames, too: *Amir-Abdollahian* is Hossein Amir-Abdollahian.
        """
        return form.names[0] != longer.names[0] and {form.names[0], longer.names[0]} <= self.people.common_given

    def _short_first_names(self) -> None:
        """Join two first names with one surname, one of them the other's short form or initial."""
        known: dict[tuple[str, str], Form] = {}
        with_initial: dict[tuple[str, str], Form] = {}
        for first, last, form in self.anchors:
            nicknames = sorted(self.people.nicknames.get(first, ()))
            others = [known.get((name, last)) for name in nicknames if name != first]
            others.append(known.get((first[0], last)) if len(first) > 1 else with_initial.get((first, last)))
            other = next((o for o in others if o is not None and self.groups.agree(o, form)), None)
            if other is not None:
                self.groups.join(other, form)
            known.setdefault((first, last), form)
            with_initial.setdefault((first[0], last), form)

    def _bare_first_names(self) -> None:
        """Join a first name alone or with a title ("Lady Catherine") to its commonest holder."""
        by_first: dict[str, list[Form]] = defaultdict(list)
        for first, _, form in self.anchors:
            by_first[first].append(form)
        for form in self.single:
            name = form.names[0]
            if self.as_last[name] >= self.as_first[name] + (name in self.people.given or name in self.people.nicknames):
                continue
            holders = [anchor for anchor in by_first[name] if self.groups.agree(anchor, form)]
            if not form.titles:
                holders = self._introduced(form, holders)
            if not holders and not form.titles and self._is_spoken(form):
                names = sorted(self.people.nicknames.get(name, ()))
                holders = [a for other in names for a in by_first[other] if self.groups.agree(a, form)]
            if (best := self.groups.largest(holders)) is not None:
                self.groups.join(best, form)

    def _introduced(self, form: Form, holders: list[Form]) -> list[Form]:
        """Return the full names that introduce a bare first name, rather than ones met when it is long in use.

        Without any, a late full name counts only if it is in regular use, or its surname is known from others.
        """
        facts, size = self.groups.facts, self.groups.size
        uses = facts[form].places
        begun = {b: bisect_left(uses, facts[b].places[0]) for b in holders if len(holders) == 1 or facts[b].count > 1}
        if early := [b for b, before in begun.items() if before <= max(_FEW, _EARLY * len(uses))]:
            return early
        full = {b: size[self.groups.root(b)] for b in holders}
        last = {b: self.as_last[_last_name(b, self.people)] for b in holders}
        return [b for b in holders if full[b] >= _REGULAR * len(uses) or last[b] > full[b]]

    def _is_spoken(self, form: Form) -> bool:
        facts = self.groups.facts[form]
        return facts.narrated < _MAX_NARRATED * facts.count

    def _title_and_first_name(self) -> None:
        """Join a first name with a word of kinship or "Miss" and without: "Uncle Ned" is Ned, "Miss Nancy" Nancy."""
        bare = {form.names[0]: form for form in self.single if not form.titles}
        for form in self.single:
            other = bare.get(form.names[0], form)
            is_kin = {self.people.titles.get(title) for title in form.titles} == {"kin"}
            is_woman = self.groups.gender[self.groups.root(other)] == "f"
            is_miss = is_woman and not self.words.maidens.isdisjoint(form.titles)
            if other != form and (is_kin or is_miss) and self.groups.is_alone(form) and self.groups.agree(other, form):
                self.groups.join(other, form)

    def _kin_alone(self) -> None:
        """Join a word of kinship alone to the one whom it is the title of: "Grandpa" is Grandpa Cyril."""
        for form in self.single:
            if form.titles or self.people.titles.get(form.names[0]) != "kin" or not self.groups.is_alone(form):
                continue
            titled = {self.groups.root(other) for other in self.forms if form.names[0] in other.titles}
            if len(titled) == 1 and self.groups.agree(one := titled.pop(), form):
                self.groups.join(one, form)

    def _title_and_surname(self) -> None:
        titled_with: dict[str, list[Form]] = defaultdict(list)
        for form in self.single:
            if form.titles:
                titled_with[form.names[0]].append(form)
        by_last: dict[str, list[Form]] = defaultdict(list)
        for _, last, form in self.anchors:
            by_last[last].append(form)
        for form in self.single:
            if form.titles and self.groups.is_alone(form):
                self._join_titled(form, by_last[form.names[0]], titled_with[form.names[0]])

    def _ranks(self, form: Form) -> set[str]:
        return {title for title in form.titles if self.people.titles.get(title) == "rank"}

    def _join_titled(self, form: Form, anchors: list[Form], namesakes: list[Form]) -> None:
        groups, titles = self.groups, set(form.titles)
        count = groups.facts[form].count
        known = [a for a in anchors if titles & set(a.titles) or count <= _MAX_RATIO * groups.size[groups.root(a)]]
        ranks = self._ranks(form)
        alike = {a for a in known if ranks and ranks == titles and ranks & groups.titles[groups.root(a)].keys()}
        holders = {groups.root(a) for a in known if groups.agree(a, form, ranked=a in alike)}
        if titles & self.married:
            daughters = any(self.words.maidens.intersection(other.titles) for other in namesakes)
            holders = {b for b in holders if not daughters and not self.words.maidens.intersection(groups.titles[b])}
        if titles & self.words.maidens:
            holders = {b for b in holders if not self.married.intersection(groups.titles[b])}
        if titles & self.words.husbands:
            holders = {b for b in holders if not self.words.lords.intersection(groups.titles[b])}
        other_style = {b for b in holders if self._is_another_style(form, b)}
        if other_style:  # whoever is meant, it is one with this title
            holders = {b for b in holders - other_style if titles & set(groups.titles[b])}
        if titles & self.words.maidens:  # Miss Pell is rather Miss Jane Pell, if she is mostly called so, than Diana
            usual = {b for b in holders if sum(groups.titles[b][t] for t in titles) >= _MIN_USUAL * groups.size[b]}
            holders = usual or holders
        holders = {b for b in holders if groups.gender[b] and groups.gender[b] == groups.facts[form].gender} or holders
        ranked = {b for b in holders if ranks.intersection(groups.titles[b])}
        told = {groups.root(a) for a in known if groups.facts[a].narrated} & holders  # the others are only spoken of
        if any(self._ranks(other) - ranks for other in namesakes):  # a general and a captain: either may be the holder
            told = set()
        holders = ranked or (holders if not ranks or len(holders) == 1 else told if len(told) == 1 else set())
        if (holder := groups.largest(holders)) is not None:
            groups.join(holder, form)
        elif (family := self._family_name_first(form)) is not None:
            groups.join(family, form)
        elif not holders:
            others = [n for n in namesakes if n != form and groups.is_alone(n) and self._same_holder(form, n)]
            if (best := groups.largest(others)) is not None:
                groups.join(best, form)

    def _family_name_first(self, form: Form) -> Form | None:
        """Return the one full name that begins with the surname: "Mr. Ban" is Ban Ki-moon."""
        groups = self.groups
        given = self.people.given  # "Mr. Charles" may be another Charles, "Allan Anne" is none
        begin_so = [f for f in self.full if f.names[0] == form.names[0]]
        full = [f for f in begin_so if groups.agree(f, form) and not {f.names[0], f.names[-1]} <= given.keys()]
        if len({groups.root(f) for f in full}) != 1:
            return None
        enough = groups.size[groups.root(full[0])] >= groups.facts[form].count
        return full[0] if enough or form.names[0] not in given else None

    def _is_another_style(self, form: Form, holder: Form) -> bool:
        """Whether the holder is regularly given this very title, if no rank, together with the first name.

        Then the title and surname alone, if far commoner, mean somebody else: the elder brother.
        """
        styles = [title for title in form.titles if self.people.titles.get(title) != "rank"]
        with_first = sum(self.groups.titles[holder][title] for title in styles)
        usual = with_first >= max(_MIN_STYLED, _MIN_STYLED_SHARE * self.groups.size[holder])
        return usual and self.groups.facts[form].count > _MAX_STYLE_RATIO * with_first

    def _same_holder(self, form: Form, other: Form) -> bool:
        """Whether two titles of one bare surname are one person's: "Mr. X" and "Sir X", "Dr. X" and "Mr. X"."""
        facts, titles = self.groups.facts, set(form.titles) | set(other.titles)
        if facts[other].count <= facts[form].count and not titles & self.words.learned_titles:
            return False
        if titles & self.words.wives and titles & self.words.maidens:
            return False
        gender, other_gender = facts[form].gender, facts[other].gender
        is_husband = not self.words.husbands.isdisjoint(other.titles)
        return gender == other_gender or (not gender and other_gender == "m" and is_husband)

    def _bare_surnames(self) -> None:
        """Join a surname alone to its commonest holder who is not only "Mrs." or "Miss" so-and-so."""
        by_last: dict[str, list[Form]] = defaultdict(list)
        for form in self.forms:
            if len(form.names) > 1 or not (self.married | self.words.maidens).intersection(form.titles):
                by_last[_last_name(form, self.people)].append(form)
        for form in self.single:
            name = form.names[0]
            if form.titles or not self.as_last[name] or self.groups.root(form) != form:
                continue
            others = [other for other in by_last[name] if self.groups.root(other) != form]
            holders = [other for other in others if self.groups.agree(other, form)]
            men = [b for b in holders if self.words.husbands.intersection(self.groups.titles[self.groups.root(b)])]
            if (best := self.groups.largest(men or holders)) is not None:
                self.groups.join(best, form)


def _merge_forms_with_article(groups: Groups, ordered: list[Form], people: People) -> None:
    """Join names with an article: "the Mock Turtle" is the only "the Turtle", "the Count" the only Count So-and-so."""
    with_article = [form for form in ordered if form.the]
    short = {form.names[0]: form for form in with_article if len(form.names) == 1}
    longer: dict[Form, list[Form]] = defaultdict(list)
    for form in with_article:
        bare = Form(False, (), form.names)
        is_bare = bare in groups.parent
        if is_bare:
            first, second = sorted((bare, form), key=lambda f: -groups.facts[f].count)
            groups.join(first, second)
            if first == bare:
                continue  # "the Amos Bell" is no epithet
        if len(form.names) > 1 and groups.facts[form].kind not in ("organization", "place"):
            has_of = not people.words.genitive_prepositions.isdisjoint(form.names)
            by_first = has_of or (groups.facts[form].kind == "person" and not is_bare)
            ends = (form.names[-1], form.names[0]) if by_first else form.names[-1:]
            name = next((short[word] for word in ends if word in short), None)
            if name is not None:
                longer[name].append(form)
    for name, forms in longer.items():
        if len(forms) == 1:
            groups.join(name, forms[0])
    for form in with_article:
        if len(form.names) == 1 and form.names[0] in people.titles and groups.is_alone(form):
            _join_to_title_holder(groups, form)


def _join_to_title_holder(groups: Groups, form: Form) -> None:
    holders: Counter[Form] = Counter()
    for other in groups.parent:
        if not other.the and form.names[0] in other.titles:
            holders[groups.root(other)] += groups.facts[other].count
    if holders:
        holder, count = min(holders.items(), key=lambda item: (-item[1], item[0]))
        if count >= _MIN_HOLDER * holders.total():
            groups.join(holder, form)
