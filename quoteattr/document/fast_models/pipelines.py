"""A spaCy pipeline -> the same, its models and lookups made fast."""

from __future__ import annotations

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from thinc.api import Model, NumpyOps

from quoteattr.document.fast_models.remembering import Remembering, is_embedding
from quoteattr.document.fast_models.row_products import multiply_by_rows
from quoteattr.document.fast_models.threads import has_numpy_blas

_MODELS = ("tok2vec", "tagger", "parser")
_LEMMAS = "lemma_index"  # the table of spaCy's rule lemmatizer: part of speech -> lemmas
_MOST = 50_000  # pieces of text that the tokenizer has parted, remembered


def make_fast(nlp: Language) -> Language:
    """Make the models of a pipeline fast, as far as they are those of spaCy's small ones; return the pipeline.

    It tags and parses as before. Models with other layers, on other devices or by other libraries are left alone.
    """
    models = [getattr(pipe, "model", None) for name, pipe in nlp.pipeline if name in _MODELS]
    for model in models:
        for layer in model.walk() if isinstance(model, Model) else ():
            if is_embedding(layer) and not isinstance(layer._func, Remembering):
                layer._func = Remembering(layer._func)
            if type(layer.ops) is NumpyOps and has_numpy_blas():
                multiply_by_rows(layer)
    for _, pipe in nlp.components:
        _index_lemmas(pipe)
    if hasattr(nlp.tokenizer, "max_cache_size"):
        nlp.tokenizer.max_cache_size = _MOST
    return nlp


def _index_lemmas(pipe: object) -> None:
    """Let a lemmatizer look its lemmas up: in the lists that spaCy keeps, of 58,000 nouns, a word takes 0.1 ms."""
    if isinstance(pipe, Lemmatizer) and pipe.lookups.has_table(_LEMMAS):
        table = pipe.lookups.get_table(_LEMMAS)
        for pos, lemmas in table.items():
            table[pos] = dict.fromkeys(lemmas)
