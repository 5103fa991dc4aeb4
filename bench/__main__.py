"""The command `python -m bench`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import MEASUREMENTS
from bench.corpus import make
from bench.harness import machine, run
from kg.errors import SaidgraphError

OUT = Path(__file__).parent / "out"
SIZES = (100, 1_000, 10_000)


def main() -> int:
    """Measure what the command line asks for; print tables, write JSON; return the exit code."""
    options = _options()
    settings = machine() | {"paragraphs a document": str(options.paragraphs), "seed": str(options.seed)}
    for name, value in settings.items():
        print(f"{name:24} {value}")
    try:
        results = _measure(options, settings)
    except (SaidgraphError, RuntimeError) as problem:
        print(problem, file=sys.stderr)
        return 1
    _write(options.out / "report.json", {"settings": settings, "results": results})
    print("\n".join(_table(results)))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure speed, memory and growth.")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/polnear"), help="folder with train.jsonl")
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="numbers of documents (100,1000,10000)")
    parser.add_argument("--only", choices=sorted(MEASUREMENTS), action="append", help="measure this (repeatable)")
    parser.add_argument("--paragraphs", type=int, default=8, help="paragraphs a document (8, about 300 words)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="keep results that stand there from the same settings")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the results (bench/out)")
    return parser.parse_args()


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(sorted({int(part) for part in text.split(",")}))
    if not sizes or sizes[0] < 1:
        raise ValueError
    return sizes


def _measure(options: argparse.Namespace, settings: dict[str, str]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    with TemporaryDirectory() as folder:
        for size in options.sizes:
            corpus = None
            for name in options.only or MEASUREMENTS:
                path = options.out / f"{name}-{size}.json"
                result = _kept(path, settings) if options.resume else None
                if result is None:
                    corpus = corpus or make(
                        options.corpus, Path(folder), size, paragraphs=options.paragraphs, seed=options.seed
                    )
                    print(f"\n{name}, {size:,} documents{_estimate(results, name, size)} …", flush=True)
                    result = run(name, corpus)
                    _write(path, {"settings": settings, "result": result})
                print("\n".join(f"  {f['name']:28} {_number(f['value']):>12} {f['unit']}" for f in result["figures"]))
                results.append(result)
    return results


def _estimate(results: list[dict[str, Any]], name: str, size: int) -> str:
    """Return how long it will take, judged from the last smaller size."""
    before = [r for r in results if r["measurement"] == name]
    if not before:
        return ""
    return f" (at most {before[-1]['seconds'] * size / before[-1]['documents'] / 60:.1f} minutes, if growth is linear)"


def _kept(path: Path, settings: dict[str, str]) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    print(f"\n{path.stem}: {'kept' if data['settings'] == settings else 'measured anew, its settings differ'}")
    result: dict[str, Any] = data["result"]
    return result if data["settings"] == settings else None


def _write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _table(results: list[dict[str, Any]]) -> list[str]:
    """Return one row a figure, one column a size: growth is read from left to right."""
    sizes = sorted({r["documents"] for r in results})
    rows: dict[tuple[str, str, str], dict[int, str]] = {}
    for result in results:
        for figure in result["figures"]:
            row = rows.setdefault((result["measurement"], figure["name"], figure["unit"]), {})
            row[result["documents"]] = _number(figure["value"])
    head = f"\n{'documents':40}" + "".join(f"{size:>12,}" for size in sizes)
    return [head] + [
        f"{f'{measurement}: {name}':40}" + "".join(f"{row.get(size, ''):>12}" for size in sizes) + f"  {unit}"
        for (measurement, name, unit), row in rows.items()
    ]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
