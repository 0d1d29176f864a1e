"""Make a spaCy pipeline's own models fast, without a change of what they predict.

The vectors of words depend in half on a word's own form alone, and forms recur; the rest are matrix products, which the
OpenBLAS that comes with numpy does two to four times as fast as the BLIS of thinc. spaCy's parser lets go of the
interpreter's lock and takes it back some twenty times a word, which costs twice what its steps do; it need not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import regex
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import DependencyParser, Lemmatizer
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, Ragged

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_MODELS = ("tok2vec", "tagger", "parser")
_EMBEDDING = regex.compile(  # spacy.MultiHashEmbed without vectors, as thinc names it
    r"extract_features>>list2ragged>>with_array\((?:ints-getitem>>hashembed\|?)+\)>>"
    r"with_array\(maxout>>layernorm>>dropout\)>>ragged2list"
)
_LEMMAS = "lemma_index"  # the table of spaCy's rule lemmatizer: part of speech -> lemmas
_STEPS = 5  # of such a layer
_MOST = 50_000  # forms remembered: some 30 MB; and pieces of text that the tokenizer has parted
Embedding = Model[Sequence[Doc], Sequence[NDArray[np.float32]]]
Forward = Callable[[Embedding, Sequence[Doc], bool], tuple[Any, Callable[[Any], Any]]]  # as thinc has it


def make_fast(nlp: Language) -> Language:
    """Make the models of a pipeline fast, as far as they are those of spaCy's small ones; return the pipeline.

    It tags and parses as before. Models with other layers, on other devices or by other libraries are left alone.
    """
    models = [getattr(pipe, "model", None) for name, pipe in nlp.pipeline if name in _MODELS]
    for model in models:
        for layer in model.walk() if isinstance(model, Model) else ():
            if _is_embedding(layer) and not isinstance(layer._func, Remembering):
                layer._func = Remembering(layer._func)
            if type(layer.ops) is NumpyOps and _has_numpy_blas():
                layer.ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.components:
        _index_lemmas(pipe)
    if hasattr(nlp.tokenizer, "max_cache_size"):
        nlp.tokenizer.max_cache_size = _MOST
    return nlp


def may_step(parser: Any) -> bool:
    """Whether a component is a parser whose work `parse_by_steps` does: spaCy's greedy one, on the processor."""
    return type(parser) is DependencyParser and parser.cfg["beam_width"] == 1 and type(parser.model.ops) is NumpyOps


def parse_by_steps(parser: Any, docs: Sequence[Doc]) -> None:
    """Parse texts that have been tagged, all of them step by step together, as the parser itself would."""
    states = parser.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    if unfinished:
        model = parser.model.predict(docs)
        while unfinished:
            unfinished = parser.transition_states(unfinished, model.predict(unfinished))
        model.clear_memory()  # 4 KB a word, which a cycle of references keeps until the collector comes
    parser.set_annotations(docs, states)


def _index_lemmas(pipe: object) -> None:
    """Let a lemmatizer look its lemmas up: in the lists that spaCy keeps, of 58,000 nouns, a word takes 0.1 ms."""
    if isinstance(pipe, Lemmatizer) and pipe.lookups.has_table(_LEMMAS):
        table = pipe.lookups.get_table(_LEMMAS)
        for pos, lemmas in table.items():
            table[pos] = dict.fromkeys(lemmas)


def _is_embedding(layer: Model[Any, Any]) -> bool:
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


@cache
def _threads() -> ThreadpoolController | None:
    """Return what holds numpy's threads at one, if it is installed."""
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Hold the matrix products of this process at one thread meanwhile: they are too small for two to pay."""
    controller = _threads()
    return controller.limit(limits=1, user_api="blas") if controller else nullcontext()


@cache
def _has_numpy_blas() -> bool:
    """Whether numpy has a BLAS of its own, as all its wheels have, whose threads can be held at one.

    It is not measured whether it is the faster one: that is a race which processes might decide differently, and the
    last digits of their scores with it.
    """
    controller = _threads()
    return controller is not None and any(library["user_api"] == "blas" for library in controller.info())
