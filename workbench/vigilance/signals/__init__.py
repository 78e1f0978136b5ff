"""Signal statistics: report sets against each other, one hospital with its true denominators, what comes in over time.

Nothing here opens the register or knows a screen. The libraries of arrays are loaded with these modules: import them where they are asked for.
"""
from __future__ import annotations

import os

# Every matrix here is small. Threads for them only wait for each other, on a busy machine for many times as long as the sums take.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
