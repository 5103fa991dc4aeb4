"""Outlets of one document that no gazetteer knows: by what they are called and by what the text calls them."""

from __future__ import annotations

import re
from typing import Final

from kg.ids import actor_key
from kg.linking.words import COMMON_WORDS, OUTLET_NAMES, PAPER_NAMES

_SERVICES: Final = re.compile(
    r"\b(?:news|press|wire|broadcasting|television|radio) (?:service|agency|network|corporation|company)$"
)
_IN_ONE_WORD: Final = re.compile(
    r".(?:blatt|blad(?:et)?|zeitung|posten|tidende|nachrichten|post|kurier|anzeiger|rundschau)$"
)
""" "Abendblatt", "Morgonposten", "Tagespost"."""
_RADIO: Final = re.compile(r"^(?:radio|tv|channel|television) \w")
_CALLED: Final = re.compile(
    r"\b(?:newspapers?|papers?|broadcasters?|(?:news|press|wire) (?:agency|service|website|site)|tabloids?|journal"
    r"|dail(?:y|ies)|weekl(?:y|ies)|magazines?|(?:radio|television|tv) (?:station|channel|network)|news channel)"
    r"\s*+(?:,\s*+)?[“\"‘']?$",
    re.IGNORECASE,
)


def is_called_like_an_outlet(name: str) -> bool:
    """Tell whether a name of several words ends, or begins, as names of outlets do.

    >>> is_called_like_an_outlet("Harbour Times"), is_called_like_an_outlet("Radio Tarn")
    (True, True)
    >>> is_called_like_an_outlet("Times"), is_called_like_an_outlet("Harbour Company")
    (False, False)
    """
    words = actor_key(name.replace("-", " ")).removeprefix("the ").split()
    if len(words) < 2:
        return name[:1].isupper() and (_IN_ONE_WORD.search(name.lower()) is not None or _is_the_paper(name))
    whole = " ".join(words)
    return words[-1] in OUTLET_NAMES or bool(_RADIO.match(whole) or _SERVICES.search(whole))


def _is_the_paper(name: str) -> bool:
    """ "The Courier": a word for papers, with the article of a name."""
    return name.startswith("The ") and name[4:].lower() in PAPER_NAMES - COMMON_WORDS


def is_introduced_as_an_outlet(before: str) -> bool:
    """Tell whether the words before a name say that it is an outlet: "the Norlandic broadcaster ".

    >>> is_introduced_as_an_outlet("the Norlandic broadcaster "), is_introduced_as_an_outlet("the bank ")
    (True, False)
    """
    return bool(_CALLED.search(before))
