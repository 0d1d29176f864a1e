"""Named features of many candidates at once: templates over columns of strings.

The feature that a template makes of a row is ``family=value,value``, a value from each of its columns. Models are
learned and explained by these names and score by the hashes of their values, a whole document's candidates in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, repeat
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Codes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Templates = Mapping[str, Sequence[str]]  # family -> names of columns; only the last value may hold a comma
MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio (Fibonacci hashing); odd, so that multiplying loses nothing
_SPARE = 16  # places in a table for each key, so that few keys collide; set by hand
_MIN_NUMBER, _MAX_NUMBER = -9, 99  # of a column of numbers; those of all features lie between
NO_NUMBER = _MIN_NUMBER - 1
_MOST = 20_000  # sums of one group of features that are remembered: some 5 MB; set by hand


def integers(values: Sequence[int]) -> Ints:
    """Make an array of whole numbers."""
    return np.fromiter(values, np.int64, len(values))


class Strings:
    """Strings with their hashes, which stand for them within one process."""

    __slots__ = ("codes", "strings")

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = strings
        self.codes = np.fromiter([*map(hash, strings), _ABSENT], np.int64, len(strings) + 1).view(np.uint64)


_ABSENT = hash("no string that any column holds")
_NUMBERS = Strings([str(number) for number in range(_MIN_NUMBER, _MAX_NUMBER + 1)])
_FLAGS = Strings(("False", "True"))


class Column(NamedTuple):
    """A value for each row: the place of a string, or -1 where a row has none and so no feature either."""

    strings: Strings
    at: Ints


Columns = Mapping[str, Column]
Group = Callable[..., Iterable[str]]  # features by what they are made of
Part = tuple[Group, tuple[Hashable, ...]]  # of a row's features: a group, and what its own are made of
Values = Mapping[str, Floats]  # of features or families, a value for each row
NO_VALUES: Values = MappingProxyType({})


def column(strings: Sequence[str]) -> Column:
    """Make a column of these strings."""
    return Column(Strings(strings), np.arange(len(strings)))


def optional(strings: Sequence[str]) -> Column:
    """Make a column of these strings, the empty ones standing for none."""
    return Column(Strings(strings), np.array([i if string else -1 for i, string in enumerate(strings)], np.int64))


def numbers(values: Ints) -> Column:
    """Make a column of whole numbers from -9 to 99; `NO_NUMBER` stands for none."""
    return Column(_NUMBERS, values - _MIN_NUMBER)


def rounded(values: Floats) -> Column:
    """Make a column of numbers, rounded to whole ones."""
    return numbers(np.rint(values).astype(np.int64))


def flags(values: ArrayLike) -> Column:
    """Make a column of truth values."""
    return Column(_FLAGS, np.asarray(values, dtype=np.int64))


def names(templates: Templates, columns: Columns) -> list[list[str]]:
    """Return the features of each row by name."""
    width = max((len(each.at) for each in columns.values()), default=0)
    rows: list[list[str]] = [[] for _ in range(width)]
    for family, parts in templates.items():
        places = zip(*(columns[part].at.tolist() for part in parts), strict=True)
        strings = [columns[part].strings.strings for part in parts]
        for row, at in zip(rows, places, strict=True):
            if min(at) >= 0:
                row.append(f"{family}={','.join([values[i] for values, i in zip(strings, at, strict=True)])}")
    return rows


def valued_names(
    templates: Templates, columns: Columns, times: Values = NO_VALUES, values: Values = NO_VALUES
) -> list[dict[str, float]]:
    """Return the features of each row by name with their values, as `Model.scores` has them, and further `values`."""
    found = [dict.fromkeys(row, 1.0) for row in names(templates, columns)]
    for i, row in enumerate(found):
        row.update({name: float(times[family][i]) for name in row if (family := name.partition("=")[0]) in times})
        row.update({name: float(own[i]) for name, own in values.items()})
    return found


def features_of(parts: Iterable[Part]) -> list[str]:
    """Return the features given by groups, by name."""
    return [feature for group, values in parts for feature in group(*values)]


class Model(dict[str, float]):
    """Weights by feature; an unknown feature weighs nothing."""

    def __init__(self, weights: Mapping[str, float] | Iterable[tuple[str, float]] = ()) -> None:
        super().__init__(weights)
        self._tables: dict[int, tuple[Templates, _Table]] = {}
        self._sums: dict[Group, Callable[..., float]] = {}

    def __reduce__(self) -> tuple[type[Model], tuple[dict[str, float]]]:
        """Leave out the tables, whose hashes hold in one process alone, and what is remembered."""
        return Model, (dict(self),)

    def scores(self, templates: Templates, columns: Iterable[Columns], times: Sequence[Values] = ()) -> list[Floats]:
        """Return for each row of several documents the sum of the weights of its features.

        Those of some families are multiplied by each document's `times`. All are looked up together: numpy's cost is by
        the call. One more row stands behind them, for numpy adds the weights of a row that is alone in another order.
        """
        table = self._table(templates)
        codes = [_codes([own[part] for part in table.parts]) for own in columns]
        ends = [*accumulate((own.shape[1] for own in codes), initial=0)]
        codes.append(np.zeros((len(table.parts), 1), np.uint64))
        weights = table.weights_of(table.keys_of(np.concatenate(codes, axis=1)))
        for family in times[0] if times else ():
            weights[[*templates].index(family), :-1] *= np.concatenate([own[family] for own in times])
        total: Floats = weights.sum(axis=0)
        return [total[a:b] for a, b in pairwise(ends)]

    def _table(self, templates: Templates) -> _Table:
        known = self._tables.get(id(templates))
        if known is None:
            known = self._tables[id(templates)] = templates, _Table(self, templates)
        return known[1]

    def score(self, parts: Iterable[Part]) -> float:
        """Return the sum of the weights of features given by groups, each group's sum remembered by its values.

        No group may make a feature of another.
        """
        sums = self._sums
        return sum([(sums.get(group) or self._sum_of(group))(*values) for group, values in parts])

    def _sum_of(self, group: Group) -> Callable[..., float]:
        self._sums[group] = lru_cache(_MOST)(lambda *values: self._sum(group(*values)))
        return self._sums[group]

    def _sum(self, features: Iterable[str]) -> float:
        return sum(map(self.get, dict.fromkeys(features), repeat(0.0)))

    def valued(self, values: Values) -> Floats:
        """Return for each row the sum of the values of features times their weights."""
        return sum([self.get(name, 0.0) * own for name, own in values.items()], start=np.zeros(()))


def _codes(columns: Sequence[Column]) -> Codes:
    """Return the hashes of the columns' values, a row for each column."""
    codes = np.empty((len(columns), len(columns[0].at)), np.uint64)
    for row, each in zip(codes, columns, strict=True):
        each.strings.codes.take(each.at, out=row, mode="wrap")  # -1 is the last; else numpy would copy to check first
    return codes


def _families(families: Iterable[str]) -> Codes:
    return np.array([hash(family) & 0xFFFF_FFFF_FFFF_FFFF for family in families], np.uint64)[:, None]


def _mixed(key: Codes, codes: Codes) -> Codes:
    return (codes ^ key) * MIX


class _Table:
    """Weights by key: the keys in order, and by their first bits where to begin looking.

    `parts` are the columns needed. The first values of all families are mixed into their keys at once, then the
    second values of those that have any, and so on: `turns` are each time these families and the values' columns.
    """

    def __init__(self, model: Mapping[str, float], templates: Templates) -> None:
        self.parts = list(dict.fromkeys(part for parts in templates.values() for part in parts))
        self._families = _families(templates)
        values = [[self.parts.index(part) for part in parts] for parts in templates.values()]
        turns = range(max(map(len, values)))
        self._turns = [np.array([(f, at[turn]) for f, at in enumerate(values) if turn < len(at)]).T for turn in turns]
        known: dict[str, list[tuple[list[str], float]]] = {family: [] for family in templates}
        for name, weight in model.items():
            family, _, value = name.partition("=")
            parts = value.split(",", len(templates.get(family, ())) - 1)
            if family in known and len(parts) == len(templates[family]):
                known[family].append((parts, weight))
        keys, found = [np.zeros(0, np.uint64)], [np.zeros(0)]
        for family, rows in known.items():
            if rows:
                key = _families([family])[0]
                for strings in zip(*(parts for parts, _ in rows), strict=True):
                    key = _mixed(key, Strings(strings).codes[:-1])
                keys.append(key)
                found.append(np.array([weight for _, weight in rows]))
        key, weights = np.concatenate(keys), np.concatenate(found)
        order = np.argsort(key)
        bits = (_SPARE * len(key) + 1).bit_length()
        self._shift = np.uint64(64 - bits)
        begins = np.searchsorted(key[order] >> self._shift, np.arange((1 << bits) + 1, dtype=np.uint64))
        self._begins = begins.astype(np.int32)
        self._most = int(np.diff(begins).max(initial=1))
        self._key = np.concatenate([key[order], np.zeros(self._most, np.uint64)])
        self._weight = np.concatenate([weights[order], np.zeros(self._most)])

    def keys_of(self, codes: Codes) -> Codes:
        """Return the keys of all features, a row for each family, from the codes of the columns' values."""
        (_, first), *others = self._turns
        keys = _mixed(self._families, codes[first])
        for families, columns in others:
            keys[families] = _mixed(keys[families], codes[columns])
        return keys

    def weights_of(self, keys: Codes) -> Floats:
        place = self._begins[keys >> self._shift]  # older numpy takes no unsigned places by take()
        for _ in range(self._most - 1):
            place += self._key.take(place) < keys
        found: Floats = self._weight.take(place) * (self._key.take(place) == keys)
        return found
