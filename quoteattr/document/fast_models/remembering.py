"""The layer that embeds words by their own forms, remembering the vectors of those it has met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, Ragged

_EMBEDDING = regex.compile(  # spacy.MultiHashEmbed without vectors, as thinc names it
    r"extract_features>>list2ragged>>with_array\((?:ints-getitem>>hashembed\|?)+\)>>"
    r"with_array\(maxout>>layernorm>>dropout\)>>ragged2list"
)
_STEPS = 5  # of such a layer
_MOST = 50_000  # forms remembered: some 30 MB
Embedding = Model[Sequence[Doc], Sequence[NDArray[np.float32]]]
Forward = Callable[[Embedding, Sequence[Doc], bool], tuple[Any, Callable[[Any], Any]]]  # as thinc has it


def is_embedding(layer: Model[Any, Any]) -> bool:
    """Whether a layer embeds each token by its own attributes, and by nothing else."""
    return len(layer.layers) == _STEPS and _EMBEDDING.fullmatch(layer.name) is not None


class Remembering:
    """The forward pass of an embedding layer that remembers the vectors of the forms it has met.

    Threads may share it: what is known of a form never changes, and nothing known is taken away from who reads it.
    """

    def __init__(self, forward: Forward) -> None:
        self._forward = forward
        self._known: dict[bytes, bytes] = {}

    def __reduce__(self) -> tuple[type[Remembering], tuple[Forward]]:
        """Leave out what is remembered: another process meets other forms."""
        return Remembering, (self._forward,)

    def __call__(
        self, model: Embedding, docs: Sequence[Doc], is_train: bool
    ) -> tuple[Sequence[NDArray[np.float32]], Callable[[Any], Any]]:
        """Return the vectors of each text's tokens, and the gradients' way back, which only training asks for."""
        if is_train:
            return self._forward(model, docs, is_train)
        extract, _, look_up, mix, _ = model.layers
        rows = extract.predict(docs)
        table: Any = np.concatenate(rows)  # thinc's types are narrower than what it takes
        forms = table.view(f"V{table.itemsize * table.shape[1]}").ravel().tolist()
        if len(self._known) >= _MOST:  # bounds memory in endless streams
            self._known = {}
        known = self._known
        new = {form: i for i, form in enumerate(forms) if form not in known}
        if new:
            length: Any = np.array([len(new)], np.int32)
            mixed = mix.predict(look_up.predict(Ragged(table[[*new.values()]], length)))
            known.update(zip(new, map(bytes, mixed.dataXd), strict=True))
        vectors = np.frombuffer(bytearray().join(map(known.__getitem__, forms)), dtype=np.float32)
        ends = np.cumsum([len(each) for each in rows])
        return np.split(vectors.reshape(len(forms), -1), ends[:-1]), list
