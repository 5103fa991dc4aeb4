"""One decision, and how it stands in a line of the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.errors import DecisionError, unknown
from kg.ids import digest
from kg.model import ACTOR_TYPES, KINDS

VERSION: Final = 1
WHATS: Final = ("merge", "rename", "retype", "split", "accept", "reject", "kind", "undo")
"""What can be decided; see the table in `kg.decisions`."""

_WITHOUT_VALUE: Final = frozenset({"accept", "reject", "undo"})
_VALUES: Final = {"retype": ACTOR_TYPES, "kind": KINDS}
_TEXTS: Final = ("what", "subject", "value", "document", "why", "who", "when")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line: `what` about `subject`; see the table in `kg.decisions` for what the two and `value` are.

    `document` is given with a split of all mentions of an actor in one document.  `where` is file and line, for
    messages.
    """

    what: str
    subject: str
    value: str | None = None
    document: str | None = None
    why: str | None = None
    who: str | None = None
    when: str | None = None
    where: str = ""

    @property
    def id(self) -> str:
        """The decision's name, made of what it decides; why, who and when are not in it.

        >>> Decision(what="merge", subject="NDRC", value="Reform Commission", why="a").id
        '1c6f931540df'
        """
        return digest("decision", self.what, self.subject, self.value, self.document)[:12]

    def __str__(self) -> str:
        place = f" in {self.document!r}" if self.document else ""
        return f"{self.what} {self.subject!r}" + (f" {self.value!r}" if self.value else "") + place


def decide(**values: Any) -> Decision:
    """Return the checked decision that `values` (the fields of `Decision`) make.

    Raises `DecisionError`, which says what is missing or not among the valid.

    >>> decide(what="retype", subject="NDRC", value="ministry")
    Traceback (most recent call last):
      ...
    kg.errors.DecisionError: unknown type 'ministry'; valid are anonymous, country, group, organization, outlet, person
    """
    for name in _TEXTS:
        text = values.get(name)
        if text is not None and (not isinstance(text, str) or not text.strip()):
            raise DecisionError(f"{name!r} must be words, found {text!r}")
    what = values.get("what")
    if what not in WHATS:
        raise DecisionError(unknown("decision", str(what), WHATS) if what else f"no 'what'; valid are {_list(WHATS)}")
    decision = Decision(**{name: text.strip() for name, text in values.items() if text is not None})
    _check(decision)
    return decision


def from_line(line: bytes, where: str) -> Decision:
    """Return the decision that a line of the file holds; raises `DecisionError` where it holds none."""
    try:
        data = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DecisionError(f"not a line of JSON ({error}); mend or remove it") from error
    if not isinstance(data, Mapping):
        raise DecisionError(f"must be a JSON object, found {type(data).__name__}; mend or remove it")
    version = data.get("version", VERSION)
    if type(version) is not int or not 1 <= version <= VERSION:
        raise DecisionError(f"version {version!r} is not among those known (1 to {VERSION}); update saidgraph")
    if not isinstance(data.get("subject"), str):
        raise DecisionError("no 'subject'; say what is decided about")
    return decide(**{name: data.get(name) for name in _TEXTS}, where=where)


def to_line(decision: Decision) -> bytes:
    """Return the decision as a line, newline included; the inverse of `from_line`."""
    said = {name: getattr(decision, name) for name in _TEXTS}
    data = {"version": VERSION} | {name: text for name, text in said.items() if text is not None}
    try:
        return (json.dumps(data, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can write
        return (json.dumps(data) + "\n").encode()


def _check(decision: Decision) -> None:
    what, value = decision.what, decision.value
    if what in _WITHOUT_VALUE and value is not None:
        raise DecisionError(f"{what} takes no 'value', found {value!r}; remove it")
    if what not in _WITHOUT_VALUE and value is None:
        raise DecisionError(f"{what} needs a 'value'; see the table in kg.decisions")
    if what in _VALUES and value is not None and value not in _VALUES[what]:
        raise DecisionError(unknown("type" if what == "retype" else "kind", value, _VALUES[what]))
    if decision.document is not None and what != "split":
        raise DecisionError(f"{what} takes no 'document', which goes with split alone; remove it")


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(words)
