"""Cells of a catalogue file: their faults and their values, by what all rows together decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from domain.products.import_checks import TEXTS, WHOLE_NUMBERS, wrong_amount, wrong_text
from domain.products.import_columns import CURRENCY, LOCATION, NO_STOCK
from domain.products.import_merge import STOCK
from domain.products.import_statuses import product_status
from domain.shared.csv.columns import normal_name
from domain.shared.csv.formulas import restored
from domain.shared.csv.named_days import NO_DAY
from domain.shared.csv.numbers import EMPTY, to_decimal

if TYPE_CHECKING:
    from decimal import Decimal

    from domain.shared.csv.conventions import Conventions

_IDS: Final = frozenset({"supersedes", "supplier_id", "supplier_sku"})
#: Roles whose cells hold no amounts.
NO_AMOUNTS: Final = frozenset({"product_id", "status", "stock_as_of", LOCATION, CURRENCY}) | TEXTS | _IDS


class CellMeaning:
    """Faults and values of cells, by role.

    Parameters
    ----------
    conventions
        How the file writes days and amounts.
    """

    def __init__(self, conventions: Conventions) -> None:
        self._conventions = conventions

    def all_wrong(self, texts: dict[str, str]) -> dict[str, tuple[str, str]]:
        """Return the code and detail of what is wrong with cells, by role."""
        return {role: wrong for role, cell in texts.items() if (wrong := self.wrong(role, cell))}

    def wrong(self, role: str, cell: str) -> tuple[str, str] | None:
        """Return the code and detail of what is wrong with a cell."""
        text = restored(cell)
        if role in STOCK and normal_name(text) in NO_STOCK:
            return None
        if role not in NO_AMOUNTS:
            return wrong_amount(role, self._conventions.amount(role, text))
        if role == "stock_as_of" and text and self._conventions.dates.ordinal(text) == NO_DAY:
            return "invalid_date", "This is no day in the format of this file. Correct it."
        return wrong_text(role, text, cell)

    def values(self, texts: dict[str, str]) -> dict[str, Any]:
        """Return what the cells of a row say, those that are empty left out."""
        said = {
            role: self._value(role, restored(cell))
            for role, cell in texts.items()
            if cell and role not in {LOCATION, CURRENCY}
        }
        return {role: value for role, value in said.items() if value is not None}

    def _value(self, role: str, text: str) -> Any:
        if role in TEXTS or role in _IDS:
            return text
        if role == "status":
            return product_status(text)
        if role == "stock_as_of":
            return date.fromordinal(self._conventions.dates.ordinal(text))
        if role in STOCK and normal_name(text) in NO_STOCK:
            return None
        return self._number(role, text)

    def _number(self, role: str, text: str) -> Decimal | int | None:
        amount = self._conventions.amount(role, text)
        if amount == EMPTY:
            return None
        return int(to_decimal(amount)) if role in WHOLE_NUMBERS else to_decimal(amount)
