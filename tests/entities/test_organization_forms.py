"""Forms that name one institution or thing."""

from __future__ import annotations

import pytest

from quoteattr.entities.form_groups import FormFacts, Groups
from quoteattr.entities.organization_forms import merge_organizations
from quoteattr.entities.types import Form
from quoteattr.language.language import load_language
from quoteattr.records import SpeakerKind


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        (["northern ferry company", "nfc"], True),
        (["northern ferry company", "ferry company"], True),
        (["northern ferry company", "company"], True),
        (["sarn post", "post"], True),
        (["northern ferry company", "northern"], True),
        (["voss campaign", "voss"], False),
        (["u.s supreme court", "u.s"], False),
        (["u.s supreme court", "supreme court"], True),
        (["sarn court of appeals for the north", "court of appeals"], True),
    ],
)
def test_short_forms(names: list[str], joined: bool) -> None:
    assert _are_one(names) is joined


def test_a_short_form_of_two_names_is_neither() -> None:
    groups, forms = _merged(["city council", "county council", "council"])
    assert len({groups.root(form) for form in forms}) == 3


def test_a_persons_name_is_no_short_form() -> None:
    """Voss is not the Voss Company he owns."""
    company, voss = Form(False, (), ("voss", "company")), Form(False, (), ("voss",))
    owner = Form(False, (), ("carl", "voss"))
    kinds: dict[Form, SpeakerKind] = {company: "organization", voss: "unknown", owner: "person"}
    groups = Groups({form: FormFacts(1, 1, kind) for form, kind in kinds.items()})
    merge_organizations(groups, [company, voss], load_language().people)
    assert groups.root(voss) != groups.root(company)


def test_a_firm_may_go_by_what_stands_before_its_kind() -> None:
    """Voss said so: Voss Energy, where no other Voss is named."""
    firm, voss = Form(False, (), ("voss", "energy")), Form(False, (), ("voss",))
    kinds: dict[Form, SpeakerKind] = {firm: "organization", voss: "person"}
    groups = Groups({form: FormFacts(1, 1, kind) for form, kind in kinds.items()})
    merge_organizations(groups, [firm, voss], load_language().people)
    assert groups.root(voss) == groups.root(firm)


def _merged(names: list[str]) -> tuple[Groups, list[Form]]:
    forms = [Form(False, (), tuple(name.split())) for name in names]
    facts = {form: FormFacts(1, 1, "organization" if len(form.names) > 1 else "unknown") for form in forms}
    groups = Groups(facts)
    merge_organizations(groups, forms, load_language().people)
    return groups, forms


def _are_one(names: list[str]) -> bool:
    groups, forms = _merged(names)
    return len({groups.root(form) for form in forms}) == 1
