"""Builds that do only what has changed, and that nothing can leave half done.

`working` gives the output folder to one build alone, `Known` what earlier ones found and `Remembered` what they asked
the sentence encoder, `Inputs` what there is to read of that which was named, `collect` writes the statements file, and
`Place.commit` puts everything in its place at once.
"""

from kg.builds.collecting import Collected, Search, collect, searched
from kg.builds.inputs import Input, Inputs, given
from kg.builds.known import Known
from kg.builds.manifest import Plan
from kg.builds.place import VECTORS, Place, working
from kg.builds.program import program
from kg.builds.vectors import Remembered

__all__ = [
    "VECTORS",
    "Collected",
    "Input",
    "Inputs",
    "Known",
    "Place",
    "Plan",
    "Remembered",
    "Search",
    "collect",
    "given",
    "program",
    "searched",
    "working",
]
