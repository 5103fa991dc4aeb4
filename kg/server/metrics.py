"""Counts for whoever watches the service, in the text format of Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

BUCKETS: Final = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
"""Upper bounds in seconds of the histogram of answer times."""

MEDIA: Final = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """What has happened since the service started."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.asked: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.reloads: Counter[str] = Counter()
        self._seconds: dict[str, list[int]] = {}
        self._sums: Counter[str] = Counter()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered; `route` is the pattern, not the path, so that there are few of them."""
        self.requests[method, route, status] += 1
        counts = self._seconds.setdefault(route, [0] * (len(BUCKETS) + 1))
        counts[sum(seconds > bound for bound in BUCKETS)] += 1
        self._sums[route] += seconds  # type: ignore[assignment]

    def text(self, gauges: Mapping[str, tuple[str, float]]) -> str:
        """Return everything as text, with `gauges` (name → help and value) for what is so now."""
        lines = [*_head("kg_requests_total", "counter", "Requests answered.")]
        for (method, route, status), count in sorted(self.requests.items()):
            lines.append(f'kg_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}')
        lines += _head("kg_answers_total", "counter", "Answers asked of workers: made, shared with another, kept.")
        lines += (f'kg_answers_total{{how="{how}"}} {count}' for how, count in sorted(self.asked.items()))
        lines += _head("kg_refused_total", "counter", "Queries that were refused or stopped, by the reason.")
        lines += (f'kg_refused_total{{reason="{reason}"}} {count}' for reason, count in sorted(self.refused.items()))
        lines += _head("kg_reloads_total", "counter", "New graphs taken over, or not, because a store did not open.")
        lines += (f'kg_reloads_total{{outcome="{how}"}} {count}' for how, count in sorted(self.reloads.items()))
        lines += self._histogram()
        for name, (help_, value) in gauges.items():
            lines += [*_head(name, "gauge", help_), f"{name} {value:g}"]
        return "\n".join(lines) + "\n"

    def _histogram(self) -> Iterable[str]:
        name = "kg_request_seconds"
        yield from _head(name, "histogram", "Seconds from a request to the end of its answer.")
        for route, counts in sorted(self._seconds.items()):
            total = 0
            for bound, count in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
                total += count
                yield f'{name}_bucket{{route="{route}",le="{bound}"}} {total}'
            yield f'{name}_sum{{route="{route}"}} {self._sums[route]:.6f}'
            yield f'{name}_count{{route="{route}"}} {total}'


def _head(name: str, kind: str, help_: str) -> tuple[str, str]:
    return f"# HELP {name} {help_}", f"# TYPE {name} {kind}"
