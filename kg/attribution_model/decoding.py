"""From the network's scores to attributions: which cues to ask about, what to believe, which words are whose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.attribution_model.windows import Window

SOURCE, CUE, CONTENT = 0, 1, 2
CUE_WORD = 0.2  # least probability of a further word of a cue
CONTENT_TAGS = slice(5, 7)
NOT_SHARED = (3, 4, 5, 6)  # tags of cue and content; one source may have said several things
Floats = npt.NDArray[np.float32]
UNLAWFUL: Floats = np.zeros((8, 7), np.float32)
UNLAWFUL[:, 2::2] = -1e9
for _inside in (2, 4, 6):
    UNLAWFUL[_inside - 1 : _inside + 1, _inside] = 0
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Settings:
    """Numbers chosen on the development articles; they travel in the manifest of the weights."""

    ask: float = 0.1  # least probability of a cue that the linker is asked about
    accept: float = 0.4  # least score of an attribution
    weights: tuple[float, ...] = (0.0, 0.3, 0.7, 0.0)  # bias, reader's cue, linker's validity, content
    sure: float = 0.7  # least probability of every word's role where the linker need not be asked
    blend: float = 0.0  # how much the reader's tags count beside the linker's
    scores: tuple[float, ...] = (0.0, 1.0)  # calibration: score …
    rights: tuple[float, ...] = (0.0, 1.0)  # … to the share of attributions that are right, linear in between
    transitions: tuple[float, ...] = ()  # scores of one tag after another, eight rows of seven; see best_paths
    loose_end: float = 0.0  # what it costs a content to end between two words without a mark of punctuation

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Settings:
        """Settings from the manifest; an unknown name raises."""
        settings: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return cls(**settings)


@dataclass
class Link:
    """What was said about one cue: log-probabilities of the words ``low`` to ``high``.

    ``roles`` are the linker's, about this one attribution; ``tags`` the reader's, about any.
    """

    begin: int
    end: int
    low: int
    high: int
    cue_probability: float
    valid: float
    roles: Floats
    tags: Floats


@dataclass
class Attribution:
    """Word spans of one attribution inside a window, and its score between 0 and 1."""

    spans: tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]
    score: float


def distances(length: int, begin: int, end: int) -> npt.NDArray[np.int64]:
    """Bucketed signed distance of every position to the cue: exact when near, logarithmic when far, 15 at the cue."""
    buckets = _buckets(length)
    cue = np.full(end - begin, 15, np.int64)
    return np.concatenate([15 - buckets[begin:0:-1], cue, 15 + buckets[1 : length - end + 1]])


@cache
def _buckets(length: int) -> npt.NDArray[np.int64]:
    """The bucket of every distance up to ``length``."""
    size = np.arange(length + 1, dtype=np.float64)
    return np.minimum(np.where(size < 6, size, 6 + 1.5 * np.log2(np.maximum(size, 6) / 6)), 15).astype(np.int64)


def log_softmax(scores: Floats) -> Floats:
    """Scores to log-probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def candidates(tags: Floats, window: Window, ask: float, word: float = CUE_WORD) -> list[tuple[int, int, float]]:
    """Runs of words that may be a cue: ``(first word, word after the last, greatest probability)``.

    Every word of a run has at least the probability ``word``, and one of them at least ``ask``.

    ``tags`` are the reader's log-probabilities of the seven tags for every word.
    """
    begins, goes_on = np.exp(tags[:, 3]), np.exp(tags[:, 4])
    either = begins + goes_on
    found: list[tuple[int, int, float]] = []
    for i in np.flatnonzero(either > min(ask, word)).tolist():
        joined = found and found[-1][1] == i and window.paragraph[i] == window.paragraph[i - 1]
        if joined and goes_on[i] >= begins[i]:
            begin, _, probability = found[-1]
            found[-1] = (begin, i + 1, max(probability, float(either[i])))
        else:
            found.append((i, i + 1, float(either[i])))
    return [cue for cue in found if cue[2] > ask]


def plainly_read(
    tags: Floats,
    window: Window,
    cues: Sequence[tuple[int, int, float]],
    crops: Sequence[tuple[int, int]],
    sure: float,
) -> dict[int, Link]:
    """Links, by the cue's number, that the reader's tags tell already: the linker would say the same.

    So it is where no other cue stands in what the linker would be shown (``crops``) and the reader is sure of the role
    of each word there: then all that it tagged belongs to that cue, unless a cue next to it may own it as well.
    """
    role = np.stack([tags[:, 0], *(np.logaddexp(tags[:, i], tags[:, i + 1]) for i in (1, 3, 5))], -1).max(-1)
    least = np.log(max(sure, 1e-9))
    links = {}
    for number, ((begin, end, probability), (low, high)) in enumerate(zip(cues, crops, strict=True)):
        is_alone = not any(low <= other[0] < high for place, other in enumerate(cues) if place != number)
        if is_alone and role[low:high].min() >= least and _is_its_own(tags, window, begin, end, low, high, least):
            words = tags[low:high]
            valid = float(np.log(probability / max(1 - probability, 1e-4)))
            links[number] = Link(begin, end, low, high, probability, valid, words, words)
    return links


def _is_its_own(tags: Floats, window: Window, begin: int, end: int, low: int, high: int, least: float) -> bool:
    """Whether words ``low`` to ``high`` are a whole paragraph, or nothing is said in them beside the cue's sentence."""
    home = window.paragraph[begin]
    if (low, high) == (bisect_left(window.paragraph, home), bisect_right(window.paragraph, home)):
        return True
    own = window.sentence[begin], window.sentence[end - 1]
    return all(window.sentence[word] in own or tags[word, 0] >= least for word in range(low, high))


def score_of(link: Link, weights: Sequence[float]) -> float:
    """How likely it is that the cue begins an attribution: a logistic mix of what reader and linker say."""
    cue = min(max(link.cue_probability, 1e-4), 1 - 1e-4)
    content = float(np.exp(link.roles[:, 5:7]).sum(-1).max())
    content = min(max(content, 1e-4), 1 - 1e-4)
    bias, by_reader, by_linker, by_content = weights
    mixed = (
        bias
        + by_reader * np.log(cue / (1 - cue))
        + by_linker * link.valid
        + by_content * np.log(content / (1 - content))
    )
    return float(1 / (1 + np.exp(-mixed)))


def confidence_of(score: float, settings: Settings) -> float:
    """Calibrated confidence, rounded so that small differences between processors do not show."""
    return round(float(np.interp(score, settings.scores, settings.rights)), 2)


def best_paths(
    rows: Sequence[Floats], transitions: Sequence[float] = (), loose: Sequence[Floats] = ()
) -> list[list[int]]:
    """Most probable tags of every row (Viterbi), in none of which an I stands without its B or I before it.

    ``rows``: [words, tags] log-probabilities each, of any lengths. ``transitions``: what the chain learned, row by row,
    the tag before it (the last row: the beginning) by the tag after; none means that all lawful steps are alike.
    ``loose``: for every row and word what it costs that a content has ended right before it.
    """
    if not rows:
        return []
    steps = np.array(transitions, np.float32).reshape(8, 7) if transitions else np.zeros((8, 7), np.float32)
    steps = steps + UNLAWFUL
    sizes = np.array([len(row) for row in rows])
    scores = np.zeros((len(rows), sizes.max(), 7), np.float32)
    cost = np.zeros(scores.shape[:2], np.float32)
    for number, row in enumerate(rows):
        scores[number, : len(row)] = row
    for number, costs in enumerate(loose):
        cost[number, : len(costs)] = costs
    reached = scores[:, 0] + steps[-1]
    back = np.zeros((scores.shape[1], len(rows), 7), np.int64)
    for word in range(1, scores.shape[1]):
        ways = reached[:, :, None] + steps[None, :-1]
        ways[:, CONTENT_TAGS, 0] -= cost[:, word, None]
        back[word] = ways.argmax(1)
        onward = ways.max(1) + scores[:, word]
        reached = np.where((word < sizes)[:, None], onward, reached)
    paths = []
    for number, (size, last) in enumerate(zip(sizes.tolist(), reached.argmax(1).tolist(), strict=True)):
        path = [last]
        for word in range(size - 1, 0, -1):
            path.append(int(back[word, number, path[-1]]))
        paths.append(path[::-1])
    return paths


def runs(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """Tags as ``(role, first word, word after the last)``."""
    found: list[tuple[int, int, int]] = []
    before = 0
    for i, tag in enumerate(tags):
        if tag:
            role = (tag - 1) // 2
            if tag % 2 == 0 and before and (before - 1) // 2 == role:
                found[-1] = (role, found[-1][1], i + 1)
            else:
                found.append((role, i, i + 1))
        before = tag
    return found


def surest(found: Sequence[tuple[int, int]], probability: Floats, low: int) -> list[tuple[int, int]]:
    """The one run that is most probable on the average: people mark a source in one piece.

    Runs with a single word between them are one run. ``probability``: of each word from ``low`` on.
    """
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin - joined[-1][1] <= 1:
            begin = joined.pop()[0]
        joined.append((begin, end))
    return sorted(joined, key=lambda run: -probability[run[0] - low : run[1] - low].mean())[:1]


def attributions(links: Sequence[Link], breaks: Sequence[bool], settings: Settings) -> list[Attribution]:
    """Believe the links that score well, give each word to the one that claims it most, and read off the spans.

    ``breaks``: for every word of the window whether a clause may begin with it; see :func:`windows.breaks_of`.
    """
    scored = [(score_of(link, settings.weights), link) for link in links]
    accepted = [pair for pair in scored if pair[0] >= settings.accept]
    accepted.sort(key=lambda pair: (-pair[0], pair[1].begin))
    blended = [
        log_softmax((link.roles + settings.blend * np.maximum(link.tags, -6.0)).astype(np.float32))
        for _, link in accepted
    ]
    claims = np.zeros((len(accepted) + 1, len(breaks)), np.float32)
    for number, (score, link) in enumerate(accepted):
        claims[number, link.low : link.high] = score * (1 - np.exp(blended[number][:, 0]))
        claims[number, link.begin : link.end] = score
    owner = claims.argmax(0)
    for number, (_, link) in enumerate(accepted):
        blended[number][np.ix_(owner[link.low : link.high] != number, NOT_SHARED)] = -1e4
    cost = np.where(breaks, 0, settings.loose_end).astype(np.float32)
    paths = best_paths(blended, settings.transitions, [cost[link.low : link.high] for _, link in accepted])
    found = []
    for number, (score, link) in enumerate(accepted):
        spans: tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]] = ([], [], [])
        for role, begin, end in runs(paths[number]):
            spans[role].append((begin + link.low, end + link.low))
        spans[SOURCE][:] = surest(spans[SOURCE], np.exp(blended[number][:, 1:3]).sum(-1), link.low)
        if not spans[CUE] and (owner[link.begin : link.end] == number).all():
            spans[CUE].append((link.begin, link.end))
        if spans[CONTENT] and spans[CUE]:
            found.append(Attribution(spans, score))
    return found
