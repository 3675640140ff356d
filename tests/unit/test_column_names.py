"""The names that files' columns go by stand in one place for sales and one for the catalogue; none in the web app."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from domain.products.import_columns import ALIASES
from domain.sales.csv.layouts import ALL_ALIASES, EXPORTS
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Collection

ROOT = Path(__file__).parents[2]
LISTS = (
    "src/domain/sales/csv/layouts/",
    "src/domain/products/import_columns.py",
    "src/domain/products/layouts/",
    "docs/sales-files.md",
)
#: Written from the API's description, lists and all, by ``npm run api``.
GENERATED = {"web/src/api/schema.d.ts"}
#: Names are quoted where they are listed; three of one role together are a list.
QUOTED = re.compile(r"""['"`]([A-Za-z][\w .-]*)['"`]""")
#: In the web app also as keys of objects, between commas in one text and between tags.
NAMED = re.compile(r"""(?<=['"`,;|{}>\n\t])\s*([A-Za-z][\w .-]*?)\s*(?=['"`,;|:<\\\n\t])""")
A_LIST = 3
WEB = [
    path
    for kind in ("ts", "tsx")
    for path in sorted((ROOT / "web/src").rglob(f"*.{kind}"))
    if str(path.relative_to(ROOT)) not in GENERATED
]
FILES = [
    path
    for folder, kinds in (("src", ("py",)), ("scripts", ("py",)), ("local", ("py",)), ("docs", ("md",)))
    for kind in kinds
    for path in sorted((ROOT / folder).rglob(f"*.{kind}"))
    if not str(path.relative_to(ROOT)).startswith(LISTS)
] + [ROOT / "README.md"]


def listed(text: str, names_in: re.Pattern[str] = QUOTED, but: Collection[str] = ()) -> dict[str, set[str]]:
    """Return the column names by role that a text quotes, of the roles with enough of them for a list."""
    names = {normal_name(name) for name in names_in.findall(text)} - {normal_name(name) for name in but}
    found = {}
    for aliases in (ALL_ALIASES, ALIASES):
        for role, known in aliases.items():
            others = (names & set(known)) - {role.replace("_", " ")}
            if len(others) >= A_LIST:
                found[role] = others
    return found


def api_words(node: Any) -> set[str]:
    """Return the names of fields and parameters and the fixed values of the API: what the web app must spell."""
    if isinstance(node, list):
        return set().union(*map(api_words, node))
    if not isinstance(node, dict):
        return set()
    fields = node.get("properties")
    own = {*(fields if isinstance(fields, dict) else ()), *filter(None, node.get("enum", ()))}
    own |= {node["name"]} if "in" in node else set()
    return own.union(*map(api_words, node.values()))


@pytest.fixture(scope="module")
def spelt() -> set[str]:
    """The API's own words."""
    return api_words(json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_file_lists_the_names_of_columns(path):
    assert not listed(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", WEB, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_web_app_lists_no_names_of_columns_and_no_known_exports(path, spelt):
    text = path.read_text(encoding="utf-8")
    assert not listed(text, NAMED, but=spelt)
    assert [layout.name for layout in EXPORTS if layout.name.casefold() in text.casefold()] == []


def test_a_list_would_be_noticed():
    assert listed("aliases: ['date', 'ds', 'order_date', 'Created at']")["date"] == {"ds", "order date", "created at"}


@pytest.mark.parametrize(
    "text",
    [
        "aliases: ['date', 'ds', 'order_date', 'timestamp'],",
        "const DATES = 'date,ds,order_date,timestamp'.split(',');",
        "const DATES = `ds|order_date|timestamp`.split('|')",
        "const ROLE_OF = {\n  ds: 'date',\n  order_date: 'date',\n  timestamp: 'date',\n};",
        "<dd>date, ds, order_date, timestamp</dd>",
        'case "ds":\n    case "Order Date":\n    case "timestamp":',
        "/^(date|ds|order_date|timestamp|on)$/i",
    ],
)
def test_a_list_in_the_web_app_would_be_noticed_however_it_is_written(text, spelt):
    assert listed(text, NAMED, but=spelt)["date"] == {"ds", "order date", "timestamp"}


@pytest.mark.parametrize("aliases", [ALL_ALIASES, ALIASES], ids=["sales", "products"])
def test_each_roles_own_list_would_be_noticed(aliases, spelt):
    own = {normal_name(name) for name in spelt}
    for role, names in aliases.items():
        if len({*names} - own - {role.replace("_", " ")}) >= A_LIST:
            assert role in listed(f"{role}: {[name.replace(' ', '_') for name in names]}", NAMED, but=spelt)
