"""Documents with nearly the same words, as outlets print what an agency wires: by MinHash, linear in all words.

Broder (1997): the share of hash functions whose least value over two sets of shingles is the same estimates how much
the sets have in common (their Jaccard index). Signatures are cut into bands; only documents with a band in common are
compared (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, 3.4).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np
import regex
from numpy.typing import NDArray

from quoteattr.loglinear.features import MIX

Signature = NDArray[np.uint64]
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_SHINGLE = 4  # words; fewer are in common by chance, more are broken by each edit
_HASHES, _ROWS = (
    128,
    4,
)  # 32 bands of 4: of two with half in common, 87 % meet; with three quarters, all but 1 in 10,000
MIN_SHARED = 0.5  # Jaccard index of copies; a wire story that was cut by a third has it still
_CHUNK = 4096  # shingles hashed at a time: bounds the memory of a long text
_MIXED = np.arange(1, 2 * _HASHES + 1, dtype=np.uint64) * MIX
_MIXED = (_MIXED ^ (_MIXED >> np.uint64(32))) * MIX
_FACTORS, _TERMS = (_MIXED ^ (_MIXED >> np.uint64(29)) | np.uint64(1)).reshape(2, _HASHES)  # odd: nothing is lost
_STEP = np.uint64(1_000_003)  # a prime: words in another order are another shingle


def signature(text: str) -> Signature | None:
    """Return what stands for a text's words; None for one of fewer words than a shingle has."""
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())]
    if len(words) < _SHINGLE:
        return None
    codes = np.array(words, np.uint64)
    shingles = codes[: len(codes) - _SHINGLE + 1].copy()
    for k in range(1, _SHINGLE):
        shingles = shingles * _STEP + codes[k : len(codes) - _SHINGLE + 1 + k]
    shingles ^= shingles >> np.uint64(31)  # the high bits, which the products below leave, hold all of a shingle
    least = np.full(_HASHES, np.iinfo(np.uint64).max, np.uint64)
    for first in range(0, len(shingles), _CHUNK):
        hashed = shingles[first : first + _CHUNK, None] * _FACTORS + _TERMS
        least = np.minimum(least, (hashed ^ (hashed >> np.uint64(29))).min(axis=0))
    return least


def find_copies(signatures: Iterable[Signature | None]) -> list[int | None]:
    """Return for each document the number of the first one that it is a copy of; None for the first and for others.

    Example:
        >>> texts = ["The port shuts in May, the minister said.", "The port shuts in May, the minister said (AP)."]
        >>> find_copies(map(signature, texts))
        [None, 0]
    """
    copies: list[int | None] = []
    firsts: list[Signature] = []  # of documents that are no copies
    numbers: list[int] = []
    bands: dict[tuple[int, bytes], int] = {}  # the first document that has a band
    for number, each in enumerate(signatures):
        original = None
        if each is not None:
            keys = [(at, each[at : at + _ROWS].tobytes()) for at in range(0, _HASHES, _ROWS)]
            near = sorted({bands[key] for key in keys if key in bands})
            original = next((k for k in near if np.mean(firsts[k] == each) >= MIN_SHARED), None)
            if original is None:
                for key in keys:
                    bands.setdefault(key, len(firsts))
                firsts.append(each)
                numbers.append(number)
        copies.append(None if original is None else numbers[original])
    return copies
