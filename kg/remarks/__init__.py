"""Which remark is meant: what an interpretation reads, what a denial denies, what a reply answers, for whom one asks.

Everything here works on a linked record and its text alone, whatever found the spans.  A statement is never changed:
only the fields of opinion are filled, candidates with their score and the method that found them.
"""

from __future__ import annotations

from kg.model import Record
from kg.remarks.aims import with_aims
from kg.remarks.askers import with_outlets
from kg.remarks.corrections import with_corrections
from kg.remarks.denials import with_denials
from kg.remarks.occasions import with_occasions
from kg.remarks.readings import with_remarks
from kg.remarks.replies import with_replies
from kg.remarks.scene import scene_of

__all__ = ["relate"]


def relate(record: Record) -> Record:
    """Return `record` with `interprets`, `interprets_candidates`, `about_remark_of`, `answers`, `denies` and `outlet`.

    What is there already (turns that answer turns) stays.  Actors should be linked before (`kg.linking.link`): whose
    remark is meant is told by who said it.

    >>> from kg.model import Attribution, Document
    >>> text = "Ann said it rains. Her words meant that the match is off, Bo said."
    >>> ann = Attribution(source=((0, 3),), cue=((4, 8),), content=((9, 17),), actor="Ann", actor_type="person")
    >>> bo = Attribution(source=((58, 60),), content=((19, 56),), kind="interpretation", actor="Bo")
    >>> relate(Record(Document(id="a", text=text), (ann, bo))).attributions[1].interprets
    0
    """
    if not record.attributions:
        return record
    scene = scene_of(record)
    found = with_occasions(scene, with_replies(scene, record.attributions))
    found = with_denials(scene, found)
    found = with_remarks(scene, with_aims(scene, found))
    return Record(record.document, with_outlets(scene, with_corrections(scene, found)))
