"""All benchmarks, each printing ratios measured in one run: python tests/benchmarks [DIR].

The texts are those of the directory, or else the sample article. The tests do not run this.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cost
import extremes
import growth
import memory
import processes
import startup
from measure import texts

some = texts(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
startup.main()
cost.main(some)
processes.main(some)
growth.main()
extremes.main()
memory.main()
