"""A text that is not English gets a warning, once; English of any kind gets none."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import call, ids, write

from quoteattr.cli.reading.foreign import is_foreign

GERMAN = (
    "Der Bürgermeister sagte am Montag, dass die Brücke im Winter gesperrt werden müsse, weil das Geld in "
    "der Kasse fehlt. Es war so kalt, dass man an den Ufern nicht mehr am Wasser stehen wollte."
)
ENGLISH = (
    "The mayor said on Monday that the bridge must be closed in winter because there is no money left. It was so cold "
    "that nobody wanted to stand by the water any more."
)
FOREIGN = {
    "German": GERMAN,
    "Dutch": (
        "De burgemeester zei maandag dat de brug in de winter dicht moet, omdat er geen geld is. Het was zo "
        "koud dat we niet meer over het water wilden. Is dat alles, vroeg ze, of was er meer in de kas?"
    ),
    "French": (
        "Le maire a dit lundi que le pont devait fermer en hiver parce que la caisse est vide. On a demandé à "
        "tout le monde de ne pas passer par les quais, et il a dit non."
    ),
    "Spanish": (
        "El alcalde dijo el lunes que el puente debe cerrar en invierno porque no hay dinero en la caja. No "
        "se sabe por qué, dijo, pero no se puede pasar, y no hay otra salida para todos nosotros."
    ),
    "Danish": (
        "Borgmesteren sagde mandag, at broen skal lukkes om vinteren, fordi der ikke er flere penge i kassen. "
        "For os er det en katastrofe, sagde han, men vi har ikke andre muligheder end at vente."
    ),
    "Chinese": "市长周一表示，由于缺乏资金，这座桥必须在冬季关闭。" * 8,
}
GOLD = sorted((Path(__file__).parents[2] / "gold").glob("*.txt"))


@pytest.mark.parametrize("language", FOREIGN)
def test_foreign_text(language: str) -> None:
    assert is_foreign(FOREIGN[language], "en")


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_english_of_every_register(path: Path) -> None:
    assert not is_foreign(path.read_text(encoding="utf-8"), "en")


def test_few_words_are_not_judged() -> None:
    assert not is_foreign("Troy: Lund, Rey, Oduya, Berg.", "en")


def test_language_without_a_list_is_not_judged(tmp_path: Path) -> None:
    assert not is_foreign(GERMAN, f"{tmp_path}/")


@pytest.mark.parametrize("command", [["extract"], ["render", "-o", "pages"]])
def test_warning_once_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path / "r.jsonl", {"text": ENGLISH}, {"text": GERMAN}, {"text": ENGLISH})
    result = call(*command, path, "--quiet")
    assert result.exit_code == 0
    warning, *rest = result.stderr.splitlines(keepends=True)
    assert warning == f"quoteattr: warning: {path}:2: does not look like English; little will be found\n"
    assert not any("English" in line for line in rest)
    if command == ["extract"]:
        assert len(ids(result.stdout)) == 3
