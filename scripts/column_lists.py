"""The lists of column names and known exports in ``docs/sales-files.md``, made of the ones that files are read by.

``scripts/openapi.py`` writes and checks them together with the API's description.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.sales.csv.layouts.base import Layout
    from domain.sales.csv.standing.meaning import Says

PAGE = Path(__file__).resolve().parent.parent / "docs" / "sales-files.md"


def with_lists(text: str) -> str:
    """Return the page with its lists, each between ``<!-- NAME -->`` and ``<!-- end of NAME -->``, made anew."""
    from domain.products.import_columns import ENGLISH
    from domain.sales.csv.layouts import EXPORTS
    from domain.sales.csv.layouts.table import LANGUAGES, NAMES

    lists = {
        "columns of sales": _columns({role: _spelled(names["en"]) for role, names in NAMES.items()}),
        "columns of sales in other languages": _translated(NAMES, LANGUAGES),
        "known exports": _exports(EXPORTS),
        "columns of products": _columns(ENGLISH),
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


def _spelled(names: str) -> list[str]:
    return names.replace(" ", "_").split("|")


def _translated(names: Mapping[str, Mapping[str, str]], languages: Mapping[str, str]) -> list[str]:
    rows = [
        f"| `{role}` | {language} | {', '.join(by_language[code].split('|'))} |"
        for role, by_language in names.items()
        for code, language in languages.items()
    ]
    return ["| what | language | is called, too |", "|---|---|---|", *rows]


def _exports(layouts: Iterable[Layout]) -> list[str]:
    rows = []
    for layout in layouts:
        columns = "; ".join(f"{role}: {_names(names)}" for role, names in layout.aliases.items())
        known = " or ".join(_names(sorted(signature)) for signature in layout.signatures)
        void = "; ".join(told for name, words in layout.statuses.items() if (told := _no_sales(name, words)))
        rows.append(f"| {layout.name} | {known} | {columns} | {void or 'as in any table'} | {layout.note} |")
    head = "| export | known by having | its columns | rows that are no sales | |"
    return [head, "|---|---|---|---|---|", *rows]


def _no_sales(column: str, words: Mapping[str, Says]) -> str:
    """Return which values of a column make a row no sale."""
    values = sorted(word for word, said in words.items() if said.name in {"NO_SALE", "RETURNED"})
    return f"{_names([column])} {'filled' if '*' in values else ' or '.join(values)}" if values else ""


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name.replace(' ', '_')}`" for name in names)
