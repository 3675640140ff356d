"""Proposals that drafts are made from, and what a buyer asks of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from domain.purchasing.errors import InvalidPurchaseError
from domain.shared.errors import FieldError
from domain.shared.field_checks import amount_problems

if TYPE_CHECKING:
    from collections.abc import Mapping


class Worth(Protocol):
    """Worth of more units of a product."""

    def __call__(self, ordered: Decimal, more: Decimal) -> float:
        """Return the loss that ``more`` units avoid beyond ``ordered`` ones, less what holding them costs, in money."""
        ...


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Recommendation of one product, as far as a draft needs it.

    Parameters
    ----------
    quantity
        Units to order, 0 when none; ``None`` where nothing can be recommended.
    urgency, reason
        How urgent it is, and the recommendation's own sentence.
    min_order_quantity, order_multiple
        The supplier's smallest order and pack size, in units.
    snoozed
        Why and until when the buyer has put it off, a sentence; ``None`` when it is not.
    worth
        ``None`` where its stock, its demand or its cost is not known.
    most
        Most units that are worth proposing at all.
    """

    product_id: str
    supplier_id: str | None
    quantity: Decimal | None
    urgency: str
    reason: str
    min_order_quantity: Decimal = Decimal(0)
    order_multiple: Decimal = Decimal(1)
    snoozed: str | None = None
    worth: Worth | None = None
    most: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class DraftRequest:
    """Drafts that a buyer asks for: of a supplier's, a category's or some products, exactly one of the three.

    Parameters
    ----------
    quantities
        Quantities that the buyer has set, by product, in place of those recommended; 0 leaves a product out.
    fill_to_minimum
        Whether orders below their supplier's minimum order value are filled up to it.
    budget
        Most money that the drafts may cost together, in the shop's currency; ``None`` for no limit.

    Raises
    ------
    InvalidPurchaseError
        Naming every field that breaks a rule.
    """

    supplier_id: str | None = None
    category: str | None = None
    product_ids: frozenset[str] = frozenset()
    quantities: Mapping[str, Decimal] = field(default_factory=dict)
    fill_to_minimum: bool = False
    budget: Decimal | None = None

    def __post_init__(self) -> None:
        at = "/from_recommendations"
        problems = amount_problems(f"{at}/budget", self.budget)
        for product_id, quantity in self.quantities.items():
            problems += amount_problems(f"{at}/quantities/{product_id}", quantity)
        if sum((self.supplier_id is not None, self.category is not None, bool(self.product_ids))) != 1:
            detail = "must name exactly one of supplier_id, category and product_ids"
            problems.append(FieldError(at, "selection", detail))
        if problems:
            raise InvalidPurchaseError("The request breaks the rules named in 'errors'.", fields=tuple(problems))


@dataclass(frozen=True)
class LeftOut:
    """Units that are not in any draft, and why; ``quantity`` is ``None`` where no number of units is known."""

    product_id: str
    code: str
    why: str
    quantity: Decimal | None = None


@dataclass(frozen=True)
class Added:
    """Units that are in a draft although they were not recommended, and why."""

    product_id: str
    quantity: Decimal
    why: str
