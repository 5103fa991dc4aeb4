"""Measures how fast the package is, how much memory it takes, and how both grow: `python -m bench`.

One module a measurement, one line in `MEASUREMENTS`.  A measurement runs in a process of its own, on one processor,
and gives figures for a corpus of a given size; CPU seconds are counted, so that other work on the machine disturbs
little.  What is compared with something else is run beside it, by turns, in the same process.
"""

from __future__ import annotations

from typing import Final

MEASUREMENTS: Final[dict[str, str]] = {
    "speed": "bench.speed:measure",
    "extraction": "bench.extraction:measure",
    "storing": "bench.storing:measure",
    "linking": "bench.linking:measure",
    "exporting": "bench.exporting:measure",
    "asking": "bench.asking:measure",
}
"""Name → `module:function`; the function takes a `Corpus` and returns a list of `Figure`."""
