"""The manifest of an output folder: what its files were made of, so that only what that changes is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.builds.collecting import Collected
from kg.builds.place import INDEX, Place
from kg.builds.program import program
from kg.files import atomic_write
from kg.files.outputs import DECISIONS, EXPLORER_DATA, MANIFEST, STATEMENTS, STORE

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made of the statements in `place.new`: in what formats and store, by what decisions, how sure."""

    place: Place
    found: Collected
    earlier: Mapping[str, Any]
    finder: str
    formats: Sequence[str]
    store: str
    decisions: Path | None = None
    min_confidence: float = 0.0

    def manifest(self) -> dict[str, Any]:
        """Return everything that the outputs depend on."""
        failures = json.dumps([[failure.where, failure.problem] for failure in self.found.failures])
        return {
            "format": FORMAT,
            "program": program(),
            "finder": self.finder,
            "documents": self.found.documents,
            "statements": self.found.statements,
            "decisions": hashlib.sha256(self.decisions.read_bytes()).hexdigest() if self.decisions else None,
            "failures": hashlib.sha256(failures.encode("utf-8", "surrogatepass")).hexdigest(),
            "formats": list(self.formats),
            "store": self.store,
            "min_confidence": self.min_confidence,
        }

    @property
    def is_done(self) -> bool:
        """Return whether the outputs of the earlier build are these, and stand there whole."""
        made_of = {name: value for name, value in self.earlier.items() if name != "files"}
        return (
            made_of == self.manifest()
            and all((self.place.folder / name).is_dir() for name in (STORE, EXPLORER_DATA))
            and all(_size(self.place.folder / name) == size for name, size in self._earlier_files().items())
        )

    def finish(self) -> None:
        """Write the manifest, and put everything in its place; what an earlier build made and this did not is gone."""
        sizes = {path.name: _size(path) for path in sorted(self.place.new.iterdir()) if path.name != INDEX}
        sizes = {name: size for name, size in sizes.items() if size is not None}
        with atomic_write(self.place.new / MANIFEST) as file:
            json.dump({**self.manifest(), "files": sizes}, file, ensure_ascii=False, indent=1)
            file.write("\n")
        self.place.commit(name for name in self._earlier_files() if name not in sizes)

    def files(self, *others: str) -> tuple[Path, ...]:
        """Return where statements, exports and `others` stand at the end."""
        from kg.exporters import EXPORTERS

        names = (STATEMENTS, *(EXPORTERS[name].file_name for name in self.formats), *others)
        return tuple(self.place.folder / name for name in names)

    def _earlier_files(self) -> dict[str, int]:
        """Return the files of the earlier build with their sizes; none outside the folder, whatever stands there."""
        found = self.earlier.get("files")
        known = found.items() if isinstance(found, dict) else ()
        return {name: size for name, size in known if Path(name).name == name and name != DECISIONS}


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None
