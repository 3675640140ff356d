"""Fields are named alike in the API and in the domain: an answer is filled from attributes of the same name."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HANDLERS = Path(__file__).parents[2] / "src/handlers"
#: Functions that state another thing than their argument: a count of it, for instance.
OTHER_THINGS = {"len", "int", "range", "sorted"}
#: An answer's field and the attribute it is filled from, where two names are right.
TWO_NAMES = {
    ("date", "day"): "in the domain, date is the type's name",
    ("learned_change_pct", "factor"): "a factor in the domain, a percentage for people",
    ("expected_change_pct", "expected"): "a factor in the domain, a percentage for people",
    ("actual_change_pct", "actual"): "a factor in the domain, a percentage for people",
}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


BODIES = {
    node.name for path in HANDLERS.rglob("*.py") for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef)
}
MODULES = sorted(
    path
    for path in HANDLERS.rglob("*.py")
    if any(
        isinstance(node, ast.Call) and _name in BODIES
        for node in ast.walk(parsed(path))
        if (_name := getattr(getattr(node, "func", None), "id", None))
    )
)


def attribute(value: ast.expr) -> str | None:
    """Return the attribute that a field's value is taken from, through roundings, sums and alternatives."""
    match value:
        case ast.Attribute():
            return value.attr
        case ast.IfExp():
            return attribute(value.body) or attribute(value.orelse)
        case ast.GeneratorExp() | ast.ListComp():
            return attribute(value.elt)
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name not in OTHER_THINGS:
            return attribute(first)
        case _:
            return None


def filled(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each field of an answer that is filled from an attribute: body, field, attribute."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {*BODIES, "cls"}:
            for keyword in node.keywords:
                if keyword.arg and (source := attribute(keyword.value)):
                    yield node.func.id, keyword.arg, source


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HANDLERS)))
def test_answers_are_filled_from_attributes_of_the_same_name(path):
    for body, field, source in filled(path):
        # The part of a group may drop what the group says: coverage.actual of coverage_actual.
        alike = field == source or source.endswith(f"_{field}") or (field, source) in TWO_NAMES
        assert alike, f"{path.relative_to(HANDLERS)}: {body}.{field} is called {source} in the domain"


def test_there_are_such_answers():
    found = [item for path in MODULES for item in filled(path)]
    assert len(found) > 80
    assert {field for _, field, _ in found} > {"recommended_order_quantity", "predicted_demand", "quantity_sold"}
