"""The lists of column names and known exports in ``docs/sales-files.md``, made of the ones that files are read by.

``scripts/openapi.py`` writes and checks them together with the API's description.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.sales.csv.layouts import Layout

PAGE = Path(__file__).resolve().parent.parent / "docs" / "sales-files.md"


def with_lists(text: str) -> str:
    """Return the page with its lists, each between ``<!-- NAME -->`` and ``<!-- end of NAME -->``, made anew."""
    from domain.products.import_columns import ALIASES
    from domain.sales.csv.layouts import EXPORTS, PLAIN

    lists = {
        "columns of sales": _columns(PLAIN.aliases),
        "known exports": _exports(EXPORTS),
        "columns of products": _columns(ALIASES),
    }
    for name, lines in lists.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        if not re.search(rf"{begin}\n.*{end}", text, re.DOTALL):
            raise ValueError(f"{PAGE.name} has no place for the list '{name}'")
        before, _, rest = text.partition(begin)
        text = "\n".join([before + begin, *lines, end + rest.partition(end)[2]])
    return text


def _columns(aliases: Mapping[str, Sequence[str]]) -> list[str]:
    rows = [f"| `{role}` | {_names(names)} |" for role, names in aliases.items()]
    return ["| what | is called (the first one found counts) |", "|---|---|", *rows]


def _exports(layouts: Iterable[Layout]) -> list[str]:
    rows = []
    for layout in layouts:
        columns = "; ".join(f"{role}: {_names(names)}" for role, names in layout.aliases.items())
        void = "; ".join(
            f"{_names([name])} {'filled' if '*' in values else ' or '.join(sorted(values))}"
            for name, values in layout.void_when.items()
        )
        rows.append(f"| {layout.name} | {_names(sorted(layout.signature))} | {columns} | {void or 'none'} |")
    return ["| export | known by having | its columns | rows that are no sales |", "|---|---|---|---|", *rows]


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name.replace(' ', '_')}`" for name in names)
