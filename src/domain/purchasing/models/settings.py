"""Settings of the shop that orders are made with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.purchasing.errors import InvalidPurchaseError
from domain.purchasing.models.supplier import ADDRESS_MAX_LENGTH, NAME_MAX_LENGTH
from domain.shared.field_checks import CONTROL_BUT_NEWLINE, amount_problems, text_problems

#: Yearly cost of holding stock as a share of its value: capital, space and decay (Silver, Pyke & Thomas, section 3.4).
DEFAULT_HOLDING_COST: Final = Decimal("0.2")


@dataclass(frozen=True, kw_only=True)
class ShopSettings:
    """Name and address on purchase orders, and the yearly cost of holding stock as a share of its value.

    Raises
    ------
    InvalidPurchaseError
        Naming every field that breaks a rule.
    """

    name: str | None = None
    address: str | None = None
    holding_cost: Decimal = DEFAULT_HOLDING_COST
    version: int = 0

    def __post_init__(self) -> None:
        problems = [
            *text_problems("/name", self.name, NAME_MAX_LENGTH),
            *text_problems("/address", self.address, ADDRESS_MAX_LENGTH, CONTROL_BUT_NEWLINE),
            *amount_problems("/holding_cost", self.holding_cost, 0, 10),
        ]
        if problems:
            raise InvalidPurchaseError("The settings break the rules named in 'errors'.", fields=tuple(problems))
