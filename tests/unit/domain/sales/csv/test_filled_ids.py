"""The column of products: of several that may be it, the first with any id, in known layouts and any other table."""

from __future__ import annotations

from itertools import pairwise

import pytest

from domain.sales.csv.detect import plan_file
from domain.sales.csv.layouts import LAYOUTS, aliases_of
from domain.sales.models import UploadOptions


def pairs():
    """Yield two columns in a row that may hold a layout's products, the second of which names them nowhere."""
    for name, layout in sorted(LAYOUTS.items()):
        names = layout.aliases["product_id"]
        for first, second in pairwise(names):
            if second not in aliases_of(layout)["name"]:
                yield name, first, second


def table(layout, first, second, ids):
    """Return a file of a layout with both columns of products, and no column that is another's role besides."""
    aliases = aliases_of(layout)
    signature = min(layout.signatures, key=len) if layout.signatures else frozenset()
    wanted = {"date": "2026-11-20", "quantity_sold": "2"}
    columns = {name: "" if name in aliases["product_id"] else "x" for name in sorted(signature)}
    for role, value in wanted.items():
        columns[next((name for name in aliases[role] if name in columns), aliases[role][0])] = value
    rows = [{**columns, first: one, second: other} for one, other in ids]
    return "\n".join(",".join(row) for row in [list(rows[0]), *(row.values() for row in rows)]).encode() + b"\n"


def product_column(data, **options):
    """Return a file's layout and the name of its column of products."""
    plan = plan_file(lambda _: iter([data]), UploadOptions(**options), "USD")
    return plan.layout.name, plan.header.names[plan.roles["product_id"]]


@pytest.mark.parametrize(("name", "first", "second"), list(pairs()))
def test_a_column_without_any_id_leaves_its_role_to_the_next_that_has_some(name, first, second):
    layout = LAYOUTS[name]
    assert product_column(table(layout, first, second, [("A", "B")])) == (name, first)
    assert product_column(table(layout, first, second, [("", "B"), (" ", "C")])) == (name, second)
    assert product_column(table(layout, first, second, [("", "B"), ("A", "C")])) == (name, first)


def test_the_callers_word_stands_for_a_column_without_any_id_too():
    data = b"date,sku,item_id,qty\n2026-11-20,,B,1\n"
    assert product_column(data) == ("table", "item_id")
    assert product_column(data, columns={"product_id": "sku"}) == ("table", "sku")


def test_where_no_column_has_an_id_the_first_keeps_its_role():
    assert product_column(b"date,sku,item_id,qty\n2026-11-20,, ,1\n") == ("table", "sku")
