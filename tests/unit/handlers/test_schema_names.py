"""Names of JSON schemas: each stands for one thing in the API's document, where a second one would hide the first."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_no_two_bodies_have_the_same_name():
    names = Counter(
        node.name
        for path in (ROOT / "src/handlers").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Body") for base in node.bases)
    )
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) > 50
