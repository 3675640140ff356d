"""The names that files' columns go by stand in one place for sales and one for the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.products.import_columns import ALIASES
from domain.sales.csv.layouts import ALL_ALIASES

ROOT = Path(__file__).parents[2]
LISTS = ("src/domain/sales/csv/layouts/", "src/domain/products/import_columns.py", "docs/sales-files.md")
#: Names are quoted where they are listed; three of one role together are a list.
QUOTED = re.compile(r"""['"`]([A-Za-z][\w .-]*)['"`]""")
A_LIST = 3
FILES = [
    path
    for folder, kinds in (("src", ("py",)), ("scripts", ("py",)), ("local", ("py",)), ("docs", ("md",)))
    for kind in kinds
    for path in sorted((ROOT / folder).rglob(f"*.{kind}"))
    if not str(path.relative_to(ROOT)).startswith(LISTS)
] + [ROOT / "README.md"]


def listed(text: str) -> dict[str, set[str]]:
    """Return the column names by role that a text quotes, of the roles with enough of them for a list."""
    names = {re.sub(r"[\s_.-]+", " ", name.casefold()).strip() for name in QUOTED.findall(text)}
    found = {}
    for aliases in (ALL_ALIASES, ALIASES):
        for role, known in aliases.items():
            others = (names & set(known)) - {role.replace("_", " ")}
            if len(others) >= A_LIST:
                found[role] = others
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_file_lists_the_names_of_columns(path):
    assert not listed(path.read_text(encoding="utf-8"))


def test_a_list_would_be_noticed():
    assert listed("aliases: ['date', 'ds', 'order_date', 'Created at']")["date"] == {"ds", "order date", "created at"}
