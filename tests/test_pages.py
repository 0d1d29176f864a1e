"""The programs in the pages of the site run, each page's from top to bottom, and the pages name what is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / ".github" / "docs").glob("**/*.md"))
pytestmark = pytest.mark.skipif(not PAGES, reason="the pages are not part of a built package")


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_programs_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for program in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        exec(program, names)


def test_the_reference_names_what_is_there() -> None:
    named = [
        name for page in PAGES for name in re.findall(r"^::: (\S+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(named) > 20
    for name in named:
        try:
            import_module(name)
        except ModuleNotFoundError:
            module, _, attribute = name.rpartition(".")
            assert hasattr(import_module(module), attribute), name


def test_the_menu_lists_every_page() -> None:
    menu = (ROOT / ".github" / "mkdocs.yml").read_text(encoding="utf-8")
    assert {f"{path.relative_to(ROOT / '.github' / 'docs').as_posix()}" for path in PAGES} == {
        *re.findall(r"\S+\.md", menu)
    }
