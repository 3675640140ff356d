"""Plan of drafts while it is being made, and what it is made with."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.purchasing.allocation import Candidate
from domain.purchasing.models.proposal import Added, LeftOut
from domain.shared.money import line_cost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from domain.purchasing.models.proposal import Proposal
    from domain.purchasing.models.stock import StockedProduct
    from domain.purchasing.models.supplier import Supplier
    from domain.shared.notice import Notice

_ZERO: Final = Decimal(0)


@dataclass
class DraftPlan:
    """Planned drafts.

    Parameters
    ----------
    lines
        Units by product, by supplier.
    notices
        What is worth a second look, by supplier.
    """

    lines: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    notices: dict[str, Notice] = field(default_factory=dict)

    def leave_out(self, proposal: Proposal, code: str, why: str, quantity: Decimal | None = None) -> None:
        """Note that units of a product are in no draft."""
        units = proposal.quantity if quantity is None else quantity
        self.left_out.append(LeftOut(proposal.product_id, code, why, units))

    def put(self, proposals: Iterable[Proposal], units: Mapping[str, Decimal]) -> None:
        """Put units of products into their suppliers' drafts."""
        for each in proposals:
            if units[each.product_id]:
                self.lines.setdefault(str(each.supplier_id), {})[each.product_id] = units[each.product_id]

    def add(self, supplier_id: str, more: Mapping[str, Decimal], why: str) -> None:
        """Add units to a supplier's draft that were not recommended."""
        lines = self.lines[supplier_id]
        for product_id, units in more.items():
            lines[product_id] = lines.get(product_id, _ZERO) + units
            self.added.append(Added(product_id, units, why))


@dataclass(frozen=True, kw_only=True)
class Shop:
    """Inputs of a plan of drafts.

    Parameters
    ----------
    suppliers
        All suppliers, by id.
    stock
        Products by id, those of the ids that exist.
    supplied_by
        Proposals for all products of some suppliers.
    """

    currency: str
    suppliers: Mapping[str, Supplier]
    stock: Callable[[Iterable[str]], Mapping[str, StockedProduct]]
    supplied_by: Callable[[set[str]], Sequence[Proposal]]

    def takes_own_currency(self, supplier_id: str) -> bool:
        """Tell whether a supplier's prices are in the shop's currency."""
        return self.suppliers[supplier_id].details.currency in {None, self.currency}

    def minimum(self, supplier_id: str) -> Decimal:
        """Return a supplier's minimum order value."""
        return self.suppliers[supplier_id].details.min_order_value

    def costs(self, product_ids: Iterable[str]) -> dict[str, Decimal]:
        """Return the cost of one unit in the shop's currency, of the products whose cost is known."""
        return {
            product_id: product.unit_cost
            for product_id, product in self.stock(product_ids).items()
            if product.unit_cost is not None
        }


def cost_of(lines: Mapping[str, Decimal], costs: Mapping[str, Decimal]) -> Decimal:
    """Return what units of products cost, each line rounded to the cent."""
    return sum((line_cost(units, costs[product_id]) for product_id, units in lines.items()), _ZERO)


def candidate(proposal: Proposal, cost: Decimal, *, most: Decimal, ordered: Decimal = _ZERO) -> Candidate:
    """Return a product as one that money may be spent on."""
    if proposal.worth is None:
        raise ValueError("units of unknown worth are not weighed against others")
    return Candidate(
        product_id=proposal.product_id,
        unit_cost=cost,
        smallest=proposal.min_order_quantity,
        multiple=proposal.order_multiple,
        worth=proposal.worth,
        most=most,
        ordered=ordered,
    )
