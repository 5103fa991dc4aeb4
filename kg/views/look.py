"""How each class of the ontology is drawn: its shape here, its colours under the same key in `assets/graph.css`.

A class differs from its neighbours by shape or outline as well as by colour, so that nobody needs to tell hues apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from kg.terms import KG, labels


@dataclass(frozen=True, slots=True)
class NodeClass:
    """A kind of node: the ontology class it stands for, its vis-network shape, and its outline."""

    term: str
    shape: str
    rounded: int = 0
    dashed: bool = False
    border: float = 1.0

    def style(self) -> dict[str, Any]:
        """Return the vis-network group options, without colours."""
        outline: dict[str, Any] = {"borderRadius": self.rounded}
        if self.dashed:
            outline["borderDashes"] = [4, 3]
        return {"shape": self.shape, "borderWidth": self.border, "shapeProperties": outline}


@dataclass(frozen=True, slots=True)
class EdgeClass:
    """A kind of line: the ontology property it stands for, its dashes, width, and whether it has an arrow."""

    term: str
    dashes: tuple[int, ...] = ()
    width: float = 1.4
    arrow: bool = True


NODE_CLASSES: Final = {
    "document": NodeClass("Document", "square"),
    "person": NodeClass("Person", "dot"),
    "organization": NodeClass("Organization", "hexagon"),
    "outlet": NodeClass("Outlet", "diamond"),
    "country": NodeClass("Country", "triangle"),
    "group": NodeClass("Group", "triangleDown"),
    "actor": NodeClass("Actor", "dot"),
    "unnamed": NodeClass("UnnamedActor", "dot", dashed=True, border=1.6),
    "claim": NodeClass("Claim", "box", rounded=4),
    "interpretation": NodeClass("Interpretation", "box", rounded=16, border=1.8),
    "question": NodeClass("Question", "box", rounded=4, dashed=True, border=1.6),
}
EDGE_CLASSES: Final = {
    "said": EdgeClass("said", width=1.8),
    "reported": EdgeClass("reported", width=1.8),
    "asked": EdgeClass("asked", width=1.8),
    "thought": EdgeClass("thought", width=1.8),
    "denied": EdgeClass("denied", width=1.8),
    "reportedlySaid": EdgeClass("reportedlySaid", (7, 5), 1.6),
    "source": EdgeClass("source", (1, 5), 1.2),
    "expresses": EdgeClass("expresses", (2, 4), 1.6),
    "interprets": EdgeClass("interprets", width=2.2),
    "answers": EdgeClass("answers", width=2.2),
    "inDocument": EdgeClass("inDocument", width=0.8, arrow=False),
}
"""`source` is the line where no plain relation holds: the cue is negated, or a denial is only reported."""
ACTOR_CLASSES: Final = ("person", "organization", "outlet", "country", "group", "actor", "unnamed")
CLAIM_CLASSES: Final = {"statement": "claim", "interpretation": "interpretation", "question": "question"}


def ontology_labels() -> dict[str, str]:
    """Return the English label of every term drawn; raise `OntologyError` where one is not declared.

    >>> ontology_labels()["UnnamedActor"]
    'unnamed actor'
    """
    known = labels()
    terms = [look.term for look in NODE_CLASSES.values()] + [look.term for look in EDGE_CLASSES.values()]
    return {term: known[getattr(KG, term)] for term in terms}
