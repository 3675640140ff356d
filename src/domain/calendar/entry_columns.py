"""The columns of a calendar file, and the names they go by."""

from __future__ import annotations

from typing import Final

from domain.shared.csv.columns import normal_name

LAYOUT: Final = "table"
#: By field: the names of its column, best first.
ENGLISH: Final[dict[str, list[str]]] = {
    "name": ["name", "event", "title", "promotion", "occasion"],
    "kind": ["kind"],
    "start": ["start", "start date", "from", "first day", "date", "day"],
    "end": ["end", "end date", "to", "until", "last day"],
    "product_id": ["product id", "sku"],
    "category": ["category"],
    "expected_change_pct": ["expected change pct", "expected change", "change pct", "uplift pct", "uplift"],
    "price": ["price", "promotion price", "sale price", "offer price", "planned price"],
    "note": ["note", "notes", "comment", "comments", "description"],
}
ALIASES: Final = {role: tuple(map(normal_name, names)) for role, names in ENGLISH.items()}
ROLES: Final = tuple(ALIASES)
REQUIRED: Final = ("name", "start")
DAYS: Final = ("start", "end")
AMOUNTS: Final = ("expected_change_pct", "price")
