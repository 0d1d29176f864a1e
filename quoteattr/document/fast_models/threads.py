"""How many threads numpy multiplies matrices with."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


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
def has_numpy_blas() -> bool:
    """Whether numpy has a BLAS of its own, as all its wheels have, whose threads can be held at one.

    It is not measured whether it is the faster one: that is a race which processes might decide differently, and the
    last digits of their scores with it.
    """
    controller = _threads()
    return controller is not None and any(library["user_api"] == "blas" for library in controller.info())
