"""The public corpora in their published layouts -> gold documents."""

from __future__ import annotations

import ast
import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from io import StringIO
from itertools import accumulate
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

from quoteattr.document.ranges import Offsets
from quoteattr.errors import InputError, first_problem, reading
from quoteattr.evaluation.corpora.brat import read_brat
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, GoldMentions, Spans, only_named
from quoteattr.records import Gender
from quoteattr.settings import Person

# what PDNC writes in the speaker column where no single character speaks
_GENDERS: Final[Mapping[str, Gender]] = {"F": "female", "M": "male"}  # anything else is not known
_NARRATOR: Final = ("_narr", "narr")  # among the aliases of who tells the story
_NO_CHARACTER: Final = frozenset({"", "unknown", "(unknown)", "unknowable", "_unknowable", "_group", "_narr"})


def read_polnear(root: Path, split: str = "dev", only: Collection[str] = ()) -> list[GoldDocument]:
    """Read PolNeAR 1.0 (Newell et al. 2018), news: `root` holds data/<split>/text and data/<split>/attributions.

    Where several annotators marked an article, the first by id is taken; articles nobody marked are left out.

    Raises:
        InputError: the folder is not there, holds no annotated article, or a file is damaged.
    """
    base = root / "data" / split
    documents = []
    for path in _files(base / "text", "*.txt", "give the folder that holds data/train and data/dev"):
        annotations = sorted((base / "attributions").glob(f"{path.stem}_????.ann"))
        if annotations and _chosen(path.stem, only):
            text = _read(path)
            found = read_brat(text, _read(annotations[0]), name=str(annotations[0]))
            documents.append(GoldDocument(path.stem, text, tuple(found)))
    return _checked(documents, only, base / "attributions")


def read_pdnc(root: Path, only: Collection[str] = ()) -> list[GoldDocument]:
    """Read PDNC (Vishnubhotla et al. 2022), novels: `root` holds data/<novel>/novel_text.txt and two tables.

    A gold speaker or addressee given by an alias is mapped to its main name; groups and the unknowable become None.

    Raises:
        InputError: the folder is not there, holds no novel, or a file is damaged.
    """
    texts = _files(root / "data", "*/novel_text.txt", "give the folder that holds data/<novel>")
    novels = [_novel(path.parent) for path in texts if _chosen(path.parent.name, only)]
    return _checked(novels, only, root / "data")


def read_litbank(root: Path, only: Collection[str] = ()) -> list[GoldDocument]:
    """Read LitBank, excerpts of novels: `root` holds quotations/tsv with a .txt and an .ann for each.

    The texts are tokenised, one sentence a line; offsets are into them as they are. A speaker is the label
    of its coreference cluster.

    Raises:
        InputError: the folder is not there, holds no excerpt, or a file is damaged.
    """
    base = root / "quotations" / "tsv"
    texts = _files(base, "*.txt", "give the folder that holds quotations/tsv")
    excerpts = [(path.stem.removesuffix("_brat"), path) for path in texts]
    found = [_excerpt(name, path) for name, path in excerpts if _chosen(name, only)]
    return _checked(found, only, base)


def read_litbank_mentions(root: Path) -> list[GoldMentions]:
    """Read LitBank's coreference: `root` holds coref with a .txt and an .ann for each excerpt, itself or in a folder.

    Raises:
        InputError: the folder is not there, holds no excerpt, or a file is damaged.
    """
    return [_mentions(path) for path in _files(root / "coref", "**/*.ann", "give the folder that holds coref")]


def _mentions(annotations: Path) -> GoldMentions:
    text = _read(annotations.with_suffix(".txt"))
    spans, labels = _spans_and_labels(annotations, text)
    found = tuple((spans[key], label) for key, label in labels if key in spans)
    return GoldMentions(annotations.stem.removesuffix("_brat"), text, found)


def read_gum(path: Path, only: Collection[str] = (), *, to_learn: bool = False) -> list[GoldDocument]:
    """Read GUM (Zeldes 2017), sixteen genres, as JSON lines: a text, its genre and attribution relations.

    Contents are clauses only; source and cue are one stretch, given as the cue. A document's id begins with its genre.
    `to_learn` leaves those of the train part whose licence does not forbid commercial use, so that weights are free.

    Raises:
        InputError: there is no such file, or a line is no document.
    """
    documents = []
    for read in _gum_texts(path):
        is_left_out = to_learn and (read.nc or read.split != "train")
        if _chosen(read.id, only) and not is_left_out:
            found = tuple(GoldAttribution(quote.content, quote.source_cue) for quote in read.quotes)
            documents.append(GoldDocument(f"{read.genre}-{read.id}", read.text, found, clauses_only=True))
    return _checked(documents, (), path)


def read_gum_mentions(path: Path) -> list[GoldMentions]:
    """Read GUM's coreference from the same file as `read_gum`, of the texts whose licence leaves weights free.

    Raises:
        InputError: there is no such file, or a line is no document.
    """
    return [
        GoldMentions(f"{read.genre}-{read.id}", read.text, tuple(((a, b), label) for a, b, label, _ in read.mentions))
        for read in _gum_texts(path)
        if not read.nc
    ]


def _gum_texts(path: Path) -> Iterator[_GumText]:
    for number, line in enumerate(_read(path).splitlines(), 1):
        try:
            yield _GumText.model_validate_json(line)
        except ValidationError as error:
            raise InputError(f"{path}:{number}: {first_problem(error)}; restore the file") from None


class _GumQuote(BaseModel):
    content: tuple[Offsets, ...]
    source_cue: tuple[Offsets, ...]


class _GumText(BaseModel):
    id: str
    genre: str
    text: str
    quotes: tuple[_GumQuote, ...]
    split: str = ""
    nc: bool = False  # a licence that forbids commercial use
    mentions: tuple[tuple[int, int, str, str], ...] = ()  # start, end, referent, sort


def _novel(folder: Path) -> GoldDocument:
    text = _read(folder / "novel_text.txt")
    aliases: dict[str, frozenset[str]] = {}
    named: dict[str, set[str]] = defaultdict(set)
    cast: list[Person] = []
    for where, row in _rows(folder / "character_info.csv", ("Main Name", "Aliases")):
        main = row["Main Name"]
        aliases[main] = _names(row["Aliases"], where) | {main}
        if main.lower() not in _NO_CHARACTER:
            cast.append(_character(main, aliases[main], row.get("Gender", "")))
        for name in aliases[main]:
            named[name.lower()].add(main)
    attributions = []
    for where, row in _rows(folder / "quotation_info.csv", ("quoteByteSpans", "speaker", "quoteType")):
        content = _spans(row["quoteByteSpans"], len(text), where)
        speaker = _main_name(row["speaker"].strip(), aliases, named)
        told = _names(row.get("addressees") or "[]", where)
        addressees = frozenset(filter(None, (_main_name(name, aliases, named) for name in told)))
        attributions.append(GoldAttribution(content, speaker=speaker, kind=row["quoteType"], addressees=addressees))
    return GoldDocument(folder.name, text, tuple(attributions), aliases, tuple(cast))


def _character(main: str, names: Collection[str], gender: str) -> Person:
    """Return a character as users would give it; the narrator is known by the role."""
    tells = any(name.lower() in _NARRATOR for name in names)
    others = tuple(sorted(name for name in names if name != main and name.lower() not in _NARRATOR))
    roles = ("narrator",) if tells else ()
    return Person(name=main, aliases=others, gender=_GENDERS.get(gender, "unknown"), roles=roles)


def _main_name(name: str, aliases: Mapping[str, frozenset[str]], named: Mapping[str, set[str]]) -> str | None:
    if name.lower() in _NO_CHARACTER:
        return None
    if name in aliases:
        return name
    candidates = named.get(name.lower(), set())
    return next(iter(candidates)) if len(candidates) == 1 else None


def _excerpt(name: str, path: Path) -> GoldDocument:
    text = _read(path)
    spans, labels = _spans_and_labels(path.with_suffix(".ann"), text)
    speakers = dict(labels)
    found = tuple(GoldAttribution((span,), speaker=speakers.get(key)) for key, span in spans.items())
    return GoldDocument(name, text, found)


def _spans_and_labels(annotations: Path, text: str) -> tuple[dict[str, Offsets], list[tuple[str, str]]]:
    """Return LitBank's spans by their keys, and the labels of keys: of quotations their speakers, of mentions whom."""
    tokens = _lines_of_tokens(text)
    spans: dict[str, Offsets] = {}
    labels: list[tuple[str, str]] = []
    for number, line in enumerate(_read(annotations).split("\n"), 1):
        try:
            match line.split("\t"):
                case ["QUOTE" | "MENTION", key, line1, token1, line2, token2, *_]:
                    spans[key] = tokens[int(line1)][int(token1)][0], tokens[int(line2)][int(token2)][1]
                case ["ATTRIB" | "COREF", key, label, *_]:
                    labels.append((key, label))
        except (ValueError, IndexError):
            raise InputError(
                f"{annotations}:{number}: no such token: {line[:60]!r}; check that .txt and .ann belong together"
            ) from None
    return spans, labels


def _lines_of_tokens(text: str) -> list[list[Offsets]]:
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    return [_tokens(line, start) for line, start in zip(lines, starts, strict=False)]


def _tokens(line: str, start: int) -> list[Offsets]:
    spans = []
    for word in line.split(" "):
        spans.append((start, start + len(word)))
        start += len(word) + 1
    return spans


def _rows(path: Path, columns: Collection[str]) -> list[tuple[str, dict[str, str]]]:
    """Return the rows of a table, each with the place it stands at."""
    table = csv.DictReader(StringIO(_read(path)), restval="")
    try:
        rows = [(f"{path}:{table.line_num}", row) for row in table]
    except csv.Error as error:
        raise InputError(f"{path}: not a table: {error}; restore the file") from None
    if missing := set(columns) - set(table.fieldnames or ()):
        raise InputError(f"{path}: no column {', '.join(sorted(missing))}; restore the file")
    return rows


def _names(cell: str, where: str) -> frozenset[str]:
    """Read a set of names, as Python writes it."""
    names = _literal(cell, where)
    if not isinstance(names, set | list | tuple) or not all(isinstance(name, str) for name in names):
        raise InputError(f"{where}: not a set of names: {cell[:60]!r}; restore the file")
    return frozenset(name.strip() for name in names if name.strip())


def _spans(cell: str, length: int, where: str) -> Spans:
    """Read a list of [start, end], as Python writes it."""
    spans = []
    pairs = _literal(cell, where)
    for pair in pairs if isinstance(pairs, list) else [None]:
        match pair:
            case [int(start), int(end)] if 0 <= start < end <= length:
                spans.append((start, end))
            case _:
                raise InputError(
                    f"{where}: not a list of spans within the text of {length} characters: {cell[:60]!r}; "
                    "check that text and table belong together"
                )
    return tuple(spans)


def _literal(cell: str, where: str) -> object:
    try:
        return ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        raise InputError(f"{where}: cannot be read: {cell[:60]!r}; restore the file") from None


def _files(folder: Path, pattern: str, mend: str) -> list[Path]:
    files = sorted(folder.glob(pattern)) if folder.is_dir() else []
    if not files:
        raise InputError(f"{folder}: no {pattern} here; {mend}")
    return files


def _read(path: Path) -> str:
    with reading(path):
        return path.read_bytes().decode("utf-8")  # line ends as they are: offsets count them


def _chosen(name: str, only: Collection[str]) -> bool:
    return not only or name in only


def _checked(documents: list[GoldDocument], only: Collection[str], folder: Path) -> list[GoldDocument]:
    found = only_named(documents, only, folder)
    if not found:
        raise InputError(f"{folder}: nothing is annotated here; restore the corpus")
    return found
