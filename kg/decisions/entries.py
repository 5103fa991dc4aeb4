"""One decision, and how it stands in a line of the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.errors import DecisionError, RecordError, unknown
from kg.ids import attribution_id, digest
from kg.model import ACTOR_TYPES, FORMS, KINDS, ROLES, Attribution, attribution_from_json, attribution_to_json
from kg.terms import concepts

VERSION: Final = 1
WHATS: Final = ("merge", "rename", "retype", "split", "apart", "accept", "reject", "kind", "add", "undo")
"""What can be decided; see the table in `kg.decisions`."""

ADDED: Final = (*ROLES, "kind", "form", "actor", "actor_type", "speech_act", "certainty", "cue_negated")
"""The fields of an attribution that a person can say of one that was missed; the others are what a program says."""

_WITHOUT_VALUE: Final = frozenset({"accept", "reject", "add", "undo"})
_VALUES: Final = {"retype": ACTOR_TYPES, "kind": KINDS}
_TEXTS: Final = ("what", "subject", "value", "document", "quote", "why", "who", "when")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line: `what` about `subject`; see the table in `kg.decisions` for what the two and `value` are.

    `document` is given with a split of all mentions of an actor in one document, and with an `attribution` that is
    added: its spans are in code points of that document's text, `quote` is what its content says, so that a changed
    text is noticed, and its subject is the id it has.  `where` is file and line, for messages.
    """

    what: str
    subject: str
    value: str | None = None
    document: str | None = None
    attribution: Attribution | None = None
    quote: str | None = None
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
        if self.what == "add":
            return f"add {self.quote!r}{place}"
        return f"{self.what} {self.subject!r}" + (f" {self.value!r}" if self.value else "") + place


def decide(*, attribution: Attribution | Mapping[str, Any] | None = None, **values: Any) -> Decision:
    """Return the checked decision that `values` (the fields of `Decision`) make.

    An attribution is given as one or in its JSON form, of which `ADDED` may be said.

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
    # a quotation is as it stands in the text, spaces and all
    texts = {name: text if name == "quote" else text.strip() for name, text in values.items() if text is not None}
    added = None if attribution is None else _added(attribution)
    if added is not None and what == "add":
        texts["subject"] = attribution_id(texts.get("document", ""), added)
    if "subject" not in texts and what != "add":
        raise DecisionError("no 'subject'; say what is decided about")
    decision = Decision(**{"subject": "", **texts}, attribution=added)
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
    return from_json(data, where)


def from_json(data: Mapping[str, Any], where: str = "") -> Decision:
    """Return the decision that the keys of `data` say (see `kg.decisions`); raise `DecisionError` for a wrong one.

    Keys that are not known are ignored: later versions add some.
    """
    return decide(**{name: data.get(name) for name in _TEXTS}, attribution=data.get("attribution"), where=where)


def to_json(decision: Decision) -> dict[str, Any]:
    """Return the keys of a line, those that say nothing left out; the inverse of `from_json`."""
    said = {name: getattr(decision, name) for name in _TEXTS}
    data: dict[str, Any] = {name: text for name, text in said.items() if text is not None}
    if decision.attribution is not None:
        written = attribution_to_json(decision.attribution)
        data["attribution"] = {name: written[name] for name in ADDED if written[name] not in (None, [], False)}
    return data


def to_line(decision: Decision) -> bytes:
    """Return the decision as a line, newline included; the inverse of `from_line`."""
    data = {"version": VERSION} | to_json(decision)
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
    if decision.document is not None and what not in ("split", "add"):
        raise DecisionError(f"{what} takes no 'document', which goes with split and add alone; remove it")
    if (decision.attribution is None and decision.quote is None) == (what == "add"):
        valid = "needs 'document', 'attribution' and 'quote'" if what == "add" else "takes no 'attribution' or 'quote'"
        raise DecisionError(f"{what} {valid}; see the table in kg.decisions")
    if what == "add" and not (decision.document and decision.attribution and decision.quote):
        raise DecisionError("add needs 'document', 'attribution' and 'quote'; see the table in kg.decisions")


def _added(given: Attribution | Mapping[str, Any]) -> Attribution:
    """Return the attribution that a person says was missed, with what can be known of it without the text checked."""
    if isinstance(given, Attribution):
        given = {name: getattr(given, name) for name in ADDED}
    try:
        found = attribution_from_json(given, "attribution")
    except RecordError as error:
        raise DecisionError(str(error)) from error
    if not found.content:
        raise DecisionError("an attribution that is added needs content: a list of [start, end] offsets")
    if foreign := sorted(set(given) - set(ADDED)):
        raise DecisionError(f"an attribution that is added has no {foreign[0]!r}; valid are {', '.join(ADDED)}")
    options = {"kind": KINDS, "form": FORMS, "actor_type": ACTOR_TYPES, "speech_act": tuple(concepts("speech-acts"))}
    for name, valid in (options | {"certainty": tuple(concepts("certainty"))}).items():
        value = getattr(found, name)
        if value is not None and value not in valid:
            raise DecisionError(unknown(name, value, valid))
    return found


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(words)
