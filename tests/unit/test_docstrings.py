"""Docstrings name what is there, as an engineer would search for it, and ask no questions."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIDDLE = re.compile(r"(What|How|Where|Who|When|Which|Why|Whether|From)\b")


@pytest.mark.parametrize("layer", ["adapters", "domain", "handlers"])
def test_a_docstring_begins_with_a_name_for_the_thing(layer):
    found = []
    for path in (ROOT / "src" / layer).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef))]
        riddles = [node for node in nodes if RIDDLE.match(ast.get_docstring(node) or "")]
        found += [f"{path.relative_to(ROOT)}: {getattr(node, 'name', 'module')}" for node in riddles]
    assert not found
