"""Which of OpenBLAS's kernels numpy multiplies with here: the bits of a product are known for those that were tried."""

from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_info

TRIED = frozenset({"Haswell", "Zen", "Sandybridge", "Prescott"})
_ = np.eye(2) @ np.eye(2)  # so that numpy's library is there to be asked
KERNELS = {library["architecture"] for library in threadpool_info() if library["internal_api"] == "openblas"}
ARE_TRIED = bool(KERNELS) and KERNELS <= TRIED
where_tried = pytest.mark.skipif(
    not ARE_TRIED, reason=f"bits of products were not tried with {KERNELS or 'this library'}"
)
