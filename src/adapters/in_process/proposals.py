"""Replenishment's proposals for purchasing's drafts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from domain.purchasing.models.proposal import Proposal
from domain.shared.words import full_date

if TYPE_CHECKING:
    from domain.purchasing.models.proposal import DraftRequest
    from domain.replenishment.service import proposals as replenishment


class ServiceProposals:
    """Implements :class:`domain.purchasing.ports.Proposals` with replenishment's service."""

    def __init__(self, service: replenishment.ProposalService) -> None:
        self._service = service

    def selected(self, request: DraftRequest, holding_cost: Decimal) -> list[Proposal]:
        """Return proposals for the products that a request asks for."""
        rate = float(holding_cost)
        if request.supplier_id is not None:
            return self.supplied_by({request.supplier_id}, holding_cost)
        if request.category is not None:
            return list(map(_proposal, self._service.of_category(request.category, rate)))
        return list(map(_proposal, self._service.of_products(request.product_ids, rate)))

    def supplied_by(self, supplier_ids: set[str], holding_cost: Decimal) -> list[Proposal]:
        """Return proposals for all products of some suppliers."""
        return list(map(_proposal, self._service.of_suppliers(supplier_ids, float(holding_cost))))


def _proposal(made: replenishment.Proposal) -> Proposal:
    item, product = made.recommendation, made.recommendation.product
    return Proposal(
        product_id=product.product_id,
        supplier_id=product.supplier_id,
        quantity=item.recommended_order_quantity,
        urgency=item.urgency.value,
        reason=item.reason,
        min_order_quantity=product.min_order_quantity,
        order_multiple=product.order_multiple,
        snoozed=f"Put off until {full_date(item.snoozed.until)}: {item.snoozed.reason}" if item.snoozed else None,
        worth=None if item.snoozed else made.worth,
        most=made.worth.most if made.worth else Decimal(0),
    )
