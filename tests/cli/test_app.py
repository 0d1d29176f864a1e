"""The command line, in this process: what each command shows, writes, refuses and takes up again."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import SAID, StandIn, call, corpus, ids, write
from evaluation_samples import DOCUMENT, TEXT, polnear

from quoteattr.assembly.extraction import Extraction
from quoteattr.evaluation.report.report import Report
from quoteattr.settings import EVERY_KIND, Settings


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "leak.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


def test_pipe_gets_one_extraction_a_line(text: Path) -> None:
    result = call("extract", text, text)
    assert result.exit_code == 0
    assert ids(result.stdout) == [str(text)] * 2
    assert result.stderr == ""


def test_standard_input_is_the_default_and_may_hold_records() -> None:
    assert ids(call("extract", stdin=SAID).stdout) == ["-"]
    assert ids(call("extract", "-", stdin=SAID).stdout) == ["-"]
    records = json.dumps({"n": 5, "body": SAID})
    assert ids(call("extract", "-", "--text-key", "body", "--id-key", "n", stdin=records).stdout) == ["5"]


def test_json_is_one_array(text: Path, tmp_path: Path) -> None:
    found = json.loads(call("extract", text, text, "-f", "json").stdout)
    assert [Extraction.model_validate(each).id for each in found] == [str(text)] * 2
    (tmp_path / "none").mkdir()
    empty = call("extract", tmp_path / "none", "-f", "json")
    assert (json.loads(empty.stdout), empty.exit_code) == ([], 1)


def test_table_shows_what_a_person_needs(text: Path) -> None:
    result = call("extract", text, "-f", "table")
    assert result.exit_code == 0
    for words in ("leak.txt", '"It leaks,"', "said", "negated", "Mira Oduya", "direct", "0.93"):
        assert words in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


@pytest.mark.parametrize("columns", ["50", "80", "120"])
def test_nothing_in_the_table_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """Who comes first, with the id that --explain takes; whole words at 80 columns, all letters at any width."""
    path = tmp_path / "x.txt"
    path.write_text(SAID, encoding="utf-8")
    shown = call("extract", path, "-f", "table", columns=columns).stdout
    assert "…" not in shown
    if columns != "50":
        head = next(line for line in shown.splitlines() if " kind " in line)
        assert head.split() == ["id", "speaker", "quotation", "cue", "kind", "sure"]
        for words in ("q1", "Mira", "Oduya", "leaks", "said", "(negated)", "direct"):
            assert words in shown


def test_the_last_line_says_what_was_written_where(tmp_path: Path) -> None:
    path, out = corpus(tmp_path / "r.jsonl", 3), tmp_path / "x.csv"
    assert call("extract", path, "-o", out).stderr == f"3 quotations by 3 speakers in 3 texts, written to {out}\n"
    assert call("extract", path, "-o", out, "--quiet").stderr == ""
    page = tmp_path / "p.html"
    assert call("render", "-o", page, stdin=SAID).stderr == f"1 quotation by 1 speaker in 1 text, written to {page}\n"
    none = tmp_path / "none.html"
    assert call("render", "-o", none, stdin=" ").stderr.endswith(f"\nno text left to write to {none}\n")
    assert not none.exists()


def test_cast_shows_names_roles_and_amount(text: Path) -> None:
    result = call("extract", text, "--speakers")
    for words in ("Mira Oduya", "plumber", "person", "1", "2"):
        assert words in result.stdout
    assert '"It leaks,"' not in result.stdout


def test_text_cannot_command_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text('"\x1b[2J[red]x" said Mira Oduya.', encoding="utf-8")
    shown = call("extract", path, "-f", "table").stdout
    assert "\x1b" not in shown
    assert "[red]" in shown


def test_document_without_quotations_is_said_to_have_none() -> None:
    assert call("extract", "-f", "table", stdin="Rain fell.").stdout.strip() == "-: no quotation found"
    assert call("extract", "--speakers", stdin="Rain fell.").stdout.strip() == "-: nobody speaks"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("half.txt", b"caf\xc3", "is not UTF-8"),
        ("photo.txt", b"\x89PNG\0\0", "is binary data"),
        ("missing.txt", None, "no such file or directory"),
        ("bad.jsonl", b"{\n", "is not JSON"),
    ],
)
def test_bad_input_is_one_line_and_costs_itself_alone(
    tmp_path: Path, text: Path, name: str, data: bytes | None, says: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = call("extract", tmp_path / name, text)
    assert result.exit_code == 1
    assert ids(result.stdout) == [str(text)]
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"quoteattr: {tmp_path / name}:")
    assert says in line


def test_empty_directory_is_one_line(tmp_path: Path) -> None:
    result = call("extract", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"quoteattr: {tmp_path}: holds no text; give the files by name\n"


def test_failures_go_to_the_errors_file_with_their_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", {"text": SAID}, {"txt": SAID}, {"text": "poison"}, {"text": SAID})
    result = call("extract", path, "--errors", tmp_path / "e.jsonl")
    assert result.exit_code == 1
    assert ids(result.stdout) == [f"{path}:1", f"{path}:4"]
    assert result.stderr == f"quoteattr: 2 failed; see {tmp_path / 'e.jsonl'}\n"
    failures = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text().splitlines()]
    assert [(f["source"], f["line"]) for f in failures] == [(str(path), 2), (str(path), 3)]
    assert failures[1]["message"] == "ValueError: poison found"


def test_no_failure_no_error(text: Path, tmp_path: Path) -> None:
    assert call("extract", text, "--errors", tmp_path / "e.jsonl").exit_code == 0
    assert (tmp_path / "e.jsonl").read_text() == ""


@pytest.mark.slow
@pytest.mark.parametrize("n_process", [1, 2])
def test_run_cut_anywhere_resumes_with_nothing_lost_or_doubled(tmp_path: Path, n_process: int) -> None:
    path, out = corpus(tmp_path / "r.jsonl"), tmp_path / "out.jsonl"
    assert call("extract", path, "-o", out, "-n", str(n_process)).exit_code == 0
    whole = out.read_bytes()
    for cut in range(0, len(whole) + 1, 97):
        out.write_bytes(whole[:cut])
        assert call("extract", path, "-o", out, "--resume").exit_code == 0
        assert out.read_bytes() == whole


def test_resume_begins_where_there_is_nothing_yet(tmp_path: Path) -> None:
    path, out = corpus(tmp_path / "r.jsonl", 2), tmp_path / "out.jsonl"
    assert call("extract", path, "-o", out, "--resume").exit_code == 0
    assert ids(out.read_text()) == ["d0", "d1"]


def test_resume_counts_equal_ids_and_tries_failures_again(tmp_path: Path) -> None:
    texts = [SAID, "poison", SAID, SAID]
    path = write(tmp_path / "r.jsonl", *({"id": "same", "text": each} for each in texts))
    out, errors = tmp_path / "out.jsonl", tmp_path / "e.jsonl"
    assert call("extract", path, "-o", out, "--errors", errors).exit_code == 1
    out.write_text(out.read_text().splitlines()[0] + '\n{"id": "sa')
    assert call("extract", path, "-o", out, "--errors", errors, "--resume").exit_code == 1
    assert ids(out.read_text()) == ["same"] * 3
    assert len(errors.read_text().splitlines()) == 1


def test_resume_refuses_a_file_that_is_not_its_own(tmp_path: Path) -> None:
    path, out = corpus(tmp_path / "r.jsonl"), tmp_path / "out.jsonl"
    out.write_text("my shopping list\n")
    result = call("extract", path, "-o", out, "--resume")
    assert result.exit_code == 1
    assert result.stderr == f"quoteattr: {out}:1: is not an extraction; run again without --resume\n"
    assert out.read_text() == "my shopping list\n"


def test_resume_refuses_what_was_made_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = corpus(tmp_path / "r.jsonl", 2), tmp_path / "out.jsonl"
    assert call("extract", path, "-o", out).exit_code == 0
    before = out.read_bytes()
    monkeypatch.setattr(StandIn, "provenance", lambda self: {"model": "none", "weights": "attribution 12ab"})
    result = call("extract", path, "-o", out, "--resume")
    assert result.exit_code == 1
    assert result.stderr == (
        f'quoteattr: {out}:1: was made with weights "", not "attribution 12ab"; '
        "run it as before, or name another file: -o FILE.jsonl\n"
    )
    assert out.read_bytes() == before


def test_what_came_with_a_text_comes_out_again(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", {"id": "a", "text": SAID, "date": "2026-01-03", "outlet": {"name": "Post"}})
    out = tmp_path / "out.jsonl"
    assert call("extract", path, "-o", out).exit_code == 0
    meta = {"date": "2026-01-03", "outlet": {"name": "Post"}}
    assert Extraction.model_validate_json(out.read_text(encoding="utf-8")).meta == meta
    again = json.loads(call("extract", out).stdout)  # an extraction is worked on anew, and keeps what came with it
    assert (again["id"], again["meta"]) == ("a", meta)


def test_file_of_another_format_is_whole_or_absent(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "o" / "page.json"
    out.parent.mkdir()
    out.write_text("before")

    def interrupted(texts: Sequence[str]) -> list[Extraction]:
        raise KeyboardInterrupt

    monkeypatch.setattr("command_line.read", interrupted)
    result = call("extract", text, "-o", out, "-f", "json")
    assert (result.exit_code, result.stderr) == (130, "quoteattr: interrupted\n")
    assert [p.name for p in out.parent.iterdir()] == ["page.json"]
    assert out.read_text() == "before"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--kinds", "loud"],
        ["--acts", "all,speech"],
        ["--min-confidence", "2"],
        ["--profile", "poetry"],
        ["--format", "xml"],
        ["-n", "0"],
        ["--resume"],
        ["--resume", "-o", "x.txt", "-f", "table"],
        ["--speakers", "-f", "jsonl"],
        ["--settings", "none.json"],
        ["--colour"],
    ],
)
def test_wrong_usage_is_exit_2(text: Path, arguments: list[str]) -> None:
    result = call("extract", text, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr != ""


def test_output_over_a_source_is_wrong_usage(tmp_path: Path) -> None:
    path = corpus(tmp_path / "r.jsonl")
    before = path.read_bytes()
    assert call("extract", path, "-o", tmp_path / "." / "r.jsonl").exit_code == 2
    assert path.read_bytes() == before


def test_output_is_plain_text(text: Path, tmp_path: Path) -> None:
    result = call("extract", text, "-o", tmp_path / "out.jsonl.gz")
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == [text]


def test_evaluate_takes_all_kinds_and_acts_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Settings] = []

    def run(*_: object, settings: Settings, **__: object) -> Report:
        asked.append(settings)
        return Report("none", "nobody", (), ())

    monkeypatch.setattr("quoteattr.evaluation.run.run", run)
    assert call("evaluate", "--corpus", "polnear", tmp_path).exit_code == 0
    assert call("evaluate", "--corpus", "polnear", tmp_path, "--kinds", "direct", "--acts", "speech").exit_code == 0
    assert [(each.kinds, each.acts) for each in asked] == [(EVERY_KIND, "all"), ({"direct"}, {"speech"})]


def test_train_learns_the_part_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[object] = []
    monkeypatch.setattr("quoteattr.training.attribution.read_corpus", lambda kind, path: (kind, path))
    for part in ("attribution", "dialogue", "speaker_confidence"):
        monkeypatch.setattr(f"quoteattr.training.{part}.train", lambda *given: learned.append(given))
    out = tmp_path / "weights.tsv"
    both: list[str | Path] = ["--corpus", "passages", "--corpus", "pdnc", "marked", "novels", "-o", out]
    assert call("train", "attribution", "--corpus", "polnear", "corpus", "-o", out).exit_code == 0
    assert call("train", "speakers", *both, "--novel", "A", "--novel", "B").exit_code == 0
    assert call("train", "confidence", *both, "--weights", tmp_path).exit_code == 0
    twice = ["--corpus", "passages", *both[:4], "more", *both[4:]]
    assert call("train", "speakers", *twice, "--described", "talk").exit_code == 0
    own: list[str | Path] = ["--corpus", "polnear", "--corpus", "jsonl", "corpus", "mine.jsonl"]
    assert call("train", "attribution", *own, "-o", out).exit_code == 0
    polnear, mine = ("polnear", Path("corpus")), ("jsonl", Path("mine.jsonl"))
    assert learned == [
        ([polnear], out, None),
        (Path("novels"), [Path("marked")], out, ["A", "B"], ()),
        ([Path("marked")], out, Path("novels"), (), tmp_path),
        (Path("novels"), [Path("more"), Path("marked")], out, (), [Path("talk")]),
        ([polnear, mine], out, None),
    ]
    assert call("train", "confidence", *both, "--described", "talk").exit_code == 2
    assert call("train", "confidence", "--corpus", "pdnc", "novels", "-o", out).exit_code == 2
    assert call("train", "speakers", "--corpus", "pdnc", "novels", "-o", out).exit_code == 2
    assert call("train", "attribution", "--corpus", "polnear", "corpus", "-o", out, "--novel", "A").exit_code == 2
    assert call("train", "attribution", "--corpus", "pdnc", "corpus", "-o", out).exit_code == 2
    assert call("train", "marks", "--corpus", "polnear", "corpus", "-o", out).exit_code == 2


def test_train_without_a_corpus_or_scipy_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpora = ("--corpus", "pdnc", "--corpus", "passages")
    result = call("train", "speakers", *corpora, tmp_path / "none", tmp_path, "-o", tmp_path / "weights.tsv")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    monkeypatch.setitem(sys.modules, "scipy", None)
    for name in [name for name in sys.modules if name.startswith(("quoteattr.training", "scipy."))]:
        monkeypatch.delitem(sys.modules, name)
    result = call("train", "speakers", *corpora, tmp_path, tmp_path, "-o", tmp_path / "weights.tsv")
    assert result.stderr == "quoteattr: scipy is not installed; run: pip install 'quoteattr[train]'\n"
    assert result.exit_code == 1


def test_evaluate_shows_scores_in_each_format(tmp_path: Path) -> None:
    root = polnear(tmp_path / "corpus")
    nothing = write(tmp_path / "found.jsonl", {"id": DOCUMENT.id, "text": TEXT, "model": "none"})
    arguments = ["evaluate", "--corpus", "polnear", str(root), "--predictions", str(nothing)]
    assert "recall" in call(*arguments).stdout
    assert json.loads(call(*arguments, "-f", "json").stdout)["corpus"] == "PolNeAR dev"
    assert call(*arguments, "-f", "html", "-o", tmp_path / "page.html").stdout == ""
    assert "<table" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_evaluate_without_a_corpus_is_one_line(tmp_path: Path) -> None:
    result = call("evaluate", "--corpus", "pdnc", tmp_path / "none")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_output_where_no_directory_is(text: Path, tmp_path: Path) -> None:
    result = call("extract", text, "-o", tmp_path / "no" / "out.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"quoteattr: {tmp_path / 'no' / 'out.jsonl'}: there is no directory")


def test_options_are_settings_on_top_of_the_file(text: Path, tmp_path: Path, made: list[StandIn]) -> None:
    file = tmp_path / "s.json"
    file.write_text('{"kinds": ["direct"], "min_confidence": 0.9}')
    acts = ("--acts", "speech, thought", "--acts", "intent")
    call("extract", text, "--settings", file, *acts, "--profile", "fiction")
    other = ("--acts", "all", "--kinds", "mixed,indirect", "--min-confidence", "0.2")
    call("extract", text, "--settings", file, *other)
    first, second = (extractor.settings for extractor in made)
    assert first == Settings(
        kinds=frozenset({"direct"}),
        min_confidence=0.9,
        acts=frozenset({"speech", "thought", "intent"}),
        profile="fiction",
    )
    assert second == Settings(kinds=frozenset({"mixed", "indirect"}), min_confidence=0.2, acts="all")


def test_one_text_is_one_page(text: Path, tmp_path: Path) -> None:
    page = call("render", text).stdout
    assert page.startswith("<!doctype html>")
    assert "Mira Oduya" in page
    assert call("render", text, "-o", tmp_path / "page.html").exit_code == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page


def test_several_texts_are_a_directory_with_an_index(text: Path, tmp_path: Path) -> None:
    records = write(tmp_path / "r.jsonl", {"id": "news/1.a: b", "text": SAID}, {"id": "2", "text": "poison"})
    result = call("render", text, records, "-o", tmp_path / "pages" / "here")
    assert result.exit_code == 1  # for the poison
    names = sorted(p.name for p in (tmp_path / "pages" / "here").iterdir())
    assert names == ["0001-leak.html", "0002-1.html", "index.html"]
    index = (tmp_path / "pages" / "here" / "index.html").read_text(encoding="utf-8")
    assert all(name in index for name in names[:2])


def test_several_texts_on_one_page_are_wrong_usage(text: Path, tmp_path: Path) -> None:
    outputs: list[list[str]] = [[], ["-o", f"{tmp_path}/page.html"]]
    for out in outputs:
        assert call("render", text, text, *out).exit_code == 2
    result = call("render", corpus(tmp_path / "r.jsonl"), "-o", tmp_path / "page.html")
    assert (result.exit_code, result.stderr) == (
        1,
        "quoteattr: several texts need a directory for their pages: -o DIRECTORY\n",
    )
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("extract",), "many.html"),
        (("render",), "many.html"),
        (("convert",), "many.html"),
        (("convert", "--to", "tei"), "many.xml"),
    ],
)
def test_several_texts_leave_one_file_as_it_was(tmp_path: Path, command: tuple[str, ...], name: str) -> None:
    many = tmp_path / "many.jsonl"
    assert call("extract", corpus(tmp_path / "r.jsonl"), "-o", many).exit_code == 0
    for before in (None, "mine"):
        if before:
            (tmp_path / name).write_text(before, encoding="utf-8")
        result = call(*command, many, "-o", tmp_path / name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "several texts need a directory" in result.stderr
        assert "written to" not in result.stderr
        assert [path.name for path in tmp_path.glob("many.[hx]*")] == ([name] if before else [])
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_no_text_no_page(tmp_path: Path) -> None:
    assert call("render", tmp_path / "none.txt", "-o", tmp_path / "page.html").exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_schema_is_that_of_a_line() -> None:
    result = call("schema")
    assert json.loads(result.stdout) == Extraction.model_json_schema()


def test_version_and_help() -> None:
    assert call("-V").stdout == call("--version").stdout
    assert "--install-completion" in call("--help").stdout
    assert call("--version").stdout.startswith("quoteattr 0.")
    assert "extract" in call("--help").stdout
    assert "--resume" in call("extract", "--help").stdout


def test_what_was_never_begun_is_not_to_be_gone_on_with(text: Path, tmp_path: Path) -> None:
    result = call("extract", text, "-o", tmp_path / "no" / "x.jsonl")
    assert result.exit_code == 1
    assert "there is no directory" in result.stderr
    assert "--resume" not in result.stderr
