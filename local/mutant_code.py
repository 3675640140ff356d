"""A copy of the code with every mutant that mutmut makes of it, each asleep until it is called by its name."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from difflib import ndiff
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from local.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class MutatedModule:
    """One module's mutants.

    Parameters
    ----------
    path
        The module, below ``src/``.
    names
        What each mutant is called: the module, the function and a number.
    code
        The mutated module, which holds them all.
    spans
        First and last line in it of each function, by its name there.
    """

    path: str
    names: tuple[str, ...]
    code: str
    spans: Mapping[str, tuple[int, int]]

    def change(self, name: str) -> tuple[str, str]:
        """Return the lines that a mutant changes, as they were and as they become, each on one line."""
        mutant = name.rpartition(".")[2]
        function = mutant.partition("__mutmut_")[0]
        lines = list(ndiff(self._lines(f"{function}__mutmut_orig", function), self._lines(mutant, function)))
        was, becomes = (" ".join(line[2:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
        return was, becomes

    def _lines(self, name: str, function: str) -> list[str]:
        """Return a function's lines, under the name that it and its mutants share."""
        first, last = self.spans[name]
        return [line.replace(name, function) for line in self.code.splitlines()[first - 1 : last]]


def mutate(patterns: Sequence[str], copy: Path) -> list[MutatedModule]:
    """Copy ``src/`` and put the mutants into the modules that match one of the patterns."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
    paths = sorted(path.relative_to(ROOT) for path in (ROOT / "src").rglob("*.py"))
    found = [mutated(path) for path in paths if any(fnmatch(str(path), pattern) for pattern in patterns)]
    for module in found:
        (copy / module.path).write_text(module.code, encoding="utf-8")
    return found


def mutated(path: Path) -> MutatedModule:
    """Return a module with its mutants."""
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    result = mutate_file_contents(str(path), (ROOT / path).read_text(encoding="utf-8"))
    spans = {name: (span.start, span.end) for name, span in result.line_span_by_function_name.items()}
    names = tuple(get_mutant_name(path, name) for name in result.mutant_names)
    return MutatedModule(str(path.relative_to("src")), names, result.code, spans)
