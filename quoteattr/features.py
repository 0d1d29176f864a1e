"""Named features of many candidates at once: templates over columns of strings.

The feature that a template makes of a row is ``family=value,value``, a value from each of its columns. Models are
learned and explained by these names and score by the hashes of their values, a whole document's candidates in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Codes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Templates = Mapping[str, Sequence[str]]  # family -> names of columns; only the last value may hold a comma

_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying by it loses nothing
_SPARE = 16  # places in a table for each key, so that few keys meet
_LEAST_NUMBER = -8


def integers(values: Sequence[int]) -> Ints:
    """Whole numbers as an array."""
    return np.fromiter(values, np.int64, len(values))


class Strings:
    """Strings with their hashes, which stand for them within one process."""

    __slots__ = ("codes", "strings")

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = strings
        self.codes = np.fromiter(chain(map(hash, strings), (_ABSENT,)), np.int64, len(strings) + 1).view(np.uint64)


_ABSENT = hash("no string that any column holds")
_NUMBERS = Strings([str(number) for number in range(_LEAST_NUMBER, 100)])
_FLAGS = Strings(("False", "True"))


class Column(NamedTuple):
    """A value for each row: the place of a string, or -1 where a row has none and so no feature either."""

    strings: Strings
    at: Ints


Columns = Mapping[str, Column]


def column(strings: Sequence[str]) -> Column:
    """A column of these strings."""
    return Column(Strings(strings), np.arange(len(strings)))


def optional(strings: Sequence[str]) -> Column:
    """A column of these strings, of which the empty ones stand for none."""
    return Column(Strings(strings), np.array([i if string else -1 for i, string in enumerate(strings)], np.int64))


def numbers(values: Ints) -> Column:
    """A column of small whole numbers; one below the least there is, -8, stands for none."""
    return Column(_NUMBERS, values - _LEAST_NUMBER)


def flags(values: ArrayLike) -> Column:
    """A column of truth values."""
    return Column(_FLAGS, np.asarray(values, dtype=np.int64))


def names(templates: Templates, columns: Columns) -> list[list[str]]:
    """The features of each row by name."""
    width = max((len(each.at) for each in columns.values()), default=0)
    rows: list[list[str]] = [[] for _ in range(width)]
    for family, parts in templates.items():
        places = zip(*(columns[part].at.tolist() for part in parts), strict=True)
        strings = [columns[part].strings.strings for part in parts]
        for row, at in zip(rows, places, strict=True):
            if min(at) >= 0:
                row.append(f"{family}={','.join([values[i] for values, i in zip(strings, at, strict=True)])}")
    return rows


class Model(dict[str, float]):
    """Weights by feature; an unknown feature weighs nothing."""

    def __init__(self, weights: Mapping[str, float] | Iterable[tuple[str, float]] = ()) -> None:
        super().__init__(weights)
        self._tables: dict[int, tuple[Templates, _Table]] = {}

    def __reduce__(self) -> tuple[type[Model], tuple[dict[str, float]]]:
        """Without the tables: their hashes hold in one process alone."""
        return Model, (dict(self),)

    def scores(self, templates: Templates, columns: Columns) -> Floats:
        """For each row the sum of the weights of its features."""
        known = self._tables.get(id(templates))
        if known is None:
            known = self._tables[id(templates)] = templates, _Table(self, templates)
        codes = {part: columns[part].strings.codes[columns[part].at] for parts in templates.values() for part in parts}
        keys = np.stack([_keys(family, [codes[part] for part in parts]) for family, parts in templates.items()])
        total: Floats = known[1].weights_of(keys).sum(axis=0)
        return total


def _keys(family: str, values: Iterable[Codes]) -> Codes:
    key: Codes | np.uint64 = np.uint64(hash(family) & 0xFFFF_FFFF_FFFF_FFFF)
    for codes in values:
        key = (codes ^ key) * _MIX
    return np.asarray(key)


class _Table:
    """Weights by key: the keys in order, and by their first bits where to begin looking."""

    def __init__(self, model: Mapping[str, float], templates: Templates) -> None:
        known: dict[str, list[tuple[list[str], float]]] = {family: [] for family in templates}
        for name, weight in model.items():
            family, _, value = name.partition("=")
            values = value.split(",", len(templates.get(family, ())) - 1)
            if family in known and len(values) == len(templates[family]):
                known[family].append((values, weight))
        keys, found = [np.zeros(0, np.uint64)], [np.zeros(0)]
        for family, rows in known.items():
            if rows:
                columns = zip(*(values for values, _ in rows), strict=True)
                keys.append(_keys(family, [Strings(strings).codes[:-1] for strings in columns]))
                found.append(np.array([weight for _, weight in rows]))
        key, weights = np.concatenate(keys), np.concatenate(found)
        order = np.argsort(key)
        bits = (_SPARE * len(key) + 1).bit_length()
        self._shift = np.uint64(64 - bits)
        begins = np.searchsorted(key[order] >> self._shift, np.arange((1 << bits) + 1, dtype=np.uint64))
        self._begins = begins.astype(np.int32)
        self._steps = int(np.diff(begins).max(initial=0))
        self._key = np.concatenate([key[order], np.zeros(self._steps, np.uint64)])
        self._weight = np.concatenate([weights[order], np.zeros(self._steps)])

    def weights_of(self, keys: Codes) -> Floats:
        place = self._begins[keys >> self._shift]
        found = np.zeros(keys.shape)
        for step in range(self._steps):
            at = place + step
            found += self._weight[at] * (self._key[at] == keys)
        return found
