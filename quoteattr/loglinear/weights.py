"""Log-linear scoring on named features, and the weights file: plain text, one weight a line.

Each line holds model, feature and weight, parted by tabs; lines that begin with "#" give the provenance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.resources.abc import Traversable
from itertools import groupby, repeat
from math import exp, isfinite
from pathlib import Path

from quoteattr.errors import DataError
from quoteattr.language.data_files import read_rows
from quoteattr.loglinear.features import Model

_UNDERFLOW = -500.0  # log-odds: well above those whose `exp` overflows
_DIGEST = 12  # hexadecimal digits of a file's hash that tell it from others


class Weights:
    """The weights of several models by name; `digest` tells the file they were read from, `title` is its first line."""

    def __init__(self, models: Mapping[str, Mapping[str, float]], digest: str = "", title: str = "") -> None:
        self.models = {name: Model(weights) for name, weights in models.items()}
        self.digest, self.title = digest, title

    def __getitem__(self, name: str) -> Model:
        return self.models[name]


def score(model: Mapping[str, float], features: Iterable[str]) -> float:
    """Return the sum of the weights of the distinct features."""
    return sum(map(model.get, dict.fromkeys(features), repeat(0.0)))  # a set would add in random order


def logistic(z: float) -> float:
    """Return the probability at log-odds `z`."""
    return 1.0 / (1.0 + exp(-z)) if z > _UNDERFLOW else 0.0


def softmax(scores: Sequence[float]) -> list[float]:
    """Return probabilities in the ratio of the exponentials of the scores."""
    if not scores:
        return []
    top = max(scores)
    powers = [exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def _is_weight(row: Sequence[str]) -> bool:
    try:
        return isfinite(float(row[2]))
    except ValueError:
        return False


def load_weights(path: Path | Traversable, models: Sequence[str]) -> Weights:
    """Read a weights file.

    Raises:
        DataError: if the file is missing, damaged, or lacks one of the models.
    """
    read: dict[str, dict[str, float]] = {}
    names, features, weights = _columns(path)
    begin = 0
    for name, same in groupby(names):
        end = begin + len([*same])
        read.setdefault(name, {}).update(zip(features[begin:end], weights[begin:end], strict=True))
        begin = end
    missing = [name for name in models if name not in read]
    if missing:
        raise DataError(f"weights file {path} has no model {', '.join(missing)}; reinstall quoteattr or train it anew")
    data = path.read_bytes()
    first = data.partition(b"\n")[0].decode("utf-8")
    title = first.lstrip("# ").strip() if first.startswith("#") else ""
    return Weights(read, sha256(data).hexdigest()[:_DIGEST], title)


def _columns(path: Path | Traversable) -> tuple[list[str], list[str], list[float]]:
    """Return the models, features and weights of all lines.

    All fields are parted and turned into numbers at once, which takes a third of the time of line by line. Where one is
    missing or too many, features stand in the place of weights; then the lines are read one by one, to say which it is.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        fields = "\t".join(lines).split("\t")
        weights = list(map(float, fields[2::3]))
        if len(fields) == 3 * len(lines) and all(map(isfinite, weights)):
            return fields[::3], fields[1::3], weights
    except (OSError, ValueError):
        pass
    found = read_rows(path, 3, check=_is_weight, form="'model<TAB>feature<TAB>number'")
    return [row[0] for row in found], [row[1] for row in found], [float(row[2]) for row in found]


def weights_text(models: Mapping[str, Mapping[str, float]], provenance: str) -> str:
    """Write the weights as `load_weights` reads them, models and features in order of their names."""
    lines = [f"# {provenance}"]
    for name in sorted(models):
        lines += [f"{name}\t{feature}\t{weight:.3g}" for feature, weight in sorted(models[name].items())]
    return "\n".join(lines) + "\n"
