"""The constructions that say who said what: one module each, named as a linguist would name it.

Those of running text take a paragraph (`Unit`) and give candidates in the view's offsets.  What needs more than a
paragraph is asked by name: quotations (`direct_quotation`, `blocks`, `signatures`) and the layout (`speaker_turns`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kg.extractors.constructions.according_to import according_to, as_far_as_known, in_the_view_of, to_somebody
from kg.extractors.constructions.as_said import as_said
from kg.extractors.constructions.colon_speech import colon_speech
from kg.extractors.constructions.continued_report import continued_reports
from kg.extractors.constructions.denials import denials
from kg.extractors.constructions.fact_checks import fact_checks
from kg.extractors.constructions.headline_sources import headline_sources
from kg.extractors.constructions.meanings import meanings
from kg.extractors.constructions.naming import naming
from kg.extractors.constructions.owned_remarks import owned_remarks
from kg.extractors.constructions.passed_on import passed_on
from kg.extractors.constructions.quoted_as_saying import messages, quoted_as_saying
from kg.extractors.constructions.reporting_nouns import copular_nouns, reporting_adjectives, reporting_nouns
from kg.extractors.constructions.reporting_verbs import reporting_verbs
from kg.extractors.constructions.sides import sides
from kg.extractors.constructions.signs import signs
from kg.extractors.constructions.taken_as import taken_as
from kg.extractors.constructions.talked_about import talked_about
from kg.extractors.constructions.words_used import words_used
from kg.extractors.prepared import Candidate, Unit

CONSTRUCTIONS: Final[Sequence[Callable[[Unit], Iterator[Candidate]]]] = (
    quoted_as_saying,
    continued_reports,
    messages,
    naming,
    according_to,
    as_far_as_known,
    in_the_view_of,
    to_somebody,
    as_said,
    passed_on,
    taken_as,
    signs,
    meanings,
    owned_remarks,
    words_used,
    denials,
    reporting_verbs,
    reporting_adjectives,
    reporting_nouns,
    copular_nouns,
    talked_about,
    sides,
    headline_sources,
    fact_checks,
    colon_speech,
)
"""Every construction of running text, the surest first: of two readings of the same words the earlier one stays."""
