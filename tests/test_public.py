"""The public face: names, lazy imports, version."""

from __future__ import annotations

import pydoc
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

import quoteattr

TYPED = """
from quoteattr import CueWord, QuoteExtractor, Settings
settings = Settings(kinds={"direct", "mixed"}, acts={"speech", "thought"}, remove_cues={"toast"}, min_confidence=0.8)
every = Settings(acts="all", add_cues=(CueWord(lemma="skeet", kind="noun"),))
"""
NAMES = {
    "__version__",
    "Cue",
    "CueWord",
    "Extraction",
    "Mention",
    "Person",
    "Quote",
    "QuoteExtractor",
    "QuoteattrError",
    "Settings",
    "Span",
    "Speaker",
    "extract_quotes",
}


def test_the_public_names_are_these() -> None:
    assert set(quoteattr.__all__) == NAMES
    assert len(quoteattr.__all__) == len(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES - {"__version__"}))
def test_each_public_name_is_what_its_module_defines(name: str) -> None:
    found = getattr(quoteattr, name)
    assert found.__name__ == name
    assert getattr(import_module(found.__module__), name) is found


def test_star_import_gives_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from quoteattr import *", names)
    assert set(names) >= NAMES


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'quoteattr' has no attribute 'extract_quips'"):
        quoteattr.extract_quips  # noqa: B018


def test_help_and_completion_know_the_public_names_alone() -> None:
    assert set(dir(quoteattr)) == NAMES
    assert "extract_quotes" in pydoc.plain(pydoc.render_doc(quoteattr))


def test_the_package_runs_as_a_program() -> None:
    run = subprocess.run([sys.executable, "-m", "quoteattr", "-V"], capture_output=True, text=True, check=True)
    assert run.stdout == f"quoteattr {quoteattr.__version__}\n"


@pytest.mark.slow
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_the_readme_forms_pass_a_type_checker(checker: str, tmp_path: Path) -> None:
    """Sets in braces, as README writes them; a wrong word in one does not pass."""
    if shutil.which(checker, path=Path(sys.executable).parent) is None:
        pytest.skip(f"needs {checker}")
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(TYPED, encoding="utf-8")
    bad.write_text(TYPED.replace('"mixed"', '"mixt"'), encoding="utf-8")
    own = {"mypy": ["--strict", "--cache-dir", str(tmp_path / "cache")], "pyright": ["--pythonpath", sys.executable]}
    command = [str(Path(sys.executable).with_name(checker)), *own[checker]]
    codes = [subprocess.run([*command, file], capture_output=True, check=False).returncode for file in (good, bad)]
    assert codes == [0, 1]


def test_version_is_that_of_the_distribution() -> None:
    assert quoteattr.__version__ == version("quoteattr")


def loaded_by(statement: str) -> set[str]:
    """The modules a fresh interpreter has loaded after the statement."""
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_import_loads_neither_spacy_nor_pydantic() -> None:
    modules = loaded_by("import quoteattr")
    assert "quoteattr" in modules
    assert not {"spacy", "pydantic", "numpy", "thinc", "pandas"} & modules


def test_records_and_settings_come_without_spacy() -> None:
    modules = loaded_by("from quoteattr import Extraction, QuoteattrError, Settings, Speaker")
    assert "pydantic" in modules
    assert "spacy" not in modules


@pytest.mark.slow
@pytest.mark.model
def test_nothing_optional_is_loaded_for_an_extraction() -> None:
    """Extras cost nothing who does not use them; no model of entities, no learning library."""
    modules = loaded_by("from quoteattr import extract_quotes; extract_quotes('“It rained,” Ana Lund said.')")
    assert "spacy" in modules
    assert not {"pandas", "polars", "pyarrow", "pyspark", "scipy", "sklearn"} & modules
