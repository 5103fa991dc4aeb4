"""What people decided about actors and attributions: a file beside the statements that every rerun honours.

Statements are observations and are never rewritten; who a source is, is an opinion, and a person's opinion overrules a
program's.  The file is JSON Lines, only ever appended to, one decision a line:

    {"version": 1, "what": "merge", "subject": "NDRC", "value": "National Development and Reform Commission",
     "why": "its letters", "who": "…", "when": "…"}

| what    | subject        | value      | says                                                        |
|---------|----------------|------------|-------------------------------------------------------------|
| merge   | actor          | actor      | the first is the same actor as the second, and is called so |
| rename  | actor          | name       | this is what the actor is called                            |
| retype  | actor          | actor type | this is what the actor is                                   |
| split   | attribution    | name       | the source of this attribution is somebody else, called so  |
| split   | actor          | name       | the same for every mention of the actor in one "document"   |
| apart   | actor          | actor      | they are two, whatever links between documents say          |
| accept  | attribution    |            | somebody looked: it is right                                |
| reject  | attribution    |            | it is no attribution; the graph leaves it out               |
| kind    | attribution    | kind       | it is a statement, an interpretation, a question            |
| add     | attribution    |            | it was missed; see below                                    |
| undo    | decision's id  |            | the decision above does not hold                            |

An actor is given by name (`kg.ids.actor_key` tells which spellings are one name) or by `kg.ids.actor_id`, a name by
itself, an attribution by `kg.ids.attribution_id`.  `who` and `when` stay in the file: they are in no graph, report or
listing.

What was missed is added with the "document" it stands in, an "attribution" (the spans of `kg.model.ROLES` in code
points of the document's text, and what else of `ADDED` is known) and the "quote" that its content says there; the
subject is the id this gives, and need not be said:

    {"version": 1, "what": "add", "document": "story.txt", "quote": "prices will rise",
     "attribution": {"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 29]], "kind": "statement",
                     "form": "indirect", "actor": "Ann Lee", "actor_type": "person"}}

What holds:

- Merges and renames lead on: where A is B and B is called C, A is called C, in whatever order that was said.
- A later decision wins over an earlier one that says otherwise: of two merges, two renames or two types of one actor,
  of a circle of merges, of accepting and rejecting one attribution.  The overruled one is reported.
- A split holds against every merge before it, and gives way to a merge after it that makes the two one again.
- What is kept apart is linked by no `kg:ActorLink`; it gives way to a merge of the two, and is reported then.
- An actor of several types that is merged takes the type most of the other's mentions have.  A split or renamed one
  keeps its own.  A type that was decided holds for all that are the same actor.
- An unnamed source is nobody's but its own: no name means it.  Giving a description a type (retype "NDRC" organization)
  makes all unnamed sources so described one named actor; the type "anonymous" makes a named actor many unnamed ones.
- An attribution that is added stands in the tightest content around all its words, and what stands inside its own
  content is nested in it.  Where the document's text no longer says the quote there, it is reported and left out.
- What cannot be read or no longer fits (an actor or an attribution that is gone) is reported; the rest applies.
- Nothing depends on the order or the grouping of documents.

`read` gives the decisions that hold, `settle` weighs them against the records, `completed` adds what was missed,
`apply` fills the four fields of opinion (`link_method` "decision", `link_score` 1.0), `reviewed` leaves out what was
rejected: a statement reported inside a rejected one moves to what encloses that, because nobody but the rejected one
vouched for it.  `judged` notes in the record (`kg.model.Verdict`) what was decided and why, which the graph then says
(`kg:Decision`).  `kg.decisions.ledger` is the file as programs exchange it.
"""

from kg.decisions.applying import Settled, apply, completed, judged, reviewed
from kg.decisions.entries import ADDED, WHATS, Decision, decide, from_json, to_json
from kg.decisions.file import NAME, append, entries, read, standing
from kg.decisions.reviewing import Review, review
from kg.decisions.settling import settle

__all__ = [
    "ADDED",
    "NAME",
    "WHATS",
    "Decision",
    "Review",
    "Settled",
    "append",
    "apply",
    "completed",
    "decide",
    "entries",
    "from_json",
    "judged",
    "read",
    "review",
    "reviewed",
    "settle",
    "standing",
    "to_json",
]
