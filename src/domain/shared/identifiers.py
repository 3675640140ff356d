"""Identifiers of products and suppliers: the shop's own, checked once here for every context."""

from __future__ import annotations

import re

PRODUCT_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
#: Words that are paths of the API below ``/products``, ``/sales-data`` or ``/forecasts``.
RESERVED_PRODUCT_IDS = frozenset({"summary", "upload", "uploads", "generate", "batch"})

_SHAPE = "must be 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or a digit"
_PRODUCT_ID = re.compile(PRODUCT_ID_PATTERN.removesuffix("$") + r"\Z")


def product_id_problem(value: str) -> str | None:
    """Say what is wrong with a product id, or ``None`` when it is fine."""
    if not _PRODUCT_ID.match(value):
        return _SHAPE
    if value.lower() in RESERVED_PRODUCT_IDS:
        return f"'{value}' is a reserved word; choose another id"
    return None


def supplier_id_problem(value: str) -> str | None:
    """Say what is wrong with a supplier id, or ``None`` when it is fine."""
    return None if _PRODUCT_ID.match(value) else _SHAPE
