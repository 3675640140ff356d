"""The shape of the tree, where a tool would not see it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))
BESIDE = [
    path
    for name in ("testing", "local", "scripts", "benchmarks", "training")
    for path in sorted((ROOT / name).rglob("*.py"))
]
LONGEST_MODULE = 300


def test_src_holds_exactly_the_packages_that_the_import_contracts_watch():
    assert {path.name for path in (ROOT / "src").iterdir() if path.name != "__pycache__"} == {
        "adapters",
        "domain",
        "handlers",
    }


@pytest.mark.parametrize("path", [*MODULES, *BESIDE], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_lives_there_and_stays_readable(path):
    text = path.read_text()
    assert ast.get_docstring(ast.parse(text)), "a module starts with what lives here and what does not"
    assert len(text.splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_reads_the_environment_when_it_is_imported(path):
    for node in ast.parse(path.read_text()).body:
        for inner in ast.walk(node) if not isinstance(node, ast.FunctionDef | ast.ClassDef) else ():
            assert not (isinstance(inner, ast.Attribute) and inner.attr == "environ"), f"line {inner.lineno}"


def test_decisions_are_numbered_one_after_the_other():
    numbers = sorted(int(page.name[:4]) for page in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
